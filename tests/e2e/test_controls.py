"""Buttons and menus: they act, they outlive a restart, and they say so when their recap is gone."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.discord_server import (
    BotProcess,
    Channel,
    DiscordServer,
    Form,
    Permission,
    Person,
    Post,
    start_bot,
)
from tests.e2e.conftest import RECAPS


async def ask(person: Person, channel: Channel, line: str) -> Post:
    return await (await person.says(channel, line)).reply()


def posted(outcome: Post | Form) -> Post:
    assert isinstance(outcome, Post)
    return outcome


async def test_a_talk_leads_to_its_recap_and_back(ana: Person, general: Channel) -> None:
    card = await ask(ana, general, "!talk slow schedulers")
    recap = posted(await ana.presses(card, "The recap"))
    assert recap.message is card.message
    assert "Kernel pits and how to spit them" in recap.text
    talk = posted(await ana.selects(recap, "Kernel pits and how to spit them"))
    assert "Tomasz Lindqvist" in talk.text
    assert "pitfinder" in talk.text


async def test_full_notes(ana: Person, general: Channel, long_talk: str) -> None:
    card = await ask(ana, general, f"!talk {long_talk}")
    notes = posted(await ana.presses(card, "Full notes"))
    assert "page 1 of" in notes.text
    second = posted(await ana.presses(notes, "Next"))
    assert "page 2 of" in second.text
    first = posted(await ana.presses(second, "Previous"))
    assert "page 1 of" in first.text
    back = posted(await ana.presses(first, "Back to the talk"))
    assert "Full notes" in back.buttons


async def test_many_recaps_are_paged(ana: Person, general: Channel) -> None:
    listed = await ask(ana, general, "!recaps")
    assert "Next" in listed.buttons
    second = posted(await ana.presses(listed, "Next"))
    assert "page 2 of" in second.text
    assert second.message is listed.message


async def test_whoever_did_not_ask_gets_a_copy_of_their_own(
    ana: Person, ben: Person, general: Channel
) -> None:
    card = await ask(ana, general, "!talk slow schedulers")
    before = card.text
    copy = posted(await ben.presses(card, "The recap"))
    assert copy.ephemeral
    assert "Kernel pits" in copy.text
    assert card.text == before


async def test_not_what_i_meant_offers_others(ana: Person, general: Channel) -> None:
    card = await ask(ana, general, "!talk sowing by the moon, part 3")
    others = posted(await ana.presses(card, "Not what I meant"))
    assert "Perhaps one of these" in others.text
    assert others.options


async def test_the_asker_deletes_the_answer(ana: Person, general: Channel) -> None:
    card = await ask(ana, general, "!talk kernel pits")
    await ana.presses(card, "Delete")
    await card.gone()


async def test_others_do_not_unless_they_manage_messages(
    discord: DiscordServer, ana: Person, ben: Person, general: Channel
) -> None:
    card = await ask(ana, general, "!talk kernel pits")
    refusal = posted(await ben.presses(card, "Delete"))
    assert refusal.ephemeral
    assert "Manage Messages" in refusal.text
    assert not card.message.deleted
    acme = discord.guild("acme")
    warden = discord.user("warden")
    acme.join(warden, acme.role("wardens", 1 << 13))
    await warden.presses(card, "Delete")
    await card.gone()


async def test_a_private_reply_is_shared_in_the_askers_name(ana: Person, general: Channel) -> None:
    private = posted(await ana.slash(general, "talk", query="kernel pits", private=True))
    assert private.ephemeral
    assert "Delete" not in private.buttons
    shared = posted(await ana.presses(private, "Share"))
    assert not shared.ephemeral
    assert f"<@{ana.id}> shares" in shared.text
    assert "Kernel pits and how to spit them" in shared.text
    await ana.presses(shared, "Delete")
    await shared.gone()


async def test_thumbs_are_counted_once_each_and_without_a_name(
    bot: BotProcess, ana: Person, general: Channel
) -> None:
    card = await ask(ana, general, "!talk kernel pits")
    for thumb in ("Helpful", "Helpful"):
        thanks = posted(await ana.presses(card, thumb))
        assert thanks.ephemeral
        assert "without your name" in thanks.text
    assert ("kernel pits", "up", 1) in noted(bot, general)
    assert all(str(ana.id) not in str(row) for row in noted(bot, general))


def noted(bot: BotProcess, channel: Channel) -> list[tuple[str, str, int]]:
    """Words, verdict and how often, as the guild's file holds them."""
    assert channel.guild is not None
    file = Path(bot.env["RECAPBOT_DATA"]) / "guilds" / f"{channel.guild.id}.db"
    with closing(sqlite3.connect(file)) as library:
        return library.execute("SELECT text, verdict, count FROM feedback").fetchall()


async def test_thumbs_put_on_an_answer_as_reactions_count_too_once_each(
    discord: DiscordServer, bot: BotProcess, ana: Person, ben: Person, general: Channel
) -> None:
    card = await ask(ana, general, "!talk grafting services")
    robot = discord.user("robot")
    robot.bot = True
    words = await ben.says(general, "!recaps")
    for person, emoji, post in (
        (robot, "👎", card),
        (ben, "🎉", card),
        (ana, "👎", words),
        (ana, "👍🏽", card),
        (ana, "👍", card),
        (ben, "👎", card),
    ):
        await person.reacts(post, emoji)
    thumbs = {
        ("grafting services", "up", 1),
        ("grafting services", "down", 1),
    }
    await discord.until(lambda: thumbs <= set(noted(bot, general)), what="not counted")
    assert not [row for row in noted(bot, general) if "recaps" in row[0]]

    acme = discord.guild("acme")
    keeper = discord.user("keeper")
    acme.join(keeper, acme.role("keepers", int(Permission.MANAGE_GUILD)))
    misses = posted(await keeper.slash(general, "manage misses"))
    assert "Answered, but marked as not helpful" in misses.text
    assert "“grafting services” · 1 time" in misses.text


async def test_a_question_too_long_for_a_button_is_remembered(ana: Person, general: Channel) -> None:
    words = "kernel pits and how to spit them " + "please " * 12
    for reply in (
        await ask(ana, general, f"!talk {words}"),
        posted(await ana.slash(general, "talk", query=words, private=True)),
    ):
        if reply.ephemeral:
            assert "Kernel pits" in posted(await ana.presses(reply, "Share")).text
        else:
            assert "Kernel pits" in posted(await ana.presses(reply, "The recap")).text


async def test_where_the_card_is_gone_the_answer_comes_in_private(
    discord: DiscordServer, bot: BotProcess, ana: Person, general: Channel
) -> None:
    private = posted(await ana.slash(general, "talk", query="kernel pits", private=True))
    discord.faults.status("POST /interactions/*", 404, code=10008, message="Unknown Message")
    lines = len(bot.lines)
    told = posted(await ana.presses(private, "The recap"))
    assert told.ephemeral
    assert "Grafting services without downtime" in told.text
    assert len(bot.lines) == lines + 1
    assert "10008" in bot.lines[-1]


async def test_old_buttons_work_after_a_restart_and_say_when_their_recap_is_gone(
    discord: DiscordServer, bot: BotProcess, ana: Person, general: Channel, folder: Path
) -> None:
    first = await ask(ana, general, "!talk kernel pits")
    second = await ask(ana, general, "!talk kernel pits")
    assert await bot.stop() == 0
    again = await start_bot(discord, recaps=folder, data=Path(bot.env["RECAPBOT_DATA"]))
    recap = posted(await ana.presses(first, "The recap"))
    assert "Grafting services without downtime" in recap.text
    assert await again.stop() == 0

    (folder / "plumconf-2031.md").unlink()
    last = await start_bot(discord, recaps=folder, data=Path(bot.env["RECAPBOT_DATA"]))
    gone = posted(await ana.presses(second, "The recap"))
    assert gone.ephemeral
    assert "no longer here" in gone.text
    assert "Kernel pits" in second.text
    assert await last.stop() == 0


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The three recaps, one with notes of many pages, and a dozen more."""
    folder = tmp_path_factory.mktemp("recaps")
    shutil.copytree(RECAPS, folder, dirs_exist_ok=True)
    notes = "".join(f"- Finding number {n}: the compost heap answered in {n} seconds.\n" for n in range(150))
    (folder / "compostconf.md").write_text(
        f"# CompostConf 2029\n\n## The long look at compost\n\nSpeaker: Bo Ek\n\n{notes}", encoding="utf-8"
    )
    for n in range(14):
        (folder / f"seedfest-{2000 + n}.md").write_text(
            f"# SeedFest {2000 + n}\n\n## Sowing by the moon, part {n}\n\nSpeaker: Li Wei\n\nIt grew.\n",
            encoding="utf-8",
        )
    return folder


@pytest.fixture(scope="module")
async def bot(discord: DiscordServer, folder: Path, tmp_path_factory: pytest.TempPathFactory):
    running = await start_bot(discord, recaps=folder, data=tmp_path_factory.mktemp("data"))
    yield running
    if running.exit_code is None:
        assert await running.stop() == 0


@pytest.fixture
def long_talk() -> str:
    return "the long look at compost"
