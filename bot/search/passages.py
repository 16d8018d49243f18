"""How well a passage answers a question: `weigh` measures one candidate by a few plain signs.

Nothing here decides; `weights.py` holds what each sign counts for, `questions.py` decides.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from bot.model import Passage, RecapRef, Talk
from bot.search.kinds import kind_in, near_focus
from bot.search.question import Question, Term, signs, stop_words
from bot.words import fold, stem, tokens

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DEFINES = re.compile(
    r"^\W*(?:(?:the|a|an|der|die|das|le|la|el)\s+)?(.{2,80}?)\s*(?:\bis\b|\bare\b|\bist\b|\bsind\b|\best\b|\bsont\b|\bes\b|"
    r"\bson\b|[:=–—-]\s|,? which\b|,? (?:a|an|the|ein|eine|un|une|una)\b|\(|是)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Candidate:
    """A passage with all that gives it its sense: the words around and above it.

    `before` and `after` are its neighbours under the same heading, `below` the bullets that
    hang from it, `recap_words` are the stems the recap as a whole goes by. `made` says that the
    text was composed from a talk's or recap's own fields, where no sentence says the same.
    """

    recap: RecapRef
    passage: Passage
    talk: Talk | None = None
    recap_words: frozenset[str] = frozenset()
    before: str = ""
    after: str = ""
    below: tuple[str, ...] = ()
    made: bool = False

    @cached_property
    def words(self) -> list[str]:
        """The stems of the text, in order."""
        return [stem(t) for t in tokens(self.passage.text)]

    @cached_property
    def text(self) -> frozenset[str]:
        """Stems of the text."""
        return frozenset(self.words)

    @cached_property
    def near(self) -> frozenset[str]:
        """Stems of the sentences next to it."""
        return stems(" ".join((self.before, self.after, *self.below)))

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


@lru_cache(maxsize=4096)
def stems(text: str) -> frozenset[str]:
    """The stems of a text."""
    return frozenset(map(stem, tokens(text)))


def quote(question: Question, shares: Mapping[str, float], c: Candidate) -> str:
    """The passage with as much around it as makes it understood alone, at most 400 characters.

    A bullet, heading or neighbouring sentence is put to it where it holds words of the question
    that the passage lacks, or the kind of thing asked for, or what a pronoun stands for.
    """
    quoted = _Quote(question, shares, c)
    quoted.add_below()
    lead = c.passage.lead[-1:]
    for piece in (*lead, *reversed(c.passage.path[-3:])):
        quoted.add_above(piece, always=piece in lead)
    if c.talk:
        quoted.add_above(c.talk.title, always=question.about_talks)
    if question.asked == "person" and c.talk:
        quoted.add_above(", ".join(c.talk.speakers), always=question.about_speaking)
    quoted.add_before(c.before)
    if not c.below:
        quoted.add_after(c.after)
    return quoted.text


class _Quote:
    """A quotation growing around one passage."""

    def __init__(self, question: Question, shares: Mapping[str, float], c: Candidate) -> None:
        self._question, self._shares, self._c = question, shares, c
        self._have = set(c.text)
        self._fore, self._body = "", c.passage.text
        first = next(iter(tokens(self._body)), "")
        self._leans = first in signs("pronouns")

    @property
    def text(self) -> str:
        return shorten(self._fore + self._body, LIMIT)

    def add_below(self) -> None:
        """The bullets that hang from it, as far as they fit."""
        added: list[str] = []
        size = len(self._body)
        for piece in self._c.below:
            size += len(piece) + 2
            if size > LIMIT:
                break
            added.append(piece)
            self._have.update(stems(piece))
        if added:
            self._body = f"{self._body.rstrip(' :')}: {'; '.join(added)}"

    def add_above(self, piece: str, *, always: bool = False) -> None:
        """A heading or the bullet it hangs from, in front."""
        if self._fits(piece, 2) and (always or self._gains(piece, 0.08) or self._supplies(piece)):
            self._fore = f"{piece.rstrip(' :')}: {self._fore}"
            self._have.update(stems(piece))

    def add_before(self, piece: str) -> None:
        """The sentence before it."""
        wanted = self._leans or self._gains(piece, 0.15) or self._supplies(piece)
        if piece.endswith(_SENTENCE_ENDS) and self._fits(piece, 1) and wanted:
            self._body = f"{piece} {self._body}"
            self._have.update(stems(piece))

    def add_after(self, piece: str) -> None:
        """The sentence behind it."""
        open_end = self._body.endswith((":", "?", "：", "？"))
        whole = self._body.endswith(_SENTENCE_ENDS)
        if whole and self._fits(piece, 1) and (open_end or self._gains(piece, 0.15) or self._supplies(piece)):
            self._body = f"{self._body} {piece}"
            self._have.update(stems(piece))

    def _fits(self, piece: str, more: int) -> bool:
        room = len(self._fore) + len(self._body) + len(piece) + more <= LIMIT
        return bool(piece) and room and fold(piece) not in fold(f"{self._fore} {self._body}")

    def _gains(self, piece: str, least: float) -> bool:
        """Whether it holds words of the question that the quotation lacks."""
        have, words = frozenset(self._have), stems(piece)
        if not words.isdisjoint(self._question.focus) and have.isdisjoint(self._question.focus):
            return True
        terms = self._question.terms
        return sum(self._shares[t.stem] for t in terms if match(t, words) and not match(t, have)) >= least

    def _supplies(self, piece: str) -> bool:
        """Whether it holds the kind of thing asked for, which the quotation lacks."""
        if not asks_kind(self._question):
            return False
        return _kind(self._question, piece, self._c) >= max(
            0.5, _kind(self._question, self.text, self._c) + 0.15
        )


_SENTENCE_ENDS = tuple(".!?…:。！？：”\"')")


def _kind(question: Question, text: str, c: Candidate) -> float:
    return kind_in(question, text, c.talk, c.passage.links, c.recap.event.place)


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters, cut at a word."""
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0] + "…"


LIMIT = 400
"""Characters of an answer: the contract of `ask --json`."""

FEATURES = (
    "text",
    "quote",
    "above",
    "near",
    "recap",
    "named_missing",
    "missing",
    "kind",
    "kind_quote",
    "kind_near",
    "focus",
    "new",
    "dense",
    "defines",
    "long",
    "made",
    "field",
    "links",
    "has_kind",
    "lacks_kind",
    "title_only",
    "core",
    "other_year",
    "core_text",
)


def asks_kind(question: Question) -> bool:
    """Whether the kind of thing asked for can be told by its looks."""
    return question.asked in ("person", "time", "number", "version", "place", "company", "link", "expansion")


def weigh(question: Question, shares: Mapping[str, float], c: Candidate, quoted: str) -> dict[str, float]:
    """The signs of one candidate, each about 0..1; `shares` is each term's part of the question."""
    f = dict.fromkeys(FEATURES, 0.0)
    whole = stems(quoted)
    for term in question.terms:
        share = shares[term.stem]
        best, where = 0.0, "missing"
        for name, words, strength in (
            ("text", c.text, 1.0),
            ("quote", whole, 0.9),
            ("above", c.above, 0.8),
            ("recap", c.recap_words, 0.7),
            ("near", c.near, 0.5),
        ):
            if strength > best and (got := match(term, words) * strength) > best:
                best, where = got, name
        if where != "missing":
            f[where] += best * share
        f["missing"] += (1 - best) * share
        if term.named and best < 0.4:
            f["named_missing"] += share
    f["kind"] = _kind(question, c.passage.text, c)
    f["kind_quote"] = 0.0 if not asks_kind(question) else max(0.0, _kind(question, quoted, c) - f["kind"])
    f["kind_near"] = near_focus(question, quoted)
    f["focus"] = _focus(question, c, whole)
    new = {w for w in c.words if w not in question.stems and w not in stop_words()}
    f["new"] = min(1.0, len(new) / 4)
    f["dense"] = _density(question, c)
    f["defines"] = float(question.asked in ("definition", "expansion", "thing") and defines(question, c))
    f["title_only"] = float(_title_only(question, c))
    f["has_kind"] = 0.0 if f["title_only"] else min(1.0, f["kind"] + f["kind_quote"])
    f["lacks_kind"] = 1.0 - f["has_kind"] if asks_kind(question) else 0.0
    f["core"], f["core_text"] = _core(question, shares, c, whole)
    f["field"] = float(c.made and f["kind"] >= 0.9 and f["core"] >= 0.8)
    f["long"] = min(1.0, len(c.passage.text) / 400)
    f["other_year"] = float(_other_year(question, c))
    f["made"] = float(c.made)
    f["links"] = float(bool(c.passage.links))
    return f


def sketch(shares: Mapping[str, float], question: Question, c: Candidate) -> float:
    """A quick guess at how well a candidate covers the question, to leave out the hopeless."""
    total = 0.0
    for term in question.terms:
        forms = term.forms
        if not forms.isdisjoint(c.text):
            total += shares[term.stem]
        elif not forms.isdisjoint(c.above):
            total += 0.85 * shares[term.stem]
        elif not forms.isdisjoint(c.near):
            total += 0.5 * shares[term.stem]
        elif not forms.isdisjoint(c.recap_words):
            total += 0.6 * shares[term.stem]
    return total


def match(term: Term, stems: frozenset[str]) -> float:
    """How surely a set of stems holds a term: itself, a word that means the same, or a longer form."""
    if term.stem in stems:
        return 1.0
    if not term.forms.isdisjoint(stems):
        return 0.8
    if len(term.stem) >= 5:
        head = term.stem[:4]
        for other in stems:
            if other.startswith(head) and _alike(term.stem, other):
                return 0.7
    return 0.0


def _alike(a: str, b: str) -> bool:
    if a[:-1] == b[:-1]:
        return True
    short, long = sorted((a, b), key=len)
    return len(long) - len(short) <= 4 and long.startswith(short[: max(5, len(short) - 1)])


def _focus(question: Question, c: Candidate, whole: frozenset[str]) -> float:
    if not question.focus:
        return 0.5
    terms = [
        Term(t.stem, t.stem, frozenset((t.stem,)) if t.weak else t.forms)
        for t in question.terms
        if t.stem in question.focus
    ]
    terms = terms or [Term(f, f, frozenset((f,))) for f in question.focus]
    return max(
        max(match(t, c.text), 0.9 * match(t, whole), 0.6 * match(t, c.above), 0.5 * match(t, c.near))
        for t in terms
    )


def _title_only(question: Question, c: Candidate) -> bool:
    """Whether the passage is no more than the talk's own title, where more is asked for."""
    if c.talk is None or question.about_talks or question.asked not in _MORE_THAN_TITLE:
        return False
    title = stems(" ".join((c.talk.title, *c.talk.also_called, *c.talk.speakers)))
    return len(c.text - title) <= 0.2 * len(c.text) and not c.below


_MORE_THAN_TITLE = ("thing", "definition", "manner", "reason", "polar", "number", "expansion")


def _core(
    question: Question, shares: Mapping[str, float], c: Candidate, whole: frozenset[str]
) -> tuple[float, float]:
    """How much is covered of what is asked besides the event: with the headings, and by the text alone."""
    core = [t for t in question.terms if not t.weak and not match(t, c.recap_words)]
    mass = sum(shares[t.stem] for t in core)
    if mass < 0.05:
        return (1.0, 1.0) if any(not t.weak for t in question.terms) else (0.0, 0.0)
    near = whole | c.above
    return (
        sum(shares[t.stem] * match(t, near) for t in core) / mass,
        sum(shares[t.stem] * match(t, c.text) for t in core) / mass,
    )


def _other_year(question: Question, c: Candidate) -> bool:
    """Whether a year is asked about and the text speaks of another."""
    asked = set(_YEAR.findall(question.text))
    said = set(_YEAR.findall(c.passage.text))
    return bool(asked and said and not asked & said)


def _density(question: Question, c: Candidate) -> float:
    places = [i for i, w in enumerate(c.words) if w in question.stems]
    if len(places) < 2:
        return 0.0
    return min(1.0, len({c.words[i] for i in places}) / (places[-1] - places[0] + 1) * 2)


def defines(question: Question, c: Candidate) -> bool:
    """Whether the text, or the bullet it hangs from, begins with what is asked about and says what it is."""
    wanted = {f for t in question.terms if not t.weak for f in t.forms}
    if not wanted:
        return False
    found = _DEFINES.match(c.passage.text)
    if found and _covers(question, stems(found.group(1))):
        return True
    return (
        bool(c.passage.lead)
        and _covers(question, stems(c.passage.lead[-1]))
        and len(tokens(c.passage.lead[-1])) <= 6
    )


def _covers(question: Question, stems: frozenset[str]) -> bool:
    strong = [t for t in question.terms if not t.weak]
    return bool(strong) and all(match(t, stems) for t in strong)
