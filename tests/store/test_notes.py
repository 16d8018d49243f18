"""What a library notes beside its recaps: bounded, and nobody's."""

from __future__ import annotations

import asyncio
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import StoreError
from bot.model import Reply
from bot.store import Library, notes
from bot.store.connections import NOTE_SECONDS, open_reader
from tests.store.conftest import READER, locked


async def test_what_is_asked_in_vain_is_counted_most_frequent_first(library: Library) -> None:
    for text in ("pizza", "netkit", "pizza", "lunch", "pizza", "netkit"):
        library.count_miss(text)
    assert [(miss.text, miss.count) for miss in await library.misses()] == [
        ("pizza", 3), ("netkit", 2), ("lunch", 1),
    ]  # fmt: skip
    assert [miss.text for miss in await library.misses(1)] == ["pizza"]


async def test_only_so_many_are_kept_and_the_rarest_go_first(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notes, "KEPT_MISSES", 3)
    for text in ("a", "a", "b", "b", "c", "c", "d"):
        library.count_miss(text)
        await library.count_verdict(text, "bad")
        await library.count_verdict(text, "good")
    assert sorted(miss.text for miss in await library.misses()) == ["a", "b", "c"]
    for verdict in ("bad", "good"):
        assert sorted(miss.text for miss in await library.verdicts(verdict)) == ["a", "b", "c"]


async def test_a_reply_is_found_by_its_question_and_by_itself(library: Library) -> None:
    library.keep_reply(Reply(1, 11, 5, "one"))
    library.keep_reply(Reply(2, 12, 5, "two"))
    library.keep_reply(Reply(2, 13, 5, "two, edited"))
    assert await library.reply(11) == Reply(1, 11, 5, "one")
    assert await library.reply(2) == await library.reply(13) == Reply(2, 13, 5, "two, edited")
    assert await library.reply(12) is None
    await library.forget_reply(1)
    assert await library.reply(11) is None


async def test_notes_are_written_together_a_moment_later(library: Library) -> None:
    for number in range(5):
        library.keep_reply(Reply(number, 10 + number, 5))
    assert written(library) == 0
    for _ in range(100):
        if written(library) == 5:
            return
        await asyncio.sleep(NOTE_SECONDS)
    pytest.fail("never written")


async def test_what_is_changed_or_read_next_comes_after_what_was_noted(library: Library) -> None:
    library.count_miss("pizza")
    assert await library.dismiss("pizza")
    library.keep_reply(Reply(1, 11, 5))
    await library.forget_reply(1)
    assert await library.reply(1) is None
    library.keep_reply(Reply(2, 12, 5))
    await library.close()
    assert written(library) == 1


async def test_a_note_that_could_not_be_written_is_told_with_the_next(library: Library) -> None:
    library.keep_reply(Reply(1 << 70, 11, 5))
    assert await library.reply(2) is None
    with pytest.raises(OverflowError):
        library.keep_reply(Reply(2, 12, 5))
    assert await library.reply(2) == Reply(2, 12, 5)


async def test_why_a_note_could_not_be_written_is_told_in_words(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.connections.BUSY_MS", 20)
    async with await Library.open(path, "guild", READER) as library:
        with locked(path):
            library.count_miss("pizza")
            assert await library.reply(2) is None
            with pytest.raises(StoreError, match=r"1\.db could not be used: another program keeps it locked"):
                library.count_miss("pasta")


async def test_a_failure_is_told_although_more_was_noted_before_it_was_known(library: Library) -> None:
    library.keep_reply(Reply(1 << 70, 11, 5))
    forgetting = asyncio.create_task(library.forget_reply(9))
    await asyncio.sleep(0)  # what was noted is on its way, and nobody knows yet that it fails
    library.keep_reply(Reply(2, 12, 5))
    await forgetting
    assert await library.reply(2) == Reply(2, 12, 5)
    with pytest.raises(OverflowError):
        library.keep_reply(Reply(3, 13, 5))
    library.keep_reply(Reply(4, 14, 5))


def written(library: Library) -> int:
    """How many replies stand in the file, as another program sees it."""
    with closing(open_reader(library.path)) as connection:
        return int(connection.execute("SELECT count(*) FROM replies").fetchone()[0])
