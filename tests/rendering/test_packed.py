"""A packed reply, unpacked for somebody, is the very message that would have been composed for them."""

from __future__ import annotations

import orjson
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model import Answer
from bot.rendering.messages import message_for
from bot.rendering.packed import impersonal, pack
from bot.rendering.parts import Frame
from bot.rendering.screens import Asked
from tests.rendering.hostile import TEXTS, answers

ASKERS = st.sampled_from([None, 7, 2**63])
LOOKS_PACKED = '"custom_id":"x:0"'


@settings(max_examples=60, deadline=None)
@given(answers(), TEXTS, ASKERS, st.booleans())
def test_anybody_gets_what_would_be_composed_for_them(
    answer: Answer, typed: str, asker: int | None, private: bool
) -> None:
    screen, frame = Asked("talk", typed), Frame(asker, private=private)
    packed = pack(answer, screen, impersonal(frame))
    assert orjson.dumps(packed.payload(asker)) == orjson.dumps(message_for(answer, screen, frame))


def test_words_that_look_like_a_control_stay_as_they_are() -> None:
    answer = Answer("choices", LOOKS_PACKED)
    packed = pack(answer, Asked("talk", LOOKS_PACKED), impersonal(Frame(1)))
    text = orjson.dumps(packed.payload(7)).decode()
    assert text == orjson.dumps(message_for(answer, Asked("talk", LOOKS_PACKED), Frame(7))).decode()
    assert text.count("x:7") == 1
