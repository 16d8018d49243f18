"""Titles in ideographs set like code, which in such letters is none: "最有趣的是`封包的一生`"."""

from __future__ import annotations

from collections.abc import Iterator

from bot.parsing.letters import UNSPACED
from bot.parsing.rich import Rich
from bot.parsing.talks.told import Sentence, Told
from bot.parsing.vocabulary import TALK, day_of


def in_code(sentence: Sentence) -> Iterator[Told]:
    """Beside a word for a talk, or on a day of talks."""
    text = sentence.text
    coded = [] if text.isascii() else _coded_words(sentence.note.rich)
    on_day = bool(coded) and day_of(sentence.section or "") is not None
    for start, end in coded:
        near = TALK.search(text[max(0, start - 12) : start]) or TALK.match(text[end:].lstrip(" ,，的"))
        if (on_day or near) and end - start <= 60:
            yield Told(text[start:end], start, end, "in_code")


def names_in_code(sentence: Rich) -> bool:
    """It sets words in ideographs like code."""
    return not sentence.text.isascii() and bool(_coded_words(sentence))


def _coded_words(sentence: Rich) -> list[tuple[int, int]]:
    return [
        (mark.start, mark.end)
        for mark in sentence.marks
        if mark.span.code
        and mark.span.url is None
        and len(UNSPACED.findall(sentence.text, mark.start, mark.end)) >= LEAST_IDEOGRAPHS
    ]


LEAST_IDEOGRAPHS = 4
"""Ideographs from which words set like code are a title, not the label of a button."""
