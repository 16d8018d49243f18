"""Which event is meant: years, days, places, regions, misspelt."""

import pytest

from bot.model import Event, RecapRef
from bot.search.events import Fitting, newest, read_query, same_event, words_of

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


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("gardencon 2019-2023", (("gardencon",), 2019, None, None)),
        ("gardencon 24", (("gardencon", "24"), None, None, None)),
        ("19", (("19",), None, None, None)),
        ("gardencon may", (("gardencon", "may"), None, None, None)),
        ("gardencon may 2019", (("gardencon",), 2019, 5, None)),
        ("march april gardencon", (("april", "gardencon"), None, 3, None)),
        ("gardencon day 15", (("gardencon", "day", "15"), None, None, None)),
        ("gardencon day 14", (("gardencon",), None, None, 14)),
        ("day two of gardencon", (("gardencon",), None, None, 2)),
        ("gardencon 第二天", (("gardencon",), None, None, 2)),
        ("gardencon gardencon", (("gardencon",), None, None, None)),
        ("recap notes", (("recap", "notes"), None, None, None)),
    ],
)
def test_numbers_and_small_words_are_read_by_what_stands_beside_them(typed, read):
    query = read_query(typed, YEARS)
    assert (query.words, query.year, query.month, query.day) == read


def test_what_was_typed_is_kept_and_what_asks_for_the_newest_is_told_apart():
    query = read_query("the latest recap of gardencon", YEARS)
    assert query.words == ("gardencon",)
    assert query.newest
    assert query.asks
    assert query.names
    assert "recap" in query.fillers
    assert query.typed == ("the", "latest", "recap", "of", "gardencon")
    assert not read_query("latest", YEARS).names
    assert read_query("latest", YEARS).asks
    assert not read_query("", YEARS).asks


@pytest.mark.parametrize(
    ("typed", "fit"),
    [
        ("gardencon", 1.0),
        ("gc", 0.95),  # of its file's name
        ("gardenc", 0.88),
        ("sd", 0.86),
        ("gardemcon", 0.84),
        ("g", 0.0),
        ("fishcon", 0.0),
        ("gardencon fishcon", 0.5),
        ("gardencon 2019", 1.0),
        ("gardencon 2018", 1 / 3),
        ("gardencon november", 1.0),
        ("gardencon may 2019", 2 / 4),
        ("gardencon day 2", 0.75),  # it does not say which day
        ("latest", 1.0),
        ("san diego", 1.0),
        ("san diega", (1 + 0.84) / 2),
    ],
)
def test_how_well_a_recap_meets_each_word(typed, fit):
    event = words_of(RECAP)
    fitting = Fitting(read_query(typed, YEARS), sorted(event.named | event.around | event.short))
    assert fitting.of(event, lambda word: 0.0) == pytest.approx(fit)


def test_a_word_of_the_text_counts_as_surely_as_the_text_holds_it():
    event = words_of(RECAP)
    query = read_query("gardencon lanterns day 2", YEARS)
    fitting = Fitting(query, sorted(event.named))
    texts = {"lanterns": 0.6, "day 2": 0.9}
    assert fitting.of(event, lambda word: texts.get(word, 0.0)) == pytest.approx((1 + 0.6 + 0.9) / 3)


def test_a_recap_that_names_the_kind_of_recap_asked_for_is_a_little_ahead():
    event = words_of(RECAP)
    query = read_query("fishcon notes", YEARS)
    assert query.fillers == ("notes",)
    assert Fitting(query, sorted(event.named)).of(event, lambda word: 0.0) == pytest.approx(0.02)


def test_two_years_apart_or_of_no_series_are_no_one_event():
    one = RecapRef("shared", 2, "x.md", "Another", Event(series="GardenCon", year=2018))
    none = RecapRef("shared", 3, "y.md", "Third", Event(year=2019))
    eu = RecapRef("shared", 4, "z.md", "Fourth", Event(series="gardencon", year=2019, edition="EU"))
    yearless = RecapRef("shared", 5, "v.md", "Fifth", Event(series="GardenCon"))
    assert not same_event(RECAP, one)
    assert not same_event(none, none)
    assert not same_event(RECAP, eu)
    assert not same_event(yearless, yearless)
    assert same_event(RECAP, RECAP)


def test_the_newest_is_of_the_latest_day():
    refs = [
        RecapRef("shared", number, f"{number}.md", "R", event)
        for number, event in enumerate(
            (Event(year=2019), Event(date="2019-11-23"), Event(year=2018), Event())
        )
    ]
    assert newest(refs) is refs[1]
    assert newest([refs[0], refs[2], refs[3]]) is refs[0]


def test_words_are_no_long_form_of_a_part_of_one_of_them():
    event = words_of(RecapRef("shared", 1, "x.md", "Notes", Event("PyCon NYC", "PyCon", 2019)))
    words = sorted(event.named | event.around | event.short)
    assert Fitting(read_query("pycon yokohama", YEARS), words).of(event, lambda word: 0.0) == 0.5
    assert Fitting(read_query("new york", YEARS), words).of(event, lambda word: 0.0) == 0.86


def test_a_recap_goes_by_the_words_of_its_file_and_tags_but_not_of_its_folder():
    ref = RecapRef("shared", 1, "drafts/2017/pond-life.v2.md", "Notes", Event(), tags=("Water lilies",))
    event = words_of(ref)
    assert event.around == {"pond", "life", "v2", "water", "lilies"}
    assert event.year == 2017
    assert event.month is None
    assert words_of(RecapRef("shared", 1, "x.md", "Notes of 2016", Event(date="2018-05-03"))).month == 5


def test_a_recap_goes_by_its_region_in_full_and_in_short():
    for edition in ("NA", "North America"):
        named = words_of(
            RecapRef("shared", 1, "x.md", "Notes", Event(series="ElmConf", edition=edition))
        ).named
        assert {"na", "north", "america", "elmconf", "notes"} <= named
