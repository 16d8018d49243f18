"""Those who give a talk by their accounts, and which of the accounts and pages its notes link are theirs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.model import Link
from bot.parsing.links import unique
from bot.parsing.passages import Note


def as_printed(names: Sequence[str], notes: Sequence[Note]) -> tuple[str, ...]:
    """The names, those of accounts as the talk's notes print them: "@mossy", where no note says "mossy"."""
    if not any("@" in note.text for note in notes):
        return tuple(names)
    text = "\n".join(note.text for note in notes)
    return tuple(f"@{name}" if _is_account(name, text) else name for name in names)


def _is_account(name: str, text: str) -> bool:
    return f"@{name}" in text and re.search(rf"(?<![\w@]){re.escape(name)}(?!\w)", text) is None


def own_accounts(names: Sequence[str], notes: Sequence[Note], alone: Sequence[Note]) -> tuple[Link, ...]:
    """Their profiles among the links of the talk's `notes`; those in `alone` speak of no other talk.

    Theirs by the words of the link, or because there are no more accounts than people.
    """
    if not names:
        return ()
    linked = [(link, note) for note in notes for link in note.links if link.kind == "profile"]
    if not linked:
        return ()
    own = {id(note) for note in alone if note.part.block != "quote"}
    only = unique(link for link, note in linked if id(note) in own)
    known = {word for name in names for word in _words(name)}
    theirs = [link for link, _ in linked if _is_theirs(link, known)]
    every = unique((*only, *theirs))
    return every if len(every) <= len(names) else unique(theirs)


def _words(name: str) -> list[str]:
    """A name's letters, and those of its longer words."""
    words = _LETTERS.findall(name.casefold())
    return ["".join(words), *(word for word in words if len(word) >= LONG_ENOUGH)]


LONG_ENOUGH = 4
"""Letters of a part of a name that tell whose account it is."""

_LETTERS = re.compile(r"[^\W_]+")


def _is_theirs(link: Link, known: set[str]) -> bool:
    shown = "".join(_LETTERS.findall(link.text.casefold()))
    account = "".join(_LETTERS.findall(link.url.rstrip("/").rpartition("/")[2].casefold()))
    return shown in known or account in known or any(len(w) >= LONG_ENOUGH and w in account for w in known)
