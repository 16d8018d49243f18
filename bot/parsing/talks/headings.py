"""Talks that have a heading of their own, told from the sections that hold them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from bot.parsing.outline import HEADED, Part
from bot.parsing.talks.evidence import Evidence, of_heading
from bot.parsing.titles import looks_like_title
from bot.parsing.vocabulary import holds_sessions, is_general

HARD_ENOUGH = 0.6
"""The share of a family that must carry the same proof for the others to need it too."""


def headed_talks(root: Part, title_part: Part | None) -> dict[Part, Evidence]:
    """The parts with a heading that are talks, with the evidence of each."""
    found: dict[Part, Evidence] = {}
    _descend(root, title_part, found, inside=False)
    return found


def _descend(part: Part, title_part: Part | None, found: dict[Part, Evidence], *, inside: bool) -> None:
    """Judge the headings right below `part`; `inside` a talk only those with proof of their own count."""
    for _, family in groupby((p for p in part.parts if p.kind in HEADED), key=lambda p: p.level):
        siblings = list(family)
        judged = _judge(part, siblings, title_part, inside=inside)
        found.update(judged)
        for sibling in siblings:
            _descend(sibling, title_part, found, inside=inside or sibling in judged)


def _judge(
    above: Part, family: Sequence[Part], title_part: Part | None, *, inside: bool
) -> dict[Part, Evidence]:
    """Which of a family of headings at one level are talks."""
    judged = {part: of_heading(part) for part in family if part is not title_part}
    judged = {part: _believe(part, seen, judged) for part, seen in judged.items()}
    hard = {part: seen for part, seen in judged.items() if seen.hard and _not_a_section(part, seen)}
    if inside:
        return {
            part: seen for part, seen in hard.items() if seen.hard & {"link", "names", "code", "speaker line"}
        }
    if hard:
        shared = {proof for seen in hard.values() for proof in seen.hard}
        share = max(
            (sum(proof in seen.hard for seen in hard.values()) / len(judged) for proof in shared), default=0
        )
        if share >= HARD_ENOUGH or (len(hard) < 2 and not _in_sessions(above, title_part)):
            return hard
    likely = {part: seen for part, seen in judged.items() if part in hard or _likely(part, seen)}
    if hard or any(seen.soft & {"material"} for seen in likely.values()) or _in_sessions(above, title_part):
        return likely
    titles = [part for part in likely if not _plain_sentence_case(part.head.text)]
    if len(titles) >= 3 and len(titles) >= 0.6 * len(judged) and _notes_like(list(likely)):
        return likely
    return {}


def _believe(part: Part, seen: Evidence, family: dict[Part, Evidence]) -> Evidence:
    """Where most neighbours name people at their ends, odd names are believed too."""
    named = sum("names" in other.hard for other in family.values())
    if "names" in seen.hard or len(family) < 3 or named < 0.4 * len(family):
        return seen
    return of_heading(part, trust=1)


def _not_a_section(part: Part, seen: Evidence) -> bool:
    """Not a heading such as "Day 1 (Ada Lovelace)" or one with talks of its own below."""
    below = [child for child in part.parts if child.kind in HEADED]
    if is_general(seen.titled.title) and not seen.hard & {"link", "names", "speaker line"}:
        return False
    if seen.hard <= {"quoted", "timed", "kinded"} and len(below) >= 2:
        return False
    return not (
        is_general(part.head.text) and holds_sessions(part.head.text) and "link" not in seen.hard and below
    )


def _likely(part: Part, seen: Evidence) -> bool:
    """No proof, but it could be a talk: words like a title, and something said of it."""
    if any(
        child.kind in HEADED and child.level < part.level + 10 and child.kind == "heading"
        for child in part.parts
    ):
        return False
    if seen.soft & {"material", "person"} and not is_general(seen.titled.title):
        return True
    return looks_like_title(part.head.text) and bool(part.parts)


def _in_sessions(above: Part, title_part: Part | None) -> bool:
    """Some heading above holds sessions ("Talks", "Day 2")."""
    part: Part | None = above
    while part is not None and part.kind != "root":
        if part is not title_part and holds_sessions(part.head.text):
            return True
        part = part.parent
    return False


_SMALL = re.compile(
    r"^(?:a|an|and|as|at|but|by|for|from|in|into|of|on|or|the|to|vs?\.?|with|your|is|it|how)$", re.IGNORECASE
)


def _plain_sentence_case(text: str) -> bool:
    """Only the first word is capitalised, as in the heading of a paragraph of prose."""
    words = [word for word in re.findall(r"[^\W\d_][\w'’-]*", text) if not _SMALL.match(word)]
    return len(words) >= 2 and sum(word[0].isupper() for word in words) <= max(1, len(words) // 3)


def _notes_like(family: Sequence[Part]) -> bool:
    """Most have notes in bullets, or a line or two of text: not chapters of an essay."""

    def short(part: Part) -> bool:
        bullets = sum(below.kind == "item" for below in part.parts)
        return bullets >= 2 or sum(len(below.head.text) for below in part.parts) < 1500

    return sum(map(short, family)) >= 0.6 * len(family)
