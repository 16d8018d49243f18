# ruff: noqa: E501
"""What holds of every text, however it is written."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.model import Recap
from bot.parsing import read_recap
from bot.parsing.blocks import text_of
from bot.parsing.document import read_document
from tests.parsing.cases import written

pieces = st.sampled_from(
    ["# ", "## ", "\n", "\n\n", "- ", "* ", "1. ", "[Ada on ants](https://a.org/talks/1)", "**", "_", "| ", "\n---\n", "> ", "`",
     "Ada Lovelace", " showed ", "“Life of ants”", " by ", "。", "第二天", "Day two", ": ", "(", ")", "https://b.org/x", "<b>",
     "Keynote", " - ", "[![p](i.png)](https://c.org) ", ". So ", "KubeCon 2020", "10:30 ", "\n| a | b |\n|---|---|\n| c | d |\n"]
)  # fmt: skip
texts = st.one_of(st.text(max_size=200), st.lists(pieces | st.text(max_size=12), max_size=40).map("".join))


def encoded(text: str) -> bytes:
    return text.replace("\0", "").encode("utf-8", "ignore")


@settings(max_examples=150, deadline=None)
@given(texts)
def test_any_text_gives_the_same_recap_twice(text: str) -> None:
    assert read_recap(encoded(text), "a.md") == read_recap(encoded(text), "a.md")


@settings(max_examples=150, deadline=None)
@example("[Old Moss](http://moss.example/talks/1)\n[![](roof.png)](http://moss.example/roof) and more")
@example("[0A](http://TALK/0\n[![]()](0) 0")
@given(texts)
def test_no_word_and_no_link_is_lost(text: str) -> None:
    data = encoded(text)
    assert_nothing_lost(data, read_recap(data, "a.md"))


@pytest.mark.parametrize("path", written(), ids=lambda path: path.stem)
def test_no_word_and_no_link_of_a_case_is_lost(path) -> None:
    data = path.read_bytes()
    assert_nothing_lost(data, read_recap(data, path.name))


def assert_nothing_lost(data: bytes, recap: Recap) -> None:
    """Every visible word and every link of the document stands in a passage, a talk or the recap itself."""
    kept = [
        recap.title,
        *(p.text for p in recap.passages),
        *(h for p in recap.passages for h in (*p.path, *p.lead)),
    ]
    for talk in (*recap.talks, *recap.topics):
        kept += [talk.title, *talk.speakers, *talk.also_called, talk.text]
    words = re.sub(r"[\W_]+", "", "".join(kept))  # a link glued to a number may be parted from it
    addresses = {link.url for p in recap.passages for link in p.links} | {
        link.url for link in (*recap.links, *recap.images)
    }
    addresses |= {link.url for talk in recap.talks for link in talk.links}
    for block in read_document(data, recap.file).blocks:
        assert all(word in words for word in re.findall(r"[^\W_]+", text_of(block.spans)))
        assert {span.url for span in block.spans if span.url} <= addresses


@settings(max_examples=150, deadline=None)
@given(texts)
def test_lines_point_into_the_file(text: str) -> None:
    data = encoded(text)
    recap = read_recap(data, "a.md")
    last = len(re.split(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", text)) + 1
    for line in (*(p.line for p in recap.passages), *(t.line for t in (*recap.talks, *recap.topics))):
        assert 0 <= line <= last


@pytest.mark.parametrize("path", written(), ids=lambda path: path.stem)
def test_the_line_of_a_passage_holds_its_first_word(path) -> None:
    text = path.read_text(encoding="utf-8")
    lines = text.split("\n")
    for passage in read_recap(text.encode(), path.name).passages:
        word = re.search(r"[^\W_]{2,}", passage.text)
        if word and passage.line:
            assert word.group() in lines[passage.line - 1], (passage.line, passage.text)


def test_keys_survive_a_new_order() -> None:
    before = read_recap(b"## Talks\n\n- Ants at work\n- Bees at rest\n", "a.md")
    after = read_recap(b"Hello.\n\n## Talks\n\n- Bees at rest\n- Ants at work\n", "a.md")
    assert {talk.title: talk.key for talk in before.talks} == {talk.title: talk.key for talk in after.talks}
