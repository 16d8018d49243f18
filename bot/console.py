"""The terminal: the same commands and answers as in Discord, and `ask` for other programs."""

from __future__ import annotations

import asyncio
import importlib
import json
import time
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import contextmanager, suppress
from difflib import get_close_matches
from pathlib import Path
from typing import TextIO

from rich.console import Console
from rich.text import Text

from bot.commands import COMMANDS, parse_command
from bot.desk import Desk
from bot.model import Answer, Command
from bot.rendering.as_json import answer_json
from bot.rendering.plain import Line, lines, options, pages, plain

_STYLES = {
    "title": "bold cyan",
    "muted": "dim",
    "body": "",
    "link": "blue",
    "answer": "bold",
    "choice": "green",
    "section": "bold",
}
ALIKE = 0.7
"""How alike a typed command must be to one there is."""
_MORE = frozenset(("more", "next", "m", "n"))
_LEAVE = frozenset(("quit", "exit", "q", "bye"))
_HINT = "!help shows what I can do · a number picks a choice · Ctrl-D leaves"


async def ask_lines(desk: Desk, questions: Iterable[str], out: TextIO, *, as_json: bool) -> None:
    """Answer each line in order, one reply each: plain text, or one JSON object per line."""
    for line in questions:
        start = time.perf_counter()
        answer = await desk.answer(_command(line.rstrip("\r\n")))
        took = (time.perf_counter() - start) * 1000
        print(
            json.dumps(answer_json(answer, took), ensure_ascii=False) if as_json else plain(answer),
            file=out,
            flush=True,
        )


def _command(line: str) -> Command:
    return parse_command(line) or parse_command(_mended(line)) or Command("help")


def _mended(line: str) -> str:
    """A line with the command that was meant: "!tlak netkit" is no other bot's, as here is none."""
    typed, blank, rest = line.strip()[1:].partition(" ")
    meant = get_close_matches(typed.lower(), COMMANDS, 1, ALIKE)
    return f"!{meant[0]}{blank}{rest}" if meant else line


class Chat:
    """A conversation: remembers the last reply, so that a number picks and "more" turns the page."""

    def __init__(self, desk: Desk, console: Console) -> None:
        self._desk = desk
        self._console = console
        self._last: Answer | None = None
        self._page = 0

    async def run(self, typed: AsyncIterator[str]) -> None:
        """Answer every line until there are no more, or the person says goodbye."""
        async for line in typed:
            if line.strip().lower() in _LEAVE:
                return
            await self.reply(line.strip())

    async def reply(self, line: str) -> None:
        """Answer one line."""
        last = self._last
        if last is not None and line.lower() in _MORE and self._page + 1 < pages(last):
            self._page += 1
        elif last is not None and line.isdecimal() and 0 < int(line) <= len(options(last)):
            self._last, self._page = await self._desk.open(options(last)[int(line) - 1], last.query), 0
        elif line:
            about = last.hits[0] if last is not None and last.hits else None
            self._last, self._page = await self._desk.answer(_command(line), about=about), 0
        else:
            self._console.print(_HINT, style="dim")
            return
        self._show(lines(self._last, self._page) if self._last else ())

    def _show(self, shown: tuple[Line, ...]) -> None:
        for line in shown:
            self._console.print(
                Text(line.text, style=_STYLES[line.style]), soft_wrap=not self._console.is_terminal
            )
        self._console.print()


async def chat(desk: Desk, stdin: TextIO, console: Console, history: Path) -> None:
    """Run the terminal chat until the input ends; with `stdin` not a terminal, answer each line and end."""
    talk = Chat(desk, console)
    if not stdin.isatty():
        await talk.run(_lines(stdin))
        return
    console.print(_HINT, style="dim")
    with _line_editing(history):
        await talk.run(_typed("recapbot> "))


async def _lines(stdin: TextIO) -> AsyncIterator[str]:
    for line in stdin:
        if line.strip():
            yield line


async def _typed(prompt: str) -> AsyncIterator[str]:
    while True:
        try:
            yield await asyncio.to_thread(input, prompt)
        except (EOFError, KeyboardInterrupt):
            return


@contextmanager
def _line_editing(history: Path) -> Iterator[None]:
    """History and line editing by the readline library, where Python has it."""
    try:
        readline = importlib.import_module("readline")
    except ImportError:
        yield
        return
    readline.set_history_length(1000)
    with suppress(OSError):
        readline.read_history_file(history)
    try:
        yield
    finally:
        with suppress(OSError):
            readline.write_history_file(history)
