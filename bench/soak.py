"""Minutes under random faults: every question answered exactly once, or refused with a word.

    python -m bench.soak [--recaps FOLDER] [--data FOLDER] [--minutes 10] [--seed 1]

A bot as a process of its own on a local Discord that cuts connections, answers with 429,
500 and 503, loses answers after they took effect, closes the gateway with every code,
stops acknowledging heartbeats, invalidates sessions, and has outages of guilds. Exit code
1 if a question was lost or answered twice, or the log holds an error without a cause.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import time
from collections import Counter
from pathlib import Path

from bench.scenes import HEADER, ROOT, Stage, line, questions, stage
from tests.discord_server.places import iso

GUILDS = 5
RESUMABLE = (1000, 1001, 4000, 4001, 4002, 4003, 4008)
FRESH = (4007, 4009)
QUIET = 3.0
"""Seconds without questions around what makes Discord forget a session, as it tells nothing meanwhile."""


class Trouble:
    """Something goes wrong every few seconds."""

    def __init__(self, playing: Stage, dice: random.Random) -> None:
        self.playing, self.dice = playing, dice
        self.calm = asyncio.Event()
        self.calm.set()
        self.happened: Counter[str] = Counter()

    async def make(self) -> None:
        """Trouble without end, until cancelled."""
        kinds = (self._cut, self._close, self._reconnect, self._outage, self._forget)
        while True:
            await asyncio.sleep(self.dice.uniform(4, 10))
            kind = self.dice.choices(kinds, (4, 4, 2, 1, 2))[0]
            self.happened[kind.__name__.strip("_")] += 1
            await kind()

    async def _cut(self) -> None:
        self.playing.discord.gateway.abort()

    async def _close(self) -> None:
        await self.playing.discord.gateway.close(self.dice.choice(RESUMABLE))

    async def _reconnect(self) -> None:
        gateway = self.playing.discord.gateway
        gateway.refuse_upgrades = [503] * self.dice.choice((0, 0, 1, 2))
        if self.dice.random() < 0.5:
            gateway.reconnect()
        else:
            gateway.invalidate(resumable=True)

    async def _outage(self) -> None:
        guild = self.playing.discord.guild(f"guild-{GUILDS - 1}")
        self.playing.discord.outage(guild)
        await asyncio.sleep(1)
        self.playing.discord.outage(guild, over=True)

    async def _forget(self) -> None:
        """What ends the session is done while nobody asks: Discord itself would tell the bot nothing."""
        gateway, wait = self.playing.discord.gateway, self.playing.discord.until
        self.calm.clear()
        await wait(lambda: gateway.live, within=180, what="not back")
        await asyncio.sleep(QUIET)
        before = len(gateway.identifies)
        if self.dice.random() < 0.5:
            gateway.invalidate(resumable=False)
        else:
            await gateway.close(self.dice.choice(FRESH))
        await wait(lambda: len(gateway.identifies) > before and gateway.live, within=180, what="not back")
        await asyncio.sleep(QUIET)
        self.calm.set()


async def soak(playing: Stage, seconds: float, asked: list[str], seed: int) -> tuple[list[int], Trouble]:
    dice = random.Random(seed)
    trouble = Trouble(playing, random.Random(seed + 1))
    playing.discord.faults.randomly(0.1, seed)
    making = asyncio.create_task(trouble.make())
    people = [playing.discord.user(f"person-{number}") for number in range(100)]
    guilds = [playing.discord.guild(f"guild-{number}") for number in range(GUILDS - 1)]
    ids: list[int] = []
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        calm = asyncio.create_task(trouble.calm.wait())
        await asyncio.wait((calm, making), return_when=asyncio.FIRST_COMPLETED)
        if making.done():
            making.result()
        channel = dice.choice(guilds).channel()
        ids.append(await playing.ask(dice.choice(people), channel, f"!talk {dice.choice(asked)}"))
        await asyncio.sleep(dice.expovariate(4))
    making.cancel()
    playing.discord.faults.chaos = None
    return ids, trouble


def troubled_lines(log: list[str]) -> list[str]:
    """Lines of the log that show an error nobody handled."""
    unhandled = ("Traceback (most recent call last)", "never retrieved", "unhandled in", "CRITICAL")
    return [entry for entry in log if any(mark in entry for mark in unhandled)]


async def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--recaps", type=Path, default=ROOT / "recaps")
    arguments.add_argument("--data", type=Path, help="kept between runs, so that recaps are loaded once")
    arguments.add_argument("--minutes", type=float, default=10)
    arguments.add_argument("--seed", type=int, default=1)
    chosen = arguments.parse_args()
    async with stage("recapbot", chosen.recaps, GUILDS, chosen.data) as playing:
        asked = questions(chosen.recaps, 500)
        ids, trouble = await soak(playing, chosen.minutes * 60, asked, chosen.seed)
        times = await playing.answers(ids, within=180)
        await asyncio.sleep(5)
        posted = Counter(
            message.reference.id
            for channel in playing.discord.world.channels.values()
            for message in channel.messages.values()
            if message.author is playing.discord.world.bot and message.reference is not None
        )
        lost = [i for i in ids if not posted[i]]
        doubled = [i for i in ids if posted[i] > 1]
        unhandled = troubled_lines(playing.bot.lines)
        print(HEADER)
        print(line("recapbot under faults", times))
        print(f"trouble: {dict(trouble.happened)}, resumed {len(playing.discord.gateway.resumes)} times")
        print(f"asked {len(ids)}, lost {len(lost)}, answered twice {len(doubled)}")
        for number in lost[:20]:
            message = playing.asked[number]
            print(f"  lost: {iso(message.created)} {message.content}")
        print(f"errors nobody handled: {len(unhandled)}", *unhandled[:20], sep="\n  ")
        return int(bool(lost or doubled or unhandled or playing.bot.exit_code is not None))


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
