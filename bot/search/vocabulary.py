"""The words of a library in memory: how rare each is, and which ones a typed word may mean."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import accumulate, islice, takewhile
from math import log

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from bot.index import Index
from bot.search import weights
from bot.words import is_paired, stem

_LAST = chr(0x10FFFF)
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEAR = frozenset(
    a + b
    for y, row in enumerate(_ROWS)
    for x, a in enumerate(row)
    for other, offsets in ((y, (-1, 1)), (y + 1, (-1, 0)), (y - 1, (0, 1)))
    if 0 <= other < len(_ROWS)
    for b in (_ROWS[other][x + o] for o in offsets if 0 <= x + o < len(_ROWS[other]))
)
_stem = stem.__wrapped__  # for going through all words, which would fill the cache with those nobody types


class Vocabulary:
    """The words of titles and names with the number of entries each stands in.

    It stays in memory for every library in use, so what is kept beside the words is kept small.
    """

    def __init__(self, counted: Iterable[tuple[str, int]]) -> None:
        self.frequency: dict[str, int] = dict(counted)

    @cached_property
    def _sorted(self) -> tuple[list[str], array[int]]:
        words = sorted(self.frequency)
        return words, array("Q", accumulate((self.frequency[word] for word in words), initial=0))

    @cached_property
    def _by_end(self) -> dict[tuple[str, int], list[str]]:
        return _by_end(self.frequency)

    @cached_property
    def _by_stem(self) -> list[str]:
        """Words in the order of their stems: those of one stem stand together."""
        return sorted(self.frequency, key=_stem)

    def warm_up(self) -> None:
        """Make now what looking up words needs."""
        _ = self._sorted, self._by_end

    def beginning(self, prefix: str) -> int:
        """In how many entries, roughly, words beginning so stand."""
        words, sums = self._sorted
        return sums[bisect_left(words, prefix + _LAST)] - sums[bisect_left(words, prefix)]

    def completions(self, prefix: str, limit: int) -> list[str]:
        """Words that begin so, the most frequent first."""
        words, _ = self._sorted
        found = words[bisect_left(words, prefix) : bisect_left(words, prefix + _LAST)]
        return sorted(found, key=lambda word: (-self.frequency[word], word))[:limit]

    def inflections(self, word: str) -> list[str]:
        """Words with the same stem."""
        root, words = stem(word), self._by_stem
        start = bisect_left(words, root, key=stem)  # the same few words in the midst for all
        return list(takewhile(lambda other: _stem(other) == root, islice(words, start, None)))

    def counted(self, first: str, between: int, last: str) -> list[str]:
        """Words that a form such as k8s stands for: first letter, letters between, last letter."""
        return [word for word in self._by_end.get((first, between + 2), ()) if word[-1] == last]

    def like(self, word: str) -> dict[str, float]:
        """Words at most two edits away (one, if it is short) with the quality of each."""
        return _like(word, lambda end: self._by_end.get(end, ()))


class TextWords:
    """The words of passages and links: so many that they stay where they are stored.

    In memory are only those among which a misspelt word is looked for: each pool as one text, as
    a list of its words would take four times as much.
    """

    def __init__(self, index: Index) -> None:
        pools = _by_end(word for word, _ in index.text_words())
        self._by_end = {end: " ".join(words) for end, words in pools.items()}

    def like(self, word: str) -> dict[str, float]:
        """Words at most two edits away (one, if it is short) with the quality of each."""
        return _like(word, lambda end: self._by_end.get(end, "").split())


def _by_end(words: Iterable[str]) -> dict[tuple[str, int], list[str]]:
    """Words by (first letter, length) and by (last letter, -length)."""
    found: dict[tuple[str, int], list[str]] = defaultdict(list)
    for word in words:
        if len(word) > 2 and not word.isdigit():
            found[word[0], len(word)].append(word)
            found[word[-1], -len(word)].append(word)
    return found


def _like(word: str, pool: Callable[[tuple[str, int]], Sequence[str]]) -> dict[str, float]:
    """Words of the pools at most two edits away (one, if it is short) with the quality of each."""
    size, most = len(word), edits_allowed(word)
    found: dict[str, float] = {}
    for length in range(size - most, size + most + 1) if most else ():
        for end in ((word[0], length), (word[-1], -length)):
            near = extract(word, pool(end), scorer=OSA.distance, score_cutoff=most, limit=None)
            for other, edits, _ in near:
                if edits and other not in found:
                    found[other] = likeness(word, other, int(edits))
    return {other: quality for other, quality in found.items() if quality > 0}


def edits_allowed(word: str) -> int:
    """How many typing errors a word of this length may hold; none in numbers and pairs."""
    if len(word) < 3 or len(word) > 32 or word.isdigit() or is_paired(word):
        return 0
    return 1 if len(word) < 7 else 2


def likeness(typed: str, word: str, edits: int) -> float:
    """How surely `word` was meant by `typed`, which is `edits` (1 or 2) typing errors away."""
    cost = _cost(typed, word) if edits == 1 else 2 * weights.SECOND_EDIT
    if typed[0] != word[0]:
        cost += weights.FIRST_LETTER
    return 1.0 - weights.TYPO_BY_LENGTH * cost / max(3, min(len(typed), len(word)))


def _cost(typed: str, word: str) -> float:
    start = next(
        (i for i, (a, b) in enumerate(zip(typed, word, strict=False)) if a != b), min(len(typed), len(word))
    )
    if len(typed) > len(word):
        return weights.DOUBLED if start and typed[start] == typed[start - 1] else weights.EXTRA
    if len(typed) < len(word):
        return weights.DOUBLED if start and word[start] == word[start - 1] else weights.DROPPED
    if typed[start + 1 : start + 2] == word[start] and typed[start] == word[start + 1 : start + 2]:
        return weights.SWAPPED
    return weights.NEIGHBOUR if typed[start] + word[start] in _NEAR else weights.OTHER


class Words:
    """The words of all libraries of one reply, taken together."""

    def __init__(self, indexes: Sequence[Index]) -> None:
        self._heads = [index.memo("heads", lambda i=index: Vocabulary(i.head_words())) for index in indexes]  # type: ignore[misc]
        self._counts = [vocabulary.frequency for vocabulary in self._heads]
        self._indexes = indexes
        self.entries = sum(index.counts().talks for index in indexes)

    @property
    def _texts(self) -> list[TextWords]:
        return [index.memo("texts", lambda i=index: TextWords(i)) for index in self._indexes]  # type: ignore[misc]

    def warm_up(self) -> None:
        """Make now what looking up words needs, so that no question waits for it."""
        for vocabulary in self._heads:
            vocabulary.warm_up()
        _ = self._texts

    def frequency(self, word: str) -> int:
        """The number of entries with the word in title or names."""
        number = 0
        for counts in self._counts:  # a loop, as every word of every reading is asked for
            number += counts.get(word, 0)
        return number

    def text_frequency(self, word: str) -> int:
        """The number of passages and links with the word."""
        return sum(index.text_frequency(word) for index in self._indexes)

    def beginning(self, prefix: str) -> int:
        """In how many titles, roughly, words beginning so stand."""
        return sum(vocabulary.beginning(prefix) for vocabulary in self._heads)

    def completions(self, prefix: str, limit: int) -> list[str]:
        """Words of titles that begin so, the most frequent first."""
        found = {word for vocabulary in self._heads for word in vocabulary.completions(prefix, limit)}
        return sorted(found, key=lambda word: (-self.frequency(word), word))[:limit]

    def inflections(self, word: str) -> list[str]:
        """Words of titles with the same stem, without the word itself."""
        return list({other for v in self._heads for other in v.inflections(word) if other != word})

    def counted(self, first: str, between: int, last: str) -> list[str]:
        """Words of titles that a form such as k8s may stand for."""
        return sorted({w for vocabulary in self._heads for w in vocabulary.counted(first, between, last)})

    def like(self, word: str, limit: int, *, in_texts: bool = False) -> dict[str, float]:
        """Words that may have been meant by `word`, the surest first, with the quality of each."""
        found: dict[str, float] = {}
        for vocabulary in self._texts if in_texts else self._heads:
            found |= vocabulary.like(word)
        count = self.text_frequency if in_texts else self.frequency
        return dict(sorted(found.items(), key=lambda item: (-item[1], -count(item[0]), item[0]))[:limit])

    def short_forms(self, short: str) -> list[tuple[str, ...]]:
        """What a short form may stand for, learned from the texts."""
        return [tuple(words.split()) for index in self._indexes for words in index.short_forms(short)]

    def related(self, word: str, limit: int, *, in_texts: bool = False) -> list[str]:
        """Words that share a long beginning: misconfigs for misconfiguration."""
        if len(word) < 7 or is_paired(word):
            return []
        root = word[: max(6, round(0.6 * len(word)))]
        if in_texts:
            pools = [index.text_completions(root, limit) for index in self._indexes]
        else:
            pools = [vocabulary.completions(root, limit) for vocabulary in self._heads]
        return sorted({other for pool in pools for other in pool} - {word})[:limit]

    def idf(self, frequency: float) -> float:
        """How much a word that stands in so many entries tells: the rarer, the more."""
        return log(1 + (self.entries + 1) / (frequency + 0.5))

    def passage_idf(self, frequency: float) -> float:
        """How much a word that stands in so many passages tells."""
        passages = sum(index.passage_count() for index in self._indexes)
        return log(1 + (passages + 1) / (frequency + 0.5))
