# ruff: noqa: E501
"""What a line of its own says of the event: "Ort: Chemnitz", "場所：スラバヤ", ":date: 2019-11-23"."""

from __future__ import annotations

import re
from collections import Counter

from bot.parsing.dates import date_of
from bot.parsing.outline import Part
from bot.parsing.place import city_in
from bot.parsing.wordlists import one_of

_PLACES = (
    "place location city town ort veranstaltungsort stadt lieu ville lugar ciudad luogo città plaats locatie plats ort stad sted by "
    "paikka kaupunki miejsce miasto místo město miesto mesto helyszín loc locul oraș yer şehir τόπος πόλη место город місце місто "
    "tempat lokasi kota 場所 開催地 開催場所 地点 地點 城市 장소 도시"
)
_VENUES = "venue where sede recinto lokal локация 会場 會場 会场"
_DATES = (
    "date dates when datum wann fecha fechas cuándo data quando date dato når päivämäärä milloin termin kiedy kdy dátum mikor tarih "
    "ημερομηνία дата когда коли ngày tanggal 日程 日時 日期 时间 時間 開催日 일시 날짜"
)
_LABELLED = re.compile(
    rf"\W{{0,4}}(?:(?P<place>{one_of(_PLACES.split())})|(?P<venue>{one_of(_VENUES.split())})|(?P<date>{one_of(_DATES.split())}))"
    r"\W{0,3}?\s*(?:[:：]|(?<=\S)\t)\W{0,3}(?P<said>[^\s*_:：].{1,60})$",
    re.IGNORECASE,
)
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
    for at, part in enumerate(root.walk()):
        if at > FIRST:
            break
        if part.kind not in ("text", "item") or part.block == "code" or not _SIGN.search(part.head.text):
            continue
        for line in part.head.split_lines():
            found = _LABELLED.match(line.text) if len(line.text) < 100 else None
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
