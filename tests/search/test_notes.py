"""Words that no title holds: the passage of the notes that does, and what is shown of it."""

from dataclasses import replace

import pytest

from bot.model import Command, Passage, Searched
from bot.search import answer
from bot.search.excerpt import excerpt, focused
from tests.search.library import library, recap, talk

OPENING = recap(
    "elm.md", "ElmConf notes", talk("Moss", "Ada Byron", text="It sleeps.\nIt dislikes zeppelins.")
)
TOLD = (
    Passage("Practical things", ("Hall",)),
    Passage("Shoes stay outside:", ("Hall", "Rules")),
    Passage("marmalade is allowed", ("Hall", "Rules"), ("Shoes stay outside:",)),
    Passage("bells are not", ("Hall", "Rules"), ("Shoes stay outside:",)),
    Passage("We left at noon.", ("Travel",)),
)


@pytest.fixture(scope="module")
def index():
    with library(replace(OPENING, passages=(*OPENING.passages, *TOLD))) as index:
        yield index


def asked(words: str, index):
    return answer(Command("talk", words), [index])


def test_a_passage_of_a_talk_is_shown_with_that_talk(index):
    reply = asked("dislikes zeppelins", index)
    assert reply.kind == "talk"
    assert reply.answer == "It dislikes zeppelins."
    assert reply.passage is not None
    assert reply.passage.text == reply.answer
    assert reply.searched == Searched(1, 1)
    (hit,) = reply.hits
    assert hit.talk is not None
    assert hit.talk.title == "Moss"
    assert hit.talk.summary == "It sleeps.\nIt dislikes zeppelins."


def test_a_passage_of_no_talk_is_shown_with_its_heading_and_its_list(index):
    (hit,) = asked("marmalade allowed", index).hits
    assert hit.talk is None
    assert hit.recap.summary == "Rules\nShoes stay outside:\nmarmalade is allowed\nbells are not"
    (hit,) = asked("shoes outside", index).hits
    assert hit.recap.summary == "Rules\nShoes stay outside:\nmarmalade is allowed\nbells are not"


def test_words_far_apart_in_the_notes_are_not_one_passage(index):
    assert asked("zeppelins noon", index).kind == "none"
    assert asked("zeppelins noon", index).did_you_mean == ("Moss",)


def test_what_hangs_below_a_heading_is_found_by_both(index):
    reply = asked("rules marmalade", index)
    assert reply.answer == "marmalade is allowed"


def test_a_topic_is_shown_with_what_is_said_around_it_and_the_talk_it_came_up_in():
    owner = talk("Gardens at night", text="Slugs come.\nThe fogger helps.\nIt is cheap.")
    topic = talk("Fogger", kind="topic", text="")
    with library(recap("a.md", "A", owner, replace(topic, line=2))) as index:
        (hit,) = asked("fogger", index).hits
    assert hit.talk is not None
    assert hit.talk.title == "Fogger"
    assert hit.talk.summary.split("\n") == [
        "Gardens at night",
        "Slugs come.",
        "The fogger helps.",
        "It is cheap.",
    ]


# --- what is shown of a talk ------------------------------------------------------------------

LONG = replace(
    talk(
        "Airships", text="A summary first. More of it.\nNothing here.\nThe zeppelin came last. It was late."
    ),
    summary="A summary first.",
)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (["zeppelin"], "A summary first.\nThe zeppelin came last."),
        (["zeppelin", "late"], "A summary first.\nThe zeppelin came last.\nIt was late."),
        (["late", "zeppelin"], "A summary first.\nThe zeppelin came last.\nIt was late."),
        (["zeppelins"], "A summary first.\nThe zeppelin came last."),
        (["summary"], "A summary first."),
        (["airships"], "A summary first."),
        (["absent"], "A summary first."),
        ([], "A summary first."),
    ],
)
def test_sentences_with_the_words_asked_for_are_shown_below_the_summary(words, shown):
    assert excerpt(LONG, words) == shown
    assert focused(LONG, words).summary == shown


def test_a_sentence_with_no_room_is_not_shown_and_the_summary_makes_some():
    assert excerpt(LONG, ["zeppelin"], limit=30) == "A summary first."
    long = replace(LONG, summary="A summary first of many words")
    assert excerpt(long, ["zeppelin"], limit=52) == "A summary first of many …\nThe zeppelin came last."
    assert excerpt(long, ["zeppelin"], limit=49) == long.summary


def test_a_talk_without_more_notes_is_shown_as_it_is():
    bare = replace(LONG, text="A summary first.")
    assert focused(bare, ["zeppelin"]) is bare
    assert excerpt(replace(bare, summary=""), ["zeppelin"]) == "A summary first."
