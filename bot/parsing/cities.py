"""Cities and countries as they are printed, of `places.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("places.toml").read_text(encoding="utf-8"))


@cache
def places() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Cities, any place before a country, and countries, as patterns."""
    table = _table()
    printed = (*table["cities"].split(";"), *_inflected())
    cities = sorted((c.strip() for c in printed if c.strip()), key=len, reverse=True)
    unspaced = [c.strip() for c in table["unspaced"].split(";") if c.strip()]
    countries = "|".join(re.escape(c.strip()) for c in table["countries"].split(";"))
    spaced, east = _by_letter(cities), _by_letter(unspaced)
    letters = re.escape("".join({city[0]: "" for city in (*cities, *unspaced)}))
    return (
        re.compile(rf"[{letters}](?:(?<![\w-].)(?:{spaced})(?!\w)(?:, (?:{countries})(?!\w))?|{east})"),
        re.compile(rf"(?<=\bin )[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?, (?:{countries})(?!\w)"),
        re.compile(rf"(?<!\w)(?:{countries})(?!\w)"),
    )


@cache
def regions() -> re.Pattern[str]:
    """A region where a sentence says "in" before it, as its group `region`."""
    names = "|".join(re.escape(name.strip()) for name in _table()["regions"].split(";"))
    return re.compile(rf"(?<!\w)(?:in|en|em|na|no|en la|in der|im|w|v|i|à)\s(?P<region>{names})(?!\w)")


def _by_letter(names: Sequence[str]) -> str:
    """A pattern for any of `names` behind its first letter, so that all others are passed over."""
    rests: dict[str, dict[str, list[str]]] = {}
    for name in names:
        second, rest = re.escape(name[1:2]), re.escape(name[2:])
        rests.setdefault(re.escape(name[0]), {}).setdefault(second, []).append(rest)
    groups = {
        first: "|".join(f"{second}(?:{'|'.join(rest)})" for second, rest in seconds.items())
        for first, seconds in rests.items()
    }
    return "|".join(f"(?<={first})(?:{seconds})" for first, seconds in groups.items())


@cache
def _inflected() -> dict[str, str]:
    return {
        form.replace("_", " "): name
        for name, forms in _table()["inflected"].items()
        for form in forms.split()
    }


def uninflected(place: str | None) -> str | None:
    """A city as its map names it: "Казани" -> "Казань"; any other place as it stands."""
    return _inflected().get(place, place) if place else place


def whole_city(text: str) -> str | None:
    """The well-known city that the whole of `text` names."""
    match = places()[0].fullmatch(text)
    return match.group() if match else None
