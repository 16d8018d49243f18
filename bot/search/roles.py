"""Who stands in a text without a plain name: by a role, a label, a verb of telling, a possessive."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.search.asking import means, signs
from bot.search.looks import UPPER, is_new
from bot.search.question import Question
from bot.words import fold, stem, tokens

BY, LABELLED, OWNING, ACTING, TOLD = 0.8, 0.9, 0.85, 0.8, 0.8
"""How surely it is who was asked for: "by an intern", "cook: Lars", "Ada's", "an intern did", "said Lund"."""

_NAME = rf"{UPPER}[^\W\d_][\w'’-]*"
_LABEL = re.compile(rf"\b([^\W\d_][\w-]*)(?: [^\W\d_]\w*)?(?::| ?[–—]| -) ?({_NAME}|{UPPER}\.)")
_TITLED = re.compile(rf"\b(?:Mr|Mrs|Ms|Dr|Prof|Professor|Sir)\.? ({_NAME})|(?<![\w.]){UPPER}\. ?({_NAME})")
_ROW = re.compile(rf"\(({_NAME}(?:(?:, | & | and |, and ){_NAME})+)\)")
_OWNED = re.compile(rf"(?<![\w@]){_NAME}['’]s? ((?:[\w-]+ ){{0,2}}[\w-]+)")
_AFTER_ROLE = re.compile(rf"\b(?:[Mm]y|[Oo]ur|[Hh]is|[Hh]er|[Tt]heir|[Tt]he|[Bb]y) ([a-z-]+),? ({_NAME})")
_THANKED = re.compile(rf"\b[Tt]hank(?:s|s to| you| you to)(?: [a-z]+){{0,2}}?,? ({_NAME})")
_SENT = re.compile(
    rf"\b(?:someone|somebody|folks|people|guys|friends|colleagues|developers?|engineers?|team|man|woman)"
    rf" (?:from|of|at) ({_NAME})|\bTeam ({_NAME})|\b({_NAME}) (?:folks|guys|crew)\b"
)


def pointed_at(question: Question, text: str, known: frozenset[str]) -> float:
    """How surely somebody stands in `text` whom its English wording shows to be who is asked for.

    `known` are words that name nobody new: the question's and those of the talk's title.
    """
    if question.language not in ("", "en"):
        return 0.0
    best = max(_labelled(question, text, known), _telling(text, known), _by_role(question, text))
    for pattern, surely in ((_TITLED, LABELLED), (_ROW, BY), (_SENT, BY)):
        if any(is_new(m[m.lastindex or 0], known) for m in pattern.finditer(text)):
            best = max(best, surely)
    if any(m.group(1) in signs("roles") and is_new(m.group(2), known) for m in _AFTER_ROLE.finditer(text)):
        best = max(best, OWNING)
    paid = question.deed is not None and not question.deed.forms.isdisjoint(_paying())
    if paid and any(is_new(m.group(1), known) for m in _THANKED.finditer(text)):
        best = max(best, BY)
    owned = (m for m in _OWNED.finditer(text) if is_new(m.group().split()[0].rstrip("s'’"), known))
    return max(
        best, OWNING * any(not question.stems.isdisjoint(map(stem, tokens(m.group(1)))) for m in owned)
    )


@lru_cache(maxsize=1)
def _paying() -> frozenset[str]:
    """What somebody does who is thanked for money."""
    return means("sponsor") | means("paid") | means("funded")


def _labelled(question: Question, text: str, known: frozenset[str]) -> float:
    """A name behind a colon or dash and a word for what was done or for who does such: "cook: Lars"."""
    done = question.terms[0].forms if question.terms and not question.terms[0].named else frozenset[str]()
    found = (
        m
        for m in _LABEL.finditer(text)
        if fold(m.group(1)) in signs("roles") or stem(fold(m.group(1))) in done
    )
    return LABELLED * any(is_new(m.group(2), known) for m in found)


def _telling(text: str, known: frozenset[str]) -> float:
    """A name beside a word for telling: "said Lund", "Lund recommended"."""
    return TOLD * any(is_new(m.group(1) or m.group(2), known) for m in _told().finditer(text))


@lru_cache(maxsize=1)
def _told() -> re.Pattern[str]:
    verbs = "|".join(sorted(signs("telling")))
    return re.compile(
        rf"\b(?:{verbs}|according to) ({_NAME})(?! {_NAME}['’]s)|"
        rf"(?<![\w'’] )(?<![\w'’])({_NAME}) (?:{verbs})\b"
    )


def _by_role(question: Question, text: str) -> float:
    """A role that the question does not name, by whom or for whom it is, or who does what is asked."""
    asked = frozenset(tokens(question.text))
    done = question.deed.forms if question.deed else frozenset[str]()
    best = 0.0
    for found in _roles().finditer(text):
        if fold(found.group("role")) in asked or found.group("role").istitle():
            continue
        led = (found.group("led") or "").lower()
        owned = led == "of" and "whose" in asked and _before(found) in question.stems
        if led == "by" or (led == "for" and "should" in asked) or owned:
            best = max(best, BY)
        elif not done.isdisjoint(map(stem, tokens(found.group("next")))):
            best = max(best, ACTING)
    return best


def _before(found: re.Match[str]) -> str:
    """The stem of the word before a match."""
    before = found.string[: found.start()].split()
    return stem(fold(before[-1])) if before else ""


@lru_cache(maxsize=1)
def _roles() -> re.Pattern[str]:
    nouns = "|".join(sorted(signs("roles"), key=len, reverse=True))
    return re.compile(
        rf"\b(?:(?P<led>by|for|of) )?(?:(?!by |for |of )[\w.'’-]+ ){{0,3}}?(?:\w+-)?"
        rf"(?P<role>{nouns})\b(?![-–])(?P<next>(?: [\w'’-]+){{0,2}})",
        re.IGNORECASE,
    )
