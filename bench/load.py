"""Half an hour of realistic traffic in a chosen time, beside a bot that answers a constant.

    python -m bench.load [--recaps FOLDER] [--data FOLDER] [--seconds 120] [--guilds 50] [--people 1000]

The bots run as processes of their own, each on a local Discord, and are asked the same
things one after the other, at the same moments: by prefix, mention, direct message, slash
command, while typing, and by buttons. Then as many as will ask without pause, turn about.
Exit code 1 if a question was lost or answered twice, or if memory grew.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean

from bench.scenes import HEADER, ROOT, Stage, line, questions, stage
from tests.discord_server import NoAnswer, Person, Post

DOORS = {"prefix": 40, "mention": 15, "direct message": 10, "slash": 20, "autocomplete": 10, "button": 5}
QUESTIONS_EACH = 3
CROWD = 100
PRESSED = ("Full notes", "The recap")
TURNS = 4


@dataclass
class Result:
    """What one bot did with the traffic. Times are in seconds, memory in bytes."""

    times: dict[str, list[float]] = field(default_factory=lambda: {door: [] for door in DOORS})
    failed: Counter[str] = field(default_factory=Counter)
    lost: int = 0
    doubled: int = 0
    floods: list[float] = field(default_factory=list)
    thirds: tuple[float, float, float] = (0.0, 0.0, 0.0)
    peak: int = 0


class Traffic:
    """The people of the guilds, and what each does when it is their turn."""

    def __init__(self, playing: Stage, people: int, guilds: int, asked: list[str]) -> None:
        self.playing, self.asked = playing, asked
        self.people = [playing.discord.user(f"person-{number}") for number in range(people)]
        self.guilds = [playing.discord.guild(f"guild-{number}") for number in range(guilds)]
        self.result = Result()
        self.ids: dict[int, str] = {}

    async def act(self, number: int, door: str) -> None:
        """One thing somebody does; the same for each `number`, whichever bot it is done to."""
        person, text = self.people[number % len(self.people)], self.asked[number % len(self.asked)]
        channel = self.guilds[number % len(self.guilds)].channel()
        try:
            if door == "slash":
                await self._timed(door, person.slash(channel, "talk", query=text))
            elif door == "autocomplete":
                await self._timed(door, person.types_in(channel, "talk", query=text[:6]))
            elif door == "button":
                await self._press(person, number)
            else:
                place = person.dms if door == "direct message" else channel
                words = (
                    f"<@{self.playing.discord.world.bot.id}> {text}" if door == "mention" else f"!talk {text}"
                )
                self.ids[await self.playing.ask(person, place, words)] = door
        except NoAnswer:
            self.result.failed[door] += 1

    async def _timed(self, door: str, action: object) -> None:
        start = time.perf_counter()
        await action  # type: ignore[misc]
        self.result.times[door].append(time.perf_counter() - start)

    async def _press(self, person: Person, number: int) -> None:
        """Press a button on an earlier answer, where the bot's answers have any."""
        channel = self.guilds[number % len(self.guilds)].channel()
        for message in reversed(list(channel.messages.values())[-20:]):
            post = Post(self.playing.discord, message)
            if (wanted := next((b for b in post.buttons if b in PRESSED), None)) is not None:
                await self._timed("button", person.presses(post, wanted))
                return

    async def play(self, seconds: float, seed: int = 1) -> None:
        """The half hour, compressed: arrivals at random, as people come."""
        dice = random.Random(seed)
        count = len(self.people) * QUESTIONS_EACH
        moments = sorted(dice.uniform(0, seconds) for _ in range(count))
        doors = dice.choices(list(DOORS), list(DOORS.values()), k=count)
        watching = asyncio.create_task(self.playing.watch_memory())
        start = time.monotonic()
        async with asyncio.TaskGroup() as acting:
            for number, (moment, door) in enumerate(zip(moments, doors, strict=True)):
                await asyncio.sleep(max(0.0, start + moment - time.monotonic()))
                acting.create_task(self.act(number, door))
        await self.playing.answers(list(self.ids), within=15)
        await asyncio.sleep(1)  # a second answer to something would come now
        watching.cancel()
        self._count()

    def _count(self) -> None:
        answered = self.playing.answered
        for number, door in self.ids.items():
            times = answered.get(number, [])
            self.result.times[door] += times[:1]
            self.result.lost += not times
            self.result.doubled += len(times) > 1
        sizes = [size for _, size in self.playing.memory]
        third = max(1, len(sizes) // 3)
        parts = (sizes[:third], sizes[third : 2 * third], sizes[2 * third :])
        first, middle, last = (fmean(part) for part in parts)
        self.result.thirds = (first, middle, last)
        self.result.peak = max(sizes)

    async def flood(self, seconds: float) -> None:
        """Replies per second when a crowd asks, the next of them as soon as one is answered.

        They take turns, as nobody is meant to ask more than a few things each second.
        """
        end, served = time.monotonic() + seconds, 0

        async def ask_on(number: int) -> None:
            nonlocal served
            channel = self.guilds[number % len(self.guilds)].channel(f"crowd-{number}")
            turn = number
            while time.monotonic() < end:
                turn += CROWD
                text = f"!talk {self.asked[turn % len(self.asked)]}"
                person = self.people[turn % len(self.people)]
                if await self.playing.reply_time(await self.playing.ask(person, channel, text)):
                    served += 1

        await asyncio.gather(*(ask_on(number) for number in range(min(CROWD, len(self.people)))))
        self.result.floods.append(served / seconds)


def report(name: str, result: Result, playing: Stage) -> None:
    for door, times in result.times.items():
        print(line(f"{name}: {door}", times))
    first, middle, last = (size / 2**20 for size in result.thirds)
    failures = ", ".join(f"{count} {door}" for door, count in result.failed.items()) or "none"
    print(f"  lost {result.lost}, answered twice {result.doubled}, interactions failed: {failures}")
    print(f"  replies per second, {CROWD} people without pause: {fmean(result.floods):.0f}")
    print(f"  memory, MiB, by thirds: {first:.1f} {middle:.1f} {last:.1f}; peak {result.peak / 2**20:.1f}")
    print(f"  start to ready: {playing.started_in:.2f} s")


async def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--recaps", type=Path, default=ROOT / "recaps")
    arguments.add_argument("--data", type=Path, help="kept between runs, so that recaps are loaded once")
    arguments.add_argument("--seconds", type=float, default=120)
    arguments.add_argument("--guilds", type=int, default=50)
    arguments.add_argument("--people", type=int, default=1000)
    chosen = arguments.parse_args()
    asked = questions(chosen.recaps, 1000)
    print(HEADER)
    async with (
        stage("recapbot", chosen.recaps, chosen.guilds, chosen.data) as recapbot,
        stage("constant", chosen.recaps, chosen.guilds) as constant,
    ):
        constant.discord.commands |= recapbot.discord.commands  # it registers none of its own
        both = [Traffic(playing, chosen.people, chosen.guilds, asked) for playing in (recapbot, constant)]
        for traffic in both:
            await traffic.play(chosen.seconds)
        for turn in range(TURNS * len(both)):
            await both[turn % len(both)].flood(min(20.0, chosen.seconds / 4) / TURNS)
        for traffic in both:
            report(traffic.playing.name, traffic.result, traffic.playing)
    ours, base = (traffic.result for traffic in both)
    grown = ours.thirds[2] / ours.thirds[1]
    print(f"replies per second, of the constant bot's: {fmean(ours.floods) / fmean(base.floods):.2f}")
    print(f"peak memory, times the constant bot's: {ours.peak / base.peak:.2f}")
    print(f"memory, last third of the middle third's: {grown:.3f}")
    return int(bool(ours.lost or ours.doubled or ours.failed or grown > 1.05))


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
