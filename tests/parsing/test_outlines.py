"""The tree that each layout becomes: what is a heading, an item or text, and below what: `outlines.read`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.parsing.document import read_document
from bot.parsing.outline import Part, outline
from tests.parsing.layouts import layouts, written

READ = Path(__file__).parents[1] / "cases" / "outlines.read"
WAYS = layouts()


def tree(layout: str) -> str:
    """A line for each part, further in the further below; what it is cued by stands behind it."""
    text, _ = written(layout, "below cue")
    return "".join(f"{line}\n" for line in _lines(outline(read_document(text.encode(), "notes.md")), 0))


def _lines(part: Part, depth: int) -> Iterator[str]:
    for below in part.parts:
        what = f"{below.kind} {below.level}" if below.level else f"{below.kind} {below.block}".strip()
        words = below.head.text.replace("\n", " / ")
        cue = f" < {below.cue.head.text[:9]}" if below.cue else ""
        yield f"{below.line:>3} {'  ' * depth}{what}: {words}{cue}"
        yield from _lines(below, depth + 1)


def cases() -> dict[str, str]:
    """The trees by layout."""
    parts = re.split(r"^== (.*)\n", READ.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


TREES = cases()


@pytest.mark.parametrize("name", WAYS)
def test_a_layout_becomes_a_tree(name: str) -> None:
    assert tree(WAYS[name]) == TREES[name]


if __name__ == "__main__":  # python -m tests.parsing.test_outlines: look at the difference then
    READ.write_text("".join(f"== {name}\n{tree(way)}" for name, way in WAYS.items()), encoding="utf-8")
