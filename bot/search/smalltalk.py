"""Words that are said to the bot, not asked of the recaps: "hello", "thanks", "good bot"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from bot.index import Index
from bot.search.asking import asking
from bot.search.vocabulary import Words
from bot.words import fold, tokens

OF_TITLES = 2
"""Words that may be a title's although they greet; more of them are never one."""


def is_smalltalk(words: str, indexes: Sequence[Index]) -> bool:
    """Whether nothing is asked but the bot is greeted, thanked or asked about itself.

    One or two words that stand in titles are taken for those ("Hello Gophers").
    """
    said = tokens(words, camel=False)
    if not said or not _pattern().fullmatch(" ".join(said)):
        return False
    known = Words(indexes)
    return len(said) > OF_TITLES or not all(known.frequency(word) for word in said)


def asks_for_help(words: str) -> bool:
    """Whether somebody wants to know what can be asked, or how the bot is used."""
    said = " ".join(tokens(words, camel=False))
    return said in _help() or _using().fullmatch(said) is not None


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    table = asking()["smalltalk"]
    said = "|".join(fold(words) for words in table["said"])
    follows = "|".join(fold(words) for words in table["follows"])
    return re.compile(rf"(?:{said})(?: (?:{said}|{follows}))*")


@lru_cache(maxsize=1)
def _using() -> re.Pattern[str]:
    return re.compile("|".join(asking()["smalltalk"]["using"]))


@lru_cache(maxsize=1)
def _help() -> frozenset[str]:
    return frozenset(asking()["smalltalk"]["help"])
