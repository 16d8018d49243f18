"""Candidates in order, how sure the first is to answer, and the words to quote of it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from bot.search import weights
from bot.search.candidates import Candidate, stems
from bot.search.gathering import with_names
from bot.search.passages import sketch, weigh
from bot.search.question import Question
from bot.search.quoting import LIMIT, quote, shorten
from bot.words import fold

BESIDE = 8
"""Candidates among which is the one that may be quoted beside the best."""
HOPEFUL = 24
"""Candidates weighed in full."""


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
    fitting.sort(key=lambda link: -len(question.stems & stems(f"{link.text} {link.url.partition('//')[2]}")))
    urls = " ".join(dict.fromkeys(link.url for link in fitting[:3] if link.url not in best.quoted))
    return f"{shorten(best.quoted, max(40, LIMIT - 1 - len(urls)))} {urls}"[:LIMIT].strip()
