"""Fixtures shared by all tests."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.discord_server import DiscordServer


@pytest.fixture(scope="module")
async def discord() -> AsyncIterator[DiscordServer]:
    """A local Discord shared by the tests of a module; no body it is sent may be one Discord refuses."""
    async with DiscordServer() as server:
        yield server
        refused = [f"{call.name} {call.answer}\n{call.body}" for call in server.violations]
        assert not refused, "Discord would have refused:\n" + "\n".join(refused)
