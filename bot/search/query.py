"""Typed words → `Query`: the ways they may be read, each a row of `Term`s."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property

from bot.search import weights
from bot.search.lexicon import Phrase, lexicon
from bot.search.match import all_of, any_of, within, word
from bot.search.vocabulary import Words
from bot.words import camel_parts, fold, is_paired, stem, tokens

_COUNTED = re.compile(r"([a-z])(\d{1,2})([a-z])")
_CAMEL = re.compile(r"[A-Za-z]*[a-z][A-Z][A-Za-z]*")
TYPOS, RARE = 24, 3


@dataclass(frozen=True, slots=True)
class Term:
    """One thing asked for: the words that may stand for it, with the quality of each.

    `mass` is what it weighs in the query; `prefix` any word beginning so; `stem` in notes, any
    word of that stem; `phrases` rows of words; `initials` the first letters of neighbours in a
    title; `typos` those of `words` for which it would be misspelt.
    """

    text: str
    mass: float
    filler: bool = False
    words: dict[str, float] = field(default_factory=dict)
    prefix: str | None = None
    stem: str | None = None
    phrases: dict[Phrase, float] = field(default_factory=dict)
    initials: str | None = None
    typos: frozenset[str] = frozenset()

    def in_heads(self) -> str:
        """The FTS5 expression for entries that hold it in title, names or initials."""
        parts = [word(w) for w in self.words]
        parts += [word(" ".join(phrase)) for phrase in self.phrases]
        if self.prefix:
            parts.append(word(self.prefix, prefix=True))
        if self.initials:
            parts.append(within("initials", word(self.initials, prefix=True)))
        return parts[0] if len(parts) == 1 else any_of(parts)

    def in_passages(self) -> str:
        """The FTS5 expression for passages that hold it; they are stemmed by FTS5 itself."""
        parts = [word(w) for w in self.words] + [word(" ".join(phrase)) for phrase in self.phrases]
        if len(self.text) > 2:
            parts.append(word(self.text, prefix=True))
        return parts[0] if len(parts) == 1 else any_of(parts)

    def anywhere(self) -> str:
        """The FTS5 expression for entries that hold it, inflected or not, in any of their words."""
        parts = [word(w) for w in self.words]
        parts += [f"({all_of(map(word, phrase))})" for phrase in self.phrases]
        if self.stem:
            parts.append(word(self.stem, prefix=True))
        return parts[0] if len(parts) == 1 else any_of(parts)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read the query: its terms in order, and how sure this way is by itself."""

    terms: tuple[Term, ...]

    @property
    def wanted(self) -> tuple[Term, ...]:
        """The terms that tell something."""
        return tuple(term for term in self.terms if not term.filler)

    def in_heads(self) -> str:
        """The FTS5 expression for entries that hold every wanted term in their head."""
        return all_of(term.in_heads() for term in self.wanted)

    def anywhere(self, left_out: int = -1) -> str:
        """The FTS5 expression for entries that hold every wanted term (but one) in any of their words."""
        return all_of(term.anywhere() for i, term in enumerate(self.wanted) if i != left_out)


class Query:
    """What was typed, with its readings worked out only as far as they are needed."""

    def __init__(self, typed: str, words: Words) -> None:
        self.typed, self.words = typed, words
        self.tokens = tokens(typed, camel=False)[:32]
        self._camel = {fold(w): [fold(p) for p in camel_parts(w)] for w in _CAMEL.findall(typed)}
        fillers = lexicon().fillers
        self._all_fillers = all(token in fillers for token in self.tokens)

    @cached_property
    def plain(self) -> Reading:
        """As typed: inflections and numbers aside, the very words."""
        return Reading(tuple(self._plain_term(token) for token in self.tokens))

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """As typed but with prefixes, short forms and mended unknown words; then joined, split, shortened."""
        base = tuple(self._open_term(token, mend=not self.words.frequency(token)) for token in self.tokens)
        return (Reading(base), *self._joined(base), *self._split(base), *self._shortened(base))

    @cached_property
    def mended(self) -> Reading:
        """With every word open to typing errors, known or not."""
        return Reading(tuple(self._open_term(token, mend=True) for token in self.tokens))

    @cached_property
    def noted(self) -> Reading:
        """As words of notes: those that stand nowhere in the notes are mended from there."""
        return Reading(tuple(self._noted_term(token) for token in self.tokens))

    @property
    def wanted_words(self) -> list[str]:
        """The words typed that tell something."""
        return [term.text for term in self.plain.wanted]

    def mass(self, frequency: float, *, filler: bool = False) -> float:
        """What a word of this frequency weighs here."""
        return self.words.idf(frequency) * (weights.FILLER if filler else 1.0)

    def _is_filler(self, token: str) -> bool:
        return not self._all_fillers and token in lexicon().fillers

    def _plain_term(self, token: str) -> Term:
        frequency = self.words.frequency(token)
        filler = self._is_filler(token)
        found = {token: weights.EXACT}
        for other in lexicon().numbers.get(token, ()):
            found[other] = weights.NUMBER
        if not frequency:
            mass = self.words.idf(0) * weights.UNKNOWN
            return Term(token, mass * weights.FILLER if filler else mass, filler, found)
        return Term(token, self.mass(frequency, filler=filler), filler, found)

    def _open_term(self, token: str, *, mend: bool) -> Term:
        term = self._plain_term(token)
        if term.filler:
            return term
        words, found, mass = self.words, dict(term.words), term.mass
        known = words.frequency(token) > 0
        for other in words.inflections(token):
            if len(stem(token)) > 3 or abs(len(other) - len(token)) == 1:
                found.setdefault(other, weights.INFLECTED if known else weights.GUESSED)
        phrases: dict[Phrase, float] = {}
        typos: dict[str, float] = {}
        for phrase in lexicon().longer.get(token, ()):
            if len(phrase) == 1:
                found.setdefault(phrase[0], weights.ABBREVIATED)
            else:
                phrases[phrase] = weights.ABBREVIATED
        if counted := _COUNTED.fullmatch(token):
            for other in words.counted(counted[1], int(counted[2]), counted[3]):
                found.setdefault(other, weights.COUNTED)
        beginning = words.beginning(token) if len(token) > 1 or is_paired(token) else 0
        if not known and beginning:
            mass = self.mass(beginning)
        initials = (
            token if mend and token.isalpha() and 2 <= len(token) <= 6 and not is_paired(token) else None
        )
        if mend:
            typos = words.like(token, TYPOS)
            for other, quality in typos.items():
                found[other] = max(quality, found.get(other, 0.0))
            if not known and not beginning and typos:
                best = max(typos.values())
                mass = max(
                    mass * 0.6, min(self.mass(words.frequency(o)) for o, q in typos.items() if q == best)
                )
        return replace(
            term,
            words=found,
            phrases=phrases,
            mass=mass,
            prefix=token if beginning else None,
            stem=min(token, stem(token), key=len) if len(token) > 3 and not is_paired(token) else None,
            initials=initials,
            typos=frozenset(typos),
        )

    def _noted_term(self, token: str) -> Term:
        term = self._plain_term(token)
        words, found, typos = self.words, dict(term.words), dict[str, float]()
        if term.filler:
            return term
        known = words.text_frequency(token)
        phrases: dict[Phrase, float] = {}
        for phrase in lexicon().longer.get(token, ()):
            phrases[phrase] = weights.ABBREVIATED
        if not known:
            typos = words.like(token, TYPOS, in_texts=True)
            found |= typos
            phrases |= dict.fromkeys(self._parts(token, self.words.text_frequency), weights.JOINED)
        frequency = known or max((words.text_frequency(w) for w in found), default=0)
        root = min(token, stem(token), key=len) if len(token) > 3 and not is_paired(token) else None
        mass = words.passage_idf(frequency)
        return Term(token, mass, words=found, phrases=phrases, stem=root, typos=frozenset(typos))

    def _joined(self, base: tuple[Term, ...]) -> list[Reading]:
        """Neighbours that are one known word together: "net kit" → netkit."""
        found = []
        for i in range(len(self.tokens) - 1):
            whole = self.tokens[i] + self.tokens[i + 1]
            if is_paired(whole) or len(whole) < 4 or not (frequency := self.words.frequency(whole)):
                continue
            term = Term(whole, self.mass(frequency), words={whole: weights.JOINED})
            found.append(Reading((*base[:i], term, *base[i + 2 :])))
        return found

    def _split(self, base: tuple[Term, ...]) -> list[Reading]:
        """Words that are known ones run together: "certmanager" → cert manager."""
        splits = {}
        for i, token in enumerate(self.tokens):
            if self.words.frequency(token) > RARE or is_paired(token):
                continue
            parts = self._parts(token, self.words.frequency)
            if parts:
                mass = max(sum(self.mass(self.words.frequency(w)) for w in phrase) for phrase in parts)
                itself = {token: weights.EXACT} if self.words.frequency(token) else {}
                splits[i] = Term(token, mass, words=itself, phrases=dict.fromkeys(parts, weights.JOINED))
        if not splits:
            return []
        return [Reading(tuple(splits.get(i, term) for i, term in enumerate(base)))]

    def _parts(self, token: str, known: Callable[[str], int]) -> list[Phrase]:
        if token in self._camel:
            return [tuple(self._camel[token])]
        pairs = [
            (token[:i], token[i:])
            for i in range(1, len(token))
            if known(token[:i]) and known(token[i:]) and ((i > 1 and i < len(token) - 1) or len(token) > 3)
        ]
        if pairs or len(token) < 9:
            return list(pairs)
        return [
            (token[:i], token[i:j], token[j:])
            for i in range(3, len(token) - 5)
            if known(token[:i])
            for j in range(i + 3, len(token) - 2)
            if known(token[i:j]) and known(token[j:])
        ]

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
