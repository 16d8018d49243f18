"""What proves each talk of a layout, and what makes it likely: `tests/cases/proofs.read`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.parsing.document import read_document
from bot.parsing.outline import HEADED, Part, outline
from bot.parsing.talks.evidence import Evidence, of_heading, of_item
from bot.parsing.talks.headings import headed_talks
from bot.parsing.talks.likelihood import signs_of
from bot.parsing.talks.lists import listed_talks
from tests.parsing.layouts import layouts, written

READ = Path(__file__).parents[1] / "cases" / "proofs.read"
WAYS = layouts()


def proofs(layout: str) -> Iterator[str]:
    """A line for the heading or item of each of two talks, the second by somebody nobody knows."""
    text, _ = written(layout, "1 of 2 known")
    root = outline(read_document(text.encode(), "notes.md"))
    parts = [part for part in root.walk() if part.kind == "item" or (part.kind in HEADED and part.level > 1)]
    seen = {part: of_item(part) if part.kind == "item" else of_heading(part) for part in parts}
    for part, signs in signs_of(seen, None).items():
        yield " | ".join([*_told(part, seen[part]), _listed(signs)]).rstrip()
    title = root.parts[0]
    headed = headed_talks(root, title)
    for part, evidence in {**headed, **listed_talks(root, headed, title)}.items():
        yield " | ".join(["talk", *_told(part, evidence)]).rstrip()


def _told(part: Part, seen: Evidence) -> Iterator[str]:
    titled = seen.titled
    yield f"{part.line}: {part.kind}"
    yield f"{titled.title} ({', '.join(filter(None, (titled.rule, *titled.speakers)))})"
    yield f"{part.head.text[seen.head_end :][:20]}"
    yield f"{', '.join(sorted(seen.hard))} / {', '.join(sorted(seen.soft))} / {', '.join(seen.names)}"


def _listed(signs: dict[str, float]) -> str:
    return ", ".join(f"{name} {value:.2g}" for name, value in signs.items() if value)


def cases() -> dict[str, str]:
    """What is seen in each layout, a line for each heading and item."""
    parts = READ.read_text(encoding="utf-8").split("== ")[1:]
    return dict(part.split("\n", 1) for part in parts)


@pytest.mark.parametrize("name", WAYS)
def test_what_proves_a_talk_is_seen(name: str) -> None:
    assert "".join(f"{line}\n" for line in proofs(WAYS[name])) == cases()[name]


if __name__ == "__main__":  # python -m tests.parsing.test_proofs: look at the difference before committing it
    said = (f"== {name}\n" + "".join(f"{line}\n" for line in proofs(way)) for name, way in WAYS.items())
    READ.write_text("".join(said), encoding="utf-8")
