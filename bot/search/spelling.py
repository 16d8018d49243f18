"""Abbreviations: whether a text spells out one of the question."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.search.asking import stop_words
from bot.search.question import Question
from bot.search.terms_asked import DOTTED
from bot.words import fold, tokens


def spells_out(question: Question, text: str) -> bool:
    """Whether an abbreviation of the question is spelt out by words with its initials."""
    if any(_numeronym(fold(t.word), text) for t in question.terms):
        return True
    if any(_by_syllables(fold(t.word), tokens(text, camel=False)) for t in question.terms):
        return True
    dotted = [fold(m.group()).replace(".", "") for m in DOTTED.finditer(question.text)]
    text = DOTTED.sub(" ", text)
    initials = "".join(fold(w)[:1] for w in re.findall(r"[^\W_]+", text))
    bare = "".join(fold(w)[:1] for w in re.findall(r"[^\W_]+", text) if fold(w) not in stop_words())
    for letters in (*dotted, *(fold(term.word) for term in question.terms)):
        if 2 <= len(letters) <= 8 and letters.isalpha() and (letters in initials or letters in bare):
            return True
    return False


_COUNTED = re.compile(r"([a-z])(\d{1,2})([a-z])")


def _numeronym(short: str, text: str) -> bool:
    """Whether the word stands there of which "i18n" counts the letters between first and last."""
    found = _COUNTED.fullmatch(short)
    return found is not None and any(
        len(word) == int(found[2]) + 2 and (word[0], word[-1]) == (found[1], found[3])
        for word in tokens(text, camel=False)
    )


def _by_syllables(short: str, words: Sequence[str]) -> bool:
    """Whether neighbours spell an abbreviation by their beginnings: "csat" by "customer satisfaction"."""
    return any(_spelt(short, words[at:], 0) for at in range(len(words)) if words[at] != short)


def _spelt(short: str, words: Sequence[str], taken: int) -> bool:
    if not short:
        return taken > 1
    if not words or len(short) < 2 > taken:
        return False
    longest = next((n for n in range(min(4, len(short)), 0, -1) if words[0].startswith(short[:n])), 0)
    return any(_spelt(short[n:], words[1:], taken + 1) for n in range(longest, 0, -1))
