# ruff: noqa: E501
"""What holds of every text, however it is written."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.parsing import read_recap

pieces = st.sampled_from(
    ["# ", "## ", "\n", "\n\n", "- ", "* ", "1. ", "[Ada on ants](https://a.org/talks/1)", "**", "_", "|", "---", "> ", "`",
     "Ada Lovelace", " showed ", "“Life of ants”", " by ", "。", "第二天", "Day two", ": ", "(", ")", "https://b.org/x", "<b>"]
)  # fmt: skip
texts = st.one_of(st.text(max_size=200), st.lists(pieces | st.text(max_size=12), max_size=40).map("".join))


@settings(max_examples=150, deadline=None)
@given(texts)
def test_any_text_gives_the_same_recap_twice(text: str) -> None:
    data = text.encode("utf-8", "ignore").replace(b"\0", b"")
    assert read_recap(data, "a.md") == read_recap(data, "a.md")
