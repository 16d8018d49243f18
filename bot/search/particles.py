"""What clings to the words of a question in languages that write no blank there, and is no word."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.search.asking import asking, cjk_words, signs

_ENDING = re.compile(
    r"(?<=\w)['’](?:[ns]?[ıiuü]n?|[yns]?[aeıiuü]|n?[dt][ae]n?|[yn]?l[ae]|n[ıiuü]n|[dt]ır|[dt]ir)(?!\w)"
)
"""A case ending of Turkish, which an apostrophe parts from a name: "Hopper'ın", "İzmir'de"."""


def without_particles(text: str) -> str:
    """A question without the words that ask and the particles that would be looked for with its nouns.

    They are cut out of scripts without blanks, off the nouns of Korean ("호퍼는" → "호퍼") and from
    behind the apostrophes of Turkish.
    """
    text = _ENDING.sub(" ", text)
    if text.isascii():
        return text
    return _clitics().sub(" ", _particles().sub(" ", text))


@lru_cache(maxsize=1)
def _particles() -> re.Pattern[str]:
    asking_words = {word for kind in asking()["kind"] for word in cjk_words(kind)}
    return re.compile("|".join(_longest_first(asking_words | signs("particles"))))


@lru_cache(maxsize=1)
def _clitics() -> re.Pattern[str]:
    clitics = "|".join(_longest_first(signs("clitics")))
    return re.compile(rf"(?:(?<=[가-힣]{{2}})|(?<=[A-Za-z0-9]))(?:{clitics})(?![가-힣])")


def _longest_first(words: frozenset[str] | set[str]) -> list[str]:
    return sorted(words, key=len, reverse=True)
