# ruff: noqa: ARG001
"""Which event a recap is about."""

from __future__ import annotations

from bot.model import Event, ReadWarning
from bot.parsing.blocks import Document
from bot.parsing.outline import Part


def read_event(document: Document, root: Part, title_part: Part | None) -> tuple[Event, list[ReadWarning]]:
    """The event."""
    return Event(), []
