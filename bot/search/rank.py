"""How well an entry explains a reading: the explained share of the query's IDF mass."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from bot.index import Body, Head
from bot.search import weights
from bot.search.query import Reading, Term
from bot.words import stem


class Score(NamedTuple):
    """A score in 0..1 that means the same for every query and library, and what it rests on."""

    value: float
    share: float
    read_as: tuple[str, ...]
    reading: Reading


def score(reading: Reading, head: Head, body: Body | None = None) -> Score:
    """How well the entry fits; without its `body` the notes explain nothing."""
    title, names = head.title.split(), head.names.split()
    mass = explained = 0.0
    used: set[int] = set()
    order, last, read_as = 0, -2, []
    text: str | None = None
    for term in reading.terms:
        mass += term.mass
        quality, place, word = _explain(term, title, names, head)
        if quality < weights.IN_NOTES and body is not None and not term.filler:
            text = text if text is not None else f" {body.text} "
            other, found = _explain_body(term, text, body.around)
            if other > quality:
                quality, place, word = other, -1, found
        explained += term.mass * quality
        read_as.append(word or term.text)
        if place >= 0:
            width = max(1, len(word.split()))
            used.update(range(place, place + width))
            order += place == last + 1
            last = place + width - 1
    share = explained / mass if mass else 0.0
    coverage = _coverage(title + names, used)
    neighbours = order / (len(reading.terms) - 1) if len(reading.terms) > 1 else 1.0
    value = share * (weights.SHARE + weights.COVERAGE * coverage + weights.ORDER * neighbours)
    return Score(min(1.0, value), share, tuple(read_as), reading)


def _explain(term: Term, title: list[str], names: list[str], head: Head) -> tuple[float, int, str]:
    """The best quality, its place in title + names (-1: none) and the word it rests on."""
    best, place, found = 0.0, -1, ""
    accepted = term.words
    prefix = term.prefix
    for i, word in enumerate(title + names if names else title):
        quality = accepted.get(word, 0.0)
        if prefix and not quality and word.startswith(prefix):
            quality = completion(prefix, word)
        if quality > best:
            best, place, found = quality, i, word
            if best == weights.EXACT:
                return best, place, found
    for phrase, quality in term.phrases.items():
        if quality > best and (i := _find(phrase, title)) >= 0:
            best, place, found = quality, i, " ".join(phrase)
        elif quality > best and (i := _find(phrase, names)) >= 0:
            best, place, found = quality, len(title) + i, " ".join(phrase)
    if term.initials and best < weights.INITIALS and f" {term.initials}" in f" {head.initials}":
        best, place, found = weights.INITIALS, -1, term.text
    return best, place, found


def _explain_body(term: Term, text: str, around: str) -> tuple[float, str]:
    """The best quality among notes and surroundings, and the word it rests on."""
    best, found = 0.0, ""
    for word, quality in _in_notes(term, text):
        if quality * weights.IN_NOTES > best:
            best, found = quality * weights.IN_NOTES, word
    if best < weights.AROUND:
        for word in around.split():
            if term.words.get(word, 0.0) * weights.AROUND > best:
                best, found = term.words[word] * weights.AROUND, word
    return best, found


def _in_notes(term: Term, text: str) -> Iterator[tuple[str, float]]:
    """Words of the notes that may stand for the term, with the quality of each."""
    for word, quality in term.words.items():
        if f" {word} " in text:
            yield word, quality
    for phrase, quality in term.phrases.items():
        if f" {' '.join(phrase)} " in text:
            yield " ".join(phrase), quality
    for word in _beginning(term.stem, text) if term.stem else ():
        if stem(word) == term.stem:
            yield word, weights.INFLECTED
        elif word.startswith(term.text):
            yield word, completion(term.text, word)


def completion(prefix: str, word: str) -> float:
    """How surely `word` was meant by its beginning."""
    return weights.PREFIX + weights.PREFIX_BY_LENGTH * len(prefix) / len(word)


def _beginning(prefix: str, text: str) -> set[str]:
    """The first few different words of `text` that begin so."""
    found: set[str] = set()
    start = text.find(f" {prefix}")
    while start >= 0 and len(found) < 4:
        end = text.index(" ", start + 1)
        found.add(text[start + 1 : end])
        start = text.find(f" {prefix}", end)
    return found


def _find(phrase: tuple[str, ...], words: list[str]) -> int:
    size = len(phrase)
    return next((i for i in range(len(words) - size + 1) if tuple(words[i : i + size]) == phrase), -1)


def _coverage(words: list[str], used: set[int]) -> float:
    """Which part of title and names the query named; small words count little."""
    total = named = 0.0
    for i, word in enumerate(words):
        weight = 0.2 if len(word) < 3 else 1.0
        total += weight
        if i in used:
            named += weight
    return named / total if total else 0.0
