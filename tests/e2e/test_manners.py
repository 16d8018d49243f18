"""How the bot behaves: quick or visibly at work, patient with floods, plain about what it lacks."""

from __future__ import annotations

import asyncio

import pytest

from tests.discord_server import (
    BotProcess,
    Channel,
    DiscordServer,
    Kind,
    Permission,
    Person,
    Post,
    start_bot,
)
from tests.e2e.conftest import RECAPS

POST = "POST /channels/{channel_id}/messages"
RUN = ("-m", "bot", "run")
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


async def test_a_missing_permission_is_named_to_the_person_once_and_logged_each_time(
    discord: DiscordServer, bot: BotProcess, ana: Person
) -> None:
    acme = discord.guild("acme")
    quiet = acme.channel("quiet")
    quiet.overwrite(acme.everyone, deny=int(Permission.SEND_MESSAGES))
    discord.channel_update(quiet)
    lines = len(bot.lines)
    for _ in range(2):
        await ana.says(quiet, "!talk kernel pits")

    def told() -> list[Post]:
        return [Post(discord, m) for m in ana.dms.messages.values() if m.author is discord.world.bot]

    await discord.until(told, what="not told")
    await discord.until(lambda: len(bot.lines) >= lines + 2, what="not logged")
    await (await ana.says(acme.channel("general"), "!recaps")).reply()
    [only] = told()
    assert "I need **Send Messages** there" in only.text
    assert "#quiet" in only.text
    assert [line.count("missing permissions") for line in bot.lines[lines:]] == [1, 1]


@pytest.mark.parametrize(
    ("denied", "named"),
    [
        (Permission.SEND_MESSAGES_IN_THREADS, "Send Messages in Threads"),
        (Permission.SEND_MESSAGES | Permission.SEND_MESSAGES_IN_THREADS, "Send Messages"),
    ],
)
@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.FORUM])
async def test_in_a_thread_or_post_the_permission_for_threads_is_the_one_that_is_named(
    discord: DiscordServer, bot: BotProcess, denied: Permission, named: str, kind: Kind
) -> None:
    acme = discord.guild("acme")
    person = discord.user(f"reader of {kind.name} without {int(denied)}")
    parent = acme.channel(f"{kind.name} without {int(denied)}", kind)
    parent.overwrite(acme.everyone, deny=int(denied))
    discord.channel_update(parent)
    thread = acme.thread("plums", parent, person)
    await person.mentions(thread, "kernel pits")
    [told] = await discord.until(lambda: list(person.dms.messages.values()), what="not told")
    assert named in Post(discord, told).text
    assert "#plums" in Post(discord, told).text


async def test_who_takes_no_direct_messages_is_told_nothing_and_the_log_has_one_line(
    discord: DiscordServer, bot: BotProcess, general: Channel
) -> None:
    acme = discord.guild("acme")
    closed = discord.user("closed")
    closed.dms_closed = True
    shut = acme.channel("shut")
    shut.overwrite(acme.everyone, deny=int(Permission.SEND_MESSAGES))
    discord.channel_update(shut)
    lines = len(bot.lines)
    await closed.says(shut, "!talk kernel pits")
    await discord.until(lambda: len(bot.lines) > lines, what="not logged")
    await (await closed.says(general, "!recaps")).reply()
    assert [line.count("missing permissions") for line in bot.lines[lines:]] == [1]


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


BEYOND = {
    "expired (10062)": (404, 10062, "Unknown interaction"),
    "acknowledged twice (40060)": (400, 40060, "Interaction has already been acknowledged."),
}
DOINGS = {
    "command": lambda ana, card: ana.slash(card.channel, "talk", query="kernel pits"),
    "private command": lambda ana, card: ana.slash(card.channel, "recaps", private=True),
    "button": lambda ana, card: ana.presses(card, "The recap"),
    "vote": lambda ana, card: ana.presses(card, "Helpful"),
    "delete": lambda ana, card: ana.presses(card, "Delete"),
    "message menu": lambda ana, card: ana.context_menu("Find in recaps", card),
    "suggestions": lambda ana, card: ana.types_in(card.channel, "talk", query="kern"),
    "privacy": lambda ana, card: ana.slash(card.channel, "privacy"),
    "manage": lambda ana, card: ana.slash(card.channel, "manage history"),
    "manage form": lambda ana, card: ana.slash(card.channel, "manage add"),
}


@pytest.mark.parametrize("fault", BEYOND)
@pytest.mark.parametrize("doing", DOINGS)
async def test_an_interaction_that_nothing_can_be_said_to_is_one_line_in_the_log(
    discord: DiscordServer, bot: BotProcess, ana: Person, doing: str, fault: str
) -> None:
    acme = discord.guild("acme")
    general = acme.channel("general")
    acme.join(ana, acme.role("keepers", int(Permission.MANAGE_GUILD)))
    card = await (await ana.says(general, "!talk kernel pits")).reply()
    await bot.logged("ready")  # which may come after the first answer
    status, code, message = BEYOND[fault]
    discord.faults.status("POST /interactions/*", status, code=code, message=message)
    lines = len(bot.lines)
    tried = asyncio.create_task(DOINGS[doing](ana, card))
    await discord.until(lambda: bot.lines[lines:], what="nothing was logged")
    again = await (await ana.says(general, "!talk kernel pits")).reply()
    assert "Kernel pits" in again.text
    tried.cancel()
    assert len(bot.lines) == lines + 1, bot.lines[lines:]
    assert str(code) in bot.lines[-1]


@pytest.mark.parametrize("kind", ["bot", "webhook"])
async def test_bots_and_webhooks_are_not_answered(
    discord: DiscordServer, ana: Person, general: Channel, kind: str
) -> None:
    robot = discord.user(f"{kind} that talks")
    robot.bot = kind == "bot"
    said = await robot.says(general, "!talk kernel pits", webhook=kind == "webhook")
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


RENAMED = """
import sys
from bot.cogs.lookup import Lookup
Lookup.talk.description = "Another description"
from bot.__main__ import main
sys.exit(main(["run"]))
"""


async def test_commands_are_synced_only_when_they_changed(tmp_path) -> None:
    async with DiscordServer() as server:
        for command, synced in ((RUN, 1), (RUN, 1), (("-c", RENAMED), 2), (("-c", RENAMED), 2), (RUN, 3)):
            bot = await start_bot(server, recaps=RECAPS, data=tmp_path, command=command)
            assert await bot.stop() == 0
            assert len(server.sent("PUT /applications/{application_id}/commands")) == synced
            touched = [call for call in server.calls if "/commands" in call.route]
            assert len(touched) == synced, "nothing else is asked of the commands either"


async def test_a_first_connection_that_fails_is_tried_again(tmp_path) -> None:
    async with DiscordServer() as server:
        server.faults.status("GET /users/@me", 503)
        bot = await start_bot(server, recaps=RECAPS, data=tmp_path)
        assert "cannot be reached" in bot.log
        assert await bot.stop() == 0
