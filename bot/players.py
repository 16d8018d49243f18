"""Players that pages embed, and the pages of what they play."""

from __future__ import annotations

import re

_PAGES = (
    (
        re.compile(r"(?:https?:)?//(?:www\.)?youtube(?:-nocookie)?\.com/embed/([\w-]{6,})[^\s]*"),
        "https://www.youtube.com/watch?v={}",
    ),
    (re.compile(r"(?:https?:)?//player\.vimeo\.com/video/(\d+)[^\s]*"), "https://vimeo.com/{}"),
    (
        re.compile(r"(?:https?:)?//(?:www\.)?dailymotion\.com/embed/video/(\w+)[^\s]*"),
        "https://www.dailymotion.com/video/{}",
    ),
)


def page_of(address: str) -> str:
    """The page of what the player at `address` plays: ".../embed/ID" -> ".../watch?v=ID"; any other stays."""
    for pattern, page in _PAGES:
        if found := pattern.fullmatch(address):
            return page.format(found[1])
    return address
