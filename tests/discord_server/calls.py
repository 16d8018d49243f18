"""A request of the bot's as recorded, and the table of routes that answer them."""

from __future__ import annotations

import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import orjson

from . import limits
from .errors import Problem, invalid_form

if TYPE_CHECKING:
    from .server import DiscordServer


@dataclass(eq=False)
class File:
    """A file sent along with a request."""

    name: str
    data: bytes
    content_type: str = "application/octet-stream"


@dataclass(eq=False)
class Call:
    """One request of the bot's, as recorded: `status` and `answer` are what it was told (0: cut off)."""

    method: str
    route: str
    path: str
    args: dict[str, str]
    query: dict[str, str]
    headers: dict[str, str]
    body: Any = None
    files: list[File] = field(default_factory=list)
    at: float = field(default_factory=time.perf_counter)
    status: int = 0
    answer: Any = None

    @property
    def name(self) -> str:
        return f"{self.method} {self.route}"

    def id(self, name: str) -> int:
        try:
            return int(self.args[name])
        except ValueError:
            problem = Problem((name,), "NUMBER_TYPE_COERCE", f'Value "{self.args[name]}" is not snowflake.')
            raise invalid_form([problem]) from None


Handler = Callable[["DiscordServer", Call], Awaitable[Any] | Any]
Check = Callable[[Any], limits.Problems]


@dataclass(frozen=True)
class Route:
    method: str
    path: str
    handler: Handler
    check: Check | None = None
    needs_token: bool = True


ROUTES: list[Route] = []


def route(
    method: str, path: str, check: Check | None = None, *, needs_token: bool = True
) -> Callable[[Handler], Handler]:
    def register(handler: Handler) -> Handler:
        ROUTES.append(Route(method, path, handler, check, needs_token))
        return handler

    return register


def encoded(body: object) -> bytes:
    """JSON; half a character, which only the slower library puts up with, is sent escaped."""
    try:
        return orjson.dumps(body)
    except TypeError:
        return json.dumps(body).encode()
