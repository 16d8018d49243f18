"""Capital and small letters of the alphabets that have both, to stand in patterns that mind case."""

from __future__ import annotations

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
