"""The answer follows its question: edited with it, removed with it, also across a restart."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.discord_server import BotProcess, Channel, DiscordServer, Person, start_bot
from tests.e2e.conftest import RECAPS

PATCH = "PATCH /channels/{channel_id}/messages/{message_id}"

pytestmark = pytest.mark.usefixtures("bot")


async def test_an_edited_question_edits_its_answer(ana: Person, general: Channel) -> None:
    question = await ana.says(general, "!talk kernel pits")
    reply = await question.reply()
    await ana.edits(question, "!talk pear reviews")
    assert "Pear reviews considered helpful" in (await reply.changed()).text
    assert len(question.replies()) == 1


async def test_a_link_preview_changes_nothing(discord: DiscordServer, ana: Person, general: Channel) -> None:
    question = await ana.says(general, "!talk kernel pits")
    await question.reply()
    before = len(discord.sent(PATCH))
    await ana.link_preview(question)
    await (await ana.says(general, "!recaps")).reply()
    assert len(discord.sent(PATCH)) == before


async def test_a_question_mended_after_a_slip_is_answered(ana: Person, general: Channel) -> None:
    slip = await ana.says(general, "!takl kernel pits")
    await ana.edits(slip, "!talk kernel pits")
    assert "Kernel pits" in (await slip.reply()).text


async def test_a_question_edited_into_something_else_loses_its_answer(ana: Person, general: Channel) -> None:
    question = await ana.says(general, "!talk kernel pits")
    reply = await question.reply()
    await ana.edits(question, "never mind")
    await reply.gone()


async def test_a_deleted_question_takes_its_answer_along(ana: Person, general: Channel) -> None:
    for question in (await ana.says(general, "!talk kernel pits"), await ana.dm("kernel pits")):
        reply = await question.reply()
        await ana.deletes(question)
        await reply.gone()


async def test_a_question_deleted_before_the_answer_gets_none(
    discord: DiscordServer, ana: Person, general: Channel
) -> None:
    question = await ana.says(general, "!talk kernel pits")
    await ana.deletes(question)
    await (await ana.says(general, "!recaps")).reply()
    await discord.until(
        lambda: all(reply.message.deleted for reply in question.replies()), what="an answer to nothing"
    )


async def test_both_across_a_restart(
    discord: DiscordServer, bot: BotProcess, ana: Person, general: Channel
) -> None:
    edited = await ana.says(general, "!talk kernel pits")
    deleted = await ana.says(general, "!talk kernel pits")
    replies = [await edited.reply(), await deleted.reply()]
    await (await ana.says(general, "!recaps")).reply()
    assert await bot.stop() == 0
    data = Path(bot.env["RECAPBOT_DATA"])
    async with await start_bot(discord, recaps=RECAPS, data=data):
        await ana.edits(edited, "!talk pear reviews")
        assert "Pear reviews considered helpful" in (await replies[0].changed()).text
        await ana.deletes(deleted)
        await replies[1].gone()
