"""The baseline of all measurements: a discord.py bot that answers a constant."""

import os

import discord
import yarl

discord.http.Route.BASE = os.environ["DISCORD_API_URL"]
discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(os.environ["DISCORD_GATEWAY_URL"])
client = discord.Client(intents=discord.Intents(guilds=True, messages=True, message_content=True))


@client.event
async def on_message(message: discord.Message) -> None:
    if not message.author.bot:
        await message.reply("Nothing in the recaps is about that.", mention_author=False)


@client.event
async def on_interaction(interaction: discord.Interaction) -> None:
    if interaction.type is discord.InteractionType.autocomplete:
        await interaction.response.autocomplete([])
    else:
        await interaction.response.send_message("Nothing in the recaps is about that.")


client.run(os.environ["DISCORD_TOKEN"], log_handler=None)
