"""How a recap is read, for its author: as JSON, and as a page in a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.text import Text

from bot.model import Link, Recap, Talk
from bot.rendering.shown import by, count, event_line


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


def inspect_page(recap: Recap) -> Text:
    """The same for people: what was understood, line numbers in front, doubts last."""
    return Text("\n").join(_lines(recap))


def _lines(recap: Recap) -> Iterator[Text]:
    yield Text(recap.title, style="bold cyan")
    about = [event_line(recap.event) or "no event found", recap.author or "", recap.source_url or ""]
    yield Text(" · ".join(filter(None, about)), style="dim")
    passages = count(len(recap.passages), "passage")
    yield Text(
        f"{count(len(recap.talks), 'talk')}, {count(len(recap.topics), 'topic')}, {passages}", style="dim"
    )
    section = None
    for talk in sorted((*recap.talks, *recap.topics), key=lambda talk: talk.line):
        if talk.section and talk.section != section:
            yield Text(f"\n{talk.section}", style="bold")
        section = talk.section or section
        kind = "" if talk.kind == "talk" else f" ({talk.kind})"
        yield Text(f"{talk.line:>5}  {talk.title}{by(talk.speakers)}{kind}")
        for link in talk.links:
            yield Text(f"       {link.kind:<8} {link.url}", style="blue")
    for warning in recap.warnings:
        yield Text(f"{warning.line:>5}  {warning.message}", style="yellow")


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
