"""A large upload is read by a process of its own, which is killed when it takes too long."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.apart import LARGE, ReadingRoom, read_apart, text_apart
from bot.article import Page, text_of
from bot.curate import Curator
from bot.errors import FetchError, ReadError
from bot.parsing import READER_VERSION, read_recap
from bot.store import Libraries, Reader

TEXT = "# PlumConf 2031\n\n" + "".join(f"## Plum number {n}\n\nBy Bo Ek. It grew.\n\n" for n in range(20))
HARD = b"a\n\n" * 300_000


def children() -> set[str]:
    threads = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    return {child for thread in threads for child in thread.read_text(encoding="ascii").split()}


async def test_it_reads_the_same() -> None:
    assert await read_apart(TEXT.encode(), "plums.md") == read_recap(TEXT.encode(), "plums.md")


async def test_what_cannot_be_read_is_told_in_the_same_words() -> None:
    with pytest.raises(ReadError) as here:
        read_recap(b"\x89PNG\0\0", "plum.md")
    with pytest.raises(ReadError) as apart:
        await read_apart(b"\x89PNG\0\0", "plum.md")
    assert str(apart.value) == str(here.value)


async def test_a_web_page_is_read_the_same_and_refused_in_the_same_words() -> None:
    page = Page(
        b"<html><article><h1>Plums</h1><p>They grew.</p></article>", "text/html", None, "https://x.example/p"
    )
    assert await text_apart(page) == text_of(page)
    with pytest.raises(FetchError, match="image/png"):
        await text_apart(Page(b"", "image/png", None, "https://x.example/p"))
    with pytest.raises(ReadError, match="no article"):
        await text_apart(Page(b"<html></html>", "text/html", None, "https://x.example/p"))


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="asks the system for its processes")
async def test_what_takes_too_long_is_ended_and_told() -> None:
    before = children()
    with pytest.raises(ReadError, match="too long"):
        await read_apart(HARD, "hard.md", within=0.5)
    reading = asyncio.create_task(read_apart(HARD, "hard.md"))
    await asyncio.sleep(0.5)
    assert children() > before
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    assert children() == before


async def test_large_uploads_go_there(tmp_path: Path) -> None:
    def refuse(data: bytes, file: str) -> None:
        raise AssertionError("read within the bot's own process")

    large = TEXT.encode() + b"Plums.\n" * (LARGE // 7)
    async with Libraries(tmp_path, Reader(refuse, READER_VERSION)) as libraries:
        assert (await Curator(libraries).check(large, "plums.md")).title == "PlumConf 2031"


@pytest.fixture
def room() -> Iterator[ReadingRoom]:
    room = ReadingRoom()
    yield room
    room.close()


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="asks the system for its processes")
async def test_a_reading_room_reads_in_one_process_until_nobody_comes() -> None:
    before = children()
    room = ReadingRoom(idle=1.0)
    assert await asyncio.to_thread(room.read, TEXT.encode(), "a.md") == read_recap(TEXT.encode(), "a.md")
    reading = children() - before
    assert len(reading) == 1
    assert await asyncio.to_thread(room.read, b"# B", "b.md") == read_recap(b"# B", "b.md")
    assert children() - before == reading
    for _ in range(300):
        if children() == before:
            break
        await asyncio.sleep(0.1)
    else:
        pytest.fail("the process stays")
    assert await asyncio.to_thread(room.read, b"# C", "c.md") == read_recap(b"# C", "c.md")
    room.close()
    assert children() == before


async def test_a_reading_room_tells_what_cannot_be_read_and_goes_on(room: ReadingRoom) -> None:
    texts = [(b"# A", "a.md"), (b"\x89PNG\0\0", "plum.md"), (b"# B", "b.md")]
    first, refused, last = await asyncio.to_thread(lambda: list(room.read_all(texts, 3)))
    assert first == read_recap(b"# A", "a.md")
    assert isinstance(refused, ReadError)
    assert last == read_recap(b"# B", "b.md")


async def test_a_reading_room_gives_up_what_takes_too_long_and_reads_the_next() -> None:
    room = ReadingRoom(within=0.1)  # sooner than any machine could be done with it
    try:
        with pytest.raises(ReadError, match="too long"):
            await asyncio.to_thread(room.read, HARD, "hard.md")
        room.within = 60
        await asyncio.to_thread(room.read, b"# A", "a.md")
    finally:
        room.close()
