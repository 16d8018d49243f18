"""`/healthz`, `/readyz` and `/metrics` over HTTP, where RECAPBOT_HEALTH_ADDR asks for them."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from bot import __version__
from bot.errors import ConfigError
from bot.health.metrics import Metrics
from bot.health.pulse import DEAD, UNHEALTHY, Limits, Pulse, ailing


@asynccontextmanager
async def serve(address: tuple[str, int], pulse: Pulse, metrics: Metrics) -> AsyncIterator[tuple[str, int]]:
    """Answer on `address` while the context is open, and yield the address in use (port 0 picks one).

    `/healthz` is 200 while restarting would not help, `/readyz` while questions are answered.
    Raises `ConfigError` if the address cannot be had.
    """

    async def health(_: web.Request) -> web.Response:
        return _judge(pulse, DEAD, with_database=False)

    async def ready(_: web.Request) -> web.Response:
        return _judge(pulse, UNHEALTHY, with_database=True)

    async def figures(_: web.Request) -> web.Response:
        return web.Response(body=metrics.page(), headers={"Content-Type": "text/plain; version=0.0.4"})

    app = web.Application()
    app.add_routes([web.get("/healthz", health), web.get("/readyz", ready), web.get("/metrics", figures)])
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        site = web.TCPSite(runner, *address)
        try:
            await site.start()
        except OSError as error:
            raise ConfigError(f"RECAPBOT_HEALTH_ADDR cannot be used: {error}.") from error
        host, port = runner.addresses[0][:2]
        yield (host, port)
    finally:
        await runner.cleanup()


def _judge(pulse: Pulse, limits: Limits, *, with_database: bool) -> web.Response:
    vitals, now = pulse.vitals, time.monotonic()
    wrong = ailing(vitals, now, limits)
    if with_database and wrong is None:
        if not vitals.database:
            wrong = "the database does not answer"
        elif not vitals.shards or not all(shard.connected for shard in vitals.shards.values()):
            wrong = "not every shard is connected"
    body = {
        "status": "ok" if wrong is None else wrong,
        "version": __version__,
        "database": vitals.database,
        "message_content": vitals.message_content,
        "shards": {
            str(number): {
                "connected": shard.connected,
                "ack_age_seconds": round(now - shard.acknowledged, 1),
            }
            for number, shard in sorted(vitals.shards.items())
        },
    }
    return web.json_response(body, status=200 if wrong is None else 503)
