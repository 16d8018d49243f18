# ruff: noqa: E501
"""Sentences of which a session is the subject: "The next talk covered moss", "Der zweite Vortrag zeigte, wie …"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.parsing.rich import Rich
from bot.parsing.talks import giving
from bot.parsing.talks.phrases import sessions_in
from bot.parsing.talks.told import Sentence, Told
from bot.parsing.talks.whose import is_told_apart
from bot.parsing.vocabulary import DEALT, ORDINAL, ORDINAL_CUE, leads_to_sessions


def session_did(sentence: Sentence) -> Iterator[Told]:
    """What a session that is told from others dealt with, where its sentence begins with it; not in its own notes."""
    text = sentence.text
    nth = _THE_NTH.match(text)
    if nth is not None and not sentence.claimed and _several_before(sentence):
        yield from _dealt(text, 0, nth.end(), _DEALT.match(text, nth.end()))
        return
    session = next(iter(sessions_in(text)), None)
    if session is None or session.start() > LONGEST_OPENING or sentence.claimed:
        return
    which = _WHICH_ONE.match(text, session.end())
    end = which.end() if which else session.end()
    if not (which or _is_one_of_several(session)):
        return
    learnt = _WE_LEARNT.match(text, end) if _DURING.search(text, 0, session.start() + 3) else None
    yield from _dealt(text, session.start(), end, learnt or _DEALT.match(text, end))


def tells_of_nth(sentence: Rich) -> bool:
    """It begins with "the first was about", "den andra visade"."""
    nth = _THE_NTH.match(sentence.text) if sentence.may_hold(ORDINAL_CUE) else None
    return nth is not None and _DEALT.match(sentence.text, nth.end()) is not None


def _dealt(text: str, start: int, end: int, verb: re.Match[str] | None) -> Iterator[Told]:
    title, last = giving.subject(text, verb.end()) if verb else ("", end)
    if title and not _NOTHING.match(title):
        yield Told(title, start, last, "session_did")


def _several_before(sentence: Sentence) -> bool:
    """One of the few sentences before, in this paragraph or the one above it, speaks of several sessions: "There were two talks"."""
    part = sentence.note.part
    whole = part.head.text
    said = whole[: max(0, whole.find(sentence.text))] or (part.before.head.text if part.before else "")
    return any(leads_to_sessions(one.rstrip(" .") + ":") for one in _SENTENCE.split(said)[-FEW:])


FEW = 4
"""Sentences in which the sessions are still remembered."""

_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_THE_NTH = re.compile(
    rf"(?:The|Der|Die|Das|La|Le|El|Il|Den|Det|De|O|A)\s(?:{ORDINAL})(?:\sone)?(?=\s)", re.IGNORECASE
)


def _is_one_of_several(session: re.Match[str]) -> bool:
    """Neither "the talk" nor "her talk" nor "Talk", which the sentences before have told of."""
    first, *others = session.group().lower().split()
    return bool(others or session.start()) and first not in _OWNING and is_told_apart(session.group())


_OWNING = frozenset("his her their its my our sein seine ihr ihre son sa su sua seu suo zijn haar".split())  # noqa: SIM905
LONGEST_OPENING = 20
"""Characters before the session that begins a sentence: "After lunch, another talk …"."""

_WHICH_ONE = re.compile(
    r"\s(?:of the (?:day|morning|afternoon|evening|track)|(?:that |which )?(?:I|we) (?:saw|attended|watched|went to|caught)|"
    r"suivante?|siguiente|seguinte|successiv[oa]|du jour|del día|do dia)(?=\s)"
)
_DEALT = re.compile(rf"\s(?:(?:then|also|mainly|mostly|really|us|dann|auch|ensuite) )?(?:{DEALT.pattern})\s")
_DURING = re.compile(r"\b(?:in|during|at)\b", re.IGNORECASE)
_WE_LEARNT = re.compile(
    r",?\s(?:we|I)\s(?:also )?(?:learn(?:ed|t)|heard|were told|were shown)\s(?=about|how|why|what)"
)
_NOTHING = re.compile(
    r"(?:a lot|lots|everything|all|many|much|some|several|the same|ground|this|that|it)\b", re.IGNORECASE
)
