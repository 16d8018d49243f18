"""Libraries of every earlier version are brought up to date; newer ones are left alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import NewerLibrary
from bot.store import Library
from bot.store.backups import backups_of
from bot.store.schema import MIGRATIONS, migrate, version_of
from tests.store.conftest import READER, source, titles

FIXTURES = Path(__file__).parent / "fixtures"


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        yield connection


def old_library(path: Path, version: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((FIXTURES / f"v{version}.sql").read_text(encoding="utf-8"))


def test_there_is_a_fixture_of_every_version() -> None:
    assert sorted(FIXTURES.glob("v*.sql")) == sorted(
        FIXTURES / f"v{number}.sql" for number in range(1, len(MIGRATIONS) + 1)
    )


@pytest.mark.parametrize("version", range(1, len(MIGRATIONS) + 1))
async def test_a_library_of_any_version_opens_with_all_that_was_in_it(path: Path, version: int) -> None:
    old_library(path, version)
    async with await Library.open(path, "guild", READER) as library:
        assert await titles(library) == ["Loaded", "RustConf 2020"]
        assert (await library.recap(1)).ref.event.place == "Portland"
        assert await library.settings() == {"prefix": '"?"'}
        assert [alias.shown for alias in await library.aliases()] == ["Crab thing"]
        assert [miss.text for miss in await library.misses()] == ["pizza"]
        assert [miss.count for miss in await library.verdicts("not meant")] == [1]
        reply = await library.reply(2)
        assert reply is not None
        assert reply.question == 1
        actions = [revision.action for revision in await library.history()]
        assert actions == ["setting", "alias", "load", "remove", "add", "correct", "edit", "add"]
        removal = (await library.history())[3]
        await library.undo(7, removal.id)
        assert await titles(library) == ["GopherCon", "Loaded", "RustConf 2020"]
    assert len(backups_of(path)) == (version < len(MIGRATIONS))


def test_a_fixture_has_the_tables_its_version_had(connection: sqlite3.Connection) -> None:
    with closing(sqlite3.connect(":memory:")) as old:
        old.executescript((FIXTURES / f"v{len(MIGRATIONS)}.sql").read_text(encoding="utf-8"))
        migrate(connection)
        for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            columns = f"PRAGMA table_info({table})"
            assert old.execute(columns).fetchall() == connection.execute(columns).fetchall()


async def test_a_newer_library_is_refused_and_not_touched(path: Path) -> None:
    async with await Library.open(path, "guild", READER):
        pass
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    before = path.read_bytes()
    for read_only in (False, True):
        with pytest.raises(NewerLibrary, match="update Recapbot"):
            await Library.open(path, "guild", READER, read_only=read_only)
    assert path.read_bytes() == before


def test_a_migration_that_fails_is_rolled_back_whole(connection: sqlite3.Connection) -> None:
    good = ("CREATE TABLE a (x)", "INSERT INTO a VALUES (1)")
    bad = ("CREATE TABLE b (x)", "INSERT INTO a VALUES (2)", "INSERT INTO nowhere VALUES (3)")
    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        migrate(connection, (good, bad))
    assert version_of(connection) == 1
    assert not connection.in_transaction
    assert connection.execute("SELECT x FROM a").fetchall() == [(1,)]
    assert connection.execute("SELECT name FROM sqlite_master WHERE name = 'b'").fetchone() is None
    migrate(connection, (good, ("CREATE TABLE b (x)",)))
    assert version_of(connection) == 2


async def test_a_backup_is_made_before_a_migration(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with await Library.open(path, "guild", READER) as library:
        await library.add(source("One"), 1)
    monkeypatch.setattr("bot.store.schema.MIGRATIONS", (*MIGRATIONS, ("CREATE TABLE later (x)",)))
    async with await Library.open(path, "guild", READER) as library:
        assert await titles(library) == ["One"]
    (backup,) = backups_of(path)
    with closing(sqlite3.connect(backup)) as connection:
        assert version_of(connection) == len(MIGRATIONS)
