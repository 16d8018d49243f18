"""`python -m tests.discord_server [PORT]`: a local Discord to try a bot on by hand.

Prints the environment that a bot needs, then lets ana type each line of standard input
in #general and prints what the bot says.
"""

from __future__ import annotations

import asyncio
import sys

from .screen import NoAnswer
from .server import DiscordServer


async def main() -> None:
    """Serve until standard input ends."""
    server = DiscordServer()
    server.port = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    async with server:
        ana, general = server.user("ana"), server.guild("acme").channel("general")
        print(f"DISCORD_TOKEN={server.token}")
        print(f"DISCORD_API_URL={server.api_url}")
        print(f"DISCORD_GATEWAY_URL={server.gateway_url}", flush=True)
        while line := await asyncio.to_thread(sys.stdin.readline):
            said = await ana.says(general, line.strip())
            try:
                print((await said.reply()).text, flush=True)
            except NoAnswer:
                print("(no reply)", flush=True)


asyncio.run(main())
