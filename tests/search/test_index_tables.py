"""The derived tables: what `put` writes, `Index` reads back, `remove` forgets."""

import sqlite3
from dataclasses import replace

import pytest

from bot.model import Event, Link, Passage, Recap, Talk
from bot.search.match import all_of, word
from bot.store import indexing
from bot.store.index import Index

RECAP = Recap(
    "kubecon.md",
    "KubeCon day one",
    Event("KubeCon NA 2023", "KubeCon", 2023, "NA", "Chicago", 1, "2023-11-07"),
    summary="What we saw.",
    tags=("networking",),
    links=(Link("slides", "https://example.org/slides.pdf", "slides"),),
    talks=(
        Talk(
            "talk:netkit",
            "Meta devices become NetKit devices",
            speakers=("Daniel Borkmann",),
            links=(Link("slides", "https://static.example.org/performance-tuning", "slides"),),
            section="Day one",
            summary="One device inside the pod.",
            text="One device inside the pod. On par with the host.",
            also_called=("Turning up Performance to 11",),
            line=12,
        ),
    ),
    topics=(Talk("topic:tetragon", "Tetragon", "topic", text="Reached 1.0."),),
    passages=(
        Passage("One device inside the pod.", ("Day one",), ("Networking",), 13, "talk:netkit"),
        Passage("Lunch was fine.", ("Day one",), line=20),
    ),
)


@pytest.fixture
def connection():
    connection = sqlite3.connect(":memory:")
    indexing.create(connection)
    yield connection
    connection.close()


def test_a_recap_comes_back_with_all_but_its_passages(connection):
    indexing.put(connection, 7, RECAP)
    stored = Index(connection, "shared").recap(7)
    assert stored is not None
    assert stored.recap == replace(RECAP, passages=())
    assert stored.ref.title == RECAP.title
    assert stored.ref.talks == 1


def test_talks_and_topics_are_found_by_title_name_initials_and_notes(connection):
    indexing.put(connection, 7, RECAP)
    reader = Index(connection, "guild")
    for match in (word("netkit"), word("borkmann"), word("turning"), word("mdb", prefix=True)):
        assert [head.entry for head in reader.heads(match, 5)] == [1], match
    assert reader.bodies(all_of([word("tuning"), word("kubecon")]), 5) == [1]
    assert reader.entry(1).talk == RECAP.talks[0]
    assert reader.entry(1).recap.scope == "guild"


def test_passages_carry_their_talk_and_headings(connection):
    indexing.put(connection, 7, RECAP)
    reader = Index(connection, "shared")
    assert [found.passage for found in reader.passages(word("borkmann"), 5)] == [RECAP.passages[0]]
    assert [found.passage for found in reader.passages_of_entry(1)] == [RECAP.passages[0]]
    assert reader.passage_frequency(word("device")) == 1
    assert reader.passage_count() == 2


def test_putting_again_replaces_and_removing_leaves_nothing(connection):
    indexing.put(connection, 7, RECAP)
    indexing.put(connection, 7, RECAP)
    assert Index(connection, "shared").counts().recaps == 1
    assert dict(Index(connection, "shared").head_words())["netkit"] == 1
    indexing.remove(connection, 7)
    for table in ("heads", "bodies", "passage_words"):
        connection.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")
    tables = (
        "recap_docs",
        "entries",
        "heads",
        "bodies",
        "passages",
        "passage_words",
        "head_words",
        "text_words",
    )
    assert {connection.execute(f"SELECT count(*) FROM {table}").fetchone() for table in tables} == {(0,)}
    assert b"netkit".hex() not in "".join(connection.iterdump()).lower()


def test_what_is_kept_of_words_and_of_passages_stays_apart(connection):
    indexing.put(connection, 7, RECAP)
    reader = Index(connection, "shared")
    for _ in range(2):
        assert reader.passage_frequency("device") == 1
        assert (reader.text_frequency("device"), reader.text_frequency("absent")) == (1, 0)
    assert reader.heads_of([]) == reader.bodies_of([]) == []
