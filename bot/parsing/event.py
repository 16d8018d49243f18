# ruff: noqa: E501
"""Which event a recap is about: series, year, edition, place, day, date.

Each is looked for where it is surest: the author's front matter, the title, the opening
lines, the addresses of the conference's pages. What nothing says stays None.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from bot.model import Event, ReadWarning
from bot.parsing.blocks import Document, Front
from bot.parsing.dates import date_of, is_date
from bot.parsing.labelled import labelled
from bot.parsing.links import bare, is_session_page
from bot.parsing.metadata import line_of, text_of, texts_of
from bot.parsing.opening import intro_of, joined, shares
from bot.parsing.outline import HEADED, Part
from bot.parsing.place import been_in, cities_in, city_in, place_in, whole_city
from bot.parsing.series import (
    GENERIC,
    Named,
    all_series,
    any_host,
    dated_series,
    edition_after,
    glued_year,
    known_series,
    name_in_title,
    named_series,
    names_event,
    places,
    shaped_series,
    uninflected,
    widen,
    year_beside,
    year_in,
)
from bot.parsing.together import find_together
from bot.parsing.vocabulary import WEEKDAY, day_of, days_of, is_general, names_day

_CONFERENCE = re.compile(
    r"\b(?:conf\w*|kon[fg]\w*|congr\w*|summit|meeting|workshop|symposium|event|kongress\w*|conférence)\b|大会|年会|會議|カンファレンス",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"\b(?:next|upcoming|cfp|call for|last year|previous|nächste[sn]?|letzte[sn]?|prochaine?|dernière?|próxim[oa]|see you|register)\b",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"\b(?:this (?:year|time)|diese[sm]? (?:Jahr|Mal)|cette (?:année|fois)|est[ea] (?:año|ano|vez)|quest'anno|dit jaar|i år|в этом году|w tym roku|letos|bu yıl)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?。！？])(?<!\bSt\.)\s+|\n")
_ONLINE = re.compile(
    r"\b(?:was|is|went|held|being|entirely|fully|completely)\s+(?:\w+\s+)?(?P<word>online|virtual|remote)\b",
    re.IGNORECASE,
)
_DATED_PATH = re.compile(r"(?:^|/)(20[0-4]\d|19[89]\d)[/-](0[1-9]|1[0-2])[/-](0[1-9]|[12]\d|3[01])(?=[/-]|$)")
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


def read_event(document: Document, root: Part, title_part: Part | None) -> tuple[Event, list[ReadWarning]]:
    """The event a document is about, and what contradicts itself in it."""
    return _Reader(document, root, title_part).read()


FIRST = 3
"""Headings among which a date may tell when the event was."""


class _Reader:
    """The places of one document where an event is named, surest first."""

    def __init__(self, document: Document, root: Part, title_part: Part | None) -> None:
        self.front: Front = document.front
        self.root = root
        self.title = text_of(self.front, "title") or (title_part.head.text if title_part else "")
        self.title_line = line_of(self.front, "title") or (title_part.line if title_part else 1)
        self.heading = title_part.head.text if title_part else ""
        self.described = text_of(self.front, "description", "summary", "subtitle", "excerpt") or ""
        self.tags = texts_of(self.front, "tags", "keywords", "categories", "category")
        self.intro = intro_of(root, title_part)
        self.headings = [
            p.head.text for p in root.walk() if p.kind in HEADED and p is not title_part and p.kind != "lead"
        ]
        self.opening = joined([self.title, self.heading, self.described, self.intro])
        self.addresses = [bare(span.url) for block in document.blocks for span in block.spans if span.url]
        self.body = "\n".join(block.text for block in document.blocks) if not self._in_opening() else ""
        self.labelled = labelled(root)
        self.doubts: list[ReadWarning] = []

    def _in_opening(self) -> bool:
        return bool(all_series(self.opening))

    def read(self) -> tuple[Event, list[ReadWarning]]:
        """Each field in its turn."""
        named = self.series()
        series = self.series_said(named) or (named[1].series if named else None)
        date = self.date()
        year = self.year(series, date)
        event = Event(
            name=text_of(self.front, "event", "conference") or self.name(named),
            series=series or text_of(self.front, "event", "conference"),
            year=year,
            edition=text_of(self.front, "edition") or self.edition(series),
            place=text_of(self.front, "place", "location", "city", "venue", "where")
            or uninflected(self.place(series)),
            day=self.day(),
            date=date,
        )
        self.check(event, date)
        return event, self.doubts

    def series_said(self, named: tuple[str, Named] | None) -> str | None:
        """The front matter's series, unless it sorts posts: a word of no event beside a title that names one."""
        said = text_of(self.front, "series")
        if said is None or named is None or not named[1].end or named[0] not in (self.title, self.heading):
            return said
        sorts = said.islower() and not names_event(said) and said.casefold() not in named[0].casefold()
        return None if sorts else said

    def series(self) -> tuple[str, Named] | None:
        """The series named first where it is surest, with the text that names it."""
        titles = (text_of(self.front, "event", "conference") or "", self.title, self.heading)
        opening = (self.described, self.intro)
        ways = (
            (named_series, titles),
            (dated_series, titles[1:]),
            (self.named_again, titles[1:]),
            (named_series, opening),
            (shaped_series, titles),
            (self.headed_by_name, titles[2:]),
        )
        for find, texts in ways:
            for text in texts:
                if (named := find(text)) is not None:
                    return text, named
        hosts = self.series_by_address()
        if hosts:
            return "", Named(hosts, 0, 0)
        for heading in (*self.tags, *self.headings):
            if (named := named_series(heading)) is not None and not _LATER.search(heading):
                return heading, named
        counted = Counter(
            found.series for line in self.body.split("\n") for found in [named_series(line)] if found
        )
        if counted:
            return "", Named(counted.most_common(1)[0][0], 0, 0)
        above = self.headings[:1] if not self.title or is_general(self.title) else []
        for text in (self.described, self.intro, *above):
            if (named := shaped_series(text)) is not None:
                return text, named
        return None

    def named_again(self, text: str) -> Named | None:
        """The name in a title, before a year or alone, that the opening says again, alone as a conference's.

        As in "Mossy Rock Garden 2019, Town Edition", where one reads "I have been to Mossy Rock Garden".
        """
        name = name_in_title(text)
        if name is None:
            return None
        said = [
            sentence
            for sentence in _SENTENCE.split(f"{self.described}\n{self.intro}")
            if name.series.casefold() in sentence.casefold()
        ]
        dated = year_in(text[name.end :]) is not None
        return name if said and (dated or any(map(_CONFERENCE.search, said))) else None

    def headed_by_name(self, text: str) -> Named | None:
        """A name or two for a title, the first heading below it being a day's: "Mosscamp ⏎ 2019-05-14"."""
        words = text.split()
        named = 0 < len(words) <= 3 and all(word[0].isupper() for word in words) and not is_general(text)
        dated = named and any(map(names_day, self.headings[:1])) and not names_day(text)
        return Named(text, 0, len(text)) if dated and not GENERIC.fullmatch(text) else None

    def series_by_address(self) -> str | None:
        """The series whose pages the links lead to most."""
        counted: Counter[str] = Counter()
        for address in self.addresses:
            low = address.lower()
            for series in known_series() if any_host().search(low) else ():
                if any(host in low for host in series.hosts):
                    counted[series.name] += 1
        best = counted.most_common(1)
        return best[0][0] if best else None

    def name(self, named: tuple[str, Named] | None) -> str | None:
        """The event as printed: the series with the year, edition and place around it."""
        if named is None:
            return None
        text, found = named
        for other in (self.title, self.heading, text, self.described, self.intro):
            again = named_series(other) or (found if other == text and found.end else None)
            if again is not None and again.end:
                return widen(other, again)
        return found.series

    def year(self, series: str | None, date: str | None) -> int | None:
        """The year printed beside the series, in the title, in the opening, in addresses, in the date."""
        for value in (text_of(self.front, "year"),):
            if value and (year := year_in(value)):
                return year
        for text in (text_of(self.front, "event", "conference") or "", self.title, self.heading):
            if year := year_in(text) or glued_year(text):
                return year
        for text in (self.described, self.intro, *self.headings[:3]):
            if year := year_beside(text, series):
                return year
        if series and (year := next((year_in(text) for text in self.headings[:1] if series in text), None)):
            return year
        year = self.year_by_address(series)
        if year and not (date and abs(int(date[:4]) - year) > 1):
            return year
        if date:
            return int(date[:4])
        for text in (*self.tags, self.intro):
            if year := year_in(text):
                return year
        return year_beside(self.body, series)

    def year_by_address(self, series: str | None) -> int | None:
        """The year in the addresses of the conference's own pages ("kccncna2023.sched.com")."""
        hosts = [host for known in known_series() if known.name == series for host in known.hosts]
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
            for found in all_series(text):
                if found.series == series and (edition := edition_after(text[found.end : found.end + 60])):
                    return edition
        counted: Counter[str] = Counter()
        for known in known_series():
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
        """Where it was: in the title, the opening, the addresses of its pages, the tags, the headings or anywhere."""
        for text in (self.title, self.heading):
            if place := city_in(text):
                return place
        if self.labelled[0]:
            return self.labelled[0]
        for text in (self.described, self.intro):
            for number, sentence in enumerate(_SENTENCE.split(text)):
                about = bool(
                    named_series(sentence)
                    or _CONFERENCE.search(sentence)
                    or (series and (number == 0 or series in sentence or shares(series, sentence)))
                )
                if (not _LATER.search(sentence) or _NOW.search(sentence)) and (
                    place := place_in(sentence, about=about)
                ):
                    return place
        if place := self.place_by_address(series) or self.online():
            return place
        tagged = {tag.casefold() for tag in self.tags}
        opening = [place for place in cities_in(self.intro) if place.casefold() in tagged]
        if opening:
            return opening[0]
        alone = [*self.tags, *(tag.title() for tag in self.tags), *self.headings]
        named = list(dict.fromkeys(place for text in alone if (place := whole_city(text.strip(" .:!")))))
        named = named or list(dict.fromkeys(self.been_in()))
        return named[0] if len(named) == 1 else None

    def been_in(self) -> Iterator[str]:
        """The cities that stand alone in a line of a list, or where the author says to have been."""
        texts = [
            part.head.text
            for part in self.root.walk()
            if part.kind in ("text", "item") and part.block != "code"
        ]
        for at in dict.fromkeys(at for at, _, _ in find_together(texts, places()[0])):
            for sentence in _SENTENCE.split(texts[at]):
                if not _LATER.search(sentence):
                    yield from been_in(sentence)

    def online(self) -> str | None:
        """Where the title or a sentence about the event says that it was held online: its word for it."""
        for sentence in _SENTENCE.split(self.opening):
            if named_series(sentence) and (match := _ONLINE.search(sentence)):
                return match["word"].lower()
        return None

    def place_by_address(self, series: str | None) -> str | None:
        """The city in the addresses of the conference's own pages ("fooconf.example/lisbon-2019")."""
        hosts = [host for known in known_series() if known.name == series for host in known.hosts]
        own = "".join(filter(str.isalnum, (series or "").lower()))
        for address in self.addresses:
            site = address.lower().partition("/")[0].removeprefix("www.").partition(".")[0]
            if site == own or any(host in address.lower() for host in hosts):
                words = re.sub(r"[-_/.\d]+", " ", address).title()
                if place := city_in(words):
                    return place
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
        return next(iter(headed)) if headed and self._mostly_under_day() else None

    def _mostly_under_day(self) -> bool:
        """Most headings stand below the one that names the day."""
        below = sum(
            sum(1 for part in day.walk() if part.kind in HEADED) - 1
            for day in self.root.walk()
            if day.kind in HEADED and days_of(day.head.text)
        )
        return below >= 2 and below >= 0.6 * (len(self.headings) - 1)

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
        for key in ("permalink", "url", "slug", "link", "guid"):
            if dated := _DATED_PATH.search(text_of(self.front, key) or ""):
                return "-".join(dated.groups())
        if self.labelled[1]:
            return self.labelled[1]
        for line in self.intro.split("\n")[:6]:
            if len(line) < 400 and (date := date_of(line)):
                return date
        return date_of(self.title) or next(
            (date for text in self.headings[:FIRST] if is_date(text) and (date := date_of(text))), None
        )

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
        titled = city_in(self.title)
        if (
            titled
            and event.place
            and titled.casefold() not in event.place.casefold()
            and event.place.casefold() not in titled.casefold()
        ):
            self.doubts.append(
                ReadWarning(
                    self.title_line,
                    f"The title names {titled}, the front matter {event.place}: the front matter is believed.",
                )
            )
        if not event.series and not event.name:
            self.doubts.append(
                ReadWarning(
                    1,
                    "No event was recognised: write for example `event: FooConf 2024` between two lines of `---` at the top.",
                )
            )
