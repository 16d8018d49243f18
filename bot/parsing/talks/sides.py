"""On which side of the dash the names stand, as the neighbours show it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from bot.parsing.outline import Part
from bot.parsing.speakers import KNOWN, likeness, people, surest
from bot.parsing.talks.evidence import Evidence
from bot.parsing.titles import Titled
from bot.parsing.trimming import clean
from bot.parsing.vocabulary import is_label

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
    """Where names stand behind the dash and never before it, one word there is a name as well."""
    found = dict(judged)
    halves = {part: two for part in judged if len(two := _DASH.split(part.head.text)) == HALVES}
    if len(halves) < max(FEWEST, MANY * len(judged)):
        return found
    likely = {part: (likeness(title), likeness(name)) for part, (title, name) in halves.items()}
    behind = [name for title, name in likely.values() if name and not title]
    before = any(title == KNOWN and not name for title, name in likely.values())
    if before or len(behind) < PROVED or max(behind) < KNOWN:
        return found
    for part, (title, name) in halves.items():
        named = likely[part][1] or _ODD_NAME.fullmatch(name)
        if not found[part].titled.speakers and named and not is_label(name):
            titled = Titled(clean(title), (name,), "dashed")
            found[part] = replace(found[part], titled=titled, hard=found[part].hard | {"names"})
    return found


PROVED, FEWEST = 2, 3
"""Likely names behind a dash, one of them known; neighbours with one dash that show what is behind ..."""

_DASH = re.compile(r"\s+[-–—|]\s+")
# A nickname, or a name in ideographs: one word.
_ODD_NAME = re.compile(r"@?[^\W\d_][\w.-]{1,14}")
HALVES = 2
MANY = 0.5
"""... and their share of all."""


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
