"""How a recap is read, for its author: as JSON, and as a page in a terminal."""

from __future__ import annotations

from typing import Any

from bot.model import Link, Recap, Talk


def inspect_json(recap: Recap) -> dict[str, Any]:
    """The object of `inspect --json`, a contract with other programs; absent values are null."""
    event = recap.event
    return {
        "file": recap.file,
        "title": recap.title or None,
        "event": event.name,
        "series": event.series,
        "year": event.year,
        "edition": event.edition,
        "place": event.place,
        "day": event.day,
        "date": event.date,
        "author": recap.author,
        "tags": list(recap.tags),
        "source_url": recap.source_url,
        "summary": recap.summary or None,
        "talks": [_talk(talk) for talk in recap.talks],
        "topics": [_talk(topic) for topic in recap.topics],
        "links": [_link(link) for link in recap.links],
        "warnings": [{"line": warning.line, "message": warning.message} for warning in recap.warnings],
    }


def _talk(talk: Talk) -> dict[str, Any]:
    return {
        "title": talk.title,
        "speakers": list(talk.speakers),
        "links": [_link(link) for link in talk.links],
        "section": talk.section,
        "summary": talk.summary or None,
        "text": talk.text or None,
        "line": talk.line,
    }


def _link(link: Link) -> dict[str, str]:
    return {"text": link.text, "url": link.url, "kind": link.kind}
