"""Opening a library, step by step: checked, brought up to date, mended. For worker threads."""

from __future__ import annotations

import logging
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.errors import DamagedLibrary, StoreError
from bot.store import backups, derived, schema
from bot.store.connections import open_reader
from bot.store.faults import telling
from bot.store.values import Reader

log = logging.getLogger(__name__)
AT_ONCE = 32 << 20
"""Files up to this size are checked whole when opened (a fraction of a second), larger ones later."""
_STEPS = 10_000


@dataclass(frozen=True, slots=True)
class Opening:
    """How a library is opened; `prepare` does it."""

    path: Path
    reader: Reader
    now: datetime
    thorough: bool = False
    renew_later: bool = False

    def prepare(self, connection: sqlite3.Connection, stop: Callable[[], bool]) -> tuple[bool, bool]:
        """Bring truth and derived tables up to date; returns whether a check, and a renewal, is left.

        A rebuilding is given up when `stop` says so. With `renew_later` what another reader
        read is only marked, for `derived.outdated`.
        """
        later = not self.thorough and self.path.stat().st_size > AT_ONCE
        if not later:
            backups.check(connection, self.path)
        schema.refuse_newer(connection)
        version = schema.version_of(connection)
        if version != len(schema.MIGRATIONS):
            if version > 0:
                backups.make(connection, self.path, self.now)
            schema.migrate(connection)
        current = derived.current(connection, self.reader)
        good = (
            derived.usable(connection)
            if self.renew_later
            else current and not derived.outdated(connection, 1)
        )
        if not good or not (later or derived.sound(connection)):
            derived.rebuild(connection, self.reader, stop)
        elif not current:
            derived.outdate(connection, self.reader)
        return later, self.renew_later and not stop() and bool(derived.outdated(connection, 1))


@dataclass(frozen=True, slots=True)
class Check:
    """The check of one full-text table, given up as soon as `stop` says so."""

    table: str
    reader: Reader
    stop: Callable[[], bool]

    def check_or_rebuild(self, connection: sqlite3.Connection) -> None:
        """Rebuild the derived tables if this one does not agree with its content."""
        connection.set_progress_handler(self.stop, _STEPS)
        try:
            agrees = derived.agrees(connection, self.table)
        except sqlite3.OperationalError:
            if not self.stop():
                raise
            return
        finally:
            connection.set_progress_handler(None, 0)
        if not agrees:
            derived.rebuild(connection, self.reader, self.stop)


def check_pages(path: Path, stop: Callable[[], bool]) -> None:
    """Raise `DamagedLibrary` if a page is damaged; given up as soon as `stop` says so."""
    with closing(open_reader(path)) as connection:
        connection.set_progress_handler(stop, _STEPS)
        try:
            backups.check(connection, path)
        except StoreError:
            if not stop():
                raise


def only_readable(path: Path) -> bool:
    """Whether there is a library that this user may read and not write."""
    ours = os.access in os.supports_effective_ids
    return path.is_file() and not all(
        os.access(it, os.W_OK, effective_ids=ours) for it in (path, path.parent)
    )


def usable(path: Path) -> bool:
    """Whether a library need not first be rebuilt; what is wrong otherwise is found when it is opened."""
    try:
        with closing(open_reader(path)) as connection:
            return derived.usable(connection)
    except sqlite3.Error:
        return True


def check_readable(path: Path) -> None:
    """Raise `StoreError` unless there is a library that can be used as it is."""
    if not path.is_file():
        raise StoreError(f"There is no library {path}; load some recaps first.")
    with telling(path), closing(open_reader(path)) as connection:
        schema.refuse_newer(connection)
        if schema.version_of(connection) < len(schema.MIGRATIONS):
            raise StoreError(f"The library {path.name} is of an older version: open it once for writing.")


def recover(path: Path, now: datetime, damage: DamagedLibrary) -> str:
    """Set a damaged library aside and put its newest sound backup in place; returns what was done."""
    try:
        aside = backups.set_aside(path, now)
    except OSError as error:
        raise DamagedLibrary(f"{damage} It could not be set aside: {error.strerror}.") from error
    for backup in backups.backups_of(path):
        try:
            backups.put_back(backup, path)
        except StoreError:
            log.warning("The backup %s is of no use either.", backup.name)
            continue
        notice = f"{damage} It is kept as {aside.name}; the backup {backup.name} took its place."
        break
    else:
        notice = f"{damage} It is kept as {aside.name}; there was no backup, so this library begins anew."
    log.error("%s", notice)
    return notice
