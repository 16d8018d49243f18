"""What forums write in square brackets (BBCode): `[b]Bees[/b]`, `[*] Ants`, `[url=https://…]slides[/url]`."""

from __future__ import annotations

import re

_CLOSED = re.compile(r"\[/(?:b|i|url|list|quote|size|color)\]", re.IGNORECASE)
_SHOWN = re.compile(
    r"\[/?(?:list|size|color|font|u|s|center|left|right|justify|quote|spoiler|h[1-6]|\*)(?:=[^\[\]\n]*)?\]",
    re.IGNORECASE,
)
_ITEM = re.compile(r"^[ \t]*(?:\[list[^\[\]\n]*\])?\[\*\][ \t]*", re.MULTILINE | re.IGNORECASE)
_LINKED = re.compile(r"\[url=[\"']?(https?://[^\s\[\]\"']+)[\"']?\]([^\[\]\n]+)\[/url\]", re.IGNORECASE)
_ADDRESS = re.compile(r"\[(url|img)\][ \t]{0,9}(https?://[^\s\[\]]{1,2000})[ \t]{0,9}\[/\1\]", re.IGNORECASE)
_MARKS = (("b", "**"), ("i", "*"))
_ENDED = re.compile(r"(?<=\S)(?=\n[^\n])")
"""Where a line ends, which forums show as typed."""


def mend_forums(text: str) -> str:
    """Bold, slanted, listed and linked words in Markdown; sizes and colours say nothing."""
    if not _CLOSED.search(text):
        return text
    text = _SHOWN.sub("", _ITEM.sub("- ", text))
    text = _ADDRESS.sub(_address, text)
    text = _LINKED.sub(r"[\2](\1)", text)
    for tag, mark in _MARKS:
        text = re.sub(rf"\[/?{tag}\]", mark, text, flags=re.IGNORECASE)
    return _ENDED.sub("  ", text)


def _address(found: re.Match[str]) -> str:
    return f"![]({found[2]})" if found[1].lower() == "img" else f"<{found[2]}>"
