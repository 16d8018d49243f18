"""Reading what strangers wrote in a process of its own, which can be stopped: `python -m bot.apart`.

A megabyte made to be hard takes a parser half a minute. In a thread it could not be
ended and would slow every answer meanwhile; a process is nice to others and can be killed.
"""

from __future__ import annotations

import asyncio
import os
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import IO, TypeVar

from bot.article import Fetched, Page, text_of
from bot.errors import ReadError, RecapbotError
from bot.model import Recap
from bot.parsing import read_recap

T = TypeVar("T")

LARGE = 64 * 1024
"""Bytes from which on starting a process pays; less is read within a second whatever it holds."""

WITHIN = 60.0
"""Seconds after which a reading is given up."""

TOO_LONG = "{} takes too long to read; split it, or leave out what is no recap."
UNREADABLE = "{} could not be read to its end; split it."
ROOT = Path(__file__).parents[1]
AT_ONCE = "--at-once"
"""Said to a process that reads small texts, for which somebody waits: it need not be nice to others."""

IDLE = 30.0
"""Seconds after which a reading room without readers is closed."""


class ReadingRoom:
    """A process that reads one text after the other; ended when there was none for a while.

    So what reads, and what it takes in memory, is never loaded by the process that holds the
    token, and who adds several recaps waits for its start but once.
    """

    def __init__(self, idle: float = IDLE, within: float = WITHIN) -> None:
        self._idle, self.within = idle, within
        self._queue = ThreadPoolExecutor(1, "reading")
        self._process: subprocess.Popen[bytes] | None = None
        self._used = 0.0
        self._leaving: threading.Timer | None = None

    def read(self, data: bytes, file: str) -> Recap:
        """As `read_recap`, for worker threads; raises `ReadError` also when reading takes too long."""
        return self._queue.submit(self._read, data, file).result()

    def read_all(self, texts: Iterable[tuple[bytes, str]], _number: int) -> Iterator[Recap | ReadError]:
        """What each of `texts` holds, in order, or the word why it cannot be read."""
        for data, file in texts:
            try:
                yield self.read(data, file)
            except ReadError as error:
                yield error

    def close(self) -> None:
        """End the process; nothing can be read any more."""
        if (process := self._process) is not None:
            process.kill()
        self._queue.shutdown(cancel_futures=True)
        self._end()
        if self._leaving is not None:
            self._leaving.cancel()

    def _read(self, data: bytes, file: str) -> Recap:
        process = self._process or self._start()
        late = threading.Event()

        def give_up() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(self.within, give_up)
        timer.start()
        try:
            _send(process.stdin, (read_recap, (data, file)))
            read: Recap | RecapbotError = pickle.load(_open(process.stdout))  # noqa: S301 - our own process
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            self._end()
            raise ReadError(TOO_LONG.format(file) if late.is_set() else UNREADABLE.format(file)) from error
        finally:
            timer.cancel()
        self._leave_when_idle()
        if isinstance(read, RecapbotError):
            raise read
        return read

    def _start(self) -> subprocess.Popen[bytes]:
        self._process = subprocess.Popen(  # noqa: S603 - this very module
            [sys.executable, "-m", __name__, AT_ONCE],
            cwd=ROOT, env={}, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        return self._process

    def _leave_when_idle(self) -> None:
        self._used = time.monotonic()
        if self._leaving is not None:
            self._leaving.cancel()
        self._leaving = threading.Timer(self._idle, self._look_whether_idle)
        self._leaving.daemon = True
        self._leaving.start()

    def _look_whether_idle(self) -> None:
        with suppress(RuntimeError):  # closed meanwhile
            self._queue.submit(self._end_if_idle)

    def _end_if_idle(self) -> None:
        if time.monotonic() - self._used >= self._idle:
            self._end()

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()


async def read_apart(data: bytes, file: str, within: float = WITHIN) -> Recap:
    """As `read_recap`; raises `ReadError` also when reading takes longer than `within` seconds."""
    return await _apart(read_recap, data, file, called=file, within=within)


async def text_apart(page: Page, within: float = WITHIN) -> Fetched:
    """As `text_of`; raises `ReadError` also when that takes longer than `within` seconds."""
    return await _apart(text_of, page, called="That page", within=within)


async def _apart(work: Callable[..., T], *given: object, called: str, within: float) -> T:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", __name__,
        cwd=ROOT, env={},  # no token for whoever reads what strangers wrote
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        said, _ = await asyncio.wait_for(process.communicate(pickle.dumps((work, given))), within)
        done: T | RecapbotError = pickle.loads(said)  # noqa: S301 - our own process wrote it
    except TimeoutError as error:
        raise ReadError(TOO_LONG.format(called)) from error
    except EOFError as error:
        raise ReadError(UNREADABLE.format(called)) from error
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if isinstance(done, RecapbotError):
        raise done
    return done


def _open(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise EOFError
    return pipe


def _send(pipe: IO[bytes] | None, value: object) -> None:
    to = _open(pipe)
    pickle.dump(value, to)
    to.flush()


def main() -> None:
    """Do what standard input names, one after the other; what became of each goes to standard output."""
    if AT_ONCE not in sys.argv and sys.platform != "win32":
        os.nice(10)
    while True:
        try:
            work, given = pickle.load(sys.stdin.buffer)  # noqa: S301 - from the process that started this one
        except EOFError:
            return
        try:
            done = work(*given)
        except RecapbotError as error:
            done = error
        _send(sys.stdout.buffer, done)


if __name__ == "__main__":
    main()
