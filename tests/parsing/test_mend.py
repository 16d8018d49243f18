"""Quirks of text and how they are read: tests/cases/mend, one file for every rule."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.parsing.document import read_document
from bot.parsing.mend import FENCES, RULES, Rule, flat, mend
from bot.parsing.mend.indented import mend_indented
from bot.parsing.signs import Signs
from tests.parsing.golden import cases, show_blocks, split_case

CASES = {path.stem: path for path in cases("mend")}


@pytest.mark.parametrize("path", CASES.values(), ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    source, expected = split_case(path)
    assert show_blocks(read_document(source, path.name)) == expected


@pytest.mark.parametrize("rule", [*FENCES, *RULES], ids=lambda rule: rule.name)
def test_every_rule_has_a_case_that_needs_it(rule: Rule) -> None:
    text = split_case(CASES[rule.name])[0].decode()
    assert rule.applies(Signs(text))
    assert rule.mend(text) != text


NOTES = "Moss\n\tgreen\nOld Ants\n\tfar\nBo Ray\n\tnobody\nFerns\n\tslow\n"


@pytest.mark.parametrize(
    ("margin", "notes"),
    [
        ("Ponds", True),
        ("- Ponds", False),  # a list, whose items are only told more about
        ("1. Ponds", False),
        ("Ponds " * 40, False),  # a paragraph
        ("Ponds\nWells\nLakes", False),  # too many have nothing below
    ],
)
def test_notes_are_told_by_indents_alone_where_all_are_written_so(margin: str, notes: bool) -> None:
    text = f"{NOTES}{margin}\n\tdeep\n"
    assert (mend_indented(text) != text) == notes


MARKS = """--- ===
http://a.b/c ]( {% %} {{< >}} ** youtube <!-- --> :: .. `_ <div> [x] • – ``` == [[ ]] !!! [1]"""
PIECES = st.sampled_from([*"#*-_=~`[](){}<>|:.!^\"'\n\n  \t1ab蟻", *MARKS.split()])


@given(st.lists(PIECES, max_size=40).map("".join))
def test_every_rule_keeps_every_line_on_its_line(text: str) -> None:
    for rule in (*FENCES, *RULES):
        assert rule.mend(text).count("\n") == text.count("\n"), rule.name


@given(st.lists(PIECES, max_size=40).map("".join))
def test_mending_knows_the_line_of_every_line(text: str) -> None:
    mended = mend(text)
    assert len(mended.lines) == mended.text.count("\n") + 1
    assert mended.lines == sorted(mended.lines)
    assert {*mended.lines} == {*range(1, text.count("\n") + 2)}


@given(st.text(alphabet="#* -ab.蟻", max_size=400))
def test_a_flattened_line_keeps_its_words_in_order(line: str) -> None:
    words = re.compile(r"[ab蟻]+")
    assert words.findall("\n".join(flat.restore(line))) == words.findall(line)
