"""How much of the day's allowance of sessions this process has used, over its restarts."""

from __future__ import annotations

import logging
import math
import os
import time
from collections.abc import Callable
from pathlib import Path

log = logging.getLogger(__name__)

_DAY = 86_400.0


class Ledger:
    """A leaky bucket in one small file (the generic cell rate algorithm, ITU-T I.371).

    The file holds the moment at which all IDENTIFYs so far will have been paid for at an
    even pace of half the daily `allowance`. Ten starts in a row are free; after those each
    shard waits its pace, so that not even a crash loop of days comes near the allowance.
    """

    def __init__(
        self, path: Path, allowance: float, shards: int, clock: Callable[[], float] = time.time
    ) -> None:
        self._path, self._clock = path, clock
        self._pace = _DAY / (allowance / 2)
        self._ahead = self._pace * min(10 * shards, allowance * 0.4)
        self._due = read_number(path)

    def spend(self) -> float:
        """0 if one IDENTIFY is paid for by this call, else the seconds until there is credit for it."""
        now = self._clock()
        # Nothing is ever paid for further ahead than this, unless the clock was set back.
        self._due = min(self._due, now + self._ahead)
        due = max(now, self._due) + self._pace
        if due > now + self._ahead:
            return due - now - self._ahead
        self._due = due
        fresh = self._path.with_suffix(".new")
        try:
            fresh.write_text(str(due), encoding="ascii")
            os.replace(fresh, self._path)  # noqa: PTH105 - atomic on every system
        except OSError as error:
            log.warning("identify times not kept", extra={"file": self._path, "error": error})
        return 0.0


def read_number(path: Path) -> float:
    """The number in a file; 0 if there is no such file or no such number."""
    try:
        number = float(path.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return 0.0
    return number if math.isfinite(number) else 0.0
