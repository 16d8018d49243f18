"""The words of a text, taken apart once, and the cues that are looked up among them.

A pattern that is asked at every place of a text costs fifty times what a look into the set of
its words does. So whoever looks for "talk", "showed" or "by" asks the set first, and the
pattern only where one of its words stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.parsing.letters import EAST

_WORD = re.compile(r"\w+")
_APART = re.compile(rf"[^\W{EAST}]+|[{EAST}]+")
# A table of bytes does in a tenth of the time what one of characters does.
_LETTERS = bytes(i if chr(i).isalnum() or chr(i) == "_" else 32 for i in range(128)) + bytes(128)


def words_of(text: str) -> frozenset[str]:
    """The words of a text in small letters: what stands between anything but letters and digits."""
    return spelt(text.lower())


def spelt(text: str) -> frozenset[str]:
    """The words of a text as they are spelt."""
    if text.isascii():
        return frozenset(text.encode().translate(_LETTERS).decode().split())
    words = frozenset(_WORD.findall(text))
    mixed = [word for word in words if not word.isascii()]
    return words.difference(mixed).union(_APART.findall(" ".join(mixed))) if mixed else words


def spelt_in(texts: Sequence[str]) -> frozenset[str]:
    """The words of several texts as they are spelt; those in plain ASCII at a fraction of the cost."""
    plain = [text for text in texts if text.isascii()]
    others = [text for text in texts if not text.isascii()]
    return spelt("\n".join(plain)) | spelt("\n".join(others))


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that give something away: "talk", "presented".

    `words` are all spellings of those that stand between blanks; what gives away the others, in small
    letters: `begun`, beginnings of words with many endings, `pieces`, the same of other letters than
    ASCII's, and words of scripts without blanks.
    """

    words: frozenset[str]
    begun: tuple[str, ...] = ()
    pieces: tuple[str, ...] = ()

    def may_be_in(self, text: str, words: frozenset[str]) -> bool:
        """Whether any of them can stand in a `text` of these `words` (see `words_of`)."""
        if not words.isdisjoint(self.words):
            return True
        if not self.begun and not self.pieces:
            return False
        low = text.lower()
        for piece in self.begun if low.isascii() else self.begun + self.pieces:  # noqa: SIM110 - asked so often
            if piece in low:
                return True
        return False

    def __or__(self, other: Cue) -> Cue:
        """What gives away either: by which to see whether asking for several things is worth it."""
        return Cue(self.words | other.words, self.begun + other.begun, self.pieces + other.pieces)


def spellings(pattern: str) -> list[str]:
    r"""All that a simple pattern stands for: "plenar(?:y|ies)" -> plenary, plenaries.

    Groups of alternatives, sets of letters, and "?" behind either or a letter; an ending left
    open ("\w*") becomes "*".
    """
    found, rest = _alternatives(pattern)
    assert not rest, pattern  # noqa: S101 - else the pattern is not that simple
    return found


def _alternatives(pattern: str) -> tuple[list[str], str]:
    """The spellings up to the end of a group, and what stands behind it."""
    every: list[str] = []
    so_far = [""]
    while pattern and pattern[0] != ")":
        if pattern[0] == "|":
            every += so_far
            so_far, pattern = [""], pattern[1:]
            continue
        if pattern.startswith("(?:"):
            ways, pattern = _alternatives(pattern[3:])
            pattern = pattern[1:]
        elif pattern[0] == "[":
            letters, _, pattern = pattern[1:].partition("]")
            ways = [*letters]
        elif pattern.startswith(("\\w*", "\\w+")):
            ways, pattern = ["*"], pattern[3:]
        else:
            ways, pattern = [pattern[0]], pattern[1:]
        if pattern[:1] == "?":
            ways, pattern = [*ways, ""], pattern[1:]
        so_far = [begun + way for begun in so_far for way in ways]
    return every + so_far, pattern
