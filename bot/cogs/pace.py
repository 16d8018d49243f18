"""How fast one person may ask: as fast as they read, but not as fast as a script."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

AT_ONCE = 8
"""Questions of one person being answered at the same time."""

BURST, PER_SECOND = 120.0, 4.0
"""Questions one person may ask in a row, and how many more each second."""

_REMEMBERED = 10_000

Verdict = Literal["fine", "tell", "silent"]


@dataclass(slots=True)
class _Person:
    left: float
    since: float
    open: int = 0
    told: bool = False


class Pace:
    """Who asks too much is told so once, and answered again as soon as they slow down."""

    def __init__(self) -> None:
        self._people: OrderedDict[object, _Person] = OrderedDict()

    @contextmanager
    def question(self, person: object, now: float | None = None) -> Iterator[Verdict]:
        """Around answering one question of `person` (in one guild): what to do with it."""
        now = time.monotonic() if now is None else now
        state = self._people.pop(person, None) or _Person(BURST, now)
        self._people[person] = state
        if len(self._people) > _REMEMBERED:
            self._people.popitem(last=False)
        state.left = min(BURST, state.left + (now - state.since) * PER_SECOND)
        state.since = now
        fine = state.open < AT_ONCE and state.left >= 1
        verdict: Verdict = "fine" if fine else "silent" if state.told else "tell"
        state.told = not fine
        if fine:
            state.left -= 1
        state.open += 1
        try:
            yield verdict
        finally:
            state.open -= 1
