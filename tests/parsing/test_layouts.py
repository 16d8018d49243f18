"""Talks written in one way after another, and what is read of them: `tests/cases/layouts.read`."""

from __future__ import annotations

import pytest

from tests.parsing.layouts import cases, layouts, read

WAYS = layouts()
CASES = cases()


@pytest.mark.parametrize("name", WAYS)
def test_talks_are_read_in_each_layout(name: str) -> None:
    assert [(variation, read(WAYS[name], variation)) for variation, _ in CASES[name]] == CASES[name]
