"""The recaps shipped in `recaps/`, indexed once for all tests of searching."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.parsing import read_recap
from bot.store import indexing
from bot.store.index import Index

RECAPS = Path(__file__).parents[2] / "recaps"


@contextmanager
def indexed() -> Iterator[Index]:
    """The recaps of `recaps/` in an index of their own."""
    connection = sqlite3.connect(":memory:")
    indexing.create(connection)
    connection.execute(
        "CREATE TABLE aliases (name TEXT PRIMARY KEY, shown TEXT, scope TEXT, file TEXT, talk TEXT)"
    )
    for number, path in enumerate(sorted(RECAPS.iterdir()), 1):
        indexing.put(connection, number, read_recap(path.read_bytes(), path.name))
    yield Index(connection, "shared")
    connection.close()


@pytest.fixture(scope="session")
def shipped() -> Iterator[Index]:
    with indexed() as index:
        yield index
