"""What is true in a library: its tables, as an append-only list of migrations.

A migration, once released, is never changed; a library of each version is kept in
`tests/store/fixtures` and brought up to date by a test. What is derived (the search
index) is not migrated but rebuilt: see `derived.py`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from bot.errors import NewerLibrary

Migration = tuple[str, ...]

MIGRATIONS: tuple[Migration, ...] = (
    (
        # Texts are kept by their content: many revisions of a recap share one.
        "CREATE TABLE texts (sha256 TEXT PRIMARY KEY, data BLOB NOT NULL)",
        # A removed recap keeps its row, its sha256 NULL, so that its id is never given away.
        # `origin` is the folder it was loaded from, '' for what people added.
        """CREATE TABLE recaps (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            origin TEXT NOT NULL,
            file TEXT NOT NULL,
            sha256 TEXT REFERENCES texts (sha256),
            corrections TEXT NOT NULL DEFAULT '{}',
            UNIQUE (origin, file)
        )""",
        "CREATE INDEX recaps_sha256 ON recaps (sha256)",
        """CREATE TABLE revisions (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            at TEXT NOT NULL,
            actor INTEGER,
            action TEXT NOT NULL,
            subject TEXT NOT NULL,
            name TEXT NOT NULL,
            recap_id INTEGER REFERENCES recaps (id),
            sha256 TEXT REFERENCES texts (sha256),
            value TEXT,
            note TEXT NOT NULL DEFAULT '',
            before INTEGER REFERENCES revisions (id),
            undoes INTEGER REFERENCES revisions (id)
        )""",
        "CREATE INDEX revisions_recap ON revisions (recap_id)",
        "CREATE INDEX revisions_sha256 ON revisions (sha256)",
        "CREATE INDEX revisions_name ON revisions (subject, name)",
        "CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
        """CREATE TABLE aliases (
            name TEXT PRIMARY KEY,
            shown TEXT NOT NULL,
            scope TEXT NOT NULL,
            file TEXT NOT NULL,
            talk TEXT
        ) WITHOUT ROWID""",
        """CREATE TABLE misses (
            text TEXT PRIMARY KEY,
            count INTEGER NOT NULL DEFAULT 0,
            last_at TEXT NOT NULL,
            dismissed INTEGER NOT NULL DEFAULT 0
        ) WITHOUT ROWID""",
        """CREATE TABLE feedback (
            text TEXT NOT NULL,
            verdict TEXT NOT NULL,
            count INTEGER NOT NULL DEFAULT 0,
            last_at TEXT NOT NULL,
            PRIMARY KEY (text, verdict)
        ) WITHOUT ROWID""",
        """CREATE TABLE replies (
            question INTEGER PRIMARY KEY,
            reply INTEGER NOT NULL,
            channel INTEGER NOT NULL,
            shown TEXT NOT NULL DEFAULT '',
            at TEXT NOT NULL
        )""",
        "CREATE INDEX replies_reply ON replies (reply)",
        # By which reader, and which index, the derived tables were made.
        "CREATE TABLE stamps (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    ),
)

TRUTH = frozenset(
    {"texts", "recaps", "revisions", "settings", "aliases", "misses", "feedback", "replies", "stamps"}
)
"""Every table that is not derived; whatever else stands in a library may be dropped and rebuilt."""


def version_of(connection: sqlite3.Connection) -> int:
    """The library's `user_version`: how many migrations it has seen."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def refuse_newer(connection: sqlite3.Connection) -> None:
    """Raise `NewerLibrary` if the library has seen migrations this program does not know."""
    found, known = version_of(connection), len(MIGRATIONS)
    if found > known:
        raise NewerLibrary(
            f"This library is of version {found}, and this Recapbot knows versions up to "
            f"{known}: update Recapbot, or restore a backup of its own."
        )


def migrate(connection: sqlite3.Connection, migrations: Sequence[Migration] | None = None) -> None:
    """Bring a library up to date, each migration and its record in one transaction.

    A migration that fails is rolled back whole; those before it stay. Statements run by
    `execute`, never `executescript`, which would commit first.
    """
    migrations = MIGRATIONS if migrations is None else migrations
    for number in range(version_of(connection) + 1, len(migrations) + 1):
        connection.execute("BEGIN IMMEDIATE")
        try:
            for statement in migrations[number - 1]:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number:d}")
            connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")


NOTHING = (0, None, None, 0, 0, 0, 0, 0.0, 0.0)
"""The state of a library in which nothing was ever stored."""


def state(connection: sqlite3.Connection) -> tuple[object, ...]:
    """What tells two states of a library's truth apart, its passing notes left out."""
    revisions = connection.execute(
        "SELECT count(*), max(id), max(at), count(actor) FROM revisions"
    ).fetchone()
    recaps = connection.execute("SELECT count(*), count(sha256) FROM recaps").fetchone()
    misses = connection.execute("SELECT count(*), total(count), total(dismissed) FROM misses").fetchone()
    return (*revisions, *recaps, *misses)
