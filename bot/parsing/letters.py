"""Letters: capital and small ones, to stand in patterns that mind case, and how many make a word."""

from __future__ import annotations

import re

_ALPHABETS = (
    *range(0x41, 0x5B),
    *range(0x61, 0x7B),
    *range(0xC0, 0x250),
    *range(0x370, 0x530),
    *range(0x1E00, 0x2000),
)
CAPITALS = "".join(chr(sign) for sign in _ALPHABETS if chr(sign).isupper())
SMALL = "".join(chr(sign) for sign in _ALPHABETS if chr(sign).islower())
CAPITAL = f"[{CAPITALS}]"
"""A capital of any alphabet: "A", "Ł", "Я", "Ω"."""
EAST = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
"""Kana, Han and Hangul, to stand in a set of letters."""
UNSPACED = re.compile(f"[{EAST}]")
"""A letter of the scripts whose words stand without blanks, or whose particles do: kana, Han, Hangul."""


def size(text: str) -> int:
    """How many words a text has: of scripts without blanks, two letters are as much as a word."""
    words = len(text.split())
    return words if text.isascii() else words + len(_UNSPACED.findall(text)) // 2


_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
