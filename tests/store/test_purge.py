"""What is purged is gone from the disk, backups and all, and with it every trace of its words."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import NotFound
from bot.model import Alias, Reply
from bot.store import Library
from tests.store.conftest import READER, source, titles

SECRET = "xylophonist"


def traces(folder: Path, *words: str) -> list[str]:
    """The files below a folder in whose bytes one of the words stands, in any case."""
    return sorted(
        file.name
        for file in folder.rglob("*")
        if file.is_file() and any(word.lower().encode() in file.read_bytes().lower() for word in words)
    )


async def fill(library: Library) -> int:
    await library.add(source("Kept\n* A kept talk", "kept.md"), 1)
    added = await library.add(source(f"The {SECRET}\n* About {SECRET}s", f"{SECRET}.md"), 1)
    recap_id = added.recap_id or 0
    await library.edit(recap_id, source(f"The second {SECRET}\n" + f"* {SECRET} again\n" * 200), 2)
    await library.correct(recap_id, {"place": f"{SECRET}ville"}, 2)
    await library.set_alias(Alias(SECRET, SECRET, "guild", f"{SECRET}.md"), 1)
    library.keep_reply(Reply(1, 2, 3, f'"{SECRET}"'))
    await library.backup()
    return recap_id


async def test_no_byte_of_a_purged_recap_is_left(path: Path) -> None:
    async with await Library.open(path, "guild", READER) as library:
        recap_id = await fill(library)
        assert traces(path.parent, SECRET)
        await library.purge(recap_id, 7)
        assert traces(path.parent, SECRET) == []  # while it is open, its log included
        assert await titles(library) == ["Kept"]
        assert [r.action for r in await library.history()] == ["purge", "add"]
        assert (await library.history())[0].actor == 7
        with pytest.raises(NotFound):
            await library.purge(recap_id, 7)
    assert traces(path.parent, SECRET) == []
    (backup,) = (path.parent / "backups").iterdir()
    assert traces(path.parent, "a kept talk") == sorted(["1.db", backup.name])


async def test_a_removed_recap_can_be_purged_as_well(path: Path) -> None:
    async with await Library.open(path, "guild", READER) as library:
        recap_id = await fill(library)
        await library.remove(recap_id, 1)
        assert traces(path.parent, SECRET)
        await library.purge(recap_id, None)
        assert traces(path.parent, SECRET) == []


async def test_a_text_that_another_recap_has_too_stays_with_that_one(library: Library) -> None:
    first = await library.add(source("Same", "a.md"), 1)
    await library.add(source("Same", "b.md"), 1)
    await library.purge(first.recap_id or 0, 1)
    assert await titles(library) == ["Same"]
    assert await library.export() == (("b.md", b"Same"),)


async def test_undo_never_reaches_behind_a_purge(library: Library) -> None:
    first = await library.add(source("One", "a.md"), 1)
    second = await library.add(source("Two", "b.md"), 1)
    await library.purge(second.recap_id or 0, 1)
    undone = await library.undo(1)
    assert undone.recap_id == first.recap_id
    assert await titles(library) == []


async def test_an_erased_person_is_gone_from_the_backups_too(path: Path) -> None:
    person = 912_345_678_901_234_567
    async with await Library.open(path, "guild", READER) as library:
        await library.add(source("One"), person)
        await library.backup()
        assert await library.forget_person(person) == 1
        assert await library.forget_person(person) == 0
        number = person.to_bytes(8, "big").decode("latin-1")
        found = [file for file in path.parent.rglob("*.db*") if number.encode("latin-1") in file.read_bytes()]
        assert found == []
        assert await titles(library) == ["One"]
        assert [revision.actor for revision in await library.history()] == [None]
