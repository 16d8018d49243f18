"""What looks like a name in a text: runs of capitalised words that the question does not say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.people import is_given
from bot.search.asking import stop_words
from bot.words import tokens

_LOWER = "".join(c for c in map(chr, range(0x100, 0x530)) if c.islower())
UPPER = rf"[^\W\d_a-zß-öø-ÿ{_LOWER}]"
SMALL = r"(?:de|la|van|von|der|den|du|del|da|di|el|al|bin)"
EASTERN = re.compile("[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7af]{2}")
"""Letters of the scripts without blanks, or with particles: kana, Han, Hangul."""
NAMES = re.compile(
    rf"(?<![\w@/.#-]){UPPER}[\w'’.-]*\w(?: (?:{SMALL} ){{0,2}}{UPPER}[\w'’-]*\w\b| {UPPER}\.)*"
)


def names_in(text: str) -> Iterator[str]:
    """Runs of capitalised words, the first word of a sentence only if more follow."""
    for match in NAMES.finditer(text):
        starts = match.start() == 0 or text[match.start() - 2 : match.start()].strip() in (
            ".",
            "!",
            "?",
            ":",
            "",
        )
        alone = text.endswith(": ", 0, match.start()) and not text[match.end() :].strip(" .!")
        if " " in match.group() or not starts or alone or any(c.isupper() for c in match.group()[1:]):
            yield match.group()  # a lone word that is all there is behind a colon, too: "film: Brazil"
    yield from _SMALL_FIRST.findall(text)


_SMALL_FIRST = re.compile(r"(?<![\w/.@-])[a-z]{1,2}[A-Z][a-z]\w+")  # eBay


def is_new(name: str, known: frozenset[str]) -> bool:
    """Whether a name says what the question does not."""
    return any(t not in known and t not in stop_words() for t in tokens(name, camel=False))


def is_person(name: str) -> bool:
    """Whether such a run begins with a given name: "Ada Lovelace", not "Acme Moss"."""
    return is_given(name.split(maxsplit=1)[0])


def words_of(text: str) -> list[str]:
    """The text cut at blanks, commas and brackets."""
    return re.findall(r"[^\s,;()]+", text)
