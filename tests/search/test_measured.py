"""What is measured on the way to an answer over the recaps shipped: `tests/cases/search/measured.read`.

After a change of searching, `python -m tests.search.test_measured` writes what is measured now; the
difference is looked at line by line before it is committed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from bot.model import Command, CommandName
from bot.search import answer
from bot.search.gathering import frequencies, gather, shares_of
from bot.search.question import Question, analyse
from bot.search.ranked import rank
from bot.store.index import Index

CASES = Path(__file__).parents[1] / "cases"
READ = CASES / "search" / "measured.read"
BEST = 3
"""Hits, and passages, of which the score is written."""


def asked(index: Index) -> Iterator[tuple[CommandName, str]]:
    """Every second title, each typed in another way, and the questions of the tables over these recaps."""
    titles = sorted({entry.talk.title for ref in index.recaps() for entry in index.entries_of(ref.id)})
    yield from (("talk", TYPED[n % len(TYPED)](title.split())) for n, title in enumerate(titles[::2]))
    for file in ("browsed", "answered", "declined"):
        yield from (("ask", words) for words in _first(f"questions/{file}.txt"))


TYPED: tuple[Callable[[list[str]], str], ...] = (
    " ".join,
    lambda words: " ".join(words[:2]),
    lambda words: " ".join(word[:2] + word[3:] if len(word) > 4 else word for word in words[:3]),
    lambda words: "".join(words[:2]),
    lambda words: " ".join(word[:4] for word in words[-2:]),
    lambda words: " ".join(word[:1] + word[2:3] + word[1:2] + word[3:] for word in reversed(words[:3])),
    lambda words: " ".join((*words[1:3], "and", "moss")),
)
"""Ways to type a title: whole, its beginning, letters left out, joined, cut short, swapped, with more."""


def _first(file: str) -> Iterator[str]:
    for line in (CASES / file).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.partition(" | ")[0].strip()


def measured(name: CommandName, words: str, index: Index) -> str:
    """What one name or question comes to: its hits with their scores, or how it is read and ranked."""
    reply = answer(Command(name, words), [index])
    hits = [f"{hit.talk.title if hit.talk else hit.recap.title} {hit.score:.3f}" for hit in reply.hits[:BEST]]
    lines = [f"{name} {words}", f"  {reply.kind} {reply.read_as or ''} | {'; '.join(hits)}"]
    if name == "ask":
        lines += _ranked(analyse(words), index)
    return "\n".join(line.rstrip() for line in lines)


def _ranked(read: Question, index: Index) -> Iterator[str]:
    question, known = frequencies(read, [index])
    shares = shares_of(question, known, index.passage_count())
    terms = [
        f"{t.word}{'~' * t.weak}{'^' * t.named}{'*' * t.common} {shares[t.stem]:.2f}" for t in question.terms
    ]
    rest = ("focus", sorted(question.focus)), ("needed", [t.word for t in question.needed])
    said = [f"{label} {' '.join(found)}" for label, found in rest if found]
    yield f"  {question.asked}: {', '.join(terms)} {'; '.join(said)}"
    for ranked in rank(question, shares, gather(question, known, shares, [index]))[:BEST]:
        signs = [f"{sign} {value:.2f}" for sign, value in ranked.signs.items() if value]
        yield f"  {ranked.score:.3f} {ranked.quoted[:40]} | {', '.join(signs)}"


def test_what_is_measured_of_each_name_and_question_stays_the_same(shipped: Index) -> None:
    expected = READ.read_text(encoding="utf-8").rstrip("\n").split("\n\n")
    assert [measured(*one, shipped) for one in asked(shipped)] == expected


if __name__ == "__main__":
    from tests.search.conftest import indexed

    with indexed() as index:
        blocks = [measured(*one, index) for one in asked(index)]
        READ.write_text("\n\n".join(blocks) + "\n", encoding="utf-8")
