"""`!recap` and `!recaps` over the recaps shipped in `recaps/`."""

import pytest

from bot.model import Command, Event, Recap, Searched
from bot.search import answer
from tests.search.library import library, recap, talk

FOUND = [
    ("kubecon 2019", "kubecon-na-2019-san-diego.md"),
    ("kubecon san diego", "kubecon-na-2019-san-diego.md"),
    ("kubecon sandiego", "kubecon-na-2019-san-diego.md"),
    ("kubecon sd", "kubecon-na-2019-san-diego.md"),
    ("kubcon '19", "kubecon-na-2019-san-diego.md"),
    ("kubecon november 2019", "kubecon-na-2019-san-diego.md"),
    ("rustconf", "rustconf-2020.txt"),
    ("rust conf 20", "rustconf-2020.txt"),
    ("srecon 2018 day 2", "srecon-americas-2018-day-2.md"),
    ("srecon second day", "srecon-americas-2018-day-2.md"),
    ("strangeloop 23", "strange-loop-2023.md"),
    ("monitorama", "monitorama-2019.md"),
    ("30c3", "30c3-hamburg.md"),
    ("chaos communication congress", "30c3-hamburg.md"),
    ("gophercon denver", "gophercon-2015-lightning.md"),
    ("latest monitorama", "monitorama-2019.md"),
    ("the last kubecon in europe", "kubecon-eu-2023-second-day.txt"),
    ("letzter kubecon 2019", "kubecon-na-2019-san-diego.md"),
    ("tl;dr srecon", "srecon-americas-2018-day-2.md"),
    ("srecon americas '18 day two", "srecon-americas-2018-day-2.md"),
    ("gopher con 15", "gophercon-2015-lightning.md"),
]


@pytest.mark.parametrize(("words", "file"), FOUND)
def test_an_event_is_found_however_it_is_called(shipped, words, file):
    reply = answer(Command("recap", words), [shipped])
    assert reply.kind == "recap"
    assert reply.hits[0].recap.file == file
    assert reply.recaps[0].recap.talks


def test_several_recaps_of_one_event_are_answered_together(shipped):
    reply = answer(Command("recap", "kubecon na 2023"), [shipped])
    assert reply.kind == "recap"
    assert {s.ref.file for s in reply.recaps} == {
        "kubecon-na-2023-show-notes.md",
        "kubecon-na-2023-watch-list.md",
    }
    assert len(reply.hits) == 2


@pytest.mark.parametrize(
    ("command", "words"), [("recap", "latest"), ("recap", "the newest"), ("ask", "the latest recap")]
)
def test_the_newest_recap_needs_no_name(shipped, command, words):
    newest = answer(Command("recaps"), [shipped]).listed[0].event
    reply = answer(Command(command, words), [shipped])
    assert reply.kind == "recap"
    assert reply.hits[0].recap.event == newest


def test_words_that_fit_several_events_give_a_choice(shipped):
    reply = answer(Command("recap", "kubecon"), [shipped])
    assert reply.kind == "choices"
    assert len(reply.hits) > 2


@pytest.mark.parametrize("words", ["fishcon", "kubecon shanghai", "kubecon 1999", "32c3"])
def test_an_unknown_event_is_declined(shipped, words):
    reply = answer(Command("recap", words), [shipped])
    assert reply.kind == "none"
    assert reply.searched.recaps > 0


def test_all_recaps_are_listed_newest_first(shipped):
    listed = answer(Command("recaps"), [shipped]).listed
    years = [ref.event.year for ref in listed if ref.event.year]
    assert len(listed) > 5
    assert years == sorted(years, reverse=True)


def test_recaps_of_a_year_are_listed(shipped):
    listed = answer(Command("recaps", "2019"), [shipped]).listed
    assert {ref.file for ref in listed} == {"kubecon-na-2019-san-diego.md", "monitorama-2019.md"}


def test_a_plain_question_about_an_event_gives_its_recap(shipped):
    for words in ("what happened at kubecon 2019?", "what was kubecon san diego about"):
        reply = answer(Command("ask", words), [shipped])
        assert reply.kind == "recap"
        assert reply.hits[0].recap.file == "kubecon-na-2019-san-diego.md"


def event(file: str, title: str, **more) -> Recap:
    return recap(file, title, talk(f"Talk of {title}", text="Words."), event=Event(**more))


OWN = (
    event("elm18.md", "Two days in Lille", series="ElmConf", year=2018, place="Lille", date="2018-05-03"),
    event("elm18b.md", "Seen by Bo", series="ElmConf", year=2018, date="2018-05-04"),
    event("elm20.md", "From home", series="ElmConf", year=2020),
    event("oak.md", "Oak Days", series="OakCon", year=2020, date="2020-09-01"),
    event("bog.md", "In the bog"),
)


@pytest.fixture(scope="module")
def own():
    with library(*OWN) as index:
        yield index


@pytest.mark.parametrize(
    ("command", "words", "kind", "files"),
    [
        ("recap", "elmconf 2018", "recap", ["elm18.md", "elm18b.md"]),
        ("recap", "elmconf", "choices", ["elm20.md", "elm18.md", "elm18b.md"]),
        ("recap", "2020", "choices", ["oak.md", "elm20.md"]),
        ("recap", "latest elmconf", "recap", ["elm20.md"]),
        ("recap", "latest", "recap", ["oak.md"]),
        ("recap", "lille", "recap", ["elm18.md"]),
        ("recap", "elmconf 2019", "none", []),
        ("recap", "bog", "recap", ["bog.md"]),
        ("recap", "bog 2020", "recap", ["bog.md"]),
        ("recap", "fishcon", "none", []),
        ("ask", "what happened at elmconf 2018?", "recap", ["elm18.md", "elm18b.md"]),
        ("ask", "what happened in 2020?", "choices", ["oak.md", "elm20.md"]),
        ("ask", "what happened at fishcon?", "none", []),
    ],
)
def test_recaps_of_one_event_are_one_answer_and_of_several_a_choice(own, command, words, kind, files):
    reply = answer(Command(command, words), [own])
    assert reply.kind == kind
    assert [hit.recap.file for hit in reply.hits] == files
    assert [stored.ref.file for stored in reply.recaps] == (files if kind == "recap" else [])
    assert all(0.5 < hit.score <= 1.0 for hit in reply.hits)
    assert reply.searched == Searched(5, 5)
    assert reply.query == words


@pytest.mark.parametrize(
    ("words", "kind", "files"),
    [
        ("", "recaps", ["oak.md", "elm20.md", "elm18.md", "elm18b.md", "bog.md"]),
        ("2020", "recaps", ["oak.md", "elm20.md"]),
        ("elmconf", "recaps", ["elm20.md", "elm18.md", "elm18b.md"]),
        ("elmconf lille", "recaps", ["elm18.md"]),
        ("oak 2018", "none", []),
        ("bog", "recaps", ["bog.md"]),
    ],
)
def test_recaps_are_listed_the_newest_first(own, words, kind, files):
    reply = answer(Command("recaps", words), [own])
    assert reply.kind == kind
    assert [ref.file for ref in reply.listed] == files
    assert reply.searched == Searched(5, 5)
    assert reply.query == words


def test_what_comes_close_to_no_event_is_named(own):
    assert answer(Command("recap", "elmconf lisbon"), [own]).did_you_mean
    assert answer(Command("recap", "fishcon"), [own]).did_you_mean == ()


def test_recaps_of_both_libraries_are_told_apart():
    with library(OWN[0]) as shared, library(OWN[3], scope="guild") as guild:
        reply = answer(Command("recap", "oak days"), [shared, guild])
    assert [stored.recap.title for stored in reply.recaps] == ["Oak Days"]
    assert reply.hits[0].recap.scope == "guild"


def test_words_of_the_text_name_an_event_too():
    notes = recap("a.md", "Notes", notes=["The lanterns of Lille were lit."])
    others = [recap(f"{number}.md", f"Paper {number}", notes=["Nothing."]) for number in range(3)]
    with library(notes, *others) as index:
        reply = answer(Command("recap", "lanterns lille"), [index])
        assert [hit.recap.file for hit in reply.hits] == ["a.md"]
        assert answer(Command("recap", "lantrens lille"), [index]).hits == reply.hits
        assert answer(Command("recaps", "lanterns lille"), [index]).kind == "none"
