"""The running bot as its host sees it: health, figures, the watchdog, several processes."""

from __future__ import annotations

import asyncio
import itertools
import json
import re
import shutil
import socket
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from tests.discord_server import BotProcess, DiscordServer, File, Permission, Post, start_bot
from tests.e2e.conftest import RECAPS

IMPATIENT = """
import functools, sys
from bot import client
from bot.__main__ import main
from bot.health.pulse import Limits

client.feel_forever = functools.partial(client.feel_forever, every=0.1)
client.Watchdog = functools.partial(client.Watchdog, limits=Limits(silent=1.5, lost=30), every=0.1)
sys.exit(main(["run"]))
"""


@pytest.fixture
async def discord() -> AsyncIterator[DiscordServer]:
    async with DiscordServer() as server:
        server.gateway.heartbeat_interval = 0.2
        yield server


async def health(bot: BotProcess) -> tuple[int, str]:
    """`recapbot health` beside the running bot."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "health",
        env=bot.env,
        cwd=Path(__file__).parents[2],
        stdout=asyncio.subprocess.PIPE,
    )
    said, _ = await process.communicate()
    return process.returncode or 0, said.decode().strip()


async def get(address: str, path: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(f"http://{address}{path}") as reply:
        return reply.status, await reply.text()


async def until_ready(address: str) -> str:
    for _ in range(100):
        status, body = await get(address, "/readyz")
        if status == 200:
            return body
        await asyncio.sleep(0.1)
    raise AssertionError(body)


async def test_health_and_figures_of_a_running_bot(discord: DiscordServer) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    bot = await start_bot(discord, env={"RECAPBOT_HEALTH_ADDR": address})
    state = json.loads(await until_ready(address))
    assert (state["status"], state["message_content"], list(state["shards"])) == ("ok", True, ["0"])
    code, said = await health(bot)
    assert (code, said.partition(":")[0]) == (0, "healthy")

    ana, general = discord.user("ana"), discord.guild("acme").channel("general")
    for words in ("!recaps", "!talk xyzzyplugh", f"<@{discord.world.bot.id}> /help"):
        await (await ana.says(general, words)).reply()
    await ana.slash(general, "recaps")
    _, page = await get(address, "/metrics")
    counted = set(re.findall(r'recapbot_replies_total\{door="(\w+)",outcome="(\w+)"\} 1\.0', page))
    assert counted == {("prefix", "recaps"), ("prefix", "none"), ("mention", "help"), ("slash", "recaps")}
    assert re.search(r'recapbot_files_total\{outcome="added"\} \d\d', page)
    assert 'recapbot_identifies_total{shard="0"} 1.0' in page

    assert await bot.stop() == 0
    code, said = await health(bot)
    assert (code, said.partition(":")[0]) == (1, "unhealthy")
    assert "xyzzyplugh" not in bot.log, "what people ask is never logged"


async def test_no_secret_and_no_word_of_a_person_leaves_its_place(
    discord: DiscordServer, tmp_path: Path
) -> None:
    bot = await start_bot(discord, data=tmp_path, env={"RECAPBOT_LOG": "debug:json"})
    ana, general = discord.user("ana"), discord.guild("acme").channel("general")
    await (await ana.says(general, "!talk zzgiraffe")).reply()
    await ana.slash(general, "ask", question="who fed the zzgiraffe?")
    discord.faults.status("POST /channels/*/messages", 500, times=1)
    await (await ana.says(general, "!recap zzgiraffe")).reply()
    assert await bot.stop() == 0

    assert all(json.loads(line)["event"] for line in bot.lines), "one JSON object per line, all through"
    assert "zzgiraffe" not in bot.log
    secrets = [discord.token, *(interaction.token for interaction in discord.interactions.values())]
    assert len(secrets) == 2
    stored = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    for secret in secrets:
        assert secret not in bot.log
        assert secret.encode() not in stored
        assert not any(secret in str(call.body) for call in discord.calls)


async def test_a_gateway_that_sends_events_but_acknowledges_nothing_ends_the_process(
    discord: DiscordServer,
) -> None:
    bot = await start_bot(discord, command=("-c", IMPATIENT))
    ana, general = discord.user("ana"), discord.guild("acme").channel("general")
    await (await ana.says(general, "!help")).reply()
    discord.gateway.acknowledge_heartbeats = False
    ending = asyncio.create_task(bot.ended(20))
    while not ending.done():
        await ana.says(general, "just talking")
        await asyncio.sleep(0.1)
    assert await ending == 75
    assert "no heartbeat acknowledged" in bot.log


async def test_two_processes_share_the_shards_and_never_identify_too_early(tmp_path: Path) -> None:
    async with DiscordServer(shards=4, max_concurrency=2) as discord:
        discord.gateway.identify_interval = 5
        acme = [discord.guild(f"guild {number}") for number in range(8)]
        parts = ("0-1/4", "2-3/4")
        bots = [
            await start_bot(
                discord,
                data=tmp_path / part[0],
                env={"RECAPBOT_SHARDS": part, "TMPDIR": str(tmp_path)},
                wait=False,
            )
            for part in parts
        ]
        for bot in bots:
            await bot.ready(sessions=4)
        assert sorted(one.shard for one in discord.gateway.identifies if one.shard) == [
            (n, 4) for n in range(4)
        ]
        for bucket in (0, 1):
            times = sorted(
                one.at for one in discord.gateway.identifies if one.shard and one.shard[0] % 2 == bucket
            )
            assert all(later - earlier >= 5 for earlier, later in itertools.pairwise(times))
        ana = discord.user("ana")
        for guild in acme:
            await (await ana.says(guild.channel("general"), "!recaps")).reply()
        for bot in bots:
            assert await bot.stop() == 0


async def test_a_recap_put_into_the_folder_is_known_soon_after(
    discord: DiscordServer, tmp_path: Path
) -> None:
    recaps = tmp_path / "recaps"
    recaps.mkdir()
    bot = await start_bot(discord, recaps=recaps)
    ana, general = discord.user("ana"), discord.guild("acme").channel("general")
    assert "Quieter switches" not in (await (await ana.says(general, "!talk quieter switches")).reply()).text
    (recaps / "nets.md").write_text(
        "# NetConf 2021\n\n## Quieter switches - Ana Lopez\n\nFlat fan curves hum less.\n"
    )
    await bot.logged("recaps loaded: 1 added", within=30)
    assert "Quieter switches" in (await (await ana.says(general, "!talk quieter switches")).reply()).text
    (recaps / "nets.md").unlink()
    await bot.logged("1 removed", within=30)
    assert await bot.stop() == 0


async def test_what_reads_recaps_is_never_loaded_by_the_process_that_holds_the_token(
    discord: DiscordServer, tmp_path: Path
) -> None:
    recaps = tmp_path / "recaps"
    shutil.copytree(RECAPS, recaps)
    guild, keeper = discord.guild("orchard"), discord.user("keeper")
    guild.join(keeper, guild.role("keepers", int(Permission.MANAGE_GUILD)))
    hall = guild.channel("general")
    told = {"PYTHONPROFILEIMPORTTIME": "1"}
    async with await start_bot(discord, recaps=recaps, data=tmp_path / "data", env=told) as bot:
        text = b"# PlumConf 2031\n\n## Plums by night\n\nSpeaker: Ana Lu\n\nPlums glow.\n"
        preview = await keeper.slash(hall, "manage add", file=File("plums.md", text, "text/markdown"))
        assert isinstance(preview, Post)
        assert "Plums by night" in preview.text
        await keeper.presses(preview, "Add")
        (recaps / "quinces.md").write_bytes(text.replace(b"Plum", b"Quince"))
        await bot.logged("recaps loaded: 1 added", within=30)
        assert "Quince" in (await (await keeper.says(hall, "!talk quinces by night")).reply()).text
        assert "Plums glow" in (await (await keeper.says(hall, "!talk plums by night")).reply()).text
        for library in ("markdown_it", "frontmatter", "yaml", "lxml", "readability", "markdownify", "rich"):
            assert not re.search(rf"\| +{library}$", bot.log, re.MULTILINE), library
        assert re.search(r"\| +discord$", bot.log, re.MULTILINE)
        assert await bot.stop() == 0
