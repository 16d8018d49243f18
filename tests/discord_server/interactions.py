"""Interactions: a token with a clock on it, and the routes by which the bot answers."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from . import limits
from .calls import Call, route
from .errors import Problem, Refusal, already_acknowledged, invalid_form, token_expired, unknown
from .places import EPHEMERAL, LOADING, Channel, Message, Payload, User
from .posting import change, post

if TYPE_CHECKING:
    from .server import DiscordServer

ACKNOWLEDGE_WITHIN = 3.0
TOKEN_LIVES = 15 * 60.0
USER_INSTALL_FOLLOWUPS = 5


class Asked(IntEnum):
    """Interaction types."""

    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL = 5


class Callback(IntEnum):
    """Types of the first answer."""

    MESSAGE = 4
    DEFERRED_MESSAGE = 5
    DEFERRED_UPDATE = 6
    UPDATE = 7
    CHOICES = 8
    MODAL = 9


ALLOWED = {
    Asked.COMMAND: {4, 5, 9},
    Asked.COMPONENT: {4, 5, 6, 7, 9},
    Asked.AUTOCOMPLETE: {8},
    Asked.MODAL: {4, 5, 6, 7},
}


@dataclass(eq=False)
class Interaction:
    """What a person did, and what came back.

    `original` is the message the answer is or changed; `modal` and `choices` are set
    where the answer was one; `acknowledged_after` is in seconds.
    """

    id: int
    kind: Asked
    user: User
    channel: Channel
    created: float
    source: Message | None = None
    metadata: Payload | None = None
    in_guild_install: bool = True
    token: str = field(default_factory=lambda: secrets.token_urlsafe(48))
    sent_at: float = field(default_factory=time.perf_counter)
    acknowledged: Callback | None = None
    acknowledged_after: float | None = None
    original: Message | None = None
    settled: bool = False
    modal: Payload | None = None
    choices: list[Payload] | None = None
    followups: list[Message] = field(default_factory=list)


def _check_callback(body: Payload) -> limits.Problems:
    data = body.get("data") or {}
    kind = body.get("type")
    if kind == Callback.MESSAGE:
        yield from limits.message(data, path=("data",))
    elif kind == Callback.CHOICES:
        yield from limits.choices(data)
    elif kind == Callback.MODAL:
        yield from limits.modal(data)
    elif kind not in (1, *Callback):
        yield Problem(("type",), "BASE_TYPE_CHOICES", f"Value must be one of {tuple(map(int, Callback))}.")


@route(
    "POST", "/interactions/{interaction_id}/{interaction_token}/callback", _check_callback, needs_token=False
)
def callback(server: DiscordServer, call: Call) -> Payload | None:
    found = server.interactions.get(call.args["interaction_token"])
    now = server.clock.now()
    if found is None or found.id != call.id("interaction_id"):
        raise unknown("Interaction")
    if found.acknowledged is not None:
        raise already_acknowledged()
    if now - found.created > server.acknowledge_within:
        raise unknown("Interaction")
    kind = Callback(call.body["type"])
    if kind not in ALLOWED[found.kind] or (found.source is None and kind in (6, 7)):
        raise invalid_form(
            [Problem(("type",), "INTERACTION_CALLBACK_TYPE", f"{kind.name} does not answer this")]
        )
    _answer(server, call, found, kind)
    found.acknowledged = kind
    found.acknowledged_after = time.perf_counter() - found.sent_at
    server.changed()
    if call.query.get("with_response", "").lower() not in ("true", "1"):
        return None
    return _callback_response(found)


def _answer(server: DiscordServer, call: Call, found: Interaction, kind: Callback) -> None:
    data = call.body.get("data") or {}
    private = bool((data.get("flags") or 0) & EPHEMERAL)
    if kind is Callback.MESSAGE:
        found.original = _say(server, call, found, data, private=private)
        found.settled = True
    elif kind is Callback.DEFERRED_MESSAGE:
        found.original = Message(
            server.world.snowflake(),
            found.channel,
            server.world.bot,
            server.clock.now(),
            flags=LOADING | (EPHEMERAL if private else 0),
            only_for=found.user if private else None,
            interaction=found.metadata,
        )
        server.publish(found.original)
    elif kind in (Callback.UPDATE, Callback.DEFERRED_UPDATE):
        found.original = found.source
        if kind is Callback.UPDATE and found.source is not None:
            if found.source.deleted:
                raise unknown("Message")
            change(server, call, found.source, body=data)
            found.settled = True
    elif kind is Callback.CHOICES:
        found.choices = data.get("choices") or []
        found.settled = True
    elif kind is Callback.MODAL:
        found.modal = data
        found.settled = True


def _callback_response(found: Interaction) -> Payload:
    kind = found.acknowledged
    about: Payload = {"id": str(found.id), "type": int(found.kind)}
    answer: Payload = {"interaction": about}
    if kind in (Callback.MESSAGE, Callback.DEFERRED_MESSAGE, Callback.UPDATE, Callback.DEFERRED_UPDATE):
        shown = found.original
        if shown is not None:
            about |= {
                "response_message_id": str(shown.id),
                "response_message_loading": bool(shown.flags & LOADING),
                "response_message_ephemeral": bool(shown.flags & EPHEMERAL),
            }
            answer["resource"] = {"type": int(kind), "message": shown.payload()}
    return answer


def _say(
    server: DiscordServer,
    call: Call,
    found: Interaction,
    data: Payload,
    *,
    private: bool,
    reply_to: Message | None = None,
) -> Message:
    return post(
        server,
        call,
        found.channel,
        body=data,
        reference=reply_to,
        only_for=found.user if private else None,
        interaction=found.metadata,
    )


# --- follow-ups: the webhook of the interaction's token ------------------------------


def _by_token(server: DiscordServer, call: Call) -> Interaction:
    found = server.interactions.get(call.args["webhook_token"])
    if call.id("webhook_id") != server.world.bot.id:
        raise unknown("Webhook")
    if found is None or server.clock.now() - found.created > TOKEN_LIVES:
        raise token_expired()
    if found.acknowledged is None:
        raise unknown("Webhook")
    return found


def _settle(server: DiscordServer, call: Call, found: Interaction, body: Payload) -> Message:
    """A deferred message gets its text."""
    original = found.original
    if original is None or original.deleted:
        raise unknown("Message")
    original.flags &= ~LOADING
    change(server, call, original, body=body)
    if not found.settled:
        original.edited = None
    found.settled = True
    server.changed()
    return original


@route("GET", "/webhooks/{webhook_id}/{webhook_token}/messages/@original", needs_token=False)
def get_original(server: DiscordServer, call: Call) -> Payload:
    return _target(_by_token(server, call), None).payload()


@route("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/@original", needs_token=False)
def edit_original(server: DiscordServer, call: Call) -> Payload:
    return _settle(server, call, _by_token(server, call), call.body).payload()


@route("DELETE", "/webhooks/{webhook_id}/{webhook_token}/messages/@original", needs_token=False)
def delete_original(server: DiscordServer, call: Call) -> None:
    found = _by_token(server, call)
    server.delete(_target(found, None))
    found.settled = True
    server.changed()


@route("POST", "/webhooks/{webhook_id}/{webhook_token}", limits.message, needs_token=False)
def follow_up(server: DiscordServer, call: Call) -> Payload:
    found = _by_token(server, call)
    body = call.body
    if found.acknowledged is Callback.DEFERRED_MESSAGE and not found.settled:
        flags = found.original.flags if found.original is not None else 0
        return _settle(
            server, call, found, body | {"flags": ((body.get("flags") or 0) | flags) & ~LOADING}
        ).payload()
    if not found.in_guild_install and len(found.followups) >= USER_INSTALL_FOLLOWUPS:
        raise Refusal(400, 40094, "This interaction has reached the maximum number of follow up messages.")
    private = bool((body.get("flags") or 0) & EPHEMERAL)
    said = _say(server, call, found, body, private=private, reply_to=found.original)
    found.followups.append(said)
    found.settled = True
    server.changed()
    return said.payload()


@route("GET", "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}", needs_token=False)
def get_followup(server: DiscordServer, call: Call) -> Payload:
    return _target(_by_token(server, call), call.id("message_id")).payload()


@route("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}", needs_token=False)
def edit_followup(server: DiscordServer, call: Call) -> Payload:
    found = _by_token(server, call)
    target = _target(found, call.id("message_id"))
    if target is found.original:
        return _settle(server, call, found, call.body).payload()
    return change(server, call, target).payload()


@route("DELETE", "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}", needs_token=False)
def delete_followup(server: DiscordServer, call: Call) -> None:
    server.delete(_target(_by_token(server, call), call.id("message_id")))


def _target(found: Interaction, message_id: int | None) -> Message:
    for candidate in _messages(found):
        if message_id in (None, candidate.id) and not candidate.deleted:
            return candidate
    raise unknown("Message")


def _messages(found: Interaction) -> Iterator[Message]:
    if found.original is not None:
        yield found.original
    if found.source is not None and found.source is not found.original:
        yield found.source
    yield from found.followups


# --- what the bot is told ------------------------------------------------------------


def payload(server: DiscordServer, found: Interaction, data: Payload) -> Payload:
    """INTERACTION_CREATE's body."""
    channel, guild, bot = found.channel, found.channel.guild, server.world.bot
    owners: Payload = {}
    if guild is not None and guild.has_bot:
        owners["0"] = str(guild.id)
    if guild is None and bot in channel.recipients:
        owners["0"] = "0"
    if not found.in_guild_install or getattr(found.user, "installed", False):
        owners["1"] = str(found.user.id)
    body: Payload = {
        "id": str(found.id),
        "application_id": str(bot.id),
        "type": int(found.kind),
        "token": found.token,
        "version": 1,
        "data": data,
        "channel_id": str(channel.id),
        "channel": channel.payload(),
        "locale": found.user.locale,
        "entitlements": [],
        "authorizing_integration_owners": owners,
        "attachment_size_limit": limits.FILE_BYTES,
    }
    if guild is None:
        body |= {"user": found.user.payload(), "context": 1 if bot in channel.recipients else 2}
        body["app_permissions"] = str((1 << 47) - 1)
    else:
        member = guild.members[found.user.id]
        body |= {
            "guild_id": str(guild.id),
            "guild": {"id": str(guild.id), "locale": "en-US", "features": []},
            "guild_locale": "en-US",
            "member": member.payload(guild.permissions(found.user, channel)),
            "context": 0,
            "app_permissions": str(guild.permissions(bot if guild.has_bot else found.user, channel)),
        }
    if found.source is not None:
        body["message"] = found.source.payload()
    return body


def metadata(found: Interaction, **more: Any) -> Payload:
    """`interaction_metadata` of the messages that answer it."""
    return {
        "id": str(found.id),
        "type": int(found.kind),
        "user": found.user.payload(),
        "authorizing_integration_owners": {},
        **more,
    }
