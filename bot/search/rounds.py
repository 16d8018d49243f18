"""Words → the entries they name: rounds that ask for ever less and stop as soon as one is sure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bot.index import Body, Head, Index
from bot.search import weights
from bot.search.match import within
from bot.search.query import Query, Reading
from bot.search.rank import Score, score
from bot.search.vocabulary import Words

CANDIDATES = 60


class Candidate(NamedTuple):
    """An entry of one of the libraries with its best score so far."""

    score: Score
    library: int
    entry: int


class Search:
    """One query over the libraries of one reply."""

    def __init__(self, typed: str, indexes: Sequence[Index], *, names_only: bool = False) -> None:
        self.indexes = indexes
        self._names_only = names_only
        self.words = Words(indexes)
        self.query = Query(typed, self.words)
        self.best: dict[tuple[int, int], Score] = {}

    def run(self) -> list[Candidate]:
        """All candidates looked at, best first."""
        if self.query.tokens and self.words.entries:
            for step in (
                self._as_typed,
                self._as_read,
                self._as_mended,
                self._anywhere,
                self._most,
                self._rarest,
            ):
                step()
                if self.best and max(s.value for s in self.best.values()) >= weights.ENOUGH:
                    break
        return sorted(
            (Candidate(s, *key) for key, s in self.best.items()),
            key=lambda c: (-c.score.value, c.library, c.entry),
        )

    # rounds, each asking for more than the one before

    def _as_typed(self) -> None:
        self._heads_matching(self.query.plain)

    def _as_read(self) -> None:
        for reading in self.query.readings:
            self._heads_matching(reading)

    def _as_mended(self) -> None:
        self._heads_matching(self.query.mended)

    def _anywhere(self) -> None:
        for reading in self.query.readings:
            self._bodies_matching(reading, reading.anywhere())

    def _most(self) -> None:
        reading = self.query.mended
        wanted = reading.wanted
        if 3 <= len(wanted) <= 8:
            for left_out in range(len(wanted)):
                self._bodies_matching(reading, reading.anywhere(left_out), CANDIDATES // 3)

    def _rarest(self) -> None:
        reading = self.query.mended
        for term in sorted(reading.wanted, key=lambda term: -term.mass)[:3]:
            for library, index in enumerate(self.indexes):
                self._look(library, reading, index.heads(term.in_heads(), CANDIDATES // 2))

    def _heads_matching(self, reading: Reading) -> None:
        expression = reading.in_heads()
        if self._names_only:
            expression = within("names", f"({expression})")
        for library, index in enumerate(self.indexes):
            self._look(library, reading, index.heads(expression, CANDIDATES))

    def _bodies_matching(self, reading: Reading, expression: str, limit: int = CANDIDATES) -> None:
        for library, index in enumerate(self.indexes):
            entries = index.bodies(expression, limit)
            bodies = {body.entry: body for body in index.bodies_of(entries)}
            self._look(library, reading, index.heads_of(entries), bodies)

    def _look(
        self, library: int, reading: Reading, heads: Iterable[Head], bodies: dict[int, Body] | None = None
    ) -> None:
        for head in heads:
            found = score(reading, head, bodies.get(head.entry) if bodies else None)
            key = library, head.entry
            if key not in self.best or found.value > self.best[key].value:
                self.best[key] = found
