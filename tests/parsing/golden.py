"""Golden cases: a file of `tests/cases/`, its input above a line `=== read as ===`, what is read below."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from bot.parsing.blocks import BREAK, Block, Document, Span, unwrap

CASES = Path(__file__).parent.parent / "cases"
SEPARATOR = "=== read as ===\n"


def cases(folder: str) -> list[Path]:
    """The files of one kind of golden case."""
    return sorted((CASES / folder).glob("*.txt"))


def split_case(path: Path) -> tuple[bytes, str]:
    """The input and the expected reading of one case."""
    source, _, expected = path.read_text("utf-8").partition(SEPARATOR)
    return source.encode(), expected


def show_front(document: Document) -> str:
    """Front matter as plain text: a line per key, warnings, where the body begins."""
    front = document.front
    lines = [f"format {front.format}"]
    lines += [
        f"{front.lines[key]}: {key} = {json.dumps(value, ensure_ascii=False)}"
        for key, value in front.values.items()
    ]
    lines += [f"{w.line}! {w.message}" for w in document.warnings]
    if document.blocks:
        lines.append(f"{document.blocks[0].line}> {document.blocks[0].text}")
    return "\n".join(lines) + "\n"


def show_blocks(document: Document) -> str:
    """Blocks as plain text: line, kind, and the words with their marks; then warnings."""
    lines = [" ".join(_words(block)) for block in document.blocks]
    lines += [f"{w.line}! {w.message}" for w in document.warnings]
    return "\n".join(lines) + "\n"


def _words(block: Block) -> Iterator[str]:
    yield f"{block.line}:"
    yield "    " * (block.level - 1) + "item" if block.kind == "item" else block.kind
    if block.kind == "heading":
        yield str(block.level)
    if block.number is not None:
        yield f"{block.number}."
    if block.header:
        yield "header"
    if block.quoted and block.kind != "quote":
        yield "quoted"
    if block.parent is not None and block.kind != "item":
        yield "inside"
    if block.label:
        yield f"({block.label})"
    if block.kind == "row":
        yield "| " + " | ".join("".join(map(show_span, cell)) for cell in block.cells) + " |"
    elif block.spans:
        yield "| " + "".join(map(show_span, block.spans))


def show_span(span: Span) -> str:
    """A span with marks for its look: **strong**, _em_, `code`, ~~struck~~, links, pictures."""
    text = (
        span.text.replace(BREAK, " / ").replace("\n", " ")
        if span.code
        else unwrap(span.text).replace("\n", " / ")
    )
    if span.code:
        text = f"`{text}`"
    if span.struck:
        text = f"~~{text}~~"
    if span.em:
        text = f"_{text}_"
    if span.strong:
        text = f"**{text}**"
    if span.image is not None:
        text = f"![{text}]({span.image})"
    return f"[{text}]({span.url})" if span.url is not None else text
