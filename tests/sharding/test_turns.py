"""One IDENTIFY per bucket and interval, whoever asks: tasks, processes, machines."""

from __future__ import annotations

import asyncio
import itertools
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis

from bot.config import Settings, Shards
from bot.errors import ConfigError
from bot.sharding.gate import Gate, open_gate
from bot.sharding.ledger import Ledger
from bot.sharding.redis_turns import RedisTurns
from bot.sharding.turns import FileTurns, Turns

INTERVAL = 0.2


class Allowed:
    """What Discord says."""

    total = 1000
    remaining = 1000
    reset_after = 0
    max_concurrency = 1


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    program = shutil.which("valkey-server") or shutil.which("redis-server")
    if program is None:
        pytest.skip("no valkey-server or redis-server on this machine")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [program, "--port", str(port), "--save", "", "--appendonly", "no"], stdout=subprocess.DEVNULL
    )
    client = redis.Redis(port=port)
    for _ in range(100):
        try:
            client.ping()
            break
        except redis.ConnectionError:
            time.sleep(0.05)
    client.close()
    yield f"redis://127.0.0.1:{port}"
    process.terminate()
    process.wait(10)


@pytest.fixture(params=["file", "redis"])
def turns(request: pytest.FixtureRequest, tmp_path: Path) -> Turns:
    files = FileTurns(tmp_path / "turns", INTERVAL)
    if request.param == "file":
        return files
    url = request.getfixturevalue("server")
    return RedisTurns(url, tmp_path.name, files, INTERVAL)


async def connect(turns: Turns, bucket: int, begun: list[float]) -> None:
    if pause := await turns.claim(bucket):
        await asyncio.sleep(pause)
        await connect(turns, bucket, begun)
    else:
        begun.append(time.monotonic())


async def test_a_bucket_has_one_turn_per_interval(turns: Turns) -> None:
    begun: list[float] = []
    await asyncio.gather(*(connect(turns, 0, begun) for _ in range(4)))
    gaps = [later - earlier for earlier, later in itertools.pairwise(begun)]
    assert len(gaps) == 3
    assert min(gaps) > INTERVAL * 0.9


async def test_buckets_do_not_wait_for_each_other(turns: Turns) -> None:
    assert [await turns.claim(bucket) for bucket in range(4)] == [0.0] * 4


async def test_whoever_is_late_is_told_how_late(turns: Turns) -> None:
    await turns.claim(0)
    assert 0 < await turns.claim(0) <= INTERVAL


def test_processes_take_turns_by_file(tmp_path: Path) -> None:
    program = """
import asyncio, sys, time
from pathlib import Path
from bot.sharding.redis_turns import RedisTurns
from bot.sharding.turns import FileTurns

async def main():
    turns = FileTurns(Path(sys.argv[1]), 0.3)
    while pause := await turns.claim(0):
        await asyncio.sleep(pause)
    print(time.time())

asyncio.run(main())
"""
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", program, str(tmp_path / "turns")], stdout=subprocess.PIPE, text=True
        )
        for _ in range(4)
    ]
    begun = sorted(float(process.communicate(timeout=30)[0]) for process in processes)
    assert min(later - earlier for earlier, later in itertools.pairwise(begun)) > 0.27


async def test_without_the_server_the_machine_takes_its_own_turns(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        url = f"redis://127.0.0.1:{nobody.getsockname()[1]}"
        turns = RedisTurns(url, "test", FileTurns(tmp_path / "turns"))
        assert await turns.claim(0) == 0.0
        assert await turns.claim(0) > 0
    assert "redis not reachable" in caplog.text


async def test_where_no_file_can_be_written_a_process_keeps_its_own_turns(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "in the way").write_text("")
    turns = FileTurns(tmp_path / "in the way")
    assert await turns.claim(0) == 0.0
    assert await turns.claim(0) > 0
    assert "turns not shared" in caplog.text


async def test_without_a_temporary_folder_turns_are_kept_with_the_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none() -> str:
        raise FileNotFoundError("No usable temporary directory found")

    monkeypatch.setattr("tempfile.gettempdir", none)
    await open_gate(Settings(token="t", data=tmp_path), Allowed(), 1).turn(0)
    assert len(list(tmp_path.glob("recapbot-*/identify-0"))) == 1


async def test_a_clock_set_back_does_not_hold_a_turn(tmp_path: Path) -> None:
    turns = FileTurns(tmp_path)
    (tmp_path / "identify-0").write_text(str(time.time() + 86_400), encoding="ascii")
    assert await turns.claim(0) == 0.0


async def test_shards_of_one_bucket_wait_others_do_not(tmp_path: Path) -> None:
    class Two(Allowed):
        max_concurrency = 2

    gate = Gate(FileTurns(tmp_path, 0.3), Ledger(tmp_path / "identify", 1000, 4), Two(), 4)
    start = time.monotonic()
    await asyncio.gather(gate.turn(0), gate.turn(1))
    assert time.monotonic() - start < 0.25
    await asyncio.gather(gate.turn(2), gate.turn(3))
    assert 0.25 < time.monotonic() - start < 0.55


async def test_a_day_without_sessions_left_is_waited_out(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    class Spent(Allowed):
        remaining = 1
        reset_after = 300

    gate = Gate(FileTurns(tmp_path, 0), Ledger(tmp_path / "identify", 1000, 2), Spent(), 2)
    start = time.monotonic()
    await gate.turn(0)
    assert time.monotonic() - start > 0.25
    assert "waiting to connect" in caplog.text


async def test_every_process_gets_its_share_of_the_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    shards = Shards(16, (0, 1, 2, 3))
    gate = open_gate(Settings(token="secret", data=tmp_path, shards=shards), Allowed(), 4)
    await gate.turn(0)
    assert (tmp_path / "identify").exists()
    assert "secret" not in "".join(map(str, tmp_path.rglob("*")))


async def test_a_gate_makes_a_crash_loop_wait_its_pace(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "identify").write_text(str(time.time() + 3600), encoding="ascii")
    a_pace_of_200_ms = Ledger(tmp_path / "identify", 2 * 5 * 86_400, 1)
    start = time.monotonic()
    await Gate(FileTurns(tmp_path, 0), a_pace_of_200_ms, Allowed(), 1).turn(0)
    assert time.monotonic() - start > 0.15
    assert caplog.records[0].__dict__["reason"] == "too many sessions were begun lately"


async def test_with_redis_set_every_machine_asks_there(tmp_path: Path, server: str) -> None:
    settings = Settings(token="for all machines", data=tmp_path, redis_url=server)
    await open_gate(settings, Allowed(), 1).turn(0)
    client = redis.Redis.from_url(server)
    (key,) = client.keys("recapbot:*:identify:0")
    client.close()
    assert b"machines" not in key


def test_without_the_client_library_the_setting_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "bot.sharding.redis_turns", None)
    with pytest.raises(ConfigError, match="pip install"):
        open_gate(Settings(data=tmp_path, redis_url="redis://nowhere"), Allowed(), 1)
