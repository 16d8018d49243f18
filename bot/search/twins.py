"""One talk, once: the same talk in several recaps is one hit that cites each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.index import Entry, Index
from bot.model import Hit, RecapRef
from bot.search.rounds import Candidate
from bot.words import spaced


def together(candidates: Sequence[Candidate], indexes: Sequence[Index]) -> list[Hit]:
    """Candidates, best first, as hits: those that are the same talk as a better one join it."""
    hits: list[Hit] = []
    seen: list[Entry] = []
    for candidate in candidates:
        entry = indexes[candidate.library].entry(candidate.entry)
        known = next((i for i, other in enumerate(seen) if same_talk(entry, other)), None)
        if known is None:
            seen.append(entry)
            hits.append(Hit(entry.recap, entry.talk, candidate.score.value))
        else:
            hits[known] = replace(hits[known], also_in=_cited(hits[known], entry.recap))
    return hits


def same_talk(one: Entry, other: Entry) -> bool:
    """Whether two entries of different recaps are one talk: the same video, or title and event."""
    if one.recap == other.recap:
        return False
    videos = {link.url for link in one.talk.links if link.kind == "video"}
    if any(link.url in videos for link in other.talk.links if link.kind == "video"):
        return True
    if spaced(one.talk.title) != spaced(other.talk.title):
        return False
    a, b = one.recap.event, other.recap.event
    if a.series and b.series:
        return (a.series, a.year, a.edition) == (b.series, b.year, b.edition)
    return bool(a.name) and a.name == b.name and a.year == b.year


def _cited(hit: Hit, recap: RecapRef) -> tuple[RecapRef, ...]:
    return hit.also_in if recap in (hit.recap, *hit.also_in) else (*hit.also_in, recap)
