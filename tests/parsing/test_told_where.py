"""By which rule each sentence of the table tells of a talk, and where in it: `tests/cases/told.read`."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.model import Event
from bot.parsing.document import read_document
from bot.parsing.outline import outline
from bot.parsing.passages import Note, notes
from bot.parsing.talks.people import people_of
from bot.parsing.talks.sentences import tell
from bot.parsing.talks.tellings import RULES
from bot.parsing.talks.told import Sentence, Told
from tests.parsing.test_told_in_languages import LINES

READ = Path(__file__).parents[1] / "cases" / "told.read"


def where(sentence: str) -> str:
    """The rules that tell of a talk, each with the words it goes by; behind a bar those that could."""
    root = outline(read_document(f"# BarkConf 2046\n\n{sentence}\n".encode(), "notes.md"))
    title = root.parts[0]
    found: list[str] = []
    others: list[str] = []
    for note in notes(root, {}, frozenset({title}), {}):
        found += [_said(note, one) for one in tell(note, False, title, Event("BarkConf 2046"))]
        for rule in RULES.values():
            alone = Sentence(note, note.text, people_of(note.rich), False, None)
            others += [_said(note, one) for one in rule.tell(alone)]
    return f"{'; '.join(found)} | {'; '.join(one for one in others if one not in found)}".strip()


def _said(note: Note, one: Told) -> str:
    return f"{one.rule}: {note.text[one.start : one.end]}"


def cases() -> list[str]:
    """A line for each sentence of the table, in its order."""
    return READ.read_text(encoding="utf-8").splitlines()


def test_each_sentence_of_the_table_has_its_line() -> None:
    assert len(cases()) == len(LINES)


@pytest.mark.parametrize(
    ("sentence", "said"), list(zip([line.sentence for line in LINES], cases(), strict=False))
)
def test_a_rule_tells_of_the_talk_by_these_words(sentence: str, said: str) -> None:
    assert where(sentence) == said


if __name__ == "__main__":  # python -m tests.parsing.test_told_where: look at the difference then
    READ.write_text("".join(f"{where(line.sentence)}\n" for line in LINES), encoding="utf-8")
