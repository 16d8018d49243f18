"""Questions in natural language: the passage that answers, or an honest "not in here".

The flow of `answer_question`: analyse the question → gather candidate passages → quote and measure
each (`passages.weigh`) → rank → decide by bands how sure the best one is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.index import Index
from bot.model import Answer, Hit, Talk
from bot.search import speakers, talks, weights
from bot.search.asking import sign_stems, signs, stop_words
from bot.search.candidates import match, stems
from bot.search.declining import answers_another, names_unknown, of_another, says_again
from bot.search.gathering import frequencies, gather, of_recap, shares_of, within
from bot.search.misspelt import mended
from bot.search.passages import defines
from bot.search.question import Question, analyse, of_links
from bot.search.quoting import LIMIT, shorten
from bot.search.ranked import Ranked, confidence, enough, rank, told
from bot.search.recaps import event_asked
from bot.search.talks import searched
from bot.search.vocabulary import Words
from bot.words import tokens

SEVERAL = 3
"""Words of the shortest query that may say in other words what a passage says."""


def answer_question(words: str, indexes: Sequence[Index], about: Hit | None = None) -> Answer:
    """The passage that answers, in the recap's words; `about` is what an earlier reply was about.

    Kind "answer" if sure, otherwise "none" with what was searched; "choices" where several talks are
    named by what is asked for.
    """
    printed = Words(indexes)

    def is_known(word: str) -> bool:
        return bool(printed.text_frequency(word) or set(printed.inflections(word)) - stop_words())

    read = mended(words, is_known)
    if read != words:
        return replace(answer_question(read, indexes, about), query=words)
    question = analyse(words)
    if about is not None and (followed := follow_up(question, indexes, about)):
        return followed
    if (
        named := _named_outright(question, indexes)
        or _browsed(question, indexes)
        or _talk_of(question, indexes)
    ):
        return named
    question, known = frequencies(question, indexes)
    shares = shares_of(question, known, sum(index.passage_count() for index in indexes))
    ranked = rank(question, shares, gather(question, known, shares, indexes))
    grounded = _is_grounded(question, ranked) and not says_again(question, ranked)
    sure, least = (confidence(ranked) if grounded else 0.0), enough(question, ranked)
    if of_another(question, ranked):
        sure, least = sure - weights.OF_ANOTHER, weights.ANSWERED
    if sure >= least and (
        answers_another(question, ranked, indexes) or names_unknown(question, known, ranked)
    ):
        sure = 0.0
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
    strong = question.content
    asks = question.asked in ("none", "polar") or (question.asked == "person" and question.about_speaking)
    if len(strong) != 1 or not asks:
        return None
    found = talks.answer(strong[0].word, indexes)
    titled = [hit for hit in found.hits if hit.talk and match(strong[0], stems(hit.talk.title)) == 1.0]
    if question.asked == "person":
        titled = [hit for hit in titled if hit.talk and hit.talk.speakers]
    return replace(found, query=question.text, hits=tuple(titled)) if len(titled) > 1 else None


def _talk_of(question: Question, indexes: Sequence[Index]) -> Answer | None:
    """What the one talk of somebody was about, where nothing more is asked: "what was Ada's talk about?"."""
    strong = question.content
    if question.asked not in ("definition", "thing") or not strong or not all(t.named for t in strong):
        return None
    if not (question.about_speaking or signs("sessions").intersection(tokens(question.text))):
        return None
    name = frozenset(term.word for term in strong)
    found = speakers.answer(" ".join(term.word for term in strong), indexes)
    of_them = [hit for hit in found.hits if hit.talk and _is_speaker(name, hit.talk)]
    talk = of_them[0].talk if len(of_them) == 1 else None
    if talk is None or talk.kind != "talk" or not talk.summary or not _says_what(talk):
        return None
    return Answer("answer", question.text, tuple(of_them), shorten(f"{talk.title}: {talk.summary}", LIMIT))


def _says_what(talk: Talk) -> bool:
    """Whether a talk's title says what it is about: not "Ada's keynote"."""
    title = frozenset(tokens(talk.title)) - frozenset(tokens(" ".join(talk.speakers))) - stop_words()
    return bool({word for word in title - signs("sessions") if len(word) > 1})


def _is_speaker(name: frozenset[str], talk: Talk) -> bool:
    return any(name <= frozenset(tokens(speaker)) for speaker in talk.speakers)


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


def _is_grounded(question: Question, ranked: Sequence[Ranked]) -> bool:
    """Whether enough was named to tell what an answer is about: something that says more than everyday words.

    Or several of these, all of which the best passage holds; and all of them where nothing is asked.
    """
    if any(term.strong for term in question.terms):
        return question.is_question or _says_all(ranked)
    return sum(not term.weak for term in question.terms) > 1 and _says_all(ranked)


def _says_all(ranked: Sequence[Ranked]) -> bool:
    """Whether the best candidate holds all that was named, where nothing was asked of it."""
    if not ranked:
        return False
    signs = ranked[0].signs
    return signs["missing"] < weights.UNSAID and not signs["recap"] and not signs["near"]


def _answer(question: Question, ranked: Sequence[Ranked], sure: float) -> Answer:
    c = ranked[0].candidate
    hit = Hit(c.recap, c.talk, sure)
    return Answer("answer", question.text, (hit,), answer=told(question, ranked), passage=c.passage)


def _nearest(question: Question, ranked: Sequence[Ranked]) -> tuple[str, ...]:
    """The title that holds most of what was named, if one does."""
    strong = question.content
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
    if not question.focus.isdisjoint(sign_stems("events")):
        passage = of_recap(about.recap)
        return Answer("answer", question.text, (Hit(about.recap, None, 1.0),), passage.text, passage)
    strong = question.content
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
