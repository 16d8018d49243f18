"""A local Discord for tests: HTTP API v10 and gateway on loopback, and people who use it.

async with DiscordServer() as discord:
    bot = await start_bot(discord)
    ana, general = discord.user("ana"), discord.guild("acme").channel("general")
    question = await ana.says(general, "!talk netkit")
    reply = await question.reply()
    assert "netkit" in reply.text
    await bot.stop()
"""

from .calls import Call, File
from .gateway import Intent
from .people import Person
from .places import Channel, Guild, Kind, Permission
from .process import BotProcess, start_bot
from .screen import CannotDo, Choice, Form, NoAnswer, Post
from .server import DiscordServer

__all__ = [
    "BotProcess",
    "Call",
    "CannotDo",
    "Channel",
    "Choice",
    "DiscordServer",
    "File",
    "Form",
    "Guild",
    "Intent",
    "Kind",
    "NoAnswer",
    "Permission",
    "Person",
    "Post",
    "start_bot",
]
