# ruff: noqa: E501
"""Events as they are named in text: series, year, region and place.

"Our KubeCon EU 2022 notes" -> series KubeCon, named "KubeCon EU 2022", edition EU, year 2022
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from bot.parsing.cities import places
from bot.parsing.cues import words_of
from bot.parsing.letters import UNSPACED
from bot.parsing.vocabulary import TALK, is_general
from bot.parsing.wordlists import TABLE, one_of

YEAR = re.compile(r"(?<![\d.,/-])(?:19[89]\d|20[0-4]\d)(?![\d%]|[.,]\d)|(?<=[’'‘`])(?:[0-3]\d|9\d)(?!\d)")
_GLUED_YEAR = re.compile(r"(?<=[A-Za-z])(?:20[0-4]\d|[012]\d)(?!\d)")

_EDITIONS = {
    "NA": r"N\.?A\.?|North America", "EU": r"EU|Europe", "EMEA": "EMEA", "APAC": "APAC|Asia[ -]Pacific", "Asia": "Asia",
    "Americas": "Americas|America", "China": "China", "India": "India", "Japan": "Japan", "US": r"US|USA|U\.S\.", "UK": "UK",
    "AU": "AU|Australia", "LATAM": "LATAM|Latin America", "DE": "DE|Deutschland", "ES": "España", "Virtual": "Virtual", "Africa": "Africa",
    "Nordics": "Nordics?", "Canada": "Canada", "Brasil": "Brasil|Brazil", "Taiwan": "TW|Taiwan", "Korea": "Korea", "Israel": "Israel",
}  # fmt: skip
REGION = "|".join(_EDITIONS.values())
"""Regions that are printed behind a name, as a regular expression."""
_EDITION = re.compile(
    "|".join(f"(?P<e{i}>(?<![\\w])(?:{form})(?![\\w]))" for i, form in enumerate(_EDITIONS.values()))
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


def hosts_of(series: str | None) -> list[re.Pattern[str]]:
    """What finds the addresses of a series' own pages; nothing for one that is not known."""
    return [host_of(host) for known in known_series() if known.name == series for host in known.hosts]


@cache
def host_of(word: str) -> re.Pattern[str]:
    """Finds a word of the addresses of a series where one begins: "sitcon" is not in "positconf"."""
    return re.compile(rf"(?<![a-z]){re.escape(word)}")


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
            before = low[at - 1 : at]
            if not before.isalnum() or UNSPACED.match(before):
                found += [(at, form) for form in likely]
            at = low.find(first, at + 1)
    return sorted(found, key=_in_order)


def _in_order(found: tuple[int, _Form]) -> tuple[int, int]:
    at, form = found
    return at, form.rank


def edition_after(text: str) -> str | None:
    """The region a name goes on with: " + CloudNativeCon North America 2023" -> "NA"."""
    rest = re.sub(r"^(?:\s*[+/&|]\s*[\w ]*?(?:Con|Conf|Day)\b)*[ ,(:-]*(?:[’'‘`]?\d{2,4}[ ,-]*)?", "", text)
    match = _EDITION.match(rest)
    if match is None:
        return None
    return list(_EDITIONS)[next(i for i in range(len(_EDITIONS)) if match[f"e{i}"])]


_MORE = re.compile(
    r"[ ,]*(?:[+/&|] ?[\w ]*?(?:Con|Conf|Day)\b|[A-Z]{2}(?= (?:19|20)\d\d\b)|[’'‘`]?\d{2,4}\b(?!\.\d|:\d)|(?:in|à|en) (?=[A-Z])|#\d{1,4}\b|站)"
)


# The region in "関西Ruby会議2017", no verb as in "参加PyCon".
_REGION_BEFORE = re.compile(
    r"(?<![\u3040-\u30ff\u4e00-\u9fff])(?:(?![记記参參加次的在于於])[\u4e00-\u9fff]){2,4}$"
)


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
    match = YEAR.search(text)
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


def year_behind(text: str, series: str) -> int | None:
    """The year glued to or right behind the name of any series: "MOSS13", "mossconf2019", "MOSS 2019행사"."""
    year = r"(?:\s?20[0-4]\d|[012]\d(?!\d))(?![A-Za-z\d])"
    match = re.search(rf"(?<!\w){re.escape(series)}['’]?({year})", text)
    return None if match is None else int(match[1]) if len(match[1]) >= 4 else 2000 + int(match[1])
