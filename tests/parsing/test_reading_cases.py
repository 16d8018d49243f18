"""Golden cases: each recap in tests/cases/reading beside what is read from it (`.read`)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.parsing.cases import read, written


@pytest.mark.parametrize("path", written(), ids=lambda path: path.stem)
def test_a_recap_is_read_as_its_author_means_it(path: Path) -> None:
    assert read(path) == path.with_suffix(".read").read_text(encoding="utf-8")
