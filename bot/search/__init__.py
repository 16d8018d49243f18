"""From typed words to an answer: pure functions over the libraries of one reply."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.index import Index
from bot.model import Answer, Command, Hit
from bot.search import questions, recaps, speakers, talks
from bot.search.aliases import aliased
from bot.search.complete import complete
from bot.search.examples import examples
from bot.search.smalltalk import asks_for_help, is_smalltalk
from bot.search.vocabulary import Words

__all__ = ["answer", "complete", "warm_up"]


def warm_up(indexes: Sequence[Index]) -> None:
    """Make what every question needs, so that the first does not wait for it."""
    Words(indexes).warm_up()


def answer(command: Command, indexes: Sequence[Index], about: Hit | None = None) -> Answer:
    """The reply to `command` out of `indexes`, the libraries it may look into.

    `about` is what an earlier reply, now followed up, was about. Who asks for nothing in
    particular is shown what can be asked.
    """
    if _for_help(command):
        return Answer("help", command.argument, searched=talks.searched(indexes), examples=examples(indexes))
    if command.name in ("ask", "recap") and aliased(command.argument, indexes):
        return talks.answer(command.argument, indexes)
    if command.name == "recap":
        return recaps.find_recaps(command.argument, indexes)
    if command.name == "recaps":
        return recaps.list_recaps(command.argument, indexes)
    if command.name == "ask" and is_smalltalk(command.argument, indexes):
        tries = examples(indexes) or ("!recaps",)
        return Answer("none", command.argument, searched=talks.searched(indexes), examples=tries)
    if command.name == "ask":
        return questions.answer_question(command.argument, indexes, about)
    if command.name == "speaker":
        return speakers.answer(command.argument, indexes)
    return _talk(command.argument, indexes)


def _talk(words: str, indexes: Sequence[Index]) -> Answer:
    """The talk named; where nothing fits, with what says it in other words as the nearest."""
    found = talks.answer(words, indexes)
    if found.kind != "none" or found.hits or not (near := questions.nearest(words, indexes)):
        return found
    titles = tuple(hit.talk.title if hit.talk else hit.recap.title for hit in near)
    return replace(found, hits=near, did_you_mean=titles)


def _for_help(command: Command) -> bool:
    """Whether help is asked for: by the command, by "what can you do?", or by a command alone."""
    return (
        command.name == "help"
        or (command.name == "ask" and asks_for_help(command.argument))
        or (command.name != "recaps" and not command.argument.strip())
    )
