"""Talks below a heading that says but which of them it was, and things of which whole talks were given.

"My favourite session:" above its title; "Mossdb", below which stands "the talks I saw on it …".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from bot.parsing.outline import HEADED, Part
from bot.parsing.passages import Note
from bot.parsing.rich import Rich
from bot.parsing.speakers import label_of
from bot.parsing.talks.found import Found, section_of
from bot.parsing.titles import read_title
from bot.parsing.vocabulary import TALK, is_general, names_kind

_WHICH = re.compile(
    rf"(?:[\w’'-]+\s){{1,4}}(?P<kind>{TALK.pattern})(?:\s(?:of|at|on|von|am|de|du|del|da|do)\s[^:：]{{2,30}})?\s*[:：]",
    re.IGNORECASE,
)
_ON_IT = re.compile(
    r"\b(?:talks?|sessions?|presentations?|demos?)\b[^.;:!?]{0,40}?\b(?:on|about)\s(?:it|this|them|these)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"(?:notes?|n\.?b\.?|hinweis|nota)\s*:|[(\[]", re.IGNORECASE)
LONGEST_TITLE = 14
"""Words of a line that may be a title."""


def favourites(
    root: Part,
    title_part: Part | None,
    found: Sequence[Found],
    below: Mapping[Part, list[int]],
    written: Sequence[Note],
) -> Iterator[Found]:
    """Such talks in the parts that hold no other."""
    taken = {item.part for item in found}
    told = {index for item in found for index in item.notes}
    for part in root.walk():
        if part.kind not in HEADED or part in taken or part is title_part:
            continue
        if any(child.kind in HEADED for child in part.parts):
            continue
        own = list(below.get(part, ()))
        if not own or not told.isdisjoint(own):
            continue
        if line := _title_below(part):
            titled = read_title(line.text)
            item = Found(titled.title, "favourite", part=part, line=line.line, notes=own)
            item.add_speakers(titled.speakers)
            item.links = [link for *_, link in line.links]
        elif _is_told_of(part, [written[index].text for index in own]):
            item = Found(read_title(part.head.text).title, "told of", part=part, line=part.line, notes=own)
            item.links = [link for *_, link in part.head.links]
        else:
            continue
        item.section = section_of(part, title_part)
        yield item


def _title_below(part: Part) -> Rich | None:
    """The first line below "My favourite session:" that reads like its title, behind a note or none."""
    which = _WHICH.fullmatch(part.head.text.strip())
    if which is None or which["kind"].lower().endswith("s") or names_kind(part.head.text):
        return None
    first = part.parts[0] if part.parts else None
    if first is None or first.kind != "text" or first.block != "paragraph":
        return None
    for line in first.head.split_lines()[:2]:
        if _ASIDE.match(line.text):
            continue
        words = line.text.split()
        begins = bool(words) and not words[0][0].islower() and not label_of(line.text)
        if begins and 2 <= len(words) <= LONGEST_TITLE and not line.text.endswith((".", "!", ":", ",")):
            return line
        return None
    return None


def _is_told_of(part: Part, notes: Sequence[str]) -> bool:
    """A short heading that is no general one, and below it words about talks "on it"."""
    words = part.head.text.split()
    return 1 <= len(words) <= 5 and not is_general(part.head.text) and any(map(_ON_IT.search, notes))
