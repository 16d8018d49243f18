"""The local Discord as a real client sees it: a small discord.py bot uses each thing it offers."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.discord_server import (
    BotProcess,
    CannotDo,
    DiscordServer,
    File,
    Form,
    Kind,
    Permission,
    Post,
    start_bot,
)

SMALL_BOT = str(Path(__file__).with_name("small_bot.py"))
BYTES = Path(SMALL_BOT).read_bytes()


@pytest.fixture(scope="module")
async def discord() -> AsyncIterator[DiscordServer]:
    async with DiscordServer() as server:
        server.guild("acme")
        yield server


@pytest.fixture(scope="module", autouse=True)
async def bot(discord: DiscordServer) -> AsyncIterator[BotProcess]:
    async with await start_bot(discord, command=(SMALL_BOT,)) as running:
        yield running


@pytest.fixture
def general(discord: DiscordServer):
    return discord.guild("acme").channel("general")


@pytest.fixture
def ana(discord: DiscordServer):
    return discord.user("ana")


async def test_a_message_is_heard_and_replied_to(discord, ana, general):
    question = await ana.says(general, "!hello")
    reply = await question.reply()
    assert reply.text == "heard !hello"
    assert reply.payload["message_reference"]["message_id"] == str(question.message.id)
    assert discord.sent("POST /channels/{channel_id}/messages")[-1].body["enforce_nonce"] is True


async def test_a_direct_message_is_heard(ana):
    assert (await (await ana.dm("hello")).reply()).text == "heard hello"


async def test_a_mention_is_heard(ana, general):
    assert (await (await ana.mentions(general, "hello")).reply()).text == "heard @Recapbot hello"


async def test_edits_deletions_and_reactions_are_heard(discord, ana, general):
    question = await ana.says(general, "!hello")
    await question.reply()
    await ana.edits(question, "!edited")
    await discord.until(
        lambda: [reply.text for reply in question.replies()] == ["heard !hello", "!edited"],
        what="no answer to the edit",
    )
    await ana.reacts(question, "👍")
    await discord.until(lambda: len(question.message.reactions["👍"]) == 2, what="no reaction")
    await ana.deletes(question)
    await discord.until(
        lambda: discord.world.find(lambda m: m.content == f"{question.message.id} is gone"), what="no word"
    )


async def test_threads_and_forum_posts(discord, ana, general):
    acme = discord.guild("acme")
    forum = acme.channel("questions", Kind.FORUM)
    for parent in (general, forum):
        thread = acme.thread("a thread", parent, ana)
        assert (await (await ana.says(thread, "!hello")).reply()).text == "heard !hello"


async def test_buttons_and_selects_change_the_message(ana, general):
    page = await (await ana.says(general, "!page")).reply()
    assert page.buttons == ["Next", "Later", "Secret", "Form"]
    assert (await ana.presses(page, "Next")).text.startswith("page two")
    assert (await ana.presses(page, "later")).text.startswith("page three")
    assert (await ana.selects(page, "blue")).text.startswith("picked blue")
    assert page.text.startswith("picked blue")
    secret = await ana.presses(page, "Secret")
    assert isinstance(secret, Post)
    assert (secret.text, secret.ephemeral) == ("psst", True)
    with pytest.raises(CannotDo, match="Previous"):
        await ana.presses(page, "Previous")


async def test_a_form_is_filled_in(ana, general):
    page = await (await ana.says(general, "!page")).reply()
    form = await ana.presses(page, "Form")
    assert isinstance(form, Form)
    assert (form.title, list(form.fields)) == ("Greeting", ["Who", "Paper", "Where"])
    answer = await ana.submits(form, {"Who": "ben", "Paper": File("a.md", b"12345"), "Where": general})
    assert answer.text == "hello ben [5] ['general']"
    with pytest.raises(CannotDo, match="must be filled in"):
        await ana.submits(form, {})


async def test_slash_commands(discord, ana, general):
    said = await ana.slash(general, "say", what="hi", private=True)
    assert (said.text, said.ephemeral) == ("ana: hi", True)
    assert said.interaction.acknowledged_after < 3
    assert (await ana.slash(ana.dms, "say", what="hi")).text == "ana: hi"
    late = await ana.slash(general, "slow", file=File("notes.md", b"text"))
    assert late.text == "notes.md"
    await discord.until(lambda: late.interaction.followups, what="no follow-up")
    assert late.interaction.followups[0].content == "and more"


async def test_autocomplete(ana, general):
    assert await ana.types_in(general, "say", what="ne") == [("ne!", "NE")]


async def test_message_command(ana, general):
    post = await ana.says(general, "what about this?")
    assert (await ana.context_menu("Find", post)).text == "found what about this?"


async def test_commands_for_admins_are_seen_by_admins_only(discord, ana, general):
    with pytest.raises(CannotDo, match="sees no command 'manage'"):
        await ana.slash(general, "manage where", channel=general)
    acme, boss = discord.guild("acme"), discord.user("boss")
    acme.join(boss, acme.role("admins", Permission.MANAGE_GUILD))
    assert (await boss.slash(general, "manage where", channel=general)).text == "general True"


async def test_user_installs_work_where_the_bot_is_not(discord, ana):
    elsewhere = discord.guild("elsewhere", has_bot=False).channel("general")
    with pytest.raises(CannotDo):
        await ana.slash(elsewhere, "say", what="hi")
    ana.installed = True
    assert (await ana.slash(elsewhere, "say", what="hi")).text == "ana: hi"
    group = discord.world.dm(ana, discord.user("ben"))
    assert (await ana.slash(group, "say", what="hi")).text == "ana: hi"


async def test_files_travel_both_ways(ana, general):
    reply = await (await ana.says(general, "!file", files=[File("a.txt", b"content")])).reply()
    assert reply.text == "content\n(same.txt)"
    assert reply.files == [("same.txt", BYTES)]


async def test_components_v2(ana, general):
    reply = await (await ana.says(general, "!layout")).reply()
    assert reply.text == "# In a box"


async def test_a_refused_body_names_the_place(discord, ana, general):
    reply = await (await ana.says(general, "!long")).reply()
    assert reply.text.startswith("400 50035 Invalid Form Body")
    assert "2000 or fewer" in reply.text
    assert discord.violations.pop().name == "POST /channels/{channel_id}/messages"


async def test_a_guild_joined_later_is_served(discord, ana):
    assert (await (await ana.says(discord.guild("later").channel(), "!hello")).reply()).text == "heard !hello"


async def test_without_permission_to_send_the_bot_is_refused(discord, ana, general):
    quiet = discord.guild("acme").channel("quiet")
    quiet.overwrite(discord.world.bot, deny=Permission.SEND_MESSAGES)
    discord.channel_update(quiet)
    await ana.says(quiet, "!hello")
    refused = await discord.until(
        lambda: next((c for c in discord.calls if c.status == 403), None), what="nothing was refused"
    )
    assert refused.answer == {"message": "Missing Permissions", "code": 50013}
