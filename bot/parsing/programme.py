"""Programmes copied line by line: the time, the title and the names of each talk in one paragraph."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Sequence

from bot.parsing.blocks import Block, Line, Span
from bot.parsing.bylines import LONGEST, TITLE_LEVEL, byline, is_top, joined, sure
from bot.parsing.links import is_profile
from bot.parsing.posts import names_post
from bot.parsing.speakers import label_of
from bot.parsing.titles import looks_like_title
from bot.parsing.vocabulary import is_general, names_day

_TIME = r"\d{1,2}(?:[:.h]\d{2})?(?: ?[ap]\.?m\.?)?"
_TIMES = re.compile(
    rf"\W*(?=\d{{1,2}}[:.h]\d|[^a-z]*[ap]m)({_TIME})(?:\s?(?:-|–|—|to|bis)\s?{_TIME})?\W*", re.IGNORECASE
)
FAMILY = 3
"""How many paragraphs must begin with a line that is but a clock time."""


def timed(blocks: Sequence[Block]) -> dict[int, list[Block]]:
    """Paragraphs whose first line is a clock time, as titles with who gave them below.

    Which of the next two lines are the names is told by all paragraphs together. A line between
    them that names a day is a section.
    """
    found: dict[int, tuple[Line, ...]] = {}
    for index, block in enumerate(blocks):
        if is_top(block) and any(map(str.isdigit, block.spans[0].text[:6])):
            lines = block.lines
            if len(lines) > 1 and len(lines[0].text) < 30 and _TIMES.fullmatch(lines[0].text):
                found[index] = lines
    if len(found) < FAMILY:
        return {}
    first = sum(sure(lines[1].text) > 0 for lines in found.values())
    second = sum(len(lines) > 2 and sure(lines[2].text) > 0 for lines in found.values())
    changed = {
        index: _as_title(blocks[index], lines, names=1 if first >= second else 2)
        for index, lines in found.items()
    }
    start, end = min(found), max(found)
    for index in range(max(start - 1, 0), end):
        block = blocks[index]
        if index not in found and is_top(block) and len(block.text) < 40 and names_day(block.text):
            changed[index] = [block._replace(kind="heading", level=TITLE_LEVEL - 1)]
    return changed


def _as_title(block: Block, lines: Sequence[Line], names: int) -> list[Block]:
    """The paragraph as a heading of its time and title, the names below it, and the rest."""
    named = len(lines) > names and sure(lines[names].text) > 0 and len(lines) > 2
    title = 3 - names if named else 1
    rest = [line for at, line in enumerate(lines) if at not in (0, title) and not (named and at == names)]
    time = (*lines[0].spans, Span(" ", line=lines[0].line)) if lines[0].spans else ()
    spans = (*time, *lines[title].spans)
    made = [Block("heading", spans, lines[0].line, level=TITLE_LEVEL)]
    if named:
        made.append(byline(Block("heading", lines[names].spans, lines[names].line)))
    if rest:
        made.append(block._replace(spans=joined(rest), line=rest[0].line))
    return made


def paired(blocks: Sequence[Block], settled: Container[int]) -> dict[int, list[Block]]:
    """Paragraphs of which one after another begins with a line for the title and one for who gave it.

    Not those of slides, which are headed by where they stand: behind a rule.
    """
    if not any(block.kind == "heading" for block in blocks) and any(b.kind == "rule" for b in blocks):
        return {}
    found: dict[int, tuple[tuple[Line, ...], int, int]] = {}
    for index, block in enumerate(blocks):
        above = blocks[index - 1] if index else None
        told = above is not None and above.kind == "heading" and not is_general(above.text)
        if not is_top(block) or told or index in settled or len(block.spans[0].text) > LONGEST:
            continue
        first = block.spans[0]
        if first.strong or first.struck or (first.url and not is_profile(first.url)):
            continue
        lines = block.lines
        if len(lines) < 2 or len(lines) > MOST_LINES or max(map(len, (lines[0].text, lines[1].text))) > LINE:
            continue
        known = [_sure_of(line.text) for line in lines[:2]]
        if min(known) < max(known) and _could_be_title(lines[known.index(min(known))].text):
            found[index] = (lines, known.index(max(known)), max(known))
    order = Counter(names for _, names, _ in found.values())
    if not order:
        return {}
    usual, times = order.most_common(1)[0]
    surely = sum(known == 2 for _, names, known in found.values() if names == usual)
    if times < FAMILY or surely < 0.5 * times:
        return {}
    return {
        index: _as_title(blocks[index], (Line(lines[0].line, ()), *lines), names=usual + 1)
        for index, (lines, names, _) in found.items()
        if names == usual
    }


def _sure_of(line: str) -> int:
    """As `sure`, but a label is no name, nor is what looks like one only because all of it is capitals."""
    known = 0 if label_of(line) else sure(line)
    return 0 if known < 2 and line.isupper() else known


MOST_LINES = 12
LINE = 100
"""Characters of a line that is a title, or names, by itself."""


def _could_be_title(text: str) -> bool:
    ended = text.rstrip("\"'”’» ").endswith((".", ",", ":", ";", "!", "。", "，", "："))
    other = ended or label_of(text) or names_post(text) or is_general(text)
    return not other and looks_like_title(text, short=True)
