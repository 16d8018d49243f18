"""What can go wrong below a library is told in words, and costs as little as it can."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import DamagedLibrary, StoreError
from bot.model import Recap
from bot.store import Libraries, Library, Reader
from bot.store.backups import backups_of, damaged
from bot.store.index import Index
from tests.store.conftest import READER, locked, read, source, titles

ROOT = Path(__file__).parents[2]


def garble(path: Path, offset: int, length: int = 512) -> None:
    with path.open("r+b") as file:
        file.seek(offset)
        file.write(b"\xa5" * length)


async def filled(path: Path, *, backup: bool = False) -> None:
    async with await Library.open(path, "guild", READER) as library:
        await library.add(source("One\n" + "* talk\n" * 500), 1)
        if backup:
            await library.backup()
            await library.add(source("Two"), 1)


# --- damage ------------------------------------------------------------------------------


@pytest.mark.parametrize("offset", [0, 8192], ids=["header", "pages"])
async def test_a_damaged_library_is_set_aside_and_its_backup_takes_its_place(path: Path, offset: int) -> None:
    await filled(path, backup=True)
    garble(path, offset, 4096)
    harmed = path.read_bytes()
    async with await Library.open(path, "guild", READER) as library:
        assert await titles(library) == ["One"]
        assert library.notice is not None
        assert "backup" in library.notice
        assert (await library.history())[0].action == "restore"
    assert [file.read_bytes() for file in damaged(path)] == [harmed]


async def test_without_a_backup_a_library_begins_anew_and_says_so(path: Path) -> None:
    await filled(path)
    garble(path, 0)
    async with await Library.open(path, "guild", READER) as library:
        assert await titles(library) == []
        assert library.notice is not None
        assert "begins anew" in library.notice
        assert (await library.history())[0].name == library.notice
    assert len(damaged(path)) == 1


async def test_a_damaged_backup_is_passed_over_for_the_one_before(path: Path) -> None:
    await filled(path, backup=True)
    older = backups_of(path)[0]
    newer = older.with_name(older.name.replace("-20", "-21"))
    newer.write_bytes(b"no database at all")
    garble(path, 0)
    async with await Library.open(path, "guild", READER) as library:
        assert await titles(library) == ["One"]


async def test_a_library_found_damaged_in_use_is_mended_at_the_next_use(tmp_path: Path) -> None:
    async with Libraries(tmp_path, READER) as libraries:
        async with libraries.guild(1) as library:
            await library.add(source("One\n" + "* talk\n" * 2000), 1)
            await library._run(lambda c: c.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall())
            await library.backup()
            path = library.path
            for offset in range(4096, path.stat().st_size, 4096):
                garble(path, offset, 4096)
        with pytest.raises(DamagedLibrary):
            await libraries.read(1, lambda indexes: [index.recaps() for index in indexes])
        shown = await libraries.read(1, lambda indexes: [ref.title for ref in indexes[1].recaps()])
        assert shown == ["One"]


async def test_a_damaged_search_index_is_rebuilt_from_the_texts(path: Path) -> None:
    await filled(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DELETE FROM heads_data WHERE id > 10")
        connection.commit()
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)  # it does not tell
    async with await Library.open(path, "guild", READER) as library:
        found = await library.read(lambda index: index.heads('"talk"', 10))
        assert len(found) == 10
        assert library.notice is None


async def test_a_large_library_is_checked_while_it_is_in_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.opening.AT_ONCE", 0)
    path = tmp_path / "guilds" / "1.db"
    await filled(path, backup=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DELETE FROM heads_data WHERE id > 10")
        connection.commit()
    async with await Library.open(path, "guild", READER) as library:
        assert library.unchecked
        await asyncio.gather(library.check(), library.add(source("Three"), 1))
        assert not library.unchecked
        assert len(await library.read(lambda index: index.heads('"talk"', 10))) == 10
    (pages,) = sqlite3.connect(path).execute("PRAGMA page_count").fetchone()
    garble(path, (pages - 6) * 4096, 5 * 4096)
    async with Libraries(tmp_path, READER) as libraries:
        async with libraries.guild(1):
            checking = libraries._open[path].checking
        assert checking is not None
        await checking
        assert await libraries.read(1, lambda indexes: [r.title for r in indexes[1].recaps()]) == ["One"]


async def test_damage_anywhere_in_a_large_library_is_found(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await filled(path)
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'misses'").fetchone()
    garble(path, (page - 1) * 4096, 4096)
    monkeypatch.setattr("bot.store.opening.AT_ONCE", 0)
    async with await Library.open(path, "guild", READER) as library:
        with pytest.raises(DamagedLibrary):
            await library.check()
    async with await Library.open(path, "guild", READER, thorough=True) as library:
        assert library.notice is not None


async def test_a_sound_library_is_not_rebuilt(path: Path) -> None:
    await filled(path)
    read_again = []

    def counting(data: bytes, file: str) -> Recap:
        read_again.append(file)
        return read(data, file)

    async with await Library.open(path, "guild", Reader(counting, READER.version)) as library:
        await library.check()
        assert await titles(library) == ["One"]
    assert read_again == []


async def test_a_check_under_way_does_not_hold_up_closing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.opening.AT_ONCE", 0)
    await filled(path)
    library = await Library.open(path, "guild", READER)
    checking = asyncio.create_task(library.check())
    await asyncio.sleep(0)
    await library.close()
    with contextlib.suppress(StoreError):
        await checking


async def test_another_reader_reads_all_texts_anew(path: Path) -> None:
    await filled(path)
    shouting = Reader(lambda data, file: read(data.upper(), file), 2)
    async with await Library.open(path, "guild", shouting) as library:
        assert await titles(library) == ["ONE"]
        assert len(await library.history()) == 1


async def test_reading_all_anew_is_given_up_when_the_bot_is_stopped(path: Path) -> None:
    async with await Library.open(path, "guild", READER) as library:
        for number in range(20):
            await library.add(source(f"Recap {number}"), 1)
    texts: list[bytes] = []
    begun = threading.Event()

    def slowly(data: bytes, file: str) -> Recap:
        begun.set()
        texts.append(data)
        time.sleep(0.05)
        return read(data, file)

    opening = asyncio.create_task(Library.open(path, "guild", Reader(slowly, 2)))
    await asyncio.to_thread(begun.wait)
    opening.cancel()
    with pytest.raises(asyncio.CancelledError):
        await opening
    assert len(texts) < 20
    async with await Library.open(path, "guild", Reader(read, 2)) as library:
        assert len(await titles(library)) == 20


async def test_a_text_that_a_newer_reader_refuses_is_kept(path: Path) -> None:
    await filled(path)

    def refuse(data: bytes, file: str) -> object:
        return read(b"\0", file)

    async with await Library.open(path, "guild", Reader(refuse, 2)) as library:  # type: ignore[arg-type]
        assert await titles(library) == []
    async with await Library.open(path, "guild", Reader(read, 3)) as library:
        assert await titles(library) == ["One"]


# --- no room, no right, no turn ----------------------------------------------------------


async def test_a_full_disk_is_told_and_reading_goes_on(library: Library) -> None:
    await library.add(source("One"), 1)

    def limit(connection: sqlite3.Connection, more: int) -> None:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages + more}")

    await library._run(lambda connection: limit(connection, 0))
    with pytest.raises(StoreError, match="no room left"):
        await library.add(source("Two\n" + "* a talk that takes room\n" * 1000), 1)
    assert await titles(library) == ["One"]
    assert len(await library.history()) == 1
    await library._run(lambda connection: limit(connection, 10_000))
    await library.add(source("Three"), 1)
    assert await titles(library) == ["One", "Three"]


async def test_a_library_that_somebody_keeps_locked_is_told(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.connections.BUSY_MS", 20)
    async with await Library.open(path, "guild", READER) as library:
        with locked(path):
            with pytest.raises(StoreError, match="locked"):
                await library.add(source("One"), 1)
            assert await titles(library) == []
        await library.add(source("One"), 1)


@pytest.fixture
def readable_only() -> Iterator[Path]:
    """A folder with a library that this user may read and not write, as on a read-only volume."""
    folder = Path(tempfile.mkdtemp())
    asyncio.run(filled(folder / "shared.db"))
    folder.chmod(0o555)
    (folder / "shared.db").chmod(0o444)
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        if not os.access(folder, os.R_OK, effective_ids=True):
            pytest.skip("the folder for temporary files is closed to other users")
        yield folder
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_a_read_only_volume_can_be_read(readable_only: Path) -> None:
    async def check() -> None:
        path = readable_only / "shared.db"
        async with await Library.open(path, "shared", READER, read_only=True) as library:
            assert await titles(library) == ["One"]
        async with await Library.open(path, "shared", READER) as library:
            assert library.notice is not None
            assert "read-only" in library.notice
            assert await titles(library) == ["One"]
            with pytest.raises(StoreError, match="read-only here"):
                await library.add(source("Two"), 1)
        with pytest.raises(StoreError, match="cannot be made"):
            await Library.open(readable_only / "new" / "1.db", "guild", READER)

    asyncio.run(check())


# --- tasks that come and go --------------------------------------------------------------


async def test_tasks_cannot_break_each_others_transactions(library: Library) -> None:
    async def fail(number: int) -> None:
        def work(connection: sqlite3.Connection) -> None:
            connection.execute("INSERT INTO settings VALUES (?, '1')", (f"failed {number}",))
            time.sleep(0.002)
            raise RuntimeError

        with pytest.raises(RuntimeError):
            await library._change(work)

    async def succeed(number: int) -> None:
        await library.set_setting(f"kept {number}", "1", 1)

    await asyncio.gather(*(task(number) for number in range(20) for task in (fail, succeed)))
    assert sorted(await library.settings()) == sorted(f"kept {number}" for number in range(20))


async def test_a_cancelled_change_is_whole_or_not_at_all_and_holds_up_nobody(library: Library) -> None:
    def slow(connection: sqlite3.Connection) -> None:
        connection.execute("INSERT INTO settings VALUES ('a', '1')")
        time.sleep(0.2)
        connection.execute("INSERT INTO settings VALUES ('b', '1')")

    with pytest.raises(TimeoutError):
        await asyncio.wait_for(library._change(slow), 0.05)
    await library.set_setting("c", "1", 1)
    assert sorted(await library.settings()) == ["a", "b", "c"]


async def test_closing_waits_for_the_change_under_way(path: Path) -> None:
    library = await Library.open(path, "guild", READER)
    adding = asyncio.create_task(library.add(source("One"), 1))
    reading = asyncio.create_task(library.read(lambda index: time.sleep(0.1)))
    await asyncio.sleep(0.02)
    await library.close()
    await asyncio.gather(adding, reading)
    async with await Library.open(path, "guild", READER) as library:
        assert await titles(library) == ["One"]


async def test_closing_waits_for_everybody_who_reads(path: Path) -> None:
    library = await Library.open(path, "guild", READER)
    begun, go_on, done = threading.Barrier(3), threading.Event(), []

    def look(index: Index, seconds: float) -> None:
        begun.wait(10)
        go_on.wait(10)
        time.sleep(seconds)
        done.append(seconds)

    reading = [asyncio.create_task(library.read(lambda i, s=s: look(i, s))) for s in (0, 0.1)]
    await asyncio.to_thread(begun.wait, 10)
    go_on.set()
    await library.close()
    assert done == [0, 0.1]
    await asyncio.gather(*reading)


@pytest.mark.parametrize("how", ["", "raise SystemExit(3)", "asyncio.current_task().cancel()"])
def test_a_library_left_open_does_not_keep_the_process(tmp_path: Path, how: str) -> None:
    program = f"""
import asyncio, pathlib
from bot.store import Library
from tests.store.conftest import READER, source
async def main():
    library = await Library.open(pathlib.Path({str(tmp_path / "1.db")!r}), "guild", READER)
    await library.add(source("One"), 1)
    {how}
    await asyncio.sleep(0)
asyncio.run(main())
"""
    command = [sys.executable, "-W", "ignore", "-c", program]
    subprocess.run(command, cwd=ROOT, timeout=30, capture_output=True, check=False)
    with closing(sqlite3.connect(tmp_path / "1.db")) as connection:
        assert connection.execute("SELECT count(*) FROM recaps").fetchone() == (1,)
