"""The one wording of hits, events and dates that every door shows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Event, Searched
from bot.rendering.shown import count, event_line, event_name, fit, near_things, searched, when


@pytest.mark.parametrize(
    ("event", "name"),
    [
        (Event(), None),
        (Event(year=2019), "2019"),
        (Event(series="KubeCon"), "KubeCon"),
        (Event(series="KubeCon", year=2023, edition="NA"), "KubeCon NA 2023"),
        (Event(name="KubeCon San Diego", series="KubeCon", year=2019), "KubeCon San Diego 2019"),
        (Event(name="RustConf 2020", series="RustConf", year=2020), "RustConf 2020"),
        (Event(name="KubeConNA'23", year=2023), "KubeConNA'23"),
        (Event(name="SREcon", year=2018, day=2), "SREcon 2018, day 2"),
    ],
)
def test_an_event_is_named_as_one_would_say_it(event, name):
    assert event_name(event) == name


@pytest.mark.parametrize(
    ("date", "said"),
    [
        (None, None),
        ("2019-11-23", "23 November 2019"),
        ("2019-11", "November 2019"),
        ("2019", "2019"),
        ("2019-02-30", None),
        ("soon", "soon"),
    ],
)
def test_a_date_is_said_as_far_as_it_is_known(date, said):
    assert when(Event(date=date)) == said


def test_an_event_line_holds_what_is_known():
    event = Event(name="KubeCon San Diego", year=2019, place="San Diego", date="2019-11-23")
    assert event_line(event) == "KubeCon San Diego 2019 · San Diego · 23 November 2019"
    assert event_line(Event()) == ""


def test_counts_and_extents_read_like_sentences():
    assert count(1, "talk") == "1 talk"
    assert count(21715, "talk") == "21,715 talks"
    assert searched(Searched(5, 74)) == "the 5 recaps here (74 talks and topics)"
    assert searched(Searched(1, 1)) == "the one recap here (1 talk or topic)"
    assert near_things(3, "figs") == "Several things are near “figs”: which one?"
    assert near_things(1, "figs") == "Is this “figs”?"
    assert searched(Searched()) == "the recaps here (there are none yet)"


@pytest.mark.parametrize(
    ("text", "limit", "fitted"),
    [
        ("One. Two. Three.", 20, "One. Two. Three."),
        ("One two three. Four five six.", 20, "One two three."),
        ("One two three four five six", 20, "One two three four…"),
        ("これは文です。これも文です。", 10, "これは文です。"),
        ("x" * 30, 10, "x" * 9 + "…"),
    ],
)
def test_text_is_cut_at_the_end_of_a_sentence_or_word(text, limit, fitted):
    assert fit(text, limit) == fitted


@given(st.text(), st.integers(min_value=1, max_value=60))
def test_fitted_text_never_exceeds_its_limit(text, limit):
    assert len(fit(text, limit)) <= limit
