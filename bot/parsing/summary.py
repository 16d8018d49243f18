"""A few of the author's own sentences or bullets that say most.

Method: each sentence is scored by the weight of its words (words frequent in this text
but not everywhere in it, after H. P. Luhn, "The automatic creation of literature
abstracts", 1958), by its place (the first ones say what it is about), and by its form
(whole sentences, not fragments, greetings or lists of links).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from bot.model import Link

LIMIT = 420
"""Characters of a summary: what is read at a glance."""

MOST = 4
"""Sentences at most."""

_WORD = re.compile(r"[^\W\d_]{4,}|[\u4e00-\u9fff\u3040-\u30ff]{2}")
_URL = re.compile(r"https?://\S+")
_SELF = re.compile(
    r"\b(?:I|I'm|I’m|we|my|see you|thanks?|thank you|stay tuned|click|let me know|ich|wir|je|nous|yo)\b",
    re.IGNORECASE,
)


def summarise(candidates: Sequence[tuple[str, Sequence[Link]]], about: str = "") -> str:
    """Two to four of `candidates` (text and its links), in their order; "" if none says anything.

    `about` is the title: sentences that share its words are preferred.
    """
    texts = [(index, " ".join(text.split()), links) for index, (text, links) in enumerate(candidates)]
    usable = [(index, text) for index, text, links in texts if says_something(text, links)]
    if not usable:
        return ""
    if len(usable) <= MOST and sum(len(text) for _, text in usable) <= LIMIT:
        return join([text for _, text in usable])
    counts = Counter(word.lower() for _, text in usable for word in set(_WORD.findall(text)))
    title = {word.lower() for word in _WORD.findall(about)}
    ranked = sorted(usable, key=lambda item: (-_score(item[0], item[1], counts, title), item[0]))
    chosen: list[tuple[int, str]] = []
    size = 0
    for index, text in ranked:
        if len(chosen) == MOST or (chosen and size + len(text) > LIMIT):
            continue
        chosen.append((index, text))
        size += len(text) + 1
    return join([text for _, text in sorted(chosen)])


def says_something(text: str, links: Sequence[Link] = ()) -> bool:
    """A whole sentence or a telling bullet: not a heading, a list of links or a scrap."""
    words = _URL.sub("", text)
    for link in links:
        words = words.replace(link.text, "", 1) if len(link.text) > 0.7 * len(text) else words
    count = len(words.split())
    cjk = len(re.findall(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]", words))
    return (
        (count >= 3 or cjk >= 8)
        and not words.rstrip().endswith((":", "："))
        and bool(re.search(r"\w", words))
    )


def _score(index: int, text: str, counts: Counter[str], title: set[str]) -> float:
    words = {word.lower() for word in _WORD.findall(text)}
    if not words:
        return 0.0
    weight = sum(min(counts[word], 4) for word in words) / (len(words) + 4)
    whole = 0.6 if re.search(r"[.!?。！？…][\"'”’)]*$", text) else 0.0
    numbers = 0.2 if re.search(r"\d", text) else 0.0
    telling = 0.3 * len(words & title) ** 0.5
    place = 1.2 / (1 + index * 0.5)
    private = 0.4 if _SELF.search(text) else 0.0
    length = min(len(text), 200) / 200
    return float(weight + whole + numbers + telling + place + length - private)


def join(texts: Sequence[str]) -> str:
    """Sentences side by side; a bullet without a full stop gets a line to itself."""
    out = ""
    for text in texts:
        if out:
            out += " " if re.search(r"[.!?。！？…:][\"'”’)]*$", out) else "\n"
        out += text
    return out
