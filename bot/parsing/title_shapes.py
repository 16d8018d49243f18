# ruff: noqa: E501
"""Shapes of the names of unknown events that only a title is trusted with: "Bar Meeting", "Jornadas de Baz"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from bot.parsing.letters import CAPITAL
from bot.parsing.series import Named
from bot.parsing.shapes import ABOUT, GENERIC, named_by, shaped_series
from bot.parsing.vocabulary import ORDINAL, TALK, is_general
from bot.parsing.wordlists import TABLE, one_of, words_of


def titled_series(text: str) -> Named | None:
    """The event that a title names by a shape: "Bar Meeting", "Jornadas de Baz 2019", "Foo Evening #12"."""
    if len(text) > LONGEST_TITLE:
        return None
    return named_by((_gathering_of, _gathering, numbered_series), text)


LONGEST_TITLE = 250
"""Characters of a title that is looked at for a name."""

# Before a word for events, or a number, they name none: "My first day 2019", "Last Meeting".
_COMMON = re.compile(
    rf"(?:{GENERIC.pattern}|{ORDINAL}|an?|of|and|&|de|für|this|that|these|another|every|on|at|from|to|in|about|for|what|why|how|when|weekly|monthly|daily|team|board|staff|status)",
    re.IGNORECASE,
)


def _named(name: str, end: int, least: int) -> Named | None:
    """A name that ends at `end`, without the common words it begins with, if enough are left."""
    words = name.split()
    while words and (ABOUT.fullmatch(words[0]) or _COMMON.fullmatch(words[0])):
        del words[0]
    name = " ".join(words)
    return Named(name, end - len(name), end) if len(words) >= least else None


# In capitals, or in small letters before a year, and the last word of the name.
_NOUN = one_of(words_of("gathering"))
_GATHERING = re.compile(
    rf"(?<!\w)(?P<name>(?:(?:{CAPITAL}[\w.&+/-]*|of|the|&|and|de|für)\s){{1,5}}"
    rf"(?:(?={CAPITAL})(?i:{_NOUN})\b|(?i:{_NOUN})(?=\s['’]?\d{{2}}(?:\d\d)?(?!\d))))"
    rf"(?!\s(?!(?i:{one_of(TABLE['days']['words'].split())}\b)|{ABOUT.pattern}){CAPITAL}|\s#?\d{{1,2}}(?!\d))"
)


def _gathering(text: str) -> Named | None:
    """With a word for events behind the name: "Bar Meeting", "Bar Moss day 2019"."""
    match = _GATHERING.search(text)
    return _named(match["name"], match.end("name"), 2) if match else None


_OF = r"(?:de[ls]?|d[ao]s?|dell[ae]|dei|degli|du|d[’']|sobre|sur|las?|los|les|el|on|of|for|и|та|z|pro|của)"
_GATHERING_OF = re.compile(
    rf"(?<!\w)(?={CAPITAL})(?i:{one_of(words_of('gathering_of'))})\s(?:{_OF}\s){{0,2}}(?:d[’'])?[«\"“]?(?P<of>{CAPITAL}[\w.+/’'-]*"
    rf"(?:\s(?:(?:{_OF}|e|y|et|i|&|and)\s){{0,2}}(?:d[’'])?{CAPITAL}[\w.+/’'-]*){{0,4}})"
)


def _gathering_of(text: str) -> Named | None:
    """With a word for events before the name: "Jornadas de Musgo", "Journées Mousse 2019"."""
    match = _GATHERING_OF.search(text)
    if match is None or is_general(match["of"]) or ABOUT.match(match["of"]) or shaped_series(match["of"]):
        return None
    return Named(match.group(), match.start(), match.end())


_NUMBER = re.compile(r",? ?(?:#|№ ?|(?i:no\.|nr\.|n[º°]|vol\.?) ?)\d{1,4}(?![\d.])")
_NAME_BEFORE = re.compile(rf"(?<!\w){CAPITAL}[\w.&+-]*(?: (?:of|the|&|de|{CAPITAL}[\w.&+-]*)){{0,4}}$")
LONGEST_NAME = 80
"""Characters of a name that is counted, at most."""
_NO_MEETING = re.compile(
    r"podcast|newsletter|weekly|digest|episode|folge|épisode|episodio|issue|ausgabe|part|teil|partie|parte|chapter|kapitel|version|lesson|tip|question|"
    r"pr|request|bug|ticket|slide|figure|number|note|post|day|track|room|session|volume|book|rule|law|step|level|team|problem|example",
    re.IGNORECASE,
)


def numbered_series(text: str) -> Named | None:
    """A name counted by its meetings: "Foo Evening #12"; not "Episode #12"."""
    for number in _NUMBER.finditer(text):
        start = max(0, number.start() - LONGEST_NAME)
        before = _NAME_BEFORE.search(text[start : number.start()])
        named = _named(before.group(), number.start(), 1) if before else None
        words = named.series.split() if named else []
        if words and not TALK.fullmatch(words[-1]) and not any(map(_NO_MEETING.fullmatch, words)):
            return named
    return None


_CAPITALS = re.compile(r"[A-Z][A-Z&-]{2}")
_ACRONYM = r"#?(?P<name>[A-Z](?:[A-Z&]|-(?=[A-Z])){2,})(?P<year>['’]?(?:[012]\d|20[0-4]\d))?(?!\w)"


@cache
def _reported() -> tuple[re.Pattern[str], ...]:
    """The titles that are a report of an acronym; made when a title first has one."""
    about = f"(?i:{ABOUT.pattern})"
    return (
        re.compile(
            rf"(?:(?i:my|our|the|mein|unser|mon|mi|meu)\s)?{_ACRONYM}[\s:–—-]+(?:(?i:conference|event|congress)\s)?{about}"
        ),
        re.compile(rf"{about}\s*[:–—-]\s*{_ACRONYM}"),
        re.compile(
            rf".*?{about}\s(?i:from|at|vom|von der|von|zur|auf der|desde|du|de la|dal|dalla|z|z konferencji|с)\s"
            rf"(?:(?i:the|la|le|el|der)\s)?{_ACRONYM}.*"
        ),
    )


def reported_acronym(title: str, told: Sequence[str]) -> Named | None:
    """Capitals of which a title is a report, with their year, or if the text tells of being there: "MOSS Recap"."""
    title = title.strip()
    for form in _reported() if len(title) <= LONGEST_TITLE and _CAPITALS.search(title) else ():
        if match := form.fullmatch(title.strip(" #*_.!")):
            at = title.index(match["name"])
            named = Named(match["name"], at, at + len(match["name"]))
            there = re.compile(_THERE.format(name=re.escape(named.series)))
            sure = match["year"] or _ATTENDED.search(title)
            return named if sure or any(map(there.search, told)) else None
    return None


# What is written but of an event one went to.
_ATTENDED = re.compile(
    r"\b(?:(?:trip|conference)[ -]report|(?:konferenz|reise|tagungs)bericht|retour d[eu]|matkaraportti|rese?rapport)\b|参加|參加|参会|참석|후기",
    re.IGNORECASE,
)
# "at MOSS", "auf der MOSS", "the MOSS conference", "MOSS 2019".
_THERE = (
    r"\b(?i:at|to|attend\w*|auf der|auf dem|bei der|beim|zur|zum|au|aux|al|en el|en la|a la|alla|op|naar|bij|på|till|til|na|на)\s"
    r"(?:(?i:this year['’]s|the)\s)?{name}(?!\w)|"
    r"(?<!\w){name}\s?(?:(?i:conf|con[fg]re|meeting|summit|tagung|kon[fg])|['’]?\d\d(?:\d\d)?(?!\d))"
)
