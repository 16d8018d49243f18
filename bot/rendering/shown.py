"""What every door says of a hit: one wording, so that all doors show the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.model import Answer, Event, Hit, Link, Recap, RecapRef, Searched

SUMMARY_LIMIT = 1500
"""Characters of summary on a card: what fits one screen."""

_ELLIPSIS = "…"
_SENTENCE_ENDS = (". ", "! ", "? ", "。", "！", "？", "\n")


@dataclass(frozen=True, slots=True)
class Shown:
    """One hit in words: the same for a talk, a topic and a recap as a whole."""

    title: str
    speakers: tuple[str, ...]
    summary: str
    links: tuple[Link, ...]
    section: str | None


def shown(hit: Hit, answer: Answer, limit: int = SUMMARY_LIMIT) -> Shown:
    """Title, speakers, summary (at most `limit` characters), links and section of `hit`."""
    talk = hit.talk
    if talk is not None:
        summary = fit(talk.summary or talk.text, limit)
        return Shown(talk.title, talk.speakers, summary, talk.links, talk.section)
    recap = next((s.recap for s in answer.recaps if s.ref == hit.recap), None)
    passage = answer.passage.links if answer.passage else ()
    links = recap_links(recap) if recap else passage
    summary = recap_summary(recap, limit) if recap else fit(hit.recap.summary, limit)
    return Shown(hit.recap.title, (), summary, links, None)


def recap_summary(recap: Recap, limit: int = SUMMARY_LIMIT) -> str:
    """The recap's summary, then its sessions by name as far as they fit."""
    lines = [recap.summary] if recap.summary else []
    section: str | None = None
    for talk in recap.talks:
        if talk.section and talk.section != section:
            lines.append(f"{talk.section}:")
        section = talk.section
        lines.append(f"- {talk.title}{by(talk.speakers)}")
    return fit("\n".join(lines), limit)


def recap_links(recap: Recap) -> tuple[Link, ...]:
    """The recap's own address and links, then those of its talks, each address once."""
    own = (Link(recap.title, recap.source_url),) if recap.source_url else ()
    found: dict[str, Link] = {}
    for link in (*own, *recap.links, *(link for talk in recap.talks for link in talk.links)):
        found.setdefault(link.url, link)
    return tuple(found.values())


def by(speakers: tuple[str, ...]) -> str:
    """`("Ana", "Bo")` → " · Ana, Bo"; nobody → ""."""
    return f" · {', '.join(speakers)}" if speakers else ""


def speaker_name(answer: Answer) -> str:
    """Whom a reply about a speaker is about: as the recaps print the name, else as it was typed."""
    typed = (answer.read_as or answer.query).casefold().split()
    printed = (name for hit in answer.hits if hit.talk for name in hit.talk.speakers)
    near = (name for name in printed if set(typed) <= set(name.casefold().split()))
    return next(near, answer.read_as or answer.query)


def event_name(event: Event) -> str | None:
    """The event as one would say it: its name, with year, edition and day where they add something."""
    name = event.name or event.series
    if name is None:
        return str(event.year) if event.year else None
    year = str(event.year) if event.year else ""
    if event.edition and not event.name:
        name = f"{name} {event.edition}"
    if year and year not in name and f"'{year[2:]}" not in name.replace("’", "'"):
        name = f"{name} {year}"
    return f"{name}, day {event.day}" if event.day else name


def when(event: Event) -> str | None:
    """The event's date for people: "2019-11-23" → "23 November 2019", "2019-11" → "November 2019".

    None for a day that never was.
    """
    if not event.date:
        return None
    parts = event.date.split("-")
    try:
        if len(parts) == 3:
            day = date.fromisoformat(event.date)
            return f"{day.day} {day:%B} {day.year}"
        if len(parts) == 2:
            return f"{date(int(parts[0]), int(parts[1]), 1):%B} {parts[0]}"
    except ValueError:
        return None
    return event.date


def event_line(event: Event) -> str:
    """Event, place and date in one line: "KubeCon San Diego 2019 · San Diego · 23 November 2019"."""
    return " · ".join(part for part in (event_name(event), event.place, when(event)) if part)


def whereabouts(hit: Hit) -> str:
    """Where a hit stands: "KubeCon NA 2023 › Day three"."""
    talk = hit.talk
    parts = [event_name(hit.recap.event) or hit.recap.title]
    if talk is not None and talk.section:
        parts.append(talk.section)
    return " › ".join(parts)


def source(ref: RecapRef) -> str:
    """How a recap is cited."""
    return f"from “{ref.title}”"


def count(number: int, noun: str) -> str:
    """`(1, "recap")` → "1 recap", `(5, "recap")` → "5 recaps"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def near_things(number: int, asked: str) -> str:
    """The question that goes before choices: which of several, or whether the only one is meant."""
    return f"Several things are near “{asked}”: which one?" if number != 1 else f"Is this “{asked}”?"


def searched(extent: Searched) -> str:
    """What was looked through: "the 5 recaps here (74 talks and topics)"."""
    if extent.recaps == 0:
        return "the recaps here (there are none yet)"
    things = "1 talk or topic" if extent.talks == 1 else f"{extent.talks:,} talks and topics"
    return (
        f"the one recap here ({things})"
        if extent.recaps == 1
        else f"the {extent.recaps:,} recaps here ({things})"
    )


def fit(text: str, limit: int) -> str:
    """`text` within `limit` characters, cut at the end of a sentence, a line or else a word."""
    text = text.strip()
    if len(text) <= limit:
        return text
    head = text[:limit]
    end = max((head.rfind(mark) + len(mark.rstrip()) for mark in _SENTENCE_ENDS if mark in head), default=0)
    if end >= limit // 2:
        return head[:end].rstrip()
    words = head[: limit - len(_ELLIPSIS)]
    cut = words.rfind(" ")
    return (words[:cut] if cut > limit // 2 else words).rstrip() + _ELLIPSIS
