"""Payloads of `bot.rendering` sent through discord.py, with what it does not do by itself."""

from __future__ import annotations

import asyncio
import io
import logging
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from typing import Any, TypeVar

import aiohttp
import discord

from bot.rendering.components import Payload
from bot.rendering.forms import Form
from bot.rendering.screens import Screen, decode, pressed

T = TypeVar("T")
log = logging.getLogger(__name__)

PATIENCE = 0.3
"""Seconds after which a person is shown that something is going on."""

_UNKNOWN_MESSAGE = 10008
_PAUSES = (0.3, 1.0, 2.5)
_PASSING = (discord.DiscordServerError, aiohttp.ClientConnectionError, ConnectionError, TimeoutError)


class FormShown(discord.ui.Modal):
    """A modal composed elsewhere; what is sent back is told by its custom id, also after a restart."""

    def __init__(self, form: Form) -> None:
        super().__init__(title=form["title"], custom_id=form["custom_id"])
        self._form = form
        self.stop()

    def to_dict(self) -> Form:
        """The modal as it stands."""
        return self._form


class Card(discord.ui.LayoutView):
    """A message composed elsewhere. Nobody waits on it: presses are told by their custom ids.

    What a view needs for waiting (an id, a future, a timer) is not even made: it would cost
    as much as composing the message.
    """

    timeout = None

    def __init__(self, payload: Payload) -> None:
        self._components: list[dict[str, Any]] = payload["components"]

    def is_finished(self) -> bool:
        """Always: there is nothing to wait for."""
        return True

    def is_dispatchable(self) -> bool:
        """Never by itself."""
        return False

    def to_components(self) -> list[dict[str, Any]]:
        """The components as they stand in the payload."""
        return self._components

    def has_components_v2(self) -> bool:
        """Always: a message keeps this flag for ever, so every message has it."""
        return True


async def attempt(do: Callable[[], Awaitable[T]]) -> T:
    """Await `do()`, again after a moment where Discord was unavailable or hung up.

    discord.py itself repeats 500, 502 and 504 but neither 503 nor a reset connection.
    """
    for pause in _PAUSES:
        try:
            return await do()
        except _PASSING:
            await asyncio.sleep(pause)
    return await do()


async def post(
    client: discord.Client, channel: int, payload: Payload, nonce: int, replied_to: int | None
) -> int:
    """Send a message, mentioning nobody, and return its id; `replied_to` is a message of the channel.

    discord.py's own `send` makes a message of what Discord answers, with all its components:
    that costs as much as composing it, and nobody would look at it.
    """
    body = {
        **payload,
        "nonce": str(nonce),
        "enforce_nonce": True,
        "allowed_mentions": {"parse": [], "replied_user": False},
    }
    if replied_to is not None:
        body["message_reference"] = {"message_id": replied_to, "fail_if_not_exists": False}
    parameters = discord.http.MultipartParameters(body, None, None)
    sent = await client.http.send_message(channel, params=parameters)
    return int(sent["id"])


class TypingIfSlow:
    """Shows that something is going on once it takes longer than anyone waits without wondering."""

    def __init__(self, channel: discord.abc.Messageable, unless: Callable[[], bool]) -> None:
        self._channel = channel
        self._unless = unless
        self._typing: asyncio.Task[None] | None = None

    def __enter__(self) -> None:
        self._timer = asyncio.get_running_loop().call_later(PATIENCE, self._begin)

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        if self._typing is not None:
            self._typing.cancel()

    def _begin(self) -> None:
        if not self._unless():
            self._typing = asyncio.create_task(self._type())

    async def _type(self) -> None:
        with suppress(discord.HTTPException):
            async with self._channel.typing():
                await asyncio.Event().wait()


async def soon(work: asyncio.Future[T]) -> bool:
    """Whether `work` is done before anyone would wonder."""
    done, _ = await asyncio.wait({work}, timeout=PATIENCE)
    return bool(done)


def custom_ids(message: discord.Message) -> Iterator[str]:
    """The custom ids of all controls on a message, in order."""
    waiting: list[Any] = list(reversed(message.components))
    while waiting:
        item = waiting.pop()
        if custom_id := getattr(item, "custom_id", None):
            yield str(custom_id)
        inner = [*getattr(item, "children", ()), getattr(item, "accessory", None)]
        waiting.extend(part for part in reversed(inner) if part is not None)


def shown_on(message: discord.Message) -> Screen | None:
    """What one of the bot's own messages shows: its thumbs say so."""
    for custom_id in custom_ids(message):
        verb, rest = pressed(custom_id) or ("", "")
        if verb == "up" and (screen := decode(rest)) is not None:
            return screen
    return None


async def respond(
    interaction: discord.Interaction[Any], work: Awaitable[Payload], *, private: bool, update: bool = False
) -> int | None:
    """Answer an interaction with what `work` yields: at once if that is quick, else deferred first.

    `update` changes the message that was pressed instead of sending another; where that one is
    gone, the answer comes as a message for this person alone. Returns the id of the message now
    showing the answer, where Discord tells it.
    """
    future = asyncio.ensure_future(work)
    quick = await soon(future)
    if not quick:
        await interaction.response.defer(ephemeral=private, thinking=not update)
    payload = await future
    card = Card(payload)
    if quick and not update:
        sent = await attempt(
            lambda: interaction.response.send_message(view=card, files=_files(payload), ephemeral=private)
        )
        return sent.message_id
    some: dict[str, Any] = {"attachments": _files(payload)} if "files" in payload else {}
    try:
        if quick:
            await attempt(lambda: interaction.response.edit_message(view=card, **some))
            return interaction.message.id if interaction.message else None
        return (await attempt(lambda: interaction.edit_original_response(view=card, **some))).id
    except discord.NotFound as error:
        if error.code != _UNKNOWN_MESSAGE:
            raise
        log.info("the message to change is gone", extra={"code": error.code})
        await _alone(interaction, payload)
        return None


def _files(payload: Payload) -> list[discord.File]:
    """Files anew for each attempt, since sending one reads it up."""
    return [discord.File(io.BytesIO(data), name) for name, data in payload.get("files", ())]


async def tell(interaction: discord.Interaction, payload: Payload) -> None:
    """Say something to the person alone, however far the interaction has been answered already."""
    try:
        if interaction.response.type is discord.InteractionResponseType.deferred_channel_message:
            await interaction.edit_original_response(view=Card(payload))
        else:
            await _alone(interaction, payload)
    except discord.HTTPException as error:
        log.warning("a person could not be told", extra={"code": error.code, "reason": error.text})


async def _alone(interaction: discord.Interaction[Any], payload: Payload) -> None:
    """Send a message that this person alone sees."""
    card, files = Card(payload), _files(payload)
    if interaction.response.is_done():
        await interaction.followup.send(view=card, files=files, ephemeral=True)
    else:
        await interaction.response.send_message(view=card, files=files, ephemeral=True)
