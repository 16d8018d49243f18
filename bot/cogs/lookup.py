"""The members' slash commands, with autocomplete, and "Find in recaps" on any message."""

from __future__ import annotations

import asyncio
import logging
import re
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.host import Host, library_of
from bot.cogs.sending import tell
from bot.cogs.showing import Showing, guarded
from bot.model import CommandName
from bot.rendering import limits
from bot.rendering.messages import notice
from bot.rendering.screens import Asked
from bot.rendering.text import cut

log = logging.getLogger(__name__)

COMPLETE_WITHIN = 2.0
"""Seconds: Discord drops suggestions that come later than three."""

_TYPED: dict[str, CommandName] = {"talk": "talk", "recap": "recap", "ask": "ask", "speaker": "speaker"}
_MARKUP = re.compile(r"<[@#:][^>]*>")
_PRIVATE = "Show the reply to you alone"


async def suggest(
    interaction: discord.Interaction[commands.Bot], typed: str
) -> list[app_commands.Choice[str]]:
    """Suggestions for what is being typed; none rather than late ones."""
    cog = interaction.client.get_cog("Lookup")
    name = _TYPED.get(interaction.command.name if interaction.command else "")
    if not isinstance(cog, Lookup) or name is None:
        return []
    try:
        found = await asyncio.wait_for(
            cog.host.desk.complete(name, typed, library_of(interaction)), COMPLETE_WITHIN
        )
    except TimeoutError:
        return []
    except Exception:
        log.exception("no suggestions")
        return []
    fitting = dict.fromkeys(cut(words, limits.CHOICE_TEXT) for words in found if words.strip())
    return [app_commands.Choice(name=words, value=words) for words in fitting][: limits.CHOICES]


class Lookup(commands.Cog):
    """`/talk`, `/recap`, `/recaps`, `/ask`, `/speaker`, `/help`, and "Find in recaps"."""

    def __init__(self, host: Host, showing: Showing, tree: app_commands.CommandTree[Any]) -> None:
        self.host = host
        self._showing = showing
        tree.add_command(app_commands.ContextMenu(name="Find in recaps", callback=self.find))

    @app_commands.command(description="A talk, keynote, demo or named thing: who, where, what, the links")
    @app_commands.describe(query="Its name, or words of it", private=_PRIVATE)
    @app_commands.autocomplete(query=suggest)
    async def talk(self, interaction: discord.Interaction, query: str, private: bool | None = None) -> None:
        """`/talk query`."""
        await self._reply(interaction, Asked("talk", query), private)

    @app_commands.command(description="A whole event or one recap: what stood out and every session")
    @app_commands.describe(query="The event, such as kubecon 2019, or the recap's title", private=_PRIVATE)
    @app_commands.autocomplete(query=suggest)
    async def recap(self, interaction: discord.Interaction, query: str, private: bool | None = None) -> None:
        """`/recap query`."""
        await self._reply(interaction, Asked("recap", query), private)

    @app_commands.command(description="Every recap there is")
    @app_commands.describe(year="Only of this year", private=_PRIVATE)
    async def recaps(
        self,
        interaction: discord.Interaction,
        year: app_commands.Range[int, 1900, 2200] | None = None,
        private: bool | None = None,
    ) -> None:
        """`/recaps [year]`."""
        await self._reply(interaction, Asked("recaps", str(year or "")), private)

    @app_commands.command(description="Any question: the passage that answers it")
    @app_commands.describe(question="What you want to know", private=_PRIVATE)
    @app_commands.autocomplete(question=suggest)
    async def ask(self, interaction: discord.Interaction, question: str, private: bool | None = None) -> None:
        """`/ask question`."""
        await self._reply(interaction, Asked("ask", question), private)

    @app_commands.command(description="What somebody spoke about")
    @app_commands.describe(name="Who", private=_PRIVATE)
    @app_commands.autocomplete(name=suggest)
    async def speaker(self, interaction: discord.Interaction, name: str, private: bool | None = None) -> None:
        """`/speaker name`."""
        await self._reply(interaction, Asked("speaker", name), private)

    @app_commands.command(description="What I can be asked, with examples from the recaps here")
    @app_commands.describe(private=_PRIVATE)
    async def help(self, interaction: discord.Interaction, private: bool | None = None) -> None:
        """`/help`."""
        await self._reply(interaction, Asked("help"), private)

    async def find(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """What the recaps say about somebody's message, shown to whoever asked."""
        words = " ".join(_MARKUP.sub(" ", message.content).split())
        if not words:
            await tell(interaction, notice("That message has no words I could look for."))
            return
        await self._reply(interaction, Asked("ask", words), private=True)

    async def _reply(self, interaction: discord.Interaction, screen: Asked, private: bool | None) -> None:
        await guarded(
            self.host, interaction, lambda: self._showing.show(interaction, screen, private=private)
        )
