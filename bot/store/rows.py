"""A recap → the rows it is searched by: pure, and made where the recap was read.

Folding the words of a recap takes longer than writing them. So whoever reads many recaps in
processes lets these do it too, and what they send is strings, which travel at a fraction of
the cost of the values of `bot.model`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain

from bot.model import Recap, Talk
from bot.store import codec
from bot.words import has_hump, initials, short_forms, spaced, titled, tokens

_ADDRESS_WORD = re.compile(r"[^\W\d_]{3,24}")


EntryRow = tuple[str, bool, str, str, str, str, str, str]
"""A talk or topic: its key, whether it is a talk, itself, the words of its titles, of its names, its
initials, the words of its notes and of its section. (Plain tuples travel at half the cost of named ones.)"""

PlaceRow = tuple[int | None, str, str]
"""Where passages stand: the number of their entry, their headings, lead and talk, and the words of these."""

PassageRow = tuple[int, int, bool, str, str, str]
"""A passage: the number of its place, its line, whether it is an item, its links, its text, its words."""


@dataclass(frozen=True, slots=True)
class Rows:
    """All that is searched of one recap; `frame` is the recap without its talks, topics and passages.

    The numbers tell in how many titles, in how many notes a word stands, and which short forms the
    recap teaches (each once).
    """

    frame: Recap
    talks: int
    entries: tuple[EntryRow, ...]
    places: tuple[PlaceRow, ...]
    passages: tuple[PassageRow, ...]
    head_words: dict[str, int]
    text_words: dict[str, int]
    short_forms: frozenset[tuple[str, str]]


def rows_of(recap: Recap | Rows) -> Rows:
    """What is written of `recap` into the derived tables; rows stay as they are."""
    if isinstance(recap, Rows):
        return recap
    talks = (*recap.talks, *recap.topics)
    words = [tokens(passage.text) for passage in recap.passages]
    texts = [" ".join(some) for some in words]
    links = [tokens(links_of(talk)) for talk in talks]
    entries = _entries(recap, talks, texts, links)
    places, passages = _passages(recap, talks, texts)
    return Rows(
        replace(recap, talks=(), topics=(), passages=()),
        len(recap.talks),
        entries,
        places,
        passages,
        count(chain(title.split(), names.split()) for _, _, _, title, names, *_ in entries),
        count(chain(words, links)),
        forms_of(passage.text for passage in recap.passages),
    )


def count(texts: Iterable[Iterable[str]]) -> dict[str, int]:
    """In how many of `texts`, each given by its words, each word stands."""
    found = Counter(chain.from_iterable(map(set, texts)))
    return {word: number for word, number in found.items() if len(word) <= 40 and word != "|"}


def forms_of(texts: Iterable[str]) -> frozenset[tuple[str, str]]:
    """What is learned of short forms from passages: each with the words it stands for."""
    return frozenset(pair for text in texts for pair in short_forms(text).items())


def around(recap: Recap) -> str:
    """The words of the recap's title, event and tags, which stand around each of its entries."""
    event = recap.event
    parts = (recap.title, event.name, event.series, event.year, event.edition, event.place, *recap.tags)
    return " ".join(dict.fromkeys(spaced(" ".join(str(part) for part in parts if part)).split()))


def links_of(talk: Talk) -> str:
    """A talk's links as text: their texts, then the words of their addresses."""
    texts = [link.text for link in talk.links if "//" not in link.text]
    return " ".join((*texts, *(word for link in talk.links for word in address_words(link.url))))


def address_words(url: str) -> list[str]:
    """The words of a link's address, its scheme and query left out."""
    path = url.partition("//")[2].partition("?")[0].partition("#")[0]
    return [word for word in _ADDRESS_WORD.findall(path) if word not in ("www", "com")]


def _entries(
    recap: Recap, talks: tuple[Talk, ...], texts: list[str], links: list[list[str]]
) -> tuple[EntryRow, ...]:
    """The rows of the talks and topics, each with the notes that hang from it."""
    notes = {talk.key: [" ".join(words)] for talk, words in zip(talks, links, strict=True)}
    for passage, text in zip(recap.passages, texts, strict=True):
        if passage.talk in notes:
            notes[passage.talk].append(text)
    for talk in talks:
        if len(notes[talk.key]) == 1:
            notes[talk.key].append(spaced(talk.text or talk.summary))
    return tuple(_entry(talk, " ".join(notes[talk.key])) for talk in talks)


def _entry(talk: Talk, notes: str) -> EntryRow:
    titles = (talk.title, *talk.also_called)
    shapes = [tokens(title, camel=False) for title in titles]
    title = " ".join(chain.from_iterable(shapes))
    if any(map(has_hump, titles)):
        title = titled(" ; ".join(titles))
        shapes += [
            words
            for shown, plain in zip(titles, shapes, strict=True)
            if len(words := tokens(shown)) != len(plain)
        ]
    letters = dict.fromkeys(chain.from_iterable(map(initials, shapes)))
    return (
        talk.key,
        talk.kind == "talk",
        codec.dump_talk(talk),
        title,
        " | ".join(map(spaced, talk.speakers)),
        " ".join(letters),
        notes,
        spaced(talk.section or ""),
    )


def _passages(
    recap: Recap, talks: tuple[Talk, ...], texts: list[str]
) -> tuple[tuple[PlaceRow, ...], tuple[PassageRow, ...]]:
    """The rows of the passages, and those of the places where they stand, which many share."""
    numbers = {talk.key: number for number, talk in enumerate(talks)}
    places: dict[tuple[object, ...], int] = {}
    rows: list[PlaceRow] = []
    passages: list[PassageRow] = []
    folded = Folded()
    for passage, text in zip(recap.passages, texts, strict=True):
        where = (passage.path, passage.lead, passage.talk)
        place = places.get(where)
        if place is None:
            place = places[where] = len(rows)
            entry = numbers.get(passage.talk or "")
            owner = None if entry is None else talks[entry]
            names = (owner.title, *owner.also_called, *owner.speakers) if owner else ()
            above = " ".join([folded[part] for part in (*passage.path, *passage.lead, *names)])
            rows.append((entry, codec.dump_where(passage), above))
        links = codec.dump_links(passage.links) if passage.links else ""
        passages.append((place, passage.line, passage.item, links, passage.text, text))
    return tuple(rows), tuple(passages)


class Folded(dict[str, str]):
    """`spaced` of texts that come again and again, such as the headings above many passages."""

    def __missing__(self, text: str) -> str:
        folded = self[text] = spaced(text)
        return folded
