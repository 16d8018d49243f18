"""The pictures in docs/ show what the code makes today: their messages are compared, not their pixels."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from docs.render.examples import examples
from tests.rendering.discord_rules import refusals

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"


@pytest.mark.parametrize("name", examples())
def test_a_picture_is_of_the_message_that_is_sent(name: str) -> None:
    typed, message = examples()[name]
    kept = json.loads((PICTURES / f"{name}.json").read_text(encoding="utf-8"))
    assert kept == {"typed": typed, "message": message}, "run: python -m docs.render.pictures"
    assert (PICTURES / f"{name}.png").exists()


@pytest.mark.parametrize("name", examples())
def test_it_is_one_that_discord_takes(name: str) -> None:
    assert refusals(examples()[name][1]) == []
