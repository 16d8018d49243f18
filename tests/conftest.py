"""Fixtures shared by all tests."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.discord_server import DiscordServer


@pytest.fixture(scope="module")
async def discord() -> AsyncIterator[DiscordServer]:
    """A local Discord shared by the tests of a module."""
    async with DiscordServer() as server:
        yield server
