"""The recaps folder is watched as people use it: editors, checkouts, folders that come and go."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from pathlib import Path

from bot.watch import changes

Told = asyncio.Queue[frozenset[str]]


@asynccontextmanager
async def watching(folder: Path) -> AsyncIterator[Told]:
    """What the watch tells, by file name, after its first word."""
    told: Told = asyncio.Queue()
    stop = asyncio.Event()

    async def listen() -> None:
        async with aclosing(changes(folder, stop, quiet_ms=60, pulse_ms=150)) as watched:
            async for paths in watched:
                told.put_nowait(frozenset(path.name for path in paths))

    task = asyncio.create_task(listen())
    if folder.exists():
        assert await asyncio.wait_for(told.get(), 10) == frozenset()
    yield told
    stop.set()
    await asyncio.wait_for(task, 10)


async def test_many_changes_at_once_are_told_together(tmp_path: Path) -> None:
    (tmp_path / "old.md").write_text("old")
    async with watching(tmp_path) as told:
        (tmp_path / "2024").mkdir()
        for number in range(20):
            (tmp_path / f"{number}.md").write_text("new")
        (tmp_path / "old.md").unlink()
        names: frozenset[str] = frozenset()
        while "old.md" not in names or "19.md" not in names:
            names |= await asyncio.wait_for(told.get(), 10)
        assert told.qsize() <= 1


async def test_hidden_and_half_written_files_are_nobodys_business(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    async with watching(tmp_path) as told:
        (tmp_path / ".git" / "index").write_text("x")
        (tmp_path / "notes.md~").write_text("x")
        (tmp_path / ".notes.md.swp").write_text("x")
        await asyncio.sleep(0.4)
        assert told.empty()
        (tmp_path / "notes.md").write_text("x")
        assert await asyncio.wait_for(told.get(), 10) == {"notes.md"}


async def test_a_folder_that_goes_is_not_an_empty_folder(tmp_path: Path) -> None:
    folder = tmp_path / "recaps"
    folder.mkdir()
    (folder / "one.md").write_text("one")
    async with watching(folder) as told:
        folder.rename(tmp_path / "elsewhere")
        await asyncio.sleep(0.5)
        while not told.empty():
            told.get_nowait()
        shutil.copytree(tmp_path / "elsewhere", folder)
        assert await asyncio.wait_for(told.get(), 10) == frozenset()
        (folder / "two.md").write_text("two")
        assert await asyncio.wait_for(told.get(), 10) == {"two.md"}


async def test_a_folder_may_come_later(tmp_path: Path) -> None:
    folder = tmp_path / "recaps"
    async with watching(folder) as told:
        await asyncio.sleep(0.2)
        assert told.empty()
        folder.mkdir()
        assert await asyncio.wait_for(told.get(), 10) == frozenset()
