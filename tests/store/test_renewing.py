"""A library read by an earlier reader: used as it is while it is read anew, recap by recap."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import ReadError
from bot.model import Recap
from bot.store import Library, Reader
from bot.store import library as library_module
from bot.store.indexing import Tally, create, put, remove
from bot.store.libraries import Libraries

from .conftest import READER, read, source, titles


def shout(data: bytes, file: str) -> Recap:
    """A later reader, which reads all in capitals and refuses what is secret."""
    if b"secret" in data:
        raise ReadError(f"{file} is not to be read.")
    return read(data.upper().replace(b"YEAR", b"year"), file)


LATER = Reader(shout, READER.version + 1)


async def filled(path: Path, count: int = 20) -> None:
    async with await Library.open(path, "guild", READER) as library:
        for number in range(count):
            await library.add(source(f"recap {number:02}\n* talk {number}", f"{number}.md"), None)


async def later(path: Path) -> Library:
    return await Library.open(path, "guild", LATER, renew_later=True)


async def words(library: Library) -> tuple[dict[str, int], dict[str, int]]:
    return await library.read(lambda index: (dict(index.head_words()), dict(index.text_words())))


async def test_what_an_earlier_reader_read_is_found_until_it_is_read_anew(path: Path) -> None:
    await filled(path)
    async with await later(path) as library:
        assert (await titles(library))[0] == "recap 00"
        await library.renew()
        assert (await titles(library))[0] == "RECAP 00"
        assert len(await titles(library)) == 20


async def test_words_are_counted_as_if_the_later_reader_had_read_all_from_the_start(path: Path) -> None:
    await filled(path)
    async with await later(path) as library:
        await library.renew()
        renewed = await words(library)
    path.unlink()
    async with await Library.open(path, "guild", LATER) as library:
        for number in range(20):
            text = f"recap {number:02}\n* talk {number}"
            await library.add(source(text, f"{number}.md")._replace(recap=shout(text.encode(), "")), None)
        assert await words(library) == renewed


async def test_renewing_goes_on_where_it_was_broken_off(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    await filled(path)
    monkeypatch.setattr(library_module, "RENEW_AT_ONCE", 5)
    seen: list[str] = []

    def reading(data: bytes, file: str) -> Recap:
        seen.append(file)
        if len(seen) == 7:
            raise KeyError("the power fails")
        return shout(data, file)

    with pytest.raises(KeyError):
        async with await Library.open(path, "guild", Reader(reading, LATER.version), renew_later=True) as it:
            await it.renew()
    async with await later(path) as library:
        assert sum(title.isupper() for title in await titles(library)) == 5
        await library.renew()
        assert all(title.isupper() for title in await titles(library))


async def test_what_changes_meanwhile_is_not_put_back(path: Path) -> None:
    await filled(path, 3)

    def reading(data: bytes, file: str) -> Recap:
        if file == "1.md":
            with closing(sqlite3.connect(path)) as other, other:
                other.execute("UPDATE recaps SET corrections = '{\"year\": 1999}' WHERE file = '1.md'")
                other.execute("DELETE FROM outdated WHERE recap_id = 2")
        return shout(data, file)

    async with await Library.open(path, "guild", Reader(reading, LATER.version), renew_later=True) as library:
        await library.renew()
        assert await titles(library) == ["RECAP 00", "RECAP 02", "recap 01"]


async def test_what_the_later_reader_refuses_is_no_longer_found_but_kept(path: Path) -> None:
    async with await Library.open(path, "guild", READER) as library:
        revision = await library.add(source("secret\n* a talk"), None)
    async with await later(path) as library:
        assert await titles(library) == ["secret"]
        await library.renew()
        assert await titles(library) == []
        assert (await library.source(revision.recap_id or 0))[1] == b"secret\n* a talk"


async def test_libraries_renew_what_they_open_in_the_background(tmp_path: Path) -> None:
    await filled(tmp_path / "guilds" / "1.db")
    async with Libraries(tmp_path, LATER, renew_later=True) as libraries, libraries.guild(1) as library:
        while not all(title.isupper() for title in await titles(library)):
            pass
        assert len(await titles(library)) == 20


async def test_a_library_of_another_index_is_rebuilt_before_anybody_searches_it(path: Path) -> None:
    await filled(path, 2)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE stamps SET value = 'reader 1, index 0' WHERE name = 'derived'")
        connection.execute("DROP TABLE entries")
    async with await later(path) as library:
        assert await titles(library) == ["RECAP 00", "RECAP 01"]


@pytest.fixture
def tables() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    create(connection)
    return connection


def counted(connection: sqlite3.Connection) -> dict[str, int]:
    return dict(connection.execute("SELECT word, number FROM head_words"))


def test_words_counted_together_are_counted_as_one_by_one(tables: sqlite3.Connection) -> None:
    first, second = (read(f"x\n* net {word}".encode(), "x.md") for word in ("kit", "work"))
    tally = Tally()
    put(tables, 1, first, tally)
    put(tables, 1, second, tally)
    put(tables, 2, first, tally)
    put(tables, 3, first, tally)
    remove(tables, 3, tally)
    assert counted(tables) == {}
    tally.write(tables)
    assert counted(tables) == {"net": 2, "kit": 1, "work": 1}
    put(tables, 2, second)
    assert counted(tables) == {"net": 2, "work": 2}
