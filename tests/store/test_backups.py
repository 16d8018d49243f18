"""Backups are made without stopping, are complete, and can be put back."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.errors import StoreError
from bot.model import Reply
from bot.store import Library
from bot.store.backups import KEEP, backups_of, put_back, recent, taken_at
from bot.store.schema import TRUTH
from tests.store.conftest import READER, source, titles


class Clock:
    """A clock that a test winds."""

    def __init__(self) -> None:
        self.now = datetime(2026, 1, 31, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


async def test_a_backup_is_complete_while_others_write(path: Path, tmp_path: Path) -> None:
    async with await Library.open(path, "guild", READER) as library:
        await library.add(source("One"), 1)
        adding = [asyncio.create_task(library.add(source(f"More {n}", f"{n}.md"), 1)) for n in range(20)]
        copy = await library.backup(tmp_path / "elsewhere" / "copy.db")
        await asyncio.gather(*adding)
    async with await Library.open(copy, "guild", READER) as library:
        found = await titles(library)
        assert "One" in found
        assert len(found) == len(await library.history())


async def test_a_backup_put_back_is_the_library_as_it_was(path: Path) -> None:
    async with await Library.open(path, "guild", READER) as library:
        added = await library.add(source("One"), 1)
        backup = await library.backup()
        before = await library.export(), await library.history()
        await library.edit(added.recap_id or 0, source("Something else"), 1)
    put_back(backup, path)
    async with await Library.open(path, "guild", READER) as library:
        assert (await library.export(), await library.history()) == before
        assert await titles(library) == ["One"]


async def test_a_backup_holds_what_is_true_and_no_more(path: Path) -> None:
    async with await Library.open(path, "guild", READER) as library:
        await library.add(source("One\n" + "* a talk about something\n" * 800), 1)
        backup = await library.backup()
    assert backup.stat().st_size * 4 < path.stat().st_size
    with closing(sqlite3.connect(backup)) as connection:
        tables = {
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        }
    assert tables == {*TRUTH, "sqlite_sequence"}


@pytest.mark.parametrize("content", [b"", b"no library", b"SQLite format 3\0" + b"\xa5" * 5000])
async def test_what_is_no_library_is_not_put_back(path: Path, tmp_path: Path, content: bytes) -> None:
    async with await Library.open(path, "guild", READER) as library:
        await library.add(source("One"), 1)
    wrong = tmp_path / "wrong.db"
    wrong.write_bytes(content)
    with pytest.raises(StoreError):
        put_back(wrong, path)
    with pytest.raises(StoreError):
        put_back(tmp_path / "missing.db", path)
    async with await Library.open(path, "guild", READER) as library:
        assert await titles(library) == ["One"]


async def test_a_library_is_backed_up_once_a_day_and_seven_are_kept(path: Path) -> None:
    clock = Clock()
    async with await Library.open(path, "guild", READER, clock=clock) as library:
        for day in range(10):
            await library.add(source(f"Day {day}", f"{day}.md"), 1)
            for _ in range(3):
                await library.tend()
                clock.now += timedelta(hours=8)
        days = [taken_at(backup).day for backup in backups_of(path)]
        assert days == [9, 8, 7, 6, 5, 4, 3]
        assert len(days) == KEEP
        clock.now += timedelta(days=3)
        await library.tend()
        assert len(backups_of(path)) == KEEP
        assert taken_at(backups_of(path)[0]).day == 9, "nothing changed, so nothing new is copied"


@pytest.mark.parametrize(
    ("later", "still"),
    [
        (timedelta(), True),
        (timedelta(days=1, seconds=-1), True),
        (timedelta(days=1), False),
        (timedelta(seconds=-1), False),  # made in the future: by a clock that was wrong
    ],
)
async def test_a_backup_is_recent_for_a_day(path: Path, later: timedelta, still: bool) -> None:
    clock = Clock()
    async with await Library.open(path, "guild", READER, clock=clock) as library:
        await library.add(source("One"), 1)
        await library.tend()
    (backup,) = backups_of(path)
    assert recent(backup, clock.now + later) == still


async def test_a_clock_that_jumps_and_is_put_right_neither_stops_nor_mixes_up_backups(
    path: Path,
) -> None:
    clock = Clock()
    right = clock.now
    async with await Library.open(path, "guild", READER, clock=clock) as library:
        for number, jump in enumerate((0, 4000, 1, -9000, 2)):
            clock.now = right + timedelta(days=jump)
            await library.add(source(f"Change {number}", f"{number}.md"), 1)
            for _ in range(3):
                await library.tend()
        made = backups_of(path)
        assert len(made) == 5, "one for each day of the clock, wrong or right"
    for changes, backup in zip(range(5, 0, -1), made, strict=True):
        put_back(backup, path)
        async with await Library.open(path, "guild", READER) as library:
            assert len(await titles(library)) == changes


async def test_replies_are_forgotten_after_two_weeks(path: Path) -> None:
    clock = Clock()
    async with await Library.open(path, "guild", READER, clock=clock) as library:
        library.keep_reply(Reply(1, 11, 5))
        clock.now += timedelta(days=13)
        library.keep_reply(Reply(2, 12, 5))
        await library.tend()
        assert await library.reply(1) == await library.reply(11) == Reply(1, 11, 5)
        clock.now += timedelta(days=2)
        await library.tend()
        assert await library.reply(1) is None
        assert await library.reply(12) == Reply(2, 12, 5)
        await library.forget_reply(12)
        assert await library.reply(2) is None
