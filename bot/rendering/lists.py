"""Answers of many parts → Discord messages, page by page: a recap, all recaps, a speaker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.model import Answer, Link, RecapRef, StoredRecap, Talk
from bot.rendering import components as c
from bot.rendering.limits import size
from bot.rendering.parts import (
    MENU,
    Frame,
    choice_line,
    color,
    date_stamp,
    event_stamp,
    inline_links,
    manners,
    page_buttons,
    page_line,
)
from bot.rendering.screens import Screen, at_recap, at_talk, encode
from bot.rendering.shown import count, event_name, speaker_name
from bot.rendering.text import linked, prose, safe_url, title

PAGE_ROOM = 2000
"""Characters of entries on one page; the rest of the message is the head's."""

PAGE_ENTRIES = 12
_HEAD_ROOM = 1600
_ENTRY_ROOM = 900


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list: what it says, the heading it stands under, and what opens it."""

    line: str
    opens: c.Component
    section: str = ""


def recap_card(answer: Answer, screen: Screen, frame: Frame) -> c.Payload:
    """An event: place, date, what stood out, its sessions by section with their links."""
    refs = [stored.ref for stored in answer.recaps]
    pages = paged([_session(talk, ref) for talk, ref in _sessions(answer.recaps)])
    page = _page(screen, pages)
    talks = sum(len(entries) for entries in pages)
    several = len(refs) > 1
    head = _together_head(answer.recaps) if several else _recap_head(answer.recaps[0], first=page == 0)
    foot = page_line(
        page,
        len(pages),
        count(talks, "session") if talks else "",
        f"read as {title(answer.read_as, 80)}" if answer.read_as else "",
    )
    images = [image for stored in answer.recaps for image in stored.recap.images] if page == 0 else []
    return c.message(
        c.container(
            color(refs[0].event),
            c.text(*head),
            c.gallery(images[:3], refs[0].title),
            c.separator() if talks else None,
            *_entries(pages, page, "Open a session…"),
            c.text(foot) if foot else None,
            c.row(*page_buttons(screen, page, len(pages))),
            c.row(_one_of(refs)) if several else None,
            manners(screen, frame),
        )
    )


def recaps_card(answer: Answer, screen: Screen, frame: Frame) -> c.Payload:
    """All recaps there are (of one year), newest first as the search ordered them."""
    pages = paged([_listed(ref) for ref in answer.listed])
    page = _page(screen, pages)
    of = f" of {title(answer.query, 60)}" if answer.query else ""
    return c.message(
        c.container(
            None,
            c.text(f"### {count(len(answer.listed), 'recap')}{of}"),
            *_entries(pages, page, "Open a recap…"),
            c.text(foot) if (foot := page_line(page, len(pages))) else None,
            c.row(*page_buttons(screen, page, len(pages))),
            manners(screen, frame),
        )
    )


def speaker_card(answer: Answer, screen: Screen, frame: Frame) -> c.Payload:
    """What one person said, at which events, with the links."""
    entries = [
        Entry(
            _within(choice_line(hit, answer), hit.talk.links if hit.talk else ()),
            _opens(hit.talk, hit.recap),
        )
        for hit in answer.hits
    ]
    pages = paged(entries)
    page = _page(screen, pages)
    foot = page_line(page, len(pages), f"read as {title(answer.read_as, 80)}" if answer.read_as else "")
    return c.message(
        c.container(
            color(answer.hits[0].recap.event) if answer.hits else None,
            c.text(
                f"### {title(speaker_name(answer), 150)}",
                f"{count(len(answer.hits), 'talk')} in the recaps here",
            ),
            *_entries(pages, page, "Open a talk…"),
            c.text(foot) if foot else None,
            c.row(*page_buttons(screen, page, len(pages))),
            manners(screen, frame),
        )
    )


def paged(entries: Sequence[Entry]) -> list[list[Entry]]:
    """`entries` in pages that fit a message; at least one page, which may be empty."""
    pages: list[list[Entry]] = [[]]
    used = 0
    section = ""
    for entry in entries:
        needed = size(entry.line) + 1 + (size(entry.section) + 6 if entry.section != section else 0)
        if pages[-1] and (used + needed > PAGE_ROOM or len(pages[-1]) == PAGE_ENTRIES):
            pages.append([])
            used = 0
            needed = size(entry.line) + size(entry.section) + 7
        pages[-1].append(entry)
        used += needed
        section = entry.section
    return pages


def _entries(pages: list[list[Entry]], page: int, placeholder: str) -> tuple[c.Component | None, ...]:
    entries = pages[page]
    if not entries:
        return ()
    lines: list[str] = []
    section = ""
    for entry in entries:
        if entry.section != section and entry.section:
            lines.append(f"**{entry.section}**")
        section = entry.section
        lines.append(entry.line)
    return c.text(*lines), c.row(c.menu(MENU, placeholder, (entry.opens for entry in entries)))


def _page(screen: Screen, pages: list[list[Entry]]) -> int:
    return min(max(getattr(screen, "page", 0) or 0, 0), len(pages) - 1)


def _session(talk: Talk, ref: RecapRef) -> Entry:
    speakers = f" · {title(', '.join(talk.speakers), 120)}" if talk.speakers else ""
    return Entry(
        _within(f"- {title(talk.title, 150)}{speakers}", talk.links),
        _opens(talk, ref),
        title(talk.section, 100) if talk.section else "",
    )


def _listed(ref: RecapRef) -> Entry:
    about = event_stamp(ref.event, ref.title)
    line = f"- **{linked(ref.title, ref.source_url, 150)}**{f' · {about}' if about else ''}"
    return Entry(
        f"{line} · {count(ref.talks, 'talk')}",
        _recap_option(ref),
    )


def _opens(talk: Talk | None, ref: RecapRef) -> c.Component:
    if talk is None:
        return _recap_option(ref)
    described = " · ".join(part for part in (talk.section, ", ".join(talk.speakers)) if part)
    return c.option(talk.title, encode(at_talk(ref, talk)), described)


def _recap_option(ref: RecapRef) -> c.Component:
    described = event_name(ref.event) or ref.file
    return c.option(ref.title, encode(at_recap(ref)), "" if described in ref.title else described)


def _within(line: str, links: Sequence[Link]) -> str:
    found = inline_links(links, _ENTRY_ROOM - size(line) - 3)
    return f"{line} · {found}" if found else line


def _sessions(recaps: Sequence[StoredRecap]) -> list[tuple[Talk, RecapRef]]:
    """The talks of all recaps by section; one that several cover once, with the links of all of them."""
    found: dict[str, tuple[Talk, RecapRef]] = {}
    for stored in recaps:
        for talk in stored.recap.talks:
            key = " ".join(talk.title.casefold().split())
            if len(recaps) == 1:
                key = f"{key}\n{talk.key}"
            if key not in found:
                found[key] = (talk, stored.ref)
            else:
                known, ref = found[key]
                urls = {item.url for item in known.links}
                more = tuple(item for item in talk.links if item.url not in urls)
                found[key] = (replace(known, links=known.links + more), ref)
    order = list(dict.fromkeys(talk.section for talk, _ in found.values()))
    return sorted(found.values(), key=lambda item: order.index(item[0].section))


def _recap_head(stored: StoredRecap, *, first: bool) -> list[str]:
    recap, ref = stored.recap, stored.ref
    author = f"-# by {title(recap.author, 100)}" if recap.author and first else ""
    lines = [f"### {linked(ref.title, ref.source_url)}", event_stamp(ref.event, ref.title), author]
    room = _HEAD_ROOM - sum(map(size, lines)) - len(lines)
    if first and room > 100:
        lines.insert(2, prose(recap.summary, min(room, 900)))
    return lines


def _together_head(recaps: Sequence[StoredRecap]) -> list[str]:
    event = max((stored.ref.event for stored in recaps), key=lambda event: len(event_stamp(event)))
    named = replace(event, day=None)
    lines = [f"### {title(event_name(named) or recaps[0].ref.title)}"]
    place = title(event.place, 100) if event.place else ""
    lines.append(" · ".join(part for part in (place, date_stamp(event) or "") if part))
    room = _HEAD_ROOM - sum(map(size, lines)) - 4
    for stored in recaps:
        url = stored.ref.source_url
        cited = linked(stored.ref.title, url if url and safe_url(url) else None, 100)
        line = f"**{cited}** {prose(stored.recap.summary, 220).replace(chr(10), ' ')}"
        if size(line) + 1 > room:
            break
        room -= size(line) + 1
        lines.append(line)
    return lines


def _one_of(refs: Sequence[RecapRef]) -> c.Component | None:
    """A menu of the recaps that make up this one reply."""
    return c.menu(
        "o:recaps",
        f"One of the {len(refs)} recaps alone…",
        (_recap_option(ref) for ref in refs),
    )
