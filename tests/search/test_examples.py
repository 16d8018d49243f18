"""Help teaches by what the recaps at hand really answer."""

from pathlib import Path

import pytest

from bot.commands import parse_command
from bot.desk import Desk
from bot.model import Command
from bot.parsing import READER_VERSION, read_recap
from bot.store.libraries import Libraries
from bot.store.values import Reader

RECAPS = Path(__file__).parents[2] / "recaps"


@pytest.fixture
async def desk(tmp_path):
    async with Libraries(tmp_path, Reader(read_recap, READER_VERSION)) as libraries:
        yield Desk(libraries)


async def test_without_recaps_there_is_nothing_to_teach_by(desk):
    assert (await desk.answer(Command("help"))).examples == ()


async def test_every_example_is_answered_when_typed(desk):
    await desk.load([RECAPS])
    examples = (await desk.answer(Command("help"))).examples
    assert [line.split()[0] for line in examples] == ["!talk", "!recap", "who"]
    for line in examples:
        command = parse_command(line)
        assert command is not None
        answer = await desk.answer(command)
        assert answer.kind in ("talk", "recap", "answer"), line


async def test_the_word_help_alone_asks_for_help(desk):
    await desk.load([RECAPS])
    for line in ("help", "Help!", "/help", "!talk", ""):
        command = parse_command(line)
        assert command is not None
        assert (await desk.answer(command)).kind == "help"
    assert (await desk.answer(Command("talk", "help"))).kind != "help"
