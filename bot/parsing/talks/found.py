"""What the rules find: a talk or topic in the making."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from bot.model import Link, TalkKind
from bot.parsing.link_labels import is_label
from bot.parsing.outline import HEADED, Part
from bot.parsing.trimming import clean
from bot.parsing.vocabulary import holds_sessions, is_general, numbers_sessions


@dataclass(eq=False)
class Found:
    """A talk or topic in the making; `rule` names the rule that found it.

    `part` is the part of the document that is about it (None: a stretch of prose),
    `head_end` where in the words of `part` its title line ends.
    """

    title: str
    rule: str
    kind: TalkKind = "talk"
    part: Part | None = None
    head_end: int = 0
    speakers: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    section: str | None = None
    line: int = 0
    also: list[str] = field(default_factory=list)
    notes: list[int] = field(default_factory=list)

    def add_speakers(self, names: Iterable[str]) -> None:
        """Add those not named yet; a fuller form of a name takes the shorter one's place."""
        for name in names:
            if any(same_name(name, known) and len(known) >= len(name) for known in self.speakers):
                continue
            self.speakers = [known for known in self.speakers if not same_name(known, name)]
            self.speakers.append(name)


def same_name(a: str, b: str) -> bool:
    """Names such as "Jez" and "Jez Humble", but not "Jez Humble" and "Jez Smith"."""
    first, second = a.casefold().split(), b.casefold().split()
    short, long = sorted((first, second), key=len)
    return short == long or (len(short) == 1 and short[0] in long)


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Letters and digits alone, case folded: titles alike in this are the same title."""
    if text.isascii():
        return " ".join(text.lower().translate(_FOLDED).split())
    text = unicodedata.normalize("NFKC", text).casefold().replace("&", " and ")
    return " ".join(_SIGNS.sub(" ", text.replace("'", "").replace("’", "")).split())


_SIGNS = re.compile(r"[^\w ]+")
# The same for ASCII, where a table does in a third of the time what a pattern does.
_FOLDED = {sign: " " for sign in range(128) if not (chr(sign).isalnum() or chr(sign) == "_")}
_FOLDED |= {ord("&"): " and ", ord("'"): ""}


def key_of(kind: TalkKind, title: str, seen: dict[str, int]) -> str:
    """A short digest of kind and title; `seen` numbers those that repeat."""
    folded = f"{kind}:{fold(title) or title}"
    seen[folded] = seen.get(folded, 0) + 1
    if seen[folded] > 1:
        folded += f"#{seen[folded]}"
    return hashlib.blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def section_of(part: Part, title_part: Part | None, talks: Container[Part] = ()) -> str | None:
    """The heading under which `part` stands, neither the document's own title nor one of `talks`.

    An empty heading between talks of its own level is the section of those behind it, but for
    a break of the programme ("10:30 Coffee").
    """
    if part.kind in HEADED and part.parent is not None and (between := _empty_before(part, talks)):
        return between
    for above in part.ancestors:
        if above is title_part:
            break
        if above in talks or not ((above.kind in HEADED and above.kind != "lead") or above.kind == "item"):
            continue
        name = clean(above.head.text.split("\n")[0]).strip(" :：#*")
        if name and (not is_label(name) or numbers_sessions(name)):
            return name[:120]
    return None


def _empty_before(part: Part, talks: Container[Part]) -> str | None:
    like = part.before
    for _ in range(FAR):
        if like is None or (like.kind in HEADED and like.level < part.level):
            return None
        if like.kind in HEADED and like.level == part.level and like not in talks:
            name = clean(like.head.text)
            is_break = name != like.head.text and is_general(name) and not holds_sessions(name)
            return like.head.text[:120] if not like.parts and not is_break else None
        like = like.before
    return None


FAR = 200
"""How many parts back an empty heading may stand."""
