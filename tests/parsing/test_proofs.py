"""What proves each talk of a layout, and what makes it likely: `tests/cases/proofs.read`.

What proves those of the golden cases, as a heading, in a list or in a table: `proofs-of-cases.read`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.parsing.document import read_document
from bot.parsing.event import read_event
from bot.parsing.outline import HEADED, Part, outline
from bot.parsing.recap import find_title
from bot.parsing.talks.evidence import Evidence, of_heading, of_item
from bot.parsing.talks.headings import headed_talks
from bot.parsing.talks.likelihood import Leaning, signs_of
from bot.parsing.talks.lists import listed_talks
from bot.parsing.talks.tables import tabled_talks
from tests.parsing.cases import written as case_files
from tests.parsing.layouts import layouts, written

READ = Path(__file__).parents[1] / "cases" / "proofs.read"
OF_CASES = READ.with_name("proofs-of-cases.read")
WAYS = layouts()


def proofs(layout: str) -> Iterator[str]:
    """A line for the heading or item of each of two talks, the second by somebody nobody knows."""
    text, _ = written(layout, "1 of 2 known")
    root = outline(read_document(text.encode(), "notes.md"))
    parts = [part for part in root.walk() if part.kind == "item" or (part.kind in HEADED and part.level > 1)]
    seen = {part: of_item(part) if part.kind == "item" else of_heading(part) for part in parts}
    for part, signs in signs_of(seen, None).items():
        yield " | ".join([*_told(part, seen[part]), _listed(signs)]).rstrip()
    yield from talks(root, root.parts[0])


def talks(root: Part, title: Part | None, leaning: Leaning | None = None) -> Iterator[str]:
    """A line for each part that is a talk by its heading, in a list or in a table."""
    headed = headed_talks(root, title, leaning or Leaning())
    found = {**headed, **listed_talks(root, headed, title)}
    for part, evidence in found.items():
        yield " | ".join(["talk", *_told(part, evidence)]).rstrip()
    for row in tabled_talks(root, set(found), title):
        told = " / ".join(cell.text for cell in row.told)
        yield f"row | {row.part.line}: {row.title} ({', '.join(row.speakers)}) | {told}".rstrip()


def of_case(path: Path) -> str:
    """The proofs of one golden case."""
    document = read_document(path.read_bytes(), path.name)
    root = outline(document)
    title = find_title(root, document.front)
    event, _ = read_event(document, root, title)
    return "".join(f"{line}\n" for line in talks(root, title, Leaning(one_day=event.day is not None)))


def _told(part: Part, seen: Evidence) -> Iterator[str]:
    titled = seen.titled
    yield f"{part.line}: {part.kind}"
    yield f"{titled.title} ({', '.join(filter(None, (titled.rule, *titled.speakers)))})"
    yield f"{part.head.text[seen.head_end :][:20]}"
    yield f"{', '.join(sorted(seen.hard))} / {', '.join(sorted(seen.soft))} / {', '.join(seen.names)}"


def _listed(signs: dict[str, float]) -> str:
    return ", ".join(f"{name} {value:.2g}" for name, value in signs.items() if value)


def cases(path: Path) -> dict[str, str]:
    """What is seen in each layout or case, a line for each heading, item and row."""
    parts = re.split(r"^== (.*)\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


SEEN, SEEN_IN_CASES = cases(READ), cases(OF_CASES)


@pytest.mark.parametrize("name", WAYS)
def test_what_proves_a_talk_is_seen(name: str) -> None:
    assert "".join(f"{line}\n" for line in proofs(WAYS[name])) == SEEN[name]


@pytest.mark.parametrize("path", case_files(), ids=lambda path: path.stem)
def test_the_talks_of_a_case_are_proved(path: Path) -> None:
    assert of_case(path) == SEEN_IN_CASES[path.name]


if __name__ == "__main__":  # python -m tests.parsing.test_proofs: look at the difference then
    said = (f"== {name}\n" + "".join(f"{line}\n" for line in proofs(way)) for name, way in WAYS.items())
    READ.write_text("".join(said), encoding="utf-8")
    OF_CASES.write_text(
        "".join(f"== {case.name}\n{of_case(case)}" for case in case_files()), encoding="utf-8"
    )
