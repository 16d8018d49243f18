"""What a library notes beside its recaps: questions asked in vain, verdicts, its own replies.

None of it holds the id of a person.
"""

from __future__ import annotations

import sqlite3

from bot.model import Alias, Miss, Reply

KEPT_MISSES = 1000
"""No more different misses, or verdicts of a kind, are kept; the rarest and oldest go first."""


def count_miss(connection: sqlite3.Connection, text: str, at: str) -> None:
    """Count words asked in vain. Words dismissed once stay dismissed."""
    connection.execute(
        """INSERT INTO misses (text, count, last_at) VALUES (?, 1, ?)
        ON CONFLICT (text) DO UPDATE SET count = count + 1, last_at = excluded.last_at""",
        (text, at),
    )
    connection.execute(
        """DELETE FROM misses WHERE text IN (
            SELECT text FROM misses ORDER BY count DESC, last_at DESC LIMIT -1 OFFSET ?)""",
        (KEPT_MISSES,),
    )


def misses(connection: sqlite3.Connection, limit: int) -> tuple[Miss, ...]:
    """What was asked in vain and not dismissed: most frequent first, then the latest day first."""
    rows = connection.execute(
        """SELECT text, count, last_at FROM misses WHERE NOT dismissed
        ORDER BY count DESC, date(last_at) DESC, text LIMIT ?""",
        (limit,),
    )
    return tuple(Miss(*row) for row in rows)


def dismiss(connection: sqlite3.Connection, text: str) -> bool:
    """Show a miss no more; False if there is none such."""
    return connection.execute("UPDATE misses SET dismissed = 1 WHERE text = ?", (text,)).rowcount > 0


def count_verdict(connection: sqlite3.Connection, text: str, verdict: str, at: str) -> None:
    """Count what people said of the reply to `text`, such as "not what I meant"."""
    connection.execute(
        """INSERT INTO feedback VALUES (?, ?, 1, ?)
        ON CONFLICT (text, verdict) DO UPDATE SET count = count + 1, last_at = excluded.last_at""",
        (text, verdict, at),
    )
    connection.execute(
        """DELETE FROM feedback WHERE verdict = ?1 AND text IN (
            SELECT text FROM feedback WHERE verdict = ?1
            ORDER BY count DESC, last_at DESC LIMIT -1 OFFSET ?2)""",
        (verdict, KEPT_MISSES),
    )


def verdicts(connection: sqlite3.Connection, verdict: str, limit: int) -> tuple[Miss, ...]:
    """The words that earned this verdict, in the order of `misses`."""
    rows = connection.execute(
        """SELECT text, count, last_at FROM feedback WHERE verdict = ?
        ORDER BY count DESC, date(last_at) DESC, text LIMIT ?""",
        (verdict, limit),
    )
    return tuple(Miss(*row) for row in rows)


def keep_reply(connection: sqlite3.Connection, reply: Reply, at: str) -> None:
    """Remember which reply belongs to which message."""
    connection.execute(
        "INSERT OR REPLACE INTO replies VALUES (?, ?, ?, ?, ?)",
        (reply.question, reply.reply, reply.channel, reply.shown, at),
    )


def reply(connection: sqlite3.Connection, message: int) -> Reply | None:
    """The reply to the question `message`, or the reply that `message` itself is."""
    row = connection.execute(
        """SELECT question, reply, channel, shown FROM replies WHERE question = ?1
        UNION ALL SELECT question, reply, channel, shown FROM replies WHERE reply = ?1 LIMIT 1""",
        (message,),
    ).fetchone()
    return Reply(*row) if row else None


def forget_replies(connection: sqlite3.Connection, *, before: str) -> int:
    """Forget replies given before a moment; returns how many."""
    return connection.execute("DELETE FROM replies WHERE at < ?", (before,)).rowcount


def forget_reply(connection: sqlite3.Connection, message: int) -> None:
    """Forget the reply to, or that is, `message`."""
    connection.execute("DELETE FROM replies WHERE question = ?1 OR reply = ?1", (message,))


def aliases(connection: sqlite3.Connection) -> tuple[Alias, ...]:
    """Every alias by name."""
    rows = connection.execute("SELECT name, shown, scope, file, talk FROM aliases ORDER BY name")
    return tuple(Alias(*row) for row in rows)


def settings(connection: sqlite3.Connection) -> dict[str, str]:
    """Every setting that was set, as JSON."""
    return dict(connection.execute("SELECT key, value FROM settings").fetchall())
