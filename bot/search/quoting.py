"""The words to quote: a passage with as much around it as makes it understood alone."""

from __future__ import annotations

from collections.abc import Mapping

from bot.search.asking import signs
from bot.search.candidates import Candidate, match, stems
from bot.search.kinds import asks_kind, kind_in
from bot.search.question import Question
from bot.words import fold, tokens

LIMIT = 400
"""Characters of an answer: the contract of `ask --json`."""
SHOWN = 0.9
"""How surely the kind of thing asked for must stand in a sentence that is quoted without the next one."""
LISTED = 320
"""Characters of a list that is quoted as a whole."""
_SENTENCE_ENDS = tuple(".!?…:。！？：”\"')")


def quote(question: Question, shares: Mapping[str, float], c: Candidate) -> str:
    """The passage with as much around it as makes it understood alone, at most 400 characters.

    A bullet, heading or neighbouring sentence is put to it where it holds words of the question
    that the passage lacks, or the kind of thing asked for, or what a pronoun stands for.
    """
    quoted = _Quote(question, shares, c)
    quoted.add_below()
    quoted.add_beside()
    lead = c.passage.lead[-1:]
    for piece in (*lead, *reversed(c.passage.path[-3:])):
        quoted.add_above(piece, always=piece in lead)
    if c.talk:
        quoted.add_above(c.talk.title, always=question.about_talks)
    if question.asked == "person" and c.talk:
        quoted.add_above(", ".join(c.talk.speakers), always=question.about_speaking)
    quoted.add_before(c.before)
    if not c.below:
        quoted.add_after(c.after, goes_on=c.passage.item)
    return quoted.text


class _Quote:
    """A quotation growing around one passage."""

    def __init__(self, question: Question, shares: Mapping[str, float], c: Candidate) -> None:
        self._question, self._shares, self._c = question, shares, c
        self._have = set(c.text)
        self._measured: tuple[str, float] = ("", 0.0)
        self._fore, self._body = "", c.passage.text
        first, *others = (*tokens(self._body)[:2], "")
        self._leans = first in signs("pronouns") or not signs("referring").isdisjoint((first, *others))

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

    def add_beside(self) -> None:
        """The other bullets of its list, where only what stands above them was asked about."""
        strong = [t for t in self._question.terms if not t.weak]
        if len(self._c.beside) < 2 or self._c.below or asks_kind(self._question):
            return
        heading = stems(" ".join((*self._c.passage.lead[-1:], *self._c.passage.path[-1:])))
        own = any(match(t, self._c.text) for t in self._question.terms)
        if own or not any(match(t, heading) for t in strong):
            return
        listed = "; ".join(piece.rstrip(" ;") for piece in self._c.beside)
        if len(listed) <= LISTED:
            self._body = listed
            self._have.update(stems(listed))

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

    def add_after(self, piece: str, *, goes_on: bool) -> None:
        """The sentence behind it, or the bullet that goes on with its thought."""
        if goes_on:
            if self._fits(piece, 1):
                self._body = f"{self._body} {piece}"
                self._have.update(stems(piece))
            return
        open_end = self._body.endswith((":", "?", "：", "？"))
        whole = self._body.endswith(_SENTENCE_ENDS)
        wanted = open_end or not self._shows() or self._gains(piece, 0.15) or self._supplies(piece)
        if whole and self._fits(piece, 1) and wanted:
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

    def _shows(self) -> bool:
        """Whether it can be told by its looks that the quotation holds what is asked for."""
        return asks_kind(self._question) and self._kind() >= SHOWN

    def _supplies(self, piece: str) -> bool:
        """Whether it holds the kind of thing asked for, which the quotation lacks."""
        if not asks_kind(self._question):
            return False
        own = self._kind()
        return own <= 0.85 and kind_of(self._question, piece, self._c) >= max(0.5, own + 0.15)

    def _kind(self) -> float:
        """How surely the kind of thing asked for stands in the quotation so far."""
        text = self.text
        if self._measured[0] != text:
            self._measured = text, kind_of(self._question, text, self._c)
        return self._measured[1]


def kind_of(question: Question, text: str, c: Candidate) -> float:
    """How surely the kind of thing asked for stands in a text of the candidate."""
    return kind_in(question, text, c.talk, c.passage.links, c.recap.event.place)


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters, cut at a word."""
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0] + "…"
