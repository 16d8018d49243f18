"""Facts of an event in lines of their own: "Venue: Moss Hall", "会場　苔ホール"."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.search.asking import signs
from bot.search.question import Question
from bot.words import tokens

_LABEL = re.compile(r"\W{0,4}(?P<label>[^\W\d_][^\W_]*(?: [^\W_]+)?)\W{0,3}?(?:\s?[:：=|]|\t|　)\s*(?=\S)")
"""A word or two before a colon, a tab or a wide blank."""


LONGEST = 120
"""Characters of a line that is a fact."""


def label_of(text: str) -> frozenset[str]:
    """The words of the label that a text begins with; none if it begins with none."""
    found = _LABEL.match(text) if len(text) <= LONGEST else None
    return frozenset(tokens(found["label"])) if found else frozenset()


@lru_cache(maxsize=4)
def _labels(kind: str) -> frozenset[str]:
    return frozenset(token for label in signs(f"{kind}_labels") for token in tokens(label))


def labels_asked(question: Question) -> frozenset[str]:
    """The labels that what is asked for may stand behind: words typed, and those for when and where."""
    alone = question.about_happening or all(t.named or t.weak for t in question.terms)
    return _asked(question.text, question.asked if question.asked in ("place", "time") else "", alone=alone)


@lru_cache(maxsize=8)
def _asked(text: str, kind: str, *, alone: bool) -> frozenset[str]:
    known = _labels(kind) if kind else frozenset[str]()
    typed = frozenset(tokens(text)) & (_labels("fact") | known)
    return typed | known if alone else typed
