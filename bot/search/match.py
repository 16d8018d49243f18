"""FTS5 expressions, built from words alone: nothing typed can act as an operator."""

from __future__ import annotations

from collections.abc import Iterable


def word(text: str, *, prefix: bool = False) -> str:
    """One quoted word (or phrase), with `prefix` any word beginning so: `"kube"*`."""
    quoted = '"' + text.replace('"', '""') + '"'
    return quoted + "*" if prefix else quoted


def any_of(parts: Iterable[str]) -> str:
    """An expression that fits where at least one part does."""
    return "(" + " OR ".join(parts) + ")"


def all_of(parts: Iterable[str]) -> str:
    """An expression that fits where every part does."""
    return " AND ".join(parts)


def within(columns: str, expression: str) -> str:
    """The expression restricted to columns, named with blanks between: `{title names} : …`."""
    return f"{{{columns}}} : {expression}"
