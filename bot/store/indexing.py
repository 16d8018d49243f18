"""The derived tables a library is searched by: `rows.Rows` put in, and taken out again.

Everything here can be thrown away and rebuilt from the recaps. Text goes in as folded words
(`bot.words`), so FTS5 only has to split at blanks; its Porter stems serve the passages, while
talks keep their words whole and the query is mended and expanded by the vocabulary.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.model import Recap
from bot.store import codec
from bot.store.rows import Rows, around, count, forms_of, links_of, rows_of
from bot.words import tokens

INDEX_VERSION = 10
"""To be raised whenever what `put` writes changes, so that libraries rebuild."""

_WORDS = "unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'"
_TABLES = (
    "CREATE TABLE recap_docs (recap_id INTEGER PRIMARY KEY, ref TEXT NOT NULL, frame TEXT NOT NULL)",
    """CREATE TABLE entries (id INTEGER PRIMARY KEY, recap_id INTEGER NOT NULL, key TEXT NOT NULL,
       is_talk INTEGER NOT NULL, talk TEXT NOT NULL)""",
    "CREATE INDEX entries_by_key ON entries (recap_id, key)",
    # Words that begin with two letters are many; from three on they are found without an index of their own.
    f"""CREATE VIRTUAL TABLE heads USING fts5(title, names, initials, is_topic UNINDEXED, prefix="2",
       tokenize="{_WORDS}")""",
    f'CREATE VIRTUAL TABLE bodies USING fts5(text, around, tokenize="{_WORDS}")',
    # What many passages share stands once: their headings, the lead they hang from, their talk.
    """CREATE TABLE places (id INTEGER PRIMARY KEY, recap_id INTEGER NOT NULL, entry_id INTEGER,
       location TEXT NOT NULL, above TEXT NOT NULL)""",
    "CREATE INDEX places_by_recap ON places (recap_id)",
    "CREATE INDEX places_by_entry ON places (entry_id) WHERE entry_id IS NOT NULL",
    """CREATE TABLE passages (id INTEGER PRIMARY KEY, place_id INTEGER NOT NULL, line INTEGER NOT NULL,
       item INTEGER NOT NULL, links TEXT NOT NULL, text TEXT NOT NULL, words TEXT NOT NULL)""",
    "CREATE INDEX passages_by_place ON passages (place_id)",
    """CREATE VIEW passage_texts AS SELECT p.id, p.words AS text, places.above FROM passages p
       JOIN places ON places.id = p.place_id""",
    f"""CREATE VIRTUAL TABLE passage_words USING fts5(text, above, content="passage_texts",
       content_rowid="id", tokenize="porter {_WORDS}")""",
    "CREATE TABLE head_words (word TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE TABLE text_words (word TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID",
    """CREATE TABLE short_forms (short TEXT NOT NULL, words TEXT NOT NULL, number INTEGER NOT NULL,
       PRIMARY KEY (short, words)) WITHOUT ROWID""",
    "CREATE TABLE outdated (recap_id INTEGER PRIMARY KEY)",  # as an earlier reader read them
)
_FULL_TEXT = ("heads", "bodies", "passage_words")
_HOW_WRITTEN = (("hashsize", 32 << 20), ("automerge", 0))
"""FTS5 gathers up to so many bytes of words before it writes a piece of an index, so that a
transaction makes one piece; and does not merge pieces while there may be more: `Library.settle` does."""


def create(connection: sqlite3.Connection) -> None:
    """Create the empty derived tables."""
    for statement in _TABLES:
        connection.execute(statement)
    for table in _FULL_TEXT:
        connection.executemany(f"INSERT INTO {table} ({table}, rank) VALUES (?, ?)", _HOW_WRITTEN)


@dataclass(slots=True)
class Tally:
    """Words and short forms still to be counted: for many recaps at once that takes far fewer rows.

    Whoever passes one to `put` or `remove` calls `write` before the transaction ends.
    """

    _words: dict[str, Counter[str]] = field(default_factory=dict)
    _forms: Counter[tuple[str, str]] = field(default_factory=Counter)

    def note(self, table: str, words: Mapping[str, int], sign: int) -> None:
        """Have the number of each word raised (sign 1) in `table`, or lowered (-1)."""
        counter = self._words.setdefault(table, Counter())
        (counter.update if sign > 0 else counter.subtract)(words)

    def learn(self, forms: Iterable[tuple[str, str]], sign: int) -> None:
        """Have one more recap (sign 1), or one fewer (-1), counted for each short form."""
        (self._forms.update if sign > 0 else self._forms.subtract)(forms)

    def write(self, connection: sqlite3.Connection) -> None:
        """Count what was noted; then nothing of it is noted any more."""
        for table, words in sorted(self._words.items()):
            _count(connection, table, "?", [(w, number) for w, number in words.items() if number])
        forms = [(*form, number) for form, number in self._forms.items() if number]
        _count(connection, "short_forms", "?, ?", forms)
        self._words.clear()
        self._forms.clear()


def _count(
    connection: sqlite3.Connection,
    table: str,
    key: str,
    rows: list[tuple[str, int]] | list[tuple[str, str, int]],
) -> None:
    """Add to the number of each row, or take from it; those that stand nowhere any more go."""
    connection.executemany(
        f"INSERT INTO {table} VALUES ({key}, ?) ON CONFLICT DO UPDATE SET number = number + excluded.number",
        sorted(rows),
    )
    if any(row[-1] < 0 for row in rows):
        connection.execute(f"DELETE FROM {table} WHERE number <= 0")


def put(
    connection: sqlite3.Connection, recap_id: int, recap: Recap | Rows, tally: Tally | None = None
) -> None:
    """Index `recap` under `recap_id`, in place of what was there; inside the caller's transaction."""
    counted = Tally() if tally is None else tally
    rows = rows_of(recap)
    _remove(connection, recap_id, counted)
    connection.execute(
        "INSERT INTO recap_docs VALUES (?, ?, ?)", (recap_id, _dump_ref(rows), codec.dump_frame(rows.frame))
    )
    first = _next_id(connection, "entries")
    _put_entries(connection, recap_id, rows, first)
    _put_passages(connection, recap_id, rows, first)
    counted.note("head_words", rows.head_words, 1)
    counted.note("text_words", rows.text_words, 1)
    counted.learn(rows.short_forms, 1)
    if tally is None:
        counted.write(connection)


def _put_entries(connection: sqlite3.Connection, recap_id: int, rows: Rows, first: int) -> None:
    event = around(rows.frame)
    entries, heads, bodies = [], [], []
    for i, (key, is_talk, talk, title, names, initials, notes, section) in enumerate(rows.entries, first):
        entries.append((i, recap_id, key, is_talk, talk))
        heads.append((i, title, names, initials, not is_talk))
        bodies.append((i, notes, f"{title} {names} {event} {section}"))
    connection.executemany("INSERT INTO entries VALUES (?, ?, ?, ?, ?)", entries)
    connection.executemany(
        "INSERT INTO heads (rowid, title, names, initials, is_topic) VALUES (?, ?, ?, ?, ?)", heads
    )
    connection.executemany("INSERT INTO bodies (rowid, text, around) VALUES (?, ?, ?)", bodies)


def _put_passages(connection: sqlite3.Connection, recap_id: int, rows: Rows, entry: int) -> None:
    """The passages, those of an entry numbered from `entry` on."""
    place, passage = (_next_id(connection, table) for table in ("places", "passages"))
    places = [
        (i, recap_id, None if number is None else entry + number, location, above)
        for i, (number, location, above) in enumerate(rows.places, place)
    ]
    passages, words = [], []
    for i, (number, line, item, links, text, folded) in enumerate(rows.passages, passage):
        passages.append((i, place + number, line, item, links, text, folded))
        words.append((i, folded, rows.places[number][2]))
    connection.executemany("INSERT INTO places VALUES (?, ?, ?, ?, ?)", places)
    connection.executemany("INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?)", passages)
    connection.executemany("INSERT INTO passage_words (rowid, text, above) VALUES (?, ?, ?)", words)


def remove(connection: sqlite3.Connection, recap_id: int, tally: Tally | None = None) -> None:
    """Forget everything derived from the recap; nothing happens where there is none."""
    counted = Tally() if tally is None else tally
    _remove(connection, recap_id, counted)
    if tally is None:
        counted.write(connection)


def _remove(connection: sqlite3.Connection, recap_id: int, tally: Tally) -> None:
    connection.execute("DELETE FROM outdated WHERE recap_id = ?", (recap_id,))
    gone = connection.execute("DELETE FROM recap_docs WHERE recap_id = ?", (recap_id,))
    if not gone.rowcount:
        return
    mine = "(SELECT id FROM entries WHERE recap_id = ?)"
    ours = "(SELECT id FROM places WHERE recap_id = ?)"
    talks = connection.execute("SELECT talk FROM entries WHERE recap_id = ?", (recap_id,)).fetchall()
    heads = connection.execute(f"SELECT title || ' ' || names FROM heads WHERE rowid IN {mine}", (recap_id,))
    passages = f"SELECT text, words FROM passages WHERE place_id IN {ours}"
    texts = connection.execute(passages, (recap_id,)).fetchall()
    links = (tokens(links_of(codec.load_talk(talk))) for (talk,) in talks)
    tally.note("head_words", count(head.split() for (head,) in heads), -1)
    tally.note("text_words", count([*(words.split() for _, words in texts), *links]), -1)
    tally.learn(forms_of(text for text, _ in texts), -1)
    for table in ("heads", "bodies"):
        connection.execute(f"DELETE FROM {table} WHERE rowid IN {mine}", (recap_id,))
    connection.execute(
        f"""INSERT INTO passage_words (passage_words, rowid, text, above) SELECT 'delete', id, text, above
            FROM passage_texts WHERE id IN (SELECT id FROM passages WHERE place_id IN {ours})""",
        (recap_id,),
    )
    connection.execute(f"DELETE FROM passages WHERE place_id IN {ours}", (recap_id,))
    connection.execute("DELETE FROM places WHERE recap_id = ?", (recap_id,))
    connection.execute("DELETE FROM entries WHERE recap_id = ?", (recap_id,))


def _next_id(connection: sqlite3.Connection, table: str) -> int:
    return int(connection.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {table}").fetchone()[0])


def _dump_ref(rows: Rows) -> str:
    recap = rows.frame
    row = [
        recap.file,
        recap.title,
        codec.dump_event(recap.event),
        recap.summary,
        recap.source_url,
        rows.talks,
        recap.tags,
    ]
    return json.dumps(row, ensure_ascii=False)
