"""`/privacy`: what is stored, for how long, and how to be forgotten."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.host import Host
from bot.cogs.sending import respond
from bot.cogs.showing import guarded
from bot.rendering import components as c
from bot.rendering.components import Payload
from bot.rendering.messages import notice
from bot.rendering.shown import count

FORGET = "p:forget"

TEXT = """### What I store
- **Recaps** that admins of a server added, with every earlier version, until they are deleted for good.
- **Who changed a recap**: the id of the admin, beside the change. Nothing of anybody else.
- **Settings** of a server, and **aliases**.
- **Questions that found nothing**, and thumbs: words and how often, never who asked.
- **Which reply belongs to which question**: message ids and the question's words, for two weeks, so that an \
edited question gets an edited answer.
All of it is one file per server; 30 days after I was removed from a server, the file is deleted. \
I store no other messages, and send nothing to anyone but Discord. (Only when \
an admin has me add a web page do I ask that one address for it.)"""


class Privacy(commands.Cog):
    """Says what is stored, and erases a person's id on request."""

    def __init__(self, host: Host) -> None:
        self._host = host

    @app_commands.command(description="What I store, for how long, and how to be forgotten")
    @app_commands.describe(forget_me="Erase your id from all changes you made")
    @app_commands.rename(forget_me="forget-me")
    async def privacy(self, interaction: discord.Interaction, forget_me: bool = False) -> None:
        """`/privacy`, `/privacy forget-me: true`."""
        work = self._forget if forget_me else self._told
        await guarded(self._host, interaction, lambda: self._answer(interaction, work(interaction.user.id)))

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """The button that forgets."""
        data: Any = interaction.data or {}
        if interaction.type is discord.InteractionType.component and data.get("custom_id") == FORGET:
            await guarded(
                self._host, interaction, lambda: self._answer(interaction, self._forget(interaction.user.id))
            )

    async def _answer(self, interaction: discord.Interaction, work: Any) -> None:
        await respond(interaction, work, private=True)

    async def _told(self, _person: int) -> Payload:
        return c.message(c.container(None, c.text(TEXT), c.row(c.button("Forget me", FORGET, c.DANGER))))

    async def _forget(self, person: int) -> Payload:
        erased = await self._host.curator.forget_me(person)
        return notice(f"Done: your id is gone from {count(erased, 'change')}. The changes themselves stay.")
