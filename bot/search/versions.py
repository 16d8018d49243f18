"""Whether a version of what a question asks about stands in a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from bot.search.asking import signs
from bot.search.looks import EASTERN, words_of
from bot.search.question import Question
from bot.words import fold, stem, tokens

_VERSION = re.compile(r"(?<![\w.])v?\d+(?:\.\d+)*\.(?:\d+|x)(?!\w)|(?<!\w)v\d+(?!\w)")
_COMING = re.compile(
    r"\b(?:added|arrived?s?|available|came|comes?|coming|deprecated|dropped|fixed|gone|introduced|landed|lands|landing|new|"
    r"only|released|removed|ships|shipped|starting|supported|works) (?:as of|by|from|in|since|with)$"
)
_DIGIT = re.compile(r"\d")
_WHOLE = re.compile(r"\d{1,4}\+?")
_JOINED = re.compile(r"([^\W\d_][^\W\d_+#.]*[+#]*)\d{1,4}\+?")
_SINCE = re.compile(r"\b(?:since|as of|from|ab|seit|depuis|desde|a partir de)(?: version)?$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LETTERED = re.compile(r"\d{1,4}[A-Za-z]\w{0,3}")
"""Behind the name of what has versions: "Fern 2012R2"."""
_UNSPACED = re.compile(r"(?<![\d.])\d+(?:\.\d+)+(?![\d.])")
"""A version in a script without blanks: "蘚2.2から"."""


def version(question: Question, text: str, known: frozenset[str]) -> float:
    """A version number; surely only close behind what it is a version of."""
    wanted = {f for t in question.terms if t.stem in question.focus for f in t.forms} | question.focus
    parts = words_of(text)
    best = 0.0
    if EASTERN.search(text) and any(m.group() not in question.text for m in _UNSPACED.finditer(text)):
        best = UNSPACED
    for i, part in enumerate(parts):
        if not _DIGIT.search(part) or all(t in known for t in tokens(part)):
            continue
        before = parts[max(0, i - 4) : i]
        if not any(_VERSION.fullmatch(p.rstrip("+.:!?")) for p in (part, part.rstrip("+.:!?"))):
            best = max(best, _whole_version(part.rstrip(".:!?"), before, wanted))
            continue
        near = any(stem(t) in wanted for p in (*before, *parts[i : i + 3]) for t in tokens(p))
        near = near or bool(_SINCE.search(fold(" ".join(before[-2:]))))
        if near or not wanted:
            return 1.0
        said = any(stem(t) in wanted for p in parts for t in tokens(p))
        told = said or not before or _COMING.search(fold(" ".join(before[-2:])))
        best = max(best, 0.8 if told else 0.3)
    return best


UNSPACED = 0.9
"""How surely a number with a point is a version where no blank shows what it is one of."""


def _whole_version(part: str, before: Sequence[str], wanted: AbstractSet[str]) -> float:
    """How surely a number without a point is a version: "Fern5", "C++20", "Android 7", "release 11"."""
    if joined := _JOINED.fullmatch(part):
        own = any(stem(t) in wanted for t in tokens(joined.group(1))) or fold(joined.group(1)) in wanted
        return 1.0 if own else 0.8 * joined.group(1)[0].isupper()
    last = fold(before[-1]) if before else ""
    own = any(stem(t) in wanted for t in tokens(last))
    if _LETTERED.fullmatch(part) or _YEAR.fullmatch(part):
        return float(own)
    return float(_WHOLE.fullmatch(part) is not None and (own or last in signs("versions")))
