"""Words set off from those around: in quotation marks, emphasised, as code, as a link."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

from bot.parsing.link_labels import is_label, tells_of_posts
from bot.parsing.links import is_collection, is_profile
from bot.parsing.rich import Mark, Rich
from bot.parsing.vocabulary import TALK
from bot.parsing.wordlists import LETTER


class Stretch(NamedTuple):
    """Words set off from those around: in quotation marks, emphasised, as code, as a link."""

    start: int
    end: int
    sign: Literal["quote", "style", "code", "link"]


def set_off(text: Rich) -> list[Stretch]:
    """Stretches set off, in order; of two that overlap the one in quotation marks, else the emphasised one.

    Unless an emphasised title has a word or two in quotation marks: **A “Slow” Wall**.
    """
    marks = text.marks
    styled = _joined((mark.start, mark.end) for mark in marks if _is_styled(mark) and mark.span.url is None)
    found = [
        Stretch(*match.span(), "quote")
        for match in _IN_QUOTES.finditer(text.text)
        if not any(_is_word_of(text.text, match, *stretch) for stretch in styled)
    ]
    coded = _joined((mark.start, mark.end) for mark in marks if mark.span.code and mark.span.url is None)
    linked = [
        (start, end)
        for start, end, link in text.links
        if not (is_label(link.text) or is_profile(link.url, link.text) or is_collection(link.url))
        and not tells_of_posts(link.text)
    ]
    kinds: tuple[tuple[Literal["style", "code", "link"], Iterable[tuple[int, int]]], ...] = (
        ("style", styled),
        ("code", coded),
        ("link", linked),
    )
    for sign, stretches in kinds:
        for start, end in stretches:
            if start < end and all(end <= one.start or start >= one.end for one in found):
                found.append(Stretch(start, end, sign))
    return sorted(found)


_IN_QUOTES = re.compile(
    rf"“[^“”]+”|“[^“”\"\n]{{8,150}}\"|„[^„“”]+[“”]|«[^«»]+»|»[^«»\n]+[«»]|(?<!\w)”[^“”„\n]+”(?!\w)|「[^「」]+」|『[^『』]+』|《[^《》]+》|(?<!\w)\"[^\"]+\"(?!{LETTER})|(?<!\w)‘(?:[^‘’]|(?<=\w)’(?=\w)){{6,}}’(?!\w)|(?<!\w)'[A-Z0-9](?:[^']|(?<=\w)'(?=\w)){{8,110}}'(?!\w)|"
    r"(?<!\w)'[가-힣][^'\n]{1,110}'|(?<!\w)‘[가-힣\u4e00-\u9fff][^‘’\n]{1,110}’|〈[^〈〉]+〉|<[가-힣][^<>\n]{1,90}>"
)


def _is_word_of(text: str, quote: re.Match[str], start: int, end: int) -> bool:
    """The quotation is a small part of a title that is set off by itself."""
    within = start < quote.start() and quote.end() <= end <= start + LONGEST
    others = text[start : quote.start()] + text[quote.end() : end] if within else ""
    return quote.end() - quote.start() < len(others) and _looks_titled(others)


LONGEST = 160
"""Characters of an emphasised title that has a quotation in it."""


def _looks_titled(words: str) -> bool:
    longer = _LONGER.findall(words)
    return TALK.search(words) is None and 2 * sum(word[0].isupper() for word in longer) > len(longer)


_LONGER = re.compile(r"[^\W\d_]{4,}")


def _is_styled(mark: Mark) -> bool:
    return mark.span.em or mark.span.strong


def _joined(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches that touch made one."""
    found: list[tuple[int, int]] = []
    for start, end in stretches:
        if found and found[-1][1] == start:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found
