"""The gate that every IDENTIFY passes: Discord's limit, this process's ledger, everyone's turns."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Protocol

from bot.config import Settings
from bot.errors import ConfigError
from bot.sharding.ledger import Ledger
from bot.sharding.turns import FileTurns, Turns

log = logging.getLogger(__name__)


class Limits(Protocol):
    """What Discord allows (discord.py's `SessionStartLimits`); `reset_after` is in milliseconds."""

    total: int
    remaining: int
    reset_after: int
    max_concurrency: int


class Gate:
    """Opens for one IDENTIFY at a time; hang `turn` into discord.py's `before_identify_hook`."""

    def __init__(self, turns: Turns, ledger: Ledger, limits: Limits, shards: int) -> None:
        self._turns, self._ledger = turns, ledger
        self._buckets = max(1, limits.max_concurrency)
        enough = limits.remaining >= shards
        self._closed_until = 0.0 if enough else time.monotonic() + limits.reset_after / 1000

    async def turn(self, shard: int) -> None:
        """Return when `shard` may send its IDENTIFY."""
        await self._wait(self._closed_until - time.monotonic(), shard, "no sessions are left today")
        while pause := self._ledger.spend():
            await self._wait(pause, shard, "too many sessions were begun lately")
        while pause := await self._turns.claim(shard % self._buckets):
            await self._wait(pause, shard)

    async def _wait(self, seconds: float, shard: int, reason: str = "") -> None:
        if seconds <= 0:
            return
        if reason:
            told = {"shard": shard, "seconds": round(seconds), "reason": reason}
            log.warning("waiting to connect", extra=told)
        await asyncio.sleep(seconds)


def open_gate(settings: Settings, limits: Limits, shards: int) -> Gate:
    """The gate for a process that runs `shards` shards; raises `ConfigError` without the Redis client."""
    name = hashlib.sha256((settings.token or "").encode()).hexdigest()[:16]
    user = os.getuid() if sys.platform != "win32" else 0
    turns: Turns = FileTurns(_machine_folder(settings) / f"recapbot-{user}-{name}")
    if settings.redis_url:
        try:
            from bot.sharding.redis_turns import RedisTurns  # noqa: PLC0415 - an optional dependency
        except ImportError as error:
            raise ConfigError(
                "RECAPBOT_REDIS_URL is set, but the client is missing: pip install 'recapbot[redis]'."
            ) from error
        turns = RedisTurns(settings.redis_url, name, turns)
    count = settings.shards.count if settings.shards else None
    allowance = limits.total * shards / max(shards, count or shards)
    return Gate(turns, Ledger(settings.data / "identify", allowance, shards), limits, shards)


def _machine_folder(settings: Settings) -> Path:
    try:
        return Path(tempfile.gettempdir())
    except FileNotFoundError:  # a read-only container without a temporary folder
        return settings.data
