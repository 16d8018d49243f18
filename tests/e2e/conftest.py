"""A bot of its own per module, as a process, with three small recaps."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.discord_server import BotProcess, Channel, DiscordServer, Person, start_bot

RECAPS = Path(__file__).parent / "recaps"


@pytest.fixture(scope="module")
async def bot(discord: DiscordServer, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[BotProcess]:
    """The bot, running; it must end well when told to."""
    running = await start_bot(discord, recaps=RECAPS, data=tmp_path_factory.mktemp("data"))
    yield running
    if running.exit_code is None:
        assert await running.stop() == 0
    assert "Traceback" not in running.log


@pytest.fixture
def general(discord: DiscordServer, bot: BotProcess) -> Channel:
    return discord.guild("acme").channel("general")


@pytest.fixture
def ana(discord: DiscordServer) -> Person:
    return discord.user("ana")


@pytest.fixture
def ben(discord: DiscordServer) -> Person:
    return discord.user("ben")
