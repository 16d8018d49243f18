"""A document whose line ends were lost: `# Ants {%youtube x %} ## Day one Ada spoke ... * one * two`.

Marks that begin a line in Markdown stand amid one long line. The lines are restored where a
mark leaves no doubt; where a heading ends and its text begins is guessed from the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

# Shorter lines are read as they stand: "C # and F #" may mean what it says.
LONG = 200
_MOST = 1000  # headings; more is no document

_HEADING = re.compile(r"(?:^|(?<=\s))(#{1,6})[ \t]+(?=[^\s#])")
_RULE = re.compile(r"(?:^|(?<=\s))(?:-{3,}|\*{3,}|_{3,})(?=\s|$)")
_EMBED = re.compile(r"\{%[^%{}]{1,200}%\}|(?<!\[)!\[[^\]\[]{0,200}\]\([^()\s]{1,500}\)")
_STAR = re.compile(r"(?:^|(?<=\s))\*[ \t]+(?=\S)")
_DASH = re.compile(r"(?:^|(?<=\s))-[ \t]+(?=\S)")
_NUMBER = re.compile(r"(?:^|(?<=\s))(\d{1,3})[.)][ \t]+(?=\S)")
_TABLE = re.compile(r"\|[ \t]+(?=\|)")
_DELIMITER = re.compile(r"\|[ \t]*:?-{2}")
# Marks inside a link or code are no marks.
_INSIDE = re.compile(r"(?<!!)\[[^\[\]]*\]\([^()\s]*\)|`[^`]*`")
_ENDS = ".!?:;。！？：；…)"


def is_flat(line: str) -> bool:
    """Whether a long line holds marks of several: two headings at least, one to begin with."""
    if len(line) < LONG or not 0 < line.count("# ") <= _MOST:
        return False
    headings = sum(1 for _, found in zip(range(3), _HEADING.finditer(line), strict=False) if found.start())
    return headings >= 2 or (headings == 1 and line.startswith("#"))


def restore(line: str) -> list[str]:
    """The lines of a flattened line, an empty one between blocks."""
    hidden = _hide(line)
    starts = [*(found.start() for found in _HEADING.finditer(hidden)), len(line)]
    parts: list[_Part] = []
    for start, end in pairwise(starts):
        marks, _, words = line[start:end].partition(" ")
        parts.append(_Part(marks, *_split_heading(words.strip())))
    lines = _body(line[: starts[0]])
    for part in _level_titles(parts):
        lines += [f"{part.marks} {part.title}", "", *_body(part.text)]
    return lines


class _Part(NamedTuple):
    marks: str
    title: str
    text: str


def _hide(text: str) -> str:
    return _INSIDE.sub(lambda found: "x" * len(found[0]), text)


def _split_heading(words: str) -> tuple[str, str]:
    """The heading and the text below it."""
    hidden = _hide(words)
    ends = [found.start() for mark in (_RULE, _EMBED, _STAR, _NUMBER) if (found := mark.search(hidden))]
    if (dash := _first_dash(hidden)) is not None:
        ends.append(dash)
    if _DELIMITER.search(hidden):
        ends.append(hidden.index("|"))
    cut = min(ends, default=len(words))
    cut = _sentence_start(words[:cut]) or cut
    return words[:cut].strip(), words[cut:]


def _level_titles(parts: list[_Part]) -> list[_Part]:
    """Headings that begin alike end alike: after "Day one" and "Day two", "Day three" is one."""
    sizes: dict[tuple[str, str], list[int]] = {}
    for part in parts:
        sizes.setdefault(_beginning(part), []).append(len(part.title.split()))
    usual = {alike: min(every) for alike, every in sizes.items() if every.count(min(every)) > len(every) / 2}
    levelled = []
    for part in parts:
        words = part.title.split()
        size = usual.get(_beginning(part), len(words))
        rest = " ".join((*words[size:], part.text)) if len(words) > size else part.text
        levelled.append(_Part(part.marks, " ".join(words[:size]), rest))
    return levelled


def _beginning(part: _Part) -> tuple[str, str]:
    return part.marks, part.title.partition(" ")[0]


def _first_dash(words: str) -> int | None:
    """Where a list with dashes begins: two or more of them, the first not between two names."""
    dashes = [m.start() for m in _DASH.finditer(words)]
    if len(dashes) < 2 and not (dashes and words[: dashes[0]].rstrip()[-1:] in _ENDS):
        return None
    return dashes[0]


def _sentence_start(words: str) -> int:
    """Where the first sentence below a heading begins; 0 if all of it is the heading.

    "Day four Keynote spent its hour on" -> before "Keynote": a capital, then small words.
    In scripts without capitals a blank is the only trace of the line end.
    """
    pieces = [(m.start(), m[0]) for m in re.finditer(r"\S+", words[:1000])]
    if pieces and re.match(r"[\u2e80-\u9fff\uac00-\ud7a3]", pieces[0][1]):
        return pieces[1][0] if len(pieces) > 1 else 0
    for (start, word), (_, second), (_, third) in zip(pieces[1:], pieces[2:], pieces[3:], strict=False):
        if word.lstrip("\"'“‘«([*_")[:1].isupper() and _is_small(second) and _is_small(third):
            return start
    return 0


def _is_small(word: str) -> bool:
    return word[:1].islower()


def _body(text: str) -> list[str]:
    """The blocks of the text below one heading."""
    lines: list[str] = []
    for piece, is_alone in _pieces(text):
        if is_alone:
            lines += [piece, ""]
        else:
            lines += _list_or_words(piece)
    return lines


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Text cut at rules, embeds and pictures, which stand alone."""
    at = 0
    for found in sorted((*_RULE.finditer(text), *_EMBED.finditer(text)), key=lambda m: m.start()):
        if found.start() < at:
            continue
        yield text[at : found.start()].strip(), False
        yield found[0].strip(), True
        at = found.end()
    yield text[at:].strip(), False


def _list_or_words(text: str) -> list[str]:
    if not text:
        return []
    if _DELIMITER.search(text):
        return [*_TABLE.sub("|\n", text).split("\n"), ""]
    hidden = _hide(text)
    marks = [found.start() for found in _STAR.finditer(hidden)]
    if not marks and (dash := _first_dash(hidden)) is not None:
        marks = [found.start() for found in _DASH.finditer(hidden, dash)]
    if not marks:
        marks = _numbers(hidden)
    if not marks:
        return [text, ""]
    cuts = [0, *marks, len(text)]
    items = [piece for start, end in pairwise(cuts) if (piece := text[start:end].strip())]
    return [items[0], "", *items[1:], ""] if marks[0] else [*items, ""]


def _numbers(text: str) -> list[int]:
    """Where the numbers 1, 2, 3 ... of a list stand, if there are at least two in order."""
    marks: list[int] = []
    for found in _NUMBER.finditer(text):
        if int(found[1]) == len(marks) + 1:
            marks.append(found.start())
    return marks if len(marks) > 1 else []
