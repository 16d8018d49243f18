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
from itertools import chain

from bot.model import Link
from bot.parsing.speakers import label_of

LIMIT = 420
"""Characters of a summary: what is read at a glance."""

MOST = 4
"""Sentences at most."""

_WORD = re.compile(r"[^\W\d_]{4,}|[\u4e00-\u9fff\u3040-\u30ff]{2}")
_URL = re.compile(r"https?://\S+")
_SELF = re.compile(r"\b(?:i|we|my|see you|thanks?|stay tuned|click|let me know|ich|wir|je|nous|yo)\b")
_LETTER = re.compile(r"\w")
_DIGIT = re.compile(r"\d")
_IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


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
    spoken = [[word.lower() for word in set(_WORD.findall(text))] for _, text in usable]
    counts = Counter(chain.from_iterable(spoken))
    title = {word.lower() for word in _WORD.findall(about)}
    scores = [
        _score(index, text, set(words), counts, title)
        for (index, text), words in zip(usable, spoken, strict=True)
    ]
    ranked = sorted(zip(scores, usable, strict=True), key=lambda item: (-item[0], item[1][0]))
    chosen: list[tuple[int, str]] = []
    size = 0
    for _, (index, text) in ranked:
        if len(chosen) == MOST:
            break
        if chosen and size + len(text) > LIMIT:
            continue
        chosen.append((index, text))
        size += len(text) + 1
    return join([text for _, text in sorted(chosen)])


def says_something(text: str, links: Sequence[Link] = ()) -> bool:
    """A whole sentence or a telling bullet: not a heading, a line of names, a list of links or a scrap."""
    if label_of(text):
        return False
    words = _URL.sub("", text) if "://" in text else text
    for link in links:
        words = words.replace(link.text, "", 1) if len(link.text) > 0.7 * len(text) else words
    enough = len(words.split()) >= 3 or len(_IDEOGRAPH.findall(words)) >= 8
    return enough and not words.rstrip().endswith((":", "：")) and _LETTER.search(words) is not None


def _score(index: int, text: str, words: set[str], counts: Counter[str], title: set[str]) -> float:
    if not words:
        return 0.0
    weight = sum([min(counts[word], 4) for word in words]) / (len(words) + 4)
    whole = 0.6 if _is_whole(text) else 0.0
    numbers = 0.2 if _DIGIT.search(text) else 0.0
    telling = 0.3 * len(words & title) ** 0.5
    place = 1.2 / (1 + index * 0.5)
    private = 0.4 if _SELF.search(text.lower()) else 0.0
    length = min(len(text), 200) / 200
    return float(weight + whole + numbers + telling + place + length - private)


def _is_whole(text: str) -> bool:
    return text.rstrip("\"'”’)").endswith((".", "!", "?", "。", "！", "？", "…"))


def join(texts: Sequence[str]) -> str:
    """Sentences side by side; a bullet without a full stop gets a line to itself."""
    out = ""
    for text in texts:
        if out:
            out += " " if re.search(r"[.!?。！？…:][\"'”’)]*$", out) else "\n"
        out += text
    return out
