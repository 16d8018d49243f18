"""Headings that say what the author thought of a talk, which the words below link by its title."""

from __future__ import annotations

from bot.parsing.link_labels import is_label
from bot.parsing.links import is_session_page
from bot.parsing.outline import Part
from bot.parsing.talks.again import stems
from bot.parsing.talks.evidence import LEADING_UP, Evidence
from bot.parsing.titles import looks_like_title


def without_opinions(talks: dict[Part, Evidence]) -> dict[Part, Evidence]:
    """The talks without the headings that are what the author thought of those linked below most of them."""
    unproved = {part for part, seen in talks.items() if seen.hard <= {"names", "brought", "introduced"}}
    telling = sum(_tells_of_linked(part) for part in unproved)
    if telling < max(2, 0.5 * len(talks)):
        return talks
    return {part: seen for part, seen in talks.items() if part not in unproved}


def _tells_of_linked(part: Part) -> bool:
    """What its first words link by its title is the talk, and the heading what the author thought of it."""
    for below in part.parts[:3]:
        for start, _, link in below.head.links if below.kind in ("text", "lead") else ():
            named = is_session_page(link.url) or LEADING_UP.search(below.head.text[:start])
            if named and looks_like_title(link.text, short=True) and not is_label(link.text):
                own = stems(link.text)
                return len(own & stems(part.head.text)) < 0.5 * len(own)
    return False
