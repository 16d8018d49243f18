"""Questions in natural language: the passage that answers, or an honest "not in here".

The flow of `answer_question`: analyse the question → gather candidate passages → quote and measure
each (`passages.weigh`) → rank → decide by bands how sure the best one is.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from bot.index import Index
from bot.model import Answer, Hit
from bot.search import speakers, talks, weights
from bot.search.asking import asking, signs
from bot.search.candidates import Candidate, match, stems
from bot.search.gathering import frequencies, gather, of_recap, shares_of, with_names, within
from bot.search.looks import NAMES, is_person
from bot.search.misspelt import mended
from bot.search.passages import defines, sketch, weigh
from bot.search.question import Question, analyse, of_links
from bot.search.quoting import LIMIT, quote, shorten
from bot.search.recaps import event_asked
from bot.search.talks import searched
from bot.search.vocabulary import Words
from bot.words import fold, stem, tokens

SEVERAL = 3
"""Words of the shortest query that may say in other words what a passage says."""
BESIDE = 8
"""Candidates among which is the one that may be quoted beside the best."""
HOPEFUL = 24
"""Candidates weighed in full."""


def answer_question(words: str, indexes: Sequence[Index], about: Hit | None = None) -> Answer:
    """The passage that answers, in the recap's words; `about` is what an earlier reply was about.

    Kind "answer" if sure, otherwise "none" with what was searched; "choices" where several talks are
    named by what is asked for.
    """
    printed = Words(indexes)
    read = mended(words, lambda word: printed.text_frequency(word) + printed.frequency(word) > 0)
    if read != words:
        return replace(answer_question(read, indexes, about), query=words)
    question = analyse(words)
    if about is not None and (followed := follow_up(question, indexes, about)):
        return followed
    if named := _named_outright(question, indexes) or _browsed(question, indexes):
        return named
    question, known = frequencies(question, indexes)
    shares = shares_of(question, known, sum(index.passage_count() for index in indexes))
    ranked = rank(question, shares, gather(question, known, shares, indexes))
    grounded = any(term.strong for term in question.terms) and (question.is_question or _says_all(ranked))
    grounded = grounded and not _says_again(question, ranked)
    sure, least = (confidence(ranked) if grounded else 0.0), enough(question, ranked)
    if _of_another(question, ranked) or _named_in_passing(question, ranked):
        sure, least = sure - weights.OF_ANOTHER, weights.ANSWERED
    if sure >= least and _of_other_event(question, ranked, indexes):
        sure, least = sure - weights.OF_ANOTHER, weights.ANSWERED
    if person := _person(question, ranked, sure >= least, indexes):
        return person
    if ranked and sure >= least:
        return _answer(question, ranked, sure)
    return Answer("none", words, searched=searched(indexes), did_you_mean=_nearest(question, ranked))


def nearest(words: str, indexes: Sequence[Index]) -> tuple[Hit, ...]:
    """What comes closest to a query that nothing fits: whose passage says it in other words."""
    if words.isascii() and len(tokens(words, camel=False)) < SEVERAL:  # each has one term at most
        return ()
    question, known = frequencies(analyse(words), indexes)
    if len(question.terms) < SEVERAL:
        return ()
    shares = shares_of(question, known, sum(index.passage_count() for index in indexes))
    ranked = rank(question, shares, gather(question, known, shares, indexes))
    if not ranked or ranked[0].signs["core"] < weights.NEAR:
        return ()
    c, quoted = ranked[0].candidate, ranked[0].quoted
    if c.talk is None:
        return (Hit(replace(c.recap, summary=quoted), None, 0.0),)
    return (Hit(c.recap, replace(c.talk, summary=f"{quoted}\n{c.talk.summary}".strip()), 0.0),)


def _of_another(question: Question, ranked: Sequence[Ranked]) -> bool:
    """Whether the best passage is about somebody else, or about something else that was done.

    "Who reviewed the talk on caching?" is not answered by who gave it.
    """
    if question.asked != "person" or not ranked or not question.terms:
        return False
    best, deed = ranked[0], question.deed
    undone = deed is not None and not match(deed, stems(best.quoted))
    return best.signs["core"] < weights.HALF_NAMED or (undone and best.signs["beside_missing"] > 0)


def _says_again(question: Question, ranked: Sequence[Ranked]) -> bool:
    """Whether the best passage has no word that the question has not: a heading with nothing below."""
    if question.asked in ("polar", "link") or not ranked:
        return False
    asked = stems(question.text)
    return stems(ranked[0].quoted) <= asked and stems(told(question, ranked)) <= asked


def _named_in_passing(question: Question, ranked: Sequence[Ranked]) -> bool:
    """Whether it is asked what somebody said, but the best passage is not of their talk and tells nothing."""
    if question.asked != "thing" or not ranked:
        return False
    asks = not set(tokens(question.text)).isdisjoint(asking()["saying"]["verbs"])
    people = [name for name in NAMES.findall(question.text) if is_person(name)] if asks else []
    if not people:
        return False
    best = ranked[0]
    talk = best.candidate.talk
    own = tokens(" ".join(talk.speakers)) if talk else ()
    of_them = any(tokens(name)[-1] in own for name in people)
    return not of_them and signs("telling").isdisjoint(tokens(best.quoted))


def _of_other_event(question: Question, ranked: Sequence[Ranked], indexes: Sequence[Index]) -> bool:
    """Whether the event of another recap is named, but neither the best passage nor its recap goes by it.

    In small letters only where it has several words: "velocity" may be any.
    """
    said = ranked[0].candidate.recap_words | stems(ranked[0].quoted)
    unsaid = [term for term in question.terms if term.named and not match(term, said)]
    asked = f" {' '.join(tokens(question.text))} "
    return any(
        (" " in name and f" {name} " in asked and not words <= said) or any(match(t, words) for t in unsaid)
        for index in indexes
        for name, words in _series(index)
    )


def _series(index: Index) -> Sequence[tuple[str, frozenset[str]]]:
    """The names of all series that a library has recaps of, each with the stems of its words."""

    def find() -> Sequence[tuple[str, frozenset[str]]]:
        names = {" ".join(tokens(ref.event.series or "")) for ref in index.recaps()}
        return [(name, stems(name)) for name in names if name]

    return index.memo("series", find)


def _named_outright(question: Question, indexes: Sequence[Index]) -> Answer | None:
    """The event, talk or topic that words name where they ask nothing more of it."""
    if question.asked not in ("none", "thing", "definition", "manner"):
        return None
    event = event_asked(question.text, indexes)
    if question.is_question:
        return event
    talk = talks.answer(question.text, indexes)
    if talk.read_as and not _same_letters(question.text, talk.read_as):
        return event
    sure = talk.kind == "talk" and talk.hits[0].score >= weights.NAMED_IN_PASSING
    if sure and (event is None or talk.hits[0].score > event.hits[0].score):
        return talk
    return event


def _browsed(question: Question, indexes: Sequence[Index]) -> Answer | None:
    """The talks named after one thing, where there are several and words only ask what there is of it.

    "Anything on caching?", "who talked about caching?"
    """
    strong = [term for term in question.terms if not term.weak]
    asks = question.asked in ("none", "polar") or (question.asked == "person" and question.about_speaking)
    if len(strong) != 1 or not asks:
        return None
    found = talks.answer(strong[0].word, indexes)
    titled = [hit for hit in found.hits if hit.talk and match(strong[0], stems(hit.talk.title)) == 1.0]
    if question.asked == "person":
        titled = [hit for hit in titled if hit.talk and hit.talk.speakers]
    return replace(found, query=question.text, hits=tuple(titled)) if len(titled) > 1 else None


def _person(
    question: Question, ranked: Sequence[Ranked], sure: bool, indexes: Sequence[Index]
) -> Answer | None:
    """The talks of whom "who is …?" names and nothing more, unless a sentence says who that is."""
    if question.asked != "person" or any(term.weak for term in question.terms):
        return None
    best = ranked[0].candidate if ranked else None
    titled = best is not None and best.talk is not None and best.passage.text.startswith(best.talk.title)
    said = best is not None and not (best.made or titled) and defines(question, best) > 0
    if said and sure:
        return None
    name = " ".join(term.word for term in question.terms)
    found = speakers.answer(name, indexes)
    return replace(found, query=question.text, read_as=found.read_as or name) if found.hits else None


def _same_letters(typed: str, read_as: str) -> bool:
    """Whether mended words begin as they were typed: words that do not are too far from what was meant."""
    return [w[:1] for w in tokens(typed, camel=False)] == [w[:1] for w in tokens(read_as, camel=False)]


def _says_all(ranked: Sequence[Ranked]) -> bool:
    """Whether the best candidate holds all that was named, where nothing was asked of it."""
    if not ranked:
        return False
    signs = ranked[0].signs
    return signs["missing"] < weights.UNSAID and not signs["recap"] and not signs["near"]


def confidence(ranked: Sequence[Ranked]) -> float:
    """How sure the first of the ranked candidates is to answer, 0 to 1."""
    if not ranked:
        return 0.0
    margin = ranked[0].score - (ranked[1].score if len(ranked) > 1 else 0.0)
    signs = {**ranked[0].signs, "margin": margin}
    total = weights.ANSWER_BIAS + sum(weight * signs[name] for name, weight in weights.ANSWER_SIGNS.items())
    return 1 / (1 + math.exp(-total))


def enough(question: Question, ranked: Sequence[Ranked]) -> float:
    """How sure is sure enough to answer: less where the question or the best passage is not in English."""
    elsewhere = question.elsewhere or any(r.candidate.language not in ("", "en") for r in ranked[:1])
    return weights.ANSWERED_ELSEWHERE if elsewhere else weights.ANSWERED


def _answer(question: Question, ranked: Sequence[Ranked], sure: float) -> Answer:
    c = ranked[0].candidate
    hit = Hit(c.recap, c.talk, sure)
    return Answer("answer", question.text, (hit,), answer=told(question, ranked), passage=c.passage)


def told(question: Question, ranked: Sequence[Ranked]) -> str:
    """The words of the best passage, with those of the next of the same recap where that is nearly as good.

    What stands in another talk is quoted with that talk's title in front.
    """
    best = ranked[0]
    words = wording(question, best)
    quoted = fold(words)
    for other in ranked[1:BESIDE]:
        if best.score - other.score > weights.AS_GOOD:
            break
        c = other.candidate
        if c.recap != best.candidate.recap or fold(c.passage.text) in quoted:
            continue
        title = f"{c.talk.title}: " if c.talk and c.talk != best.candidate.talk else ""
        for more in (wording(question, other), c.passage.text):
            if quoted in fold(more):
                continue
            both = f"{words} … {'' if title[:-2] in more else title}{more}"
            if len(both) <= LIMIT:
                return both
    return words


def wording(question: Question, best: Ranked) -> str:
    """The words to quote; with the address in them where a link is asked for."""
    links = best.candidate.passage.links
    if question.asked != "link" and not (question.asked == "place" and best.signs["has_kind"] < 0.8):
        return best.quoted
    fitting = [link for link in links if link.kind in question.links] or list(links)
    urls = " ".join(dict.fromkeys(link.url for link in fitting[:3] if link.url not in best.quoted))
    return f"{shorten(best.quoted, max(40, LIMIT - 1 - len(urls)))} {urls}"[:LIMIT].strip()


def _nearest(question: Question, ranked: Sequence[Ranked]) -> tuple[str, ...]:
    """The title that holds most of what was named, if one does."""
    strong = [term for term in question.terms if not term.weak]
    near = [
        (
            sum(match(term, stems(talk.title)) * (2 if term.named else 1) for term in strong),
            -place,
            talk.title,
        )
        for place, talk in enumerate(r.candidate.talk for r in ranked)
        if talk is not None
    ]
    held, _, title = max(near, default=(0.0, 0, ""))
    return (title,) if held >= 0.7 else ()


def follow_up(question: Question, indexes: Sequence[Index], about: Hit) -> Answer | None:
    """The answer from the talk (or topic) an earlier reply was about; None where another is meant.

    What is asked of "it" and does not stand there is declined; what names nothing is looked for
    there first.
    """
    index = next((index for index in indexes if index.scope == about.recap.scope), None)
    entry = index.entry_by_key(about.recap.id, about.talk.key) if index and about.talk else None
    if index is None or entry is None:
        return None
    question = of_links(question)
    if not question.focus.isdisjoint(map(stem, signs("events"))):
        passage = of_recap(about.recap)
        return Answer("answer", question.text, (Hit(about.recap, None, 1.0),), passage.text, passage)
    strong = [term for term in question.terms if not term.weak]
    if question.asked == "definition" and not strong:
        return Answer("talk", question.text, (replace(about, talk=entry.talk),))
    if any(term.named for term in strong):
        return None
    question, known = frequencies(question, indexes)
    shares = shares_of(question, known, sum(i.passage_count() for i in indexes))
    ranked = rank(question, shares, within(entry, index, question))
    if not strong:
        ranked = [r._replace(signs={**r.signs, "core": 1.0}) for r in ranked]
    sure = confidence(ranked)
    if sure >= enough(question, ranked):
        return _answer(question, ranked, sure)
    if strong and not points_back(question):
        return None
    return Answer("none", question.text, searched=searched(indexes), did_you_mean=(entry.talk.title,))


def points_back(question: Question) -> bool:
    """Whether a question leans on what was said before: "and who gave *it*?", "when?"."""
    words = tokens(question.text)
    return bool(words) and (
        words[0] in signs("links_back")
        or not signs("pronouns").isdisjoint(words)
        or not any(not t.weak for t in question.terms)
    )


class Ranked(NamedTuple):
    """A candidate with its signs, its score and the words that would be quoted."""

    score: float
    candidate: Candidate
    quoted: str
    signs: Mapping[str, float]


def rank(question: Question, shares: Mapping[str, float], candidates: Sequence[Candidate]) -> list[Ranked]:
    """The candidates, best first; the hopeless are left out."""
    ranked = []
    question = with_names(question, candidates)
    hopeful = sorted(candidates, key=lambda c: -sketch(shares, question, c))[:HOPEFUL]
    for candidate in hopeful:
        quoted = quote(question, shares, candidate)
        signs = weigh(question, shares, candidate, quoted)
        score = sum(weight * signs[name] for name, weight in weights.PASSAGE_SIGNS.items())
        ranked.append(Ranked(score, candidate, quoted, signs))
    return sorted(ranked, key=lambda r: -r.score)
