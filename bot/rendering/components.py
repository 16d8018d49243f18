"""The parts of a Discord message as plain dicts, each within Discord's limits by construction.

Messages are made of components (version 2), not embeds, because:
- what one reads does not depend on the reader's "show embeds" setting, nor on the bot
  holding Embed Links: one permission less to ask for and to miss;
- a screen reader meets texts, pictures and controls in the order they are meant, and
  each picture carries its alt text;
- a menu stands under the list it belongs to, and links unfurl no previews of their own.
The price is known: such a message has no `content`, holds 4,000 characters and 40
components, and can never become a plain one again. So every reply is made this way,
and the first text always begins with what matters, since that is what previews show.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from bot.model import Link
from bot.rendering import limits
from bot.rendering.text import cut, label, safe_url

Component = dict[str, Any]
Payload = dict[str, Any]
"""A message body: `{"flags": …, "components": […]}`."""

COMPONENTS_V2 = 1 << 15
PRIMARY, SECONDARY, SUCCESS, DANGER, LINK = range(1, 6)

_ROW, _BUTTON, _SELECT, _TEXT, _GALLERY, _FILE, _SEPARATOR, _CONTAINER = 1, 2, 3, 10, 12, 13, 14, 17


def text(*lines: str) -> Component:
    """A text of Markdown lines; empty ones are left out."""
    content = "\n".join([line for line in lines if line])
    return {"type": _TEXT, "content": content or "\u200b"}


def button(
    words: str, custom_id: str, style: int = SECONDARY, *, emoji: str | None = None, disabled: bool = False
) -> Component:
    """A button that reports `custom_id` when pressed."""
    made: Component = {
        "type": _BUTTON, "style": style, "label": label(words, limits.BUTTON_LABEL), "custom_id": custom_id,
    }  # fmt: skip
    if emoji:
        made["emoji"] = {"name": emoji}
    if disabled:
        made["disabled"] = True
    return made


def option(words: str, value: str, description: str = "", *, default: bool = False) -> Component:
    """One line of a menu."""
    made: Component = {"label": label(words, limits.OPTION_TEXT), "value": value}
    if description:
        made["description"] = label(description, limits.OPTION_TEXT)
    if default:
        made["default"] = True
    return made


def menu(custom_id: str, placeholder: str, options: Iterable[Component]) -> Component | None:
    """A menu of at most 25 options, each value once; None if there are none."""
    found = {made["value"]: made for made in options}
    if not found:
        return None
    return {
        "type": _SELECT,
        "custom_id": custom_id,
        "placeholder": cut(placeholder, limits.PLACEHOLDER),
        "options": list(found.values())[: limits.OPTIONS],
    }


def row(*controls: Component | None) -> Component | None:
    """Controls side by side: one menu, or up to five buttons; None if there are none."""
    present = [control for control in controls if control][: limits.ROW_BUTTONS]
    return {"type": _ROW, "components": present} if present else None


def gallery(images: Sequence[Link], named: str) -> Component | None:
    """Pictures with their alt text, where they have none with what they are in (`named`).

    Only those at https addresses, which Discord fetches itself.
    """
    items = [
        {"media": {"url": url}, "description": label(_alt(image) or f"Picture in “{named}”", limits.ALT_TEXT)}
        for image in images
        if (url := safe_url(image.url)) and url.startswith("https://")
    ]
    return {"type": _GALLERY, "items": items[: limits.GALLERY]} if items else None


def _alt(image: Link) -> str:
    text = image.text.strip()
    return "" if safe_url(text) else text


def file(name: str) -> Component:
    """A file that is sent along with the message."""
    return {"type": _FILE, "file": {"url": f"attachment://{name}"}}


def separator() -> Component:
    """A thin line."""
    return {"type": _SEPARATOR, "divider": True, "spacing": 1}


def container(color: int | None, *parts: Component | None) -> Component:
    """A card with a coloured edge around its parts."""
    made: Component = {"type": _CONTAINER, "components": [part for part in parts if part]}
    if color is not None:
        made["accent_color"] = color
    return made


def message(*parts: Component | None) -> Payload:
    """A whole message. A control repeated under the same custom id is shown once."""
    present = [part for part in parts if part]
    if _repeats(present):
        seen: set[str] = set()
        present = [kept for part in present if (kept := _without_repeats(part, seen))]
    return {"flags": COMPONENTS_V2, "components": present}


def _repeats(parts: Sequence[Component]) -> bool:
    """Whether a control stands there twice, or something that holds others is empty; hardly ever."""
    seen: set[str] = set()
    waiting = list(parts)
    while waiting:
        part = waiting.pop()
        if (custom_id := part.get("custom_id")) is not None:
            if custom_id in seen:
                return True
            seen.add(custom_id)
        if (inner := part.get("components")) is not None:
            if not inner:
                return True
            waiting += inner
    return False


def _without_repeats(part: Component, seen: set[str]) -> Component | None:
    custom_id = part.get("custom_id")
    if custom_id is not None:
        if custom_id in seen:
            return None
        seen.add(custom_id)
    if "components" not in part:
        return part
    inner = [kept for child in part["components"] if (kept := _without_repeats(child, seen))]
    return {**part, "components": inner} if inner else None


def walk(parts: Iterable[Component]) -> Iterator[Component]:
    """Every component of a message, outermost first."""
    for part in parts:
        yield part
        yield from walk(part.get("components", ()))
        if accessory := part.get("accessory"):
            yield accessory


def words(payload: Payload) -> str:
    """All texts of a message, one under the other: what a person reads on it."""
    return "\n".join(part["content"] for part in walk(payload["components"]) if part["type"] == _TEXT)
