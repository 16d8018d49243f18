"""Files made to exhaust the reader: each ends with bounded work, and says what it left as words.

What would take a quadratic reader an hour fails by the timeout; a reader as it should be
needs a second or two for each on any machine.
"""

from __future__ import annotations

import re
import tracemalloc
from itertools import pairwise

import pytest

from bot.errors import ReadError
from bot.parsing.blocks import Document
from bot.parsing.document import read_document
from bot.parsing.limits import MAX_BYTES, MAX_EXPANSION, MAX_FRONT_BYTES, MAX_LINES, MAX_URL

pytestmark = pytest.mark.timeout(60)

SMALL = 128 * 1024  # where a quadratic step would already cost minutes


def read(text: str) -> Document:
    return read_document(text.encode()[:MAX_BYTES], "a.md")


def said(document: Document) -> str:
    return " ".join(warning.message for warning in document.warnings)


@pytest.mark.parametrize(
    "unit", ["[", "]", "[a](", "![a](", "*a", "**a ", "_a", "`a", "<a>", "&amp;", "~~a", "$a"]
)
def test_a_mebibyte_of_marks_stays_words(unit: str) -> None:
    document = read(unit * (MAX_BYTES // len(unit)))
    assert "marks in this file" in said(document)
    assert len(document.blocks) == 1


@pytest.mark.parametrize(
    "line", ["a\n\n", "# a\n", "* a\n", "1. a\n", "|a|b|\n", "> a\n", "a\n-\n", "```\n", "•a\n"]
)
def test_a_mebibyte_of_lines_is_read_up_to_a_limit(line: str) -> None:
    document = read(line * (MAX_BYTES // len(line)))
    assert f"more than {MAX_LINES} lines" in said(document)
    assert len(document.blocks) <= MAX_LINES + 1
    assert (document.blocks[-1].kind, document.blocks[-1].line) == ("paragraph", MAX_LINES + 1)


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(">" * depth + " a" for depth in range(1, 800)),
        "\n".join("  " * depth + "* a" for depth in range(800)),
        "- " * 5000 + "a",
        "> " * 5000 + "a",
    ],
    ids=["quotes", "lists", "list on a line", "quote on a line"],
)
def test_what_is_nested_too_deeply_is_kept_as_words(text: str) -> None:
    document = read(text)
    assert "nested more than" in said(document)
    assert sum(block.text.count("a") for block in document.blocks) == text.count("a")


def test_a_reference_used_too_often_is_a_link_only_so_often() -> None:
    document = read(f"[a]: http://b.org/{'x' * (MAX_URL - 20)}\n\n" + "[a]\n\n" * 5000)
    assert "too many links by reference" in said(document)
    assert sum(len(span.url or "") for block in document.blocks for span in block.spans) <= MAX_EXPANSION
    assert sum(block.text == "a" for block in document.blocks) == 5000


def test_an_address_too_long_to_be_one_is_words() -> None:
    (block,) = read(f"http://b.org/{'x' * MAX_URL}").blocks
    assert block.links == ()
    assert len(block.text) == MAX_URL + len("http://b.org/")


def test_a_wide_table_costs_what_it_is_long() -> None:
    text = "|a" * 500 + "|\n" + "|-" * 500 + "|\n" + "|b|\n" * 5000
    document = read(text)
    assert sum(len(block.cells) for block in document.blocks) == 500 + 5000


@pytest.mark.parametrize(
    "front",
    [
        "---\na: &a [x,x]\n" + "".join(f"{b}: &{b} [*{a},*{a},*{a}]\n" for a, b in pairwise("abcdefghi")),
        "---\na: &a {x: 1}\n" + "".join(f"{b}: &{b} {{<<: [*{a}, *{a}]}}\n" for a, b in pairwise("abcdefg")),
        "---\na: " + "[" * 3000 + "\n",
        "---\na: " + "{a: " * 900 + "\n",
        "---\n" + "a: b\n" * 200_000,
        "---\na: " + "1" * 10_000 + "\n",
        "+++\n" + "a." * 20_000 + "b = 1\n+++\n",
        "+++\na = " + "1" * 7_000 + "\n+++\n",
        "+++\na = " + "[" * 3000 + "\n+++\n",
        '{"a": ' + "1" * 7_000 + "}\n",
        '{"a": ' + "[" * 100_000 + "\n",
        '{"a": ' * 100_000 + "\n",
        '{"a": "\\ud800"}\n',
        '{"' + "\\" * 100_000 + "\n",
        "Title: a\n" * 100_000,
        "--- title: " + "a " * 100_000,
    ],
    ids=lambda front: front[:12].replace("\n", " "),
)
def test_hostile_front_matter_is_bounded(front: str) -> None:
    document = read(f"{front}---\n\nbody")
    sizes = [len(str(value)) for value in document.front.values.values()]
    assert sum(sizes) <= 2 * MAX_FRONT_BYTES
    assert str(document.front.values).encode()
    assert "body" in document.blocks[-1].text


UNITS = r"""
{% | {% a %} | {{< a | {% comment %} | {{ site. | [caption | [[ | [[a]] | (a)[ | [a] ( | ](/ | ==a | %% | :::
!!! a~ | {:a} | {#a | <!-- | <script> | <div> | <ul><li> | <a b=' | http:// | www. | a. | :a | `a < | `a`_
.. a::~ | a~===~ | # a | # a * b - c | \'\'\' | **~ | – a~ | é | â€“ | a  ~ | \ | ~ ~ | * | ` | $ | &a
[b] | [/b][i] | [url=http://a] | talk: a~ | - # a~ | a~: b~ | <br>~ | <dt>a | ''a | > [!a] b~
"""


@pytest.mark.parametrize(
    "unit", [unit.strip().replace("~", "\n") for unit in re.split(r" \| |\n", UNITS.strip())]
)
def test_no_rule_is_quadratic(unit: str) -> None:
    read(f"{unit} " * (SMALL // len(unit)))
    read(f"a\n{unit}{' ' * SMALL}{unit}")


def test_memory_is_bounded() -> None:
    text = ("* [ant](http://a.org/b) *and* `bee`, " * 4 + "\n") * (2 * SMALL // 150)
    tracemalloc.start()
    read(text)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 200 * len(text)


def test_a_file_too_large_or_binary_is_refused_by_name() -> None:
    with pytest.raises(ReadError, match=r"^big\.md is larger than 1024 KiB"):
        read_document(b"a" * (MAX_BYTES + 1), "big.md")
    with pytest.raises(ReadError, match=r"^bin\.md is not a text file"):
        read_document(b"a\0b", "bin.md")
