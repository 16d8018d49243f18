"""Lines that are the names of those who gave a talk, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.parsing.blocks import WRAP, Block, Line, Span
from bot.parsing.letters import size
from bot.parsing.posts import is_work
from bot.parsing.speakers import KNOWN, by_of, label_of, likeness, people, surest

LONGEST = 200
"""Characters of a line of names at most."""

BYLINE = "byline"
"""The label of a paragraph that has been seen to be names, and is no heading whatever it looks like."""

TITLE_LEVEL = 9
"""How deep a title nests that is no heading of Markdown's: below all of them."""


def sure(words: str) -> int:
    """How surely `words` are the names of people and nothing else (see `speakers.likeness`).

    "with Ada Lovelace" is sure whatever the name.
    """
    names = people(words) if len(words) <= LONGEST else ()
    if names and (by_of(words) or label_of(words)):
        return 2
    return surest(names)


def names_at_work(words: str) -> tuple[str, ...]:
    """The people a line names before where they work: "Ada, Kim / Acme"; () if it is no such line."""
    apart = _AND_WORK.fullmatch(words)
    if apart is None:
        return ()
    odd = tuple(_BETWEEN_NAMES.split(apart[1]))
    return people(apart[1]) or (odd if all(size(name) <= LONGEST_NAME for name in odd) else ())


def name_before_work(words: str) -> tuple[str, ...]:
    """The full name before what that person is: "Ada Lovelace Engineer, Acme"; () if words are no such."""
    name = _FIRST_NAME.match(words)
    if name is None:
        return ()
    work = words[name.end() :].lstrip(" ,")
    known = work[:1].isupper() and is_work(work) and likeness(name.group()) == KNOWN
    return (name.group(),) if known else ()


_FIRST_NAME = re.compile(
    r"[^\W\d_a-z][\w'’-]+(?: (?:[^\W\d_a-z]\.|van|von|de|der|den|da|di))* [^\W\d_a-z][\w'’-]+(?=,? )"
)

LONGEST_NAME = 2
"""Words of a name that is known from its place alone."""

_AND_WORK = re.compile(r"([^\W\d_a-z][^/|•·.:!?]{1,40}) [/|•·] [^\W_][^.:!?]{1,60}")
_BETWEEN_NAMES = re.compile(r",\s*|、")


def byline(block: Block) -> Block:
    """The names as a paragraph, in italics: set apart, but no heading."""
    spans = tuple(span._replace(strong=False, em=span.em or span.strong) for span in block.spans)
    if block.kind == "heading":
        spans = tuple(span._replace(em=True) for span in spans)
    return block._replace(kind="paragraph", level=0, spans=spans, label=BYLINE)


def joined(lines: Sequence[Line]) -> tuple[Span, ...]:
    """The spans of some lines, their ends where they were."""
    return tuple(
        span
        for at, line in enumerate(lines)
        for span in ((Span(WRAP, line=line.line),) if at else ()) + line.spans
    )


def is_top(block: Block) -> bool:
    """A paragraph that stands in no list and no quotation."""
    return block.kind == "paragraph" and block.parent is None and not block.quoted and bool(block.spans)
