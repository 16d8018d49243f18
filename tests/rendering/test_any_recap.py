"""Whatever a recap holds, every message made of it is one that Discord takes and nobody misreads."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model import Answer, Hit, StoredRecap
from bot.rendering.components import walk, words
from bot.rendering.messages import message_for
from bot.rendering.parts import Frame
from bot.rendering.screens import Asked, AtTalk, decode, pressed, talk_mark
from tests.rendering.discord_rules import refusals
from tests.rendering.hostile import TEXTS, answers, stored_recaps

FRAMES = st.sampled_from(
    [Frame(), Frame(asker=2**63), Frame(private=True), Frame(1, prefix="`**", notice="Mind this.")]
)
MENTION = re.compile(r"(?<!\\)<(@|#|:|/|a:|id:)|@(everyone|here)")


def bare(text: str) -> str:
    """`text` without escaped characters, masked links' targets and our own timestamps."""
    return re.sub(r"\]\(https?://[^)\s]*\)", "]", re.sub(r"\\.|<t:-?\d+:D>", "", text))


@settings(max_examples=120, deadline=None)
@given(answers(), TEXTS, FRAMES, st.integers(0, 60))
def test_discord_takes_every_message(answer: Answer, typed: str, frame: Frame, page: int) -> None:
    message = message_for(answer, Asked("talk", typed, page), frame)
    assert refusals(message) == []
    for part in walk(message["components"]):
        custom_id = part.get("custom_id")
        if custom_id and not custom_id.endswith(":menu") and not custom_id.endswith(":recaps"):
            verb, rest = pressed(custom_id) or ("", "")
            assert verb == "delete" or decode(rest) is not None
        for option in part.get("options", ()):
            assert decode(option["value"]) is not None


@settings(max_examples=80, deadline=None)
@given(answers(), FRAMES)
def test_no_word_of_a_recap_mentions_or_styles_anything(answer: Answer, frame: Frame) -> None:
    text = words(message_for(answer, Asked("ask", "x"), frame))
    assert not MENTION.search(text)
    assert "javascript:" not in re.findall(r"\]\(([^)]*)\)", text)
    assert "\u202e" not in text
    for line in text.splitlines():
        unescaped = bare(line)
        assert unescaped.count("**") % 2 == 0, line
        assert unescaped.count("`") % 2 == 0, line
        assert "||" not in unescaped
        assert "~~" not in unescaped


@settings(max_examples=60, deadline=None)
@given(stored_recaps(), FRAMES, st.integers(0, 9))
def test_full_notes_of_any_talk_fit(item: StoredRecap, frame: Frame, page: int) -> None:
    for talk in item.recap.talks[:2]:
        answer = Answer("talk", "x", (Hit(item.ref, talk, 1.0),))
        screen = AtTalk(item.ref.scope, item.ref.id, talk_mark(talk.key), page)
        assert refusals(message_for(answer, screen, frame)) == []
