"""A folder of files and a library are brought in line; one bad file never stops the others."""

import os
import time
from pathlib import Path

import pytest

from bot.desk import Desk
from bot.errors import NotFound, ReadError, StoreError
from bot.loading import FileReport, gather, load_apart, read_many, readers
from bot.model import Command, Hit
from bot.parsing import READER_VERSION, read_recap
from bot.store.libraries import Libraries
from bot.store.values import Reader

NETS = (
    "# NetConf 2021\n\n## Quieter switches - Ana Lopez\n\nSwitches can hum less if the fan curve is flat.\n"
)
DISKS = "# DiskDays 2020\n\n## Slow is smooth - Ben Carter\n\nDisks like long reads and hate short ones.\n"


@pytest.fixture
async def desk(tmp_path):
    async with Libraries(tmp_path / "data", Reader(read_recap, READER_VERSION)) as libraries:
        yield Desk(libraries)


@pytest.fixture
def folder(tmp_path):
    recaps = tmp_path / "recaps"
    (recaps / "2021").mkdir(parents=True)
    (recaps / "2021" / "nets.md").write_text(NETS)
    (recaps / "disks.txt").write_text(DISKS)
    return recaps


async def outcomes(desk: Desk, *paths: Path) -> dict[str, str]:
    report = await desk.load(paths)
    return {file.file: file.outcome for file in report.files}


async def titles(desk: Desk, words: str) -> list[str]:
    answer = await desk.answer(Command("talk", words))
    return [hit.talk.title for hit in answer.hits if hit.talk]


async def test_a_file_is_named_by_its_path_in_the_folder(desk, folder):
    assert await outcomes(desk, folder) == {"2021/nets.md": "added", "disks.txt": "added"}


async def test_what_did_not_change_is_skipped_what_changed_is_read_again(desk, folder):
    await desk.load([folder])
    (folder / "disks.txt").write_text(DISKS.replace("Slow is smooth", "Fast is rough"))
    assert await outcomes(desk, folder) == {"2021/nets.md": "unchanged", "disks.txt": "updated"}
    assert await titles(desk, "fast is rough") == ["Fast is rough"]
    assert await titles(desk, "slow is smooth") == []


async def test_a_file_that_is_gone_takes_its_recap_along(desk, folder):
    await desk.load([folder])
    (folder / "disks.txt").unlink()
    assert await outcomes(desk, folder) == {"2021/nets.md": "unchanged", "disks.txt": "removed"}
    assert await titles(desk, "slow is smooth") == []
    assert await titles(desk, "quieter switches") == ["Quieter switches"]


async def test_a_folder_takes_nothing_from_another(desk, folder, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "disks.txt").write_text("# RackCon 2019\n\n## Cables with labels - Eva Green\n\nLabel both.\n")
    await desk.load([folder])
    await desk.load([other])
    assert await titles(desk, "cables with labels") == ["Cables with labels"]
    assert await titles(desk, "slow is smooth") == ["Slow is smooth"]


async def test_a_bad_file_gets_a_word_and_the_others_are_stored(desk, folder):
    (folder / "broken.md").write_bytes(b"\x89PNG\x00\x01\x02")
    report = await desk.load([folder])
    bad = next(file for file in report.files if file.file == "broken.md")
    assert bad.outcome == "failed"
    assert "\n" not in bad.message
    assert report.failed
    assert report.summary() == "2 added, 1 failed"
    assert await titles(desk, "quieter switches") == ["Quieter switches"]


async def test_a_file_that_turns_bad_keeps_what_was_stored(desk, folder):
    await desk.load([folder])
    (folder / "disks.txt").write_bytes(b"\x00\x01")
    assert (await outcomes(desk, folder))["disks.txt"] == "failed"
    assert await titles(desk, "slow is smooth") == ["Slow is smooth"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
async def test_a_file_nobody_may_read_is_named(desk, folder):
    (folder / "disks.txt").chmod(0)
    assert (await outcomes(desk, folder))["disks.txt"] == "failed"


def test_pictures_and_hidden_files_are_no_recaps(folder):
    (folder / "photo.png").write_bytes(b"\x89PNG")
    (folder / ".git").mkdir()
    (folder / ".git" / "config.txt").write_text("x")
    (folder / ".draft.md").write_text("x")
    assert [found.file for found in gather(folder)] == ["disks.txt", "2021/nets.md"]


def test_a_file_named_outright_is_read_whatever_it_is_called(tmp_path):
    note = tmp_path / "note.log"
    note.write_text("x")
    assert [found.file for found in gather(note)] == ["note.log"]


async def test_an_export_reads_back_to_the_same_files(desk, folder, tmp_path):
    await desk.load([folder])
    assert await desk.export(tmp_path / "out") == 2
    assert (tmp_path / "out" / "2021" / "nets.md").read_text() == NETS


async def test_a_hit_is_opened_and_one_that_is_gone_says_so(desk, folder):
    await desk.load([folder])
    answer = await desk.answer(Command("talk", "slow is smooth"))
    opened = await desk.open(answer.hits[0], "slow")
    assert opened.kind == "talk"
    whole = await desk.open(Hit(answer.hits[0].recap), "slow")
    assert whole.kind == "recap"
    assert whole.recaps[0].recap.talks[0].title == "Slow is smooth"
    (folder / "disks.txt").unlink()
    await desk.load([folder])
    with pytest.raises(NotFound):
        await desk.open(answer.hits[0], "slow")


async def test_whoever_leaves_early_does_not_wait_for_the_queue():
    def read(number: int) -> int:
        time.sleep(0.05)
        return number

    with readers(1) as executor:
        queued = [executor.submit(read, number) for number in range(100)]
        queued[0].result()
    assert sum(file.cancelled() for file in queued) > 90


async def test_another_process_loads_and_tells_what_became_of_each_file(desk, folder):
    (folder / "broken.md").write_bytes(b"\x89PNG\x00\x01\x02")
    steps = []
    reports = await load_apart(folder, desk.libraries.shared_path, lambda *step: steps.append(step))
    assert {report.file: report.outcome for report in reports} == {
        "2021/nets.md": "added",
        "broken.md": "failed",
        "disks.txt": "added",
    }
    assert steps[-1] == (3, 3)
    assert await titles(desk, "quieter switches") == ["Quieter switches"]
    assert (await outcomes(desk, folder))["disks.txt"] == "unchanged"


async def test_what_another_process_cannot_load_is_told(folder, tmp_path):
    (tmp_path / "data").write_text("a file where the folder should be")
    with pytest.raises(StoreError, match="cannot be made"):
        await load_apart(folder, tmp_path / "data" / "shared.db", lambda *_: None)


async def test_only_what_changed_is_read_and_that_elsewhere(tmp_path, folder):
    elsewhere: list[Path] = []

    async def load(path: Path, _progress: object) -> list[FileReport]:
        elsewhere.append(path)
        return [FileReport("disks.txt", "updated")]

    def read(_data: bytes, file: str) -> None:
        pytest.fail(f"{file} was read here")

    async with Libraries(tmp_path / "data", Reader(read_recap, READER_VERSION)) as libraries:
        await Desk(libraries).load([folder])
    async with Libraries(tmp_path / "data", Reader(read, READER_VERSION)) as libraries:
        desk = Desk(libraries, load)
        assert set((await outcomes(desk, folder)).values()) == {"unchanged"}
        assert not elsewhere
        (folder / "disks.txt").write_text(DISKS + "More.\n")
        assert await outcomes(desk, folder) == {"disks.txt": "updated"}
        assert elsewhere == [folder]


def test_many_texts_are_read_in_order_whatever_the_number():
    texts = [(f"# Recap {number}".encode(), f"{number}.md") for number in range(150)] + [(b"\0", "bad.md")]
    *read, refused = read_many(texts, len(texts))
    assert [rows.frame.title for rows in read] == [f"Recap {number}" for number in range(150)]
    assert isinstance(refused, ReadError)
