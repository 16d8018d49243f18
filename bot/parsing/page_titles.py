"""Titles as pages have them, with the name of the event beside the talk's: "Ants in Go - KubeCon EU 2022"."""

from __future__ import annotations

import re

from bot.parsing.series import names_event


def without_event(text: str) -> str:
    """A title without the name of the event, as pages are titled: "Ants in Go - KubeCon EU 2022"."""
    if (gaps := list(_GAP.finditer(text))) == []:
        return text
    first, last = gaps[0], gaps[-1]
    if _is_event(text[last.end() :]) and first.start() > 0:
        text = text[: last.start()]
    return text[first.end() :] if first is not last and _is_event(text[: first.start()]) else text


def _is_event(text: str) -> bool:
    return _DATED_EVENT.fullmatch(text) is not None or (names_event(text) and any(map(str.isdigit, text)))


_GAP = re.compile(r"\s+[-–—|·]{1,2}\s+|\s*[|｜]\s*|(?<=\d):\s+")
# A conference nobody has heard of: "AntConf EU 2019".
_DATED_EVENT = re.compile(
    r"(?:[A-Z][\w.+-]*\s){0,3}(?:\w*(?:[Cc]onf(?:erence)?|[Cc]on|[Ss]ummit|[Dd]ays?|[Cc]amp|[Ff]est|[Ww]orld))(?:\s[A-Z]\w+)?\s(?:[A-Z]{2,4}\s)?['’]?(?:(?:19|20)\d\d|\d\d)"
)
