"""One library: its file opened, read, changed, backed up and closed.

Reading runs in worker threads on read-only connections, each on one consistent state.
Every change is one transaction of the one writer; it is kept once the call returns.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sqlite3
import threading
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Self, TypeVar

from bot.errors import DamagedLibrary, NewerLibrary, NotFound, StoreError
from bot.model import Alias, Miss, Reply, Revision, Scope, StoredRecap
from bot.store import archive, backups, derived, folder, notes, opening, revisions, schema
from bot.store.connections import Readers, Writer
from bot.store.corrections import Corrections
from bot.store.faults import telling
from bot.store.index import Index
from bot.store.values import By, Reader, Source, Stored

T = TypeVar("T")
log = logging.getLogger(__name__)
KEEP_REPLIES = timedelta(days=14)
RENEW_AT_ONCE = 8
"""Recaps read anew in one transaction: few, since whoever else writes waits for its end."""


class Library:
    """A set of recaps in one SQLite file. Made by `Library.open`, ended by `close`.

    `notice` is a word for whoever hosts the bot if opening was not uneventful; `unchecked`
    and `outdated` say that `check` and `renew` are still to be called.
    """

    def __init__(self, path: Path, scope: Scope, reader: Reader, clock: Callable[[], datetime]) -> None:
        self.path = path
        self.scope = scope
        self.notice: str | None = None
        self.unchecked = self.outdated = False
        self._closing = threading.Event()
        self._reader = reader
        self._writer: Writer | None = None
        self._clock = clock
        self.readers = Readers(path, scope)

    # --- opening and closing -----------------------------------------------------------

    @classmethod
    async def open(
        cls,
        path: Path,
        scope: Scope,
        reader: Reader,
        *,
        read_only: bool = False,
        thorough: bool = False,
        renew_later: bool = False,
        clock: Callable[[], datetime] = backups.now,
    ) -> Self:
        """Open a library, making it if it is not there, and bring it up to date.

        A damaged one is set aside and its newest sound backup takes its place; `notice`
        says so. A large one is only looked over, unless `thorough`: see `check`. What another
        reader read is read anew, or with `renew_later` left for `renew`. `read_only`
        changes nothing at all, so it can only open a library that is there and up to date;
        one that cannot be written now is opened so, with a `notice`. Raises `NewerLibrary` if a
        newer Recapbot wrote it, `StoreError` if it cannot be opened.
        """
        if read_only:
            return await cls._open_to_read(path, scope, reader, clock, "")
        if await asyncio.to_thread(opening.only_readable, path):
            notice = f"The library {path.name} is read-only here: nothing can be added to it."
            return await cls._open_to_read(path, scope, reader, clock, notice)
        how = opening.Opening(path, reader, clock(), thorough=thorough, renew_later=renew_later)
        try:
            return await cls._open(how, scope, clock)
        except DamagedLibrary as damage:
            notice = await asyncio.to_thread(opening.recover, path, clock(), damage)
        except NewerLibrary:
            raise
        except StoreError as trouble:
            try:
                return await cls._open_to_read(path, scope, reader, clock, str(trouble))
            except StoreError:
                raise trouble from trouble.__cause__
        library = await cls._open(how, scope, clock)
        library.notice, by = notice, library._by(None, "")  # noqa: SLF001 -- its own class
        await library._change(lambda connection: revisions.note(connection, "restore", notice, by))  # noqa: SLF001
        return library

    @classmethod
    async def _open_to_read(
        cls, path: Path, scope: Scope, reader: Reader, clock: Callable[[], datetime], notice: str
    ) -> Self:
        await asyncio.to_thread(opening.check_readable, path)
        library = cls(path, scope, reader, clock)
        if notice:
            library.notice = notice
            log.warning("%s", notice)
        return library

    @property
    def provisional(self) -> bool:
        """Whether it is open for reading only since it could not be written; opening it again may help."""
        return self._writer is None and self.notice is not None

    @classmethod
    async def _open(cls, how: opening.Opening, scope: Scope, clock: Callable[[], datetime]) -> Self:
        path = how.path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"The folder {path.parent} cannot be made: {error.strerror}.") from error
        with telling(path):
            library = cls(path, scope, how.reader, clock)
            library._writer = writer = Writer(path, library.readers.written)
            await writer
            stop = library._closing.is_set
            try:
                library.unchecked, library.outdated = await writer.begin(
                    lambda connection: how.prepare(connection, stop)
                )
            except BaseException:
                library._closing.set()
                await asyncio.shield(writer.close())
                raise
        return library

    async def check(self) -> None:
        """Check what opening left unchecked, beside whatever else goes on; ends early when closed.

        A damaged search index is rebuilt. Raises `DamagedLibrary` if the file is damaged:
        it should then be closed, and opened `thorough`.
        """
        with telling(self.path):
            await asyncio.to_thread(opening.check_pages, self.path, self._closing.is_set)
            for table in await self._look(derived.full_text):
                if self._closing.is_set():
                    return
                steps = opening.Check(table, self._reader, self._closing.is_set)
                await self._run(steps.check_or_rebuild)
        self.unchecked = False

    async def renew(self) -> None:
        """Read anew, beside whatever else goes on, what an earlier reader read; ends early when closed.

        Each recap changes whole, so that every search sees it as one reader or the other read it.
        """
        while self._writer is not None and not self._closing.is_set():
            some = await self._look(lambda connection: derived.outdated(connection, RENEW_AT_ONCE))
            if not some:
                return
            texts = [(data, kept.file) for kept, data in some]
            recaps = await asyncio.to_thread(lambda: list(self._reader.read_all(texts, len(texts))))  # noqa: B023 - awaited at once
            read = [(kept, recap) for (kept, _), recap in zip(some, recaps, strict=True)]
            await self._change(lambda connection: derived.renew(connection, read))  # noqa: B023

    async def close(self) -> None:
        """Close the file; waits for readers and for the transaction under way. May be called twice."""
        self._closing.set()
        await asyncio.to_thread(self.readers.close)
        writer, self._writer = self._writer, None
        if writer is not None:
            try:
                with contextlib.suppress(sqlite3.Error):
                    await writer.run(lambda connection: connection.execute("PRAGMA optimize"))
            finally:
                await asyncio.shield(writer.close())

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self.close()

    # --- reading -----------------------------------------------------------------------

    async def read(self, work: Callable[[Index], T]) -> T:
        """Run `work` in a worker thread on one consistent state of the library."""
        return await asyncio.to_thread(self.read_here, work)

    def read_here(self, work: Callable[[Index], T]) -> T:
        """As `read`, in the thread of the caller, who must be a worker already."""
        with telling(self.path), self.readers.reading() as reading:
            return work(reading.index)

    async def _look(self, work: Callable[[sqlite3.Connection], T]) -> T:
        def run() -> T:
            with telling(self.path), self.readers.reading() as reading:
                return work(reading.connection)

        return await asyncio.to_thread(run)

    async def recap(self, recap_id: int) -> StoredRecap:
        """A recap with its talks and topics; raises `NotFound`."""
        found = await self.read(lambda index: index.recap(recap_id))
        if found is None:
            raise NotFound("That recap is not in this library (any more).")
        return found

    async def source(self, recap_id: int) -> tuple[str, bytes, dict[str, str | int | None]]:
        """A recap's file name, its text as received, and what was corrected; raises `NotFound`."""
        return await self._look(lambda connection: revisions.source(connection, recap_id))

    async def sources(self) -> tuple[int, ...]:
        """The ids of all recaps, the oldest first."""
        return await self._look(revisions.present)

    async def text(self, sha256: str) -> bytes:
        """A text of any revision by its hash, as received; raises `NotFound`."""
        return await self._look(lambda connection: revisions.text(connection, sha256))

    async def same_text(self, data: bytes) -> int | None:
        """The id of the recap with this very text, if there is one."""
        return await self._look(lambda connection: revisions.same_text(connection, data))

    async def history(
        self, recap_id: int | None = None, before: int | None = None, limit: int = 10
    ) -> tuple[Revision, ...]:
        """Changes, the latest first, of one recap or of all; `before` a revision's id, for the next page."""
        return await self._look(lambda connection: revisions.history(connection, recap_id, before, limit))

    async def revision(self, revision: int) -> Revision:
        """One change by its id; raises `NotFound`."""
        return await self._look(lambda connection: revisions.get(connection, revision))

    async def export(self, recap_id: int | None = None) -> tuple[tuple[str, bytes], ...]:
        """Every text (or one) under its file name, and what else reads it back as it is."""
        return await self._look(lambda connection: archive.files(connection, self.scope, recap_id))

    async def apply(self, origin: str, manifest: bytes) -> None:
        """Lay over the files of a folder what an export noted beside them; raises `ReadError`."""
        by, noted = self._by(None, ""), archive.read_manifest(manifest)
        await self._change(
            lambda connection: archive.apply(connection, (self.scope, self._reader), origin, noted, by)
        )

    async def last_change(self) -> Revision | None:
        """The change that `undo` would take back."""
        return await self._look(revisions.last_change)

    async def aliases(self) -> tuple[Alias, ...]:
        """Every alias by name."""
        return await self._look(notes.aliases)

    async def settings(self) -> dict[str, str]:
        """Every setting that was set, as JSON."""
        return await self._look(notes.settings)

    async def misses(self, limit: int = 25) -> tuple[Miss, ...]:
        """What was asked in vain and not dismissed, most frequent first."""
        return await self._look_at_notes(lambda connection: notes.misses(connection, limit))

    async def verdicts(self, verdict: str, limit: int = 25) -> tuple[Miss, ...]:
        """The words that earned this verdict, most frequent first."""
        return await self._look(lambda connection: notes.verdicts(connection, verdict, limit))

    async def reply(self, message: int) -> Reply | None:
        """The reply to the question `message`, or the reply that `message` itself is."""
        return await self._look_at_notes(lambda connection: notes.reply(connection, message))

    # --- files of a folder -------------------------------------------------------------

    async def known(self, origin: str = "") -> dict[str, str]:
        """The files stored from this folder, each with the SHA-256 of its text in hex."""
        return await self._look(lambda connection: folder.known(connection, origin))

    async def put_files(self, origin: str, files: Iterable[Source]) -> tuple[Stored, ...]:
        """Store files of a folder, new or changed, in one transaction; a bad one never stops the others."""
        sources, by = tuple(files), self._by(None, "")
        return await self._change(lambda connection: folder.load_all(connection, origin, sources, by))

    async def forget_files(self, origin: str, files: Iterable[str]) -> None:
        """Remove the recaps of files that are gone from a folder."""
        gone = tuple(files)
        await self._change(lambda connection: folder.forget(connection, origin, gone))

    # --- changes by people -------------------------------------------------------------

    async def add(
        self, source: Source, actor: int | None, note: str = "", corrections: Corrections | None = None
    ) -> Revision:
        """Add a recap; a file name that is taken gets a number."""
        by = self._by(actor, note)
        return await self._change(lambda connection: revisions.add(connection, source, by, corrections or {}))

    async def edit(
        self,
        recap_id: int,
        source: Source,
        actor: int | None,
        *,
        note: str = "",
        corrections: Corrections | None = None,
    ) -> Revision:
        """Give a recap another text; corrections stay unless others are given. Raises `NotFound`."""
        by = self._by(actor, note)
        return await self._change(
            lambda connection: revisions.edit(connection, recap_id, source, corrections, by)
        )

    async def correct(
        self, recap_id: int, corrections: Corrections, actor: int | None, note: str = ""
    ) -> Revision:
        """Correct fields of a recap's event; raises `NotFound`."""
        by = self._by(actor, note)
        return await self._change(
            lambda connection: revisions.correct(connection, self._reader, recap_id, corrections, by)
        )

    async def remove(self, recap_id: int, actor: int | None, note: str = "") -> Revision:
        """Remove a recap, which `undo` can bring back; raises `NotFound`."""
        by = self._by(actor, note)
        return await self._change(lambda connection: revisions.remove(connection, recap_id, by))

    async def undo(self, actor: int | None, revision: int | None = None, note: str = "") -> Revision:
        """Take back a change (None: the last of anybody); raises `NotFound` if it cannot be."""
        by = self._by(actor, note)
        return await self._change(lambda connection: revisions.undo(connection, self._reader, revision, by))

    async def purge(self, recap_id: int, actor: int | None) -> None:
        """Delete a recap with all its texts for good, from the file's bytes and from the backups too.

        The backups are replaced by one made afterwards. Raises `NotFound`.
        """
        by = self._by(actor, "")
        await self._change(lambda connection: revisions.purge(connection, self.scope, recap_id, by))
        await self._compact()

    async def forget_person(self, actor: int) -> int:
        """Erase a person's id from the history, and from the backups; returns how many changes had it."""
        count = await self._change(lambda connection: revisions.forget_person(connection, actor))
        if count:
            await self._compact()
        return count

    async def set_alias(self, alias: Alias, actor: int | None) -> Revision:
        """Let a name stand for a talk or recap; it counts from the next question on."""
        by = self._by(actor, "")
        return await self._change(lambda connection: revisions.set_alias(connection, alias, by))

    async def remove_alias(self, name: str, actor: int | None) -> Revision:
        """Forget an alias; raises `NotFound`."""
        by = self._by(actor, "")
        return await self._change(lambda connection: revisions.remove_alias(connection, name, by))

    async def set_setting(self, key: str, value: str | None, actor: int | None) -> Revision:
        """Keep a setting, as JSON; None puts back what goes without saying."""
        by = self._by(actor, "")
        return await self._change(lambda connection: revisions.set_setting(connection, key, value, by))

    # --- what the bot notes ------------------------------------------------------------

    def count_miss(self, text: str) -> None:
        """Count words asked in vain; it is written a moment later."""
        self._note(lambda connection, at: notes.count_miss(connection, text, at))

    async def dismiss(self, text: str) -> bool:
        """Show a miss no more; False if there is none such."""
        return await self._change(lambda connection: notes.dismiss(connection, text))

    async def count_verdict(self, text: str, verdict: str) -> None:
        """Count what people said of the reply to `text`."""
        await self._pass_by(lambda connection: notes.count_verdict(connection, text, verdict, self._at()))

    def keep_reply(self, reply: Reply) -> None:
        """Remember which reply belongs to which message; it is written a moment later."""
        self._note(lambda connection, at: notes.keep_reply(connection, reply, at))

    async def forget_reply(self, message: int) -> None:
        """Forget the reply to, or that is, `message`."""
        await self._pass_by(lambda connection: notes.forget_reply(connection, message))

    # --- care --------------------------------------------------------------------------

    async def backup(self, target: Path | None = None) -> Path:
        """Copy the library, in use or not, to `target` or among its own backups; returns the copy."""
        if target is not None:
            await self._run(lambda connection: backups.copy(connection, target))
            return target
        return await self._run(lambda connection: backups.make(connection, self.path, self._clock()))

    async def tend(self) -> None:
        """What is due: forget old replies, merge the index, back up once a day if anything changed since."""
        if self._writer is None:
            return
        oldest = (self._clock() - KEEP_REPLIES).isoformat(timespec="seconds")
        await self._pass_by(lambda connection: notes.forget_replies(connection, before=oldest))
        await self.settle()
        newest = next(iter(backups.backups_of(self.path)), None)
        if newest is not None and backups.recent(newest, self._clock()):
            return
        state = await self._look(schema.state)
        kept = await asyncio.to_thread(backups.state_of, newest) if newest else schema.NOTHING
        if state != kept:
            await self.backup()

    async def settle(self) -> None:
        """Merge the search index where much was written to it; else finding takes several times as long."""
        for table in await self._look(derived.scattered) if self._writer else ():
            merging = derived.Merging(table)
            while not self._closing.is_set() and await self._run(merging.step):
                pass

    async def _compact(self) -> None:
        await self._run(lambda connection: backups.compact(connection, self.path, self._clock()))

    async def _change(self, work: Callable[[sqlite3.Connection], T]) -> T:
        with telling(self.path):
            return await self._writable().transact(work)

    async def _pass_by(self, work: Callable[[sqlite3.Connection], object]) -> None:
        with telling(self.path):
            await self._writable().transact(work, lasting=False)

    def _note(self, work: Callable[[sqlite3.Connection, str], object]) -> None:
        at = self._at()
        with telling(self.path):
            self._writable().note(lambda connection: work(connection, at))

    async def _look_at_notes(self, work: Callable[[sqlite3.Connection], T]) -> T:
        if self._writer is not None:
            await self._writer.noted()
        return await self._look(work)

    async def _run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        with telling(self.path):
            return await self._writable().run(work)

    def _writable(self) -> Writer:
        if self._writer is None:
            why = self.notice if self.provisional else None
            raise StoreError(why or f"The library {self.path.name} is closed, or open for reading only.")
        return self._writer

    def _by(self, actor: int | None, note: str) -> By:
        return By(actor, self._at(), note)

    def _at(self) -> str:
        return self._clock().isoformat(timespec="seconds")
