# ruff: noqa: E501
"""Events nobody has heard of, told by the shape of their names: "FooConf 2021", "Bar Summit", "第8回 苔の会"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from bot.parsing.cities import whole_city
from bot.parsing.dates import date_of
from bot.parsing.series import REGION, YEAR, Named
from bot.parsing.vocabulary import CARDINAL, ORDINAL, TALK, WEEKDAY
from bot.parsing.wordlists import unspaced, words_of

_UNKNOWN_SERIES = re.compile(
    r"(?<![\w@/.])(?:[A-Z][\w.+-]{0,60}[ ])?(?:[A-Za-z][\w.+-]{0,60}(?:[Cc]on|[Cc]onf|CONF|CON|Fest|Camp|Days?)(?![a-z])|(?:[A-Z][\w.+/-]{0,60}[ ]){1,3}(?:Conference|Summit|Fest|Congress|Kongress|Konferenz|Festival|Symposium|Days?|Camp|World|Forum|Expo|Conf|Con)\b(?! [A-Z]| #?\d{1,2}(?!\d)))"
)
GENERIC = re.compile(
    r"(?:the|our|my|die|der|das|la|le|el|conf[eé]ren[czs]\w*|kon[fg]\w*|congr\w*)", re.IGNORECASE
)
_OWN_WORD = re.compile(r"\b[A-Z][a-z]{3,}(?:fest|conf|camp|kaigi|summit)\b")
# What stands right behind the name of an event in scripts without blanks: "苔藓大会笔记".
_WRITTEN_OF = "总结|總結|笔记|筆記|[后後]记|[后後]記|见闻|見聞|回顾|回顧|心得|有感|参加|參加"
# "Acme 中国开发者大会", "パケットカンファレンス", "苔会議2019", "ПакетКонф".
_UNSPACED_SERIES = re.compile(
    rf"(?:[A-Za-z][\w.+-]* ?)?(?:(?<![\d.])20[0-4]\d ?年? ?)?[\u4e00-\u9fff\u30a0-\u30ff]{{0,10}}(?:大会|大會|年会|年會|峰会|峰會|研討會|カンファレンス|勉強会)(?=[^\u4e00-\u9fff]|$|{_WRITTEN_OF})|"
    rf"(?!今年|来年)[A-Za-z\u3040-\u30ff\u4e00-\u9fff]{{1,12}}?(?:会議|会议|會議)(?=\s?#?(?:(?:19|20)\d\d|\d{{1,2}}\b))|"
    rf"(?:(?![这這该該此本的了在暨和与與及])[\u4e00-\u9fff]){{1,10}}(?:沙龙|沙龍|交流会|交流會|论坛|論壇)(?={_WRITTEN_OF}|的|\s*(?:19|20)\d\d|\s*[（(：:]|\s*$)|"
    r"[A-Za-z가-힣][\w.+-]* ?(?:컨퍼런스|콘퍼런스|콘\b)|\b[А-ЯЁA-Z][\w.+-]*(?:[Кк]онф|[Фф]ест)\b"
)
ABOUT = re.compile(
    rf"\b(?:{'|'.join(words_of('report'))})\b|{'|'.join(unspaced('report'))}",
    re.IGNORECASE,
)
"""What is written of an event: "recap", "Nachlese"."""


# A meeting counted by its editions: "Notes from the 16th Packet Evening".
_COUNTED = re.compile(
    rf"(?:{ABOUT.pattern})\s+(?:from|of|on|vom|von|zum|zur|de|du|del|da)\s+(?:the\s)?(?-i:\d{{1,3}}(?:st|nd|rd|th|\.|[ºª]|e|ème))\s+(?P<name>(?-i:[A-ZÀ-Þ][\w-]*)(?:\s(?-i:[A-ZÀ-Þ][\w-]*)){{1,3}})",
    re.IGNORECASE,
)


# "Recap: Mossy Walls".
_RECAP_OF = re.compile(rf"\W*(?:{ABOUT.pattern})\s*[:：–—-]\s*(?P<name>[A-Z][^:：]{{3,50}})$", re.IGNORECASE)

# "Retour de Mousse Web", "Rückblick auf die Moos Tage": a title that says but of what it is a report.
_BACK_FROM = re.compile(
    rf"\W*(?:(?:my|our|mein|unser|mon|mi|meu|il mio)\s)?(?:{ABOUT.pattern})\s+(?:from|of|on|de|du|des|d[’']|sur|von|vom|auf|zu|zur|zum|del|do|da|di|della|från|fra|z|ze)\s*"
    r"(?:(?:the|la|le|les|l[’']|el|o|a|il|der|die|das|den|dem)\s)?(?P<name>(?-i:[A-ZÀ-Þ])[\w-]+(?: (?-i:[A-ZÀ-Þ0-9])[\w-]*){1,3})\W*$",
    re.IGNORECASE,
)


def shaped_series(text: str) -> Named | None:
    """A series not known, told by its shape: "FooConf 2021", "Bar Summit", "Notes from Baz 2020"."""
    return named_by(_SHAPES, text)


def named_by(shapes: Iterable[Callable[[str], Named | None]], text: str) -> Named | None:
    """The first name that one of the shapes finds, if it is an event's own."""
    found = (own_name(named) for shape in shapes if (named := shape(text)) is not None)
    return next((own for own in found if own is not None), None)


def own_name(named: Named) -> Named | None:
    """A name without the count before it, the year and the region behind; None if a town or a word for events."""
    name = _BEHIND.sub("", named.series)
    if regional := _REGIONAL.fullmatch(name):
        name = regional["name"]
    counted = None if name.isascii() else _COUNT.match(name)
    start = named.start + (counted.end() if counted else 0)
    name = name[start - named.start :]
    if not name or whole_city(name) or _NO_NAME.fullmatch(name) or TALK.fullmatch(name):
        return None
    return Named(name, start, start + len(name))


_BEHIND = re.compile(r"(?:[\s,]+(?:19[89]|20[0-4])\d| (?:of|the|&|de|für))$")
_REGIONAL = re.compile(
    rf"(?P<name>.*(?:[Cc]on|[Cc]onf|CONF|CON|Fest|Camp|Days?|Summit|Conference)) ?(?:{REGION})"
)
_COUNT = re.compile(r"(?:第[\d一二三四五六七八九十百]{1,4}|[\d一二三四五六七八九十百]{0,4})[回届屆次]\s?")
_NO_NAME = re.compile(
    rf"(?i:{'|'.join((*words_of('gathering'), *words_of('gathering_of')))}|{GENERIC.pattern}|best|top|thoughts|\w+['’]s day|(?:{ORDINAL}|{CARDINAL})\s\w+)"
)


def _called_so(text: str) -> Named | None:
    """With a word for events in the name: "FooConf", "the Bar Summit"."""
    match = _UNKNOWN_SERIES.search(text)
    if match is None:
        return None
    words = match.group().split()
    while len(words) > 1 and (ABOUT.fullmatch(words[0]) or GENERIC.fullmatch(words[0])):
        del words[0]
    name = " ".join(words)
    return Named(name, match.end() - len(name), match.end())


def _one_word(text: str) -> Named | None:
    """One word for all of it: "Mossfest", "苔藓大会"."""
    match = _OWN_WORD.search(text) or (None if text.isascii() else _UNSPACED_SERIES.search(text))
    return Named(match.group(), match.start(), match.end()) if match else None


def _reported(text: str) -> Named | None:
    """What a title says that it is a report of: "Recap: Mossy Walls", "Notes from the 3rd Moss Evening"."""
    match = _RECAP_OF.match(text) or _BACK_FROM.match(text) or _COUNTED.search(text)
    if match is None:
        return None
    name = match["name"].strip()
    return Named(name, match.start("name"), match.start("name") + len(name))


def _before_year(text: str) -> Named | None:
    """Words in capitals right before a year: "Walls of the Moss 2020"."""
    year = YEAR.search(text)
    before = _CAPITALS.search(text[: year.start()].rstrip(" '’‘`")) if year else None
    if year is None or before is None:
        return None
    name = _LEADING.sub("", ABOUT.sub("", before.group()).strip(" :-–—"))
    at = text.find(name)
    plain = not re.search(r"[A-Z]", name) or WEEKDAY.search(name)
    if at < 0 or plain or date_of(text[at : year.end()]) is not None:
        return None
    return Named(name, at, at + len(name))


_CAPITALS = re.compile(r"(?<!\w)((?:(?:[A-Z]|[a-z]+[A-Z])[\w.&+!/-]*|of|the|&|de|für)(?:\s+|$)){1,5}$")
_LEADING = re.compile(r"^(?i:of|the|my|our|de|für|&)\s+")


_SHAPES = (_called_so, _one_word, _reported, _before_year)
