"""Cutting from one mark to another in one pass, however many marks are left unclosed."""

from __future__ import annotations

import re
from collections.abc import Callable


def replace_between(
    text: str, opening: re.Pattern[str], closing: re.Pattern[str], replace: Callable[[str], str]
) -> str:
    """Each stretch of text from an opening to the next closing mark, replaced as a whole."""
    parts: list[str] = []
    at = 0
    while (start := opening.search(text, at)) and (end := closing.search(text, start.end())):
        parts += [text[at : start.start()], replace(text[start.start() : end.end()])]
        at = end.end()
    return "".join(parts) + text[at:]


def blank_between(text: str, opening: re.Pattern[str], closing: re.Pattern[str]) -> str:
    """The text without what stands between two marks; every line stays on its line."""
    return replace_between(text, opening, closing, lambda cut: "\n" * cut.count("\n"))
