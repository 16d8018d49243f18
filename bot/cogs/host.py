"""What all doors share: the desk, the settings, who asks too fast, what is still being answered."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

import discord

from bot.cogs.pace import Pace
from bot.curate import Curator
from bot.desk import Desk
from bot.errors import StoreError
from bot.fetch import Net
from bot.health.metrics import Metrics
from bot.model import GuildSettings
from bot.rendering.text import escape

log = logging.getLogger(__name__)

_REMEMBERED = 10_000
_CROWD = 20
_KNOWN_WITHIN = 1.5


@dataclass
class Reply:
    """What became of the reply being given, for the figures: the answer's kind, notice or error."""

    outcome: str = "notice"


REPLY: ContextVar[Reply] = ContextVar("reply")
"""The reply that the running task is about."""


class Recent:
    """Things lately seen, the oldest forgotten first; `add` tells whether one is new."""

    def __init__(self, limit: int = _REMEMBERED) -> None:
        self._seen: OrderedDict[object, None] = OrderedDict()
        self._limit = limit

    def add(self, thing: object) -> bool:
        """Note `thing`; False if it was noted before."""
        if thing in self._seen:
            return False
        self._seen[thing] = None
        if len(self._seen) > self._limit:
            self._seen.popitem(last=False)
        return True

    def __contains__(self, thing: object) -> bool:
        return thing in self._seen


@dataclass
class Host:
    """One running bot as its doors see it.

    `message_content`: may it read what is not addressed to it? `net`: the web as `/manage add` may use it.
    """

    desk: Desk
    curator: Curator
    metrics: Metrics
    prefix: str = "!"
    message_content: bool = True
    pace: Pace = field(default_factory=Pace)
    told: Recent = field(default_factory=Recent)
    stopping: bool = False
    net: Net = field(default_factory=Net)
    messageable: Callable[[int], discord.PartialMessageable] | None = None
    _settings: OrderedDict[int, asyncio.Future[GuildSettings]] = field(default_factory=OrderedDict)
    _busy: int = 0
    _idle: asyncio.Event = field(default_factory=asyncio.Event)

    async def settings(self, guild_id: int | None) -> GuildSettings:
        """What a guild chose, or what goes without saying; remembered, since every message there asks."""
        if guild_id is None:
            return GuildSettings()
        reading = self._settings.get(guild_id)
        if reading is not None and reading.done() and reading.exception() is None:
            return reading.result()
        if reading is None or reading.done():
            reading = asyncio.ensure_future(self.curator.settings(guild_id))
            self._settings[guild_id] = reading
            if len(self._settings) > _REMEMBERED:
                self._settings.popitem(last=False)
        try:
            return await asyncio.shield(reading)
        except StoreError as error:
            log.warning("a guild's settings cannot be read", extra={"guild": guild_id, "reason": error})
            return GuildSettings()

    async def settings_soon(self, guild_id: int | None) -> GuildSettings | None:
        """What a guild chose; None if that takes longer than an acknowledgement can wait."""
        try:
            return await asyncio.wait_for(self.settings(guild_id), _KNOWN_WITHIN)
        except TimeoutError:
            return None

    def forget_settings(self, guild_id: int) -> None:
        """Read them anew next time: they were changed."""
        self._settings.pop(guild_id, None)

    def is_alone(self) -> bool:
        """Whether nobody waits but for the one reply being given."""
        return self._busy <= 1

    def is_crowded(self) -> bool:
        """Whether so many ask at once that anything but answering would only keep them waiting."""
        return self._busy > _CROWD

    @property
    def content_notice(self) -> str:
        """What help says where typed prefixes cannot be seen."""
        return (
            f"I may not read messages here that do not address me, so a bare {escape(self.prefix)}talk does "
            "nothing: use `/talk`, mention me, or write to me directly."
        )

    @contextmanager
    def busy(self, door: str | None = None) -> Iterator[None]:
        """While something is being done, so that stopping waits for it; with `door`, a reply is counted."""
        self._busy += 1
        self._idle.clear()
        start, reply = time.perf_counter(), Reply()
        mark = REPLY.set(reply)
        try:
            yield
        except BaseException:
            reply.outcome = "error"
            raise
        finally:
            REPLY.reset(mark)
            if door is not None:
                self.metrics.reply(door, reply.outcome, time.perf_counter() - start)
            self._busy -= 1
            if not self._busy:
                self._idle.set()

    async def drained(self, within: float) -> bool:
        """Wait until nothing is being answered, at most `within` seconds."""
        if not self._busy:
            return True
        try:
            await asyncio.wait_for(self._idle.wait(), within)
        except TimeoutError:
            return False
        return True


def library_of(interaction: discord.Interaction) -> int | None:
    """The guild whose library an interaction may see: only one that has the bot itself as a member."""
    if interaction.guild_id is None or not interaction.is_guild_integration():
        return None
    return interaction.guild_id


def channel_in(channel: object, chosen: Collection[int]) -> bool:
    """Whether a channel, or the one its thread belongs to, is among `chosen`."""
    return bool({getattr(channel, "id", None), getattr(channel, "parent_id", None)} & set(chosen))
