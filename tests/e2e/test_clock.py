"""The machine's clock jumps: nothing that the bot waits for, keeps or deletes goes by it alone."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.discord_server import DiscordServer, start_bot
from tests.e2e.conftest import RECAPS

YEAR = 365 * 86_400
BY_A_CLOCK_OF_ITS_OWN = """
import datetime, sys, time
from pathlib import Path

ahead, real = Path(sys.argv[1]), time.time
time.time = lambda: real() + float(ahead.read_text())

class Shifted(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(time.time(), tz)

datetime.datetime = Shifted
from bot import client
from bot.__main__ import main
client._TEND_EVERY = 0.2
sys.exit(main(["run"]))
"""


def set_clock(ahead: Path, seconds: int) -> None:
    """At once: the bot reads the file at any moment, and must not find it empty."""
    (written := ahead.with_suffix(".new")).write_text(str(seconds))
    written.replace(ahead)


@pytest.mark.parametrize("jump", [20 * YEAR, -20 * YEAR], ids=["ahead", "back"])
async def test_a_jump_while_it_runs_and_across_a_restart(tmp_path: Path, jump: int) -> None:
    ahead, data = tmp_path / "ahead", tmp_path / "data"
    set_clock(ahead, 0)
    async with DiscordServer() as discord:
        discord.gateway.heartbeat_interval = 0.2
        stays, left = discord.guild("stays").channel("general"), discord.guild("left").channel("general")
        ana, command = discord.user("ana"), ("-c", BY_A_CLOCK_OF_ITS_OWN, str(ahead))

        async def is_answered() -> None:
            for words in ("!talk kernel pits", "!help"):
                assert (await (await ana.says(stays, words)).reply()).text
            assert (await ana.slash(stays, "talk", query="kernel pits")).text

        bot = await start_bot(discord, recaps=RECAPS, data=data, command=command)
        await (await ana.says(left, "!talk kernel pits")).reply()
        await is_answered()
        own = data / "guilds" / f"{left.guild.id}.db"
        discord.remove_bot(left.guild)
        await discord.until(own.with_suffix(".left").exists, what="not noted that a guild left")
        for seconds in (jump, 0, jump):
            set_clock(ahead, seconds)
            await asyncio.sleep(0.5)  # two rounds of tending
            await is_answered()
            assert own.exists(), "the guild's thirty days are not over"
        assert len(discord.gateway.identifies) == 1, "no connection was taken for dead"
        assert await bot.stop() == 0
        assert "Traceback" not in bot.log, bot.log

        set_clock(ahead, 0)
        bot = await start_bot(discord, recaps=RECAPS, data=data, command=command)
        await is_answered()
        assert "waiting to connect" not in bot.log, "what was noted by the wrong clock holds nothing up"
        assert await bot.stop() == 0
