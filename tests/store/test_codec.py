"""What is stored of a recap is read back as it was, whatever is in it and whatever is not."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bot.model import Event, Link, Passage, ReadWarning, Recap, Talk
from bot.store.codec import (
    dump_frame,
    dump_links,
    dump_talk,
    dump_where,
    load_frame,
    load_passage,
    load_talk,
)

LINKS = (Link("Slides ☕", "https://slides.example/1", "slides"), Link("", "https://a.example"))
TALK = Talk(
    "talk:a", "Ä talk", "talk", ("Ana Lu", "Bo Ek"), LINKS, "Day one", "Short.", "Long.", 7, ("Other",)
)
TOPIC = Talk("topic:b", "A topic", "topic", text="Of its own.")
BARE = Talk("talk:c", "C")
PASSAGE = Passage("Words.", ("A", "B"), ("Lead:",), 9, "talk:a", LINKS, item=True)
EVENT = Event("KubeCon NA 2019", "KubeCon", 2019, "NA", "San Diego", 2, "2019-11-20")
RECAP = Recap(
    "a.md", "A", EVENT, "Ana", ("go", "k8s"), "https://a.example/src", "Sum.", (TALK, BARE), (TOPIC,),
    LINKS, (Link("alt", "https://a.example/i.png", "image"),), (PASSAGE, Passage("More.")),
    (ReadWarning(3, "Doubtful."),),
)  # fmt: skip


@pytest.mark.parametrize("talk", [TALK, TOPIC, BARE], ids=lambda talk: talk.key)
def test_a_talk(talk: Talk) -> None:
    assert load_talk(dump_talk(talk)) == talk


@pytest.mark.parametrize("passage", [PASSAGE, Passage("More.")], ids=lambda passage: passage.text)
def test_a_passage(passage: Passage) -> None:
    links, where = dump_links(passage.links), dump_where(passage)
    assert load_passage(passage.text, passage.line, passage.item, links, where) == passage


@pytest.mark.parametrize("recap", [RECAP, Recap("b.md", "B")], ids=lambda recap: recap.file)
def test_a_recap_whose_talks_topics_and_passages_stand_elsewhere(recap: Recap) -> None:
    entries = (*recap.topics, *recap.talks)
    assert load_frame(dump_frame(recap), entries) == replace(recap, passages=())


def test_what_is_empty_or_stands_elsewhere_takes_no_room() -> None:
    assert json.loads(dump_talk(BARE)) == {"key": "talk:c", "title": "C", "kind": "talk"}
    assert dump_links(()) == ""
    assert not {"talks", "topics", "passages"} & json.loads(dump_frame(RECAP)).keys()
    assert dump_talk(TALK).count("Ä talk") == 1, "letters stay letters"
    assert '", "' not in dump_talk(TALK)
