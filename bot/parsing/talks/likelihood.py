"""How likely the headings or items of one family are talks, weighed from many small signs.

The rules (`headings`, `lists`) know shapes people were seen to write; no list of rules knows all.
What they take for talks stays; of the rest it is weighed what stands in and below a heading, what it has
in common with its neighbours, and where they stand. The weights are in `weights`, with how they were found.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from math import log1p

from bot.parsing.outline import HEADED, Part
from bot.parsing.placed import unplaced
from bot.parsing.series import names_event
from bot.parsing.talks.below import first_words
from bot.parsing.talks.evidence import Evidence
from bot.parsing.talks.sentences import speaks_of_one
from bot.parsing.talks.weights import BIAS, WEIGHTS
from bot.parsing.titles import looks_like_title
from bot.parsing.vocabulary import (
    TALK,
    TALK_CUE,
    days_of,
    holds_sessions,
    is_general,
    leads_to_sessions,
    names_day,
    numbers_sessions,
)

Signs = dict[str, float]


@dataclass(frozen=True, slots=True)
class Leaning:
    """What speaks for talks wherever a family of a document stands.

    `one_day`: it stands in what is told of one day of an event, or of one after another; `least`:
    the log odds that are asked for; `talking`: the kinds and depths of which most parts are talks, with
    how many characters are written of one.
    """

    one_day: bool = False
    least: float = 0.0
    talking: Mapping[tuple[str, int], int] = field(default_factory=dict)

    def asked_of(self, part: Part) -> float:
        """The log odds asked of `part`: less where most are talks, and as much is written of it."""
        usual = self.talking.get((part.kind, part.level), 0)
        among = usual > 0 and written_below(part) >= AS_MUCH * usual
        return self.least - AMONG_TALKS if among else self.least


AMONG_TALKS = 2.0
"""How much less speaks for a talk by itself where most parts of the document at its level are talks."""

AS_MUCH = 0.7
"""The share of what is written of a talk that is written of one, too."""


def written_below(part: Part) -> int:
    """Characters written below a heading."""
    return sum(len(below.head.text) for below in part.walk()) - len(part.head.text)


def likely(
    judged: Mapping[Part, Evidence],
    ruled: Mapping[Part, Evidence],
    title_part: Part | None,
    leaning: Leaning | None = None,
) -> dict[Part, Evidence]:
    """Those of a family that rules did not take for talks, but that are talks more likely than not.

    `judged` holds the evidence of all, `ruled` of those that rules took for talks.
    """
    leaning = leaning or Leaning()
    if judged.keys() <= ruled.keys():
        return {}
    members = {part: ruled.get(part, seen) for part, seen in judged.items()}
    return {
        part: judged[part]
        for part, signs in signs_of(members, title_part, one_day=leaning.one_day).items()
        if part not in ruled
        and BIAS + sum(WEIGHTS[name] * value for name, value in signs.items()) > leaning.asked_of(part)
    }


def signs_of(
    members: Mapping[Part, Evidence], title_part: Part | None, *, one_day: bool = False
) -> dict[Part, Signs]:
    """The signs of each member of a family: its own, those of the family, those of its place."""
    each = {part: _own(part, seen) for part, seen in members.items()}
    if not each:
        return {}
    own = [signs for signs in each.values() if not signs["general"]]
    common = _shared(own) | _place(next(iter(each)), title_part)
    if one_day and few_hold_sessions(each):
        common["sessions above"] = True
    return {part: signs | common for part, signs in each.items()}


def _own(part: Part, seen: Evidence) -> Signs:
    title, head = seen.titled.title, part.head
    behind = len(head.text) - seen.head_end
    kinds = {below.kind for below in part.parts}
    said = [head.cut(seen.head_end)] if behind > FEW else [below.head for below in first_words(part)[:2]]
    return {
        "proofs": len(seen.hard),
        "names": "names" in seen.hard,
        "linked": "link" in seen.hard,
        "material": "material" in seen.soft,
        "person": "person" in seen.soft,
        "general": is_general(title),
        "title": looks_like_title(title, short=True),
        "whole title": looks_like_title(title),
        "kind": TALK.search(title) is not None,
        "words": log1p(min(len(title.split()), 30)),
        "capitals": _capitals(title),
        "stop": head.text[: seen.head_end].rstrip()[-1:] in (".", "。"),
        "emphasis": head.all("em", 0, seen.head_end),
        "strong": head.all("strong", 0, seen.head_end),
        "all linked": any(not start and end >= 0.8 * seen.head_end for start, end, _ in head.links),
        "words behind": behind > FEW,
        "text below": "text" in kinds,
        "bullets below": "item" in kinds,
        "headings below": not kinds.isdisjoint(HEADED),
        "talk below": any(text.may_hold(TALK_CUE) for text in said),
        "spoken of": any(map(speaks_of_one, said[:1])),
    }


def few_hold_sessions(family: Collection[Part]) -> bool:
    """Whether hardly one of them is of several sessions: what a day's recap consists of is then a session."""
    return sum(holds_sessions(part.head.text) for part in family) <= FEW_HOLD * len(family)


def is_told_by_days(family: Sequence[Part]) -> bool:
    """The headings of days stand at the level of what is under them: "# Day 1 ⏎ # Old moss ⏎ # Day 2"."""
    days = [names_day(part.head.text) for part in family]
    return days[0] + sum(days) >= DAYS and sum(days) <= 0.5 * len(days)


DAYS = 2
"""Headings of days that divide a family, of which one that stands first is as good as two."""

FEW_HOLD = 0.2
"""The share of a family that may hold sessions for the others of a day's recap to be sessions, too."""

FEW = 20
"""Characters behind a title up to which nothing is told there."""


def _capitals(title: str) -> float:
    longer = _LONGER.findall(title)
    return sum(word[0].isupper() for word in longer) / len(longer) if longer else 0.0


_LONGER = re.compile(r"[^\W\d_][\w'’-]{3,}")

_SHARED = ("title", "stop", "emphasis", "headings below", "talk below", "words")


def _shared(own: list[Signs]) -> Signs:
    """What those of a family that are not general have in common: means over them."""
    many = len(own) or 1
    means = {f"all: {name}": sum(signs[name] for signs in own) / many for name in _SHARED}
    told = sum(signs["text below"] or signs["bullets below"] for signs in own) / many
    proved = sum(signs["proofs"] > 0 for signs in own) / many
    return {**means, "all: told": told, "all: proved": proved, "many": log1p(min(len(own), 25))}


def _place(part: Part, title_part: Part | None) -> Signs:
    above = [over for over in part.ancestors if over is not title_part and over.kind in HEADED]
    item = part.kind == "item"
    cue = part.cue.head.text if part.cue else ""
    container = part.parent is not None and in_sessions(part.parent, title_part)
    return {
        "item": item,
        "bold": part.kind == "bold",
        "lead": part.kind == "lead",
        "bare": part.kind == "bare",
        "depth": len(above),
        "sessions above": container,
        "item, sessions above": item and container,
        "cue": bool(cue),
        "cue to sessions": bool(cue) and leads_to_sessions(cue),
    }


def in_sessions(above: Part, title_part: Part | None) -> bool:
    """Some heading above holds sessions ("Talks", "Day 2")."""
    part: Part | None = above
    while part is not None and part.kind != "root":
        if part is not title_part and _is_container(part.head.text):
            return True
        part = part.parent
    return False


def names_section(part: Part) -> bool:
    """A heading of a day or of sessions, or one that stands there again and again."""
    text = part.head.text
    again = part.parent is not None and (part.kind, text) in part.parent.repeated()
    return again or bool(days_of(unplaced(text))) or _is_container(text)


def _is_container(text: str) -> bool:
    """A heading under which sessions stand: "Talks", "Day 2", "Friday", "FooConf (Tuesday)"."""
    if holds_sessions(text) or names_day(text) or numbers_sessions(text):
        return True
    return len(text.split()) <= 5 and names_event(text)
