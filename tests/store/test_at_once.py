"""What can be told of the libraries at once, without waiting for a file or a thread."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from bot.index import Index
from bot.store import Libraries, derived
from bot.store.connections import LOOK_SECONDS
from tests.store.conftest import READER, source


def scopes(indexes: Sequence[Index]) -> list[str]:
    """The scopes of the libraries looked into, each as its search sees it: with its counts known after."""
    for index in indexes:
        index.counts()
        _ = index.state
    return [index.scope for index in indexes]


async def test_a_small_shared_library_is_read_at_once_when_its_size_is_known(tmp_path: Path) -> None:
    async with Libraries(tmp_path, READER) as libraries:
        assert libraries.read_at_once(None, scopes) is None  # not open yet
        shared = await libraries.shared()
        await shared.put_files("", [source("Everyone's\n* One")])
        assert libraries.read_at_once(None, scopes) is None  # nobody has counted yet
        await libraries.read(None, scopes)
        assert libraries.read_at_once(None, scopes) == ["shared"]
        await shared.put_files("", [source("Everyone's\n* Two")])
        assert libraries.read_at_once(None, scopes) is None


async def test_a_large_shared_library_is_not_read_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Libraries(tmp_path, READER) as libraries:
        await (await libraries.shared()).put_files("", [source("Everyone's\n* One\n* Two\n* Three")])
        await libraries.read(None, scopes)
        monkeypatch.setattr("bot.store.connections.SMALL", 3)
        assert libraries.read_at_once(None, scopes) == ["shared"]
        monkeypatch.setattr("bot.store.connections.SMALL", 2)
        assert libraries.read_at_once(None, scopes) is None


async def test_a_guild_is_answered_at_once_where_its_own_library_is_known_to_be_empty(tmp_path: Path) -> None:
    async with Libraries(tmp_path, READER) as libraries:
        await libraries.read(None, scopes)
        assert libraries.read_at_once(1, scopes) is None  # its library is not open yet
        assert await libraries.read(1, scopes) == ["shared", "guild"]
        assert libraries.read_at_once(1, scopes) == ["shared"]
        async with libraries.guild(1) as own:
            await own.add(source("Own"), 1)
        assert libraries.read_at_once(1, scopes) is None
        await libraries.read(1, scopes)
        assert libraries.read_at_once(1, scopes) is None  # it is known to hold something
        assert libraries.read_at_once(2, scopes) is None


async def test_an_empty_library_of_a_guild_tells_nothing(tmp_path: Path) -> None:
    async with Libraries(tmp_path, READER) as libraries:
        for _ in range(2):
            assert await libraries.read(1, scopes, telling=True) == ["shared"]
        assert await libraries.read(1, scopes) == ["shared", "guild"]
        async with libraries.guild(1) as own:
            await own.add(source("Own"), 1)
        assert await libraries.read(1, scopes, telling=True) == ["shared", "guild"]


async def test_the_states_change_with_what_can_be_found(tmp_path: Path) -> None:
    async with Libraries(tmp_path, READER) as libraries:
        assert libraries.states(None) is None
        await (await libraries.shared()).put_files("", [source("Everyone's")])
        await libraries.read(1, scopes)
        shared, own = libraries.states(1) or (None, None)
        assert shared is not None
        assert own is None
        assert libraries.states(None) == (shared,)
        assert libraries.states(2) is None
        async with libraries.guild(1) as library:
            await library.add(source("Own"), 1)
        assert libraries.states(1) is None
        await libraries.read(1, scopes)
        states = libraries.states(1)
        assert states is not None
        assert states[0] == shared
        assert states[1] is not None


async def test_what_another_process_writes_is_seen_a_moment_later(tmp_path: Path) -> None:
    async with Libraries(tmp_path, READER) as libraries, Libraries(tmp_path, READER) as elsewhere:
        await libraries.read(None, scopes)
        assert libraries.states(None) == (None,)
        await (await elsewhere.shared()).put_files("", [source("Everyone's")])
        await asyncio.sleep(LOOK_SECONDS)
        assert libraries.states(None) is None


async def test_what_was_looked_up_while_something_was_written_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Libraries(tmp_path, READER) as libraries:
        shared = await libraries.shared()
        await libraries.read(None, scopes)
        now = derived.generation

        def overtaken(connection: sqlite3.Connection) -> int:
            seen = now(connection)
            shared.readers.written()
            return seen

        with monkeypatch.context() as patched:
            patched.setattr(derived, "generation", overtaken)
            assert libraries.states(None) == (None,)
        looks: list[int] = []
        monkeypatch.setattr(derived, "generation", lambda connection: (looks.append(1), now(connection))[1])
        assert [libraries.states(None) for _ in range(3)] == [(None,)] * 3
        assert looks == [1]


async def test_where_somebody_acted_is_told_by_the_histories_alone(tmp_path: Path) -> None:
    async with Libraries(tmp_path, READER) as libraries:
        for guild_id, actor in ((30, 7), (4, 7), (5, 8)):
            async with libraries.guild(guild_id) as library:
                await library.add(source("Notes"), actor)
        (tmp_path / "guilds" / "other.db").write_bytes(b"")
        assert await libraries.guilds_where_acted(7) == (30, 4)
        assert await libraries.guilds_where_acted(8) == (5,)
        assert await libraries.guilds_where_acted(9) == ()


async def test_only_a_library_of_another_index_must_first_be_made_anew(tmp_path: Path) -> None:
    async with Libraries(tmp_path, READER) as libraries:
        assert await libraries.shared_usable()  # there is none yet
        await (await libraries.shared()).put_files("", [source("Everyone's")])
    async with Libraries(tmp_path, READER) as libraries:
        assert await libraries.shared_usable()
    with closing(sqlite3.connect(tmp_path / "shared.db")) as connection, connection:
        connection.execute("UPDATE stamps SET value = 'reader 1, index 0' WHERE name = 'derived'")
    async with Libraries(tmp_path, READER) as libraries:
        assert not await libraries.shared_usable()
        await libraries.shared()
        assert await libraries.shared_usable()
