"""A few of the author's own sentences or bullets that say most.

Method: each sentence is scored by the weight of its words (words frequent in this text
but not everywhere in it, after H. P. Luhn, "The automatic creation of literature
abstracts", 1958), by its place (the first ones say what it is about), and by its form
(whole sentences, not fragments, greetings or lists of links).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain

from bot.model import Link
from bot.parsing.lazy import lazy
from bot.parsing.letters import UNSPACED
from bot.parsing.speakers import KNOWN, label_of, people, surest
from bot.parsing.vocabulary import TITLED

LIMIT = 420
"""Characters of a summary: what is read at a glance."""

MOST = 4
"""Sentences at most."""

OFTEN = 4
"""Times from which a word that comes more often weighs no more."""

_WORD = re.compile(r"[^\W\d_]{4,}|[\u4e00-\u9fff\u3040-\u30ff]{2}")
_LETTERS = bytes(i if chr(i).isalpha() else 32 for i in range(128)) + bytes(128)
_URL = re.compile(r"https?://\S+")
_SELF = re.compile(r"\b(?:i|we|my|see you|thanks?|stay tuned|click|let me know|ich|wir|je|nous|yo)\b")
_STOPS = (".", "!", "?", "。", "！", "？", "…")
_LETTER = re.compile(r"\w")
_DIGIT = re.compile(r"\d")


class Gist:
    """A sentence or bullet that says something, and what is counted of it, once for all summaries."""

    def __init__(self, text: str) -> None:
        self.text = text

    @lazy
    def spoken(self) -> list[str]:
        """Its words of four letters and more, and pairs of ideographs, in small letters."""
        text = self.text
        if text.isascii():
            words = text.encode().translate(_LETTERS).decode().split()
            return [word.lower() for word in {word for word in words if len(word) > 3}]
        return [word.lower() for word in set(_WORD.findall(text))]

    @lazy
    def vocabulary(self) -> frozenset[str]:
        """Each of these words once."""
        return frozenset(self.spoken)

    @lazy
    def form(self) -> tuple[float, float, float, float]:
        """What speaks for its form: whole sentences, numbers, length; against: the author's own affairs."""
        text = self.text
        return (
            0.6 if text.rstrip("\"'”’)").endswith(_STOPS) else 0.0,
            0.2 if _DIGIT.search(text) else 0.0,
            min(len(text), 200) / 200,
            0.4 if _SELF.search(text.lower()) else 0.0,
        )


def gist_of(text: str, links: Sequence[Link] = ()) -> Gist | None:
    """The gist of a text, None if it says nothing."""
    line = text if text.isprintable() and "  " not in text else " ".join(text.split())
    return Gist(line) if says_something(line, links) else None


def summarise(candidates: Sequence[Gist | None], about: str = "") -> str:
    """Two to four of `candidates`, in their order; "" if none says anything.

    `about` is the title: sentences that share its words are preferred.
    """
    usable = [(index, gist) for index, gist in enumerate(candidates) if gist is not None]
    if len(usable) <= MOST and sum([len(gist.text) for _, gist in usable]) <= LIMIT:
        return join([gist.text for _, gist in usable])
    counts = Counter(chain.from_iterable([gist.spoken for _, gist in usable]))
    for word in [word for word, times in counts.items() if times > OFTEN]:
        counts[word] = OFTEN
    title = {word.lower() for word in _WORD.findall(about)}
    ranked = sorted([(-_score(index, gist, counts, title), index, gist.text) for index, gist in usable])
    chosen: list[tuple[int, str]] = []
    size = 0
    for _, index, text in ranked:
        if len(chosen) == MOST:
            break
        if chosen and size + len(text) > LIMIT:
            continue
        chosen.append((index, text))
        size += len(text) + 1
    return join([text for _, text in sorted(chosen)])


def says_something(text: str, links: Sequence[Link] = ()) -> bool:
    """A whole sentence or a telling bullet: not a heading, a line of names, a list of links or a scrap."""
    words = _URL.sub("", text) if "://" in text else text
    for link in links:
        words = words.replace(link.text, "", 1) if len(link.text) > 0.7 * len(text) else words
    enough = len(words.split(None, 2)) == 3 or len(UNSPACED.findall(words)) >= 8
    says = enough and not words.rstrip().endswith((":", "：")) and _LETTER.search(words) is not None
    return says and not label_of(text) and not TITLED.match(text) and not _is_people(text)


def _is_people(text: str) -> bool:
    """The names of those who gave a talk, and nothing else."""
    if len(text) > LINE_OF_NAMES or not text[:1].isupper() or text.endswith(_STOPS):
        return False
    return surest(people(text)) == KNOWN


LINE_OF_NAMES = 120
"""Characters up to which a line may be of names alone."""


def _score(index: int, gist: Gist, weights: Mapping[str, int], title: set[str]) -> float:
    words = gist.vocabulary
    if not words:
        return 0.0
    weight = sum(map(weights.__getitem__, words)) / (len(words) + 4)
    telling = 0.3 * len(words & title) ** 0.5 if title else 0.0
    place = 1.2 / (1 + index * 0.5)
    whole, numbers, length, private = gist.form
    return float(weight + whole + numbers + telling + place + length - private)


def join(texts: Sequence[str]) -> str:
    """Sentences side by side; a bullet without a full stop gets a line to itself."""
    out = ""
    for text in texts:
        if out:
            out += " " if out.rstrip("\"'”’)").endswith((*_STOPS, ":")) else "\n"
        out += text
    return out
