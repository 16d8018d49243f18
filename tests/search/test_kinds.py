"""How surely the kind of thing a question asks for stands in a text: `tests/cases/search/kinds.txt`."""

from pathlib import Path

import pytest

from bot.model import Link
from bot.search.kinds import kind_in
from bot.search.question import analyse
from tests.search.library import talk

CASES = Path(__file__).parents[1] / "cases" / "search" / "kinds.txt"


def cases() -> list[list[str]]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return [line.replace(" -> ", " | ").split(" | ") for line in lines if line and not line.startswith("#")]


def kind(question: str, text: str, *links: str, owner=None, place: str | None = None) -> float:
    found = [Link(sort, f"https://{sort}.example/1", sort) for sort in links]
    return kind_in(analyse(question), text, owner, found, place)


@pytest.mark.parametrize(("question", "text", "surely"), cases())
def test_what_is_asked_for_is_told_by_its_looks(question, text, surely):
    assert kind(question, text) == pytest.approx(float(surely))


@pytest.mark.parametrize(
    ("question", "text", "links", "surely"),
    [
        ("where are the slides?", "see there", ["slides"], 1.0),
        ("where are the slides?", "see there", ["code", "slides"], 1.0),
        ("where are the slides?", "see there", ["video"], 0.4),
        ("where are the slides?", "see there", ["article"], 0.0),
        ("where are the slides?", "the slides are there", ["article"], 0.9),
        ("where is the article?", "see there", ["video"], 0.7),
        ("is there a link?", "see there", ["code"], 1.0),
        ("is there a link?", "see https://a.example", [], 0.6),
        ("is there a link?", "see there", [], 0.0),
        ("are there slides?", "Moss (slides / video)", ["profile", "video"], 0.4),
        ("are there slides?", "Moss (slides / video)", ["article", "video"], 0.9),
        ("are there slides?", "Moss by Ida", ["profile"], 0.0),
        ("where are the slides?", "see https://a.example", [], 0.0),
        ("where did Ada write about moss?", "more on moss", ["article"], 0.75),
        ("where did Ada write about moss?", "more on moss", ["other"], 0.0),
        ("which room was the dinner in?", "it was good", ["article"], 0.0),
    ],
)
def test_a_link_is_told_by_what_hangs_from_the_text(question, text, links, surely):
    assert kind(question, text, *links) == pytest.approx(surely)


def test_where_the_event_was_is_a_place_unless_the_question_says_so():
    assert kind("where was the dinner?", "dinner, lille, late", place="Lille") == 1.0
    assert kind("where in Lille was the dinner?", "dinner, lille, late", place="Lille") == 0.0


def test_a_speaker_of_the_talk_is_a_person_unless_the_question_names_them():
    owner = talk("Moss", "Ada Byron")
    assert kind("who showed the moss?", "ada byron did", owner=owner) == 1.0
    assert kind("who showed the moss?", "somebody did", owner=owner) == 0.0
    assert kind("who showed Ada Byron the moss?", "ada byron did", owner=owner) == 0.0


def test_words_of_the_talk_s_title_are_no_names_in_it():
    owner = talk("Growing Frobber Moss")
    assert kind("who watered it?", "With Growing Frobber in hand", owner=owner) == 0.0
    assert kind("who watered it?", "With Growing Frobber in hand") > 0.0


@pytest.mark.parametrize(
    ("question", "text", "surely"),
    [
        ("where does Ada Byron work?", "She works at Brightwater.", 1.0),
        ("where does Ada Byron work?", "Moss is grown at Brightwater.", 0.0),
        ("where does she work?", "She works at Brightwater.", 1.0),
    ],
)
def test_of_whose_talk_it_is_a_pronoun_tells(question, text, surely):
    assert kind(question, text, owner=talk("Moss", "Ada Byron")) == surely


@pytest.mark.parametrize(
    ("question", "text", "surely"),
    [
        ("会場はどこ？", "森林で開催された。", 0.6),
        ("会場はどこ？", "森林で苔を育てる。", 0.0),  # で is "by" as well as "in"
        ("苔を育てるのはどこ？", "森林で苔を育てる。", 0.6),
    ],
)
def test_what_something_is_done_by_is_no_venue(question, text, surely):
    assert kind(question, text) == pytest.approx(surely)
