"""Which language a text is in, told by its script, by its small words or by its letters."""

from __future__ import annotations

import re
from collections import Counter
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
_LETTERS = (
    ("es", re.compile("[ñ¿¡]")),
    ("pt", re.compile("[ãõ]")),
    ("de", re.compile("ß")),
    ("pl", re.compile("[łąęśżźćń]")),
    ("cs", re.compile("[řěů]")),
    ("tr", re.compile("[ışğ]")),
    ("uk", re.compile("[іїєґ]")),
    ("ru", re.compile("[ыэъё]")),
    ("vi", re.compile("[ơưđạảấầậếềểệốồổộớờởợứừửựịọụ]")),
)
"""Letters and signs that the others among the known languages do not write."""
_AKIN = (("es", "pt", "it", "fr"), ("cs", "sk", "pl"), ("da", "no", "sv"), ("de", "nl"), ("ru", "uk"))
"""Languages that share so many small words that a few sentences may be taken for one or the other."""


def are_apart(one: str, other: str) -> bool:
    """Whether two languages are surely not the same, nor taken for each other."""
    akin = any(one in family and other in family for family in _AKIN)
    return bool(one and other) and one != other and not akin


_WORD = re.compile(r"[^\W_]+")


def language_of(text: str, least: int = 1) -> str:
    """The language of a text as the tables call it; "" where nothing tells, or two languages equally.

    At least so many of its small words must be there.
    """
    found = languages_of(text, least)
    return next(iter(found)) if len(found) == 1 else ""


@lru_cache(maxsize=8)
def languages_of(text: str, least: int = 1) -> frozenset[str]:
    """The languages, as the tables call them, that a text is in as likely; none where nothing tells.

    Kept for a moment, since reading a question asks for its own more than once.
    """
    if not text.isascii():
        for name, letters in _SCRIPTS:
            if len(letters.findall(text)) > _SOME * len(text):
                return frozenset((name,))
    found = _by_small_words(text, least)
    if len(found) == 1 or text.isascii():
        return found
    small = text.casefold()
    by_letters = next((name for name, letters in _LETTERS if letters.search(small)), "")
    return frozenset((by_letters,)) if by_letters else found


def _by_small_words(text: str, least: int) -> frozenset[str]:
    """The languages that most of the small words of a text belong to."""
    table = _small_words()
    words = set(_WORD.findall(fold(text))) & table.keys()
    counted = Counter(name for word in words for name in table[word])
    most = max(counted.values(), default=0)
    return frozenset(name for name, times in counted.items() if times == most >= least)


@lru_cache(maxsize=1)
def _small_words() -> dict[str, list[str]]:
    """Each small word with the languages it belongs to."""
    table: dict[str, list[str]] = {}
    for name, words in asking()["stop"].items():
        for word in set(words.split()):
            table.setdefault(word, []).append(name)
    return table
