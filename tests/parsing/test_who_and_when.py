"""Who a sentence calls the speaker, and which year an event is of."""

from __future__ import annotations

import pytest

from bot.parsing import read_recap
from bot.parsing.speakers import mentions
from bot.parsing.talks.bringers import named_as_speakers


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("The speaker was Ada Byron.", ["Ada Byron"]),
        (
            "The speaker was Ada Byron, Jane Smith and Tom Miller.",
            ["Ada Byron", "Jane Smith", "Tom Miller"],
        ),
        ("The speaker was Ada Byron, while Jane Smith slept.", ["Ada Byron"]),
        ("It was taught by Ada Byron and Jane Smith.", ["Ada Byron", "Jane Smith"]),
        ("Ada Byron, the speaker, was late.", ["Ada Byron"]),
        ("Jane Smith met Ada Byron.", []),
    ],
)
def test_those_called_the_speakers_are_told_from_others(text: str, called: list[str]) -> None:
    assert named_as_speakers(text, mentions(text)) == called


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("---\nyear: 2019\ntitle: ElmConf 2018\n---\nMoss.\n", 2019),
        ("---\nyear: in 2019\n---\n# ElmConf 2018\n\nMoss.\n", 2019),
        ("---\nyear: soon\n---\n# ElmConf 2018\n\nMoss.\n", 2018),
        ("---\nevent: ElmConf 2017\n---\n# ElmConf 2018\n\nMoss.\n", 2017),
        ("# ElmConf\n\nThe ElmConf 2016 was wet.\n", 2016),
        ("# ElmConf\n\nMoss was wet.\n", None),
        ("# ElmConf\n\n3 May 2015\n\nMoss.\n", 2015),
    ],
)
def test_the_year_is_the_one_printed_closest_to_the_event(text: str, year: int | None) -> None:
    assert read_recap(text.encode(), "notes.md").event.year == year
