"""Libraries to try things on, and a reader simple enough to see through."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bot.errors import ReadError
from bot.model import Event, Passage, Recap, Talk
from bot.store import Library, Reader, Source


def read(data: bytes, file: str) -> Recap:
    """The first line is the title, each line "* …" a talk, "year N" the year; NUL is refused."""
    if b"\0" in data:
        raise ReadError(f"{file} is not text.")
    lines = data.decode().splitlines() or [""]
    talks = tuple(
        Talk(f"talk:{line[2:]}", line[2:], line=number, text=line[2:])
        for number, line in enumerate(lines, 1)
        if line.startswith("* ")
    )
    years = [int(line[5:]) for line in lines if line.startswith("year ")]
    passages = tuple(Passage(line, line=number) for number, line in enumerate(lines, 1) if line)
    return Recap(
        file, lines[0], Event(lines[0], year=years[0] if years else None), talks=talks, passages=passages
    )


READER = Reader(read, 1)


def source(text: str, file: str = "notes.md") -> Source:
    """A file as it is handed to a library."""
    return Source(file, text.encode(), read(text.encode(), file))


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """While another program is about to write to a library."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the library is."""
    return tmp_path / "guilds" / "1.db"


@pytest.fixture
async def library(path: Path) -> AsyncIterator[Library]:
    """An empty library of a guild."""
    async with await Library.open(path, "guild", READER) as library:
        yield library


async def titles(library: Library) -> list[str]:
    """The titles of the recaps that the search sees."""
    return sorted(ref.title for ref in await library.read(lambda index: index.recaps()))
