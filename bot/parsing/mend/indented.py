"""Notes in plain text that are told apart by nothing but how far each line is indented.

    Life of a Packet - Ada Lovelace
        packets are small
            very small
    Old Ants - Bo Ray

What stands at the margin is a heading, what is indented below it a list. Where only a part of the
lines is indented, it may be code or a quotation, and nothing is changed.
"""

from __future__ import annotations

import re

FEWEST = 4
"""Lines at the margin with indented ones below that make such notes ..."""

INDENTED = 0.5
"""... the share of all lines that must be indented ..."""

HEADING = 0.75
"""... and of those at the margin that must have some below, and end as headings do."""

LONGEST = 160
"""Characters of a line at the margin that heads what is below."""

_MARKED = re.compile(r"\s*(?:[-*+>|#=~`\[{<]|\d{1,3}[.)]\s)")
_INDENT = re.compile(r"[ \t]*")


def mend_indented(text: str) -> str:
    """Headings at the margin, and lists below them, if the whole text is written so."""
    lines = text.split("\n")
    if not _is_indented(lines):
        return text
    mended: list[str] = []
    widths: list[int] = []
    for line in lines:
        width = _width(line)
        words = line.strip()
        if not words or not width:
            mended.append(f"## {words}" if words else "")
            widths = [] if words else widths
            continue
        while widths and widths[-1] >= width:
            widths.pop()
        mended.append(f"{'  ' * len(widths)}- {words}")
        widths.append(width)
    return "\n".join(mended)


def _is_indented(lines: list[str]) -> bool:
    """Nearly all lines are indented without any marks, and those at the margin have some below."""
    filled = [line for line in lines if line.strip()]
    margin = [at for at, line in enumerate(filled) if not _width(line)]
    if len(margin) < FEWEST or len(filled) - len(margin) < INDENTED * len(filled):
        return False
    if any(len(filled[at]) > LONGEST or _MARKED.match(filled[at]) for at in margin):
        return False
    heading = sum(at + 1 < len(filled) and _width(filled[at + 1]) > 0 for at in margin)
    ended = sum(filled[at].rstrip().endswith((".", ":", ",", ";")) for at in margin)
    if ended > (1 - HEADING) * len(margin):
        return False
    marked = sum(bool(_MARKED.match(line)) for line in filled)
    return heading >= HEADING * len(margin) and marked <= 0.1 * len(filled)


def _width(line: str) -> int:
    """How far a line is indented; a tab is four."""
    return len(_INDENT.match(line).group().expandtabs(4))  # type: ignore[union-attr]
