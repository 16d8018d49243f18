# ruff: noqa: ARG001
"""Talks told in prose."""

from __future__ import annotations

from collections.abc import Sequence

from bot.model import Event
from bot.parsing.outline import Part
from bot.parsing.passages import Note
from bot.parsing.talks.found import Found


def told_talks(
    written: Sequence[Note], claimed: set[int], found: Sequence[Found], title_part: Part | None, event: Event
) -> list[Found]:
    """The talks that sentences tell of."""
    return []
