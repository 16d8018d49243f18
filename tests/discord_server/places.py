"""What exists in the local Discord: people, roles, channels, messages, guilds, permissions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import IntEnum, IntFlag
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .world import World

Payload = dict[str, Any]
EPHEMERAL, LOADING, COMPONENTS_V2, SUPPRESS_EMBEDS = 1 << 6, 1 << 7, 1 << 15, 1 << 2


class Permission(IntFlag):
    ADD_REACTIONS = 1 << 6
    ADMINISTRATOR = 1 << 3
    MANAGE_GUILD = 1 << 5
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    USE_EXTERNAL_EMOJIS = 1 << 18
    USE_APPLICATION_COMMANDS = 1 << 31
    SEND_MESSAGES_IN_THREADS = 1 << 38


EVERYTHING = Permission((1 << 47) - 1)
USUAL = Permission(sum(Permission)) & ~(
    Permission.ADMINISTRATOR
    | Permission.MANAGE_GUILD
    | Permission.MANAGE_MESSAGES
    | Permission.MENTION_EVERYONE
)


class Kind(IntEnum):
    """Channel types."""

    TEXT = 0
    DM = 1
    THREAD = 11
    FORUM = 15


def iso(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat()


@dataclass(eq=False)
class User:
    id: int
    name: str
    bot: bool = False
    locale: str = "en-US"
    dms_closed: bool = False

    def payload(self) -> Payload:
        return {
            "id": str(self.id),
            "username": self.name,
            "discriminator": "0",
            "global_name": self.name.title(),
            "avatar": None,
            "bot": self.bot,
            "public_flags": 0,
        }


@dataclass(eq=False)
class Role:
    id: int
    name: str
    permissions: int
    position: int = 1
    managed: bool = False

    def payload(self) -> Payload:
        return {
            "id": str(self.id),
            "name": self.name,
            "color": 0,
            "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
            "hoist": False,
            "position": self.position,
            "permissions": str(self.permissions),
            "managed": self.managed,
            "mentionable": False,
            "flags": 0,
        }


@dataclass(eq=False)
class Member:
    user: User
    roles: list[Role] = field(default_factory=list)
    joined: float = 0.0

    def payload(self, permissions: int | None = None) -> Payload:
        payload = {
            "user": self.user.payload(),
            "nick": None,
            "avatar": None,
            "roles": [str(role.id) for role in self.roles],
            "joined_at": iso(self.joined),
            "premium_since": None,
            "deaf": False,
            "mute": False,
            "flags": 0,
        }
        if permissions is not None:
            payload["permissions"] = str(permissions)
        return payload


@dataclass(eq=False)
class Message:
    id: int
    channel: Channel
    author: User
    created: float
    content: str = ""
    embeds: list[Payload] = field(default_factory=list)
    components: list[Payload] = field(default_factory=list)
    attachments: list[Payload] = field(default_factory=list)
    flags: int = 0
    reference: Message | None = None
    pings: list[User] = field(default_factory=list)
    nonce: str | None = None
    edited: float | None = None
    deleted: bool = False
    interaction: Payload | None = None
    only_for: User | None = None
    reactions: dict[str, list[User]] = field(default_factory=dict)
    webhook: bool = False
    sent_at: float = 0.0
    history: list[Payload] = field(default_factory=list)

    def concerns(self, user: User) -> bool:
        """Whether Discord lets the application of `user` read it without the message-content intent."""
        in_dm = self.channel.kind is Kind.DM
        return in_dm or self.author is user or user in self.pings

    def payload(self, *, content: bool = True) -> Payload:
        shown: Payload = {
            "id": str(self.id),
            "channel_id": str(self.channel.id),
            "author": self.author.payload(),
            "content": self.content if content else "",
            "timestamp": iso(self.created),
            "edited_timestamp": None if self.edited is None else iso(self.edited),
            "tts": False,
            "mention_everyone": False,
            "mentions": [user.payload() for user in self.pings],
            "mention_roles": [],
            "attachments": self.attachments if content else [],
            "embeds": self.embeds if content else [],
            "components": self.components if content else [],
            "pinned": False,
            "type": 0 if self.reference is None else 19,
            "flags": self.flags,
        }
        if self.reactions:
            shown["reactions"] = [
                {
                    "count": len(users),
                    "count_details": {"burst": 0, "normal": len(users)},
                    "me": False,
                    "me_burst": False,
                    "emoji": {"id": None, "name": emoji},
                    "burst_colors": [],
                }
                for emoji, users in self.reactions.items()
            ]
        if self.nonce is not None:
            shown["nonce"] = self.nonce
        if self.webhook:
            shown["webhook_id"] = str(self.author.id)
        if self.interaction is not None:
            shown["type"] = 20
            shown["application_id"] = str(self.author.id)
            shown["webhook_id"] = str(self.author.id)
            shown["interaction_metadata"] = self.interaction
        if self.reference is not None:
            shown["message_reference"] = {
                "type": 0,
                "message_id": str(self.reference.id),
                "channel_id": str(self.reference.channel.id),
                **({} if (guild := self.channel.guild) is None else {"guild_id": str(guild.id)}),
            }
            gone = self.reference.deleted
            shown["referenced_message"] = None if gone else self.reference.payload(content=content)
        return shown


@dataclass(eq=False)
class Channel:
    id: int
    name: str
    kind: Kind = Kind.TEXT
    guild: Guild | None = field(default=None, repr=False)
    parent: Channel | None = None
    owner: User | None = None
    recipients: list[User] = field(default_factory=list)
    overwrites: dict[int, tuple[bool, int, int]] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict, repr=False)
    nonces: dict[str, Message] = field(default_factory=dict, repr=False)
    tags: list[Payload] = field(default_factory=list)

    def overwrite(self, who: Role | User, *, allow: int = 0, deny: int = 0) -> None:
        self.overwrites[who.id] = (isinstance(who, User), allow, deny)

    def payload(self) -> Payload:
        shown: Payload = {"id": str(self.id), "type": int(self.kind), "last_message_id": None, "flags": 0}
        if self.kind is Kind.DM:
            return shown | {"recipients": [user.payload() for user in self.recipients if not user.bot]}
        if self.guild is None:
            raise ValueError(f"{self.name} belongs to no guild")
        shown |= {
            "name": self.name,
            "guild_id": str(self.guild.id),
            "parent_id": None if self.parent is None else str(self.parent.id),
            "rate_limit_per_user": 0,
            "nsfw": False,
        }
        if self.kind is Kind.THREAD:
            owner = self.owner or self.guild.owner
            return shown | {
                "owner_id": str(owner.id),
                "message_count": len(self.messages),
                "member_count": 1,
                "total_message_sent": len(self.messages),
                "thread_metadata": {
                    "archived": False,
                    "auto_archive_duration": 1440,
                    "archive_timestamp": iso(self.guild.created),
                    "locked": False,
                },
            }
        return shown | {
            "position": 0,
            "topic": None,
            "permission_overwrites": [
                {"id": str(who), "type": int(is_user), "allow": str(allow), "deny": str(deny)}
                for who, (is_user, allow, deny) in self.overwrites.items()
            ],
            "available_tags": self.tags,
            "default_reaction_emoji": None,
            "default_sort_order": None,
        }


@dataclass(eq=False)
class Guild:
    id: int
    name: str
    owner: User
    created: float
    everyone: Role
    world: World = field(repr=False)
    has_bot: bool = True
    available: bool = True
    members: dict[int, Member] = field(default_factory=dict)
    roles: dict[int, Role] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)

    def channel(self, name: str = "general", kind: Kind = Kind.TEXT) -> Channel:
        """The channel of that name, made if need be."""
        found = next((c for c in self.channels.values() if c.name == name and c.kind is kind), None)
        return found or self.world.add_channel(name, kind=kind, guild=self)

    def thread(self, name: str, parent: Channel, owner: User) -> Channel:
        """A thread in a channel, or a post in a forum."""
        return self.world.add_channel(name, kind=Kind.THREAD, guild=self, parent=parent, owner=owner)

    def role(self, name: str, permissions: int = 0) -> Role:
        """The role of that name, made if need be."""
        found = next((r for r in self.roles.values() if r.name == name), None)
        return found or self.world.add_role(self, name, permissions)

    def join(self, user: User, *roles: Role) -> Member:
        """Make `user` a member, with `roles` beside those they have."""
        return self.world.add_member(self, user, *roles)

    def permissions(self, user: User, channel: Channel | None = None) -> int:
        """What `user` may do in `channel`, by Discord's algorithm (topics/permissions)."""
        if user is self.owner:
            return int(EVERYTHING)
        member = self.members.get(user.id)
        if member is None:
            return 0
        allowed = self.everyone.permissions
        for role in member.roles:
            allowed |= role.permissions
        if allowed & Permission.ADMINISTRATOR:
            return int(EVERYTHING)
        if channel is not None:
            home = channel.parent if channel.kind is Kind.THREAD and channel.parent else channel
            layers = ([self.everyone.id], [role.id for role in member.roles], [user.id])
            for layer in layers if home.overwrites else ():
                found = [home.overwrites[who] for who in layer if who in home.overwrites]
                for _, _, deny in found:
                    allowed &= ~deny
                for _, allow, _ in found:
                    allowed |= allow
        return allowed

    def payload(self, seen_by: User, *, all_members: bool) -> Payload:
        """GUILD_CREATE's body: without the members intent only the bot itself is listed."""
        members = self.members.values() if all_members else [self.members[seen_by.id]]
        return {
            "id": str(self.id),
            "name": self.name,
            "icon": None,
            "splash": None,
            "discovery_splash": None,
            "owner_id": str(self.owner.id),
            "region": "deprecated",
            "afk_channel_id": None,
            "afk_timeout": 300,
            "verification_level": 0,
            "default_message_notifications": 0,
            "explicit_content_filter": 0,
            "roles": [role.payload() for role in self.roles.values()],
            "emojis": [],
            "features": [],
            "mfa_level": 0,
            "nsfw_level": 0,
            "application_id": None,
            "system_channel_id": None,
            "system_channel_flags": 0,
            "rules_channel_id": None,
            "public_updates_channel_id": None,
            "vanity_url_code": None,
            "description": None,
            "banner": None,
            "premium_tier": 0,
            "preferred_locale": "en-US",
            "stickers": [],
            "stage_instances": [],
            "guild_scheduled_events": [],
            "soundboard_sounds": [],
            "joined_at": iso(self.created),
            "large": False,
            "unavailable": not self.available,
            "member_count": len(self.members),
            "voice_states": [],
            "presences": [],
            "members": [member.payload() for member in members],
            "channels": [c.payload() for c in self.channels.values() if c.kind is not Kind.THREAD],
            "threads": [c.payload() for c in self.channels.values() if c.kind is Kind.THREAD],
        }
