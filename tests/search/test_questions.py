"""Questions over the recaps shipped in `recaps/`: those answered there, and those that are not.

The cases are `tests/cases/questions/*.txt`. Each is one question; what is asked of the whole
is how many go right, since a question more or less must not stop anybody from adding a recap.
"""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.model import Command, Event
from bot.parsing import read_recap
from bot.search import answer
from bot.store import indexing
from bot.store.index import Index
from bot.words import tokens
from tests.search.library import library, recap, talk

ROOT = Path(__file__).parents[2]


def cases(name: str) -> list[str]:
    lines = (ROOT / "tests/cases/questions" / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def holds(text: str, wanted: str) -> bool:
    return any(f" {' '.join(tokens(w))} " in f" {' '.join(tokens(text))} " for w in wanted.split(" / "))


def test_most_questions_are_answered_in_the_words_of_a_recap(shipped):
    wrong = []
    for case in cases("answered.txt"):
        question, wanted = case.rsplit(" | ", 1)
        reply = answer(Command("ask", question), [shipped])
        if not holds(reply.answer or "", wanted):
            wrong.append(f"{question} -> {reply.kind} {reply.answer}")
    assert len(wrong) <= 0.17 * len(cases("answered.txt")), "\n".join(wrong)


def test_most_questions_without_an_answer_are_declined(shipped):
    wrong = []
    for question in cases("declined.txt"):
        reply = answer(Command("ask", question), [shipped])
        if reply.kind != "none":
            wrong.append(f"{question} -> {reply.kind} {reply.answer}")
    assert len(wrong) <= 0.2 * len(cases("declined.txt")), "\n".join(wrong)


@pytest.mark.parametrize("case", cases("browsed.txt"))
def test_what_is_asked_of_many_talks_offers_them(shipped, case):
    words, wanted = case.rsplit(" | ", 1)
    reply = answer(Command("ask", words), [shipped])
    assert reply.kind == "choices"
    assert reply.query == words
    titles = [hit.talk.title for hit in reply.hits if hit.talk]
    assert len(titles) > 1
    assert all(wanted in title for title in titles)


def test_an_answer_is_short_and_says_where_it_stands(shipped):
    reply = answer(Command("ask", "Which Linux kernel will include netkit?"), [shipped])
    assert reply.kind == "answer"
    assert reply.answer is not None
    assert "6.7" in reply.answer
    assert len(reply.answer) <= 400
    assert reply.passage is not None
    assert reply.hits[0].recap.file == "kubecon-na-2023-show-notes.md"


def test_declining_says_what_was_searched(shipped):
    reply = answer(Command("ask", "Who moderated the panel on submarines?"), [shipped])
    assert reply.kind == "none"
    assert reply.searched.recaps == len(list((ROOT / "recaps").iterdir()))
    assert reply.answer is None


@pytest.mark.parametrize(
    "words", ["", "?", "???", "who", "¿", "!!!", "a", "誰", "\x00", '" OR *', "x" * 2000]
)
def test_nothing_typed_is_an_error(shipped, words):
    assert answer(Command("ask", words), [shipped]).kind in (
        "none",
        "answer",
        "choices",
        "recap",
        "talk",
        "help",
    )


def test_a_follow_up_keeps_the_talk_in_mind(shipped):
    first = answer(Command("ask", "What does resolv.conf honour?"), [shipped])
    reply = answer(Command("ask", "and who gave it?"), [shipped], first.hits[0])
    assert reply.kind == "answer"
    assert "Jeremy Blosser" in (reply.answer or "")


@pytest.mark.parametrize("words", ["and who gave it?", "what is this?", "thanks", "who was it?"])
def test_words_that_name_nothing_are_answered_by_nothing(shipped, words):
    assert answer(Command("ask", words), [shipped]).kind == "none"


@pytest.mark.parametrize(
    "words",
    ["hello", "Thanks!", "good bot", "hi there, how are you?", "thank you very much 🙏", "gracias", "謝謝"],
)
def test_who_only_greets_or_thanks_is_shown_what_can_be_asked(shipped, words):
    reply = answer(Command("ask", words), [shipped])
    assert reply.kind == "none"
    assert reply.examples
    assert not reply.hits


def test_a_greeting_is_no_miss_where_there_are_no_recaps_either():
    with library() as index:
        assert answer(Command("ask", "hello"), [index]).examples


def test_a_greeting_that_is_a_title_is_that_talk():
    with library(recap("a.md", "GoConf", talk("Hello", text="How greetings are sent."))) as index:
        assert answer(Command("ask", "hello"), [index]).kind == "talk"


@pytest.mark.parametrize("words", ["help!", "what can you do?", "hilfe", "what can I ask?"])
def test_who_asks_what_can_be_asked_is_helped(shipped, words):
    assert answer(Command("ask", words), [shipped]).kind == "help"


@pytest.fixture
def notes() -> Iterator[Index]:
    talks = (
        talk("Rows that return", "Ada Byron", text="It turned out to be a bug in the compactor."),
        talk("Storage", text="pg_dump, a tool that writes rows as text.\nA query of pg tables is slow."),
        talk("Mirrors", text="The schema is kept alike by triggers.\nThe schema has ten tables."),
    )
    told = ["The new hall is heated.", "A second hall called Casa Bianca was open.", "It was loud."]
    with library(recap("a.md", "ElmConf 2018", *talks, notes=told)) as index:
        yield index


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("what's the name of the second hall?", "Casa Bianca"),
        ("what is pg_dump?", "writes rows as text"),
        ("why did rows return?", "bug in the compactor"),
        ("how does the mirrors talk keep the schema alike?", "triggers"),
    ],
)
def test_the_passage_with_the_kind_of_thing_asked_for_answers(notes, question, held):
    assert held in (answer(Command("ask", question), [notes]).answer or "")


@pytest.mark.parametrize(
    "question",
    [
        "what did Ada Byron say about triggers?",
        "is pg_dump newer than the compactor?",
        "when is the next ElmConf?",
        "how much is the hall?",
    ],
)
def test_what_lacks_the_thing_asked_for_is_no_answer(notes, question):
    assert answer(Command("ask", question), [notes]).kind == "none"


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ("who is Liz Rice?", {"KubeSec and the OODA loop"}),
        ("wer ist liz rcie?", {"KubeSec and the OODA loop"}),
        ("qui est Tim Hockin ?", {"Project over Company"}),
    ],
)
def test_whoever_is_asked_for_by_name_is_shown_with_their_talks(shipped, asked, titles):
    reply = answer(Command("ask", asked), [shipped])
    assert reply.kind == "speaker"
    assert reply.query == asked
    assert {hit.talk.title for hit in reply.hits if hit.talk} == titles


@pytest.mark.parametrize(
    ("slipped", "meant"),
    [
        ("wich kernl wil netkit be in?", "which kernel will netkit be in?"),
        ("waht is netkit?", "what is netkit?"),
        ("what happend at kubecon 2019?", "what happened at kubecon 2019?"),
    ],
)
def test_a_slip_in_the_words_that_ask_changes_nothing(shipped, slipped, meant):
    reply, wanted = (answer(Command("ask", line), [shipped]) for line in (slipped, meant))
    assert (reply.kind, reply.answer, reply.recaps) == (wanted.kind, wanted.answer, wanted.recaps)
    assert reply.kind in ("answer", "recap")
    assert reply.query == slipped


def test_half_a_name_is_somebody_else(shipped):
    assert answer(Command("speaker", "Linus Neumann"), [shipped]).kind == "speaker"
    assert answer(Command("ask", "who is linus torvalds?"), [shipped]).kind == "none"


@pytest.mark.parametrize(
    ("title", "asked", "held"),
    [
        ("netkit", "slides?", "Borkmann-Turning-Up-Performance-To-11.pdf"),
        ("dns died", "what was the cause?", "tracked connections"),
        ("dns died", "and at which conference was that?", "SREcon Americas 2018"),
        ("dns died", "who else?", "Jeremy Blosser"),
    ],
)
def test_what_names_nothing_is_looked_for_in_the_talk_in_mind(shipped, title, asked, held):
    first = answer(Command("talk", title), [shipped])
    reply = answer(Command("ask", asked), [shipped], first.hits[0])
    assert reply.kind == "answer"
    assert held.casefold() in (reply.answer or "").casefold()


@pytest.mark.parametrize("asked", ["how much does it cost?", "which company is he from?", "slides?"])
def test_what_the_talk_in_mind_does_not_say_of_it_is_not_looked_for_elsewhere(shipped, asked):
    first = answer(Command("talk", "dns died"), [shipped])
    assert answer(Command("ask", asked), [shipped], first.hits[0]).kind == "none"


def test_what_it_is_shows_the_talk_in_mind(shipped):
    first = answer(Command("talk", "tracee"), [shipped])
    reply = answer(Command("ask", "what is it?"), [shipped], first.hits[0])
    assert reply.kind == "talk"
    assert reply.hits[0].talk.title == first.hits[0].talk.title


def test_a_plain_word_is_no_misspelt_name():
    talks = (talk("Storage at night", "Nina Patel", text="Disks sleep."), talk("Roms", text="Old chips."))
    with library(recap("a.md", "GoConf", *talks)) as index:
        assert answer(Command("ask", "who was on the panel?"), [index]).kind == "none"
        assert answer(Command("talk", "panel"), [index]).kind == "none"
        assert answer(Command("talk", "room"), [index]).kind == "none"
        assert answer(Command("talk", "patle"), [index]).hits[0].talk.title == "Storage at night"


def test_the_title_of_a_recap_is_no_word_on_who_spoke():
    talks = (
        talk("Clean Cellar Computing", text="Keep it dry."),
        talk("Roms", "Nina Patel", text="Old chips."),
    )
    with library(recap("a.md", "Notes from GoConf Dover", *talks)) as index:
        assert answer(Command("ask", "Who spoke about Clean Cellar Computing?"), [index]).kind == "none"


def test_what_is_asked_of_one_event_is_not_answered_by_the_recap_of_another():
    many = talk("Cellars", text="I heard over 900 people attended it in 2018.")
    goconf = recap("go.md", "GoConf Dover", many, event=Event(series="GoConf"))
    barkconf = recap("bark.md", "Calais", talk("Walls", text="Stones."), event=Event(series="BarkConf"))
    with library(goconf, barkconf) as index:
        assert answer(Command("ask", "How many people attended GoConf?"), [index]).kind == "answer"
        assert answer(Command("ask", "How many people attended BarkConf in 2018?"), [index]).kind == "none"


def test_an_event_of_several_words_is_known_in_small_letters(shipped):
    reply = answer(Command("ask", "who gave the closing keynote at strange loop?"), [shipped])
    assert reply.kind == "none" or "Strange Loop" in reply.hits[0].recap.title


def test_a_follow_up_may_ask_for_what_the_talk_says(shipped):
    first = answer(Command("talk", "netkit"), [shipped])
    reply = answer(Command("ask", "and which kernel version is it in?"), [shipped], first.hits[0])
    assert reply.kind == "answer"
    assert "6.7" in (reply.answer or "")


def test_a_new_question_leaves_the_talk_in_mind_alone(shipped):
    first = answer(Command("talk", "netkit"), [shipped])
    asked = "Who gave the closing keynote of RustConf 2020?"
    assert answer(Command("ask", asked), [shipped], first.hits[0]).answer == (
        answer(Command("ask", asked), [shipped]).answer
    )


def test_both_libraries_are_asked_and_weigh_the_same(shipped, tmp_path):
    connection = sqlite3.connect(tmp_path / "guild.db")
    indexing.create(connection)
    text = (
        "# TeaConf 2024\n\n## Steeping\n\nOolong was presented by Minna Halonen. It steeps for 4 minutes.\n"
    )
    indexing.put(connection, 1, read_recap(text.encode(), "tea.md"))
    connection.execute(
        "CREATE TABLE aliases (name TEXT PRIMARY KEY, shown TEXT, scope TEXT, file TEXT, talk TEXT)"
    )
    guild = Index(connection, "guild")
    tea, kernel = Command("ask", "Who presented oolong?"), Command("ask", "Which kernel will include netkit?")
    for libraries in ([shipped, guild], [guild, shipped]):
        reply = answer(tea, libraries)
        assert reply.hits[0].recap.scope == "guild"
        assert "Minna Halonen" in (reply.answer or "")
        assert "6.7" in (answer(kernel, libraries).answer or "")
    assert answer(tea, [shipped]).kind == "none"
    connection.close()


def test_the_quotation_says_what_a_bullet_hangs_from(shipped):
    reply = answer(Command("ask", "What feeds Prometheus in the garage?"), [shipped])
    assert "Raspberry Pi" in (reply.answer or "")


@given(st.text(max_size=80))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_an_answer_stays_within_its_contract(shipped, typed):
    reply = answer(Command("ask", typed), [shipped])
    assert len(reply.answer or "") <= 400
    assert reply.kind != "answer" or (reply.answer and reply.hits)
    assert reply.kind in ("none", "help") or reply.hits


def test_declining_offers_the_nearest_title(shipped):
    reply = answer(Command("ask", "How much does netkit cost?"), [shipped])
    assert reply.kind == "none"
    assert "netkit" in reply.did_you_mean[0]
