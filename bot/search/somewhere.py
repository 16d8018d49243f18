"""Where something is in an English text that names no town or house: "at the edge", "online"."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.people import is_given
from bot.search.asking import signs, stop_words
from bot.search.looks import UPPER, is_new
from bot.search.question import Question
from bot.words import fold, tokens

TOLD, VAGUELY = 0.75, 0.6
"""How surely it is where, of a thing; and of what takes place, which is mostly told by a name."""

_AT = re.compile(
    r"\b(?:in|at|on|inside|within|near|behind|under|below|above|outside|across|around|opposite|between|into|"
    r"onto|next to|along) "
    r"(?P<the>(?:the|an?|my|our|your|his|her|its|their|this|each|every|some|one) )?"
    r"(?:[a-z-]+ ){0,2}?(?P<noun>[a-z][a-z-]{2,})"
    r"(?=$|[.,;:!?)–—]| (?:of|in|at|on|and|with|for|by|from|where|which|that|across|near)\b)",
)
_OUT_OF = re.compile(
    r"\bfrom (?:the |an? |my |our |his |her |its |their )?(?:[a-z-]+ ){0,2}?([a-z][a-z-]{2,})\b"
)
_BESIDE_TOWN = re.compile(
    rf"\b(?:outside|around|near|off|across from|north of|south of|east of|west of)(?: of)? ({UPPER}[\w'-]+)"
)
_ALONE = re.compile(r"\W*[A-Z][a-zß-ÿ'-]+(?:,? [A-Z][a-zß-ÿ'-]+){0,2}\W*")
_WHERE = re.compile(
    r"\b(?:is|are|was|were|be|lies?|sits?|go(?:es)?|belongs?) (?:\w+ )?where(?:ver)?\b", re.IGNORECASE
)


def somewhere(question: Question, text: str, known: frozenset[str], *, town: bool) -> float:
    """How surely `text` says where something is; `known` are the words of the question.

    Where a `town` is asked for only a name will do, which is all there is.
    """
    if question.language not in ("", "en"):
        return 0.0
    asked = fold(question.text)
    if _ALONE.fullmatch(text) and is_new(text, known) and not any(map(is_given, text.split())):
        return TOLD
    if town:
        return 0.0
    if any(is_new(m.group(1), known) for m in _BESIDE_TOWN.finditer(text)):
        return TOLD
    if _WHERE.search(text) or not (signs("whereabouts") - known).isdisjoint(tokens(text)):
        return TOLD
    if asked.endswith("from") and any(_is_place(m.group(1), known) for m in _OUT_OF.finditer(text)):
        return TOLD
    surely = VAGUELY if question.about_happening or question.needed else TOLD
    found = [m for m in _AT.finditer(text) if _is_place(m.group("noun"), known)]
    if any(m.group("the") for m in found):
        return surely
    return VAGUELY if found else 0.0


def _is_place(noun: str, known: frozenset[str]) -> bool:
    """Whether a noun behind a preposition may be a place: "in the cellar", not "in the end"."""
    return noun not in known and noun not in _no_places()


@lru_cache(maxsize=1)
def _no_places() -> frozenset[str]:
    return stop_words() | signs("nowhere") | signs("moments") | signs("months")
