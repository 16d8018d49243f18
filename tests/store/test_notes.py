"""What a library notes beside its recaps: bounded, and nobody's."""

from __future__ import annotations

import pytest

from bot.model import Reply
from bot.store import Library, notes


async def test_what_is_asked_in_vain_is_counted_most_frequent_first(library: Library) -> None:
    for text in ("pizza", "netkit", "pizza", "lunch", "pizza", "netkit"):
        await library.count_miss(text)
    assert [(miss.text, miss.count) for miss in await library.misses()] == [
        ("pizza", 3), ("netkit", 2), ("lunch", 1),
    ]  # fmt: skip
    assert [miss.text for miss in await library.misses(1)] == ["pizza"]


async def test_only_so_many_are_kept_and_the_rarest_go_first(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notes, "KEPT_MISSES", 3)
    for text in ("a", "a", "b", "b", "c", "c", "d"):
        await library.count_miss(text)
        await library.count_verdict(text, "bad")
        await library.count_verdict(text, "good")
    assert sorted(miss.text for miss in await library.misses()) == ["a", "b", "c"]
    for verdict in ("bad", "good"):
        assert sorted(miss.text for miss in await library.verdicts(verdict)) == ["a", "b", "c"]


async def test_a_reply_is_found_by_its_question_and_by_itself(library: Library) -> None:
    await library.keep_reply(Reply(1, 11, 5, "one"))
    await library.keep_reply(Reply(2, 12, 5, "two"))
    await library.keep_reply(Reply(2, 13, 5, "two, edited"))
    assert await library.reply(11) == Reply(1, 11, 5, "one")
    assert await library.reply(2) == await library.reply(13) == Reply(2, 13, 5, "two, edited")
    assert await library.reply(12) is None
    await library.forget_reply(1)
    assert await library.reply(11) is None
