"""Code put aside while the text around it is mended, then put back as it was."""

from __future__ import annotations

import re

# Two characters that no text holds (see decode.py) around the number of what was put aside.
_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
_PLACE = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_FENCE = re.compile(r"^[ \t>]*(?:[-*+][ \t]+|\d+[.)][ \t]+)?(`{3,}(?=[^`\n]*$)|~{3,})(.*)$", re.MULTILINE)
# Neither of the two that enclose a link of reStructuredText: "`Ants <http://ants.org>`_".
_TICKS = re.compile("(?:(?<!>)`+|(?<=>)`+(?!_))(?![^`<>]{1,500}<[^<>`\\s]{1,2000}>`_)")


def unfence_titles(text: str) -> str:
    """Lines of who spoke and on what, fenced to keep them apart, as items: "Ada Lovelace - Old ants"."""
    return _FENCED.sub(_as_items, text)


def _as_items(found: re.Match[str]) -> str:
    lines = found[2].split("\n")[:-1]
    said = [line for line in lines if line.strip()]
    titled = sum(_WHO_ON_WHAT.match(line) is not None for line in said)
    if len(said) < LEAST_TITLES or titled < MOST_TITLES * len(said):
        return found[0]
    return "\n".join(["", *(f"- {line.strip()}" if line.strip() else "" for line in lines), ""])


_FENCED = re.compile(r"^(`{3,}|~{3,})[ \t]*\n((?:(?!\1).*\n)+)\1[ \t]*$", re.MULTILINE)
_WHO_ON_WHAT = re.compile(r"\s*[^\W\d_a-z][\w'’.-]+(?: [^\W\d_][\w'’.-]*){1,3}\s(?:[-–—]|:)\s+\S")
LEAST_TITLES, MOST_TITLES = 3, 0.8
"""How many fenced lines are titles rather than code, and which share of them names somebody first."""


def find_fences(lines: list[str]) -> list[int]:
    """The lines that open code and close it, in turn; an odd one at the end closes nothing."""
    fences: list[int] = []
    mark = ""
    for index, line in enumerate(lines):
        if ("```" not in line and "~~~" not in line) or (found := _FENCE.match(line)) is None:
            continue
        if not mark:
            if not _is_underline(found, lines[index - 1] if index else ""):
                mark = found[1]
                fences.append(index)
        elif found[1].startswith(mark) and not found[2].strip():
            mark = ""
            fences.append(index)
    return fences


def _is_underline(found: re.Match[str], above: str) -> bool:
    """Whether `~~~~` or as many backticks underline a title (reStructuredText), and are no fence."""
    mark = found[1]
    return (
        len(mark) > 3
        and not found[2].strip()
        and abs(len(mark) - len(above.strip())) < 4 <= len(above.strip())
    )


def put_aside(lines: list[str], fences: list[int]) -> tuple[str, list[str]]:
    """A text with numbers in place of its code, and the code. Line ends are never put aside."""
    aside: list[str] = []
    fenced: set[int] = set()
    for opening, closing in zip(fences[::2], fences[1::2], strict=True):
        found = _FENCE.match(lines[opening])
        start = found.start(1) if found else 0
        for index in range(opening, closing + 1):
            line = lines[index]
            if index > opening:
                start = len(line) - len(line.lstrip())
            lines[index] = line[:start] + _place(line[start:], aside)
        fenced.update(range(opening, closing + 1))
    for index, line in enumerate(lines):
        if "`" in line and index not in fenced:
            lines[index] = _spans(line, aside)
    return "\n".join(lines), aside


def put_back(text: str, aside: list[str]) -> str:
    """The text with its code again."""
    return _PLACE.sub(lambda found: aside[int(found[1])], text) if aside else text


def _place(code: str, aside: list[str]) -> str:
    if not code:
        return code
    aside.append(code)
    return f"{_OPEN}{len(aside) - 1}{_CLOSE}"


def _spans(line: str, aside: list[str]) -> str:
    """A line whose code spans are put aside: from one run of backticks to the next as long."""
    runs = [found.span() for found in _TICKS.finditer(line)]
    closing: list[int | None] = []
    later: dict[int, int] = {}
    for index in range(len(runs) - 1, -1, -1):
        size = runs[index][1] - runs[index][0]
        closing.append(later.get(size))
        later[size] = index
    closing.reverse()
    parts: list[str] = []
    at = index = 0
    while index < len(runs):
        end = closing[index]
        if end is not None:
            start, stop = runs[index][0], runs[end][1]
            if line[stop : stop + 1] != "_" and line[start - 1 : start] != ":":  # not reStructuredText's
                parts += [line[at:start], _place(line[start:stop], aside)]
                at = stop
            index = end
        index += 1
    return "".join(parts) + line[at:]
