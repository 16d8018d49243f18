"""Reading a large upload in a process of its own, which can be stopped: `python -m bot.apart`.

A megabyte made to be hard takes the parser half a minute. In a thread it could not be
ended and would slow every answer meanwhile; a process is nice to others and can be killed.
"""

from __future__ import annotations

import asyncio
import os
import pickle
import sys
from pathlib import Path

from bot.errors import ReadError
from bot.model import Recap
from bot.parsing import read_recap

LARGE = 64 * 1024
"""Bytes from which on starting a process pays; less is read within a second whatever it holds."""

WITHIN = 60.0
"""Seconds after which a reading is given up."""


async def read_apart(data: bytes, file: str, within: float = WITHIN) -> Recap:
    """As `read_recap`; raises `ReadError` also when reading takes longer than `within` seconds."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", __name__,
        cwd=Path(__file__).parents[1], env={},  # no token for whoever reads what strangers wrote
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        said, _ = await asyncio.wait_for(process.communicate(pickle.dumps((data, file))), within)
        read = pickle.loads(said)  # noqa: S301 - our own process wrote it
    except TimeoutError as error:
        raise ReadError(f"{file} takes too long to read; split it, or leave out what is no recap.") from error
    except EOFError as error:
        raise ReadError(f"{file} could not be read to its end; split it.") from error
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if isinstance(read, Recap):
        return read
    raise ReadError(str(read))


def main() -> None:
    """Read what `read_apart` sends to standard input; what became of it goes to standard output."""
    if sys.platform != "win32":
        os.nice(10)
    data, file = pickle.load(sys.stdin.buffer)  # noqa: S301 - from `read_apart`
    try:
        read: Recap | str = read_recap(data, file)
    except ReadError as error:
        read = str(error)
    sys.stdout.buffer.write(pickle.dumps(read))


if __name__ == "__main__":
    main()
