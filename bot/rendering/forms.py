"""Discord's modals as plain dicts."""

from __future__ import annotations

from typing import Any

from bot.model import Event
from bot.rendering import limits
from bot.rendering.text import cut

Form = dict[str, Any]

EVENT_FIELDS = ("name", "year", "edition", "place", "date")
"""What `correction_form` asks for, each under its own custom id."""

_INPUT, _LABEL, _UPLOAD = 4, 18, 19
_SHORT, _PARAGRAPH = 1, 2


def form(custom_id: str, title: str, *parts: dict[str, Any]) -> Form:
    """A modal of up to five labelled parts."""
    return {
        "custom_id": custom_id,
        "title": cut(title, limits.MODAL_TITLE),
        "components": list(parts),
    }


def entry(
    name: str,
    words: str,
    value: str = "",
    *,
    long: bool = False,
    required: bool = False,
    hint: str = "",
    room: int = 200,
) -> dict[str, Any]:
    """A text to type, under its label."""
    room = limits.INPUT_TEXT if long else room
    field: dict[str, Any] = {
        "type": _INPUT,
        "custom_id": name,
        "style": _PARAGRAPH if long else _SHORT,
        "required": required,
        "max_length": room,
    }
    if value:
        field["value"] = value if limits.size(value) <= room else cut(value, room)
    return _labelled(words, field, hint)


def upload(
    name: str, words: str, *, most: int = 10, required: bool = False, hint: str = ""
) -> dict[str, Any]:
    """Files to choose, under their label."""
    field = {
        "type": _UPLOAD,
        "custom_id": name,
        "min_values": int(required),
        "max_values": most,
        "required": required,
    }
    return _labelled(words, field, hint)


def _labelled(words: str, field: dict[str, Any], hint: str) -> dict[str, Any]:
    label: dict[str, Any] = {"type": _LABEL, "label": cut(words, limits.LABEL), "component": field}
    if hint:
        label["description"] = cut(hint, limits.LABEL_DESCRIPTION)
    return label


def add_form() -> Form:
    """`/manage add` without a file or address: paste the text, or choose files."""
    return form(
        "m:add",
        "Add a recap",
        entry("text", "Text", long=True, hint="Paste the recap as it is; any notes will do."),
        upload("files", "Or files", hint="Up to ten .md or .txt files."),
    )


def edit_form(recap_id: int, title: str, text: str) -> Form:
    """The text of a recap that is short enough to be edited in place."""
    words = entry("text", "Text", text, long=True, required=True)
    return form(f"m:edit:{recap_id}", f"Edit {title}", words)


def replace_form(recap_id: int, title: str) -> Form:
    """For a longer one: choose the changed file."""
    return form(
        f"m:edit:{recap_id}",
        f"Edit {title}",
        upload("files", "The changed file", most=1, required=True),
    )


def correction_form(event: Event) -> Form:
    """What was read of the event, to be put right by hand."""
    return form(
        "m:correct",
        "Correct the event",
        entry("name", "Event", event.name or event.series or ""),
        entry("year", "Year", str(event.year or ""), room=4),
        entry("edition", "Edition", event.edition or "", hint="A region or track, such as NA or EU."),
        entry("place", "Place", event.place or ""),
        entry("date", "Date", event.date or "", room=10, hint="2023-11-08, 2023-11 or 2023."),
    )


def prefix_form(prefix: str) -> Form:
    """The prefix of typed commands in one guild."""
    field = entry("prefix", "Prefix", prefix, room=10, hint="Empty: back to the usual one.")
    return form("m:prefix", "Prefix of commands", field)
