"""What an admin says of an event against what the reader found: checked, and laid over the recap."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from typing import Any

from bot.errors import StoreError
from bot.model import Event, Recap

Corrections = Mapping[str, str | int | None]
"""Fields of `Event` an admin corrected, laid over what the reader found; None empties one."""

FIELDS = tuple(field.name for field in dataclasses.fields(Event))


def corrected(recap: Recap, corrections: Corrections) -> Recap:
    """The recap with these fields of its event in place of what was read."""
    if not corrections:
        return recap
    fields: dict[str, Any] = dict(corrections)
    return dataclasses.replace(recap, event=dataclasses.replace(recap.event, **fields))


def check_corrections(corrections: Corrections) -> None:
    """Raise `StoreError` for a field an event has not, or a value it cannot have."""
    for name, value in corrections.items():
        if name not in FIELDS:
            raise StoreError(f"An event has no field “{name}”; it has {', '.join(FIELDS)}.")
        number = name in ("year", "day")
        if value is None:
            continue
        if not isinstance(value, int if number else str) or isinstance(value, bool):
            raise StoreError(f"“{value}” is no {name}.")
        if name == "year" and isinstance(value, int) and not 1900 <= value <= 2200:
            raise StoreError(f"“{value}” is no year; write it in four digits.")
        if name == "day" and isinstance(value, int) and not 1 <= value <= 99:
            raise StoreError(f"“{value}” is no day of an event; count from 1.")
        if name == "date" and isinstance(value, str) and not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value):
            raise StoreError(f"“{value}” is no date; write 2023-11-08, 2023-11 or 2023.")
        if isinstance(value, str) and not 0 < len(value) <= 200:
            raise StoreError(f"The {name} must have 1 to 200 characters.")
