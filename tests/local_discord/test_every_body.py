"""Whatever a bot sends is held against Discord's API document: on each route, also under a fault."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

import aiohttp
import pytest

from tests.discord_server import DiscordServer, openapi
from tests.discord_server.calls import ROUTES, Route
from tests.discord_server.interactions import Asked, Interaction

EMPTY = ("POST /channels/{channel_id}/typing",)
WITH_BODY = [
    route
    for route in ROUTES
    if route.method in ("POST", "PUT", "PATCH")
    and f"{route.method} {route.path}" not in EMPTY
    and "/reactions/" not in route.path
]

pytestmark = pytest.mark.skipif(
    not openapi.available(), reason="Discord's API document is not beside the checkout"
)


def named(route: Route) -> str:
    return f"{route.method} {route.path}"


class Caller:
    """Sends anything to any route of a server."""

    def __init__(self, discord: DiscordServer, session: aiohttp.ClientSession) -> None:
        self.discord, self.session = discord, session
        self.general = discord.guild("acme").channel("general")
        self.ana = discord.user("ana")

    async def send(self, route: Route, body: Any) -> tuple[int, Any]:
        said = await self.ana.says(self.general, "hello")
        found = Interaction(
            self.discord.world.snowflake(), Asked.COMMAND, self.ana, self.general, self.discord.clock.now()
        )
        self.discord.interactions[found.token] = found
        bot = self.discord.world.bot.id
        ids = {"channel_id": self.general.id, "message_id": said.message.id, "application_id": bot}
        ids |= {"guild_id": self.discord.guild("acme").id, "interaction_id": found.id, "webhook_id": bot}
        ids |= {"interaction_token": found.token, "webhook_token": found.token}
        async with self.session.request(
            route.method,
            self.discord.api_url + route.path.format(**ids),
            json=body,
            headers={"Authorization": f"Bot {self.discord.token}"},
        ) as response:
            return response.status, await response.json() if response.status != 503 else None


@pytest.fixture
async def caller() -> AsyncIterator[Caller]:
    async with DiscordServer(expect_refusals=True) as discord, aiohttp.ClientSession() as session:
        yield Caller(discord, session)


@pytest.mark.parametrize("route", WITH_BODY, ids=named)
@pytest.mark.parametrize("wrong", ["a word", {"flags": "many", "recipient_id": [], "type": "four"}])
async def test_no_route_takes_a_body_of_the_wrong_shape(caller: Caller, route: Route, wrong: Any) -> None:
    if "commands" in route.path:
        wrong = wrong if isinstance(wrong, str) else [wrong]
    status, answer = await caller.send(route, wrong)
    assert (status, answer["code"]) == (400, 50035)
    assert len(caller.discord.violations) == 1


@pytest.mark.parametrize("route", WITH_BODY, ids=named)
async def test_a_fault_hides_no_wrong_body(caller: Caller, route: Route) -> None:
    faults, violations = caller.discord.faults, caller.discord.violations
    for begin in (lambda: faults.status(named(route), 503), lambda: faults.reset(named(route))):
        begin()
        with suppress(aiohttp.ClientError):
            await caller.send(route, "a word")
        assert violations
        violations.clear()


async def test_a_run_in_which_a_body_was_refused_fails_at_its_end() -> None:
    async def run() -> None:
        async with DiscordServer() as discord, aiohttp.ClientSession() as session:
            route = next(route for route in WITH_BODY if route.path == "/channels/{channel_id}/messages")
            await Caller(discord, session).send(route, {"content": 7})

    with pytest.raises(AssertionError, match="Discord would have refused"):
        await run()
