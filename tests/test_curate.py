"""What admins do with their guild's recaps, from the first look to the last trace."""

from __future__ import annotations

import io
import zipfile
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.curate import Curator, difference, file_name, miss_text, same_recap, zipped
from bot.errors import NotFound, ReadError, StoreError
from bot.model import Event, GuildSettings, Recap, RecapRef
from bot.parsing import READER_VERSION, read_recap
from bot.store import Libraries, Reader, Source
from tests.store.conftest import READER

GUILD, OTHER, ANA, BEN = 1001, 1002, 7, 8
RUST = b"RustConf\nyear 2020\n* Macros\n* Unsafe\n"


@pytest.fixture
async def libraries(tmp_path: Path) -> AsyncIterator[Libraries]:
    async with Libraries(tmp_path, READER) as libraries:
        yield libraries


@pytest.fixture
def curator(libraries: Libraries) -> Curator:
    return Curator(libraries)


async def added(curator: Curator, data: bytes = RUST, file: str = "rust.md") -> int:
    revision = await curator.add(GUILD, await curator.preview(GUILD, data, file), ANA)
    assert revision.recap_id is not None
    return revision.recap_id


async def titles(libraries: Libraries, guild_id: int = GUILD) -> list[str]:
    return await libraries.read(guild_id, lambda indexes: [ref.title for i in indexes for ref in i.recaps()])


async def test_nothing_is_stored_before_it_is_added(curator: Curator, libraries: Libraries) -> None:
    preview = await curator.preview(GUILD, RUST, "rust.md")
    assert [talk.title for talk in preview.recap.talks] == ["Macros", "Unsafe"]
    assert preview.same_as is None
    assert await titles(libraries) == []
    await curator.add(GUILD, preview, ANA)
    assert await titles(libraries) == ["RustConf"]
    assert await titles(libraries, OTHER) == []


async def test_the_same_text_again_is_known(curator: Curator) -> None:
    recap_id = await added(curator)
    preview = await curator.preview(GUILD, RUST, "other name.md")
    assert preview.unchanged
    assert preview.same_as is not None
    assert preview.same_as.id == recap_id


async def test_the_same_event_and_title_offers_to_replace(curator: Curator, libraries: Libraries) -> None:
    recap_id = await added(curator)
    preview = await curator.preview(GUILD, b"RUSTCONF\nyear 2020\n* Macros\n* Error handling\n", "again.md")
    assert preview.same_as is not None
    assert (preview.added, preview.removed, preview.unchanged) == (("Error handling",), ("Unsafe",), False)
    revision = await curator.replace(GUILD, preview, BEN)
    assert revision.recap_id == recap_id
    assert await titles(libraries) == ["RUSTCONF"]


async def test_another_year_is_another_recap(curator: Curator) -> None:
    await added(curator)
    assert (await curator.preview(GUILD, b"RustConf\nyear 2021\n", "rust.md")).same_as is None


async def test_corrections_are_shown_stored_and_survive_an_edit(
    curator: Curator, libraries: Libraries
) -> None:
    preview = await curator.preview(GUILD, RUST, "rust.md", {"place": "Portland"})
    assert preview.recap.event.place == "Portland"
    recap_id = (await curator.add(GUILD, preview, ANA)).recap_id or 0
    await curator.correct(GUILD, recap_id, {"year": 2021}, BEN)
    await curator.edit(GUILD, recap_id, b"RustConf, once more\nyear 2020\n", BEN)
    event = (await libraries.recap(GUILD, "guild", recap_id)).ref.event
    assert (event.name, event.place, event.year) == ("RustConf, once more", "Portland", 2021)


async def test_a_corrected_name_brings_what_it_says_itself(tmp_path: Path) -> None:
    reader = Reader(read_recap, READER_VERSION)
    async with Libraries(tmp_path, reader) as libraries:
        curator = Curator(libraries)
        preview = await curator.preview(
            GUILD, b"# FOSDEM 2019\n\n## A talk\n", "x.md", {"name": "RustConf 2020"}
        )
        event = preview.recap.event
        assert (event.name, event.series, event.year) == ("RustConf 2020", "RustConf", 2020)
        added = await curator.add(GUILD, preview, ANA)
        await curator.correct(GUILD, added.recap_id or 0, {"name": "GopherCon", "year": 2016}, ANA)
        event = (await libraries.recap(GUILD, "guild", added.recap_id or 0)).ref.event
        assert (event.name, event.series, event.year) == ("GopherCon", "GopherCon", 2016)


@pytest.mark.parametrize(
    "corrections",
    [
        {"colour": "red"},
        {"year": "2020"},
        {"year": 1899},
        {"year": 2201},
        {"year": True},
        {"day": 0},
        {"date": "last May"},
        {"place": ""},
        {"name": "x" * 201},
    ],
    ids=str,
)
async def test_a_correction_that_cannot_be_is_refused(
    curator: Curator, corrections: dict[str, str | int | None]
) -> None:
    with pytest.raises(StoreError):
        await curator.preview(GUILD, RUST, "rust.md", corrections)
    recap_id = await added(curator)
    with pytest.raises(StoreError):
        await curator.correct(GUILD, recap_id, corrections, ANA)
    assert len(await curator.history(GUILD)) == 1


async def test_undo_takes_back_anybodys_last_change_and_itself(
    curator: Curator, libraries: Libraries
) -> None:
    recap_id = await added(curator)
    await curator.remove(GUILD, recap_id, BEN)
    assert await titles(libraries) == []
    last = await curator.last_change(GUILD)
    assert last is not None
    assert (last.action, last.actor, last.name) == ("remove", BEN, "RustConf")
    undone = await curator.undo(GUILD, last.id, ANA)
    assert await titles(libraries) == ["RustConf"]
    await curator.undo(GUILD, undone.id, BEN)
    assert await titles(libraries) == []
    with pytest.raises(NotFound, match="since"):
        await curator.undo(GUILD, last.id, ANA)


async def test_a_change_is_named_by_the_title_since(curator: Curator) -> None:
    recap_id = await added(curator)
    edit = await curator.edit(GUILD, recap_id, b"RustConf, second try", BEN)
    undo = await curator.undo(GUILD, edit.id, ANA)
    remove = await curator.remove(GUILD, recap_id, ANA)
    assert [edit.name, undo.name, remove.name] == ["RustConf, second try", "RustConf", "RustConf"]


@pytest.mark.parametrize("year", [1900, 2200])
async def test_the_first_and_the_last_year_are_years(curator: Curator, year: int) -> None:
    await curator.correct(GUILD, await added(curator), {"year": year, "day": 1, "date": f"{year}-01"}, ANA)


async def test_history_shows_what_changed(curator: Curator) -> None:
    recap_id = await added(curator)
    edit = await curator.edit(GUILD, recap_id, RUST.replace(b"Unsafe", b"Safe"), BEN)
    correction = await curator.correct(GUILD, recap_id, {"year": 2021}, BEN)
    assert await curator.difference(GUILD, edit.id) == (
        "@@ -1,4 +1,4 @@\n RustConf\n year 2020\n * Macros\n-* Unsafe\n+* Safe"
    )
    assert '+ "year": 2021' in await curator.difference(GUILD, correction.id)
    first, second = await curator.history(GUILD, limit=2)
    assert [first.action, second.action] == ["correct", "edit"]
    assert [r.action for r in await curator.history(GUILD, before=second.id)] == ["add"]


async def test_an_export_reads_back_to_the_identical_library(
    curator: Curator, libraries: Libraries, tmp_path: Path
) -> None:
    recap_id = await added(curator)
    await added(curator, b"\xef\xbb\xbfNotes\r\n* One\r\n", "rust.md")
    await curator.correct(GUILD, recap_id, {"place": "Portland"}, ANA)
    ref = (await libraries.recap(GUILD, "guild", recap_id)).ref
    await curator.alias(GUILD, "The crab thing", ref, ANA)
    exported = await curator.export(GUILD)

    async with libraries.guild(OTHER) as library:
        with zipfile.ZipFile(io.BytesIO(exported)) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
        assert files["rust.md"] == RUST
        assert files["rust-2.md"] == b"\xef\xbb\xbfNotes\r\n* One\r\n"
        manifest = files.pop("recapbot.json")
        await library.put_files("", [Source(n, d, READER.read(d, n)) for n, d in files.items()])
        await library.apply("", manifest)
        assert [alias.shown for alias in await library.aliases()] == ["The crab thing"]
    assert await curator.export(OTHER) == exported


async def test_an_empty_guild_has_nothing_to_export(curator: Curator) -> None:
    with pytest.raises(NotFound):
        await curator.export(GUILD)


async def test_an_alias_counts_at_once_can_be_undone_and_settles_the_miss(
    curator: Curator, libraries: Libraries
) -> None:
    recap_id = await added(curator)
    ref = (await libraries.recap(GUILD, "guild", recap_id)).ref
    await curator.missed(GUILD, "Crab  Thing?")
    await curator.missed(GUILD, "crab thing")
    assert [(miss.text, miss.count) for miss in await curator.misses(GUILD)] == [("crab thing", 2)]
    await curator.alias(GUILD, "crab thing", ref, ANA)
    assert await curator.misses(GUILD) == ()
    seen = await libraries.read(GUILD, lambda indexes: [a.name for i in indexes for a in i.aliases()])
    assert seen == ["crab thing"]
    last = await curator.last_change(GUILD)
    assert last is not None
    await curator.undo(GUILD, last.id, ANA)
    assert await curator.aliases(GUILD) == ()
    with pytest.raises(NotFound):
        await curator.unalias(GUILD, "crab thing", ANA)


async def test_a_dismissed_miss_stays_away(curator: Curator) -> None:
    await curator.missed(GUILD, "pizza")
    assert await curator.dismiss(GUILD, "pizza")
    await curator.missed(GUILD, "pizza")
    assert await curator.misses(GUILD) == ()
    assert not await curator.dismiss(GUILD, "pasta")


async def test_settings_are_kept_and_each_change_is_in_the_history(curator: Curator) -> None:
    assert await curator.settings(GUILD) == GuildSettings()
    chosen = GuildSettings(prefix="?", answer_channels=(5, 6), adder_role=9)
    assert len(await curator.change_settings(GUILD, chosen, ANA)) == 3
    assert await curator.settings(GUILD) == chosen
    await curator.change_settings(GUILD, replace(chosen, prefix=None), BEN)
    assert await curator.settings(GUILD) == replace(chosen, prefix=None)
    assert next(r.name for r in await curator.history(GUILD)) == "prefix"
    with pytest.raises(StoreError, match="prefix"):
        await curator.change_settings(GUILD, GuildSettings(prefix="a b"), ANA)


async def test_a_person_is_forgotten_everywhere_and_the_changes_stay(
    curator: Curator, libraries: Libraries
) -> None:
    recap_id = await added(curator)
    await curator.remove(GUILD, recap_id, BEN)
    await curator.add(OTHER, await curator.preview(OTHER, RUST, "rust.md"), ANA)
    assert await curator.forget_me(ANA) == 2
    assert [revision.actor for revision in await curator.history(GUILD)] == [BEN, None]
    assert await curator.forget_me(ANA) == 0


@pytest.mark.parametrize(("data", "error"), [(b"", ReadError), (b" \n", ReadError), (b"a\0b", ReadError)])
async def test_a_bad_file_gets_a_word_and_changes_nothing(
    curator: Curator, libraries: Libraries, data: bytes, error: type[Exception]
) -> None:
    with pytest.raises(error):
        await curator.preview(GUILD, data, "bad.md")
    recap_id = await added(curator)
    with pytest.raises(error):
        await curator.edit(GUILD, recap_id, data, ANA)
    assert len(await curator.history(GUILD)) == 1


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("notes.md", "notes.md"),
        ("../../etc/passwd", "passwd.md"),
        ("C:\\Users\\ana\\KubeCon: day 2?.txt", "KubeCon day 2.txt"),
        ("", "recap.md"),
        ("...", "recap.md"),
        (".hidden", "hidden.md"),
        ("slides.PDF", "slides.PDF.md"),
        ("recapbot.json", "recapbot.json.md"),
        ("notes.MD", "notes.MD"),
        ("v1.2", "v1.2.md"),
        ("a\u202etxt.md", "a txt.md"),
        ("日本語.md", "日本語.md"),
        ("x" * 300 + ".md", "x" * 120 + ".md"),
        ("nul\0byte.md", "nul byte.md"),
    ],
)
def test_file_names_are_labels_never_paths(given: str, safe: str) -> None:
    assert file_name(given) == safe


def test_misses_hold_nobodys_id() -> None:
    assert miss_text("who is <@123456789012345678> or ana@example.org, 49170123456?") == "who is or"


def test_the_same_web_address_is_the_same_recap() -> None:
    ref = RecapRef("guild", 1, "a.md", "Some title", source_url="https://example.org/a")
    other = Recap("b.md", "Another title", Event(year=2020), source_url="https://example.org/a")
    assert same_recap(other, [ref]) == ref
    assert same_recap(replace(other, source_url=None), [ref]) is None


def test_a_difference_has_no_header() -> None:
    assert difference("a\nb", "a\nc") == "@@ -1,2 +1,2 @@\n a\n-b\n+c"
    assert difference("a", "a") == ""


def test_the_same_files_make_the_same_zip() -> None:
    files = [("a.md", b"one"), ("b/c.md", b"two")]
    assert zipped(files) == zipped(files)
