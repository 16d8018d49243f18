"""Headings that look like talks but are the sections of an author who tells of talks in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.model import Event
from bot.parsing.outline import Part
from bot.parsing.passages import Note
from bot.parsing.talks.evidence import Evidence
from bot.parsing.talks.found import fold
from bot.parsing.talks.sentences import tell

SEVERAL = 2
"""Talks told of by their titles below one heading that make it a section ..."""

MANY = 0.25
"""... and the share of such headings that makes sections of all their siblings without proof."""

_BY_TITLE = frozenset({"quoted", "linked", "in_code", "titled_by", "enumerated"})
_GIVEN = frozenset({"about", "named", "gave", "owned"})


def without_sections(
    headed: Mapping[Part, Evidence],
    below: Mapping[Part, Sequence[int]],
    written: Sequence[Note],
    title_part: Part | None,
    event: Event,
) -> dict[Part, Evidence]:
    """The headings without those that have no proof, below which sentences tell of several talks by title.

    Each of these by somebody, or linked.
    """
    unproved = [part for part, seen in headed.items() if not seen.hard and not seen.soft]
    sections = {
        part
        for part in unproved
        if _tells_several([written[index] for index in below.get(part, ())], title_part, event)
    }
    if not sections:
        return dict(headed)
    for part in unproved:
        family = [other for other in unproved if other.parent is part.parent and other.level == part.level]
        if sum(other in sections for other in family) >= MANY * len(family):
            sections.add(part)
    return {part: seen for part, seen in headed.items() if part not in sections}


def _tells_several(own: Sequence[Note], title_part: Part | None, event: Event) -> bool:
    """By their titles, or by several people who each gave one."""
    titles, people = set(), set()
    for note in own:
        if note.head or note.part.kind != "text" or note.part.block != "paragraph":
            continue
        told = tell(note, False, title_part, event)
        titles |= {fold(one.title) for one in told if one.rule in _BY_TITLE and (one.speakers or one.links)}
        people |= {fold(one.speakers[0]) for one in told if one.rule in _GIVEN and one.speakers}
        if max(len(titles), len(people)) >= SEVERAL:
            return True
    return False
