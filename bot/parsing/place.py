# ruff: noqa: E501
"""Where an event was held, as a sentence says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from bot.parsing.cities import places
from bot.people import is_given

_HELD = re.compile(
    r"\b(?:took place|takes place|(?:was|is|were) held|fand|findet|(?:a eu|avait) lieu|s'est tenue?|tuvo lugar|se celebr\w+|aconteceu|foi realizad[ao])\b.{0,25}?"
    r"\b(?:in|em|en|à|a)\s+(?P<place>[A-ZÀ-Þ][\w’'-]+(?:(?: (?:do|de|da|del|des|am|upon|sur))? [A-ZÀ-Þ][\w’'-]+)*)"
)
_HELD_AT = re.compile(
    r"\b(?:took place|takes place|(?:was|is|were) held) at\s+(?P<place>[A-ZÀ-Þ][\w’'-]+)(?=[.,;]|\s*\()"
)
_UNSPACED_HELD = re.compile(
    r"(?:^|[にのはが、，。：\s日（(])(?P<ja>[\u4e00-\u9fff\u30a0-\u30ff]{2,10})(?:で|にて)[^。]{0,40}(?:開催|行われ|開かれ)|"
    r"[于於在](?P<zh>[\u4e00-\u9fff]{2,6}?)(?:的?[^，。\s]{0,12})?(?:举办|举行|召开|舉辦|舉行|召開)|"
    r"(?:^|\s)(?P<ko>[가-힣A-Z][가-힣A-Za-z]{1,9})에서 [^.]{0,20}(?:열린|열렸|열린|개최)"
)
_CONFERENCE_IN = re.compile(
    r"(?<!largest )(?<!biggest )(?<!best )\b(?:conference|summit|congress|meeting|kongress|konferenz|conférence|conferencia|congreso)\s+(?:was\s+)?(?:held\s+)?(?:in|em|en|à)\s+"
    r"(?!Jan|Feb|Mar[ c]|Apr|May\b|Jun|Jul|Aug|Sep|Oct|Nov|Dec|the\b)(?P<place>(?:St\. )?[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)?)(?=[.,;:!)]|\s+[a-z(]|$)",
    re.IGNORECASE,
)
_STAYED = re.compile(
    r"\b(?:I|we|us|our|my)\b[^.!?\n]{0,80}?\b(?:being|been|landed|arrived|stay(?:ed|ing)?|flew|travelled|traveled|went|was|were|back)\s+(?:\w+\s){0,4}(?:in|to|at)\s+$|"
    r"\b(?:conference|event|congress|meetup)\b[^.!?\n]{0,40}\b(?:hosted|held|took place)\b[^.!?\n]{0,60}$"
)
# "…: Nara, Japan, Friday": a place with its country, named by itself.
_WITH_COUNTRY = r"(?:^|[:(–—-]\s*|\bin )(?P<place>[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)?, (?:%s))(?!\w)"


@cache
def _with_country() -> re.Pattern[str]:
    return re.compile(_WITH_COUNTRY % places()[2].pattern.removeprefix(r"(?<!\w)").removesuffix(r"(?!\w)"))


def city_in(text: str) -> str | None:
    """The first well-known city of `text`."""
    return next(cities_in(text), None)


def cities_in(text: str) -> Iterator[str]:
    """Every well-known city of `text`, in order; none is who is called like one ("Peter Lund")."""
    for match in places()[0].finditer(text):
        before = text[max(0, match.start() - 20) : match.start()].split(" ")[-2:-1]
        if not any(map(is_given, before)):
            yield match.group()


def place_in(sentence: str, *, about: bool) -> str | None:
    """The place a sentence names: where it says that something was held, or any if it is `about` the event."""
    if held := _HELD.search(sentence):
        return held["place"]
    if venue := _HELD_AT.search(sentence):
        return city_in(sentence) or venue["place"]
    if not sentence.isascii() and (unspaced := _UNSPACED_HELD.search(sentence)):
        return city_in(unspaced[str(unspaced.lastgroup)]) or unspaced[str(unspaced.lastgroup)]
    if not about:
        return None
    if match := places()[1].search(sentence):
        return match.group()
    if match := _with_country().search(sentence):
        return match["place"]
    if city := city_in(sentence):
        return city
    match = _CONFERENCE_IN.search(sentence)
    return match["place"] if match and match["place"][0].isupper() else None


_ALONE = re.compile(r"\W*(?:(?:place|city|location|where|venue|ort|lieu|lugar)\s*:\s*)?", re.IGNORECASE)
_STATE = re.compile(r"(?:,\s*(?:[A-Z]{2}|[A-Z][a-z]+))?\W*")


def been_in(sentence: str) -> Iterator[str]:
    """The cities that are all a line says ("Austin, TX"), or where somebody says to have been."""
    for match in places()[0].finditer(sentence):
        alone = _ALONE.fullmatch(sentence[: match.start()]) and _STATE.fullmatch(sentence[match.end() :])
        if alone or _STAYED.search(sentence[max(0, match.start() - 120) : match.start()]):
            yield match.group()
