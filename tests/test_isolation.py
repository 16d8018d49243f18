"""What one guild stores and asks, no other guild can see, count or infer.

Two worlds are driven with the same doings of guild A; in one of them guild B does things in
between. Everything that A is told must be the same to the byte in both.
"""

from __future__ import annotations

import asyncio
import json
import logging
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.commands import parse_command
from bot.curate import Curator
from bot.desk import Desk
from bot.errors import RecapbotError
from bot.model import Command, GuildSettings, Hit
from bot.parsing import READER_VERSION, read_recap
from bot.rendering.as_json import answer_json
from bot.rendering.plain import plain
from bot.store import Libraries, Reader, Source

A, B, PERSON = 1001, 2002, 7
CANARY = "Zwiebelfisch"
SHARED = """# KubeCon NA 2023

## Netkit devices

Daniel Borkmann: [Slides](https://example.org/netkit)

Meta devices.
"""

TEXTS = st.sampled_from(
    [
        "# GopherCon 2021\n\n## Generics in practice\n\nBy Ana Silva. They are here.\n",
        "# RustConf 2020\n\n- [Macros](https://example.org/m) by Ben Lee: rules.\n- Unsafe code: careful.\n",
        "# KubeCon NA 2023\n\n## Netkit at scale\n\nDaniel Borkmann measured netkit again. It was fast.\n",
    ]
)
LINES = st.sampled_from(
    [
        "!talk netkit",
        "!talk netkti",
        "!talk generics",
        "!recap kubecon 2023",
        "!recaps",
        "!speaker daniel borkmann",
        "who measured netkit?",
        "when is lunch?",
        "!talk macros",
        f"!talk {CANARY}",
        "!help",
    ]
)
DOINGS = st.one_of(
    st.tuples(st.just("ask"), LINES),
    st.tuples(st.just("complete"), st.sampled_from(["net", "gen", "kube", CANARY[:4]])),
    st.tuples(st.just("add"), TEXTS),
    st.tuples(
        st.sampled_from(["remove", "undo", "export", "history", "misses", "alias", "purge"]), st.just("")
    ),
    st.tuples(st.just("settings"), st.sampled_from(["?", "$"])),
)
Doing = tuple[str, str]


class World:
    """A bot with its libraries; `told` is all that guild A was told."""

    def __init__(self, folder: Path) -> None:
        reader = Reader(read_recap, READER_VERSION)
        self.libraries = Libraries(folder, reader, clock=lambda: datetime(2026, 1, 1, tzinfo=UTC))
        self.desk, self.curator = Desk(self.libraries), Curator(self.libraries)

    async def do(self, guild: int, doing: Doing, mark: str = "") -> str:
        """Do one thing in a guild; returns what the guild is told."""
        what, with_what = doing
        try:
            return await self._do(guild, what, with_what, mark)
        except RecapbotError as error:
            return str(error)

    async def _do(self, guild: int, what: str, words: str, mark: str) -> str:
        curator = self.curator
        if what == "ask":
            command = parse_command(words) or Command("help")
            answer = await self.desk.shown(command, guild, lambda answer: answer)
            if answer.kind == "none":
                await curator.missed(guild, words)
            shown = answer_json(answer, 0)
            return plain(answer) + json.dumps(shown)
        if what == "complete":
            return str(await self.desk.complete("talk", words, guild))
        if what == "add":
            preview = await curator.preview(guild, (words + mark).encode(), "notes.md")
            change = (curator.replace if preview.same_as else curator.add)(guild, preview, PERSON)
            return f"{preview.recap}{preview.same_as}{await change}"
        if what == "undo":
            last = await curator.last_change(guild)
            return str(await curator.undo(guild, last.id, PERSON)) if last else ""
        if what == "export":
            return (await curator.export(guild)).hex()
        if what == "history":
            return str(await curator.history(guild))
        if what == "misses":
            return str(await curator.misses(guild))
        if what == "settings":
            return str(await curator.change_settings(guild, GuildSettings(prefix=words), PERSON))
        return await self._first_recap(guild, what)

    async def _first_recap(self, guild: int, what: str) -> str:
        refs = await self.libraries.read(guild, lambda indexes: indexes[1].recaps())
        if not refs:
            return ""
        if what == "alias":
            return str(await self.curator.alias(guild, f"the best {CANARY[:4]}", Hit(refs[0]), PERSON))
        return str(
            await (self.curator.purge if what == "purge" else self.curator.remove)(guild, refs[0].id, PERSON)
        )


async def run(folder: Path, doings: Sequence[tuple[Doing, Sequence[Doing]]], *, with_b: bool) -> list[str]:
    """Let A do its things, and B its own before each of them; returns what A is told."""
    world = World(folder)
    told = []
    async with world.libraries:
        await (await world.libraries.shared()).put_files(
            "", [Source("shared.md", SHARED.encode(), read_recap(SHARED.encode(), "shared.md"))]
        )
        for of_a, of_b in doings:
            if with_b:
                for doing in of_b:
                    await world.do(B, doing, mark=f"\n\n## The {CANARY}\n\nA {CANARY} by Bea {CANARY}.\n")
            told.append(await world.do(A, of_a))
    return told


@settings(max_examples=12, deadline=None)
@given(doings=st.lists(st.tuples(DOINGS, st.lists(DOINGS, max_size=3)), min_size=2, max_size=8))
def test_a_guild_is_told_the_same_whether_or_not_another_exists(
    doings: list[tuple[Doing, list[Doing]]],
) -> None:
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        alone = asyncio.run(run(Path(one), doings, with_b=False))
        beside = asyncio.run(run(Path(two), doings, with_b=True))
        assert alone == beside


async def test_a_word_of_one_guild_stands_nowhere_else(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    marked = f"\n\n## The {CANARY}\n\nA {CANARY} by Bea.\n"
    of_b: list[Doing] = [
        ("add", "# FOSDEM 2022\n"),
        ("ask", f"!talk {CANARY}"),
        ("ask", f"{CANARY}?"),
        ("alias", ""),
    ]
    world = World(tmp_path)
    async with world.libraries:
        told_b = [await world.do(B, doing, mark=marked) for doing in of_b]
        assert CANARY in "".join(told_b)
        of_a: list[Doing] = [
            ("complete", "zwie"),
            ("misses", ""),
            ("history", ""),
            ("export", ""),
            ("ask", "!recaps"),
        ]
        told_a = [await world.do(A, doing) for doing in of_a]
        shared = plain(await world.desk.answer(Command("recaps")))
        await world.libraries.tend()
    assert CANARY.lower() not in "".join([*told_a, shared]).lower()
    holding = [
        file
        for file in tmp_path.rglob("*")
        if file.is_file() and CANARY.lower().encode() in file.read_bytes().lower()
    ]
    assert {file.name.split("-")[0].removesuffix(".db") for file in holding} == {str(B)}
    assert CANARY.lower() not in caplog.text.lower()
