"""What a typed line asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands import COMMANDS, parse_command
from bot.model import Command


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("!talk netkit", Command("talk", "netkit")),
        ("/talk netkit", Command("talk", "netkit")),
        ("!TALK  netkit ", Command("talk", "netkit")),
        ("! talk netkit", Command("talk", "netkit")),
        ("!recap kubecon 2019", Command("recap", "kubecon 2019")),
        ("!recaps", Command("recaps")),
        ("!help", Command("help")),
        ("who spoke about WireGuard?", Command("ask", "who spoke about WireGuard?")),
        ("talk netkit", Command("ask", "talk netkit")),
        ("!ask two\nlines", Command("ask", "two\nlines")),
        ("", Command("help")),
        ("   ", Command("help")),
        ("!dance", None),
        ("!", None),
        ("!!!", None),
        ("!talknetkit", None),
    ],
)
def test_a_line_is_a_command_a_question_or_somebody_elses(line, command):
    assert parse_command(line) == command


def test_a_guild_may_have_a_prefix_of_its_own():
    assert parse_command("?talk netkit", ("?",)) == Command("talk", "netkit")
    assert parse_command("!talk netkit", ("?",)) == Command("ask", "!talk netkit")


@given(st.text())
def test_any_line_is_understood_or_left_alone(line):
    command = parse_command(line)
    assert command is None or command.name in COMMANDS
