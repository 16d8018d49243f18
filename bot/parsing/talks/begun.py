"""Talks told by but a person's name that begins a sentence: "Ada Lovelace livened us up with old moss".

It is the place that shows who is spoken of, whatever the author did with the rest of the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.parsing import speakers
from bot.parsing.outline import Part
from bot.parsing.passages import Note
from bot.parsing.talks.clauses import subject_at, topic_at
from bot.parsing.talks.found import Found, same_name, section_of
from bot.parsing.talks.giving import ASIDE_OF, NO_SUBJECT, subject_told
from bot.parsing.talks.otherwise import is_otherwise
from bot.parsing.talks.phrases import QUOTE
from bot.parsing.talks.whose import JOINED
from bot.parsing.vocabulary import SAID, SPOKE

FEW = 2
"""Talks with a place of their own up to which an author may tell of all others in sentences."""
LONGEST = 1000
"""Characters of a sentence that begins with who spoke."""
NEAR, CLOSE = 70, 40
"""Characters behind a name in which "about" stands, and a verb of telling, if the subject follows."""


def begun_by_people(
    written: Sequence[Note],
    claimed: set[int],
    found: Sequence[Found],
    told: Sequence[Found],
    title_part: Part | None,
) -> list[Found]:
    """A talk for each sentence begun by the full name of somebody who gave none of those `found` and `told`.

    What its paragraph goes on with is about it, and no longer about one `told` before.
    """
    if sum(item.rule in ("headed", "listed", "tabled") for item in found) > FEW:
        return []
    given = [name for item in (*found, *told) for name in item.speakers]
    heads = frozenset(item.part for item in found if item.part is not None)
    taken = {*claimed, *(item.notes[0] for item in told)}
    talks: list[Found] = []
    telling: Part | None = None
    for index, note in enumerate(written):
        if index in taken or note.part is not telling:
            telling = None
        if index in taken or note.head or note.part.block in ("code", "header") or len(note.text) > LONGEST:
            continue
        names, end = _who_begin(note)
        title = _title(note.text, end) if names and not any(same_name(names[0], one) for one in given) else ""
        if title:
            talk = Found(title, "prose", line=note.rich.line_at(0))
            talk.section = section_of(note.part, title_part, heads)
            talk.add_speakers(names)
            talks.append(talk)
            given += names
            telling = note.part
        if telling is not None:
            talks[-1].notes.append(index)
    moved = {index for talk in talks for index in talk.notes}
    for item in told if moved else ():
        item.notes = [index for index in item.notes if index not in moved]
    return talks


def _who_begin(note: Note) -> tuple[list[str], int]:
    """The person known by name and surname who begins a sentence, those joined to them, and where that ends.

    Nobody where no small letter goes on: that is a line of names, or a title.
    """
    names: list[str] = []
    end = 0
    for name in note.rich.named:
        if not (JOINED.fullmatch(note.text, end, name.start) if names else name.start <= 1):
            break
        names.append(name.name)
        end = name.end
    if aside := ASIDE_OF.match(note.text, end):
        end = aside.end()
    known = names and speakers.is_full(names[0]) and speakers.likeness(names[0]) == speakers.KNOWN
    return (names, end) if known and _GOES_ON.match(note.text, end) else ([], 0)


_GOES_ON = re.compile(
    r"(?:['’]s?)?\s(?!(?:and|und|et|y|e|og|och|en|i|и)\s(?![\"“„«]))(?=[^\W\d_])(?![A-ZÀ-ÖØ-ÞА-Я])"
)
"""What is joined on by a small word is no verb: "Ada Lovelace and I travelled"."""


def _title(text: str, at: int) -> str:
    """What it was about, behind the name that ends at `at`: the words quoted, or behind "about" or a verb."""
    if quoted := QUOTE.search(text, at, at + NEAR):
        said = SAID.search(text, at, quoted.start()) or is_otherwise(text, *quoted.span())
        return "" if said else subject_at(text, quoted.start())
    spoke = SPOKE.search(text, at, at + CLOSE)
    begin = spoke.start() if spoke else at
    for end in (begin, *(word.end() for word in _WORD.finditer(text, begin, at + NEAR))):
        if (about := topic_at(text, end)) >= 0:
            return subject_at(text, about)
    if spoke is None or NO_SUBJECT.match(text, spoke.end() + 1):
        return ""
    return subject_told(text, spoke.end())


_WORD = re.compile(r"[^\W\d_]+")
