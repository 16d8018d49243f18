"""Ends a process whose gateway is dead: a container is restarted when it exits, never for being unhealthy."""

from __future__ import annotations

import faulthandler
import logging
import os
import sys
import threading
import time
from collections.abc import Callable

from bot.health.pulse import DEAD, Limits, Pulse, ailing

EXIT_GATEWAY_DEAD = 75
"""EX_TEMPFAIL of sysexits.h: starting again may help."""

log = logging.getLogger(__name__)


class Watchdog(threading.Thread):
    """Looks at the pulse from a thread of its own, so that a blocked event loop is noticed too.

    When the gateway is dead, `stop` is called once with the reason (from this thread) to
    end things in order; whoever has not called `off` within `grace` seconds is killed.
    """

    def __init__(
        self,
        pulse: Pulse,
        stop: Callable[[str], object],
        *,
        limits: Limits = DEAD,
        every: float = 5.0,
        grace: float = 20.0,
        kill: Callable[[int], object] = os._exit,
    ) -> None:
        super().__init__(name="watchdog", daemon=True)
        self._pulse, self._stop_bot, self._limits = pulse, stop, limits
        self._every, self._grace, self._kill = every, grace, kill
        self._off = threading.Event()

    def off(self) -> None:
        """The bot has ended by itself: nothing is left to watch."""
        self._off.set()

    def run(self) -> None:
        """Watch until switched off or until there is nothing left to watch."""
        while not self._off.wait(self._every):
            reason = ailing(self._pulse.vitals, time.monotonic(), self._limits)
            if reason is None:
                continue
            log.critical("gateway dead, ending the process", extra={"reason": reason})
            self._stop_bot(reason)
            if not self._off.wait(self._grace):
                faulthandler.dump_traceback(sys.__stderr__ or 2, all_threads=True)
                self._kill(EXIT_GATEWAY_DEAD)
            return
