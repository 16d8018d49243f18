"""Lines that stand in for headings, with no mark to say so."""

from __future__ import annotations

import pytest

from bot.parsing.document import read_document
from bot.parsing.headlines import is_bare_heading
from bot.parsing.rich import rich


@pytest.mark.parametrize(
    ("line", "below", "heads"),
    [
        ("Moss on old walls", "It grows.", True),
        ("Moss on old walls.", "It grows.", False),
        ("moss on old walls", "It grows.", False),
        ("Moss on [old walls](https://a.example)", "It grows.", False),
        ("Moss on old walls", "---", False),
        ("Moss on old walls", "# Ferns", False),
        ("Moss on old walls:", "- It grows.", True),
        ("What we saw of moss:", "- It grows.", False),  # leads up to the list
        ("What we saw of moss:", "It grows.", True),
        ("What we saw of moss on walls:", "It grows.", False),
        ("My notes from the talks:", "- It grows.", True),
    ],
)
def test_a_short_line_heads_what_stands_below(line: str, below: str, heads: bool) -> None:
    shown, following = read_document(f"{line}\n\n{below}\n".encode(), "notes.txt").blocks
    assert is_bare_heading(rich(shown.spans), following) == heads


def test_the_last_line_heads_nothing() -> None:
    (shown,) = read_document(b"Moss on old walls\n", "notes.txt").blocks
    assert not is_bare_heading(rich(shown.spans), None)
