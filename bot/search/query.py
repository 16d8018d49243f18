"""Typed words → `Query`: the ways they may be read, each a row of `Term`s."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from bot.search import weights
from bot.search.lexicon import Phrase, lexicon
from bot.search.match import all_of
from bot.search.terms import Term, noted_term, open_term, plain_term, run_together
from bot.search.vocabulary import Words
from bot.words import camel_parts, fold, is_paired, tokens

_CAMEL = re.compile(r"[A-Za-z]*[a-z][A-Z][A-Za-z]*")
LONGEST, RARE = 32, 3


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read the query: its terms in order."""

    terms: tuple[Term, ...]

    @property
    def wanted(self) -> tuple[Term, ...]:
        """The terms that tell something."""
        return tuple(term for term in self.terms if not term.filler)

    def in_heads(self) -> str:
        """The FTS5 expression for entries that hold every wanted term in their head."""
        return all_of(term.in_heads() for term in self.wanted)

    def fillers(self) -> str:
        """The FTS5 expression for entries that hold every filler in their head."""
        return all_of(term.in_heads() for term in self.terms if term.filler)

    def anywhere(self, left_out: int = -1) -> str:
        """The FTS5 expression for entries that hold every wanted term (but one) in any of their words."""
        return all_of(term.anywhere() for i, term in enumerate(self.wanted) if i != left_out)


class Query:
    """What was typed, with its readings worked out only as far as they are needed.

    Only the first words count (`LONGEST`): nobody names a talk by more. Fillers ("show me",
    "the talk about") are not missed where they are absent, unless there is nothing else.
    """

    def __init__(self, typed: str, words: Words) -> None:
        self.words = words
        self.tokens = tokens(typed, camel=False)[:LONGEST]
        self._camel = {fold(w): tuple(map(fold, camel_parts(w))) for w in _CAMEL.findall(typed)}

    @cached_property
    def plain(self) -> Reading:
        """As typed: the very words."""
        fillers = lexicon().fillers
        wanted = any(token not in fillers for token in self.tokens)
        return Reading(tuple(plain_term(t, self.words, filler=wanted and t in fillers) for t in self.tokens))

    @cached_property
    def joined(self) -> list[Reading]:
        """With neighbours that are one known word together read as that word: "net kit" → netkit."""
        found, terms = [], self.plain.terms
        for i in range(len(self.tokens) - 1):
            whole = self.tokens[i] + self.tokens[i + 1]
            if is_paired(whole) or len(whole) < 4 or not (frequency := self.words.frequency(whole)):
                continue
            term = Term(whole, self.words.idf(frequency), words={whole: weights.JOINED})
            rest = (*terms[:i], *terms[i + 2 :])
            opened = [open_term(t, self.words, mend=not self.words.frequency(t.text)) for t in rest]
            found.append(Reading((*opened[:i], term, *opened[i:])))
        return found

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """With prefixes, short forms and mended unknown words; then split, shortened."""
        base = tuple(
            open_term(term, self.words, mend=not self.words.frequency(term.text)) for term in self.plain.terms
        )
        return (Reading(base), *self._split(base), *self._shortened(base))

    def mended(self, places: Iterable[int]) -> Reading:
        """With the words at these places open to typing errors although they are known."""
        known = [i for i in places if self.words.frequency(self.tokens[i])]
        if not known:  # all others are open to them already
            return self.readings[0]
        terms = list(self.readings[0].terms)
        for i in known:
            terms[i] = open_term(self.plain.terms[i], self.words, mend=True)
        return Reading(tuple(terms))

    @cached_property
    def noted(self) -> Reading:
        """As words of passages: those that stand in none are mended from there."""
        return Reading(tuple(noted_term(term, self.words) for term in self.plain.terms))

    @property
    def wanted_words(self) -> list[str]:
        """The words typed that tell something."""
        return [term.text for term in self.plain.wanted]

    def _split(self, base: tuple[Term, ...]) -> list[Reading]:
        """Words that are known ones run together: "certmanager" → cert manager."""
        frequency, idf = self.words.frequency, self.words.idf
        splits = {}
        for i, token in enumerate(self.tokens):
            if frequency(token) > RARE:
                continue
            parts: list[Phrase] = (
                [self._camel[token]] if token in self._camel else run_together(token, frequency)
            )
            if parts:
                mass = max(sum(idf(frequency(part)) for part in phrase) for phrase in parts)
                itself = {token: weights.EXACT} if frequency(token) else {}
                splits[i] = Term(token, mass, words=itself, phrases=dict.fromkeys(parts, weights.JOINED))
        return [Reading(tuple(splits.get(i, term) for i, term in enumerate(base)))] if splits else []

    def _shortened(self, base: tuple[Term, ...]) -> list[Reading]:
        """Phrases that have a short form: "machine learning" → ml."""
        found = []
        for size in (4, 3, 2):
            for i in range(len(self.tokens) - size + 1):
                phrase = tuple(self.tokens[i : i + size])
                shorter = lexicon().shorter.get(phrase, ())
                if known := [short for short in shorter if self.words.frequency(short)]:
                    mass = sum(term.mass for term in base[i : i + size])
                    term = Term(" ".join(phrase), mass, words=dict.fromkeys(known, weights.ABBREVIATED))
                    found.append(Reading((*base[:i], term, *base[i + size :])))
        return found
