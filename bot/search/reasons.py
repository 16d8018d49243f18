"""Whether a text gives a reason, or says that there is none to be told."""

from __future__ import annotations

import re

from bot.search.asking import signs
from bot.words import fold, tokens

_PURPOSE = re.compile(
    r"\b(?:so that|in order to|turn(?:s|ed) out|as (?:it|they|he|she|we|I)\b|"
    r"to (?:avoid|prevent|reduce|improve|keep|make|get|give|allow|enable|let|save|stop|help)\b|"
    r"damit|um [^.]{2,40} zu|afin d|pour (?:que )?\w+[eai]r\b|para (?:que )?\w+r\b)",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b[Ии]з-за\b|\b[Тт]ак как\b|\bpor falta\b|\bz braku\b|\bper mancanza\b|\bbu yüzden\b|\w+(?:dığı|"
    r"diği|duğu|düğü|tığı|tiği|"
    r"tuğu|tüğü)\w* için\b|"
    r"[가-힣]+(?:아서|어서|해서|여서|려서|겨서|져서|워서|라서|니까|느라)(?![가-힣])|から(?:[。、です！]|$)|です?から"
)
"""A reason given by more than one word, or by an ending: "из-за", "끊겨서"."""
_UNTOLD = re.compile(
    r"\b(?:(?:did|does|do|could|can|would)(?:n't| ?not)|never|no idea|not sure|unsure|unclear|not clear|"
    r"without saying)\b[^.!?;]{0,40}\bwhy\b|"
    r"\b(?:nicht|nie|keine ahnung|unklar)\b[^.!?;]{0,40}\b(?:warum|wieso|weshalb)\b|"
    r"\b(?:pas|jamais|sans|aucune idee)\b[^.!?;]{0,40}\bpourquoi\b|"
    r"\b(?:no|nunca|sin)\b[^.!?;]{0,40}\bpor que\b|\b(?:nao|nunca|sem)\b[^.!?;]{0,40}\bpor ?que\b|"
    r"\b(?:niet|nooit|geen idee)\b[^.!?;]{0,40}\bwaarom\b|"
    r"\b(?:inte|ikke|aldrig|aldri)\b[^.!?;]{0,40}\b(?:varfor|hvorfor)\b|"
    r"\b(?:не|неясно|непонятно)\b[^.!?;]{0,40}\b(?:почему|зачем)\b|"
    r"\bnie\b[^.!?;]{0,40}\b(?:dlaczego|czemu)\b|"
    r"[没沒未不][^。！？；，]{0,8}(?:为什么|為什麼|为何|為何)|"
    r"(?:なぜ|どうして|理由)[^。！？]{0,15}(?:わから|分から|不明|言わな|語られな)|왜[^.!?]{0,15}(?:모르|않았)"
)
"""What says that a reason was not given: "they didn't say why"."""


def reason(text: str) -> float:
    """How surely a text gives a reason; 0 where it says that none was given."""
    if not signs("reason").isdisjoint(tokens(text)) or _REASON.search(text):
        return 1.0
    if _PURPOSE.search(text):
        return 0.7
    return 0.0 if _UNTOLD.search(fold(text).replace("’", "'")) else 0.4
