"""The watchdog asks a dead bot to stop, and kills it if it cannot."""

from __future__ import annotations

import subprocess
import sys
import time

from bot.health.pulse import Limits, Pulse
from bot.health.watchdog import EXIT_GATEWAY_DEAD, Watchdog

SOON = Limits(silent=0.05, lost=0.05)
NEVER = Limits(silent=60, lost=60)


def test_a_dead_gateway_stops_the_bot_in_order() -> None:
    asked: list[str] = []
    killed: list[int] = []

    def stop(reason: str) -> None:
        asked.append(reason)
        dog.off()

    dog = Watchdog(Pulse(), stop, limits=SOON, every=0.01, grace=5, kill=killed.append)
    dog.start()
    dog.join(5)
    assert not dog.is_alive()
    assert len(asked) == 1
    assert killed == []


def test_a_living_bot_is_left_alone_until_it_ends() -> None:
    asked: list[str] = []
    dog = Watchdog(Pulse(), asked.append, limits=NEVER, every=0.01)
    dog.start()
    time.sleep(0.05)
    assert dog.is_alive()
    dog.off()
    dog.join(5)
    assert not dog.is_alive()
    assert asked == []


def test_a_bot_whose_event_loop_is_blocked_is_killed_with_the_code_of_its_own() -> None:
    program = """
import asyncio, time
from bot.health.pulse import Limits, Pulse
from bot.health.watchdog import Watchdog

async def main():
    loop = asyncio.get_running_loop()
    stop = lambda reason: loop.call_soon_threadsafe(loop.stop)
    Watchdog(Pulse(), stop, limits=Limits(0.05, 0.05), every=0.01, grace=0.2).start()
    time.sleep(60)

asyncio.run(main())
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=30, check=False
    )
    assert done.returncode == EXIT_GATEWAY_DEAD
    assert "gateway dead" in done.stderr
    assert " in main\n" in done.stderr, "where it hangs is told"
