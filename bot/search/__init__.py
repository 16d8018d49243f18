"""From typed words to an answer: pure functions over the libraries of one reply."""

from __future__ import annotations

from collections.abc import Sequence

from bot.index import Index
from bot.model import Answer, Command, Hit
from bot.search import speakers, talks
from bot.search.complete import complete

__all__ = ["answer", "complete"]


def answer(command: Command, indexes: Sequence[Index], about: Hit | None = None) -> Answer:  # noqa: ARG001
    """The reply to `command` out of `indexes`, the libraries it may look into.

    `about` is what an earlier reply, now followed up, was about.
    """
    if command.name == "help":
        return Answer("help", command.argument, searched=talks.searched(indexes))
    if command.name == "speaker":
        return speakers.answer(command.argument, indexes)
    return talks.answer(command.argument, indexes)
