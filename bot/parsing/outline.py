"""The blocks of a document as a tree of headed parts: what stands under what.

Besides Markdown's headings, a part is opened by what people use instead of them: a bold
line, a short bare line, a rule between slides, a paragraph that leads with its title,
a list item, a row of a table.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from bot.parsing.blocks import Block, Document
from bot.parsing.bylines import BYLINE
from bot.parsing.headlines import bold_line, has_headings, is_bare_heading
from bot.parsing.leads import alike, lead
from bot.parsing.letters import UNSPACED, size
from bot.parsing.rich import Rich, rich
from bot.parsing.series import names_event
from bot.parsing.settle import settled
from bot.parsing.speakers import KNOWN, is_full, label_of, likeness, people
from bot.parsing.vocabulary import TALK, is_general, is_kind

PartKind = Literal["root", "heading", "bold", "bare", "slide", "lead", "item", "row", "text"]

# How deep each kind of heading nests: Markdown's own are 1 to 6.
BOLD, BARE, LEAD = 7, 8, 9


@dataclass(eq=False, slots=True)
class Part:
    """A part of the document: its heading, the text right under it, and the parts below.

    Of kind "text": a paragraph, quotation, code or note, with nothing below.
    `head` is the heading's words (or the text itself); `table` the header cells of a row's
    table; `cells` those of the row; `cue` the lead-in line a list hangs from;
    `before` the part before it in the same parent; `title_end` where the title in an item's
    head ends, once that has been asked.
    """

    kind: PartKind
    head: Rich
    level: int = 0
    parent: Part | None = None
    parts: list[Part] = field(default_factory=list)
    group: int = 0
    block: str = ""
    number: int | None = None
    cells: tuple[Rich, ...] = ()
    table: tuple[Rich, ...] = ()
    cue: Part | None = None
    before: Part | None = None
    title_end: int | None = None
    _repeated: frozenset[tuple[PartKind, str]] | None = None

    @property
    def line(self) -> int:
        """Line of the file it begins on."""
        return self.head.line

    def add(self, part: Part) -> Part:
        """Hang `part` below this one."""
        part.parent = self
        part.before = self.parts[-1] if self.parts else None
        self.parts.append(part)
        return part

    def repeated(self) -> frozenset[tuple[PartKind, str]]:
        """The kinds and words of the parts right below that stand there more than once, counted once."""
        if self._repeated is None:
            heads = Counter((part.kind, part.head.text) for part in self.parts)
            self._repeated = frozenset(head for head, times in heads.items() if times > 1)
        return self._repeated

    def walk(self) -> Iterator[Part]:
        """This part and all below it, in the order of the file."""
        ahead = [self]
        while ahead:
            part = ahead.pop()
            yield part
            ahead += reversed(part.parts)

    @property
    def ancestors(self) -> Iterator[Part]:
        """The parts it stands in, innermost first, the root left out."""
        part = self.parent
        while part is not None and part.kind != "root":
            yield part
            part = part.parent


HEADED: frozenset[str] = frozenset({"heading", "bold", "bare", "slide", "lead"})


def subtitle_of(title_part: Part | None) -> Part | None:
    """The heading right below the document's title that holds all others: it goes on with the title."""
    below = title_part.parts if title_part else []
    headed = [part for part in below if part.kind in HEADED]
    if len(headed) != 1 or below[0] is not headed[0] or headed[0].kind != "heading":
        return None
    inner = sum(part.kind == "heading" for part in headed[0].parts)
    return headed[0] if inner > 1 else None


def outline(document: Document) -> Part:
    """The document as a tree; the root has no heading of its own."""
    headed = has_headings(document.blocks)
    return _Builder(settled(document.blocks, headed=headed), headed=headed).root


class _Builder:
    """Walks the blocks once, keeping the chain of open parts."""

    def __init__(self, blocks: Sequence[Block], *, headed: bool) -> None:
        self.blocks = blocks
        self.root = Part("root", Rich(""))
        self.open: list[Part] = [self.root]
        self.made: dict[int, Part] = {}
        self.has_headings = headed
        self.slides = sum(block.kind == "rule" for block in blocks) >= 3 and not self.has_headings
        self.last_typed: Part | None = None
        self.typed_at = -2
        self.led_to: dict[int, Part | None] = {}
        self.tables: dict[int, tuple[Rich, ...]] = {}
        self.kinds = _kind_lines(blocks)
        self.alike = alike(blocks)
        self.seen_to = (-1, False)
        for index, block in enumerate(blocks):
            self.take(index, block)

    def take(self, index: int, block: Block) -> None:
        """Hang one block where it belongs."""
        shown = rich(block.spans, block.line)
        if block.kind == "heading" and block.parent is None:
            if shown.text:
                self.head("heading", shown, block.level)
            else:
                self.text(index, block, shown)
            return
        if block.kind == "rule":
            return
        if block.kind == "row":
            self.row(index, block, shown)
        elif block.kind == "item":
            self.item(index, block, shown)
        elif block.kind == "paragraph" and block.parent is None and not block.quoted:
            self.paragraph(index, block, shown)
        else:
            self.text(index, block, shown)

    def head(self, kind: PartKind, shown: Rich, level: int) -> Part:
        """Open a part, closing those it does not stand under."""
        while self.open[-1].level >= level:
            self.open.pop()
        if level == BARE:
            while self.open[-1].kind in ("bold", "slide") and size(self.open[-1].head.text) < 4:
                self.open.pop()
        part = self.open[-1].add(Part(kind, shown, level))
        self.open.append(part)
        return part

    def text(self, index: int, block: Block, shown: Rich) -> None:
        """Text of no kind of its own: below the item it hangs from, or the open part."""
        if not shown.text and not shown.marks:
            return
        above = self.made.get(block.parent) if block.parent is not None else None
        self.made[index] = (above or self.open[-1]).add(Part("text", shown, block=block.kind))

    def item(self, index: int, block: Block, shown: Rich) -> None:
        """A list item, below the item it hangs from."""
        above = self.made.get(block.parent) if block.parent is not None else None
        if above is None and self.last_typed is not None and self.hangs_from_typed(index, block):
            above = self.last_typed
        if above is None:
            above = self.led_to_by(block)
        where = above or self.open[-1]
        cue = None
        if above is None and where.parts:
            before = where.parts[-1]
            cue = before.cue if before.kind == "item" and before.group == block.group else None
            if before.kind == "text" and before.head.text.endswith((":", "：")):
                cue = before
        lines = shown.split_lines() if len(shown.lines) > 1 else []
        late = next((at for at, line in enumerate(lines) if at and _CLOCK.match(line.text)), None)
        if late is not None:
            shown = shown.cut(0, shown.text.index(lines[late].text))
        part = Part("item", shown, block.level, group=block.group, number=block.number, cue=cue)
        self.made[index] = where.add(part)
        if late is not None:
            self.typed(index, lines[late:])

    def hangs_from_typed(self, index: int, block: Block) -> bool:
        """The list stands right below a line that is an item by its clock time."""
        before = self.blocks[self.typed_at] if self.typed_at >= 0 else None
        return before is not None and all(
            (other.kind == "item" and other.group == block.group) or other.parent is not None
            for other in self.blocks[self.typed_at + 1 : index]
        )

    def led_to_by(self, block: Block) -> Part | None:
        """The bullet whose words end with a colon right before the numbered list that the item is of."""
        before = self.open[-1].parts[-1] if self.open[-1].parts else None
        if block.group not in self.led_to and before is not None:
            last = before.parts[-1] if before.parts and before.parts[-1].kind == "text" else before
            leads = before.kind == "item" and before.number is None and last.head.text.endswith((":", "："))
            self.led_to[block.group] = before if leads and block.number is not None else None
        return self.led_to.get(block.group)

    def row(self, index: int, block: Block, shown: Rich) -> None:
        """A row of a table; a header row, which names nobody, is kept with the rows it heads."""
        cells = tuple(rich(cell, block.line) for cell in block.cells)
        if block.header and not any(is_full(cell.text) and likeness(cell.text) == KNOWN for cell in cells):
            self.tables[block.group] = cells
            self.open[-1].add(Part("text", shown, block="header", group=block.group))
            return
        part = Part("row", shown, group=block.group, cells=cells, table=self.tables.get(block.group, ()))
        self.made[index] = self.open[-1].add(part)

    def paragraph(self, index: int, block: Block, shown: Rich) -> None:
        """A paragraph, or what stands in for a heading."""
        following = self.blocks[index + 1] if index + 1 < len(self.blocks) else None
        if block.label == BYLINE or self.names_speakers(shown):
            self.text(index, block, shown)
            return
        end = bold_line(shown)
        if end is not None and self.open[-1].kind == "heading" and self.says_kind(index, shown.text[:end]):
            self.text(index, block, shown)
            return
        if end is not None:
            self.head("bold", shown.cut(0, end), BOLD)
        elif (items := typed_items(shown)) is not None:
            self.typed(index, items)
            return
        elif (end := labelled(shown)) is not None:
            self.head("bold", shown.cut(0, end), BOLD)
        elif index in self.alike.captions:
            end = len(shown.text)
            self.head("lead", shown, BOLD)
        elif self.slides and index and self.blocks[index - 1].kind == "rule" and len(shown.text) < 160:
            end = shown.lines[1][0] if len(shown.lines) > 1 else len(shown.text)
            self.head("slide", shown.cut(0, end), BOLD)
        elif not self.has_headings and is_bare_heading(shown, following) and not label_of(shown.text):
            self.head("bare", shown, BARE)
            return
        elif (end := lead(shown, self.alike)) is not None:
            self.head("lead", shown.cut(0, end), BOLD if end == len(shown.text) else LEAD)
        else:
            if self.open[-1].kind == "lead" and self.open[-1].parts and self.closes_lead(index):
                self.open.pop()
            self.text(index, block, shown)
            return
        dropped = re.match(r"[\s\-–—:.,;|]+(?=\w)", shown.text[end:])
        picture = next((mark.start for mark in shown.marks if mark.start == mark.end >= end), len(shown.text))
        rest = shown.cut(min(picture, end + dropped.end()) if dropped else end)
        if rest.text:
            self.text(index, block, rest)

    def names_speakers(self, shown: Rich) -> bool:
        """The line right below a heading is labelled as who speaks, whatever it is set in."""
        over = self.open[-1]
        styled = bool(shown.marks) and shown.marks[0].span.strong
        if not styled or over.kind not in ("heading", "bold") or over.parts:
            return False
        first = shown.split_lines()[0].text if len(shown.lines) > 1 else shown.text
        label = label_of(first)
        return label > 0 and bool(people(first[label:]))

    def says_kind(self, index: int, bold: str) -> bool:
        """The bold line is right below the heading of a session and says its kind: "**Keynote**".

        Below the neighbours of two such, a word that is not known for a kind is one too.
        """
        over = self.open[-1]
        if self.blocks[index - 1].kind != "heading" or size(bold) > 3 or is_general(over.head.text):
            return False
        if names_event(over.head.text) and not TALK.search(over.head.text):
            return False
        return is_kind(bold) or self.kinds[over.level] >= 2

    def typed(self, index: int, items: Sequence[Rich]) -> None:
        """Lines that are items by what they begin with; what is listed next hangs from the last."""
        last = self.open[-1].parts[-1] if self.open[-1].parts else None
        group = last.group if last is not None and last is self.last_typed else -index - 1
        for number, shown in enumerate(items):
            if number == 0 and not _TYPED.match(shown.text):
                self.open[-1].add(Part("text", shown, block="paragraph"))
                continue
            self.last_typed = self.open[-1].add(Part("item", shown, 1, group=group))
        self.typed_at = index

    def closes_lead(self, index: int) -> bool:
        """No further paragraph that leads with a title follows: this one stands by itself.

        What is found ahead holds for all paragraphs up to there, and is looked for once.
        """
        known, closes = self.seen_to
        if index < known:
            return closes
        closes, at = True, len(self.blocks)
        for ahead in range(index + 1, len(self.blocks)):
            block = self.blocks[ahead]
            if block.kind == "heading":
                at = ahead
                break
            if block.kind == "paragraph" and block.parent is None:
                shown = rich(block.spans, block.line)
                if (leads := lead(shown, self.alike) is not None) or bold_line(shown) is not None:
                    closes, at = not leads, ahead
                    break
        self.seen_to = (at, closes)
        return closes


def _kind_lines(blocks: Sequence[Block]) -> Counter[int]:
    """By level, how many headings have a bold line right below that says but the kind of session."""
    return Counter(
        heading.level
        for heading, below in pairwise(blocks)
        if heading.kind == "heading"
        and below.kind == "paragraph"
        and below.spans
        and below.spans[0].strong
        and is_kind(below.spans[0].text)
    )


_CLOCK = re.compile(r"^[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?\s+\S")
_TYPED = re.compile(
    r"^(?:[\[(]?\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s*[ap]m)?\b[\])]?\s*[-–—:|]?\s*\S|[•◦‣▪●○■□★☆▶►➤→・–—]\s*\S|\d{1,2}[.)]\s+\S)",
    re.IGNORECASE,
)


def typed_items(shown: Rich) -> list[Rich] | None:
    """Lines that begin with a clock time or a typed bullet: the items of a list never marked as one."""
    if not _TYPED.match(shown.text) and "\n" not in shown.text and len(shown.lines) < 2:
        return None
    lines = shown.split_lines()
    marked = [bool(_TYPED.match(line.text)) for line in lines]
    if sum(marked) >= 2 and all(marked[1:]):
        return lines
    return lines if _CLOCK.match(shown.text) and len(lines) == 1 else None


def labelled(shown: Rich) -> int | None:
    """End of a first line whose next line names the speakers: "Life of a packet ⏎ Speaker: Ada"."""
    if len(shown.lines) < 2:
        return None
    end = shown.lines[1][0]
    first = shown.text[:end].strip()
    words = len(first.split())
    several = words > 1 or (len(first) >= LEAST_UNSPACED and UNSPACED.search(first) is not None)
    return (
        end
        if several and words <= MOST_WORDS and label_of(shown.text[end:].strip(" *_")) and not label_of(first)
        else None
    )


MOST_WORDS, LEAST_UNSPACED = 25, 4
"""Words of a line that is a title above a speaker's, and letters in scripts without blanks."""
