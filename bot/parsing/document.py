"""A file as a document: bytes -> text -> front matter and body -> mended Markdown -> blocks."""

from __future__ import annotations

from bot.model import ReadWarning
from bot.parsing.blocks import Block, Document, Front, Span
from bot.parsing.decode import decode, mend_characters
from bot.parsing.front import split_front
from bot.parsing.html import is_html, page_front, read_html
from bot.parsing.limits import MAX_LINES
from bot.parsing.markdown import read_markdown
from bot.parsing.mend import mend


def read_document(data: bytes, file: str) -> Document:
    """The bytes of a recap -> its front matter and blocks; `file` names it in messages.

    Any text gives a document. Raises ReadError for a file too large or not text.
    """
    text, warnings = decode(data, file)
    front, body, doubts = split_front(mend_characters(text))
    body, rest = _within_limits(body, doubts)
    mended = mend(body)
    if is_html(mended.text):
        blocks = read_html(mended.text)
        front = front if front.values else Front(page_front(mended.text), {}, "html")
    else:
        blocks = read_markdown(mended.text, mended.lines, doubts)
    body_line = len(body) - len(body.lstrip("\n")) + 1
    return Document(file, text, front, body_line, (*blocks, *rest), (*warnings, *doubts, *mended.warnings))


def _within_limits(body: str, doubts: list[ReadWarning]) -> tuple[str, list[Block]]:
    """The part of a text that is read line by line, and the rest as one block of words."""
    if body.count("\n") < MAX_LINES:
        return body, []
    lines = body.split("\n")
    line = MAX_LINES + 1
    doubts.append(
        ReadWarning(line, f"There are more than {MAX_LINES} lines; from here on they were read as words.")
    )
    rest = "\n".join(lines[MAX_LINES:]).strip()
    return "\n".join(lines[:MAX_LINES]), [Block("paragraph", (Span(rest, line=line),), line)] if rest else []
