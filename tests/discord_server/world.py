"""The state of the local Discord: who and what there is, ids and the clock."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from .places import USUAL, Channel, Guild, Kind, Member, Message, Payload, Role, User

EPOCH_MS = 1_420_070_400_000
SomeUser = TypeVar("SomeUser", bound=User)
Tell = Callable[[str, Payload, Guild | None], None]


class Clock:
    """Wall clock that tests can move ahead (or back)."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def now(self) -> float:
        return time.time() + self.ahead

    def advance(self, seconds: float) -> None:
        self.ahead += seconds


class World:
    """All of it, with the ids handed out and the lookups that routes need."""

    def __init__(self, clock: Clock, tell: Tell = lambda event, data, guild: None) -> None:
        self.clock, self.tell = clock, tell
        self._last = 0
        self.users: dict[int, User] = {}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.bot = self.add_user(User, "Recapbot", bot=True)

    def snowflake(self, *, spread: bool = False) -> int:
        """A new id. `spread` ones differ in their time part, by which guilds are dealt to shards."""
        now = int(self.clock.now() * 1000 - EPOCH_MS) << 22
        self._last = max(self._last + ((1 << 22) if spread else 1), now)
        return self._last

    def add_user(self, make: Callable[..., SomeUser], name: str, **fields: Any) -> SomeUser:
        user = make(self.snowflake(), name, **fields)
        self.users[user.id] = user
        return user

    def add_guild(self, name: str, *, has_bot: bool = True, channels: Iterable[str] = ("general",)) -> Guild:
        guild_id = self.snowflake(spread=True)
        everyone = Role(guild_id, "@everyone", int(USUAL), position=0)
        guild = Guild(guild_id, name, self.add_user(User, f"{name}-owner"), self.clock.now(), everyone, self)
        guild.has_bot = False
        guild.roles[everyone.id] = everyone
        self.guilds[guild.id] = guild
        self.add_member(guild, guild.owner)
        for channel in channels:
            self.add_channel(channel, guild=guild)
        if has_bot:
            self.add_bot(guild)
        return guild

    def add_bot(self, guild: Guild) -> None:
        role = Role(self.snowflake(), self.bot.name, int(USUAL), managed=True)
        guild.has_bot = True
        guild.roles[role.id] = role
        self.add_member(guild, self.bot, role)

    def add_role(self, guild: Guild, name: str, permissions: int) -> Role:
        role = Role(self.snowflake(), name, permissions)
        guild.roles[role.id] = role
        self.tell("GUILD_ROLE_CREATE", {"guild_id": str(guild.id), "role": role.payload()}, guild)
        return role

    def add_member(self, guild: Guild, user: User, *roles: Role) -> Member:
        member = guild.members.setdefault(user.id, Member(user, joined=self.clock.now()))
        member.roles.extend(role for role in roles if role not in member.roles)
        return member

    def add_channel(self, name: str, *, kind: Kind = Kind.TEXT, **fields: Any) -> Channel:
        channel = Channel(self.snowflake(), name, kind, **fields)
        self.channels[channel.id] = channel
        if channel.guild is not None:
            channel.guild.channels[channel.id] = channel
            event = "THREAD_CREATE" if kind is Kind.THREAD else "CHANNEL_CREATE"
            self.tell(event, channel.payload() | {"newly_created": True}, channel.guild)
        return channel

    def dm(self, *people: User) -> Channel:
        """The direct-message channel of `people`, opened if need be."""
        for channel in self.channels.values():
            if channel.kind is Kind.DM and set(channel.recipients) == set(people):
                return channel
        return self.add_channel("dm", kind=Kind.DM, recipients=list(people))

    def pinged(self, content: str, reference: Message | None, *, ping_reply: bool = True) -> list[User]:
        """Whom a text mentions; a reply pings the author it answers unless told otherwise."""
        ids = [int(found) for found in re.findall(r"<@!?(\d+)>", content)]
        people = [self.users[i] for i in dict.fromkeys(ids) if i in self.users]
        if reference is not None and ping_reply and reference.author not in people:
            people.append(reference.author)
        return people

    def message(self, message_id: int) -> Message | None:
        return self.find(lambda message: message.id == message_id)

    def find(self, wanted: Callable[[Message], bool]) -> Message | None:
        return next((m for c in self.channels.values() for m in c.messages.values() if wanted(m)), None)
