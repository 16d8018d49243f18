"""Titles in the first line of a paragraph or item, their notes in the next: a line end that was meant.

    Life of a Packet - Ada Lovelace         Life of a Packet
    Where it goes, and why.                 Ada Lovelace
                                            Where it goes, and why.

Markdown makes one line of it all. What shows that it is none is that the next word would have had
room in it, and that the first lines of others name people in the same place.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from bot.parsing.blocks import BREAK, WRAP, Block, Line, Span
from bot.parsing.bylines import joined, sure
from bot.parsing.speakers import KNOWN, are_full, by_of, is_full, label_of, people, surest
from bot.parsing.titles import read_title

LONGEST = 140
"""Characters of a line that is a title and who gives it."""

ROOM = 72
"""Characters that lines have room for, at most; less where sentences go on behind shorter ones."""

FEWEST, MOST = 2, 0.6
"""First lines that are titles, and the share of all that were ended early for these to be so on purpose."""


class _First(NamedTuple):
    """The first lines of a block that are a title with its people: how many, and by which rule."""

    lines: int
    rule: str
    names: tuple[str, ...]


def lines_apart(blocks: Sequence[Block], settled: Collection[int]) -> dict[int, list[Block]]:
    """The blocks whose first line is the title of a talk, with that line by itself; but those `settled`."""
    broken = {
        index: lines
        for index, block in enumerate(blocks)
        if index not in settled
        and _may_hold(block)
        and len(lines := block.lines) > 1
        and len(lines[0].text) <= LONGEST
    }
    families: defaultdict[int, dict[int, tuple[Line, ...]]] = defaultdict(dict)
    for index, lines in broken.items():
        families[blocks[index].group][index] = lines
    wrapped = [
        len(line.text) for lines in broken.values() for line, after in pairwise(lines) if _goes_on(after)
    ]
    room = min(ROOM, max(wrapped, default=ROOM))
    changed: dict[int, list[Block]] = {}
    for family in families.values():
        early = {index for index, lines in family.items() if _is_early(lines, room)}
        for index, first in _titled(family, early).items():
            changed[index] = list(_apart(blocks[index], broken[index], first.lines))
    return changed


def _may_hold(block: Block) -> bool:
    plain = block.kind == "paragraph" and block.parent is None and not block.quoted
    return (plain or block.kind == "item") and any(WRAP in span.text for span in block.spans)


def _goes_on(line: Line) -> bool:
    """It begins in the midst of a sentence: the one above was full."""
    return line.text.lstrip()[:1].islower() and not by_of(line.text.strip())


def _is_early(lines: Sequence[Line], room: int) -> bool:
    """The first line was ended although the next word had room in it."""
    first, second = (line.text.strip() for line in lines[:2])
    word = second.partition(" ")[0]
    return not _goes_on(lines[1]) and len(first) + 1 + len(word) <= room


def _titled(family: Mapping[int, Sequence[Line]], early: set[int]) -> dict[int, _First]:
    """Those that begin with a title and its people as most that end early do, somebody known among them."""
    if len(early) < FEWEST:
        return {}
    found = {index: first for index, lines in family.items() if (first := _first(lines))}
    rules = Counter(found[index].rule for index in early & found.keys())
    rule, _ = max(rules.items(), key=itemgetter(1), default=("", 0))
    alike = {index: first for index, first in found.items() if first.rule == rule}
    ended = len(early & alike.keys())
    known = surest([name for first in alike.values() for name in first.names]) == KNOWN
    return alike if known and ended >= max(FEWEST, MOST * len(early), MOST * len(alike)) else {}


def _first(lines: Sequence[Line]) -> _First | None:
    first, second = (line.text.strip() for line in lines[:2])
    if first.endswith((".", ",", ";", "。")):
        return None
    below = len(lines) > 2 or by_of(second) or (is_full(second) and " " not in second)
    if below and len(second) <= LONGEST and sure(second) and not sure(first) and not label_of(second):
        return _First(len(lines[:3]) - 1, "lines", people(second))
    titled = read_title(first, trust=1)
    if titled.title in titled.speakers or titled.rule == "alone":
        return None
    return _First(1, titled.rule, titled.speakers) if are_full(titled.speakers) else None


def _apart(block: Block, lines: Sequence[Line], first: int) -> Iterator[Block]:
    """The first lines as blocks of their own; those of an item, ended so that nobody takes them for one."""
    pieces = [joined([line]) for line in lines[:first]] + [joined(lines[first:])]
    if block.kind == "item":
        ends = [(*piece, Span(BREAK, line=piece[-1].line)) for piece in pieces[:-1]]
        yield block._replace(spans=tuple(span for piece in (*ends, pieces[-1]) for span in piece))
        return
    for piece in pieces:
        yield block._replace(spans=piece, line=piece[0].line)
