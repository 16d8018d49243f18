"""When an event was, as its recap says: the date, the year, and which day of it is told."""

from __future__ import annotations

import re
from collections import Counter

from bot.parsing.dates import date_of, is_date
from bot.parsing.links import is_session_page
from bot.parsing.metadata import text_of
from bot.parsing.outline import HEADED
from bot.parsing.series import glued_year, known_series, named_series, year_beside, year_in
from bot.parsing.sources import CONFERENCE, Sources
from bot.parsing.vocabulary import WEEKDAY, day_of, days_of

_DATED_PATH = re.compile(r"(?:^|/)(20[0-4]\d|19[89]\d)[/-](0[1-9]|1[0-2])[/-](0[1-9]|[12]\d|3[01])(?=[/-]|$)")

FIRST = 3
"""Headings among which a date may tell when the event was."""


def read_date(sources: Sources) -> str | None:
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
        if (value := text_of(sources.front, key)) and (date := date_of(value)):
            return date
    for key in ("permalink", "url", "slug", "link", "guid"):
        if dated := _DATED_PATH.search(text_of(sources.front, key) or ""):
            return "-".join(dated.groups())
    if sources.labelled[1]:
        return sources.labelled[1]
    for line in sources.intro.split("\n")[:6]:
        if len(line) < 400 and (date := date_of(line)):
            return date
    return date_of(sources.title) or next(
        (date for text in sources.headings[:FIRST] if is_date(text) and (date := date_of(text))), None
    )


def read_year(sources: Sources, series: str | None, date: str | None) -> int | None:
    """The year printed beside the series, in the title, in the opening, in addresses, in the date."""
    for value in (text_of(sources.front, "year"),):
        if value and (year := year_in(value)):
            return year
    for text in sources.titles:
        if year := year_in(text) or glued_year(text):
            return year
    for text in (sources.described, sources.intro, *sources.headings[:3]):
        if year := year_beside(text, series):
            return year
    if series and (year := next((year_in(text) for text in sources.headings[:1] if series in text), None)):
        return year
    year = _year_by_address(sources, series)
    if year and not (date and abs(int(date[:4]) - year) > 1):
        return year
    if date:
        return int(date[:4])
    for text in (*sources.tags, sources.intro):
        if year := year_in(text):
            return year
    return year_beside(sources.body, series)


def _year_by_address(sources: Sources, series: str | None) -> int | None:
    """The year in the addresses of the conference's own pages ("kccncna2023.sched.com")."""
    hosts = [host for known in known_series() if known.name == series for host in known.hosts]
    counted: Counter[int] = Counter()
    for address in sources.addresses:
        low = address.lower()
        own = any(host in low for host in hosts)
        if not own and not (is_session_page(address) and ".sched." in low):
            continue
        if match := re.search(r"(?<!\d)(20[0-4]\d|19[89]\d)(?!\d)", low):
            counted[int(match.group())] += 1
    return counted.most_common(1)[0][0] if counted else None


def read_day(sources: Sources) -> int | None:
    """The one day the recap covers; None where it covers several or does not say."""
    if (value := text_of(sources.front, "day")) and (day := day_of(f"day {value}") or day_of(value)):
        return day
    for text in (sources.title, sources.heading):
        days = days_of(text)
        if len(set(days)) == 1 and not re.search(r"\d\s*(?:[-–+&/,]|and|und|et|to|bis)\s*\d", text):
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
    if said and (named_series(first) or CONFERENCE.search(first)):
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
