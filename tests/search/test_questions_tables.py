"""Questions over notes in other languages, and in English over those: `tests/cases/search/languages.txt`."""

from functools import lru_cache
from pathlib import Path

import pytest

from bot.model import Command, Recap
from bot.parsing import read_recap
from bot.search import answer
from bot.search.kinds import asks_kind, kind_in
from bot.search.question import analyse
from tests.search.library import library

CASES = Path(__file__).parents[1] / "cases" / "search" / "languages.txt"
TOLD = 0.8
"""How surely the kind of thing asked for stands in a sentence that is taken to answer."""


def cases() -> list[tuple[str, ...]]:
    found, language = [], ""
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            language = line[1:]
        elif line and not line.startswith("#"):
            found.append((language, *line.split(" | ")))
    return found


@lru_cache
def notes(language: str) -> Recap:
    sentences = dict.fromkeys(text for name, *_, a, b in cases() if name == language for text in (a, b))
    return read_recap("\n\n".join(("# Notes", *sentences, "")).encode(), f"{language}.md")


@pytest.mark.parametrize(("language", "kind", "question", "answers", "alike"), cases())
def test_the_kind_of_thing_asked_for_is_known_in_every_language(language, kind, question, answers, alike):
    read = analyse(question)
    assert read.asked == kind
    if asks_kind(read):
        sure, unsure = (kind_in(read, text, None, (), None) for text in (answers, alike))
        assert unsure < TOLD <= sure


@pytest.mark.parametrize(("language", "kind", "question", "answers", "alike"), cases())
def test_what_answers_is_found_in_every_language_and_before_what_shares_its_words(
    language, kind, question, answers, alike
):
    with library(notes(language)) as index:
        reply = answer(Command("ask", question), [index], None)
    assert reply.answer is not None, reply
    assert reply.answer.startswith(answers[:40].rstrip(".。")), reply.answer
