"""Which of the meetings a recap is of: the region in the name, or the count before it."""

from __future__ import annotations

import re
from collections import Counter

from bot.parsing.cities import places
from bot.parsing.series import REGION, Named, all_series, edition_after, hosts_of, known_series
from bot.parsing.sources import Sources

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


def read_edition(sources: Sources, series: str | None, named: tuple[str, Named] | None) -> str | None:
    """The region printed behind the series, or in the name of its pages; the count printed before it."""
    opening = (sources.title, sources.heading, sources.described, sources.intro)
    for text in (*opening, *sources.headings[:3], *sources.tags):
        for found in all_series(text):
            rest = text[found.end : found.end + 60]
            if found.series == series and (edition := edition_after(rest) or _stop(rest)):
                return edition
    if named is not None and (edition := _printed(*named)):
        return edition
    return _by_address(sources, series)


def _printed(text: str, named: Named) -> str | None:
    """What a name is printed with: "第8回 苔の会", "MossCon 上海站", "MossConf EU", "MossConFR"."""
    if named.end == 0:
        return None
    if not text.isascii() and (counted := _COUNTED.search(text, 0, named.end)):
        return counted["count"]
    rest = text[named.end :]
    if stop := _stop(rest):
        return stop
    if (glued := _GLUED.match(rest)) and text[named.end - 1].islower():
        return glued.group()
    known = any(named.series == series.name for series in known_series())
    last = None if known else _LAST_WORD.search(named.series)
    return edition_after(last.group()) if last else edition_after(rest) if _BESIDE.match(rest) else None


def _stop(rest: str) -> str | None:
    """The stop of a tour behind its name: "上海站"."""
    stops = () if rest.isascii() else _STOP.finditer(rest)
    return next((stop.group() for stop in stops if places()[0].fullmatch(stop["city"])), None)


# "第8回", "第三届", "제3회" before the name.
_COUNTED = re.compile(
    r"(?P<count>(?:第\s?[\d０-９一二三四五六七八九十百]{1,4}\s?[回届屆次]|제\s?\d{1,3}\s?회))(?!目)"
)
_STOP = re.compile(r"(?P<city>[\u4e00-\u9fff]{2,3})站")
_GLUED = re.compile(r"[A-Z]{2,4}(?![A-Za-z])")
_BESIDE = re.compile(rf" ?(?:{REGION})(?!\w)")
_LAST_WORD = re.compile(rf"(?<=[^\W\d_] )(?:{REGION})$")


def _by_address(sources: Sources, series: str | None) -> str | None:
    """The region in the addresses of the conference's own pages ("kccncna2023.sched.com")."""
    counted: Counter[str] = Counter()
    for host in hosts_of(series):
        for address in map(str.lower, sources.addresses):
            found = host.search(address)
            rest = address[found.end() :].lstrip("-_") if found else ""
            if (match := _HOST_EDITION.match(rest)) and re.match(
                r"\d{2,4}", rest[match.end() :].lstrip("-_")
            ):
                counted[_HOST_EDITIONS[match.group()]] += 1
    return counted.most_common(1)[0][0] if len(counted) == 1 else None
