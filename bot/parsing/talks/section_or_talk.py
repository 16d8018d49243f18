"""What tells the heading of a section from that of a talk, where nothing else does."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.parsing.links import leads_to_talk
from bot.parsing.outline import HEADED, Part
from bot.parsing.talks.below import announces, heads_names
from bot.parsing.talks.by_number import counts_one
from bot.parsing.talks.evidence import Evidence, of_item
from bot.parsing.talks.likelihood import names_section
from bot.parsing.talks.lists import lists_authors
from bot.parsing.talks.tables import heads_programme
from bot.parsing.titles import looks_like_title
from bot.parsing.vocabulary import holds_sessions, is_general, leads_to_sessions


def not_a_section(part: Part, seen: Evidence) -> bool:
    """Not a heading such as "Day 1 (Ada Lovelace)" or one with talks of its own below."""
    if "titled" in seen.hard or ("quoted" in seen.hard and counts_one(part.head.text)):
        return True
    if (
        heads_programme(part)
        or heads_names(part.head.text)
        or (not seen.hard & {"link", "names"} and lists_authors(part))
    ):
        return False
    if is_general(seen.titled.title) and not seen.hard & {"link", "names", "speaker line", "material"}:
        return False
    if seen.hard <= {"quoted", "timed", "kinded"} and len(own_sections(part)) > 1:
        return False
    return not (
        is_general(part.head.text)
        and holds_sessions(part.head.text)
        and not seen.hard & {"link", "quoted"}
        and seen.titled.rule != "linked"
        and any(child.kind in HEADED for child in part.parts)
    )


def could_be(part: Part, seen: Evidence, *, sure: bool) -> bool:
    """No proof, but it could be a talk: words like a title, and something said of it.

    Where sessions are listed for `sure`, any name will do.
    """
    if not sure and _has_sections(part):
        return False
    if lists_authors(part) or names_section(part) or heads_programme(part):
        return False
    if announces(part) and leads_to_sessions(part.head.text):
        return False
    if seen.soft & {"material", "person"} and not is_general(seen.titled.title):
        return True
    if sure and not is_general(part.head.text) and len(part.head.text.split()) <= 25:
        return True
    return looks_like_title(part.head.text) and bool(part.parts)


def lists_any(part: Part) -> bool:
    """Several items with proof, or rows with recordings, stand below: talks of their own."""
    below = [inner for inner in part.walk() if inner is not part]
    items = [inner for inner in below if inner.kind == "item" and inner.level == 1][:MOST_ITEMS]
    rows = [inner for inner in below if inner.kind == "row"][:MOST_ITEMS]
    return (
        sum(bool(of_item(item).hard) for item in items) > 1
        or sum(any(leads_to_talk(link.url, link.text) for *_, link in row.head.links) for row in rows) > 1
    )


def lists_linked(part: Part) -> bool:
    """Several items below, each a linked title with who gave it: "[Old moss](video) by Ada"."""
    items = [inner for inner in part.parts if inner.kind == "item"][:MOST_ITEMS]
    return sum(of_item(item).hard >= {"link", "names"} for item in items) > 1


MOST_ITEMS = 20
"""Items below a heading by which it is told whether they are talks of their own."""


def mostly_leaves(family: Sequence[Part]) -> bool:
    """Most have no headings below: sessions with notes, not tracks with sessions."""
    leaves = [part for part in family if not _has_sections(part)]
    return len(leaves) >= 0.5 * len(family)


def own_sections(part: Part) -> list[Part]:
    """The headings right below, but for those of any notes: "Links", "Slides"."""
    return [child for child in part.parts if child.kind in HEADED and not is_general(child.head.text)]


def _has_sections(part: Part) -> bool:
    return any(child.kind == "heading" for child in own_sections(part))


def plain_sentence_case(text: str) -> bool:
    """Only the first word is capitalised, as in the heading of a paragraph of prose."""
    words = [word for word in re.findall(r"[^\W\d_][\w'’-]*", text) if not _SMALL.match(word)]
    words = [word for word in words if word[0].lower() != word[0].upper()]  # as of Hangul, none of which is
    return len(words) >= 2 and sum(word[0].isupper() for word in words) <= max(1, len(words) // 3)


_SMALL = re.compile(
    r"^(?:a|an|and|as|at|but|by|for|from|in|into|of|on|or|the|to|vs?\.?|with|your|is|it|how)$", re.IGNORECASE
)


def notes_like(family: Sequence[Part]) -> bool:
    """Most have notes in bullets, or a line or two of text: not chapters of an essay."""

    def short(part: Part) -> bool:
        bullets = sum(below.kind == "item" for below in part.parts)
        return bullets >= 2 or sum(len(below.head.text) for below in part.parts) < 1500

    return sum(map(short, family)) >= 0.6 * len(family)
