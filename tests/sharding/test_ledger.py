"""A crash loop of days stays far below what Discord allows; honest restarts never wait."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sharding.ledger import Ledger

DAY = 86_400


class Clock:
    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


def loop(
    path: Path, clock: Clock, *, allowance: int, shards: int, seconds: float, crash_after: float
) -> list[float]:
    """Start, connect every shard, crash, start again … for so long; when each session began."""
    begun: list[float] = []
    end = clock.now + seconds
    while clock.now < end:
        ledger = Ledger(path, allowance, shards, clock)
        for _ in range(shards):
            while pause := ledger.spend():
                clock.now += pause
            begun.append(clock.now)
        clock.now += crash_after
    return begun


@pytest.mark.parametrize(("allowance", "shards"), [(1000, 1), (1000, 16), (2000, 40), (2000, 160)])
def test_a_crash_loop_never_uses_the_allowance_up(tmp_path: Path, allowance: int, shards: int) -> None:
    begun = loop(
        tmp_path / "identify", Clock(), allowance=allowance, shards=shards, seconds=3 * DAY, crash_after=1
    )
    busiest = max(sum(1 for other in begun if start <= other < start + DAY) for start in begun[::7])
    assert busiest <= 0.95 * allowance


def test_ten_restarts_in_a_row_are_free(tmp_path: Path) -> None:
    clock = Clock()
    loop(tmp_path / "identify", clock, allowance=1000, shards=4, seconds=9.5, crash_after=1)
    assert clock.now == 1_800_000_010.0


def test_one_restart_a_quarter_of_an_hour_never_waits(tmp_path: Path) -> None:
    clock = Clock()
    begun = loop(tmp_path / "identify", clock, allowance=1000, shards=1, seconds=3 * DAY, crash_after=900)
    assert {b - a for a, b in itertools.pairwise(begun)} == {900}


@settings(max_examples=50, deadline=None)
@given(jumps=st.lists(st.floats(-10 * DAY, 10 * DAY), max_size=20))
def test_a_clock_set_back_locks_nobody_out(
    tmp_path_factory: pytest.TempPathFactory, jumps: list[float]
) -> None:
    clock = Clock()
    ledger = Ledger(tmp_path_factory.mktemp("ledger") / "identify", 1000, 1, clock)
    for jump in [*jumps, *([0.0] * 30)]:
        clock.now += jump
        pause = ledger.spend()
        assert 0 <= pause <= DAY / 500 + 1
        clock.now += pause
        assert pause == 0 or ledger.spend() < 0.001, "whoever waited as long as told is let through"


@pytest.mark.parametrize("text", ["", "x", "nan", "inf", "-1", "\x00"])
def test_a_garbled_file_counts_as_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "identify").write_text(text, encoding="utf-8")
    assert Ledger(tmp_path / "identify", 1000, 1).spend() == 0.0


def test_a_read_only_volume_is_a_warning(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert Ledger(tmp_path / "missing" / "identify", 1000, 1).spend() == 0.0
    assert "identify times not kept" in caplog.text
