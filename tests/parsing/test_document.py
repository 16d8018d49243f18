"""What holds of every document, however it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hypothesis import assume, given
from hypothesis import strategies as st

from bot.parsing.blocks import Block, Document, Span
from bot.parsing.document import read_document


def read(text: str) -> Document:
    return read_document(text.encode("utf-8", "surrogatepass"), "a.md")


def words_of(blocks: tuple[Block, ...]) -> str:
    return " ".join(
        " ".join((block.text, block.label, *(f"{s.url} {s.image} {s.text}" for s in block.spans)))
        for block in blocks
    )


@given(st.text(max_size=300))
def test_any_text_is_a_document_and_always_the_same(text: str) -> None:
    if "\0" in text:
        return
    data = text.encode("utf-8", "surrogatepass")
    document = read_document(data, "a.md")
    assert document == read_document(data, "a.md")
    last = text.count("\n") + text.count("\r") + 1
    assert all(1 <= block.line <= last for block in document.blocks)
    assert all(1 <= warning.line <= last for warning in document.warnings)


@given(st.text(max_size=300))
def test_blocks_hang_from_items_before_them(text: str) -> None:
    if "\0" in text:
        return
    blocks = read(text).blocks
    for index, block in enumerate(blocks):
        if block.parent is not None:
            assert block.parent < index
            assert blocks[block.parent].kind == "item"


# --- documents of known words: w1, w2 ... in every form, and where each stands ------------

FORMS = (
    "# {}\n\n",
    "##{}\n",
    "{}\n=====\n\n",
    "{}  \n{}\n\n",
    "{}\n{}\n\n",
    "* {}\n",
    "- {} {}\n    - {}\n",
    "    * {}\n",
    "1. {}\n2. {}\n",
    "> {}\n> {}\n\n",
    "| {} | {} |\n|---|---|\n| {} | {} | {} |\n\n",
    "{} | {}\n--- | ---\n{} | {}\n\n",
    "```\n{}\n{}\n```\n",
    "\n    {} -x\n\n",
    "**{}** *{}* ~~{}~~ `{}`\n\n",
    "[{}](https://a.org/{})\n",
    "[{} {}\n{}](https://a.org/{}) {}\n\n",
    "![{}](https://a.org/{})\n\n",
    "({})[https://a.org/{}]\n\n",
    "{}: https://a.org/{}, {}\n\n",
    "<https://a.org/{}>\n\n",
    "[{}][9]\n\n",
    "\n[ref]: https://a.org/{}\n\n",
    "{}[^1]\n\n[^1]: {}\n\n",
    "<p>{} <b>{}</b></p>\n\n",
    "<ul><li>{}</li>\n<li><a href='https://a.org/{}'>{}</a></li></ul>\n\n",
    "<table><tr><td>{}</td>\n<td>{}</td></tr></table>\n\n",
    "<iframe src='https://a.org/{}'></iframe>\n\n",
    "{{%youtube {} %}}\n\n",
    '{{{{< figure src="https://a.org/{}" title="{}" >}}}}\n\n',
    ":::tip {}\n{}\n:::\n\n",
    '!!! note "{}"\n    {}\n\n',
    "<{}>\n\n",
    "<!-- x -->\n{}\n\n",
    "---\n\n",
    "{}\n---\n\n",
    "$a_{}$ **{}\n**\n\n",
    "\n",
)  # fmt: skip


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, dict[str, int]]:
    """A text, and the line each of its words stands in."""
    text = draw(
        st.sampled_from(("", "---\ntitle: x\n---\n", "+++\ntitle = 'x'\n+++\n", "Title: x\nDate: y\n\n"))
    )
    words: dict[str, int] = {}
    for form in draw(st.lists(st.sampled_from(FORMS), max_size=8)):
        pieces = form.replace("{{", "\1").replace("}}", "\2").split("{}")
        for index, piece in enumerate(pieces):
            text += piece.replace("\1", "{").replace("\2", "}")
            if index < len(pieces) - 1:
                word = f"wort{len(words)}x"
                words[word] = text.count("\n") + 1
                text += word
    return text, words


@given(documents())
def test_no_word_and_no_link_is_lost(case: tuple[str, dict[str, int]]) -> None:
    text, words = case
    document = read(text)
    assert {word for word in words if word not in words_of(document.blocks)} == set()
    urls = {span.url for block in document.blocks for span in block.links}
    urls |= {span.image for block in document.blocks for span in block.images}
    printed = re.sub(r"^( {4,}|\t).*|```.*?```", "", text, flags=re.MULTILINE | re.DOTALL)
    assert set(re.findall(r"https://a\.org/wort\d+x", printed)) - urls == set()


@given(documents())
def test_lines_are_where_the_words_stand(case: tuple[str, dict[str, int]]) -> None:
    text, words = case
    for line, span in _lines(read(text)):
        for word in re.findall(r"wort\d+x", span.text):
            assert words[word] == line, (word, span)


def _lines(document: Document) -> Iterator[tuple[int, Span]]:
    for block in document.blocks:
        for line in block.lines:
            yield from ((span.line, span) for span in line.spans)


MARKS = st.sampled_from(
    [*"#*-_=~`[]()>|:.!^ \n\t1", "\n\n", "   ", "http://a.b/", "](", "**", "ant ", "bee ", "蟻 "]
)


@given(st.lists(MARKS, max_size=60).map("".join))
def test_no_word_is_lost_among_stray_marks(text: str) -> None:
    # Behind these stands a language or a kind of box, no word of the text.
    assume(not any(mark in text for mark in ("```", "~~~", ":::")))
    assume("[](" not in text)  # a link without words, of which nobody sees where it leads
    document = read(text)
    shown = words_of(document.blocks) + str(document.front.values)
    for word in ("ant", "bee", "蟻"):
        assert shown.count(word) >= text.count(word), word
