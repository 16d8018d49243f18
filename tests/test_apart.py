"""A large upload is read by a process of its own, which is killed when it takes too long."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest

from bot.apart import LARGE, read_apart, text_apart
from bot.article import Page, text_of
from bot.curate import Curator
from bot.errors import FetchError, ReadError
from bot.parsing import READER_VERSION, read_recap
from bot.store import Libraries, Reader

TEXT = "# PlumConf 2031\n\n" + "".join(f"## Plum number {n}\n\nBy Bo Ek. It grew.\n\n" for n in range(20))
HARD = b"a\n\n" * 300_000


def children() -> set[str]:
    return set(Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text(encoding="ascii").split())


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
