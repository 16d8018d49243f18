"""What lies between the bytes of a file and the talks in it: a flat list of blocks.

    # GopherCon                            heading  level 1  "GopherCon"
    Two days in Denver,                    paragraph         "Two days in Denver, and one of rain."
    and one of rain.
    * [Ada](http://a.org) on parsers       item     level 1  "Ada on parsers", links: Ada
        * it is "easy"                     item     level 2  parent: the item above
    | Who | What |                         row      header   cells: Who, What
    |-----|------|
    | Ada | Ants |                         row               cells: Ada, Ants

Blocks stand in the order of the file. Nesting is told by `parent`, so that a reader of
the list needs no stack. Nothing visible is left out: whatever has no kind of its own is
a paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

from bot.model import ReadWarning

BlockKind = Literal["heading", "paragraph", "item", "quote", "row", "code", "rule", "note"]
FrontFormat = Literal["yaml", "toml", "json", "lines", "html"]
FrontValue = str | list["FrontValue"] | dict[str, "FrontValue"]

# Inside the text of a span, where its author ended a line: a soft wrap (Markdown would
# show a space) and a line meant to end there (two spaces, a backslash, <br>).
WRAP = "\n"
BREAK = "\u2028"

# Scripts written without spaces: a line wrapped between two of these is joined as it stands.
_UNSPACED = "\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef"
_JOIN = re.compile(rf"(?<=[{_UNSPACED}])[ \t]*\n[ \t]*(?=[{_UNSPACED}])")
_WRAPPED_LENGTH = 25
_RAGGED = 4
_WRAPPED = re.compile(r"(?<![ \t])[ \t]*\n[ \t]*")


class Span(NamedTuple):
    """Words of one look. `url`: what they link to; `image`: the picture they stand for.

    The words of a picture are its alternative text, often "". `line` is where the span
    starts in the file. `text` may hold WRAP and BREAK: use `Block.text` or `Block.lines`
    for words to show.
    """

    text: str
    url: str | None = None
    image: str | None = None
    strong: bool = False
    em: bool = False
    code: bool = False
    struck: bool = False
    line: int = 0


class Line(NamedTuple):
    """One line of a block as its author broke it; `text` has neither WRAP nor BREAK."""

    line: int
    spans: tuple[Span, ...]

    @property
    def text(self) -> str:
        """The words of the line, pictures left out."""
        return text_of(self.spans)


class Block(NamedTuple):
    """One piece of a document.

    `kind`     "heading", "paragraph", "item" (the first words of a list item), "quote" (a
               paragraph inside a quotation), "row" (of a table), "code", "rule" (`---`),
               "note" (a footnote, `label` being its mark)
    `level`    of a heading 1 to 6; of an item its depth in lists, from 1; otherwise 0
    `spans`    the words (of a row: those of all cells, " | " between them)
    `line`     where it starts in the file, from 1, front matter included
    `parent`   index of the block it hangs from: of a nested item, or of a paragraph, code
               or row inside an item, that item; None at the outermost level
    `group`    number of the list (one per nested list) or table it is in, from 1; 0: none
    `ordered`, `number`   of an item in a numbered list, with the number printed
    `quoted`   how many quotations it stands in
    `cells`, `header`     of a row; a table without a header line has no header row
    `label`    mark of a footnote; language of code; kind of an admonition ("note", "tip"); "byline" of
               a paragraph of names (see bylines.py)
    """

    kind: BlockKind
    spans: tuple[Span, ...] = ()
    line: int = 0
    level: int = 0
    parent: int | None = None
    group: int = 0
    ordered: bool = False
    number: int | None = None
    quoted: int = 0
    cells: tuple[tuple[Span, ...], ...] = ()
    header: bool = False
    label: str = ""

    @property
    def text(self) -> str:
        r"""The words: soft wraps mended, "\n" only where the author meant a line to end."""
        return text_of(self.spans)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines as broken by the author, soft wraps included; at least one if not empty."""
        return split_lines(self.spans)

    @property
    def links(self) -> tuple[Span, ...]:
        """The spans that link somewhere, one per link: its differently styled pieces joined."""
        found: list[Span] = []
        for before, span in zip((None, *self.spans), self.spans, strict=False):
            if span.url is None:
                continue
            if before is not None and before.url == span.url and found:
                found[-1] = found[-1]._replace(text=found[-1].text + span.text)
            else:
                found.append(span)
        return tuple(span._replace(text=unwrap(span.text).strip()) for span in found)

    @property
    def images(self) -> tuple[Span, ...]:
        """The spans that stand for a picture."""
        return tuple(span for span in self.spans if span.image is not None)


@dataclass(frozen=True)
class Front:
    """Front matter: strings, lists and tables of strings; keys in small letters.

    `lines` tells where each top-level key stands in the file. `format` is None if the
    file has no front matter; "lines" are metadata lines such as `Title: …`, `.. title: …`,
    "html" the head of a page.
    """

    values: dict[str, FrontValue] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    format: FrontFormat | None = None

    @cached_property
    def tables(self) -> tuple[dict[str, FrontValue], ...]:
        """The values by key in small letters: those at the top, then each table among them."""
        top = {key.lower(): value for key, value in self.values.items()}
        below = (value for value in top.values() if isinstance(value, dict))
        return (top, *({key.lower(): value for key, value in table.items()} for table in below))


@dataclass(frozen=True)
class Document:
    """A file as read: `text` is what its bytes say, before any mending but the encoding's."""

    file: str
    text: str
    front: Front = Front()
    body_line: int = 1
    blocks: tuple[Block, ...] = ()
    warnings: tuple[ReadWarning, ...] = ()


def unwrap(text: str) -> str:
    r"""Text of spans as one would print it: "so\nit" -> "so it", BREAK -> "\n".

    Between letters written without spaces a wrapped line is joined as it stands; but where
    lines there differ in length, their author ended each on purpose, and each stays a line.
    """
    if WRAP in text:
        if _JOIN.search(text):
            lengths = [len(line) for line in text.split(WRAP)[:-1]]
            is_wrapped = min(lengths) >= _WRAPPED_LENGTH and max(lengths) - min(lengths) <= _RAGGED
            text = _JOIN.sub("" if is_wrapped else BREAK, text)
        text = _WRAPPED.sub(" ", text)
    return text.replace(BREAK, "\n") if BREAK in text else text


def text_of(spans: tuple[Span, ...]) -> str:
    """The words of some spans, pictures left out."""
    return unwrap("".join(span.text for span in spans if span.image is None)).strip()


def join_cells(cells: tuple[tuple[Span, ...], ...], line: int) -> tuple[Span, ...]:
    """The words of a row: those of its cells, " | " between them."""
    spans: list[Span] = []
    for cell in cells:
        if spans and cell:
            spans.append(Span(" | ", line=line))
        spans.extend(cell)
    return tuple(spans)


def split_lines(spans: tuple[Span, ...]) -> tuple[Line, ...]:
    """Spans as lines: each ends where its author ended it."""
    lines: list[Line] = []
    here: list[Span] = []
    for span in spans:
        number = span.line
        for index, piece in enumerate(re.split(f"[{WRAP}{BREAK}]", span.text)):
            if index:
                lines.append(Line(here[0].line if here else number, tuple(here)))
                number += 1
                here = []
            if piece or span.image is not None:
                here.append(span._replace(text=piece, line=number))
    if here:
        lines.append(Line(here[0].line, tuple(here)))
    return tuple(line for line in lines if line.spans)
