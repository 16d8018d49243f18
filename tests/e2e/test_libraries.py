"""A guild's library from outside: it stays while the guild does, comes back with it, and leaves as files."""

from __future__ import annotations

import asyncio
import io
import sys
import zipfile
from asyncio.subprocess import PIPE, STDOUT
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.discord_server import BotProcess, DiscordServer, Person, start_bot
from tests.discord_server.process import ROOT
from tests.e2e.conftest import RECAPS
from tests.e2e.flows import FIGS, FLOWS, TITLE, Outcome, figs, found, plant, post


@pytest.fixture(scope="module")
async def bot(discord: DiscordServer, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[BotProcess]:
    running = await start_bot(discord, recaps=RECAPS, data=tmp_path_factory.mktemp("data"))
    yield running
    assert await running.stop() == 0
    assert "Traceback" not in running.log


@pytest.fixture
def keeper(discord: DiscordServer) -> Person:
    return discord.user("keeper")


async def test_a_guild_that_comes_back_finds_what_it_had_and_one_that_is_unavailable_never_left(
    discord: DiscordServer, bot: BotProcess, keeper: Person
) -> None:
    guild = discord.guild("nomads")
    hall = found(guild, keeper)
    await plant(keeper, hall)
    mark = Path(bot.env["RECAPBOT_DATA"]) / "guilds" / f"{guild.id}.left"
    discord.outage(guild)
    discord.outage(guild, over=True)
    assert "smaller scheduler" in (await (await keeper.says(hall, "!talk figs all the way")).reply()).text
    assert not mark.exists()

    discord.remove_bot(guild)
    await discord.until(mark.exists, what="that it left was not noted")
    discord.invite_bot(guild)
    await discord.until(lambda: not mark.exists(), what="that it is back was not noted")
    assert "smaller scheduler" in (await (await keeper.says(hall, "!talk figs all the way")).reply()).text


async def test_an_export_loaded_elsewhere_and_exported_again_is_the_same_to_the_byte(
    discord: DiscordServer, bot: BotProcess, keeper: Person, tmp_path: Path
) -> None:
    hall = found(discord.guild("movers"), keeper)
    await plant(keeper, hall)
    shown: Outcome | None = None
    for move in FLOWS["add, corrected"].moves:
        shown = await move(keeper, hall, shown)
    await keeper.slash(hall, "manage alias", name="the nest", recap_or_talk="Figs all the way down")
    [(_, data)] = post(await keeper.slash(hall, "manage export")).files
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        archive.extractall(tmp_path / "out")
        files = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    assert files["figs.md"] == FIGS.encode()

    async def recapbot(*words: str | Path) -> str:
        env = {**bot.env, "RECAPBOT_DATA": str(tmp_path / "data")}
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", *words, env=env, cwd=ROOT, stdout=PIPE, stderr=STDOUT
        )
        said, _ = await process.communicate()
        assert process.returncode == 0, said.decode()
        return said.decode()

    await recapbot("load", tmp_path / "out")
    assert "Porto" in await recapbot("ask", "!recap plumday 2027")
    assert "smaller scheduler" in await recapbot("ask", "!talk the nest")
    await recapbot("export", tmp_path / "again")
    again = {
        str(path.relative_to(tmp_path / "again")): path.read_bytes()
        for path in (tmp_path / "again").rglob("*")
        if path.is_file()
    }
    assert again == files


async def test_deleted_for_good_is_deleted_from_every_file(
    discord: DiscordServer, bot: BotProcess, keeper: Person
) -> None:
    hall = found(discord.guild("forgetful"), keeper)
    secret = "xylophonist"
    text = FIGS.replace("smaller scheduler", secret)
    preview = post(await keeper.slash(hall, "manage add", file=figs(text)))
    await keeper.presses(preview, "Add")
    folder = Path(bot.env["RECAPBOT_DATA"])

    def traces() -> list[Path]:
        return [
            path
            for path in folder.rglob("*")
            if path.is_file() and secret.encode() in path.read_bytes().lower()
        ]

    assert traces()
    shown: Outcome | None = None
    for move in FLOWS["delete for good"].moves:
        shown = await move(keeper, hall, shown)
    assert "Deleted for good" in post(shown).text
    assert traces() == []
    assert TITLE not in (await (await keeper.says(hall, "!recaps")).reply()).text


async def test_a_guilds_recap_and_a_shared_one_of_the_same_event_are_shown_together(
    discord: DiscordServer, bot: BotProcess, keeper: Person
) -> None:
    hall = found(discord.guild("orchard"), keeper)
    text = "---\nevent: PlumConf 2031\n---\n# PlumConf 2031, our own eyes\n\n## Stones\n\nBy Bo Ek. Hard.\n"
    preview = post(await keeper.slash(hall, "manage add", file=figs(text)))
    await keeper.presses(preview, "Add")
    shown = (await (await keeper.says(hall, "!recap plumconf 2031")).reply()).text
    assert "PlumConf 2031, our own eyes" in shown
    assert "What I brought home from PlumConf 2031" in shown


async def test_who_asks_by_the_option_is_forgotten_too(
    discord: DiscordServer, bot: BotProcess, keeper: Person
) -> None:
    hall = found(discord.guild("amnesia"), keeper)
    await plant(keeper, hall)
    done = post(await keeper.slash(hall, "privacy", **{"forget-me": True}))
    assert "your id is gone" in done.text
    assert f"<@{keeper.id}>" not in post(await keeper.slash(hall, "manage history")).text


async def test_not_what_i_meant_is_counted_as_a_miss(
    discord: DiscordServer, bot: BotProcess, keeper: Person
) -> None:
    hall = found(discord.guild("misses"), keeper)
    card = await (await keeper.says(hall, "!talk slow schedulers")).reply()
    await keeper.presses(card, "Not what I meant")
    assert "“slow schedulers” · 1 time" in post(await keeper.slash(hall, "manage misses")).text
