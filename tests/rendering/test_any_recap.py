"""Whatever a recap holds, every message made of it is one that Discord takes and nobody misreads."""

from __future__ import annotations

import re

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bot.model import Answer, Event, Hit, Link, Passage, RecapRef, StoredRecap, Talk
from bot.rendering.components import walk, words
from bot.rendering.messages import message_for
from bot.rendering.parts import Frame
from bot.rendering.screens import Asked, AtTalk, decode, pressed, talk_mark
from tests.rendering.discord_rules import refusals
from tests.rendering.hostile import TEXTS, answers, stored_recaps

PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
"""Recaps this large take minutes to shrink; the line that fails says enough."""

pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")

FRAMES = st.sampled_from(
    [Frame(), Frame(asker=2**63), Frame(private=True), Frame(1, prefix="`**", notice="Mind this.")]
)
MENTION = re.compile(r"(?<!\\)<(@|#|:|/|a:|id:)|@(everyone|here)")


def bare(text: str) -> str:
    """`text` without escaped characters, masked links' targets and our own timestamps."""
    return re.sub(r"\]\(https?://[^)\s]*\)", "]", re.sub(r"\\.|<t:-?\d+:D>", "", text))


@settings(max_examples=120, deadline=None, phases=PHASES)
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


@settings(max_examples=80, deadline=None, phases=PHASES)
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


@settings(max_examples=60, deadline=None, phases=PHASES)
@given(stored_recaps(), FRAMES, st.integers(0, 9))
def test_full_notes_of_any_talk_fit(item: StoredRecap, frame: Frame, page: int) -> None:
    for talk in item.recap.talks[:2]:
        answer = Answer("talk", "x", (Hit(item.ref, talk, 1.0),))
        screen = AtTalk(item.ref.scope, item.ref.id, talk_mark(talk.key), page)
        assert refusals(message_for(answer, screen, frame)) == []


def test_a_card_at_its_fullest_fits() -> None:
    """Every part at its largest at once, each character one that must be escaped."""
    stars, far = "*" * 5000, "https://example.org/" + "a" * 490
    links = tuple(Link(stars, f"{far}{n}", "article") for n in range(9))
    talk = Talk("k", stars, "talk", (stars,), links, stars, stars, stars)
    ref = RecapRef("guild", 10**9, stars, stars, Event(stars, place=stars), source_url=far)
    hit = Hit(ref, talk, 1.0, (ref, ref, ref))
    passage = Passage(stars, lead=(stars, stars))
    for kind in ("talk", "answer"):
        for said in (stars[:400], "it"):
            answer = Answer(kind, stars, (hit,), answer=said, passage=passage, read_as=stars)
            assert refusals(message_for(answer, Asked("talk", "x"), Frame(2**63))) == []
