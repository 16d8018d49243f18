"""The state of the gateway as last felt, and the one judgement on it that everyone shares."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field, replace

Sign = tuple[int, bool, float]
"""A shard's number, whether its connection is open, and the latency of its last acknowledged heartbeat."""


@dataclass(frozen=True, slots=True)
class ShardState:
    """One gateway connection. Times are seconds of the monotonic clock, which no clock jump moves."""

    connected: bool
    since: float
    acknowledged: float
    latency: float = math.inf


@dataclass(frozen=True, slots=True)
class Vitals:
    """All that is known at one moment; `felt` is when the event loop last had time to look."""

    started: float
    felt: float
    shards: dict[int, ShardState] = field(default_factory=dict)
    database: bool = True
    message_content: bool | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds: an open connection may be `silent`, a closed one `lost`, for so long."""

    silent: float
    lost: float


UNHEALTHY = Limits(silent=120, lost=60)
"""Three heartbeats without an answer; a reconnect takes seconds."""

DEAD = Limits(silent=180, lost=900)
"""Past this only a new process can help. A lost connection gets longer, since Discord itself may be down."""


def ailing(vitals: Vitals, now: float, limits: Limits) -> str | None:
    """What is wrong with the gateway at `now`, in one line, or None if all is well."""
    if now - vitals.felt > limits.silent:
        return f"the event loop has not run for {now - vitals.felt:.0f} s"
    if not vitals.shards and now - vitals.started > limits.lost:
        return f"no shard has connected for {now - vitals.started:.0f} s"
    for number, shard in sorted(vitals.shards.items()):
        if not shard.connected and now - shard.since > limits.lost:
            return f"shard {number} has not been connected for {now - shard.since:.0f} s"
        if shard.connected and now - shard.acknowledged > limits.silent:
            return f"shard {number} has had no heartbeat acknowledged for {now - shard.acknowledged:.0f} s"
    return None


class Pulse:
    """Holds the newest `Vitals`; written by the event loop, read from any thread."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self.signs: Callable[[], Iterable[Sign]] = tuple
        """Where to feel; nothing until there is a connection."""
        self.vitals = Vitals(started=clock(), felt=clock())

    def feel(self, signs: Iterable[Sign], *, database: bool) -> bool:
        """Take note of all shards; True if a heartbeat was acknowledged or anything else changed.

        A new latency means a new acknowledgement: discord.py measures it at each one, and
        only then. It goes by the last thing received when it looks for dead connections, so
        a gateway that sends events but acknowledges nothing is noticed nowhere but here.
        """
        now, old = self._clock(), self.vitals
        shards = {number: _next(old.shards.get(number), up, late, now) for number, up, late in signs}
        self.vitals = replace(old, felt=now, shards=shards, database=database)
        return (shards, database) != (old.shards, old.database)

    def message_content(self, granted: bool) -> None:
        """Take note of whether Discord lets the bot read messages that do not address it."""
        self.vitals = replace(self.vitals, message_content=granted)


def _next(old: ShardState | None, connected: bool, latency: float, now: float) -> ShardState:
    if old is None or old.connected != connected:
        return ShardState(connected, now, now, latency)
    if latency != old.latency and math.isfinite(latency):
        return replace(old, acknowledged=now, latency=latency)
    return old


async def feel_forever(
    pulse: Pulse,
    ping: Callable[[], Awaitable[object]],
    changed: Callable[[Vitals], None],
    every: float = 5.0,
) -> None:
    """Feel the pulse until cancelled; `ping` asks the database and raises or hangs if it is not there."""
    while True:
        try:
            await asyncio.wait_for(ping(), every)
            database = True
        except Exception:  # noqa: BLE001 - whatever it was, the database did not answer
            database = False
        if pulse.feel(pulse.signs(), database=database):
            changed(pulse.vitals)
        await asyncio.sleep(every)
