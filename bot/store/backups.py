"""Copies of a library while it is in use, and putting one back.

`data/shared.db` has its backups beside it: `data/backups/shared-20260131T235959Z.db`.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.errors import DamagedLibrary, StoreError
from bot.store import derived
from bot.store.connections import make_private
from bot.store.faults import telling
from bot.store.schema import refuse_newer, state

KEEP = 7
EVERY = timedelta(days=1)
_STAMP = "%Y%m%dT%H%M%SZ"


def now() -> datetime:
    """The time by which backups are named."""
    return datetime.now(UTC)


def backups_of(path: Path) -> list[Path]:
    """The backups of a library, the newest first."""
    return sorted((path.parent / "backups").glob(f"{path.stem}-????????T??????Z.db"), reverse=True)


def taken_at(backup: Path) -> datetime:
    """When a backup was made, by its name: never before the one made before it."""
    return datetime.strptime(backup.stem.rpartition("-")[2], _STAMP).replace(tzinfo=UTC)


def recent(backup: Path, now: datetime) -> bool:
    """Whether a backup was made within the last day; one from the future tells of a clock put right since."""
    return timedelta() <= now - datetime.fromtimestamp(backup.stat().st_mtime, UTC) < EVERY


def state_of(backup: Path) -> tuple[object, ...] | None:
    """The state of the library when the backup was made; None if it cannot be told."""
    try:
        with closing(sqlite3.connect(backup.resolve().as_uri() + "?mode=ro", uri=True)) as connection:
            return state(connection)
    except sqlite3.Error:
        return None


def make(connection: sqlite3.Connection, path: Path, now: datetime) -> Path:
    """Copy a library into its backups and drop the oldest beyond `KEEP`; returns the copy."""
    # The order of the names is that of the copies, also when the clock was set back in between.
    newest = next(iter(backups_of(path)), None)
    stamp = now if newest is None else max(now, taken_at(newest) + timedelta(seconds=1))
    target = path.parent / "backups" / f"{path.stem}-{stamp.strftime(_STAMP)}.db"
    copy(connection, target)
    os.utime(target, (now.timestamp(), now.timestamp()))
    for old in backups_of(path)[KEEP:]:
        old.unlink(missing_ok=True)
    return target


def copy(connection: sqlite3.Connection, target: Path) -> None:
    """Copy what is true in a library, in use or not, to a file that is complete or not there at all.

    What is derived is left out, which is nine tenths of a library; the copy's next opening
    makes it anew.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"No backup could be made in {target.parent}: {error.strerror}.") from error
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    make_private(part)
    try:
        with telling(target), closing(sqlite3.connect(part)) as into:
            connection.backup(into)
            derived.strip(into)
            # One file, no companions: it can be copied, and opened where nobody may write.
            into.execute("PRAGMA journal_mode = DELETE")
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def compact(connection: sqlite3.Connection, path: Path, now: datetime) -> None:
    """Leave nothing in the file, or in a backup, that is not in the library any more."""
    derived.optimize(connection)
    connection.execute("VACUUM")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    old = backups_of(path)
    made = make(connection, path, now) if old else None
    for backup in (*old, *damaged(path)):
        if backup != made:
            backup.unlink(missing_ok=True)


def verify(path: Path) -> None:
    """Raise `DamagedLibrary` or `NewerLibrary` unless the file is a sound library of ours."""
    if not path.is_file():
        raise StoreError(f"{path} is not a file.")
    with (
        telling(path),
        closing(sqlite3.connect(path.resolve().as_uri() + "?mode=ro", uri=True)) as connection,
    ):
        check(connection, path)
        refuse_newer(connection)
        if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'revisions'").fetchone() is None:
            raise StoreError(f"{path.name} is not a library of Recapbot.")


def check(connection: sqlite3.Connection, path: Path) -> None:
    """Raise `DamagedLibrary` if SQLite's own check finds anything."""
    with telling(path):
        found = [row[0] for row in connection.execute("PRAGMA quick_check(3)")]
        if found != ["ok"]:
            raise DamagedLibrary(f"The library {path.name} is damaged ({'; '.join(found)}).")
        if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise DamagedLibrary(f"The library {path.name} is damaged (a record it refers to is missing).")


def put_back(backup: Path, path: Path) -> None:
    """Make a library from a backup, in place of what is there; nobody may have it open."""
    verify(backup)
    part = path.with_name(path.name + ".part")
    with telling(path), closing(sqlite3.connect(backup.resolve().as_uri() + "?mode=ro", uri=True)) as source:
        copy(source, part)
    for companion in companions(path):
        companion.unlink(missing_ok=True)
    part.replace(path)


def set_aside(path: Path, now: datetime) -> Path:
    """Move a damaged library, with what belongs to it, out of the way; returns its new name."""
    aside = path.with_name(f"{path.stem}-damaged-{now.strftime(_STAMP)}.db")
    for file in companions(path):
        if file.exists():
            file.replace(aside.with_name(aside.name + file.name.removeprefix(path.name)))
    path.replace(aside)
    return aside


def companions(path: Path) -> tuple[Path, ...]:
    """The files SQLite keeps beside a library in use."""
    return tuple(path.with_name(path.name + end) for end in ("-wal", "-shm", "-journal"))


def damaged(path: Path) -> list[Path]:
    """What was set aside of a library."""
    return sorted(path.parent.glob(f"{path.stem}-damaged-*.db*"))
