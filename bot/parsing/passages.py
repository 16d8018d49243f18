# ruff: noqa: E501
"""The document as notes: one sentence, one bullet or one row each, in the order of the file."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from bot.model import Link
from bot.parsing.links import as_link, unique
from bot.parsing.outline import HEADED, Part
from bot.parsing.rich import Rich

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
    r"(?P<stop>[.!?…]+[\"'”’»)\]]*)(?P<gap>[ \u00a0]+)(?=[\"'“‘«„(\[*¿¡]*[^\W_])|(?P<cjk>[。！？]+[」』）”]*)(?=[^」』）”])|\n+"
)


@dataclass(frozen=True)
class Note:
    """A passage in the making: its words, the part they stand in, what is above them."""

    rich: Rich
    part: Part
    path: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    head: bool = False

    @property
    def text(self) -> str:
        """The words."""
        return self.rich.text

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The links in the words, and the pictures."""
        return unique((*(link for _, _, link in self.rich.links), *pictures(self.rich)))


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
        end = match.end() if match["gap"] is None else match.start("gap")
        if match["stop"] and not _ends_sentence(text, start, match):
            continue
        at = bisect_left(ends, match.end())
        if at < len(ends) and rich.links[at][0] < match.start():
            continue
        if text[start:end].strip():
            pieces.append(rich.cut(start, match.end()))
            start = match.end()
    if text[start:].strip():
        pieces.append(rich.cut(start))
    if not pieces and rich.marks:
        pieces.append(rich)
    return pieces


def _ends_sentence(text: str, start: int, match: re.Match[str]) -> bool:
    """Not an abbreviation, an initial, or a number in a list."""
    if match["stop"] != ".":
        return True
    start = max(start, match.start() - 200)
    before = text[start : match.start()].rsplit(None, 1)
    word = before[-1].lower().lstrip("(\"'“‘[") if before else ""
    after = text[match.end() :].lstrip("\"'“‘«„([*¿¡")[:1]
    if (
        word in _SHORT
        or (len(word) == 1 and word.isalpha() and len(before) > 1)
        or (word.isdigit() and len(before) < 2)
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
    found: list[Note] = []
    for note in _notes(root, (), (), title_ends, hidden):
        cells = told.get(note.part) if told and note.part.kind == "row" else None
        if cells is None:
            found.append(note)
            continue
        found.append(replace(note, head=True))
        found += [replace(note, rich=sentence) for cell in cells for sentence in sentences(cell)]
    return found


def _notes(
    part: Part,
    path: tuple[str, ...],
    lead: tuple[str, ...],
    ends: Mapping[Part, int],
    hidden: frozenset[Part],
) -> Iterator[Note]:
    name = part.head.text
    if part.kind in HEADED:
        linked = bool(part.head.links) or any(mark.span.image for mark in part.head.marks)
        if linked or (part not in hidden and (part in ends or not _says_more(part))):
            yield Note(part.head, part, path, head=True)
        path = (*path, name)
    elif part.kind == "text":
        yield from _of_text(part, path, lead)
    elif part.kind in ("item", "row"):
        above = (part.cue.head.text,) if part.cue and not lead else lead
        yield from _of_item(part, path, above, ends)
        lead = (*above, part.head.cut(0, ends.get(part)).text) if part.head.text else above
    for below in part.parts:
        yield from _notes(below, path, lead, ends, hidden)


def _says_more(part: Part) -> bool:
    """Something below the heading has words, so that the heading stands in some path."""
    return any(below.head.text for below in part.parts)


def _of_text(part: Part, path: tuple[str, ...], lead: tuple[str, ...]) -> Iterator[Note]:
    if part.block == "code":
        lines = part.head.text.split("\n")
        at = 0
        for first in range(0, len(lines), CODE_LINES):
            length = len("\n".join(lines[first : first + CODE_LINES]))
            yield Note(part.head.cut(at, at + length), part, path, lead)
            at += length + 1
        return
    for sentence in sentences(part.head):
        yield Note(sentence, part, path, lead)


def _of_item(
    part: Part, path: tuple[str, ...], lead: tuple[str, ...], ends: Mapping[Part, int]
) -> Iterator[Note]:
    end = ends.get(part)
    if end is not None:
        head = part.head.cut(0, end)
        yield Note(head, part, path, lead, head=True)
        rest = part.head.cut(end)
        rest = rest.cut(len(rest.text) - len(re.sub(r"^[\s\-–—:：,.;|=>→]+", "", rest.text)))
        if rest.text:
            for sentence in sentences(rest):
                yield Note(sentence, part, path, (*lead, head.text))
        return
    if len(part.head.text) > LONG_BULLET:
        for sentence in sentences(part.head):
            yield Note(sentence, part, path, lead)
    elif part.head.text or part.head.marks:
        yield Note(part.head, part, path, lead)
