"""`!recap` and `!recaps` over the recaps shipped in `recaps/`."""

import pytest

from bot.model import Command
from bot.search import answer

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
