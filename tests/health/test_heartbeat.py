"""`recapbot health`: what it says of the heartbeat file, in one line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.config import Settings, Shards
from bot.health.heartbeat import check, forget_heartbeat, heartbeat_file, write_heartbeat
from bot.health.pulse import ShardState, Vitals

WELL = Vitals(started=0, felt=990, shards={0: ShardState(True, 10, 990, 0.1)})
LOST = {0: ShardState(connected=False, since=900, acknowledged=900)}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path)


@pytest.mark.parametrize(
    ("vitals", "now", "line"),
    [
        (WELL, 1000, "healthy: shards 0, last heartbeat acknowledged 10 s ago"),
        (WELL, 1200, "unhealthy: shard 0 has had no heartbeat acknowledged for 210 s"),
        (WELL, 500, "unhealthy: the heartbeat file is older than this machine's start"),
        (replace(WELL, shards=LOST), 970, "unhealthy: shard 0 has not been connected for 70 s"),
        (replace(WELL, database=False), 1000, "unhealthy: the database does not answer"),
        (replace(WELL, shards={}), 1000, "unhealthy: no bot is connected that stores in {data}"),
        (
            replace(WELL, message_content=False),
            1000,
            "healthy: shards 0, last heartbeat acknowledged 10 s ago; without the message-content intent",
        ),
    ],
)
def test_the_file_is_judged(settings: Settings, vitals: Vitals, now: float, line: str) -> None:
    write_heartbeat(heartbeat_file(settings), vitals)
    assert check(settings, now) == (line.startswith("healthy"), line.format(data=settings.data))


def test_no_file_means_no_bot(settings: Settings) -> None:
    write_heartbeat(heartbeat_file(settings), WELL)
    forget_heartbeat(heartbeat_file(settings))
    forget_heartbeat(heartbeat_file(settings))
    assert check(settings) == (False, f"unhealthy: no bot is connected that stores in {settings.data}")


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"shards": 3}', '{"shards": {"0": {"up": 1}}}', "null", "\x00"]
)
def test_a_garbled_file_is_a_word_and_no_crash(settings: Settings, text: str) -> None:
    heartbeat_file(settings).write_text(text, encoding="utf-8")
    healthy, line = check(settings)
    assert not healthy
    assert line.startswith("unhealthy: ")


def test_processes_of_different_shards_leave_different_files(settings: Settings) -> None:
    files = {
        heartbeat_file(replace(settings, shards=shards))
        for shards in (None, Shards(16, (0, 1, 2, 3)), Shards(16, (4, 5, 6, 7)))
    }
    assert len(files) == 3


def test_a_folder_that_cannot_be_written_stops_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write_heartbeat(tmp_path / "missing" / "heartbeat.json", WELL)
    assert "heartbeat not written" in caplog.text


def test_a_file_that_cannot_be_removed_stops_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "heartbeat.json" / "in the way").mkdir(parents=True)
    forget_heartbeat(tmp_path / "heartbeat.json")
    assert "heartbeat not removed" in caplog.text
