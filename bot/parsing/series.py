# ruff: noqa: E501
"""Events as they are named in text: series, year, region and place.

"Our KubeCon EU 2022 notes" -> series KubeCon, named "KubeCon EU 2022", edition EU, year 2022
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from bot.parsing.cues import words_of
from bot.parsing.dates import date_of
from bot.parsing.vocabulary import TALK, WEEKDAY, is_general
from bot.parsing.wordlists import TABLE, one_of

_YEAR = re.compile(r"(?<![\d.,/-])(?:19[89]\d|20[0-4]\d)(?![\d%]|[.,]\d)|(?<=[’'‘`])(?:[0-3]\d|9\d)(?!\d)")
_GLUED_YEAR = re.compile(r"(?<=[A-Za-z])(?:20[0-4]\d|[012]\d)(?!\d)")

_EDITIONS = {
    "NA": r"N\.?A\.?|North America", "EU": r"EU|Europe", "EMEA": "EMEA", "APAC": "APAC|Asia[ -]Pacific", "Asia": "Asia",
    "Americas": "Americas|America", "China": "China", "India": "India", "Japan": "Japan", "US": r"US|USA|U\.S\.", "UK": "UK",
    "AU": "AU|Australia", "LATAM": "LATAM|Latin America", "DE": "DE|Deutschland", "ES": "España", "Virtual": "Virtual", "Africa": "Africa",
    "Nordics": "Nordics?", "Canada": "Canada", "Brasil": "Brasil|Brazil", "Taiwan": "TW|Taiwan", "Korea": "Korea", "Israel": "Israel",
}  # fmt: skip
_EDITION = re.compile(
    "|".join(f"(?P<e{i}>(?<![\\w])(?:{form})(?![\\w]))" for i, form in enumerate(_EDITIONS.values()))
)

_UNKNOWN_SERIES = re.compile(
    r"(?<![\w@/.])(?:[A-Z][\w.+-]*[ ])?(?:[A-Za-z][\w.+-]*(?:[Cc]on|[Cc]onf|CONF|CON|Fest|Camp|Days?)(?![a-z])|(?:[A-Z][\w.+/-]*[ ]){1,3}(?:Conference|Summit|Fest|Congress|Kongress|Konferenz|Festival|Symposium|Days?|Camp|World|Forum|Expo|Conf|Con)\b(?! [A-Z]))"
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
    rf"(?:(?![这這该該此本的了在暨和与與及])[\u4e00-\u9fff]){{1,10}}(?:沙龙|沙龍|交流会|交流會|论坛|論壇)(?={_WRITTEN_OF}|\s*(?:19|20)\d\d|\s*[（(：:]|\s*$)|"
    r"[A-Za-z가-힣][\w.+-]* ?(?:컨퍼런스|콘퍼런스|콘\b)|\b[А-ЯЁA-Z][\w.+-]*(?:[Кк]онф|[Фф]ест)\b"
)
_ABOUT = re.compile(
    r"\b(?:recap|review|notes?|talk log|log|trip report|report|impressions?|highlights?|summary|wrap[ -]?up|takeaways|thoughts|diary|retrospective|write[ -]?up|"
    r"rückblick|nachlese|bericht|notizen|eindrücke|zusammenfassung|retour|compte[ -]rendu|résumé|crónica|cr[óo]nica|resumen|notas|reseña|resumo|relato|resoconto|verslag|relacja|sprawozdanie|отч[её]т|впечатления|заметки|konferenzbericht|nachbericht|notları|izlenimler|後記|后记|见闻|見聞|参会|후기|정리|참석|心得|筆記|参加レポート|レポート|参加記|总结|參加)\b",
    re.IGNORECASE,
)


# A meeting counted by its editions: "Notes from the 16th Packet Evening".
_COUNTED = re.compile(
    rf"(?:{_ABOUT.pattern})\s+(?:from|of|on|vom|von|zum|zur|de|du|del|da)\s+(?:the\s)?(?-i:\d{{1,3}}(?:st|nd|rd|th|\.|[ºª]|e|ème))\s+(?P<name>(?-i:[A-ZÀ-Þ][\w-]*)(?:\s(?-i:[A-ZÀ-Þ][\w-]*)){{1,3}})",
    re.IGNORECASE,
)


# "Retour de Mousse Web", "Rückblick auf die Moos Tage": a title that says but of what it is a report.
_BACK_FROM = re.compile(
    rf"\W*(?:(?:my|our|mein|unser|mon|mi|meu|il mio)\s)?(?:{_ABOUT.pattern})\s+(?:from|of|on|de|du|des|d[’']|sur|von|vom|auf|zu|zur|zum|del|do|da|di|della|från|fra|z|ze)\s*"
    r"(?:(?:the|la|le|les|l[’']|el|o|a|il|der|die|das|den|dem)\s)?(?P<name>(?-i:[A-ZÀ-Þ])[\w-]+(?: (?-i:[A-ZÀ-Þ0-9])[\w-]*){1,3})\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Series:
    """A well-known series: its short name, its printed forms, the words of its addresses."""

    name: str
    forms: tuple[str, ...]
    hosts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A series named in a text, and where."""

    series: str
    start: int
    end: int


@cache
def known_series() -> tuple[Series, ...]:
    """The series of `series.toml`."""
    table = tomllib.loads(files(__package__).joinpath("series.toml").read_text(encoding="utf-8"))["series"]
    return tuple(
        Series(entry["name"], (entry["name"], *entry.get("also", ())), tuple(entry.get("hosts", ())))
        for entry in table
    )


@cache
def any_host() -> re.Pattern[str]:
    """Finds a word of the addresses of any of them."""
    return re.compile(one_of(re.escape(host) for series in known_series() for host in series.hosts))


class _Form(NamedTuple):
    """A printed form of a series: `rank` among all, the longest first; `last` is its last word."""

    rank: int
    last: str
    printed: str
    name: str


@cache
def _forms() -> dict[str, dict[str, list[_Form]]]:
    """The printed forms by their first word, these by their first three letters: short ones as printed, others in any case."""
    forms = sorted(
        ((form, series.name) for series in known_series() for form in series.forms), key=lambda f: -len(f[0])
    )
    found: dict[str, dict[str, list[_Form]]] = {}
    for rank, (form, name) in enumerate(forms):
        word = re.split(r"[\W_]", form.lower())[0]
        found.setdefault(word[:3], {}).setdefault(word, []).append(
            _Form(rank, form.lower().split()[-1], form, name)
        )
    return found


@cache
def _pattern(form: str) -> re.Pattern[str]:
    """Finds a form; made when a text may have it, as most texts have hardly any."""
    words = re.escape(form).replace(r"\ ", r"\s*")
    return re.compile(rf"{words}(?-i:(?![a-z]))", re.IGNORECASE if len(form) > 5 else re.NOFLAG)


@cache
def places() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Cities, any place before a country, and countries, as patterns."""
    table = tomllib.loads(files(__package__).joinpath("places.toml").read_text(encoding="utf-8"))
    printed = (*table["cities"].split(";"), *_inflected())
    cities = sorted((c.strip() for c in printed if c.strip()), key=len, reverse=True)
    unspaced = [c.strip() for c in table["unspaced"].split(";") if c.strip()]
    countries = "|".join(re.escape(c.strip()) for c in table["countries"].split(";"))
    spaced, east = _by_letter(cities), _by_letter(unspaced)
    letters = re.escape("".join({city[0]: "" for city in (*cities, *unspaced)}))
    return (
        re.compile(rf"[{letters}](?:(?<![\w-].)(?:{spaced})(?!\w)(?:, (?:{countries})(?!\w))?|{east})"),
        re.compile(rf"(?<=\bin )[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?, (?:{countries})(?!\w)"),
        re.compile(rf"(?<!\w)(?:{countries})(?!\w)"),
    )


def _by_letter(names: Sequence[str]) -> str:
    """A pattern for any of `names` behind its first letter, so that an engine passes over all other letters."""
    rests: dict[str, list[str]] = {}
    for name in names:
        rests.setdefault(re.escape(name[0]), []).append(re.escape(name[1:]))
    return "|".join(f"(?<={letter})(?:{'|'.join(rest)})" for letter, rest in rests.items())


@cache
def _inflected() -> dict[str, str]:
    table = tomllib.loads(files(__package__).joinpath("places.toml").read_text(encoding="utf-8"))
    return {form: name for name, forms in table["inflected"].items() for form in forms.split()}


def uninflected(place: str | None) -> str | None:
    """A city as its map names it: "Казани" -> "Казань"; any other place as it stands."""
    return _inflected().get(place, place) if place else place


def named_series(text: str) -> Named | None:
    """The well-known series that `text` names first."""
    return next(iter(all_series(text)), None)


def names_event(text: str) -> bool:
    """`text` is the name of an event and little else: "KubeCon EU 2022", "devopsdays Ghent '19"."""
    found = named_series(text)
    return found is not None and len(widen(text, found)) >= 0.5 * len(text.strip())


def tells_of_event(text: str) -> bool:
    """An event, and what is said of all of it: "My raw KubeCon notes", "Conference report: FooConf 2019"."""
    found = named_series(text) if len(text) <= LONGEST_HEADING else None
    if found is None:
        return False
    rest = text.replace(widen(text, found), " ")
    words = [word.lower() for word in _LETTERS.findall(_GLUED_YEAR.sub("", rest))]
    said = [word for word in words if word not in _BESIDE_EVENT]
    return bool(words) and all(is_general(word) and not TALK.search(word) for word in said)


LONGEST_HEADING = 60
"""Characters of a heading that says but which event it tells of."""
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_BESIDE_EVENT = frozenset(word for words in TABLE["beside_event"].values() for word in words.split())


def all_series(text: str) -> list[Named]:
    """Every well-known series named in `text`, in order."""
    return list(_all_series(text))


@lru_cache(maxsize=1024)
def _all_series(text: str) -> tuple[Named, ...]:
    found: list[Named] = []
    free = 0
    for at, form in _begins(text):
        if at >= free and (match := _pattern(form.printed).match(text, at)):
            found.append(Named(form.name, at, match.end()))
            free = match.end()
    return tuple(found)


def _begins(text: str) -> list[tuple[int, _Form]]:
    """Where a word begins as the first of some form does, in order."""
    low = text.lower()
    if len(low) != len(text):
        low = text
    forms = _forms()
    begun = {
        first
        for word in words_of(low.replace("_", " ") if "_" in low else low)
        if word[:3] in forms
        for first in forms[word[:3]]
        if word.startswith(first)
    }
    found = []
    for first in begun:
        likely = [form for form in forms[first[:3]][first] if form.last in low]
        at = low.find(first) if likely else -1
        while at >= 0:
            if not low[at - 1 : at].isalnum():
                found += [(at, form) for form in likely]
            at = low.find(first, at + 1)
    return sorted(found, key=_in_order)


def _in_order(found: tuple[int, _Form]) -> tuple[int, int]:
    at, form = found
    return at, form.rank


def shaped_series(text: str) -> Named | None:
    """A series not known, told by its shape: "FooConf 2021", "Bar Summit", "Notes from Baz 2020"."""
    if match := _UNKNOWN_SERIES.search(text):
        words = match.group().split()
        while len(words) > 1 and (_ABOUT.fullmatch(words[0]) or GENERIC.fullmatch(words[0])):
            del words[0]
        if words:
            name = " ".join(words)
            return Named(name, match.end() - len(name), match.end())
    if (match := _OWN_WORD.search(text)) or (not text.isascii() and (match := _UNSPACED_SERIES.search(text))):
        return Named(match.group(), match.start(), match.end())
    if match := re.match(
        rf"\W*(?:{_ABOUT.pattern})\s*[:：–—-]\s*([A-Z][^:：]{{3,50}})$", text, re.IGNORECASE
    ):
        return Named(match.group(1).strip(), match.start(1), match.end(1))
    if (match := _BACK_FROM.match(text)) and not places()[0].fullmatch(match["name"]):
        return Named(match["name"], match.start("name"), match.end("name"))
    if match := _COUNTED.search(text):
        return Named(match["name"].strip(), match.start("name"), match.end("name"))
    year = _YEAR.search(text)
    if year:
        before = re.search(
            r"((?:[A-Z][\w.&+!/-]*|of|the|&|de|für)(?:\s+|$)){1,5}$", text[: year.start()].rstrip(" '’‘`")
        )
        if before:
            name = re.sub(
                r"^(?i:of|the|my|our|de|für|&)\s+", "", _ABOUT.sub("", before.group()).strip(" :-–—")
            )
            at = text.find(name)
            if (
                name
                and re.search(r"[A-Z]", name)
                and not WEEKDAY.search(name)
                and at >= 0
                and date_of(text[at : year.end()]) is None
            ):
                return Named(name, at, at + len(name))
    return None


_DATED = re.compile(r"(?P<name>[A-ZÀ-Þ][\w.+-]*[\w+](?: [A-ZÀ-Þ][\w.+-]*){0,2}) (?:19[89]\d|20[0-4]\d)")


def dated_series(text: str) -> Named | None:
    """The one name that with its year is the whole of a title: "GopherTown 2021"; no town, season or word for events."""
    match = _DATED.fullmatch(text.strip(" #*_:.!"))
    if match is None:
        return None
    name = match["name"]
    if _is_common(name) or date_of(text) is not None or len(name.split()) > 2:
        return None
    start = text.index(name)
    return Named(name, start, start + len(name))


_TITLE_NAME = re.compile(
    r"\W*(?P<name>[A-ZÀ-Þ][\w.+!-]*(?: (?:of|the|&|de|für|[A-ZÀ-Þ][\w.+!-]*)){0,3})(?: (?:19[89]\d|20[0-4]\d))?(?:\W*$|\s*[,:(–—|-].*)"
)


def name_in_title(text: str) -> Named | None:
    """The few words in capitals that are a title, but for a year and what stands behind a comma or dash."""
    match = _TITLE_NAME.fullmatch(text.strip(" #*_"))
    if match is None or _is_common(match["name"]):
        return None
    start = text.index(match["name"])
    return Named(match["name"], start, start + len(match["name"]))


def _is_common(name: str) -> bool:
    """A name that need not be an event's: a town, a season, a word for events or for what is written of them."""
    common = (GENERIC.match, _ABOUT.search, WEEKDAY.search, _SEASON.search, places()[0].search, TALK.search)
    return any(find(name) for find in common)


_SEASON = re.compile(
    r"\b(?:spring|summer|autumn|fall|winter|year|events?|meetups?|videos?|notes|best|top|travels?|trip|talks?|"
    r"jan\w*|feb\w*|mar\w*|apr\w*|may|jun\w*|jul\w*|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*)\b",
    re.IGNORECASE,
)


def edition_after(text: str) -> str | None:
    """The region a name goes on with: " + CloudNativeCon North America 2023" -> "NA"."""
    rest = re.sub(r"^(?:\s*[+/&|]\s*[\w ]*?(?:Con|Conf|Day)\b)*[ ,(:-]*(?:[’'‘`]?\d{2,4}[ ,-]*)?", "", text)
    match = _EDITION.match(rest)
    if match is None:
        return None
    return list(_EDITIONS)[next(i for i in range(len(_EDITIONS)) if match[f"e{i}"])]


_MORE = re.compile(
    r"[ ,]*(?:[+/&|] ?[\w ]*?(?:Con|Conf|Day)\b|[A-Z]{2}(?= (?:19|20)\d\d\b)|[’'‘`]?\d{2,4}\b(?!\.\d|:\d)|(?:in|à|en) (?=[A-Z]))"
)


# The region in "関西Ruby会議2017".
_REGION_BEFORE = re.compile(r"(?<![\u3040-\u30ff\u4e00-\u9fff])[\u4e00-\u9fff]{2,4}$")


def widen(text: str, found: Named) -> str:
    """`found` with what belongs to it: "KubeCon" in "my KubeCon NA 2023 notes" -> "KubeCon NA 2023"."""
    end = found.end
    city, _, country = places()
    for _ in range(5):
        rest = text[end:]
        edition = re.match(r"\s*", rest)
        start = edition.end() if edition else 0
        match = (
            _MORE.match(rest)
            or country.match(rest, start)
            or _EDITION.match(rest, start)
            or city.match(rest, start)
        )
        if match is None or not match.group().strip():
            break
        end += match.end()
    region = _REGION_BEFORE.search(text, 0, found.start)
    name = text[region.start() if region else found.start : end].strip(" ,:-–—'’‘`")
    return re.sub(r"\s+(?:in|à|en)$", "", name)


def year_in(text: str) -> int | None:
    """The first year printed in `text`: "2019", "'19"."""
    match = _YEAR.search(text)
    if match is None:
        return None
    year = int(match.group())
    return year if year > 100 else (1900 if year > 80 else 2000) + year


def glued_year(text: str) -> int | None:
    """A year glued to a name: "devopsdays16", "PyCon2019"."""
    found = named_series(text)
    match = _GLUED_YEAR.match(text, found.end) if found else None
    if match is None:
        return None
    return int(match.group()) if len(match.group()) == 4 else 2000 + int(match.group())


def year_beside(text: str, series: str | None) -> int | None:
    """The year printed right behind or before the series' name."""
    for found in all_series(text):
        if found.series != series:
            continue
        after = text[found.end : found.end + 50]
        sentence = re.split(r"[.!?;\n。]", after)[0]
        if year := year_in(sentence) or year_in(
            re.split(r"[.!?;\n。]", text[max(0, found.start - 12) : found.start])[-1]
        ):
            return year
        if match := _GLUED_YEAR.match(text, found.end):
            return int(match.group()) if len(match.group()) == 4 else 2000 + int(match.group())
    return None
