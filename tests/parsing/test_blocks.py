"""The flat list of blocks that every reading starts from."""

from __future__ import annotations

import pytest

from bot.errors import ReadError
from bot.parsing.blocks import Block
from bot.parsing.document import read_document
from bot.parsing.rich import rich


def blocks(text: str) -> tuple[Block, ...]:
    return read_document(text.encode(), "a.md").blocks


def test_nesting_is_told_by_parent() -> None:
    first, child, note, second = blocks("* one\n    * two\n\n      more of two\n* three\n")
    assert [b.kind for b in (first, child, note, second)] == ["item", "item", "paragraph", "item"]
    assert (first.parent, child.parent, note.parent, second.parent) == (None, 0, 1, None)
    assert (first.level, child.level) == (1, 2)
    assert first.group == second.group != child.group


def test_lines_are_those_of_the_file() -> None:
    document = read_document(b"---\ntitle: Day 1\n---\n\n# Day 1\n\nwe\nate\n", "a.md")
    heading, paragraph = document.blocks
    assert (document.front.values, document.front.lines) == ({"title": "Day 1"}, {"title": 2})
    assert heading.line == 5
    assert [(line.line, line.text) for line in paragraph.lines] == [(7, "we"), (8, "ate")]


@pytest.mark.parametrize(
    ("source", "text", "lines"),
    [
        ("so\nit goes", "so it goes", ["so", "it goes"]),
        ("so  \nit goes", "so\nit goes", ["so", "it goes"]),
        ("so<br>it<br/>\ngoes", "so\nit\ngoes", ["so", "it", "goes"]),
        ("今日は\n東京 and\nOsaka", "今日は\n東京 and Osaka", ["今日は", "東京 and", "Osaka"]),
        (f"{'蟻' * 30}\n{'蜂' * 12}", f"{'蟻' * 30}{'蜂' * 12}", ["蟻" * 30, "蜂" * 12]),
        ("a [link\nover two](http://b.org) lines", "a link over two lines", ["a link", "over two lines"]),
    ],
)
def test_line_ends_are_kept_apart_from_spaces(source: str, text: str, lines: list[str]) -> None:
    (block,) = blocks(source)
    assert block.text == text
    assert [line.text for line in block.lines] == lines


def test_words_around_links_know_their_lines() -> None:
    (block,) = blocks("see [ants](http://a.org) and\n[bees](http://b.org) at\nwork")
    assert [(span.text.strip(), span.line) for span in block.spans] == [
        ("see", 1),
        ("ants", 1),
        ("and", 1),
        ("bees", 2),
        ("at\nwork", 2),
    ]


def test_a_link_is_one_link_however_its_words_look() -> None:
    (block,) = blocks("see [the **big**\npicture](http://a.org)[b](http://b.org)")
    assert [(span.text, span.url) for span in block.links] == [
        ("the big picture", "http://a.org"),
        ("b", "http://b.org"),
    ]


def test_words_of_a_page_stay_bold_over_the_boxes_among_them() -> None:
    page = b"<html><body><div><b>Old <div>moss</div> grows</b> slowly</div></body></html>"
    spans = [span for block in read_document(page, "a.html").blocks for span in block.spans]
    assert [(span.text.strip(), span.strong) for span in spans] == [
        ("Old", True),
        ("moss", True),
        ("grows", True),
        ("slowly", False),
    ]


def test_a_part_of_a_text_knows_but_the_lines_it_stands_on() -> None:
    (block,) = blocks("Old moss\nat sea\nand ferns\n")
    whole = rich(block.spans, block.line)
    assert [number for _, number in whole.lines] == [1, 2, 3]
    assert [number for _, number in whole.cut(0, len("Old moss at sea")).lines] == [1, 2]


def test_rows_of_a_table_know_their_cells() -> None:
    head, row = blocks("who | what\n--- | ---\nAda | [ants](http://a.org)\n")
    assert (head.header, row.header) == (True, False)
    assert ["".join(s.text for s in cell) for cell in row.cells] == ["Ada", "ants"]
    assert row.text == "Ada | ants"
    assert (row.line, row.links[0].url) == (3, "http://a.org")


@pytest.mark.parametrize(
    ("data", "said"), [(b"a\0b", "not a text file"), (b"a" * 1_048_577, "larger than 1024 KiB")]
)
def test_what_is_no_text_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(ReadError, match=said):
        read_document(data, "a.md")
