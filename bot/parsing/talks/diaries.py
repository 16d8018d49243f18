"""Items that tell by the clock how somebody spent the day, beside the talks themselves."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from bot.parsing.outline import Part
from bot.parsing.talks.again import stems
from bot.parsing.talks.evidence import Evidence
from bot.parsing.talks.item_titles import TIME
from bot.parsing.talks.likelihood import in_sessions
from bot.parsing.talks.tables import Row

PROVED = 3
"""Talks elsewhere from which on a list by the clock need not be the programme ..."""

SAME = 0.5
"""... and the share of their words that an item of it has in common with one of them if it is."""


def without_diaries(
    evidence: Mapping[Part, Evidence], rows: Sequence[Row], title_part: Part | None
) -> dict[Part, Evidence]:
    """The evidence without "8:30 breakfast ⏎ 12:00 lunch", where the talks stand elsewhere.

    Such a list names, links and quotes nothing, has nothing below, and tells of none of the other talks.
    """
    timed = {part for part, seen in evidence.items() if _is_by_clock(part, seen)}
    lists: dict[tuple[Part | None, int], list[Part]] = defaultdict(list)
    for part in evidence:
        if part.kind == "item":
            lists[part.parent, part.group].append(part)
    if not timed or len(evidence) - len(timed) + len(rows) < PROVED:
        return dict(evidence)
    others = [stems(seen.titled.title) for part, seen in evidence.items() if part not in timed]
    others += [stems(row.title) for row in rows]
    told = {
        part
        for (above, _), items in lists.items()
        if timed.issuperset(items)
        and not (above is not None and in_sessions(above, title_part))
        and not any(_is_one_of(stems(evidence[part].titled.title), others) for part in items)
        for part in items
    }
    return {part: seen for part, seen in evidence.items() if part not in told}


def _is_by_clock(part: Part, seen: Evidence) -> bool:
    alone = part.kind == "item" and not (part.parts or part.head.links or seen.titled.speakers or seen.names)
    return alone and seen.hard <= {"timed"} and _TIMED.match(part.head.text) is not None


_TIMED = re.compile(rf"\W*{TIME}\b", re.IGNORECASE)


def _is_one_of(own: set[str], others: Sequence[set[str]]) -> bool:
    return any(len(own & other) >= SAME * min(len(own), len(other)) for other in others)
