"""Words that no title, name or talk holds together: the passage of a recap that does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from bot.index import Found, Index
from bot.model import Hit, Passage
from bot.search import weights
from bot.search.match import word
from bot.search.query import Query
from bot.search.rank import completion
from bot.search.terms import Term
from bot.words import spaced, stem

CANDIDATES, REREAD, NEIGHBOURS, LIMIT = 40, 8, 3, 900
THIN = 200


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
    noted.sort(key=lambda n: (-n.score, n.library, n.found.id))
    if noted and noted[0].score < weights.PASSAGE * weights.ABOVE:
        near = [_with_neighbours(reading.terms, n, indexes[n.library]) for n in noted[:REREAD]]
        noted = sorted([*near, *noted[REREAD:]], key=lambda n: (-n.score, n.library, n.found.id))
    return noted


def _with_neighbours(terms: Sequence[Term], noted: Noted, index: Index) -> Noted:
    others = (
        other.passage.text for other in index.around(noted.found, NEIGHBOURS) if other.id != noted.found.id
    )
    return max(noted, _noted(terms, noted.library, noted.found, f" {spaced(' '.join(others))} "))


def as_hit(noted: Noted, indexes: Sequence[Index]) -> Hit:
    """The talk or topic the passage stands in, or its recap, showing the passage and what is around it."""
    index, found = indexes[noted.library], noted.found
    around = _around(found, index)
    if found.entry is not None:
        entry = index.entry(found.entry)
        talk = entry.talk
        shown_anyway = {talk.title, talk.section, ", ".join(talk.speakers)}
        around = "\n".join(line for line in around.splitlines() if line not in shown_anyway)
        rest = talk.summary if talk.summary not in around else ""
        summary = "\n".join(part for part in (around, rest) if part)
        return Hit(entry.recap, replace(talk, summary=summary), noted.score)
    ref = next(ref for ref in index.recaps() if ref.id == found.recap)
    return Hit(replace(ref, summary=around), None, noted.score)


def with_surroundings(hit: Hit, index: Index) -> Hit:
    """A topic with the title of the talk it came up in and, if it is of few words, the notes around it."""
    talk = hit.talk
    if talk is None or talk.kind != "topic":
        return hit
    named = spaced(talk.title)
    found = [f for f in index.passages(word(named), CANDIDATES) if f.recap == hit.recap.id] if named else []
    if not found:
        return hit
    nearest = min(found, key=lambda f: (f.passage.talk != talk.key, abs(f.passage.line - talk.line), f.id))
    owner = index.entry(nearest.entry).talk if nearest.entry is not None else talk
    parts = [talk.summary] if talk.summary else []
    if len(talk.summary) < THIN:
        around = _around(nearest, index, alone=False)
        parts = [around] if talk.summary in around else [talk.summary, around]
    if owner.key != talk.key and owner.title not in "\n".join(parts):
        parts.append(owner.title)
    return replace(hit, talk=replace(talk, summary="\n".join(parts)))


def _around(found: Found, index: Index, *, alone: bool = True) -> str:
    """The passage with the heading and bullets it hangs from, its neighbours and what hangs from it.

    `alone`: neighbours of the same talk only.
    """
    passage = found.passage
    near = index.around(found, 2 * NEIGHBOURS)
    below = [o.passage.text for o in near if passage.text in o.passage.lead and o.id > found.id]
    beside = [
        o.passage.text
        for o in near
        if abs(o.id - found.id) <= NEIGHBOURS
        and (o.passage.path, o.passage.lead) == (passage.path, passage.lead)
        and not (alone and o.passage.talk != passage.talk)
    ]
    above = [*passage.path[-1:], *(lead for lead in passage.lead if len(lead) < LIMIT // 3)]
    lines = dict.fromkeys((*above, passage.text, *below) if below else (*above, *beside))
    text = "\n".join(lines)
    return text if len(text) <= LIMIT else "\n".join((*above, passage.text))[:LIMIT]


@lru_cache(maxsize=256)
def _padded(text: str) -> str:
    """The words of a text with a blank around each; of passages, which come again and again."""
    return f" {spaced(text)} "


def _noted(terms: Sequence[Term], library: int, found: Found, near: str = "") -> Noted:
    passage: Passage = found.passage
    text, above = _padded(passage.text), _padded(" ".join((*passage.path, *passage.lead)))
    mass = total = 0.0
    read_as = []
    for term in terms:
        quality, held = _held(term, text)
        if quality <= weights.ABOVE:
            others = ((above, weights.ABOVE), (near, weights.NEARBY))
            quality, held = max((quality, held), *(_held(term, words, share) for words, share in others))
        mass += term.mass
        total += term.mass * quality
        read_as.append(held or term.text)
    score = weights.PASSAGE * total / mass if mass else 0.0
    return Noted(score, library, found, tuple(read_as))


def _held(term: Term, text: str, share: float = 1.0) -> tuple[float, str]:
    """How surely the term stands in a text with blanks around each word, and as which: the first if equal."""
    found = [(q, -at, word) for word, q in term.words.items() if (at := text.find(f" {word} ")) >= 0]
    if term.stem:
        found += _longer(term, term.stem, text)
    best, _, held = max(found, default=(0.0, 0, ""))
    for phrase, quality in term.phrases.items():
        if quality > best and f" {' '.join(phrase)} " in text:
            best, held = quality, " ".join(phrase)
    return best * share, held


def _longer(term: Term, root: str, text: str) -> Iterator[tuple[float, int, str]]:
    """Words that begin with the term's stem and may stand for it, as `_held` compares them."""
    at = text.find(f" {root}")
    while at >= 0:
        end = text.index(" ", at + 1)
        other = text[at + 1 : end]
        if other not in term.words:
            if stem(other) == root:
                yield weights.INFLECTED, -at, other
            elif other.startswith(term.text):
                yield completion(term.text, other), -at, other
        at = text.find(f" {root}", end)
