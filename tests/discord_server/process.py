"""The bot under test, as a process of its own."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Self

from .screen import NoAnswer
from .server import DiscordServer

ROOT = Path(__file__).parents[2]
KEPT = ("PATH", "HOME", "LANG", "SYSTEMROOT")


class BotProcess:
    """`recapbot run` against a local Discord; `log` is what it has written so far."""

    def __init__(self, server: DiscordServer, command: Sequence[str], env: dict[str, str]) -> None:
        self.server, self.command = server, command
        self._folder = tempfile.TemporaryDirectory(prefix="recapbot-")
        own = Path(self._folder.name)
        self.env = {"RECAPBOT_DATA": str(own / "data"), "TMPDIR": str(own), **env}
        self.lines: list[str] = []
        self._process: asyncio.subprocess.Process | None = None
        self._reader: asyncio.Task[None] | None = None

    @property
    def log(self) -> str:
        return "\n".join(self.lines)

    @property
    def tail(self) -> str:
        """The last of its log."""
        return "\n".join(self.lines[-30:])

    @property
    def pid(self) -> int:
        return self._running.pid

    @property
    def exit_code(self) -> int | None:
        return self._running.returncode

    @property
    def _running(self) -> asyncio.subprocess.Process:
        if self._process is None:
            raise RuntimeError("the bot was not started")
        return self._process

    async def start(self) -> Self:
        self._process = await asyncio.create_subprocess_exec(
            *self.command,
            cwd=ROOT,
            env=self.env,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        self._reader = asyncio.create_task(self._read())
        self.server.bots.append(self)
        return self

    async def _read(self) -> None:
        if self._running.stdout is not None:
            async for line in self._running.stdout:
                self.lines.append(line.decode(errors="replace").rstrip("\n"))
                self.server.changed()

    async def ready(self, within: float = 60.0, sessions: int = 1) -> Self:
        """Wait until the gateway has told it of its guilds; raises with its log if it ends before."""

        def probe() -> bool:
            if self.exit_code is not None:
                raise NoAnswer(f"the bot ended with {self.exit_code}:\n{self.log}")
            return len(self.server.gateway.live) >= sessions

        await self.server.until(probe, within=within, what="the bot did not become ready")
        return self

    async def logged(self, text: str, within: float = 10.0) -> str:
        """The first line of the log that contains `text`."""

        def probe() -> str | None:
            return next((line for line in self.lines if text in line), None)

        return await self.server.until(probe, within=within, what=f"not in the log: {text!r}")

    async def ended(self, within: float = 15.0) -> int:
        """Its exit code, once it has ended."""
        await asyncio.wait_for(self._running.wait(), within)
        if self in self.server.bots:
            self.server.bots.remove(self)
        if self._reader is not None:
            await self._reader
        self._folder.cleanup()
        return self._running.returncode or 0

    async def stop(self, within: float = 15.0) -> int:
        """SIGTERM, as a container is stopped; gives the exit code."""
        self.signal(signal.SIGTERM)
        try:
            return await self.ended(within)
        except TimeoutError:
            await self.kill()
            raise NoAnswer(f"the bot did not stop within {within:g} s:\n{self.log}") from None

    async def kill(self) -> None:
        self.signal(signal.SIGKILL)
        await self.ended()

    def signal(self, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError):
            if self.exit_code is None:
                self._running.send_signal(number)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.kill()


async def start_bot(
    server: DiscordServer,
    *,
    recaps: Path | None = None,
    data: Path | None = None,
    env: dict[str, str] | None = None,
    command: Sequence[str] = ("-m", "bot", "run"),
    wait: bool = True,
) -> BotProcess:
    """Start the bot against `server` and, unless told not to, wait until it is ready.

    `recaps` and `data` are its folders (the shipped recaps; a fresh one); `env` goes on top of
    the environment it needs. Its temporary folder is its own too: no turn to identify is
    waited for, unless TMPDIR in `env` is that of another bot.
    """
    variables = {name: value for name in KEPT if (value := os.environ.get(name))}
    variables |= {name: value for name, value in os.environ.items() if name.startswith("COVERAGE_")}
    variables |= {
        "DISCORD_TOKEN": server.token,
        "DISCORD_API_URL": server.api_url,
        "DISCORD_GATEWAY_URL": server.gateway_url,
        "RECAPBOT_RECAPS": str(recaps or ROOT / "recaps"),
        "PYTHONUNBUFFERED": "1",
        "PYTHONPATH": str(ROOT),
        **({} if data is None else {"RECAPBOT_DATA": str(data)}),
        **(env or {}),
    }
    bot = BotProcess(server, (sys.executable, *command), variables)
    await bot.start()
    return await bot.ready(sessions=len(server.gateway.live) + 1) if wait else bot
