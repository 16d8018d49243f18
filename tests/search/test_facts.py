"""Facts of an event in lines of their own: `tests/cases/search/facts.txt`."""

from pathlib import Path

import pytest

from bot.search.facts import LONGEST, label_of, labels_asked
from bot.search.question import analyse

CASES = Path(__file__).parents[1] / "cases" / "search" / "facts.txt"


def cases() -> list[list[str]]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return [line.replace(" -> ", " | ").split(" | ") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(("question", "line", "told"), cases())
def test_a_line_says_what_is_asked_for_by_its_label(question, line, told):
    assert bool(label_of(line) & labels_asked(analyse(question))) == (told == "yes")


def test_a_long_line_is_no_fact():
    assert label_of("Venue: Moss Hall")
    assert not label_of("Venue: " + "Moss " * LONGEST)
