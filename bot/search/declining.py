"""Why the passage that fits best is no answer after all: it is about somebody or something else."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from bot.index import Index
from bot.search import weights
from bot.search.asking import asking, means, sign_stems, signs
from bot.search.candidates import Candidate, days_of_recap, match, stems
from bot.search.days import days_in
from bot.search.looks import NAMES, UPPER, is_person
from bot.search.passages import days_of
from bot.search.presenters import TOLD, asks_who_spoke, comes_to, core_of, is_of
from bot.search.question import Question
from bot.search.ranked import Ranked, told
from bot.search.reasons import reason
from bot.words import is_paired, stem, tokens

NAMED_THERE = 0.5
"""How surely somebody must stand in a passage itself to be who gave the talk that it comes to."""


def of_another(question: Question, ranked: Sequence[Ranked]) -> bool:
    """Whether the best passage is about somebody else, or about something else that was done.

    "Who reviewed the talk on caching?" is not answered by who gave it.
    """
    if question.asked != "person" or not ranked or not question.terms:
        return False
    best, deed = ranked[0], question.deed
    undone = deed is not None and not match(deed, stems(best.quoted))
    return best.signs["core"] < weights.HALF_NAMED or (undone and best.signs["beside_missing"] > 0)


def answers_another(question: Question, ranked: Sequence[Ranked], indexes: Sequence[Index]) -> bool:
    """Whether the best passage answers another question: of another event, day, talk or deed."""
    return bool(ranked) and (
        _names_nothing(question, ranked[0])
        or _of_other_event(question, ranked, indexes)
        or _of_other_gathering(question, ranked, indexes)
        or (question.asked == "reason" and not reason(ranked[0].quoted))
        or _of_no_such_day(question, ranked[0].candidate)
        or _only_spoke(question, ranked[0])
        or _gave_another(question, ranked)
        or _of_a_talk_met(question, ranked[0])
        or _named_in_passing(question, ranked)
    )


def _names_nothing(question: Question, best: Ranked) -> bool:
    """Whether hardly anything of what is asked besides the event stands there.

    Of a talk whose speaker is asked for, more must: "the talk on moss roofs" is not one about roofs.
    """
    least = weights.TALK_NAMED if asks_who_spoke(question) else weights.UNNAMED
    return best.signs["core"] < least


def _of_a_talk_met(question: Question, best: Ranked) -> bool:
    """Whether a passage comes to a talk ("then there was a talk on moss") and names nobody who gave it.

    Who gave the talk or wrote the section that it is told in did not give that one, unless the section
    begins so: "Ada Byron: a talk on moss".
    """
    if not asks_who_spoke(question) or best.candidate.first or best.signs["kind"] >= NAMED_THERE:
        return False
    c = best.candidate
    return not is_of(question, c) and comes_to(question, c)


def _of_no_such_day(question: Question, best: Candidate) -> bool:
    """Whether a day of an event is named, and nothing says that the best passage is of that day."""
    asked, said = days_in(question.text), days_of(best)
    if not asked or asked.isdisjoint(said):
        return bool(asked)
    own = days_of_recap(best.recap)  # "after a fine first day, the second was better" is of the second
    return bool(own & said) and own.isdisjoint(asked)


def _gave_another(question: Question, ranked: Sequence[Ranked]) -> bool:
    """Whether the best passage is of another talk than the one named, which nobody is known to have given."""
    if not asks_who_spoke(question):
        return False
    best = ranked[0].candidate
    beside = ranked[0].signs["kind"] >= TOLD and all(match(t, best.text) for t in core_of(question, best))
    if best.talk is None or beside or is_of(question, best):
        return False
    others = (r.candidate for r in ranked[1:] if r.candidate.recap == best.recap)
    return any(c.talk is not None and not c.talk.speakers and is_of(question, c) for c in others)


def _only_spoke(question: Question, best: Ranked) -> bool:
    """Whether it is asked who led, organised or paid for something, and it is told only who spoke."""
    deed = question.deed
    if deed is None or deed.forms.isdisjoint(_around_talks()):
        return False
    led = (deed.forms | {deed.stem}) - means("gave") - sign_stems("sessions")
    return best.candidate.talk is not None and led.isdisjoint(stems(best.quoted))


@lru_cache(maxsize=1)
def _around_talks() -> frozenset[str]:
    """What others do for a talk than those who give it."""
    return means("moderated") | means("organised") | means("sponsored")


def names_unknown(question: Question, known: Mapping[str, int], ranked: Sequence[Ranked]) -> bool:
    """Whether somebody or something is named that stands in no passage, nor where the best one belongs."""
    if not ranked:
        return False
    c = ranked[0].candidate
    there = stems(ranked[0].quoted) | c.above | c.recap_words
    return any(
        t.named and t.word.isalpha() and len(t.word) > 2 and not known[t.stem] and not match(t, there)
        for t in question.terms
    )


def says_again(question: Question, ranked: Sequence[Ranked]) -> bool:
    """Whether the best passage has no word that the question has not: a heading with nothing below."""
    if question.asked in ("polar", "link") or not ranked:
        return False
    asked = stems(question.text)
    return stems(ranked[0].quoted) <= asked and stems(told(question, ranked)) <= asked


def _named_in_passing(question: Question, ranked: Sequence[Ranked]) -> bool:
    """Whether it is asked what somebody said, but the best passage is not of their talk and tells nothing."""
    if question.asked not in ("thing", "definition", "manner") or not ranked:
        return False
    words = frozenset(tokens(question.text, camel=False))
    of_talk = question.about_speaking or not words.isdisjoint(signs("sessions"))
    asks = of_talk or not words.isdisjoint(_saying())
    people = [name for name in NAMES.findall(question.text) if _may_speak(question, name)] if asks else []
    if not people:
        return False
    best = ranked[0]
    talk, passage = best.candidate.talk, best.candidate.passage
    about = (talk.title, *talk.also_called, *talk.speakers) if talk else ()
    own = stems(" ".join((*about, *passage.path, *passage.lead)))
    families = {tokens(name.removesuffix("'s").removesuffix("’s"))[-1] for name in people}
    read = {form for t in question.terms if t.word in families for form in t.forms}  # as printed: "Borkman"
    families = read | set(map(stem, families))
    if not families.isdisjoint(own):
        return False
    beside = (tokens(part) for part in _SENTENCE.split(best.quoted))
    told = (words for words in beside if not families.isdisjoint(map(stem, words)))
    return not any(_tells(words) for words in told)


def _may_speak(question: Question, name: str) -> bool:
    """Whether words with capitals are somebody's name: with a given one, or "what did Lea Winter say"."""
    first, *others = tokens(name)
    if is_person(name):
        return True
    owns = name.endswith(("'s", "’s")) or not _saying().isdisjoint(tokens(question.text, camel=False))
    return bool(others) and owns and question.subject is not None and question.subject.word == first


@lru_cache(maxsize=1)
def _saying() -> frozenset[str]:
    return frozenset(asking()["saying"]["verbs"])


def _tells(words: Sequence[str]) -> bool:
    """Whether it is told there that somebody said something; "the talks" alone say nothing."""
    telling = signs("telling") - signs("sessions")
    return any(
        word in telling or (word not in signs("sessions") and stem(word) in means("gave")) for word in words
    )


_SENTENCE = re.compile(r"(?<=[.!?;…])\s")


def _of_other_event(question: Question, ranked: Sequence[Ranked], indexes: Sequence[Index]) -> bool:
    """Whether the event of another recap is named, but neither the best passage nor its recap goes by it.

    In small letters only where it has several words, or a number behind it or no blanks around it:
    "velocity" may be any. A title may name other things too, so that of these only what one is "at" is
    an event.
    """
    said = ranked[0].candidate.recap_words | stems(ranked[0].quoted)
    unsaid = [t for t in question.terms if t.named and len(t.word) > 2 and not match(t, said)]
    visited = frozenset(t for m in _VISITED.finditer(question.text) for t in tokens(m.group(1)))
    at = [t for t in unsaid if t.word in visited]
    asked = f" {' '.join(tokens(question.text))} "
    unspaced = any(map(is_paired, asked.split()))
    return any(
        (_is_named(name, asked, unspaced=unspaced) and not words <= said)
        or any(match(t, words) for t in unsaid)
        for index in indexes
        for name, words in _series(index)
    ) or any(match(t, words) for t in at for index in indexes for words in _titles(index))


def _of_other_gathering(question: Question, ranked: Sequence[Ranked], indexes: Sequence[Index]) -> bool:
    """Whether what an event is ("the congress") is said of another recap, and nowhere in the best one."""
    if question.asked not in ("number", "place", "time"):
        return False
    best = ranked[0].candidate
    same = (r.candidate for r in ranked if r.candidate.recap == best.recap)
    said = best.recap_words.union(*(c.text | c.above for c in same))
    named = signs("events") | signs("gatherings")
    unsaid = {t.stem for t in question.terms if t.word in named} - said
    return any(not unsaid.isdisjoint(words) for index in indexes for words in _titles(index))


def _is_named(series: str, asked: str, *, unspaced: bool) -> bool:
    """Whether words in small letters name a series: several, or one with a number or without blanks."""
    if f" {series} " not in asked:
        return False
    return " " in series or unspaced or re.search(rf" {re.escape(series)} \d+ ", asked) is not None


_VISITED = re.compile(
    r"\b(?:at|during|bei|beim|auf|[àa]|au|aux|en|em|n[ao]|op|bij|alla|al|podczas|на|в|w|ve?|p[åa]|ved|hos|till)"
    rf"(?: (?:the|de[rmn]?|la|el|il))? ((?:{UPPER}|\d+[A-Z])[\w.+!-]*(?: {UPPER}[\w.+!-]*)*)"
)
"""What one is at: "at ElmConf", "auf der ElmConf", "at 30C3"."""


def _series(index: Index) -> Sequence[tuple[str, frozenset[str]]]:
    """The names of all series that a library has recaps of, each with the stems of its words."""

    def find() -> Sequence[tuple[str, frozenset[str]]]:
        names = {" ".join(tokens(ref.event.series or "")) for ref in index.recaps()}
        return [(name, stems(name)) for name in names if name]

    return index.memo("series", find)


def _titles(index: Index) -> Sequence[frozenset[str]]:
    """The stems of the title of each recap of a library."""
    return index.memo("titles of recaps", lambda: [stems(ref.title) for ref in index.recaps()])
