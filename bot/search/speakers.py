"""`!speaker`: a name, perhaps misspelt or in part → that person's talks."""

from __future__ import annotations

from collections.abc import Sequence

from bot.index import Index
from bot.model import Answer
from bot.search import talks, weights
from bot.search.rounds import Search
from bot.search.twins import together

SHOWN = 25


def answer(typed: str, indexes: Sequence[Index]) -> Answer:
    """All talks of the people so called, or kind "none" with the nearest names."""
    search = Search(typed, indexes, names_only=True)
    found = search.run()
    near = [c for c in found if c.score.value >= weights.close(search.words.entries)]
    if not near:
        names = (name for c in found for name in search.indexes[c.library].entry(c.entry).talk.speakers)
        return Answer(
            "none", typed, did_you_mean=tuple(dict.fromkeys(names))[:3], searched=talks.searched(indexes)
        )
    best = [c for c in near if c.score.share >= near[0].score.share - weights.NEAR_EQUAL]
    return Answer(
        "speaker",
        typed,
        tuple(together(best, indexes, SHOWN)),
        read_as=talks.read_as(search, near[0]),
        searched=talks.searched(indexes),
    )
