"""The two kinds of connection to a library: one that writes, and a few that read.

The writer is one aiosqlite connection. A transaction is one function that its thread
runs from BEGIN IMMEDIATE to COMMIT, so tasks can neither interleave nor leave half of
one behind when they are cancelled. Readers are plain read-only sqlite3 connections used
in worker threads: one search is dozens of small reads, and each hop to another thread
costs more than such a read.
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import aiosqlite

from bot.errors import StoreError
from bot.model import Scope, Searched
from bot.store import derived
from bot.store.index import Index, Memory

T = TypeVar("T")
SMALL = 1000
"""Talks and topics among which a few words are found sooner than a thread would begin to look."""
BUSY_MS = 5000
NOTE_SECONDS = 0.5
"""How long a note waits for others, to be written together with them."""
LOOK_SECONDS = 0.5
"""How soon what another process wrote is seen by who goes by what was found before, at the latest."""
KEPT = (os.cpu_count() or 1) + 2
"""Connections kept for whoever reads next: one for each search at a time, and one for looks beside them."""
_CACHED, _LEAST_KIB, _MOST_KIB, _WRITING_KIB = 8, 24, 500, 2000
"""The part of a library that a connection keeps in memory, within limits: the system keeps the rest.

Every guild's library has two connections or more.
"""
_NO_SHARED_MEMORY = (
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
)


class Writer(aiosqlite.Connection):
    """The one connection that changes a library."""

    def __init__(self, path: Path, written: Callable[[], None]) -> None:
        """`written` is called, in the writing thread, whenever more than notes may have been written."""
        super().__init__(lambda: _open_writer(path), iter_chunk_size=64)
        self._path = path
        self._written = written
        # A program that forgot to close must still be able to end; for SQLite the end of
        # the process is no worse than a crash, which loses nothing that was committed.
        self._thread.daemon = True
        self._notes: list[Callable[[sqlite3.Connection], object]] = []
        self._due: asyncio.TimerHandle | None = None
        self._noting: asyncio.Task[None] | None = None
        self._failed: BaseException | None = None

    async def run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Run `work` outside a transaction (backup, VACUUM, migrations) and wait for it."""
        self._write_notes()
        return await asyncio.shield(self._queued(lambda connection: self._at_large(connection, work)))

    def _at_large(self, connection: sqlite3.Connection, work: Callable[[sqlite3.Connection], T]) -> T:
        """Run `work`, which may go through all of a library, with the memory for that."""
        _keep(connection, _WRITING_KIB)
        try:
            return work(connection)
        finally:
            self._written()
            with suppress(sqlite3.Error):  # of a damaged library, which is told already
                _keep(connection, _LEAST_KIB)

    async def begin(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """As `run`, and go on with a new connection: one that checked or built a library keeps much of it."""
        done = await self.run(work)
        await asyncio.shield(self._queued(self._reopen))
        return done

    def _reopen(self, connection: sqlite3.Connection) -> None:
        connection.close()
        self._connection = _open_writer(self._path)

    def _queued(self, work: Callable[[sqlite3.Connection], T]) -> Coroutine[None, None, T]:
        # aiosqlite offers no public way to run several statements as one queued function.
        return self._execute(lambda: work(self._conn))  # type: ignore[no-untyped-call]

    async def transact(self, work: Callable[[sqlite3.Connection], T], *, lasting: bool = True) -> T:
        """Run `work` as one transaction: committed whole, or not at all.

        If the caller is cancelled meanwhile, the transaction still ends one way or the other.
        What is not `lasting` may be lost in a power failure (never in a crash of the program),
        and costs no wait for the disk.
        """
        return await self.run(lambda connection: _transaction(connection, work, lasting=lasting))

    def note(self, work: Callable[[sqlite3.Connection], object]) -> None:
        """Have `work` run soon, for what is noted with every reply; whatever is run later comes after it.

        All that is noted meanwhile is one transaction, which is not lasting: a crowd costs no more
        hops to the thread, and nobody waits for one. Raises what went wrong with notes before.
        """
        self._notes.append(work)
        if self._due is None:
            self._due = asyncio.get_running_loop().call_later(NOTE_SECONDS, self._write_notes)
        if self._failed is not None:
            failed, self._failed = self._failed, None
            raise failed

    async def noted(self) -> None:
        """Wait until all notes are written, or found impossible to."""
        self._write_notes()
        if self._noting is not None:
            await asyncio.wait({self._noting})

    def _write_notes(self) -> None:
        if self._due is None:
            return
        self._due.cancel()
        works, self._notes, self._due = self._notes, [], None

        def note_all(connection: sqlite3.Connection) -> None:
            for work in works:
                work(connection)

        self._noting = asyncio.create_task(
            self._queued(lambda connection: _transaction(connection, note_all, lasting=False))
        )
        self._noting.add_done_callback(self._remember_failure)

    def _remember_failure(self, noting: asyncio.Task[None]) -> None:
        """Whatever becomes of the next notes, what went wrong with these is told once."""
        if not noting.cancelled() and (failed := noting.exception()) is not None:
            self._failed = failed


def make_private(path: Path) -> None:
    """Make the file, if it is not there, so that nobody but its owner may read it; SQLite's others follow."""
    if not path.exists():
        with suppress(OSError):  # which SQLite will meet as well, and tell
            path.touch(mode=0o600)


def _keep(connection: sqlite3.Connection, kib: int) -> None:
    """Let a connection keep so much of its library in memory, and nothing of what it kept before.

    SQLite takes 80 KiB at once, however little is read, unless it may keep less.
    """
    connection.execute(f"PRAGMA cache_size = -{kib}")
    connection.execute("PRAGMA shrink_memory")


def _open_writer(path: Path) -> sqlite3.Connection:
    make_private(path)
    connection = sqlite3.connect(path, isolation_level=None, timeout=BUSY_MS / 1000)
    try:
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            "trusted_schema = OFF",
        ):
            connection.execute(f"PRAGMA {pragma}")
        _keep(connection, _LEAST_KIB)
    except BaseException:
        connection.close()
        raise
    return connection


def _transaction(
    connection: sqlite3.Connection, work: Callable[[sqlite3.Connection], T], *, lasting: bool
) -> T:
    connection.execute(f"PRAGMA synchronous = {'FULL' if lasting else 'NORMAL'}")
    connection.execute("BEGIN IMMEDIATE")
    try:
        result = work(connection)
        connection.execute("COMMIT")
        return result
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


@dataclass(slots=True)
class Reading:
    """A read-only connection with the index that reads through it."""

    connection: sqlite3.Connection
    index: Index
    generation: int | None = None


class Readers:
    """Read-only connections to one library, made when needed, a few of them kept for the next readers."""

    def __init__(self, path: Path, scope: Scope) -> None:
        self._path = path
        self._scope = scope
        self._memory = Memory()
        self._idle: list[Reading] = []
        self._out = 0
        self._closed = False
        self._changed = threading.Condition()
        self._seen: tuple[int, float] | None = None
        self._writings = 0

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """One consistent state of the library. Opens files and waits: for worker threads only."""
        reading = self._take()
        try:
            if reading is None:
                connection = open_reader(self._path)
                reading = Reading(connection, Index(connection, self._scope, self._memory))
            yield _begin(reading)
        finally:
            if reading is not None and reading.connection.in_transaction:
                reading.connection.execute("ROLLBACK")
            self._give_back(reading)

    def written(self) -> None:
        """What was found before may no longer hold. For any thread."""
        with self._changed:
            self._writings += 1
            self._seen = None

    def state(self) -> object | None:
        """`Index.state` as of now (`LOOK_SECONDS` ago for other processes), looked up at once, in any thread.

        Raises `KeyError` where it takes a search to tell: after a change, or with all connections in use.
        """
        state: object | None = self._kept("state")
        return state

    def known_empty(self) -> bool:
        """Whether a search has found that there is nothing to be found, and nothing has changed since."""
        try:
            return self.state() is None
        except KeyError:
            return False

    def known_small(self) -> bool:
        """Whether a search has found that there is little to be found, and nothing has changed since."""
        try:
            counts: Searched = self._kept("counts")
        except KeyError:
            return False
        return counts.talks <= SMALL

    def _kept(self, name: str) -> Any:
        seen = self._seen
        if seen is None or time.monotonic() >= seen[1]:
            seen = self._look()
        return self._memory.kept(seen[0], name)

    def _look(self) -> tuple[int, float]:
        """The generation there is, and until when it need not be looked up again."""
        before = self._writings
        reading = self._take()
        try:
            if reading is None:
                raise KeyError(self._path)
            seen = derived.generation(reading.connection), time.monotonic() + LOOK_SECONDS
        except sqlite3.Error as error:
            raise KeyError(self._path) from error
        finally:
            self._give_back(reading)
        with self._changed:
            if self._writings == before:
                self._seen = seen
        return seen

    def _take(self) -> Reading | None:
        with self._changed:
            if self._closed:
                raise StoreError(f"The library {self._path.name} is closed.")
            self._out += 1
            return self._idle.pop() if self._idle else None

    def _give_back(self, reading: Reading | None) -> None:
        with self._changed:
            self._out -= 1
            if reading is not None and len(self._idle) < KEPT:
                self._idle.append(reading)
            elif reading is not None:
                reading.connection.close()
            self._changed.notify_all()

    def close(self) -> None:
        """Close every connection; waits for those in use, so call it in a worker thread."""
        with self._changed:
            self._closed, self._seen = True, None
            self._changed.wait_for(lambda: self._out == 0)
            for reading in self._idle:
                reading.connection.close()
            self._idle.clear()


def _begin(reading: Reading) -> Reading:
    reading.connection.execute("BEGIN")
    # This first read fixes the state that all later ones see. What the index keeps in memory
    # stays good until the derived tables change, which is not with every reply noted.
    generation = derived.generation(reading.connection)
    if generation != reading.generation:
        reading.index.refresh(generation)
        reading.generation = generation
    return reading


def open_reader(path: Path) -> sqlite3.Connection:
    """A read-only connection, which any one thread at a time may use.

    On a volume that is read-only or full SQLite cannot make the shared memory that WAL needs;
    as nobody can write there either, the file is then opened as one that does not change.
    """
    uri = path.resolve().as_uri() + "?mode=ro"
    for address in (uri, f"{uri}&immutable=1"):
        connection = sqlite3.connect(
            address, uri=True, isolation_level=None, timeout=BUSY_MS / 1000, check_same_thread=False
        )
        try:
            connection.execute("PRAGMA query_only = ON")
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("SELECT 1 FROM sqlite_master").fetchone()
            part = path.stat().st_size // _CACHED >> 10
            _keep(connection, min(max(part, _LEAST_KIB), _MOST_KIB))
        except BaseException as error:
            connection.close()
            wal = path.with_name(path.name + "-wal")
            unchanging = not wal.exists() or wal.stat().st_size == 0
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF
            if address is uri and unchanging and code in _NO_SHARED_MEMORY:
                continue
            raise
        return connection
    raise AssertionError("unreachable: the loop returns or raises")
