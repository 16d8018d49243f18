"""All libraries in one file: made while the bot runs, put back when it does not."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from bot.errors import StoreError
from bot.store import Libraries
from bot.store.backups import backups_of
from bot.store.bundle import pack, unpack
from tests.store.conftest import READER, source


async def titles(libraries: Libraries, guild_id: int | None) -> list[str]:
    return await libraries.read(guild_id, lambda indexes: [ref.title for i in indexes for ref in i.recaps()])


async def filled(data: Path, word: str) -> None:
    async with Libraries(data, READER) as libraries:
        await (await libraries.shared()).put_files("", [source(f"Shared {word}")])
        async with libraries.guild(7) as library:
            await library.add(source(f"Own {word}"), 1)


async def test_a_backup_of_all_is_made_in_use_and_restored_elsewhere(tmp_path: Path) -> None:
    await filled(tmp_path / "old", "recap")
    async with Libraries(tmp_path / "old", READER) as libraries:
        await titles(libraries, 7)
        assert pack(tmp_path / "old", tmp_path / "copies" / "all.zip") == 2
    assert [file.name for file in (tmp_path / "copies").iterdir()] == ["all.zip"]
    elsewhere = tmp_path / "not" / "there" / "yet"
    assert unpack(tmp_path / "copies" / "all.zip", elsewhere) == 2
    async with Libraries(elsewhere, READER) as libraries:
        assert await titles(libraries, 7) == ["Shared recap", "Own recap"]


async def test_restoring_keeps_what_it_replaces(tmp_path: Path) -> None:
    await filled(tmp_path, "then")
    pack(tmp_path, tmp_path / "all.zip")
    await filled(tmp_path, "now")
    unpack(tmp_path / "all.zip", tmp_path)
    async with Libraries(tmp_path, READER) as libraries:
        assert await titles(libraries, 7) == ["Shared then", "Own then"]
    (before,) = backups_of(tmp_path / "guilds" / "7.db")
    assert unpack(before, tmp_path) == 1, "one library file alone is restored as the shared one"
    async with Libraries(tmp_path, READER) as libraries:
        assert await titles(libraries, None) == ["Own now", "Own then"]


async def test_nothing_is_restored_under_a_running_bot(tmp_path: Path) -> None:
    await filled(tmp_path, "then")
    pack(tmp_path, tmp_path / "all.zip")
    async with Libraries(tmp_path, READER) as libraries:
        async with libraries.guild(7) as library:
            await library.add(source("Later", "later.md"), 1)
        with pytest.raises(StoreError, match="stop Recapbot"):
            unpack(tmp_path / "all.zip", tmp_path)
        assert await titles(libraries, 7) == ["Shared then", "Later", "Own then"]


@pytest.mark.parametrize(
    "name", ["../evil.db", "/etc/passwd", "guilds/x.db", "notes.md", "guilds/../../x.db"]
)
def test_a_zip_of_anything_else_is_refused(tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr(name, b"x")
    with pytest.raises(StoreError, match="not a backup"):
        unpack(tmp_path / "all.zip", tmp_path / "data")
    assert not (tmp_path / "data").exists()


def test_an_empty_zip_and_a_broken_one_are_told(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "empty.zip", "w"):
        pass
    with pytest.raises(StoreError, match="holds no library"):
        unpack(tmp_path / "empty.zip", tmp_path / "data")
    with zipfile.ZipFile(tmp_path / "broken.zip", "w") as archive:
        archive.writestr("shared.db", b"x" * 5000)
    whole = (tmp_path / "broken.zip").read_bytes()
    (tmp_path / "broken.zip").write_bytes(whole[:100] + b"y" + whole[101:])
    with pytest.raises(StoreError, match="cannot be read"):
        unpack(tmp_path / "broken.zip", tmp_path / "data")


async def test_one_bad_library_in_a_backup_and_none_is_touched(tmp_path: Path) -> None:
    await filled(tmp_path / "old", "then")
    await filled(tmp_path, "now")
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.write(tmp_path / "old" / "shared.db", "shared.db")
        archive.writestr("guilds/7.db", b"SQLite format 3\0 and then nothing")
    with pytest.raises(StoreError):
        unpack(tmp_path / "all.zip", tmp_path)
    async with Libraries(tmp_path, READER) as libraries:
        assert await titles(libraries, 7) == ["Shared now", "Own now"]
    assert backups_of(tmp_path / "shared.db") == []


def test_an_empty_folder_has_nothing_to_copy(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="nothing to copy"):
        pack(tmp_path, tmp_path / "all.zip")
    assert list(tmp_path.iterdir()) == []
