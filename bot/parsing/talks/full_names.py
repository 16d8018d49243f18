"""Speakers called by one name, by the full name that the recap says elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from bot.parsing import speakers
from bot.parsing.passages import Note
from bot.parsing.talks.found import Found


def name_in_full(talks: Sequence[Found], written: Sequence[Note]) -> None:
    """Give "Ada" her full name where but one Ada is named in full: in the notes of the talk, else anywhere."""
    short = [talk for talk in talks if any(map(_is_given_name, talk.speakers))]
    if not short:
        return
    anywhere = _by_given_name(written)
    for talk in talks:
        for name in talk.speakers:
            anywhere[name.split()[0]].add(name)
    for talk in short:
        own = _by_given_name(written[index] for index in talk.notes)
        for name in filter(_is_given_name, list(talk.speakers)):
            full = [known for known in own[name] or anywhere[name] if " " in known]
            if len(full) == 1:
                talk.add_speakers(full)


def _is_given_name(name: str) -> bool:
    return " " not in name and speakers.likeness(name) == speakers.KNOWN


def _by_given_name(written: Iterable[Note]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for note in written:
        for mention in note.rich.named:
            if " " in mention.name:
                found[mention.name.split()[0]].add(mention.name)
    return found
