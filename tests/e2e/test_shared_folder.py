"""The folder of shared recaps is read again when it changes, without a restart."""

from __future__ import annotations

import asyncio
import shutil
import sys
from asyncio.subprocess import PIPE, STDOUT
from pathlib import Path

import pytest

from tests.discord_server import DiscordServer, start_bot
from tests.discord_server.process import ROOT
from tests.e2e.conftest import RECAPS


async def test_a_new_a_changed_and_a_removed_file(discord: DiscordServer, tmp_path: Path) -> None:
    folder = tmp_path / "recaps"
    shutil.copytree(RECAPS, folder)
    ana, general = discord.user("ana"), discord.guild("acme").channel("general")

    async def until(line: str, words: str, *, there: bool = True) -> None:
        for _ in range(30):
            if (words in (await (await ana.says(general, line)).reply()).text) is there:
                return
            await asyncio.sleep(0.5)
        pytest.fail(f"{line} did not change")

    async with await start_bot(discord, recaps=folder, data=tmp_path / "data") as bot:
        file = folder / "figs.md"
        file.write_text(
            "# FigFest\n\n## Figs all the way down\n\nSpeaker: Ana Lu\n\nFigs.\n", encoding="utf-8"
        )
        await until("!talk figs all the way", "### Figs all the way down")
        file.write_text("# FigFest\n\n## Figs sideways\n\nSpeaker: Bo Ek\n\nFigs.\n", encoding="utf-8")
        await until("!talk figs sideways", "### Figs sideways")
        file.unlink()
        await until("!talk figs sideways", "### Figs sideways", there=False)
        assert bot.log.count("recaps loaded") == 4
        assert await bot.stop() == 0


async def test_what_another_process_loads_is_known_and_a_restore_waits(
    discord: DiscordServer, tmp_path: Path
) -> None:
    more = tmp_path / "more"
    more.mkdir()
    (more / "quinces.md").write_text(
        "# QuinceCon\n\n## Quince cheese\n\nBy Li Wei. It sets.\n", encoding="utf-8"
    )
    ana, general = discord.user("ana"), discord.guild("acme").channel("general")

    async with await start_bot(discord, recaps=RECAPS, data=tmp_path / "data") as bot:

        async def recapbot(*words: str | Path) -> tuple[int | None, str]:
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", *words, env=bot.env, cwd=ROOT, stdout=PIPE, stderr=STDOUT
            )
            said, _ = await process.communicate()
            return process.returncode, said.decode()

        assert "Quince" not in (await (await ana.says(general, "!recaps")).reply()).text
        assert await recapbot("load", more) == (0, "1 added\n")
        assert "### Quince cheese" in (await (await ana.says(general, "!talk quince cheese")).reply()).text
        assert (await recapbot("backup", tmp_path / "all.zip"))[0] == 0
        code, said = await recapbot("restore", tmp_path / "all.zip")
        assert code == 1
        assert "stop Recapbot first" in said
        assert await bot.stop() == 0
