"""The doors in Discord: what people type, press and pick, handed to the desk and shown as cards."""

from __future__ import annotations

from discord.ext import commands

from bot.cogs.controls import Controls
from bot.cogs.curating import Curating
from bot.cogs.host import Host
from bot.cogs.lookup import Lookup
from bot.cogs.manage import Manage
from bot.cogs.manage_controls import ManageControls
from bot.cogs.memory import Memory
from bot.cogs.privacy import Privacy
from bot.cogs.reactions import Reactions
from bot.cogs.showing import Showing
from bot.cogs.typed import Typed


async def add_cogs(bot: commands.AutoShardedBot, host: Host) -> None:
    """Open every door."""
    memory = Memory(host.desk)
    showing = Showing(host, memory)
    await bot.add_cog(Lookup(host, showing, bot.tree))
    typed = Typed(bot, host, showing, memory)
    await bot.add_cog(typed)
    bot.event(typed.on_message)  # in place of discord.py's own commands, which cost a task per message
    await bot.add_cog(Controls(host, showing, memory))
    await bot.add_cog(Reactions(bot, host, showing, memory))
    host.messageable = bot.get_partial_messageable
    curating = Curating(host, showing)
    await bot.add_cog(Manage(curating))
    await bot.add_cog(ManageControls(curating))
    await bot.add_cog(Privacy(host))
