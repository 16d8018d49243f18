"""What fits best, and is no answer all the same: it is about another talk, day, event or deed."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.model import Answer, Command, Event, Link, Passage
from bot.search import answer
from bot.store.index import Index
from tests.search.library import library, recap, talk

ELM = Event("ElmConf 2018", "ElmConf", 2018)
OAK = Event("OakDays 2019", "OakDays", 2019)


@pytest.fixture(scope="module")
def grove() -> Iterator[Index]:
    elm = recap(
        "elm.md",
        "ElmConf 2018",
        talk(
            "Mosses", text="A fine talk, and well chosen by the organisers.\nAll walls were green in the end."
        ),
        talk("Kettles of old", "Ada Byron", text="Ada Byron boiled water in nine kettles."),
        talk("Ada's keynote", "Ada Byron", text="Ada began the day with a keynote."),
        event=ELM,
        notes=[
            "First came Bo Ek with a talk on ants.",
            "There was a talk on slugs too.",
            "You should see Grace Hopper's lecture and that of Alan Reed about beetles.",
            "Later we met Lea Winter at the bar and ate soup.",
        ],
    )
    oak = recap(
        "oak.md",
        "A visit to OakDays",
        talk("Acorns", "Ida Holm", text="Ida Holm counted 900 acorns."),
        event=OAK,
        notes=["The garden was sponsored by Brightwater."],
    )
    with library(elm, oak) as index:
        yield index


def asked(index: Index, question: str) -> Answer:
    return answer(Command("ask", question), [index])


@pytest.mark.parametrize(
    "question",
    [
        "who gave the Mosses talk?",
        "who gave the talk on slugs?",
        "who moderated Kettles of old?",
        "who organised Kettles of old?",
        "who gave Kettles of old at OakDays?",
        "what did Ada Byron say at OakDays?",
        "who gave the workshop on kettles?",
        "does Kettles of old work with Frobnix?",
        "what did Zelda Quist say about kettles?",
        "what did Lea Winter say in her talk?",
        "what was Lea Winter's talk about?",
        "what did Grace Hopper say in her lecture?",
    ],
)
def test_what_answers_something_else_is_no_answer(grove, question):
    assert asked(grove, question).kind == "none"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("who gave Kettles of old?", "Ada Byron"),
        ("who gave Kettles of old at ElmConf?", "Ada Byron"),
        ("who gave the talk on ants?", "Bo Ek"),
        ("who sponsored the garden?", "Brightwater"),
        ("who counted acorns at OakDays?", "Ida Holm"),
        ("what was Ada Byron's talk about?", ""),
        ("what was Ida Holm's talk about?", "Acorns: Ida Holm counted 900 acorns"),
    ],
)
def test_what_answers_is_told(grove, question, said):
    reply = asked(grove, question)
    assert reply.kind != "none"
    assert said in (reply.answer or "")


@pytest.fixture(scope="module")
def days() -> Iterator[Index]:
    notes = ("Ferns were shown in the hall.", "Slugs were shown in the hall.")
    first, second = (
        talk(title, text=text, section=f"Day {number}")
        for number, (title, text) in enumerate(zip(("Ferns", "Slugs"), notes, strict=True), 1)
    )
    with library(recap("elm.md", "ElmConf 2018", first, second, event=ELM)) as index:
        yield index


@pytest.mark.parametrize(
    "question", ["what happened on day 5 of ElmConf 2018?", "who was in the hall on day 5?"]
)
def test_of_a_day_that_nothing_is_told_of_nothing_is_told(days, question):
    assert asked(days, question).kind == "none"


@pytest.mark.parametrize(("day", "kind"), [(2, "recap"), (5, "none")])
def test_the_recap_is_what_happened_on_a_day_it_tells_of(day, kind):
    shown = talk("Ferns", text="Ferns were shown.", section="Day 2")
    fair = Event("Moss Garden Fair 2018", "Moss Garden Fair", 2018)
    with library(recap("fair.md", "Moss Garden Fair 2018", shown, event=fair)) as index:
        assert asked(index, f"what happened on day {day} of Moss Garden Fair 2018?").kind == kind


def test_everyday_words_are_enough_where_a_passage_holds_all_of_them():
    notes = ["They only got to see half of the poster show."]
    with library(recap("elm.md", "ElmConf 2018", notes=notes)) as index:
        assert "half" in (asked(index, "how much of the poster show did they see?").answer or "")
        assert asked(index, "how much of it did they buy?").kind == "none"


def test_a_short_name_is_no_other_that_begins_with_it():
    notes = ["Fern 4 keeps its leaves.", "The Ferna talk was on roots."]
    with library(recap("elm.md", "ElmConf 2018", notes=notes)) as index:
        assert asked(index, "which talk covered FernaFX?").kind == "none"
        assert asked(index, "what does Fern 5 keep?").kind == "none"
        assert "leaves" in (asked(index, "what does Fern 4 keep?").answer or "")


@pytest.fixture(scope="module")
def walk() -> Iterator[Index]:
    rain = talk("雨の話", text="多様な雨の実装を話した。")
    ada = talk(
        "Ada Byron",
        "Ada Byron",
        text="A lovely talk about kettles, nine of them.\n"
        "Then there was another great talk on slug traps.\n"
        "She grew moss on flat roofs, though rain is bad for roofs.",
    )
    with library(recap("walk.md", "ElmConf 2018", rain, ada, event=ELM)) as index:
        yield index


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("who gave the talk about kettles?", "answer"),  # what her section begins with is hers
        ("who gave the talk on slug traps?", "none"),  # what it comes to later need not be
        ("who spoke about moss on roofs?", "answer"),
        ("who spoke about the roofs in rain and hail?", "none"),
        ("雨の実装を話したのは誰?", "none"),  # 多様 is "many kinds", and no Mr Ta
    ],
)
def test_who_is_told_only_of_the_talk_that_is_asked_about(walk, question, kind):
    assert asked(walk, question).kind == kind


def test_a_word_whose_other_form_a_title_holds_is_not_misspelt():
    clone = talk("Clone your moss", "Ida Holm", text="She did it with a knife.")
    with library(recap("elm.md", "ElmConf 2018", clone)) as index:
        assert "Ida Holm" in (asked(index, "who spoke about cloning moss?").answer or "")


@pytest.fixture(scope="module")
def fairs() -> Iterator[Index]:
    first = recap(
        "day.md",
        "ElmConf 2018, day 2",
        event=replace(ELM, day=2),
        notes=[
            "After a fine first day with talks the second day of ElmConf was better.",
            "They moved from peat to moss, but didn't say why.",
            "About 90 attendees saw the moss.",
        ],
    )
    oak = recap("oak.md", "Fiesta del roble", notes=["Vinieron unos 160 asistentes y comieron sopa."])
    other = recap("moss.md", "Congreso del musgo", notes=["Los asistentes comieron sopa."])
    pots = talk("Pots for rain", "Ida Holm", text="Rain pots at Brightwater are blue.")
    rain = recap(
        "rain.md",
        "Rain Garden Days 2015",
        pots,
        event=Event("Rain Garden Days 2015", "Rain Garden Days", 2015),
        notes=["超过10位来自园艺团队的核心成员也出席大会进行分享。"],
    )
    with library(first, oak, other, rain) as index:
        yield index


@pytest.mark.parametrize(
    "question",
    [
        "which talks were on the first day of ElmConf 2018?",
        "why did they move from peat to moss?",
        "¿cuántos asistentes hubo en el congreso?",
        "Rain Garden Days 2015 有多少人参加？",
        "where was Rain Garden Days held?",
    ],
)
def test_what_stands_there_is_of_another_day_event_or_crowd(fairs, question):
    assert asked(fairs, question).kind == "none"


def test_what_came_to_an_event_is_counted(fairs):
    assert "90" in (asked(fairs, "how many attendees saw the moss?").answer or "")


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("how many baths does acorn flour need at mossmeet 3?", "none"),
        ("who said that acorn flour needs 12 baths at mossmeet 3?", "none"),
        ("mossmeetでacorn flourについて話したのは誰?", "none"),
        ("how many baths does acorn flour need?", "answer"),
    ],
)
def test_a_series_in_small_letters_is_named_by_its_number_or_between_other_letters(question, kind):
    flour = talk("Acorn flour", "Ida Holm", text="Ida Holm said that acorn flour needs 12 baths.")
    moss = recap("moss.md", "mossmeet 3", event=Event("mossmeet 3", "mossmeet"), notes=["Moss grew there."])
    with library(recap("oak.md", "OakDays", flour, event=OAK), moss) as index:
        assert asked(index, question).kind == kind


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("how many baths does acorn flour need at 30M3?", "none"),
        ("¿dónde fue OakDays?", "none"),  # that there is a page about it does not say where it was
        ("where is the OakDays page?", "answer"),
    ],
)
def test_an_event_that_begins_with_a_number_is_named_and_one_that_was_is_no_page(question, kind):
    page = Passage("OakDays page", links=(Link("OakDays", "https://oak.example/", "article"),))
    flour = talk("Acorn flour", "Ida Holm", text="Ida Holm said that acorn flour needs 12 baths.")
    oak = recap("oak.md", "OakDays", flour, event=OAK)
    moss = recap("moss.md", "Notes from the 30M3", notes=["Moss grew there."])
    with library(replace(oak, passages=(*oak.passages, page)), moss) as index:
        assert asked(index, question).kind == kind
