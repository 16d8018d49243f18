"""How well an entry explains a reading: the explained share of the query's IDF mass."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from bot.index import Body, Head
from bot.search import weights
from bot.search.query import Reading
from bot.search.terms import Term
from bot.words import stem


class Score(NamedTuple):
    """A score in 0..1 that means the same for every query and library, and what it rests on.

    `qualities` and `read_as` say for each term of `reading` how well it was explained, and by which word.
    """

    value: float
    share: float
    qualities: tuple[float, ...]
    read_as: tuple[str, ...]
    reading: Reading


class Explained(NamedTuple):
    """How well a term was explained, by which word, and where it begins (-1: not in the head)."""

    quality: float = 0.0
    word: str = ""
    place: int = -1


def score(reading: Reading, head: Head, body: Body | None = None) -> Score:
    """How well the entry fits; without its `body` the notes explain nothing."""
    whole, _, parts = head.title.partition(" | ")
    words = Words(whole.split(), head.names.split(), parts.split(), head.initials)
    text, around = (f" {body.text} ", f" {body.around} ") if body else ("", "")
    mass = total = 0.0
    found: list[Explained] = []
    taken: set[int] = set()
    for term in reading.terms:
        best = _explain(term, words)
        if body is not None and best.quality < weights.IN_NOTES and not term.filler:
            best = max(best, _explain_body(term, text, around))
        if best.place in taken:
            best = _elsewhere(best, words, taken)
        found.append(best)
        if best.place >= 0:
            taken.add(best.place)
        mass += term.mass
        total += term.mass * best.quality
    share = total / mass if mass else 0.0
    if _names_somebody(reading, words, found):
        share, coverage = min(1.0, share / weights.IN_NAMES), 1.0
    else:
        coverage = _coverage(words, found)
    bonus = weights.COVERAGE * coverage + weights.ORDER * _order(found)
    return Score(
        share * (weights.SHARE + bonus) * (weights.TOPIC if head.is_topic else 1.0),
        share,
        tuple([explained.quality for explained in found]),
        tuple([explained.word or term.text for explained, term in zip(found, reading.terms, strict=True)]),
        reading,
    )


class Words(NamedTuple):
    """The words of one head."""

    title: list[str]
    names: list[str]
    parts: list[str]
    initials: str


def _explain(term: Term, words: Words) -> Explained:
    best = _among(term, words.title, 0)
    if best.quality < weights.IN_NAMES and words.names:
        quality, word, place = _among(term, words.names, len(words.title))
        best = max(best, Explained(quality * weights.IN_NAMES, word, place))
    if best.quality < weights.IN_PARTS and words.parts:
        quality, word, _ = _among(term, words.parts, 0)
        best = max(best, Explained(quality * weights.IN_PARTS, word))
    if term.initials and (quality := _as_initials(term.initials, words.initials)) > best.quality:
        return Explained(quality, term.text)
    return best


def _as_initials(letters: str, initials: str) -> float:
    """How surely the letters are those of the title's words: all of them, or some neighbours."""
    known = initials.split()
    if letters in known[:1]:
        return weights.ALL_INITIALS
    return weights.INITIALS if any(other.startswith(letters) for other in known) else 0.0


def _elsewhere(best: Explained, words: Words, taken: set[int]) -> Explained:
    """The same word at a place of its own, or worth less where there is none."""
    free = (i for i, w in enumerate(words.title + words.names) if w == best.word and i not in taken)
    place = next(free, None)
    if place is None:
        return best._replace(quality=best.quality * weights.AGAIN)
    return best._replace(place=place)


def _among(term: Term, words: list[str], offset: int) -> Explained:
    best, found, place = 0.0, "", -1
    accepted, prefix = term.words, term.prefix
    if prefix or not accepted.keys().isdisjoint(words):
        for i, word in enumerate(words):
            quality = accepted.get(word, 0.0)
            if prefix and quality < weights.EXACT and word.startswith(prefix):
                quality = max(quality, completion(prefix, word))
            if quality > best:
                best, found, place = quality, word, i
    for phrase, quality in term.phrases.items():
        if quality > best and (i := _find(phrase, words)) >= 0:
            best, found, place = quality, " ".join(phrase), i
    return Explained(best, found, offset + place if found else -1)


def _explain_body(term: Term, text: str, around: str) -> Explained:
    best = max(_in_notes(term, text), default=(0.0, ""))
    if best[0] < weights.AROUND:
        named = [(q * weights.AROUND, word) for word, q in term.words.items() if f" {word} " in around]
        best = max([best, *named])
    return Explained(*best)


def _in_notes(term: Term, text: str) -> list[tuple[float, str]]:
    """Words of the notes that may stand for the term, behind how surely each does."""
    found = [(q * weights.IN_NOTES, word) for word, q in term.words.items() if f" {word} " in text]
    for phrase, quality in term.phrases.items():
        words = " ".join(phrase)
        if f" {words} " in text:
            found.append((quality * weights.IN_NOTES, words))
    for word in _beginning(term.stem, text) if term.stem else ():
        if stem(word) == term.stem:
            found.append((weights.INFLECTED * weights.IN_NOTES, word))
        elif word.startswith(term.text):
            found.append((completion(term.text, word) * weights.IN_NOTES, word))
    return found


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


def _names_somebody(reading: Reading, words: Words, found: list[Explained]) -> bool:
    """Whether the query is a speaker's whole name and nothing else."""
    start = len(words.title)
    places = set()
    for explained, term in zip(found, reading.terms, strict=True):
        if not term.filler:
            if explained.place < start:
                return False
            places.add(explained.place - start)
    speakers, i = [], 0
    for name in " ".join(words.names).split(" | "):
        size = len(name.split())
        speakers.append(set(range(i, i + size)))
        i += size + 1
    return any(speaker and speaker <= places for speaker in speakers)


def _coverage(words: Words, found: list[Explained]) -> float:
    """Which part of the title (or, where it is a name that was asked for, of the names) was named."""
    used: set[int] = set()
    for _, word, place in found:
        if place >= 0:
            used.update(range(place, place + word.count(" ") + 1))
    title = _part(words.title, used, 0)
    if not words.names or max(used, default=-1) < len(words.title):
        return title
    size, named = len(words.title) + len(words.names), len(words.title)
    names = _part(words.names, used, named)
    return (title * named + names * len(words.names)) / size if size else 0.0


def _part(words: list[str], used: set[int], offset: int) -> float:
    """Which part of these words was used; small words count little."""
    named = total = 0.0
    for i, word in enumerate(words, offset):
        size = 0.2 if len(word) < 3 else 1.0
        total += size
        if i in used:
            named += size
    return named / total if total else 0.0


def _order(found: list[Explained]) -> float:
    """Which part of the neighbours in the query are neighbours in the head."""
    if len(found) < 2:
        return 1.0
    follows = [b.place == a.place + a.word.count(" ") + 1 for a, b in pairwise(found) if a.place >= 0]
    return sum(follows) / (len(found) - 1)
