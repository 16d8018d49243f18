# ruff: noqa: E501
"""Talks told in German and Dutch, whose verb stands behind the subject or apart from it.

"Ada hat uns altes Moos vorgestellt", "Daarna heeft Ada over oud mos verteld", "Bei Ada ging es um Moos".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.parsing.cues import Cue
from bot.parsing.speakers import Mention
from bot.parsing.talks.clauses import behind_its_kind, clause_end, without_article
from bot.parsing.talks.told import Sentence, Told
from bot.parsing.talks.whose import team
from bot.parsing.vocabulary import OVERVIEW, TALK
from bot.parsing.wordlists import in_languages

CUE = Cue(
    frozenset(
        {
            "hat",
            "haben",
            "heeft",
            "hebben",
            "ging",
            "geht",
            "drehte",
            "gaat",
            "der",
            "die",
            "welcher",
            "beszélt",
            "beszéltek",
            "mesélt",
            "tartott",
            "tartottak",
        }
    )
)

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
_SHOWED = (
    r"(?:vorstellten?|vorstellt|zeigten?|zeigt|präsentierten?|präsentiert|erklärten?|erklärt|erläuterten?|erläutert|"
    r"demonstrierten?|demonstriert|beschrieb|vorführten?|toonden?|presenteerden?|uitlegden?|demonstreerden?|besprak|liet zien)"
)
_RELATIVE = re.compile(
    rf"{_ASIDE},?\s(?:der|die|welche[rs]?)\s{_ADVERBS}(?P<what>[^.,;:!?()]{{3,90}}?)\s(?:(?P<gave>gab(?:en)?|gibt|hielt(?:en)?|hält|gaf|hield)|{_SHOWED})"
    r"(?=[.,;!?]|$|\s(?:und|en)\b)"
)
"""As in: dann kam Ada, die alte Moose vorstellte; … der eine Einführung in Moos gab."""
_TOLD_OVER = re.compile(
    rf"{_ASIDE},?\s(?:die|dat|der)\s{_ADVERBS}(?:(?!over\b)[^\W\d_]+\s){{0,4}}?(?:{in_languages('spoke', ('nl',))})\s(?:\w+\s)?over\s",
    re.IGNORECASE,
)
"""As in: de dag eindigde met Ada, die een mooi verhaal vertelde over mos."""
_WHO_TOLD = re.compile(
    rf"{_ASIDE},?\s(?:die|dat)\s(?:ons\s)?(?:{in_languages('spoke', ('nl',))})\s(?:ons\s)?(?=(?:hoe|waarom)\s)",
    re.IGNORECASE,
)
"""As in: daarna Ada, die liet zien hoe je mos begiet."""
IN_WHICH = re.compile(
    rf"{_ASIDE},?\s(?:in\s(?:der|dem|denen)|waarin)\s(?:(?:es|er|sie|het|hij|ze|zij)\s)?(?:(?:alles\s)?(?:um|over|über)\s(?P<what>[^.,;:!?()]{{3,90}}?)\s(?:ging|geht|drehte|gaat|{in_languages('spoke', ('de', 'nl'))})\b|"
    rf"(?:ging|gaat)\s(?:het\s)?over\s(?P<on>[^.,;:!?()]{{3,90}}))",
    re.IGNORECASE,
)
"""As in: die Keynote von Ada, in der es um Moos ging; … in der sie über Moos sprach; … waarin het ging over mos."""
_OBJECT = re.compile(
    r"(?:(?:die|das|den|eine?n?|ihre?n?|seine?n?|unsere?n?|wie|warum|was|de|het|een|zijn|haar|hun|hoe|waarom)\s|(?!In\b|Am\b|Im\b)[A-ZÄÖÜ0-9])"
)
"""How what somebody showed begins."""


_SPOKE_OF_IT = re.compile(
    r"\s(?:(?:a|az|egy)\s)?(?P<what>[^.,;:!?()]{3,90}?r[óő]l)\s(?:beszélt\w*|mesélt\w*|tartott(?:ak)?\s(?:\w+\s)?előadást|adott(?:ak)?\selő)"
)
"""As in the Hungarian: Kovács Anna a régi mohákról beszélt."""


def _in_relative(sentence: Sentence, name: Mention) -> Told | None:
    """What somebody showed of whom a relative clause says so, its verb at the end."""
    text = sentence.text
    if found := _TOLD_OVER.match(text, name.end):
        end = clause_end(text, found.end())
        return Told(
            without_article(text[found.end() : end]), name.start, end, "verb_last", team(sentence, name)
        )
    if found := _WHO_TOLD.match(text, name.end):
        end = clause_end(text, found.end())
        return Told(text[found.end() : end], name.start, end, "verb_last", team(sentence, name))
    if found := IN_WHICH.match(text, name.end):
        title = without_article(found["what"] or found["on"])
        return Told(title, name.start, found.end(), "verb_last", team(sentence, name))
    found = _RELATIVE.match(text, name.end)
    if found is None or not _OBJECT.match(found["what"]):
        return None
    if found["gave"] and not (TALK.search(found["what"]) or OVERVIEW.search(found["what"])):
        return None
    what = found["what"][behind_its_kind(found["what"], 0) :]
    return Told(without_article(what), name.start, found.end(), "verb_last", team(sentence, name))


def verb_last(sentence: Sentence) -> Iterator[Told]:
    """As in the examples above; "told" and "spoke" need their "about", the other verbs an object."""
    text = sentence.text
    for name in sentence.names:
        before = text[max(0, name.start - 24) : name.start]
        told = _TOLD.match(text, name.end)
        if spoke := _SPOKE_OF_IT.match(text, name.end):
            yield Told(spoke["what"], name.start, spoke.end(), "verb_last", team(sentence, name))
            continue
        if relative := _in_relative(sentence, name):
            yield relative
            continue
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
