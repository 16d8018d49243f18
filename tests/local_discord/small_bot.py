"""A small discord.py bot that uses each thing the local Discord offers, for testing the latter."""

from __future__ import annotations

import os
from typing import Any

import discord
import yarl
from discord import app_commands
from discord.ext import commands

discord.http.Route.BASE = os.environ["DISCORD_API_URL"]
discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(os.environ["DISCORD_GATEWAY_URL"])

intents = discord.Intents(guilds=True, guild_messages=True, dm_messages=True, message_content=True)
intents.guild_reactions = True
bot = commands.AutoShardedBot("!", intents=intents, allowed_mentions=discord.AllowedMentions.none())


class Greeting(discord.ui.Modal, title="Greeting"):
    who: discord.ui.Label[Any] = discord.ui.Label(text="Who", component=discord.ui.TextInput())
    paper: discord.ui.Label[Any] = discord.ui.Label(
        text="Paper", component=discord.ui.FileUpload(required=False)
    )
    where: discord.ui.Label[Any] = discord.ui.Label(
        text="Where", component=discord.ui.ChannelSelect(required=False)
    )

    async def on_submit(self, interaction: discord.Interaction) -> None:
        size = [len(await file.read()) for file in self.paper.component.values]
        where = [channel.name for channel in self.where.component.values]
        await interaction.response.send_message(f"hello {self.who.component.value} {size} {where}")


class Controls(discord.ui.View):
    def __init__(self) -> None:
        super().__init__(timeout=None)

    @discord.ui.button(label="Next", custom_id="next")
    async def next(self, interaction: discord.Interaction, _: Any) -> None:
        await interaction.response.edit_message(content="page two")

    @discord.ui.button(label="Later", custom_id="later")
    async def later(self, interaction: discord.Interaction, _: Any) -> None:
        await interaction.response.defer()
        await interaction.edit_original_response(content="page three")

    @discord.ui.button(label="Secret", custom_id="secret")
    async def secret(self, interaction: discord.Interaction, _: Any) -> None:
        await interaction.response.send_message("psst", ephemeral=True)

    @discord.ui.button(label="Form", custom_id="form")
    async def form(self, interaction: discord.Interaction, _: Any) -> None:
        await interaction.response.send_modal(Greeting())

    @discord.ui.select(
        custom_id="pick", options=[discord.SelectOption(label=name) for name in ("red", "blue")]
    )
    async def pick(self, interaction: discord.Interaction, select: discord.ui.Select[Any]) -> None:
        await interaction.response.edit_message(content=f"picked {select.values[0]}")


@bot.listen()
async def on_message(message: discord.Message) -> None:
    if message.author.bot:
        return
    if message.content.startswith("!page"):
        await message.reply("page one", view=Controls())
    elif message.content == "!layout":
        view = discord.ui.LayoutView()
        view.add_item(discord.ui.Container(discord.ui.TextDisplay("# In a box"), accent_colour=1))
        await message.reply(view=view)
    elif message.content == "!file":
        data = await message.attachments[0].read()
        await message.reply(file=discord.File(__file__, "same.txt"), content=data.decode())
    elif message.content == "!long":
        try:
            await message.reply("x" * 2001)
        except discord.HTTPException as error:
            await message.reply(f"{error.status} {error.code} {error.text}")
    elif message.content.startswith("!") or bot.user in message.mentions or message.guild is None:
        await message.reply(f"heard {message.clean_content}", nonce=str(message.id))
    else:
        await message.channel.send(f"overheard {message.content!r}")


@bot.listen()
async def on_raw_message_edit(event: discord.RawMessageUpdateEvent) -> None:
    if event.message.author != bot.user and event.message.content.startswith("!edit"):
        await event.message.reply(event.message.content)


@bot.listen()
async def on_raw_message_delete(event: discord.RawMessageDeleteEvent) -> None:
    channel = bot.get_partial_messageable(event.channel_id)
    await channel.send(f"{event.message_id} is gone")


@bot.listen()
async def on_raw_reaction_add(event: discord.RawReactionActionEvent) -> None:
    if bot.user and event.user_id != bot.user.id:
        message = bot.get_partial_messageable(event.channel_id).get_partial_message(event.message_id)
        await message.add_reaction(event.emoji)


@bot.tree.command()
@app_commands.allowed_installs(guilds=True, users=True)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
async def say(interaction: discord.Interaction, what: str, private: bool = False) -> None:
    """Say something."""
    await interaction.response.send_message(f"{interaction.user.name}: {what}", ephemeral=private)


@say.autocomplete("what")
async def complete(_: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=f"{typed}!", value=typed.upper())]


@bot.tree.command()
async def slow(interaction: discord.Interaction, file: discord.Attachment | None = None) -> None:
    """Defer, then answer twice."""
    await interaction.response.defer()
    await interaction.edit_original_response(content=f"{file.filename if file else 'no file'}")
    await interaction.followup.send("and more", ephemeral=True)


class Manage(app_commands.Group):
    @app_commands.command()
    async def where(self, interaction: discord.Interaction, channel: discord.TextChannel) -> None:
        """Name a channel."""
        await interaction.response.send_message(f"{channel.name} {interaction.permissions.manage_guild}")


bot.tree.add_command(
    Manage(
        name="manage", description="For admins", default_permissions=discord.Permissions(manage_guild=True)
    )
)


@bot.tree.context_menu(name="Find")
async def find(interaction: discord.Interaction, message: discord.Message) -> None:
    await interaction.response.send_message(f"found {message.content}", ephemeral=True)


@bot.event
async def setup_hook() -> None:
    bot.add_view(Controls())
    await bot.tree.sync()


bot.run(os.environ["DISCORD_TOKEN"])
