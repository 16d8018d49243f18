"""Which days of an event a text names."""

import pytest

from bot.search.days import days_in


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("day 2", {2}),
        ("Day four – the longest", {4}),
        ("on the second conference day", {2}),
        ("the 4th day", {4}),
        ("on day seven", {7}),
        ("El segundo día fue mejor.", {2}),
        ("2. Tag", {2}),
        ("tweede dag", {2}),
        ("второй день", {2}),
        ("dzień 1", {1}),
        ("第二天的苔蘚", {2}),
        ("2日目", {2}),
        ("둘째 시간, 3일차", {3}),
        ("day 1 and day 3", {1, 3}),
        ("one day I will", set()),
        ("a three day course", set()),
        ("a 3 day course", set()),
        ("in 2 days", set()),
        ("day 2 operations", set()),
    ],
)
def test_a_day_is_named_by_its_number(text, days):
    assert days_in(text) == days
