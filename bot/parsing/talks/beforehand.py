"""Who is named right before a linked title, as lists of talks have it."""

from __future__ import annotations

import re

from bot.parsing import speakers
from bot.parsing.trimming import clean
from bot.parsing.vocabulary import TALK


def named_before(before: str, trust: int = 2) -> tuple[str, ...]:
    """Who stands right before a linked title.

    "4. Vortrag: Von A. Mora [Ants](…)", "Ada Lovelace: [Ants](…)", "then a talk by Ada Lovelace on [Ants](…)"
    """
    said = before.strip(' _*«“„"(')
    parted = said[-1:] in _PARTING
    words = _ABOUT_END.sub("", clean(said.rstrip(_PARTING + " _*"))).strip(" _*")
    words = words[kind.end() :] if (kind := _KIND_LABEL.match(words)) else words
    if (told := _TALK_BY.search(words)) and TALK.search(words[: told.start("by")]):
        words, parted = words[told.start("by") :], False
    by = speakers.by_of(words)
    if len(words) > 80 or len(before) > 200 or not (by or parted):
        return ()
    names = speakers.people(words)
    known = speakers.surest(names)
    initial = all(_INITIAL.match(name) for name in names)
    return names if known >= (1 if by or initial else trust) and all(map(_is_full, names)) else ()


def _is_full(name: str) -> bool:
    return " " in name or not name.isascii()


_KIND_LABEL = re.compile(rf"(?:{TALK.pattern})\s*[:：]\s*", re.IGNORECASE)
_TALK_BY = re.compile(
    r"\s(?P<by>(?:by|von|vom|par|por|del?|do|da|di|door|van|av|af|от|від)\s+[^\W\d_a-zß-ÿ](?:[^.;:!?()]|(?<=[A-Z])\.){2,60})$"
)
_ABOUT_END = re.compile(r"[\s,]+(?:on|about|über|zu|zum|sur|sobre|su|over|om|о|об|про|o)$", re.IGNORECASE)
_PARTING = ":：–—-"
_INITIAL = re.compile(r"[^\W\d_]\. ?[^\W\d_]")
