"""The derived tables a library is searched by: what each recap is written into.

Everything here can be thrown away and rebuilt from the recaps. Text goes in as folded words
(`bot.words`), so FTS5 only has to split at blanks; its Porter stems serve the passages, while
talks keep their words whole and the query is mended and expanded by the vocabulary.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain

from bot.model import Recap, Talk
from bot.store import codec
from bot.words import initials, short_forms, spaced, titled, tokens

INDEX_VERSION = 9
"""To be raised whenever what `put` writes changes, so that libraries rebuild."""

_WORDS = "unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'"
_TABLES = (
    "CREATE TABLE recap_docs (recap_id INTEGER PRIMARY KEY, ref TEXT NOT NULL, frame TEXT NOT NULL)",
    """CREATE TABLE entries (id INTEGER PRIMARY KEY, recap_id INTEGER NOT NULL, key TEXT NOT NULL,
       is_talk INTEGER NOT NULL, talk TEXT NOT NULL)""",
    "CREATE INDEX entries_by_key ON entries (recap_id, key)",
    f"""CREATE VIRTUAL TABLE heads USING fts5(title, names, initials, is_topic UNINDEXED, prefix="2 3 4",
       tokenize="{_WORDS}")""",
    f'CREATE VIRTUAL TABLE bodies USING fts5(text, around, tokenize="{_WORDS}")',
    """CREATE TABLE passages (id INTEGER PRIMARY KEY, recap_id INTEGER NOT NULL, entry_id INTEGER,
       body TEXT NOT NULL)""",
    "CREATE INDEX passages_by_recap ON passages (recap_id)",
    "CREATE INDEX passages_by_entry ON passages (entry_id) WHERE entry_id IS NOT NULL",
    f'CREATE VIRTUAL TABLE passage_words USING fts5(text, above, tokenize="porter {_WORDS}")',
    "CREATE TABLE head_words (word TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID",
    """CREATE TABLE short_forms (short TEXT NOT NULL, words TEXT NOT NULL, recap_id INTEGER NOT NULL,
       PRIMARY KEY (short, words, recap_id)) WITHOUT ROWID""",
    "CREATE TABLE outdated (recap_id INTEGER PRIMARY KEY)",  # as an earlier reader read them
    "CREATE INDEX short_forms_by_recap ON short_forms (recap_id)",
    "CREATE TABLE text_words (word TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID",
)
_ADDRESS_WORD = re.compile(r"[^\W\d_]{3,24}")


def create(connection: sqlite3.Connection) -> None:
    """Create the empty derived tables."""
    for statement in _TABLES:
        connection.execute(statement)


@dataclass(slots=True)
class Tally:
    """Texts whose words are still to be counted: for many recaps at once that takes far fewer rows.

    Whoever passes one to `put` or `remove` calls `write` before the transaction ends.
    """

    _texts: dict[tuple[str, int], list[str]] = field(default_factory=dict)

    def note(self, table: str, texts: Iterable[str], sign: int) -> None:
        """Have each word of `texts` counted (sign 1) in `table`, or taken back (-1), once per text."""
        self._texts.setdefault((table, sign), []).extend(texts)

    def take(self, other: Tally) -> None:
        """Count what `other` has noted too."""
        for (table, sign), texts in other._texts.items():
            self.note(table, texts, sign)

    def write(self, connection: sqlite3.Connection) -> None:
        """Count what was noted; then nothing of it is noted any more."""
        for table in sorted({table for table, _ in self._texts}):
            more, fewer = (_words(self._texts.get((table, sign), ())) for sign in (1, -1))
            more.subtract(fewer)
            _count(connection, table, more)
        self._texts.clear()


def put(connection: sqlite3.Connection, recap_id: int, recap: Recap, tally: Tally | None = None) -> None:
    """Index `recap` under `recap_id`, in place of what was there; inside the caller's transaction."""
    counted = Tally() if tally is None else tally
    _put(connection, recap_id, recap, counted)
    if tally is None:
        counted.write(connection)


def _put(connection: sqlite3.Connection, recap_id: int, recap: Recap, tally: Tally) -> None:
    _remove(connection, recap_id, tally)
    connection.execute(
        "INSERT INTO recap_docs VALUES (?, ?, ?)", (recap_id, _dump_ref(recap), codec.dump_frame(recap))
    )
    entries = (*recap.talks, *recap.topics)
    first = _next_id(connection, "entries")
    ids = {talk.key: first + i for i, talk in enumerate(entries)}
    connection.executemany(
        "INSERT INTO entries VALUES (?, ?, ?, ?, ?)",
        [(first + i, recap_id, t.key, t.kind == "talk", codec.dump_talk(t)) for i, t in enumerate(entries)],
    )
    texts = [spaced(passage.text) for passage in recap.passages]
    links = {talk.key: _links_of(talk) for talk in entries}
    notes = {key: [words] for key, words in links.items()}
    for passage, text in zip(recap.passages, texts, strict=True):
        if passage.talk in notes:
            notes[passage.talk].append(text)
    spoken = {passage.talk for passage in recap.passages}
    for talk in entries:
        if talk.key not in spoken:
            notes[talk.key].append(spaced(talk.text or talk.summary))
    around = _around(recap)
    heads = [_head(first + i, talk) for i, talk in enumerate(entries)]
    bodies = [
        (entry, " ".join(notes[talk.key]), f"{title} {names} {around} {spaced(talk.section or '')}")
        for talk, (entry, title, names, *_) in zip(entries, heads, strict=True)
    ]
    connection.executemany(
        "INSERT INTO heads (rowid, title, names, initials, is_topic) VALUES (?, ?, ?, ?, ?)", heads
    )
    connection.executemany("INSERT INTO bodies (rowid, text, around) VALUES (?, ?, ?)", bodies)
    _put_passages(connection, recap_id, recap, texts, ids)
    learned = {pair for passage in recap.passages for pair in short_forms(passage.text).items()}
    connection.executemany(
        "INSERT OR IGNORE INTO short_forms VALUES (?, ?, ?)", [(*pair, recap_id) for pair in sorted(learned)]
    )
    tally.note("head_words", (f"{title} {names}" for _, title, names, *_ in heads), 1)
    tally.note("text_words", (*texts, *links.values()), 1)


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
    ours = "(SELECT id FROM passages WHERE recap_id = ?)"
    entries = connection.execute("SELECT talk FROM entries WHERE recap_id = ?", (recap_id,)).fetchall()
    heads = connection.execute(f"SELECT title || ' ' || names FROM heads WHERE rowid IN {mine}", (recap_id,))
    texts = connection.execute(f"SELECT text FROM passage_words WHERE rowid IN {ours}", (recap_id,))
    links = (_links_of(codec.load_talk(talk)) for (talk,) in entries)
    tally.note("head_words", [head for (head,) in heads], -1)
    tally.note("text_words", [*(text for (text,) in texts), *links], -1)
    for table in ("heads", "bodies"):
        connection.execute(f"DELETE FROM {table} WHERE rowid IN {mine}", (recap_id,))
    connection.execute(f"DELETE FROM passage_words WHERE rowid IN {ours}", (recap_id,))
    connection.execute("DELETE FROM short_forms WHERE recap_id = ?", (recap_id,))
    connection.execute("DELETE FROM passages WHERE recap_id = ?", (recap_id,))
    connection.execute("DELETE FROM entries WHERE recap_id = ?", (recap_id,))


def _next_id(connection: sqlite3.Connection, table: str) -> int:
    return int(connection.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {table}").fetchone()[0])


def _dump_ref(recap: Recap) -> str:
    row = [
        recap.file,
        recap.title,
        codec.dump_event(recap.event),
        recap.summary,
        recap.source_url,
        len(recap.talks),
        recap.tags,
    ]
    return json.dumps(row, ensure_ascii=False)


def _head(entry: int, talk: Talk) -> tuple[int, str, str, str, bool]:
    titles = (talk.title, *talk.also_called)
    shapes = [tokens(title, camel=False) for title in titles]
    shapes += [
        words
        for title, plain in zip(titles, shapes, strict=True)
        if len(words := tokens(title)) != len(plain)
    ]
    letters = dict.fromkeys(short for words in shapes for short in initials(words))
    return (
        entry,
        titled(" ; ".join(titles)),
        " | ".join(spaced(name) for name in talk.speakers),
        " ".join(letters),
        talk.kind == "topic",
    )


def _links_of(talk: Talk) -> str:
    """The words of a talk's links: their texts, then those of their addresses."""
    texts = [link.text for link in talk.links if "//" not in link.text]
    return spaced(" ".join((*texts, *(word for link in talk.links for word in address_words(link.url)))))


def address_words(url: str) -> list[str]:
    """The words of a link's address, its scheme and query left out."""
    path = url.partition("//")[2].partition("?")[0].partition("#")[0]
    return [word for word in _ADDRESS_WORD.findall(path) if word not in ("www", "com")]


def _around(recap: Recap) -> str:
    event = recap.event
    parts = (recap.title, event.name, event.series, event.year, event.edition, event.place, *recap.tags)
    return " ".join(dict.fromkeys(spaced(" ".join(str(part) for part in parts if part)).split()))


def _words(texts: Iterable[str]) -> Counter[str]:
    """In how many of `texts` each word stands."""
    return Counter(chain.from_iterable(map(set, map(str.split, texts))))


def _count(connection: sqlite3.Connection, table: str, words: Counter[str]) -> None:
    """Add to the number of each word, or take from it; those that stand nowhere any more go."""
    rows = [(word, number) for word, number in words.items() if number and len(word) <= 40 and word != "|"]
    connection.executemany(
        f"INSERT INTO {table} VALUES (?, ?) ON CONFLICT DO UPDATE SET number = number + excluded.number",
        sorted(rows),
    )
    if any(number < 0 for _, number in rows):
        connection.execute(f"DELETE FROM {table} WHERE number <= 0")


def _put_passages(
    connection: sqlite3.Connection, recap_id: int, recap: Recap, texts: list[str], ids: dict[str, int]
) -> None:
    first = _next_id(connection, "passages")
    above: dict[tuple[object, ...], str] = {}
    by_key = {talk.key: talk for talk in (*recap.talks, *recap.topics)}
    rows, words = [], []
    for i, (passage, text) in enumerate(zip(recap.passages, texts, strict=True), first):
        owner = by_key.get(passage.talk) if passage.talk else None
        rows.append((i, recap_id, ids.get(passage.talk or ""), codec.dump_passage(passage)))
        where = (passage.path, passage.lead, passage.talk)
        if where not in above:
            names = (owner.title, *owner.also_called, *owner.speakers) if owner else ()
            above[where] = spaced(" ".join((*passage.path, *passage.lead, *names)))
        words.append((i, text, above[where]))
    connection.executemany("INSERT INTO passages VALUES (?, ?, ?, ?)", rows)
    connection.executemany("INSERT INTO passage_words (rowid, text, above) VALUES (?, ?, ?)", words)
