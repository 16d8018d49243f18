"""`!talk`: what was typed → the talk or topic it names, a few to choose from, or an honest none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.index import Index
from bot.model import Answer, Hit, Searched
from bot.search import weights
from bot.search.aliases import aliased
from bot.search.excerpt import focused
from bot.search.notes import Noted, as_hit, passages, with_surroundings
from bot.search.rounds import Candidate, Search
from bot.search.twins import together
from bot.words import tokens

SHOWN, NEAREST = 5, 3


def answer(typed: str, indexes: Sequence[Index]) -> Answer:
    """The talk or topic named, or up to five near ones, or kind "none" with the nearest titles."""
    if named := aliased(typed, indexes):
        return _alias(typed, named, indexes)
    search = Search(typed, indexes)
    found = search.run()
    close = weights.close(search.words.entries)
    near = [c for c in found if c.score.value >= close][: 2 * SHOWN]
    noted = passages(search.query, indexes) if search.notes_may_know_better() else []
    best = max((c.score.value for c in found[:1]), default=0.0)
    if noted and noted[0].score >= max(close, best):
        return _from_notes(typed, noted, indexes)
    if not near:
        return _nothing(typed, search, found, noted)
    hits = together(near, indexes, SHOWN)
    return Answer(
        "talk" if _sure(hits) else "choices",
        typed,
        _focused(hits, search),
        read_as=read_as(search, near[0]),
        searched=searched(indexes),
    )


def _from_notes(typed: str, noted: Sequence[Noted], indexes: Sequence[Index]) -> Answer:
    best = noted[0]
    hits: dict[object, Hit] = {}
    for other in noted:
        at = other.library, other.found.recap, other.found.entry
        if other.score >= best.score - weights.NEAR_EQUAL and len(hits) < SHOWN and at not in hits:
            hit = as_hit(other, indexes)
            words = [word for text in (other.found.passage.text, *other.read_as) for word in tokens(text)]
            hit = hit if hit.talk is None else replace(hit, talk=focused(hit.talk, words))
            hits[at] = hit
    passage = best.found.passage
    return Answer(
        "talk" if len(hits) == 1 else "choices",
        typed,
        tuple(hits.values()),
        answer=passage.text[:400],
        passage=passage,
        searched=searched(indexes),
    )


def searched(indexes: Sequence[Index]) -> Searched:
    """How much there is in all libraries of the reply."""
    counts = [index.counts() for index in indexes]
    return Searched(sum(c.recaps for c in counts), sum(c.talks for c in counts))


def _nothing(typed: str, search: Search, found: Sequence[Candidate], noted: Sequence[Noted]) -> Answer:
    """Kind "none" with the few that come closest, if any comes close at all."""
    close = [c for c in found if c.score.value >= weights.NAMED][:NEAREST]
    hits = list(_focused(together(close, search.indexes, NEAREST), search))
    if noted and noted[0].score >= max([weights.NAMED, *(hit.score for hit in hits)]):
        hits = [as_hit(noted[0], search.indexes), *hits]
    titles = (hit.talk.title if hit.talk else hit.recap.title for hit in hits)
    return Answer(
        "none",
        typed,
        tuple(hits[:NEAREST]),
        did_you_mean=tuple(dict.fromkeys(titles))[:NEAREST],
        searched=searched(search.indexes),
    )


def read_as(search: Search, best: Candidate) -> str | None:
    """The query as mended, None where every word was read as it was typed."""
    typed = " ".join(search.query.tokens)
    pairs = zip(best.score.reading.terms, best.score.read_as, strict=True)
    words = [word if word in term.typos else term.text for term, word in pairs]
    mended = " ".join(words)
    return mended if mended.replace(" ", "") != typed.replace(" ", "") else None


def _alias(typed: str, named: Hit, indexes: Sequence[Index]) -> Answer:
    if named.talk is not None:
        return Answer("talk", typed, (named,), searched=searched(indexes))
    stored = (index.recap(named.recap.id) for index in indexes if index.scope == named.recap.scope)
    recaps = tuple(recap for recap in stored if recap is not None)
    return Answer("recap", typed, (named,), recaps=recaps, searched=searched(indexes))


def _sure(hits: Sequence[Hit]) -> bool:
    best = hits[0].score
    if best < weights.SURE:
        return False
    equals = sum(hit.score >= best - weights.NEAR_EQUAL for hit in hits)
    return equals == 1 or best >= weights.NAMED_IN_FULL


def _focused(hits: Sequence[Hit], search: Search) -> tuple[Hit, ...]:
    """The hits, showing of each talk what the query was about; the first topic also what is around it."""
    shown = []
    for place, hit in enumerate(hits):
        index = next(index for index in search.indexes if index.scope == hit.recap.scope)
        whole = with_surroundings(hit, index) if place == 0 else hit
        talk = whole.talk and focused(whole.talk, search.query.wanted_words)
        shown.append(whole if talk is whole.talk else replace(whole, talk=talk))
    return tuple(shown)
