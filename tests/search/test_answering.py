"""From ranked passages to an answer: how sure, what is told, what is offered instead."""

import math
from dataclasses import replace

import pytest

from bot.model import Command, Event, Link, Passage, RecapRef
from bot.search import answer, weights
from bot.search.candidates import Candidate
from bot.search.question import analyse
from bot.search.questions import points_back
from bot.search.ranked import Ranked, confidence, told, wording
from tests.search.library import library, recap, talk

ELM = RecapRef("shared", 1, "elm.md", "ElmConf", Event())
OAK = RecapRef("shared", 2, "oak.md", "OakConf", Event())
MOSS, FERNS = talk("Moss", "Ada Byron"), talk("Ferns", "Bo Ek")
PLAIN = dict.fromkeys((*weights.ANSWER_SIGNS, *weights.PASSAGE_SIGNS, "has_kind"), 0.0)


def ranked(
    text: str, score: float = 1.0, owner=MOSS, *, of=ELM, links=(), quoted="", **signs: float
) -> Ranked:
    found = [Link("more", url, kind) for kind, url in links]
    passage = Passage(text, links=tuple(found))
    return Ranked(score, Candidate(of, passage, owner), quoted or text, {**PLAIN, **signs})


def logistic(total: float) -> float:
    return 1 / (1 + math.exp(-total))


def test_how_sure_an_answer_is_rests_on_its_signs_and_its_lead():
    assert confidence([]) == 0.0
    lead = weights.ANSWER_SIGNS["margin"]
    one, other = ranked("a", 0.9, core=1.0), ranked("b", 0.4)
    base = weights.ANSWER_BIAS + weights.ANSWER_SIGNS["core"]
    assert confidence([one, other]) == pytest.approx(logistic(base + 0.5 * lead))
    assert confidence([one]) == pytest.approx(logistic(base + 0.9 * lead))


@pytest.mark.parametrize(
    ("others", "said"),
    [
        ([], "Moss is green."),
        ([ranked("It is wet.", 0.9)], "Moss is green. … It is wet."),
        ([ranked("It is wet.", 0.79)], "Moss is green."),
        ([ranked("It is wet.", 0.9, FERNS)], "Moss is green. … Ferns: It is wet."),
        ([ranked("Of Ferns: wet.", 0.9, FERNS, quoted="Of Ferns: wet.")], "Moss is green. … Of Ferns: wet."),
        ([ranked("It is wet.", 0.9, None)], "Moss is green. … It is wet."),
        ([ranked("It is wet.", 0.9, of=OAK)], "Moss is green."),
        ([ranked("It is wet.", 0.9, of=OAK), ranked("It is old.", 0.9)], "Moss is green. … It is old."),
        ([ranked("MOSS is green.", 0.9), ranked("It is old.", 0.9)], "Moss is green. … It is old."),
        ([ranked("It is wet.", 0.9), ranked("It is old.", 0.9)], "Moss is green. … It is wet."),
        ([ranked("wet", 0.9, quoted="w" * 400)], "Moss is green. … wet"),
        ([ranked("w" * 400, 0.9), ranked("old", 0.9)], "Moss is green. … old"),
    ],
)
def test_what_is_nearly_as_good_is_told_beside_the_best(others, said):
    assert told(analyse("how is moss?"), [ranked("Moss is green."), *others]) == said


SLIDES, VIDEO = ("slides", "https://s.example/1"), ("video", "https://v.example/2")


@pytest.mark.parametrize(
    ("question", "best", "said"),
    [
        ("where are the slides?", ranked("On moss", links=(VIDEO, SLIDES)), "On moss https://s.example/1"),
        ("where are the photos?", ranked("On moss", links=(VIDEO,)), "On moss https://v.example/2"),
        ("how is moss?", ranked("On moss", links=(VIDEO,)), "On moss"),
        ("where was Ada?", ranked("On moss", links=(VIDEO,), has_kind=0.75), "On moss https://v.example/2"),
        ("where was Ada?", ranked("On moss", links=(VIDEO,), has_kind=0.8), "On moss"),
        (
            "where are the slides?",
            ranked("See https://s.example/1", links=(SLIDES,)),
            "See https://s.example/1",
        ),
        ("where are the slides?", ranked("On moss", links=(SLIDES, SLIDES)), "On moss https://s.example/1"),
        (
            "link to the moss-lamp?",
            ranked("Ferns", links=(VIDEO, ("code", "https://c.example/moss-lamp"))),
            "Ferns https://c.example/moss-lamp https://v.example/2",
        ),
    ],
)
def test_where_a_link_is_asked_for_its_address_is_quoted(question, best, said):
    assert wording(analyse(question), best) == said


def test_a_long_quotation_leaves_room_for_the_address():
    said = wording(analyse("where are the slides?"), ranked("moss " * 90, links=(SLIDES,)))
    assert said.endswith("moss… https://s.example/1")
    assert 380 < len(said) <= 400


@pytest.mark.parametrize(
    ("words", "back"),
    [
        ("and who gave it?", True),
        ("and which moss was used?", True),
        ("who gave it to Ada?", True),
        ("when?", True),
        ("", False),
        ("which moss was used?", False),
        ("who watered moss?", False),
    ],
)
def test_words_lean_on_what_was_said_before_or_do_not(words, back):
    assert points_back(analyse(words)) is back


GARDEN = recap(
    "elm.md",
    "ElmConf 2018",
    talk("Moss for beginners", "Ada Byron", text="Moss is watered by fog.\nIt sleeps at noon."),
    talk("Moss for experts", text="Slugs are fed with oats."),
    talk("Ferns", "Bo Ek", text="Ferns are old."),
    event=Event("ElmConf 2018", "ElmConf", 2018, place="Lille"),
)


@pytest.fixture(scope="module")
def index():
    with library(GARDEN) as index:
        yield index


@pytest.mark.parametrize(
    ("words", "kind", "titles"),
    [
        ("anything on moss?", "choices", ["Moss for beginners", "Moss for experts"]),
        ("who talked about moss?", "answer", ["Moss for beginners"]),
        ("anything on ferns?", "talk", ["Ferns"]),
        ("who is Bo Ek?", "speaker", ["Ferns"]),
        ("ferns", "talk", ["Ferns"]),
        ("what happened at ElmConf 2018?", "recap", [None]),
        ("how is moss watered?", "answer", ["Moss for beginners"]),
        ("how many slugs were sold in Paris?", "none", []),
    ],
)
def test_each_question_gets_its_kind_of_reply(index, words, kind, titles):
    reply = answer(Command("ask", words), [index])
    assert reply.kind == kind
    assert [hit.talk and hit.talk.title for hit in reply.hits] == titles
    assert reply.query == words


def about(index, title: str):
    (entry,) = [e for e in index.latest(9) if e.talk.title == title]
    reply = answer(Command("talk", title), [index])
    return next(hit for hit in reply.hits if hit.talk and hit.talk.key == entry.talk.key)


@pytest.mark.parametrize(
    ("words", "kind", "said"),
    [
        ("who gave it?", "answer", "Moss for beginners — Ada Byron"),
        ("when does it sleep?", "answer", "It sleeps at noon."),
        ("at which conference was it?", "answer", "ElmConf 2018 · Lille"),
        ("what is it?", "talk", None),
        ("how much does it cost?", "none", None),
        ("how are slugs fed?", "answer", "Slugs are fed with oats."),
        ("who spoke about Ferns?", "answer", "Ferns — Bo Ek"),
    ],
)
def test_what_follows_up_is_answered_from_the_talk_unless_it_names_another(index, words, kind, said):
    reply = answer(Command("ask", words), [index], about(index, "Moss for beginners"))
    assert reply.kind == kind
    assert (said or "") in (reply.answer or "")
    assert (reply.answer is None) is (said is None)


def test_a_talk_that_is_gone_is_followed_up_by_nothing(index):
    hit = about(index, "Ferns")
    gone = replace(hit, recap=replace(hit.recap, id=99))
    assert answer(Command("ask", "who gave it?"), [index], gone).kind == "none"
    elsewhere = replace(hit, recap=replace(hit.recap, scope="guild"))
    assert answer(Command("ask", "who gave it?"), [index], elsewhere).kind == "none"


def test_of_the_conference_of_a_talk_its_recap_is_shown(index):
    (hit,) = answer(Command("ask", "at which conference was it?"), [index], about(index, "Ferns")).hits
    assert (hit.recap.title, hit.talk, hit.score) == ("ElmConf 2018", None, 1.0)


def test_no_words_are_quoted_twice(shipped):
    first = answer(Command("ask", "is helm moving slow?"), [shipped])
    then = answer(Command("ask", "why"), [shipped], first.hits[0])
    assert (then.answer or "").count("Large new features") == 1
