"""SQLite's errors in words for people."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import DamagedLibrary, StoreError

# By primary result code (the low byte of an extended one): https://www.sqlite.org/rescode.html
_WORDS = {
    sqlite3.SQLITE_FULL: "there is no room left on its disk. Free some; reading goes on.",
    sqlite3.SQLITE_READONLY: "it, or its folder, is read-only. Nothing was changed.",
    sqlite3.SQLITE_BUSY: "another program keeps it locked. Nothing was changed; try again.",
    sqlite3.SQLITE_LOCKED: "it is locked. Nothing was changed; try again.",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened. Is the folder there, and may this user write to it?",
    sqlite3.SQLITE_PERM: "this user may not open it.",
    sqlite3.SQLITE_IOERR: "its disk fails. Nothing was changed; look at the disk.",
    sqlite3.SQLITE_TOOBIG: "the text is too large for it. Nothing was changed.",
}
_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def in_words(error: sqlite3.Error, path: Path) -> StoreError:
    """The `StoreError` (or `DamagedLibrary`) that says what SQLite's error means for `path`."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in _DAMAGE:
        return DamagedLibrary(f"The library {path.name} is damaged ({error}).")
    why = _WORDS.get(code, f"{error}. Nothing was changed.")
    return StoreError(f"The library {path.name} could not be used: {why}")


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """Raise what SQLite raises inside as a `StoreError`, its cause chained."""
    try:
        yield
    except sqlite3.Error as error:
        raise in_words(error, path) from error
