"""👍 and 👎 that people put on a reply of the bot's count as its buttons do: once each, without a name."""

from __future__ import annotations

import logging
from dataclasses import replace

import discord
from discord.ext import commands

from bot.cogs.host import Host
from bot.cogs.memory import Memory
from bot.cogs.sending import shown_on
from bot.cogs.showing import Showing
from bot.errors import RecapbotError
from bot.rendering.screens import AskedBefore, Screen, Verb

log = logging.getLogger(__name__)

_VERDICTS: dict[str, Verb] = {"👍": "up", "👎": "down"}


class Reactions(commands.Cog):
    """Notes what people think of a reply, by the sign that everybody knows."""

    def __init__(self, bot: commands.AutoShardedBot, host: Host, showing: Showing, memory: Memory) -> None:
        self._bot = bot
        self._host = host
        self._showing = showing
        self._memory = memory

    @commands.Cog.listener()
    async def on_raw_reaction_add(self, payload: discord.RawReactionActionEvent) -> None:
        """Count a thumb of any skin tone; other signs, and other people's messages, are left alone."""
        verdict = _VERDICTS.get(payload.emoji.name[:1])
        mine = self._bot.user is not None and payload.message_author_id == self._bot.user.id
        if verdict is None or not mine or payload.guild_id is None or self._host.stopping:
            return
        if payload.member is not None and payload.member.bot:
            return
        if not self._showing.first_thumb(payload.message_id, payload.user_id):
            return
        with self._host.busy():
            try:
                screen = await self._shown(payload.guild_id, payload.channel_id, payload.message_id)
                if screen is not None:
                    await self._showing.verdict(payload.guild_id, screen, verdict)
            except (RecapbotError, discord.HTTPException) as error:
                log.info("a thumb was not counted", extra={"reason": error})

    async def _shown(self, guild_id: int, channel_id: int, message_id: int) -> Screen | None:
        channel = self._bot.get_partial_messageable(channel_id, guild_id=guild_id)
        screen = shown_on(await channel.fetch_message(message_id))
        if not isinstance(screen, AskedBefore):
            return screen
        kept = await self._memory.find(guild_id, message_id)
        return None if kept is None else replace(kept.asked, page=screen.page, more=screen.more)
