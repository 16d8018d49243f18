# ruff: noqa: E501
"""Who spoke next, where a sentence says no more: "Next up was Ada Lovelace. She talked about moss"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from bot.parsing.letters import CAPITAL
from bot.parsing.rich import Rich
from bot.parsing.speakers import Mention, is_full, likeness
from bot.parsing.talks.giving import ASIDE_OF
from bot.parsing.talks.told import Sentence, Told
from bot.parsing.talks.whose import team
from bot.parsing.wordlists import cue_of, words_of

CUE = cue_of("turn")
"""Words of which a sentence about somebody's turn has one."""


def may_be_turn(sentence: Rich) -> bool:
    """It has such a word, and a name."""
    named = bool(sentence.named) or _FULL_NAME.search(sentence.text) is not None
    return named and sentence.may_hold(CUE)


def turn(sentence: Sentence) -> Iterator[Told]:
    """As in "Next up was Ada Lovelace of Acme", "Grace Hopper took the stage": named by who spoke.

    What it was about stands in the sentences behind.
    """
    if sentence.told:
        return
    text = sentence.text
    before, behind = _forms()
    for name in sentence.names:
        aside = ASIDE_OF.match(text, name.end)
        if is_full(name.name) and behind.match(text, aside.end() if aside else name.end):
            names = team(sentence, name)
            yield Told(names[0], name.start, name.end, "turn", names)
            return
    for turned in before.finditer(text):
        if (who := _named_at(sentence, turned)) is not None:
            yield Told(who.name, who.start, who.end, "turn", team(sentence, who))
            return


def _named_at(sentence: Sentence, turned: re.Match[str]) -> Mention | None:
    """Whose name stands behind: who is known, or anybody by the shape of a full name if it says that they spoke."""
    at = turned.end()
    known = next((name for name in sentence.names if name.start == at), None)
    if known is not None:
        return known if is_full(known.name) else None
    shaped = _FULL_NAME.match(sentence.text, at) if _SPOKE.search(turned.group()) else None
    return Mention(at, shaped.end(), shaped.group()) if shaped and likeness(shaped.group()) == 1 else None


# That only people do: "Danach kam" may be the pizza.
_SPOKE = re.compile(
    r"speaker|presenter|turn|floor|stage|redner|sprecher|referent|sprach|parole|tour|toc[óc]|vez|volta|beurt|"
    r"выступ|сцен|слово|wyst|scen|vystoup|prelegent|mówc",
    re.IGNORECASE,
)
_FULL_NAME = re.compile(rf"{CAPITAL}[\w’'-]+ {CAPITAL}[\w’'-]+(?![\w’'-])")


@cache
def _forms() -> tuple[re.Pattern[str], re.Pattern[str]]:
    before, behind = ("|".join(words_of(name)) for name in ("turn_before", "turn_behind"))
    return (
        re.compile(
            rf"(?<!\w)(?:{before})(?:\s(?:(?-i:[^\W\d_A-ZА-Я])[\w-]*,?\s){{0,3}}(?-i:[A-Z]{{2,}}\s)?|(?<=['’]))(?-i:(?={CAPITAL}))",
            re.IGNORECASE,
        ),
        re.compile(
            rf"(?:\s(?:then|also|dann|ensuite|luego|puis))?,?(?:\s|(?=['’]))(?:{behind})", re.IGNORECASE
        ),
    )
