"""`/healthz`, `/readyz` and `/metrics`, asked over a real connection."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from bot.errors import ConfigError
from bot.health.metrics import Metrics
from bot.health.pulse import Pulse
from bot.health.server import serve


class Site:
    def __init__(self) -> None:
        self.shift = 0.0
        self.pulse = Pulse(self.clock)
        self.metrics = Metrics(self.pulse)
        self.url = ""

    def clock(self) -> float:
        return time.monotonic() - self.shift

    async def get(self, path: str) -> tuple[int, str]:
        async with aiohttp.ClientSession() as session, session.get(self.url + path) as reply:
            return reply.status, await reply.text()

    async def json(self, path: str) -> tuple[int, Any]:
        async with aiohttp.ClientSession() as session, session.get(self.url + path) as reply:
            return reply.status, await reply.json()


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    site = Site()
    async with serve(("127.0.0.1", 0), site.pulse, site.metrics) as (host, port):
        site.url = f"http://{host}:{port}"
        yield site


async def test_a_connected_bot_is_healthy_and_ready(site: Site) -> None:
    site.pulse.feel([(0, True, 0.1), (1, True, 0.2)], database=True)
    site.pulse.message_content(granted=True)
    assert (await site.json("/healthz"))[0] == 200
    status, body = await site.json("/readyz")
    assert status == 200
    assert (body["status"], body["database"], body["message_content"]) == ("ok", True, True)
    assert body["shards"]["1"]["connected"] is True


@pytest.mark.parametrize(
    ("signs", "database", "status"),
    [
        ([], True, "not every shard is connected"),
        ([(0, True, 0.1), (1, False, 0.1)], True, "not every shard is connected"),
        ([(0, True, 0.1)], False, "the database does not answer"),
    ],
)
async def test_what_keeps_questions_from_being_answered_is_told_but_is_no_reason_to_restart(
    site: Site, signs: list[tuple[int, bool, float]], database: bool, status: str
) -> None:
    site.pulse.feel(signs, database=database)
    assert (await site.json("/readyz"))[0] == 503
    assert (await site.json("/readyz"))[1]["status"] == status
    assert (await site.json("/healthz"))[0] == 200


async def test_a_dead_gateway_is_unhealthy(site: Site) -> None:
    site.shift = 200
    site.pulse.feel([(0, True, 0.1)], database=True)
    status, body = await site.json("/healthz")
    assert status == 503
    assert "no heartbeat acknowledged" in body["status"] or "event loop" in body["status"]


async def test_the_figures(site: Site) -> None:
    site.pulse.feel([(0, True, 0.125)], database=True)
    site.pulse.message_content(granted=False)
    site.metrics.reply("slash", "talk", 0.02)
    site.metrics.reply("slash", "none", 0.03)
    site.metrics.loaded("failed")
    site.metrics.loaded("unchanged", 11)
    site.metrics.identified(0)
    status, page = await site.get("/metrics")
    assert status == 200
    lines = page.splitlines()
    for line in (
        'recapbot_replies_total{door="slash",outcome="talk"} 1.0',
        'recapbot_replies_total{door="slash",outcome="none"} 1.0',
        'recapbot_reply_seconds_bucket{door="slash",le="0.025"} 1.0',
        'recapbot_reply_seconds_count{door="slash"} 2.0',
        'recapbot_files_total{outcome="failed"} 1.0',
        'recapbot_files_total{outcome="unchanged"} 11.0',
        'recapbot_identifies_total{shard="0"} 1.0',
        'recapbot_gateway_connected{shard="0"} 1.0',
        'recapbot_gateway_latency_seconds{shard="0"} 0.125',
        "recapbot_database_reachable 1.0",
        "recapbot_message_content 0.0",
    ):
        assert line in lines
    assert any(line.startswith('recapbot_gateway_ack_age_seconds{shard="0"} ') for line in lines)


async def test_an_address_in_use_is_a_clear_error(site: Site) -> None:
    port = int(site.url.rpartition(":")[2])
    with pytest.raises(ConfigError, match="RECAPBOT_HEALTH_ADDR cannot be used"):
        async with serve(("127.0.0.1", port), site.pulse, site.metrics):
            pass
