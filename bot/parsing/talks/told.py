"""A sentence, the talks it tells of, and the form of the rules that find them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.model import Link
from bot.parsing.cues import Cue
from bot.parsing.passages import Note
from bot.parsing.speakers import Mention


@dataclass(slots=True)
class Told:
    """A talk a sentence tells of: `start` to `end` is where its title stands."""

    title: str
    start: int
    end: int
    rule: str
    speakers: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    called: str = ""
    """What it is called where nobody is known to have given it: "session on moss" for the subject "moss"."""


@dataclass(slots=True)
class Sentence:
    """One sentence with what the rules ask of it."""

    note: Note
    text: str
    names: list[Mention]
    claimed: bool
    section: str | None
    told: list[Told] = field(default_factory=list)

    def free(self, start: int, end: int) -> bool:
        """No rule has found a talk there yet."""
        return all(
            told.rule != "keynote_of_day" and (end <= told.start or start >= told.end) for told in self.told
        )


class Rule(NamedTuple):
    """One turn of phrase: `tell` is asked about a sentence that may hold words of `cue` (None: about any)."""

    tell: Callable[[Sentence], Iterator[Told]]
    cue: Cue | None = None
