"""Whose turn it is to connect, among the processes of one machine."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Protocol

from bot.sharding.ledger import read_number

if sys.platform != "win32":
    import fcntl

INTERVAL = 5.5
"""Seconds between two IDENTIFYs of one bucket: Discord's five, and half a one for the way there."""


class Turns(Protocol):
    """Turns over all processes that ask the same place."""

    async def claim(self, bucket: int) -> float:
        """0 if the turn of `bucket` is taken by this call, else the seconds until asking again."""


class FileTurns:
    """Turns among the processes of one user: a file per bucket, locked while it is looked at."""

    def __init__(self, folder: Path, interval: float = INTERVAL) -> None:
        self._folder, self._interval = folder, interval

    async def claim(self, bucket: int) -> float:
        """See `Turns`. The lock is held for microseconds, so it is waited for in place."""
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
