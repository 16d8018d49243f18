"""What a search reads of one library: the derived tables that `bot.store.indexing` writes."""

from __future__ import annotations

import json
import sqlite3
import threading
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar, cast

from bot.errors import NotFound
from bot.index import Body, Entry, Found, Head
from bot.model import Alias, CommandName, Event, RecapRef, Scope, Searched, StoredRecap
from bot.store import codec

T = TypeVar("T")
_COMMON = 64
"""Lists of the best rows kept: a megabyte or so."""
_DECODED = 300
"""Entries, and passages, kept as values: half a megabyte or so of each."""
_FEW_WORDS = 8000
"""Words of notes up to which all are kept in memory, as a search asks for several of them."""
_LAST = chr(0x10FFFF)
_ENTRY = "SELECT id, recap_id, talk FROM entries"
_PASSAGE = "p.id, places.recap_id, places.entry_id, p.text, p.line, p.item, p.links, places.location"
_FOUND = f"SELECT {_PASSAGE}, 0.0 FROM passages p JOIN places ON places.id = p.place_id"


class Memory:
    """What the searches of one library keep in memory between them, for each state of it they see.

    Only immutable values are kept, so any thread may use them.
    """

    def __init__(self) -> None:
        self.building = threading.RLock()
        self._states: dict[int, dict[str, Any]] = {}

    def of(self, generation: int) -> dict[str, Any]:
        """The memory of one state; that of all others but the newest before it is given up."""
        with self.building:
            if generation not in self._states:
                kept = sorted(self._states)[-1:]
                self._states = {generation: {}, **{other: self._states[other] for other in kept}}
            return self._states[generation]

    def kept(self, generation: int, name: str) -> Any:
        """What this generation keeps under `name`; raises `KeyError` if no search has asked for it yet."""
        return self._states[generation][name]


class Index:
    """The derived tables of one library, read through one connection of its own.

    Fulfils `bot.index.Index`, where each method is described. What is kept in memory (`memo`)
    is shared by all connections to the library, and dropped once the library has changed.
    """

    def __init__(self, connection: sqlite3.Connection, scope: Scope, memory: Memory | None = None) -> None:
        self.scope: Scope = scope
        self._connection = connection
        self._memory = memory or Memory()
        self._memo: dict[str, Any] = {}

    def refresh(self, generation: int) -> None:
        """See the library as it is now, in its `generation`; forgets what was kept of earlier ones."""
        self._memo = self._memory.of(generation)

    @property
    def state(self) -> object | None:
        """Stands for what can be found here: another once that changes, None while there is nothing."""
        return self.memo("state", self._new_state)

    def _new_state(self) -> object | None:
        counts = self.counts()
        return object() if counts.recaps or counts.talks or self.aliases() else None

    def memo(self, name: str, build: Callable[[], T]) -> T:
        """What `build` returns, built once under `name` and kept until the library changes."""
        if name not in self._memo:
            with self._memory.building:
                if name not in self._memo:
                    self._memo[name] = build()
        return cast("T", self._memo[name])

    def _rows(self, sql: str, *arguments: object) -> sqlite3.Cursor:
        return self._connection.execute(sql, arguments)

    def _number(self, sql: str, *arguments: object) -> int:
        return int(self._rows(sql, *arguments).fetchone()[0])

    # counts and vocabulary

    def counts(self) -> Searched:
        """How many recaps, talks and topics there are."""
        return self.memo(
            "counts",
            lambda: Searched(
                self._number("SELECT count(*) FROM recap_docs"), self._number("SELECT count(*) FROM entries")
            ),
        )

    def head_words(self) -> Iterator[tuple[str, int]]:
        """Every word of titles and names with the number of entries it stands in."""
        return self._rows("SELECT word, number FROM head_words")

    def text_words(self) -> Iterator[tuple[str, int]]:
        """Every word of notes with the number of entries it stands in."""
        return self._rows("SELECT word, number FROM text_words")

    def text_frequency(self, word: str) -> int:
        """In how many passages and links a word stands."""
        if (known := self.memo("text frequencies", self._few_frequencies)) is not None:
            return known.get(word, 0)
        rows = self._rows("SELECT number FROM text_words WHERE word = ?", word)
        return next((number for (number,) in rows), 0)

    def _few_frequencies(self) -> dict[str, int] | None:
        """The frequency of every word of a small library, which a megabyte holds; None of a larger one."""
        rows = self._rows("SELECT word, number FROM text_words LIMIT ?", _FEW_WORDS + 1).fetchall()
        return dict(rows) if len(rows) <= _FEW_WORDS else None

    def text_completions(self, prefix: str, limit: int) -> list[str]:
        """Words of passages and links that begin so, the most frequent first."""
        sql = "SELECT word FROM text_words WHERE word >= ? AND word < ? ORDER BY number DESC, word LIMIT ?"
        return [word for (word,) in self._rows(sql, prefix, prefix + _LAST, limit)]

    def short_forms(self, short: str) -> list[str]:
        """What a short form may stand for, learned from the passages; the most used first."""
        sql = """SELECT words FROM short_forms WHERE short = ?
                 ORDER BY number DESC, words LIMIT 8"""
        return [words for (words,) in self._rows(sql, short)]

    # talks and topics

    def heads(self, match: str, limit: int) -> list[Head]:
        """Entries whose title, names or initials match (columns of the expression), the best if too many."""
        sql = "SELECT rowid, title, names, initials, is_topic FROM heads WHERE heads MATCH ?"
        return [Head(*row) for row in self._matching(sql, match, limit)]

    def bodies(self, match: str, limit: int) -> list[int]:
        """Ids of entries anything of which matches, the best if there are too many."""
        sql = "SELECT rowid FROM bodies WHERE bodies MATCH ?"
        return [row[0] for row in self._matching(sql, match, limit)]

    def _matching(self, sql: str, match: str, limit: int) -> list[Any]:
        # bm25 walks through every occurrence of every word before its first row, so it is asked
        # only where there is something to choose from.
        rows = self._rows(f"{sql} LIMIT ?", match, limit + 1).fetchall()
        if len(rows) <= limit:
            return rows
        return self._best(f"{sql} ORDER BY rank LIMIT ?", match, limit)

    def _best(self, sql: str, match: str, limit: int) -> list[Any]:
        """The `limit` best rows of many: kept, as the words that many hold are asked for again and again."""
        kept: dict[object, list[Any]] = self.memo("common", dict)
        rows = kept.get((sql, match, limit))
        if rows is None:
            rows = self._rows(sql, match, limit).fetchall()
            if len(rows) == limit:
                if len(kept) >= _COMMON:
                    kept.clear()
                kept[sql, match, limit] = rows
        return rows

    def heads_of(self, entries: Sequence[int]) -> list[Head]:
        """The heads of these entries."""
        if not entries:
            return []
        rows = self._rows(
            f"SELECT rowid, title, names, initials, is_topic FROM heads WHERE rowid IN ({_list(entries)})"
        )
        return [Head(*row) for row in rows]

    def bodies_of(self, entries: Sequence[int]) -> list[Body]:
        """The bodies of these entries."""
        if not entries:
            return []
        rows = self._rows(f"SELECT rowid, text, around FROM bodies WHERE rowid IN ({_list(entries)})")
        return [Body(*row) for row in rows]

    def entry(self, entry: int) -> Entry:
        """A talk or topic by its id."""

        def load() -> Entry:
            for row in self._rows(f"{_ENTRY} WHERE id = ?", entry):
                return self._load_entry(row)
            raise NotFound("That talk is no longer there.")

        return self._decoded("entries", entry, load)

    def entry_by_key(self, recap: int, key: str) -> Entry | None:
        """A talk or topic by its recap and key."""
        for row in self._rows(f"{_ENTRY} WHERE recap_id = ? AND key = ?", recap, key):
            return self._entry(row)
        return None

    def entries_of(self, recap: int) -> list[Entry]:
        """The talks and topics of a recap in its order, talks first."""
        return [self._entry(row) for row in self._rows(f"{_ENTRY} WHERE recap_id = ? ORDER BY id", recap)]

    def latest(self, limit: int) -> list[Entry]:
        """Talks of the recaps stored last."""
        rows = self._rows(f"{_ENTRY} WHERE is_talk ORDER BY recap_id DESC, id LIMIT ?", limit)
        return [self._entry(row) for row in rows]

    def _entry(self, row: tuple[int, int, str]) -> Entry:
        return self._decoded("entries", row[0], lambda: self._load_entry(row))

    def _load_entry(self, row: tuple[int, int, str]) -> Entry:
        return Entry(row[0], self._ref(row[1]), codec.load_talk(row[2]))

    def _found(self, row: tuple[Any, ...]) -> Found:
        number, recap, entry, *body, rank = row
        passage = self._decoded("found", number, lambda: codec.load_passage(*body))
        return Found(number, recap, entry, passage, rank)

    def _decoded(self, kind: str, key: int | str, load: Callable[[], T]) -> T:
        """What `load` makes of a row, kept for a while: the same few rows answer most questions."""
        kept: dict[int | str, T] = self.memo(kind, dict)
        value = kept.get(key)
        if value is None:
            if len(kept) >= _DECODED:
                kept.clear()
            value = kept[key] = load()
        return value

    # recaps

    def recaps(self) -> list[RecapRef]:
        """All recaps, the one stored last first."""
        sql = "SELECT recap_id, ref FROM recap_docs ORDER BY recap_id DESC"
        return self.memo("recaps", lambda: [self._load_ref(*row) for row in self._rows(sql)])

    def _ref(self, recap: int) -> RecapRef:
        def load() -> RecapRef:
            rows = self._rows("SELECT recap_id, ref FROM recap_docs WHERE recap_id = ?", recap)
            return self._load_ref(*rows.fetchone())

        return self.memo(f"ref {recap}", load)

    def _load_ref(self, recap: int, ref: str) -> RecapRef:
        file, title, event, summary, source_url, talks, tags = json.loads(ref)
        return RecapRef(
            self.scope, recap, file, title, Event(**event), summary, source_url, talks, tuple(tags)
        )

    def aliases(self) -> tuple[Alias, ...]:
        """Names that admins gave to talks and recaps, their targets perhaps in another library."""
        sql = "SELECT name, shown, scope, file, talk FROM aliases ORDER BY name"
        return self.memo("aliases", lambda: tuple(Alias(*row) for row in self._rows(sql)))

    def asked_often(self, name: CommandName, limit: int) -> list[str]:
        """What people typed behind a command lately, as far as replies are kept, the most frequent first."""
        sql = """SELECT json_extract(shown, '$.argument') AS words FROM replies
            WHERE json_extract(shown, '$.name') = ?
            GROUP BY lower(words) ORDER BY count(*) DESC, max(at) DESC LIMIT ?"""
        return [words for (words,) in self._rows(sql, name, limit)]

    def recap_of_file(self, file: str) -> int | None:
        """The id of the recap stored under a file name."""
        rows = self._rows("SELECT id FROM recaps WHERE file = ? AND sha256 IS NOT NULL", file)
        return next((recap for (recap,) in rows), None)

    def recap(self, recap: int) -> StoredRecap | None:
        """A recap with its talks and topics; its passages are read by themselves."""
        for (frame,) in self._rows("SELECT frame FROM recap_docs WHERE recap_id = ?", recap):
            entries = tuple(entry.talk for entry in self.entries_of(recap))
            return StoredRecap(self._ref(recap), codec.load_frame(frame, entries))
        return None

    # passages

    def passages(self, match: str, limit: int) -> list[Found]:
        """Passages whose text or headings match (columns `text`, `above`), best bm25 first."""
        sql = f"""SELECT {_PASSAGE}, w.score FROM
                   (SELECT rowid, bm25(passage_words, 1.0, 0.5) AS score FROM passage_words
                    WHERE passage_words MATCH ? ORDER BY score LIMIT ?) w
                 JOIN passages p ON p.id = w.rowid JOIN places ON places.id = p.place_id ORDER BY w.score"""
        return [self._found(row) for row in self._best(sql, match, limit)]

    def passages_of_entry(self, entry: int) -> list[Found]:
        """The passages of one talk or topic in the order of the file."""
        return [
            self._found(row) for row in self._rows(f"{_FOUND} WHERE places.entry_id = ? ORDER BY p.id", entry)
        ]

    def opening(self, recap: int, limit: int) -> list[Found]:
        """The first passages of one recap in the order of the file."""
        sql = f"{_FOUND} WHERE places.recap_id = ? ORDER BY p.id LIMIT ?"
        return [self._found(row) for row in self._rows(sql, recap, limit)]

    def passages_near(self, recap: int, passage: int, before: int, after: int) -> list[Found]:
        """A passage with its neighbours in the same recap, in the order of the file."""
        rows = self._rows(
            f"{_FOUND} WHERE p.id BETWEEN ? AND ? AND +places.recap_id = ? ORDER BY p.id",
            passage - before,
            passage + after,
            recap,
        )
        return [self._found(row) for row in rows]

    def recaps_with(self, match: str) -> list[int]:
        """Ids of the recaps with a passage that matches."""
        sql = "SELECT rowid FROM passage_words WHERE passage_words MATCH ? ORDER BY rowid"
        found = [number for (number,) in self._rows(sql, match)]
        ends = [bisect_left(found, first) for first, _ in self._firsts()]
        spans = zip(self._firsts(), ends, [*ends[1:], len(found)], strict=True)
        return [recap for (_, recap), start, end in spans if start < end]

    def _firsts(self) -> list[tuple[int, int]]:
        """The first passage of each recap, behind which the others of it stand in a row."""
        sql = """SELECT min(passages.id), recap_id FROM passages JOIN places ON places.id = place_id
            WHERE place_id IN (SELECT min(id) FROM places GROUP BY recap_id) GROUP BY recap_id ORDER BY 1"""
        return self.memo("first passages", lambda: self._rows(sql).fetchall())

    def around(self, found: Found, reach: int) -> list[Found]:
        """A passage with up to `reach` passages of its recap before and after it, in order."""
        sql = f"{_FOUND} WHERE +places.recap_id = ? AND p.id BETWEEN ? AND ? ORDER BY p.id"
        return [self._found(row) for row in self._rows(sql, found.recap, found.id - reach, found.id + reach)]

    def passage_frequency(self, match: str) -> int:
        """The number of passages that match."""
        sql = "SELECT count(*) FROM passage_words WHERE passage_words MATCH ?"
        return self._decoded("passage frequencies", match, lambda: self._number(sql, match))

    def passage_count(self) -> int:
        """The number of passages."""
        return self.memo("passages", lambda: self._number("SELECT count(*) FROM passages"))


def _list(ids: Sequence[int]) -> str:
    return ",".join(map(str, map(int, ids)))
