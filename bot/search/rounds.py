"""Words → the entries they name: rounds that ask for ever less and stop as soon as one is sure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from bot.index import Body, Head, Index
from bot.search import weights
from bot.search.match import within
from bot.search.query import Query, Reading
from bot.search.rank import Score, score
from bot.search.terms import Term
from bot.search.vocabulary import Words

CANDIDATES, LONG = 60, 8


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
        self._top: Score | None = None
        self._asked: set[tuple[str, int]] = set()

    def run(self) -> list[Candidate]:
        """All candidates looked at, best first."""
        if self.query.tokens and self.words.entries:
            self._as_typed()
            for wanted, step in self._rounds():
                if wanted():
                    step()
        return sorted(
            (Candidate(s, *key) for key, s in self.best.items()),
            key=lambda c: (-c.score.value, c.library, c.entry),
        )

    def _rounds(self) -> Sequence[tuple[Callable[[], bool], Callable[[], None]]]:
        """Each round with whether it may find better than what was found, in the order of their price."""
        heads = (
            (self._unsure, self._as_read),
            (self._unsure_of_known, self._as_mended),
        )
        if self._names_only:
            return heads
        return (
            heads[0],
            (self._unsure_of_noted, self._anywhere),
            heads[1],
            (self._doubtful, self._most),
            (self._doubtful, self._rarest),
        )

    def _unsure(self) -> bool:
        return self._top is None or self._top.share < 0.97

    def _doubtful(self) -> bool:
        return self._top is None or self._top.value < weights.SURE

    def _unsure_of_noted(self) -> bool:
        """Whether a word that stands in notes is not yet explained as well as it would be there."""
        return self._weak(lambda term: self.words.text_frequency(term.text) > 0, weights.IN_NOTES)

    def _unsure_of_known(self) -> bool:
        """Whether a word that stands in titles, and so was not mended, is not yet explained."""
        return self._weak(lambda term: self.words.frequency(term.text) > 0, weights.IN_NOTES)

    def notes_may_know_better(self) -> bool:
        """Whether a passage might hold the words better than the best entry does.

        So where nothing is sure, or where each word stands in the notes but not all of them there.
        """
        top = self._top
        if top is None or top.value < weights.SURE:
            return True
        if self._names_only or not self._weak(lambda _: True, weights.IN_NOTES):
            return False
        return all(self.words.text_frequency(term.text) for term in self.query.plain.wanted)

    def _weak(self, kind: Callable[[Term], bool], below: float) -> bool:
        top = self._top
        if top is None:
            return True
        pairs = zip(top.reading.terms, top.qualities, strict=True)
        return any(quality < below and not term.filler and kind(term) for term, quality in pairs)

    def _as_typed(self) -> None:
        for reading in (self.query.plain, *self.query.joined):
            self._heads_matching(reading)

    def _as_read(self) -> None:
        for reading in self.query.readings:
            self._heads_matching(reading)

    @cached_property
    def _mended(self) -> Reading:
        """The query with those words mended that the best entry so far does not explain."""
        count = len(self.query.tokens)
        if self._top is None or len(self._top.qualities) != count:
            return self.query.mended(range(count) if count <= LONG else ())
        weak = (i for i, quality in enumerate(self._top.qualities) if quality < weights.IN_NOTES)
        return self.query.mended(weak)

    def _as_mended(self) -> None:
        self._heads_matching(self._mended)

    def _anywhere(self) -> None:
        for reading in (*self.query.readings, *self.query.joined):
            self._bodies_matching(reading, reading.anywhere())

    def _most(self) -> None:
        reading = self._mended
        wanted = reading.wanted
        if 3 <= len(wanted) <= LONG:
            for left_out in range(len(wanted)):
                self._bodies_matching(reading, reading.anywhere(left_out), CANDIDATES // 3)

    def _rarest(self) -> None:
        reading = self._mended
        for term in sorted(reading.wanted, key=lambda term: -term.mass)[:3]:
            self._heads_holding(term.in_heads(), reading, CANDIDATES // 2)

    def _heads_matching(self, reading: Reading) -> None:
        expression = reading.in_heads()
        if self._names_only:
            expression = within("names", f"({expression})")
        self._heads_holding(expression, reading, CANDIDATES)

    def _heads_holding(self, expression: str, reading: Reading, limit: int) -> None:
        """Look at the best of these heads, unless that was done: rounds come to the same where words are few.

        A smaller `limit` later is no reason to look again: the fewer are among the many.
        """
        asked = expression, id(reading)
        if asked in self._asked:
            return
        self._asked.add(asked)
        for library, index in enumerate(self.indexes):
            heads = index.heads(expression, limit)
            self._look(library, reading, heads)
            if len(heads) == CANDIDATES and len(reading.wanted) < len(reading.terms) <= LONG:
                # Among so many, those that hold the fillers too are meant rather: "looking sou(nd)".
                self._look(library, reading, index.heads(f"({expression}) AND {reading.fillers()}", limit))

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
                if self._top is None or found.value > self._top.value:
                    self._top = found
