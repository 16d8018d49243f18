"""Which permissions an answer needs and lacks, in the words Discord's settings use."""

from __future__ import annotations

import discord

_NEEDED = {
    "view_channel": "View Channel",
    "send_messages": "Send Messages",
    "send_messages_in_threads": "Send Messages in Threads",
    "read_message_history": "Read Message History",
}


def missing_permissions(message: discord.Message) -> str:
    """What the bot lacks to answer `message`: "**Send Messages**"; in a thread, its own kind of sending."""
    channel = message.channel
    if message.guild is None or isinstance(channel, discord.DMChannel | discord.GroupChannel):
        return "**Send Messages**"
    held = channel.permissions_for(message.guild.me)
    unneeded = "send_messages" if isinstance(channel, discord.Thread) else "send_messages_in_threads"
    lacking = [
        f"**{name}**" for flag, name in _NEEDED.items() if flag != unneeded and not getattr(held, flag)
    ]
    return " and ".join(lacking) or "**Send Messages**"
