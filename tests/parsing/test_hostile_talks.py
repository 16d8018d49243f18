"""Looking for talks costs in proportion to the file: twice the lines, twice the work.

Work is counted in calls of functions, which no busy machine changes.
"""

from __future__ import annotations

import cProfile
import pstats

import pytest

from bot.parsing import read_recap

TWICE = 2.4
"""What twice the file may cost; a step that looks at every line for every line costs four times as much."""

SHAPES = {
    "headings": "## Ants at work {n} - Ada Lovelace\n\nwe saw ant {n}\n\n",
    "headings without talks": "## {n}\n\nant\n\n",
    "bold lines": "**Ants at work {n}**\n\nAda Lovelace showed ant {n}.\n\n",
    "bold words before text": "**Old ants {n} walk.** They do it.\n\n",
    "words above addresses": "Ants {n} at work by Ada Lovelace\nhttps://youtu.be/ant{n}\n\n",
    "titles in quotation marks": '"Ants at work {n}" by Ada Lovelace is good.\n\n',
    "items": "- Ants {n} at work by Ada Lovelace\n",
    "items with links": "- [Ants {n} at work](https://youtu.be/ant{n}) by Ada Lovelace\n",
    "items of people": "- Ada Lovelace {n} (Acme)\n",
    "items that lead up to a talk": "- Watch [Ada’s](https://twitter.com/ada{n}) talk [Old ants](https://youtu.be/{n})\n",
    "sentences": "Ada Lovelace gave a talk about ant {n}.\n\n",
    "quotations": '> [@ada{n}](https://twitter.com/ada{n})\'s "ants at work {n}".\n\n',
    "the same talk again": "## Ants at work\n\n- ant {n}\n\n",
    "lines of one word": "Ants{n}\n\nant\n\n",
    "towns": "We stayed in Berlin and flew to Oslo {n}.\n\n",
    "times": "10:00 Ants {n} at work\n\n",
}
BEFORE = {"alone": "", "below a heading of talks": "# Talks\n\n"}


def work(text: str) -> int:
    """How many functions reading a text calls."""
    profile = cProfile.Profile()
    profile.enable()
    read_recap(text.encode(), "a.md")
    profile.disable()
    return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]


@pytest.mark.parametrize("before", BEFORE.values(), ids=BEFORE)
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_twice_the_lines_are_twice_the_work(shape: str, before: str) -> None:
    lines = [shape.replace("{n}", str(number)) for number in range(120)]
    read_recap((before + lines[0]).encode(), "a.md")  # what is read once for all files
    assert work(before + "".join(lines[:60])) * TWICE >= work(before + "".join(lines))


def test_twice_the_rows_are_twice_the_work() -> None:
    head = "| Talk | Who | Notes |\n|---|---|---|\n"
    rows = [f"| Ants {number} at work | Ada Lovelace | ant {number} |\n" for number in range(120)]
    read_recap((head + rows[0]).encode(), "a.md")
    assert work(head + "".join(rows[:60])) * TWICE >= work(head + "".join(rows))


def test_a_paragraph_that_leads_far_below_is_looked_for_once() -> None:
    def text(lines: int) -> str:
        between = "".join(f"plain words {number}\n\n" for number in range(lines))
        return (
            f'"Ants at work" by Ada Lovelace is good.\n\n{between}"Bees at work" by Ada Lovelace is better.\n'
        )

    read_recap(text(1).encode(), "a.md")
    assert work(text(60)) * TWICE >= work(text(120))


@pytest.mark.timeout(60)
@pytest.mark.parametrize("before", ["# ", "# Moss\n\n", "---\ntitle: Moss\ndescription: "])
@pytest.mark.parametrize(
    "unit", ["a", "A-", "大会", "第8回", "Ab day ", "#1 ", "was held in ", "May 5 ", "at Elmspan "]
)
def test_one_endless_title_or_line_is_read_in_time(unit: str, before: str) -> None:
    text = before + unit * (64 * 1024 // len(unit))
    text += "\n---\nMoss.\n" if before.startswith("---") else "\n\nMoss.\n"
    assert read_recap(text.encode(), "a.md").event.place is None
