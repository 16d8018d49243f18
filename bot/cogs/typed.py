"""Typed messages: the prefix, a mention, a direct message, a reply to the bot.

The answer follows its question: editing the question edits it, deleting the question
removes it, also when the bot was restarted in between.
"""

from __future__ import annotations

import asyncio
import logging
import re
from contextlib import suppress
from dataclasses import dataclass
from weakref import WeakValueDictionary

import discord
from discord.ext import commands

from bot.cogs.host import REPLY, Host, Recent, channel_in
from bot.cogs.memory import Memory, Remembered
from bot.cogs.permissions import missing_permissions
from bot.cogs.sending import Card, TypingIfSlow, attempt, post, shown_on
from bot.cogs.showing import SLOW_DOWN, WENT_WRONG, Showing
from bot.commands import parse_command
from bot.errors import NotFound, RecapbotError
from bot.model import Command, Hit
from bot.rendering.components import Payload
from bot.rendering.messages import notice
from bot.rendering.parts import Frame
from bot.rendering.screens import Asked, Screen
from bot.rendering.text import escape

log = logging.getLogger(__name__)

_NO_HISTORY = 160002
_MISSING = (50001, 50013)
_UNKNOWN_MESSAGE = 10008
_KINDS = (discord.MessageType.default, discord.MessageType.reply)


@dataclass(frozen=True, slots=True)
class Question:
    """A message understood: what it asks, and the reply of the bot's that it follows up."""

    command: Command
    about: Screen | None = None


class Typed(commands.Cog):
    """Answers what people type, and keeps answers in step with their questions."""

    def __init__(self, bot: commands.AutoShardedBot, host: Host, showing: Showing, memory: Memory) -> None:
        self._bot = bot
        self._host = host
        self._showing = showing
        self._memory = memory
        self._one_at_a_time: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._deleted = Recent(1000)

    # --- questions ---------------------------------------------------------------------

    async def on_message(self, message: discord.Message) -> None:
        """Answer a message if it asks something."""
        if message.author.bot or message.webhook_id is not None or message.type not in _KINDS:
            return
        question = await self._read(message)
        if question is not None and not self._host.stopping:
            await self._answer(message, question)

    async def _read(self, message: discord.Message) -> Question | None:
        if message.guild is not None and not message.content and not _replied_to(message):
            return None
        chosen = await self._host.settings(_guild_of(message))
        if chosen.answer_channels and not channel_in(message.channel, chosen.answer_channels):
            return None
        bare = channel_in(message.channel, chosen.question_channels)
        return self.read(message, chosen.prefix or self._host.prefix, bare=bare)

    def read(self, message: discord.Message, prefix: str, *, bare: bool = False) -> Question | None:
        """What a message asks of the bot, if anything; `bare` questions need not address it."""
        replied_to = _replied_to(message)
        followed = replied_to if replied_to is not None and replied_to.author.id == self._me else None
        about = shown_on(followed) if followed is not None else None
        text, mentioned = self._without_mention(message.content)
        addressed = mentioned or message.guild is None or followed is not None
        if not text:
            if not mentioned:
                return None
            if replied_to is not None and followed is None and replied_to.content.strip():
                return Question(Command("ask", " ".join(replied_to.content.split())))
            return Question(Command("help"))
        if addressed:
            command = parse_command(text, (prefix, "/")) or Command("help")
        elif text.startswith(prefix):
            found = parse_command(text, (prefix,))
            if found is None:
                return None
            command = found
        elif bare and text.endswith("?"):
            command = Command("ask", text)
        else:
            return None
        return Question(command, about)

    @property
    def _me(self) -> int:
        return self._bot.user.id if self._bot.user else 0

    def _door(self, message: discord.Message) -> str:
        """What a message that asks something is counted as."""
        if message.guild is None:
            return "direct"
        if self._without_mention(message.content)[1]:
            return "mention"
        replied_to = _replied_to(message)
        return "reply" if replied_to is not None and replied_to.author.id == self._me else "prefix"

    def _without_mention(self, content: str) -> tuple[str, bool]:
        if "<@" not in content:
            return content.strip(), False
        text, mentions = re.subn(rf"<@!?{self._me}>", " ", content)
        return text.strip(), mentions > 0

    async def _answer(self, message: discord.Message, question: Question) -> None:
        lock = self._one_at_a_time.setdefault(message.id, asyncio.Lock())
        with self._host.pace.question((_guild_of(message), message.author.id)) as pace:
            if pace == "tell":
                await self._send(message, notice(SLOW_DOWN))
            if pace != "fine":
                return
            with self._host.busy(self._door(message)):
                async with lock:
                    await self._give(message, question)

    async def _give(self, message: discord.Message, question: Question) -> None:
        with TypingIfSlow(message.channel, unless=self._host.is_crowded):
            payload = await self._compose(question, _guild_of(message), message.author.id)
        if message.id in self._deleted:
            return
        sent = await self._send(message, payload)
        if sent is None:
            REPLY.get().outcome = "refused"
        else:
            await self._memory.keep(_guild_of(message), _remembered(message, sent, question))
        if sent is not None and message.id in self._deleted:
            await self._remove(_guild_of(message), message.id)

    async def _compose(self, question: Question, guild_id: int | None, asker: int) -> Payload:
        screen = Asked(question.command.name, question.command.argument)
        try:
            prefix = (await self._host.settings(guild_id)).prefix or self._host.prefix
            frame = Frame(asker, prefix=prefix)
            about = await self._about(question.about, guild_id)
            return await self._showing.message(screen, guild_id, frame, about)
        except RecapbotError as error:
            return notice(str(error))
        except Exception:
            REPLY.get().outcome = "error"
            log.exception("a reply failed")
            return notice(WENT_WRONG)

    async def _about(self, screen: Screen | None, guild_id: int | None) -> Hit | None:
        if screen is None:
            return None
        try:
            answer = await self._showing.answer(screen, guild_id)
        except NotFound:
            return None
        return answer.hits[0] if answer.hits else None

    async def _send(self, message: discord.Message, payload: Payload) -> int | None:
        """Reply to a message, or to the one it replies to if it hands somebody else's question on."""
        aimed_at = _replied_to(message)
        target = message
        if aimed_at is not None and not aimed_at.author.bot and aimed_at.author.id != message.author.id:
            target = aimed_at
        try:
            return await attempt(lambda: post(self._bot, message.channel.id, payload, message.id, target.id))
        except discord.HTTPException as error:
            if error.code == _NO_HISTORY:
                return await self._send_alone(message, payload)
            if error.code in _MISSING:
                await self._tell_what_is_missing(message)
                return None
            log.info("a reply could not be given", extra={"code": error.code, "reason": error.text})
        return None

    async def _send_alone(self, message: discord.Message, payload: Payload) -> int | None:
        try:
            return await post(self._bot, message.channel.id, payload, message.id, None)
        except discord.Forbidden:
            await self._tell_what_is_missing(message)
        return None

    async def _tell_what_is_missing(self, message: discord.Message) -> None:
        """Tell the person, once per channel and day of running, which permission a reply needs."""
        lacking = missing_permissions(message)
        where = getattr(message.channel, "name", "that channel")
        log.warning("missing permissions", extra={"channel": message.channel.id, "missing": lacking})
        if not self._host.told.add((message.author.id, message.channel.id)):
            return
        words = (
            f"I could not answer you in **#{escape(where)}**: I need {lacking} there. "
            "Somebody who manages the channel can give it to me."
        )
        with suppress(discord.HTTPException):
            await message.author.send(view=Card(notice(words)))

    # --- the answer follows the question -----------------------------------------------

    @commands.Cog.listener()
    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """Edit the answer when its question was edited; Discord's own updates (previews) change nothing."""
        message = payload.message
        if message.author.bot or message.webhook_id is not None or message.edited_at is None:
            return
        if self._host.stopping:
            return
        lock = self._one_at_a_time.setdefault(message.id, asyncio.Lock())
        with self._host.busy():
            async with lock:
                kept = await self._memory.find(payload.guild_id, message.id)
        question = await self._read(message)
        if kept is None:
            fresh = (message.edited_at - message.created_at).total_seconds() < 900
            if question is not None and fresh:
                await self._answer(message, question)
            return
        if question is None:
            await self._remove(payload.guild_id, message.id)
        elif (question.command.name, question.command.argument) != (kept.asked.name, kept.asked.argument):
            with self._host.busy("edit"):
                async with lock:
                    await self._change(message, question, kept)

    async def _change(self, message: discord.Message, question: Question, kept: Remembered) -> None:
        guild_id = _guild_of(message)
        payload = await self._compose(question, guild_id, message.author.id)
        channel = self._bot.get_partial_messageable(kept.channel, guild_id=guild_id)
        try:
            await attempt(lambda: channel.get_partial_message(kept.reply).edit(view=Card(payload)))
        except discord.NotFound:
            await self._memory.forget(guild_id, message.id)
        except discord.HTTPException as error:
            log.warning("an answer could not follow", extra={"code": error.code, "reason": error.text})
        else:
            asked = Asked(question.command.name, question.command.argument)
            await self._memory.keep(
                guild_id, Remembered(message.id, kept.reply, kept.channel, asked, question.about)
            )

    @commands.Cog.listener()
    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """Remove the answer when its question is deleted."""
        self._deleted.add(payload.message_id)
        await self._remove(payload.guild_id, payload.message_id)

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        """The same for many messages at once."""
        for message_id in payload.message_ids:
            self._deleted.add(message_id)
            await self._remove(payload.guild_id, message_id)

    async def _remove(self, guild_id: int | None, message_id: int) -> None:
        with self._host.busy():
            try:
                kept = await self._memory.find(guild_id, message_id)
                if kept is None:
                    return
                await self._memory.forget(guild_id, message_id)
                if kept.question == message_id:
                    channel = self._bot.get_partial_messageable(kept.channel, guild_id=guild_id)
                    with suppress(discord.NotFound):
                        await attempt(channel.get_partial_message(kept.reply).delete)
            except (RecapbotError, discord.HTTPException) as error:
                log.warning("an answer could not be removed", extra={"error": error})


def _guild_of(message: discord.Message) -> int | None:
    return message.guild.id if message.guild else None


def _remembered(message: discord.Message, sent: int, asked: Question) -> Remembered:
    screen = Asked(asked.command.name, asked.command.argument)
    return Remembered(message.id, sent, message.channel.id, screen, asked.about)


def _replied_to(message: discord.Message) -> discord.Message | None:
    """The message this one replies to, where Discord sent it along."""
    if message.type is not discord.MessageType.reply or message.reference is None:
        return None
    resolved = message.reference.resolved
    return resolved if isinstance(resolved, discord.Message) else None
