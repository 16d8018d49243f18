"""One talk, once: the same talk in several recaps is one hit that cites each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.index import Entry, Index
from bot.model import Hit
from bot.players import page_of
from bot.search import weights
from bot.search.rounds import Candidate
from bot.words import spaced


def together(candidates: Sequence[Candidate], indexes: Sequence[Index], most: int) -> list[Hit]:
    """At most `most` hits of candidates, best first: those that are the same talk as a better one join it."""
    hits: list[Hit] = []
    known: dict[object, list[int]] = {}
    for candidate in candidates:
        if len(hits) >= most and candidate.score.value < hits[0].score - weights.NEAR_EQUAL:
            break
        entry = indexes[candidate.library].entry(candidate.entry)
        marks = _marks(entry) if len(candidates) > 1 else ()
        twins = (i for mark in marks for i in known.get(mark, ()) if hits[i].recap != entry.recap)
        twin = next(twins, None)
        if twin is None:
            hits.append(Hit(entry.recap, entry.talk, candidate.score.value))
        elif entry.recap not in hits[twin].also_in:
            hits[twin] = replace(hits[twin], also_in=(*hits[twin].also_in, entry.recap))
        for mark in marks:
            known.setdefault(mark, []).append(len(hits) - 1 if twin is None else twin)
    return hits[:most]


def _marks(entry: Entry) -> Sequence[object]:
    """What two entries of different recaps share if they are one talk: the video, or title and event."""
    marks: list[object] = [page_of(link.url) for link in entry.talk.links if link.kind == "video"]
    event = entry.recap.event
    if name := event.series or event.name:
        marks.append((spaced(entry.talk.title), name, event.year, event.edition if event.series else None))
    return marks
