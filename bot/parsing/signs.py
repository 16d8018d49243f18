"""Signs by which a quirk or a mark is met in a text: "](", "- ", ":::".

Some hundred of them are looked for in every text. Most are made of marks and blanks alone, and
those stand in what is between the words, which is little and much the same all through a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_BETWEEN = re.compile(r"[^a-zA-Z0-9][^a-zA-Z0-9]+")
_MARKS = re.compile(r"[^a-zA-Z0-9]+")


class Signs:
    """Tells which signs a text holds."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.between = "x".join(set(_BETWEEN.findall(text)))

    def hold(self, signs: Iterable[str]) -> bool:
        """Whether any of these signs stands in the text."""
        return any(map(self._holds, signs))

    def _holds(self, sign: str) -> bool:
        marks = _marks_of(sign)
        within = self.between if len(marks) > 1 else self.text
        return marks in within and (marks == sign or sign in self.text)


@lru_cache(maxsize=1024)
def _marks_of(sign: str) -> str:
    """The longest part of a sign without letters and digits: "](http" -> "](", "toc" -> ""."""
    return max(_MARKS.findall(sign), key=len, default="")
