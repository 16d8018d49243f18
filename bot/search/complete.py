"""Autocomplete: what is being typed → names worth choosing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.index import Index
from bot.model import CommandName
from bot.search.rounds import Search
from bot.words import spaced

MOST, LONGEST = 25, 100


def complete(name: CommandName, typed: str, indexes: Sequence[Index]) -> tuple[str, ...]:
    """At most 25 different values of at most 100 characters; for nothing typed, what is new."""
    if name == "recap":
        return _few(_recaps(typed, indexes))
    if name == "recaps":
        years = {str(ref.event.year) for index in indexes for ref in index.recaps() if ref.event.year}
        return _few(year for year in sorted(years, reverse=True) if year.startswith(typed.strip()))
    if not typed.strip():
        entries = [entry for index in reversed(indexes) for entry in index.latest(MOST)]
        if name == "speaker":
            return _few(speaker for entry in entries for speaker in entry.talk.speakers)
        return _few(entry.talk.title for entry in entries)
    search = Search(typed, indexes, names_only=name == "speaker")
    entries = [indexes[c.library].entry(c.entry) for c in search.run()[: 2 * MOST]]
    if name == "speaker":
        wanted = {word for c in search.run()[:1] for word in c.score.read_as}
        return _few(
            speaker
            for entry in entries
            for speaker in entry.talk.speakers
            if any(w.startswith(word) for word in wanted for w in spaced(speaker).split())
        )
    return _few(entry.talk.title for entry in entries)


def _recaps(typed: str, indexes: Sequence[Index]) -> Iterable[str]:
    wanted = spaced(typed).split()
    for index in indexes:
        for ref in index.recaps():
            event = ref.event
            names = (ref.title, event.name, event.series, event.year, event.place)
            known = spaced(" ".join(str(part) for part in names if part)).split()
            if all(any(word.startswith(part) for word in known) for part in wanted):
                yield ref.title


def _few(values: Iterable[str]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for value in values:
        text = value.strip()
        if text:
            found[text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"] = None
        if len(found) == MOST:
            break
    return tuple(found)
