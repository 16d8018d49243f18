"""Changes to a library, each recorded as a revision in the transaction that makes it.

A revision keeps the state its subject has *since*; taking it back is therefore putting
back the state of the revision before it, whatever the subject: a recap, an alias, a
setting. Every function here runs inside the writer's transaction.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3

from bot.errors import NotFound
from bot.model import Alias, ChangeAction, ChangeSubject, Recap, Revision, Scope
from bot.store import derived
from bot.store.corrections import Corrections
from bot.store.rows import Rows
from bot.store.values import By, Kept, Reader, Source

_COLUMNS = "id, at, actor, action, subject, name, recap_id, sha256, value, note, before, undoes"
_UNDOABLE = "('add', 'edit', 'correct', 'remove', 'undo', 'alias', 'setting')"


# --- recaps --------------------------------------------------------------------------


def kept(connection: sqlite3.Connection, recap_id: int) -> Kept:
    """A recap that is there; raises `NotFound` if there is none, or it was removed."""
    found = _row(connection, recap_id)
    if found is None or found.sha256 is None:
        raise NotFound("That recap is not in this library (any more).")
    return found


def text(connection: sqlite3.Connection, sha256: str) -> bytes:
    """A text by its hash, as received."""
    row = connection.execute("SELECT data FROM texts WHERE sha256 = ?", (sha256,)).fetchone()
    if row is None:
        raise NotFound("That text is not kept any more.")
    return bytes(row[0])


def source(connection: sqlite3.Connection, recap_id: int) -> tuple[str, bytes, dict[str, str | int | None]]:
    """A recap's file name, its text as received, and what was corrected of its event."""
    found = kept(connection, recap_id)
    return found.file, text(connection, found.sha256 or ""), json.loads(found.corrections)


def present(connection: sqlite3.Connection) -> tuple[int, ...]:
    """The ids of the recaps that are there, the oldest first."""
    rows = connection.execute("SELECT id FROM recaps WHERE sha256 IS NOT NULL ORDER BY id")
    return tuple(recap_id for (recap_id,) in rows)


def same_text(connection: sqlite3.Connection, data: bytes) -> int | None:
    """The id of the recap with this very text, if there is one."""
    row = connection.execute(
        "SELECT id FROM recaps WHERE sha256 = ?", (hashlib.sha256(data).hexdigest(),)
    ).fetchone()
    return int(row[0]) if row else None


def add(connection: sqlite3.Connection, source: Source, by: By, corrections: Corrections) -> Revision:
    """A new recap. A name that is taken by another recap gets a number: `notes.md` → `notes-2.md`."""
    sha256 = keep_text(connection, source.data)
    file = _free_name(connection, source.file)
    recap_id = new_row(connection, "", file)
    value = _dump(corrections)
    name = put_text(connection, recap_id, sha256, value, source.recap)
    return record(connection, by, "add", "recap", name, recap_id=recap_id, sha256=sha256, value=value)


def edit(
    connection: sqlite3.Connection, recap_id: int, source: Source, corrections: Corrections | None, by: By
) -> Revision:
    """Another text for a recap; what an admin corrected stays corrected, unless otherwise now."""
    old = kept(connection, recap_id)
    sha256 = keep_text(connection, source.data)
    value = old.corrections if corrections is None else _dump(corrections)
    name = put_text(connection, recap_id, sha256, value, source.recap)
    return record(connection, by, "edit", "recap", name, recap_id=recap_id, sha256=sha256, value=value)


def correct(
    connection: sqlite3.Connection, reader: Reader, recap_id: int, corrections: Corrections, by: By
) -> Revision:
    """Other event fields for a recap, in place of all that was corrected before."""
    old = kept(connection, recap_id)
    value = _dump(corrections)
    name = _restore(connection, reader, recap_id, old.sha256, value)
    return record(connection, by, "correct", "recap", name, recap_id=recap_id, sha256=old.sha256, value=value)


def remove(connection: sqlite3.Connection, recap_id: int, by: By) -> Revision:
    """Take a recap out of sight; its revisions keep its texts, so it can come back."""
    kept(connection, recap_id)
    last = latest(connection, "recap", recap_id=recap_id)
    take_out(connection, recap_id)
    return record(connection, by, "remove", "recap", last.name if last else "", recap_id=recap_id)


# --- aliases and settings ------------------------------------------------------------


def set_alias(connection: sqlite3.Connection, alias: Alias, by: By) -> Revision:
    """Another name for a talk or recap, in place of what the name stood for before."""
    value = _dump({"shown": alias.shown, "scope": alias.scope, "file": alias.file, "talk": alias.talk})
    _put_value(connection, "alias", alias.name, value)
    return record(connection, by, "alias", "alias", alias.name, value=value)


def remove_alias(connection: sqlite3.Connection, name: str, by: By) -> Revision:
    """Forget a name; raises `NotFound` if it is none."""
    if connection.execute("SELECT 1 FROM aliases WHERE name = ?", (name,)).fetchone() is None:
        raise NotFound(f"“{name}” is not an alias here.")
    _put_value(connection, "alias", name, None)
    return record(connection, by, "alias", "alias", name)


def set_setting(connection: sqlite3.Connection, key: str, value: str | None, by: By) -> Revision:
    """A setting as JSON; None puts back what goes without saying."""
    _put_value(connection, "setting", key, value)
    return record(connection, by, "setting", "setting", key, value=value)


# --- history -------------------------------------------------------------------------


def last_change(connection: sqlite3.Connection) -> Revision | None:
    """The change that `undo` would take back: anybody's last one."""
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM revisions WHERE action IN {_UNDOABLE} ORDER BY id DESC LIMIT 1"
    ).fetchone()
    return Revision(*row) if row else None


def undo(connection: sqlite3.Connection, reader: Reader, revision: int | None, by: By) -> Revision:
    """Take back one change (None: the last of anybody). The undo is itself a change that can be undone.

    Raises `NotFound` if there is none, or its subject has changed again since.
    """
    taken = last_change(connection) if revision is None else get(connection, revision)
    if taken is None:
        raise NotFound("There is no change here to undo.")
    last = latest(connection, taken.subject, recap_id=taken.recap_id, name=taken.name)
    if last is None or last.id != taken.id or taken.action not in _UNDOABLE:
        raise NotFound("That has been changed again since; undo the later change first.")
    before = get(connection, taken.before) if taken.before is not None else None
    sha256, value = (before.sha256, before.value) if before else (None, None)
    name = taken.name
    if taken.recap_id is None:
        _put_value(connection, taken.subject, name, value)
    else:
        name = _restore(connection, reader, taken.recap_id, sha256, value or "{}") or name
    return record(
        connection, by, "undo", taken.subject, name, recap_id=taken.recap_id, sha256=sha256, value=value,
        undoes=taken.id,
    )  # fmt: skip


def get(connection: sqlite3.Connection, revision: int) -> Revision:
    """A revision by its id; raises `NotFound`."""
    row = connection.execute(f"SELECT {_COLUMNS} FROM revisions WHERE id = ?", (revision,)).fetchone()
    if row is None:
        raise NotFound("That change is not kept any more.")
    return Revision(*row)


def history(
    connection: sqlite3.Connection, recap_id: int | None, before: int | None, limit: int
) -> tuple[Revision, ...]:
    """Changes, the latest first, of one recap or of the whole library; `before` a revision's id."""
    rows = connection.execute(
        f"""SELECT {_COLUMNS} FROM revisions
        WHERE (:recap IS NULL OR recap_id = :recap) AND (:before IS NULL OR id < :before)
        ORDER BY id DESC LIMIT :limit""",
        {"recap": recap_id, "before": before, "limit": limit},
    )
    return tuple(Revision(*row) for row in rows)


def purge(connection: sqlite3.Connection, scope: Scope, recap_id: int, by: By) -> None:
    """Delete a recap with its revisions and texts; only that a purge took place is kept.

    Its words leave the file itself when the library then compacts it.
    """
    found = _row(connection, recap_id)
    if found is None:
        raise NotFound("That recap is not in this library.")
    derived.remove(connection, recap_id)
    hashes = connection.execute(
        "SELECT sha256 FROM revisions WHERE recap_id = ? UNION SELECT sha256 FROM recaps WHERE id = ?",
        (recap_id, recap_id),
    ).fetchall()
    connection.execute("UPDATE revisions SET before = NULL, undoes = NULL WHERE recap_id = ?", (recap_id,))
    connection.execute("DELETE FROM revisions WHERE recap_id = ?", (recap_id,))
    connection.execute("DELETE FROM recaps WHERE id = ?", (recap_id,))
    for (sha256,) in hashes:
        forget_text(connection, sha256)
    # What a reply showed, and the names and targets of aliases, can hold words of the recap.
    connection.execute("DELETE FROM replies")
    named = connection.execute(
        """SELECT DISTINCT name FROM revisions WHERE subject = 'alias'
        AND json_extract(value, '$.file') = ? AND json_extract(value, '$.scope') = ?""",
        (found.file, scope),
    ).fetchall()
    for (name,) in named:
        connection.execute(
            "DELETE FROM aliases WHERE name = ? AND file = ? AND scope = ?", (name, found.file, scope)
        )
        connection.execute("DELETE FROM revisions WHERE subject = 'alias' AND name = ?", (name,))
    record(connection, by, "purge", "library", "")


def forget_person(connection: sqlite3.Connection, actor: int) -> int:
    """Take a person's id off every revision; the revisions stay. Returns how many had it."""
    return connection.execute("UPDATE revisions SET actor = NULL WHERE actor = ?", (actor,)).rowcount


def note(connection: sqlite3.Connection, action: ChangeAction, words: str, by: By) -> Revision:
    """A line in the history about the library itself, such as that it was restored."""
    return record(connection, by, action, "library", words)


# --- steps ---------------------------------------------------------------------------


def record(
    connection: sqlite3.Connection,
    by: By,
    action: ChangeAction,
    subject: ChangeSubject,
    name: str,
    *,
    recap_id: int | None = None,
    sha256: str | None = None,
    value: str | None = None,
    undoes: int | None = None,
) -> Revision:
    """Write down a change that was made, with the state its subject has since."""
    last = latest(connection, subject, recap_id=recap_id, name=name)
    row = (
        by.at, by.actor, action, subject, name, recap_id, sha256, value, by.note,
        last.id if last else None, undoes,
    )  # fmt: skip
    cursor = connection.execute(
        """INSERT INTO revisions
        (at, actor, action, subject, name, recap_id, sha256, value, note, before, undoes)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        row,
    )
    return get(connection, int(cursor.lastrowid or 0))


def latest(
    connection: sqlite3.Connection, subject: ChangeSubject, *, recap_id: int | None = None, name: str = ""
) -> Revision | None:
    """The last revision of a recap (known by its id) or of another subject (known by its name)."""
    where, key = ("recap_id = ?", recap_id) if recap_id is not None else ("name = ?", name)
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM revisions WHERE subject = ? AND {where} ORDER BY id DESC LIMIT 1",
        (subject, key),
    ).fetchone()
    return Revision(*row) if row else None


def _row(connection: sqlite3.Connection, recap_id: int) -> Kept | None:
    row = connection.execute(
        "SELECT id, origin, file, sha256, corrections FROM recaps WHERE id = ?", (recap_id,)
    ).fetchone()
    return Kept(*row) if row else None


def new_row(connection: sqlite3.Connection, origin: str, file: str) -> int:
    """A row for a new recap, whose id is never given away; it has no text yet."""
    cursor = connection.execute("INSERT INTO recaps (origin, file) VALUES (?, ?)", (origin, file))
    return int(cursor.lastrowid or 0)


def _free_name(connection: sqlite3.Connection, file: str) -> str:
    stem, dot, suffix = file.rpartition(".")
    if not stem:
        stem, dot, suffix = file, "", ""
    number, free = 1, file
    taken = "SELECT 1 FROM recaps WHERE origin = '' AND file = ? COLLATE NOCASE"
    while connection.execute(taken, (free,)).fetchone():
        number += 1
        free = f"{stem}-{number}{dot}{suffix}"
    return free


def keep_text(connection: sqlite3.Connection, data: bytes) -> str:
    """Keep a text, if it is not kept yet; returns its hash."""
    sha256 = hashlib.sha256(data).hexdigest()
    connection.execute("INSERT INTO texts VALUES (?, ?) ON CONFLICT DO NOTHING", (sha256, data))
    return sha256


def forget_text(connection: sqlite3.Connection, sha256: str | None) -> None:
    """Delete a text that no recap and no revision names any more."""
    connection.execute(
        """DELETE FROM texts WHERE sha256 = :it
        AND NOT EXISTS (SELECT 1 FROM recaps WHERE sha256 = :it)
        AND NOT EXISTS (SELECT 1 FROM revisions WHERE sha256 = :it)""",
        {"it": sha256},
    )


def put_text(
    connection: sqlite3.Connection, recap_id: int, sha256: str, corrections: str, recap: Recap | Rows
) -> str:
    """Give a recap this text and index what was read of it; returns its title."""
    rows = name_text(connection, recap_id, sha256, corrections, recap)
    derived.put_all(connection, ((recap_id, rows),))
    return rows.frame.title


def name_text(
    connection: sqlite3.Connection, recap_id: int, sha256: str, corrections: str, recap: Recap | Rows
) -> Rows:
    """Give a recap this text; returns what is to be indexed of it."""
    connection.execute(
        "UPDATE recaps SET sha256 = ?, corrections = ? WHERE id = ?", (sha256, corrections, recap_id)
    )
    return derived.corrected_rows(recap, corrections)


def _restore(
    connection: sqlite3.Connection, reader: Reader, recap_id: int, sha256: str | None, corrections: str
) -> str:
    """Put a recap into a state it had; returns its title, "" if it then is gone or unreadable."""
    if sha256 is None:
        take_out(connection, recap_id)
        return ""
    connection.execute(
        "UPDATE recaps SET sha256 = ?, corrections = ? WHERE id = ?", (sha256, corrections, recap_id)
    )
    restored = _row(connection, recap_id)
    rows = derived.derive(connection, reader, restored) if restored else None
    return rows.frame.title if rows else ""


def take_out(connection: sqlite3.Connection, recap_id: int) -> None:
    """Take a recap out of sight; what is recorded of that is up to the caller."""
    connection.execute("UPDATE recaps SET sha256 = NULL WHERE id = ?", (recap_id,))
    derived.remove(connection, recap_id)


def _put_value(connection: sqlite3.Connection, subject: ChangeSubject, name: str, value: str | None) -> None:
    if subject == "setting":
        if value is None:
            connection.execute("DELETE FROM settings WHERE key = ?", (name,))
        else:
            connection.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (name, value))
        return
    derived.touch(connection)
    if value is None:
        connection.execute("DELETE FROM aliases WHERE name = ?", (name,))
    else:
        alias = json.loads(value)
        connection.execute(
            "INSERT OR REPLACE INTO aliases VALUES (?, ?, ?, ?, ?)",
            (name, alias["shown"], alias["scope"], alias["file"], alias["talk"]),
        )


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
