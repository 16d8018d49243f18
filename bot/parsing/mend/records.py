"""Records: what is noted of each talk in labelled lines, the same ones for all.

    talk: Life of a Packet
    who: Ada Lovelace
    notes: Seven queues.

The title becomes the heading of what else is noted.
"""

from __future__ import annotations

import re
from collections import Counter
from operator import itemgetter

_TITLES = (
    "title talk session topic presentation lecture vortrag titel thema charla título "
    "ponencia tema palestra titre conférence exposé titolo intervento lezing föredrag foredrag "
    "prelekcja tytuł temat přednáška název доклад тема название доповідь konuşma başlık judul タイトル 演題 "
    "題名 発表 講演 題目 题目 標題 标题 議題 议题 제목 발표 강연"
)
_LINE = re.compile(
    rf"^(?P<bullet>[-*+][ ]+)?(?P<label>{'|'.join(_TITLES.split())})[ ]?(?:::?|：)[ \t]*"
    r"(?P<said>[^\s:][^\n]{0,300}?)[ \t]{0,9}\n(?=[ \t]*(?:[-*+][ ]+)?[^\W\d_][^\n:：]{0,24}(?:::?[ \t]|：))",
    re.IGNORECASE | re.MULTILINE,
)
"""A title behind its label, and below it another labelled line."""
FEWEST = 2
"""Records that a text has, at least."""


def head_records(text: str) -> str:
    """`talk: Bees`, time and again above `who: …` -> `###### Bees`; `- talk: Bees` -> `- **Bees**`."""
    labels = Counter(found["label"].casefold() for found in _LINE.finditer(text))
    label, times = max(labels.items(), key=itemgetter(1), default=("", 0))
    if times < FEWEST:
        return text

    def headed(found: re.Match[str]) -> str:
        if found["label"].casefold() != label:
            return found[0]
        title = found["said"].strip("\"'*_ ") if found["bullet"] else found["said"].strip("\"'")
        return f"{found['bullet']}**{title}**\n" if found["bullet"] else f"###### {title}\n"

    return _LINE.sub(headed, text)
