"""The doors in Discord: what people type, press and pick, handed to the desk and shown as cards."""

from __future__ import annotations

from discord.ext import commands

from bot.cogs.controls import Controls
from bot.cogs.host import Host
from bot.cogs.lookup import Lookup
from bot.cogs.memory import Memory
from bot.cogs.showing import Showing
from bot.cogs.typed import Typed


async def add_cogs(bot: commands.AutoShardedBot, host: Host) -> None:
    """Open every door."""
    memory = Memory(host.desk)
    showing = Showing(host, memory)
    await bot.add_cog(Lookup(host, showing, bot.tree))
    await bot.add_cog(Typed(bot, host, showing, memory))
    await bot.add_cog(Controls(host, showing, memory))
