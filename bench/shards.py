"""A large bot in one process and in several: `python -m bench.shards --guilds 40000 --shards 16`.

A local Discord with so many guilds is served by one process with all shards, then by
several with a part each. Printed for each: seconds until every guild has arrived, the
memory of the processes together and of the largest, and the time from a question to its
reply's request, while questions are asked all over the guilds.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import re
import statistics
import tempfile
import time
from pathlib import Path

from tests.discord_server import BotProcess, DiscordServer, start_bot
from tests.discord_server.places import Guild


def parts(shards: int, processes: int) -> list[str]:
    """16 shards in 4 processes → "0-3/16", "4-7/16", "8-11/16", "12-15/16"."""
    size = shards // processes
    return [f"{first}-{first + size - 1}/{shards}" for first in range(0, shards, size)]


def memory(bot: BotProcess) -> float:
    """Resident megabytes."""
    status = Path(f"/proc/{bot.pid}/status").read_text(encoding="ascii")
    return int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) / 1024


async def ask(discord: DiscordServer, guilds: list[Guild], questions: int) -> list[float]:
    """Seconds from each question to its reply, asked one after another in random guilds."""
    people = [
        discord.user(f"person {number}") for number in range(100)
    ]  # one alone would be told to slow down
    taken = []
    for turn, guild in enumerate(random.Random(1).choices(guilds, k=questions)):
        start = time.perf_counter()
        said = await people[turn % 100].says(next(iter(guild.channels.values())), "!talk netkit")
        await said.reply()
        taken.append(time.perf_counter() - start)
    return taken


async def measure(
    discord: DiscordServer, guilds: list[Guild], shards: int, processes: int, questions: int
) -> str:
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        bots = [
            await start_bot(
                discord,
                data=Path(folder) / str(number),
                env={"RECAPBOT_SHARDS": part, "TMPDIR": folder},
                wait=False,
            )
            for number, part in enumerate(parts(shards, processes))
        ]
        for bot in bots:
            await bot.logged("bot.client ready", within=1800)
        ready = time.perf_counter() - start
        times = await ask(discord, guilds, questions)
        sizes = [memory(bot) for bot in bots]
        for bot in bots:
            await bot.stop(within=60)
    middle, late = statistics.median(times) * 1000, statistics.quantiles(times, n=20)[18] * 1000
    return f"{processes:>9} {ready:>9.0f} {sum(sizes):>9.0f} {max(sizes):>9.0f} {middle:>9.1f} {late:>9.1f}"


async def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--guilds", type=int, default=40_000)
    parser.add_argument("--shards", type=int, default=16)
    parser.add_argument("--processes", type=int, nargs="+", default=[1, 4])
    parser.add_argument("--concurrency", type=int, default=1, help="max_concurrency as Discord would tell it")
    parser.add_argument("--questions", type=int, default=500)
    args = parser.parse_args()
    print("processes   ready s    all MB    max MB    p50 ms    p95 ms")
    for processes in args.processes:
        async with DiscordServer(
            shards=args.shards, max_concurrency=args.concurrency, check=False
        ) as discord:
            discord.gateway.identify_interval = 5
            guilds = [discord.world.add_guild(f"guild {number}") for number in range(args.guilds)]
            print(await measure(discord, guilds, args.shards, processes, args.questions), flush=True)


if __name__ == "__main__":
    asyncio.run(main())
