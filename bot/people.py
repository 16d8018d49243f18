"""People's given names (`given_names.toml`), by which a person is recognised in running text."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Names:
    """Given names; those that are everyday words also; family names in Chinese characters;
    words that stand in nobody's name;
    Japanese family names; in Hangul, family names and the syllables of given ones.
    """

    given: frozenset[str]
    also_words: frozenset[str]
    family: frozenset[str]
    never: frozenset[str]
    japanese: tuple[str, ...]
    korean_family: frozenset[str]
    korean_given: frozenset[str]


@cache
def names() -> Names:
    """The names of the file, read once."""
    table = tomllib.loads(files(__package__).joinpath("given_names.toml").read_text(encoding="utf-8"))
    return Names(
        frozenset(table["names"].split()),
        frozenset(table["also_words"].split()),
        frozenset(table["family_names"]),
        frozenset(table["never"].split()),
        tuple(table["japanese"].split()),
        frozenset(table["korean_family"]),
        frozenset(table["korean_given"]),
    )


@cache
def words_in_names() -> frozenset[str]:
    """A word of each given name, in small letters: a text that holds none of them names nobody."""
    known = names()
    return frozenset(max(_WORD.findall(name.lower()), key=len) for name in known.given | known.also_words)


_WORD = re.compile(r"\w+")


def is_given(token: str, *, followed: bool = True) -> bool:
    """`token` is a given name people bear; with nothing `followed`, everyday words do not count."""
    known = names()
    if token in known.given or (token.isupper() and len(token) > 2 and token.capitalize() in known.given):
        return True
    if "-" in token and token.split("-", maxsplit=1)[0] in known.given:
        return True
    return followed and token in known.also_words
