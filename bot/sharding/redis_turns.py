"""Whose turn it is to connect, among machines: by an existing Redis or Valkey."""

from __future__ import annotations

import logging

from redis.asyncio import Redis
from redis.exceptions import RedisError

from bot.sharding.turns import INTERVAL, Turns

log = logging.getLogger(__name__)


class RedisTurns:
    """A key per bucket that lives for one interval; whoever sets it has the turn.

    `name` tells bots apart that share the server at `url`; `otherwise` is asked while it
    cannot be reached. Connecting is rare, so no connection is kept.
    """

    def __init__(self, url: str, name: str, otherwise: Turns, interval: float = INTERVAL) -> None:
        self._url, self._name, self._otherwise = url, name, otherwise
        self._milliseconds = round(interval * 1000)

    async def claim(self, bucket: int) -> float:
        """See `Turns`."""
        key = f"recapbot:{self._name}:identify:{bucket}"
        try:
            async with Redis.from_url(self._url, socket_timeout=2, socket_connect_timeout=2) as client:
                if await client.set(key, "taken", nx=True, px=self._milliseconds):
                    return 0.0
                return max(10, await client.pttl(key)) / 1000
        except (RedisError, OSError) as error:
            log.warning("redis not reachable, taking turns on this machine only", extra={"error": error})
            return await self._otherwise.claim(bucket)
