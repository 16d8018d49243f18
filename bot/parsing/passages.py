# ruff: noqa: E501
"""The document as notes: one sentence, one bullet or one row each, in the order of the file."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.model import Link
from bot.parsing.dates import begins_with_month
from bot.parsing.lazy import lazy
from bot.parsing.links import as_link, unique
from bot.parsing.outline import HEADED, Part
from bot.parsing.rich import Rich
from bot.parsing.summary import Gist, gist_of

LONG_BULLET = 320
"""Characters from which a bullet of several sentences is taken sentence by sentence."""

CODE_LINES = 12
"""Lines of code in one note."""

_ABBREVIATIONS = (
    "e.g i.e vs etc cf dr mr mrs ms prof st no nr z.b d.h bzw ca u.a inc ltd co jr sr fig al approx resp "
    "vol dept est w.r.t a.k.a p.m a.m"
)
_SHORT = frozenset(_ABBREVIATIONS.split())
_STOP = re.compile(
    r"[.!?…。！？\n](?:(?<=[.!?…])[.!?…]*[\"'”’»)\]]*(?P<gap>[ \u00a0]+)(?=[\"'“‘«„(\[*¿¡]*[^\W_])|(?<=[。！？])[。！？]*[」』）”]*(?=[^」』）”])|(?<=\n)\n*)"
)


@dataclass(eq=False)
class Note:
    """A passage in the making: its words, the part they stand in, what is above them."""

    rich: Rich
    part: Part
    path: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    head: bool = False

    @lazy
    def text(self) -> str:
        """The words."""
        return self.rich.text

    @lazy
    def links(self) -> tuple[Link, ...]:
        """The links in the words, and the pictures."""
        return (
            unique((*(link for _, _, link in self.rich.links), *pictures(self.rich)))
            if self.rich.marks
            else ()
        )

    @lazy
    def gist(self) -> Gist | None:
        """What a summary may take of it."""
        return gist_of(self.rich.text, self.links)


def pictures(rich: Rich) -> list[Link]:
    """The pictures in a stretch of text."""
    return [as_link(m.span._replace(url=None)) for m in rich.marks if m.span.image]


def sentences(rich: Rich) -> list[Rich]:
    """Whole sentences, in any script: "It is 6.7. Soon!" -> "It is 6.7.", "Soon!"."""
    text = rich.text
    pieces: list[Rich] = []
    ends = [end for _, end, _ in rich.links]
    start = 0
    for match in _STOP.finditer(text):
        gap, end = match.start("gap"), match.end()
        if gap > 0 and not _ends_sentence(text, start, match):
            continue
        at = bisect_left(ends, end)
        if at < len(ends) and rich.links[at][0] < match.start():
            continue
        if text[start : gap if gap > 0 else end].strip():
            pieces.append(rich.cut(start, end))
            start = end
    if text[start:].strip():
        pieces.append(rich.cut(start))
    if not pieces and rich.marks:
        pieces.append(rich)
    return pieces


# "“Who Feeds Ants?” by Ada", "Moss for all ! par Ada": a title asks or calls, and the sentence goes on.
_GOES_ON = re.compile(r"(?:by|from|with|and|was|is|par|avec|et|von|mit|und|war|de|con|por|com|di|av|door)\s")


def _ends_sentence(text: str, start: int, match: re.Match[str]) -> bool:
    """Not an abbreviation, an initial, a number in a list or the day of a date ("23. Oktober")."""
    if text[match.start() : match.start("gap")] != ".":
        trails = text[match.start() : match.start("gap")].startswith(("…", "..."))
        return _GOES_ON.match(text, match.end()) is None and not (trails and text[match.end()].islower())
    start = max(start, match.start() - 200)
    before = text[start : match.start()].rsplit(None, 1)
    word = before[-1].lower().lstrip("(\"'“‘[") if before else ""
    after = text[match.end() :].lstrip("\"'“‘«„([*¿¡")[:1]
    if (
        word in _SHORT
        or (len(word) == 1 and word.isalpha() and len(before) > 1)
        or (word.isdigit() and len(before) < 2)
        or (word.isdigit() and len(word) < 3 and begins_with_month(text[match.end() :][:12]))
    ):
        return False
    return not after.islower() or len(text[start : match.start()].split()) > 3


def notes(
    root: Part,
    title_ends: Mapping[Part, int],
    hidden: frozenset[Part] = frozenset(),
    told: Mapping[Part, tuple[Rich, ...]] | None = None,
) -> list[Note]:
    """All words of the document as notes.

    `title_ends` tells, for the parts that are talks, where their title line ends: what
    comes behind it in the same item is a note of its own. Parts in `hidden` give no notes
    for their heading. `told` holds, for the rows that are talks, the cells with notes.
    """
    collector = _Collector(title_ends, hidden)
    collector.collect(root, (), ())
    if not told:
        return collector.found
    found: list[Note] = []
    for note in collector.found:
        cells = told.get(note.part) if note.part.kind == "row" else None
        if cells is None:
            found.append(note)
            continue
        found.append(replace(note, head=True))
        found += [replace(note, rich=sentence) for cell in cells for sentence in sentences(cell)]
    return found


class _Collector:
    """Goes through the parts and keeps their notes, in the order of the file."""

    def __init__(self, ends: Mapping[Part, int], hidden: frozenset[Part]) -> None:
        self.ends = ends
        self.hidden = hidden
        self.found: list[Note] = []

    def collect(self, part: Part, path: tuple[str, ...], lead: tuple[str, ...]) -> None:
        """The notes of a part below the headings `path` and the bullets `lead`, and of all below it."""
        head = part.head
        if part.kind in HEADED:
            linked = bool(head.links) or any(mark.span.image for mark in head.marks)
            if linked or (part not in self.hidden and (part in self.ends or not _says_more(part))):
                self.found.append(Note(head, part, path, head=True))
            path = (*path, head.text)
        elif part.kind == "text":
            self.found += _of_text(part, path, lead)
        elif part.kind in ("item", "row"):
            end = self.ends.get(part)
            above = (part.cue.head.text,) if part.cue and not lead else lead
            self.found += _of_item(part, path, above, end)
            if part.parts:
                lead = (*above, head.cut(0, end).text) if head.text else above
        for below in part.parts:
            self.collect(below, path, lead)


def _says_more(part: Part) -> bool:
    """Something below the heading has words, so that the heading stands in some path."""
    return any(below.head.text for below in part.parts)


def _of_text(part: Part, path: tuple[str, ...], lead: tuple[str, ...]) -> list[Note]:
    if part.block != "code":
        return [Note(sentence, part, path, lead) for sentence in sentences(part.head)]
    lines = part.head.text.split("\n")
    found = []
    at = 0
    for first in range(0, len(lines), CODE_LINES):
        length = len("\n".join(lines[first : first + CODE_LINES]))
        found.append(Note(part.head.cut(at, at + length), part, path, lead))
        at += length + 1
    return found


def _of_item(part: Part, path: tuple[str, ...], lead: tuple[str, ...], end: int | None) -> list[Note]:
    if end is None:
        if len(part.head.text) > LONG_BULLET:
            return [Note(sentence, part, path, lead) for sentence in sentences(part.head)]
        return [Note(part.head, part, path, lead)] if part.head.text or part.head.marks else []
    head = part.head.cut(0, end)
    rest = part.head.cut(end)
    rest = rest.cut(len(rest.text) - len(_JOINT.sub("", rest.text)))
    more = sentences(rest) if rest.text else []
    below = (*lead, head.text)
    return [Note(head, part, path, lead, head=True), *[Note(piece, part, path, below) for piece in more]]


_JOINT = re.compile(r"^[\s\-–—:：,.;|=>→]+")
