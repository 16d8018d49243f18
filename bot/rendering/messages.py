"""The Discord message for any answer, and for the few words said without one."""

from __future__ import annotations

from bot.model import Answer
from bot.rendering import components as c
from bot.rendering.cards import answer_card, choices_card, help_card, none_card, notes_card, talk_card
from bot.rendering.lists import recap_card, recaps_card, speaker_card
from bot.rendering.parts import Frame
from bot.rendering.screens import AtTalk, Screen
from bot.rendering.text import cut

_CARDS = {
    "talk": talk_card,
    "answer": answer_card,
    "choices": choices_card,
    "recap": recap_card,
    "recaps": recaps_card,
    "speaker": speaker_card,
    "help": help_card,
    "none": none_card,
}


def message_for(answer: Answer, screen: Screen, frame: Frame) -> c.Payload:
    """The message that shows `answer` as `screen` names it; never one that Discord would refuse."""
    if isinstance(screen, AtTalk) and screen.page is not None:
        return notes_card(answer, screen, frame)
    return _CARDS[answer.kind](answer, screen, frame)


def notice(words: str, *controls: c.Component) -> c.Payload:
    """A few words of our own (already Discord Markdown), with buttons under them if need be."""
    return c.message(c.text(cut(words, 1900)), c.row(*controls))
