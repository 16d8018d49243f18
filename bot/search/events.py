"""Which event is meant: typed words → what they ask of a recap, and how well a recap meets it."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import islice, takewhile
from typing import Any

from rapidfuzz.distance import OSA

from bot.model import RecapRef
from bot.search import weights
from bot.words import is_paired, tokens

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SHORT_YEAR = re.compile(r"'(\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class EventQuery:
    """What typed words ask of a recap: a year, a month, a day of the event, words, the newest of them."""

    words: tuple[str, ...]
    year: int | None = None
    month: int | None = None
    day: int | None = None
    fillers: tuple[str, ...] = ()
    typed: tuple[str, ...] = ()
    newest: bool = False

    @property
    def asks(self) -> bool:
        """Whether anything is asked at all."""
        return self.names or self.newest

    @property
    def names(self) -> bool:
        """Whether anything said is of one event and not of another."""
        return bool(self.words or self.year or self.month or self.day)


@dataclass(frozen=True, slots=True)
class EventWords:
    """The words a recap's event goes by; `around` also those of its file name and tags."""

    ref: RecapRef
    named: frozenset[str]
    around: frozenset[str]
    short: frozenset[str]
    year: int | None
    month: int | None


@lru_cache(maxsize=1)
def _table() -> Mapping[str, Any]:
    return tomllib.loads(resources.files("bot.search").joinpath("events.toml").read_text("utf-8"))


@lru_cache(maxsize=8)
def _numbers(name: str) -> Mapping[str, int]:
    return {word: int(number) for number, words in _table()[name].items() for word in words.split()}


def ordinals() -> Mapping[str, int]:
    """The words for the first five, as they count days ("one", "first", "zweiter"), with their numbers."""
    return _numbers("ordinals")


@lru_cache(maxsize=8)
def table_words(name: str) -> frozenset[str]:
    """One of the lists of words of events.toml."""
    return frozenset(_table()["words"][name].split())


def read_query(text: str, years: Sequence[int], known: Callable[[str], bool] = lambda _: True) -> EventQuery:
    """Understand typed words: `years` are those of the recaps there are, for "19" and "'19".

    `known` says whether a word stands in the library: one that does not may be a misspelt
    ordinal or month ("secnod day").
    """
    year = next((int(m.group()) for m in _YEAR.finditer(text)), None)
    if year is None and (short := _SHORT_YEAR.search(text)):
        year = _full_year(short.group(1), years)
    found = tokens(text, camel=False)
    typed = tuple(found)
    day, found = _day(found, known)
    month = None
    words: list[str] = []
    fillers: list[str] = []
    newest = not table_words("newest").isdisjoint(found)
    found = [word for word in found if word not in table_words("newest")]
    for i, word in enumerate(found):
        if word.isdigit() and (
            _YEAR.fullmatch(word) or (year is not None and int(word) == year % 100 and len(word) == 2)
        ):
            year = year or int(word)
        elif word.isdigit() and len(word) == 2 and year is None and i and (full := _full_year(word, years)):
            year = full
        elif (
            month is None
            and (number := _numbers("months").get(word))
            and not (word in ("may", "mar") and year is None)
        ):
            month = number
        else:
            (fillers if word in table_words("filler") else words).append(word)
    if not words and not (year or month or day or newest):
        words, fillers = fillers, []
    unlike, filling = tuple(dict.fromkeys(words)), tuple(dict.fromkeys(fillers))
    return EventQuery(unlike, year, month, day, filling, typed, newest)


def _full_year(two: str, years: Sequence[int]) -> int | None:
    return next((y for y in sorted(years, reverse=True) if y % 100 == int(two)), None)


def _day(found: list[str], known: Callable[[str], bool]) -> tuple[int | None, list[str]]:
    """The day of the event asked for ("day 2", "second conference day", "第二天"), and the other words."""
    joined = "".join(w for w in found if is_paired(w))
    if match := re.search(rf"第?([一二三四五])[{_table()['words']['days_unspaced']}]", joined):
        return _numbers("ordinals")[match.group(1)], [
            w for w in found if match.group(1) not in w and not set(w) & set("天日第")
        ]
    for i, word in enumerate(found):
        if word not in table_words("day"):
            continue
        near = (i + 1, i - 1, i - 2)
        for j in near:
            if 0 <= j < len(found) and (number := _ordinal(found[j], known)):
                return number, [w for k, w in enumerate(found) if k not in (i, j)]
    return None, found


def _ordinal(word: str, known: Callable[[str], bool]) -> int | None:
    if word.isdigit():
        return int(word) if 0 < int(word) < 15 else None
    ordinals = _numbers("ordinals")
    if word in ordinals or len(word) < 5 or known(word):
        return ordinals.get(word)
    near = [(OSA.distance(word, other), other) for other in ordinals if abs(len(other) - len(word)) < 2]
    distance, other = min(near, default=(9, ""))
    return ordinals[other] if distance <= 1 else None


def words_of(ref: RecapRef) -> EventWords:
    """The words by which a recap is found."""
    event = ref.event
    parts = [str(x) for x in (ref.title, event.name, event.series, event.place, event.edition) if x]
    if long := _table()["editions"].get((event.edition or "").lower()):
        parts.append(long)
    parts += [
        short
        for short, long in _table()["editions"].items()
        if event.edition and event.edition.lower() == long
    ]
    named = frozenset(t for part in parts for t in tokens(part))
    around = frozenset(tokens(ref.file.rsplit("/", 1)[-1].rsplit(".", 1)[0])) | frozenset(
        t for tag in ref.tags for t in tokens(tag)
    )
    names = [str(x) for x in (event.place, event.name, event.series) if x]
    runs = [[t for t in tokens(part, camel=False) if t not in table_words("filler")] for part in names]
    short = frozenset(
        "".join(w[0] for w in run[i : i + n])
        for run in runs
        for n in (2, 3, 4)
        for i in range(len(run) - n + 1)
    )
    joined = frozenset(run[i] + run[i + 1] for run in runs for i in range(len(run) - 1))
    date = event.date or ""
    years = [m.group() for m in _YEAR.finditer(f"{date} {ref.title} {ref.file}")]
    year = event.year or (int(years[0]) if years else None)
    return EventWords(ref, named | joined, around, short, year, int(date[5:7]) if len(date) >= 7 else None)


def _mistyped(word: str, other: str) -> bool:
    if min(len(word), len(other)) < 4 or word[0] != other[0] or is_paired(word) or word.isdigit():
        return False
    if _digits(word) != _digits(other):
        return False  # 31c3 is the year after 30c3
    most = 1 if len(word) < 7 else 2
    return abs(len(other) - len(word)) <= most and OSA.distance(word, other, score_cutoff=most) <= most


def _digits(word: str) -> str:
    return "".join(c for c in word if c.isdigit())


class Fitting:
    """How well recaps meet a query, 0..1.

    Which of all `words` that events go by, in order, its own may stand for is found once, not for
    each event anew.
    """

    def __init__(self, query: EventQuery, words: Sequence[str]) -> None:
        self._query = query
        self._begun = {word: frozenset(_beginning(word, words)) for word in query.words}
        self._mistyped = {
            word: frozenset(w for w in _beginning(word[0], words) if _mistyped(word, w))
            for word in query.words
        }
        self._initials = _initials(query.words, words)

    def of(self, event: EventWords, in_text: Callable[[str], float]) -> float:
        """How well a recap meets the query; `in_text` says how surely its text holds a word."""
        query = self._query
        if not query.names:
            return float(query.newest)
        got = total = 0.0
        shortened = {  # but "PyCon Yokohama" is no long form of the "Py" in PyCon
            word
            for row, short in self._initials
            if not short.isdisjoint(event.named) and event.named.isdisjoint(row)
            for word in row
        }
        for word in query.words:
            fit = max(self._fits(word, event), weights.EVENT_INITIALS if word in shortened else 0.0)
            got += fit or in_text(word)
            total += 1.0
        for asked, has, text in (
            (query.year, event.year, str(query.year)),
            (query.month, event.month, ""),
            (query.day, event.ref.event.day, f"day {query.day}"),
        ):
            if asked is None:
                continue
            total += 1.0
            if asked == has:
                got += 1.0
            elif has is None:
                got += max(weights.EVENT_UNSAID, in_text(text) if text else 0.0)
            else:
                total += weights.EVENT_CONFLICT
        said = sum(word in event.named or word in event.around for word in query.fillers)
        return min(1.0, got / total + weights.EVENT_FILLER * said)

    def _fits(self, word: str, event: EventWords) -> float:
        """How surely an event goes by a word: itself, its beginning, its initials, a typing error away."""
        if word in event.named:
            return 1.0
        if word in event.around:
            return weights.EVENT_AROUND
        if len(word) > 1 and not self._begun[word].isdisjoint(event.named):
            return weights.EVENT_PREFIX
        if word in event.short:
            return weights.EVENT_INITIALS
        mistyped = self._mistyped[word]
        if not (mistyped.isdisjoint(event.named) and mistyped.isdisjoint(event.around)):
            return weights.EVENT_TYPO
        return 0.0


def _beginning(prefix: str, words: Sequence[str]) -> Iterator[str]:
    """Those of the words, which are in order, that begin so."""
    return takewhile(lambda word: word.startswith(prefix), islice(words, bisect_left(words, prefix), None))


def _initials(typed: Sequence[str], words: Sequence[str]) -> list[tuple[Sequence[str], frozenset[str]]]:
    """Rows of typed words with the words of events that are their initials: "new york" for NYC."""
    rows = [typed[i : i + size] for size in (2, 3, 4) for i in range(len(typed) - size + 1)]
    found = []
    for row in rows:
        letters = "".join(word[0] for word in row)
        short = frozenset(w for w in _beginning(letters, words) if len(w) <= len(row) + 1)
        if short:
            found.append((row, short))
    return found


def newest(recaps: Sequence[RecapRef]) -> RecapRef:
    """The recap of the latest event: by its day, or its year where that is all that is known."""
    return max(recaps, key=lambda ref: ref.event.date or str(ref.event.year or ""))


def same_event(a: RecapRef, b: RecapRef) -> bool:
    """Whether two recaps are about one event: nothing printed says otherwise, and the year agrees."""
    x, y = a.event, b.event
    series = (x.series or x.name or "").casefold() == (y.series or y.name or "").casefold() != ""
    return (
        series
        and x.year == y.year is not None
        and all(
            p is None or q is None or p.casefold() == q.casefold()
            for p, q in ((x.place, y.place), (x.edition, y.edition))
        )
    )
