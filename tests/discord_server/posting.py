"""Messages of the bot's made and changed: shared by channels and interactions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import limits
from .calls import Call
from .errors import Problem, empty_message, invalid_form, too_large
from .places import COMPONENTS_V2, EPHEMERAL, Channel, Message, Payload, User

if TYPE_CHECKING:
    from .server import DiscordServer


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
    if created.nonce is not None:
        place.nonces[created.nonce] = created
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
    if not any(allowed.values()):
        return []
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
