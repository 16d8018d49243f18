"""Whose turn it is to connect, among the processes of one machine."""

from __future__ import annotations

import logging
import sys
import time
from pathlib import Path
from typing import Protocol

from bot.sharding.ledger import read_number

if sys.platform != "win32":
    import fcntl

log = logging.getLogger(__name__)

INTERVAL = 5.5
"""Seconds between two IDENTIFYs of one bucket: Discord's five, and half a one for the way there."""


class Turns(Protocol):
    """Turns over all processes that ask the same place."""

    async def claim(self, bucket: int) -> float:
        """0 if the turn of `bucket` is taken by this call, else the seconds until asking again."""


class FileTurns:
    """Turns among the processes of one user: a file per bucket, locked while it is looked at.

    Where no file can be written, the turns of this process alone are kept.
    """

    def __init__(self, folder: Path, interval: float = INTERVAL) -> None:
        self._folder, self._interval = folder, interval
        self._own: dict[int, float] = {}

    async def claim(self, bucket: int) -> float:
        """See `Turns`. The lock is held for microseconds, so it is waited for in place."""
        left = self._own.get(bucket, -self._interval) + self._interval - time.monotonic()
        if left > 0:
            return left
        try:
            left = self._claim_file(bucket)
        except OSError as error:
            log.warning("turns not shared with other processes", extra={"error": error})
            left = 0.0
        if not left:
            self._own[bucket] = time.monotonic()
        return left

    def _claim_file(self, bucket: int) -> float:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self._folder / f"identify-{bucket}"
        with path.open("a", encoding="ascii") as file:
            if sys.platform != "win32":
                fcntl.flock(file, fcntl.LOCK_EX)
            now = time.time()
            left = read_number(path) + self._interval - now
            if 0 < left <= self._interval:  # a longer wait can only mean that the clock was set back
                return left
            file.truncate(0)
            file.write(str(now))
            return 0.0
