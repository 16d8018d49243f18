"""How well a talk's head and notes explain what was typed."""

import pytest

from bot.index import Body, Head
from bot.search import weights
from bot.search.query import Reading
from bot.search.rank import score
from bot.search.terms import Term

WHOLE = weights.SHARE + weights.COVERAGE + weights.ORDER


def term(word: str, **more) -> Term:
    return Term(word, more.pop("mass", 1.0), words=more.pop("words", {word: 1.0}), **more)


def read(*words: str) -> Reading:
    return Reading(tuple(map(term, words)))


ML = term("ml", words={}, phrases={("machine", "learning"): 0.95})


def head(title: str, names: str = "", initials: str = "", *, topic: bool = False) -> Head:
    return Head(1, title, names, initials, int(topic))


@pytest.mark.parametrize(
    ("typed", "title", "names", "value"),
    [
        ("moss garden", "moss garden", "", 1.0),
        # an unordered pair, a part of the title, a word too many
        ("garden moss", "moss garden", "", weights.SHARE + weights.COVERAGE),
        ("moss garden", "moss garden fence", "", weights.SHARE + weights.COVERAGE * 2 / 3 + weights.ORDER),
        ("moss garden", "moss in garden", "", weights.SHARE + weights.COVERAGE * 2 / 2.2),
        ("moss fog", "moss garden", "", 0.5 * (weights.SHARE + weights.COVERAGE / 2)),
        ("moss", "moss", "", 1.0),
        ("fog", "moss", "", 0.0),
        # a word that is asked for twice and stands there once, or twice
        ("moss moss", "moss", "", (1 + weights.AGAIN) / 2 * (weights.SHARE + weights.COVERAGE)),
        ("moss moss", "moss moss", "", 1.0),
        # a speaker's whole name is as good as a title; half of it is not
        ("ada byron", "moss garden", "ada byron", 1.0),
        ("ada byron", "moss garden", "bo ek | ada byron", 1.0),
        (
            "ada",
            "moss garden",
            "ada byron",
            weights.IN_NAMES * (weights.SHARE + weights.COVERAGE / 4 + weights.ORDER),
        ),
        (
            "moss ada",
            "moss",
            "ada",
            (1 + weights.IN_NAMES) / 2 * WHOLE,
        ),
    ],
)
def test_the_more_is_explained_and_in_order_the_better(typed, title, names, value):
    assert score(read(*typed.split()), head(title, names)).value == pytest.approx(value)


def test_a_topic_is_worth_less_than_a_talk_of_the_same_title():
    one, other = (score(read("moss"), head("moss", topic=topic)) for topic in (False, True))
    assert other.value == pytest.approx(weights.TOPIC * one.value)
    assert other.share == one.share == 1.0


@pytest.mark.parametrize(
    ("one", "title", "initials", "quality", "read_as"),
    [
        (term("moss", words={"moss": 1.0, "mosses": 0.9}), "mosses grow", "", 0.9, "mosses"),
        (term("moss", words={"moss": 1.0, "mosses": 0.9}), "mosses moss", "", 1.0, "moss"),
        (term("mo", prefix="mo"), "moss", "", weights.PREFIX + weights.PREFIX_BY_LENGTH / 2, "moss"),
        (term("mo", prefix="mo"), "moss mode mo", "", 1.0, "mo"),
        (ML, "a machine learning", "", 0.95, "machine learning"),
        (ML, "a machine of learning", "", 0.0, "ml"),
        (term("mg", words={}, initials="mg"), "moss garden", "mg g", weights.ALL_INITIALS, "mg"),
        (term("g", words={}, initials="ga"), "moss garden", "mga ga", weights.INITIALS, "g"),
        (term("x", words={}, initials="x"), "moss garden", "mg g", 0.0, "x"),
        (term("kit"), "netkit | net kit", "", weights.IN_PARTS, "kit"),
    ],
)
def test_a_word_is_explained_by_the_surest_that_stands_there(one, title, initials, quality, read_as):
    found = score(Reading((one,)), head(title, initials=initials))
    assert found.qualities == (pytest.approx(quality),)
    assert found.read_as == (read_as,)


@pytest.mark.parametrize(
    ("one", "text", "around", "quality"),
    [
        (term("fog"), "the fog rose", "", weights.IN_NOTES),
        (term("fog"), "foggy weather", "", 0.0),
        (term("fog", stem="fog"), "all the fogs", "", weights.IN_NOTES * weights.INFLECTED),
        (
            term("foggi", stem="foggi"),
            "so foggier",
            "",
            weights.IN_NOTES * (weights.PREFIX + weights.PREFIX_BY_LENGTH * 5 / 7),
        ),
        (term("fog"), "rain", "garden fog", weights.AROUND),
        (term("fog"), "fog", "garden fog", weights.IN_NOTES),
        (ML, "of machine learning", "", weights.IN_NOTES * 0.95),
        (term("fog", filler=True), "the fog rose", "fog", 0.0),
    ],
)
def test_what_no_title_explains_the_notes_may(one, text, around, quality):
    found = score(Reading((one,)), head("moss"), Body(1, text, around))
    assert found.qualities == (pytest.approx(quality),)
    assert score(Reading((one,)), head("moss")).qualities == (0.0,)


def test_words_that_weigh_more_count_more():
    reading = Reading((term("moss", mass=3.0), term("fog", mass=1.0)))
    assert score(reading, head("moss")).share == pytest.approx(0.75)
    assert score(reading, head("fog")).share == pytest.approx(0.25)


def test_a_name_among_small_words_is_still_the_whole_name():
    reading = Reading((term("by", filler=True), term("ada"), term("byron")))
    assert (
        score(reading, head("moss", "ada byron")).share
        > score(read("by", "ada", "byron"), head("moss", "ada byron")).share
    )


def test_a_reading_without_words_explains_nothing():
    assert score(Reading(()), head("moss")).value == 0.0
