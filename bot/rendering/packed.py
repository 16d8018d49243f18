"""A reply as the bytes that are sent: a few times smaller than an answer, and composed once."""

from __future__ import annotations

from dataclasses import dataclass, replace

import orjson

from bot.model import Answer, AnswerKind
from bot.rendering.components import COMPONENTS_V2, Payload
from bot.rendering.messages import message_for
from bot.rendering.parts import Frame
from bot.rendering.screens import Asked

_ANYBODY = 0
_DELETE = b'"custom_id":"x:%d"'
"""No text in a message can read so: the quotation marks of a text are escaped."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A message for whoever asks: `kind` of its answer, whether that is a miss, and its components."""

    kind: AnswerKind
    missed: bool
    components: bytes

    def payload(self, asker: int | None) -> Payload:
        """The message for one person, who may delete it."""
        components = self.components
        if asker is not None:
            components = components.replace(_DELETE % _ANYBODY, _DELETE % asker)
        return {"flags": COMPONENTS_V2, "components": orjson.Fragment(components)}


def impersonal(frame: Frame) -> Frame:
    """The frame of all who would be shown the same, but for who may delete it."""
    return frame if frame.asker is None else replace(frame, asker=_ANYBODY)


def pack(answer: Answer, screen: Asked, frame: Frame) -> Packed:
    """The message that shows `answer` in an impersonal frame."""
    missed = answer.kind == "none" and not answer.examples and bool(screen.argument)
    components = orjson.dumps(message_for(answer, screen, frame)["components"])
    # A copy, as what orjson returns keeps all of the 16 KiB that it was written into.
    return Packed(answer.kind, missed, bytes(memoryview(components)))
