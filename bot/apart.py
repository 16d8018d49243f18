"""Reading what strangers wrote in a process of its own, which can be stopped: `python -m bot.apart`.

A megabyte made to be hard takes a parser half a minute. In a thread it could not be
ended and would slow every answer meanwhile; a process is nice to others and can be killed.
"""

from __future__ import annotations

import asyncio
import os
import pickle
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from bot.article import Fetched, Page, text_of
from bot.errors import ReadError, RecapbotError
from bot.model import Recap
from bot.parsing import read_recap

T = TypeVar("T")

LARGE = 64 * 1024
"""Bytes from which on starting a process pays; less is read within a second whatever it holds."""

WITHIN = 60.0
"""Seconds after which a reading is given up."""


async def read_apart(data: bytes, file: str, within: float = WITHIN) -> Recap:
    """As `read_recap`; raises `ReadError` also when reading takes longer than `within` seconds."""
    return await _apart(read_recap, data, file, called=file, within=within)


async def text_apart(page: Page, within: float = WITHIN) -> Fetched:
    """As `text_of`; raises `ReadError` also when that takes longer than `within` seconds."""
    return await _apart(text_of, page, called="That page", within=within)


async def _apart(work: Callable[..., T], *given: object, called: str, within: float) -> T:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", __name__,
        cwd=Path(__file__).parents[1], env={},  # no token for whoever reads what strangers wrote
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        said, _ = await asyncio.wait_for(process.communicate(pickle.dumps((work, given))), within)
        done: T | RecapbotError = pickle.loads(said)  # noqa: S301 - our own process wrote it
    except TimeoutError as error:
        raise ReadError(
            f"{called} takes too long to read; split it, or leave out what is no recap."
        ) from error
    except EOFError as error:
        raise ReadError(f"{called} could not be read to its end; split it.") from error
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if isinstance(done, RecapbotError):
        raise done
    return done


def main() -> None:
    """Do what standard input names; what became of it goes to standard output."""
    if sys.platform != "win32":
        os.nice(10)
    work, given = pickle.load(sys.stdin.buffer)  # noqa: S301 - from `_apart`
    try:
        done = work(*given)
    except RecapbotError as error:
        done = error
    sys.stdout.buffer.write(pickle.dumps(done))


if __name__ == "__main__":
    main()
