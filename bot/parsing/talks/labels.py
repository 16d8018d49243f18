"""Links that only look like talks: what each talk has under the same words, and tables of contents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from bot.parsing.outline import HEADED, Part
from bot.parsing.talks.evidence import Evidence
from bot.parsing.talks.found import fold
from bot.parsing.vocabulary import names_material


def without_labels(evidence: Mapping[Part, Evidence], root: Part) -> dict[Part, Evidence]:
    """The evidence without what is none.

    repeated  "[About this talk](…)" under one talk after another, each leading elsewhere
    material  "[Slides on the web](…)" under a talk
    contents  "[Slow schedulers](#slow-schedulers)", which leads to a heading of this page
    """
    if not any(part.head.links for part in evidence):
        return dict(evidence)
    inside = {part for part in evidence if any(above in evidence for above in part.ancestors)}
    first = {part for part in evidence if part.kind == "lead" and part.before is None}
    parts = list(root.walk())
    lines = [part for part in parts if part.kind in ("lead", "item") and part.head.links]
    repeated = Counter([fold(part.head.text) for part in lines])
    headings = {fold(part.head.text) for part in parts if part.kind in HEADED}
    return {
        part: seen
        for part, seen in evidence.items()
        if not (part in inside | first and part.head.links and repeated[fold(part.head.text)] > 1)
        and not (part in inside and part.head.links and names_material(part.head.text))
        and not (part.kind == "item" and _leads_into_page(part, headings))
    }


def _leads_into_page(part: Part, headings: set[str]) -> bool:
    return fold(part.head.text) in headings and any("#" in link.url for *_, link in part.head.links)
