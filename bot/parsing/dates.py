# ruff: noqa: E501
"""Dates as people print them, to ISO: "March 3, 2019" -> 2019-03-03, "2019年3月" -> 2019-03."""

from __future__ import annotations

import re
from calendar import monthrange

_MONTHS = (
    "january januar jänner janvier enero janeiro gennaio januari",
    "february februar février febrero fevereiro febbraio februari",
    "march märz mars marzo março maart",
    "april avril abril aprile",
    "may mai mayo maio maggio mei",
    "june juni juin junio junho giugno",
    "july juli juillet julio julho luglio",
    "august août agosto augustus",
    "september septembre septiembre setembro settembre",
    "october oktober octobre octubre outubro ottobre",
    "november novembre noviembre novembro",
    "december dezember décembre diciembre dezembro dicembre",
)
# As they stand beside a day in languages that inflect them, and as their names are; never cut short.
_MORE_MONTHS = (
    "januari januára ledna leden stycznia styczeń januára ianuarie január tammikuuta tammikuu января январь січня січень ocak ιανουαρίου ιανουάριος",
    "februára února únor lutego luty februarie február helmikuuta helmikuu февраля февраль лютого лютий şubat φεβρουαρίου φεβρουάριος",
    "marts marca března březen marzec martie március maaliskuuta maaliskuu марта март березня березень mart μαρτίου μάρτιος maret",
    "apríla dubna duben kwietnia kwiecień aprilie április huhtikuuta huhtikuu апреля апрель квітня квітень nisan απριλίου απρίλιος",
    "maj mája května květen maja május toukokuuta toukokuu мая май травня травень mayıs μαΐου μάιος",
    "júna června červen czerwca czerwiec iunie június kesäkuuta kesäkuu июня июнь червня червень haziran ιουνίου ιούνιος",
    "júla července červenec lipca lipiec iulie július heinäkuuta heinäkuu июля июль липня липень temmuz ιουλίου ιούλιος",
    "augusti augusta srpna srpen sierpnia sierpień augusztus elokuuta elokuu августа август серпня серпень ağustos αυγούστου αύγουστος agustus",
    "septembra září września wrzesień septembrie szeptember syyskuuta syyskuu сентября сентябрь вересня вересень eylül σεπτεμβρίου σεπτέμβριος",
    "októbra října říjen października październik octombrie október lokakuuta lokakuu октября октябрь жовтня жовтень ekim οκτωβρίου οκτώβριος",
    "novembra listopadu listopada listopad noiembrie marraskuuta marraskuu ноября ноябрь листопада листопад kasım νοεμβρίου νοέμβριος",
    "decembra desember prosince prosinec grudnia grudzień decembrie joulukuuta joulukuu декабря декабрь грудня грудень aralık δεκεμβρίου δεκέμβριος",
)
_NUMBER = {word: index for index, words in enumerate(_MONTHS, 1) for word in words.split()}
_NUMBER |= {word[:3]: number for word, number in _NUMBER.items() if word.isascii()} | {
    "sept": 9,
    "okt": 10,
    "dez": 12,
    "mär": 3,
    "mrz": 3,
    "janv": 1,
    "fév": 2,
    "févr": 2,
    "juil": 7,
    "aoû": 8,
    "déc": 12,
    "sett": 9,
}
_NUMBER |= {
    word: index
    for index, words in enumerate(_MORE_MONTHS, 1)
    for word in words.split()
    if word not in _NUMBER
}
_MONTH = "|".join(sorted(map(re.escape, _NUMBER), key=len, reverse=True))
# What goes on behind the first day of several: "-16", ", 6th and 7th", " bis Mittwoch, 7.", "- 2 March".
_JOIN = r"\s*(?:[-–—/~～,]|to|bis|au|and|&|und|al?|y|e|et|en|og|och|i|и|ja|és|do|по|til|till|tot|aan)\s*"
_ENDING = r"(?:st|nd|rd|th|\.|er|º|ª|°)?"
_RANGE = rf"(?:{_JOIN}(?:[^\W\d_]{{2,12}}[.,]?\s)?\d{{1,2}}(?!\d){_ENDING})*"
_YEAR = r"(?P<y>(?:19[89]|20[0-4])\d)"
# Beside a month's name two figures tell the year as well: "5 Nov '14".
_ANY_YEAR = r"['’‘]?(?P<y>(?:19[89]|20[0-4])\d|(?<=['’‘])[0-3]\d)(?!\d)"
_NAMED = rf"(?P<n>{_MONTH})"
_OF = r"(?:de |of |del )?"
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?"
_FORMS = (
    re.compile(rf"\b{_YEAR}[-/.](?P<m>0?[1-9]|1[0-2])(?:[-/.](?P<d>0?[1-9]|[12]\d|3[01]))?(?!\d)"),
    re.compile(rf"{_YEAR}\s*年\s*(?:(?P<m>\d{{1,2}})\s*月)(?:\s*(?P<d>\d{{1,2}})\s*[日号號])?"),
    re.compile(rf"{_YEAR}\s*년\s*(?P<m>\d{{1,2}})\s*월(?:\s*(?P<d>\d{{1,2}})\s*일)?"),
    re.compile(rf"\b{_YEAR}\. (?P<m>0?[1-9]|1[0-2])\. (?P<d>0?[1-9]|[12]\d|3[01])(?!\d)"),
    re.compile(rf"\b{_YEAR}\.?\s+{_NAMED}\s+(?P<d>\d{{1,2}})(?!\d)", re.IGNORECASE),
    re.compile(rf"\b(?:(?P<d>\d{{1,2}})\s+)?tháng\s+(?P<m>\d{{1,2}})(?:\s+năm|,)?\s+{_YEAR}\b", re.IGNORECASE),
    re.compile(rf"\b{_NAMED}\.?\s+(?P<d>\d{{1,2}})(?!\d){_ENDING}(?:{_RANGE}|{_JOIN}(?:{_MONTH})\.?\s+\d{{1,2}}{_ENDING}),?\s+{_ANY_YEAR}", re.IGNORECASE),
    re.compile(rf"\b(?P<d>\d{{1,2}}){_ENDING}{_RANGE}\s+{_OF}{_NAMED}\.?(?:{_JOIN}\d{{1,2}}{_ENDING}\s+{_OF}(?:{_MONTH})\.?)?,?\s+{_OF}{_ANY_YEAR}", re.IGNORECASE),
    re.compile(rf"\b(?P<d>0?[1-9]|[12]\d|3[01])-{_NAMED}-{_YEAR}\b", re.IGNORECASE),
    re.compile(rf"\b(?P<d>0?[1-9]|[12]\d|3[01])\.\s?(?P<m>0?[1-9]|1[0-2])\.(?:\s?[-–]\s?\d{{1,2}}\.\d{{1,2}}\.)?\s?{_YEAR}\b"),
    re.compile(rf"\b(?P<d>0?[1-9]|[12]\d|3[01])\.?\s?[-–/]\s?\d{{1,2}}\.\s?(?P<m>0?[1-9]|1[0-2])\.\s?{_YEAR}\b"),
    re.compile(rf"\b{_NAMED}\.?,?\s+{_OF}{_YEAR}\b", re.IGNORECASE),
    # A machine's: "Jun  3 08:12:31 CEST 2011", "3 Jun 08:12 2011".
    re.compile(rf"\b{_NAMED}\s+(?P<d>\d{{1,2}}),?\s+{_CLOCK}(?:\s+[A-Z]{{2,5}}|\s+[+-]\d{{4}})?\s+{_YEAR}\b", re.IGNORECASE),
    re.compile(rf"\b(?P<d>\d{{1,2}})\s+{_NAMED},?\s+{_CLOCK}(?:\s+[A-Z]{{2,5}}|\s+[+-]\d{{4}})?\s+{_YEAR}\b", re.IGNORECASE),
    # Between slashes or dashes only a day that can be no month tells which of the two it is, or a clock of twelve hours.
    re.compile(rf"(?<![\d/-])(?P<d>1[3-9]|2\d|3[01])(?P<s>[/-])(?P<m>0?[1-9]|1[0-2])(?P=s){_YEAR}(?![\d/-])"),
    re.compile(rf"(?<![\d/-])(?P<m>0?[1-9]|1[0-2])(?P<s>[/-])(?P<d>1[3-9]|2\d|3[01])(?P=s){_YEAR}(?![\d/-])"),
    re.compile(rf"(?<![\d/])(?P<m>0?[1-9]|1[0-2])/(?P<d>0?[1-9]|[12]\d|3[01])/{_YEAR},?\s+{_CLOCK}\s?[ap]\.?m", re.IGNORECASE),
)  # fmt: skip


_AHEAD = re.compile(rf"(?:{_MONTH})\b", re.IGNORECASE)


def begins_with_month(text: str) -> bool:
    """Whether the name of a month stands first: "Oktober 2025 in Graz"."""
    return _AHEAD.match(text) is not None


def is_month_next(text: str, at: int) -> bool:
    """Whether a number that ends there is that of a day of some month: "el día 3 | de mayo", "ngày 3 | tháng 5"."""
    found = _MONTH_NEXT.match(text, at)
    return found is not None and (found["month"] is None or found["month"].lower() in _NUMBER)


_MONTH_NEXT = re.compile(rf"(?:{_JOIN}\d{{1,2}})?\s(?:d[ei]\s(?P<month>[^\W\d_]+)|tháng\s\d)", re.IGNORECASE)


def begins_with_date(text: str) -> bool:
    """Whether a date that begins with a figure stands first: "5 July 2012 in “Track Moss”"."""
    return text[:1].isdigit() and date_of(text[:LONGEST_FIRST]) is not None


LONGEST_FIRST = 24
"""Characters of a date, its year included, that other words follow."""

_WEEKDAYS = frozenset(
    "mon tue tues wed weds thu thur thurs fri sat sun mo di mi do fr sa so lun mar mer jeu ven sam dim".split()  # noqa: SIM905
)
_BETWEEN = frozenset(
    "г года р року tháng năm ngày и і i og och ja és și dan st nd rd th er the of de del den der di do le el al to and und et y e au bis am on date".split()  # noqa: SIM905
)
_PIECE = re.compile(r"\d+|[^\W\d_]+")
_DATE_SIGNS = re.compile(
    r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}/\d{1,2}(?:/(?:\d{2}|\d{4}))?|\d{1,2}\.\s?\d{1,2}\.\s?(?:\d{4})?|"
    r"(?:\d{4}\s?[年년]\s?)?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日号號일])(?:\s*[(（]?\w{1,3}[)）]?)?"
)
# "(9:15am – 6pm)", ", 10:00-18:00 Uhr": the hours behind a date.
_HOURS = re.compile(
    r"[\s,]*\(?\b\d{1,2}(?:[:.h]\d{2}|(?=\s?[ap]m))\s?(?:[ap]\.?m\.?|uhr|h)?\s*[-–—~]\s*\d{1,2}(?:[:.h]\d{2})?\s?(?:[ap]\.?m\.?|uhr|h)?\)?\s*$",
    re.IGNORECASE,
)
LONGEST_DATE = 40
"""Characters a date has at most that is all of a heading, its weekday and its year included."""


def is_date(text: str) -> bool:
    """`text` is a date and nothing else, as a heading above one day of an event: "Aug. 9", "2019-05-14 (Tue)"."""
    text = _HOURS.sub("", text).strip(" .:*_#-–—")
    if len(text) > LONGEST_DATE or not any(map(str.isdigit, text)):
        return False
    if _DATE_SIGNS.fullmatch(text):
        return True
    words = [word.rstrip(".") for word in _PIECE.findall(text.lower())]
    months = sum(word in _NUMBER for word in words)
    days = [word for word in words if word.isdecimal() and len(word) < 3 and 1 <= int(word) <= 31]
    known = all(
        word in _NUMBER
        or word in _WEEKDAYS
        or word in _BETWEEN
        or word in days
        or re.fullmatch(r"(?:19|20)\d\d", word)
        for word in words
    )
    return 0 < months <= 2 and bool(days) and known


_YEAR_SIGN = re.compile(r"(?:19[89]|20[0-4])\d|['’‘]\d\d")
_MONTH_SIGN = re.compile(rf"(?<![^\W\d])(?:{_MONTH})(?![^\W\d])", re.IGNORECASE)


def date_of(text: str) -> str | None:
    """The first date printed in `text` as ISO, or its known part ("2019-11"); None if there is none."""
    found: list[tuple[int, int, str]] = []
    if _YEAR_SIGN.search(text) is None:
        return None
    named = _MONTH_SIGN.search(text) is not None
    for order, form in enumerate(_FORMS):
        if not named and "n" in form.groupindex:
            continue
        match = form.search(text)
        if match is not None and (date := _iso(match)) is not None:
            found.append((match.start(), order, date))
    return min(found)[2] if found else None


def _iso(match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    month = int(parts["m"]) if parts.get("m") else _NUMBER.get((parts.get("n") or "").lower().rstrip("."), 0)
    day = int(parts["d"]) if parts.get("d") else None
    year = int(parts["y"]) if len(parts["y"]) > 2 else 2000 + int(parts["y"])
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= monthrange(year, month)[1]):
        return None
    return f"{year}-{month:02}" + (f"-{day:02}" if day else "")
