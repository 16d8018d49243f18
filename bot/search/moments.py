"""Times and stretches of time told without a date: "last summer", "for decades"; and how often."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SPAN = r"(?:second|minute|hour|day|night|week|weekend|month|year|decade|centur(?:y|ie)|age|sprint)"
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b"
)
_HOURS = "(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon|midnight)"
_STRETCHES = (
    (
        rf"(?:for|within|in|over|under|almost|nearly|takes?|took|lasts?|lasted|after|only|about|whole|entire|"
        rf"full|half|few|several|couple of|many|two|three|four|five|six|seven|eight|nine|ten)"
        rf"(?: [a-z]+){{0,2}}? {_SPAN}s"
    ),
    (
        rf"(?:half|over|within|in|for|takes?|took|lasted|after|about|whole|entire|full|all) "
        rf"(?:an? |the |one )?(?:\w+ )?{_SPAN}"
    ),
    r"overnight",
)
_TOLD_FROM_NOW = (
    (
        rf"(?:an?|one|two|three|four|five|six|ten|few|couple of|some|many|several|\d+) (?:\w+ )?{_SPAN}s? "
        r"(?:ago|later|earlier|before|after)"
    ),
    rf"{_SPAN}s (?:ago|later|earlier)",
    r"in (?:an?|one|two|three|a few|a couple of|\d+) (?:hour|day|week|month|year)s?",
    (
        r"(?:next|last|this|following|previous|same|every|each|other) (?:month|year|week|weekend|spring|"
        r"summer|autumn|fall|winter|morning|afternoon|evening|night)"
    ),
    (
        r"(?:in|this|last|next|since|until|by|during|early|late|each|every|the)(?: the)? "
        r"(?:spring|summer|autumn|winter|christmas|easter)"
    ),
    r"(?:yesterday|today|tonight|tomorrow)",
)
_ABOUT = (
    r"at|over|before|after|around|between|until|by|zu|an|nach|vor|zwischen|über|bis|à|avant|après|entre|en|"
    r"antes de|después de|no|depois d[oe]|a|prima di|dopo|tra|met|voor|tussen|före|efter|till|før|etter|på|"
    r"til|mellan|mellom|mellem|до|после|перед|на|между|przed|po|między|před|na|mezi"
)
_FEAST = (
    r"christmas|easter|thanksgiving|halloween|new year(?:'s)?(?: day| eve)?|weihnachten|neujahr|silvester|"
    r"ostern|pfingsten|no[eë]l|pâques|toussaint|navidad|nochevieja|semana santa|natale?|páscoa|pasqua|"
    r"capodanno|carnaval|kerst(?:mis)?|pasen|pinksteren|jul|påske?|pingst|рождеств\w+|пасх\w+|нов\w+ год\w*|"
    r"bożym narodzeni\w+|wielkanoc\w*|vánoc\w+|velikonoc\w+"
)
"""Feasts by which a time of the year is told, and what stands before them: "after Christmas"."""
_DAYS = (
    rf"\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}",
    (
        r"(?:early|mid|late|end of|beginning of|until|by|since|before|after|next|last)[ -](?:may|mar|march)\b"
        r"(?! (?:be|have|not|on)\b)"
    ),
    rf"{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?![\d:.]|%)",
    rf"(?:{_ABOUT}) (?:(?:the|den|las?|le|el|o) )?(?:{_FEAST})\b",
)
_HOURS_SAID = (
    rf"(?:half|quarter) (?:past|to) {_HOURS}\b",
    rf"(?:past|by|at|around|until|till) {_HOURS}(?: sharp)?(?=$|[.,;:!?)]| in the | o'clock)",
    r"o['’]clock\b",
    r"(?:mid)?noon\b",
    r"mid(?:night|day)\b",
)


def _any_of(patterns: Iterable[str], end: str = "") -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)}){end}", re.IGNORECASE)


STRETCH = _any_of(_STRETCHES, r"\b")
"""How long something lasts, without a number: "for decades", "a full hour", "overnight"."""
TOLD_FROM_NOW = _any_of(_TOLD_FROM_NOW, r"\b")
"""A time told from now: "three years ago", "in a week", "last summer"."""
DAY = _any_of(_DAYS)
"""A day or month whose name may be another word ("may", "march"), told by what stands beside it."""
HOUR = _any_of(_HOURS_SAID)
"""A time of day in words: "half past nine", "noon"."""
GOING_ON = re.compile(r"\bhow long (?:has|have|had|is|are|was|were|did)\b")
"""Where it is asked how long something lasts and from when on would do."""
SINCE = re.compile(
    r"\b(?:since|from|until|till) (?:the (?:end|start|beginning)\b|(?:[a-z]+ )?(?:19|20)\d\d|last |"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day)",
    re.IGNORECASE,
)
"""From when on, or until when."""
OFTEN = re.compile(
    r"\b(?:how often|how many times|wie oft|combien de fois|cuantas veces|quantas vezes|quante volte|"
    r"hoe vaak|hur ofta|hvor ofte|ile razy|kolikrat|(?:сколько|скільки) раз\w*|"
    r"kac (?:kez|kere|defa))\b|何回|[几幾]次|몇 번(?!째)"
)
TIMES = re.compile(
    r"\b(?:(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th)) "
    r"(?:time|year|visit|edition)|"
    r"once|twice|thrice|times|every|each|per|hourly|daily|weekly|monthly|quarterly|yearly|annually|always|"
    r"never|"
    r"constantly|rarely|often|an? (?:hour|day|week|month|year)|"
    r"\w+mal|jede[nrs]?|pro|t[aä]glich|w[oö]chentlich|j[aä]hrlich|fois|chaque|tous les|toutes les|par|veces|"
    r"vez|cada|todos los|todas las|por|vezes|todo[as]? [oa]s?|volt[ae]|ogni|keer|elke?|iedere?|"
    r"g[aå]nge?r?|varje|hvert?|razy?|ka[zż]d\w+|co|раз\w*|кажд\w+|кожн\w+|kez|kere|defa|her)\b|"
    r"\d ?[x×]|[回次度번每毎매]",
    re.IGNORECASE,
)
"""How often something was, in words or numbers: "twice a year", "my second visit"."""
