"""Finding talks: however they are typed, once each, and only if they are there."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model import Alias, Command, Event
from bot.search import answer, complete
from bot.search.excerpt import excerpt
from tests.search.library import library, recap, talk

CASES = Path(__file__).parents[1] / "cases" / "search" / "talks.txt"
LAKESIDE = Event("Lakeside Days 2024", "Lakeside Days", 2024)

QUEUE = talk("Taming the Queue of a Thousand Builds", "Bo Lindqvist", text="They shed load in a brownout.")
SHOESTRING = talk(
    "Observability on a Shoestring",
    "Ingrid Halvorsen",
    text="Three dashboards are enough.",
    links=["https://video.example/v/1", "https://slides.example/burndownchart.pdf"],
    also_called=("Money Is Tight",),
)
LIBRARY = (
    recap(
        "lakeside.md",
        "The Lakeside Days",
        QUEUE,
        SHOESTRING,
        talk("GateKit in Production", "Ana Pereira", text="A proxy of two hundred lines."),
        talk("Kubernetes Upgrades Without Tears", text="Drain slowly."),
        talk("Internationalization Is Not Translation", text="Dates are the hard part."),
        talk("NodePolicyBudget", kind="topic", text="Limits how many policies a node may hold."),
        event=LAKESIDE,
        notes=["The marmalade sandwich stand had the longest line."],
    ),
    recap(
        "hills.md",
        "Hill Country Meetup",
        talk("Machine Learning Pipelines for the Rest of Us", text="Start with a spreadsheet."),
        talk("Ten Lessons from a Failed Migration", text="Lesson one: copy first."),
        talk("用星空學習分散式系統", text="時鐘不可信。"),
        talk("Наблюдаемость для всех", text="Начните с журналов."),
        talk("El síndrome del lunes", text="Nadie despliega el viernes."),
    ),
)


def asked(text, *indexes, name="talk"):
    return answer(Command(name, text), indexes)


def cases():
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            typed, _, expected = line.partition(" -> ")
            yield pytest.param(typed, expected, id=typed)


@pytest.fixture(scope="module")
def index():
    with library(*LIBRARY) as index:
        yield index


@pytest.mark.parametrize(("typed", "expected"), list(cases()))
def test_the_right_talk_comes_first(index, typed, expected):
    reply = asked(typed, index)
    if expected == "-":
        assert reply.kind == "none", reply.hits
    else:
        assert reply.kind in ("talk", "choices")
        first = reply.hits[0]
        assert (first.talk.title if first.talk else first.recap.title) == expected


def test_a_mended_query_says_how_it_was_read(index):
    assert asked("tamign queue", index).read_as == "taming queue"
    assert asked("taming queue", index).read_as is None


def test_nothing_found_says_what_was_searched_and_what_comes_close(index):
    reply = asked("kubernetes gardening", index)
    assert reply.kind == "none"
    assert (reply.searched.recaps, reply.searched.talks) == (2, 11)
    assert "Kubernetes Upgrades Without Tears" in reply.did_you_mean


def test_talks_that_fit_equally_are_a_choice():
    day_one, day_two = (talk(f"Lightning Talks, Day {n}", text="Short ones.") for n in ("One", "Two"))
    with library(recap("a.md", "A", day_one, day_two)) as index:
        reply = asked("lightning talks", index)
        assert reply.kind == "choices"
        assert len(reply.hits) == 2


@pytest.mark.parametrize(
    ("mine", "other", "same"),
    [
        ({"links": ["https://v.example/1"]}, {"links": ["https://v.example/1"]}, True),
        ({"links": ["https://v.example/1"]}, {"links": ["https://v.example/2"]}, True),
        ({}, {}, True),
    ],
)
def test_one_talk_in_two_recaps_is_one_hit_that_cites_both(mine, other, same):
    one = recap("a.md", "Notes of Ana", talk("Queues", text="One.", **mine), event=LAKESIDE)
    two = recap("b.md", "Notes of Bo", talk("Queues", text="Two.", **other), event=LAKESIDE)
    with library(one) as shared, library(two, scope="guild") as guild:
        hits = asked("queues", shared, guild).hits
        assert (len(hits) == 1) is same
        assert [ref.title for ref in hits[0].also_in] == ["Notes of Bo"]


def test_the_same_title_at_another_event_is_another_talk():
    one = recap("a.md", "A", talk("Queues", text="One."), event=Event(series="KubeCon", year=2022))
    two = recap("b.md", "B", talk("Queues", text="Two."), event=Event(series="KubeCon", year=2023))
    with library(one, two) as index:
        assert len(asked("queues", index).hits) == 2


def test_a_speaker_gets_all_their_talks_and_nobody_elses(index):
    reply = asked("ingird halvorsen", index, name="speaker")
    assert reply.kind == "speaker"
    assert [hit.talk.title for hit in reply.hits] == [SHOESTRING.title]
    assert asked("Queue", index, name="speaker").kind == "none"


def test_an_alias_typed_in_full_goes_first():
    alias = Alias("the big one", "The Big One", "shared", "lakeside.md", QUEUE.key)
    with library(*LIBRARY, aliases=[alias]) as index:
        assert asked("The big one!", index).hits[0].talk == QUEUE
    with library(*LIBRARY, aliases=[replace(alias, talk=None)]) as index:
        reply = asked("the BIG one", index)
        assert (reply.kind, reply.recaps[0].recap.title) == ("recap", "The Lakeside Days")


def test_words_that_stand_only_in_the_notes_are_shown_with_the_talk():
    text = "A summary first.\n" + "Nothing of note here.\n" * 5 + "The zeppelin came last."
    one = replace(talk("Airships", text=text), summary="A summary first.")
    assert "zeppelin" in excerpt(one, ["zeppelin"])
    assert excerpt(one, ["summary"]) == "A summary first."
    assert len(excerpt(one, ["zeppelin"], limit=60)) <= 60


def test_suggestions_begin_with_what_is_new_and_follow_what_is_typed(index):
    assert complete("talk", "", (index,))[0] in {t.title for t in LIBRARY[1].talks}
    assert complete("talk", "tamin", (index,)) == (QUEUE.title,)
    assert complete("speaker", "ingr", (index,)) == ("Ingrid Halvorsen",)
    assert complete("recap", "lakes", (index,)) == ("The Lakeside Days",)


# --- whatever is typed --------------------------------------------------------------------

_PIECES = [
    "queue",
    "queu",
    '"',
    "'",
    "*",
    "^",
    "AND",
    "OR",
    "NOT",
    "NEAR(a b)",
    "title:",
    "{",
    "(",
    "-",
    "星空",
]
_typed = st.text(max_size=60) | st.lists(st.sampled_from(_PIECES), max_size=8).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(typed=_typed, name=st.sampled_from(["talk", "speaker"]))
def test_no_words_raise_and_no_operator_acts(index, typed, name):
    reply = asked(typed, index, name=name)
    assert all(0 <= hit.score <= 1 for hit in reply.hits)
    assert len({(hit.recap.id, hit.talk and hit.talk.key) for hit in reply.hits}) == len(reply.hits)
    suggested = complete(name, typed, (index,))
    assert len(suggested) == len(set(suggested)) <= 25
    assert all(0 < len(value) <= 100 for value in suggested)


@settings(max_examples=60, deadline=None)
@given(typed=_typed)
def test_an_empty_library_of_ones_own_changes_nothing(index, typed):
    with library(scope="guild") as empty:
        assert asked(typed, index, empty) == asked(typed, index)


@pytest.mark.parametrize("split", [1, 2, 4])
def test_scores_mean_the_same_however_the_recaps_are_spread(split):
    colours = ("red", "blue", "green", "grey")
    every = [
        recap(f"{i}.md", f"Recap {i}", talk(f"{colour} queues for everyone", text=f"About {colour}."))
        for i, colour in enumerate(colours)
    ]
    own = library(*every[split:], scope="guild")
    with library(*every) as whole, library(*every[:split]) as shared, own as guild:
        together = asked("blue queues", whole).hits
        apart = asked("blue queues", shared, guild).hits
    assert [(hit.talk, hit.score) for hit in apart] == [(hit.talk, hit.score) for hit in together]


def test_a_syllable_may_still_be_being_typed():
    korean = talk("법률을 디버깅하다", "김재윤", text="코드처럼 읽는 법.")
    with library(recap("a.md", "A", korean, talk("Debugging", text="Step by step."))) as index:
        for typed in ("김재유", "김재윤"):
            assert asked(typed, index).hits[0].talk.title == "법률을 디버깅하다"
        assert asked("김재위", index).kind == "none"


def test_among_very_many_those_with_the_fillers_too_come_first():
    many = [talk(f"Sources, part {number}", text="Notes.") for number in range(100)]
    with library(recap("a.md", "A", *many, talk("Looking at Sound", text="Waves."))) as index:
        assert asked("looking sou", index).hits[0].talk.title == "Looking at Sound"
