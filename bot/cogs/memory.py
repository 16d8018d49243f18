"""Which reply belongs to which question, kept in the library so that a restart forgets nothing."""

from __future__ import annotations

import logging
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass
from typing import cast, get_args

import orjson

from bot.desk import Desk
from bot.errors import StoreError
from bot.model import CommandName, Reply
from bot.rendering.screens import Asked, Screen, decode, encode
from bot.store.library import Library

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Remembered:
    """A reply, what was asked, and which screen an earlier reply showed that it followed up."""

    question: int
    reply: int
    channel: int
    asked: Asked
    about: Screen | None = None


class Memory:
    """Keeps replies with the guild they were given in; direct ones with the shared library."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def keep(self, guild_id: int | None, given: Remembered) -> None:
        """Remember a reply; failing to is logged, as the reply itself has been given."""
        asked = given.asked
        shown = {
            "name": asked.name,
            "argument": asked.argument,
            "about": encode(given.about) if given.about else None,
        }
        try:
            async with await self._library(guild_id) as library:
                library.keep_reply(
                    Reply(given.question, given.reply, given.channel, orjson.dumps(shown).decode())
                )
        except StoreError as error:
            log.warning("reply not remembered", extra={"error": error})

    async def find(self, guild_id: int | None, message: int) -> Remembered | None:
        """The reply to a question, or that a message itself is; none where that cannot be looked up."""
        try:
            async with await self._library(guild_id) as library:
                kept = await library.reply(message)
        except StoreError as error:
            log.warning("reply not looked up", extra={"error": error})
            return None
        if kept is None:
            return None
        shown = orjson.loads(kept.shown or "{}")
        name = shown.get("name")
        if name not in get_args(CommandName):
            return None
        asked = Asked(cast(CommandName, name), str(shown.get("argument", "")))
        about = decode(shown["about"]) if shown.get("about") else None
        return Remembered(kept.question, kept.reply, kept.channel, asked, about)

    async def forget(self, guild_id: int | None, message: int) -> None:
        """Forget the reply to, or that is, `message`; failing to is logged."""
        try:
            async with await self._library(guild_id) as library:
                await library.forget_reply(message)
        except StoreError as error:
            log.warning("reply not forgotten", extra={"error": error})

    async def _library(self, guild_id: int | None) -> AbstractAsyncContextManager[Library]:
        libraries = self._desk.libraries
        return nullcontext(await libraries.shared()) if guild_id is None else libraries.guild(guild_id)
