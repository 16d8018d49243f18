"""Between a card and the press on it the bot may be killed and started anew: every flow goes on."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.discord_server import Channel, DiscordServer, start_bot
from tests.e2e.conftest import RECAPS
from tests.e2e.flows import FLOWS, Outcome, found, plant, post

LONG = [name for name, flow in FLOWS.items() if len(flow.moves) > 1]


@pytest.fixture(scope="module")
async def halfway(
    discord: DiscordServer, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[dict[str, tuple[Channel, Outcome]]]:
    """Every flow but for its last move, each in a guild of its own; then the bot is killed, and started."""
    data = tmp_path_factory.mktemp("data")
    keeper = discord.user("keeper")
    before = await start_bot(discord, recaps=RECAPS, data=data)
    reached: dict[str, tuple[Channel, Outcome]] = {}
    for name in LONG:
        hall = found(discord.guild(name), keeper)
        await plant(keeper, hall)
        shown: Outcome | None = None
        for move in FLOWS[name].moves[:-1]:
            shown = await move(keeper, hall, shown)
        assert shown is not None
        reached[name] = hall, shown
    await before.kill()
    after = await start_bot(discord, recaps=RECAPS, data=data)
    yield reached
    assert await after.stop() == 0
    assert "Traceback" not in after.log


@pytest.mark.parametrize("name", LONG)
async def test_after_a_restart(
    discord: DiscordServer, halfway: dict[str, tuple[Channel, Outcome]], name: str
) -> None:
    hall, shown = halfway[name]
    assert FLOWS[name].done in post(await FLOWS[name].moves[-1](discord.user("keeper"), hall, shown)).text
