"""Each guild has a file of its own: opened on demand, closed when idle, deleted when long gone."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.errors import StoreError
from bot.store import Libraries
from tests.store.conftest import READER, source


async def titles(libraries: Libraries, guild_id: int | None) -> list[str]:
    return await libraries.read(
        guild_id, lambda indexes: [f"{ref.scope} {ref.title}" for i in indexes for ref in i.recaps()]
    )


async def test_a_reply_looks_into_the_shared_library_and_the_guilds_own(tmp_path: Path) -> None:
    async with Libraries(tmp_path, READER) as libraries:
        await (await libraries.shared()).put_files("", [source("Everyone's")])
        for guild_id in (1, 2):
            async with libraries.guild(guild_id) as library:
                await library.add(source(f"Guild {guild_id}'s"), 1)
        assert await titles(libraries, None) == ["shared Everyone's"]
        assert await titles(libraries, 1) == ["shared Everyone's", "guild Guild 1's"]
        assert await titles(libraries, 2) == ["shared Everyone's", "guild Guild 2's"]
        assert await titles(libraries, 3) == ["shared Everyone's"]
        assert (await libraries.recap(1, "guild", 1)).recap.title == "Guild 1's"
        assert (await libraries.recap(1, "shared", 1)).recap.title == "Everyone's"
    assert b"Guild 2" not in (tmp_path / "guilds" / "1.db").read_bytes()


async def test_no_more_than_a_few_are_open_and_none_in_use_is_closed(tmp_path: Path) -> None:
    async with Libraries(tmp_path, READER, open_guilds=3) as libraries:
        async with libraries.guild(100) as held:
            for guild_id in range(1, 12):
                async with libraries.guild(guild_id) as library:
                    await library.set_setting("prefix", f'"{guild_id}"', 1)
                assert len(libraries._open) <= 4
            await held.set_setting("prefix", '"held"', 1)
        for guild_id in range(1, 12):
            async with libraries.guild(guild_id) as library:
                assert await library.settings() == {"prefix": f'"{guild_id}"'}


async def test_many_tasks_share_one_opening(tmp_path: Path) -> None:
    async with Libraries(tmp_path, READER, open_guilds=1) as libraries:

        async def note(guild_id: int, number: int) -> None:
            async with libraries.guild(guild_id) as library:
                await library.set_setting(f"n{number}", "1", 1)

        await asyncio.gather(*(note(guild_id, number) for guild_id in (1, 2, 3) for number in range(10)))
        for guild_id in (1, 2, 3):
            async with libraries.guild(guild_id) as library:
                assert len(await library.settings()) == 10


async def test_idle_libraries_are_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with Libraries(tmp_path, READER) as libraries:
        await titles(libraries, 1)
        await libraries.tend()
        assert len(libraries._open) == 2
        monkeypatch.setattr("bot.store.libraries.IDLE_SECONDS", 0)
        await libraries.tend()
        assert [path.name for path in libraries._open] == ["shared.db"]


async def test_a_guild_that_left_is_forgotten_after_thirty_days(tmp_path: Path) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    async with Libraries(tmp_path, READER, clock=lambda: now) as libraries:
        for guild_id in (1, 2, 3):
            async with libraries.guild(guild_id) as library:
                await library.add(source("One"), 1)
                await library.backup()
        await libraries.guild_left(1)
        await libraries.guild_left(2)
        await libraries.guild_left(99)  # had nothing stored
        await libraries.guild_joined(2)
        for _ in range(29 * 24):
            now += timedelta(hours=1)
            await libraries.tend()
        assert (tmp_path / "guilds" / "1.db").exists()
        now += timedelta(days=1)
        await libraries.tend()
        left = sorted(str(file.relative_to(tmp_path)) for file in tmp_path.rglob("*") if file.is_file())
        assert [name for name in left if "1" in name.split("/")[-1].split("-")[0]] == []
        assert await titles(libraries, 2) == await titles(libraries, 3) == ["guild One"]


async def test_a_guild_that_left_while_nobody_looked_is_noticed(tmp_path: Path) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    async with Libraries(tmp_path, READER, clock=lambda: now) as libraries:
        for guild_id in (1, 2, 3):
            async with libraries.guild(guild_id) as library:
                await library.add(source("One"), 1)
        (tmp_path / "guilds" / "0-copy.db").write_bytes(b"")  # no guild's
        async with libraries.guild(0) as library:
            await library.add(source("One"), 1)
        ours = {1, 2}.__contains__  # 0 and 3 belong to another process
        await libraries.guilds_here({1}, ours)
        for _ in range(30):
            now += timedelta(days=1)
            await libraries.guilds_here({1}, ours)
            await libraries.tend()
        files = {path.name for path in (tmp_path / "guilds").glob("*.db")}
        assert files == {"0.db", "0-copy.db", "1.db", "3.db"}
        await libraries.guild_left(1)
        await libraries.guilds_here({1}, lambda _: True)
        for _ in range(40):
            now += timedelta(days=1)
            await libraries.tend()
        assert (tmp_path / "guilds" / "1.db").exists()


async def test_a_clock_that_jumps_neither_deletes_early_nor_keeps_for_ever(
    tmp_path: Path,
) -> None:
    right = now = datetime(2026, 1, 1, tzinfo=UTC)
    async with Libraries(tmp_path, READER, clock=lambda: now) as libraries:
        for guild_id in (1, 2):
            async with libraries.guild(guild_id) as library:
                await library.add(source("One"), 1)
        await libraries.guild_left(1)
        now = right + timedelta(days=4000)
        await libraries.guild_left(2)
        for _ in range(23):
            now += timedelta(hours=1)
            await libraries.tend()
        now = right + timedelta(days=1)
        await libraries.tend()
        now = right - timedelta(days=9000)
        await libraries.tend()
        now = right + timedelta(days=2)
        for _ in range(26):
            await libraries.tend()
            now += timedelta(days=1)
        assert {file.name for file in (tmp_path / "guilds").glob("*.db")} == {"1.db", "2.db"}
        for _ in range(5):
            now += timedelta(days=1)
            await libraries.tend()
        assert list((tmp_path / "guilds").glob("*.*")) == []


async def test_a_mark_that_cannot_be_read_counts_from_when_it_was_written(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    async with Libraries(tmp_path, READER, clock=lambda: now) as libraries:
        async with libraries.guild(1) as library:
            await library.add(source("One"), 1)
        await libraries.guild_left(1)
        (tmp_path / "guilds" / "1.left").write_text("[]")
        for _ in range(29):
            await libraries.tend()
            now += timedelta(days=1)
        assert (tmp_path / "guilds" / "1.db").exists()
        for _ in range(3):
            await libraries.tend()
            now += timedelta(days=1)
        assert not (tmp_path / "guilds" / "1.db").exists()


async def test_a_library_closed_between_two_rounds_is_backed_up_all_the_same(tmp_path: Path) -> None:
    async with Libraries(tmp_path, READER, open_guilds=1) as libraries:
        for guild_id in (1, 2, 3):
            async with libraries.guild(guild_id) as library:
                if guild_id != 2:
                    await library.add(source("One"), 1)
    names = [path.name.split("-")[0] for path in (tmp_path / "guilds" / "backups").iterdir()]
    assert names == ["1"], "2 has nothing stored, 3 was in use to the end"


async def test_after_closing_nothing_can_be_opened(tmp_path: Path) -> None:
    libraries = Libraries(tmp_path, READER)
    await libraries.shared()
    await libraries.close()
    with pytest.raises(StoreError, match="stopping"):
        await libraries.shared()


async def test_a_library_that_opens_while_all_are_closed_is_closed_too(tmp_path: Path) -> None:
    libraries = Libraries(tmp_path, READER)
    opening = asyncio.create_task(libraries.shared())
    await asyncio.sleep(0)
    await libraries.close()
    with pytest.raises(StoreError, match="stopping"):
        await opening
    assert libraries._open == {}
    assert not (tmp_path / "shared.db-wal").exists()


async def test_one_file_may_be_the_shared_library(tmp_path: Path) -> None:
    async with Libraries(tmp_path / "data", READER, shared=tmp_path / "my.db") as libraries:
        await (await libraries.shared()).put_files("", [source("One")])
    async with Libraries(tmp_path / "data", READER, shared=tmp_path / "my.db", read_only=True) as libraries:
        assert await titles(libraries, None) == ["shared One"]
    assert not (tmp_path / "data").exists()
