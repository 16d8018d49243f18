"""What goes into a library and what comes back of it, beside the values of `bot.model`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from bot.errors import ReadError
from bot.model import Recap
from bot.store.rows import Rows

Text = tuple[bytes, str]
"""The bytes of a file and its name."""


@dataclass(frozen=True, slots=True)
class Reader:
    """How text becomes a recap, and the version of that: libraries read by another are re-read.

    `several` reads many texts, as many as the number says, better than one after the other, and may
    make the rows of each recap where it is read.
    """

    read: Callable[[bytes, str], Recap]
    version: int
    several: Callable[[Iterable[Text], int], Iterator[Recap | Rows | ReadError]] | None = None

    def read_all(self, texts: Iterable[Text], number: int) -> Iterator[Recap | Rows | ReadError]:
        """What each of `texts` holds, in order; what cannot be read gives the word why not."""
        if self.several is not None:
            yield from self.several(texts, number)
            return
        for data, file in texts:
            try:
                yield self.read(data, file)
            except ReadError as error:
                yield error


class Source(NamedTuple):
    """A file to store: its name, its bytes as received, and the recap read from them, or already its rows."""

    file: str
    data: bytes
    recap: Recap | Rows


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
