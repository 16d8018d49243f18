"""The recaps of a folder, brought in line with its files; runs inside the writer's transaction."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterable, Sequence

from bot.store import derived
from bot.store.revisions import forget_text, keep_text, latest, name_text, new_row, record, take_out
from bot.store.rows import Rows
from bot.store.values import By, Source, Stored

log = logging.getLogger(__name__)


def keep(connection: sqlite3.Connection, origin: str, source: Source, by: By) -> tuple[int, Rows]:
    """Keep one file of a folder, new or changed; returns the id of its recap with what is to be indexed.

    The folder is the truth about its files, so each has but one revision, the present
    one. The same text under another folder's name is the same recap, moved.
    """
    sha256 = keep_text(connection, source.data)
    row = connection.execute(
        "SELECT id, corrections FROM recaps WHERE origin = ? AND file = ?", (origin, source.file)
    ).fetchone()
    if row is None:
        row = connection.execute(
            "SELECT id, corrections FROM recaps WHERE sha256 = ? AND origin <> ?", (sha256, origin)
        ).fetchone()
        if row is not None:
            connection.execute(
                "UPDATE recaps SET origin = ?, file = ? WHERE id = ?", (origin, source.file, row[0])
            )
    recap_id, corrections = row or (new_row(connection, origin, source.file), "{}")
    recap_id = int(recap_id)
    rows = name_text(connection, recap_id, sha256, corrections, source.recap)
    name = rows.frame.title
    last = latest(connection, "recap", recap_id=recap_id)
    if last is not None and last.action == "load":
        connection.execute(
            "UPDATE revisions SET at = ?, name = ?, sha256 = ?, value = ? WHERE id = ?",
            (by.at, name, sha256, corrections, last.id),
        )
        forget_text(connection, last.sha256)
    else:
        record(connection, by, "load", "recap", name, recap_id=recap_id, sha256=sha256, value=corrections)
    return recap_id, rows


def load_all(
    connection: sqlite3.Connection, origin: str, sources: Sequence[Source], by: By
) -> tuple[Stored, ...]:
    """Store files of a folder; what cannot be stored is told instead of raised, and leaves nothing behind.

    What concerns the whole library (a full disk, damage) is raised all the same. All are kept, then
    all are indexed, and only where one of them fails is each tried for itself: FTS5 writes a piece of
    its indexes at every savepoint, be it one that SQLite sets within an UPDATE.
    """
    connection.execute("SAVEPOINT files")
    try:
        kept = [keep(connection, origin, source, by) for source in sources]
        derived.put_all(connection, kept)
        stored = tuple(Stored(s.file, recap_id) for s, (recap_id, _) in zip(sources, kept, strict=True))
    except (ValueError, OverflowError, sqlite3.DataError, sqlite3.IntegrityError) as error:
        connection.execute("ROLLBACK TO files")
        if len(sources) > 1:
            stored = tuple(one for s in sources for one in load_all(connection, origin, (s,), by))
        else:
            log.exception("A recap could not be stored.")
            stored = (Stored(sources[0].file, None, f"could not be stored: {error}."),)
    connection.execute("RELEASE files")
    return stored


def known(connection: sqlite3.Connection, origin: str) -> dict[str, str]:
    """The files loaded from a folder with the hash of their text."""
    return dict(
        connection.execute(
            "SELECT file, sha256 FROM recaps WHERE origin = ? AND sha256 IS NOT NULL", (origin,)
        ).fetchall()
    )


def forget(connection: sqlite3.Connection, origin: str, files: Iterable[str]) -> None:
    """Remove recaps whose files are gone from a folder; if they return, so do their ids."""
    for file in files:
        row = connection.execute(
            "SELECT id FROM recaps WHERE origin = ? AND file = ?", (origin, file)
        ).fetchone()
        if row is not None:
            last = latest(connection, "recap", recap_id=row[0])
            take_out(connection, row[0])
            if last is not None and last.action == "load":
                connection.execute("DELETE FROM revisions WHERE id = ?", (last.id,))
                forget_text(connection, last.sha256)
