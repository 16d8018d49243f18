"""Names that stand in a line of their own beside a title, and titles below their clock time.

People set who gave a talk like a heading too: in bold or as a heading right below the title's, or
right above it. Before the blocks become a tree they are settled in one order, the title as the
heading and who gave it as the first words below. What shows that such a line is of names is that
its like stands at other titles, and that the heading has no second one.

    ## Life of a Packet       **Ada Lovelace**          10:00 - 10:40
    ### Ada Lovelace          ## Life of a Packet       ADA LOVELACE
                                                        LIFE OF A PACKET
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.parsing.blocks import Block, Line, Span
from bot.parsing.headlines import bold_line, is_bare_heading
from bot.parsing.rich import rich
from bot.parsing.speakers import by_of, label_of, likeness, people
from bot.parsing.titles import looks_like_title
from bot.parsing.vocabulary import is_general, is_label, names_day

LONGEST = 200
"""Characters of a line of names at most."""

TITLE_LEVEL = 9
"""How deep a title nests that is no heading of Markdown's: below all of them."""


def settled(blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks with every line of names below its title, and every title of a programme a heading."""
    found = _Headlines(blocks)
    changed: dict[int, list[Block]] = {}
    for pair in found.pairs():
        title, names = (blocks[pair.title], blocks[pair.names])
        first, second = sorted((pair.title, pair.names))
        level = min(filter(None, (title.level, names.level)), default=0)
        headed = replace(title, level=level) if level else title
        changed[first] = [headed]
        changed[second] = [_byline(names)]
    changed |= _timed(blocks)
    return _put(blocks, changed) if changed else blocks


def _put(blocks: Sequence[Block], changed: dict[int, list[Block]]) -> list[Block]:
    """The blocks with some replaced, each still knowing its parent."""
    places: list[int] = []
    new: list[Block] = []
    for index, block in enumerate(blocks):
        places.append(len(new))
        new += changed.get(index, [block])
    if len(new) == len(blocks):
        return new
    return [block if block.parent is None else replace(block, parent=places[block.parent]) for block in new]


def _byline(block: Block) -> Block:
    """The names as a paragraph, in italics: set apart, but no heading."""
    spans = tuple(span._replace(strong=False, em=span.em or span.strong) for span in block.spans)
    if block.kind == "heading":
        spans = tuple(span._replace(em=True) for span in spans)
    return replace(block, kind="paragraph", level=0, spans=spans)


# --- names set like headings


@dataclass(frozen=True, slots=True)
class _Line:
    """A heading or what stands in for one: its words, how deep (0: bold, 9: bare), and how surely people."""

    words: str
    level: int
    sure: int

    @property
    def kind(self) -> int:
        """What its likes share: headings of one level, bold lines, bare ones."""
        return self.level


@dataclass(frozen=True, slots=True)
class _Pair:
    """Indexes of a title and of the line of names beside it, and what both look like."""

    title: int
    names: int
    look: tuple[int, int]
    sure: int


class _Headlines:
    """The headings of a document and the lines that stand in for them, to see which are names."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.bare = not any(block.kind == "heading" for block in blocks)
        self.lines: dict[int, _Line] = {}
        for index, block in enumerate(blocks):
            if line := self.line(index, block):
                self.lines[index] = line
        self.order = list(self.lines)
        self.rank = {index: rank for rank, index in enumerate(self.order)}
        self.document_title = self.titles_document()

    def titles_document(self) -> int | None:
        """The first headline, if it is the only one so high: below it stands who wrote the document."""
        first = self.order[0] if self.order else None
        if first is None or not (level := self.lines[first].level):
            return None
        others = [line.level for index, line in self.lines.items() if index != first and line.level]
        return first if not others or min(others) > level else None

    def line(self, index: int, block: Block) -> _Line | None:
        """The headline that a block is or begins with."""
        if block.parent is not None or block.quoted or not block.spans:
            return None
        if block.kind == "heading":
            return _Line(block.text, block.level, _sure(block.text))
        if block.kind != "paragraph":
            return None
        if block.spans[0].strong:
            shown = rich(block.spans, block.line)
            end = bold_line(shown)
            words = shown.text[:end].strip() if end is not None else ""
            return _Line(words, 0, _sure(words)) if words else None
        if self.bare and index + 1 < len(self.blocks) and len(block.text) < LONGEST:
            shown = rich(block.spans, block.line)
            if is_bare_heading(shown, self.blocks[index + 1]):
                return _Line(block.text, TITLE_LEVEL, _sure(block.text))
        return None

    def pairs(self) -> list[_Pair]:
        """The titles with names beside them of which others in the document are alike."""
        below, above = [], []
        for index in self.order:
            if index + 1 in self.lines:
                first, second = self.lines[index], self.lines[index + 1]
                if first.sure < 2 and self.is_byline(index, index + 1):
                    below.append(_Pair(index, index + 1, (first.kind, second.kind), second.sure))
                if first.sure and second.sure < 2 and self.is_title_below(index, index + 1):
                    above.append(_Pair(index + 1, index, (first.kind, second.kind), first.sure))
        kept = self.believed(below, least=1)
        taken = {at for pair in kept for at in (pair.title, pair.names)}
        free = [pair for pair in above if pair.title not in taken and pair.names not in taken]
        said = Counter(self.lines[pair.title].words.casefold() for pair in free)
        unlike = [pair for pair in free if said[self.lines[pair.title].words.casefold()] == 1]
        return kept + self.believed(unlike, least=2)

    def believed(self, pairs: Sequence[_Pair], least: int) -> list[_Pair]:
        """Those whose likes are surely names: `least` of them, and half of all."""
        alike: dict[tuple[int, int], list[_Pair]] = defaultdict(list)
        for pair in pairs:
            alike[pair.look].append(pair)
        kept: list[_Pair] = []
        for (first, second), likes in alike.items():
            sure = sum(pair.sure == 2 for pair in likes)
            named = sum(pair.sure > 0 for pair in likes)
            if sure < max(least, 2 if first == second else 1):
                continue
            half, most = named >= 0.5 * len(likes), named == len(likes) and sure >= 0.5 * named
            if (sure >= 2 and sure >= 0.3 * named and half) or most:
                kept += likes
            else:
                kept += [pair for pair in likes if pair.sure == 2]
        return kept

    def is_byline(self, title: int, names: int) -> bool:
        """The line could be the names of the title above: by its words, and as its only such line."""
        above, line = self.lines[title], self.lines[names]
        if is_general(above.words) or not above.level or (0 < line.level < above.level):
            return False
        if title == self.document_title:
            return False
        if not line.sure and not _odd(line.words):
            return False
        for index in self.order[self.rank[names] + 1 :]:
            other = self.lines[index]
            if other.level and (other.level <= above.level or line.level == 0):
                return True
            if other.level == line.level and (line.level or other.sure):
                return False
        return True

    def is_title_below(self, names: int, title: int) -> bool:
        """The line could be the title of the talk whose speaker stands above as its heading."""
        who, line = self.lines[names], self.lines[title]
        if is_general(line.words) or not looks_like_title(line.words, short=True):
            return False
        if not who.level:
            alone = not rich(self.blocks[names].spans).text[len(who.words) :].strip()
            return alone and line.level > 0
        if line.level and line.level < who.level:
            return False
        for index in self.order[self.rank[title] + 1 :]:
            other = self.lines[index]
            if other.level and other.level <= who.level:
                return True
            if other.level == line.level:
                return False
        return True


def _sure(words: str) -> int:
    """How surely `words` are the names of people and nothing else (see `speakers.likeness`).

    "with Ada Lovelace" is sure whatever the name.
    """
    names = people(words) if len(words) <= LONGEST else ()
    if names and (by_of(words) or label_of(words)):
        return 2
    return max(map(likeness, names), default=0)


_NAME_WORD = re.compile(r"[^\W\d_][\w’'.-]*")


def _odd(words: str) -> bool:
    """A few capitalised words without a stop: what could be a name where names are expected."""
    pieces = words.split()
    return (
        2 <= len(pieces) <= 4
        and all(_NAME_WORD.fullmatch(piece) and piece[0].isupper() for piece in pieces)
        and not is_label(words)
        and not words.endswith(".")
    )


# --- programmes by the clock

_TIME = r"\d{1,2}(?:[:.h]\d{2})?(?: ?[ap]\.?m\.?)?"
_TIMES = re.compile(
    rf"\W*(?=\d{{1,2}}[:.h]\d|[^a-z]*[ap]m)({_TIME})(?:\s?(?:-|–|—|to|bis)\s?{_TIME})?\W*", re.IGNORECASE
)
FAMILY = 3
"""How many paragraphs must begin with a line that is but a clock time."""


def _timed(blocks: Sequence[Block]) -> dict[int, list[Block]]:
    """Paragraphs whose first line is a clock time, as titles with who gave them below.

    Which of the next two lines are the names is told by all paragraphs together. A line between
    them that names a day is a section.
    """
    timed: dict[int, tuple[Line, ...]] = {}
    for index, block in enumerate(blocks):
        if _is_top(block) and any(map(str.isdigit, block.spans[0].text[:6])):
            lines = block.lines
            if len(lines) > 1 and len(lines[0].text) < 30 and _TIMES.fullmatch(lines[0].text):
                timed[index] = lines
    if len(timed) < FAMILY:
        return {}
    first = sum(_sure(lines[1].text) > 0 for lines in timed.values())
    second = sum(len(lines) > 2 and _sure(lines[2].text) > 0 for lines in timed.values())
    changed = {
        index: _as_title(blocks[index], lines, names=1 if first >= second else 2)
        for index, lines in timed.items()
    }
    start, end = min(timed), max(timed)
    for index in range(max(start - 1, 0), end):
        block = blocks[index]
        if index not in timed and _is_top(block) and len(block.text) < 40 and names_day(block.text):
            changed[index] = [replace(block, kind="heading", level=TITLE_LEVEL - 1)]
    return changed


def _is_top(block: Block) -> bool:
    return block.kind == "paragraph" and block.parent is None and not block.quoted and bool(block.spans)


def _as_title(block: Block, lines: Sequence[Line], names: int) -> list[Block]:
    """The paragraph as a heading of its time and title, the names below it, and the rest."""
    named = len(lines) > names and _sure(lines[names].text) > 0 and len(lines) > 2
    title = 3 - names if named else 1
    rest = [line for at, line in enumerate(lines) if at not in (0, title) and not (named and at == names)]
    spans = (*lines[0].spans, Span(" ", line=lines[0].line), *lines[title].spans)
    made = [Block("heading", spans, lines[0].line, level=TITLE_LEVEL)]
    if named:
        made.append(_byline(Block("heading", lines[names].spans, lines[names].line)))
    if rest:
        kept = tuple(
            span
            for at, line in enumerate(rest)
            for span in ((Span("\n", line=line.line),) if at else ()) + line.spans
        )
        made.append(replace(block, spans=kept, line=rest[0].line))
    return made
