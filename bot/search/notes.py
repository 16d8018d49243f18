"""Words that no title, name or talk holds together: the passage of a recap that does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from bot.index import Found, Index
from bot.model import Hit, Passage
from bot.search import weights
from bot.search.query import Query, Term
from bot.search.rank import completion
from bot.words import spaced, stem

CANDIDATES, NEIGHBOURS, LIMIT = 40, 3, 900


class Noted(NamedTuple):
    """A passage with how well it holds the words asked for, and how they were read."""

    score: float
    library: int
    found: Found
    read_as: tuple[str, ...]


def passages(query: Query, indexes: Sequence[Index]) -> list[Noted]:
    """The passages that hold most of the query, best first."""
    reading = query.noted
    wanted = reading.wanted
    known = [
        term for term in wanted if any(query.words.text_frequency(w) for w in term.words) or term.phrases
    ]
    if not known:
        return []
    rarest = sorted(known, key=lambda term: -term.mass)
    every = " AND ".join(term.in_passages() for term in known)
    some = " OR ".join(term.in_passages() for term in rarest[:3])
    noted = []
    for library, index in enumerate(indexes):
        found = index.passages(every, CANDIDATES) or index.passages(some, CANDIDATES)
        noted += [_noted(reading.terms, library, passage) for passage in found]
    return sorted(noted, key=lambda n: (-n.score, n.library, n.found.id))


def as_hit(noted: Noted, indexes: Sequence[Index]) -> Hit:
    """The talk or topic the passage stands in, or its recap, showing the passage and what is around it."""
    index, found = indexes[noted.library], noted.found
    if found.entry is not None:
        entry = index.entry(found.entry)
        return Hit(entry.recap, entry.talk, noted.score)
    ref = next(ref for ref in index.recaps() if ref.id == found.recap)
    return Hit(replace(ref, summary=_around(found, index)), None, noted.score)


def _around(found: Found, index: Index) -> str:
    """The passage, what it hangs from and its neighbours below the same heading."""
    near = [other.passage for other in index.around(found, NEIGHBOURS)]
    kept = [p for p in near if p.path == found.passage.path and p.talk == found.passage.talk]
    above = (*found.passage.path[-1:], *found.passage.lead)
    lines = [*above, *(p.text for p in kept)] if len(kept) > 1 else [*above, found.passage.text]
    text = "\n".join(dict.fromkeys(lines))
    return text if len(text) <= LIMIT else "\n".join((*above, found.passage.text))[:LIMIT]


def _noted(terms: Sequence[Term], library: int, found: Found) -> Noted:
    passage: Passage = found.passage
    text, above = spaced(passage.text).split(), spaced(" ".join((*passage.path, *passage.lead))).split()
    mass = total = 0.0
    read_as = []
    for term in terms:
        quality, word = max(_held(term, text), _faded(_held(term, above)))
        mass += term.mass
        total += term.mass * quality
        read_as.append(word or term.text)
    score = weights.PASSAGE * total / mass if mass else 0.0
    return Noted(score, library, found, tuple(read_as))


def _faded(held: tuple[float, str]) -> tuple[float, str]:
    return held[0] * weights.ABOVE, held[1]


def _held(term: Term, words: list[str]) -> tuple[float, str]:
    """How surely the term stands among the words, and as which."""
    best, found = 0.0, ""
    for word in words:
        quality = term.words.get(word, 0.0)
        if not quality and term.stem and word.startswith(term.stem):
            if stem(word) == term.stem:
                quality = weights.INFLECTED
            elif word.startswith(term.text):
                quality = completion(term.text, word)
        if quality > best:
            best, found = quality, word
    joined = f" {' '.join(words)} "
    for phrase, quality in term.phrases.items():
        if quality > best and f" {' '.join(phrase)} " in joined:
            best, found = quality, " ".join(phrase)
    return best, found
