# ruff: noqa: E501
"""Where an event was held, as a sentence says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from bot.parsing.cities import places, regions, uninflected
from bot.parsing.dates import begins_with_month
from bot.parsing.letters import CAPITAL, UNSPACED
from bot.parsing.vocabulary import WEEKDAY
from bot.parsing.wordlists import TABLE, says
from bot.people import is_given

# What stands between "in" and a town: "in the sunny city of Goslar".
_BEFORE_TOWN = (
    r"(?:(?:the|la|el|o|il|der|die|het)\s)?"
    r"(?:(?:beautiful|lovely|sunny|rainy|wonderful|cold|snowy|warm|historic|downtown|old|schönen|sonnigen|verregneten|wunderschönen|"
    r"bella|bonita|preciosa|linda|belle|jolie|mooie|prachtige)\s){0,2}"
    r"(?:(?:\w+\s){0,2}(?:city|town|village|Stadt|ciudad|localidad|cidade|ville|città|stad|kota|thành phố)\s(?:(?:of|de|von|di|van)\s|d[’'])?)?"
)
_TOWN = rf"(?:St\. |TP\.? ?)?{CAPITAL}[\w’'-]+(?:\s(?:(?:do|de|da|del|des|am|upon|sur|la|le|el|los|las|an der)\s)?{CAPITAL}[\w’'-]+){{0,3}}(?![\w’'-])"
# What a place is told by, by language; in others towns are inflected, and only those known are told.
_IN = {
    "en": "in",
    "de": "in",
    "fr": "à|en",
    "es": "en",
    "pt": "em|na cidade de",
    "it": "a|in",
    "nl": "in|te",
    "sv": "i",
    "da": "i",
    "no": "i",
    "ro": "la|în",
    "id": "di",
    "vi": "tại|ở",
}
# In German any noun may stand behind "in": a town does where nothing goes on with it.
_ENDED = {"de": r"(?=\s*(?:[.,;:!)(]|$|statt|am\s|vom\s|im\s|und\s|\d))"}


@cache
def _held() -> tuple[re.Pattern[str], ...]:
    """By language, where a sentence says that something was held in a town."""
    verbs = {
        language: "|".join(word.replace("_", "[ -]") for word in TABLE["took_place"][language].split())
        for language in _IN
    }
    return tuple(
        re.compile(
            rf"(?<!\w)(?i:{verbs[language]})(?!\w)[^.!?]{{0,80}}?(?<!\w)(?:{within})\s{_BEFORE_TOWN}(?P<place>{_TOWN}){_ENDED.get(language, '')}"
        )
        for language, within in _IN.items()
    )


_HELD_AT = re.compile(
    rf"\b(?:took place|takes place|(?:was|is|were) (?:held|hosted)) at\s(?:the\s)?(?P<place>{_TOWN})(?=[.,;]|\s*\(|\s(?:on|from|in)\s)"
)
_UNSPACED_HELD = re.compile(
    r"(?:^|[にのはが、，。：\s日（(])(?P<ja>[\u4e00-\u9fff\u30a0-\u30ff]{2,10})(?:で|にて)[^。]{0,40}(?:開催|行われ|開かれ)|"
    r"[于於在](?P<zh>[\u4e00-\u9fff]{2,6}?)(?:的?[^，。\s]{0,12})?(?:举办|举行|召开|舉辦|舉行|召開)|"
    r"(?:^|\s)(?P<ko>[가-힣A-Z][가-힣A-Za-z]{1,9})에서 [^.]{0,20}(?:열린|열렸|열린|개최)"
)
# "2014/4/12-15 老苔会议中心，": a house named behind the date.
_DATED_VENUE = re.compile(
    r"^\W*\d{4}\s?[年/.-]\s?\d{1,2}\s?[月/.-]\s?\d{1,2}[日号號]?(?:\s?[（(].{1,3}[)）])?(?:\s?[-–~～〜至]\s?[\d/月日]{1,6})?[\s，,、]*[于於在@＠]?\s*"
    r"(?P<venue>[\u4e00-\u9fff\u30a0-\u30ff]{1,10}(?:中心|大厦|大廈|大学|大學|酒店|饭店|飯店|会馆|會館|会館|展览馆|体育馆|会議場|ホール|ビル))(?=[\s，,。、.]|$)"
)
_CONFERENCE_IN = re.compile(
    r"(?<!largest )(?<!biggest )(?<!best )\b(?i:conference|event|summit|congress|meeting|kongress|konferenz|conférence|conferencia|congreso)\s+"
    rf"(?:(?:was|is)\s+)?(?:held\s+)?(?:in|em|en|à)\s+{_BEFORE_TOWN}(?P<place>{_TOWN})(?=[.,;:!)]|\s+[a-z(]|$)",
)
_STAYED = re.compile(
    r"\b(?:I|we|us|our|my)\b[^.!?\n]{0,80}?\b(?:being|been|landed|arrived|stay(?:ed|ing)?|flew|travelled|traveled|went|was|were|back)\s+(?:\w+\s){0,4}(?:in|to|at)\s+$|"
    r"\b(?i:the|this|our)\s(?:\w+\s)?(?i:conference|event|congress|meetup)\b[^.!?\n]{0,40}\b(?:hosted|held|took place)\b[^.!?\n]{0,60}$"
)
# What is no town, though "in" stands before it and it has a capital.
_NO_TOWN = re.compile(
    r"(?:english|german|french|spanish|portuguese|italian|dutch|person|spring|summer|autumn|fall|winter|q[1-4]|early|mid|late|the|a|our|my|full|"
    r"association|collaboration|conjunction|co-?operation|partnership|parallel|honou?r|memory|form|kooperation|zusammenarbeit|verbindung|präsenz|"
    r"person|anwesenheit|kombination|anlehnung|zukunft|kürze|folge|sachen|bezug|richtung|aktion|ruhe|erinnerung|worten|bildern|zahlen|deutscher|"
    r"englischer|java|python|ruby|rust|go|javascript|php|linux|zoom|discord|numbers|pictures|photos|tweets|quotes|review|retrospect|summary|short|brief|general|depth|detail|conclusion|images|fotos|zitaten|chiffres|números|cifre|youtube|twitch)\b",
    re.IGNORECASE,
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
    yield from (match.group() for match in _cities(text))


def _cities(text: str) -> Iterator[re.Match[str]]:
    for match in places()[0].finditer(text):
        before = text[max(0, match.start() - 20) : match.start()].split(" ")[-2:-1]
        if not any(map(is_given, before)):
            yield match


def city_been_in(sentence: str) -> str | None:
    """The first city of a sentence in which somebody is: "Back from Lille", not "Ada of Acme Lisbon"."""
    for match in _cities(sentence):
        before = sentence[: match.start()]
        inflected = uninflected(match.group()) != match.group()
        if inflected or not before.strip() or UNSPACED.search(match.group()) or _WITHIN.search(before):
            return match.group()
    return None


_WITHIN = re.compile(
    r"(?:[.!?:(–—|-]\s*|(?<!\w)(?:in|at|to|near|around|(?:back|returned|home|notes|recap|report|live|greetings|impressions|highlights) from|nach|à|en|em|i|w|we|v|ve|в|во|у|na|till|til|te|naar|di|tại|ở|στην|στο)\s(?:\w+\s)?|@\s?)$",
    re.IGNORECASE,
)
# Where somebody comes from, or what a town has: "from Lille", "the University of Lille".
_OUT_OF = re.compile(
    r"(?:(?<!back )(?<!notes )(?<!live )(?<!home )(?<!city )(?<!town )(?<!heart )(?<!centre )(?<!center )\b(?:from|of|aus|out of|based in))\s$",
    re.IGNORECASE,
)


def may_be_town(name: str) -> bool:
    """Words in capitals behind "in" may be a town: no month, no language, no way of working."""
    return not (begins_with_month(name) or WEEKDAY.match(name) or _NO_TOWN.match(name))


def place_in(sentence: str, *, about: bool) -> str | None:
    """The place a sentence names: where it says that something was held, or any if it is `about` the event."""
    if place := _held_in(sentence):
        return place
    if not sentence.isascii():
        if unspaced_held := _UNSPACED_HELD.search(sentence):
            said = unspaced_held[str(unspaced_held.lastgroup)]
            return city_in(said) or said
        if dated := _DATED_VENUE.match(sentence):
            return city_in(sentence) or dated["venue"]
    if not about and not says("took_place", sentence):
        return None
    if match := places()[1].search(sentence):
        return match.group()
    if match := _with_country().search(sentence):
        return match["place"]
    if city := _city_about(sentence):
        return city
    match = _CONFERENCE_IN.search(sentence)
    if match and may_be_town(match["place"]):
        return match["place"]
    region = regions().search(sentence) if about else None
    return region["region"] if region else None


def _city_about(sentence: str) -> str | None:
    """The first city of a sentence about an event that nobody is only said to be from."""
    cities = (match for match in _cities(sentence) if not _OUT_OF.search(sentence[: match.start()]))
    return next((match.group() for match in cities), None)


def _held_in(sentence: str) -> str | None:
    """The place behind "was held": a well-known city there, else what stands behind "in" or "at"."""
    if not says("took_place", sentence):
        return None
    for form in (*_held(), _HELD_AT):
        for held in form.finditer(sentence):
            if may_be_town(held["place"]):
                return city_in(sentence[held.start("place") :]) or held["place"]
    return None


def named_in(sentence: str, series: str) -> str | None:
    """The town that stands right behind the name of a series: "back from MossConf 2019 in Goslar"."""
    match = re.search(
        rf"(?<!\w){re.escape(series)}(?:\s?['’]?\d{{2,4}})?,?\s(?:(?:was|is|war|ist|était|fue|foi)\s)?(?:in|en|à|em)\s{_BEFORE_TOWN}(?P<place>{_TOWN})"
        r"(?=\s*(?:[.,;:!)(]|$|and\s|und\s|et\s|y\s|e\s|am\s|vom\s|on\s|from\s|last\s|this\s))",
        sentence,
    )
    return match["place"] if match and may_be_town(match["place"]) else None


def shouted_city(title: str) -> str | None:
    """The well-known city in a title all in capitals: "MOSS FEST SEOUL"."""
    words = re.findall(r"[A-ZÀ-Þ]{3,}(?: [A-ZÀ-Þ]{3,})*", title)
    latin = re.findall(r"[A-Za-zÀ-ÿ]{3,}", title)
    return city_in(" ".join(words).title()) if len(latin) > 1 and all(map(str.isupper, latin)) else None


def city_behind(text: str) -> str | None:
    """The well-known city that a text begins with, in small letters as well, but for a year: " 2019 ghent"."""
    words = re.findall(r"[^\W\d_][\w.’'-]*", re.sub(r"^\s*(?:\d{2,4})?\s*", "", text))[:3]
    named = (" ".join(words[:size]).title() for size in range(len(words), 0, -1))
    return next((match.group() for name in named if (match := places()[0].fullmatch(name))), None)


_ALONE = re.compile(r"\W*(?:(?:place|city|location|where|venue|ort|lieu|lugar)\s*:\s*)?", re.IGNORECASE)
_STATE = re.compile(r"(?:,\s*(?:[A-Z]{2}|[A-Z][a-z]+))?\W*")


def been_in(sentence: str) -> Iterator[str]:
    """The cities where somebody says to have been, or an event to be held."""
    for match in places()[0].finditer(sentence):
        if _STAYED.search(sentence[max(0, match.start() - 120) : match.start()]):
            yield match.group()


def alone_in(line: str) -> str | None:
    """The city that is all a line says ("Austin, TX")."""
    match = places()[0].search(line)
    alone = match and _ALONE.fullmatch(line[: match.start()]) and _STATE.fullmatch(line[match.end() :])
    return match.group() if match and alone else None
