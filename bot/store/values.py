"""What goes into a library and what comes back of it, beside the values of `bot.model`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from bot.model import Recap


@dataclass(frozen=True, slots=True)
class Reader:
    """How text becomes a recap, and the version of that: libraries read by another are re-read."""

    read: Callable[[bytes, str], Recap]
    version: int


class Source(NamedTuple):
    """A file to store: its name, its bytes as received, and the recap read from them."""

    file: str
    data: bytes
    recap: Recap


class Stored(NamedTuple):
    """What became of one file: the recap it is now, or the problem that kept it out."""

    file: str
    recap_id: int | None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class By:
    """Who makes a change (None: nobody in particular), when (ISO, UTC) and their word about it."""

    actor: int | None
    at: str
    note: str = ""


class Kept(NamedTuple):
    """The truth about one recap: `sha256` names its text, None once it is removed."""

    id: int
    origin: str
    file: str
    sha256: str | None
    corrections: str
