"""Plain sentences as authors write them in many languages, and the talk each tells of, or none.

`told_in_languages.txt` holds a line for each: language | sentence | title | speakers, parted by ", ";
"-" for a title where no talk is told of. The lines are sorted by language.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from bot.parsing import read_recap


class Line(NamedTuple):
    """One line of the table."""

    language: str
    sentence: str
    title: str
    speakers: str


def _lines() -> list[Line]:
    text = Path(__file__).with_name("told_in_languages.txt").read_text(encoding="utf-8")
    return [Line(*map(str.strip, f"{line} ".split(" | "))) for line in text.splitlines() if line]


LINES = _lines()


def test_the_table_is_sorted_by_language() -> None:
    languages = [line.language for line in LINES]
    assert languages == sorted(languages)


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line.language}: {line.sentence}")
def test_a_plain_sentence_tells_of_its_talk(line: Line) -> None:
    text = f"# BarkConf 2046\n\n{line.sentence}\n"
    found = [(talk.title, ", ".join(talk.speakers)) for talk in read_recap(text.encode(), "a.md").talks]
    assert found == ([] if line.title == "-" else [(line.title, line.speakers)])
