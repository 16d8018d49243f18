"""The derived part of a library: made from the texts, checked, and made anew.

Everything in a library that is not in `schema.TRUTH` is derived. It carries a stamp of
the reader and the index that made it; another stamp, or damage, and it is rebuilt.
"""

from __future__ import annotations

import json
import logging
import sqlite3
from collections.abc import Callable

from bot.errors import ReadError
from bot.model import Recap
from bot.store import indexing
from bot.store.corrections import corrected
from bot.store.schema import TRUTH
from bot.store.values import Kept, Reader

log = logging.getLogger(__name__)


def current(connection: sqlite3.Connection, reader: Reader) -> bool:
    """Whether the derived tables were made by this reader and this index, and are sound."""
    row = connection.execute("SELECT value FROM stamps WHERE name = 'derived'").fetchone()
    return row is not None and row[0] == _stamp(reader)


def sound(connection: sqlite3.Connection) -> bool:
    """Whether every full-text index agrees with its content, which `integrity_check` does not tell."""
    return all(agrees(connection, table) for table in full_text(connection))


def agrees(connection: sqlite3.Connection, table: str) -> bool:
    """Whether one full-text index agrees with its content; a second or more for a large one."""
    try:
        connection.execute(f'INSERT INTO "{table}" ("{table}", rank) VALUES (\'integrity-check\', 1)')
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError as error:
        log.warning("The search index is damaged and will be rebuilt: %s", error)
        return False
    return True


def rebuild(connection: sqlite3.Connection, reader: Reader, stop: Callable[[], bool]) -> None:
    """Drop the derived tables and make them anew from the texts, in one transaction.

    Given up between two texts, with nothing changed, once `stop` says that nobody waits for it.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        for table in (*full_text(connection), *_derived(connection)):
            connection.execute(f'DROP TABLE IF EXISTS "{table}"')
        indexing.create(connection)
        rows = connection.execute(
            "SELECT id, origin, file, sha256, corrections FROM recaps WHERE sha256 IS NOT NULL ORDER BY id"
        ).fetchall()
        if rows:
            log.info("Reading %d recaps anew.", len(rows))
        for row in rows:
            if stop():
                return
            derive(connection, reader, Kept(*row))
        touch(connection)
        connection.execute("INSERT OR REPLACE INTO stamps VALUES ('derived', ?)", (_stamp(reader),))
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def strip(connection: sqlite3.Connection) -> None:
    """Leave only what is true in a library that nobody uses, and give back the room."""
    _drop(connection)
    connection.execute("DELETE FROM stamps WHERE name = 'derived'")
    connection.commit()
    connection.execute("VACUUM")


def derive(connection: sqlite3.Connection, reader: Reader, kept: Kept) -> Recap | None:
    """Read one stored text and index it; None if today's reader refuses it (its text stays)."""
    (data,) = connection.execute("SELECT data FROM texts WHERE sha256 = ?", (kept.sha256,)).fetchone()
    try:
        recap = corrected(reader.read(data, kept.file), json.loads(kept.corrections))
    except ReadError as error:
        log.warning("%s is kept but cannot be read any more: %s", kept.file, error)
        remove(connection, kept.id)
        return None
    put(connection, kept.id, recap)
    return recap


def put(connection: sqlite3.Connection, recap_id: int, recap: Recap) -> None:
    """Index a recap in place of what was indexed for it."""
    indexing.put(connection, recap_id, recap)
    touch(connection)


def remove(connection: sqlite3.Connection, recap_id: int) -> None:
    """Take a recap out of the index."""
    indexing.remove(connection, recap_id)
    touch(connection)


def touch(connection: sqlite3.Connection) -> None:
    """Say that what the search sees has changed."""
    connection.execute(
        "INSERT INTO stamps VALUES ('generation', 1) ON CONFLICT (name) DO UPDATE SET value = value + 1"
    )


def generation(connection: sqlite3.Connection) -> int:
    """A number that grows whenever what the search sees changes."""
    row = connection.execute("SELECT value FROM stamps WHERE name = 'generation'").fetchone()
    return int(row[0]) if row else 0


def optimize(connection: sqlite3.Connection) -> None:
    """Merge each full-text index, which takes the last trace of removed words out of it."""
    for table in full_text(connection):
        connection.execute(f'INSERT INTO "{table}" ("{table}") VALUES (\'optimize\')')


def _stamp(reader: Reader) -> str:
    return f"reader {reader.version}, index {indexing.INDEX_VERSION}"


def full_text(connection: sqlite3.Connection) -> list[str]:
    """The names of the full-text tables."""
    rows = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE%fts5%'"
    )
    return [name for (name,) in rows]


def _drop(connection: sqlite3.Connection) -> None:
    for table in (*full_text(connection), *_derived(connection)):
        connection.execute(f'DROP TABLE IF EXISTS "{table}"')


def _derived(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    )
    return [name for (name,) in rows if name not in TRUTH]
