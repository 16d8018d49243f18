"""Words that ask, one slip away from how they are written: "wich", "what happend", "abuot"."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from rapidfuzz.distance import OSA

from bot.search import weights
from bot.search.asking import asking, group_of, meanings, signs, stop_words
from bot.search.vocabulary import likeness

SHORTEST = 4
"""Letters of the shortest word that is recognised when misspelt."""
_WORD = re.compile(rf"(?<![^\W_])[^\W\d_]{{{SHORTEST},}}(?![^\W_])")


@lru_cache(maxsize=1)
def _asking_words() -> dict[str, frozenset[str]]:
    """The words that ask, long enough to be told when misspelt, by their first letter."""
    kinds = {word for kind in asking()["kind"] for words in kind["words"] for word in _WORD.findall(words)}
    about = {word for word in asking()["saying"]["about"] if len(word) > SHORTEST}
    asks = sorted(word for word in kinds | meanings().asking | about if _WORD.fullmatch(word))
    return {letter: frozenset(words) for letter, words in groupby(asks, key=itemgetter(0))}


def mended(text: str, known: Callable[[str], bool]) -> str:
    """`text` with what is one slip away from a word that asks read as that: "wich", "what happend".

    Words that are `known` to the recaps and words with a capital are left alone.
    """
    asks = _asking_words()

    def read(typed: re.Match[str]) -> str:
        word = typed.group()
        begun_alike = asks.get(word[0], frozenset())
        listed = (begun_alike, stop_words(), signs("auxiliaries"))
        if not word.islower() or group_of(word) or any(word in words for words in listed):
            return word
        alike = (w for w in begun_alike if OSA.distance(word, w, score_cutoff=1) == 1)
        near = {w: likeness(word, w, 1) for w in alike}
        best = max(sorted(near), key=near.__getitem__, default=word)
        return best if near.get(best, 0.0) >= weights.SLIP and not known(word) else word

    return _WORD.sub(read, text)
