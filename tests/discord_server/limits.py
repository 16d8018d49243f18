"""The limits of Discord's API that Recapbot relies on, in one place, and the checks that hold a body to them.

Sources: Discord's documentation, pages resources/message, components/reference,
interactions/receiving-and-responding and interactions/application-commands. Each check
yields the `Problem`s it finds; none means Discord would take the body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from .errors import Problem
from .places import COMPONENTS_V2, Payload

CONTENT = 2000
NONCE = 25
EMBEDS = 10
EMBED_TEXT_IN_ALL = 6000
EMBED = {"title": 256, "description": 4096}
EMBED_FIELDS, FIELD_NAME, FIELD_VALUE = 25, 256, 1024
FOOTER, AUTHOR = 2048, 256
ATTACHMENTS = 10
FILE_BYTES, REQUEST_BYTES = 10 * 1024 * 1024, 25 * 1024 * 1024

ROWS = 5
COMPONENTS = 40
DISPLAY_TEXT_IN_ALL = 4000
ROW_BUTTONS = 5
CUSTOM_ID, LABEL, URL = 100, 80, 512
OPTIONS, OPTION_TEXT, PLACEHOLDER = 25, 100, 150
SECTION_TEXTS = 3
GALLERY = 10
ALT_TEXT = 1024

MODAL_TITLE, MODAL_COMPONENTS = 45, 5
FIELD_LABEL, FIELD_DESCRIPTION, FIELD_INPUT = 45, 100, 4000
UPLOADS = 10

CHOICES, CHOICE_TEXT = 25, 100
COMMANDS = {1: 100, 2: 15, 3: 15}
COMMAND_NAME, COMMAND_DESCRIPTION, COMMAND_OPTIONS, COMMAND_CHARACTERS = 32, 100, 25, 8000
SLASH_NAME = re.compile(r"[-_'\w]{1,32}")

ACTION_ROW, BUTTON, STRING_SELECT, TEXT_INPUT = 1, 2, 3, 4
SELECTS = (3, 5, 6, 7, 8)
SECTION, TEXT_DISPLAY, THUMBNAIL, GALLERY_TYPE, FILE, SEPARATOR, CONTAINER = 9, 10, 11, 12, 13, 14, 17
LABEL_TYPE, FILE_UPLOAD = 18, 19
ONLY_IN_V2 = (SECTION, TEXT_DISPLAY, THUMBNAIL, GALLERY_TYPE, FILE, SEPARATOR, CONTAINER)

Path = tuple[str | int, ...]
Problems = Iterator[Problem]


def _length(path: Path, value: Any, most: int, least: int = 0) -> Problems:
    if value is None and not least:
        return
    count = len(value or "")
    unit = "" if isinstance(value, str) else "items "
    kind = "LENGTH" if isinstance(value, str) else "ITEMS"
    if count < least:
        yield (
            Problem(path, "BASE_TYPE_REQUIRED", "This field is required")
            if not count
            else Problem(path, f"BASE_TYPE_MIN_{kind}", f"Must be {least} {unit}or more in length.")
        )
    if count > most:
        yield Problem(path, f"BASE_TYPE_MAX_{kind}", f"Must be {most} {unit}or fewer in length.")


def _address(path: Path, value: Any, schemes: tuple[str, ...] = ("http", "https")) -> Problems:
    text = value if isinstance(value, str) else ""
    parts = urlsplit(text)
    if parts.scheme not in schemes or not (parts.netloc or parts.path) or re.search(r"\s", text):
        yield Problem(path, "URL_TYPE_INVALID_URL", "Not a well formed URL.")


# --- messages ------------------------------------------------------------------------


def message(body: Payload, *, flags: int = 0, path: Path = ()) -> Problems:
    """A message to be created, or the changes of one whose flags are `flags`."""
    v2 = bool(((body.get("flags") or 0) | flags) & COMPONENTS_V2)
    yield from _length((*path, "content"), body.get("content"), CONTENT)
    yield from _embeds(body.get("embeds") or [], (*path, "embeds"))
    yield from _length((*path, "attachments"), body.get("attachments"), ATTACHMENTS)
    if isinstance(nonce := body.get("nonce"), str):
        yield from _length((*path, "nonce"), nonce, NONCE)
    yield from _allowed_mentions(body.get("allowed_mentions") or {}, (*path, "allowed_mentions"))
    if v2:
        for name in ("content", "embeds", "poll", "sticker_ids"):
            if body.get(name):
                yield Problem(
                    (*path, name),
                    "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
                    f"The '{name}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2",
                )
    yield from components(body.get("components") or [], v2=v2, path=(*path, "components"))


def _embeds(embeds: list[Payload], path: Path) -> Problems:
    yield from _length(path, embeds, EMBEDS)
    total = 0
    for number, embed in enumerate(embeds):
        here: Path = (*path, number)
        for name, most in EMBED.items():
            yield from _length((*here, name), embed.get(name), most)
        fields = embed.get("fields") or []
        yield from _length((*here, "fields"), fields, EMBED_FIELDS)
        for place, field in enumerate(fields):
            yield from _length((*here, "fields", place, "name"), field.get("name"), FIELD_NAME, 1)
            yield from _length((*here, "fields", place, "value"), field.get("value"), FIELD_VALUE, 1)
            total += len(field.get("name") or "") + len(field.get("value") or "")
        footer, author = (embed.get("footer") or {}).get("text"), (embed.get("author") or {}).get("name")
        yield from _length((*here, "footer", "text"), footer, FOOTER)
        yield from _length((*here, "author", "name"), author, AUTHOR)
        if embed.get("url"):
            yield from _address((*here, "url"), embed["url"])
        for name in ("image", "thumbnail"):
            if embed.get(name):
                address = embed[name].get("url")
                yield from _address((*here, name, "url"), address, ("http", "https", "attachment"))
        total += sum(
            len(text or "") for text in (embed.get("title"), embed.get("description"), footer, author)
        )
    if total > EMBED_TEXT_IN_ALL:
        yield Problem(
            path, "MAX_EMBED_SIZE_EXCEEDED", f"Embed size exceeds maximum size of {EMBED_TEXT_IN_ALL}"
        )


def _allowed_mentions(allowed: Payload, path: Path) -> Problems:
    for kind in ("users", "roles"):
        if kind in (allowed.get("parse") or []) and allowed.get(kind):
            yield Problem(
                path,
                "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
                f'parse:["{kind}"] and {kind}: [ids...] are exclusive',
            )


def walk(items: list[Payload], path: Path = ()) -> list[tuple[Path, Payload]]:
    """Every component with its place, outermost first."""
    found: list[tuple[Path, Payload]] = []
    for number, component in enumerate(items):
        here: Path = (*path, number)
        found.append((here, component))
        if inner := component.get("components"):
            found += walk(inner, (*here, "components"))
        for name in ("accessory", "component"):
            if component.get(name):
                found.append(((*here, name), component[name]))
    return found


def components(items: list[Payload], *, v2: bool, path: Path) -> Problems:
    if not v2:
        yield from _length(path, items, ROWS)
    every = walk(items, path)
    if v2 and len(every) > COMPONENTS:
        yield Problem(
            path, "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", f"At most {COMPONENTS} components in all"
        )
    texts = [item.get("content") or "" for _, item in every if item.get("type") == TEXT_DISPLAY]
    if sum(map(len, texts)) > DISPLAY_TEXT_IN_ALL:
        yield Problem(
            path, "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", f"At most {DISPLAY_TEXT_IN_ALL} characters"
        )
    seen: set[str] = set()
    for here, item in every:
        kind = item.get("type")
        if kind in ONLY_IN_V2 and not v2:
            yield Problem(here, "UNION_TYPE_CHOICES", "Value of field 'type' must be one of (1,).")
        if not v2 and len(here) == len(path) + 1 and kind != ACTION_ROW:
            yield Problem(here, "UNION_TYPE_CHOICES", "Value of field 'type' must be one of (1,).")
        if len(here) == len(path) + 1 and kind in (BUTTON, *SELECTS, THUMBNAIL):
            yield Problem(here, "UNION_TYPE_CHOICES", "A component of this type needs a row or a section.")
        custom_id = item.get("custom_id")
        if custom_id in seen:
            yield Problem(
                (*here, "custom_id"),
                "COMPONENT_CUSTOM_ID_DUPLICATED",
                "Component custom id cannot be duplicated",
            )
        if custom_id is not None:
            seen.add(custom_id)
            yield from _length((*here, "custom_id"), custom_id, CUSTOM_ID, 1)
        yield from _component(kind, item, here)


def _component(kind: Any, item: Payload, here: Path) -> Problems:
    if kind == ACTION_ROW:
        yield from _length((*here, "components"), item.get("components"), ROW_BUTTONS, 1)
        kinds = {inner.get("type") for inner in item.get("components") or []}
        if len(item.get("components") or []) > 1 and kinds != {BUTTON}:
            yield Problem(here, "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "The action row is too wide")
    elif kind == BUTTON:
        yield from _button(item, here)
    elif kind in SELECTS:
        yield from _select(kind, item, here)
    elif kind == SECTION:
        yield from _length((*here, "components"), item.get("components"), SECTION_TEXTS, 1)
        if not item.get("accessory"):
            yield Problem((*here, "accessory"), "BASE_TYPE_REQUIRED", "This field is required")
    elif kind == TEXT_DISPLAY:
        yield from _length((*here, "content"), item.get("content"), DISPLAY_TEXT_IN_ALL, 1)
    elif kind == CONTAINER:
        yield from _length((*here, "components"), item.get("components"), COMPONENTS, 1)
    elif kind == THUMBNAIL:
        yield from _media(item, here)
    elif kind == GALLERY_TYPE:
        yield from _length((*here, "items"), item.get("items"), GALLERY, 1)
        for number, shown in enumerate(item.get("items") or []):
            yield from _media(shown, (*here, "items", number))


def _media(item: Payload, here: Path) -> Problems:
    yield from _length((*here, "description"), item.get("description"), ALT_TEXT)
    address = (item.get("media") or {}).get("url")
    yield from _address((*here, "media", "url"), address, ("http", "https", "attachment"))


def _button(item: Payload, here: Path) -> Problems:
    yield from _length((*here, "label"), item.get("label"), LABEL)
    if not item.get("label") and not item.get("emoji"):
        yield Problem(
            here, "BUTTON_COMPONENT_MISSING_LABEL_OR_EMOJI", "A button must have a label or an emoji"
        )
    if item.get("style") == 5:
        yield from _length((*here, "url"), item.get("url"), URL, 1)
        yield from _address((*here, "url"), item.get("url"), ("http", "https", "discord"))
    elif not item.get("custom_id"):
        yield Problem(here, "BUTTON_COMPONENT_CUSTOM_ID_REQUIRED", "A custom id is required")
    elif item.get("url"):
        yield Problem(here, "BUTTON_COMPONENT_INVALID_URL", "Only a link button has an address")


def _select(kind: int, item: Payload, here: Path) -> Problems:
    yield from _length((*here, "placeholder"), item.get("placeholder"), PLACEHOLDER)
    options = item.get("options") or []
    if kind == STRING_SELECT:
        yield from _length((*here, "options"), options, OPTIONS, 1)
        if (item.get("max_values") or 1) > max(len(options), 1):
            yield Problem(
                (*here, "max_values"), "SELECT_COMPONENT_OPTIONS_LENGTH_INVALID", "More than there are"
            )
    values: set[str] = set()
    for number, option in enumerate(options):
        place: Path = (*here, "options", number)
        yield from _length((*place, "label"), option.get("label"), OPTION_TEXT, 1)
        yield from _length((*place, "value"), option.get("value"), OPTION_TEXT, 1)
        yield from _length((*place, "description"), option.get("description"), OPTION_TEXT)
        if option.get("value") in values:
            yield Problem(
                (*place, "value"),
                "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
                "The specified option value is used",
            )
        values.add(option.get("value", ""))


# --- interactions --------------------------------------------------------------------


def modal(body: Payload, path: Path = ("data",)) -> Problems:
    items = body.get("components") or []
    yield from _length((*path, "title"), body.get("title"), MODAL_TITLE, 1)
    yield from _length((*path, "custom_id"), body.get("custom_id"), CUSTOM_ID, 1)
    yield from _length((*path, "components"), items, MODAL_COMPONENTS, 1)
    seen: set[str] = set()
    for here, item in walk(items, (*path, "components")):
        kind, custom_id = item.get("type"), item.get("custom_id")
        if custom_id in seen:
            yield Problem(
                (*here, "custom_id"), "COMPONENT_CUSTOM_ID_DUPLICATED", "Custom id cannot be duplicated"
            )
        if custom_id is not None:
            seen.add(custom_id)
            yield from _length((*here, "custom_id"), custom_id, CUSTOM_ID, 1)
        if kind in (BUTTON, SECTION, CONTAINER, THUMBNAIL, GALLERY_TYPE, SEPARATOR, FILE):
            yield Problem(
                here, "UNION_TYPE_CHOICES", "A modal takes labels, texts and rows with a text input."
            )
        if kind == LABEL_TYPE:
            yield from _length((*here, "label"), item.get("label"), FIELD_LABEL, 1)
            yield from _length((*here, "description"), item.get("description"), FIELD_DESCRIPTION)
        elif kind == TEXT_INPUT:
            yield from _length((*here, "label"), item.get("label"), FIELD_LABEL)
            yield from _length((*here, "placeholder"), item.get("placeholder"), FIELD_DESCRIPTION)
            yield from _length((*here, "value"), item.get("value"), item.get("max_length") or FIELD_INPUT)
        elif kind == FILE_UPLOAD and not 0 <= (item.get("max_values") or 1) <= UPLOADS:
            yield Problem((*here, "max_values"), "NUMBER_TYPE_MAX", f"At most {UPLOADS} files.")
        elif kind in SELECTS:
            yield from _select(kind, item, here)


def choices(body: Payload, path: Path = ("data",)) -> Problems:
    offered = body.get("choices") or []
    yield from _length((*path, "choices"), offered, CHOICES)
    for number, choice in enumerate(offered):
        here: Path = (*path, "choices", number)
        yield from _length((*here, "name"), choice.get("name"), CHOICE_TEXT, 1)
        if isinstance(choice.get("value"), str):
            yield from _length((*here, "value"), choice["value"], CHOICE_TEXT, 1)


# --- application commands ------------------------------------------------------------


def commands(body: list[Payload]) -> Problems:
    for kind, most in COMMANDS.items():
        same = [c.get("name") for c in body if (c.get("type") or 1) == kind]
        if len(same) > most:
            yield Problem((), "APPLICATION_COMMAND_TOO_MANY", f"At most {most} commands of type {kind}.")
        if len(set(same)) < len(same):
            yield Problem(
                (), "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique"
            )
    for number, command in enumerate(body):
        here: Path = (number,)
        if (command.get("type") or 1) == 1:
            yield from _described(command, here)
            if _characters(command) > COMMAND_CHARACTERS:
                yield Problem(here, "APPLICATION_COMMAND_TOO_LARGE", f"Command exceeds {COMMAND_CHARACTERS}")
        else:
            yield from _length((*here, "name"), command.get("name"), COMMAND_NAME, 1)
            if command.get("description"):
                yield Problem(
                    (*here, "description"), "APPLICATION_COMMAND_INVALID", "Only slash commands have one"
                )


def _described(item: Payload, here: Path) -> Problems:
    name = item.get("name") or ""
    if not SLASH_NAME.fullmatch(name) or name != name.lower():
        yield Problem((*here, "name"), "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
    yield from _length((*here, "description"), item.get("description"), COMMAND_DESCRIPTION, 1)
    options = item.get("options") or []
    yield from _length((*here, "options"), options, COMMAND_OPTIONS)
    optional = False
    for number, option in enumerate(options):
        place: Path = (*here, "options", number)
        yield from _described(option, place)
        yield from _length((*place, "choices"), option.get("choices"), CHOICES)
        if option.get("required") and optional:
            yield Problem(
                place, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", "Required options come first"
            )
        optional = optional or not option.get("required")


def _characters(item: Payload) -> int:
    own = len(item.get("name") or "") + len(item.get("description") or "")
    chosen = sum(len(c["name"]) + len(str(c["value"])) for c in item.get("choices") or [])
    return own + chosen + sum(_characters(option) for option in item.get("options") or [])
