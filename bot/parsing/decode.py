"""Bytes -> text: which encoding a file is in, and what was mended of it."""

from __future__ import annotations

import codecs

from bot.errors import ReadError
from bot.model import ReadWarning
from bot.parsing.limits import MAX_BYTES

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(data: bytes, file: str) -> tuple[str, list[ReadWarning]]:
    r"""The text of a file with "\n" line ends, and what was doubtful about its encoding.

    Raises ReadError for a file that is too large or is not text.
    """
    if len(data) > MAX_BYTES:
        raise ReadError(f"{file} is larger than {MAX_BYTES // 1024} KiB; split it into several recaps.")
    warnings: list[ReadWarning] = []
    text = _text(data, warnings)
    if "\0" in text:
        raise ReadError(f"{file} is not a text file; save it as plain text (UTF-8) and try again.")
    return text.replace("\r\n", "\n").replace("\r", "\n"), warnings


def _text(data: bytes, warnings: list[ReadWarning]) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        warnings.append(
            ReadWarning(line, "This is not UTF-8; it was read as Windows-1252. Save the file as UTF-8.")
        )
        return data.decode("cp1252", errors="replace")
