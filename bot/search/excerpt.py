"""What to show of a talk: its summary, and the notes the query was about where the summary lacks them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from bot.model import Talk
from bot.words import fold, stem

LIMIT = 1500
_UNIT = re.compile(r"\n+|(?<=[.!?。！？])\s+")


def focused(talk: Talk, words: Iterable[str], limit: int = LIMIT) -> Talk:
    """`talk` with a summary that shows where the words asked for stand in its notes."""
    summary = excerpt(talk, words, limit)
    return talk if summary == talk.summary else replace(talk, summary=summary)


def excerpt(talk: Talk, words: Iterable[str], limit: int = LIMIT) -> str:
    """The summary and, below it, the sentences of the notes that hold words the summary lacks.

    At most `limit` characters; whole sentences or bullets only, in the author's order.
    """
    summary = talk.summary or talk.text
    if len(talk.text) <= len(summary):
        return summary
    shown, notes = fold(f"{talk.title} {summary}"), fold(talk.text)
    missing = {part for word in words if (part := stem(word)) not in shown and part in notes}
    if not missing:
        return summary
    room = limit - min(len(summary), limit // 2) - 2
    chosen: list[str] = []
    for unit in _UNIT.split(talk.text):
        held = {part for part in missing if part in fold(unit)}
        if held and len(unit) < room and unit not in summary:
            missing -= held
            chosen.append(unit)
            room -= len(unit) + 1
        if not missing:
            break
    if not chosen:
        return summary
    kept = summary if len(summary) <= limit // 2 else summary[: limit // 2].rsplit(" ", 1)[0] + " …"
    return "\n".join((kept, *chosen)) if kept else "\n".join(chosen)
