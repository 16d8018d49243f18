# ruff: noqa: E501
"""What people are and where they work, as it stands beside their names: "Engineer at Acme", "株式会社こけ"."""

from __future__ import annotations

import re

from bot.parsing.letters import UNSPACED


def is_work(tail: str) -> bool:
    """What stands behind a name says where one works: few words, or a role; not the title of a talk."""
    words = tail.strip(" -–—|@").lower().split()
    if len(UNSPACED.findall(tail)) > LONGEST_WORK and _FIRM.search(tail) is None:
        return False
    return len(words) <= 2 or any(word.strip(",") in _ROLES for word in words)


LONGEST_WORK = 8
"""Ideographs that say where one works, but for words such as 株式会社."""

_FIRM = re.compile(r"株式会社|会社|公司|集[团團]|大学|大學|科技|研究")

_ROLES = frozenset(
    "at of from @ von bei chez de engineer developer manager director architect lead head founder ceo cto vp professor inc ltd gmbh university".split()  # noqa: SIM905
)


_POSTS = re.compile(
    r"(?:co-?)?chair|organi[sz]ers?|sponsor|volunteer|coordinator|student|researcher|consultant|evangelist|advocate|"
    r"analyst|designer|scientist|programmer|author|editor|journalist|host|moderator|engineer|developer|manager|"
    r"director|architect|lead|head|founder|ceo|cto|vp|professor|entwickler(?:in)?|leiter(?:in)?|berater(?:in)?|"
    r"développeu(?:r|se)|ingénieur|ingenier[oa]",
    re.IGNORECASE,
)


def names_post(text: str) -> bool:
    """Says what somebody is, not what they spoke of: "Engineer at Acme", "Programme chair"."""
    first, *rest = [word.strip(".,") for word in text.split()] or [""]
    if _POSTS.fullmatch(first) and (
        not rest or rest[0].lower() in ("at", "of", "for", "@", "bei", "chez", "de")
    ):
        return True
    return len(rest) in (1, 2) and _POSTS.fullmatch(rest[-1]) is not None
