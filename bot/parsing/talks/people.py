# ruff: noqa: E501
"""The people a sentence names: by given name, by what stands beside them, in bold, by a link to their profile."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from bot.parsing import speakers
from bot.parsing.cues import Cue
from bot.parsing.letters import CAPITAL, SMALL
from bot.parsing.links import is_profile
from bot.parsing.rich import Rich
from bot.parsing.speakers import Mention
from bot.parsing.talks.phrases import CUED, CUED_CUE, CUED_IN_ENGLISH, HOW, THE_ONE_OF
from bot.parsing.talks.unspaced_people import HONOUR, people_unspaced, speaks_unspaced
from bot.parsing.vocabulary import (
    BRINGER,
    BRINGER_CUE,
    DECLINED,
    SPOKE,
    SPOKE_CUE,
    TALK,
    TALK_CUE,
    THEN,
    WEEKDAY,
)

_CUED_CUE = CUED_CUE | TALK_CUE | SPOKE_CUE


def people_of(sentence: Rich) -> list[Mention]:
    """The people a sentence names: by given name, by what is said of them, by a link to their profile."""
    text = sentence.text
    named = [_without_company(sentence, name) for name in sentence.named]
    for begin, end in _cued(sentence):
        start = _behind_opening(text, begin, end)
        name = text[start:end]
        if (
            speakers.likeness(name) == 1
            and not _NO_GIVEN.match(name)
            and all(
                end <= other.start
                or start >= other.end
                or (start < other.start <= other.end == end and " " not in other.name)
                for other in named
            )
        ):
            named = [other for other in named if other.end != end]
            named.append(Mention(start, end, name))
    named = [_with_given(text, name) for name in named]
    if sentence.may_hold(BRINGER_CUE):
        brought = _beside_bringer(text, named)
        named = [
            name
            for name in named
            if not any(name.start >= one.start and name.end <= one.end for one in brought)
        ]
        named += brought
    named += _joined_to(text, named)
    if not text.isascii():
        families = _by_family(text)
        named = [name for name in named if all(o.end <= name.start or o.start >= name.end for o in families)]
        named += families
    named += _in_genitive(sentence, named)
    if not text.isascii() and sentence.may_hold(_HUNGARIAN):
        named = [_family_first(text, name) for name in named]
    if not text.isascii() and (unspaced := people_unspaced(text)):
        named = [name for name in named if all(o.end <= name.start or o.start >= name.end for o in unspaced)]
        named += unspaced
    named += _set_off(sentence, named)
    if "@" in text:
        named += _handles(text, sentence, named)
    for start, end, link in sentence.links:
        if _LOOKS_NAMED.fullmatch(link.text) and _THE_ONE_BEFORE.search(text, max(0, start - 30), start):
            named = [name for name in named if name.end <= start or name.start >= end]
            named.append(Mention(start, end, link.text))
            continue
        if link.text.startswith("@") and any(_OWN_ACCOUNT.fullmatch(text, m.end, start) for m in named):
            continue
        known = speakers.likeness(link.text) or _HANDLE.fullmatch(link.text) or _spoke_alone(text, start, end)
        if (is_profile(link.url) and known) or speaks_unspaced(text, start, end):
            named = [name for name in named if name.end <= start or name.start >= end]
            name = _GENITIVE.sub("", link.text)
            named.append(Mention(start, end - len(link.text) + len(name), name.lstrip("@")))
    return sorted(named)


# "Ada Lovelace 先生 (@ada)": whose the account is stands right before it.
_OWN_ACCOUNT = re.compile(rf" ?(?:{HONOUR})? ?[（(]")


def _spoke_alone(text: str, start: int, end: int) -> bool:
    """One word in capitals right behind a verb of speaking: "… que impartió [Quique](a profile)"."""
    one = text[start:end]
    return (
        one.isalpha() and one.istitle() and _SPOKE_BEFORE.search(text, max(0, start - 30), start) is not None
    )


_SPOKE_BEFORE = re.compile(rf"(?:{SPOKE.pattern})\s$", re.IGNORECASE)


# "Zum Abschluss gab es …": what begins a sentence with a capital.
_NO_GIVEN = re.compile(
    r"(?:Zum|Zur|Am|Im|Beim|Vom|Nach|Vor|In|Auf|Bei|Mit|Aus|An|Als|Der|Die|Das|Den|Dem|Ein|Eine|Le|La|Les|El|Los|Las|Il|Gli|Het|De|Een|The|After|At|On|For|From|With|Then|Next|Our|My|This|That|All|Dans|Pour|Après|En|Al|Por|Para|No|Na|Em|Dopo|Per|Nel|Op|Na|Bij|[A-Z][a-z]{3,}ing(?<!Sterling))\s"
)


# "Potem Ada", "Luego Ada": how the day went on begins the sentence.
_OPENING = re.compile(rf"(?:{THEN.pattern})\s(?=\S)", re.IGNORECASE)


def _behind_opening(text: str, start: int, end: int) -> int:
    """Where a name begins that words such as "then" stand before."""
    while (opening := _OPENING.match(text, start, end)) is not None:
        start = opening.end()
    return start


def _with_given(text: str, name: Mention) -> Mention:
    """A single name with the unknown one before it, within a sentence: "then Zorvin Scott showed"."""
    before = None if " " in name.name else _CAPITAL_BEFORE.search(text, max(0, name.start - 24), name.start)
    if before is None or WEEKDAY.fullmatch(before[1]) or _NO_GIVEN.match(before.group()):
        return name
    full = before.group() + name.name
    return Mention(before.start(1), name.end, full) if speakers.likeness(full) == 1 else name


_CAPITAL_BEFORE = re.compile(r"(?<=[a-z,] )([A-Z][a-z]{2,}) $")


def _by_family(text: str) -> list[Mention]:
    """Vietnamese names, which begin with one of few family names: "Nguyễn Văn An"."""
    found = []
    for match in speakers.VIETNAMESE.finditer(text):
        name = _in_capitals(match.group())
        if " " in name:
            found.append(Mention(match.start(), match.start() + len(name), name))
    return found


def _in_genitive(sentence: Rich, named: Sequence[Mention]) -> Iterator[Mention]:
    """Names that no preposition stands before, behind a talk or its title: "prelekcja Jana Kowalskiego", "«Старый мох» Анны Ивановой"."""
    text = sentence.text
    ends = set()
    if _SLAVIC.search(text):
        ends |= {mark.end for mark in sentence.marks if mark.span.url is None}
        ends |= {match.end() for match in _QUOTED_END.finditer(text)}
    if sentence.may_hold(_DECLINED_CUE):
        ends |= {match.end() for match in DECLINED.finditer(text)}
    for at in sorted(ends):
        match = _GENITIVE_NAME.match(text, at)
        if match and all(match.end() <= other.start or match.start(1) >= other.end for other in named):
            yield Mention(*match.span(1), match[1])


_SLAVIC = re.compile(r"[łąęśżźńěřůа-яё]")
_QUOTED_END = re.compile(r"[”»](?=\s)")
_DECLINED_CUE = Cue(
    frozenset(),
    ("prelekc", "wyst", "sesj", "warsztat", "prezent"),
    (
        "доклад",
        "докла",
        "доповід",
        "выступ",
        "виступ",
        "wyk",
        "před",
        "pred",
        "лекц",
        "презент",
        "сесс",
        "кейноут",
    ),
)
_GENITIVE_NAME = re.compile(
    rf"\s({CAPITAL}[{SMALL}’'-]+(?:\s{CAPITAL}[{SMALL}’'-]+){{1,2}})(?=\s[{SMALL}]|[.,;!?)]|\s[«„\"*–—-]|$)"
)
_HUNGARIAN = Cue(
    frozenset(["beszélt", "mesélt", "bemutatta", "ismertette", "című", "tartott", "mondta", "mutatta"]),
    (),
    ("előad",),
)


def _family_first(text: str, name: Mention) -> Mention:
    """A Hungarian name, whose given name stands last: "Kovács Anna"."""
    before = None if " " in name.name else _FAMILY_BEFORE.search(text, max(0, name.start - 24), name.start)
    if before is None or THEN.fullmatch(before[1]) or _NO_GIVEN.match(before.group()):
        return name
    return Mention(before.start(1), name.end, text[before.start(1) : name.end])


_FAMILY_BEFORE = re.compile(rf"(?:^|(?<=[\s„”»(]))({CAPITAL}[{SMALL}]{{2,}})\s$")


def _in_capitals(words: str) -> str:
    """The words up to the first without a capital."""
    return " ".join(takewhile(lambda word: word[0].isupper(), words.split()))


def _beside_bringer(text: str, named: Sequence[Mention]) -> list[Mention]:
    """Names of no known given name behind the word for who brings a talk: "the speaker Zorvin Quill", "diễn giả Hưng Aly"."""
    found = []
    for bringer in BRINGER.finditer(text):
        behind = _CAPITALS.match(text, bringer.end())
        if behind is None:
            continue
        name, start = _in_capitals(behind["name"]), behind.start("name") + 1
        free = all(
            other.end <= start
            or other.start >= behind.end()
            or start <= other.start <= other.end <= behind.end()
            for other in named
        )
        if free and " " in name and speakers.likeness(name):
            found.append(Mention(start, start + len(name), name))
            joined = _JOINED_BEHIND.match(text, start + len(name))
            if joined and speakers.likeness(joined["name"]):
                found.append(Mention(*joined.span("name"), joined["name"]))
    return found


# "the speakers Zorvin Quill and Imre Volt"
_JOINED_BEHIND = re.compile(
    r"\s(?:and|und|et|y|e|en|och|og|i|và|dan|ve|&)\s(?P<name>[^\W\d_a-z][\w’'-]+(?:\s[^\W\d_a-z][\w’'-]+){1,2})"
)
_CAPITALS = re.compile(
    r"(?:\s(?!(?:at|from|of|in|for|on|and|to|was|is|who|by|with|or)\b)[a-zß-ÿ][^\W\d_A-Z]*){0,2}?(?P<name>(?:\s[^\W\d_a-z][\w’'-]+){2,4})"
)


def _handles(text: str, sentence: Rich, named: Sequence[Mention]) -> Iterator[Mention]:
    """Handles that are not linked, of those who gave something: "@ada gave a talk", "a talk by @ada"."""
    for handle in _BARE_HANDLE.finditer(text):
        start, end = handle.span()
        beside = _BY_END.search(text, max(0, start - 8), start) or _GAVE_NEXT.match(text, end)
        free = all(end <= other.start or start >= other.end for other in named)
        linked = any(a <= start < b for a, b, _ in sentence.links)
        if beside and free and not linked:
            yield Mention(start, end, handle["name"])


_BARE_HANDLE = re.compile(r"(?<![\w@/.])@(?P<name>[A-Za-z](?:[\w-]{0,30}\w)?)")
_BY_END = re.compile(r"\b(?:by|from|von|par|por|door)\s$", re.IGNORECASE)
_GAVE_NEXT = re.compile(rf"(?:['’]s\s|\s(?:also\s|then\s)?(?:{SPOKE.pattern})\b)", re.IGNORECASE)


def _set_off(sentence: Rich, named: list[Mention]) -> list[Mention]:
    """Names in bold, or in italics, of which one is known, or before a verb of speaking, with those in the same row.

    Where there are several rows and somebody in them is known, all are names. What was known of them
    but in part ("Zach" of "**Zach Nation**") is taken out of `named`.
    """
    found: list[Mention] = []
    for look in ("strong", "em"):
        places = [
            place
            for mark in sentence.marks
            if getattr(mark.span, look) and mark.span.url is None and not mark.span.code
            for place in _each(sentence.text, mark.start, mark.end)
        ]
        if places and all(_LOOKS_NAMED.fullmatch(sentence.text, *place) for place in places):
            found += _in_rows(sentence.text, places, named)
    return found


def _each(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What is set off; each of two names set off together: "**Ada Lovelace y Bo Ray**"."""
    joint = _TWO_JOINED.fullmatch(text, start, end)
    yield from (joint.span(1), joint.span(2)) if joint else ((start, end),)


def _in_rows(text: str, places: Sequence[tuple[int, int]], named: list[Mention]) -> list[Mention]:
    rows: list[list[tuple[int, int]]] = []
    for place in places:
        if rows and _ROW.fullmatch(text, rows[-1][-1][1], place[0]):
            rows[-1].append(place)
        else:
            rows.append([place])
    known = {name.start for name in named}
    agreed = len(rows) > 1 and any(a <= start < b for row in rows for a, b in row for start in known)
    found = []
    for row in rows:
        spoke = _SPOKE_BEHIND.match(text, row[-1][1])
        theirs = _THE_ONE_BEFORE.search(text, max(0, row[0][0] - 30), row[0][0])
        if spoke or agreed or theirs or any(a <= start < b for start in known for a, b in row):
            named[:] = [name for name in named if not any(a <= name.start and name.end <= b for a, b in row)]
            found += [Mention(a, b, text[a:b]) for a, b in row]
    return found


_SPOKE_BEHIND = re.compile(
    rf"(?:,?\s(?:who|qui|que|che|die|der))?(?:{HOW})?\s*(?:{SPOKE.pattern})", re.IGNORECASE
)
_THE_ONE_BEFORE = re.compile(
    rf"(?:{THE_ONE_OF}|(?:{TALK.pattern})(?<!s)\s(?:by|von|par|por|de|del|di|do|da|van|av|af|przez|od|från|fra)\s)$",
    re.IGNORECASE,
)
"""Right before whoever gave it: "la de", "il talk di"."""
_ROW = re.compile(r"\s*(?:,|&|,?\s*(?:and|und|et|y))\s*")
_A_NAME = r"[^\W\d_a-zß-öø-ÿ][\w’'.-]+(?: (?:van|von|de|der|den|da|di|el|le|[A-Z]\.))*(?: [^\W\d_a-zß-öø-ÿ][\w’-]+){1,2}"
_LOOKS_NAMED = re.compile(_A_NAME)
_TWO_JOINED = re.compile(rf"({_A_NAME}) (?:and|und|et|y|e|en|och|og|i|&) ({_A_NAME})")


def _cued(sentence: Rich) -> Iterator[tuple[int, int]]:
    """Where words stand that what is beside them makes names."""
    text = sentence.text
    if sentence.may_hold(_CUED_CUE):
        yield from (_alone(text, *match.span(str(match.lastgroup))) for match in CUED.finditer(text))
    genitive = "'" in text or "’" in text
    for words, owning, pattern in CUED_IN_ENGLISH:
        if (genitive or not owning) and not sentence.words.isdisjoint(words):
            yield from (_alone(text, *match.span("name")) for match in pattern.finditer(text))


def _alone(text: str, start: int, end: int) -> tuple[int, int]:
    """A name without the genitive behind it, and that of the company before it: "Acme's Ada Lovelace's"."""
    owned = _COMPANYS.match(text, start, end)
    return owned.end() if owned else start, end - 2 if text[end - 2 : end] in ("'s", "’s") else end


_COMPANYS = re.compile(r"\S+['’]s (?=\S+ \S)")


def _joined_to(text: str, named: Sequence[Mention]) -> list[Mention]:
    """Names of an unknown given name joined to one that is known: "Yangsoo Park and Ada Lovelace"."""
    found = []
    for name in named:
        before = _NAME_AND.search(text, max(0, name.start - 50), name.start) if " " in name.name else None
        if before and speakers.likeness(before[1]) == 1:
            start, end = before.span(1)
            if all(end <= other.start or start >= other.end for other in named):
                found.append(Mention(start, end, before[1]))
    return found


_NAME_AND = re.compile(
    r"(?<![\w’'-] )(?<!\w)([A-ZÀ-Þ][\w’'-]+ [A-ZÀ-Þ][\w’'-]+)(?:['’]s?)?(?:\s\([^()]{1,40}\))?\s(?:and|&|und|et|y)\s$"
)


def _without_company(sentence: Rich, name: Mention) -> Mention:
    """A name without a linked company behind it: "Giulia Neri di [Acme](…)"."""
    for start, end, link in sentence.links:
        if name.start < start and end == name.end and not is_profile(link.url):
            words = sentence.text[name.start : start].split()
            kept = " ".join(words[:-1])
            if len(words) > 2 and words[-1] in ("di", "de", "von", "van", "da", "der"):
                return Mention(name.start, name.start + len(kept), kept)
    return name


_HANDLE = re.compile(r"@\w[\w.-]*(?:['’]s)?")
_GENITIVE = re.compile(r"['’]s?$")
