"""The name of an event that is in no list and has no known shape, weighed from many small signs.

"Thoughts after Elmspan" names no conference by itself. But where Elmspan is a tag and a site as well, and
the first sentence says that it is a congress one went to, all of that speaks for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from types import MappingProxyType

from bot.parsing.cities import whole_city
from bot.parsing.letters import EAST
from bot.parsing.series import Named
from bot.parsing.shapes import ABOUT, GENERIC, own_name, shaped_series
from bot.parsing.sources import SENTENCE, Sources
from bot.parsing.title_shapes import titled_series
from bot.parsing.vocabulary import CARDINAL, DAY, ORDINAL, TALK, WEEKDAY, names_day
from bot.parsing.wordlists import one_of, says, words_of

BIAS = -4.0

WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "titled": 3.2,
        "in title": 1.8,
        "begins title": 0.9,
        "above a day": 0.5,
        "tag": 0.6,
        "site": 1.3,
        "path": 0.95,
        "event": 1.0,
        "been there": 0.8,
        "year": 2.45,
        "word more": 0.6,
        "ending": 1.9,
        "inner capital": 1.3,
    }
)
"""What each sign of a name weighs, in log odds.

Found by logistic regression (L2) over the names in 125 recaps whose events were marked by hand, once with
their own series among the well-known ones and once without. In recaps left out, 109 of 113 names that were
likelier the event's than not were it.
"""

OF_PLACE = frozenset({"titled", "in title", "begins title", "word more"})
"""Signs that any words in a title have: by these alone none is an event's name."""


def likely_event(sources: Sources) -> tuple[str, Named] | None:
    """The likeliest name of the event, with the text it stands in; None if it is rather no event's."""
    around = surroundings(sources)
    best, most = None, 0.0
    names = [(name, list(by_itself(name, around))) for name in names_of(sources, around)]
    weighed = [(BIAS + _weigh(signs), name, signs) for name, signs in names]
    for odds, name, signs in sorted(weighed, key=itemgetter(0), reverse=True):
        if odds + IN_SENTENCES <= most:
            break
        said = list(in_sentences(name, around))
        if odds + _weigh(said) > most and not OF_PLACE.issuperset((*signs, *said)):
            best, most = name, odds + _weigh(said)
    if best is None:
        return None
    named = own_name(Named(best.shown, best.start, best.start + len(best.shown)))
    return (best.text, named) if named else None


IN_SENTENCES = WEIGHTS["event"] + WEIGHTS["been there"] + WEIGHTS["year"]
"""The most that sentences can say for a name; asking them is what takes time."""


def _weigh(signs: Iterable[str]) -> float:
    return sum(WEIGHTS[sign] for sign in signs)


@dataclass(frozen=True, slots=True)
class Name:
    """Words that could be an event's name, and the text in which they stand first; compared by `key`."""

    shown: str
    key: str
    text: str
    start: int
    titled: bool


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around the names of a document, gathered once; titles, tags and addresses by their keys.

    `above_day`: the first heading below the title is a day's; `sites` and `paths` are words of the addresses
    linked; `dated` are the texts in which a year can stand behind a name.
    """

    titles: tuple[str, ...]
    above_day: bool
    tags: frozenset[str]
    sites: frozenset[str]
    paths: frozenset[str]
    sentences: tuple[str, ...]
    dated: tuple[str, ...]


def surroundings(sources: Sources) -> Surroundings:
    """Those of a document, of bounded size."""
    sites: set[str] = set()
    paths: set[str] = set()
    for address in sources.addresses[:MOST_ADDRESSES]:
        site, *path = address.lower().split("/")
        sites |= {_key(label) for label in site.removeprefix("www.").split(".")[:-1]}
        paths |= {_without_year(_key(part)) for part in path}
    told = [text[:LONGEST] for text in (sources.described, sources.intro)]
    return Surroundings(
        tuple(map(_key, sources.titles[1:])),
        any(map(names_day, sources.headings[:1])),
        frozenset(map(_key, sources.tags)),
        frozenset(sites),
        frozenset(paths),
        tuple(sentence for text in told for sentence in SENTENCE.split(text)),
        (*(title[:LONGEST] for title in sources.titles), *told, *sources.headings[:MOST_HEADINGS]),
    )


def _key(text: str) -> str:
    return _BETWEEN.sub("", text).casefold()


def _without_year(key: str) -> str:
    return key.rstrip("0123456789") or key


_BETWEEN = re.compile(r"[\W_]+")


def names_of(sources: Sources, around: Surroundings) -> list[Name]:
    """All that could be names in the titles and the opening, each where it stands first.

    What always stands in a longer one is none by itself.
    """
    found: dict[str, Name] = {}
    titles = sources.titles[1:]
    for text in (*titles, sources.described, sources.intro):
        said = text[:LONGEST]
        shaped = [
            (named.start, named.series) for named in (titled_series(said), shaped_series(said)) if named
        ]
        longest = [name for run in _runs(said, around) for name in _longest(said, run)]
        for start, shown in (*shaped, *longest):
            found.setdefault(_key(shown), Name(shown, _key(shown), text, start, text in titles))
    return [name for key, name in found.items() if len(key) >= FEWEST and not key.isdigit()]


def _longest(text: str, run: Sequence[re.Match[str]]) -> Iterator[tuple[int, str]]:
    """The names in a run of words that stand in no longer one there, with where they begin."""
    reached = -1
    for first, word in enumerate(run):
        for last in range(min(len(run), first + MOST_WORDS) - 1, max(first - 1, reached), -1):
            shown = _YEAR_LAST.sub("", text[word.start() : run[last].end()])
            if _may_be_name(shown.split()):
                yield word.start(), shown
                reached = last
                break


FEWEST, MOST_WORDS = 3, 4
"""Letters and words of a name."""

LONGEST, MOST_HEADINGS, MOST_ADDRESSES = 1500, 100, 1000
"""Characters of a text, headings and addresses in which the name of an event is looked for."""

_WORD = re.compile(rf"[^\W_{EAST}](?:[^\s{EAST}\"“”«»:;,()\[\]<>|–—…]*[^\W_{EAST}])?(?:\(\)|[!+]+)?")
_JOINT = re.compile(r" | ?[&+] ")
_INNER_SIGN = re.compile(r"[^\W\d_][./+][^\W\d_]|\(\)")
_YEAR_LAST = re.compile(r"(?:[\s-]*['’]\d\d|[\s'’-]*(?:19|20)\d\d|(?<=[^\W\d_]{3})\d\d)$")


def _runs(text: str, around: Surroundings) -> Iterator[list[re.Match[str]]]:
    """The words that look like names, as long as they follow each other."""
    days = [day.span() for day in DAY.finditer(text)]
    run: list[re.Match[str]] = []
    for word in _WORD.finditer(text):
        if run and _JOINT.fullmatch(text, run[-1].end(), word.start()) is None:
            yield run
            run = []
        counted = any(first <= word.start() < last for first, last in days)
        odd = _is_odd(word.group(), around) or (run and _noun().fullmatch(word.group()))
        if odd and not counted and not _breaks(word.group()):
            run.append(word)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _is_odd(word: str, around: Surroundings) -> bool:
    """It has a capital or a sign within, or it is a name elsewhere."""
    key = _key(word)
    known = len(key) > FEWEST and any(key in names for names in (around.tags, around.sites, around.paths))
    return known or word != word.lower() or _INNER_SIGN.search(word) is not None


def _may_be_name(words: list[str]) -> bool:
    """Neither begins nor ends with what is no part of a name, nor is but a word for events or a town."""
    if not words or any(begins.fullmatch(words[0]) for begins in (_NO_BEGIN, GENERIC, WEEKDAY)):
        return False
    if _NO_END.fullmatch(words[-1]):
        return False
    if whole_city(words[-1]) or whole_city(" ".join(words[-2:])):
        return False
    return len(words) > 1 or not words[0][1:].islower() or _noun().fullmatch(words[0]) is None


def _breaks(word: str) -> bool:
    """A word that stands between names, and in none."""
    return any(words.fullmatch(word) for words in (_SMALL, ABOUT, TALK))


_SMALL = re.compile(
    r"of|and|for|this|that|at|from|to|in|on|about|why|how|what|when|"
    r"where|i|i['’]\w+|we|you|it|he|she|they|there|here|some|with|by|is|was|were",
    re.IGNORECASE,
)
_NO_BEGIN = re.compile(rf"{ORDINAL}|{CARDINAL}|an?|&|\+", re.IGNORECASE)
_NO_END = re.compile(rf"{ORDINAL}|['’]?(?:19|20)?\d\d|&|\+", re.IGNORECASE)


@cache
def _noun() -> re.Pattern[str]:
    """A word for events, by which the names of many end or begin."""
    nouns = (*words_of("gathering"), *words_of("gathering_of"), *words_of("event"))
    return re.compile(one_of(nouns), re.IGNORECASE)


def by_itself(name: Name, around: Surroundings) -> Iterator[str]:
    """The signs of `name` but for what sentences say; "word more" as often as it has another word."""
    yield from _in_titles(name, around)
    yield from _elsewhere(name.key, around)
    yield from ["word more"] * name.shown.count(" ")
    if ENDING.search(name.shown):
        yield "ending"
    if _INNER_CAPITAL.search(name.shown):
        yield "inner capital"


def _in_titles(name: Name, around: Surroundings) -> Iterator[str]:
    if name.titled:
        yield "titled"
    elif any(name.key in title for title in around.titles):
        yield "in title"
    if any(title.startswith(name.key) for title in around.titles):
        yield "begins title"
    if around.above_day and name.key in map(_without_year, around.titles):
        yield "above a day"


def _elsewhere(key: str, around: Surroundings) -> Iterator[str]:
    bare = _without_year(key)
    if not around.tags.isdisjoint((key, bare)):
        yield "tag"
    if any(_is_site_of(bare, site) for site in around.sites):
        yield "site"
    if bare in around.paths:
        yield "path"


def in_sentences(name: Name, around: Surroundings) -> Iterator[str]:
    """The signs that sentences, and the words right behind `name`, give."""
    written = r"[\W_]{0,3}".join(map(re.escape, _BETWEEN.split(name.shown.strip("()!+"))))
    named = re.compile(rf"(?<![^\W_]){written}(?![^\W\d_])", re.IGNORECASE)
    said = [sentence for sentence in around.sentences if named.search(sentence)]
    if any(says("event", sentence) for sentence in said):
        yield "event"
    if any(_GOING.search(text, 0, found.start()) for text in said for found in named.finditer(text)):
        yield "been there"
    if any(_YEAR_NEXT.match(text, found.end()) for text in around.dated for found in named.finditer(text)):
        yield "year"


def _is_site_of(key: str, site: str) -> bool:
    """The site is called like the event, with its year or a word for events, or by most of its name."""
    rest = site.removeprefix(key)
    most = len(site) >= LEAST_OF_SITE and 2 * len(site) > len(key)
    return (
        (most and (key.startswith(site) or key.endswith(site)))
        or not rest
        or (rest != site and _OF_SITES.fullmatch(rest) is not None)
    )


LEAST_OF_SITE = 5
"""Letters of a site's name that can be but a part of the event's."""

_OF_SITES = re.compile(r"\d+|conf\w*|con|camp|days?|fest|summit|\d*(?:na|eu|us|uk)\d*")


_GOING = re.compile(
    r"\b(?:attend\w*|visit\w*|at|to|from|besuch\w*|auf der|beim?|zur|von der|à|au|aux|en|al|de)\s"
    r"(?:the\s|this year['’]s\s|der\s|die\s|la\s|le\s|el\s)?(?:first\s|last\s)?[\"“«\[]?$",
    re.IGNORECASE,
)
_YEAR_NEXT = re.compile(r"[ ,]{0,2}(?:(?:19[89]|20[0-4])\d|['’]\d\d)(?!\d)")
ENDING = re.compile(
    r"(?:con|conf|camp|fest|days?|summit|meetup|conference|congress|kaigi|大会|大會|年会|年會|峰会|峰會|论坛|論壇|"
    r"会議|カンファレンス|勉強会|컨퍼런스|콘)$",
    re.IGNORECASE,
)
"""How the names of many events end."""
_INNER_CAPITAL = re.compile(r"[a-zß-ÿ][A-Z]")
