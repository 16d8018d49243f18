"""What the measurements share: the two bots on their local Discords, questions to ask, figures."""

from __future__ import annotations

import asyncio
import gc
import math
import os
import random
import re
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.discord_server import BotProcess, Call, DiscordServer, NoAnswer, Person, start_bot
from tests.discord_server.places import Channel, Message

CONSTANT_BOT = str(Path(__file__).with_name("constant_bot.py"))
ROOT = Path(__file__).parents[1]
TITLE = re.compile(r"^#+ (.{10,})|(?<=\[)[^\]\n]{10,}(?=\]\()", re.MULTILINE)


@dataclass(eq=False)
class Stage:
    """A bot on a local Discord of its own, with the time each question took to be answered."""

    name: str
    discord: DiscordServer
    bot: BotProcess
    started_in: float
    asked: dict[int, Message] = field(default_factory=dict)
    answered: dict[int, list[float]] = field(default_factory=dict)
    memory: list[tuple[float, int]] = field(default_factory=list)
    _waiting: dict[int, asyncio.Future[float]] = field(default_factory=dict)

    def observe(self, call: Call) -> None:
        """Note when the reply to a question was requested, by the message it refers to."""
        if call.name == "POST /channels/{channel_id}/messages":
            reference = (call.body or {}).get("message_reference") or {}
            if (question := self.asked.get(int(reference.get("message_id") or 0))) is not None:
                took = call.at - question.sent_at
                self.answered.setdefault(question.id, []).append(took)
                if (waiting := self._waiting.get(question.id)) is not None and not waiting.done():
                    waiting.set_result(took)
        self.discord.calls.clear()

    async def ask(self, person: Person, channel: Channel, text: str) -> int:
        """Let somebody write `text`; gives the number under which its answers are noted."""
        post = await person.says(channel, text)
        self.asked[post.message.id] = post.message
        return post.message.id

    async def answers(self, ids: Sequence[int], within: float = 30.0) -> list[float]:
        """How long each of the questions took, in seconds; those never answered are left out."""
        with suppress(NoAnswer):
            await self.discord.until(
                lambda: self.answered.keys() >= set(ids), within=within, what="unanswered"
            )
        return [self.answered[i][0] for i in ids if i in self.answered]

    async def reply_time(self, number: int, within: float = 10.0) -> float | None:
        """How long one question took; None if it was not answered."""
        waiting = self._waiting[number] = asyncio.get_running_loop().create_future()
        try:
            return await asyncio.wait_for(waiting, within)
        except TimeoutError:
            return None
        finally:
            del self._waiting[number]

    def resident(self) -> int:
        """Resident memory of the bot's process, in bytes."""
        status = Path(f"/proc/{self.bot.pid}/status").read_text(encoding="ascii")
        found = re.search(r"^VmRSS:\s+(\d+) kB", status, re.MULTILINE)
        return int(found.group(1)) * 1024 if found else 0

    def processor(self) -> float:
        """Seconds of processor time the bot has used, in which the machine's other work does not count."""
        fields = Path(f"/proc/{self.bot.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    async def watch_memory(self, every: float = 0.5) -> None:
        """Note the resident memory again and again, until cancelled."""
        start = time.monotonic()
        while True:
            self.memory.append((time.monotonic() - start, self.resident()))
            await asyncio.sleep(every)


@asynccontextmanager
async def stage(name: str, recaps: Path, guilds: int, data: Path | None = None) -> AsyncIterator[Stage]:
    """Start "recapbot" or the "constant" bot on a fresh local Discord of so many guilds.

    `data` is a folder to keep between runs: with it, recaps already loaded are not loaded again.
    """
    gc.disable()  # the local Discord keeps every message, and would go through them all in the midst of one
    async with DiscordServer(check=False) as discord:
        for number in range(guilds):
            discord.guild(f"guild-{number}")
        start = time.perf_counter()
        command = (CONSTANT_BOT,) if name == "constant" else ("-m", "bot", "run")
        async with await start_bot(discord, recaps=recaps, data=data, command=command) as bot:
            playing = Stage(name, discord, bot, time.perf_counter() - start)
            discord.observers.append(playing.observe)
            await _warm(playing)
            yield playing


async def _warm(playing: Stage) -> None:
    """Wait until it answers at all: a bot may still be loading its recaps."""
    ana, channel = playing.discord.user("ana"), playing.discord.guild("guild-0").channel()
    for _ in range(120):
        if await playing.answers([await playing.ask(ana, channel, "!help")], within=1.0):
            return
    raise TimeoutError(f"{playing.name} never answered:\n{playing.bot.log}")


def questions(recaps: Path, count: int, seed: int = 0, *, new: bool = False) -> list[str]:
    """What people would type: words of headings and link texts, some misspelt, some about nothing.

    With `new` nothing comes twice, and yet as many are misspelt or about nothing as else.
    """
    dice = random.Random(seed)
    files = [path for path in sorted(recaps.rglob("*")) if path.suffix in (".md", ".txt")]
    titles = [title for path in files for title in _titles(path)]
    said: list[str] = []
    seen: set[str] = set()
    while len(said) < count:
        kind, tries = dice.random(), 1000 if new else 1
        drawn = (_question(dice, dice.choice(titles), kind) for _ in range(tries))
        text = next(text for text in drawn if not new or text not in seen)
        seen.add(text)
        said.append(text)
    return said


def _titles(path: Path) -> list[str]:
    return [found.group(1) or found.group() for found in TITLE.finditer(path.read_text(errors="replace"))]


def _question(dice: random.Random, title: str, kind: float) -> str:
    words = re.findall(r"\w{3,}", title)[:6] or ["netkit"]
    start = dice.randrange(max(1, len(words) - 1))
    said = " ".join(words[start : start + dice.choice((1, 2, 3))])
    if kind < 0.15 and len(said) > 4:
        place = dice.randrange(1, len(said) - 2)
        said = said[:place] + said[place + 1] + said[place] + said[place + 2 :]
    elif kind < 0.2:
        said = "".join(dice.choice("bcdfghjkl") for _ in range(9))
    return said


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` (0 to 1) of them lie; nan if there are none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, math.ceil(share * len(ordered)) - 1)] if ordered else math.nan


def line(name: str, values: Sequence[float]) -> str:
    """Count, median, 95th and 99th percentile in milliseconds, as a row of a table."""
    figures = [percentile(values, share) * 1000 for share in (0.5, 0.95, 0.99)]
    return f"{name:<34}{len(values):>6}" + "".join(f"{figure:>10.2f}" for figure in figures)


HEADER = f"{'milliseconds':<34}{'n':>6}{'median':>10}{'p95':>10}{'p99':>10}"
