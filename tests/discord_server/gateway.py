"""The gateway: sessions of the bot, what they are told, and what can go wrong with them."""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
import time
from collections import deque
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from aiohttp import WSMsgType, web

from .calls import encoded
from .places import Channel, Guild, Kind, Message, Payload, Permission, User

if TYPE_CHECKING:
    from .server import DiscordServer


class Intent(IntEnum):
    GUILDS = 1 << 0
    GUILD_MEMBERS = 1 << 1
    GUILD_PRESENCES = 1 << 8
    GUILD_MESSAGES = 1 << 9
    GUILD_MESSAGE_REACTIONS = 1 << 10
    DIRECT_MESSAGES = 1 << 12
    DIRECT_MESSAGE_REACTIONS = 1 << 13
    MESSAGE_CONTENT = 1 << 15


PRIVILEGED = (Intent.GUILD_MEMBERS, Intent.GUILD_PRESENCES, Intent.MESSAGE_CONTENT)
KNOWN_INTENTS = (1 << 27) - 1
DEAD_SESSION_CODES = (4007, 4009)  # the client resumes after these, but is told its session is invalid


@dataclass(eq=False)
class Session:
    """One IDENTIFY and all that was sent since; it outlives the connection so that it can be resumed."""

    id: str
    shard: tuple[int, int] | None
    intents: int
    sequence: int = 0
    sent: deque[tuple[int, str]] = field(default_factory=lambda: deque(maxlen=5000), repr=False)
    connection: Connection | None = field(default=None, repr=False)
    ready: asyncio.Event = field(default_factory=asyncio.Event)

    def has(self, intent: Intent) -> bool:
        return bool(self.intents & intent)

    def serves(self, guild: Guild | None) -> bool:
        number, count = self.shard or (0, 1)
        return number == (0 if guild is None else (guild.id >> 22) % count)

    def dispatch(self, event: str, data: Payload) -> None:
        self.sequence += 1
        frame = encoded({"op": 0, "t": event, "s": self.sequence, "d": data}).decode()
        self.sent.append((self.sequence, frame))
        if self.connection is not None:
            self.connection.send(frame)


@dataclass(eq=False)
class Connection:
    """One WebSocket with a queue, so that a client that does not read never blocks a test."""

    socket: web.WebSocketResponse
    request: web.Request
    queue: asyncio.Queue[str] = field(default_factory=asyncio.Queue)
    session: Session | None = field(default=None, repr=False)
    closing: bool = False
    silent: bool = False

    def send(self, frame: str) -> None:
        self.queue.put_nowait(frame)

    def op(self, op: int, data: Any = None) -> None:
        self.send(encoded({"op": op, "d": data, "s": None, "t": None}).decode())

    async def write(self) -> None:
        with contextlib.suppress(ConnectionError):
            while True:
                frame = await self.queue.get()
                if not self.silent:
                    await self.socket.send_str(frame)
                self.queue.task_done()

    async def drained(self) -> None:
        await self.queue.join()

    async def close(self, code: int, reason: str = "") -> None:
        self.closing = True
        await self.drained()
        await self.socket.close(code=code, message=reason.encode())

    def abort(self) -> None:
        if self.request.transport is not None:
            self.request.transport.abort()


@dataclass(frozen=True)
class Identify:
    """When a client identified, and with what."""

    at: float
    shard: tuple[int, int] | None
    intents: int
    payload: Payload


class Gateway:
    """`identifies`, `resumes` and `received` record the client; the attributes below them inject faults."""

    def __init__(self, server: DiscordServer) -> None:
        self.server = server
        self.sessions: dict[str, Session] = {}
        self.connections: set[Connection] = set()
        self.identifies: list[Identify] = []
        self.resumes: list[Payload] = []
        self.received: list[tuple[float, Payload]] = []
        self.connects: list[float] = []
        self.heartbeat_interval = 41.25
        self.acknowledge_heartbeats = True
        self.refuse_upgrades: list[int] = []
        self.close_on_identify: int | None = None
        self.identify_interval = 0.0
        self._buckets: dict[int, float] = {}

    @property
    def live(self) -> list[Session]:
        return [s for s in self.sessions.values() if s.connection is not None and s.ready.is_set()]

    # --- what happens to the client -----------------------------------------------

    def dispatch(self, event: str, data: Payload, guild: Guild | None, *needs: Intent) -> None:
        """Tell the session that serves `guild` (a direct message: shard 0), if it asked for that."""
        for session in self.sessions.values():
            if session.ready.is_set() and session.serves(guild) and all(session.has(n) for n in needs):
                session.dispatch(event, data)

    def dispatch_message(self, event: str, message: Message) -> None:
        channel, guild = message.channel, message.channel.guild
        bot = self.server.world.bot
        if not self.sees(channel):
            return
        needed = Intent.DIRECT_MESSAGES if guild is None else Intent.GUILD_MESSAGES
        for session in self.sessions.values():
            if not (session.ready.is_set() and session.serves(guild) and session.has(needed)):
                continue
            content = session.has(Intent.MESSAGE_CONTENT) or message.concerns(bot)
            data = message.payload(content=content)
            if guild is not None:
                data["guild_id"] = str(guild.id)
                if message.author.id in guild.members:
                    data["member"] = _without_user(guild, message.author)
                data["mentions"] = [
                    user.payload() | {"member": _without_user(guild, user)}
                    for user in message.pings
                    if user.id in guild.members
                ]
            message.sent_at = time.perf_counter()
            session.dispatch(event, data)

    def sees(self, channel: Channel) -> bool:
        bot, guild = self.server.world.bot, channel.guild
        if guild is None:
            return bot in channel.recipients
        return guild.has_bot and bool(guild.permissions(bot, channel) & Permission.VIEW_CHANNEL)

    async def close(self, code: int) -> None:
        """Close every connection with `code`, as Discord does."""
        for connection in list(self.connections):
            if code in DEAD_SESSION_CODES and connection.session is not None:
                self.sessions.pop(connection.session.id, None)
            await connection.close(code)

    def abort(self) -> None:
        """Cut every connection without a word (1006)."""
        for connection in list(self.connections):
            connection.abort()

    def fall_silent(self) -> None:
        """Nothing more goes through any connection, and none is closed: a router on the way has died."""
        for connection in list(self.connections):
            connection.silent = True
            if connection.request.transport is not None:
                connection.request.transport.pause_reading()

    def reconnect(self) -> None:
        """Ask every client to reconnect and resume (opcode 7)."""
        for connection in list(self.connections):
            connection.op(7)

    def invalidate(self, *, resumable: bool) -> None:
        """Tell every client that its session is invalid (opcode 9)."""
        for connection in list(self.connections):
            if not resumable and connection.session is not None:
                self.sessions.pop(connection.session.id, None)
            connection.op(9, data=resumable)

    # --- the protocol -------------------------------------------------------------

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.connects.append(time.monotonic())
        if self.refuse_upgrades:
            return web.Response(status=self.refuse_upgrades.pop(0), text="upstream connect error")
        socket = web.WebSocketResponse(max_msg_size=4096, autoping=True)
        await socket.prepare(request)
        connection = Connection(socket, request)
        self.connections.add(connection)
        writer = asyncio.create_task(connection.write())
        try:
            if request.query.get("v") != "10":
                await connection.close(4012, "Invalid API version")
            connection.op(10, {"heartbeat_interval": int(self.heartbeat_interval * 1000)})
            async for frame in socket:
                if frame.type is WSMsgType.TEXT:
                    await self._receive(connection, frame.data)
        finally:
            writer.cancel()
            self.connections.discard(connection)
            if (session := connection.session) is not None and session.connection is connection:
                session.connection = None
                if socket.close_code in (1000, 1001) and not connection.closing:
                    self.sessions.pop(session.id, None)
            self.server.changed()
        return socket

    async def _receive(self, connection: Connection, frame: str) -> None:
        try:
            message = json.loads(frame)
            op, data = message["op"], message["d"]
        except (ValueError, KeyError, TypeError):
            return await connection.close(4002, "Decode error")
        self.received.append((time.monotonic(), message))
        if op == 1:
            if self.acknowledge_heartbeats:
                connection.op(11)
        elif op == 2:
            await self._identify(connection, data)
        elif op == 6:
            await self._resume(connection, data)
        elif connection.session is None:
            await connection.close(4003, "Not authenticated")
        elif op == 8:
            self._request_members(connection.session, data)
        elif op not in (3, 4):
            await connection.close(4001, "Unknown opcode")
        self.server.changed()
        return None

    async def _identify(self, connection: Connection, data: Payload) -> None:
        shard = tuple(data["shard"]) if "shard" in data else None
        intents = data.get("intents", 0)
        self.identifies.append(Identify(time.monotonic(), shard, intents, data))
        if (code := self._refused(connection, data, shard, intents)) is not None:
            return await connection.close(code)
        if not self._may_identify(shard):
            return connection.op(9, data=False)
        for old in [s for s in self.sessions.values() if s.shard == shard and s.connection is None]:
            del self.sessions[old.id]
        session = Session(secrets.token_hex(16), shard, intents, connection=connection)
        connection.session = session
        self.sessions[session.id] = session
        world = self.server.world
        guilds = [g for g in world.guilds.values() if g.has_bot and session.serves(g)]
        session.dispatch(
            "READY",
            {
                "v": 10,
                "user": world.bot.payload(),
                "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
                "session_id": session.id,
                "resume_gateway_url": self.server.gateway_url,
                "application": {"id": str(world.bot.id), "flags": self.server.application_flags},
                "private_channels": [],
                **({} if shard is None else {"shard": list(shard)}),
            },
        )
        for guild in guilds:
            if guild.available:
                session.dispatch("GUILD_CREATE", self._guild(session, guild))
        session.ready.set()
        return None

    def _refused(
        self, connection: Connection, data: Payload, shard: tuple[int, int] | None, intents: int
    ) -> int | None:
        if self.close_on_identify is not None:
            return self.close_on_identify
        if connection.session is not None:
            return 4005
        if data.get("token") != self.server.token:
            return 4004
        if shard is not None and not 0 <= shard[0] < shard[1]:
            return 4010
        if shard is None and self.server.shards > 1:
            return 4011
        if intents & ~KNOWN_INTENTS:
            return 4013
        if any(intents & intent and intent not in self.server.privileged for intent in PRIVILEGED):
            return 4014
        return None

    def _may_identify(self, shard: tuple[int, int] | None) -> bool:
        """One IDENTIFY per interval in each `max_concurrency` bucket, where the interval is enforced."""
        bucket = (shard or (0, 1))[0] % self.server.max_concurrency
        now = time.monotonic()
        allowed = now - self._buckets.get(bucket, float("-inf")) >= self.identify_interval
        self._buckets[bucket] = now
        self.server.identifies_left -= 1
        return allowed

    async def _resume(self, connection: Connection, data: Payload) -> None:
        self.resumes.append(data)
        if data.get("token") != self.server.token:
            return await connection.close(4004)
        session = self.sessions.get(data["session_id"])
        if session is None or not 0 <= data["seq"] <= session.sequence:
            return connection.op(9, data=False)
        connection.session, session.connection = session, connection
        for sequence, frame in session.sent:
            if sequence > data["seq"]:
                connection.send(frame)
        session.dispatch("RESUMED", {})
        return None

    def _guild(self, session: Session, guild: Guild) -> Payload:
        return guild.payload(self.server.world.bot, all_members=session.has(Intent.GUILD_MEMBERS))

    def guild_create(self, guild: Guild, *, joined: bool = False) -> None:
        """Tell of a guild: one that is available again says so, one just `joined` says nothing of that."""
        for session in self.sessions.values():
            if session.ready.is_set() and session.serves(guild):
                data = self._guild(session, guild)
                if joined:
                    del data["unavailable"]
                session.dispatch("GUILD_CREATE", data)

    def _request_members(self, session: Session, data: Payload) -> None:
        guild = self.server.world.guilds[int(data["guild_id"])]
        wanted = {int(i) for i in data.get("user_ids", ())}
        members = [m for m in guild.members.values() if not wanted or m.user.id in wanted]
        chunk: Payload = {"guild_id": str(guild.id), "members": [m.payload() for m in members]}
        chunk |= {"chunk_index": 0, "chunk_count": 1, "nonce": data.get("nonce")}
        session.dispatch("GUILD_MEMBERS_CHUNK", chunk)


def _without_user(guild: Guild, user: User) -> Payload:
    return {key: value for key, value in guild.members[user.id].payload().items() if key != "user"}


def in_guild(channel: Channel) -> Payload:
    """`guild_id` for events of a guild's channel, nothing for a direct message."""
    return {} if channel.kind is Kind.DM or channel.guild is None else {"guild_id": str(channel.guild.id)}
