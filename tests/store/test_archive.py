"""A library as files, and back to the same library."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.errors import NotFound, ReadError
from bot.model import Alias
from bot.store import Library, Source
from bot.store.archive import MANIFEST
from tests.store.conftest import READER, source


async def read_back(files: tuple[tuple[str, bytes], ...], path: Path) -> tuple[tuple[str, bytes], ...]:
    """Load exported files into an empty library and export that."""
    async with await Library.open(path, "shared", READER) as library:
        texts = [Source(file, data, READER.read(data, file)) for file, data in files if file != MANIFEST]
        await library.put_files("/folder", texts)
        for file, data in files:
            if file == MANIFEST:
                await library.apply("/folder", data)
                changes = len(await library.history())
                await library.apply("/folder", data)
                assert len(await library.history()) == changes, "applied twice, changed once"
        return await library.export()


async def test_what_is_exported_reads_back_to_the_same_export(path: Path, tmp_path: Path) -> None:
    async with await Library.open(path, "shared", READER) as library:
        await library.put_files("/a", [source("One\r\n* Käse ", "2019/one.md"), source("Two", "two.txt")])
        await library.put_files(
            "/b/more", [source("Another one", "2019/one.md"), source("Two, too", "two.txt")]
        )
        ids = await library.sources()
        await library.correct(ids[0], {"place": "Lisboa", "year": 2019, "day": None}, 1)
        await library.correct(ids[1], {"year": 2018}, 1)
        await library.correct(ids[3], {"year": 2021}, 1)
        await library.set_alias(Alias("the cheese", "The Cheese", "shared", "2019/one.md", "talk:Käse "), 1)
        exported = await library.export()
    names = [file for file, _ in exported]
    assert names == ["2019/one.md", "more/2019/one.md", "more/two.txt", "two.txt", MANIFEST]
    assert dict(exported)["2019/one.md"] == "One\r\n* Käse ".encode()
    assert json.loads(dict(exported)[MANIFEST])["corrections"] == {
        "2019/one.md": {"place": "Lisboa", "year": 2019, "day": None},
        "more/two.txt": {"year": 2021},
        "two.txt": {"year": 2018},
    }
    assert await read_back(exported, tmp_path / "again.db") == exported


async def test_one_recap_is_exported_alone(library: Library) -> None:
    one = await library.add(source("One", "one.md"), 1)
    await library.add(source("Two", "two.md"), 1)
    assert await library.export(one.recap_id) == (("one.md", b"One"),)
    assert await library.export(99) == ()


async def test_an_alias_to_a_shared_recap_still_leads_there(path: Path, tmp_path: Path) -> None:
    async with await Library.open(path, "guild", READER) as library:
        await library.set_alias(Alias("a", "A", "shared", "x.md"), 1)
        await library.set_alias(Alias("b", "B", "guild", "y.md"), 1)
        exported = await library.export()
    async with await Library.open(tmp_path / "other.db", "guild", READER) as library:
        await library.apply("", dict(exported)[MANIFEST])
        assert [(alias.name, alias.scope) for alias in await library.aliases()] == [
            ("a", "shared"),
            ("b", "guild"),
        ]


WRONG = (
    b"", b"no json", b"[]", b"null", b"[" * 100_000, b"\xff\xfe",
    b'{"corrections": []}', b'{"corrections": {"a": []}}', b'{"aliases": {"a": 1}}',
)  # fmt: skip


@pytest.mark.parametrize("manifest", WRONG, ids=lambda manifest: repr(manifest[:30]))
async def test_a_manifest_of_another_shape_is_told_and_changes_nothing(
    library: Library, manifest: bytes
) -> None:
    await library.add(source("One"), 1)
    with pytest.raises(ReadError, match=MANIFEST):
        await library.apply("", manifest)
    assert len(await library.history()) == 1


async def test_corrections_of_no_known_field_are_refused_whole(library: Library) -> None:
    await library.add(source("One", "one.md"), 1)
    for wrong in ({"colour": "red"}, {"year": "soon"}):
        manifest = json.dumps({"corrections": {"one.md": wrong}}).encode()
        with pytest.raises(ReadError, match=MANIFEST):
            await library.apply("", manifest)
    assert len(await library.history()) == 1


async def test_texts_and_changes_that_are_not_there_are_told(library: Library) -> None:
    for asked in (library.text("0" * 64), library.revision(1), library.source(1), library.undo(1)):
        with pytest.raises(NotFound):
            await asked
    for asked in (library.remove(1, 1), library.edit(1, source("x"), 1), library.remove_alias("x", 1)):
        with pytest.raises(NotFound):
            await asked
