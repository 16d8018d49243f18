"""Which event a recap is of: its series and the name it is printed with."""

from __future__ import annotations

from collections import Counter
from functools import partial

from bot.parsing.metadata import text_of
from bot.parsing.series import (
    Named,
    any_host,
    host_of,
    known_series,
    named_series,
    names_event,
    widen,
    year_in,
)
from bot.parsing.shapes import GENERIC, dated_series, dated_shape, name_in_title, shaped_series
from bot.parsing.sources import SENTENCE, Sources, tells_of_another
from bot.parsing.title_shapes import numbered_series, reported_acronym, titled_series
from bot.parsing.vocabulary import is_general, names_day
from bot.parsing.wordlists import says


def read_series(sources: Sources) -> tuple[str, Named] | None:
    """The series named first where it is surest, with the text that names it."""
    titles = sources.titles
    above = sources.headings[:1] if not sources.title or is_general(sources.title) else ()
    opening = (sources.described, sources.intro)
    ways = (
        (named_series, titles),
        (dated_series, titles[1:]),
        (partial(_named_again, sources), titles[1:]),
        (dated_shape, titles),
        (named_series, opening),
        (titled_series, titles),
        (shaped_series, titles),
        (partial(_acronym, sources), (*titles[1:], *above)),
        (partial(_numbered_again, sources), opening),
        (partial(_headed_by_name, sources), titles[2:]),
    )
    for find, texts in ways:
        for text in texts:
            if (named := find(text)) is not None:
                return text, named
    hosts = _series_by_address(sources)
    if hosts:
        return "", Named(hosts, 0, 0)
    for heading in (*sources.tags, *sources.headings):
        if (named := named_series(heading)) is not None and not tells_of_another(heading):
            return heading, named
    counted = Counter(
        found.series for line in sources.body.split("\n") for found in [named_series(line)] if found
    )
    if counted:
        return "", Named(counted.most_common(1)[0][0], 0, 0)
    for text in (sources.described, sources.intro, *above):
        if (named := shaped_series(text)) is not None:
            return text, named
    return None


def _acronym(sources: Sources, title: str) -> Named | None:
    """The acronym of which a title is a report, as in "MOSS Recap"."""
    return reported_acronym(title, (sources.described, sources.intro))


def _numbered_again(sources: Sources, text: str) -> Named | None:
    """A name counted in the opening, as in "Foo Evening #12", that a title has as well."""
    named = numbered_series(text)
    return named if named and any(named.series in title for title in sources.titles) else None


def series_said(sources: Sources, named: tuple[str, Named] | None) -> str | None:
    """The front matter's series, unless it sorts posts: a word of no event beside a title that names one."""
    said = text_of(sources.front, "series")
    if said is None or named is None or not named[1].end or named[0] not in (sources.title, sources.heading):
        return said
    sorts = said.islower() and not names_event(said) and said.casefold() not in named[0].casefold()
    return None if sorts else said


def _named_again(sources: Sources, text: str) -> Named | None:
    """The name in a title, before a year or alone, that the opening says again, alone as a conference's.

    As in "Mossy Rock Garden 2019, Town Edition", where one reads "I have been to Mossy Rock Garden".
    """
    name = name_in_title(text)
    if name is None:
        return None
    said = [
        sentence
        for sentence in SENTENCE.split(f"{sources.described}\n{sources.intro}")
        if name.series.casefold() in sentence.casefold()
    ]
    dated = year_in(text[name.end :]) is not None
    return name if said and (dated or any(says("event", sentence) for sentence in said)) else None


def _headed_by_name(sources: Sources, text: str) -> Named | None:
    """A name or two for a title, the first heading below it being a day's: "Mosscamp ⏎ 2019-05-14"."""
    words = text.split()
    named = 0 < len(words) <= 3 and all(word[0].isupper() for word in words) and not is_general(text)
    dated = named and any(map(names_day, sources.headings[:1])) and not names_day(text)
    return Named(text, 0, len(text)) if dated and not GENERIC.fullmatch(text) else None


def _series_by_address(sources: Sources) -> str | None:
    """The series whose pages the links lead to most."""
    counted: Counter[str] = Counter()
    for address in sources.addresses:
        low = address.lower()
        for series in known_series() if any_host().search(low) else ():
            if any(host_of(host).search(low) for host in series.hosts):
                counted[series.name] += 1
    best = counted.most_common(1)
    return best[0][0] if best else None


def read_name(sources: Sources, named: tuple[str, Named] | None) -> str | None:
    """The event as printed: the series with the year, edition and place around it."""
    if named is None:
        return None
    text, found = named
    for other in (sources.title, sources.heading, text, sources.described, sources.intro):
        again = named_series(other) or (found if other == text and found.end else None)
        if again is not None and again.end:
            return widen(other, again)
    return found.series
