"""Lines that begin with who spoke and go on with the title: "**Ada** - Old moss", "## Ada Hill, Old moss"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.parsing import speakers
from bot.parsing.letters import size
from bot.parsing.links import is_profile
from bot.parsing.outline import Part
from bot.parsing.posts import names_post
from bot.parsing.rich import Rich
from bot.parsing.talks.evidence import Evidence, without_label_links
from bot.parsing.talks.item_titles import head_of_item
from bot.parsing.titles import Titled, looks_like_title, read_title
from bot.parsing.trimming import clean, tidy

LED = "led"
"""The rule by which such titles are read."""
LEAST, MOST, KNOWN = 2, 0.6, 0.5
"""How many items must begin so, which share of the list, and which share of them with known names."""
LONGEST = 80
"""Characters of who spoke and where they work."""


def people_first(family: Sequence[Part]) -> dict[Part, Evidence]:
    """The evidence of the items that begin so, if most of a list do."""
    return _most(family, {part: seen for part in family if (seen := _led(part.head))}, LEAST)


def before_commas(family: Sequence[Part]) -> dict[Part, Evidence]:
    """The same where only a comma parts full names from titles, half of which are of several words."""
    found = {part: seen for part in family if (seen := _before_comma(part))}
    long = sum(size(seen.titled.title) >= SEVERAL for seen in found.values())
    return _most(family, found, LEAST + 1) if 2 * long >= len(found) else {}


def by_accounts(family: Sequence[Part]) -> dict[Part, Evidence]:
    """The same of a list of sessions whose items begin with a link to somebody's page.

    What follows may be a sentence: what the author took home from the talk.
    """
    found = {part: seen for part in family if (seen := _behind_account(part.head))}
    return found if len(found) >= max(LEAST + 1, MOST * len(family)) else {}


def _behind_account(head: Rich) -> Evidence | None:
    """What stands behind a link to a person's page and a dash: "[moss_ada](https://…) - it grows"."""
    start, end, link = head.links[0] if head.links else (1, 0, None)
    parted = _DASH.match(head.text, end) if link and not start and is_profile(link.url) else None
    if link is None or parted is None:
        return None
    rest = head.cut(parted.end(), len(head.text))
    title = read_title(rest.text[: head_of_item(rest)]).title
    return Evidence(Titled(title, (link.text.lstrip("@"),), LED), parted.end(), frozenset({"names"}))


_DASH = re.compile(r"\s*(?:[:：]|[-–—]{1,2})\s+(?=\S)")


def _most(family: Sequence[Part], found: dict[Part, Evidence], least: int) -> dict[Part, Evidence]:
    names = [name for seen in found.values() for name in seen.titled.speakers]
    known = sum(speakers.likeness(name) == speakers.KNOWN for name in names)
    enough = len(found) >= max(least, MOST * len(family)) and known >= KNOWN * len(names)
    return found if enough else {}


def _led(head: Rich) -> Evidence | None:
    """What an item says that begins with people in bold, slanted or linked, or with a company in brackets."""
    text = head.text
    lead = _lead_end(head)
    parted = _PARTED.match(text, lead) or _PARTED.match(text, text.rfind(":", 0, lead)) if lead else None
    if parted is None or parted.end() > LONGEST:
        return None
    names = speakers.people(text[:lead].rstrip(" :"))
    rest = head.cut(parted.end(), len(text))
    end = head_of_item(rest)
    title = read_title(rest.text[:end]).title
    if not speakers.are_full(names) or not _may_be_title(rest.text, title):
        return None
    return Evidence(Titled(title, names, LED), parted.end() + end, frozenset({"names"}))


def _before_comma(part: Part) -> Evidence | None:
    """What a line says that begins with full names and a comma, unless it goes on with what they are."""
    line = without_label_links(part.head)
    parted = _COMMA.match(line.text)
    names = speakers.people(parted["who"]) if parted else ()
    if parted is None or not speakers.are_full(names):
        return None
    rest = line.cut(parted.end(), len(line.text))
    end = head_of_item(rest) if part.kind == "item" else len(rest.text)
    title = clean(rest.text[:end])
    at_work = _AT_WORK.match(title)
    title = tidy(title[at_work.end() :] if at_work else title)
    if (
        not title
        or names_post(title)
        or _INSTITUTION.search(title)
        or speakers.surest(speakers.people(title)) == speakers.KNOWN
    ):
        return None
    return Evidence(Titled(title, names, LED), parted.end() + end, frozenset({"names"}))


_COMMA = re.compile(
    r"(?P<who>[^\s,;:()][^,;:()\"“„«]{2,60})(?:\s\([^()]{2,60}\))?,\s(?=[\"“„«‘]?[^\W\d_a-z])"
)
# As in: Ada Lovelace, Acme «Old moss»
_AT_WORK = re.compile(r"[^\s«“\"„][^«“\"„]{1,40}\s(?=[«“\"„][^«»“”\"„]+[»”\"“]$)")
_INSTITUTION = re.compile(r"\b(?:Universi|Institut|Colleg|School|Department|Labor|Inc\b|Ltd\b|GmbH)")
SEVERAL = 3
"""Words that are rather a title than where somebody works."""


def _lead_end(head: Rich) -> int:
    """Where what an item begins with ends: the words set apart, or those before brackets; 0 if nothing is."""
    first = next((mark for mark in head.marks if mark.start == 0), None)
    if first is not None and (first.span.strong or first.span.em):
        return first.end
    if head.links and head.links[0][0] == 0:
        return head.links[0][1]
    bracket = _BRACKET.match(head.text)
    return bracket.end() if bracket else 0


_BRACKET = re.compile(r"[^\s.,;:()][^.,;:()]{2,40}?(?=\s\([^()]{2,60}\)\s?(?:[:：]|[-–—]))")
_PARTED = re.compile(
    r"(?:\s\([^()]{2,60}\)|,\s[^\s,:–—\"“„«][^,:–—\"“„«]{1,40})?(?:\s?[:：]\s|\s[-–—]{1,2}\s|,?\s(?=[\"“„«‘]))\s*"
)


def _may_be_title(text: str, title: str) -> bool:
    """A title, and no sentence that goes on about the person: "Ada Lovelace - she runs the group"."""
    return looks_like_title(title, short=True) and not text.lstrip('"“„«‘*_ ')[:1].islower()
