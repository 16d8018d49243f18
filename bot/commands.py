"""The grammar of typed lines: `parse_command` turns one line into a `Command`."""

from __future__ import annotations

import re
from typing import cast, get_args

from bot.model import Command, CommandName

COMMANDS: tuple[CommandName, ...] = get_args(CommandName)
_WORD = re.compile(r"([^\W\d_]+)(?:\s+(.*))?", re.DOTALL)


def parse_command(line: str, prefixes: tuple[str, ...] = ("!", "/")) -> Command | None:
    """Read one typed line.

    "!talk netkit" → Command("talk", "netkit"); "who spoke?" → Command("ask", "who spoke?");
    "!recaps 2019" → Command("recaps", "2019"); "" → Command("help"); "!dance" → None,
    since a prefix followed by an unknown word belongs to somebody else's bot.
    """
    text = line.strip()
    if not text:
        return Command("help")
    prefix = next((p for p in prefixes if text.startswith(p)), None)
    if prefix is None:
        return Command("ask", text)
    match = _WORD.fullmatch(text[len(prefix) :].strip())
    if match and (name := match.group(1).lower()) in COMMANDS:
        return Command(cast(CommandName, name), (match.group(2) or "").strip())
    return None
