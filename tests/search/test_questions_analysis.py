"""What a question asks for, in several languages."""

import pytest

from bot.search.question import analyse

ASKED = [
    ("Who gave the talk about gardens?", "person"),
    ("Wer hielt den Vortrag über Gärten?", "person"),
    ("¿Quién dio la charla sobre jardines?", "person"),
    ("誰講花園？", "person"),
    ("When does the workshop start?", "time"),
    ("Wann beginnt der Workshop?", "time"),
    ("How many people came?", "number"),
    ("Combien de personnes sont venues ?", "number"),
    ("Which version of the tool was shown?", "version"),
    ("Where was the dinner?", "place"),
    ("Where are the slides of the keynote?", "link"),
    ("keynote slides", "link"),
    ("Why did the cache fail?", "reason"),
    ("What is a bloom filter?", "definition"),
    ("What does RBAC stand for?", "expansion"),
    ("Which company does Ada work for?", "company"),
    ("Which tool draws flame graphs?", "thing"),
    ("How is the agent deployed?", "manner"),
    ("Is the feature stable yet?", "polar"),
    ("flame graphs", "none"),
    ("", "none"),
]


@pytest.mark.parametrize(("text", "asked"), ASKED)
def test_a_question_asks_for_a_kind_of_thing(text, asked):
    assert analyse(text).asked == asked


def test_the_counted_noun_is_the_focus():
    assert analyse("How many attendees were there?").focus == {"attend"}


def test_a_version_is_one_of_the_thing_named():
    assert analyse("Which kernel version has it?").focus == {"kernel"}


def test_slides_and_videos_are_told_apart():
    assert analyse("Where can I watch the video?").links == {"video"}
    assert analyse("slides of the keynote").links == {"slides"}


def test_words_that_mean_the_same_count_as_one():
    (given,) = (t for t in analyse("Who presented it?").terms if t.word == "presented")
    assert {"gave", "spok"} <= given.forms
    assert given.weak
