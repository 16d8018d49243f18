"""On which side of the dash the names stand, as the neighbours show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.parsing.likely_people import named_at_one_place
from bot.parsing.outline import Part
from bot.parsing.speakers import KNOWN, people, surest
from bot.parsing.talks.evidence import Evidence
from bot.parsing.titles import Titled
from bot.parsing.trimming import clean

SIDED = frozenset({"dashed", "piped"})
MOST = 0.8
"""The share of these neighbours that must have the name there."""


def as_neighbours(judged: Mapping[Part, Evidence]) -> dict[Part, Evidence]:
    """The evidence, with those read anew both of whose sides look like names: "Moss - Yenni Okoro".

    Most neighbours of which one side alone does have it behind the dash: so does this one, and
    one word in that place is a name as well: "Moss - rootsy".
    """
    sided = {part: seen for part, seen in judged.items() if seen.titled.rule in SIDED}
    sure = [part for part, seen in sided.items() if not people(seen.titled.title)]
    behind = sum(not _names_first(part, sided[part]) for part in sure)
    if len(sure) < 2 or behind < MOST * len(sure):
        return _with_odd_names(judged)
    odd = {part for part in sided if part not in sure and _doubtful(part, sided[part])}
    return _with_odd_names({part: _turned(seen) if part in odd else seen for part, seen in judged.items()})


def _with_odd_names(judged: Mapping[Part, Evidence]) -> dict[Part, Evidence]:
    """Who stands where the neighbours have people is one of them, whatever the name."""
    found = dict(judged)
    if all(seen.titled.speakers for seen in judged.values()):
        return found
    lines = {part: part.head.text for part in judged if len(part.head.lines) < 2}
    for part, titled in named_at_one_place(lines).items():
        seen = found[part]
        if not seen.titled.speakers:
            found[part] = replace(
                seen, titled=titled, hard=seen.hard | {"names"}, head_end=len(part.head.text)
            )
    return found


def _names_first(part: Part, seen: Evidence) -> bool:
    return bool(seen.titled.speakers) and clean(part.head.text).startswith(seen.titled.speakers[0])


def _doubtful(part: Part, seen: Evidence) -> bool:
    """The first side was taken for a name, though its given name is not known for one."""
    return _names_first(part, seen) and surest(seen.titled.speakers) < KNOWN


def _turned(seen: Evidence) -> Evidence:
    """What was taken for the name is the title, and the other way round."""
    names = people(seen.titled.title)
    if len(seen.titled.speakers) != 1 or not names:
        return seen
    return replace(seen, titled=Titled(seen.titled.speakers[0], names, seen.titled.rule))
