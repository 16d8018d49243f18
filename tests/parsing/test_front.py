"""Front matter of every form, broken or not: tests/cases/front."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.parsing.document import read_document
from bot.parsing.front import split_front
from bot.parsing.limits import MAX_FRONT_BYTES
from tests.parsing.golden import cases, show_front, split_case


@pytest.mark.parametrize("path", cases("front"), ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    source, expected = split_case(path)
    assert show_front(read_document(source, path.name)) == expected


def test_front_matter_beyond_all_measure_is_told_and_not_read() -> None:
    front, rest, (doubt,) = split_front(f"---\ntitle: {'a' * MAX_FRONT_BYTES}\n---\nMoss.\n")
    assert (front.values, rest.strip()) == ({}, "Moss.")
    assert (doubt.line, doubt.message) == (1, "The front matter is longer than 8 KiB and was not read.")


MARKS = st.sampled_from([*"{}[]a-'\"#,|> \n", "a" * 9000]) | st.sampled_from(
    """---
    +++
    "title":
    title:
    title =
    .. date:
    :tag:
    <!--
    *x
    &x
    <<:
    2024-02-30
    !!python/name:os
    @def a = 1""".replace("    ", "").split("\n")
).map(lambda mark: f"{mark} ")


@given(st.lists(MARKS, max_size=30).map("".join))
def test_any_top_of_a_file_is_read_and_the_rest_stays_on_its_line(text: str) -> None:
    front, rest, doubts = split_front(text)
    assert len(rest.split("\n")) == len(text.split("\n"))
    assert all(1 <= line <= text.count("\n") + 1 for line in front.lines.values())
    assert all(1 <= doubt.line <= text.count("\n") + 1 for doubt in doubts)
    for mine, theirs in zip(rest.split("\n"), text.split("\n"), strict=True):
        assert theirs.endswith(mine)
