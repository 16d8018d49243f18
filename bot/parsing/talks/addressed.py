"""Talks named by nothing but the address of their page: its words are the title."""

from __future__ import annotations

import re
from urllib.parse import unquote

from bot.parsing.links import bare, leads_to_talk
from bot.parsing.rich import Rich

BY_ADDRESS = "address"
"""The rule by which such a title was read."""


def told_by_address(head: Rich) -> str:
    """The title that an address says, if `head` is nothing else: ".../how-moss-grows" -> "How moss grows"."""
    if len(head.links) != 1:
        return ""
    start, end, link = head.links[0]
    alone = end - start == len(head.text.strip()) and bare(link.text) == bare(link.url)
    if not alone or not leads_to_talk(link.url):
        return ""
    last = unquote(bare(link.url).partition("?")[0].partition("#")[0].rpartition("/")[2])
    words = _WORDS.fullmatch(last)
    title = re.sub("[-_]", " ", words["title"]) if words else ""
    return title[:1].upper() + title[1:]


# "how-moss-grows-2", "old_walls_and_moss.html": three words or more.
_WORDS = re.compile(r"(?:\d+[-_])?(?P<title>[^\W_]+(?:[-_][^\W_]+){2,}?)(?:[-_]\d+)?(?:\.[a-z]{2,5})?")
