"""Which days of an event a text names: "day 2", "the second conference day", "第二天", "2日目"."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.search.events import ordinals, table_words
from bot.words import fold

_EASTERN = re.compile(
    r"第 ?([一二三四五六七]|\d{1,2}) ?[天日]|([一二三四五六七]|\d{1,2}) ?(?:日目|일차|일째)"
)


@lru_cache(maxsize=512)
def days_in(text: str) -> frozenset[int]:
    """The days of an event that a text names, by their number."""
    folded = fold(text)
    found = [m[m.lastindex or 0] for m in _named().finditer(folded)]
    found += [m[m.lastindex or 0] for m in _EASTERN.finditer(text)]
    return frozenset(int(digits) if (digits := _digits(word)) else ordinals()[word] for word in found)


def _digits(word: str) -> str:
    return "".join(c for c in word if c.isdecimal())


@lru_cache(maxsize=1)
def _named() -> re.Pattern[str]:
    day = "|".join(sorted(table_words("day")))
    numbers = "|".join(sorted(ordinals(), key=len, reverse=True))
    placed = "|".join(sorted(ordinals().keys() - table_words("counting"), key=len, reverse=True))
    return re.compile(
        rf"\b(?:{day}) (\d{{1,2}}|{numbers})\b(?! (?:ops|operations))|"
        rf"\b(\d{{1,2}}(?:st|nd|rd|th|\.|e)|{placed}) (?:[^\W\d_]+ )?(?:{day})\b"
    )
