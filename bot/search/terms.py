"""One typed word → `Term`: every word that may stand for it, with how surely it does."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.search import weights
from bot.search.lexicon import Phrase, lexicon
from bot.search.match import all_of, any_of, within, word
from bot.search.vocabulary import Words
from bot.words import is_paired, stem

_COUNTED = re.compile(r"([a-z])(\d{1,2})([a-z])")
_THOUSANDS = re.compile(r"(\d{1,3})k")
TYPOS, RELATED = 24, 8
_FINALS = 28  # of a Hangul syllable, none among them: the same beginning with each stands in a row


@dataclass(frozen=True, slots=True)
class Term:
    """One thing asked for: the words that may stand for it, with the quality of each.

    `mass` is what it weighs in the query; `prefix` any word beginning so; `stem` in notes, any
    word of that stem; `phrases` rows of words; `initials` the first letters of neighbours in a
    title; `typos` those of `words` for which it would be misspelt.
    """

    text: str
    mass: float
    filler: bool = False
    words: dict[str, float] = field(default_factory=dict)
    prefix: str | None = None
    stem: str | None = None
    phrases: dict[Phrase, float] = field(default_factory=dict)
    initials: str | None = None
    typos: frozenset[str] = frozenset()

    def in_heads(self) -> str:
        """The FTS5 expression for entries that hold it in title, names or initials."""
        parts = [word(w) for w in self.words]
        parts += [word(" ".join(phrase)) for phrase in self.phrases]
        if self.prefix:
            parts.append(word(self.prefix, prefix=True))
        if self.initials:
            parts.append(within("initials", word(self.initials, prefix=True)))
        return parts[0] if len(parts) == 1 else any_of(parts)

    def anywhere(self) -> str:
        """The FTS5 expression for entries that hold it, inflected or not, in any of their words."""
        parts = [word(w) for w in self.words]
        parts += [f"({all_of(map(word, phrase))})" for phrase in self.phrases]
        if self.stem:
            parts.append(word(self.stem, prefix=True))
        return parts[0] if len(parts) == 1 else any_of(parts)

    def in_passages(self) -> str:
        """The FTS5 expression for passages that hold it; they are stemmed by FTS5 itself."""
        parts = [word(w) for w in self.words] + [word(" ".join(phrase)) for phrase in self.phrases]
        if len(self.text) > 2:
            parts.append(word(self.text, prefix=True))
        return parts[0] if len(parts) == 1 else any_of(parts)


def plain_term(token: str, words: Words, *, filler: bool = False) -> Term:
    """The very word, and the number it spells."""
    frequency = words.frequency(token)
    mass = words.idf(frequency) if frequency else words.idf(0) * weights.UNKNOWN
    found = {token: weights.EXACT} | dict.fromkeys(lexicon().numbers.get(token, ()), weights.NUMBER)
    return Term(token, mass * weights.FILLER if filler else mass, filler, found)


def open_term(term: Term, words: Words, *, mend: bool) -> Term:
    """A plain `term` with inflections, prefixes and short forms; with `mend` typos and initials too."""
    if term.filler:
        return term
    token, found, mass = term.text, dict(term.words), term.mass
    known = words.frequency(token) > 0
    phrases = _spelt_out(token)
    for other in words.inflections(token):
        if len(stem(token)) > 3 or abs(len(other) - len(token)) == 1:
            found.setdefault(other, weights.INFLECTED if known else weights.GUESSED)
    if counted := _COUNTED.fullmatch(token):
        for other in words.counted(counted[1], int(counted[2]), counted[3]):
            found.setdefault(other, weights.COUNTED)
    prefix = token
    if mend and token.endswith("s") and len(token) > 4 and not words.beginning(token):
        prefix = token[:-1]  # the plural of a short form: "configs", "maths"
    beginning = words.beginning(prefix) if len(token) > 1 or is_paired(token) else 0
    if beginning and not known:
        mass = words.idf(beginning)
    elif not known and (begun := [other for other in _syllable_closed(token) if words.frequency(other)]):
        mass = words.idf(sum(map(words.frequency, begun)))
        found |= dict.fromkeys(begun, weights.PREFIX)
    typos: dict[str, float] = {}
    if mend:
        found = dict.fromkeys(words.related(token, RELATED), weights.RELATED) | found
        misspelt = (len(token) > 3 or not known) and token not in lexicon().plain
        typos = words.like(token, TYPOS) if misspelt else {}
        noted = 0 if known else words.text_frequency(token)
        short = bool(noted) and bool(words.short_forms(token))
        for other, quality in typos.items():
            often = words.text_frequency(other) > weights.OWN_TYPO * noted if noted else True
            meant = often and not short
            doubt = 1.0 if meant else weights.KNOWN_ELSEWHERE
            found[other] = max(quality * doubt, found.get(other, 0.0))
        if not known and not beginning:
            mass = _mended_mass(mass, typos, words)
    return Term(
        token,
        mass,
        words=found,
        phrases=phrases,
        prefix=prefix if beginning else None,
        stem=_root(token),
        initials=token if mend and _may_be_initials(token) else None,
        typos=frozenset(typos),
    )


def noted_term(term: Term, words: Words) -> Term:
    """A plain `term` as a word of passages: mended from their words where none holds it."""
    if term.filler:
        return term
    token, known = term.text, words.text_frequency(term.text)
    phrases = _spelt_out(token)
    if 3 <= len(token) <= 6:
        phrases |= dict.fromkeys(words.short_forms(token), weights.INITIALS)
    if not known or len(token) > 8:
        phrases |= dict.fromkeys(run_together(token, words.text_frequency), weights.JOINED)
    found = dict.fromkeys(words.related(token, RELATED, in_texts=True), weights.RELATED) | term.words
    typos = {} if known or token in lexicon().plain else words.like(token, TYPOS, in_texts=True)
    found |= {other: quality * weights.MENDED_NOTE for other, quality in typos.items()}
    frequency = known or max(map(words.text_frequency, found), default=0) or len(phrases)
    return Term(
        token,
        words.passage_idf(frequency),
        words=found,
        phrases=phrases,
        stem=_root(token),
        typos=frozenset(typos),
    )


def run_together(token: str, known: Callable[[str], int]) -> list[Phrase]:
    """The known words that `token` may be made of: "certmanager" → [("cert", "manager")]."""
    if is_paired(token):
        return []
    pairs: list[Phrase] = [
        (token[:i], token[i:])
        for i in range(1, len(token))
        if known(token[:i]) and known(token[i:]) and (1 < i < len(token) - 1 or len(token) > 3)
    ]
    if pairs or len(token) < 9:
        return pairs
    return [
        (token[:i], token[i:j], token[j:])
        for i in range(3, len(token) - 5)
        if known(token[:i])
        for j in range(i + 3, len(token) - 2)
        if known(token[i:j]) and known(token[j:])
    ]


def _spelt_out(token: str) -> dict[Phrase, float]:
    phrases = dict.fromkeys(lexicon().longer.get(token, ()), weights.ABBREVIATED)
    if thousands := _THOUSANDS.fullmatch(token):
        phrases[thousands[1], "000"] = weights.NUMBER
    return phrases


def _syllable_closed(token: str) -> list[str]:
    """What a word may become whose last Hangul syllable is still being typed: "재유" → "재윤" and others."""
    last = token[-1]
    if not "가" <= last <= "힣" or (ord(last) - ord("가")) % _FINALS:
        return []
    return [token[:-1] + chr(ord(last) + final) for final in range(1, _FINALS)]


def _mended_mass(mass: float, typos: dict[str, float], words: Words) -> float:
    """A misspelt word weighs what the word that was meant does, but never very little."""
    best = max(typos.values(), default=0.0)
    meant = (words.idf(words.frequency(other)) for other, quality in typos.items() if quality == best)
    return max(mass * weights.MENDED, min(meant, default=mass))


def _may_be_initials(token: str) -> bool:
    return token.isalpha() and 2 <= len(token) <= 8 and not is_paired(token)


def _root(token: str) -> str | None:
    """The beginning that a word's inflections share, None where a beginning tells too little."""
    return min(token, stem(token), key=len) if len(token) > 3 and not is_paired(token) else None
