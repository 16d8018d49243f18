"""Buttons and menus of cards. Everything they need stands in their custom ids: a restart changes nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import discord
from discord.ext import commands

from bot.cogs.host import Host, library_of
from bot.cogs.memory import Memory
from bot.cogs.sending import Card, attempt, custom_ids, tell
from bot.cogs.showing import Showing, guarded
from bot.errors import NotFound, RecapbotError
from bot.rendering import components as c
from bot.rendering.messages import notice
from bot.rendering.parts import Frame
from bot.rendering.screens import Asked, AskedBefore, Screen, Verb, decode, pressed

_NOT_YOURS = "Only who asked can delete this, or somebody who may **Manage Messages**."
_THANKS = {"up": "Thank you. Noted, without your name.", "down": "Thank you. Noted, without your name."}
_UNKNOWN = "I no longer know what this button was for; please ask again."
_TOO_OLD = "That question is too long ago for me to remember; please ask it again."


class Controls(commands.Cog):
    """Opens, turns pages, shares, deletes, counts thumbs."""

    def __init__(self, host: Host, showing: Showing, memory: Memory) -> None:
        self._host = host
        self._showing = showing
        self._memory = memory

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Act on a button or menu of a card; others' custom ids are left to others."""
        if interaction.type is not discord.InteractionType.component or interaction.message is None:
            return
        data: Any = interaction.data or {}
        known = pressed(str(data.get("custom_id", "")))
        if known is None:
            return
        verb, rest = known
        chosen = data.get("values") or [rest]
        await guarded(self._host, interaction, lambda: self._act(interaction, verb, str(chosen[0])))

    async def _act(self, interaction: discord.Interaction, verb: Verb, rest: str) -> None:
        if verb == "delete":
            await self._delete(interaction, rest)
            return
        screen = decode(rest)
        if screen is None:
            raise NotFound(_UNKNOWN)
        screen = await self._recalled(interaction, screen)
        if verb == "open":
            await self._open(interaction, screen)
        elif verb == "share":
            await self._share(interaction, screen)
        else:
            await self._vote(interaction, verb, screen)

    async def _recalled(self, interaction: discord.Interaction, screen: Screen) -> Screen:
        """Words too long for a custom id stand with the stored reply."""
        if not isinstance(screen, AskedBefore) or interaction.message is None:
            return screen
        kept = await self._memory.find(library_of(interaction), interaction.message.id)
        if kept is None:
            raise NotFound(_TOO_OLD)
        return replace(kept.asked, page=screen.page, more=screen.more)

    async def _open(self, interaction: discord.Interaction, screen: Screen) -> None:
        """Turn the message into the screen; for somebody who did not ask, open a copy of their own."""
        message = interaction.message
        asker = _asker(message) if message else None
        private = bool(message and message.flags.ephemeral)
        own = private or asker is None or asker == interaction.user.id
        if isinstance(screen, Asked) and screen.more and own:
            await self._showing.missed(library_of(interaction), screen.argument)
        await self._showing.show(
            interaction, screen, private=private or not own, update=own, asker=asker if own else None
        )

    async def _share(self, interaction: discord.Interaction, screen: Screen) -> None:
        """Post what was shown to one person alone for all to see, in their name."""
        person = interaction.user
        frame = Frame(person.id, prefix=self._host.prefix)
        payload = await self._showing.compose(screen, library_of(interaction), frame)
        payload = c.message(c.text(f"-# {person.mention} shares"), *payload["components"])
        await attempt(lambda: interaction.response.send_message(view=Card(payload)))

    async def _delete(self, interaction: discord.Interaction, asker: str) -> None:
        held = interaction.permissions
        if str(interaction.user.id) != asker and not (held.manage_messages or held.administrator):
            raise RecapbotError(_NOT_YOURS)
        await interaction.response.defer()
        await attempt(interaction.delete_original_response)
        if interaction.message is not None:
            await self._memory.forget(library_of(interaction), interaction.message.id)

    async def _vote(self, interaction: discord.Interaction, verb: Verb, screen: Screen) -> None:
        message = interaction.message
        if message and self._showing.first_thumb(message.id, interaction.user.id):
            await self._showing.verdict(library_of(interaction), screen, verb)
        await tell(interaction, notice(_THANKS[verb]))


def _asker(message: discord.Message) -> int | None:
    """Who asked for the card on a message: its delete button says so, and nobody else can write those."""
    for custom_id in custom_ids(message):
        verb, rest = pressed(custom_id) or ("", "")
        if verb == "delete" and rest.isdecimal():
            return int(rest)
    return None
