# ruff: noqa: E501
"""Where the title of a list item ends and what is said of it begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from bot.model import Link
from bot.parsing import speakers
from bot.parsing.beforehand import linked_beside, named_before, title_behind
from bot.parsing.handles import accounts_end
from bot.parsing.letters import UNSPACED, size
from bot.parsing.link_labels import is_label
from bot.parsing.links import is_profile, leads_to_talk
from bot.parsing.outline import Part
from bot.parsing.rich import Rich
from bot.parsing.titles import looks_like_title, read_title
from bot.parsing.trimming import OPENING, QUOTES, ROOM, clean

TIME = r"\d{1,2}[:.h]\d{2}(?::\d{2})?(?: ?[ap]\.?m)?"
_COLON = re.compile(r"(?<=[\w)]):\s")
_START = re.compile(
    rf"^(?:[\[(]?{TIME}(?:\s*[-–—]\s*{TIME})?[\])]?\s*(?:{ROOM}|[-–—:|]?\s*)|[\s*_~“\"«(\[]+)+", re.IGNORECASE
)
SEPARATOR = re.compile(r"\s*(?:[-–—]{1,3}|::|:|：|=>|->|→|,|\.|;|·|\||\()(?:\s|$|(?<=\())|\s*\n|\s*$")


def title_end(part: Part) -> int:
    """As `head_of_item`, of an item's head; kept, since several ask."""
    if part.title_end is None:
        part.title_end = accounts_end(part.head.text) or head_of_item(part.head)
    return part.title_end


def head_of_item(head: Rich, trust: int = 2) -> int:
    """Where the title of a list item ends: "[Title](url) - notes", "**Title**: notes", "Title - notes"."""
    beside = (linked_beside(head) if head.links else None) or title_behind(head, trust)
    return beside.end if beside else _head_end(head, trust)


def _head_end(head: Rich, trust: int) -> int:
    text = head.text
    begin = _START.match(text)
    shift = begin.end() if begin else 0
    for start, end, link in head.links:
        if (
            start > shift + 2
            and re.search(r"\w", text[shift:start])
            and not sorted_under(text[shift:start], link)
            and not (leads_to_talk(link.url, link.text) and named_before(text[shift:start], trust))
        ):
            break
        if reached := _end_at(text, end, link, trust, first=start <= shift):
            return reached
    strong = _styled_end(head)
    if strong > max(1, shift):
        return _with_names(text, _closing(text, strong), trust)
    for opening, closing in QUOTES if text[:1] in OPENING else ():
        if text.startswith(opening) and (close := text.find(closing, 2)) > 4:
            end = _with_names(text, close + 1, trust)
            if end > close + 1 or SEPARATOR.match(text[end:]):
                return end
    if first := _first_line_end(head):
        return first
    if ":" in text and (named := _named_before_colon(text, trust)):
        return named
    if len(text.split()) <= 18 and (not _NEXT_SENTENCE.search(text) or _ends_with_name(text)):
        return len(text)
    match = _notes_begin(text, trust)
    if match and len(text[: match.start()].split()) <= 18:
        return match.start() + (1 if match.group()[0] in "?!" else 0)
    return len(text)


def _notes_begin(text: str, trust: int) -> re.Match[str] | None:
    """Where notes begin behind a title, or behind who gave the talk and what it was about."""
    first = NOTES_BEGIN.search(text)
    if first is None or speakers.likeness(text[: first.start()]) < trust:
        return first
    return NOTES_BEGIN.search(text, first.end()) or _COMMA.search(text, first.end())


def _end_at(text: str, end: int, link: Link, trust: int, *, first: bool) -> int:
    """Where the title ends of which a link that ends at `end` is part; 0 if it goes on."""
    if is_label(link.text):
        said = None if first else _SAID_BEHIND.match(text, end)
        return said.start("dash") if said else 0
    owning = is_profile(link.url) and _OWNING.match(text, end)
    return len(text) if owning else _with_names(text, _closing(text, end), trust)


# As in: Old Moss ([slides](…)) — a fine talk.
_SAID_BEHIND = re.compile(r"\s*\)(?P<dash>\s*[-–—:]\s+)\S")


def _first_line_end(head: Rich) -> int:
    """Where the first line of an item ends if its author ended it on purpose, or with who gave it; else 0."""
    if ends := _line_ends(head):
        return _below_name(head.text, ends) or ends[0]
    return _by_line_end(head)


def _by_line_end(head: Rich) -> int:
    """Where the first line ends if somebody is named last in it: "Moss: how to. By Ada Lovelace ⏎ Grow it."; else 0."""
    second = head.lines[1][0] if len(head.lines) > 1 else len(head.text)
    line = head.text[:second].rstrip()
    if size(line) > LONGEST_LINE or not (second == len(head.text) or head.text[second].isupper()):
        return 0
    by = _BY_LAST.search(line)
    names = speakers.people(line[by.end() :]) if by else ()
    return (
        len(line)
        if names and all(speakers.is_full(name) and speakers.likeness(name) for name in names)
        else 0
    )


LONGEST_LINE = 30
"""Words of a title and of who is named behind it."""
_BY_WORD = r"\s+(?i:by|von|par|por|door)\s+"
_BY_LAST = re.compile(rf"[^\W_][.,;:!?…)\"”]*{_BY_WORD}(?=[^\W\d_a-z])(?!.*(?:{_BY_WORD}|:\s))")


def _ends_with_name(text: str) -> bool:
    """A known name stands behind a dash at its end: "Moss. Grown for what? - Ada Lovelace ([slides](…))"."""
    found = _DASHED_LAST.search(text)
    return found is not None and speakers.likeness(found[1]) == 2 and " " in found[1].strip()


_DASHED_LAST = re.compile(r"\s[-–—]{1,2}\s([^-–—()\[\]]{4,60}?)(?:\s*\([^()]{1,60}\))*$")
_NEXT_SENTENCE = re.compile(r"[.!?] +[A-Z]")
_COMMA = re.compile(r",\s")
NOTES_BEGIN = re.compile(r"\s[-–—]{1,2}\s|(?<=\w):\s|(?<=\w\w)[.?!]\s|：|。")


def _line_ends(head: Rich) -> list[int]:
    """Where the first lines of an item end, its author having ended them on purpose; [] if it has but one.

    In scripts written without spaces nobody wraps so short a first line, nor any before a label.
    """
    text = head.text
    if len(head.lines) > 2 and speakers.label_of(text[head.lines[1][0] :]):
        return [len(text[: head.lines[1][0]].rstrip()), len(text)]
    ends = [match.start() for match in islice(_NEWLINE.finditer(text), 2)]
    unspaced = len(UNSPACED.findall(text)) > 0.3 * len(text)
    if not ends and unspaced and len(head.lines) > 1 and head.lines[1][0] <= SHORT_LINE:
        ends = [len(text[:start].rstrip()) for start, _ in head.lines[1:3]]
    return [*ends, len(text)] if ends else []


SHORT_LINE = 24
"""Characters of a first line that nobody wrapped because it was full."""

_NEWLINE = re.compile(r"\n")


def _below_name(text: str, ends: Sequence[int]) -> int:
    """End of the second line where the first is but a person's name: "Ada Lovelace ⏎ Ants"; else 0."""
    names = speakers.people(text[: ends[0]])
    named = len(names) == 1 and speakers.likeness(names[0]) == 2 and ends[0] <= len(names[0]) + 2
    title = text[ends[0] : ends[1]].strip()
    return ends[1] if named and looks_like_title(title) and not _ENDED.search(title) else 0


_ENDED = re.compile(r"[.!?。！？,，;；]$")


def sorted_under(before: str, link: Link) -> bool:
    """A word or two, or a number, that only sort the talk linked behind them: "Testing: [Ada - Tests](video)"."""
    sorts = _SORTED.fullmatch(before) or (len(before) < SHORT_LINE and clean(f"{before.strip()} X") == "X")
    return bool(sorts) and not is_label(link.text) and leads_to_talk(link.url, link.text)


# "[Ada](…) & [Bo’s](…) talk", "[Ada](…)'s talk": a sentence about people, not the name of a talk.
_OWNING = re.compile(r"(?:,? (?:and|&|und|et|y) [^.,;:]{2,40}?)?(?:['’]s?|(?<=['’]s)|(?<=s['’]))\s+\w")


_SORTED = re.compile(r"\W*[^\W\d_][\w/&-]*(?: [\w/&-]+)?[:：]\s*")


def _named_before_colon(text: str, trust: int) -> int:
    """Where the notes begin in "Title by Ada Lovelace: notes", 0 if nobody is named before a colon."""
    for colon in islice(_COLON.finditer(text, 0, 160), 3):
        if read_title(text[: colon.start()], trust).rule in ("by", "bracketed", "named_last"):
            return colon.start()
    return 0


def _styled_end(head: Rich) -> int:
    """End of the bold or slanted words an item begins with."""
    end = 0
    for mark in head.marks:
        if mark.start > end or not (mark.span.strong or mark.span.em):
            break
        end = mark.end
    return end


def _closing(text: str, end: int) -> int:
    match = re.match(r"[\"”»)*_\]]+", text[end:])
    return end + match.end() if match else end


def _with_names(text: str, end: int, trust: int) -> int:
    """Names right behind the title belong to its line: " by Ada Lovelace", " (Ada Lovelace)", " - Ada Lovelace"."""
    bracket = re.match(r"\s*[,:|–—-]{0,2}\s*\(([^()]{2,80})\)", text[end:])
    if bracket and is_label(bracket[1]):
        behind = end + bracket.end()
        named = _with_names(text, behind, trust=1)
        return named if named > behind else end
    if bracket:
        return end + bracket.end() if speakers.people(bracket[1]) else end
    joint = re.match(
        r"\s*[,:|–—-]{0,2}\s*(?P<by>(?:by|von|par|por|door|with|mit|w/|feat\.|ft\.)\s)?", text[end:]
    )
    by = bool(joint and joint["by"])
    if joint is None or not (by or re.match(r"\s*(?:[,:|]|[-–—]{1,2}\s)", text[end:])):
        return end
    start = end + joint.end()
    stop = re.search(
        (r"\s\(|" if by else "") + r"\s[-–—]{1,2}\s|[:;|\n]|(?<=[^\W\d_]{2})[.!]|$", text[start:]
    )
    names = text[start : start + stop.start()] if stop else ""
    found = speakers.people(names) if len(names) < 90 else ()
    sure = by or all(speakers.likeness(name) >= trust and speakers.is_full(name) for name in found)
    return start + len(names) if found and sure else end
