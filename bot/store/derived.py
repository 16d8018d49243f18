"""The derived part of a library: made from the texts, checked, and made anew.

Everything in a library that is not in `schema.TRUTH` is derived. It carries a stamp of
the reader and the index that made it; another stamp, or damage, and it is rebuilt.
"""

from __future__ import annotations

import json
import logging
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from bot.errors import ReadError
from bot.model import Recap
from bot.store import indexing
from bot.store.corrections import corrected
from bot.store.rows import Rows, rows_of
from bot.store.schema import TRUTH
from bot.store.values import Kept, Reader

log = logging.getLogger(__name__)
COUNT_EVERY = 100
"""Recaps whose words are counted at once: more take more memory and save little."""
_PIECES = 3
_MERGED_AT_ONCE = 500
"""Pages: a step takes a fraction of a second, and whatever else is to be written goes between two."""


def current(connection: sqlite3.Connection, reader: Reader) -> bool:
    """Whether the derived tables were made by this reader and this index."""
    return _made_by(connection) == (reader.version, indexing.INDEX_VERSION)


def usable(connection: sqlite3.Connection) -> bool:
    """Whether the derived tables were made by this index, if perhaps by another reader."""
    return _made_by(connection)[1] == indexing.INDEX_VERSION


def _made_by(connection: sqlite3.Connection) -> tuple[int, int]:
    row = connection.execute("SELECT value FROM stamps WHERE name = 'derived'").fetchone()
    found = re.fullmatch(r"reader (\d+), index (\d+)", row[0]) if row else None
    return (int(found[1]), int(found[2])) if found else (0, 0)


def _stamp(connection: sqlite3.Connection, reader: Reader) -> None:
    value = f"reader {reader.version}, index {indexing.INDEX_VERSION}"
    connection.execute("INSERT OR REPLACE INTO stamps VALUES ('derived', ?)", (value,))


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
        _drop(connection)
        indexing.create(connection)
        kept = _kept(connection, "WHERE sha256 IS NOT NULL ORDER BY id")
        if kept:
            log.info("Reading %d recaps anew.", len(kept))
        tally = indexing.Tally()
        for number, (one, read) in enumerate(zip(kept, _read(connection, reader, kept), strict=True), 1):
            if stop():
                return
            _index(connection, one, read, tally)
            if number % COUNT_EVERY == 0:
                tally.write(connection)
        tally.write(connection)
        touch(connection)
        _stamp(connection, reader)
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def outdate(connection: sqlite3.Connection, reader: Reader) -> None:
    """Mark every recap as read by an earlier reader, for `renew`, in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute("INSERT OR IGNORE INTO outdated SELECT id FROM recaps WHERE sha256 IS NOT NULL")
        _stamp(connection, reader)
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def outdated(connection: sqlite3.Connection, limit: int) -> list[tuple[Kept, bytes]]:
    """Recaps that are still as an earlier reader read them, each with its text."""
    kept = _kept(connection, "WHERE id IN (SELECT recap_id FROM outdated LIMIT ?)", limit)
    return [(one, _text(connection, one)) for one in kept]


def renew(connection: sqlite3.Connection, read: Sequence[tuple[Kept, Recap | Rows | ReadError]]) -> None:
    """Index what was read anew, but for recaps that have changed since they were `outdated`."""
    tally = indexing.Tally()
    for one, recap in read:
        if _kept(connection, "WHERE id = ?", one.id) == [one]:
            _index(connection, one, recap, tally)
    tally.write(connection)
    touch(connection)


def _kept(connection: sqlite3.Connection, where: str, *arguments: object) -> list[Kept]:
    rows = connection.execute(
        f"SELECT id, origin, file, sha256, corrections FROM recaps {where}", arguments
    ).fetchall()
    return [Kept(*row) for row in rows]


def _text(connection: sqlite3.Connection, kept: Kept) -> bytes:
    (data,) = connection.execute("SELECT data FROM texts WHERE sha256 = ?", (kept.sha256,)).fetchone()
    return bytes(data)


def _read(
    connection: sqlite3.Connection, reader: Reader, kept: Sequence[Kept]
) -> Iterator[Recap | Rows | ReadError]:
    return reader.read_all(((_text(connection, one), one.file) for one in kept), len(kept))


def _index(
    connection: sqlite3.Connection,
    kept: Kept,
    read: Recap | Rows | ReadError,
    tally: indexing.Tally | None = None,
) -> Rows | None:
    if isinstance(read, ReadError):
        log.warning("%s is kept but cannot be read any more: %s", kept.file, read)
        indexing.remove(connection, kept.id, tally)
        return None
    rows = corrected_rows(read, kept.corrections)
    indexing.put(connection, kept.id, rows, tally)
    return rows


def corrected_rows(read: Recap | Rows, corrections: str) -> Rows:
    """What is indexed of a recap with what an admin corrected, as JSON, laid over it."""
    rows = rows_of(read)
    return replace(rows, frame=corrected(rows.frame, json.loads(corrections)))


def strip(connection: sqlite3.Connection) -> None:
    """Leave only what is true in a library that nobody uses, and give back the room."""
    _drop(connection)
    connection.execute("DELETE FROM stamps WHERE name = 'derived'")
    connection.commit()
    connection.execute("VACUUM")


def derive(connection: sqlite3.Connection, reader: Reader, kept: Kept) -> Rows | None:
    """Read one stored text and index it; None if today's reader refuses it (its text stays)."""
    touch(connection)
    return _index(connection, kept, next(_read(connection, reader, (kept,))))


def put_all(connection: sqlite3.Connection, recaps: Iterable[tuple[int, Rows]]) -> None:
    """Index recaps, each in place of what was indexed for it."""
    tally = indexing.Tally()
    for recap_id, rows in recaps:
        indexing.put(connection, recap_id, rows, tally)
    tally.write(connection)
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


def scattered(connection: sqlite3.Connection) -> list[str]:
    """The full-text indexes in more than a few pieces, in each of which every word is looked up."""
    pieces = 'SELECT count(DISTINCT segid) FROM "{}_idx"'
    return [
        table
        for table in full_text(connection)
        if connection.execute(pieces.format(table)).fetchone()[0] > _PIECES
    ]


class Merging:
    """A full-text index on its way into one piece."""

    def __init__(self, table: str) -> None:
        self._command = f'INSERT INTO "{table}" ("{table}", rank) VALUES (\'merge\', ?)'
        self._pages = -_MERGED_AT_ONCE  # less than none: a beginning

    def step(self, connection: sqlite3.Connection) -> bool:
        """Merge some more; False once all is."""
        before = connection.total_changes
        connection.execute(self._command, (self._pages,))
        self._pages = _MERGED_AT_ONCE
        return connection.total_changes - before > 1


def full_text(connection: sqlite3.Connection) -> list[str]:
    """The names of the full-text tables."""
    rows = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE%fts5%'"
    )
    return [name for (name,) in rows]


def _drop(connection: sqlite3.Connection) -> None:
    for table in (*full_text(connection), *_derived(connection, "table")):
        connection.execute(f'DROP TABLE IF EXISTS "{table}"')
    for view in _derived(connection, "view"):
        connection.execute(f'DROP VIEW "{view}"')


def _derived(connection: sqlite3.Connection, kind: str) -> list[str]:
    rows = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = ? AND name NOT LIKE 'sqlite_%'", (kind,)
    )
    return [name for (name,) in rows if name not in TRUTH]
