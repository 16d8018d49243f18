"""Small libraries for tests: recaps made of plain values, indexed in memory."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from bot.model import Alias, Event, Link, Passage, Recap, Scope, Talk
from bot.store import indexing
from bot.store.index import Index

NOWHERE = Event()


def talk(title: str, *speakers: str, text: str = "", links: Iterable[str] = (), **more) -> Talk:
    kind = more.pop("kind", "talk")
    found = tuple(Link("video", url, "video") for url in links)
    key = f"{kind}:{title.lower()}"
    return Talk(key, title, kind, speakers, found, text=text, summary=text.partition(". ")[0], **more)


def recap(file: str, title: str, *talks: Talk, event: Event = NOWHERE, notes: Iterable[str] = ()) -> Recap:
    passages = [
        Passage(sentence, (title, t.title), talk=t.key)
        for t in talks
        for sentence in t.text.split("\n")
        if sentence
    ]
    passages += [Passage(note, (title,)) for note in notes]
    return Recap(
        file,
        title,
        event,
        talks=tuple(t for t in talks if t.kind == "talk"),
        topics=tuple(t for t in talks if t.kind == "topic"),
        passages=tuple(passages),
    )


@contextmanager
def library(*recaps: Recap, scope: Scope = "shared", aliases: Iterable[Alias] = ()) -> Iterator[Index]:
    connection = sqlite3.connect(":memory:")
    indexing.create(connection)
    connection.execute("CREATE TABLE aliases (name, shown, scope, file, talk)")
    connection.execute("CREATE TABLE recaps (id INTEGER PRIMARY KEY, file TEXT, sha256 TEXT)")
    for number, one in enumerate(recaps, 1):
        connection.execute("INSERT INTO recaps VALUES (?, ?, 'x')", (number, one.file))
        indexing.put(connection, number, one)
    connection.executemany(
        "INSERT INTO aliases VALUES (?, ?, ?, ?, ?)",
        [(a.name, a.shown, a.scope, a.file, a.talk) for a in aliases],
    )
    yield Index(connection, scope)
    connection.close()
