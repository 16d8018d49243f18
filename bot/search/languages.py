"""Which language a text is in, told by its script or by its small words."""

from __future__ import annotations

import re
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
    counted = sorted(((len(words & small), name) for name, small in _small_words()), reverse=True)
    (most, name), (second, _) = counted[:2]
    return name if most >= least and most > second else ""


@lru_cache(maxsize=1)
def _small_words() -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((name, frozenset(words.split())) for name, words in asking()["stop"].items())
