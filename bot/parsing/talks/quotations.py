"""Talks told of by a title in quotation marks, emphasised, or set like code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.parsing import speakers
from bot.parsing.links import is_profile, leads_to_talk
from bot.parsing.rich import Rich
from bot.parsing.talks.phrases import ATTENDED, OTHER_WORK, POSSESSIVE_END, TITLED
from bot.parsing.talks.told import Sentence, Told
from bot.parsing.talks.unspaced import said_as_title
from bot.parsing.vocabulary import SPOKE, TALK, day_of


def quoted(sentence: Sentence) -> Iterator[Told]:
    """As in: a talk called “Life of a Packet”; Ada showed “[a packet tracer](…)”."""
    text = sentence.text
    quotations = _quotations(sentence)
    row = len(quotations) >= 3 and sum(end - start for start, end in quotations) > 0.7 * len(text)
    for start, end in quotations:
        inner = text[start + 1 : end - 1] if text[start] in '“"«„「『《‘' else text[start:end]
        before, after = text[max(0, start - 60) : start], text[end : end + 40]
        if _WHERE.match(after):
            continue
        least = LEAST_OF_TITLE if text[start] in "《『" else LEAST_QUOTED
        if _is_somebody(inner) or any((name.start, name.end) == (start, end) for name in sentence.names):
            continue
        if not _titlelike(inner, least) and not _owned(sentence, start, after):
            continue
        near = TALK.search(before) or TALK.match(after.lstrip(" ,()*_"))
        called = not text.isascii() and said_as_title(before, after)
        by = re.match(r"[\s*_,(]*(?:by|from|von|par|por|door|de|di)\s+(?=[A-Z])", after)
        video = any(
            a <= end + 12 and b >= start and leads_to_talk(link.url, link.text)
            for a, b, link in sentence.note.rich.links
            if a >= start
        )
        theirs = _is_theirs(sentence, start) or bool(
            (sentence.names or _I_GAVE.search(before)) and TITLED.search(before)
        )
        heard = ATTENDED.search(text[max(0, start - 14) : start]) or _owned(sentence, start, after)
        brought = any(
            name.end <= start and SPOKE.search(text[name.end : start])
            for name in sentence.names[:1]
            if any(
                a >= start and b <= end for a, b, link in sentence.note.rich.links if not is_profile(link.url)
            )
        )
        if row or near or called or by or video or heard or brought or theirs:
            names = (
                re.split(r"[(.;:\n]|,\s(?=[a-z])|\s(?:was|is|on|about|in|at)\s", text[end + by.end() :])[0]
                if by
                else ""
            )
            yield Told(inner, start, end, "quoted", list(speakers.people(names)))


def _is_somebody(text: str) -> bool:
    """A name set off for its own sake: "**Ada Lovelace’s** [drawings](…)"."""
    if speakers.by_of(text) and speakers.people(text):
        return True
    name = _GENITIVE.sub("", text)
    return speakers.likeness(name) >= (2 if name == text else 1)


_GENITIVE = re.compile(r"['’]s?$")


# "the **Networks** devroom": where talks were given.
_WHERE = re.compile(
    r"[\"”»*_]*\s?(?:dev(?:eloper)?[ -]?rooms?|track|room|stage|hall|raum|saal|salle|sala|zaal|зал\w*)\b",
    re.IGNORECASE,
)


def in_code(sentence: Sentence) -> Iterator[Told]:
    """As in "最有趣的是`封包的一生`" on a day of talks: in ideographs nobody writes code."""
    text = sentence.text
    coded = [] if text.isascii() else _coded_words(sentence.note.rich)
    on_day = bool(coded) and day_of(sentence.section or "") is not None
    for start, end in coded:
        near = TALK.search(text[max(0, start - 12) : start]) or TALK.match(text[end:].lstrip(" ,，的"))
        if (on_day or near) and end - start <= 60:
            yield Told(text[start:end], start, end, "in_code")


def names_in_code(sentence: Rich) -> bool:
    """It sets words in ideographs like code."""
    return not sentence.text.isascii() and bool(_coded_words(sentence))


def _coded_words(sentence: Rich) -> list[tuple[int, int]]:
    return [
        (mark.start, mark.end)
        for mark in sentence.marks
        if mark.span.code
        and mark.span.url is None
        and len(_UNSPACED.findall(sentence.text, mark.start, mark.end)) >= LEAST_IDEOGRAPHS
    ]


LEAST_IDEOGRAPHS = 4
"""Ideographs from which words set like code are a title, not the label of a button."""

_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def _owned(sentence: Sentence, start: int, after: str) -> bool:
    """What the person owns whose profile is linked, the sentence ends with: "@ada's "packets in depth"."."""
    owner = POSSESSIVE_END.search(sentence.text[:start])
    if owner is None or re.match(r"\s*[\w(]", after):
        return False
    at = owner.start()
    return any(a < at <= b for a, b in profiles(sentence))


def profiles(sentence: Sentence) -> list[tuple[int, int]]:
    """Where the sentence links the pages of people, from and to."""
    return [(start, end) for start, end, link in sentence.note.rich.links if is_profile(link.url)]


def _is_theirs(sentence: Sentence, start: int) -> bool:
    """Somebody stands in the genitive before it, and it is no book of theirs: "Ada Lovelace's “Old Moss”"."""
    before = sentence.text[:start]
    owner = POSSESSIVE_END.search(before)
    if owner is None or not any(name.end == owner.start() for name in sentence.names):
        return False
    return OTHER_WORK.search(sentence.text) is None and _READ.search(before) is None


_I_GAVE = re.compile(r"\b(?:I|we) (?:presented|gave)\b", re.IGNORECASE)
_READ = re.compile(r"\b(?:re)?read(?:ing)?\b", re.IGNORECASE)


def _quotations(sentence: Sentence) -> list[tuple[int, int]]:
    """Stretches in quotation marks or emphasised, outermost first."""
    text = sentence.text
    quoted = re.finditer(
        r"“[^“”]+”|„[^„“”]+[“”]|«[^«»]+»|「[^「」]+」|『[^『』]+』|《[^《》]+》|(?<!\w)\"[^\"]+\"(?!\w)|(?<!\w)‘[^‘’]{8,}’(?!\w)",
        text,
    )
    found = [match.span() for match in quoted]
    start = end = -1
    for mark in (*sentence.note.rich.marks, None):
        styled = mark is not None and (mark.span.em or mark.span.strong) and mark.span.url is None
        if styled and mark is not None:
            start, end = (start, mark.end) if end == mark.start else (mark.start, mark.end)
        elif start >= 0:
            if all(not (a <= start < b or start <= a < end) for a, b in found):
                found.append((start, end))
            start = end = -1
    return sorted(found)


LEAST_QUOTED = 6
"""Ideographs from which quoted words are a title ..."""

LEAST_OF_TITLE = 3
"""... and where the marks are those of titles."""


def _titlelike(text: str, least: int) -> bool:
    """Two words or more, not a whole sentence said by somebody."""
    if text.startswith(("(", "[")):
        return False
    words = text.split()
    cjk = len(_UNSPACED.findall(text))
    if cjk >= least:
        return len(text) <= 60
    capital = sum(word[0].isupper() for word in words)
    return (
        2 <= len(words) <= 22
        and (capital >= 2 or len(words) >= 3)
        and not (text.endswith(",") or (words[0][0].islower() and capital < 2))
    )
