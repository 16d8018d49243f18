"""Who is named right before a linked title, as lists of talks have it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from bot.parsing import speakers
from bot.parsing.letters import size
from bot.parsing.link_labels import is_label
from bot.parsing.links import is_profile
from bot.parsing.rich import Rich
from bot.parsing.titles import looks_like_title
from bot.parsing.trimming import QUOTES, clean
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
    return names if known >= (1 if by or initial else trust) and speakers.are_full(names) else ()


BEHIND = "behind"
"""The rule by which people are known who stand before a title set apart."""


class Beside(NamedTuple):
    """People and a title in one line, one of them linked, and where the title ends."""

    names: tuple[str, ...]
    title: str
    end: int


def linked_beside(line: Rich) -> Beside | None:
    """Likely people before a dash and a title behind it, told apart by the one link, which leads to either.

    "Жанна Грохот – [Старый мох](old-moss.pdf)", "[Жанна Грохот](https://twitter.com/jeanne) – Старый мох"
    """
    start, end, link = line.links[0] if len(line.links) == 1 else (0, 0, None)
    if link is None or start > LONGEST or is_label(link.text):
        return None
    if not start and is_profile(link.url):
        dash = _DASH_FIRST.match(line.text, end)
        names = speakers.people(link.text) if dash and len(line.text) <= LONGEST else ()
        return (
            Beside(names, line.text[dash.end() :], len(line.text))
            if dash and speakers.are_full(names)
            else None
        )
    dash = _DASH_LAST.search(line.text, 0, start)
    names = speakers.people(line.text[: dash.start()]) if dash else ()
    if not speakers.are_full(names) or line.text[end:].strip(' .”"»'):
        return None
    to_people = is_profile(link.url) or speakers.surest(speakers.people(link.text)) == speakers.KNOWN
    return None if to_people else Beside(names, link.text, end)


def title_behind(line: Rich, trust: int = 2) -> Beside | None:
    """People a line begins with, and the title set apart right behind them, with nothing or notes behind.

    "Ada Lovelace (Acme) – _Old moss_. It lasts.", "Ada Lovelace, “Old moss”", "**Ada Lovelace** _Old moss_"
    """
    for start, end in _set_apart(line):
        before = _ASIDE.sub("", line.text[:start])
        names = speakers.people(before.strip(" \n,:：–—-|")) if len(before) <= LONGEST else ()
        if not speakers.are_full(names) or speakers.surest(names) < trust:
            continue
        words = line.text[start:end].strip(_MARKS)
        title = words.rstrip(".。")
        known = speakers.surest(speakers.people(title)) == speakers.KNOWN
        ends = _NOTES_BEHIND.match(line.text, end) or any(at - 1 <= end <= at for at, _ in line.lines)
        said = words != title and size(title) > FEW
        if ends and not known and not said and looks_like_title(title, short=True):
            return Beside(names, title, end)
    return None


def _set_apart(line: Rich) -> Iterator[tuple[int, int]]:
    """Where the first words stand that are quoted, and the first that look otherwise than those before."""
    opened = _QUOTED.search(line.text, 1, LONGEST)
    if opened is not None:
        yield opened.span()
    for before, mark in pairwise(line.marks):
        look = (mark.span.strong, mark.span.em)
        if any(look) and look != (before.span.strong, before.span.em) and mark.start:
            yield mark.start, mark.end
            return


FEW = 5
"""Words up to which what ends with a full stop can be a title, and is not what somebody said."""

_ASIDE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_MARKS = "".join(sorted({sign for pair in QUOTES for sign in pair})) + " ,"
_QUOTED = re.compile("|".join(f"{opening}[^{closing}\n]{{3,120}}{closing}" for opening, closing in QUOTES))
_NOTES_BEHIND = re.compile(r"[\s*_]*(?:$|[.:;(–—-]|\n)")


LONGEST = 120
"""Characters of people and of where they work before a link, or of a line that begins with a link to them."""

_DASH_FIRST = re.compile(r"\s+[-–—]+\s+(?=\S)")
_DASH_LAST = re.compile(r"[\s,]+[-–—]+\s+[«“\"]?$")


_KIND_LABEL = re.compile(rf"(?:{TALK.pattern})\s*[:：]\s*", re.IGNORECASE)
_TALK_BY = re.compile(
    r"\s(?P<by>(?:by|von|vom|par|por|del?|do|da|di|door|van|av|af|от|від)\s+[^\W\d_a-zß-ÿ](?:[^.;:!?()]|(?<=[A-Z])\.){2,60})$"
)
_ABOUT_END = re.compile(r"[\s,]+(?:on|about|über|zu|zum|sur|sobre|su|over|om|о|об|про|o)$", re.IGNORECASE)
_PARTING = ":：–—-,"
_INITIAL = re.compile(r"[^\W\d_]\. ?[^\W\d_]")
