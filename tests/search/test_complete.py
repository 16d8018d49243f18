"""What is suggested while somebody types."""

from dataclasses import replace

import pytest

from bot.model import Answer, Event, Hit, RecapRef
from bot.search import complete
from tests.search.library import library, recap, talk

ELM = Event("ElmConf EU 2018", "ElmConf", 2018, "EU", "Lille")
RECAPS = (
    recap(
        "elm.md",
        "Notes of the hall",
        talk("Moss at night", "Ada Byron", "Bo Ek", text="Moss sleeps."),
        talk("Ferns", "Ada Lind", text="Ferns are old."),
        talk("M" * 120, text="Too long."),
        event=ELM,
    ),
    recap("oak.md", "Oak Days", talk("Oaks", "Cy Roe", text="Oaks."), event=Event("OakCon", year=2021)),
)
REF = RecapRef("shared", 1, "elm.md", "Notes of the hall", ELM)
MOSS = RECAPS[0].talks[0]


@pytest.fixture(scope="module")
def indexes():
    with library(*RECAPS) as index:
        yield (index,)


@pytest.mark.parametrize(
    ("name", "typed", "suggested"),
    [
        ("talk", "fer", ("Ferns",)),
        ("talk", "mos nig", ("Moss at night",)),
        ("talk", "zzz", ()),
        ("speaker", "ada", ("Ada Lind", "Ada Byron")),
        ("speaker", "lind", ("Ada Lind",)),
        ("speaker", "byrn", ("Ada Byron",)),
        ("speaker", "zzz", ()),
        ("recap", "hall", ("Notes of the hall",)),
        ("recap", "lil elm", ("Notes of the hall",)),
        ("recap", "2021", ("Oak Days",)),
        ("recap", "oakcon", ("Oak Days",)),
        ("recap", "lille oak", ()),
        ("recap", "", ("Oak Days", "Notes of the hall")),
        ("recaps", "", ("2021", "2018")),
        ("recaps", "202", ("2021",)),
        ("recaps", "19", ()),
    ],
)
def test_what_is_typed_is_completed(indexes, name, typed, suggested):
    assert complete(name, typed, indexes) == suggested


def test_with_nothing_typed_what_is_new_comes_first(indexes):
    assert complete("talk", " ", indexes) == ("Oaks", "Moss at night", "Ferns", "M" * 99 + "…")
    assert complete("speaker", "", indexes) == ("Cy Roe", "Ada Byron", "Bo Ek", "Ada Lind")


@pytest.mark.parametrize(
    ("name", "reply", "first"),
    [
        ("talk", Answer("talk", "moss", (Hit(REF, MOSS, 1.0),)), "Moss at night"),
        ("recap", Answer("recap", "elm", (Hit(REF, None, 1.0),)), "Notes of the hall"),
        ("talk", Answer("choices", "moss", (Hit(REF, MOSS, 1.0),)), "Oaks"),
        ("talk", Answer("none", "moss"), "Oaks"),
        ("speaker", Answer("speaker", "ek", (Hit(REF, MOSS, 1.0),)), "Bo Ek"),
        ("speaker", Answer("speaker", "ekk", (Hit(REF, MOSS, 1.0),), read_as="ek"), "Bo Ek"),
        ("speaker", Answer("speaker", "ek", (Hit(REF, None, 1.0),)), "Cy Roe"),
    ],
)
def test_what_is_asked_for_often_comes_before_what_is_new(indexes, name, reply, first):
    assert complete(name, "", indexes, [reply])[0] == first


def test_what_is_both_popular_and_new_is_suggested_once(indexes):
    popular = [Answer("talk", "ferns", (Hit(REF, RECAPS[0].talks[1], 1.0),))]
    suggested = complete("talk", "", indexes, popular)
    assert suggested[0] == "Ferns"
    assert suggested.count("Ferns") == 1


def test_at_most_what_discord_takes_is_suggested():
    many = [talk(f"Moss {number}", text="Moss.") for number in range(40)]
    with library(recap("a.md", "A", *many, replace(many[0], key="x", title=" "))) as index:
        assert len(complete("talk", "", (index,))) == 25
        assert len(complete("talk", "moss", (index,))) == 25
        assert all(complete("talk", "", (index,)))
