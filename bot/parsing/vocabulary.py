"""The words by which conferences are spoken of, in the languages recaps are written in.

Structure decides first; these words are asked where structure is silent. They are data
(`vocabulary.toml`): a language is added by adding its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from bot.parsing.asides import BESIDES, is_of_author
from bot.parsing.cues import Cue
from bot.parsing.dates import is_date, is_month_next
from bot.parsing.letters import size
from bot.parsing.link_labels import is_label
from bot.parsing.placed import COUNT, PLACE, unplaced
from bot.parsing.wordlists import TABLE, anywhere, cue_of, in_languages, one_of, unspaced, words_of

TALK = anywhere(words_of("talk"), unspaced("talk"))
"""One session: "the talk by …", "die Keynote von …", "cette conférence"."""

HONORIFIC = "(?:さん|さま|様|氏|先生|老師|老师|님|씨)"
"""A title of courtesy right behind a name, as a regular expression."""

DECLINED = re.compile(in_languages("talk", ("ru", "uk", "pl", "cs", "sk", "id")), re.IGNORECASE)
"""One session, in languages in which a name right behind it (in the genitive, if any) says whose it is."""

SPOKE = anywhere(words_of("spoke"), ())
"""Verbs by which a person brings a talk."""

DEALT = anywhere(words_of("dealt"), ())
"""Verbs by which a session has a subject: "covered", "handelte von"."""

HELD = anywhere(words_of("held"), ())
"""Verbs by which a person brings anything: "made", "had"."""

OVERVIEW = anywhere(words_of("overview"), ())
"""What a person gives beside a talk, or instead of one: an introduction, a demo."""

BRINGER = anywhere(words_of("bringer"), unspaced("bringer"))
"""Nouns for a person who brings a talk."""

TITLED = re.compile(
    rf"\W*(?:(?:talk|session|{'|'.join(unspaced('talk'))})\s?)?"
    rf"{one_of((*words_of('titled'), *unspaced('titled')))}\W*?[:：]\W*",
    re.IGNORECASE,
)
"""What stands before a title in a line that holds one: "Topic: Old Ants"."""

TALK_CUE, SPOKE_CUE, BRINGER_CUE = cue_of("talk"), cue_of("spoke"), cue_of("bringer")
OVERVIEW_CUE = cue_of("overview")
"""By which to see whether asking for one of them is worth it."""

THEN = anywhere(words_of("then"), ())
"""Words by which is told how a day went on: "then", "followed"."""

SAID = anywhere(words_of("said"), ())
"""Verbs that say that somebody's words are quoted."""

GIVEN = anywhere(words_of("given"), ())
"""What was done with a talk, before "by": "presented"."""

WRITINGS = anywhere(words_of("writings"), unspaced("writings"))

WEEKDAY = anywhere(words_of("weekdays"), unspaced("weekdays"))

_SESSIONS = anywhere(words_of("sessions"), (*unspaced("talk"), *unspaced("sessions")))
_COMPOUND = re.compile(
    r"\w+(?:talks?|vortr[aä]ge?|keynotes?|sessions?|workshops?|präsentationen)\b", re.IGNORECASE
)

_DAYS = TABLE["days"]
_ORDINALS = {word: day for day, words in enumerate(_DAYS["ordinals"]) for word in words.split()}
_COUNTED = _ORDINALS | {word: day for day, words in enumerate(_DAYS["cardinals"]) for word in words.split()}


def _numbers(words: Iterable[str]) -> str:
    return one_of(sorted(words, key=len, reverse=True))


ORDINAL = one_of((*words_of("next"), *sorted(filter(str.isalpha, _ORDINALS), key=len, reverse=True)))
"""By which one of several is told, as a regular expression: "first", "zweiter", "last"."""

CARDINAL = one_of(sorted(filter(str.isalpha, _COUNTED.keys() - _ORDINALS.keys()), key=len, reverse=True))
"""By which several are counted, as a regular expression: "two", "drei"."""

ORDINAL_CUE = cue_of("next") | Cue(frozenset(_ORDINALS))

_DAY_WORDS = one_of(_DAYS["words"].split())
DAY = re.compile(
    rf"\b{_DAY_WORDS}[ _#-]*(?:a |thứ |ke-?)?0?(?P<a>{_numbers(_COUNTED)})\b"
    r"(?!\s*(?:[.,]\d|%)|(?<=ngày \d)/\d)|"
    rf"\b(?P<b>{_numbers(_ORDINALS)}|[1-7](?:\.|[ºª°]|-?[йяе]))"
    rf"(?:[ -](?:\w+ )?{_DAY_WORDS}|\s+{one_of(_DAYS['compounds'].split())})\b|"
    r"第\s*(?P<c>[一二三四五六七1-7])\s*[天日]|(?P<d>[1-7１-７一二三四五六七])\s*日目|"
    r"(?P<f>[初首])日|(?P<g>첫째|둘째|셋째|넷째|첫)\s?날(?!씨)|(?P<h>[1-7])\s?일\s?차|"
    r"(?<!\w)D(?:ay ?)?(?P<e>[0-7])(?!\w)",
    re.IGNORECASE,
)
"""One day of several, counted: "Day 2", "zweiter Tag", "2日目"."""
_DAY_SIGN = re.compile(
    "|".join([*_DAYS["words"].split(), *_DAYS["compounds"].split(), "[第日날]", "일 ?차", "d[0-7]"])
)

_GENERAL = re.compile(
    rf"^(?:(?:{TABLE['general']['before'].replace(' ', '|').replace('_', ' ')}) )*(?:l['’])?"
    rf"(?:{one_of(sorted(words_of('general'), key=len, reverse=True))}\b|{one_of(unspaced('general'))})",
    re.IGNORECASE,
)
_AROUND = one_of(TABLE["general"]["around"].split())
_GENERAL_WHOLE = re.compile(
    rf"(?:{_AROUND}\s?){{0,4}}{one_of(unspaced('general'))}(?:\s?(?:{_AROUND}|{one_of(unspaced('general'))})){{0,5}}"
)
# In Japanese and Chinese what is general stands last: "簡単な感想".
_GENERAL_LAST = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff]{1,4}(?:感想|心得|[总總][结結]|まとめ|所感|小[结結]|后记|後記|振り返り|結論|结论|花絮|簡介|简介|概要|会場|会场|會場)$"
)
SHORT = 8
LONGEST_UNSPACED = 24
"""Letters of a heading in scripts without blanks up to which it can be nothing but general words."""


def is_day_recorded(text: str) -> bool:
    """Words of a link that leads to the recording of a whole day: "AntConf 2039 - Day 1 livestream"."""
    if not days_of(text):
        return False
    last = _DASHED.split(text)[-1]
    return is_label(DAY.sub(" ", last)) and TALK.search(last) is None


def days_of(text: str) -> list[int]:
    """Every day of the event that `text` speaks of, in order: "Days 1 and 2", "第二天"; no date."""
    if not _DAY_SIGN.search(text.lower()):
        return []
    counted = (m for m in DAY.finditer(text) if not is_month_next(text, m.end()))
    words = (next(part for part in m.groups() if part is not None) for m in counted)
    figures = (word[0] if word[0].isdigit() else word for word in words)
    days = (_COUNTED.get(word.replace("İ", "i").lower()) for word in figures)
    return [day for day in days if day is not None]


def day_of(text: str) -> int | None:
    """The first of them: "Day two" -> 2, "zweiter Tag" -> 2, "2日目" -> 2."""
    return next(iter(days_of(text)), None)


FEW_BESIDES = 5
"""Words of a heading of what was besides the sessions, at most."""

FEW = 2
"""Words behind a colon up to which they say of which part a general heading speaks: "Talks: overall"."""


@lru_cache(maxsize=4096)
def is_general(text: str) -> bool:
    """A heading about the event at large: "Final thoughts", "Day 2", "Freitag", "Sessions"."""
    text = text.strip(" .:!?#*_-–—")
    text = text if holds_sessions(text) else unplaced(text)
    text = _BRACKETS_END.sub("", text) if text.endswith(")") else text
    if is_of_author(text):
        return True
    kind, colon, more = text.partition(": ")
    if colon and " " not in kind and len(more.split()) <= FEW and is_general(more):
        return is_general(kind)
    words = len(text.split())
    if not text.isascii() and len(text) <= LONGEST_UNSPACED and _GENERAL_WHOLE.fullmatch(text):
        return True
    general = _GENERAL.match(text) or (len(text) <= SHORT and _GENERAL_LAST.search(text))
    if not text or (general and _is_most(general.group(), text)) or _CLOCK_TIMES.fullmatch(text):
        return True
    if words > 4:
        if DAY.match(text):
            return True
    elif (_DAY_SIGN.search(text.lower()) and DAY.search(text)) or WEEKDAY.search(text):
        return True
    if holds_sessions(text) or numbers_sessions(text) or _is_dated(text):
        return True
    pieces = _PIECES.split(text) if TALK.search(text) is None else ()
    if 1 < len(pieces) <= FEW_PIECES:
        return all(map(is_general, pieces))
    return words <= FEW_BESIDES and BESIDES.match(text) is not None and _SESSIONS.search(text) is not None


# "Open networking. Lunch break", "Welcome - coffee", "休息/礼物".
_PIECES = re.compile(r"\s+[-–—|/+&]\s+|\.\s+|(?<=[\u3040-\u9fff\uac00-\ud7af])[/／・、]")
FEW_PIECES = 4
"""Things that a heading of none of the sessions names side by side."""


def _is_dated(text: str) -> bool:
    """Hardly more than a date, with or without its weekday: "Friday, 19th of June 2015", "7月25日 会前"."""
    if _DIGIT.search(text) is None:
        return False
    begins = None if text.isascii() else _DATE_FIRST.match(text)
    if begins and size(text[begins.end() :]) <= MOST_DATED:
        return True
    return is_date(WEEKDAY.sub(" ", text).strip(" ,.()"))


# "7月25日（土）", "7/25 年會前夕", "7월 25일 4차 모임", "25 июля, накануне".
_DATE_FIRST = re.compile(
    r"(?:1[0-2]|[1-9])(?:\s?[月월]\s?|/)[0-3]?\d\s?[日号號일]?(?=[\s（(]|$)|"
    r"[0-3]?\d\s(?:января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря|"
    r"січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня)\b"
)
MOST_DATED = 4
"""Words behind a date in a heading of that day at most."""


_DIGIT = re.compile(r"\d")


def is_clock_time(text: str) -> bool:
    """Nothing but when something is: "10:05", "14:20 - 15:00"."""
    return bool(_DIGIT.match(text)) and _CLOCK_TIMES.fullmatch(text.strip()) is not None


def names_day(text: str) -> bool:
    """A heading of one day of an event: "Day 2", "Friday", "Aug. 9"."""
    text = unplaced(text)
    few = size(text) <= 5
    return (few and (day_of(text) is not None or WEEKDAY.search(text) is not None)) or _is_dated(text)


def _is_most(part: str, text: str) -> bool:
    """The general words are the heading, or the first of two: "Food and drinks", not "The day of my life"."""
    rest = text[len(part) :].split()
    if len(part.split()) > len(rest):
        return True
    return len(rest) <= 4 and rest[0].lower() in _JOINTS and not _is_subject(part, rest)


def _is_subject(part: str, rest: Sequence[str]) -> bool:
    """What the general word is about is named: "Update on Solar Sails", not "Update on the venue"."""
    about = [word for word in rest[1:] if len(word) > 3]
    named = bool(about) and all(word[0].isupper() for word in (rest[1], *about))
    return (
        named and rest[0].lower() in ("on", "of", "for") and _OF_SUBJECT.fullmatch(part.strip()) is not None
    )


_OF_SUBJECT = re.compile(
    r"(?:an? |the )?(?:updates?|overview|tips|tools|trends|lessons|statistics)", re.IGNORECASE
)


_JOINTS = frozenset(
    {
        "and",
        "&",
        "und",
        "et",
        "y",
        "e",
        "/",
        "+",
        "from",
        "of",
        "on",
        "at",
        "for",
        "von",
        "zum",
        "vom",
        "de",
        "du",
    }
)


_CLOCK_TIMES = re.compile(
    r"\d{1,2}[:.h]\d{2}(?:\s*(?:[-–—~～]|to|bis|à|a)\s*\d{1,2}[:.h]\d{2})?[\s~～]*(?:[ap]\.?m\.?|uhr|h)?",
    re.IGNORECASE,
)
_BRACKETS_END = re.compile(r"\s+\(\d[^()]*\)$")
_SAYS_MORE = re.compile(r"[:：]\s*\S|\d{3}")


def holds_sessions(text: str) -> bool:
    """A heading under which sessions are listed: "Today's Sessions", "Die Talks"."""
    text = _LIST_OF.sub("", text.strip(" .:：!?#*_-–—"))
    words = text.split()
    if (day := _DAY_FIRST.match(text)) and (kind := _SESSIONS.match(text, day.end())):
        return is_plural(kind.group()) and len(words) <= MOST_BEHIND_DAY
    if len(words) > 5 or len(text) > LONGEST_LEAD or _SAYS_MORE.search(text) or BESIDES.match(text):
        return False
    if not text.isascii() and _SOMEBODYS.search(text):
        return False
    if (
        (dash := _DASHED.search(text))
        and is_kind(text[: dash.start()])
        and not _names_part(text[dash.end() :])
    ):
        return False
    return bool(_SESSIONS.search(text) or (len(words) <= 3 and _COMPOUND.search(text)))


_LIST_OF = re.compile(
    r"^(?:(?:an?|the|my|die|la|une|un|una|uma)\s)?(?:list|overview|selection|liste|lista|lijst|auswahl)\s"
    r"(?:of|der|von|des?|de las|de los|das|dos|van)\s(?:(?:the|all|les|las|los)\s)?",
    re.IGNORECASE,
)
_DAY_FIRST = re.compile(
    rf"(?:(?:{DAY.pattern})|(?:{WEEKDAY.pattern}))\s*[,:(–—-]\s*(?:the |die |les |las |los )?", re.IGNORECASE
)
# "山田さんの発表": the one talk of somebody.
_SOMEBODYS = re.compile(rf"[^\s皆]{HONORIFIC}(?:の|的|의 ?)\S{{1,12}}$")
MOST_BEHIND_DAY = 10
"""Words of a heading such as "Friday, workshops at the University of Somewhere"."""


def _names_part(text: str) -> bool:
    """Says which sessions rather than what one is about: "Day 2", "Main stage"."""
    return names_day(text) or numbers_sessions(text) or bool(_SESSIONS.search(text))


_DASHED = re.compile(r"\s[-–—]\s")


def numbers_sessions(text: str) -> bool:
    """A heading that counts the parts of a programme: "Session 1", "Track B", "Sitzung II"."""
    return _NUMBERED.fullmatch(text.strip(" .:#*_")) is not None


_NUMBERED = re.compile(rf"(?:\w+ )?{PLACE}[ -]?{COUNT}(?:(?:,| and| &|-) ?{COUNT})?", re.IGNORECASE)


# "My talk", "Mein Vortrag", "自分の発表".
_OWN = re.compile(
    r"(?:(?:my|our|mein|unser|meine|unsere|ma|mon|notre|mi|mia|mio|la mia|il mio|"
    r"minha|a minha|meu|mijn|min|mitt|mit|mój|moja|moje|můj|moj|"
    r"мой|моя|мій|моє|benim|az én)\s(?:own\s)?|自分の|私の|僕の|我的|내 |제 |나의 )",
    re.IGNORECASE,
)


def is_plural(kind: str) -> bool:
    """The word for a session says that there are several: "talks", "Vorträge", "prelekcje"."""
    several = kind.lower().endswith("s") or (_SESSIONS.fullmatch(kind) is not None and kind[-1] not in "yY")
    return several and kind.lower() not in _EITHER


_EITHER = frozenset("keynote poster föredrag foredrag innlegg oplæg unconference".split())  # noqa: SIM905


def names_kind(text: str) -> bool:
    """A heading that names but a kind of session: "Opening keynote", "BoF", "Lightning talks"."""
    words = re.findall(r"[^\W_]+", text)
    kind = TALK.search(text)
    if kind is None or BESIDES.match(text) or not 1 <= len(words) <= 4 or words == ["Conference"]:
        return False
    if (own := _OWN.match(text.strip())) and TALK.fullmatch(text.strip()[own.end() :]):
        return not text.rstrip().lower().endswith("s")
    unspaced = re.sub(r"[ -~（）]", "", text)
    if not kind.group().isascii() and len(unspaced) > len(kind.group()) + 5:
        return False
    plural = is_plural(kind.group()) and (len(words) == 1 or ":" in text)
    return not plural and (is_general(text) or kind.group().lower() == text.strip().lower())


def names_one(text: str) -> bool:
    """A heading that names one session by its kind: "Keynote", not "Keynotes"."""
    kind = TALK.search(text)
    return (
        names_kind(text)
        and kind is not None
        and (kind.group().isascii() or _OWN.match(text.strip()) is not None)
        and not is_plural(kind.group())
    )


def is_kind(text: str) -> bool:
    """The word for one session and nothing else: "Keynote", "Conférence", not "Talks"."""
    text = text.strip(" \n.:：()[]")
    return bool(TALK.fullmatch(text)) and not text.lower().endswith("s")


def leads_to_sessions(text: str) -> bool:
    """A line ending in a colon that announces sessions: "Talks I liked:"."""
    if not text.rstrip().endswith((":", "：")):
        return False
    last = re.sub(r"\([^)]*\)", "", re.split(r"(?<=[.!?。！？])\s+", text.strip())[-1])
    if _SHARED_LINKS.search(last) or _SAID_IN_ONE.search(last):
        return False
    if _WHAT_I_SAW.search(last) and len(last.split()) <= FAR:
        return True
    words = [*_SESSIONS.finditer(last), *_COMPOUND.finditer(last)]
    near = any(len(last[word.end() :].rpartition(",")[2].split()) < FAR for word in words)
    return near and len(last) < LONGEST_LEAD


def leads_to_writings(text: str) -> bool:
    """A line ending in a colon that announces books or posts: "Wrap-ups by others:"."""
    last = text.rstrip()
    return last.endswith((":", "：")) and WRITINGS.search(last) is not None and not leads_to_sessions(text)


# "演讲中的三点：": what follows was said in one.
_SAID_IN_ONE = re.compile(
    r"(?:演[讲講]|分享|报告|報告|发言|發言|発表|講演)(?:中|里|裡|の中で)|"
    r"\b(?:mentioned|recommended|cited|erwähnt|genannt|cités?|mencionad[oa]s?) (?:in|during|dans|en)\b|"
    r"\b(?:in|during) (?:his|her|their|the|this) (?:talk|keynote|session|presentation)\b",
    re.IGNORECASE,
)
# As in "This year I went to:", "Ich habe gesehen:".
_WHAT_I_SAW = re.compile(
    r"\b(?:(?:I|we)(?: also| then)? (?:saw|attended|watched|visited|went to|listened to|sat in on)|"
    r"(?:habe ich|haben wir|ich habe|wir haben)(?: auch)? (?:gesehen|gehört|besucht)|"
    r"(?:j['’]ai|nous avons) (?:vu|suivi|assisté à)|(?:asistí|fui|asistimos|fuimos) a|"
    r"(?:assisti|assistimos|fui|fomos) a|(?:ho|abbiamo) (?:visto|seguito))\s?[:：]$",
    re.IGNORECASE,
)

LONGEST_LEAD = 160
"""Characters of a sentence that announces sessions, at most."""

FAR = 9
"""Words of a further clause from which on it is this that announces what is listed."""

# "分享链接：": what is shared are links, not sessions.
_SHARED_LINKS = re.compile(r"(?:分享|資料|资料|参考|參考)\w{0,3}(?:链接|連結|リンク)\W*$")
