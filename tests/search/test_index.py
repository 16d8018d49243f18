"""What a search reads of a library, one look-up after the other."""

import pytest

from bot.model import Alias, Searched
from bot.search.match import within, word
from tests.search.library import library, recap, talk

MOSS = talk("Moss at night", "Ada Byron", text="Mosses sleep.\nMore moss (Growing Moss Often, GMO) grows.")
FERNS = talk("Ferns", "Bo Ek", text="Ferns are old.", links=["https://ferns.example/growth"])
FOGGER = talk("Fogger", kind="topic", text="It makes fog.")
RECAPS = (
    recap("elm.md", "ElmConf", MOSS, FOGGER, notes=["We came late.", "We left early."]),
    recap("oak.md", "OakCon", FERNS, notes=["Moss was there too."]),
)
ALIAS = Alias("the green one", "The green one", "shared", "elm.md", MOSS.key)


@pytest.fixture(scope="module")
def index():
    with library(*RECAPS, aliases=[ALIAS]) as index:
        yield index


def test_how_much_there_is(index):
    assert index.counts() == Searched(2, 3)
    assert index.passage_count() == 7
    assert [ref.file for ref in index.recaps()] == ["oak.md", "elm.md"]
    assert index.aliases() == (ALIAS,)


def test_words_are_counted_where_they_stand(index):
    heads, texts = dict(index.head_words()), dict(index.text_words())
    assert (heads["moss"], heads["ferns"], heads["ada"]) == (1, 1, 1)
    assert "old" not in heads
    assert texts["moss"] == index.text_frequency("moss") == 2
    assert texts["growth"] == 1
    assert index.text_frequency("lichen") == 0
    assert index.passage_frequency(word("moss")) == 3  # its inflections too
    assert index.passage_frequency(word("lichen")) == 0


def test_words_of_the_texts_are_completed_the_most_frequent_first(index):
    assert index.text_completions("mo", 9) == ["moss", "more", "mosses"]
    assert index.text_completions("mo", 2) == ["moss", "more"]
    assert index.text_completions("mos", 9) == ["moss", "mosses"]
    assert index.text_completions("lichen", 9) == []


def test_entries_are_found_by_their_heads_and_by_all_their_words(index):
    (head,) = index.heads(within("title", word("moss")), 9)
    assert (head.title, head.names, head.is_topic) == ("moss at night", "ada byron", 0)
    assert [found.title for found in index.heads(within("names", word("bo")), 9)] == ["ferns"]
    assert index.heads(within("names", word("moss")), 9) == []
    assert index.bodies(word("sleep"), 9) == [head.entry]
    assert index.heads_of([head.entry]) == [head]
    assert index.heads_of([]) == index.bodies_of([]) == []
    (body,) = index.bodies_of([head.entry])
    assert "mosses sleep" in body.text
    (topic,) = index.heads(within("title", word("fogger")), 9)
    assert topic.is_topic == 1


def test_entries_are_told_in_the_order_of_their_recap_and_the_newest_first(index):
    elm, oak = index.recap_of_file("elm.md"), index.recap_of_file("oak.md")
    assert index.recap_of_file("ash.md") is None
    assert [entry.talk.title for entry in index.entries_of(elm)] == ["Moss at night", "Fogger"]
    assert [entry.talk.title for entry in index.latest(9)] == ["Ferns", "Moss at night"]
    assert [entry.talk.title for entry in index.latest(1)] == ["Ferns"]
    found = index.entry_by_key(oak, FERNS.key)
    assert found is not None
    assert found.talk == FERNS
    assert found.recap.file == "oak.md"
    assert index.entry(found.id) == found
    assert index.entry_by_key(elm, FERNS.key) is None


def test_passages_are_read_in_the_order_of_the_file(index):
    elm = index.recap_of_file("elm.md")
    texts = ["Mosses sleep.", "More moss (Growing Moss Often, GMO) grows.", "It makes fog."]
    every = [*texts, "We came late.", "We left early."]
    assert [found.passage.text for found in index.opening(elm, 9)] == every
    assert [found.passage.text for found in index.opening(elm, 2)] == every[:2]
    middle = index.opening(elm, 3)[2]
    assert [found.passage.text for found in index.around(middle, 1)] == every[1:4]
    assert [found.passage.text for found in index.passages_near(elm, middle.id, 2, 1)] == every[:4]
    last = index.opening(elm, 9)[-1]
    assert [found.passage.text for found in index.around(last, 3)] == every[1:]
    (moss,) = [entry for entry in index.entries_of(elm) if entry.talk.title == MOSS.title]
    assert [found.passage.text for found in index.passages_of_entry(moss.id)] == every[:2]


def test_passages_that_match_say_where_they_stand(index):
    found = {f.passage.text: f for f in index.passages(word("moss"), 9)}
    assert len(found) == 3
    assert found["Moss was there too."].entry is None
    assert found["Mosses sleep."].entry is not None
    assert len(index.passages(word("moss"), 1)) == 1
    elm, oak = index.recap_of_file("elm.md"), index.recap_of_file("oak.md")
    assert sorted(index.recaps_with(word("moss"))) == [elm, oak]
    assert index.recaps_with(word("fog")) == [elm]
    assert index.recaps_with(word("lichen")) == []


def test_what_a_short_form_stands_for_is_learned_from_the_texts(index):
    assert index.short_forms("gmo") == ["growing moss often"]
    assert index.short_forms("xyz") == []
