"""Links that only look like talks: what each talk has under the same words, and tables of contents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from bot.parsing.link_labels import begins_as_label, is_label, names_material
from bot.parsing.outline import HEADED, Part
from bot.parsing.talks.again import stems
from bot.parsing.talks.evidence import Evidence
from bot.parsing.talks.found import fold


def without_labels(evidence: Mapping[Part, Evidence], root: Part) -> dict[Part, Evidence]:
    """The evidence without what is none.

    retold    "Ada Lovelace - Old Ants [MossConf]" below the heading of Ada's talk
    repeated  "[About this talk](…)" under one talk after another, each leading elsewhere
    material  "[Slides on the web](…)", "[Video old ants](…)" under a talk
    contents  "[Slow schedulers](#slow-schedulers)", which leads to a heading of this page
    """
    evidence = {part: seen for part, seen in evidence.items() if not _retold(part, seen, evidence)}
    if not any(part.head.links for part in evidence):
        return evidence
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
        and not (part in inside and part.head.links and _names_material(part, evidence))
        and not (part.kind == "item" and _leads_into_page(part, headings))
    }


def _retold(part: Part, seen: Evidence, evidence: Mapping[Part, Evidence]) -> bool:
    """A line below the heading of a talk names nobody but those who gave it."""
    above = next((above for above in part.ancestors if above in evidence), None)
    if part.kind != "lead" or above is None or above.kind != "heading":
        return False
    people = _people_of(seen)
    return bool(people) and people <= _people_of(evidence[above])


def _people_of(seen: Evidence) -> set[tuple[str, str]]:
    """The given and family names of who gave it: "Ada B. Lovelace" and "Ada Lovelace" are one."""
    words = [fold(name).split() for name in (*seen.titled.speakers, *seen.names)]
    return {(name[0], name[-1]) for name in words if name}


def _names_material(part: Part, talks: Mapping[Part, Evidence]) -> bool:
    """Its words say what it leads to, or most are those of the talk it stands below."""
    text = part.head.text
    if names_material(text) or begins_as_label(text) or hangs_from_label(part):
        return True
    above = next((above for above in part.ancestors if above in talks), None)
    own = stems(talks[above].titled.title) if above is not None and part.kind == "lead" else set()
    return len(own) >= FEWEST and len(own & stems(text)) >= SAME * len(own)


def hangs_from_label(part: Part) -> bool:
    """One or two below an item that says what they lead to: "- Slides ⏎ - [Old Moss - Speaker Deck](…)"."""
    over = part.parent
    if over is None or over.kind != "item" or len(over.parts) > FEW_PAPERS:
        return False
    return is_label(over.head.text.rstrip(" :："))


FEW_PAPERS = 2
"""Items below a label up to which they are papers of one talk, not a list of recordings."""

FEWEST, SAME = 3, 0.8
"""Words of a title, and the share of them that a line repeats which links its recording."""


def _leads_into_page(part: Part, headings: set[str]) -> bool:
    return fold(part.head.text) in headings and any("#" in link.url for *_, link in part.head.links)
