"""Names that admins gave: an alias typed in full goes before everything the search would find."""

from __future__ import annotations

from collections.abc import Sequence

from bot.index import Index
from bot.model import Alias, Hit
from bot.words import named


def aliased(typed: str, indexes: Sequence[Index]) -> Hit | None:
    """The talk or recap (talk None) that `typed` is an alias of, if its target is still there."""
    if not any(index.aliases() for index in indexes):
        return None
    name = named(typed)
    for index in reversed(indexes):
        for alias in index.aliases():
            if name and alias.name == name and (hit := _target(alias, indexes)):
                return hit
    return None


def _target(alias: Alias, indexes: Sequence[Index]) -> Hit | None:
    for index in indexes:
        if index.scope != alias.scope or (recap := index.recap_of_file(alias.file)) is None:
            continue
        if alias.talk is None:
            ref = next((ref for ref in index.recaps() if ref.id == recap), None)
            return Hit(ref, None, 1.0) if ref else None
        entry = index.entry_by_key(recap, alias.talk)
        return Hit(entry.recap, entry.talk, 1.0) if entry else None
    return None
