# ruff: noqa: E501
"""Which event a recap is about: series, year, edition, place, day, date.

Each is looked for where it is surest: the author's front matter, the title, the opening
lines, the addresses of the conference's pages. What nothing says stays None.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.model import Event, ReadWarning
from bot.parsing.blocks import Document
from bot.parsing.cities import uninflected
from bot.parsing.edition import read_edition
from bot.parsing.metadata import line_of, text_of
from bot.parsing.naming import read_name, read_series, series_said
from bot.parsing.outline import Part
from bot.parsing.place import city_in
from bot.parsing.sources import Sources, sources_of
from bot.parsing.when import date_changed, read_date, read_day, read_year
from bot.parsing.where import place_said, read_place


def read_event(document: Document, root: Part, title_part: Part | None) -> tuple[Event, list[ReadWarning]]:
    """The event a document is about, and what contradicts itself in it."""
    sources = sources_of(document, root, title_part)
    named = read_series(sources)
    said = text_of(sources.front, "event", "conference")
    series = series_said(sources, named) or (named[1].series if named else None)
    date = read_date(sources)
    year = read_year(sources, series, date)
    changed = date_changed(sources, year) if date is None else None
    told_later = bool(year and date and int(date[:4]) == year + 1)
    event = Event(
        name=said or read_name(sources, named),
        series=series or said,
        year=year or (int(changed[:4]) if changed else None),
        edition=text_of(sources.front, "edition") or read_edition(sources, series, named),
        place=place_said(sources)
        or uninflected(read_place(sources, series, named, year, told_later=told_later)),
        day=read_day(sources),
        date=date or changed,
    )
    return event, list(_doubts(sources, event))


def _doubts(sources: Sources, event: Event) -> Iterator[ReadWarning]:
    """What contradicts: the title's year and the date, the front matter's place and the title's."""
    if event.year and event.date and abs(int(event.date[:4]) - event.year) > 1:
        yield ReadWarning(
            line_of(sources.front, "date") or sources.title_line,
            f"The date says {event.date[:4]}, but the event is of {event.year}: write `year: {event.year}` in the front matter if that is right.",
        )
    titled = city_in(sources.title)
    if (
        titled
        and event.place
        and titled.casefold() not in event.place.casefold()
        and event.place.casefold() not in titled.casefold()
    ):
        yield ReadWarning(
            sources.title_line,
            f"The title names {titled}, the front matter {event.place}: the front matter is believed.",
        )
    if not event.series and not event.name:
        yield ReadWarning(
            1,
            "No event was recognised: write for example `event: FooConf 2024` between two lines of `---` at the top.",
        )
