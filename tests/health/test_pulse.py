"""What counts as a healthy gateway, a sick one, and a dead one."""

from __future__ import annotations

import asyncio
import contextlib
import math

import pytest

from bot.health.pulse import DEAD, UNHEALTHY, Limits, Pulse, Vitals, ailing, feel_forever


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def pulse(clock: Clock) -> Pulse:
    return Pulse(clock)


def live(pulse: Pulse, clock: Clock, seconds: int, *signs: tuple[int, bool, float]) -> None:
    """Let time pass, feeling the same signs every five seconds."""
    for _ in range(0, seconds, 5):
        clock.now += 5
        pulse.feel(signs, database=True)


def test_a_new_latency_is_an_acknowledged_heartbeat(pulse: Pulse, clock: Clock) -> None:
    for latency in (0.11, 0.12, 0.13, 0.14, 0.15):
        live(pulse, clock, 40, (0, True, latency))
    assert ailing(pulse.vitals, clock.now, UNHEALTHY) is None
    assert clock.now - pulse.vitals.shards[0].acknowledged < 40


def test_events_without_acknowledgements_are_a_dead_gateway(pulse: Pulse, clock: Clock) -> None:
    """The connection stays open and the latency stale: the one zombie that discord.py never notices."""
    live(pulse, clock, 130, (0, True, 0.11))
    assert "shard 0 has had no heartbeat acknowledged for 125 s" in (
        ailing(pulse.vitals, clock.now, UNHEALTHY) or ""
    )
    assert ailing(pulse.vitals, clock.now, DEAD) is None
    live(pulse, clock, 60, (0, True, 0.11))
    assert ailing(pulse.vitals, clock.now, DEAD) is not None


def test_one_bad_shard_among_many_is_named(pulse: Pulse, clock: Clock) -> None:
    for latency in range(30):
        live(pulse, clock, 5, (0, True, latency / 100), (7, True, 0.5), (8, True, latency / 90))
    assert (ailing(pulse.vitals, clock.now, UNHEALTHY) or "").startswith("shard 7 ")


@pytest.mark.parametrize(
    ("away", "limits", "wrong"),
    [
        pytest.param(30, UNHEALTHY, False, id="a reconnect takes seconds"),
        pytest.param(70, UNHEALTHY, True, id="a minute away is unhealthy"),
        pytest.param(600, DEAD, False, id="Discord may be down: no reason to end"),
        pytest.param(1000, DEAD, True, id="a quarter of an hour away: start anew"),
    ],
)
def test_a_lost_connection_is_given_time(
    pulse: Pulse, clock: Clock, away: int, limits: Limits, wrong: bool
) -> None:
    live(pulse, clock, 10, (0, True, 0.1))
    live(pulse, clock, away, (0, False, 0.1))
    assert bool(ailing(pulse.vitals, clock.now, limits)) is wrong
    live(pulse, clock, 5, (0, True, 0.2))
    assert ailing(pulse.vitals, clock.now, limits) is None


def test_a_bot_that_never_connects_is_noticed(pulse: Pulse, clock: Clock) -> None:
    live(pulse, clock, 30)
    assert ailing(pulse.vitals, clock.now, UNHEALTHY) is None
    live(pulse, clock, 60)
    assert ailing(pulse.vitals, clock.now, UNHEALTHY) == "no shard has connected for 90 s"


def test_a_blocked_event_loop_is_noticed(pulse: Pulse, clock: Clock) -> None:
    live(pulse, clock, 10, (0, True, 0.1))
    clock.now += 500
    assert ailing(pulse.vitals, clock.now, DEAD) == "the event loop has not run for 500 s"


def test_an_infinite_latency_is_no_acknowledgement(pulse: Pulse, clock: Clock) -> None:
    live(pulse, clock, 200, (0, True, math.inf))
    assert ailing(pulse.vitals, clock.now, DEAD) is not None


async def test_the_loop_feels_shards_and_database_and_tells_of_changes() -> None:
    pulse, told = Pulse(), list[Vitals]()
    latencies = iter([0.1, 0.1, 0.2, 0.2])
    answers = iter([True, True, True, False])
    done = asyncio.Event()

    def signs() -> list[tuple[int, bool, float]]:
        latency = next(latencies, None)
        if latency is None:
            done.set()
        return [(0, True, latency or 0.2)]

    async def ping() -> None:
        if not next(answers, False):
            raise OSError("disk gone")

    pulse.signs = signs
    task = asyncio.create_task(feel_forever(pulse, ping, told.append, every=0.01))
    await done.wait()
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
    assert [vitals.database for vitals in told] == [True, True, False]
    assert [vitals.shards[0].latency for vitals in told] == [0.1, 0.2, 0.2]


async def test_a_database_that_hangs_does_not_answer() -> None:
    pulse, told = Pulse(), asyncio.Queue[Vitals]()
    task = asyncio.create_task(feel_forever(pulse, asyncio.Event().wait, told.put_nowait, every=0.01))
    assert (await told.get()).database is False
    task.cancel()
