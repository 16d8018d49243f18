"""Who stands in a text without a plain name: by a role, a label, a verb of telling, a possessive."""

from __future__ import annotations

import re
from collections.abc import Sequence
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
_SHOWN = ((" ", _TITLED, LABELLED), ("(", _ROW, BY), (" ", _SENT, BY))
"""Patterns of a name, each with what must stand in a text that has it, and how surely it shows who."""


def pointed_at(question: Question, text: str, known: frozenset[str]) -> float:
    """How surely somebody stands in `text` whom its English wording shows to be who is asked for.

    `known` are words that name nobody new: the question's and those of the talk's title.
    """
    if question.language not in ("", "en"):
        return 0.0
    best = max(_telling(text, known), _by_role(question, text), _labelled(question, text, known))
    if best == LABELLED:
        return best
    for mark, pattern, surely in _SHOWN:
        found = pattern.finditer(text) if mark in text else ()
        if surely > best and any(is_new(m[m.lastindex or 0], known) for m in found):
            best = surely
    if best < OWNING and _named_role(text, known):
        best = OWNING
    paid = question.deed is not None and not question.deed.forms.isdisjoint(_paying())
    if paid and any(is_new(m.group(1), known) for m in _THANKED.finditer(text)):
        best = max(best, BY)
    return max(best, _owning(question, text, known))


def _named_role(text: str, known: frozenset[str]) -> bool:
    """Whether a name follows a role: "our host Lund"."""
    if signs("roles").isdisjoint(_words_in(text)):
        return False
    return any(m.group(1) in signs("roles") and is_new(m.group(2), known) for m in _AFTER_ROLE.finditer(text))


def _owning(question: Question, text: str, known: frozenset[str]) -> float:
    """Whether what is asked about is somebody's there: "Lund's mug"."""
    if "'s" not in text and "’s" not in text and "s' " not in text:
        return 0.0
    owned = (m for m in _OWNED.finditer(text) if is_new(m.group().split()[0].rstrip("s'’"), known))
    return OWNING * any(not question.stems.isdisjoint(map(stem, tokens(m.group(1)))) for m in owned)


@lru_cache(maxsize=1)
def _paying() -> frozenset[str]:
    """What somebody does who is thanked for money."""
    return means("sponsor") | means("paid") | means("funded")


def _labelled(question: Question, text: str, known: frozenset[str]) -> float:
    """A name behind a colon or dash and a word for what was done or for who does such: "cook: Lars"."""
    if ":" not in text and " -" not in text and "–" not in text and "—" not in text:
        return 0.0
    done = question.terms[0].forms if question.terms and not question.terms[0].named else frozenset[str]()
    found = (
        m
        for m in _LABEL.finditer(text)
        if fold(m.group(1)) in signs("roles") or stem(fold(m.group(1))) in done
    )
    return LABELLED * any(is_new(m.group(2), known) for m in found)


def _telling(text: str, known: frozenset[str]) -> float:
    """A name beside a word for telling: "said Lund", "Lund recommended"."""
    words = _words_in(text)
    if signs("telling").isdisjoint(words) and "according" not in words:
        return 0.0
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
    if signs("roles").isdisjoint(_words_in(text)):
        return 0.0
    asked = frozenset(tokens(question.text))
    done = question.deed.forms if question.deed else frozenset[str]()
    best = 0.0
    for part in _CLAUSE.split(text):
        words = _WORD.findall(part)
        for at, word in enumerate(words):
            if word.rpartition("-")[2].lower() not in signs("roles") or word.istitle() or word in asked:
                continue
            if _leads(words[max(0, at - REACH) : at], asked, question.stems) and (
                not question.about_speaking or _speaks(words[:at])
            ):
                return BY
            behind = words[at + 1 : at + 3]
            if not done.isdisjoint(stem(t) for w in behind for t in tokens(w)):
                best = ACTING
    return best


def _speaks(before: Sequence[str]) -> bool:
    """Whether it is a talk that is by them: "a talk by two interns", not "adopted by large teams"."""
    return any(stem(fold(word)) in means("gave") or fold(word) in signs("sessions") for word in before)


REACH = 4
"""Words before a role among which is what makes it who did something: "by one of our interns"."""
_WORD = re.compile(r"[\w'’-]+")
_CLAUSE = re.compile(r"[.,;:!?()]+(?: |$)")


def _leads(before: Sequence[str], asked: frozenset[str], stems: frozenset[str]) -> bool:
    """Whether the nearest preposition before a role says that it is by, for or (of whose it is) of them."""
    for at in range(len(before) - 1, -1, -1):
        match before[at].lower():
            case "by":
                return True
            case "for":
                return "should" in asked
            case "of" if "whose" in asked:
                return at > 0 and stem(fold(before[at - 1])) in stems
            case _:
                continue
    return False


@lru_cache(maxsize=32)
def _words_in(text: str) -> frozenset[str]:
    """The words of a text in small letters; a text is looked at several times for one question."""
    return frozenset(_LETTERS.findall(text.lower()))


_LETTERS = re.compile(r"[a-z]+")
