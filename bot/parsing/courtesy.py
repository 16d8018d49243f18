"""Titles beside which, in scripts without blanks, a word of courtesy tells that a name stands there."""

from __future__ import annotations

import re

from bot.parsing import speakers

_LAST = re.compile(
    r"^(?P<title>.*?\S)(?:[\s\u3000]+|\s?[/／|｜]\s?)(?P<who>[\u4e00-\u9fff々]{1,4}[ \u3000]?[\u3040-\u30ff\u4e00-\u9fff々]{1,4}|[\w.-]{3,20}?(?=さん))\s?(?:さん|氏|様)$"  # noqa: E501
)
LEAST_TITLE = 4
"""Characters of a title before a name."""


def honoured_last(text: str) -> tuple[str, tuple[str, ...]] | None:
    """A title, and the people named behind it with a title of courtesy: "パケットの一生 山田 太郎 氏"."""
    match = _LAST.match(text)
    return (match["title"], (match["who"],)) if match and len(match["title"]) >= LEAST_TITLE else None


_FIRST = re.compile(
    r"^(?P<who>@?[\w.-]{2,20}?|[\u4e00-\u9fff々]{1,4}[ \u3000]?[\u3040-\u30ff\u4e00-\u9fff々]{0,4})"
    r"(?:さん|氏)(?:\s?[（(][^()（）]{1,30}[)）])?(?:[\s\u3000]*[:：][\s\u3000]*|[\s\u3000]+|(?=「))(?P<title>\S.{2,})$"
)


def honoured_first(text: str) -> tuple[str, tuple[str, ...]] | None:
    """A title, and the one named before it with a title of courtesy: "@mossyさん パケットの一生"."""
    match = _FIRST.match(text)
    return (match["title"], (match["who"].lstrip("@"),)) if match else None


_BROUGHT = re.compile(r"^(?P<who>.{2,60}?)\s?(?:[为為]我[们們])?[带帶][来來]的\s?(?P<title>\S.*)$")


def brought_along(text: str) -> tuple[str, tuple[str, ...]] | None:
    """A title, and who brought it, where they work before them: "Acme 研发总监 Ada Hill 带来的苔藓的一生"."""
    match = _BROUGHT.match(text)
    if match is None:
        return None
    who = match["who"].rstrip()
    names = dict.fromkeys(mention.name for mention in speakers.mentions(who))
    if last := _LAST_NAMED.search(who):
        names[last.group("name")] = None
    return (match["title"], tuple(names)) if names else None


_LAST_NAMED = re.compile(
    r"(?P<name>[A-Z][\w.’'-]+ [A-Z][\w’'-]+|(?:^|(?<=[\sA-Za-z]))[\u4e00-\u9fff]{2,3})(?:老师|老師)?$"
)
