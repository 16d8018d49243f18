"""What a question asks for, in several languages."""

import pytest

from bot.search.misspelt import mended
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
    ("Kven heldt foredraget om mose?", "person"),
    ("Kvar var konferansen?", "place"),
    ("Kvifor var det få folk?", "reason"),
    ("Korleis voks mosen?", "manner"),
    ("Ki beszélt a moháról?", "person"),
    ("Koliko je bilo ljudi?", "number"),
    ("Колко души дойдоха?", "number"),
    ("Къде се проведе?", "place"),
    ("Quants assistents hi havia?", "number"),
    ("Who gave the KDE talk?", "person"),
    ("kde byla konference?", "place"),
    ("Bài nói về rêu bắt đầu lúc mấy giờ?", "time"),
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


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Josh Long", ["long"]),
        ("what did Josh Long say?", ["josh", "long"]),
        ("what was Josh Long's talk about?", ["josh", "long"]),
        ("how long was the talk by Josh?", ["josh"]),
        ("Moss 和 Fern 对比如何？", ["moss", "fern"]),
    ],
)
def test_a_family_name_is_a_name_whatever_else_it_means(text, named):
    assert [term.word for term in analyse(text).terms if term.named] == named


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("in which city was it?", True),
        ("in welcher Stadt war es?", True),
        ("哪个城市举行？在哪里", True),
        ("where did it land?", False),
        ("which room was it in?", False),
        ("how big is the city?", False),
    ],
)
def test_a_town_is_told_from_any_other_place(text, town):
    assert analyse(text).about_town is town


def test_words_that_mean_the_same_count_as_one():
    (given,) = (t for t in analyse("Who presented it?").terms if t.word == "presented")
    assert {"gave", "spok"} <= given.forms
    assert given.weak


def test_words_for_one_kind_of_link_count_as_one_and_say_little():
    (term, other) = analyse("where is the recording of netkit?").terms
    assert term.weak
    assert {"record", "video"} <= term.forms
    assert not other.weak
    (term,) = analyse("where are the photos?").terms
    assert "video" not in term.forms


@pytest.mark.parametrize(
    ("text", "needed", "subject", "did"),
    [
        ("when is the next ElmConf?", ["next"], "next", False),
        ("what did Ada say about packets?", ["packets"], "ada", False),
        ("what did Ada say about Go?", ["go"], "ada", False),
        ("what did Ada say about go?", [], "ada", False),
        ("is Docker faster than Podman?", ["faster"], "docker", True),
        ("is it faster than Podman?", ["faster"], None, False),
        ("is Okra more stable than Podman?", ["stable"], "okra", True),
        ("how does leverage get defined?", [], "leverage", False),
        ("who moderated the panel?", [], None, True),
        ("who did moderate the panel?", [], "moderate", False),
        ("why did it fail?", [], None, False),
        ("who gave the talk on next generation kettles?", [], None, True),
        ("where are the slides of the next ElmConf?", ["next"], None, False),
        ("when is the next edition?", ["next"], "next", False),
        ("what is new in Fern 5?", ["5"], "new", True),
        ("what happened on Day 5?", [], None, True),
        ("who spoke about Fern 5?", [], None, True),
        ("who gave the keynote on moss?", ["keynote"], None, True),
        ("who filmed the keynote on moss?", [], None, True),
    ],
)
def test_what_an_answer_cannot_do_without(text, needed, subject, did):
    question = analyse(text)
    assert [term.word for term in question.needed] == needed
    assert (question.subject and question.subject.word) == subject
    assert question.did is did


@pytest.mark.parametrize(
    ("text", "deed", "about"),
    [
        ("who moderated the panel?", "moderated", set()),
        ("who gave the keynote?", None, {"speaking"}),
        ("who is Ada Byron?", None, {"work"}),
        ("where was it held?", None, {"speaking", "happening", "work"}),
        ("where does Ada work?", None, {"work"}),
        ("which sessions were crowded?", None, {"talks"}),
        ("what moderated the panel?", None, set()),
    ],
)
def test_what_a_question_is_about(text, deed, about):
    question = analyse(text)
    assert (question.deed and question.deed.word) == deed
    every = ("speaking", "happening", "work", "talks")
    assert {name for name in every if getattr(question, f"about_{name}")} == about


@pytest.mark.parametrize(
    ("text", "focus"),
    [
        ("which game engine did they use?", {"gam", "engin"}),
        ("how many visitors came?", {"visit", "cam"}),
        ("where was ElmConf held?", {"elmconf"}),
        ("which version of the Hopper tool has it?", {"hop"}),
        ("who moderated the panel?", set()),
        ("which was it?", set()),
    ],
)
def test_the_noun_behind_the_words_that_ask_is_the_focus(text, focus):
    assert {word[:3] for word in analyse(text).focus} == {word[:3] for word in focus}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Who is Ada and what did she say?", "en"),
        ("Wer hat das Moos gezeigt?", "de"),
        ("誰講花園？", "zh"),
        ("誰が庭の話をした？", "ja"),
        ("who is ada and what did she say?", ""),
        ("Netkit?", ""),
    ],
)
def test_the_language_of_a_question_is_told_by_its_small_words_or_its_script(text, language):
    assert analyse(text).language == language


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("wich kernel", "which kernel"),
        ("waht happend", "what happened"),
        ("a talk abuot moss", "a talk about moss"),
        ("Wich kernel", "Wich kernel"),
        ("wich wich", "which which"),
        ("hwo", "hwo"),
        ("which", "which"),
        ("moss", "moss"),
    ],
)
def test_a_slip_in_a_word_that_asks_is_mended_unless_the_recaps_hold_it(typed, read):
    assert mended(typed, lambda word: False) == read
    assert mended(typed, lambda word: True) == typed


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("鉢は平均何リットル？", "number"),
        ("何という鉢？", "thing"),
        ("o que significa CSAT?", "expansion"),
        ("o que significa csat?", "expansion"),
        ("o que significa o musgo técnico?", "definition"),
        ("co oznacza pojęcie długu?", "definition"),
        ("jak dlugo to trwalo?", "number"),
        ("jak długo to trwało?", "number"),
        ("mechin adi neydi?", "name"),
        ("mechin adı neydi?", "name"),
    ],
)
def test_what_is_asked_is_known_with_and_without_strokes(text, asked):
    assert analyse(text).asked == asked
