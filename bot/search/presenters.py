"""Who gave the talk that is asked about, and not somebody who stands beside it in the text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from bot.model import Talk
from bot.search.asking import means, sign_stems, signs
from bot.search.candidates import Candidate, match, stems
from bot.search.question import Question
from bot.search.terms_asked import Term
from bot.words import fold, tokens

NAMED = 0.5
"""The part of what names a talk that must stand in its title, or in a sentence, which then is about it."""
TOLD = 0.7
"""How surely a name must be who spoke, in the notes of a talk that nobody is known to have given."""


def asks_who_spoke(question: Question) -> bool:
    """Whether it is asked who gave a talk: "who presented …", "who gave the talk on …"."""
    return question.asked == "person" and question.about_speaking


def of_the_talk(question: Question, shares: Mapping[str, float], c: Candidate, quoted: str) -> str:
    """The quotation without the sentences and bullets that are not about the talk asked about.

    They may name who gave another one: "Lund spoke about ants. There was a talk on moss too."
    """
    core = core_of(question, c)
    if not core:
        return quoted
    heading = c.above
    own = _names(core, shares, c.text | heading)
    apart = [] if own else [c.passage.text]
    leads = next(iter(tokens(c.passage.text)), "") in signs("pronouns") - {"there", "here"}
    if not (leads and own) and not _names(core, shares, stems(c.before)):
        apart.append(c.before)
    if not (_names(core, shares, stems(c.after)) or (own and _goes_on(c.after))):
        apart.append(c.after)
    if not own:
        apart += (piece for piece in c.below if not _names(core, shares, stems(piece)))
    for piece in apart:
        quoted = quoted.replace(piece, " ", 1) if piece else quoted
    return quoted


def is_told(question: Question, shares: Mapping[str, float], c: Candidate, text: str, surely: float) -> bool:
    """Whether a name that stands so `surely` in a text may be who gave the talk.

    In the notes of the talk itself, which nobody is known to have given, a word for speaking must stand
    beside it: they name whoever is told of.
    """
    if not _has_no_speaker(question, shares, c):
        return True
    return surely >= TOLD and not _speaking().isdisjoint(stems(text))


def _has_no_speaker(question: Question, shares: Mapping[str, float], c: Candidate) -> bool:
    """Whether the talk asked about is the candidate's, and nobody is known to have given it."""
    core = core_of(question, c)
    if c.talk is None or c.talk.speakers or not core:
        return False
    return _names(core, shares, _titles(c.talk))


def is_of(question: Question, c: Candidate) -> bool:
    """Whether the candidate is of the talk asked about, which is named by its title."""
    core = core_of(question, c)
    if c.talk is None or c.talk.kind != "talk" or not core:
        return False
    title = _titles(c.talk)
    return all(match(term, title) for term in core)


def _titles(talk: Talk) -> frozenset[str]:
    return stems(" ".join((talk.title, *talk.also_called)))


def comes_to(question: Question, c: Candidate) -> bool:
    """Whether the passage itself comes to the talk asked about as to one more: "a great talk on moss"."""
    core = core_of(question, c)
    told = (m.group(1) for m in _one_more().finditer(fold(c.passage.text)))
    return any(any(match(term, stems(about)) for term in core) for about in told)


@lru_cache(maxsize=1)
def _one_more() -> re.Pattern[str]:
    """An article that comes to something new, a word for a talk close behind, and what it was about."""
    sessions = "|".join(sorted(signs("sessions")))
    return re.compile(
        rf"\b(?:an?|another|one|(?:noch )?eine?n?|une?|una|uno|uma?|otra|outra|un'altra|een|ett?|en)"
        rf" (?:[\w-]+ ){{0,4}}?(?:{sessions})(?: [\w-]+)? (?:on|about|uber|zum?|zur|sur|sobre|su|over|om)\b"
        rf" ((?:[\w-]+ ?){{1,6}})"
    )


def core_of(question: Question, c: Candidate) -> list[Term]:
    """What names the talk: the words that say something, without those that the recap goes by."""
    return [t for t in question.content if not match(t, c.recap_words)]


def _names(core: list[Term], shares: Mapping[str, float], words: frozenset[str]) -> bool:
    total = sum(shares[t.stem] for t in core)
    return sum(shares[t.stem] * match(t, words) for t in core) >= NAMED * total > 0


def _goes_on(sentence: str) -> bool:
    """Whether a sentence tells who gave what the one before it is about: "It was given by Lund."."""
    return not _speaking().isdisjoint(stems(sentence))


@lru_cache(maxsize=1)
def _speaking() -> frozenset[str]:
    return (means("gave") | means("speaker")) - sign_stems("sessions")
