"""HTML -> blocks: whole bodies exported from a site, and pieces amid Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from lxml import etree, html

from bot.parsing.blocks import BREAK, Block, BlockKind, FrontValue, Span, join_cells
from bot.parsing.dialect import is_element
from bot.parsing.inline import Spans, link_addresses, without_anchors
from bot.parsing.limits import MAX_NESTING

_HIDDEN = frozenset(
    (
        "head",
        "script",
        "style",
        "template",
        "noscript",
        "svg",
        "nav",
        "select",
        "button",
        "textarea",
        "rt",
        "rp",
    )
)
_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        """address article aside blockquote body caption center dd details dialog div dl dt fieldset
        figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu ol p
        pre section summary table tbody tfoot thead tr ul""",
    )
)
# A table whose cells hold any of these lays out a page; it is not one of data.
_LAYOUT = ".//td[h1 or h2 or h3 or h4 or h5 or h6 or ul or ol or table or blockquote or pre or article]"
_LOOSE = frozenset({"body", "div", "article", "section", "main", "center"})
_EMPTY_LINE = re.compile(r"(?<=\n)(?=[ \t]*\n)")
_SPACE = re.compile(r"\s+")
_TAG = re.compile(r"<(/?)([a-zA-Z][\w.:-]*)([^<>]{0,2000})")
_STARTS_BLOCK = re.compile(
    rf"\s*(?:<!--|<\?xml|<!doctype|</?(?:{'|'.join(sorted(_BLOCKS))}|head|meta|br|img|iframe)[\s>/])",
    re.IGNORECASE,
)
_MARKDOWN = re.compile(r"^ {0,3}(?:#{1,6}[ \t]|[-*+][ \t]|\d+\.[ \t]|```|~~~|>[ \t])|\]\(", re.MULTILINE)


def is_html(text: str) -> bool:
    """Whether a body is HTML as a whole: every paragraph is an element, nothing is Markdown."""
    if text.lstrip()[:1] != "<" or _MARKDOWN.search(text):
        return False
    paragraphs = [paragraph for paragraph in text.split("\n\n") if paragraph.strip()]
    elements = sum(1 for paragraph in paragraphs if _STARTS_BLOCK.match(paragraph))
    return elements * 10 >= len(paragraphs) * 9


def _is_bold(cells: Sequence[tuple[Span, ...]]) -> bool:
    """Every cell that is not empty is bold: a header row not marked as one."""
    return len(cells) > 1 and all(span.strong for cell in cells for span in cell if span.text.strip())


def read_html(source: str, line: int = 1) -> list[Block]:
    """HTML whose first line is line `line` of the file -> blocks.

    Scripts and navigation are left out; players become links; unknown tags are words.
    """
    root = _parse(source)
    if root is None:
        return []
    reader = _Reader(line)
    reader.walk(root)
    reader.flush()
    return reader.blocks


def page_front(source: str) -> dict[str, FrontValue]:
    """What the head of a page says of it: title, author, date, description, url."""
    root = _parse(source)
    head = root.find("head") if root is not None else None
    if head is None:
        return {}
    values: dict[str, FrontValue] = {}
    for key, path in _HEAD:
        found = head.xpath(path)
        if isinstance(found, list) and found and str(found[0]).strip():
            values[key] = _SPACE.sub(" ", str(found[0])).strip()
    return values


_HEAD = (
    ("title", "meta[@property='og:title']/@content | title/text()"),
    ("author", "meta[@name='author']/@content"),
    ("date", "meta[@property='article:published_time' or @name='date']/@content"),
    ("description", "meta[@name='description' or @property='og:description']/@content"),
    ("url", "link[@rel='canonical']/@href | meta[@property='og:url']/@content"),
)


def _parse(source: str) -> html.HtmlElement | None:
    closed = frozenset(_CUSTOM_END.findall(source))
    words = _TAG.sub(lambda found: found[0] if found[2] in closed else _escape(found), source).encode()
    parser = html.HTMLParser(encoding="utf-8", remove_pis=True)
    try:
        return html.document_fromstring(words, parser=parser)
    except etree.ParserError:
        return None  # nothing but comments


_CUSTOM_END = re.compile(r"</([a-zA-Z][\w.:]*-[\w.:-]*)>")


def _escape(found: re.Match[str]) -> str:
    """Angle brackets around what is no element are words; custom elements have attributes."""
    name = found[2]
    if is_element(name) or ("-" in name and ("=" in found[3] or found[1])):
        return found[0]
    return f"&lt;{found[0][1:]}"


class _List(NamedTuple):
    """A list that is being read: its number among all, that of its next item, how many items it stands in."""

    group: int
    number: int | None
    outside: int


class _Reader:
    """Walks the tree; words gather in `words` until a block ends."""

    def __init__(self, line: int) -> None:
        self.base = line - 1
        self.blocks: list[Block] = []
        self.words = Spans(line)
        self.lists: list[_List] = []
        self.items: list[int | None] = []
        self.groups = 0
        self.quoted = 0
        self.heading = 0
        self.in_cell = False

    def walk(self, element: html.HtmlElement) -> None:
        """Adds one element with all it holds."""
        tag = str(element.tag)
        if tag in _HIDDEN:
            return
        if tag in _BLOCKS:
            if self.in_cell:
                self.add_break()
                self._children(element)
            else:
                self._block(element, tag)
        else:
            self._inline(element, tag)

    def _children(self, element: html.HtmlElement) -> None:
        add = self._paragraphs if element.tag in _LOOSE and not self.in_cell else self._text
        add(element.text)
        for child in element:
            self.words.line = self._line(child)
            if isinstance(child.tag, str):
                self.walk(child)
            else:  # a comment
                self.words.line += (child.text or "").count("\n")
            add(child.tail)

    def _paragraphs(self, text: str | None) -> None:
        """Adds text in which an empty line parts paragraphs, as editors of sites have it."""
        for index, piece in enumerate(_EMPTY_LINE.split(text) if text else ()):
            if index:
                self.flush()
            self._text(piece)

    def _text(self, text: str | None) -> None:
        """Adds text, its blanks folded; `words.line` follows its line ends."""
        if not text:
            return
        words = self.words
        start = len(text) - len(text.lstrip())
        words.line += text.count("\n", 0, start)
        folded = _SPACE.sub(" ", text)
        if not words.spans or words.spans[-1].text[-1:] in {" ", BREAK}:
            folded = folded.lstrip()
        words.add(folded)
        words.line += text.count("\n", start)

    def _line(self, element: html.HtmlElement) -> int:
        return self.base + (element.sourceline or 1)

    # --- inline

    def _inline(self, element: html.HtmlElement, tag: str) -> None:
        words = self.words
        if tag == "br":
            self.add_break()
        elif tag in {"td", "th"}:
            self._text(" ")
            self._children(element)
        elif tag == "img":
            words.add(element.get("alt", ""), image=element.get("src") or element.get("data-src") or "")
        elif tag in {"iframe", "embed", "video", "audio"} or (tag == "source" and _plays(element)):
            words.add_player(element)
            self._children(element)
        elif tag == "a":
            before = words.url
            words.link(element.get("href", ""))
            self._children(element)
            words.url = before
        else:
            words.style(tag, 1)
            self._children(element)
            words.style(tag, -1)

    def add_break(self) -> None:
        """Ends the line, unless nothing stands on it."""
        if self.words.spans and self.words.spans[-1].text[-1:] != BREAK:
            self.words.add(BREAK)

    # --- blocks

    def _block(self, element: html.HtmlElement, tag: str) -> None:
        self.flush()
        self.words.line = self._line(element)
        if tag in {"ul", "ol", "menu", "dl"} and len(self.lists) < MAX_NESTING:
            self._list(element, tag)
        elif tag in {"li", "dt"}:
            if tag == "dt" and self.lists:
                del self.items[self.lists[-1].outside :]
            self.items.append(None)
            self.words.style("b" if tag == "dt" else "", 1)
            self._children(element)
            self.flush()
            self.words.style("b" if tag == "dt" else "", -1)
            self._ensure_item(self._line(element))
            if tag == "li":
                self.items.pop()
        elif tag[0] == "h" and tag[1:].isdigit():
            self.heading = int(tag[1:])
            self._children(element)
            self.flush()
            self.heading = 0
        elif tag == "blockquote":
            self.quoted += 1
            self._children(element)
            self.flush()
            self.quoted -= 1
        elif tag == "pre":
            self._code(element)
        elif tag == "hr":
            self._add(Block("rule", (), self._line(element)))
        elif tag == "table" and not element.xpath(_LAYOUT):
            self._table(element)
        else:
            self.words.style("b" if tag == "summary" else "", 1)
            self._children(element)
            self.flush()
            self.words.style("b" if tag == "summary" else "", -1)

    def _list(self, element: html.HtmlElement, tag: str) -> None:
        self._ensure_item(self._line(element))
        self.groups += 1
        start = element.get("start", "1")
        number = int(start) if start.isdigit() and len(start) < 9 else 1
        self.lists.append(_List(self.groups, number if tag == "ol" else None, len(self.items)))
        self._children(element)
        self.flush()
        del self.items[self.lists.pop().outside :]

    def _code(self, element: html.HtmlElement) -> None:
        line = self._line(element)
        text = str(element.text_content()).strip("\n").replace("\n", BREAK)
        if text.strip():
            self._add(Block("code", (Span(text, code=True, line=line),), line))

    def _table(self, element: html.HtmlElement) -> None:
        self.groups += 1
        first = True
        for row in element.iter("tr", "caption"):
            if row.tag == "caption":
                self._children(row)
                self.flush()
                continue
            cells = [self._cell(cell) for cell in row if cell.tag in {"td", "th"}]
            line = self._line(row)
            if any(cells):
                is_header = all(cell.tag != "td" for cell in row) or (first and _is_bold(cells))
                first = False
                spans = join_cells(tuple(cells), line)
                block = Block("row", spans, line, group=self.groups, cells=tuple(cells), header=is_header)
                self._add(block)

    def _cell(self, cell: html.HtmlElement) -> tuple[Span, ...]:
        outer, self.words = self.words, Spans(self._line(cell))
        self.in_cell = True
        self._children(cell)
        self.in_cell = False
        spans = _trimmed(self.words.spans)
        self.words = outer
        return link_addresses(spans)

    def flush(self) -> None:
        """Ends the block whose words were gathered, if there are any."""
        words = self.words
        shown = without_anchors(words.spans) if self.heading else words.spans
        spans = link_addresses(_trimmed(shown))
        words.spans = []
        if not spans:
            return
        line = spans[0].line
        if self.heading:
            self._add(Block("heading", spans, line, level=self.heading))
        elif self.items and self.items[-1] is None:
            self._item(spans, line)
        else:
            kind: BlockKind = "quote" if self.quoted else "paragraph"
            self._add(Block(kind, spans, line))

    def _add(self, block: Block) -> None:
        self._ensure_item(block.line)
        self.blocks.append(block._replace(parent=self._parent(), quoted=self.quoted))

    def _parent(self) -> int | None:
        return next((index for index in reversed(self.items) if index is not None), None)

    def _ensure_item(self, line: int) -> None:
        if self.items and self.items[-1] is None:
            self._item((), line)

    def _item(self, spans: tuple[Span, ...], line: int) -> None:
        inner = self.lists[-1] if self.lists else _List(0, None, 0)
        if (number := inner.number) is not None:
            self.lists[-1] = inner._replace(number=number + 1)
        self.blocks.append(
            Block(
                "item",
                spans,
                line,
                level=max(len(self.lists), 1),
                parent=self._parent(),
                group=inner.group,
                ordered=number is not None,
                number=number,
                quoted=self.quoted,
            )
        )
        self.items[-1] = len(self.blocks) - 1


def _plays(element: html.HtmlElement) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag in {"video", "audio"} and not parent.get("src")


def _trimmed(spans: list[Span]) -> list[Span]:
    """Spans without blanks and line ends at either side."""
    kept = list(spans)
    while kept and kept[-1].image is None and not kept[-1].text.strip(f" {BREAK}"):
        kept.pop()
    if kept and kept[-1].image is None:
        kept[-1] = kept[-1]._replace(text=kept[-1].text.rstrip(f" {BREAK}"))
    while kept and kept[0].image is None and not kept[0].text.strip(f" {BREAK}"):
        kept.pop(0)
    if kept and kept[0].image is None:
        kept[0] = kept[0]._replace(text=kept[0].text.lstrip(f" {BREAK}"))
    return kept
