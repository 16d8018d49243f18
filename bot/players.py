"""Players that pages embed, and the pages of what they play."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

PAGES: Mapping[str, str] = MappingProxyType(
    {
        "youtube": "https://www.youtube.com/watch?v={}",
        "vimeo": "https://vimeo.com/{}",
        "dailymotion": "https://www.dailymotion.com/video/{}",
    }
)
"""The address of a video's page at a service, for the name of the video."""

_PLAYERS = (
    (re.compile(r"(?:https?:)?//(?:www\.)?youtube(?:-nocookie)?\.com/embed/([\w-]{6,})[^\s]*"), "youtube"),
    (re.compile(r"(?:https?:)?//player\.vimeo\.com/video/(\d+)[^\s]*"), "vimeo"),
    (re.compile(r"(?:https?:)?//(?:www\.)?dailymotion\.com/embed/video/(\w+)[^\s]*"), "dailymotion"),
)


def page_of(address: str) -> str:
    """The page of what the player at `address` plays: ".../embed/ID" -> ".../watch?v=ID"; any other stays."""
    for pattern, service in _PLAYERS:
        if found := pattern.fullmatch(address):
            return PAGES[service].format(found[1])
    return address
