"""Which language a text is in, told by its script or by its small words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Set as AbstractSet
from functools import lru_cache

from bot.search.asking import asking
from bot.words import fold

_SCRIPTS = (
    ("ja", re.compile("[\u3041-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("zh", re.compile("[\u3400-\u9fff]")),
)
_SOME = 0.1
"""The share of letters that another script than Latin must have."""


def language_of(text: str, least: int = 1) -> str:
    """The language of a text as the tables call it; "" where nothing tells, or two languages equally.

    At least so many of its small words must be there.
    """
    if not text.isascii():
        for name, letters in _SCRIPTS:
            if len(letters.findall(text)) > _SOME * len(text):
                return name
    return _by_small_words(frozenset(fold(text).split()), least)


def _by_small_words(words: AbstractSet[str], least: int) -> str:
    table = _small_words()
    counted = Counter(name for word in words & table.keys() for name in table[word]).most_common(2)
    (name, most), (_, second) = (*counted, ("", 0), ("", 0))[:2]
    return name if most >= least and most > second else ""


@lru_cache(maxsize=1)
def _small_words() -> dict[str, list[str]]:
    """Each small word with the languages it belongs to."""
    table: dict[str, list[str]] = {}
    for name, words in asking()["stop"].items():
        for word in set(words.split()):
            table.setdefault(word, []).append(name)
    return table
