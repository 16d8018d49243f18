"""`!recap` and `!recaps`: the recaps of an event, or a list of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import chain

from bot.index import Index
from bot.model import Answer, Hit, RecapRef
from bot.search import match as fts
from bot.search import weights
from bot.search.days import days_in
from bot.search.events import (
    EventQuery,
    EventWords,
    Fitting,
    newest,
    read_query,
    same_event,
    words_of,
)
from bot.search.talks import searched
from bot.search.vocabulary import Words

MOST = 25
"""Recaps offered to choose from: what one Discord menu holds."""


class Recaps:
    """The recaps of all libraries of one reply, by the words of their events."""

    def __init__(self, indexes: Sequence[Index]) -> None:
        self.indexes = indexes
        self._words = Words(indexes)
        self.events = [event for index in indexes for event in _events(index)]

    def understand(self, typed: str) -> EventQuery:
        """What the words ask of a recap."""
        years = [event.year for event in self.events if event.year]
        return read_query(typed, years, self._is_known)

    def may_name(self, word: str) -> bool:
        """Whether some event may go by the word: a quick look before all of them are weighed.

        A word that no event begins like may still be a misspelt one, unless notes hold it.
        """
        return any(_begins_some(word, index) for index in self.indexes) or not self._is_known(word)

    def _is_known(self, word: str) -> bool:
        return any(index.passage_frequency(fts.word(word)) for index in self.indexes)

    def ranked(self, query: EventQuery, *, by_text: bool = True) -> list[tuple[float, RecapRef]]:
        """All recaps with how well each meets the query, best first; then the newest first."""
        texts: dict[str, dict[tuple[str, int], float]] = {}
        fitting = Fitting(query, sorted(chain.from_iterable(map(_every_word, self.indexes))))

        def holds(ref: RecapRef, word: str) -> float:
            if word not in texts:
                texts[word] = self._holding(word)
            return texts[word].get((ref.scope, ref.id), 0.0)

        def in_text(event: EventWords) -> float:
            return fitting.of(event, (lambda word: holds(event.ref, word)) if by_text else (lambda _: 0.0))

        scored = [(in_text(event), event) for event in self.events]
        if by_text and len(query.typed) > 2:
            printed = set(self._recaps_with(" ".join(query.typed)))
            bonus = [weights.EVENT_PHRASE * ((e.ref.scope, e.ref.id) in printed) for _, e in scored]
            scored = [
                (min(1.0, score + more), event) for (score, event), more in zip(scored, bonus, strict=True)
            ]
        scored.sort(
            key=lambda s: (
                -round(s[0], 3),
                -(s[1].year or 0),
                -(s[1].month or 0),  # the days of one event stay in their order
                s[1].ref.event.date or "",
                s[1].ref.scope,
                s[1].ref.file,
            )
        )
        return [(score, event.ref) for score, event in scored]

    def _holding(self, words: str) -> dict[tuple[str, int], float]:
        """The recaps whose text holds the word (or phrase): the fewer they are, the surer."""
        found = self._recaps_with(words)
        if not found and " " not in words:
            found = [
                hit for like in self._words.like(words, 3, in_texts=True) for hit in self._recaps_with(like)
            ]
        rare = len(found) <= max(1, len(self.events) * weights.EVENT_RARE)
        return dict.fromkeys(found, weights.EVENT_RARE_TEXT if rare else weights.EVENT_TEXT)

    def _recaps_with(self, words: str) -> list[tuple[str, int]]:
        return [(i.scope, recap) for i in self.indexes for recap in i.recaps_with(fts.word(words))]


def _events(index: Index) -> list[EventWords]:
    return index.memo("events", lambda: [words_of(ref) for ref in index.recaps()])


def _every_word(index: Index) -> list[str]:
    """The words that events go by, in order."""

    def every_word() -> list[str]:
        return sorted({w for event in _events(index) for w in (*event.named, *event.around, *event.short)})

    return index.memo("words of events", every_word)


def _begins_some(word: str, index: Index) -> bool:
    words = _every_word(index)
    place = bisect_left(words, word)
    return place < len(words) and words[place].startswith(word)


def find_recaps(words: str, indexes: Sequence[Index]) -> Answer:
    """The recaps of the event named: all of them together if it is one event, else a choice.

    Kind "recap" (the recaps with their talks), "choices", or "none" with the nearest titles.
    """
    recaps = Recaps(indexes)
    query = recaps.understand(words)
    ranked = recaps.ranked(query)
    best, second = ([score for score, _ in ranked] + [0.0, 0.0])[:2]
    unsaid = bool(query.year and ranked and ranked[0][1].event.year is None)
    ahead = best - second >= weights.EVENT_AHEAD and not unsaid
    far = weights.EVENT_ALONE if ahead else weights.EVENT_SURE
    if not query.asks or best < far:
        near = tuple(dict.fromkeys(ref.title for score, ref in ranked[:3] if score >= weights.EVENT_NEAR))
        return Answer("none", words, did_you_mean=near, searched=searched(indexes))
    return together(words, _best(query, ranked), indexes)


def _best(query: EventQuery, ranked: Sequence[tuple[float, RecapRef]]) -> list[tuple[float, RecapRef]]:
    """Those that meet the query equally well; of the newest event alone if that is asked for."""
    best = [(score, ref) for score, ref in ranked if score >= ranked[0][0] - weights.EVENT_EQUAL]
    if not query.newest:
        return best
    last = newest([ref for _, ref in best])
    return [(score, ref) for score, ref in best if ref is last or same_event(ref, last)]


def together(words: str, best: Sequence[tuple[float, RecapRef]], indexes: Sequence[Index]) -> Answer:
    """One answer for recaps that meet the words equally well."""
    hits = tuple(Hit(ref, None, min(1.0, score)) for score, ref in best[:MOST])
    if len(hits) > 1 and not all(same_event(hits[0].recap, hit.recap) for hit in hits[1:]):
        return Answer("choices", words, hits, searched=searched(indexes))
    by_scope = {index.scope: index for index in indexes}
    stored = (by_scope[hit.recap.scope].recap(hit.recap.id) for hit in hits)
    return Answer("recap", words, hits, recaps=tuple(s for s in stored if s), searched=searched(indexes))


def list_recaps(words: str, indexes: Sequence[Index]) -> Answer:
    """All recaps, or those that meet every word (a year, a series, a place), the newest first."""
    recaps = Recaps(indexes)
    query = recaps.understand(words) if words.strip() else EventQuery(())
    ranked = recaps.ranked(query, by_text=False)
    if query.asks:
        listed = tuple(ref for score, ref in ranked if score >= weights.EVENT_LISTED)
        if not listed:
            return Answer("none", words, searched=searched(indexes))
    else:
        listed = tuple(ref for _, ref in ranked)
    return Answer("recaps", words, listed=listed, searched=searched(indexes))


def event_asked(words: str, indexes: Sequence[Index]) -> Answer | None:
    """The recaps of an event where a plain question asks for nothing but the event itself.

    "what happened at kubecon 2019?" → kind "recap"; None where it asks for more.
    """
    recaps = Recaps(indexes)
    query = recaps.understand(words)
    if not (query.words or query.year or (query.newest and query.fillers)):
        return None
    if not all(recaps.may_name(word) for word in query.words):
        return None
    ranked = recaps.ranked(query, by_text=False)
    if not ranked or ranked[0][0] < weights.EVENT_ASKED:
        return None
    best = _best(query, ranked)
    if query.day and not any(_may_tell_of(query.day, ref, indexes) for _, ref in best):
        return None
    return together(words, best, indexes)


def _may_tell_of(day: int, ref: RecapRef, indexes: Sequence[Index]) -> bool:
    """Whether a recap may tell of a day of its event: its headings name none, or that one too."""
    if ref.event.day is not None:
        return ref.event.day == day
    index = next(index for index in indexes if index.scope == ref.scope)
    named = (
        days_in(entry.talk.section or "") | days_in(entry.talk.title) for entry in index.entries_of(ref.id)
    )
    days = frozenset[int]().union(*named)
    return not days or day in days
