"""Libraries to measure searching on: synthetic ones of any size, and a folder of real talks with queries.

A synthetic talk recombines the words of the recaps shipped with the bot with made-up ones, whose
number grows with the library as that of real words does. Everything follows from the seed.
"""

from __future__ import annotations

import json
import random
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from bot.model import Event, Link, Passage, Recap, Talk
from bot.parsing import read_recap
from bot.store import indexing
from bot.words import tokens

RECAPS = Path(__file__).parents[1] / "recaps"
PER_RECAP = 40
_SYLLABLES = [a + b for a in "bcdfghklmnprstvz" for b in "aeiou"]
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


@dataclass(frozen=True)
class Query:
    """What is typed, of which kind, and the addresses of every right talk (none: to be declined)."""

    kind: str
    text: str
    right: frozenset[str]


class Source:
    """Words, sentences and names to make talks from: few are drawn often, most rarely, as in real text."""

    def __init__(self, size: int, seed: int) -> None:
        self.random = random.Random(seed)
        recaps = [read_recap(path.read_bytes(), path.name) for path in sorted(RECAPS.iterdir())]
        self.sentences = [p.text for recap in recaps for p in recap.passages if 30 < len(p.text) < 400]
        titles = " ".join(talk.title for recap in recaps for talk in recap.talks)
        own = dict.fromkeys(t for t in tokens(titles, camel=False) if t.isalpha() and len(t) > 2)
        made = {self._made(2 + i % 3) for i in range(int(40 * size**0.6))}
        self.words = [*own, *sorted(made - own.keys())]
        self._weights = list(accumulate(1 / (rank + 3) for rank in range(len(self.words))))
        self.names = [self._made(2).title() for _ in range(max(50, int(size**0.5) * 3))]

    def _made(self, syllables: int) -> str:
        start = "".join(self.random.choices(_SYLLABLES, k=syllables))
        return start + self.random.choice(("", "n", "r", "x", "st"))

    def title(self) -> str:
        """Three to eight words."""
        size = self.random.randint(3, 8)
        return " ".join(self.random.choices(self.words, cum_weights=self._weights, k=size)).capitalize()

    def name(self) -> str:
        """A given and a family name."""
        return " ".join(self.random.sample(self.names, 2))


def synthetic(source: Source, size: int) -> Iterator[Recap]:
    """Recaps of `size` talks together."""
    chance = source.random
    for first in range(0, size, PER_RECAP):
        number = first // PER_RECAP
        name, year = source.names[number % len(source.names)], 2010 + number % 15
        event = Event(f"{name}Conf {year}", year=year)
        talks, passages = [], []
        for i in range(first, min(first + PER_RECAP, size)):
            title, url = source.title(), f"https://videos.example/watch/{i}"
            lines = [*chance.sample(source.sentences, 2), f"{source.title()}."]
            key = f"talk:{i}"
            link = Link("video", url, "video")
            who, notes = (source.name(),), "\n".join(lines)
            talks.append(Talk(key, title, "talk", who, (link,), None, lines[0], notes))
            passages += [Passage(text, (event.name or "", title), talk=key) for text in lines]
        yield Recap(f"{number}.md", event.name or "", event, talks=tuple(talks), passages=tuple(passages))


def build(size: int, seed: int, per_kind: int, db: Path) -> None:
    """Write a synthetic library, the rows of the baselines and the queries into one SQLite file."""
    source = Source(size, seed)
    recaps = list(synthetic(source, size))
    talks = [talk for recap in recaps for talk in recap.talks]
    write(recaps, queries(talks, source, per_kind), db)


def write(recaps: list[Recap], asked: list[Query], db: Path) -> None:
    """Write recaps, as the bot indexes them, with the queries to ask of them."""
    connection = sqlite3.connect(db)
    connection.execute("PRAGMA journal_mode = WAL")
    indexing.create(connection)
    connection.execute("CREATE TABLE aliases (name, shown, scope, file, talk)")
    connection.execute("CREATE TABLE queries (kind, text, urls)")
    told = [(query.kind, query.text, "\n".join(query.right)) for query in asked]
    connection.executemany("INSERT INTO queries VALUES (?, ?, ?)", told)
    for number, recap in enumerate(recaps, 1):
        indexing.put(connection, number, recap)
    connection.commit()
    connection.close()


def real(folder: Path, db: Path, per_kind: int) -> None:
    """Write the recaps of `folder`/recaps with the queries of `folder`/queries.jsonl."""
    recaps = [read_recap(path.read_bytes(), path.name) for path in sorted((folder / "recaps").glob("*.md"))]
    by_kind: dict[str, list[Query]] = defaultdict(list)
    for line in (folder / "queries.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        by_kind[row["style"]].append(Query(row["style"], row["q"], frozenset(row["urls"])))
    chance = random.Random(1)
    write(recaps, [q for rows in by_kind.values() for q in chance.sample(rows, min(per_kind, len(rows)))], db)


# --- queries ---------------------------------------------------------------------------


def queries(talks: list[Talk], source: Source, per_kind: int) -> list[Query]:
    """Known-item queries of every kind; right is each talk whose title and speakers hold the words meant."""
    holding: dict[str, set[int]] = defaultdict(set)
    for i, talk in enumerate(talks):
        for word in tokens(" ".join((talk.title, *talk.speakers))):
            holding[word].add(i)
    found = []
    for kind, make in _KINDS.items():
        for _ in range(per_kind):
            talk = source.random.choice(talks)
            typed, meant = make(talk, source.random)
            right = set.intersection(*(holding[word] for word in meant))
            found.append(Query(kind, typed, frozenset(talks[i].links[0].url for i in right)))
    for _ in range(per_kind):
        typed = " ".join(_noise(source.random) for _ in range(2))
        found.append(Query("negative", typed, frozenset()))
    return found


def _noise(chance: random.Random) -> str:
    return "".join(chance.choices("bcdfghjklmnpqrstvwxyz", k=chance.randint(5, 9)))


def _some(talk: Talk, chance: random.Random, most: int = 3) -> list[str]:
    words = list(dict.fromkeys(tokens(talk.title, camel=False)))
    picked = sorted(chance.sample(range(len(words)), min(most, len(words))))
    return [words[i] for i in picked]


def _typo(word: str, chance: random.Random) -> str:
    i = chance.randrange(len(word) - 1)
    kind = chance.randrange(4)
    if kind == 0:
        return word[:i] + word[i + 1 :]
    if kind == 1:
        return word[:i] + word[i] * 2 + word[i + 1 :]
    if kind == 2 and word[i] != word[i + 1]:
        return word[:i] + word[i + 1] + word[i] + word[i + 2 :]
    row = next((row for row in _KEYS if word[i] in row), _KEYS[1])
    return word[:i] + row[(row.find(word[i]) + 1) % len(row)] + word[i + 1 :]


def _mistyped(words: list[str], chance: random.Random, errors: int) -> str:
    long = [i for i, word in enumerate(words) if len(word) > 4]
    typed = list(words)
    for i in chance.sample(long, min(errors, len(long))):
        typed[i] = _typo(words[i], chance)
    return " ".join(typed)


def _joined(talk: Talk, chance: random.Random) -> tuple[str, list[str]]:
    words = tokens(talk.title, camel=False)
    i = chance.randrange(len(words) - 1)
    rest = [word for j, word in enumerate(words) if j not in (i, i + 1)][:1]
    return " ".join((words[i] + words[i + 1], *rest)), [words[i], words[i + 1], *rest]


def _split(talk: Talk, chance: random.Random) -> tuple[str, list[str]]:
    words = _some(talk, chance)
    i = max(range(len(words)), key=lambda i: len(words[i]))
    cut = max(2, len(words[i]) // 2)
    return " ".join((*words[:i], words[i][:cut], words[i][cut:], *words[i + 1 :])), words


def _initials(talk: Talk, _: random.Random) -> tuple[str, list[str]]:
    words = tokens(talk.title, camel=False)
    return "".join(word[0] for word in words), words


def _beginnings(talk: Talk, chance: random.Random) -> tuple[str, list[str]]:
    words = _some(talk, chance)
    return " ".join(word[: max(3, len(word) * 2 // 3)] for word in words), words


Make = Callable[[Talk, random.Random], tuple[str, list[str]]]
_KINDS: dict[str, Make] = {
    "exact": lambda talk, _: (talk.title, tokens(talk.title, camel=False)),
    "partial": lambda talk, chance: (" ".join(words := _some(talk, chance)), words),
    "reordered": lambda talk, chance: (" ".join(reversed(words := _some(talk, chance, 4))), words),
    "typo": lambda talk, chance: (_mistyped(words := _some(talk, chance), chance, 1), words),
    "typos": lambda talk, chance: (_mistyped(words := _some(talk, chance), chance, 3), words),
    "joined": _joined,
    "split": _split,
    "prefix": _beginnings,
    "speaker": lambda talk, _: (talk.speakers[0], tokens(talk.speakers[0])),
    "speaker typo": lambda talk, chance: (
        _mistyped(words := tokens(talk.speakers[0]), chance, 1),
        words,
    ),
    "initials": _initials,
    "chatty": lambda talk, chance: (f"the talk about {' '.join(words := _some(talk, chance))} please", words),
}
