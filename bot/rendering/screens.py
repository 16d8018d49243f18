"""What a message shows, small enough to stand in a custom id.

Every control carries the screen it leads to, so pressing it needs no memory: old
buttons work after a restart. A custom id never says which guild's library is meant:
"g" is the library of the guild the press came from, whichever that is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import blake2s
from typing import Literal, cast, get_args

from bot.model import CommandName, RecapRef, Scope, Talk
from bot.rendering.limits import CUSTOM_ID, size

Verb = Literal["open", "share", "delete", "up", "down"]

_ROOM = CUSTOM_ID - 4
_VERBS: dict[Verb, str] = {"open": "o", "share": "s", "delete": "x", "up": "u", "down": "d"}
_SCOPES: dict[Scope, str] = {"shared": "s", "guild": "g"}


@dataclass(frozen=True, slots=True)
class Asked:
    """The reply to a command; `more` shows the next five instead of the first."""

    name: CommandName
    argument: str = ""
    page: int = 0
    more: bool = False


@dataclass(frozen=True, slots=True)
class AskedBefore:
    """As `Asked`, for words too long for a custom id: they stand with the stored reply."""

    page: int = 0
    more: bool = False


@dataclass(frozen=True, slots=True)
class AtTalk:
    """One talk; `page` None is its card, a number that page of its full notes."""

    scope: Scope
    recap: int
    mark: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class AtRecaps:
    """One recap, or several of one event together."""

    recaps: tuple[tuple[Scope, int], ...]
    page: int = 0


Screen = Asked | AskedBefore | AtTalk | AtRecaps


def talk_mark(key: str) -> str:
    """Ten letters that stand for a talk's key, whatever its length."""
    return blake2s(key.encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()


def at_talk(ref: RecapRef, talk: Talk, page: int | None = None) -> AtTalk:
    """The screen of one talk of one recap."""
    return AtTalk(ref.scope, ref.id, talk_mark(talk.key), page)


def at_recap(*refs: RecapRef) -> AtRecaps:
    """The screen of these recaps together, as many as a custom id holds."""
    kept = [(ref.scope, ref.id) for ref in refs]
    while size(_encode(AtRecaps(tuple(kept), 999))) > _ROOM:
        kept.pop()
    return AtRecaps(tuple(kept))


def turned(screen: Screen, page: int) -> Screen:
    """The same screen at another page."""
    return replace(screen, page=page)


def custom_id(verb: Verb, screen: Screen) -> str:
    """The custom id of a control that does `verb` with `screen`."""
    return f"{_VERBS[verb]}:{encode(screen)}"


def encode(screen: Screen) -> str:
    """`screen` as at most 96 characters; words that do not fit are left to the stored reply."""
    text = _encode(screen)
    if not text.isascii():
        text = text.encode("utf-8", "replace").decode()
    if isinstance(screen, Asked) and size(text) > _ROOM:
        return _encode(AskedBefore(screen.page, screen.more))
    return text


def _encode(screen: Screen) -> str:
    match screen:
        case Asked(name, argument, page, more):
            return f"q.{name}.{page}.{int(more)}.{argument}"
        case AskedBefore(page, more):
            return f"b.{page}.{int(more)}"
        case AtTalk(scope, recap, mark, page):
            return f"t.{_SCOPES[scope]}{recap}.{mark}{'' if page is None else f'.{page}'}"
        case AtRecaps(recaps, page):
            return f"r.{page}.{'.'.join(f'{_SCOPES[scope]}{recap}' for scope, recap in recaps)}"


def decode(text: str) -> Screen | None:
    """The screen behind `text`, or None if this version does not know it."""
    kind, _, rest = text.partition(".")
    try:
        if kind == "q":
            name, page, more, argument = rest.split(".", 3)
            if name not in get_args(CommandName):
                return None
            return Asked(cast(CommandName, name), argument, int(page), more == "1")
        parts = rest.split(".")
        if kind == "b":
            return AskedBefore(int(parts[0]), parts[1] == "1")
        if kind == "t":
            scope, recap = _numbered(parts[0])
            return AtTalk(scope, recap, parts[1], int(parts[2]) if len(parts) > 2 else None)
        if kind == "r":
            return AtRecaps(tuple(map(_numbered, parts[1:])), int(parts[0]))
    except (ValueError, IndexError):
        pass
    return None


def _numbered(text: str) -> tuple[Scope, int]:
    scope: Scope = "guild" if text.startswith("g") else "shared"
    recap = int(text[1:])
    if text[:1] not in ("g", "s") or not 0 <= recap < 1 << 63:
        raise ValueError(text)
    return scope, recap


def pressed(custom: str) -> tuple[Verb, str] | None:
    """The verb of a control and what stands behind it, or None if it is not one of these."""
    letter, colon, rest = custom.partition(":")
    verb = next((verb for verb, short in _VERBS.items() if short == letter), None)
    return (verb, rest) if verb and colon else None
