"""Answer → the JSON object of `ask --json`; its fields are a contract with other programs."""

from __future__ import annotations

from typing import Any

from bot.model import Answer, Hit, Link
from bot.rendering.plain import plain
from bot.rendering.shown import fit, shown

ANSWER_LIMIT = 400
"""Characters of `answer`: the passage that answers is not the whole recap."""


def answer_json(answer: Answer, elapsed_ms: float) -> dict[str, Any]:
    """The contract's object for one reply that took so long; absent values are null."""
    return {
        "query": answer.query,
        "kind": answer.kind,
        "answer": fit(answer.answer, ANSWER_LIMIT) if answer.answer else None,
        "results": [_result(hit, answer) for hit in answer.hits],
        "did_you_mean": list(answer.did_you_mean),
        "text": plain(answer),
        "elapsed_ms": round(elapsed_ms, 3),
    }


def _result(hit: Hit, answer: Answer) -> dict[str, Any]:
    words = shown(hit, answer)
    event = hit.recap.event
    return {
        "title": words.title,
        "speakers": list(words.speakers),
        "summary": words.summary,
        "links": [link_json(link) for link in words.links],
        "section": words.section,
        "recap": {
            "title": hit.recap.title,
            "event": event.name or event.series,
            "year": event.year,
            "file": hit.recap.file,
        },
        "score": round(hit.score, 4),
    }


def link_json(link: Link) -> dict[str, str]:
    """A link as `{"text", "url", "kind"}`."""
    return {"text": link.text, "url": link.url, "kind": link.kind}
