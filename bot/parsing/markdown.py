"""Markdown text -> blocks, by way of markdown-it's block tokens."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.utils import EnvType

from bot.model import ReadWarning
from bot.parsing.addresses import full_address
from bot.parsing.blocks import BREAK, Block, BlockKind, Span, join_cells
from bot.parsing.dialect import parser
from bot.parsing.html import read_html
from bot.parsing.inline import read_inline, without_anchors
from bot.parsing.limits import MAX_EXPANSION, MAX_MARKS, MAX_NESTING

_MARKS = "[]*_`<&\\~!$"


def read_markdown(text: str, lines: Sequence[int], warnings: list[ReadWarning]) -> list[Block]:
    """Mended Markdown -> blocks; line i of it (from 0) is line `lines[i]` of the file.

    What is kept as plain words to bound the cost of reading is added to `warnings`.
    """
    md = parser(text)
    tokens: list[Token] = []
    env: EnvType = {}
    md.block.parse(text, md, env, tokens)
    walk = _Walk(md, env, lines, sum(map(text.count, _MARKS)))
    walk.read(tokens)
    walk.add_unused_references()
    warnings += walk.warnings
    return walk.blocks


class _Walk:
    """Turns the nesting of tokens into a flat list of blocks that know their parent."""

    def __init__(self, md: MarkdownIt, env: EnvType, lines: Sequence[int], marks: int) -> None:
        self.md = md
        self.env = env
        self.file_lines = lines
        self.blocks: list[Block] = []
        self.warnings: list[ReadWarning] = []
        self.groups = 0
        self.lists: list[tuple[int, bool]] = []  # group, ordered
        self.items: list[int | None] = []  # index of the item's block, once there is one
        self.numbers: list[int | None] = []
        self.lines: list[int] = []
        self.quoted = 0
        self.many = marks > MAX_MARKS
        self.marks = 0  # of Markdown so far, where there are many
        self.expanded = 0  # characters of all addresses so far
        self.heading = 0

    def read(self, tokens: Sequence[Token]) -> None:
        for token in tokens:
            take = _TAKE.get(token.type)
            if take is not None:
                take(self, token)

    def _line(self, token: Token) -> int:
        return self.file_lines[token.map[0]] if token.map else 0

    # --- containers

    def list_open(self, token: Token) -> None:
        self._ensure_item()
        self.groups += 1
        self.lists.append((self.groups, token.type == "ordered_list_open"))

    def list_close(self, _: Token) -> None:
        self.lists.pop()

    def item_open(self, token: Token) -> None:
        self.items.append(None)
        self.numbers.append(int(token.info) if token.info[:9].isdigit() and len(token.info) < 10 else None)
        self.lines.append(self._line(token))

    def item_close(self, _: Token) -> None:
        self._ensure_item()
        self.items.pop()
        self.numbers.pop()
        self.lines.pop()

    def quote_open(self, _: Token) -> None:
        self._ensure_item()
        self.quoted += 1

    def quote_close(self, _: Token) -> None:
        self.quoted -= 1

    def heading_open(self, token: Token) -> None:
        self.heading = int(token.tag[1:])

    # --- leaves

    def inline(self, token: Token) -> None:
        line = self._line(token)
        spans = self._spans(token.content, line)
        if token.meta.get("too_deep"):
            self._warn(line, f"This is nested more than {MAX_NESTING} deep and was read as plain words.")
        if self.heading:
            self._ensure_item()
            spans = tuple(without_anchors(spans))
            self._add(
                Block("heading", spans, line, level=self.heading, parent=self._parent(), quoted=self.quoted)
            )
            self.heading = 0
        elif self.items and self.items[-1] is None:
            self._item(spans, line)
        else:
            kind: BlockKind = "quote" if self.quoted else "paragraph"
            self._add(Block(kind, spans, line, parent=self._parent(), quoted=self.quoted))

    def code(self, token: Token) -> None:
        self._ensure_item()
        fenced = token.type == "fence"
        line = self._line(token)
        spans = (Span(token.content.rstrip("\n").replace("\n", BREAK), code=True, line=line + fenced),)
        label = token.info.split()[0] if token.info.split() else ""
        self._add(Block("code", spans, line, parent=self._parent(), quoted=self.quoted, label=label))

    def rule(self, token: Token) -> None:
        self._ensure_item()
        self._add(Block("rule", (), self._line(token), parent=self._parent(), quoted=self.quoted))

    def note(self, token: Token) -> None:
        line = self._line(token)
        spans = self._spans(token.content, line)
        self._add(Block("note", spans, line, quoted=self.quoted, label=token.info))

    def html(self, token: Token) -> None:
        self._ensure_item()
        parent, base = self._parent(), len(self.blocks)
        for block in read_html(token.content, self._line(token)):
            self._add(
                block._replace(
                    parent=parent if block.parent is None else block.parent + base,
                    group=block.group + self.groups if block.group else 0,
                    quoted=block.quoted + self.quoted,
                )
            )
        self.groups = max([self.groups, *(block.group for block in self.blocks[base:])])

    # --- tables

    def table_open(self, _: Token) -> None:
        self._ensure_item()
        self.groups += 1

    def row(self, token: Token) -> None:
        line = self._line(token)
        cells = tuple(self._spans(cell, line) for cell in token.meta["cells"])
        header: bool = token.meta["header"]
        self._add(
            Block(
                "row",
                join_cells(cells, line),
                line,
                parent=self._parent(),
                group=self.groups,
                quoted=self.quoted,
                cells=cells,
                header=header,
            )
        )

    # --- helpers

    def add_unused_references(self) -> None:
        """Links that are defined (`[ants]: http://ants.org`) but used nowhere."""
        references = [*self.env.get("references", {}).values(), *self.env.get("duplicate_refs", [])]
        if not references:
            return
        used = {span.url for block in self.blocks for span in block.spans}
        for reference in references:
            url = full_address(reference["href"])
            if url and url.startswith("http") and url not in used:
                line = self.file_lines[reference["map"][0]]
                self._add(Block("note", (Span(reference["title"] or url, url, line=line),), line))

    def _spans(self, content: str, line: int) -> tuple[Span, ...]:
        """The inside of a paragraph; what would cost beyond reason stays words."""
        marks = sum(map(content.count, _MARKS)) if self.many else 0
        if self.marks + marks > MAX_MARKS:
            self._warn(
                line, f"There are more than {MAX_MARKS} marks in this file; some stay as they are printed."
            )
            return (Span(content, line=line),)
        self.marks += marks
        spans = read_inline(content, self.md, self.env, line)
        self.expanded += sum(len(span.url) for span in spans if span.url)
        if self.expanded > MAX_EXPANSION:
            self._warn(line, "There are too many links by reference; from here on they were read as words.")
            return tuple(span._replace(url=None) for span in spans)
        return spans

    def _warn(self, line: int, message: str) -> None:
        if all(warning.message != message for warning in self.warnings):
            self.warnings.append(ReadWarning(line, message))

    def _add(self, block: Block) -> None:
        self.blocks.append(block)

    def _parent(self) -> int | None:
        for index in reversed(self.items):
            if index is not None:
                return index
        return None

    def _ensure_item(self) -> None:
        """A list item that begins with anything but words gets an item without words."""
        if self.items and self.items[-1] is None:
            self._item((), self.lines[-1])

    def _item(self, spans: tuple[Span, ...], line: int) -> None:
        group, ordered = self.lists[-1]
        block = Block(
            "item",
            spans,
            line,
            level=len(self.lists),
            parent=self._parent(),
            group=group,
            ordered=ordered,
            number=self.numbers[-1] if ordered else None,
            quoted=self.quoted,
        )
        self.items[-1] = len(self.blocks)
        self._add(block)


_TAKE: dict[str, Callable[[_Walk, Token], None]] = {
    "bullet_list_open": _Walk.list_open,
    "ordered_list_open": _Walk.list_open,
    "bullet_list_close": _Walk.list_close,
    "ordered_list_close": _Walk.list_close,
    "list_item_open": _Walk.item_open,
    "list_item_close": _Walk.item_close,
    "blockquote_open": _Walk.quote_open,
    "blockquote_close": _Walk.quote_close,
    "heading_open": _Walk.heading_open,
    "inline": _Walk.inline,
    "fence": _Walk.code,
    "code_block": _Walk.code,
    "hr": _Walk.rule,
    "html_block": _Walk.html,
    "note": _Walk.note,
    "table_open": _Walk.table_open,
    "table_row": _Walk.row,
}
