"""How a recap is read, for its author: as JSON, and as a page in a terminal."""

from __future__ import annotations

from typing import Any

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.model import Event, Link, Recap, Talk

MOST_TOPICS = 40
"""Topics named on the page; the JSON has all."""

_SIGNS = {"video": "▶", "slides": "▤", "code": "⌨", "article": "↗"}


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


def inspect_page(recap: Recap) -> RenderableType:
    """The page an author looks at: event, talks, topics, and the doubts with their lines."""
    parts: list[RenderableType] = [
        Text(recap.title or recap.file, style="bold"),
        Text(
            event_line(recap.event) or "No event recognised", style="cyan" if recap.event.series else "yellow"
        ),
    ]
    if recap.summary:
        parts.append(Padding(Text(recap.summary), (1, 0, 0, 2)))
    parts.append(
        Padding(_talks(recap), (1, 0, 0, 0)) if recap.talks else Text("\nNo talks found.", style="yellow")
    )
    if recap.topics:
        names = [topic.title for topic in recap.topics]
        more = f" and {len(names) - MOST_TOPICS} more" if len(names) > MOST_TOPICS else ""
        parts.append(Text(f"\nTopics ({len(names)})", style="bold"))
        parts.append(Padding(Text(" · ".join(names[:MOST_TOPICS]) + more), (0, 0, 0, 2)))
    parts.append(_warnings(recap))
    return Group(*parts)


def event_line(event: Event) -> str:
    """The event in one line: "KubeCon NA 2019 · San Diego · day 2 · 2019-11-19"."""
    known = event.series or event.name or ""
    edition = event.edition if event.edition not in known.split() else None
    head = " ".join(str(part) for part in (known, edition, event.year) if part)
    day = f"day {event.day}" if event.day is not None else None
    return " · ".join(part for part in (head, event.place, day, event.date) if part)


def _talks(recap: Recap) -> Table:
    table = Table(box=box.SIMPLE_HEAD, expand=True, pad_edge=False)
    table.add_column("Line", justify="right", style="dim", no_wrap=True)
    table.add_column("Talk", ratio=5)
    table.add_column("Speakers", ratio=3)
    table.add_column("Links", no_wrap=True)
    table.add_column("Notes", justify="right", no_wrap=True)
    section: str | None = None
    for talk in recap.talks:
        if talk.section and talk.section != section:
            table.add_row("", Text(talk.section, style="bold dim"))
        section = talk.section
        said = len(talk.text.split())
        table.add_row(
            str(talk.line),
            Text(talk.title),
            Text(", ".join(talk.speakers) or "–", style="" if talk.speakers else "dim"),
            Text(" ".join(_SIGNS.get(link.kind, "↗") for link in talk.links[:6]) or "–"),
            Text(f"{said} words" if said else "listed only", style="" if said else "dim"),
        )
    return table


def _warnings(recap: Recap) -> RenderableType:
    if not recap.warnings:
        return Text("\nNothing doubtful.", style="green")
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(justify="right", style="yellow", no_wrap=True)
    table.add_column(ratio=1)
    for warning in recap.warnings:
        table.add_row(f"line {warning.line}", Text(warning.message))
    return Group(Text(f"\nDoubtful ({len(recap.warnings)})", style="bold yellow"), table)
