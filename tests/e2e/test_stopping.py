"""Told to stop, the bot ends with 0 and within ten seconds, whatever it was about to do."""

from __future__ import annotations

import pytest

from tests.discord_server import DiscordServer, start_bot
from tests.e2e.conftest import RECAPS

WITHIN = 10.0
STOPPED_AT = """
import os, signal, sys
from bot.__main__ import main

class Stop:
    def find_spec(self, name, path=None, target=None):
        if name == sys.argv[1]:
            os.kill(os.getpid(), signal.SIGTERM)

sys.meta_path.insert(0, Stop())
sys.exit(main(["run"]))
"""


@pytest.mark.parametrize(
    "module", ["bot.cli", "bot.desk", "bot.parsing", "bot.client", "discord", "bot.cogs"]
)
async def test_while_it_is_being_loaded(module: str) -> None:
    """A stop that comes in the first second finds a program half imported."""
    async with DiscordServer() as discord:
        bot = await start_bot(discord, recaps=RECAPS, command=("-c", STOPPED_AT, module), wait=False)
        assert await bot.ended(30) == 0, bot.log
        assert bot.log == ""
        assert discord.calls == []


@pytest.mark.parametrize(
    "silent",
    [
        "GET /oauth2/applications/@me",
        "GET /users/@me",
        "PUT /applications/{application_id}/commands",
        "GET /gateway/bot",
    ],
)
async def test_while_discord_keeps_it_waiting(silent: str) -> None:
    async with DiscordServer() as discord:
        discord.faults.delay(silent, 2 * WITHIN, times=5)
        bot = await start_bot(discord, recaps=RECAPS, wait=False)
        await discord.until(lambda: [c for c in discord.calls if c.name == silent], within=60, what="no call")
        assert await bot.stop(WITHIN) == 0
        assert "Traceback" not in bot.log, bot.log
        assert "Unclosed" not in bot.log, bot.log


async def test_while_it_cannot_reach_discord() -> None:
    nowhere = DiscordServer()
    nowhere.port = 9  # the discard service, which nobody runs
    bot = await start_bot(nowhere, recaps=RECAPS, wait=False)
    await bot.logged("cannot be reached", within=60)
    assert await bot.stop(WITHIN) == 0
    assert "Traceback" not in bot.log, bot.log
