# ruff: noqa: E501
"""What is set off from the words around and is no talk: what somebody said, a book, a room, a tool."""

from __future__ import annotations

import re

from bot.parsing.vocabulary import SAID, TALK, WRITINGS

MOST_BEFORE, NEAR = 120, 60
"""Characters before it in which a word can say what it is."""


def is_otherwise(text: str, start: int, end: int) -> bool:
    """What stands from `start` to `end` was said by somebody, is written, or names a place or something else."""
    after = text[end : end + 60]
    return bool(
        _NAMED_OTHERWISE.search(text[max(0, start - 40) : start])
        or is_other(text, start)
        or _WHERE.match(after)
        or _SAID.match(after)
        or _SAID_END.search(text, max(0, start - 24), start)
        or _is_written(text, start)
    )


def is_other(text: str, start: int) -> bool:
    """Something else is called what stands in quotes: "a tool called “Moss”"; behind a talk's subject it is the talk."""
    named = _OTHER_NAMED.search(text, max(0, start - MOST_BEFORE), start)
    if named is None or named["what"] is None:
        return named is not None
    if TALK.search(named["what"]):
        return False
    return not _OF_TALK.search(text[max(0, named.start() - NEAR) : named.start()])


def announces_quotes(text: str) -> bool:
    """A short line above what people said: "Some interesting quotes", "Zitate des Tages"."""
    return len(text) <= NEAR and _QUOTES.search(text) is not None


_QUOTES = re.compile(
    r"\b(?:quotes?|quotations?|quotable|sayings|zitate?|citations?|citas|frases|citações|citazioni|citaten|cytaty|цитаты)\b",
    re.IGNORECASE,
)


_OF_TALK = re.compile(rf"(?:{TALK.pattern})\s(?:[\w’'-]+\s){{0,6}}?(?:about|on|of|by|from)\s$", re.IGNORECASE)


def _is_written(text: str, start: int) -> bool:
    """What else is written stands right before its title: "das Buch „Altes Moos“", "the post “Old Moss”"."""
    said = _WRITTEN.search(text, max(0, start - 30), start)
    return said is not None and not said.group().lower().startswith("paper")


_WRITTEN = re.compile(rf"(?:{WRITINGS.pattern})\s[*_]*$", re.IGNORECASE)

_SAID_END = re.compile(
    rf"(?:(?:{SAID.pattern})\s?[:：]|\b(?:that|dass|que|che|dat|att)\s?[,:：])\s?[*_]*$", re.IGNORECASE
)
_SAID = re.compile(rf"[\"”»*_]*[,\s–—-]*(?:{SAID.pattern})\b", re.IGNORECASE)
# As in: the motto was “…”; a room named “…”.
_NAMED_OTHERWISE = re.compile(
    r"\b(?:claims?|statements?|remarks?|mantras?|sayings?|hashtags?|jokes?)\s(?:that|of|like)\s*[*_]*$|"
    r"\b(?:tracks?:|rooms?|halls?|motto|slogan|theme|venue|hotel|bar|pub|company|book|quote|song|band|team|award)\s"
    r"(?:was|is|were|named|called|titled)?\s*[*_]*$",
    re.IGNORECASE,
)
# "the main hall, named “…”": what has the name is no talk.
_OTHER_NAMED = re.compile(
    r"(?P<what>(?:the|an?|our|their|his|her|its)\s(?:[\w-]+\s){0,3}?[\w-]+),?\s(?:formerly |now |also )?(?:named|called|known as|dubbed)\s*[*_]*$|"
    r"\b(?:formerly|previously|originally|also)\s(?:named|called|known as)\s*[*_]*$|\b(?:re)?read(?:ing)?\s[*_]*$",
    re.IGNORECASE,
)
# "the **Networks** devroom": where talks were given.
_WHERE = re.compile(
    r"[\"”»*_]*\s?(?:dev(?:eloper)?[ -]?rooms?|track|room|stage|hall|raum|saal|salle|sala|zaal|зал\w*)\b",
    re.IGNORECASE,
)
