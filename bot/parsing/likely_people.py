"""People nobody knows, told by their place: most neighbours name somebody there, and some of these are known.

A name in ideographs shows by no capital that it is one; where those beside it stand does.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from typing import NamedTuple, TypeVar

from bot.parsing.letters import CAPITALS, EAST
from bot.parsing.link_labels import is_label
from bot.parsing.speakers import KNOWN, clean, honoured, likeness, people, surest
from bot.parsing.titles import Titled
from bot.parsing.trimming import clean as without_marks
from bot.parsing.trimming import is_quoted, tidy
from bot.parsing.vocabulary import HONORIFIC, TALK, is_general

Key = TypeVar("Key", bound=Hashable)


class Place(NamedTuple):
    """Where people stand beside a title: by a character of `sign` one sees that a text may have it."""

    name: str
    sign: str
    form: re.Pattern[str]


_IDEOGRAPH = r"\u3005\u3040-\u30ff\u3400-\u9fff"
_UNSPACED = rf"\u3005{EAST}"
_WHAT = r"(?P<what>\S.*[^\s—―－])"
_WHO = r"(?P<who>[^\s/／|｜—―－:：()（）\[\]【】「」『』《》][^/／|｜—―－:：]{1,50})"

PLACES: tuple[Place, ...] = (
    Place("spaced dash", "-–—|", re.compile(rf"{_WHAT}\s+[-–—|]\s+(?P<who>\S.*?)(?:\s*[-–—])?")),
    Place("long dash", "—―－", re.compile(rf"{_WHAT}\s*(?:[—―]{{1,4}}|－)\s*{_WHO}")),
    Place(
        "close dash",
        "-–",
        re.compile(rf"{_WHAT}\s*[-–]\s*(?P<who>[{_UNSPACED}{CAPITALS}][^-–]{{1,50}}?)\s*[-–]?"),
    ),
    Place("bar", "|｜", re.compile(rf"{_WHAT}\s*[|｜]\s*{_WHO}")),
    Place("slash", "/／", re.compile(rf"{_WHAT}\s*[/／]\s*{_WHO}")),
    Place(
        "brackets",
        ")）】]",
        re.compile(rf"{_WHAT}\s*[(（【\[](?P<who>[^()（）【】\[\]]{{2,60}})[)）】\]]"),
    ),
    Place("colon", ":：", re.compile(rf"{_WHAT}\s*[:：]\s*(?P<who>[^:：]{{2,40}})")),
    Place("name, colon", ":：", re.compile(r"(?P<who>[^:：]{2,40}?)\s*[:：]\s*(?P<what>\S.*\S)")),
    Place("name, dash", "-–—", re.compile(r"(?P<who>\S[^-–—]{1,40}?)\s+[-–—]\s+(?P<what>\S.*\S)")),
    Place("name, bar", "|｜/／", re.compile(r"(?P<who>\S[^|｜/／]{1,40}?)\s*[|｜/／]\s*(?P<what>\S.*\S)")),
    Place("by", "yY", re.compile(rf"{_WHAT}\s+[bB]y\s+(?P<who>\S.{{1,50}})")),
    Place(
        "honoured",
        "んま様氏生師师님씨",
        re.compile(
            rf"(?P<what>\S.*?\S)\s+"
            rf"(?P<who>(?:[가-힣]{{2,5}}|[{_IDEOGRAPH}]{{1,5}}(?:[ \u3000][{_IDEOGRAPH}]{{1,5}})?)"
            rf"{HONORIFIC})"
        ),
    ),
    Place("account", "@", re.compile(rf"{_WHAT}\s+(?P<who>@[\w.-]{{2,30}})")),
    Place("comma", "、,，", re.compile(rf"{_WHAT}\s*[、,，]\s*(?P<who>[^、,，]{{2,40}})")),
)
"""The first of these that most neighbours share, with somebody known among them, is the one."""

FEWEST, MANY, MOST = 3, 0.5, 0.8
"""Neighbours that have the place, their share of all, and the share of these with a likely name there."""

PROVED, HALF = 2, 0.5
"""Likely names among these; where they come first, the share of them: "性能：" begins like a name too."""

LONGEST = 200
"""Characters of a title and who gives it."""


def named_at_one_place(texts: Mapping[Key, str]) -> dict[Key, Titled]:
    """The title and people of each of several lines: "苔 - 山田太郎", "苔 - 蓬莱谷みどり".

    Only of those that have people where most do; none if these stand at no one place.
    """
    lines = {key: text for key, text in texts.items() if len(text) <= LONGEST}
    spaced = 2 * sum(text.isascii() for text in lines.values()) > len(lines)
    own = 0
    for place in PLACES[:1] if spaced else PLACES if len(lines) >= FEWEST else ():
        may = [key for key, line in lines.items() if any(sign in line for sign in place.sign)]
        if len(may) < FEWEST:
            continue
        own = own or sum(not is_general(line) for line in lines.values())
        least = max(FEWEST, MANY * own)
        if len(may) < least:
            continue
        halves = {key: half for key in may if (half := place.form.fullmatch(without_marks(lines[key])))}
        named = {key: names for key, half in halves.items() if (names := _people(half["who"]))}
        if len(halves) < least or len(named) < MOST * len(halves) or not _holds_people(place, halves):
            continue
        known = [halves[key]["what"] for key, names in named.items() if surest(names) == KNOWN]
        quoted = bool(known) and all(map(is_quoted, known))
        return {
            key: _titled(place, halves[key]["what"], names)
            for key, names in named.items()
            if is_quoted(halves[key]["what"]) or not quoted
        }
    return {}


def _titled(place: Place, what: str, names: tuple[str, ...]) -> Titled:
    rule = "accounts" if place.name == "account" else "dashed"
    return Titled(tidy(without_marks(what)), names, rule)


def _holds_people(place: Place, halves: Mapping[Key, re.Match[str]]) -> bool:
    """Some known people stand at the place, and none where the titles do.

    Of lines in ASCII, whose names show by their capitals, only a word behind a spaced dash is taken.
    """
    who = [half["who"] for half in halves.values()]
    if place.name != "spaced dash" and 2 * sum(half.string.isascii() for half in halves.values()) > len(who):
        return False
    if any(surest(people(half["what"])) == KNOWN and not people(half["who"]) for half in halves.values()):
        return False
    if place.name == "account":
        return len(set(who)) == len(who)
    sure = [max(surest(_people(text)), KNOWN if honoured(text) or text[0] == "@" else 0) for text in who]
    least = HALF * len(who) if place.name.startswith("name") else 0
    return max(sure) == KNOWN and sum(map(bool, sure)) >= max(PROVED, least)


def _people(who: str) -> tuple[str, ...]:
    """The people `who` may consist of, known or not, without where they work; () if it is none."""
    if names := people(who):
        return names
    if who.startswith("@"):
        return (who[1:],)
    first, *rest = _COMMA.split(who)
    names = tuple(clean(_AT_WORK.split(one, maxsplit=1)[0]) for one in _AND.split(first))
    also = tuple(name for name in map(clean, rest) if likeness(name) == KNOWN)
    return (*names, *also) if all(map(may_be_name, names)) else ()


def may_be_name(text: str) -> bool:
    """A name by its shape: a word, a few ideographs, or some in two parts; and no word of conferences."""
    likely = likeness(text) or _ODD_NAME.fullmatch(text)
    return bool(likely) and not is_label(text) and not is_general(text) and not TALK.search(text)


_COMMA = re.compile(r"\s*[,，]\s*")
_AND = re.compile(r"\s*[、&＆+]\s*|\s+(?:and|и|та|і|й)\s+(?=[A-ZА-ЯІЇЄҐ])")
_AT_WORK = re.compile(r"\s*[(（/／|｜@]|\s[-–—]\s")
_ODD_NAME = re.compile(
    rf"@?[A-Za-zÀ-ɏ][\w.-]{{1,14}}|[А-яЁёІіЇїЄєҐґ]{{2,15}}|"
    r"[\u30a0-\u30ff]{2,14}|(?=\w*[A-Za-z])[\w.-]{2,15}|"
    rf"[{_UNSPACED}]{{2,6}}|[{_UNSPACED}]{{1,5}}[ \u3000・=＝·][{_UNSPACED}]{{1,7}}"
)
