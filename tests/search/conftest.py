"""The recaps shipped in `recaps/`, indexed once for all tests of searching."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.parsing import read_recap
from bot.store import index

RECAPS = Path(__file__).parents[2] / "recaps"


@pytest.fixture(scope="session")
def shipped() -> Iterator[index.Index]:
    connection = sqlite3.connect(":memory:")
    index.create(connection)
    connection.execute(
        "CREATE TABLE aliases (name TEXT PRIMARY KEY, shown TEXT, scope TEXT, file TEXT, talk TEXT)"
    )
    for number, path in enumerate(sorted(RECAPS.iterdir()), 1):
        index.put(connection, number, read_recap(path.read_bytes(), path.name))
    yield index.Index(connection, "shared")
    connection.close()
