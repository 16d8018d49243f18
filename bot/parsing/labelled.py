# ruff: noqa: E501
"""What a line of its own says of the event: "Ort: Chemnitz", "場所：スラバヤ", ":date: 2019-11-23"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, islice

from bot.parsing.dates import date_of
from bot.parsing.outline import Part
from bot.parsing.place import city_in
from bot.parsing.wordlists import one_of

PLACES = (
    "place location city town ort veranstaltungsort stadt lieu ville lugar ciudad luogo città plaats locatie plats ort stad sted "
    "paikka kaupunki miejsce miasto místo město miesto mesto helyszín loc locul oraș yer şehir τόπος πόλη место город місце місто "
    "tempat lokasi kota 場所 開催地 開催場所 地点 地點 城市 장소 도시"
)
"""Words a place is labelled with; Danish "by" is not among them, being English for who wrote it."""
_VENUES = "venue where sede recinto lokal локация 会場 會場 会场"
_DATES = (
    "date dates when datum wann fecha fechas cuándo data quando date dato når päivämäärä milloin termin kiedy kdy dátum mikor tarih "
    "ημερομηνία дата когда коли ngày tanggal 日程 日時 日期 时间 時間 開催日 일시 날짜"
)
_LABELLED = re.compile(
    rf"\W{{0,4}}(?:(?P<place>{one_of(PLACES.split())})|(?P<venue>{one_of(_VENUES.split())})|(?P<date>{one_of(_DATES.split())}))"
    r"\W{0,3}?\s*(?:[:：]|(?<=\S)\t)\W{0,3}(?P<said>[^\s*_:：].{1,60})$",
    re.IGNORECASE,
)
_LABEL = re.compile(one_of((*PLACES.split(), *_VENUES.split(), *_DATES.split())), re.IGNORECASE)
_SIGN = re.compile(r"[:：\t]")
FIRST = 60
"""Parts of a document in which such a line stands."""

_NO_PLACE = re.compile(
    r"https?:|\d{2}|[.!?。！？]\s*$|\b(?:room|hall|stage|track|raum|saal|salle|sala)\b", re.IGNORECASE
)


def labelled(root: Part) -> tuple[str | None, str | None]:
    """The place and the date that labelled lines near the beginning say, each only if said but once."""
    said: dict[str, str] = {}
    times: Counter[str] = Counter()
    for line in _lines(list(islice(root.walk(), FIRST))):
        found = _LABELLED.match(line) if len(line) < LONGEST else None
        if found is not None:
            label = str(next(key for key in ("place", "venue", "date") if found[key]))
            times[label] += 1
            said.setdefault(label, found["said"].strip(" *_|"))
    date = date_of(said["date"]) if times["date"] == 1 else None
    for label in ("place", "venue"):
        if times[label] == 1:
            place = said[label]
            if city := city_in(place):
                return city, date
            if label == "place" and not _NO_PLACE.search(place) and len(place.split()) <= 5:
                return place, date
    return None, date


LONGEST = 100
"""Characters of such a line."""


def _lines(parts: Sequence[Part]) -> Iterator[str]:
    """The lines that may be labelled, and as such the cells of tables."""
    for is_table, group in groupby(parts, lambda part: part.kind == "row" or part.block == "header"):
        if is_table:
            yield from _labelled_cells([part.head.text.split(" | ") for part in group])
            continue
        for part in group:
            if part.kind in ("text", "item") and part.block != "code" and _SIGN.search(part.head.text):
                yield from (line.text for line in part.head.split_lines())


def _labelled_cells(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The cells of a table as labelled lines: of rows such as "Where | Lille", else each below its heading."""
    if all(len(row) == PAIR and _LABEL.fullmatch(row[0]) for row in rows):
        yield from map(": ".join, rows)
        return
    for row in rows[1:]:
        if len(row) == len(rows[0]):
            yield from map(": ".join, zip(rows[0], row, strict=True))


PAIR = 2
"""Cells of a row that is a label and what it says."""
