"""Bytes -> text: which encoding a file is in, and what of it had to be mended."""

from __future__ import annotations

import codecs
import re

from bot.errors import ReadError
from bot.model import ReadWarning
from bot.parsing.limits import MAX_BYTES

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Seen by nobody, yet between the letters of a name: soft hyphens, zero-width spaces and marks,
# and the marks that reverse the direction of text. (Joiners stay: emoji and scripts need them.)
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
# Control characters, other line separators, and what is no character at all.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\x80-\x9f\u2028\u2029\ufdd0-\ufdef\ufffe\uffff]")
_ODD_SPACE = re.compile("[\u00a0\u2007\u202f]")

# Mojibake shows one letter as two or more, side by side, none of them of Eastern scripts.
_MOJIBAKE = re.compile("[\x80-\u25ff\uf8ff\ufb01\ufb02]{2}")
# UTF-8 of an emoji (F0 9F ...) read as Mac Roman: an Apple logo and three letters.
_MAC_EMOJI = re.compile("\uf8ff[^\x00-\x7f]{3}")


def decode(data: bytes, file: str) -> tuple[str, list[ReadWarning]]:
    r"""The text of a file with "\n" line ends, and what was doubtful about its encoding.

    Raises ReadError for a file that is too large or is not text.
    """
    if len(data) > MAX_BYTES:
        raise ReadError(f"{file} is larger than {MAX_BYTES // 1024} KiB; split it into several recaps.")
    warnings: list[ReadWarning] = []
    text = _text(data, warnings).replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        raise ReadError(f"{file} is not a text file; save it as plain text (UTF-8) and try again.")
    return text, warnings


def mend_characters(text: str) -> str:
    r"""Text as its author saw it: mojibake mended, what cannot be seen left out.

    "Am I â€“ Write" -> "Am I – Write". Every line stays on its line.
    """
    lines = text.split("\n")
    for index, line in enumerate(lines):
        if not line.isascii():
            lines[index] = _mend_line(line)
        elif not line.isprintable():
            lines[index] = _CONTROL.sub(" ", line)
    return "\n".join(lines)


def _mend_line(line: str) -> str:
    if _MOJIBAKE.search(line):
        import ftfy  # noqa: PLC0415 - loads much, and whoever shows a text needs it seldom

        line = ftfy.fix_encoding(_MAC_EMOJI.sub(_as_emoji, line)).replace("\n", " ")
    if line.isprintable():
        return line
    return _CONTROL.sub(" ", _ODD_SPACE.sub(" ", _INVISIBLE.sub("", line)))


def _as_emoji(match: re.Match[str]) -> str:
    try:
        return match[0].encode("mac_roman").decode("utf-8")
    except UnicodeError:
        return match[0]


def _text(data: bytes, warnings: list[ReadWarning]) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _damaged(data[len(mark) :], encoding, warnings)
    if b"\0" in data:
        return _unmarked_utf16(data, warnings)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _is_damaged_utf8(data):
            return _damaged(data, "utf-8", warnings)
        line = data.count(b"\n", 0, error.start) + 1
        warnings.append(ReadWarning(line, "This is not UTF-8; read as Windows-1252. Save the file as UTF-8."))
        return data.decode("cp1252", errors="replace")


def _damaged(data: bytes, encoding: str, warnings: list[ReadWarning]) -> str:
    """Decodes what can be, and says where something could not."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, errors="replace")
        line = text.count("\n", 0, text.index("\ufffd")) + 1
        warnings.append(
            ReadWarning(
                line, f"Some characters are damaged ({encoding}) and read as \ufffd; write them anew."
            )
        )
        return text


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether most of what is not ASCII is UTF-8 all the same (a copy cut off, a stray byte)."""
    text = data.decode("utf-8", errors="replace")
    good = sum(1 for _ in re.finditer("[^\x00-\x7f\ufffd]", text))
    return good > text.count("\ufffd")


def _unmarked_utf16(data: bytes, warnings: list[ReadWarning]) -> str:
    """UTF-16 without its mark has a NUL beside every ASCII character, always on the same side."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    if not even or not odd:
        encoding = "utf-16-be" if even else "utf-16-le"
        text = data.decode(encoding, errors="replace")
        if "\0" not in text and "\ufffd" not in text and not _CONTROL.search(text.replace("\r", "")):
            warnings.append(ReadWarning(1, f"Read as {encoding.upper()}. Save the file as UTF-8."))
            return text
    return data.decode("latin-1")
