# ruff: noqa: E501
"""Where an event was held, as its recap says in its title, opening, addresses, tags and lines of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.parsing.blocks import Front
from bot.parsing.cities import places, whole_city
from bot.parsing.dates import date_of
from bot.parsing.labelled import PLACES
from bot.parsing.metadata import text_of
from bot.parsing.opening import shares
from bot.parsing.place import (
    alone_in,
    been_in,
    cities_in,
    city_been_in,
    city_behind,
    city_in,
    named_in,
    place_in,
    shouted_city,
)
from bot.parsing.series import Named, hosts_of, named_series
from bot.parsing.shapes import shaped_series
from bot.parsing.sources import SENTENCE, Sources, tells_of_another
from bot.parsing.together import find_together
from bot.parsing.wordlists import says

# "MossConf 2019 @ The Old Mill".
_AT_VENUE = re.compile(r"\s[@＠]\s+(?P<venue>[^\W\d_][^@|]{2,60}?)\s*$")
_OTHERS = frozenset(
    {"author", "authors", "writer", "company", "organization", "publisher", "profile", "site"}
)
_PLACE_KEYS = (
    *("place", "location", "city", "event_location", "event_place", "event_city", "venue", "where"),
    *PLACES.split(),
)
_ONLINE = re.compile(
    r"\b(?:was|is|went|held|being|entirely|fully|completely)\s+(?:\w+\s+)?(?P<word>online|virtual|remote)\b",
    re.IGNORECASE,
)


def place_said(sources: Sources) -> str | None:
    """The place the front matter says; not where its author or a company is."""
    said = {key: value for key, value in sources.front.values.items() if key not in _OTHERS}
    return text_of(Front(said), *_PLACE_KEYS)


def read_place(
    sources: Sources,
    series: str | None,
    named: tuple[str, Named] | None,
    year: int | None,
    *,
    told_later: bool,
) -> str | None:
    """Where it was: in the title, the opening, the addresses of its pages, the tags, the headings or anywhere.

    If it is `told_later`, in the year after, "last year" is when it was.
    """
    return (
        _titled_place(sources, named)
        or sources.labelled[0]
        or _place_told(sources, series, told_later=told_later)
        or _place_by_address(sources, series)
        or _online(sources)
        or _tagged_place(sources, f"{series} {year}" if series and year else None)
    )


def _titled_place(sources: Sources, named: tuple[str, Named] | None) -> str | None:
    """The city a title names, in capitals or behind the series in small letters too, or the house behind "@"."""
    titles = (sources.title, sources.heading)
    for text in titles:
        if place := city_in(text) or shouted_city(text):
            return place
    if named is None or named[0] not in titles or not named[1].end:
        return None
    text, found = named
    if city := city_behind(text[found.end :]):
        return city
    venue = _AT_VENUE.search(text, found.end)
    return venue["venue"] if venue and shaped_series(venue["venue"]) is None else None


def _place_told(sources: Sources, series: str | None, *, told_later: bool) -> str | None:
    """The place a sentence of the opening says, unless it is about another meeting or somebody's home."""
    for text in (sources.described, sources.intro):
        of_session = sources.notes_first and text is sources.intro
        for number, sentence in enumerate(_sentences(text)):
            if tells_of_another(sentence, told_later=told_later) and not says("this_time", sentence):
                continue
            named = named_series(sentence) or (series and (series in sentence or shares(series, sentence)))
            at_home = says("lives", sentence) and not says("took_place", sentence)
            if at_home or (of_session and not named):
                continue
            about = bool(named or says("event", sentence) or _dates_line(sentence))
            if place := place_in(sentence, about=about) or (named_in(sentence, series) if series else None):
                return place
            find = city_in if text is sources.described else city_been_in
            if series and number == 0 and (place := find(sentence)):
                return place
    return None


def _sentences(text: str) -> Iterator[str]:
    """The sentences of each line; a short line with a date is one, whatever its dots: "28.-29. Februar 2004, Ulm"."""
    for line in text.split("\n"):
        if _dates_line(line):
            yield line
        else:
            yield from SENTENCE.split(line)


def _dates_line(line: str) -> bool:
    return len(line) < SHORT_LINE and date_of(line) is not None


SHORT_LINE = 80
"""Characters of a line that says when and where an event was, and no more."""


def _tagged_place(sources: Sources, event: str | None) -> str | None:
    """The one city that is a tag, a heading, alone in a line, or where the author says to have been."""
    tagged = {tag.casefold() for tag in sources.tags}
    opening = [place for place in cities_in(sources.intro) if place.casefold() in tagged]
    if opening:
        return opening[0]
    words = [re.sub(r"[-_]", " ", tag).title() for tag in sources.tags]
    apart = [word for tag in words if whole_city(tag) is None for word in tag.split()]
    alone = [*sources.tags, *words, *apart, *sources.headings]
    found = list(dict.fromkeys(place for text in alone if (place := whole_city(text.strip(" .:!")))))
    found = found or list(dict.fromkeys(_been_in(sources, event)))
    return found[0] if len(found) == 1 else None


def _been_in(sources: Sources, event: str | None) -> Iterator[str]:
    """The cities alone in a line of a list, where the author says to have been, or the event to be held."""
    texts = [
        part.head.text
        for part in sources.root.walk()
        if part.kind in ("text", "item") and part.block != "code"
    ]
    for at in dict.fromkeys(at for at, _, _ in find_together(texts, places()[0])):
        yield from filter(None, map(alone_in, texts[at].split("\n")))
        for sentence in SENTENCE.split(texts[at]):
            if not tells_of_another(sentence):
                yield from been_in(sentence)
                if event and event.lower() in sentence.lower() and says("took_place", sentence):
                    yield from filter(None, [place_in(sentence, about=False)])


def _online(sources: Sources) -> str | None:
    """Where the title or a sentence about the event says that it was held online: its word for it."""
    for sentence in SENTENCE.split(sources.opening):
        if named_series(sentence) and (match := _ONLINE.search(sentence)):
            return match["word"].lower()
    return None


def _place_by_address(sources: Sources, series: str | None) -> str | None:
    """The city in the addresses of the conference's own pages ("fooconf.example/lisbon-2019")."""
    hosts = hosts_of(series)
    own = "".join(filter(str.isalnum, (series or "").lower()))
    for address in sources.addresses:
        low = address.lower()
        site, _, path = low.partition("/")
        labels = site.removeprefix("www.").split(".")
        if labels[0] == own or any(host.search(low) for host in hosts):
            parts = [*labels, path.split("/")[0], *filter(_YEAR.search, path.split("/")[1:])]
            if place := next(filter(None, map(_city_of_address, parts)), None):
                return place
    return None


_YEAR = re.compile(r"(?<!\d)(?:20)?[012]\d(?!\d)")


def _city_of_address(part: str) -> str | None:
    """The city in a few words between the slashes or dots of an address: "lisbon-2019", "boston2008"."""
    words = re.sub(r"[-_\d]+", " ", part).title()
    return city_in(words) if "%" not in part and len(words.split()) <= MOST_WORDS else None


MOST_WORDS = 4
"""Words of such a part that names a conference and not one of its talks."""
