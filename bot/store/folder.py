"""The recaps of a folder, brought in line with its files; runs inside the writer's transaction."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterable

from bot.store.indexing import Tally
from bot.store.revisions import forget_text, keep_text, latest, new_row, put_text, record, take_out
from bot.store.values import By, Source, Stored

log = logging.getLogger(__name__)


def load(connection: sqlite3.Connection, origin: str, source: Source, by: By, tally: Tally) -> int:
    """Store one file of a folder, new or changed; returns its recap's id.

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
    name = put_text(connection, recap_id, sha256, corrections, source.recap, tally=tally)
    last = latest(connection, "recap", recap_id=recap_id)
    if last is not None and last.action == "load":
        connection.execute(
            "UPDATE revisions SET at = ?, name = ?, sha256 = ?, value = ? WHERE id = ?",
            (by.at, name, sha256, corrections, last.id),
        )
        forget_text(connection, last.sha256)
    else:
        record(connection, by, "load", "recap", name, recap_id=recap_id, sha256=sha256, value=corrections)
    return recap_id


def load_all(
    connection: sqlite3.Connection, origin: str, sources: Iterable[Source], by: By
) -> tuple[Stored, ...]:
    """As `load`, each; what cannot be stored is told instead of raised, and leaves nothing behind.

    What concerns the whole library (a full disk, damage) is raised all the same.
    """
    tally = Tally()
    stored = tuple(_try_load(connection, origin, source, by, tally) for source in sources)
    tally.write(connection)
    return stored


def _try_load(connection: sqlite3.Connection, origin: str, source: Source, by: By, tally: Tally) -> Stored:
    connection.execute("SAVEPOINT file")
    own = Tally()
    try:
        stored = Stored(source.file, load(connection, origin, source, by, own))
        tally.take(own)
    except (ValueError, OverflowError, sqlite3.DataError, sqlite3.IntegrityError) as error:
        log.exception("A recap could not be stored.")
        connection.execute("ROLLBACK TO file")
        stored = Stored(source.file, None, f"could not be stored: {error}.")
    connection.execute("RELEASE file")
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
