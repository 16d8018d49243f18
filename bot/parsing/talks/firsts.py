# ruff: noqa: E501
"""Talks told of by their place in a row: "Mein erster Vortrag war Moos mit Ada", "im dritten ging es um Farne"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.parsing.letters import CAPITAL
from bot.parsing.talks.clauses import clause_end, topic_at, without_article
from bot.parsing.talks.phrases import BY_WHOM, COPULA
from bot.parsing.talks.told import Sentence, Told
from bot.parsing.talks.whose import team
from bot.parsing.titles import read_title
from bot.parsing.vocabulary import GIVEN, ORDINAL, ORDINAL_CUE, OVERVIEW, TALK, WEEKDAY

CUE = ORDINAL_CUE

_NTH_WAS = re.compile(
    rf"(?<!\w)(?:{ORDINAL})\s(?:[^\W\d_]+\s)?(?:{TALK.pattern})(?:\s[^.,:;!?\"“„«()]{{3,50}}?)?\s(?:{COPULA})\s",
    re.IGNORECASE,
)
_IN_NTH = re.compile(
    rf"\b(?:im|in der|in dem|dans (?:le|la|l['’])|en (?:el|la)|nel|nella|n[oa]|in (?:de|het)|w|v|ve|в|i (?:den|det))\s(?:{ORDINAL})(?=\s)",
    re.IGNORECASE,
)
_CAPITALS = rf"(?:{CAPITAL}|\d)[\w’'.+&#/-]*"
_JOINTS = (
    r"(?:mit|für|und|in|im|zu|zum|zur|von|vom|der|die|das|den|dem|auf|ohne|statt|als|am|vs\.?|an|bei|de|la|le|les|du|des|d|et|en|pour|avec|sans|sur|el|los|las|del|y|con|para|"
    r"por|sin|da|do|dos|das|e|em|com|sem|na|no|di|della|delle|per|senza|il|met|voor|van|het|zonder|med|för|og|och|till|til|i|w|z|dla|bez|v|s|pro|с|в|для|без|и|of|for|the|with|on|to|and|&|–|-)"
)
_RUN = re.compile(rf"{_CAPITALS}(?:,?\s(?:{_JOINTS}\s){{0,2}}{_CAPITALS})*")
"""Words in capitals with small ones between, in any European language."""
_ENDED = re.compile(
    r"\s*(?:[,.;:!?()]|$|\s[–—-]\s|\s(?:von|by|par|de|di|do|da|van|av|af|od|and|und|et|y|e|en|i)\s)"
)
_ANNOUNCED = re.compile(
    rf"(?:eine?|une?|un[ao]?|uma?|een|en|ett|et|o)\s(?:[^\W\d_]+\s){{0,2}}?(?P<noun>{OVERVIEW.pattern})\s(?=\S+\s?\S)",
    re.IGNORECASE,
)


def nth(sentence: Sentence) -> Iterator[Told]:
    """As in the examples above; what it was is a title, or an introduction to something."""
    text = sentence.text
    for was in _NTH_WAS.finditer(text):
        run = _RUN.match(text, was.end())
        overview = _ANNOUNCED.match(text, was.end())
        if overview is not None:
            begin = overview.start("noun")
            end = clause_end(text, overview.end())
        elif run is not None and _is_title(run.group()) and _ENDED.match(text, run.end()):
            begin, end = run.span()
        else:
            continue
        if not any(name.start < end and name.end > begin for name in sentence.names):
            yield Told(without_article(text[begin:end]).rstrip(".,:;"), was.start(), end, "nth")
    for at in _IN_NTH.finditer(text):
        begin = topic_at(text, at.end())
        if begin >= 0 and TALK.search(text, 0, at.start()):
            end = clause_end(text, begin)
            yield Told(without_article(text[begin:end]), at.start(), end, "nth")


def _is_title(run: str) -> bool:
    """Two words in capitals or more, none a day."""
    return sum(word[0].isupper() for word in run.split()) >= LEAST_CAPITALS and not WEEKDAY.search(run)


LEAST_CAPITALS = 2


def behind_colon(sentence: Sentence) -> Iterator[Told]:
    """As in "La première session : La mousse pour tous.", "Our second talk: Moss for All by Ada Lovelace"."""
    match = _LED_IN.match(sentence.text)
    kind = TALK.search(match["lead"]) if match and sentence.note.part.kind == "text" else None
    if match is None or kind is None or kind.group().endswith("s"):
        return
    short = len(match["lead"].split()) <= MOST_LEADING and _ITS_NUMBER.fullmatch(match["lead"], kind.end())
    if not (short or _WHICH_I_SAW.fullmatch(match["lead"], kind.end())):
        return
    whole = _FULL_STOP.split(match["title"])[0].rstrip(" .")
    titled = read_title(whole)
    start = match.start("title")
    if titled.rule == "by" or len(whole.split()) <= MOST_IN_TITLE:
        speakers = list(titled.speakers) if titled.rule != "alone" else []
        yield Told(titled.title if speakers else whole, start, start + len(whole), "behind_colon", speakers)


def colon_and_by(sentence: Sentence) -> Iterator[Told]:
    """As in "then came the best talk of the day: growing moss on roofs, given by Ada Lovelace"."""
    text = sentence.text
    for name in sentence.names:
        by = _BROUGHT_BY.search(text, max(0, name.start - FAR_BEFORE), name.start)
        kind = by and _KIND_COLON.search(text, 0, by.start())
        title = text[kind.end() : by.start()] if kind and by else ""
        if kind and 0 < len(title.split()) <= MOST_IN_TITLE and not _PARTED.search(title):
            yield Told(title, kind.start(), name.end, "behind_colon", team(sentence, name))


FAR_BEFORE = 40
"""Characters before a name in which the words for "given by" stand."""

_BROUGHT_BY = re.compile(rf",\s(?:(?:{GIVEN.pattern})\s)?{BY_WHOM}\s$")
_KIND_COLON = re.compile(
    rf"\b(?:{TALK.pattern})(?<!s)(?:\s[^.,;:!?()\s]+){{0,5}}\s?:\s(?=[^:]*$)",
    re.IGNORECASE,
)
_PARTED = re.compile(r"[.!?;]\s|\s(?:was|is|war|était|fue|foi)\s")

MOST_LEADING = 5
"""Words before a colon that can be but the kind of session and its place."""

MOST_IN_TITLE = 14
"""Words behind a colon that can be a title."""

# As in "the first talk of the day" and "the session 2", before a colon.
_ITS_NUMBER = re.compile(r"(?:\s(?:of|from|by|du|de|des|von|am|on|in|del|di)\s[\w’' -]{2,30}|\s\d+)?\s?")
# "la première conférence à laquelle j'ai assisté"
_WHICH_I_SAW = re.compile(
    r",?\s(?:that|which|I|we|que|qu['’]|auquel|(?:à|a) (?:laquelle|la que)|al que|che|die|den|der|dat|som|jag|jeg|(?:na )?któr[yąaej]+|котор\w+|kterou)\s[\w’' -]{3,50}"
)
_FULL_STOP = re.compile(r"(?<=[^\W\d_]{3})[.!?](?:\s|$)")
_LED_IN = re.compile(
    r"(?P<lead>(?:[\w’'-]+,?\s){1,9}[\w’'-]+)\s?[:：]\s+(?P<title>[^\W\d_a-zß-ÿ][^\n]{6,160})"
)
