"""A library keeps what it is given, whatever happens around it."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest

from bot.errors import NotFound, StoreError
from bot.index import Head
from bot.model import Alias, Reply
from bot.store import Library, Source, derived
from bot.store.index import Index
from bot.store.rows import rows_of
from tests.store.conftest import READER, source, titles


async def test_what_is_stored_is_there_after_opening_again(path: Path) -> None:
    async with await Library.open(path, "shared", READER) as library:
        await library.put_files("folder", [source("One\n* netkit", "one.md"), source("Two", "two.md")])
    async with await Library.open(path, "shared", READER) as library:
        assert await titles(library) == ["One", "Two"]
        assert sorted(await library.known("folder")) == ["one.md", "two.md"]


async def test_a_file_changed_keeps_its_id_and_one_revision(library: Library) -> None:
    (first,) = await library.put_files("folder", [source("One", "one.md")])
    (again,) = await library.put_files("folder", [source("One, mended", "one.md")])
    assert first == again
    assert await titles(library) == ["One, mended"]
    assert len(await library.history()) == 1


async def test_a_file_gone_and_back_keeps_its_id(library: Library) -> None:
    (first,) = await library.put_files("folder", [source("One", "one.md")])
    await library.forget_files("folder", ["one.md"])
    assert await titles(library) == []
    assert await library.put_files("folder", [source("One", "one.md")]) == (first,)


async def test_the_same_text_from_another_folder_is_the_same_recap(library: Library) -> None:
    (first,) = await library.put_files("", [source("One", "one.md")])
    (again,) = await library.put_files("folder", [source("One", "2019/one.md")])
    assert first.recap_id == again.recap_id
    assert await library.known("") == {}
    assert list(await library.known("folder")) == ["2019/one.md"]


async def test_one_bad_file_never_stops_the_others(library: Library) -> None:
    files = [source("One", "one.md"), source("Two", "t\udcffo.md"), source("Three", "three.md")]
    stored = await library.put_files("folder", files)
    assert [bool(item.recap_id) for item in stored] == [True, False, True]
    assert "could not be stored" in stored[1].problem
    assert await titles(library) == ["One", "Three"]
    assert len(await library.history()) == 2


async def test_what_was_corrected_is_laid_over_rows_made_elsewhere(library: Library) -> None:
    file, data, recap = source("One\nyear 2019", "one.md")
    (stored,) = await library.put_files("folder", [Source(file, data, rows_of(recap))])
    assert stored.recap_id is not None
    await library.correct(stored.recap_id, {"year": 2020}, 1)
    file, data, recap = source("One, mended\nyear 2019", "one.md")
    await library.put_files("folder", [Source(file, data, rows_of(recap))])
    kept = await library.recap(stored.recap_id)
    assert (kept.recap.title, kept.recap.event.year, kept.ref.event.year) == ("One, mended", 2020, 2020)


async def test_folders_do_not_mix(library: Library) -> None:
    await library.put_files("a", [source("One", "one.md")])
    await library.put_files("b", [source("Another", "one.md")])
    await library.forget_files("b", ["one.md"])
    assert await titles(library) == ["One"]


async def test_reading_only_changes_nothing(path: Path) -> None:
    with pytest.raises(StoreError, match="no library"):
        await Library.open(path, "shared", READER, read_only=True)
    async with await Library.open(path, "shared", READER) as library:
        await library.put_files("", [source("One")])
    async with await Library.open(path, "shared", READER, read_only=True) as library:
        assert await titles(library) == ["One"]
        with pytest.raises(StoreError, match="reading only"):
            await library.add(source("Two"), 1)


async def test_a_closed_library_says_so(path: Path) -> None:
    library = await Library.open(path, "shared", READER)
    await library.close()
    await library.close()
    with pytest.raises(StoreError, match="closed"):
        await library.read(lambda index: index.recaps())
    with pytest.raises(StoreError, match="closed"):
        await library.add(source("One"), 1)


async def test_no_such_recap(library: Library) -> None:
    with pytest.raises(NotFound):
        await library.recap(1)


async def test_what_another_process_loads_is_seen_at_once(path: Path) -> None:
    async with (
        await Library.open(path, "shared", READER) as bot,
        await Library.open(path, "shared", READER) as cli,
    ):
        assert await titles(bot) == []
        await cli.put_files("", [source("One")])
        assert await titles(bot) == ["One"]


async def test_an_index_written_piece_by_piece_is_merged_and_finds_the_same(library: Library) -> None:
    for number in range(12):
        await library.put_files("", [source(f"Recap {number}\n* Crab {number}", f"{number}.md")])

    async def found() -> list[Head]:
        return await library.read(lambda index: index.heads('"crab"', 20))

    before = await found()
    assert len(before) == 12
    assert await library._look(derived.scattered)
    await library.settle()
    assert not await library._look(derived.scattered)
    assert await found() == before
    assert await library._run(derived.sound)


async def test_the_best_of_many_are_chosen_anew_once_there_are_better(library: Library) -> None:
    await library.put_files("", [source("\n".join(f"* Crab of many words {n}" for n in range(9)), "many.md")])

    async def best() -> list[str]:
        heads = await library.read(lambda index: index.heads('"crab"', 3))
        passages = await library.read(lambda index: index.passages('"crab"', 3))
        return sorted({*(head.title for head in heads), *(found.passage.text for found in passages)})

    first = await best()
    assert await best() == first
    await library.put_files("", [source("One\n* Crab", "one.md")])
    assert {"crab", "* Crab"} < set(await best())


async def test_what_searches_keep_in_memory_lasts_until_a_recap_changes(library: Library) -> None:
    built = []

    async def remembered() -> int:
        return await library.read(lambda index: index.memo("it", lambda: built.append(1) or len(built)))

    assert await remembered() == 1
    library.count_miss("pizza")
    library.keep_reply(Reply(1, 2, 3))
    assert await asyncio.gather(*(remembered() for _ in range(10))) == [1] * 10
    for change in (
        library.add(source("One", "one.md"), 1),
        library.correct(1, {"year": 2020}, 1),
        library.set_alias(Alias("a", "a", "guild", "one.md"), 1),
        library.remove(1, 1),
        library.undo(1),
    ):
        before = await remembered()
        await change
        assert await remembered() == before + 1


async def test_a_question_sees_one_state_whatever_is_stored_meanwhile(library: Library) -> None:
    """A search is many small reads; none of them may see a later state than the first."""
    await library.add(source("One", "one.md"), 1)
    reading, stored = threading.Event(), threading.Event()

    def look(index: Index) -> tuple[int, int]:
        first = index.counts().recaps
        reading.set()
        assert stored.wait(10)
        return first, len(index.recaps())

    looking = asyncio.create_task(library.read(look))
    await asyncio.to_thread(reading.wait, 10)
    await library.add(source("Two", "two.md"), 1)
    stored.set()
    assert await looking == (1, 1)
    assert await titles(library) == ["One", "Two"]
