"""The command line: one command and its exit code."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from bot import __version__
from bot.config import Settings
from bot.desk import Desk
from bot.errors import ConfigError, ReadError, RecapbotError
from bot.loading import LoadReport, as_line, read_many
from bot.parsing import READER_VERSION, read_recap
from bot.rendering.shown import count
from bot.store import bundle
from bot.store.libraries import Libraries
from bot.store.values import Reader

EXIT_FAILED = 1
EXIT_USAGE = 2


def run_command(argv: Sequence[str]) -> int:
    """Run one command; returns the exit code (0 done, 1 something failed, 2 wrong use or settings)."""
    args = _parser().parse_args(argv)
    try:
        settings = Settings.from_env(os.environ)
        return int(args.run(args, settings))
    except ConfigError as error:
        return _complain(error, EXIT_USAGE)
    except RecapbotError as error:
        return _complain(error, EXIT_FAILED)
    except BrokenPipeError:  # `recapbot ask … | head` is no error
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _complain(error: Exception, code: int) -> int:
    print(f"recapbot: {error}", file=sys.stderr)
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="recapbot", description="Knows what was said at conferences.")
    parser.set_defaults(run=_default)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    def command(name: str, run: object, text: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=text, description=text)
        sub.set_defaults(run=run)
        return sub

    command("run", _run, "run the Discord bot (needs DISCORD_TOKEN or DISCORD_TOKEN_FILE)")
    command("chat", _chat, "ask in the terminal; reads the recaps folder first")
    ask = command("ask", _ask, "answer one question, or with - one question per line of standard input")
    ask.add_argument("--json", action="store_true", help="one JSON object per reply")
    ask.add_argument("--db", type=Path, help="library file to ask (default: the shared library)")
    ask.add_argument("text", nargs="+", metavar="TEXT", help="a question or a !command; - for standard input")
    load = command("load", _load, "read files and folders into the shared library")
    load.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    load.add_argument("--json", action="store_true", help="one JSON object per file, and per step forward")
    load.add_argument("--db", type=Path, help="library file to fill (default: the shared library)")
    inspect = command("inspect", _inspect, "show how one recap is read; nothing is stored")
    inspect.add_argument("file", type=Path, metavar="FILE")
    inspect.add_argument("--json", action="store_true")
    export = command("export", _export, "write every recap of the shared library into a folder")
    export.add_argument("dir", type=Path, metavar="DIR")
    backup = command("backup", _backup, "copy all libraries into one file, also while the bot runs")
    backup.add_argument("file", type=Path, metavar="FILE")
    restore = command("restore", _restore, "put the libraries of a backup in place (stop the bot first)")
    restore.add_argument("file", type=Path, metavar="FILE")
    command("health", _health, "exit 0 if the running bot is healthy")
    command("version", _version, "print the version")
    return parser


def _libraries(settings: Settings, shared: Path | None = None) -> Libraries:
    return Libraries(settings.data, Reader(read_recap, READER_VERSION, read_many), shared=shared)


def _default(args: argparse.Namespace, settings: Settings) -> int:
    if settings.token:
        return _run(args, settings)
    print("No DISCORD_TOKEN is set, so this is the terminal chat.", file=sys.stderr)
    return _chat(args, settings)


def _run(_args: argparse.Namespace, settings: Settings) -> int:
    if not settings.token:
        raise ConfigError(
            "No token: set DISCORD_TOKEN or DISCORD_TOKEN_FILE (the README says where to get one)."
        )
    from bot.client import run  # discord is loaded by nothing but the bot itself

    return run(settings)


def _chat(_args: argparse.Namespace, settings: Settings) -> int:
    from rich.console import Console  # what terminals need is no burden to the bot

    from bot.console import chat

    async def go() -> int:
        async with _libraries(settings) as libraries:
            desk = Desk(libraries)
            await _fill(desk, settings.recaps)
            await chat(desk, sys.stdin, Console(), settings.data / "chat_history")
        return 0

    return asyncio.run(go())


def _ask(args: argparse.Namespace, settings: Settings) -> int:
    from bot.console import ask_lines

    async def go() -> int:
        first_use = args.db is None and not settings.shared_db.exists()
        async with _libraries(settings, args.db) as libraries:
            desk = Desk(libraries)
            if first_use:
                await _fill(desk, settings.recaps)
            questions = sys.stdin if args.text == ["-"] else [" ".join(args.text)]
            await ask_lines(desk, questions, sys.stdout, as_json=args.json)
        return 0

    return asyncio.run(go())


def _load(args: argparse.Namespace, settings: Settings) -> int:
    for path in args.paths:
        if not path.exists():
            raise ConfigError(f"There is no {path}: name a file or a folder of recaps.")

    async def go() -> int:
        async with _libraries(settings, args.db) as libraries:
            desk = Desk(libraries)
            if args.json:
                report = await desk.load(args.paths, lambda *steps: print(as_line(steps), flush=True))
            else:
                report = await _load_with_progress(desk, args.paths)
        if args.json:
            print(*map(as_line, report.files), sep="\n")
            return EXIT_FAILED if report.failed else 0
        for file in report.files:
            for warning in file.warnings:
                print(f"{file.file}:{warning.line}: {warning.message}")
            if file.message:
                print(f"{file.file}: {file.message}", file=sys.stderr)
        print(report.summary())
        return EXIT_FAILED if report.failed else 0

    return asyncio.run(go())


async def _fill(desk: Desk, recaps: Path) -> None:
    if not recaps.is_dir():
        print(f"recapbot: there is no folder {recaps}; set RECAPBOT_RECAPS or make it.", file=sys.stderr)
        return
    report = await _load_with_progress(desk, [recaps])
    for file in report.files:
        if file.message:
            print(f"recapbot: {file.file}: {file.message}", file=sys.stderr)


async def _load_with_progress(desk: Desk, paths: Sequence[Path]) -> LoadReport:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    console = Console(stderr=True)
    bar = Progress(
        TextColumn("reading recaps"), BarColumn(), MofNCompleteColumn(), console=console, transient=True
    )
    shown: AbstractContextManager[object] = bar if console.is_terminal else nullcontext()
    with shown:
        task = bar.add_task("reading recaps", total=None)
        return await desk.load(paths, lambda done, total: bar.update(task, completed=done, total=total))


def _inspect(args: argparse.Namespace, _settings: Settings) -> int:
    from rich.console import Console

    from bot.rendering import inspect

    try:
        recap = read_recap(args.file.read_bytes(), args.file.name)
    except OSError as error:
        raise ReadError(f"{args.file} cannot be opened: {error.strerror or error}.") from error
    if args.json:
        print(json.dumps(inspect.inspect_json(recap), ensure_ascii=False))
    else:
        Console().print(inspect.inspect_page(recap))
    return 0


def _export(args: argparse.Namespace, settings: Settings) -> int:
    async def go() -> int:
        async with _libraries(settings) as libraries:
            number = await Desk(libraries).export(args.dir)
        print(f"{count(number, 'recap')} written to {args.dir}")
        return 0

    return asyncio.run(go())


def _backup(args: argparse.Namespace, settings: Settings) -> int:
    number = bundle.pack(settings.data, args.file)
    print(f"{count(number, 'library file')} copied to {args.file}")
    return 0


def _restore(args: argparse.Namespace, settings: Settings) -> int:
    number = bundle.unpack(args.file, settings.data)
    print(f"{count(number, 'library file')} restored from {args.file}")
    return 0


def _health(_args: argparse.Namespace, settings: Settings) -> int:
    from bot.health.heartbeat import check

    healthy, words = check(settings)
    print(words)
    return 0 if healthy else EXIT_FAILED


def _version(_args: argparse.Namespace, _settings: Settings) -> int:
    print(__version__)
    return 0
