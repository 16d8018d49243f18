"""A passage that may answer, with the words around and above it, and what it means to hold a term."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

from bot.model import Passage, RecapRef, Talk
from bot.search import weights
from bot.search.days import days_in
from bot.search.terms_asked import Term
from bot.words import is_paired, stem, tokens


@dataclass(frozen=True)
class Candidate:
    """A passage with all that gives it its sense: the words around and above it.

    `before` and `after` are its neighbours under the same heading, `below` the bullets that
    hang from it, `beside` the bullets of its list, itself included, in order, `section` what stands
    shortly before and behind it under the same heading or of the same talk; `first` says that it
    is the first under its heading. `recap_words` are the stems the recap as a whole goes by.
    `made` says that the text was composed from a talk's or recap's own fields, where no sentence
    says the same. `language` is what its recap is written in, as far as that can be told.
    """

    recap: RecapRef
    passage: Passage
    talk: Talk | None = None
    recap_words: frozenset[str] = frozenset()
    before: str = ""
    after: str = ""
    below: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    section: tuple[str, ...] = ()
    first: bool = False
    made: bool = False
    language: str = ""

    @cached_property
    def words(self) -> list[str]:
        """The stems of the text, in order."""
        return [stem(t) for t in tokens(self.passage.text)]

    @cached_property
    def text(self) -> frozenset[str]:
        """Stems of the text."""
        return stems(self.passage.text)

    @cached_property
    def near(self) -> frozenset[str]:
        """Stems of the sentences next to it."""
        return frozenset().union(*map(stems, (self.before, self.after, *self.below)))

    @cached_property
    def around(self) -> frozenset[str]:
        """Stems of what stands shortly before and behind it in its section."""
        return frozenset().union(*map(stems, self.section))

    @cached_property
    def above(self) -> frozenset[str]:
        """Stems of the bullets and headings above it, its talk's title and speakers, its links' addresses."""
        talk = self.talk
        named = (talk.title, *talk.also_called, *talk.speakers) if talk else ()
        addresses = (link.url.partition("//")[2] for link in self.passage.links)
        return stems(" ".join((*self.passage.lead, *self.passage.path, *named, *addresses)))


def words_of_recap(ref: RecapRef) -> frozenset[str]:
    """Stems of a recap's title, event, place and year."""
    event = ref.event
    said = (ref.title, event.name, event.series, event.place, event.year, event.edition, ref.file)
    return stems(" ".join(str(x) for x in said if x))


def days_of_recap(ref: RecapRef) -> frozenset[int]:
    """The day of its event that a recap is of, as far as that is known, or the days its title names."""
    return frozenset((ref.event.day,)) if ref.event.day else days_in(ref.title)


@lru_cache(maxsize=256)
def stems(text: str) -> frozenset[str]:
    """The stems of a text; those of all passages of a question are kept.

    Each is asked about as itself, and as what stands around others.
    """
    return frozenset(map(stem, tokens(text)))


def match(term: Term, stems: frozenset[str]) -> float:
    """How surely a set of stems holds a term: itself, a word that means the same, or a longer form."""
    if term.stem in stems:
        return 1.0
    if len(term.stem) == 1 and is_paired(term.stem):  # a verb or adjective of Japanese
        return weights.INFLECTED if any(other.startswith(term.stem) for other in stems) else 0.0
    if not term.forms.isdisjoint(stems) or (term.between and term.between <= stems):
        return 0.8
    head = term.stem[:HEAD]
    if len(term.stem) > HEAD and head in _heads(stems):
        for other in stems:
            if other.startswith(head) and _alike(term.stem, other, named=term.named):
                return 0.7
    return 0.0


HEAD = 4
"""Letters that words must have in common to be looked at as forms of one."""


@lru_cache(maxsize=32)
def _heads(stems: frozenset[str]) -> frozenset[str]:
    """What the stems begin with; kept for a moment, since all terms of a question ask the same sets."""
    return frozenset(word[:HEAD] for word in stems)


def _alike(a: str, b: str, *, named: bool) -> bool:
    if a[:-1] == b[:-1] and not named:
        return True
    if named and len(a) - len(b) > 1:
        return False  # "JavaFX" is more than "Java"
    short, long = sorted((a, b), key=len)
    return len(long) - len(short) <= 4 and long.startswith(short[: max(5, len(short) - 1)])
