"""The tables of asking.toml: what words ask for in several languages, and which mean the same."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib import resources
from typing import Any, Literal

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
    """The tables of asking.toml, with the groups of meanings.toml behind its own."""
    table, more = (_read(name) for name in ("asking.toml", "meanings.toml"))
    return table | {"group": [*table["group"], *more["group"]]}


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


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """Everyday words that an answer may well say otherwise, of all languages in the table."""
    return frozenset(t for words in asking()["common"].values() for t in words.split())


@lru_cache(maxsize=64)
def signs(name: str) -> frozenset[str]:
    """The words that show a kind of thing: "reason", "months", "pronouns" …"""
    return frozenset(asking()["signs"][name].split())


@lru_cache(maxsize=1)
def kinds() -> tuple[tuple[Asked, re.Pattern[str]], ...]:
    """The kinds of thing a question may ask for, each with the words that ask for it."""
    return tuple(
        (
            kind["name"],
            re.compile(
                "|".join([rf"\b(?:{'|'.join(kind['words'])})(?!\w)", *map(fold, kind.get("cjk", ()))])
            ),
        )
        for kind in asking()["kind"]
    )


@lru_cache(maxsize=1)
def groups() -> dict[str, tuple[frozenset[str], bool]]:
    """Stem → (all stems that mean the same, whether the group is weak)."""
    table: dict[str, tuple[frozenset[str], bool]] = {}
    for group in asking()["group"]:
        stems = frozenset(stem(t) for word in group["words"] for t in tokens(word))
        for member in stems:
            known, weak = table.get(member, (frozenset(), False))
            # Most are in one group, whose words they share rather than have a copy each.
            table[member] = (known | stems if known else stems, weak or group.get("weak", False))
    return table


def group_of(word: str) -> tuple[frozenset[str], bool] | None:
    """The group of a word; one with a short stem must itself be listed, or its singular or plural.

    "mirror" is not "mir", nor is "state" "statt".
    """
    root = stem(word)
    listed = len(root) >= SHORT or not _listed().isdisjoint((word, f"{word}s", word.removesuffix("s")))
    return groups().get(root) if listed else None


@lru_cache(maxsize=1)
def _listed() -> frozenset[str]:
    return frozenset(t for group in asking()["group"] for word in group["words"] for t in tokens(word))


def means(word: str) -> frozenset[str]:
    """All stems that mean the same as a word of the tables."""
    return groups()[stem(word)][0]
