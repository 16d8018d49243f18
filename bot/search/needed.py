"""What an answer cannot do without: "the *next* one", "what she said about *packets*", "new in Fern *5*"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache

from bot.search.asking import Asked, asking, means, sign_stems, signs, stop_words
from bot.search.looks import UPPER
from bot.search.terms_asked import SPEAKING, Term
from bot.words import fold, is_paired, stem, tokens

_COMPARED = re.compile(r"\b(\w+er|worse|(?:more|less) \w+)(?=(?: \w+){0,6}? than\b)")


def needed(text: str, folded: str, asked: Asked, terms: Sequence[Term]) -> tuple[Term, ...]:
    """The terms without which nothing answers; of what was said about, a small word too: "about *Go*"."""
    names = {t.word for t in terms if t.named}  # of "is Docker faster than …" not the first that ends so
    compared = (m.group(1) for m in _COMPARED.finditer(folded))
    wanted = set(tokens(next((words for words in compared if words not in names), "")))
    said = _said_about().search(folded) if asked not in ("person", "company") else None
    small: list[Term] = []
    if said:
        about = tokens(said.group(1))
        wanted.update(about)
        if len(about) == 1 and about[0] in stop_words() and re.search(rf"\b{about[0].capitalize()}\b", text):
            small.append(Term(about[0], about[0], frozenset(about), named=True))
    for numbered in _NUMBERED.finditer(text) if asked in _TELLING else ():
        if fold(numbered.group(1)) not in signs("labels"):
            wanted.update(tokens(numbered.group(2)))
    if asked == "person" and any(SPEAKING in t.forms for t in terms):
        wanted |= signs("occasions")
    strong = (t for t in terms if not t.weak)
    return (*(t for t in strong if t.word in wanted or _asks_ahead(t, folded, asked, names)), *small)


def _asks_ahead(term: Term, folded: str, asked: Asked, names: AbstractSet[str]) -> bool:
    """Whether a word asks for the next event or version: not "the next generation" or "the next billion"."""
    if term.forms.isdisjoint(means("next")):
        return False
    behind = tokens(folded.partition(term.word)[2])[:1]
    if asked not in _OF_EVENTS or not behind or is_paired(term.word):
        return True
    return behind[0] in names or behind[0] in stop_words() or stem(behind[0]) in _coming_again()


_NUMBERED = re.compile(rf"(?<![^\W_])({UPPER}[\w+#-]*) (\d{{1,2}}(?:\.\d+)*)(?![\w.]|(?:st|nd|rd|th)\b)")
"""A product with its version: what is new in "Fern 5" is not told by what is new in Fern 4."""
_TELLING = ("thing", "definition", "manner", "reason", "polar", "none")
"""What is asked of a product, where one version is not another."""
_OF_EVENTS = ("time", "place", "version", "link", "person", "number")
"""What is asked of an event or version, or of a talk, whose title may hold any word."""


@lru_cache(maxsize=1)
def _coming_again() -> frozenset[str]:
    """What there is a next one of: events, editions, years."""
    listed = sign_stems("events") | sign_stems("versions")
    return listed | means("occurred") | means("year") | means("edition") | means("gathering")


@lru_cache(maxsize=1)
def _said_about() -> re.Pattern[str]:
    verbs, about = ("|".join(asking()["saying"][part]) for part in ("verbs", "about"))
    return re.compile(rf"\b(?:{verbs})\b.*?\b(?:{about})\b (.+)$")
