"""Golden cases: recaps beside what is read from them (`.read`); those shipped with every passage."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.parsing.cases import IN_FULL, read, read_in_full, shipped, written


@pytest.mark.parametrize("path", written(), ids=lambda path: path.stem)
def test_a_recap_is_read_as_its_author_means_it(path: Path) -> None:
    assert read(path) == path.with_suffix(".read").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", shipped(), ids=lambda path: path.stem)
def test_a_shipped_recap_is_read_in_full(path: Path) -> None:
    assert read_in_full(path) == (IN_FULL / f"{path.name}.read").read_text(encoding="utf-8")
