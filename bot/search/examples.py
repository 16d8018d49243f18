"""Help that teaches: three things worth asking, taken from the recaps at hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.index import Entry, Index
from bot.model import Event

LOOK_AT = 60
"""How many of the newest talks are looked at for one that makes a good example."""
SHORT = 48
"""Characters an example may have to be read at a glance."""


def examples(indexes: Sequence[Index]) -> tuple[str, ...]:
    """Up to three lines to type: "!talk NAME", "!recap EVENT" and a plain question."""
    entries = [entry for index in indexes for entry in index.latest(LOOK_AT)]
    return tuple(_examples(entries, [ref.event for index in indexes for ref in index.recaps()]))


def _examples(entries: Sequence[Entry], events: Sequence[Event]) -> Iterator[str]:
    told = sorted((e for e in entries if e.talk.summary and len(e.talk.title) <= SHORT), key=_plainness)
    if told:
        yield f"!talk {told[0].talk.title.lower()}"
    named = next((event for event in events if event.series and event.year), None)
    if named:
        yield f"!recap {named.series} {named.year}".lower()
    given = [entry for entry in told[1:] if entry.talk.speakers]
    if given:
        yield f"who gave {given[0].talk.title}?"


def _plainness(entry: Entry) -> tuple[bool, int]:
    return not entry.talk.speakers, len(entry.talk.title)
