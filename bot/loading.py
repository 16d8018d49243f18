"""Files and folders → what should change in a library; each file's outcome is a value.

`gather` looks at the disk, `read_file` turns one file into what is stored of it or a word why not.
Neither raises for a bad file: one of them never stops the others.
"""

from __future__ import annotations

import asyncio
import gc
import hashlib
import json
import logging
import multiprocessing
import os
import sys
import threading
from collections import deque
from collections.abc import AsyncGenerator, Callable, Iterable, Iterator, Mapping, Sequence
from concurrent import futures
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Literal

from bot.errors import ReadError, StoreError
from bot.model import ReadWarning
from bot.parsing import read_recap
from bot.store.rows import Rows, rows_of

log = logging.getLogger(__name__)
SUFFIXES = frozenset(
    [
        ".md",
        ".markdown",
        ".mdown",
        ".mkd",
        ".mdx",
        ".qmd",
        ".rmd",
        ".txt",
        ".text",
        ".rst",
        ".html",
        ".htm",
        ".org",
        ".adoc",
        ".asciidoc",
        ".textile",
        ".wiki",
        ".mediawiki",
        ".xhtml",
    ]
) | {""}
"""What counts as a recap in a folder; a file named on the command line is read whatever it is called."""

MANY = 64
"""Files from which on starting processes to read them pays."""

AHEAD = 128
"""Texts given to processes before the first of them is stored."""

BATCH = 2 << 20
"""Bytes of text stored in one transaction: few enough to keep progress moving, many enough to be fast."""

Progress = Callable[[int, int], None]
"""Told how many of how many files are done."""

Outcome = Literal["added", "updated", "unchanged", "removed", "failed"]


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file; `message` says why it failed, `warnings` what was doubtful."""

    file: str
    outcome: Outcome
    talks: int = 0
    warnings: tuple[ReadWarning, ...] = ()
    message: str = ""


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What became of all files of one load."""

    files: tuple[FileReport, ...] = ()

    def count(self, outcome: Outcome) -> int:
        """How many files had this outcome."""
        return sum(report.outcome == outcome for report in self.files)

    @property
    def failed(self) -> bool:
        """Whether any file could not be stored."""
        return self.count("failed") > 0

    def summary(self) -> str:
        """One line such as "3 added, 1 failed, 12 unchanged"."""
        counts = {report.outcome: self.count(report.outcome) for report in self.files}
        return (
            ", ".join(f"{number} {outcome}" for outcome, number in sorted(counts.items()))
            or "nothing to load"
        )


@dataclass(frozen=True, slots=True)
class Found:
    """A file on disk and the name it is stored under: its path within the folder that was named."""

    file: str
    path: Path


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file as read: its bytes with what is stored of its recap, or `error` saying why there is none."""

    file: str
    data: bytes = b""
    rows: Rows | None = None
    error: str = ""


def gather(path: Path) -> Iterator[Found]:
    """Every recap under `path` (a file or a folder), by name; hidden files and folders are left out."""
    if not path.is_dir():
        yield Found(path.name, path)
        return
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            found = Path(folder) / name
            if not name.startswith(".") and found.suffix.lower() in SUFFIXES:
                yield Found(found.relative_to(path).as_posix(), found)


def unchanged(found: Iterable[Found], known: Mapping[str, str]) -> frozenset[str]:
    """Names of files that are stored as they are now; `known` maps names to SHA-256 in hex."""
    return frozenset(item.file for item in found if item.file in known and _digest(item) == known[item.file])


def _digest(found: Found) -> str:
    try:
        return hashlib.sha256(found.path.read_bytes()).hexdigest()
    except OSError:
        return ""


def read_file(found: Found) -> ReadFile:
    """Read one file; what is wrong with it becomes its `error`."""
    try:
        data = found.path.read_bytes()
    except OSError as error:
        return ReadFile(found.file, error=f"cannot be opened: {error.strerror or error}")
    try:
        return ReadFile(found.file, data, rows_of(read_recap(data, found.file)))
    except ReadError as error:
        return ReadFile(found.file, error=str(error))


async def read_files(files: Sequence[Found]) -> AsyncGenerator[list[ReadFile]]:
    """Read files, in order, in batches; those after a batch are being read while it is stored."""
    loop = asyncio.get_running_loop()
    with readers(len(files)) as executor:
        ahead: deque[asyncio.Future[ReadFile]] = deque()
        queue = iter(files)
        batch: list[ReadFile] = []
        size = 0
        while True:
            ahead += [
                loop.run_in_executor(executor, read_file, item) for item in islice(queue, AHEAD - len(ahead))
            ]
            if not ahead:
                break
            batch.append(read := await ahead.popleft())
            size += len(read.data)
            if size >= BATCH:
                yield batch
                batch, size = [], 0
        if batch:
            yield batch


@contextmanager
def readers(files: int) -> Iterator[Executor]:
    """Where `read_file` runs: a thread for a few files, a process per core for many.

    Whoever leaves early waits for the files being read, not for those in the queue.
    """
    cores = os.cpu_count() or 1
    executor: Executor
    if files < MANY or cores == 1:
        executor = ThreadPoolExecutor(1)
    else:  # Forking a process that has threads may hang it; spawned workers start clean.
        # Loaded with this first use: a running bot has no pools of processes.
        executor = futures.ProcessPoolExecutor(cores, multiprocessing.get_context("spawn"), _begin_reading)
    try:
        yield executor
    finally:
        executor.shutdown(cancel_futures=True)


def _begin_reading() -> None:
    """In a reading process: look for what is left over only now and then, and end with who started it.

    A text becomes many small values that go together when it is read; looking for them after every
    few hundred costs a twentieth of the reading, and saves no memory.
    """
    gc.set_threshold(20_000)
    _end_with_parent()


def _end_with_parent() -> None:
    """End this process when the one that started it does, however that ended."""
    parent = multiprocessing.parent_process()

    def follow() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=follow, daemon=True).start()


def read_many(texts: Iterable[tuple[bytes, str]], number: int) -> Iterator[Rows | ReadError]:
    """What is stored of each of `texts`, as many as `number` says, in order, or why it cannot be read."""
    with readers(number) as executor:
        ahead: deque[Future[Rows | ReadError]] = deque()
        for data, file in texts:
            ahead.append(executor.submit(_read_text, data, file))
            if len(ahead) > AHEAD:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()


def _read_text(data: bytes, file: str) -> Rows | ReadError:
    try:
        return rows_of(read_recap(data, file))
    except ReadError as error:
        return error


async def load_apart(folder: Path, db: Path, progress: Progress) -> list[FileReport]:
    """Let a process of its own, without the token, bring the library `db` in line with a folder.

    Raises `StoreError` if it could not. Ends it when cancelled, which leaves whole recaps behind.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "load", "--json", "--db", str(db.resolve()), str(folder.resolve()),
        cwd=Path(__file__).parents[1], env={"RECAPBOT_DATA": str(db.resolve().parent)}, limit=1 << 24,
        stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    said, complaints = process.stdout, process.stderr
    if said is None or complaints is None:
        raise StoreError("What is loaded apart cannot be heard.")
    complaining = asyncio.create_task(complaints.read())
    reports: list[FileReport] = []
    try:
        async for line in said:
            told = json.loads(line)
            if "done" in told:
                progress(told["done"], told["total"])
            else:
                warnings = tuple(ReadWarning(**warning) for warning in told.pop("warnings"))
                reports.append(FileReport(**told, warnings=warnings))
        words = (await complaining).decode(errors="replace").strip().splitlines()
        code = await process.wait()
    finally:
        if process.returncode is None:
            process.terminate()
            await process.wait()
    if code > 1 or code < 0 or not (reports or code == 0):
        raise StoreError(words[-1].removeprefix("recapbot: ") if words else f"Loading ended with {code}.")
    for word in words:
        log.warning("%s", word)
    return reports


def as_line(told: FileReport | tuple[int, int]) -> str:
    """What `load_apart` reads: how many of how many files are done, or what became of one."""
    if isinstance(told, FileReport):
        return json.dumps(asdict(told), ensure_ascii=False)
    return json.dumps({"done": told[0], "total": told[1]})


def missing(known: Iterable[str], found: Iterable[Found]) -> tuple[str, ...]:
    """Names in the library that are no longer on disk."""
    return tuple(sorted(set(known) - {f.file for f in found}))
