"""The title between the proved talks of a family: one whose speaker the author left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.parsing.links import leads_to_talk
from bot.parsing.outline import Part
from bot.parsing.talks.below import besides
from bot.parsing.talks.evidence import Evidence
from bot.parsing.titles import looks_like_title
from bot.parsing.vocabulary import holds_sessions, is_general, names_day

MANY_PROVED = 4
"""Talks with proof among which a title without any is one of them ..."""

NEARLY_ALL = 0.8
"""... and the share of the family they must be."""


def is_between(part: Part, family: Sequence[Part], hard: Mapping[Part, Evidence], above: Part) -> bool:
    """A title with notes between two of many talks: the one whose speaker the author left out.

    At the ends, too, where the heading `above` says that all are sessions. Not where all others
    are written in a way of their own: with a code, a time, a link, in quotes.
    """
    at = family.index(part)
    around = family[max(0, at - 1) : at + 2]
    alike = frozenset.intersection(*(seen.hard for seen in hard.values()))
    return (
        not alike & {"code", "timed", "link", "quoted"}
        and len(hard)
        >= max(MANY_PROVED, NEARLY_ALL * sum(not is_general(other.head.text) for other in family))
        and (len(around) == 3 or _ends_count(above, part))
        and all(other in hard for other in around if other is not part)
        and (looks_like_title(part.head.text) or _has_material(part))
        and any(below.kind == "text" for below in part.parts)
    )


def _ends_count(above: Part, part: Part) -> bool:
    """The heading above says that these are sessions, or which day it was and slides that this is one."""
    text = above.head.text
    return holds_sessions(text) or (names_day(text) and _has_material(part))


def _has_material(part: Part) -> bool:
    """A line of its own below links slides or a recording, which only a talk has."""
    return any(
        below.kind == "text"
        and not besides(below.head)
        and any(leads_to_talk(link.url, link.text) for *_, link in below.head.links)
        for below in part.parts
    )
