"""Embedded players and posts -> the address a person would open."""

from __future__ import annotations

import re

from bot.players import PAGES

# What sites call their embeds: `{%youtube ID %}`, `{{< tweet ID >}}`, `[vimeo ID]`, `.. youtube:: ID`.
_ADDRESSES = {
    **PAGES,
    "yt": PAGES["youtube"],
    "bilibili": "https://www.bilibili.com/video/{}",
    "nicovideo": "https://www.nicovideo.jp/watch/{}",
    "tweet": "https://twitter.com/i/status/{}",
    "twitter": "https://twitter.com/i/status/{}",
    "x": "https://twitter.com/i/status/{}",
    "gist": "https://gist.github.com/{}",
    "github": "https://github.com/{}",
    "slideshare": "https://www.slideshare.net/{}",
    "speakerdeck": "https://speakerdeck.com/player/{}",
    "instagram": "https://www.instagram.com/p/{}",
    "soundcloud": "https://soundcloud.com/{}",
    "codepen": "https://codepen.io/{}",
    "asciinema": "https://asciinema.org/a/{}",
}

_ID = re.compile(r"[\w@./~-]+(?:\?[\w=&%.-]*)?")


def embed_address(service: str, name: str) -> str | None:
    """The address of what a site's embed names; None if the service is not known.

    ("youtube", "mKp5") -> "https://www.youtube.com/watch?v=mKp5"; an address stays as it is.
    """
    address = _ADDRESSES.get(service.lower())
    if address is None or name.startswith(("http://", "https://")):
        return name if address else None
    return address.format(name) if _ID.fullmatch(name) else None
