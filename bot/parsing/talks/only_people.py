"""Speakers told by there being nobody else: the only Ada of a recap, the only person of a talk's notes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from bot.parsing import speakers
from bot.parsing.passages import Note
from bot.parsing.talks.found import Found, fold
from bot.parsing.talks.phrases import QUOTE


def name_in_full(talks: Sequence[Found], written: Sequence[Note]) -> None:
    """Give "Ada" her full name where but one Ada is named so: in the notes of the talk, else anywhere."""
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


def name_known_elsewhere(talks: Sequence[Found]) -> None:
    """Take off a title whom another talk knows for a speaker: "Old Moss - Keniver", of Keniver."""
    known = {fold(name): name for talk in talks for name in talk.speakers}
    for talk in talks:
        apart = _LAST_APART.fullmatch(talk.title) if known and not talk.speakers else None
        if apart and (name := known.get(fold(apart["who"]))):
            talk.title = apart["title"]
            talk.add_speakers([name])


_LAST_APART = re.compile(r"(?P<title>.{3,}?)\s+[-–—|/／]\s+(?P<who>[^-–—|/／]{2,40})")


def name_only_person(talks: Sequence[Found], written: Sequence[Note]) -> None:
    """Give a talk with a part to itself and no speaker to the only person of its notes, if named early.

    Or to those whose accounts stand behind their names. Whoever is quoted there is somebody else.
    """
    for talk in talks:
        if talk.speakers or talk.rule not in ("headed", "listed"):
            continue
        told = [written[index] for index in talk.notes if not written[index].head]
        if (
            told
            and _THEY.match(told[0].text)
            and speakers.is_full(talk.title)
            and speakers.likeness(talk.title)
        ):
            talk.add_speakers([talk.title])  # "Ada Lovelace ⏎ She talked about old moss."
            continue
        if named := next(filter(None, map(_with_accounts, told)), []):
            talk.add_speakers(named)
            continue
        early = {mention.name for note in told[:EARLY] for mention in note.rich.named}
        if len(early) != 1 or QUOTE.match(told[0].text):
            continue
        if early.issuperset(mention.name for note in told[EARLY:] for mention in note.rich.named):
            talk.add_speakers(early)


def _with_accounts(note: Note) -> list[str]:
    """The people of a sentence behind whose names their accounts stand: "Thanks, Ada Hill (@adah)!"."""
    found = _NAME_AND_ACCOUNT.findall(note.text) if "(@" in note.text else []
    return [name for name in found if speakers.likeness(name)]


_NAME_AND_ACCOUNT = re.compile(r"([^\W\d_a-zß-ÿ][\w'’.-]+(?: [^\W\d_a-zß-ÿ][\w'’.-]+){1,2}) \(@\w[\w.-]*\)")

_THEY = re.compile(r"(?:He|She|They|Er|Sie|Il|Elle|Él|Ella|Ele|Ela|Lui|Lei|Hij|Zij|Он|Она)(?:['’]s)?\s")

EARLY = 2
"""Sentences in which the only person of a talk is introduced."""


def _is_given_name(name: str) -> bool:
    return " " not in name and speakers.likeness(name) == speakers.KNOWN


def _by_given_name(written: Iterable[Note]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for note in written:
        for mention in note.rich.named:
            if " " in mention.name:
                found[mention.name.split()[0]].add(mention.name)
    return found
