"""The words a document opens with, before its first section."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.parsing.outline import HEADED, Part, subtitle_of
from bot.parsing.vocabulary import is_general


def shares(series: str, sentence: str) -> bool:
    """Two longer words of a series stand in the sentence: "the Moss Days in Gera" of Geraer Moss Days."""
    words = {word for word in series.split() if len(word) >= LONGER}
    return len(words & set(re.findall(r"\w+", sentence))) > 1


LONGER = 4
"""Letters of a word of a name that tells more than its grammar."""


def intro_of(root: Part, title_part: Part | None) -> str:
    """The words before the first section, at most a screenful."""
    subtitle = subtitle_of(title_part)
    lines: list[str] = []
    size = 0
    for part in root.walk():
        if part.kind == "root" or part is title_part or part is subtitle:
            continue
        if part.kind in HEADED and part.kind != "lead" and lines:
            break
        if part.kind in ("text", "lead") and part.block not in ("code", "header"):
            lines.append(part.head.text)
            size += len(part.head.text)
        if size > 1500 or part.kind == "row":
            break
    return "\n".join(lines)


def opens_with_notes(root: Part, title_part: Part | None, *, titled: bool) -> bool:
    """Whether those words are the notes of a session: below a heading that is neither general nor the title.

    That is the first line if no other title is given.
    """
    for at, part in enumerate(root.walk()):
        if part.kind == "root" or part is title_part:
            continue
        if part.kind in HEADED and part.kind != "lead":
            if (titled or at > 1) and not is_general(part.head.text):
                return True
        elif part.kind in ("text", "lead") and part.block not in ("code", "header"):
            return False
    return False


def joined(texts: Sequence[str]) -> str:
    """Those that are not empty, each as a line."""
    return "\n".join(text for text in texts if text)
