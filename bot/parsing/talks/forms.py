"""Headings below which the same others stand again and again, as in a form: "Summary", "Takeaways"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from bot.parsing.outline import HEADED, Part
from bot.parsing.talks.evidence import Evidence
from bot.parsing.talks.likelihood import names_section
from bot.parsing.vocabulary import is_general


def filled_in(judged: Mapping[Part, Evidence]) -> dict[Part, Evidence]:
    """The headings with the same ones below as most others."""
    forms = {
        part: {below.head.text.casefold().strip(" :") for below in part.parts if below.kind in HEADED}
        for part in judged
        if not is_general(part.head.text) and not names_section(part)
    }
    often = Counter(head for form in forms.values() for head in form)
    form = {head for head, times in often.items() if times >= max(FEWEST, MOST * len(forms))}
    return {part: judged[part] for part, own in forms.items() if len(own & form) >= FORM}


FORM = 2
"""Headings that stand below one after another, and make a form of them."""

FEWEST, MOST = 3, 0.6
"""How many of a family must have a heading below, and which share of it."""
