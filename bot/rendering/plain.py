"""Answer → lines of plain text, each with the style a terminal may give it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bot.model import Answer, Hit, Link, Recap, RecapRef
from bot.rendering.shown import (
    by,
    count,
    event_line,
    near_things,
    searched,
    shown,
    source,
    speaker_name,
    whereabouts,
)

Style = Literal["title", "muted", "body", "link", "answer", "choice", "section"]

CHOICES = 5
SESSIONS = 20
"""Sessions of a recap on one page of text."""

_KIND_NAMES = {
    "video": "Video",
    "slides": "Slides",
    "code": "Code",
    "article": "Read",
    "profile": "Profile",
    "image": "Image",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line and how it should look; plain text ignores the style."""

    text: str
    style: Style = "body"


def plain(answer: Answer) -> str:
    """The reply as plain text: what a pipe gets, and the "text" of the JSON reply."""
    return "\n".join(line.text for line in lines(answer))


def lines(answer: Answer, page: int = 0) -> tuple[Line, ...]:
    """The reply line by line; `page` (from 0) turns the pages of a long recap or list."""
    return tuple(_BODIES[answer.kind](answer, page))


def options(answer: Answer) -> tuple[Hit | RecapRef, ...]:
    """What the numbers printed in `lines(answer)` stand for, in order, from 1."""
    if answer.kind in ("choices", "speaker", "none"):
        return answer.hits
    if answer.kind == "recaps":
        return answer.listed
    if answer.kind == "recap":
        return tuple(Hit(s.ref, talk, 1.0) for s in answer.recaps for talk in s.recap.talks)
    return answer.hits[1:CHOICES] if answer.kind == "talk" else ()


def pages(answer: Answer) -> int:
    """How many pages `lines` can show of this reply."""
    return max(1, -(-len(options(answer)) // SESSIONS)) if answer.kind in ("recap", "recaps") else 1


def _talk(answer: Answer, _page: int) -> Iterator[Line]:
    yield from _card(answer.hits[0], answer)
    others = answer.hits[1:CHOICES]
    if others:
        yield Line("")
        yield Line("Not what you meant?", "muted")
        yield from _choices(others, answer)


def _card(hit: Hit, answer: Answer) -> Iterator[Line]:
    words = shown(hit, answer)
    yield Line(words.title, "title")
    yield Line(whereabouts(hit) + by(words.speakers), "muted")
    if answer.answer and answer.answer not in words.summary:
        yield Line(answer.answer, "answer")
    for text in words.summary.splitlines():
        yield Line(text)
    yield from _links(words.links)
    for ref in hit.also_in:
        yield Line(f"also in “{ref.title}”", "muted")
    yield Line(source(hit.recap) + _read_as(answer), "muted")


def _links(links: tuple[Link, ...]) -> Iterator[Line]:
    for link in links:
        label = _KIND_NAMES[link.kind]
        adds = link.text.casefold() not in ("", link.url.casefold(), label.casefold())
        yield Line(f"{label}: {link.text} {link.url}" if adds else f"{label}: {link.url}", "link")


def _read_as(answer: Answer) -> str:
    return f" · read as {answer.read_as}" if answer.read_as else ""


def _answer(answer: Answer, _page: int) -> Iterator[Line]:
    yield Line(answer.answer or "", "answer")
    if answer.hits:
        hit = answer.hits[0]
        words = shown(hit, answer)
        yield Line(f"{words.title} · {whereabouts(hit)}{by(words.speakers)}", "muted")
        if hit.talk is not None:
            yield from _links(words.links)
        yield Line(source(hit.recap) + _read_as(answer), "muted")


def _choices(hits: tuple[Hit, ...], answer: Answer, first: int = 1) -> Iterator[Line]:
    for number, hit in enumerate(hits, first):
        words = shown(hit, answer)
        yield Line(f"{number}. {words.title}{by(words.speakers)} ({whereabouts(hit)})", "choice")


def _which(answer: Answer, _page: int) -> Iterator[Line]:
    yield Line(near_things(len(answer.hits), answer.query), "title")
    yield from _choices(answer.hits, answer)
    if answer.read_as:
        yield Line(f"read as {answer.read_as}", "muted")


def _recap(answer: Answer, page: int) -> Iterator[Line]:
    start, stop = page * SESSIONS, (page + 1) * SESSIONS
    number = 0
    for stored in answer.recaps:
        if page == 0:
            yield from _recap_head(stored.ref, stored.recap)
        section: str | None = None
        for talk in stored.recap.talks:
            number += 1
            if not start < number <= stop:
                continue
            if talk.section != section and talk.section:
                yield Line(talk.section, "section")
            section = talk.section
            yield Line(f"{number}. {talk.title}{by(talk.speakers)}", "choice")
            yield from (Line(f"   {link.url}", "link") for link in talk.links[:2])
    if pages(answer) > 1:
        yield Line(f"page {page + 1} of {pages(answer)}", "muted")


def _recap_head(ref: RecapRef, recap: Recap) -> Iterator[Line]:
    yield Line(recap.title, "title")
    yield Line(" · ".join(part for part in (event_line(recap.event), recap.author) if part), "muted")
    for text in recap.summary.splitlines():
        yield Line(text)
    if recap.source_url:
        yield Line(recap.source_url, "link")
    yield Line(f"{count(len(recap.talks), 'session')} · {source(ref)}", "muted")


def _recaps(answer: Answer, page: int) -> Iterator[Line]:
    yield Line(f"{count(len(answer.listed), 'recap')} here", "title")
    for number, ref in enumerate(answer.listed, 1):
        if page * SESSIONS < number <= (page + 1) * SESSIONS:
            about = event_line(ref.event)
            yield Line(
                f"{number}. {ref.title}{f' ({about})' if about else ''} · {count(ref.talks, 'talk')}",
                "choice",
            )
    if pages(answer) > 1:
        yield Line(f"page {page + 1} of {pages(answer)}", "muted")


def _speaker(answer: Answer, _page: int) -> Iterator[Line]:
    yield Line(f"{speaker_name(answer)}: {count(len(answer.hits), 'talk')}", "title")
    yield from _choices(answer.hits, answer)


def _help(answer: Answer, _page: int) -> Iterator[Line]:
    yield Line("Ask me what was said at a conference.", "title")
    for example in answer.examples:
        yield Line(f"  {example}", "choice")
    yield Line(
        "!talk NAME · !recap EVENT · !recaps [YEAR] · !speaker NAME · !ask QUESTION · or just ask", "muted"
    )
    yield Line(f"I look through {searched(answer.searched)}.", "muted")


def _none(answer: Answer, _page: int) -> Iterator[Line]:
    if not answer.query or answer.examples:
        yield from _help(answer, 0)
        return
    yield Line(f"Nothing in {searched(answer.searched)} fits “{answer.query}”.", "title")
    if answer.hits:
        yield Line("Closest by name:", "muted")
        yield from _choices(answer.hits, answer)
    elif answer.did_you_mean:
        yield Line("Closest by name: " + " · ".join(answer.did_you_mean), "choice")
    yield Line("!recaps lists them all, !help shows what to ask.", "muted")


_BODIES = {
    "talk": _talk,
    "recap": _recap,
    "recaps": _recaps,
    "speaker": _speaker,
    "answer": _answer,
    "choices": _which,
    "help": _help,
    "none": _none,
}
