"""The small dictionary of short forms, numbers and filler words (`lexicon.toml`)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`longer`: short form → phrases; `shorter`: phrase → short forms; `numbers` both ways.

    `plain` are words so common in questions that none of them is a misspelt name.
    """

    longer: dict[str, tuple[Phrase, ...]]
    shorter: dict[Phrase, tuple[str, ...]]
    numbers: dict[str, tuple[str, ...]]
    fillers: frozenset[str]
    plain: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """Read the dictionary that lies beside this module, once."""
    data = tomllib.loads(files(__package__).joinpath("lexicon.toml").read_text(encoding="utf-8"))
    longer = {
        short: tuple(tuple(phrase.split()) for phrase in phrases)
        for short, phrases in data["abbreviations"].items()
    }
    shorter: dict[Phrase, tuple[str, ...]] = {}
    for short, phrases in longer.items():
        for phrase in phrases:
            shorter[phrase] = (*shorter.get(phrase, ()), short)
    numbers: dict[str, tuple[str, ...]] = {}
    for digits, spelt in data["numbers"].items():
        for word in (digits, *spelt):
            numbers[word] = tuple(other for other in (digits, *spelt) if other != word)
    fillers = frozenset(word for words in data["fillers"].values() for word in words.split())
    plain = frozenset(word for words in data["plain"].values() for word in words.split())
    return Lexicon(longer, shorter, numbers, fillers, plain)
