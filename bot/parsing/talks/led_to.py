# ruff: noqa: E501
"""Sentences that lead up to headings, as a line ending in a colon leads up to a list."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.parsing.outline import Part
from bot.parsing.talks.phrases import ATTENDED
from bot.parsing.vocabulary import leads_to_sessions


def led_to_sessions(family: Sequence[Part]) -> bool:
    """Right before the first of these headings ends a text with "my notes on the talks I attended"."""
    before = family[0].before if family else None
    if before is None or before.kind != "text" or before.block != "paragraph":
        return False
    last = _SENTENCE.split(before.head.text.strip())[-1].rstrip(".!。")
    if not leads_to_sessions(last + ":"):
        return False
    here = _HERE.search(last)
    return ATTENDED.search(last) is not None or (
        here is not None and leads_to_sessions(last[here.end() :] + ":")
    )


_SENTENCE = re.compile(r"(?<=[.!?。])\s+")
_HERE = re.compile(
    r"\b(?:below|following|here (?:are|is)|notes (?:on|from)|voici|ci-dessous|retour sur|hier|folgenden?|unten|a continuación|siguientes|abaixo|seguintes|ecco|seguenti|hieronder|nedan|nedenfor|oto|poniżej|вот|ниже|lássuk|íme)\b",
    re.IGNORECASE,
)
