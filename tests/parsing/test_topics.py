"""Each rule by which a topic is found, with a text that only it understands."""

from __future__ import annotations

import pytest

from bot.parsing import read_recap
from bot.parsing.talks.topics import RULES

# rule: (text, name read)
TOPICS = {
    "sections": ("# Fair\n\n## The moss garden\n\nIt was green and quiet there.", "The moss garden"),
    "items": ("Tools:\n\n- mosscheck - finds dry moss in racks\n- Fernly - the same for ferns", "Fernly"),
    "links": ("We use [moss-rs](https://moss.dev/rs) every day.", "moss-rs"),
    "strong": ("There is now a **moss operator** for that.", "moss operator"),
    "code": ("Set `mossFactor` to two.", "mossFactor"),
    "defined": ("In the end MossQL is a language for asking moss.", "MossQL"),
    "proper": ("They gave it to the plugin Terrarium for watering.", "Terrarium"),
}


def test_every_rule_has_its_text() -> None:
    assert set(TOPICS) == set(RULES)


@pytest.mark.parametrize("rule", TOPICS)
def test_a_named_thing_is_a_topic(rule: str) -> None:
    text, name = TOPICS[rule]
    recap = read_recap(text.encode(), "a.md")
    topic = next((topic for topic in recap.topics if topic.title == name), None)
    assert topic is not None, [topic.title for topic in recap.topics]
    assert topic.kind == "topic"
    assert topic.text


def test_people_and_the_event_are_no_topics() -> None:
    recap = read_recap(b"# KubeCon 2021\n\nWe met **Ada Lovelace** at **KubeCon 2021**.", "a.md")
    assert recap.topics == ()
