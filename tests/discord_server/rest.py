"""The HTTP API: what the bot may ask for and change, and the refusals it gets where Discord refuses."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from . import limits
from .errors import (
    Problem,
    Refusal,
    empty_message,
    invalid_form,
    missing_access,
    missing_permissions,
    too_large,
    unknown,
)
from .world import COMPONENTS_V2, EPHEMERAL, Channel, Guild, Kind, Message, Payload, Permission, User

if TYPE_CHECKING:
    from .server import DiscordServer


@dataclass(eq=False)
class File:
    """A file sent along with a request."""

    name: str
    data: bytes
    content_type: str = "application/octet-stream"


@dataclass(eq=False)
class Call:
    """One request of the bot's, as recorded: `status` and `answer` are what it was told (0: cut off)."""

    method: str
    route: str
    path: str
    args: dict[str, str]
    query: dict[str, str]
    headers: dict[str, str]
    body: Any = None
    files: list[File] = field(default_factory=list)
    at: float = field(default_factory=time.perf_counter)
    status: int = 0
    answer: Any = None

    @property
    def name(self) -> str:
        return f"{self.method} {self.route}"

    def id(self, name: str) -> int:
        try:
            return int(self.args[name])
        except ValueError:
            problem = Problem((name,), "NUMBER_TYPE_COERCE", f'Value "{self.args[name]}" is not snowflake.')
            raise invalid_form([problem]) from None


Handler = Callable[["DiscordServer", Call], Awaitable[Any] | Any]
Check = Callable[[Any], limits.Problems]


@dataclass(frozen=True)
class Route:
    method: str
    path: str
    handler: Handler
    check: Check | None = None
    needs_token: bool = True


ROUTES: list[Route] = []


def route(
    method: str, path: str, check: Check | None = None, *, needs_token: bool = True
) -> Callable[[Handler], Handler]:
    def register(handler: Handler) -> Handler:
        ROUTES.append(Route(method, path, handler, check, needs_token))
        return handler

    return register


# --- the application and its gateway -------------------------------------------------


@route("GET", "/users/@me")
def me(server: DiscordServer, call: Call) -> Payload:
    return server.world.bot.payload() | {"verified": True, "mfa_enabled": True, "flags": 0, "email": None}


@route("GET", "/applications/@me")
@route("GET", "/oauth2/applications/@me")
def application(server: DiscordServer, call: Call) -> Payload:
    bot = server.world.bot
    return {
        "id": str(bot.id),
        "name": bot.name,
        "icon": None,
        "description": "",
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": server.application_flags,
        "owner": server.owner.payload(),
        "team": None,
        "bot": bot.payload(),
        "integration_types_config": {"0": {}, "1": {}},
        "approximate_guild_count": sum(guild.has_bot for guild in server.world.guilds.values()),
    }


@route("GET", "/gateway", needs_token=False)
def gateway(server: DiscordServer, call: Call) -> Payload:
    return {"url": server.gateway_url}


@route("GET", "/gateway/bot")
def gateway_bot(server: DiscordServer, call: Call) -> Payload:
    limit = {
        "total": 1000,
        "remaining": server.identifies_left,
        "reset_after": server.identifies_reset * 1000,
    }
    limit |= {"max_concurrency": server.max_concurrency}
    return {"url": server.gateway_url, "shards": server.shards, "session_start_limit": limit}


# --- users, guilds, channels ---------------------------------------------------------


@route("GET", "/users/{user_id}")
def user(server: DiscordServer, call: Call) -> Payload:
    return _user(server, call.id("user_id")).payload()


@route("POST", "/users/@me/channels")
def open_dm(server: DiscordServer, call: Call) -> Payload:
    return server.world.dm(server.world.bot, _user(server, int(call.body["recipient_id"]))).payload()


@route("GET", "/users/@me/guilds")
def my_guilds(server: DiscordServer, call: Call) -> list[Payload]:
    return [{"id": str(g.id), "name": g.name} for g in server.world.guilds.values() if g.has_bot]


@route("GET", "/guilds/{guild_id}")
def guild(server: DiscordServer, call: Call) -> Payload:
    return _guild(server, call).payload(server.world.bot, all_members=False)


@route("GET", "/guilds/{guild_id}/channels")
def guild_channels(server: DiscordServer, call: Call) -> list[Payload]:
    return [c.payload() for c in _guild(server, call).channels.values() if c.kind is not Kind.THREAD]


@route("GET", "/guilds/{guild_id}/roles")
def guild_roles(server: DiscordServer, call: Call) -> list[Payload]:
    return [role.payload() for role in _guild(server, call).roles.values()]


@route("GET", "/guilds/{guild_id}/members/{user_id}")
def guild_member(server: DiscordServer, call: Call) -> Payload:
    member = _guild(server, call).members.get(call.id("user_id"))
    if member is None:
        raise unknown("Member")
    return member.payload()


@route("DELETE", "/users/@me/guilds/{guild_id}")
def leave_guild(server: DiscordServer, call: Call) -> None:
    server.remove_bot(_guild(server, call))


@route("GET", "/channels/{channel_id}")
def channel(server: DiscordServer, call: Call) -> Payload:
    return _channel(server, call).payload()


@route("POST", "/channels/{channel_id}/typing")
def typing(server: DiscordServer, call: Call) -> None:
    _need(server, _channel(server, call), Permission.SEND_MESSAGES)


# --- messages ------------------------------------------------------------------------


@route("GET", "/channels/{channel_id}/messages")
def messages(server: DiscordServer, call: Call) -> list[Payload]:
    place = _channel(server, call)
    _need(server, place, Permission.READ_MESSAGE_HISTORY)
    before = int(call.query.get("before", 1 << 63))
    after = int(call.query.get("after", 0))
    around = [m for m in place.messages.values() if after < m.id < before and m.only_for is None]
    newest = sorted(around, key=lambda m: m.id, reverse=True)[: int(call.query.get("limit", 50))]
    return [_shown(server, message) for message in newest]


@route("GET", "/channels/{channel_id}/messages/{message_id}")
def message(server: DiscordServer, call: Call) -> Payload:
    _need(server, _channel(server, call), Permission.READ_MESSAGE_HISTORY)
    return _shown(server, _message(server, call))


@route("POST", "/channels/{channel_id}/messages", limits.message)
def create_message(server: DiscordServer, call: Call) -> Payload:
    place, body = _channel(server, call), call.body
    if place.kind is Kind.FORUM:
        raise Refusal(400, 50008, "Cannot send messages in a non-text channel")
    if place.kind is Kind.DM and any(person.dms_closed for person in place.recipients):
        raise Refusal(403, 50007, "Cannot send messages to this user")
    in_thread = place.kind is Kind.THREAD
    _need(server, place, Permission.SEND_MESSAGES_IN_THREADS if in_thread else Permission.SEND_MESSAGES)
    if body.get("embeds"):
        _need(server, place, Permission.EMBED_LINKS)
    if call.files:
        _need(server, place, Permission.ATTACH_FILES)
    nonce = body.get("nonce")
    if nonce is not None and body.get("enforce_nonce"):
        for earlier in place.messages.values():
            if earlier.nonce == str(nonce) and earlier.author is server.world.bot:
                return earlier.payload()
    reply_to = _reference(server, place, body.get("message_reference"))
    return post(server, call, place, reference=reply_to).payload()


@route("PATCH", "/channels/{channel_id}/messages/{message_id}")
def edit_message(server: DiscordServer, call: Call) -> Payload:
    target = _message(server, call)
    if target.author is not server.world.bot:
        raise Refusal(403, 50005, "Cannot edit a message authored by another user")
    if call.body.get("embeds"):
        _need(server, target.channel, Permission.EMBED_LINKS)
    return change(server, call, target).payload()


@route("DELETE", "/channels/{channel_id}/messages/{message_id}")
def delete_message(server: DiscordServer, call: Call) -> None:
    target = _message(server, call)
    if target.author is not server.world.bot:
        _need(server, target.channel, Permission.MANAGE_MESSAGES)
    server.delete(target)


@route("PUT", "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me")
def add_reaction(server: DiscordServer, call: Call) -> None:
    target = _message(server, call)
    _need(server, target.channel, Permission.ADD_REACTIONS | Permission.READ_MESSAGE_HISTORY)
    server.react(target, server.world.bot, unquote(call.args["emoji_name"]))


@route("DELETE", "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me")
def remove_reaction(server: DiscordServer, call: Call) -> None:
    people = _message(server, call).reactions.get(unquote(call.args["emoji_name"]), [])
    if server.world.bot in people:
        people.remove(server.world.bot)
    server.changed()


# --- commands ------------------------------------------------------------------------


@route("GET", "/applications/{application_id}/commands")
@route("GET", "/applications/{application_id}/guilds/{guild_id}/commands")
def commands(server: DiscordServer, call: Call) -> list[Payload]:
    return server.commands.get(_command_scope(call), [])


@route("PUT", "/applications/{application_id}/commands", limits.commands)
@route("PUT", "/applications/{application_id}/guilds/{guild_id}/commands", limits.commands)
def set_commands(server: DiscordServer, call: Call) -> list[Payload]:
    scope = _command_scope(call)
    before = {(c["type"], c["name"]): c["id"] for c in server.commands.get(scope, [])}
    stored = []
    for command in call.body or []:
        kind = command.get("type") or 1
        known = before.get((kind, command["name"]))
        own = {"id": known or str(server.world.snowflake()), "application_id": str(server.world.bot.id)}
        own |= {"version": str(server.world.snowflake()), "description": "", "type": kind}
        own |= {"default_member_permissions": None, "integration_types": [0], "contexts": None, "nsfw": False}
        stored.append(own | command | ({} if scope is None else {"guild_id": str(scope)}))
        stored[-1]["type"] = kind
    server.commands[scope] = stored
    server.changed()
    return stored


def _command_scope(call: Call) -> int | None:
    return call.id("guild_id") if "guild_id" in call.args else None


# --- shared by the routes and by interactions ----------------------------------------


def post(
    server: DiscordServer,
    call: Call,
    place: Channel,
    *,
    body: Payload | None = None,
    reference: Message | None = None,
    only_for: User | None = None,
    interaction: Payload | None = None,
) -> Message:
    """Store a message of the bot's and tell the world."""
    body = call.body if body is None else body
    _not_empty(body, call)
    world = server.world
    nonce = body.get("nonce")
    created = Message(
        world.snowflake(),
        place,
        world.bot,
        world.clock.now(),
        content=body.get("content") or "",
        embeds=body.get("embeds") or [],
        components=number(body.get("components") or []),
        flags=(body.get("flags") or 0) | (EPHEMERAL if only_for else 0),
        reference=reference,
        nonce=None if nonce is None else str(nonce),
        interaction=interaction,
        only_for=only_for,
    )
    created.pings = _allowed_pings(server, body, reference)
    attach(server, call, created, body)
    server.publish(created)
    return created


def change(server: DiscordServer, call: Call, target: Message, *, body: Payload | None = None) -> Message:
    """Apply the fields a PATCH names; the rest of the message stays."""
    body = call.body if body is None else body
    found = list(limits.message(body, flags=target.flags & COMPONENTS_V2))
    flags = body.get("flags")
    if flags is not None and target.flags & COMPONENTS_V2 and not flags & COMPONENTS_V2:
        found.append(Problem(("flags",), "FLAGS_CANNOT_REMOVE", "IS_COMPONENTS_V2 cannot be removed"))
    becomes_v2 = ((flags or 0) | target.flags) & COMPONENTS_V2
    if becomes_v2 and any(body.get(name, getattr(target, name)) for name in ("content", "embeds")):
        found.append(Problem(("flags",), "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", "Clear them"))
    if found:
        raise invalid_form(found)
    after = {name: body.get(name, getattr(target, name)) for name in ("content", "embeds", "components")}
    kept = body.get("attachments", target.attachments)
    if not any(after.values()) and not kept and not call.files:
        raise empty_message()
    target.history.append(target.payload())
    target.content = after["content"] or ""
    target.embeds = after["embeds"] or []
    target.components = number(after["components"] or [])
    if flags is not None:
        target.flags = (target.flags & ~4) | flags
    if body.get("attachments") is not None or call.files:
        attach(server, call, target, body)
    target.edited = server.world.clock.now()
    server.publish(target, "MESSAGE_UPDATE")
    return target


def attach(server: DiscordServer, call: Call, target: Message, body: Payload) -> None:
    described = {str(given.get("id")): given for given in body.get("attachments") or []}
    kept = [a for a in target.attachments if a["id"] in described]
    fresh = []
    for place, file in enumerate(call.files):
        if len(file.data) > limits.FILE_BYTES:
            raise too_large()
        given = described.get(str(place), {})
        stored = server.store_file(file, target.channel.id)
        fresh.append(stored | {k: v for k, v in given.items() if k in ("filename", "description") and v})
    target.attachments = kept + fresh


def number(components: list[Payload]) -> list[Payload]:
    """Discord gives every component an id where the bot gave none."""
    for count, (_, component) in enumerate(limits.walk(components), 1):
        component.setdefault("id", count)
    return components


def _not_empty(body: Payload, call: Call) -> None:
    if not (
        body.get("content") or body.get("embeds") or body.get("components") or call.files or body.get("poll")
    ):
        raise empty_message()
    content = body.get("content")
    if content and not content.strip() and not body.get("embeds") and not call.files:
        raise empty_message()


def _allowed_pings(server: DiscordServer, body: Payload, reference: Message | None) -> list[User]:
    allowed = body.get("allowed_mentions") or {"parse": ["users", "roles", "everyone"], "replied_user": True}
    texts = [body.get("content") or ""]
    texts += [
        c.get("content") or "" for _, c in limits.walk(body.get("components") or []) if c.get("type") == 10
    ]
    text = "\n".join(texts)
    if "everyone" in allowed.get("parse", []) and ("@everyone" in text or "@here" in text):
        server.pinged_everyone.append(text)
    people = server.world.pinged(text, reference, ping_reply=bool(allowed.get("replied_user")))
    named = {int(i) for i in allowed.get("users") or []}
    may_name = "users" in (allowed.get("parse") or [])
    replied = reference.author if reference is not None and allowed.get("replied_user") else None
    return [p for p in people if may_name or p.id in named or p is replied]


def _reference(server: DiscordServer, place: Channel, given: Payload | None) -> Message | None:
    if not given or not given.get("message_id"):
        return None
    found = place.messages.get(int(given["message_id"]))
    if found is None or found.deleted:
        if given.get("fail_if_not_exists", True):
            problem = Problem(("message_reference",), "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
            raise invalid_form([problem])
        return None
    if place.guild is not None and not _may(server, place, Permission.READ_MESSAGE_HISTORY):
        raise Refusal(403, 160002, "Cannot reply without permission to read message history")
    return found


def _shown(server: DiscordServer, shown: Message) -> Payload:
    return shown.payload(content=server.has_message_content or shown.concerns(server.world.bot))


def _user(server: DiscordServer, user_id: int) -> User:
    if user_id not in server.world.users:
        raise unknown("User")
    return server.world.users[user_id]


def _guild(server: DiscordServer, call: Call) -> Guild:
    found = server.world.guilds.get(call.id("guild_id"))
    if found is None:
        raise unknown("Guild")
    if not found.has_bot:
        raise missing_access()
    return found


def _channel(server: DiscordServer, call: Call) -> Channel:
    found = server.world.channels.get(call.id("channel_id"))
    if found is None:
        raise unknown("Channel")
    if not server.gateway.sees(found):
        raise missing_access()
    return found


def _message(server: DiscordServer, call: Call) -> Message:
    found = _channel(server, call).messages.get(call.id("message_id"))
    if found is None or found.deleted or found.only_for is not None:
        raise unknown("Message")
    return found


def _may(server: DiscordServer, place: Channel, needed: int) -> bool:
    bot = server.world.bot
    return place.guild is None or place.guild.permissions(bot, place) & needed == needed


def _need(server: DiscordServer, place: Channel, needed: int) -> None:
    if not _may(server, place, needed):
        raise missing_permissions()
