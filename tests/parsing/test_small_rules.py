"""What small rules of reading say of a text: `tests/cases/rules.txt`."""

from __future__ import annotations

import dataclasses
import importlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

CASES = Path(__file__).parents[1] / "cases" / "rules.txt"


def cases() -> Iterator[tuple[str, list[Any], Any]]:
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            rule, case = line.split(" | ", 1)
            given, _, said = case.rpartition(" -> ")
            yield rule, json.loads(f"[{given}]"), json.loads(said)


def plain(found: Any) -> Any:
    """What a rule says, as JSON would have it: sets in order, whatever has parts as a list of them."""
    if found is None or isinstance(found, str | int | float):
        return found
    if isinstance(found, set | frozenset):
        return sorted(found)
    if dataclasses.is_dataclass(found) and not isinstance(found, type):
        return plain(dataclasses.astuple(found))
    return [plain(one) for one in found]


@pytest.mark.parametrize(("rule", "given", "said"), list(cases()))
def test_a_small_rule_says_of_a_text(rule: str, given: list[Any], said: Any) -> None:
    module, _, name = rule.rpartition(".")
    assert plain(getattr(importlib.import_module(f"bot.parsing.{module}"), name)(*given)) == said
