"""What is read of the event, the author and the source: `tests/cases/facts.txt`."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest

from bot.parsing import read_recap

CASES = Path(__file__).parents[1] / "cases" / "facts.txt"


def cases() -> list[tuple[str, dict[str, Any]]]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    written = [line.rpartition(" -> ") for line in lines if line and not line.startswith("#")]
    return [(json.loads(text), json.loads(said)) for text, _, said in written]


def facts(text: str) -> dict[str, Any]:
    """All that is known of a recap but its talks."""
    recap = read_recap(text.encode(), "notes.md")
    known = dataclasses.asdict(recap.event)
    known |= {"author": recap.author, "source": recap.source_url, "tags": list(recap.tags)}
    known["warnings"] = [
        f"{warning.line}: {warning.message}"
        for warning in recap.warnings
        if not warning.message.startswith(("No talks", "No event"))
    ]
    return {key: value for key, value in known.items() if value not in (None, [])}


@pytest.mark.parametrize(("text", "said"), cases())
def test_facts_of_a_recap(text: str, said: dict[str, Any]) -> None:
    assert facts(text) == said
