"""Whether a place stands in a text: a town, a house, a room of the sort asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache

from bot.model import Link
from bot.people import is_given
from bot.search.asking import signs
from bot.search.languages import language_of
from bot.search.looks import UPPER, is_new, words_of
from bot.search.question import Question
from bot.search.somewhere import somewhere
from bot.words import fold, stem, tokens

_PLACE = re.compile(
    rf"(?:\b(?:[Ii]n|[Aa]t|[Nn]ear|[Ii]m|[Aa]uf|[Dd]ans|[Àà]|[Aa]ux?|[Cc]hez|[Ee][nm]|[Nn][ao]s?|[Tt]o|"
    rf"[Ff]rom|"
    rf"[Dd]as?|[Aa]ll[aoe]|[Aa]l|[Aa]i|[Dd]al|[Nn]ei|[Pp]resso|[Bb]ei|[Bb]eim|[Zz]um|[Zz]ur|[Ii]ns|"
    rf"[Aa]n|[Ii]n de[nr]|[Vv]id|[Vv]ed|[Bb]ij|[Nn]aar|[Oo]p|[Vv]e?|[Uu]|[Dd]o|[Pp]rzy|[Uu]|[Ии]з|"
    rf"[Ii]nside|[Tt]hrough|[Вв]нутри|[Ww]ewnątrz|[Dd]entro|[Tt]ại|ở|[Nn]el(?:la)?|[Tt]ill?|[Pp]å|"
    rf"[Hh]os|i|[Tt]e|[Ff]or|[Tt]owards?|[Ww]e?|[Вв]о?|[Нн]а)\b|@)"
    rf"(?: (?:the|[Dd]e[mnr]?|[Dd]ie|[Dd]as|[Ll]es?|[Ll]a|[Ee]l|[Oo]|[Hh]et))? [«„“\"'‘]?({UPPER}[\w'-]+)"
)
_BOUND = re.compile(
    r"(?:to|from|for|towards?|bij|bei|beim|chez|hos|presso|naar|zum|zur|dal?|u|из|through|do) ", re.IGNORECASE
)
_LISTED = re.compile(rf"[:,·|/–-] ({UPPER}[\w'-]+)(?: {UPPER}[\w'-]+)*\W*$")
_PLACE_ASKED = re.compile(r"\b(?:which|what|welche\w*|quelle?|que) \w+")
_SORT_ASKED = re.compile("どの|何という|哪[個个座间間家]|어느|어떤|무슨")
_TOWN = re.compile(
    r"city|country|town|state|place|location|stadt|land|\bort|ville|pays|lieu|ciudad|pais|lugar|"
    r"gebaude|endroit|batiment|recinto|edificio|local|sede|espacio|sitio"
)
_SIGNED = re.compile(rf"[\"“']?(?:{UPPER}|\d)")
_SOMEWHERE = re.compile(
    r"\b(?:in|at|near|inside|behind|to|into|on|im|am|auf|dans|chez|en) (?:a|an|the|our|my|one|einem|"
    r"einer|dem|der|un|une|le|la|el) (\w+)",
    re.IGNORECASE,
)
_PLACE_MARKED = re.compile(
    r"(?:在|於|于|at |借了?|去了?|到了?)([\u4e00-\u9fff]{2,4})|"
    r"([\u4e00-\u9fff\u30a0-\u30ff]{2,6})で(?![あすしきはもな])|"
    rf"(?<![가-힣])([가-힣]{{2,8}})에서|['‘\"]([가-힣\w ]{{2,12}})['’\"]에서|"
    rf"({UPPER}\w+)['’](?:[nsy]?[dt]?[ae])(?:n?\w{{0,5}})(?!\w)"
)
_PLACE_CALLED = re.compile(
    "[\u3400-\u9fff]{2,}(?:市|県|縣|省|区|區|大学|大學|中心|酒店|飯店|宾馆|會館|会馆|会館|展馆|展館|广场|廣場|大厦|大樓|公园|公園|駅|"
    "[咖茶][啡](?:馆|館|廳|厅)|餐廳|餐厅|火锅|火鍋|酒吧|酒楼|礼堂|禮堂|教室|書店|书店|小屋|图书馆|圖書館|科技园|园区|園區|基地|ホール|居酒屋|会議室|会场)|居酒屋|"
    "(?:ホール|ホテル|センター|ビル)|[가-힣]+(?:센터|호텔|대학교|빌딩|타워|홀|카페|캠퍼스|도서관|식당|회관|강당)(?![가-힣]{3})"
)
_READABLE = ("article", "code", "slides", "video")


def place_in(
    question: Question, text: str, known: frozenset[str], place: str | None, links: Sequence[Link]
) -> float:
    """A place; of the sort named ("which *room*"), if one is; where something is written, a link."""
    asked = fold(question.text)
    if (named := _PLACE_ASKED.search(asked)) and not _TOWN.search(named.group()):
        noun = stem(named.group().split()[-1])
        wanted = {f for t in question.terms if t.stem == noun and not t.weak for f in t.forms} | {noun}
        sort = _named_sort(wanted, text, known)
        some = any(is_new(m.group(1), known) and not is_given(m.group(1)) for m in _PLACE.finditer(text))
        return max(sort, 0.6 if some else 0.0)
    if place and fold(place) in fold(text) and not set(tokens(place)) <= known:
        return 1.0
    if any(not set(tokens(m.group())) <= known for m in _PLACE_CALLED.finditer(text)) or _venue(text, known):
        return 0.7 if question.about_town else 0.9
    marked = (m for m in _PLACE_MARKED.finditer(text) if not (question.about_happening and _by_means(m)))
    if any(not set(tokens(m[m.lastindex or 0])) <= known for m in marked):
        return 0.6
    town = named is not None or question.about_town
    found = _behind_prepositions(question, text, bound=town or question.about_happening)
    if any(is_new(name, known) and not is_given(name) for name in found):
        return 0.8
    if there := somewhere(question, text, known, town=town):
        return there
    if any(fold(m.group(1)) not in known for m in _SOMEWHERE.finditer(text)):
        return 0.3 if town or question.about_happening else 0.6
    written = not (named or _SORT_ASKED.search(question.text) or question.about_happening or question.needed)
    if written and any(link.kind in _READABLE for link in links):
        return 0.75
    if any(is_new(m.group(1), known) and not is_given(m.group(1)) for m in _LISTED.finditer(text)):
        return 0.6
    return 0.3 if set(tokens(text)) & signs("place") else 0.0


def _by_means(marked: re.Match[str]) -> bool:
    """Whether で may say by what something was done: nothing behind it says that it took place there."""
    return marked.group().endswith("で") and not _TOOK_PLACE.match(marked.string, marked.end())


_TOOK_PLACE = re.compile("[^。、]{0,8}(?:開催|開か|行われ|行なわれ|実施|あり|あっ|集ま|会|參加|参加)")


def _behind_prepositions(question: Question, text: str, *, bound: bool) -> list[str]:
    """Words with a capital behind a preposition of place, if what is asked about is `bound` to be somewhere.

    A town is nothing that one is "at" or "with", and in German every noun has a capital.
    """
    found = [m for m in _PLACE.finditer(text) if not (bound and _BOUND.match(m.group()))]
    if question.about_town:
        found = [m for m in found if _IN.match(m.group())]
    if found and bound and (language := language_of(text)):
        found = [m for m in found if language != "de" and not (language in _AND and _EN.match(m.group()))]
    times = signs("months") | signs("days")
    return [m.group(1) for m in found if fold(m.group(1)) not in times]


_IN = re.compile(r"(?:in|im|à|a|en|em|i|w|we|v|ve|в|во|te|nel|tại|ở|near|do|na|@)\b", re.IGNORECASE)
_EN = re.compile(r"en\b", re.IGNORECASE)
_AND = ("nl", "da", "no", "sv")
"""Languages in which "en" is "and" or "a", and no preposition."""


def _venue(text: str, known: frozenset[str]) -> bool:
    """Whether a house stands there by its name: "Moss Theater", "w hotelu Zorza"."""
    words = [word for word in _WORD.findall(text) if not _LINKING.fullmatch(word)]
    return any(
        fold(word) in _houses()
        and (_is_name(after, known) or (word[0].isupper() and _is_name(before, known)))
        for before, word, after in zip(["", *words], words, [*words[1:], ""], strict=False)
    )


@lru_cache(maxsize=1)
def _houses() -> frozenset[str]:
    return signs("venues") | signs("houses")


def _is_name(word: str, known: frozenset[str]) -> bool:
    return word[:1].isupper() and is_new(word, known)


_LINKING = re.compile(r"d[eou]s?|de[lnr]|de(?:i|lla|lle)|d[ai]s?|van|the|of|al|l[ao]s?|el|le")
"""Words inside the name of a house: "Palacio de Festivales"."""
_WORD = re.compile(r"[^\W_][\w'’-]*")


def _named_sort(wanted: AbstractSet[str], text: str, known: frozenset[str]) -> float:
    """Whether a place of the sort stands there by its name ("Mile High Ballroom", "room 6"), or plainly."""
    parts = words_of(text)
    spots = [i for i, part in enumerate(parts) if any(stem(t) in wanted for t in tokens(part))]
    beside = (part for i in spots for part in parts[max(0, i - 3) : i + 4])
    if any(_SIGNED.match(part) and is_new(part, known | wanted) for part in beside):
        return 1.0
    return 0.5 if spots else 0.0
