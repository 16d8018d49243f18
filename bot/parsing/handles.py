# ruff: noqa: E501
"""Titles beside which stand but the accounts of who spoke: "Life of a Packet (@ada)", "@ada: Life of a Packet"."""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.parsing import speakers
from bot.parsing.letters import CAPITALS, EAST
from bot.parsing.wordlists import one_of

BY_WORDS = ("by", "von", "par", "por", "door", "de", "di", "af", "av", "przez", "od")
WITH_WORDS = ("with", "w/", "mit", "avec", "con", "com", "feat.", "ft.")
"""What stands between a title and who gave it."""

_BRACKETED = re.compile(r"^(.{3,}?)\s*[(（](@[\w.-]+(?:(?:\s*[,&/、]\s*|\s+)@[\w.-]+)*)[)）]$")
_HANDLES = r"@[\w.-]*\w(?:(?:\s*[,&/、+]\s*|\s+(?:(?:and|und|et|y|e)\s+)?)@[\w.-]*\w)*"
_BEHIND = re.compile(
    rf"^(.{{3,}}?)(?:,?\s+(?:{one_of((*BY_WORDS, *map(re.escape, WITH_WORDS)))})|\s*[–—|:：/／]|\s+-)\s*({_HANDLES})(?:$|[.,;:!]|\s+[a-z(–—-])",
    re.IGNORECASE,
)
_HONOURED = r"(?:\s?(?:さん|氏|님))?"
_LAST = re.compile(rf"^(\S+\s.*?\S|\S*[{EAST}]\S*)\s+({_HANDLES}){_HONOURED}$")
_BEFORE = re.compile(
    rf"^({_HANDLES})(?:(?:\s*[:：|–—/／]|\s-)\s+(\S.{{3,}})|{_HONOURED}\s+([{CAPITALS}{EAST}\d「『“\"].{{3,}}))$"
)


class Accounts(NamedTuple):
    """A title and the accounts beside it, which stand `first` or behind it."""

    title: str
    accounts: tuple[str, ...]
    first: bool = False


def accounts_in(text: str) -> Accounts | None:
    """What a title and accounts consist of; None where no account stands right beside a title."""
    if behind := _BRACKETED.match(text) or _BEHIND.match(text) or _LAST.match(text):
        return Accounts(behind[1], _names(behind[2]))
    before = _BEFORE.match(text)
    return Accounts(before[2] or before[3], _names(before[1]), first=True) if before else None


def _names(handles: str) -> tuple[str, ...]:
    return tuple(re.findall(r"@([\w.-]*\w)", handles))


def accounts_end(text: str) -> int:
    """Where "Life of a Packet with @ada" ends if the words go on about it; 0 if they do not."""
    match = _BEHIND.match(text) if "@" in text else None
    if match is None or speakers.likeness(match[1]):
        return 0
    return match.end(2) if _GOES_ON.match(text, match.end(2)) else 0


_GOES_ON = re.compile(r"\s+[a-zß-ÿ(]|[.,;!]\s+\w")
