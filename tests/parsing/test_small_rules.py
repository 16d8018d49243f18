"""What small rules of reading say of a text: `tests/cases/rules.txt`."""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

CASES = Path(__file__).parents[1] / "cases" / "rules.txt"


def cases() -> Iterator[tuple[str, str, Any]]:
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            rule, case = line.split(" | ", 1)
            text, _, said = case.rpartition(" -> ")
            yield rule, json.loads(text), json.loads(said)


@pytest.mark.parametrize(("rule", "text", "said"), list(cases()))
def test_a_small_rule_says_of_a_text(rule: str, text: str, said: Any) -> None:
    module, _, name = rule.rpartition(".")
    found = getattr(importlib.import_module(f"bot.parsing.{module}"), name)(text)
    if isinstance(found, tuple | frozenset):
        found = sorted(found)
    assert found == said
