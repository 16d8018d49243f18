"""How long something is, in metres or pages, which is asked like how long it takes."""

from __future__ import annotations

import re
from collections.abc import Sequence


def is_length(parts: Sequence[str], asked: str) -> bool:
    """Whether a number with the words behind it is a length, where it is asked how long something *is*.

    `parts` begin with the number, `asked` is the folded question.
    """
    if _ASKED.search(asked) is None:
        return False
    with_half = _AND_A_HALF.match(" ".join(parts[1:4]))
    return _UNIT.search(" ".join(parts if with_half else parts[:2])) is not None


_ASKED = re.compile(
    r"\bhow long (?:is|are|was|were)\b|\bwie lange? (?:ist|sind|war|waren)\b|"
    r"\bhoe lang (?:is|zijn|was|waren)\b|\bh(?:ur|vor) lang[te]? (?:ar|er|var)\b|"
    r"\bjak dlug[iae] (?:jest|byl[aoy]?)\b"
)
_AND_A_HALF = re.compile(r"(?:and|und|en|och|og) (?:an? |eine |en )?\w+")
_UNIT = re.compile(
    r"\d ?(?:m|km|cm|mm|ft)\b|\b(?:(?:kilo|centi|milli)?met(?:er|re)s?|km|cm|mm|feet|foot|miles?|"
    r"inch(?:es)?|yards?|pages?|lines?|words?|characters?|seiten|zeilen|zeichen|wörter|pagina's|regels|"
    r"woorden|sidor|sider|rader|linjer|stron|metr\w*)\b",
    re.IGNORECASE,
)
