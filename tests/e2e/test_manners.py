"""How the bot behaves: quick or visibly at work, patient with floods, plain about what it lacks."""

from __future__ import annotations

import asyncio

import pytest

from tests.discord_server import BotProcess, Channel, DiscordServer, Permission, Person, Post, start_bot
from tests.e2e.conftest import RECAPS

POST = "POST /channels/{channel_id}/messages"
TYPING = "POST /channels/{channel_id}/typing"

pytestmark = pytest.mark.usefixtures("bot")


async def test_a_flood_gets_one_kind_word_and_then_answers_again(
    discord: DiscordServer, general: Channel
) -> None:
    script = discord.user("script")
    flood = [await script.says(general, "!talk kernel pits") for _ in range(40)]

    def told() -> list[Post]:
        posts = [post for question in flood for post in question.replies()]
        return [post for post in posts if "Give me a few seconds" in post.text]

    await discord.until(told, what="no kind word")
    await asyncio.sleep(1)
    assert "Kernel pits" in (await (await script.says(general, "!talk kernel pits")).reply()).text
    assert len(told()) < len(flood) / 2


async def test_quick_answers_show_no_typing(discord: DiscordServer, ana: Person, general: Channel) -> None:
    await (await ana.says(general, "!talk kernel pits")).reply()
    assert discord.sent(TYPING) == []


async def test_a_missing_permission_is_named_to_the_person_once(discord: DiscordServer, ana: Person) -> None:
    acme = discord.guild("acme")
    quiet = acme.channel("quiet")
    everyone = next(iter(acme.roles.values()))
    quiet.overwrite(everyone, deny=int(Permission.SEND_MESSAGES))
    discord.channel_update(quiet)
    for _ in range(2):
        await ana.says(quiet, "!talk kernel pits")
    told = await discord.until(
        lambda: [m for m in ana.dms.messages.values() if m.author is discord.world.bot], what="not told"
    )
    await (await ana.says(acme.channel("general"), "!recaps")).reply()
    texts = [Post(discord, message).text for message in told]
    assert len(texts) == 1
    assert "Send Messages" in texts[0]
    assert "#quiet" in texts[0]


async def test_without_history_the_answer_comes_without_the_reply_mark(
    discord: DiscordServer, ana: Person
) -> None:
    acme = discord.guild("acme")
    fresh = acme.channel("fresh")
    everyone = next(iter(acme.roles.values()))
    fresh.overwrite(everyone, deny=int(Permission.READ_MESSAGE_HISTORY))
    discord.channel_update(fresh)
    question = await ana.says(fresh, "!talk kernel pits")
    assert "Kernel pits" in (await question.reply()).text


@pytest.mark.parametrize("fault", ["503", "reset", "lost answer"])
async def test_a_hiccup_of_discord_costs_nobody_the_answer(
    discord: DiscordServer, ana: Person, general: Channel, fault: str
) -> None:
    if fault == "503":
        discord.faults.status(POST, 503)
    else:
        discord.faults.reset(POST, after=fault == "lost answer")
    question = await ana.says(general, "!talk kernel pits")
    assert "Kernel pits" in (await question.reply()).text
    await (await ana.says(general, "!recaps")).reply()
    assert len(question.replies()) == 1


async def test_an_interaction_that_expired_is_one_line_in_the_log(
    discord: DiscordServer, bot: BotProcess, ana: Person, general: Channel
) -> None:
    discord.faults.status("POST /interactions/*", 404, code=10062, message="Unknown interaction")
    lines = len(bot.lines)
    with pytest.raises(AssertionError):
        await ana.slash(general, "talk", query="kernel pits")
    assert any("10062" in line for line in bot.lines[lines:])
    assert not any("Traceback" in line for line in bot.lines[lines:])


async def test_a_double_acknowledgement_is_one_line_in_the_log(
    discord: DiscordServer, bot: BotProcess, ana: Person, general: Channel
) -> None:
    discord.faults.status("POST /interactions/*", 400, code=40060, message="Already acknowledged")
    lines = len(bot.lines)
    with pytest.raises(AssertionError):
        await ana.slash(general, "talk", query="kernel pits")
    assert sum("40060" in line for line in bot.lines[lines:]) == 1


async def test_bots_and_webhooks_are_not_answered(
    discord: DiscordServer, ana: Person, general: Channel
) -> None:
    robot = discord.user("robot")
    robot.bot = True
    said = await robot.says(general, "!talk kernel pits")
    await (await ana.says(general, "!recaps")).reply()
    assert not said.replies()


async def test_without_the_message_content_intent_all_but_the_bare_prefix_works(tmp_path) -> None:
    async with DiscordServer(privileged=()) as server:
        bot = await start_bot(server, recaps=RECAPS, data=tmp_path)
        ana, general = server.user("ana"), server.guild("acme").channel("general")
        assert await bot.logged("without the message-content intent")
        ignored = await ana.says(general, "!talk kernel pits")
        for question in (await ana.mentions(general, "!talk kernel pits"), await ana.dm("!talk kernel pits")):
            assert "Kernel pits" in (await question.reply()).text
        slash = await ana.slash(general, "help")
        assert isinstance(slash, Post)
        assert "may not read messages" in slash.text
        assert not ignored.replies()
        assert await bot.stop() == 0


async def test_a_refused_intent_is_survived_or_explained(tmp_path) -> None:
    async with DiscordServer(privileged=()) as server:
        env = {"RECAPBOT_MESSAGE_CONTENT": "on"}
        bot = await start_bot(server, recaps=RECAPS, data=tmp_path, env=env, wait=False)
        assert await bot.ended() == 4
        assert "Message Content Intent" in bot.log
        assert "Traceback" not in bot.log


async def test_a_refused_token_is_one_clear_line(tmp_path) -> None:
    async with DiscordServer() as server:
        env = {"DISCORD_TOKEN": "wrong"}
        bot = await start_bot(server, recaps=RECAPS, data=tmp_path, env=env, wait=False)
        assert await bot.ended() == 3
        assert "refused the token" in bot.log
        assert "Traceback" not in bot.log


async def test_commands_are_synced_only_when_they_changed(tmp_path) -> None:
    sync = "PUT /applications/{application_id}/commands"
    async with DiscordServer() as server:
        for _ in range(2):
            bot = await start_bot(server, recaps=RECAPS, data=tmp_path)
            assert await bot.stop() == 0
            assert len(server.sent(sync)) == 1


async def test_a_first_connection_that_fails_is_tried_again(tmp_path) -> None:
    async with DiscordServer() as server:
        server.faults.status("GET /users/@me", 503)
        bot = await start_bot(server, recaps=RECAPS, data=tmp_path)
        assert "cannot be reached" in bot.log
        assert await bot.stop() == 0
