"""Files and folders → what should change in a library; each file's outcome is a value.

`gather` looks at the disk, `read_file` turns one file into a recap or a word why not.
Neither raises for a bad file: one of them never stops the others.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Literal

from bot.errors import ReadError
from bot.model import ReadWarning, Recap
from bot.parsing import read_recap

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
    ]
) | {""}
"""What counts as a recap in a folder; a file named on the command line is read whatever it is called."""

MANY = 64
"""Files from which on starting processes to read them pays."""

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
    """A file as read: its bytes with the recap, or `error` saying why there is none."""

    file: str
    data: bytes = b""
    recap: Recap | None = None
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
        return ReadFile(found.file, data, read_recap(data, found.file))
    except ReadError as error:
        return ReadFile(found.file, error=str(error))


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
        executor = ProcessPoolExecutor(cores, get_context("spawn"))
    try:
        yield executor
    finally:
        executor.shutdown(cancel_futures=True)


def missing(known: Iterable[str], found: Iterable[Found]) -> tuple[str, ...]:
    """Names in the library that are no longer on disk."""
    return tuple(sorted(set(known) - {f.file for f in found}))
