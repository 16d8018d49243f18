"""What cards share: colours, dates, links, menus, and the controls every card ends with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import blake2s

from bot.model import Answer, Event, Hit, Link, LinkKind
from bot.rendering import components as c
from bot.rendering.limits import size
from bot.rendering.screens import Asked, AskedBefore, Screen, at_recap, at_talk, custom_id, encode, turned
from bot.rendering.shown import event_name, shown, when, whereabouts
from bot.rendering.text import domain, escape, link, linked, safe_url, title

NAMED_KINDS: dict[LinkKind, str] = {
    "video": "Video",
    "slides": "Slides",
    "code": "Code",
    "article": "Read",
    "profile": "Profile",
    "image": "Picture",
}
_COLORS = (0x5865F2, 0x3BA55D, 0xD9822B, 0xC2487C, 0x2A9DB5, 0x8E6BD6, 0xB8A038, 0xC4533D, 0x4F7CAC, 0x7A8F3C)
_LINKS_ROOM = 900
QUIET = "-# "
"""Begins a line in small print."""

MENU = "o:menu"
"""The custom id of a menu whose values are screens to open."""


@dataclass(frozen=True, slots=True)
class Frame:
    """For whom a card is: `asker` may delete it, a `private` one can be shared instead."""

    asker: int | None = None
    private: bool = False
    prefix: str = "!"
    notice: str = ""


def color(event: Event) -> int:
    """The edge of a card: the same for every recap of a series, everywhere, for ever."""
    name = (event.series or event.name or "").casefold()
    return _COLORS[blake2s(name.encode("utf-8", "replace")).digest()[0] % len(_COLORS)]


def whereabouts_line(hit: Hit) -> str:
    """Event, section and speakers of a hit, in one line."""
    speakers = hit.talk.speakers if hit.talk else ()
    named = f" · **{title(', '.join(speakers), 200)}**" if speakers else ""
    return f"{title(whereabouts(hit), 200)}{named}"


def event_stamp(event: Event, above: str = "") -> str:
    """Event, place and date, the date as a timestamp in the reader's own language.

    What the title `above` says already is not said again.
    """
    said, parts = _folded(above), []
    for part in (event_name(event), event.place):
        if part and _folded(part) not in said:
            said += f" {_folded(part)}"
            parts.append(title(part, 150))
    return " · ".join([*parts, *([stamp] if (stamp := date_stamp(event)) else [])])


def date_stamp(event: Event) -> str | None:
    """`2019-11-18` → `<t:1574078400:D>` (noon UTC: the same day nearly everywhere); "2019-11" in words."""
    words = when(event)
    if words is None:
        return None
    try:
        day = datetime.fromisoformat(event.date or "").replace(hour=12, tzinfo=UTC)
    except ValueError:
        return title(words, 40)
    return f"<t:{int(day.timestamp())}:D>"


def link_lines(links: Iterable[Link], above: str, room: int = _LINKS_ROOM) -> str:
    """The links by kind, each with its domain, as many as fit; then how many more there are.

    `above` is the title they stand under, which none of them says again.
    """
    by_kind: dict[LinkKind, list[Link]] = {kind: [] for kind in NAMED_KINDS}
    for item in links:
        if safe_url(item.url):
            by_kind[item.kind].append(item)
    lines: list[str] = []
    left_out = 0
    used = 0
    for kind, items in by_kind.items():
        for item in items:
            line = f"**{NAMED_KINDS[kind]}** {link(_named_once(item, above))}"
            if used + size(line) + 1 > room - 40:
                left_out += 1
                continue
            used += size(line) + 1
            lines.append(line)
    if left_out:
        lines.append(f"{QUIET}and {left_out} more")
    return "\n".join(lines)


def _named_once(item: Link, above: str) -> Link:
    """A link without its text where that only says again what kind it is, or what it belongs to."""
    again = _folded(item.text) in (item.kind, NAMED_KINDS[item.kind].casefold(), _folded(above))
    return replace(item, text="") if again else item


def inline_links(links: Iterable[Link], room: int) -> str:
    """Links in one line for lists: "[Slides · sched.com](…) · [Video · youtube.com](…)"."""
    found: list[str] = []
    for item in links:
        if (target := safe_url(item.url)) and item.kind not in ("profile", "image"):
            shown_link = f"[{NAMED_KINDS[item.kind]} · {escape(domain(item.url))}]({target})"
            if sum(map(size, found)) + 3 * len(found) + size(shown_link) <= room:
                found.append(shown_link)
    return " · ".join(found)


def choice_line(hit: Hit, answer: Answer) -> str:
    """A hit in one bullet."""
    return (
        f"- **{title(shown(hit, answer).title, 120)}** · {whereabouts_line(hit) if hit.talk else _about(hit)}"
    )


def choice_menu(hits: Iterable[Hit], answer: Answer, placeholder: str = "Choose…") -> c.Component | None:
    """A menu of hits; choosing one opens it in place of the menu."""
    return c.menu(MENU, placeholder, (hit_option(hit, answer) for hit in hits))


def hit_option(hit: Hit, answer: Answer) -> c.Component:
    """A hit as one option of a menu."""
    said = shown(hit, answer)
    opens = at_talk(hit.recap, hit.talk) if hit.talk else at_recap(hit.recap)
    described = " · ".join(part for part in (whereabouts(hit), ", ".join(said.speakers)) if part)
    return c.option(said.title, encode(opens), described)


def manners(screen: Screen, frame: Frame, *, more: bool = False, thumbs: bool = True) -> c.Component | None:
    """The controls every card ends with: not what I meant, thumbs, and delete or share."""
    shown_here = encode(screen)
    buttons = []
    if more and isinstance(screen, Asked | AskedBefore) and not screen.more:
        buttons.append(c.button("Not what I meant", custom_id("open", replace(screen, more=True))))
    if thumbs:
        buttons += [
            c.button("Helpful", f"u:{shown_here}", emoji="👍"),
            c.button("Not helpful", f"d:{shown_here}", emoji="👎"),
        ]
    if frame.private:
        buttons.append(c.button("Share", f"s:{shown_here}", c.PRIMARY))
    elif frame.asker is not None:
        buttons.append(c.button("Delete", f"x:{frame.asker}"))
    return c.row(*buttons)


def page_buttons(screen: Screen, page: int, pages: int) -> list[c.Component]:
    """Previous and next, for what has more than one page."""
    if pages < 2:
        return []
    return [
        c.button(
            "Previous", custom_id("open", turned(screen, max(page - 1, 0))), emoji="◀️", disabled=page == 0
        ),
        c.button(
            "Next",
            custom_id("open", turned(screen, min(page + 1, pages))),
            emoji="▶️",
            disabled=page + 1 >= pages,
        ),
    ]


def page_line(page: int, pages: int, *more: str) -> str:
    """Small print with the page and `more`; "" if there is nothing to say."""
    return quiet(*page_of(page, pages), *more)


def page_of(page: int, pages: int) -> list[str]:
    """`(1, 5)` → `["page 2 of 5"]`; nothing where there is one page only."""
    return [f"page {page + 1} of {pages}"] if pages > 1 else []


def quiet(*parts: str) -> str:
    """A line in small print, or "" if all parts are empty."""
    present = [part for part in parts if part]
    return f"{QUIET}{' · '.join(present)}" if present else ""


def text_or_none(content: str) -> c.Component | None:
    """A text, or nothing where there is nothing to say."""
    return c.text(content) if content else None


def best_link(links: Iterable[Link], named: str = "") -> str | None:
    """Where the title `named` leads: to the recording if there is one, else to what its author linked it
    to, else to the slides, an article, the code.
    """
    order = ("video", "slides", "article", "code")
    usable = [item for item in links if item.kind in order and safe_url(item.url)]

    def rank(item: Link) -> float:
        own = item.kind != "video" and _folded(item.text) == _folded(named)
        return 0.5 if own else order.index(item.kind)

    return min(usable, key=rank).url if usable else None


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def source_line(hit: Hit, read_as: str | None) -> str:
    """Which recap says so, which others do too, and how a misspelt query was read."""
    cited = f"from “{linked(hit.recap.title, hit.recap.source_url, 120)}”"
    also = ", ".join(f"“{title(ref.title, 60)}”" for ref in hit.also_in[:3])
    how = f"read as {title(read_as, 80)}" if read_as else ""
    return quiet(cited, f"also in {also}" if also else "", how)


def read_as_line(answer: Answer) -> str:
    """How a misspelt query was read, in small print."""
    return quiet(f"read as {title(answer.read_as, 80)}") if answer.read_as else ""


def _about(hit: Hit) -> str:
    stamp = event_stamp(hit.recap.event, hit.recap.title)
    return stamp or title(event_name(hit.recap.event) or hit.recap.file, 100)
