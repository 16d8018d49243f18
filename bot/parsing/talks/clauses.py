# ruff: noqa: E501
"""Where in a sentence the words that name a talk's subject begin and end."""

from __future__ import annotations

import re

from bot.parsing.talks.phrases import ABOUT, STOP
from bot.parsing.talks.told import Sentence
from bot.parsing.trimming import OPENING, QUOTES, trimmed
from bot.parsing.vocabulary import SPOKE, TALK

_ITS_KIND = re.compile(rf"(?:[^\W\d_]+ ){{0,3}}?(?:{TALK.pattern})\b", re.IGNORECASE)
_OF_A = re.compile(r"\s+(?:of|on)\s+(?:an?\s|the\s)?", re.IGNORECASE)
_MUCH = re.compile(
    r"(?:(?:some|more|much|a lot of|great|good|useful|practical|interesting) )*"
    r"(?:information|insights?|details|advice|tips|lessons?|thoughts|experiences?|overviews?|Überblick|Einblicke?|aperçu|panorama|visión general|overzicht)"
    r"\s+(?:about|on|into|from|of|over|in|über|auf|de|du|des|sur|sobre|van)\s+(?:how to |the |die |den |das |der )?",
    re.IGNORECASE,
)


_ONE = r"one\s(?:on|about)\s+"
_ONE_ON = re.compile(_ONE)  # "and Bo gave one on ants"


def behind_its_kind(text: str, start: int) -> int:
    """Where the subject begins in "gave a great talk about packets"."""
    kind = _ITS_KIND.match(text, start)
    topic = (ABOUT.match(text, kind.end()) or _OF_A.match(text, kind.end())) if kind else None
    if topic is None and (much := _MUCH.match(text, start) or _ONE_ON.match(text, start)):
        return much.end()
    return topic.end() if topic else start


def topic_at(text: str, at: int) -> int:
    """Where the subject begins behind "about", "on" … right at `at`; -1 where none does, as in "on day two"."""
    about = ABOUT.match(text, at)
    if about is None or NO_SUBJECT.match(text, about.end()):
        return -1
    return -1 if about.group().strip().lower() == "over" and _IN_ENGLISH.search(text) else about.end()


# Where "over" is no Dutch word: "they prefer moss over fern".
_IN_ENGLISH = re.compile(r"\b(?:the|and|that|they|is|to|of)\s")


NO_SUBJECT = re.compile(
    r"(?:(?:the |my |our )?(?:(?:first|second|third|last|next|final|previous|same|main|big) )?"
    r"(?:day|days|stage|morning|afternoon|evening|conference|track|way|side|schedule|agenda|programme|website|internet)\b|"
    r"(?:it|that|this|them|him|her|these|those|you ?tube|vimeo|twitter|video|time|top|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b)",
    re.IGNORECASE,
)


def clause_end(text: str, start: int) -> int:
    """Where the words that name the subject end: at the verb, or at a stop; with its last mark if it is quoted."""
    for opening, closing in QUOTES if text[start : start + 1] in OPENING else ():
        if text.startswith(opening, start) and (close := text.find(closing, start + 2)) > 0:
            return close + 1
    at = start
    while True:
        stop = STOP.search(text, at)
        if stop is None:
            return len(text)
        asks = _ASKING.fullmatch(text, start, stop.start()) is not None and _AUXILIARY.match(stop.group())
        if (not asks and stop.start() - start >= 4) or text[start : stop.start()].isupper():
            return stop.start()
        at = stop.end() if stop.end() > at else at + 1


def until_next(sentence: Sentence, start: int) -> int:
    """Where the subject ends; before the next person with a talk: "Ada's talk on moss and Bo's about ferns"."""
    text = sentence.text
    end = clause_end(text, start)
    for name in sentence.names:
        if start + 2 < name.start < end and _THEIRS.match(text, name.end):
            joint = _JOINT.search(text, max(start, name.start - 8), name.start)
            if joint is not None:
                return joint.start()
    return end


_JOINT = re.compile(r",?\s(?:and|und|et|y|e|en|och|og|i|и|та|&|followed by|then)\s$")
_THEIRS = re.compile(rf"['’]s?\s|\s(?:on|about|with|über|zu|sur|sobre|su|sul|over|om|{SPOKE.pattern})\s")

_ASKING = re.compile(
    r"(?:(?:[\w-]+\s){1,3}(?:on|about|of|to|into)\s)?(?:how|why|what|when|where)(?:\s[\w’'-]+){0,3}"
)
_AUXILIARY = re.compile(r"\s(?:could|can|would|will|should|might|may|is|are|was|were|has|had|made|became)\s")
"""Behind how somebody … the verb goes on: "how we should grow moss"."""


def without_article(title: str) -> str:
    """The words of a title without "the", "der", "une" … before them."""
    return re.sub(
        rf"^(?:(?:the|a|an|die|das|der|dem|den|ein|eine[mnr]?|le|la|les|l['’]|un|une|el|los|las|una|uma|um|il|lo|gli|het|een)\s+)?(?:{_ONE})?",
        "",
        title.strip(),
        flags=re.IGNORECASE,
    )


def subject_at(text: str, start: int) -> str:
    """The words for a subject that begins at `start`, as they may name a talk."""
    return trimmed(without_article(text[start : clause_end(text, start)]).strip('"“”„«»‘’'))
