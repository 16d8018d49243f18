"""Questions over the recaps shipped in `recaps/`: those answered there, and those that are not.

The cases are `tests/cases/questions/*.txt`. Each is one question; what is asked of the whole
is how many go right, since a question more or less must not stop anybody from adding a recap.
"""

from pathlib import Path

import pytest

from bot.model import Command
from bot.search import answer
from bot.words import tokens

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
