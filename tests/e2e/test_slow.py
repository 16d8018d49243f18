"""When an answer takes its time, whoever asked can see that something is going on, and gets it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from tests.discord_server import BotProcess, Channel, DiscordServer, Person, Post, start_bot
from tests.e2e.conftest import RECAPS

TYPING = "POST /channels/{channel_id}/typing"
CALLBACK = "POST /interactions/{interaction_id}/{interaction_token}/callback"

SLOWLY = """
import asyncio, sys
from bot.desk import Desk
def slow(method):
    async def slowly(*args, **kwargs):
        await asyncio.sleep(0.8)
        return await method(*args, **kwargs)
    return slowly
Desk.answer, Desk.shown = slow(Desk.answer), slow(Desk.shown)
from bot.__main__ import main
sys.exit(main(["run"]))
"""


@pytest.fixture(scope="module")
async def bot(discord: DiscordServer, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[BotProcess]:
    """A bot whose searching takes most of a second."""
    data = tmp_path_factory.mktemp("data")
    running = await start_bot(discord, recaps=RECAPS, data=data, command=("-c", SLOWLY))
    yield running
    assert await running.stop() == 0


async def test_typing_is_shown_for_what_was_typed(
    discord: DiscordServer, ana: Person, general: Channel
) -> None:
    before = len(discord.sent(TYPING))
    assert "Kernel pits" in (await (await ana.says(general, "!talk kernel pits")).reply()).text
    assert len(discord.sent(TYPING)) == before + 1


async def test_a_slash_command_is_acknowledged_first(
    discord: DiscordServer, ana: Person, general: Channel
) -> None:
    for private in (True, False):
        reply = await ana.slash(general, "talk", query="kernel pits", private=private)
        assert isinstance(reply, Post)
        assert reply.ephemeral is private
        assert "Kernel pits" in reply.text
        acknowledged = discord.calls[[call.name for call in discord.calls].index(CALLBACK)]
        assert acknowledged.body["type"] == 5


async def test_so_is_a_button(discord: DiscordServer, ana: Person, general: Channel) -> None:
    card = await (await ana.says(general, "!talk kernel pits")).reply()
    told = await ana.presses(card, "Not what I meant")
    assert isinstance(told, Post)
    assert "That is all I found" in told.text
    assert told.ephemeral
    assert "Kernel pits" in card.text


async def test_an_answer_ready_after_a_quarter_of_an_hour_is_one_line_in_the_log(
    discord: DiscordServer, bot: BotProcess, ana: Person, general: Channel
) -> None:
    """By then the interaction's token has expired, and nothing more can be said to it."""
    deferred = len(discord.sent(CALLBACK))
    asking = asyncio.create_task(ana.slash(general, "talk", query="kernel pits"))
    await discord.until(lambda: len(discord.sent(CALLBACK)) > deferred, what="not acknowledged")
    discord.clock.advance(15 * 60 + 1)
    assert "50027" in await bot.logged("Discord refused a reply")
    asking.cancel()
    assert "Kernel pits" in (await (await ana.says(general, "!talk kernel pits")).reply()).text
    assert sum("50027" in line for line in bot.lines) == 1
    assert "Traceback" not in bot.log, bot.log


async def test_an_answer_in_the_making_is_given_before_stopping(
    discord: DiscordServer, bot: BotProcess, ana: Person, general: Channel
) -> None:
    before = len(discord.sent(TYPING))
    question = await ana.says(general, "!talk kernel pits")
    await discord.until(lambda: len(discord.sent(TYPING)) > before, what="no typing")
    assert await bot.stop() == 0
    assert "Kernel pits" in (await question.reply()).text
