"""What stands in a text: numbers of the thing counted, people, places; and how two passages are quoted."""

from collections.abc import Iterator

import pytest

from bot.model import Command, Event
from bot.search import answer
from bot.search.amounts import near_focus, number
from bot.search.candidates import match
from bot.search.kinds import kind_in
from bot.search.question import analyse
from bot.search.terms_asked import terms_of
from bot.store.index import Index
from bot.words import tokens
from tests.search.library import library, recap, talk


def counted(question: str, text: str) -> float:
    return number(analyse(question), text, frozenset(tokens(question)))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("how many visitors came to ElmConf?", "Some 340 curious visitors came."),
        ("how many pages has the leaflet?", "It is a 12 page leaflet."),
        ("how many ElmConf talks were in Finnish?", "Only 7 talks were in Finnish."),
        ("combien de visiteurs à ElmConf ?", "On a compté 340 visiteurs."),
        ("how many rooms were open?", "The open rooms were four."),
        ("ElmConfの参加者は何人？", "今年は340人が集まった。"),
        ("엘름콘에 몇 명이 왔어?", "모두 340명이 왔다."),
    ],
)
def test_a_number_counts_the_thing_beside_it(question, text):
    assert counted(question, text) == 1.0


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("how many visitors came to ElmConf?", "I was a visitor who saw two keynotes in one room."),
        ("how many visitors came to ElmConf?", "Helpers and visitors stood 1:40 to each other."),
        ("how many people came to ElmConf?", "About 80 percent of visitors were new."),
        ("combien de visiteurs à ElmConf ?", "Les visiteurs ont aimé la version 19 et les ateliers."),
        ("ElmConf 2018の参加者は何人？", "ElmConf 2018に参加して3本の発表を聞いた。"),
    ],
)
def test_a_number_of_other_things_counts_nothing(question, text):
    assert counted(question, text) < 0.8


def person(question: str, text: str) -> float:
    return kind_in(analyse(question), text, None, (), None)


def test_a_family_name_behind_a_word_with_a_capital_is_a_person():
    assert person("wer sprach über Moose?", "Der Botaniker Jonas Halm sprach über Moose.") == 1.0


def test_a_title_in_quotation_marks_names_nobody():
    assert person("who spoke about moss?", 'Next came "Moss And Lichen Atlas" in the hall.') < 0.4


def test_whoever_stands_beside_a_word_for_speaking_is_a_person():
    text = "Last was the presentation by speaker Quang Ngoc on moss."
    assert person("who spoke about moss?", text) >= 0.75


def test_a_seam_between_two_words_is_there_where_both_are():
    terms = {t.word: t for t in terms_of("簡報軟體")}
    assert match(terms["報軟"], frozenset(("簡報", "軟體"))) > 0
    assert match(terms["報軟"], frozenset(("簡報",))) == 0
    assert match(terms["軟體"], frozenset(("簡報",))) == 0


def test_a_small_word_of_another_language_is_a_word():
    assert "die" in {t.word for t in terms_of("what should die according to Ada?")}
    assert "die" not in {t.word for t in terms_of("wer hat die Moose gezeigt und wann war das?")}


def test_where_something_written_is_may_be_a_link():
    moss = talk("Moss atlas", text="The atlas will be published here.", links=["https://moss.example/atlas"])
    with library(recap("a.md", "ElmConf 2018", moss)) as index:
        reply = answer(Command("ask", "where can the moss atlas be found?"), [index])
    assert "https://moss.example/atlas" in (reply.answer or "")


def test_passages_that_are_nearly_as_good_are_both_quoted():
    notes = ["The organisers served soup at noon.", "The organisers served cake at four."]
    with library(recap("a.md", "ElmConf 2018", notes=notes)) as index:
        said = answer(Command("ask", "what did the organisers serve at ElmConf?"), [index]).answer or ""
    assert "soup" in said
    assert "cake" in said
    assert len(said) <= 400


def test_what_stands_in_another_talk_is_quoted_with_its_title():
    talks = (
        talk("Ferns", text="The keepers of the garden water it with rain."),
        talk("Mosses", text="The keepers of the garden water it with fog."),
    )
    with library(recap("a.md", "ElmConf 2018", *talks)) as index:
        said = answer(Command("ask", "what do the keepers water the garden with?"), [index]).answer or ""
    assert "rain" in said
    assert "fog" in said
    assert "Ferns: " in said or "Mosses: " in said


@pytest.fixture
def fair() -> Iterator[Index]:
    notes = [
        "ElmConf 2018 was the best fair for moss.",
        "On Friday the next stall sold ferns.",
        "ElmConf taught me to read Linnaeus.",
    ]
    with library(recap("a.md", "ElmConf 2018", notes=notes, event=Event("ElmConf 2018", "ElmConf"))) as index:
        yield index


@pytest.mark.parametrize("question", ["when is the next ElmConf?", "in which city was ElmConf 2018 held?"])
def test_what_comes_next_or_is_named_otherwise_tells_nothing_of_the_event(fair, question):
    assert answer(Command("ask", question), [fair]).kind == "none"


def test_the_next_event_is_told_beside_its_name():
    notes = ["The next edition of ElmConf opens on 4 May 2020.", "On Friday the next stall sold ferns."]
    with library(recap("a.md", "ElmConf 2018", notes=notes)) as index:
        assert "4 May 2020" in (answer(Command("ask", "when is the next ElmConf?"), [index]).answer or "")


def test_what_one_among_many_spoke_about_is_told():
    notes = ["Ada Byron spoke first, then came Grace Hopper's talk on ferns and Alan Reed's on moss."]
    with library(recap("a.md", "ElmConf 2018", notes=notes)) as index:
        assert "ferns" in (answer(Command("ask", "what did Grace Hopper talk about?"), [index]).answer or "")


@pytest.mark.parametrize(
    ("question", "text", "near"),
    [
        ("how many people came?", "Some 40 visitors came.", 1.0),
        ("how many lilies were sold?", "They sold 300 white lilies.", 1.0),
        ("how many lilies were sold?", "They had 300 new and very white lilies.", 0.25),
        ("how many lilies were sold?", "lilies: 300", 1.0),
        ("how many lilies were sold?", "lilies cost 300", 0.25),
        ("how many lilies were sold?", "They had 300 roses.", 0.0),
        ("who sold lilies?", "They sold 300 lilies.", 0.0),
    ],
)
def test_a_number_stands_near_what_it_counts(question, text, near):
    assert near_focus(analyse(question), text) == near
