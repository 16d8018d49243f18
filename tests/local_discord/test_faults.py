"""Faults of the HTTP side: n times as ordered, then all is well again."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator

import aiohttp
import pytest

from tests.discord_server import DiscordServer

GATEWAY = "GET /gateway/bot"
POST = "POST /channels/{channel_id}/messages"


@pytest.fixture
async def discord() -> AsyncIterator[DiscordServer]:
    async with DiscordServer() as server:
        yield server


@pytest.fixture
async def get(discord: DiscordServer):
    headers = {"Authorization": f"Bot {discord.token}"}
    async with aiohttp.ClientSession(headers=headers) as session:

        async def get() -> aiohttp.ClientResponse:
            async with session.get(f"{discord.api_url}/gateway/bot") as response:
                await response.read()
                return response

        yield get


async def test_a_status_n_times(discord, get):
    discord.faults.status(GATEWAY, 503, times=2)
    assert [(await get()).status for _ in range(3)] == [503, 503, 200]
    assert [call.status for call in discord.calls] == [503, 503, 200]


async def test_patterns(discord, get):
    discord.faults.status("POST *", 500)
    assert (await get()).status == 200
    discord.faults.status("* /gateway*", 500)
    assert (await get()).status == 500


@pytest.mark.parametrize(("scope", "everywhere"), [("user", None), ("shared", None), ("global", "true")])
async def test_rate_limits(discord, get, scope, everywhere):
    discord.faults.rate_limit(GATEWAY, 0.5, scope=scope)
    response = await get()
    assert (response.status, response.headers["Via"]) == (429, "1.1 google")
    assert response.headers["X-RateLimit-Scope"] == scope
    assert response.headers.get("X-RateLimit-Global") == everywhere
    assert (await response.json())["retry_after"] == 0.5


async def test_a_rate_limit_of_the_proxy_is_no_json(discord, get):
    discord.faults.rate_limit(GATEWAY, via=False)
    response = await get()
    assert "Via" not in response.headers
    assert response.content_type == "text/plain"


@pytest.mark.parametrize("after", [False, True])
async def test_a_reset_connection(discord, after):
    """Before the request takes effect, or once it has: then only the answer is lost."""
    channel = discord.guild("acme").channel()
    discord.faults.reset(POST, after=after)
    headers = {"Authorization": f"Bot {discord.token}"}
    async with aiohttp.ClientSession(headers=headers) as session:
        with pytest.raises(aiohttp.ClientError):
            await session.post(f"{discord.api_url}/channels/{channel.id}/messages", json={"content": "a"})
    assert discord.calls[0].status == (200 if after else 0)
    assert [message.content for message in channel.messages.values()] == (["a"] if after else [])


async def test_a_delay(discord, get):
    discord.faults.delay(GATEWAY, 0.1)
    start = time.monotonic()
    await get()
    assert time.monotonic() - start >= 0.1


async def test_random_faults_are_the_same_for_a_seed():
    def first_faults(seed: int) -> list[bool]:
        server = DiscordServer()
        server.faults.randomly(0.3, seed)
        return [server.faults.take(POST) is not None for _ in range(50)]

    assert first_faults(1) == first_faults(1) != first_faults(2)
    assert 5 < sum(first_faults(1)) < 25
