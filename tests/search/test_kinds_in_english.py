"""What is asked for in English, in sentences as notes and posts have them: `kinds_in_english.txt`."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.model import Command, Link
from bot.search import answer
from bot.search.kinds import kind_in
from bot.search.question import analyse
from tests.search.library import library, recap

CASES = Path(__file__).parents[1] / "cases" / "search" / "kinds_in_english.txt"
SURELY = 0.75
"""How surely what is asked for must stand in a sentence that answers."""
BESIDE = ["The garden behind the house grew wild.", "Nothing else was written down that evening."]


def rows(section: str) -> Iterator[list[str]]:
    """The rows of one section: question, sentence that answers, sentence that looks alike."""
    here = ""
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            here = line[3:]
        elif line and not line.startswith("#") and here == section:
            yield line.split(" | ")


def kind(question: str, text: str) -> float:
    links = [Link("other", word, "x") for word in text.split() if word.startswith("https://")]
    return kind_in(analyse(question), text, None, links, None)


@pytest.mark.parametrize(("question", "answering", "alike"), list(rows("told by its looks")))
def test_what_is_asked_for_stands_in_the_answer_alone(question, answering, alike):
    assert kind(question, answering) >= SURELY > kind(question, alike)


@pytest.mark.parametrize(("question", "answering", "alike"), list(rows("answered")))
def test_the_sentence_that_answers_is_quoted(question, answering, alike):
    with library(recap("a.md", "Notes from the fair", notes=[alike, *BESIDE, answering])) as index:
        reply = answer(Command("ask", question), [index])
    assert reply.kind == "answer"
    assert (reply.answer or "").startswith(answering)


@pytest.mark.parametrize(("question", "answering", "alike"), list(rows("declined")))
def test_a_sentence_that_looks_alike_is_no_answer(question, answering, alike):
    with library(recap("a.md", "Notes from the fair", notes=[alike, *BESIDE])) as index:
        assert answer(Command("ask", question), [index]).kind == "none"
