"""Replies are remembered, for as long as they are true and only where they are to be seen."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from itertools import pairwise
from pathlib import Path

import pytest

from bot import search
from bot.desk import RECENT, TOGETHER, Desk
from bot.model import Alias, Answer, Command
from bot.store import Libraries, Library, connections
from tests.store.conftest import READER, source

GUILD, OTHER, ANA = 1001, 1002, 7
CRABS = Command("talk", "crabs")


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with Libraries(tmp_path, READER) as libraries:
        await (await libraries.shared()).put_files("", [source("RustConf\n* Crabs\n", "rust.md")])
        yield Desk(libraries)


@pytest.fixture
def searches(monkeypatch: pytest.MonkeyPatch) -> list[Command]:
    """The commands that took a search."""
    made = []
    real = search.answer

    def answer(command: Command, *rest: object) -> Answer:
        made.append(command)
        return real(command, *rest)

    monkeypatch.setattr(search, "answer", answer)
    return made


@pytest.fixture
def threads(monkeypatch: pytest.MonkeyPatch) -> list[threading.Thread]:
    """In which thread each search was made."""
    made = []
    real = search.answer

    def answer(*asked: object) -> Answer:
        made.append(threading.current_thread())
        return real(*asked)

    monkeypatch.setattr(search, "answer", answer)
    return made


async def files(desk: Desk, guild_id: int | None, command: Command = CRABS) -> list[str]:
    return await desk.shown(command, guild_id, _files)


def _files(answer: Answer) -> list[str]:
    return sorted(hit.recap.file for hit in answer.hits)


async def test_guilds_with_nothing_of_their_own_share_what_was_found(desk, searches):
    for guild in (None, GUILD, OTHER, GUILD):
        assert await files(desk, guild) == ["rust.md"]
    assert searches == [CRABS]


@pytest.mark.parametrize("change", ["recap", "alias", "shared", "other process"])
async def test_a_reply_is_made_anew_once_a_library_changed(desk, searches, tmp_path, change):
    await files(desk, GUILD)
    if change == "recap":
        async with desk.libraries.guild(GUILD) as own:
            await own.add(source("Own\n* Crabs\n", "own.md"), ANA)
    elif change == "alias":
        async with desk.libraries.guild(GUILD) as own:
            await own.set_alias(Alias("crabs", "Crabs", "shared", "rust.md"), ANA)
    elif change == "shared":
        await (await desk.libraries.shared()).put_files("", [source("More\n* Crabs\n", "more.md")])
    else:
        async with await Library.open(tmp_path / "shared.db", "shared", READER) as elsewhere:
            await elsewhere.put_files("", [source("More\n* Crabs\n", "more.md")])
    found = await files(desk, GUILD)
    assert searches == [CRABS, CRABS]
    assert found == {"recap": ["own.md", "rust.md"], "alias": ["rust.md"]}.get(change, ["more.md", "rust.md"])


async def test_no_guild_is_answered_from_what_another_added(desk):
    async with desk.libraries.guild(GUILD) as own:
        await own.add(source("Own\n* Crabs\n", "own.md"), ANA)
    for _ in range(2):
        assert await files(desk, GUILD) == ["own.md", "rust.md"]
        assert await files(desk, OTHER) == await files(desk, None) == ["rust.md"]


async def test_what_was_not_asked_for_long_is_forgotten(desk, searches):
    await files(desk, None)
    for number in range(RECENT):
        await files(desk, None, Command("talk", f"crabs {number}"))
        if number == RECENT // 2:
            await files(desk, None)
    await files(desk, None)
    assert searches.count(CRABS) == 1
    await files(desk, None, Command("talk", "crabs 0"))
    assert searches.count(Command("talk", "crabs 0")) == 2


@pytest.mark.parametrize(
    ("words", "guild", "alone"),
    [
        ("crab", GUILD, True),
        ("crab", None, True),
        ("crab", GUILD, False),
        ("crab", OTHER, True),
        ("crab " * 20, GUILD, True),
    ],
    ids=["alone", "alone in a direct message", "one of many", "recaps of their own", "many words"],
)
async def test_what_is_found_at_once_is_found_without_another_thread(desk, threads, words, guild, alone):
    async with desk.libraries.guild(OTHER) as own:
        await own.add(source("Own\n* Crabs\n", "own.md"), ANA)
    await files(desk, guild)
    await desk.shown(Command("talk", words), guild, _files, alone=alone)
    at_once = guild != OTHER and words == "crab"
    assert (threads[-1] is threading.current_thread()) is at_once


async def test_where_there_is_much_to_look_through_another_thread_does(desk, threads, monkeypatch):
    monkeypatch.setattr(connections, "SMALL", 0)
    await files(desk, None)
    await desk.shown(Command("talk", "crab"), None, _files, alone=True)
    assert threads[-1] is not threading.current_thread()


async def test_what_is_shown_differently_is_not_mixed_up(desk, searches):
    for _ in range(2):
        assert await desk.shown(CRABS, None, lambda answer: len(answer.hits), "how many") == 1
        assert await desk.shown(CRABS, None, lambda answer: answer.kind, "which kind") == "talk"
    assert searches == [CRABS, CRABS]


async def test_each_of_many_replies_can_be_sent_before_the_next_is_looked_for(desk, searches):
    await files(desk, None)
    sent: list[int] = []

    async def reply(words: str) -> None:
        await desk.shown(Command("talk", words), None, _files)
        sent.append(len(searches))

    await asyncio.gather(*(reply(f"crab {number}") for number in range(5)))
    assert sent == [2, 3, 4, 5, 6]


async def test_after_a_few_of_many_replies_it_is_the_turn_of_other_things(desk, searches):
    await files(desk, None)
    seen: list[int] = []

    async def look_on() -> None:
        while len(searches) < 1 + 3 * TOGETHER:
            seen.append(len(searches))
            await asyncio.sleep(0)

    many = (desk.shown(Command("talk", f"crab {n}"), None, _files) for n in range(3 * TOGETHER))
    await asyncio.gather(look_on(), *many)
    assert all(later - earlier <= TOGETHER for earlier, later in pairwise(seen))
    assert len(seen) > 3
