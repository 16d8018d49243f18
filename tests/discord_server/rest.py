"""The HTTP API: what the bot may ask for and change, and the refusals it gets where Discord refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from . import limits
from .calls import Call, route
from .errors import Problem, Refusal, invalid_form, missing_access, missing_permissions, unknown
from .places import Channel, Guild, Kind, Message, Payload, Permission, User
from .posting import change, post

if TYPE_CHECKING:
    from .server import DiscordServer


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
        earlier = place.nonces.get(str(nonce))
        if earlier is not None and not earlier.deleted:
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


# --- looking things up --------------------------------------------------------------


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
