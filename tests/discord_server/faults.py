"""Faults of the HTTP side, switched on by a test: n times, then all is well again."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Literal

from aiohttp import web

from .calls import encoded

Scope = Literal["user", "global", "shared"]


@dataclass(eq=False)
class Fault:
    """What happens to the next `times` requests whose "METHOD /route" fits `pattern`.

    With `after`, the request takes effect and only its answer is lost.
    """

    pattern: str
    times: int
    respond: Callable[[], web.Response] | None = None
    reset: bool = False
    after: bool = False
    seconds: float = 0.0
    hits: int = 0


class Faults:
    """`pattern` is a method and a route as in the API document, with shell wildcards:
    "POST /channels/*/messages", "* /interactions/*"."""

    def __init__(self) -> None:
        self.active: list[Fault] = []
        self.chaos: Callable[[str], Fault | None] | None = None

    def _add(self, fault: Fault) -> Fault:
        self.active.append(fault)
        return fault

    def status(self, pattern: str, status: int, *, code: int = 0, message: str = "", times: int = 1) -> Fault:
        """Answer with an HTTP status and, below 500, Discord's JSON error."""

        def respond() -> web.Response:
            if status >= 500:
                return web.Response(status=status, text="upstream error")
            return json_response({"message": message or f"{status}", "code": code}, status)

        return self._add(Fault(pattern, times, respond))

    def rate_limit(
        self,
        pattern: str,
        retry_after: float = 0.2,
        *,
        scope: Scope = "user",
        via: bool = True,
        times: int = 1,
    ) -> Fault:
        """Answer 429; without `via` as Cloudflare would, which no client library retries."""

        def respond() -> web.Response:
            body = {"message": "You are being rate limited.", "retry_after": retry_after}
            headers = {"Retry-After": str(retry_after), "X-RateLimit-Scope": scope}
            if scope == "global":
                headers["X-RateLimit-Global"] = "true"
            if not via:
                return web.Response(status=429, text="error code: 1015", headers=headers)
            headers["Via"] = "1.1 google"
            return json_response(body | {"global": scope == "global"}, 429, headers)

        return self._add(Fault(pattern, times, respond))

    def reset(self, pattern: str, *, after: bool = False, times: int = 1) -> Fault:
        """Cut the connection; with `after`, once the request has taken effect."""
        return self._add(Fault(pattern, times, reset=True, after=after))

    def delay(self, pattern: str, seconds: float, *, times: int = 1) -> Fault:
        """Answer late."""
        return self._add(Fault(pattern, times, seconds=seconds))

    def randomly(self, rate: float, seed: int = 0, *, spare: str = "* /interactions/*") -> None:
        """A `rate` of all requests fails in one of the ways above, but for those that fit `spare`."""
        dice = random.Random(seed)

        def chaos(name: str) -> Fault | None:
            if fnmatchcase(name, spare) or dice.random() >= rate:
                return None
            source = Faults()
            kind = dice.randrange(5)
            if kind == 0:
                return source.status(name, 503)
            if kind == 1:
                return source.status(name, 500)
            if kind == 2:
                return source.rate_limit(name, 0.2)
            if kind == 3:
                return source.delay(name, dice.random())
            return source.reset(name, after=dice.random() < 0.5)

        self.chaos = chaos

    def take(self, name: str) -> Fault | None:
        """The fault that befalls the request `name`, if any, used up by one."""
        for fault in self.active:
            if fnmatchcase(name, fault.pattern):
                fault.hits += 1
                if fault.hits >= fault.times:
                    self.active.remove(fault)
                return fault
        return None if self.chaos is None else self.chaos(name)


async def suffer(fault: Fault) -> web.Response | None:
    """Wait out a delay; give the answer that stands in for the real one."""
    if fault.seconds:
        await asyncio.sleep(fault.seconds)
    return fault.respond() if fault.respond is not None else None


def json_response(body: object, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    """JSON whose content type is exactly `application/json`, as Discord sends it and clients expect."""
    return web.Response(
        body=encoded(body),
        status=status,
        headers={"Content-Type": "application/json", **(headers or {})},
    )
