"""Talks in bullets below the names of who gave them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.parsing import speakers
from bot.parsing.letters import size
from bot.parsing.link_labels import is_label
from bot.parsing.links import leads_to_talk
from bot.parsing.outline import Part
from bot.parsing.posts import names_post
from bot.parsing.rich import Rich
from bot.parsing.talks.evidence import Evidence, of_item, without_label_links
from bot.parsing.titles import looks_like_title
from bot.parsing.trimming import is_quoted

HARD_ENOUGH = 0.6
"""The share of such bullets that must be titles."""


def below_people(family: Sequence[Part]) -> dict[Part, Evidence]:
    """The titles that stand alone in a bullet below the name of who gave each: "* Ada ⏎   * Old ants"."""
    if len(family) < 2:
        return {}
    people = {part: _people(part) for part in family}
    sure = [speakers.surest(names) if speakers.are_full(names) else 0 for names in people.values()]
    if not all(sure) or sum(known == speakers.KNOWN for known in sure) < 0.5 * len(sure):
        return {}
    if said := _said_below_people(family) or _recorded_below_people(people):
        return said
    titles = [below[0] for part in family if len(below := part.parts) == 1 and below[0].kind == "item"]
    told = sum(bool(part.parts) or size(part.head.text) > 2 for part in titles)
    if len(titles) < HARD_ENOUGH * len(family) or not all(map(_is_title, titles)) or 2 * told < len(titles):
        return {}
    found = {part: of_item(part) for part in titles}
    return {
        part: replace(seen, names=speakers.people(part.parent.head.text), hard=seen.hard | {"speaker line"})
        for part, seen in found.items()
        if part.parent is not None
    }


def _people(part: Part) -> tuple[str, ...]:
    return speakers.people(without_label_links(part.head).text) if part.parts else ()


def _recorded_below_people(people: Mapping[Part, tuple[str, ...]]) -> dict[Part, Evidence]:
    """All titles below each name where most bullets link a recording or slides of their own."""
    titles = {item: names for part, names in people.items() for item in part.parts if item.kind == "item"}
    recorded = [
        item
        for item in titles
        if any(leads_to_talk(link.url, link.text) for *_, link in item.head.links)
        and looks_like_title(without_label_links(item.head).text, short=True)
    ]
    if len(recorded) < max(2, HARD_ENOUGH * len(titles)):
        return {}
    return {
        item: replace(seen, names=titles[item], hard=seen.hard | {"speaker line"})
        for item in recorded
        for seen in (of_item(item),)
    }


def _said_below_people(family: Sequence[Part]) -> dict[Part, Evidence]:
    """The people themselves, where the first bullet below each is a title set apart, and notes follow it.

    "* Ada ⏎   * _Old ants_ ⏎   * They wave." What stands below the name is the talk's, all of it.
    """
    titles = {part: part.parts[0] for part in family if part.parts[0].kind == "item"}
    apart = {part: title for part, title in titles.items() if is_set_apart(title.head)}
    if len(apart) < max(2, HARD_ENOUGH * len(family)) or all(len(part.parts) == 1 for part in apart):
        return {}
    return {
        part: Evidence(
            of_item(title).titled,
            len(part.head.text),
            frozenset({"speaker line"}),
            frozenset(),
            speakers.people(part.head.text),
        )
        for part, title in titles.items()
        if part in apart or _is_title(title)
    }


def is_set_apart(head: Rich) -> bool:
    """All of it is in quotation marks, slanted, bold or linked."""
    linked = any(
        len(link.text) >= 0.9 * len(head.text) and not is_label(link.text) for *_, link in head.links
    )
    return linked or is_quoted(head.text.strip()) or head.all("em") or head.all("strong")


def _is_title(part: Part) -> bool:
    text = part.head.text
    ended = text.endswith((".", ":", ","))
    return not ended and not names_post(text) and looks_like_title(text, short=True)
