"""The lists of words in `vocabulary.toml`, as patterns and as cues by which to see if asking is worth it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from itertools import chain

from bot.parsing import cues
from bot.parsing.cues import Cue, spellings
from bot.parsing.letters import EAST

TABLE = tomllib.loads(files(__package__).joinpath("vocabulary.toml").read_text(encoding="utf-8"))


_NO_LANGUAGE = ("unspaced", "before", "around")
"""Keys of an entry that are no language."""


def one_of(words: Iterable[str]) -> str:
    """A regular expression for any of `words`, grouped by first letters, each spelt in both cases.

    An engine that ignores case tries every alternative at every place; this one passes over
    most places at a glance, in a third of the time. Words of one first letter keep their order.
    """
    groups: dict[str, list[str]] = {}
    for word in chain.from_iterable(map(_beginnings, words)):
        first = _FIRST.match(word)
        begin = first.group() if first else ""
        letters = begin.strip("[]")
        both = letters if letters == letters.upper() else letters + letters.upper()
        both = both.replace("I", "Iİ") if "i" in letters else both
        groups.setdefault(both, []).append(word[len(begin) :])
    any_of = "|".join(f"(?-i:[{first}])(?:{'|'.join(rests)})" for first, rests in groups.items())
    return f"(?=(?-i:[{''.join(groups)}]))(?:{any_of})"


def _beginnings(word: str) -> list[str]:
    """A word that begins with alternatives, once for each: "(?:est|sont)_venu" -> est_venu, sont_venu."""
    group = _ALTERNATIVES.match(word)
    return [way + word[group.end() :] for way in group[1].split("|")] if group else [word]


_ALTERNATIVES = re.compile(r"\(\?:([^()]*)\)(?!\?)")
_FIRST = re.compile(r"\[[^\]]+\]|\w")


def words_of(name: str) -> list[str]:
    """The words of an entry in all languages."""
    entry = {key: value for key, value in TABLE[name].items() if key not in _NO_LANGUAGE}
    return [word.replace("_", "[ -]") for text in entry.values() for word in text.split()]


def unspaced(name: str) -> list[str]:
    """Those of scripts without blanks."""
    words: list[str] = TABLE[name].get("unspaced", "").split()
    return words


LETTER = rf"[^\W{EAST}]"
"""A letter or digit of a script with blanks between words: "session" ends where 是 begins."""


def anywhere(words: Sequence[str], others: Sequence[str]) -> re.Pattern[str]:
    """Finds `words` between blanks and `others` wherever they stand."""
    wherever = [one_of(others)] if others else []
    return re.compile("|".join([rf"(?<!{LETTER}){one_of(words)}(?!{LETTER})", *wherever]), re.IGNORECASE)


def cue_of(name: str) -> Cue:
    """The words of an entry, to be looked up among those of a text: of several the longest."""
    entry = {key: value for key, value in TABLE[name].items() if key not in _NO_LANGUAGE}
    every = [spelling for text in entry.values() for word in text.split() for spelling in spellings(word)]
    words = {max(re.split("[_'’-]", spelling), key=len) for spelling in every}
    endless = [word.partition("*")[0] for word in words if "*" in word]
    begun = tuple(word for word in endless if word.isascii())
    others = (word.partition("(")[0] for word in unspaced(name))
    pieces = (*(word for word in endless if not word.isascii()), *others)
    return Cue(frozenset(word for word in words if "*" not in word), begun, pieces)


def says(name: str, text: str) -> bool:
    """Whether `text` has any of the words of an entry; their pattern is made when a text first may have."""
    return _cue(name).may_be_in(text, cues.words_of(text)) and _pattern(name).search(text) is not None


_cue = cache(cue_of)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return anywhere(words_of(name), unspaced(name))


def in_small_letters(name: str) -> str:
    """A regular expression for the words of an entry ("talk", "spoke"), to stand in one that minds case."""
    return "|".join([rf"\b(?:{'|'.join(words_of(name))})\b", *unspaced(name)])


def in_languages(name: str, languages: Sequence[str]) -> str:
    """A regular expression for the words of an entry in some languages."""
    words = " ".join(TABLE[name][language] for language in languages).split()
    return rf"\b(?:{'|'.join(words)})\b".replace("_", "[ -]")
