"""One pattern asked about many texts at once: by far most of what that costs is to ask."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate


def find_together(texts: Sequence[str], form: re.Pattern[str]) -> list[tuple[int, int, str]]:
    """All that `form` finds: in which text, from where in it, and what; in their order.

    The texts are put one below the other, so `form` must be such that it finds the same there: it
    goes over no line end, and does not mind whether one stands before or behind what it finds.
    """
    starts = [0, *accumulate([len(text) + 1 for text in texts])]
    found: list[tuple[int, int, str]] = []
    at = 0
    for match in form.finditer("\n".join(texts)):
        start = match.start()
        while start >= starts[at + 1]:
            at += 1
        found.append((at, start - starts[at], match.group()))
    return found
