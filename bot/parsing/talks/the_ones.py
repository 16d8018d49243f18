# ruff: noqa: E501
"""Talks told of without the word for one, where talks are spoken of: "la de Ada sobre musgo", "celle de Bo sur les murs"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.parsing.cues import Cue
from bot.parsing.rich import Rich
from bot.parsing.speakers import Mention
from bot.parsing.talks import giving
from bot.parsing.talks.clauses import topic_at, until_next, without_article
from bot.parsing.talks.phrases import THE_ONE, THE_ONE_OF
from bot.parsing.talks.told import Sentence, Told
from bot.parsing.talks.whose import JOINED
from bot.parsing.vocabulary import GIVEN, SPOKE, TALK, holds_sessions

_OF = "de von di do da del della van d sur su sul sulla sui sulle sullo sugli over über zu zum zur om one"
_ONE = "la el celle celles celui ceux quella quello quelli quelle a o die der dat den det one ta tą tę te ten tym tej"
_OF_THEM, _ONES = frozenset(_OF.split()), frozenset(_ONE.split())
CUE = Cue(_OF_THEM | {"o"})


def names_the_one(sentence: Rich) -> bool:
    """It has words for the one of somebody, or of some title."""
    words = sentence.words
    return (
        not (words.isdisjoint(_ONES) or words.isdisjoint(_OF_THEM))
        and THE_ONE.search(sentence.text) is not None
    )


def the_one(sentence: Sentence) -> Iterator[Told]:
    """As in "… y la de Ada sobre musgo", "la de musgo en las paredes que impartió Ada", "celle sur la mousse"."""
    text = sentence.text
    for one in THE_ONE.finditer(text):
        if not _of_talks(sentence, one):
            continue
        name = next((name for name in sentence.names if name.start == one.end()), None)
        told = _somebodys(sentence, name) if name else _given_by(sentence, one)
        if told is None and name and _is_all_said(sentence, one, name):
            told = Told(text[one.start() : name.end], one.start(), name.end, "the_one", [name.name])
        if told is not None:
            yield told
    for noun in TALK.finditer(text):
        of = _KIND_OF.match(text, noun.end())
        told = _given_by(sentence, of) if of and not noun.group().endswith("s") else None
        if told is not None:
            yield told
    for one in _ONE_FROM.finditer(text) if TALK.search(text) else ():
        name = next((name for name in sentence.names if name.start == one.end()), None)
        if name and (told := _somebodys(sentence, name)):
            yield told
        elif name and sentence.free(name.start, name.end):
            yield Told(f"{name.name}'s talk", one.start(), name.end, "the_one", [name.name])
    for about in _ONE_ABOUT.finditer(text):
        if TALK.search(text, 0, about.start()):
            end = _until_next_one(sentence, about.end())
            by = _BY_THEM.search(text, about.end(), end)
            title = without_article(text[about.end() : by.start() if by else end])
            people = _within(sentence, by.end(), by.end() + FAR) if by else []
            yield Told(title, about.start(), end, "the_one", people)


def _of_talks(sentence: Sentence, one: re.Match[str]) -> bool:
    """Talks are spoken of in the sentence or around it: the one is one of them."""
    text = sentence.text
    if TALK.search(text[: one.start()]) or TALK.search(text, one.end()):
        return True
    part = sentence.note.part
    led = part.cue is not None and TALK.search(part.cue.head.text) is not None
    return led or TALK.search(part.head.text) is not None or holds_sessions(sentence.section or "")


def _somebodys(sentence: Sentence, first: Mention) -> Told | None:
    """The one of somebody, by its subject behind: "la de Ada sobre musgo", "la de Ada, que habló de musgo"."""
    text = sentence.text
    names = _joined(sentence, first)
    people = [name.name for name in names]
    at = names[-1].end
    company = _COMPANY.match(text, at)
    which = _WHICH.match(text, company.end() if company else at)
    for behind in (at, company.end() if company else at, which.end() if which else at):
        if (begin := topic_at(text, behind)) >= 0:
            end = _until_next_one(sentence, begin)
            return Told(without_article(text[begin:end]), first.start, end, "the_one", people)
        if who := giving.WHO_SPOKE.match(text, behind):
            title, end = giving.subject(text, who.end())
            if title:
                return Told(title, first.start, end, "the_one", people)
    return None


def _is_all_said(sentence: Sentence, one: re.Match[str], name: Mention) -> bool:
    """There was the one of somebody, and no title of it stands behind."""
    titled = any(name.end <= told.start <= name.end + NEXT for told in sentence.told)
    return not titled and _THERE_WAS.search(sentence.text, 0, one.start()) is not None


_ONE_FROM = re.compile(
    r"\b(?:includ(?:ed?|ing)|were|are|was|saw|caught|another|also)\s(?:one\s)?(?:from|by)\s(?=\S)"
)
"""As in: other noteworthy talks included one from Ada, who grows ferns."""

NEXT = 20
"""Characters behind a person in which the title of their talk begins."""

_THERE_WAS = re.compile(
    r"\b(?:tivemos|teve|houve|hubo|tuvimos|c['’]è stat[oa]|c['’]era|abbiamo avuto|il y (?:a eu|avait)|on a eu|es gab|er was|we hadden|vi?mos|vi|vu|visto|assisti(?:mos)?)(?:\s(?:também|también|anche|aussi|auch|ook))?\s(?:a\s)?$",
    re.IGNORECASE,
)
"""As in: tivemos também a da Ada."""


def _until_next_one(sentence: Sentence, begin: int) -> int:
    """Where a subject ends; before the next: "la de Ada sobre musgo y la de Bo sobre muros"."""
    end = until_next(sentence, begin)
    following = _AND_ONE.search(sentence.text, begin, end)
    return following.start() if following else end


_AND_ONE = re.compile(
    rf",?\s(?:y|e|et|und|en|i|och|og)\s(?:{THE_ONE_OF}|(?:celles?|celui|quell[oa])\s)", re.IGNORECASE
)


def _joined(sentence: Sentence, first: Mention) -> list[Mention]:
    """Somebody and those joined behind: "Ada y Bo"."""
    names = [first]
    for name in sentence.names:
        if name.start > names[-1].end and JOINED.fullmatch(sentence.text, names[-1].end, name.start):
            names.append(name)
    return names


def _within(sentence: Sentence, start: int, end: int) -> list[str]:
    """The first named in a stretch of the sentence, and those joined to them."""
    first = next((name for name in sentence.names if start <= name.start < end), None)
    return [name.name for name in _joined(sentence, first)] if first else []


_BY_THEM = re.compile(r"\s(?:par|por|von|door|by|av|af|przez)\s")
_WHICH = re.compile(r",?\s(?:que|qui|che|die|der)(?=\s)")
"""As in: la de Ada, que iba de musgo."""
_COMPANY = re.compile(
    r"\s\([^()]{1,60}\)|,?\s(?:de|da|do|di|von|van|chez)\s[A-Z][\w.&-]*(?:\s[A-Z][\w.&-]*){0,2}"
)


def _given_by(sentence: Sentence, one: re.Match[str]) -> Told | None:
    """The one on something, with who gave it behind: "la de musgo en las paredes que impartió Ada"."""
    text = sentence.text
    for name in sentence.names:
        by = _BY.search(text, one.end(), name.start) if one.end() < name.start <= one.end() + FAR else None
        title = text[one.end() : by.start()] if by else ""
        if title and not _PARTED.search(title):
            return Told(without_article(title), one.start(), name.end, "the_one", [name.name])
    return None


FAR = 110
"""Characters behind "the one of" in which stands who gave it."""
_BY = re.compile(
    rf",?\s(?:(?:que|qui|che|die|der)\s(?:nos\s|nous\s|ci\s)?(?:{SPOKE.pattern})|(?:{GIVEN.pattern})\s(?:por|par|da|von|door)|a cargo de|de la mano de)\s(?:el |la |o |a )?$",
    re.IGNORECASE,
)
_KIND_OF = re.compile(r"\s(?:de|di|do|da)\s")
_PARTED = re.compile(r"[.;:!?()]|,\s")
_BEFORE_ONE = r"(?:^|[:;(]\s?|\b(?:besonders|sowie|vor allem|wie|vooral|zoals|især|særlig|{more})\s)"
_ONE_ABOUT = re.compile(
    r"(?:\b(?:celles?|celui|ceux|quell[oaei])\s(?:sur|su|sul|sull[aeo]|sui|sugli)\s|\bquell[oa]\ssull['’]|"
    rf"{_BEFORE_ONE.format(more='war|waren|ist|und|was|en|var|och|og')}(?:der|die|den|dat|det)\s(?:über|over|om)\s|"
    rf"{_BEFORE_ONE.format(more='auch')}(?:der|die|den)\s(?:zu|zum|zur)\s|"
    r"\b(?:t[aąeę]|ten|tym|tej)\so\s(?!czym|kim|którym))(?!(?:den|die|der|dem|het|de)\s(?:Tag|Tage|Mittag|Abend|Jahr|Jahre|dag|jaar)\b)",
)
"""The one on something: "celle sur la mousse", "besonders der zu alten Leitern", "poza tą o mchu"."""
