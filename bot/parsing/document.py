"""A file as a document: bytes -> text -> front matter and body -> mended Markdown -> blocks."""

from __future__ import annotations

from bot.parsing.blocks import Document
from bot.parsing.decode import decode, mend_characters
from bot.parsing.front import split_front
from bot.parsing.html import is_html, read_html
from bot.parsing.markdown import read_markdown
from bot.parsing.mend import mend


def read_document(data: bytes, file: str) -> Document:
    """The bytes of a recap -> its front matter and blocks; `file` names it in messages.

    Any text gives a document. Raises ReadError for a file too large or not text.
    """
    text, warnings = decode(data, file)
    front, body, doubts = split_front(mend_characters(text))
    body_line = len(body) - len(body.lstrip("\n")) + 1
    mended = mend(body)
    blocks = (
        read_html(mended.text) if is_html(mended.text) else read_markdown(mended.text, mended.lines, doubts)
    )
    return Document(file, text, front, body_line, tuple(blocks), (*warnings, *doubts, *mended.warnings))
