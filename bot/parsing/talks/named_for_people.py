"""Headings each of which is but a person's name: somebody spoke whose title was not noted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from bot.parsing.outline import Part
from bot.parsing.speakers import likeness
from bot.parsing.talks.evidence import Evidence
from bot.parsing.titles import Titled
from bot.parsing.vocabulary import is_general


def named_for_people(judged: Mapping[Part, Evidence]) -> dict[Part, Evidence]:
    """The headings of a family that are names with words below, where most are.

    Among so many names what looks like one is one, though written in small letters: "Ada lovelace".
    """
    own = [part for part in judged if part.parts and not is_general(part.head.text)]
    people = [part for part in own if " " in part.head.text and _is_person(part, judged[part])]
    known = sum("person" in judged[part].soft for part in people)
    if len(people) < FEWEST or len(people) < MOST * len(own) or known < KNOWN_OF * len(people):
        return {}
    return {
        part: _spoken_by(judged[part], part.head.text)
        for part in own
        if part in people or _SHORT.fullmatch(part.head.text)
    }


def _is_person(part: Part, seen: Evidence) -> bool:
    return "person" in seen.soft or likeness(part.head.text) > 0


def _spoken_by(seen: Evidence, name: str) -> Evidence:
    titled = seen.titled if seen.titled.speakers else Titled(name, (name,), "alone")
    return replace(seen, titled=titled, names=titled.speakers)


_SHORT = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){1,2}")

FEWEST, MOST = 4, 0.6
"""How many of a family must be people, and which share of it."""

KNOWN_OF = 0.5
"""The share of them whose given names must be known."""
