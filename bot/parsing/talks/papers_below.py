"""The one line below a talk that but links its slides or its recording, under another title."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.parsing.outline import Part
from bot.parsing.talks.found import Found, fold


def with_papers(found: Sequence[Found]) -> list[Found]:
    """The talks without those that are such a line, whose title and link go to the talk above it.

    Not where it names somebody else, others stand below the same talk, or a talk is called so.
    """
    by_part = {item.part: item for item in found}
    called = Counter(map(_letters, found))
    kept = []
    for item in found:
        over = item.part.ancestors if item.part is not None else ()
        above = next((by_part[part] for part in over if part in by_part), None)
        if above is None or called[_letters(item)] > 1 or not _is_alone(item, above):
            kept.append(item)
            continue
        above.also.append(item.title)
        above.links += item.links
        above.notes += item.notes
    return kept


def _letters(item: Found) -> str:
    return fold(item.title).replace(" ", "")


def _is_alone(item: Found, above: Found) -> bool:
    if item.part is None or above.part is None or not set(item.speakers) <= set(above.speakers):
        return False
    return _shows(item.part) and sum(map(_shows, above.part.walk())) == 1


def _shows(part: Part) -> bool:
    """A line of its own that links slides or a video, with nothing below it."""
    linked = part.kind == "lead" and not part.parts and len(part.head.links) == 1
    return linked and part.head.links[0][2].kind in ("slides", "video")
