# ruff: noqa: E501
"""Where an event was held, as its recap says in its title, opening, addresses, tags and lines of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.parsing.cities import places, whole_city
from bot.parsing.opening import shares
from bot.parsing.place import been_in, cities_in, city_in, place_in
from bot.parsing.series import known_series, named_series
from bot.parsing.sources import CONFERENCE, LATER, SENTENCE, Sources
from bot.parsing.together import find_together

_NOW = re.compile(
    r"\b(?:this (?:year|time)|diese[sm]? (?:Jahr|Mal)|cette (?:année|fois)|est[ea] (?:año|ano|vez)|quest'anno|dit jaar|i år|в этом году|w tym roku|letos|bu yıl)\b",
    re.IGNORECASE,
)
_ONLINE = re.compile(
    r"\b(?:was|is|went|held|being|entirely|fully|completely)\s+(?:\w+\s+)?(?P<word>online|virtual|remote)\b",
    re.IGNORECASE,
)


def read_place(sources: Sources, series: str | None) -> str | None:
    """Where it was: in the title, the opening, the addresses of its pages, the tags, the headings or anywhere."""
    for text in (sources.title, sources.heading):
        if place := city_in(text):
            return place
    if sources.labelled[0]:
        return sources.labelled[0]
    for text in (sources.described, sources.intro):
        for number, sentence in enumerate(SENTENCE.split(text)):
            about = bool(
                named_series(sentence)
                or CONFERENCE.search(sentence)
                or (series and (number == 0 or series in sentence or shares(series, sentence)))
            )
            if (not LATER.search(sentence) or _NOW.search(sentence)) and (
                place := place_in(sentence, about=about)
            ):
                return place
    if place := _place_by_address(sources, series) or _online(sources):
        return place
    tagged = {tag.casefold() for tag in sources.tags}
    opening = [place for place in cities_in(sources.intro) if place.casefold() in tagged]
    if opening:
        return opening[0]
    alone = [*sources.tags, *(tag.title() for tag in sources.tags), *sources.headings]
    named = list(dict.fromkeys(place for text in alone if (place := whole_city(text.strip(" .:!")))))
    named = named or list(dict.fromkeys(_been_in(sources)))
    return named[0] if len(named) == 1 else None


def _been_in(sources: Sources) -> Iterator[str]:
    """The cities that stand alone in a line of a list, or where the author says to have been."""
    texts = [
        part.head.text
        for part in sources.root.walk()
        if part.kind in ("text", "item") and part.block != "code"
    ]
    for at in dict.fromkeys(at for at, _, _ in find_together(texts, places()[0])):
        for sentence in SENTENCE.split(texts[at]):
            if not LATER.search(sentence):
                yield from been_in(sentence)


def _online(sources: Sources) -> str | None:
    """Where the title or a sentence about the event says that it was held online: its word for it."""
    for sentence in SENTENCE.split(sources.opening):
        if named_series(sentence) and (match := _ONLINE.search(sentence)):
            return match["word"].lower()
    return None


def _place_by_address(sources: Sources, series: str | None) -> str | None:
    """The city in the addresses of the conference's own pages ("fooconf.example/lisbon-2019")."""
    hosts = [host for known in known_series() if known.name == series for host in known.hosts]
    own = "".join(filter(str.isalnum, (series or "").lower()))
    for address in sources.addresses:
        site = address.lower().partition("/")[0].removeprefix("www.").partition(".")[0]
        if site == own or any(host in address.lower() for host in hosts):
            words = re.sub(r"[-_/.\d]+", " ", address).title()
            if place := city_in(words):
                return place
    return None
