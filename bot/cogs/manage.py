"""`/manage …`: the commands. What they do is in `cogs.curating`, their buttons in `cogs.pressed`."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.curating import Curating
from bot.cogs.drafts import Draft, uploaded
from bot.cogs.host import library_of
from bot.cogs.lookup import COMPLETE_WITHIN
from bot.cogs.sending import FormShown
from bot.cogs.showing import guarded
from bot.errors import NotAllowed
from bot.fetch import fetch
from bot.rendering import admin, forms, limits
from bot.rendering.components import Payload
from bot.rendering.shown import event_name
from bot.rendering.text import label

log = logging.getLogger(__name__)


async def own_recaps(
    interaction: discord.Interaction[commands.Bot], typed: str
) -> list[app_commands.Choice[str]]:
    """The guild's own recaps, to those who may manage them."""
    cog = interaction.client.get_cog("Manage")
    if not isinstance(cog, Manage):
        return []
    try:
        async with asyncio.timeout(COMPLETE_WITHIN):
            guild_id = await cog.curating.allowed(interaction)
            refs = await cog.curating.curator.recaps(guild_id)
    except (NotAllowed, TimeoutError):
        return []
    except Exception:
        log.exception("no suggestions")
        return []
    named = [
        (label(f"{ref.title} · {event_name(ref.event) or ref.file}", limits.CHOICE_TEXT), f"#{ref.id}")
        for ref in refs
    ]
    fitting = [(name, value) for name, value in named if typed.casefold() in name.casefold()]
    return [app_commands.Choice(name=name, value=value) for name, value in fitting[: limits.CHOICES]]


async def anything(
    interaction: discord.Interaction[commands.Bot], typed: str
) -> list[app_commands.Choice[str]]:
    """Talks and recaps by name."""
    cog = interaction.client.get_cog("Manage")
    guild_id = library_of(interaction)
    if not isinstance(cog, Manage) or guild_id is None:
        return []
    try:
        async with asyncio.timeout(COMPLETE_WITHIN):
            desk = cog.curating.host.desk
            talks = await desk.complete("talk", typed, guild_id)
            recaps = await desk.complete("recap", typed, guild_id)
    except TimeoutError:
        return []
    except Exception:
        log.exception("no suggestions")
        return []
    names = dict.fromkeys(label(name, limits.CHOICE_TEXT) for name in (*talks[:18], *recaps))
    return [app_commands.Choice(name=name, value=name) for name in names][: limits.CHOICES]


@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
@app_commands.allowed_installs(guilds=True, users=False)
class Manage(
    commands.GroupCog, name="Manage", group_name="manage", group_description="Look after the recaps"
):
    """Whoever may look after a server's recaps; asked at each step, not only when the command is shown."""

    def __init__(self, curating: Curating) -> None:
        super().__init__()
        self.curating = curating

    @app_commands.command(description="Add a recap: a file, a web address, or paste it")
    @app_commands.describe(file="A .md or .txt file", url="Where the recap stands on the web")
    async def add(
        self, interaction: discord.Interaction, file: discord.Attachment | None = None, url: str | None = None
    ) -> None:
        """`/manage add [file] [url]`; with neither, a form."""
        if file is None and url is None:
            await self._show_form(interaction, forms.add_form())
            return

        async def work(guild_id: int, _actor: int) -> Payload:
            files = [await uploaded(file)] if file is not None else []
            if url is not None:
                page = await fetch(url, self.curating.host.net)
                files.append(await self.curating.curator.text_of(page))
            return await self.curating.preview(guild_id, Draft(tuple(files)))

        await self.curating.act(interaction, work)

    @app_commands.command(description="Change the text of a recap")
    @app_commands.describe(recap="Which one")
    @app_commands.autocomplete(recap=own_recaps)
    async def edit(self, interaction: discord.Interaction, recap: str) -> None:
        """`/manage edit recap`: the text in a form, or a file if it is too long for one."""

        async def answer() -> None:
            guild_id = await self.curating.allowed(interaction)
            ref = await self.curating.find(guild_id, recap)
            _, text = await self.curating.curator.source(guild_id, ref.id)
            long = limits.size(text) > limits.INPUT_TEXT or not text.strip()
            form = forms.replace_form(ref.id, ref.title) if long else forms.edit_form(ref.id, ref.title, text)
            await interaction.response.send_modal(FormShown(form))

        await guarded(self.curating.host, interaction, answer)

    @app_commands.command(description="Remove a recap; it can be brought back")
    @app_commands.describe(recap="Which one")
    @app_commands.autocomplete(recap=own_recaps)
    async def remove(self, interaction: discord.Interaction, recap: str) -> None:
        """`/manage remove recap`: asks first."""

        async def work(guild_id: int, _actor: int) -> Payload:
            return admin.remove_card(await self.curating.find(guild_id, recap))

        await self.curating.act(interaction, work)

    @app_commands.command(description="Take back the last change, whoever made it")
    async def undo(self, interaction: discord.Interaction) -> None:
        """`/manage undo`: shows the change and asks."""
        await self.curating.act(interaction, lambda guild_id, _: self.curating.ask_undo(guild_id))

    @app_commands.command(description="Who changed what, and when")
    @app_commands.describe(recap="Only this one")
    @app_commands.autocomplete(recap=own_recaps)
    async def history(self, interaction: discord.Interaction, recap: str | None = None) -> None:
        """`/manage history [recap]`."""

        async def work(guild_id: int, _actor: int) -> Payload:
            recap_id = (await self.curating.find(guild_id, recap)).id if recap else None
            return await self.curating.history(guild_id, recap_id)

        await self.curating.act(interaction, work)

    @app_commands.command(description="All recaps of this server, or one, as files")
    @app_commands.describe(recap="Only this one")
    @app_commands.autocomplete(recap=own_recaps)
    async def export(self, interaction: discord.Interaction, recap: str | None = None) -> None:
        """`/manage export [recap]`."""
        most = interaction.filesize_limit or 10 * 1024 * 1024
        await self.curating.act(interaction, lambda guild_id, _: self.curating.export(guild_id, recap, most))

    @app_commands.command(description="See how a file would be read, without storing it")
    @app_commands.describe(file="A .md or .txt file")
    async def check(self, interaction: discord.Interaction, file: discord.Attachment) -> None:
        """`/manage check file`."""

        async def work(_guild_id: int, _actor: int) -> Payload:
            name, data = await uploaded(file)
            return admin.check_card(name, await self.curating.curator.check(data, name))

        await self.curating.act(interaction, work)

    @app_commands.command(description="What people asked in vain")
    async def misses(self, interaction: discord.Interaction) -> None:
        """`/manage misses`."""
        await self.curating.act(interaction, lambda guild_id, _: self.curating.misses(guild_id))

    @app_commands.command(description="Let another name find a talk or a recap")
    @app_commands.describe(name="What people type", recap_or_talk="What they mean")
    @app_commands.autocomplete(recap_or_talk=anything)
    async def alias(
        self, interaction: discord.Interaction, name: app_commands.Range[str, 1, 100], recap_or_talk: str
    ) -> None:
        """`/manage alias name recap_or_talk`."""
        await self.curating.act(
            interaction,
            lambda guild_id, actor: self.curating.alias_by_name(guild_id, actor, name, recap_or_talk),
        )

    @app_commands.command(description="Prefix, channels, who may manage recaps")
    async def settings(self, interaction: discord.Interaction) -> None:
        """`/manage settings`."""
        await self.curating.act(
            interaction, lambda guild_id, _: self.curating.settings(guild_id), settings=True
        )

    async def _show_form(self, interaction: discord.Interaction[Any], form: forms.Form) -> None:
        async def answer() -> None:
            await self.curating.allowed(interaction)
            await interaction.response.send_modal(FormShown(form))

        await guarded(self.curating.host, interaction, answer)
