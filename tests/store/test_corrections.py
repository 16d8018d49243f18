"""What an admin may put in place of what was read of an event, and what is refused with which word."""

from __future__ import annotations

import pytest

from bot.errors import StoreError
from bot.model import Event, Recap
from bot.store.corrections import FIELDS, check_corrections, corrected


@pytest.mark.parametrize(
    "corrections",
    [
        {},
        {"name": "KubeCon", "series": "K", "edition": "NA", "place": "Berlin"},
        {"year": 1900}, {"year": 2200}, {"day": 1}, {"day": 99},
        {"date": "2023"}, {"date": "2023-11"}, {"date": "2023-11-08"},
        {"place": "x" * 200},
        dict.fromkeys(FIELDS),
    ],
)  # fmt: skip
def test_taken(corrections: dict[str, str | int | None]) -> None:
    check_corrections(corrections)
    found = Event("As read", "S", 2001, "EU", "Ghent", 2, "2001-01-01")
    event = corrected(Recap("a.md", "A", found), corrections).event
    for field in FIELDS:
        assert getattr(event, field) == corrections.get(field, getattr(found, field))


@pytest.mark.parametrize(
    ("corrections", "word"),
    [
        ({"town": "Berlin"}, "An event has no field “town”; it has name, series, year,"),
        ({"year": "2023"}, "“2023” is no year."),
        ({"day": "2"}, "“2” is no day."),
        ({"place": 7}, "“7” is no place."),
        ({"year": True}, "“True” is no year."),
        ({"year": 1899}, "“1899” is no year; write it in four digits."),
        ({"year": 2201}, "“2201” is no year; write it in four digits."),
        ({"day": 0}, "“0” is no day of an event; count from 1."),
        ({"day": 100}, "“100” is no day of an event; count from 1."),
        ({"date": "8.11.2023"}, "“8.11.2023” is no date; write 2023-11-08, 2023-11 or 2023."),
        ({"date": "2023-11-08T10"}, "is no date"),
        ({"place": ""}, "The place must have 1 to 200 characters."),
        ({"place": "x" * 201}, "The place must have 1 to 200 characters."),
        ({"series": None, "place": ""}, "The place must"),
    ],
)
def test_refused(corrections: dict[str, str | int | None], word: str) -> None:
    with pytest.raises(StoreError) as refusal:
        check_corrections(corrections)
    assert word in str(refusal.value)
