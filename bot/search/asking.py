"""The tables of words: by which is asked in several languages (asking.toml), and which mean the same."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from typing import Any, Literal, NamedTuple

from bot.words import fold, stem, tokens

Asked = Literal[
    "expansion", "reason", "version", "time", "number", "company", "place", "person", "definition",
    "name", "manner", "polar", "link", "thing", "none",
]  # fmt: skip
"""The kind of thing asked for: "thing" for "which …"; "none" for words that are no question at all."""

SHORT = 5
"""Letters of the shortest stem that words may share by inflection with a word of the tables."""


@lru_cache(maxsize=1)
def asking() -> dict[str, Any]:
    """The tables of asking.toml."""
    return _read("asking.toml")


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files("bot.search").joinpath(name).read_text("utf-8"))


@lru_cache(maxsize=1)
def stop_words() -> frozenset[str]:
    """Words that carry nothing, of all languages in the table."""
    return frozenset(t for words in asking()["stop"].values() for t in words.replace("-", " ").split())


@lru_cache(maxsize=64)
def small_words(language: str) -> frozenset[str]:
    """Words that carry nothing in a text of one language: its own, and English ones, which titles hold.

    Those of all languages where it is not known which: "die" is no word of an English question's.
    """
    known = asking()["stop"]
    if language not in known:
        return stop_words()
    return frozenset(t for name in (language, "en") for t in known[name].replace("-", " ").split())


def is_common(word: str) -> bool:
    """Whether a word is an everyday one, in any language of the table, that an answer may say otherwise."""
    return f" {word} " in _common_words()


@lru_cache(maxsize=1)
def _common_words() -> str:
    """All of them in one text: a set of so many would take ten times as much."""
    return f" {' '.join(asking()['common'].values())} "


@lru_cache(maxsize=64)
def signs(name: str) -> frozenset[str]:
    """The words that show a kind of thing ("reason", "months" …), with those of other languages."""
    table = asking()["signs"]
    return frozenset(f"{table[name]} {table.get(f'{name}_more', '')}".split())


@lru_cache(maxsize=64)
def sign_stems(name: str) -> frozenset[str]:
    """The same words by their stems."""
    return frozenset(map(stem, signs(name)))


@lru_cache(maxsize=1)
def kinds() -> tuple[tuple[Asked, re.Pattern[str]], ...]:
    """The kinds of thing a question may ask for, each with the words that ask for it, `unmarked`."""
    return tuple((kind["name"], re.compile(unmarked(_pattern(kind)))) for kind in asking()["kind"])


def _pattern(kind: dict[str, list[str]]) -> str:
    words = "|".join((*kind["words"], *kind.get("more", ())))
    return "|".join((rf"\b(?:{words})(?!\w)", *map(fold, cjk_words(kind))))


def cjk_words(kind: dict[str, list[str]]) -> tuple[str, ...]:
    """The words of a kind that need no blanks around them."""
    return (*kind.get("cjk", ()), *kind.get("more_cjk", ()))


def unmarked(folded: str) -> str:
    """A folded text with the letters that folding keeps as they are typed without their strokes and dots.

    As long as it was: "długo" → "dlugo", "nasıl" → "nasil".
    """
    return folded.translate(_UNMARKED)


_UNMARKED = str.maketrans("łøıđ", "loid")


class Meanings(NamedTuple):
    """Which words mean the same.

    `groups` are the stems of each, `of` the numbers of the groups of a stem, `little` the stems of groups
    that say little, `asking` the words of these, `short` the words listed whose stems are short.
    """

    groups: tuple[frozenset[str], ...]
    of: dict[str, tuple[int, ...]]
    little: frozenset[str]
    asking: frozenset[str]
    short: frozenset[str]


@lru_cache(maxsize=1)
def meanings() -> Meanings:
    """The groups of meanings.toml; the lists themselves, a megabyte, are not kept."""
    groups: list[frozenset[str]] = []
    of: dict[str, tuple[int, ...]] = {}
    little, asks, short = set[str](), set[str](), set[str]()
    for weak, listed in _groups():
        words = {t: stem(t) for t in tokens(listed)}
        stems = frozenset(words.values())
        if weak:
            little |= stems
            asks.update(words)
        short.update(word for word, root in words.items() if len(root) < SHORT)
        alone = (len(groups),)
        groups.append(stems)
        for member in stems:
            of[member] = of[member] + alone if member in of else alone
    return Meanings(tuple(groups), of, frozenset(little), frozenset(asks), frozenset(short))


def _groups() -> Iterator[tuple[bool, str]]:
    """The groups of meanings.toml, both parts of each as one: whether it says little, and its words."""
    table = _read("meanings.toml")
    rest = table["more"]
    for group in table["group"]:
        yield group.get("weak", False), f"{group['words']} {rest.pop(group['name'], '')}"
    for words in rest.values():
        yield False, words


@lru_cache(maxsize=128)
def _alike(root: str) -> frozenset[str]:
    """All stems that mean the same as one, in any of its groups; a set for each would be too much."""
    known = meanings()
    return frozenset[str]().union(*(known.groups[number] for number in known.of.get(root, ())))


def group_of(word: str) -> tuple[frozenset[str], bool] | None:
    """The group of a word; one with a short stem must itself be listed, or its singular or plural.

    "mirror" is not "mir", nor is "state" "statt".
    """
    root = stem(word)
    known = meanings()
    if len(root) < SHORT and known.short.isdisjoint((word, f"{word}s", word.removesuffix("s"))):
        return None
    alike = _alike(root)
    return (alike, root in known.little) if alike else None


def means(word: str) -> frozenset[str]:
    """All stems that mean the same as a word of the tables."""
    return _alike(stem(word))
