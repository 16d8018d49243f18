"""Which event a recap is of: its series and the name it is printed with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from bot.parsing.likely_event import ENDING, likely_event
from bot.parsing.metadata import text_of
from bot.parsing.series import YEAR, Named, any_host, host_of, known_series, named_series, names_event, widen
from bot.parsing.shapes import shaped_series
from bot.parsing.sources import Sources, tells_of_another
from bot.parsing.title_shapes import reported_acronym, titled_series
from bot.parsing.vocabulary import is_general


def read_series(sources: Sources) -> tuple[str, Named] | None:
    """The series named first where it is surest, with the text that names it."""
    return next(filter(None, _ways(sources)), None)


def _ways(sources: Sources) -> Iterator[tuple[str, Named] | None]:
    titles, opening = sources.titles, (sources.described, sources.intro)
    above = sources.headings[:1] if not sources.title or is_general(sources.title) else ()
    yield _first(named_series, titles)
    likely = likely_event(sources)
    yield likely if likely and _is_titled(sources, *likely) else None
    yield _first(named_series, opening)
    yield likely
    yield _first(titled_series, titles) or _first(shaped_series, titles)
    yield _first(partial(reported_acronym, told=opening), (*titles[1:], *above))
    yield _by_address(sources)
    elsewhere = [text for text in (*sources.tags, *sources.headings) if not tells_of_another(text)]
    yield _first(named_series, elsewhere)
    yield _named_most(sources.body)
    yield _first(shaped_series, (*opening, *above))


def _first(find: Callable[[str], Named | None], texts: Iterable[str]) -> tuple[str, Named] | None:
    """The first name that `find` finds in one of the texts, with that text."""
    found = ((text, find(text)) for text in texts)
    return next(((text, named) for text, named in found if named is not None), None)


def series_said(sources: Sources, named: tuple[str, Named] | None) -> str | None:
    """The front matter's series, unless it sorts posts: a word of no event beside a title that names one."""
    said = text_of(sources.front, "series")
    if said is None or named is None or not named[1].end or named[0] not in (sources.title, sources.heading):
        return said
    sorts = said.islower() and not names_event(said) and said.casefold() not in named[0].casefold()
    return None if sorts else said


def _is_titled(sources: Sources, text: str, named: Named) -> bool:
    """A title has the name, with its year behind or a word for events at its end: no other event is meant."""
    dated = YEAR.match(text, named.end + 1) is not None
    return text in sources.titles and (dated or ENDING.search(named.series) is not None)


def _by_address(sources: Sources) -> tuple[str, Named] | None:
    """The series whose pages the links lead to most."""
    counted: Counter[str] = Counter()
    for address in sources.addresses:
        low = address.lower()
        for series in known_series() if any_host().search(low) else ():
            if any(host_of(host).search(low) for host in series.hosts):
                counted[series.name] += 1
    return _most(counted)


def _named_most(body: str) -> tuple[str, Named] | None:
    """The well-known series that most lines name."""
    return _most(Counter(named.series for line in body.split("\n") if (named := named_series(line))))


def _most(counted: Counter[str]) -> tuple[str, Named] | None:
    return ("", Named(counted.most_common(1)[0][0], 0, 0)) if counted else None


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
