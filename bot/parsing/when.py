"""When an event was, as its recap says: the date, the year, and which day of it is told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from bot.parsing.blocks import Front
from bot.parsing.dates import date_of, is_date
from bot.parsing.links import is_session_page
from bot.parsing.metadata import text_of, texts_of
from bot.parsing.outline import HEADED
from bot.parsing.series import (
    glued_year,
    hosts_of,
    named_series,
    year_behind,
    year_beside,
    year_in,
)
from bot.parsing.sources import Sources
from bot.parsing.vocabulary import WEEKDAY, day_of, days_of, names_day
from bot.parsing.wordlists import says

_DATED_PATH = re.compile(
    r"(?:^|/)(20[0-4]\d|19[89]\d)[/-](0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/-]|$)"
)

_STAMP = re.compile(r"(\d{4})(\d{2})(\d{2})(?!\d)")
_STAMPED = re.compile(r"(?<!\d)((?:19[89]|20[0-4])\d-[01]\d-[0-3]\d)[T ][0-2]\d:[0-5]\d")

# Where a front matter says when it was: of the event, of the post, and, all being silent, of a change.
_DATE_KEYS = """eventdate date dates datetime pubdate pubdatetime published publishdate publishedat
publishedon publisheddate datepublished publicationdate created createdat createdon datecreated creationdate
posted postedat postedon postdate startdate datum fecha дата 日期 日付 날짜"""
_PATH_KEYS = ("permalink", "url", "slug", "link", "guid", "redirect_from", "aliases")
_CHANGED_KEYS = """modified updated lastmod lastmodified lastmodifiedat updatedat datemodified modifiedat
lastupdated lastupdate"""

FIRST = 12
"""Parts of a document among which a date that is all of a line tells when the event was."""
FIRST_HEADINGS = 3
"""Headings that do as well."""
LONGEST_ALONE = 80
"""Characters of such a line, its weekday and its hours included."""


def read_date(sources: Sources) -> str | None:
    """The date in the front matter, else one printed by itself at the top."""
    if date := _date_under(sources.front, _DATE_KEYS):
        return date
    for path in texts_of(sources.front, *_PATH_KEYS):
        if dated := _DATED_PATH.search(path):
            return "-".join(dated.groups())
    if sources.labelled[1]:
        return sources.labelled[1]
    titled = year_titled(sources)
    for line in sources.intro.split("\n")[:6]:
        date = date_of(line[:LONGEST])
        if (
            date
            and (len(line) < LONGEST or len(date) == DAY)
            and abs(int(date[:4]) - (titled or int(date[:4]))) < 2
        ):
            return date
    return date_of(sources.title) or _date_alone(sources)


LONGEST = 400
"""Characters of a paragraph in whose beginning a date may tell when the event was."""
DAY = len("2019-05-03")
"""Length of a date that names the day."""


def _date_alone(sources: Sources) -> str | None:
    """The first date near the beginning that is all of a line, or the only one that is all of any line."""
    dates: dict[str, None] = {}
    for at, part in enumerate(sources.root.walk()):
        if part.block == "code":
            continue
        for line in re.split(r"\n| \| ", part.head.text):
            date = date_of(line) if len(line) <= LONGEST_ALONE and _names_date(line) else None
            first = at < FIRST and part.kind not in ("item", "row")
            if date and (first or line in sources.headings[:FIRST_HEADINGS]):
                return date
            if date:
                dates[date] = None
    return next(iter(dates)) if len(dates) == 1 else None


def _names_date(text: str) -> bool:
    """A heading that is a date, or that of a day: "21 February 2004", "Saturday, 21 February 2004"."""
    return is_date(text) or names_day(text)


def _date_under(front: Front, keys: str) -> str | None:
    """The date under the first of some keys that has one, however a key is joined: "pub_date", "pubDate"."""
    said = {re.sub(r"[-_ ]", "", key): key for table in reversed(front.tables) for key in table}
    for key in keys.split():
        value = text_of(front, said[key]) if key in said else None
        if value and (date := date_of(value) or _stamped(value)):
            return date
    return None


def _stamped(value: str) -> str | None:
    """A date of figures alone: "20110603", "20110603T081231Z"."""
    stamp = _STAMP.match(value)
    return date_of("-".join(stamp.groups())) if stamp else None


def date_changed(sources: Sources, year: int | None) -> str | None:
    """When the file was changed or stamped, as its front matter says; None if not in the event's year."""
    stamps = (value for value in sources.front.values.values() if isinstance(value, str))
    stamped = (match[1] for value in stamps for match in [_STAMPED.search(value)] if match)
    date = _date_under(sources.front, _CHANGED_KEYS) or next(stamped, None)
    return date if date is None or year in (None, int(date[:4])) else None


def year_titled(sources: Sources) -> int | None:
    """The year printed in a title, or glued to the name there: "devopsdays16"."""
    return next((year for text in sources.titles if (year := year_in(text) or glued_year(text))), None)


def read_year(sources: Sources, series: str | None, date: str | None) -> int | None:
    """The year printed beside the series, in the title, in the opening, in addresses, in the date."""
    return next(filter(None, _years(sources, series, date)), None)


def _years(sources: Sources, series: str | None, date: str | None) -> Iterator[int | None]:
    yield year_in(text_of(sources.front, "year") or "")
    yield from map(year_in, sources.titles)
    yield _near(year_titled(sources), date)
    if series:
        told = (*sources.titles, *sources.headings[:1], sources.described, sources.intro)
        yield from (_near(year_behind(text, series), date) for text in told)
    for text in (sources.described, sources.intro, *sources.headings[:3]):
        yield year_beside(text, series)
    if series:
        yield from (year_in(text) for text in sources.headings[:1] if series in text)
    yield _near(_year_by_address(sources, series), date)
    if date:
        yield int(date[:4])
    yield from map(year_in, (*sources.tags, sources.intro))
    yield year_beside(sources.body, series)


def _near(year: int | None, date: str | None) -> int | None:
    """A year glued to a name or an address; None where the date is far from it: "DEFCON27"."""
    far = year is not None and date is not None and abs(int(date[:4]) - year) > 1
    return None if far else year


def _year_by_address(sources: Sources, series: str | None) -> int | None:
    """The year in the addresses of the conference's own pages ("kccncna2023.sched.com")."""
    hosts = hosts_of(series)
    counted: Counter[int] = Counter()
    for address in sources.addresses:
        low = address.lower()
        own = any(host.search(low) for host in hosts)
        if not own and not (is_session_page(address) and ".sched." in low):
            continue
        if match := re.search(r"(?<!\d)(20[0-4]\d|19[89]\d)(?!\d)", low):
            counted[int(match.group())] += 1
    return counted.most_common(1)[0][0] if counted else None


# "Days 1-2", "Tag 1 und 2": not a year and a day, as in "2019, 2. den".
_SEVERAL = re.compile(r"(?<!\d)\d{1,2}\s*(?:[-–+&/,]|and|und|et|to|bis)\s*\d{1,2}(?!\d)")


def read_day(sources: Sources) -> int | None:
    """The one day the recap covers; None where it covers several or does not say."""
    if (value := text_of(sources.front, "day")) and (day := day_of(f"day {value}") or day_of(value)):
        return day
    for text in (sources.title, sources.heading):
        days = days_of(text)
        if len(set(days)) == 1 and not _SEVERAL.search(text):
            return days[0]
        if days:
            return None
    headed = {day for text in sources.headings for day in days_of(text)}
    weekdays = {
        m.group().lower()
        for text in sources.headings
        for m in [WEEKDAY.search(text)]
        if m and len(text.split()) < 4
    }
    if len(headed) > 1 or len(weekdays) > 1:
        return None
    first = re.split(r"(?<=[.!?。！？])\s+|\n", sources.intro.strip())[0]
    said = day_of(first)
    if said and (named_series(first) or says("event", first)):
        return said
    return next(iter(headed)) if headed and _mostly_under_day(sources) else None


def _mostly_under_day(sources: Sources) -> bool:
    """Most headings stand below the one that names the day."""
    below = sum(
        sum(1 for part in day.walk() if part.kind in HEADED) - 1
        for day in sources.root.walk()
        if day.kind in HEADED and days_of(day.head.text)
    )
    return below >= 2 and below >= 0.6 * (len(sources.headings) - 1)
