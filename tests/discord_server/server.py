"""The local Discord: one application, its world, HTTP API v10 and gateway on a loopback port."""

from __future__ import annotations

import asyncio
import json
import re
import secrets
import time
from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any, Self, TypeVar

from aiohttp import BodyPartReader, web

from . import interactions, limits, openapi, rest
from .calls import ROUTES, Call, File, Route
from .errors import Problem, Refusal, invalid_form, unauthorized
from .faults import Faults, json_response, suffer
from .gateway import PRIVILEGED, Gateway, Intent, in_guild
from .interactions import Interaction
from .people import Person
from .places import Channel, Guild, Message, Payload, User
from .screen import NoAnswer
from .world import Clock, World

if TYPE_CHECKING:
    from .process import BotProcess

T = TypeVar("T")
API = "/api/v10"
ROUTED = (rest, interactions)  # the modules whose import fills ROUTES
MESSAGE_CONTENT_LIMITED, MEMBERS_LIMITED = 1 << 19, 1 << 15


class DiscordServer:
    """A Discord of one application.

    `privileged` are the intents granted in its portal. `calls` records every request of
    the bot's, `gateway` what came over the socket; `faults` and the gateway's attributes
    make things go wrong. `violations` are the requests whose body Discord would not have
    taken: none may be left when the server closes, unless they are expected.
    """

    def __init__(
        self,
        *,
        token: str | None = None,
        privileged: Iterable[Intent] = PRIVILEGED,
        shards: int = 1,
        max_concurrency: int = 1,
        check: bool = True,
        expect_refusals: bool = False,
    ) -> None:
        self.token = token or f"MTA0NzAw.canary.{secrets.token_urlsafe(24)}"
        self.privileged = frozenset(privileged)
        self.shards, self.max_concurrency = shards, max_concurrency
        self.check, self.expect_refusals = check, expect_refusals
        self.identifies_left, self.identifies_reset = 1000, 86_400
        self.clock = Clock()
        self.world = World(self.clock, self._tell)
        self.owner = self.user("owner")
        self.gateway = Gateway(self)
        self.faults = Faults()
        self.bots: list[BotProcess] = []
        self.commands: dict[int | None, list[Payload]] = {}
        self.interactions: dict[str, Interaction] = {}
        self.files: dict[str, File] = {}
        self.calls: list[Call] = []
        self.violations: list[Call] = []
        self.pinged_everyone: list[str] = []
        self.observers: list[Callable[[Call], None]] = []
        self.bucket_limit = 1000
        self.acknowledge_within = interactions.ACKNOWLEDGE_WITHIN
        self._changes: set[asyncio.Future[None]] = set()
        self._runner: web.AppRunner | None = None
        self.port = 0

    # --- life -----------------------------------------------------------------------

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=limits.REQUEST_BYTES)
        app.router.add_get("/", self.gateway.handle)
        app.router.add_get("/attachments/{channel_id}/{file_id}/{name}", self._download)
        for route in ROUTES:
            app.router.add_route(route.method, API + route.path, self._endpoint(route))
        app.router.add_route("*", "/{rest:.*}", self._nowhere)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(self, error: type[BaseException] | None, *_: object) -> None:
        for bot in list(self.bots):
            await bot.kill()
        self.gateway.abort()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None
        if error is None and not self.expect_refusals:
            refused = [f"{call.name} {call.answer}\n{call.body}" for call in self.violations]
            assert not refused, "Discord would have refused:\n" + "\n".join(refused)

    @property
    def api_url(self) -> str:
        return f"http://127.0.0.1:{self.port}{API}"

    @property
    def gateway_url(self) -> str:
        return f"ws://127.0.0.1:{self.port}/"

    @property
    def has_message_content(self) -> bool:
        return Intent.MESSAGE_CONTENT in self.privileged

    @property
    def application_flags(self) -> int:
        members = MEMBERS_LIMITED if Intent.GUILD_MEMBERS in self.privileged else 0
        return members | (MESSAGE_CONTENT_LIMITED if self.has_message_content else 0)

    # --- people and places ------------------------------------------------------------

    def user(self, name: str) -> Person:
        """The person of that name; the first call brings them into being."""
        known = (user for user in self.world.users.values() if isinstance(user, Person) and user.name == name)
        return next(known, None) or self.world.add_user(partial(Person, server=self), name)

    def guild(self, name: str, *, has_bot: bool = True) -> Guild:
        """The guild of that name; the first call founds it, with the bot in it or without."""
        found = next((guild for guild in self.world.guilds.values() if guild.name == name), None)
        if found is None:
            found = self.world.add_guild(name, has_bot=has_bot)
            if has_bot:
                self.gateway.guild_create(found, joined=True)
        return found

    def _tell(self, event: str, data: Payload, guild: Guild | None) -> None:
        if guild is not None and guild.has_bot:
            self.gateway.dispatch(event, data, guild, Intent.GUILDS)

    # --- waiting --------------------------------------------------------------------

    def changed(self) -> None:
        """Wake whoever waits for something to become true."""
        for waiting in self._changes:
            if not waiting.done():
                waiting.set_result(None)

    async def until(self, probe: Callable[[], T | None], *, within: float = 10.0, what: str) -> T:
        """The first truthy value of `probe`, tried anew whenever something changes; `NoAnswer` otherwise."""
        end = time.monotonic() + within
        while not (value := probe()):
            left = end - time.monotonic()
            if left <= 0:
                logs = "".join(f"\n--- the bot's log ---\n{bot.tail}" for bot in self.bots)
                raise NoAnswer(f"{what} (waited {within:g} s){logs}")
            waiting: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._changes.add(waiting)
            try:
                await asyncio.wait([waiting], timeout=min(left, 0.5))
            finally:
                self._changes.discard(waiting)
        return value

    # --- changes of the world that the bot is told of -------------------------------

    def publish(self, message: Message, event: str = "MESSAGE_CREATE") -> None:
        """Store a message and dispatch it; what only one person sees is not dispatched."""
        message.channel.messages[message.id] = message
        if message.only_for is None:
            self.gateway.dispatch_message(event, message)
        self.changed()

    def delete(self, message: Message) -> None:
        message.deleted = True
        if message.only_for is None and self.gateway.sees(message.channel):
            data = {"id": str(message.id), "channel_id": str(message.channel.id), **in_guild(message.channel)}
            needs = Intent.GUILD_MESSAGES if message.channel.guild else Intent.DIRECT_MESSAGES
            self.gateway.dispatch("MESSAGE_DELETE", data, message.channel.guild, needs)
        self.changed()

    def react(self, message: Message, user: User, emoji: str) -> None:
        people = message.reactions.setdefault(emoji, [])
        if user not in people:
            people.append(user)
        guild = message.channel.guild
        data: Payload = {
            "user_id": str(user.id),
            "channel_id": str(message.channel.id),
            "message_id": str(message.id),
        }
        data |= {
            "emoji": {"id": None, "name": emoji},
            "message_author_id": str(message.author.id),
            "burst": False,
        }
        data |= {"type": 0, **in_guild(message.channel)}
        if guild is not None and user.id in guild.members:
            data["member"] = guild.members[user.id].payload()
        needs = Intent.GUILD_MESSAGE_REACTIONS if guild else Intent.DIRECT_MESSAGE_REACTIONS
        if self.gateway.sees(message.channel):
            self.gateway.dispatch("MESSAGE_REACTION_ADD", data, guild, needs)
        self.changed()

    def remove_bot(self, guild: Guild) -> None:
        """The bot is thrown out of `guild`, or leaves."""
        guild.has_bot = False
        guild.members.pop(self.world.bot.id, None)
        self.gateway.dispatch("GUILD_DELETE", {"id": str(guild.id)}, guild, Intent.GUILDS)

    def invite_bot(self, guild: Guild) -> None:
        self.world.add_bot(guild)
        self.gateway.guild_create(guild, joined=True)

    def outage(self, guild: Guild, *, over: bool = False) -> None:
        """`guild` becomes unavailable, or available again."""
        guild.available = over
        if over:
            self.gateway.guild_create(guild)
        else:
            data = {"id": str(guild.id), "unavailable": True}
            self.gateway.dispatch("GUILD_DELETE", data, guild, Intent.GUILDS)

    def channel_update(self, channel: Channel) -> None:
        """Tell the bot of changed overwrites, or of a channel it did not know."""
        self.gateway.dispatch("CHANNEL_UPDATE", channel.payload(), channel.guild, Intent.GUILDS)

    def start(self, found: Interaction, data: Payload) -> Interaction:
        """Hand an interaction to the bot."""
        self.interactions[found.token] = found
        body = interactions.payload(self, found, data)
        found.sent_at = time.perf_counter()
        self.gateway.dispatch("INTERACTION_CREATE", body, found.channel.guild)
        return found

    def store_file(self, file: File, channel_id: int) -> Payload:
        """Keep a file under an address of its own; gives the attachment."""
        file_id = self.world.snowflake()
        plain = re.sub(r"[^A-Za-z0-9.-]", "_", file.name).strip(".") or "file"  # as Discord spells it
        path = f"/attachments/{channel_id}/{file_id}/{plain}"
        self.files[path] = file
        address = f"http://127.0.0.1:{self.port}{path}"
        return {
            "id": str(file_id),
            "filename": file.name,
            "size": len(file.data),
            "url": address,
            "proxy_url": address,
            "content_type": file.content_type,
        }

    async def _download(self, request: web.Request) -> web.StreamResponse:
        file = self.files.get(request.path)
        if file is None:
            return web.Response(status=404, text="This content is no longer available.")
        return web.Response(body=file.data, content_type=file.content_type)

    # --- requests -------------------------------------------------------------------

    def sent(self, name: str) -> list[Call]:
        """The requests so far of one "METHOD /route" that were answered well."""
        return [call for call in self.calls if call.name == name and 200 <= call.status < 300]

    def _endpoint(self, route: Route) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def endpoint(request: web.Request) -> web.StreamResponse:
            call = Call(
                request.method,
                route.path,
                request.path.removeprefix(API),
                dict(request.match_info),
                dict(request.query),
                dict(request.headers),
            )
            self.calls.append(call)
            fault = self.faults.take(call.name)
            try:
                if fault is not None:
                    stand_in = await suffer(fault)
                    if stand_in is not None or (fault.reset and not fault.after):
                        await self._read_all_the_same(request, route, call)
                    if stand_in is not None:
                        call.status = stand_in.status
                        return stand_in
                    if fault.reset and not fault.after:
                        return self._cut(request)
                response = await self._respond(request, route, call)
                if fault is not None and fault.reset:
                    return self._cut(request)
                return response
            finally:
                self.changed()

        return endpoint

    @staticmethod
    def _cut(request: web.Request) -> web.StreamResponse:
        if request.transport is not None:
            request.transport.abort()
        return web.Response()

    async def _read_all_the_same(self, request: web.Request, route: Route, call: Call) -> None:
        """Hold a body that meets a fault to the rules too."""
        try:
            call.body = await _body(request, call)
            self._check(route, call)
        except Refusal as refusal:
            call.answer = refusal.payload()
            self.violations.append(call)

    async def _respond(self, request: web.Request, route: Route, call: Call) -> web.StreamResponse:
        headers = self._rate_headers(call)
        try:
            if route.needs_token and request.headers.get("Authorization") != f"Bot {self.token}":
                raise unauthorized()
            call.body = await _body(request, call)
            for observer in self.observers:
                observer(call)
            self._check(route, call)
            answer = route.handler(self, call)
            if isinstance(answer, Awaitable):
                answer = await answer
        except Refusal as refusal:
            call.status, call.answer = refusal.status, refusal.payload()
            if refusal.code in (50035, 50006, 50109, 40005):
                self.violations.append(call)
            return json_response(call.answer, refusal.status, headers)
        except Exception:  # a body that nothing here was made for is no better
            self.violations.append(call)
            raise
        call.status, call.answer = (204, None) if answer is None else (200, answer)
        if answer is None:
            return web.Response(status=204, headers=headers)
        return json_response(answer, 200, headers)

    def _check(self, route: Route, call: Call) -> None:
        if self.check and (found := problems(route, call.body)):
            raise invalid_form(found)

    def _rate_headers(self, call: Call) -> dict[str, str]:
        if call.route.startswith("/interactions/"):
            return {}
        return {
            "X-RateLimit-Bucket": f"{hash(call.name) & 0xFFFFFFFF:08x}",
            "X-RateLimit-Limit": str(self.bucket_limit),
            "X-RateLimit-Remaining": str(self.bucket_limit - 1),
            "X-RateLimit-Reset": str(time.time() + 1),
            "X-RateLimit-Reset-After": "1.0",
        }

    async def _nowhere(self, request: web.Request) -> web.StreamResponse:
        call = Call(request.method, "?", request.path, {}, dict(request.query), dict(request.headers))
        call.status = 404
        self.calls.append(call)
        return json_response({"message": "404: Not Found", "code": 0}, 404)


def problems(route: Route, body: Any) -> list[Problem]:
    """What Discord would not take of a body sent to `route`."""
    if body is None:
        return []
    try:
        found = list(route.check(body)) if route.check is not None else []
    except (AttributeError, KeyError, TypeError, ValueError) as error:  # nothing like the right shape
        found = [Problem((), "BASE_TYPE_BAD_TYPE", str(error))]
    return found or openapi.check(route.method, route.path, body)


async def _body(request: web.Request, call: Call) -> Any:
    """The JSON of a request, and the files beside it in a multipart form."""
    if request.method in ("GET", "DELETE") or not request.can_read_body:
        return None
    kind = request.headers.get("Content-Type", "")
    try:
        if kind.startswith("multipart/form-data"):
            return await _form(request, call)
        if kind != "application/json":
            raise Refusal(400, 50035, f"Expected Content-Type 'application/json', got {kind!r}")
        return json.loads(await request.read())
    except ValueError as error:
        raise Refusal(400, 50109, "The request body contains invalid JSON.") from error


async def _form(request: web.Request, call: Call) -> Any:
    body = None
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            raise Refusal(400, 50035, "Nested multipart")
        data = bytes(await part.read())
        if part.name == "payload_json":
            body = json.loads(data)
        else:
            kind = part.headers.get("Content-Type", "application/octet-stream")
            call.files.append(File(part.filename or "file", data, kind))
    return body
