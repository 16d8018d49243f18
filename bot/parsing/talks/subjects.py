# ruff: noqa: E501
"""What a talk told of by its speaker alone was about: "a talk by Ada. She spoke about moss on walls"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bot.parsing.passages import Note
from bot.parsing.talks.clauses import subject_at, topic_at
from bot.parsing.talks.found import Found
from bot.parsing.talks.giving import ASIDE_OF, subject_told
from bot.parsing.talks.phrases import ABOUT
from bot.parsing.vocabulary import SPOKE, TALK
from bot.parsing.wordlists import in_languages

_EARLY = 3
"""Sentences in which is said what the talk was about."""
_WHO = (
    r"(?:he|she|they|who|er|sie|der|die|il|elle|ils|elles|qui|él|ella|ellos|que|lui|lei|che|hij|zij|ze|"
    r"han|hun|hon|de|som|ele|ela|on|ona|oni|kter[áýé]|kt[óo]r[aey]|он|она|они|котор\w+)"
)
_TOLD = re.compile(rf"\b{_WHO}\s(?:[^\W\d_]+\s){{0,2}}?(?:{SPOKE.pattern})", re.IGNORECASE)
_DROPPED = re.compile(
    rf"(?:^|[.!?]\s)(?:[^\W\d_]+\s){{0,1}}?(?:{in_languages('spoke', ('es', 'pt', 'it', 'pl', 'cs', 'sk', 'ro', 'el', 'hu'))})",
    re.IGNORECASE,
)
"""Where the verb alone says that it goes on about the person: "Opowiadała o mchu"."""
_IS_ON = re.compile(
    rf"(?:{TALK.pattern}|\b(?:рассказ|речь|es|tout|se trataba|si)\b)(?:\s[^\W\d_]+){{0,2}}?(?={ABOUT.pattern})",
    re.IGNORECASE,
)
_OF = re.compile(r",?\s(?:of|on|about)\s")
_BARE = re.compile(rf"(?:{TALK.pattern})(?:\s(?:by|from|of|von|de|di|van|par)\s.*)?$", re.IGNORECASE)


def is_bare(talk: Found) -> bool:
    """Its title is but whose it is and its kind: "Ada's keynote", "talk by Ada"."""
    called = _BARE.search(talk.title) is not None and any(name in talk.title for name in talk.speakers)
    return called or talk.title in talk.speakers


def name_by_subject(talks: Iterable[Found], written: Sequence[Note]) -> None:
    """Have the titles of such talks in prose say what the next words do: "Ada's keynote: old moss"."""
    for talk in talks:
        if talk.rule == "prose" and is_bare(talk):
            said = (_subject_in(written[index].text, talk.speakers) for index in talk.notes[:_EARLY])
            if known := next(filter(None, said), ""):
                talk.title = known if talk.title in talk.speakers else f"{talk.title}: {known}"


def _subject_in(text: str, names: Sequence[str]) -> str:
    at = max((text.rfind(name) + len(name) for name in names if name in text), default=0)
    parts = (
        "" if at else "|".join(re.escape(part) for name in names for part in name.split() if len(part) > 2)
    )
    for named in re.finditer(rf"\b(?:{parts})\s", text) if parts else ():
        spoke = SPOKE.match(text, named.end())
        if spoke and (said := subject_told(text, spoke.end())):
            return said
    aside = ASIDE_OF.match(text, at)
    if at and (of := _OF.match(text, aside.end() if aside else at)):
        return subject_at(text, of.end())
    for verb in (_TOLD.search(text, at), _DROPPED.search(text) if not at else None, _IS_ON.search(text, at)):
        if verb is None:
            continue
        if (begin := topic_at(text, verb.end())) >= 0:
            return subject_at(text, begin)
        if verb.re is not _IS_ON:
            return subject_told(text, verb.end())
    return ""
