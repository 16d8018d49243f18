"""Names that stand in a line of their own beside a title, and titles below their clock time.

People set who gave a talk like a heading too: in bold or as a heading right below the title's, or
right above it. Before the blocks become a tree they are settled in one order, the title as the
heading and who gave it as the first words below. What shows that such a line is of names is that
its like stands at other titles, and that the heading has no second one.

    ## Life of a Packet       **Ada Lovelace**          10:00 - 10:40
    ### Ada Lovelace          ## Life of a Packet       ADA LOVELACE
                                                        LIFE OF A PACKET
    ## Ada Lovelace           Life of a Packet
    “Life of a Packet”        Ada Lovelace, Acme
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from bot.parsing.blocks import Block
from bot.parsing.bylines import LONGEST, TITLE_LEVEL, byline, joined, sure
from bot.parsing.first_lines import lines_apart
from bot.parsing.headlines import bold_line, is_bare_heading
from bot.parsing.link_labels import is_label
from bot.parsing.posts import names_post
from bot.parsing.programme import paired, timed
from bot.parsing.rich import rich
from bot.parsing.titles import looks_like_title, read_title
from bot.parsing.trimming import is_quoted
from bot.parsing.vocabulary import is_general


def settled(blocks: Sequence[Block], *, headed: bool) -> Sequence[Block]:
    """The blocks with every line of names below its title, and every title of a programme a heading.

    `headed`: headings are marked, so that no short line stands in for one.
    """
    changed: dict[int, list[Block]] = {}
    for pair in _Headlines(blocks, headed=headed).pairs():
        title, names = blocks[pair.title], blocks[pair.names]
        if pair.title < pair.names:
            changed[pair.names] = [byline(names)]
        else:
            head, rest = _headed(title, names.level, pair.words)
            changed[pair.names] = [head]
            changed[pair.title] = [byline(names), *rest]
    changed |= timed(blocks) or paired(blocks, changed)
    changed |= lines_apart(blocks, changed.keys())
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
    return [block if block.parent is None else block._replace(parent=places[block.parent]) for block in new]


def _headed(title: Block, level: int, words: str) -> tuple[Block, list[Block]]:
    """A title as a heading, as high as the names above it were; what else its paragraph says, by itself."""
    if title.kind == "heading":
        return title._replace(level=min(title.level, level or title.level)), []
    lines, size, end = title.lines, 0, 0
    while end < len(lines) and size < len(words):
        size += len(lines[end].text) + 1
        end += 1
    head = Block("heading", joined(lines[:end]), title.line, level=level)
    if not level:  # below a name in bold, bold itself
        bold = tuple(span._replace(strong=True, em=False) for span in head.spans)
        head = head._replace(kind="paragraph", spans=bold)
    rest = lines[end:]
    return head, [title._replace(spans=joined(rest), line=rest[0].line)] if rest else []


SET_APART = -1
"""The look of a paragraph in italics or quotation marks below a name."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A heading or what stands in for one: its words, how deep, how surely people, and its look.

    The look is a heading's level, of a bare line 9, of a bold one 0: the latter are no deeper
    than what they stand below.
    """

    words: str
    level: int
    sure: int
    look: int


@dataclass(frozen=True, slots=True)
class _Pair:
    """Indexes of a title and of the line of names beside it, and what both look like."""

    title: int
    names: int
    look: tuple[int, int]
    sure: int
    words: str


class _Headlines:
    """The headings of a document and the lines that stand in for them, to see which are names."""

    def __init__(self, blocks: Sequence[Block], *, headed: bool) -> None:
        self.blocks = blocks
        self.bare = not headed
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
            return _Line(block.text, block.level, sure(block.text), block.level)
        if block.kind != "paragraph":
            return None
        if block.spans[0].strong:
            shown = rich(block.spans, block.line)
            end = bold_line(shown)
            words = shown.text[:end].strip() if end is not None else ""
            return _Line(words, 0, sure(words), 0) if words else None
        if self.bare and index + 1 < len(self.blocks) and len(block.text) < LONGEST:
            shown = rich(block.spans, block.line)
            if is_bare_heading(shown, self.blocks[index + 1]):
                return _Line(block.text, TITLE_LEVEL, sure(block.text), TITLE_LEVEL)
        above = self.lines.get(index - 1)
        if above is not None and above.look != SET_APART and above.sure and (words := _set_apart(block)):
            return _Line(words, 0, 0, SET_APART)
        return None

    def pairs(self) -> list[_Pair]:
        """The titles with names beside them of which others in the document are alike."""
        below, above = [], []
        for index in self.order:
            if index + 1 in self.lines:
                first, second = self.lines[index], self.lines[index + 1]
                look = (first.look, second.look)
                if first.sure < 2 and self.is_byline(index, index + 1):
                    below.append(_Pair(index, index + 1, look, second.sure, first.words))
                if first.sure and second.sure < 2 and self.is_title_below(index, index + 1):
                    above.append(_Pair(index + 1, index, look, first.sure, second.words))
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
        if is_general(above.words) or (0 < line.level < above.level):
            return False
        if not above.level and line.look != TITLE_LEVEL:
            return False
        if title == self.document_title or line.look == SET_APART:
            return False
        if not line.sure and not _odd(line.words):
            return False
        if line.look == above.look and _has_own(above):
            return False
        for index in self.order[self.rank[names] + 1 :]:
            other = self.lines[index]
            if other.level and (other.level <= above.level or line.level == 0):
                return True
            if other.look == line.look and (line.level or other.sure):
                return False
        return True

    def is_title_below(self, names: int, title: int) -> bool:
        """The line could be the title of the talk whose speaker stands above as its heading."""
        who, line = self.lines[names], self.lines[title]
        if is_general(line.words) or names_post(line.words) or not looks_like_title(line.words, short=True):
            return False
        if not who.level:
            alone = not rich(self.blocks[names].spans).text[len(who.words) :].strip()
            return alone and (line.level > 0 or line.look == SET_APART)
        if line.level and (line.level < who.level or (line.level == who.level and _has_own(line))):
            return False
        for index in self.order[self.rank[title] + 1 :]:
            other = self.lines[index]
            if other.level and other.level <= who.level:
                return True
            if other.look == line.look:
                return False
        return True


def _has_own(title: _Line) -> bool:
    """Who gave it stands in the title line already."""
    return bool(read_title(title.words).speakers)


def _set_apart(block: Block) -> str:
    """The first line of a paragraph that is in italics or quotation marks as a whole."""
    first = block.lines[0] if block.lines else None
    if first is None or len(first.text) > LONGEST:
        return ""
    italic = all(span.em for span in first.spans if span.text.strip())
    return first.text.strip() if italic or is_quoted(first.text.strip()) else ""


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
