# ruff: noqa: ARG001
"""Topics."""

from __future__ import annotations

from collections.abc import Sequence

from bot.model import Event
from bot.parsing.outline import Part
from bot.parsing.passages import Note
from bot.parsing.talks.found import Found


def find_topics(
    written: Sequence[Note], talks: Sequence[Found], title_part: Part | None, event: Event
) -> list[Found]:
    """The topics."""
    return []
