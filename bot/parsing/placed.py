"""What says before a title but where in the programme it stood: "Day 1, Session 3: Old ants"."""

from __future__ import annotations

import re

from bot.parsing.wordlists import TABLE, one_of

COUNT = r"#?(?:\d{1,2}[a-z]?|[A-H]|[IVX]{1,4})(?!\w)"
"""By which the parts of a programme are counted."""

PLACE = (
    r"(?:sessions?|tracks?|blocks?|slots?|rooms?|streams?|stages?|sitzung|raum|séance|salle|sesi[oó]n|"
    r"sala|bloque|sess[aã]o|bloco|trilha|sessione|sessie|zaal|sesja|ścieżka)"
)
"""The parts of a programme that are counted."""

PLACED = (
    rf"(?:{one_of(TABLE['days']['words'].split())} ?\d{{1,2}}\s?[,:/|–-]\s?)?"
    rf"(?:{PLACE} ?{COUNT}\s*(?:[:：/|]\s*|[.–—-]\s+)|[\[(]{PLACE} ?{COUNT}[\])]\s*)"
)
"""What stands before a title: "Day 1, Session 3: ", "Track B / ", "[Room 2] "."""

_PLACED = re.compile(PLACED, re.IGNORECASE)
_SIGN = re.compile(r"\d[:：/|.\])]|[\da-z] [/|–—-]|[\da-h][:\])]", re.IGNORECASE)


def unplaced(text: str) -> str:
    """`text` without what says where in the programme it stood, if words are left."""
    placed = _PLACED.match(text) if _SIGN.search(text, 0, LONGEST) else None
    return text[placed.end() :] if placed and placed.end() < len(text) else text


LONGEST = 40
"""Characters in which all that must have been said."""
