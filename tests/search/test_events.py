"""Which event is meant: years, days, places, regions, misspelt."""

import pytest

from bot.model import Event, RecapRef
from bot.search.events import Fitting, read_query, same_event, words_of

YEARS = (2019, 2023)
READ = [
    ("gardencon 2019", (("gardencon",), 2019, None, None)),
    ("gardencon '19", (("gardencon",), 2019, None, None)),
    ("gardencon 19", (("gardencon",), 2019, None, None)),
    ("recap of gardencon", (("gardencon",), None, None, None)),
    ("gardencon november 2019", (("gardencon",), 2019, 11, None)),
    ("gardencon day 2", (("gardencon",), None, None, 2)),
    ("gardencon second day", (("gardencon",), None, None, 2)),
    ("2nd day gardencon", (("gardencon",), None, None, 2)),
    ("second conference day", ((), None, None, 2)),
    ("gardencon zweiter tag", (("gardencon",), None, None, 2)),
    ("", ((), None, None, None)),
]


@pytest.mark.parametrize(("typed", "read"), READ)
def test_typed_words_are_understood(typed, read):
    query = read_query(typed, YEARS)
    assert (query.words, query.year, query.month, query.day) == read


def test_a_misspelt_ordinal_counts_only_if_no_recap_holds_the_word():
    assert read_query("secnod day", YEARS, lambda word: False).day == 2
    assert read_query("secnod day", YEARS, lambda word: True).day is None


RECAP = RecapRef(
    "shared", 1, "gc.md", "Notes from the green hall",
    Event("GardenCon NA 2019", "GardenCon", 2019, "NA", "San Diego", None, "2019-11-23"),
)  # fmt: skip


GOES_BY = (
    "gardencon 2019",
    "gardncon 19",
    "gardencon san diego",
    "gardencon sd",
    "sandiego",
    "gardencon north america",
    "gardencon november 2019",
    "green hall",
)
NOT_BY = ("gardencon 2018", "gardencon paris", "fishcon 2019")


@pytest.mark.parametrize(("typed", "good"), [*((t, True) for t in GOES_BY), *((t, False) for t in NOT_BY)])
def test_a_recap_goes_by_the_words_of_its_event(typed, good):
    event = words_of(RECAP)
    fitting = Fitting(read_query(typed, YEARS), sorted(event.named | event.around))
    assert (fitting.of(event, lambda word: 0.0) > 0.72) is good


def test_recaps_of_one_event_belong_together_unless_something_printed_differs():
    other = RecapRef("shared", 2, "x.md", "Another", Event(series="GardenCon", year=2019))
    elsewhere = RecapRef("shared", 3, "y.md", "Third", Event(series="GardenCon", year=2019, place="Lyon"))
    assert same_event(RECAP, other)
    assert not same_event(RECAP, elsewhere)
