"""The gateway's protocol, spoken by a bare WebSocket: who is let in, what is told, what is replayed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from tests.discord_server import DiscordServer, Intent, Permission

ALL = Intent.GUILDS | Intent.GUILD_MESSAGES | Intent.DIRECT_MESSAGES
WITH_CONTENT = ALL | Intent.MESSAGE_CONTENT


class Client:
    def __init__(self, discord: DiscordServer, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.discord, self.socket = discord, socket

    async def send(self, op: int, data: Any = None) -> None:
        await self.socket.send_json({"op": op, "d": data})

    async def identify(self, intents: int = WITH_CONTENT, **fields: Any) -> None:
        await self.send(2, {"token": self.discord.token, "intents": intents, "properties": {}, **fields})

    async def next(self) -> dict[str, Any]:
        return await self.socket.receive_json(timeout=2)

    async def event(self, name: str) -> dict[str, Any]:
        while (frame := await self.next())["t"] != name:
            pass
        return frame["d"]

    async def closed(self) -> int | None:
        while (await self.socket.receive(timeout=2)).type is not aiohttp.WSMsgType.CLOSE:
            pass
        return self.socket.close_code


@pytest.fixture
async def discord() -> AsyncIterator[DiscordServer]:
    async with DiscordServer() as server:
        server.guild("acme")
        yield server


@pytest.fixture
async def connect(discord: DiscordServer):
    async with aiohttp.ClientSession() as session:

        async def connect(version: int = 10) -> Client:
            socket = await session.ws_connect(f"{discord.gateway_url}?v={version}&encoding=json")
            return Client(discord, socket)

        yield connect


async def test_hello_identify_ready_and_the_guilds(discord, connect):
    client = await connect()
    assert await client.next() == {"op": 10, "d": {"heartbeat_interval": 41250}, "s": None, "t": None}
    await client.send(1, None)
    assert (await client.next())["op"] == 11
    await client.identify()
    ready = await client.event("READY")
    assert ready["resume_gateway_url"] == discord.gateway_url
    assert ready["guilds"] == [{"id": str(discord.guild("acme").id), "unavailable": True}]
    guild = await client.event("GUILD_CREATE")
    assert (guild["name"], [channel["name"] for channel in guild["channels"]]) == ("acme", ["general"])
    assert [member["user"]["username"] for member in guild["members"]] == ["Recapbot"]
    assert discord.gateway.identifies[0].intents == WITH_CONTENT


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        (4004, {"token": "wrong"}),
        (4010, {"shard": [2, 2]}),
        (4013, {"intents": 1 << 40}),
        (4014, {"intents": ALL | Intent.MESSAGE_CONTENT}),
    ],
)
async def test_an_identify_is_refused(discord, connect, code: int, fields: dict[str, Any]):
    discord.privileged = frozenset()
    client = await connect()
    await client.identify(**({"intents": ALL} | fields))
    assert await client.closed() == code


async def test_a_large_bot_must_shard(discord, connect):
    discord.shards = 2
    client = await connect()
    await client.identify()
    assert await client.closed() == 4011


async def test_rude_clients_are_closed(connect):
    client = await connect()
    await client.send(8, {})
    assert await client.closed() == 4003
    client = await connect()
    await client.socket.send_str("{")
    assert await client.closed() == 4002
    client = await connect(version=6)
    assert await client.closed() == 4012
    client = await connect()
    await client.identify()
    await client.identify()
    assert await client.closed() == 4005
    client = await connect()
    await client.identify()
    await client.send(77)
    assert await client.closed() == 4001


async def test_identifying_too_often_invalidates_the_session(discord, connect):
    discord.gateway.identify_interval = 5.0
    discord.max_concurrency = 2
    results = []
    for shard in ([0, 4], [1, 4], [2, 4]):
        client = await connect()
        await client.next()
        await client.identify(shard=shard)
        results.append((await client.next())["op"])
    assert results == [0, 0, 9]
    assert discord.identifies_left == 997


async def test_a_resumed_session_gets_what_it_missed(discord, connect):
    client = await connect()
    await client.identify()
    session = (await client.event("READY"))["session_id"]
    await client.event("GUILD_CREATE")
    discord.gateway.abort()
    await discord.until(lambda: not discord.gateway.connections, what="still connected")
    await discord.user("ana").says(discord.guild("acme").channel(), "while you were away")
    client = await connect()
    await client.send(6, {"token": discord.token, "session_id": session, "seq": 2})
    assert (await client.event("MESSAGE_CREATE"))["content"] == "while you were away"
    assert (await client.next())["t"] == "RESUMED"


async def test_a_closed_session_cannot_be_resumed(discord, connect):
    client = await connect()
    await client.identify()
    session = (await client.event("READY"))["session_id"]
    await client.socket.close(code=1000)
    await discord.until(lambda: not discord.gateway.connections, what="still connected")
    client = await connect()
    await client.next()
    await client.send(6, {"token": discord.token, "session_id": session, "seq": 1})
    assert await client.next() == {"op": 9, "d": False, "s": None, "t": None}


async def test_faults_of_the_gateway(discord, connect):
    client = await connect()
    await client.identify()
    await client.event("GUILD_CREATE")
    discord.gateway.reconnect()
    assert (await client.next())["op"] == 7
    discord.gateway.invalidate(resumable=True)
    assert await client.next() == {"op": 9, "d": True, "s": None, "t": None}
    discord.gateway.acknowledge_heartbeats = False
    await client.send(1, 1)
    await discord.gateway.close(4008)
    assert await client.closed() == 4008
    discord.gateway.refuse_upgrades = [503]
    with pytest.raises(aiohttp.WSServerHandshakeError, match="503"):
        await connect()
    await connect()


@pytest.mark.parametrize(
    ("intents", "text", "shown"),
    [
        (WITH_CONTENT, "!talk netkit", "!talk netkit"),
        (ALL, "!talk netkit", ""),
        (ALL, "<@{bot}> netkit", "<@{bot}> netkit"),
    ],
)
async def test_content_is_withheld_without_the_intent(discord, connect, intents: int, text: str, shown: str):
    client = await connect()
    await client.identify(intents)
    await client.event("GUILD_CREATE")
    bot = discord.world.bot.id
    await discord.user("ana").says(discord.guild("acme").channel(), text.format(bot=bot))
    assert (await client.event("MESSAGE_CREATE"))["content"] == shown.format(bot=bot)


async def test_direct_messages_and_replies_to_the_bot_show_their_content(discord, connect):
    client = await connect()
    await client.identify(ALL)
    ana = discord.user("ana")
    await client.event("GUILD_CREATE")
    await ana.dm("hello")
    assert (await client.event("MESSAGE_CREATE"))["content"] == "hello"


async def test_a_session_is_told_of_its_own_shards_guilds(discord, connect):
    guilds = [discord.guild(name) for name in ("one", "two", "three", "four")]
    client = await connect()
    await client.identify(shard=[1, 2])
    ready = await client.event("READY")
    served = {str(guild.id) for guild in discord.world.guilds.values() if (guild.id >> 22) % 2 == 1}
    assert {guild["id"] for guild in ready["guilds"]} == served
    assert 0 < len(served) < len(guilds) + 1
    ana = discord.user("ana")
    for guild in guilds:
        await ana.says(guild.channel(), "hi")
    await ana.dm("hi")  # shard 0's
    heard = {
        (await client.event("MESSAGE_CREATE"))["guild_id"] for guild in guilds if str(guild.id) in served
    }
    assert heard <= served


async def test_what_the_bot_may_not_see_is_not_told(discord, connect):
    client = await connect()
    await client.identify()
    await client.event("GUILD_CREATE")
    acme, ana = discord.guild("acme"), discord.user("ana")
    hidden = acme.channel("hidden")
    hidden.overwrite(acme.everyone, deny=Permission.VIEW_CHANNEL)
    await ana.says(hidden, "secret")
    await ana.says(acme.channel(), "public")
    assert (await client.event("MESSAGE_CREATE"))["content"] == "public"


async def test_guilds_come_and_go(discord, connect):
    client = await connect()
    await client.identify()
    await client.event("GUILD_CREATE")
    acme = discord.guild("acme")
    discord.outage(acme)
    assert await client.event("GUILD_DELETE") == {"id": str(acme.id), "unavailable": True}
    discord.outage(acme, over=True)
    assert (await client.event("GUILD_CREATE"))["id"] == str(acme.id)
    discord.remove_bot(acme)
    assert await client.event("GUILD_DELETE") == {"id": str(acme.id)}
    discord.invite_bot(acme)
    assert (await client.event("GUILD_CREATE"))["id"] == str(acme.id)
