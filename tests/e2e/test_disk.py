"""The disk below the bot: full, or read-only. What can be answered still is.

The data folder is a small file system of its own, mounted in a name space of the bot's, so
that it is truly full and truly read-only, whoever runs the tests.
"""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.discord_server import BotProcess, Channel, DiscordServer, File, Permission, Person, Post, start_bot
from tests.e2e.conftest import RECAPS

UNSHARE = ("unshare", "--user", "--map-root-user", "--mount")
MOUNT = ("mount", "-t", "tmpfs", "none")
FIGS = "# FigFest 2028\n\n## Figs all the way down - Ana Lu\n\nEvery fig contains a smaller scheduler.\n"
DATES = "# DateFest 2029\n\n## Dates for everyone - Bo Ek\n\nA date is a fig that went further.\n"


def _may_mount() -> bool:
    if shutil.which("unshare") is None or shutil.which("nsenter") is None:
        return False
    tried = subprocess.run([*UNSHARE, *MOUNT, "/mnt"], capture_output=True, check=False)
    return tried.returncode == 0


pytestmark = pytest.mark.skipif(
    not _may_mount(), reason="this machine lets nobody mount a file system in a name space of their own"
)


class Disk:
    """A file system of four megabytes below `folder`, as the bot alone sees it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.bot: BotProcess | None = None

    def started_on(self, state: str = "empty", kept: Path | None = None) -> tuple[str, ...]:
        """The command that mounts it, with what is `kept` in it, and runs the bot there."""
        steps = [f"mount -t tmpfs -o size=4m none {self.folder}"]
        if kept is not None:
            steps.append(f"cp -r {kept}/. {self.folder}")
        if state == "full":
            steps.append(f"(cat /dev/zero > {self.folder}/ballast 2>/dev/null || true)")
        elif state == "read-only":
            steps.append(f"mount -o remount,ro {self.folder}")
        return "-c", RUN_IN_A_SPACE, " ".join(UNSHARE), " && ".join(steps)

    @property
    def seen(self) -> Path:
        assert self.bot is not None
        return Path(f"/proc/{self.bot.pid}/root{self.folder}")

    async def fill(self) -> None:
        """Leave no room for another byte."""

        def write() -> None:
            with (self.seen / "ballast").open("ab", buffering=0) as ballast, contextlib.suppress(OSError):
                while True:
                    ballast.write(b"\0" * 512)

        await asyncio.to_thread(write)

    async def free(self) -> None:
        await asyncio.to_thread((self.seen / "ballast").unlink)


RUN_IN_A_SPACE = """
import os, sys
steps = sys.argv[2] + ' && exec "$0" -m bot run'
os.execvp("unshare", [*sys.argv[1].split(), "sh", "-c", steps, sys.executable])
"""


@pytest.fixture
def disk(tmp_path: Path) -> Disk:
    (tmp_path / "data").mkdir()
    return Disk(tmp_path / "data")


@pytest.fixture
async def kept(discord: DiscordServer, tmp_path: Path, general: Channel, ana: Person) -> Path:
    """What a bot leaves that ran on a healthy disk: the recaps, and one of the guild's own."""
    folder = tmp_path / "kept"
    bot = await start_bot(discord, recaps=RECAPS, data=folder)
    await add(ana, general)
    assert await bot.stop() == 0
    return folder


@pytest.fixture
def general(discord: DiscordServer, request: pytest.FixtureRequest) -> Channel:
    return discord.guild(request.node.name).channel("general")


@pytest.fixture
def ana(discord: DiscordServer, general: Channel) -> Person:
    """Somebody with Manage Server."""
    guild, person = general.guild, discord.user("keeper")
    assert guild is not None
    guild.join(person, guild.role("keepers", int(Permission.MANAGE_GUILD)))
    return person


async def add(who: Person, where: Channel, text: str = FIGS) -> Post:
    preview = await who.slash(where, "manage add", file=File("figs.md", text.encode(), "text/markdown"))
    assert isinstance(preview, Post), preview
    assert "Add" in preview.buttons, preview.text
    done = await who.presses(preview, "Add")
    assert isinstance(done, Post), done
    return done


async def answers(who: Person, where: Channel, words: str = "!talk kernel pits") -> str:
    return (await (await who.says(where, words)).reply()).text


async def test_a_disk_that_fills_up_is_told_and_questions_are_answered(
    discord: DiscordServer, disk: Disk, general: Channel, ana: Person
) -> None:
    disk.bot = bot = await start_bot(discord, recaps=RECAPS, data=disk.folder, command=disk.started_on())
    assert "Kernel pits" in await answers(ana, general)
    await disk.fill()
    for words in ("!talk kernel pits", "!recap plumconf"):
        assert "ernel pits" in await answers(ana, general, words)
    elsewhere = discord.guild("never seen before").channel("general")
    assert "Kernel pits" in await answers(ana, elsewhere)
    refused = await add(ana, general)
    assert "no room left on its disk" in refused.text, refused.text
    await disk.free()
    assert "no room" not in (await add(ana, general)).text
    assert "Every fig" in await answers(ana, general, "!talk figs")
    await bot.logged("ready")
    assert await bot.stop() == 0
    assert "Traceback" not in bot.log, bot.log


async def test_a_disk_full_already_when_it_starts_keeps_nobody_from_an_answer(
    discord: DiscordServer, disk: Disk, kept: Path, general: Channel, ana: Person
) -> None:
    mounted = disk.started_on("full", kept=kept)
    disk.bot = bot = await start_bot(discord, recaps=RECAPS, data=disk.folder, command=mounted)
    assert "Kernel pits" in await answers(ana, general)
    assert "Every fig" in await answers(ana, general, "!talk figs")
    assert "could not be used: " in (await add(ana, general, DATES)).text
    await bot.logged("ready")
    assert await bot.stop() == 0
    assert "Traceback" not in bot.log, bot.log


async def test_a_volume_that_is_read_only_is_read(
    discord: DiscordServer, disk: Disk, kept: Path, general: Channel, ana: Person
) -> None:
    mounted = disk.started_on("read-only", kept=kept)
    disk.bot = bot = await start_bot(discord, recaps=RECAPS, data=disk.folder, command=mounted)
    assert "Kernel pits" in await answers(ana, general)
    assert "Every fig" in await answers(ana, general, "!talk figs")
    elsewhere = discord.guild("never seen on this volume").channel("general")
    assert "Kernel pits" in await answers(ana, elsewhere)
    assert "is read-only here" in (await add(ana, general, DATES)).text
    assert await bot.stop() == 0
    assert "Traceback" not in bot.log, bot.log
