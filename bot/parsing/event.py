# ruff: noqa: E501
"""Which event a recap is about: series, year, edition, place, day, date.

Each is looked for where it is surest: the author's front matter, the title, the opening
lines, the addresses of the conference's pages. What nothing says stays None.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bot.model import Event, ReadWarning
from bot.parsing.blocks import Document, Front
from bot.parsing.dates import date_of
from bot.parsing.links import bare, is_session_page
from bot.parsing.metadata import line_of, text_of, texts_of
from bot.parsing.outline import HEADED, Part
from bot.parsing.vocabulary import WEEKDAY, day_of, days_of

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
_HOST_EDITION = re.compile(r"(?:na|eu|china|india|japan|us|eur|europe|north-america)(?=\d|[-_./]|$)")
_HOST_EDITIONS = {
    "na": "NA",
    "north-america": "NA",
    "eu": "EU",
    "eur": "EU",
    "europe": "EU",
    "us": "US",
    "china": "China",
    "india": "India",
    "japan": "Japan",
}

_UNKNOWN_SERIES = re.compile(
    r"(?<![\w@/.])(?:[A-Z][\w.+-]*[ ])?(?:[A-Za-z][\w.+-]*(?:[Cc]on|[Cc]onf|CONF|CON|Fest|Camp|Days?)(?![a-z])|(?:[A-Z][\w.+-]*[ ]){1,3}(?:Conference|Summit|Fest|Congress|Kongress|Konferenz|Festival|Symposium|Days?|Camp|World|Forum|Expo|Conf|Con)\b)"
)
_ABOUT = re.compile(
    r"\b(?:recap|review|notes?|talk log|log|trip report|report|impressions?|highlights?|summary|wrap[ -]?up|takeaways|thoughts|diary|retrospective|write[ -]?up|"
    r"rückblick|nachlese|bericht|notizen|eindrücke|zusammenfassung|retour|compte[ -]rendu|résumé|crónica|cr[óo]nica|resumen|notas|心得|筆記|参加レポート|レポート|参加記|总结|參加)\b",
    re.IGNORECASE,
)
_CONFERENCE = re.compile(
    r"\b(?:conf\w*|kon[fg]\w*|congr\w*|summit|event|kongress\w*|conférence)\b|大会|年会|會議|カンファレンス",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"\b(?:next|upcoming|cfp|call for|last year|previous|nächste[sn]?|letzte[sn]?|prochaine?|dernière?|próxim[oa]|see you|register)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Series:
    name: str
    forms: re.Pattern[str]
    hosts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Named:
    """A series named in a text, and where."""

    series: str
    start: int
    end: int


@cache
def _known() -> tuple[tuple[_Series, ...], re.Pattern[str]]:
    table = tomllib.loads(files(__package__).joinpath("series.toml").read_text(encoding="utf-8"))["series"]
    known = []
    for entry in table:
        forms = sorted({entry["name"], *entry.get("also", ())}, key=len, reverse=True)
        known.append(_Series(entry["name"], _forms(forms), tuple(entry.get("hosts", ()))))
    every = sorted(
        {f for entry in table for f in (entry["name"], *entry.get("also", ()))}, key=len, reverse=True
    )
    return tuple(known), _forms(every)


def _forms(forms: Sequence[str]) -> re.Pattern[str]:
    """Short forms as printed; long ones in any case."""
    parts = [re.escape(f).replace(r"\ ", r"\s*") if len(f) > 5 else f"(?-i:{re.escape(f)})" for f in forms]
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(parts)})(?-i:(?![a-z]))", re.IGNORECASE)


@cache
def _places() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = tomllib.loads(files(__package__).joinpath("places.toml").read_text(encoding="utf-8"))
    cities = sorted((c.strip() for c in table["cities"].split(";") if c.strip()), key=len, reverse=True)
    unspaced = [c.strip() for c in table["unspaced"].split(";") if c.strip()]
    countries = "|".join(re.escape(c.strip()) for c in table["countries"].split(";"))
    spaced = "|".join(map(re.escape, cities))
    return (
        re.compile(rf"(?<![\w-])(?:(?:{spaced})(?![\w])(?:, (?:{countries})(?!\w))?)|{'|'.join(unspaced)}"),
        re.compile(rf"(?<=\bin )[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?, (?:{countries})(?!\w)"),
    )


def read_event(document: Document, root: Part, title_part: Part | None) -> tuple[Event, list[ReadWarning]]:
    """The event a document is about, and what contradicts itself in it."""
    return _Reader(document, root, title_part).read()


class _Reader:
    """The places of one document where an event is named, surest first."""

    def __init__(self, document: Document, root: Part, title_part: Part | None) -> None:
        self.front: Front = document.front
        self.title = text_of(self.front, "title") or (title_part.head.text if title_part else "")
        self.title_line = line_of(self.front, "title") or (title_part.line if title_part else 1)
        self.heading = title_part.head.text if title_part else ""
        self.described = text_of(self.front, "description", "summary", "subtitle", "excerpt") or ""
        self.tags = texts_of(self.front, "tags", "keywords", "categories", "category")
        self.intro = _intro(root, title_part)
        self.headings = [
            p.head.text for p in root.walk() if p.kind in HEADED and p is not title_part and p.kind != "lead"
        ]
        self.opening = _joined([self.title, self.heading, self.described, self.intro])
        self.addresses = [bare(span.url) for block in document.blocks for span in block.spans if span.url]
        self.body = "\n".join(block.text for block in document.blocks) if not self._in_opening() else ""
        self.doubts: list[ReadWarning] = []

    def _in_opening(self) -> bool:
        return bool(_known()[1].search(self.opening))

    def read(self) -> tuple[Event, list[ReadWarning]]:
        """Each field in its turn."""
        named = self.series()
        series = text_of(self.front, "series") or (named[1].series if named else None)
        date = self.date()
        year = self.year(series, date)
        event = Event(
            name=text_of(self.front, "event", "conference") or self.name(named),
            series=series or text_of(self.front, "event", "conference"),
            year=year,
            edition=text_of(self.front, "edition") or self.edition(series),
            place=text_of(self.front, "place", "location", "city", "venue", "where") or self.place(series),
            day=self.day(),
            date=date,
        )
        self.check(event, date)
        return event, self.doubts

    def series(self) -> tuple[str, _Named] | None:
        """The series named first where it is surest, with the text that names it."""
        for text in (
            text_of(self.front, "event", "conference") or "",
            self.title,
            self.heading,
            self.described,
            self.intro,
        ):
            if (named := named_series(text)) is not None:
                return text, named
        for text in (self.title, self.heading):
            if (named := shaped_series(text)) is not None:
                return text, named
        hosts = self.series_by_address()
        if hosts:
            return "", _Named(hosts, 0, 0)
        for heading in (*self.tags, *self.headings):
            if (named := named_series(heading)) is not None and not _LATER.search(heading):
                return heading, named
        counted = Counter(
            found.series for line in self.body.split("\n") for found in [named_series(line)] if found
        )
        if counted:
            return "", _Named(counted.most_common(1)[0][0], 0, 0)
        for text in (self.described, self.intro):
            if (named := shaped_series(text)) is not None:
                return text, named
        return None

    def series_by_address(self) -> str | None:
        """The series whose pages the links lead to most."""
        counted: Counter[str] = Counter()
        for address in self.addresses:
            low = address.lower()
            for series in _known()[0]:
                if any(host in low for host in series.hosts):
                    counted[series.name] += 1
        best = counted.most_common(1)
        return best[0][0] if best else None

    def name(self, named: tuple[str, _Named] | None) -> str | None:
        """The event as printed: the series with the year, edition and place around it."""
        if named is None:
            return None
        text, found = named
        for other in (self.title, self.heading, text, self.described, self.intro):
            again = named_series(other) or (found if other == text and found.end else None)
            if again is not None and again.end:
                return _widen(other, again)
        return found.series

    def year(self, series: str | None, date: str | None) -> int | None:
        """The year printed beside the series, in the title, in the opening, in addresses, in the date."""
        for value in (text_of(self.front, "year"),):
            if value and (year := _year_in(value)):
                return year
        for text in (text_of(self.front, "event", "conference") or "", self.title, self.heading):
            if year := _year_in(text) or _glued(text):
                return year
        for text in (self.described, self.intro, *self.headings[:3]):
            if year := _beside(text, series):
                return year
        if year := self.year_by_address(series):
            return year
        if date:
            return int(date[:4])
        for text in (*self.tags, self.intro):
            if year := _year_in(text):
                return year
        return _beside(self.body, series)

    def year_by_address(self, series: str | None) -> int | None:
        """The year in the addresses of the conference's own pages ("kccncna2023.sched.com")."""
        hosts = [host for known in _known()[0] if known.name == series for host in known.hosts]
        counted: Counter[int] = Counter()
        for address in self.addresses:
            low = address.lower()
            own = any(host in low for host in hosts)
            if not own and not (is_session_page(address) and ".sched." in low):
                continue
            if match := re.search(r"(?<!\d)(20[0-4]\d|19[89]\d)(?!\d)", low):
                counted[int(match.group())] += 1
        return counted.most_common(1)[0][0] if counted else None

    def edition(self, series: str | None) -> str | None:
        """The region printed behind the series, or in the name of its pages."""
        for text in (self.title, self.heading, self.described, self.intro, *self.headings[:3]):
            for found in _all_series(text):
                if found.series == series and (edition := edition_after(text[found.end : found.end + 60])):
                    return edition
        counted: Counter[str] = Counter()
        for known in _known()[0]:
            if known.name != series:
                continue
            for address in self.addresses:
                for host in known.hosts:
                    at = address.lower().find(host)
                    rest = address.lower()[at + len(host) :].lstrip("-_") if at >= 0 else ""
                    if (match := _HOST_EDITION.match(rest)) and re.match(
                        r"\d{2,4}", rest[match.end() :].lstrip("-_")
                    ):
                        counted[_HOST_EDITIONS[match.group()]] += 1
        return counted.most_common(1)[0][0] if len(counted) == 1 else None

    def place(self, series: str | None) -> str | None:
        """A city in the title, in a sentence of the opening about the event, in its pages' addresses, in the tags."""
        city, before_country = _places()
        for text in (self.title, self.heading):
            if match := city.search(text):
                return match.group()
        for text in (self.described, self.intro):
            for sentence in re.split(r"(?<=[.!?。！？])\s+|\n", text):
                if not (named_series(sentence) or _CONFERENCE.search(sentence)) or _LATER.search(sentence):
                    continue
                if match := before_country.search(sentence) or city.search(sentence):
                    return match.group()
        if place := self.place_by_address(series):
            return place
        tagged = {tag.casefold() for tag in self.tags}
        cities = [
            m.group() for tag in self.tags for m in [city.fullmatch(tag) or city.fullmatch(tag.title())] if m
        ]
        opening = [m.group() for m in city.finditer(self.intro) if m.group().casefold() in tagged]
        if opening:
            return opening[0]
        return cities[0] if len(cities) == 1 else None

    def place_by_address(self, series: str | None) -> str | None:
        hosts = [host for known in _known()[0] if known.name == series for host in known.hosts]
        city, _ = _places()
        for address in self.addresses:
            if any(host in address.lower() for host in hosts):
                words = re.sub(r"[-_/.\d]+", " ", address).title()
                if match := city.search(words):
                    return match.group()
        return None

    def day(self) -> int | None:
        """The one day the recap covers; None where it covers several or does not say."""
        if (value := text_of(self.front, "day")) and (day := day_of(f"day {value}") or day_of(value)):
            return day
        for text in (self.title, self.heading):
            days = days_of(text)
            if len(set(days)) == 1 and not re.search(r"\d\s*(?:[-–+&/,]|and|und|et|to|bis)\s*\d", text):
                return days[0]
            if days:
                return None
        headed = {day for text in self.headings for day in days_of(text)}
        weekdays = {
            m.group().lower()
            for text in self.headings
            for m in [WEEKDAY.search(text)]
            if m and len(text.split()) < 4
        }
        if len(headed) > 1 or len(weekdays) > 1:
            return None
        first = re.split(r"(?<=[.!?。！？])\s+|\n", self.intro.strip())[0]
        said = day_of(first)
        if said and (named_series(first) or _CONFERENCE.search(first)):
            return said
        return next(iter(headed)) if headed and len(self.headings) > 1 and self._all_under_day() else None

    def _all_under_day(self) -> bool:
        """The first heading names the day: all that follows is of it."""
        return bool(self.headings) and day_of(self.headings[0]) is not None

    def date(self) -> str | None:
        """The date in the front matter, else one printed by itself at the top."""
        for key in (
            "date",
            "pubdate",
            "published",
            "publishdate",
            "pubdatetime",
            "created",
            "datum",
            "fecha",
            "posted",
            "published_at",
            "created_at",
        ):
            if (value := text_of(self.front, key)) and (date := date_of(value)):
                return date
        for line in self.intro.split("\n")[:6]:
            if len(line) < 400 and (date := date_of(line)):
                return date
        return date_of(self.title)

    def check(self, event: Event, date: str | None) -> None:
        """Note what contradicts: the title's year and the date, the front matter's place and the title's."""
        if event.year and date and abs(int(date[:4]) - event.year) > 1:
            line = line_of(self.front, "date") or self.title_line
            self.doubts.append(
                ReadWarning(
                    line,
                    f"The date says {date[:4]}, but the event is of {event.year}: write `year: {event.year}` in the front matter if that is right.",
                )
            )
        match = _places()[0].search(self.title)
        if (
            match
            and event.place
            and match.group().casefold() not in event.place.casefold()
            and event.place.casefold() not in match.group().casefold()
        ):
            self.doubts.append(
                ReadWarning(
                    self.title_line,
                    f"The title names {match.group()}, the front matter {event.place}: the front matter is believed.",
                )
            )
        if not event.series and not event.name:
            self.doubts.append(
                ReadWarning(
                    1,
                    "No event was recognised: write for example `event: FooConf 2024` between two lines of `---` at the top.",
                )
            )


def _intro(root: Part, title_part: Part | None) -> str:
    """The words before the first section, at most a screenful."""
    lines: list[str] = []
    size = 0
    for part in root.walk():
        if part.kind == "root" or part is title_part:
            continue
        if part.kind in HEADED and part.kind != "lead" and lines:
            break
        if part.kind in ("text", "lead") and part.block not in ("code", "header"):
            lines.append(part.head.text)
            size += len(part.head.text)
        if size > 1500 or part.kind == "row":
            break
    return "\n".join(lines)


def _joined(texts: Sequence[str]) -> str:
    return "\n".join(text for text in texts if text)


def named_series(text: str) -> _Named | None:
    """The well-known series that `text` names first."""
    return next(iter(_all_series(text)), None)


def names_event(text: str) -> bool:
    """`text` is the name of an event and little else: "KubeCon EU 2022", "devopsdays Ghent '19"."""
    found = named_series(text)
    return found is not None and len(_widen(text, found)) >= 0.6 * len(text.strip())


def _all_series(text: str) -> list[_Named]:
    found: list[_Named] = []
    known, every = _known()
    for match in every.finditer(text):
        for series in known:
            if series.forms.fullmatch(match.group()):
                found.append(_Named(series.name, match.start(), match.end()))
                break
    return found


def shaped_series(text: str) -> _Named | None:
    """A series not known, told by its shape: "FooConf 2021", "Bar Summit", "Notes from Baz 2020"."""
    if match := _UNKNOWN_SERIES.search(text):
        words = match.group().split()
        while words and _ABOUT.fullmatch(words[0]):
            del words[0]
        if words:
            name = " ".join(words)
            return _Named(name, match.end() - len(name), match.end())
    year = _YEAR.search(text)
    if year:
        before = re.search(
            r"((?:[A-Z][\w.&+!-]*|of|the|&|de|für)(?:\s+|$)){1,5}$", text[: year.start()].rstrip(" '’‘`")
        )
        if before:
            name = re.sub(r"^(?:of|the|de|für|&)\s+", "", _ABOUT.sub("", before.group()).strip(" :-–—"))
            at = text.find(name)
            if (
                name
                and re.search(r"[A-Z]", name)
                and not WEEKDAY.search(name)
                and at >= 0
                and date_of(text[at:]) is None
            ):
                return _Named(name, at, at + len(name))
    return None


def edition_after(text: str) -> str | None:
    """The region a name goes on with: " + CloudNativeCon North America 2023" -> "NA"."""
    rest = re.sub(r"^(?:\s*[+/&|]\s*[\w ]*?(?:Con|Conf|Day)\b)*[ ,(:-]*(?:[’'‘`]?\d{2,4}[ ,-]*)?", "", text)
    match = _EDITION.match(rest)
    if match is None:
        return None
    return list(_EDITIONS)[next(i for i in range(len(_EDITIONS)) if match[f"e{i}"])]


_MORE = re.compile(
    r"[ ,]*(?:[+/&|] ?[\w ]*?(?:Con|Conf|Day)\b|[’'‘`]?\d{2,4}\b(?![.:])|(?:in|à|en) (?=[A-Z]))"
)


def _widen(text: str, found: _Named) -> str:
    """`found` with what belongs to it: "KubeCon" in "my KubeCon NA 2023 notes" -> "KubeCon NA 2023"."""
    end = found.end
    city, _ = _places()
    for _ in range(5):
        rest = text[end:]
        edition = re.match(r"\s*", rest)
        start = edition.end() if edition else 0
        match = _MORE.match(rest) or _EDITION.match(rest, start) or city.match(rest, start)
        if match is None or not match.group().strip():
            break
        end += match.end()
    name = text[found.start : end].strip(" ,:-–—'’‘`")
    return re.sub(r"\s+(?:in|à|en)$", "", name)


def _year_in(text: str) -> int | None:
    match = _YEAR.search(text)
    if match is None:
        return None
    year = int(match.group())
    return year if year > 100 else (1900 if year > 80 else 2000) + year


def _glued(text: str) -> int | None:
    """A year glued to a name: "devopsdays16", "PyCon2019"."""
    found = named_series(text)
    match = _GLUED_YEAR.match(text, found.end) if found else None
    if match is None:
        return None
    return int(match.group()) if len(match.group()) == 4 else 2000 + int(match.group())


def _beside(text: str, series: str | None) -> int | None:
    """The year printed right behind or before the series' name."""
    for found in _all_series(text):
        if found.series != series:
            continue
        after = text[found.end : found.end + 50]
        sentence = re.split(r"[.!?;\n。]", after)[0]
        if year := _year_in(sentence) or _year_in(
            re.split(r"[.!?;\n。]", text[max(0, found.start - 12) : found.start])[-1]
        ):
            return year
        if match := _GLUED_YEAR.match(text, found.end):
            return int(match.group()) if len(match.group()) == 4 else 2000 + int(match.group())
    return None
