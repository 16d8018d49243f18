# ruff: noqa: E501
"""Whether words of a sentence can be the name of a talk: one judgement for all rules that take them from prose."""

from __future__ import annotations

import re

from bot.parsing.vocabulary import SPOKE, TALK

NAMED_BY_THE_SENTENCE = frozenset(
    {
        "keynote_of_day",
        "mine",
        "ordinal",
        "lightning",
        "capitalised",
        "titled_by",
        "label_linked",
        "with_somebody",
        "turn",
    }
)
"""Rules that put a name together, or take nothing but words in capitals."""


def can_be_name(title: str, rule: str, before: str) -> bool:
    """Words that begin in capitals can; of others those that are no part of a clause. `before` stands before them.

    "live under a rock", "they work under the hood", "in applying moss", "gave a keynote": none is a name.
    """
    if rule in NAMED_BY_THE_SENTENCE:
        return True
    if rule == "linked" and (_CALL.match(title) or _TOLD.match(title)):
        return False
    if rule == "pointed" and _STATEMENT.match(title):
        return False
    if not title[:1].islower():
        return True
    if _PREPOSITION.match(title) or _SUBJECT.match(title) or _EVENT_ITSELF.match(title):
        return False
    if _POINTING.fullmatch(title):
        return False
    if rule != "linked":
        return True
    spoke = SPOKE.match(title)
    if spoke and not TALK.match(title) and not spoke.group().lower().endswith("ing"):
        return False
    return not (_IN_CLAUSE.search(before) or _is_clause(title))


_CALL = re.compile(
    r"(?:the )?(?:call for (?:papers|proposals|speakers|participation)|cfp|code of conduct|full schedule)\b",
    re.IGNORECASE,
)
# Links that tell of what somebody did or where something is: "[I spoke at a camp](…)", "[are online](…)".
_TOLD = re.compile(r"(?:I|[Ww]e) [a-z]+(?:ed|poke|ave|ent|aw|as|ad|id)\b|(?:is|are|was|were)\s")
_STATEMENT = re.compile(
    r"(?:This|That|These|It|There|Here|We|I|They|He|She|You)\b(?:['’]\w+)?\s", re.IGNORECASE
)
_PREPOSITION = re.compile(
    r"(?:in|at|during|within|because|since|dans|chez|lors|sur l[ea]|im|beim|auf|en|durante|na|no|em|nella|nel)\s"
)
_POINTING = re.compile(
    r"(?:(?:sur|de|du|à|über|von|mit|about|on|of|sobre|con|su|di|over|van|om|o|о|об) )?"
    r"(?:ce|cela|ça|ceci|celui-ci|dies\w*|das|this|that|it|these|those|esto|eso|ello|ellos|isso|isto|questo|quello|ciò|dit|dat|deze|это|этом|tym|tom|det|dette|detta)"
)
_EVENT_ITSELF = re.compile(
    r"(?:conference|event|day|morning|afternoon|evening|summit|meetup|show)(?: (?:with|by|and|off|for)\b|$)"
)
_SUBJECT = re.compile(
    r"(?:(?:what|how(?! they)) )?(?:they|I|he|she|(?:we|you)(?! (?:can|could|should|might|may)\b)|it(?= (?:is|was|has|can|will|does|works)\b)|wir|ihr|nous|vous|ils|elles|nosotros|ellos|eles|noi|loro)\s"
)
_IN_CLAUSE = re.compile(
    r"\b(?:you|we|I|they|he|she|to|can|could|will|would|should|must|may|might|don['’]t|not|please|wir|nous)\s+$",
    re.IGNORECASE,
)
"""Behind a subject or an auxiliary stands a verb: "in case you [live under a rock](…)"."""


def _is_clause(title: str) -> bool:
    """A finite verb stands in it that no word makes a question or a part of a noun: "developers are now expected to …"."""
    verb = _FINITE.search(title)
    return verb is not None and _SUBORDINATE.search(title[: verb.start()]) is None


_FINITE = re.compile(r"\s(?:is|are|was|were|has|have|had|can|could|will|would|should|must|might)\s")
_SUBORDINATE = re.compile(
    r"\b(?:that|which|who|whom|whose|how|why|what|where|when|whether|if)\b", re.IGNORECASE
)
