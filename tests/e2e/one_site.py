"""`recapbot run` for which one name, recaps.test, is the public web: a server of the test's own.

`python -m tests.e2e.one_site`, with the server's port in SITE_PORT. Nothing else is
allowed: inside.test resolves too, but to an address that is not public here either.
"""

from __future__ import annotations

import functools
import os
import socket
import sys

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from bot import curate
from bot.client import run
from bot.config import Settings
from bot.fetch import Net

KNOWN = {"recaps.test": "127.0.0.1", "inside.test": "127.0.0.2"}


class OneSite(AbstractResolver):
    """Knows two names."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """The address of `host`; raises `OSError`."""
        if host not in KNOWN:
            raise OSError(f"no such host: {host}")
        return [
            ResolveResult(hostname=host, host=KNOWN[host], port=port, family=socket.AF_INET, proto=0, flags=0)
        ]

    async def close(self) -> None:
        """Nothing is open."""


if __name__ == "__main__":
    curate.text_apart = functools.partial(curate.text_apart, within=3)
    net = Net(
        allowed=lambda address: address == "127.0.0.1",
        ports=frozenset({80, int(os.environ["SITE_PORT"])}),
        resolver=OneSite,
        timeout=aiohttp.ClientTimeout(total=2),
    )
    sys.exit(run(Settings.from_env(os.environ), net))
