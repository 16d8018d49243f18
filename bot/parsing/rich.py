"""Words with their looks: text as shown, and where in it links, emphasis and lines stand."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import attrgetter, itemgetter
from typing import NamedTuple

from bot.model import Link
from bot.parsing.blocks import BREAK, WRAP, Span
from bot.parsing.cues import Cue, words_of
from bot.parsing.lazy import lazy
from bot.parsing.letters import UNSPACED
from bot.parsing.links import as_link, bare, kind_of
from bot.parsing.speakers import Mention, mentions
from bot.people import words_in_names

_ENDS = re.compile(f"[ \t]*[{WRAP}{BREAK}][ \t]*")
_UNSPACED = re.compile(r"[\u2e80-\u9fff\uff00-\uffef]")


class Mark(NamedTuple):
    """A stretch of text of one look; `span.text` is as in the source, the stretch as shown."""

    start: int
    end: int
    span: Span


_start_of = itemgetter(0)
_end_of = attrgetter("end")


class Rich:
    """Text as shown (with a line feed where the author meant a line to end) with marks and line numbers."""

    def __init__(
        self, text: str, marks: Sequence[Mark] = (), lines: Sequence[tuple[int, int]] = ((0, 0),)
    ) -> None:
        self.text = text
        self.marks = tuple(marks)
        self.lines = tuple(lines)

    @property
    def line(self) -> int:
        """Line of the file it begins on."""
        return self.lines[0][1]

    def line_at(self, offset: int) -> int:
        """Line of the file where the character at `offset` stands."""
        if len(self.lines) == 1:  # without line ends of its own, each span says where it stands
            under = bisect_right(self.marks, offset, key=_end_of) if offset else 0
            own = self.marks[under].span.line if offset and under < len(self.marks) else 0
            return max(own, self.lines[0][1])
        at = bisect_right(self.lines, offset, key=_start_of) - 1
        return self.lines[max(at, 0)][1]

    @lazy
    def links(self) -> tuple[tuple[int, int, Link], ...]:
        """Each link once, with the stretch it covers; its differently styled pieces are joined."""
        found: list[tuple[int, int, Span]] = []
        for mark in self.marks:
            if mark.span.url is None:
                continue
            if found and found[-1][1] == mark.start and found[-1][2].url == mark.span.url:
                start, _, span = found[-1]
                found[-1] = (start, mark.end, span._replace(text=self.text[start : mark.end]))
            else:
                found.append((mark.start, mark.end, mark.span))
        if not found:
            return ()
        shown = [(start, end, as_link(span)) for start, end, span in found]
        also = [(a, b, Link(k.text, k.text, kind_of(k.text))) for a, b, k in shown if _other_address(k)]
        return tuple(sorted((*shown, *also), key=lambda link: link[:2]))

    @lazy
    def words(self) -> frozenset[str]:
        """Its words in small letters, taken apart once for all who look for some of them."""
        return words_of(self.text)

    @lazy
    def named(self) -> tuple[Mention, ...]:
        """The people named in it by a known given name."""
        return () if self.words.isdisjoint(words_in_names()) else mentions(self.text)

    def may_hold(self, cue: Cue) -> bool:
        """Whether words of `cue` can stand in it."""
        return cue.may_be_in(self.text, self.words)

    def cut(self, start: int, end: int | None = None) -> Rich:
        """The part from `start` to `end`, blanks at its ends left out; pictures at its edges stay."""
        end = len(self.text) if end is None else end
        left, right = start, end
        piece = self.text[start:end]
        start += len(piece) - len(piece.lstrip())
        piece = piece.strip()
        if len(piece) == len(self.text) and len(self.lines) == 1:
            return self
        end = start + len(piece)
        marks = []
        for first, last, span in (
            self.marks[bisect_left(self.marks, left, key=_end_of) :] if left else self.marks
        ):
            if first > right:
                break
            if first == last or (first < end and last > start):
                begin, stop = min(max(first, start), end), max(min(last, end), start)
                marks.append(Mark(begin - start, stop - start, span))
        lines = [(0, self.line_at(start))]
        if len(self.lines) > 1:
            begin = bisect_right(self.lines, start, key=_start_of)
            stop = bisect_left(self.lines, end, key=_start_of)
            lines += [(at - start, number) for at, number in self.lines[begin:stop]]
        return Rich(piece, marks, lines)

    def all(self, look: str, start: int = 0, end: int | None = None) -> bool:
        """Every word from `start` to `end` has `look` ("strong", "em", "code", "struck")."""
        end = len(self.text) if end is None else end
        seen = False
        for mark in self.marks:
            inside = self.text[max(mark.start, start) : min(mark.end, end)] if mark.start < end else ""
            if not re.search(r"\w", inside):
                continue
            if not getattr(mark.span, look):
                return False
            seen = True
        return seen

    def split_lines(self) -> list[Rich]:
        """One Rich for each line of the source."""
        starts = [start for start, _ in self.lines] + [len(self.text)]
        pieces = [self.cut(a, b) for a, b in pairwise(starts)]
        return [piece for piece in pieces if piece.text]


def _other_address(link: Link) -> bool:
    """The words are an address, and not the one it leads to: the author may have meant either."""
    return (
        link.text.startswith(("http://", "https://"))
        and " " not in link.text
        and bare(link.text) != bare(link.url)
    )


def weight(text: str) -> int:
    """Its length as it would be in letters: a Chinese or Japanese character says as much as three."""
    return len(text) + 2 * len(UNSPACED.findall(text))


def rich(spans: Iterable[Span], line: int = 0) -> Rich:
    """Spans of a block -> one Rich; pictures keep their place but give no words."""
    text = ""
    marks: list[Mark] = []
    lines: list[tuple[int, int]] = []
    labels = True  # since the line began
    for span in spans:
        words = "" if span.image is not None else span.text
        number = span.line or line
        if not lines:
            lines.append((0, number))
        start = len(text)
        if WRAP in words or BREAK in words:
            at = 0
            for end in _ENDS.finditer(words):
                text += words[at : end.start()]
                labels = labels and not words[at : end.start()].strip()
                glue = "\n" if labels and len(text) > lines[-1][0] else _glue(text, words, end)
                text = text if text and text[-1].isspace() else text + glue
                labels = True
                number += 1
                lines.append((len(text), number))
                at = end.end()
            text += words[at:]
            labels = labels and not words[at:].strip()
        else:
            text += words
            linked = span.url is not None and not words.isascii() and len(words) <= LABEL
            labels = labels and (linked or not words.strip())
        marks.append(Mark(start, len(text), span))
    shown = Rich(text, marks, lines or [(0, line)])
    return shown if text == text.strip() else shown.cut(0)


LABEL = 8
"""Characters of a linked label; where nothing but such stands in a line of ideographs, it stays a line."""


def _glue(before: str, words: str, end: re.Match[str]) -> str:
    """What stands for the end of a line: nothing between characters of scripts without spaces.

    A line there that is far from full was ended on purpose, and stays one.
    """
    if BREAK in end.group():
        return "\n"
    after = words[end.end() : end.end() + 1]
    if not (before and after and _UNSPACED.match(before[-1]) and _UNSPACED.match(after)):
        return " "
    return "\n" if len(before) - before.rfind("\n") - 1 < SHORT_LINE else ""


SHORT_LINE = 16
"""Characters a line of a script without spaces may have that its author ended on purpose."""
