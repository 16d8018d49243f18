"""Talks told in German and Dutch, whose verb stands behind the subject or apart from it.

"Ada hat uns altes Moos vorgestellt", "Daarna heeft Ada over oud mos verteld", "Bei Ada ging es um Moos".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.parsing.cues import Cue
from bot.parsing.talks.clauses import clause_end, without_article
from bot.parsing.talks.told import Sentence, Told
from bot.parsing.talks.whose import team

CUE = Cue(frozenset({"hat", "haben", "heeft", "hebben", "ging", "geht", "drehte", "gaat"}))

_HAS = r"(?:hat|haben|heeft|hebben)"
_HAS_BEFORE = re.compile(rf"\b{_HAS}\s+$", re.IGNORECASE)
_ASIDE = r"(?:\s\([^()]{1,60}\))?(?:\s(?:von|van)\s(?:der\s|de\s)?[A-Z][\w.&-]*)?"
_ADVERBS = (
    r"(?:(?:uns|mir|ons|dann|danach|kurz|auch|sehr|noch|ook|nog|dan|toen|schön|gut|viel|etwas|iets|veel)\s)*"
)
_TOLD = re.compile(
    rf"{_ASIDE}\s(?P<has>{_HAS}\s)?{_ADVERBS}(?P<about>(?:über|von|vom|zu|zum|zur|over|van)\s(?:das\s|die\s|den\s|der\s|het\s|de\s)?)?"
    r"(?P<what>[^.,;:!?()]{3,90}?)\s"
    r"(?:(?P<spoke>gesprochen|berichtet|erzählt|referiert|verteld|gesproken)|"
    r"vorgestellt|gezeigt|präsentiert|erklärt|erläutert|demonstriert|gepresenteerd|getoond|uitgelegd|laten\szien)\b"
)
_WENT_ON = re.compile(
    rf"{_ASIDE}\s(?:ging|geht|drehte\ssich|gaat)\s(?:es\s|het\s)?(?:alles\s|dann\s)?(?:um|over)\s+"
)
_WENT_BEFORE = re.compile(
    r"\b(?:ging|geht|gaat)\s(?:es|het)\s(?:dann\s|dan\s)?bei\s+$|\b(?:ging|geht)\ses\s(?:dann\s)?bij\s+$"
)
_ON = re.compile(rf"{_ASIDE}\s(?:um|over)\s+")
_BY = re.compile(r"\b(?:bei|bij)\s+$", re.IGNORECASE)


def verb_last(sentence: Sentence) -> Iterator[Told]:
    """As in the examples above; "told" and "spoke" need their "about", the other verbs an object."""
    text = sentence.text
    for name in sentence.names:
        before = text[max(0, name.start - 24) : name.start]
        told = _TOLD.match(text, name.end)
        if (
            told
            and (told["has"] or _HAS_BEFORE.search(before))
            and bool(told["about"]) == bool(told["spoke"])
        ):
            yield Told(
                without_article(told["what"]), name.start, told.end(), "verb_last", team(sentence, name)
            )
            continue
        about = _WENT_ON.match(text, name.end) if _BY.search(before) else None
        about = about or (_ON.match(text, name.end) if _WENT_BEFORE.search(before) else None)
        if about:
            end = clause_end(text, about.end())
            yield Told(
                without_article(text[about.end() : end]), name.start, end, "verb_last", team(sentence, name)
            )
