"""The bot's connection to Discord: intents, command sync, shards, a clean end."""

from __future__ import annotations

import asyncio
import ctypes
import gc
import hashlib
import json
import logging
import signal
import sys
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

import aiohttp
import discord
import yarl
from discord.ext import commands

from bot import logs
from bot.apart import ReadingRoom
from bot.cogs import add_cogs
from bot.cogs.host import Host
from bot.config import Settings
from bot.curate import Curator
from bot.desk import Desk
from bot.errors import RecapbotError
from bot.fetch import Net
from bot.folder import apart_from, begin, follow
from bot.health.heartbeat import forget_heartbeat, heartbeat_file, write_heartbeat
from bot.health.metrics import Metrics
from bot.health.pulse import Pulse, Sign, feel_forever
from bot.health.watchdog import EXIT_GATEWAY_DEAD, Watchdog
from bot.parsing import READER_VERSION
from bot.sharding.gate import Gate, open_gate
from bot.store.libraries import Libraries
from bot.store.values import Reader

log = logging.getLogger(__name__)

EXIT_OK = 0
EXIT_FAILED = 1
EXIT_TOKEN = 3
EXIT_INTENTS = 4

DRAIN_SECONDS = 6.0
"""How long a stopping bot finishes what it was asked; containers are killed after ten seconds."""

_TEND_EVERY = 3600.0
_SYNC_SECONDS = 20.0
BAN_SECONDS = 60.0
"""Before asking again whoever said no: a ban by the proxy gets longer with every request."""
SILENCE_SECONDS = 60.0
"""A gateway that has sent nothing for so long, not even an acknowledged heartbeat, is dialled anew."""
_SWITCH_SECONDS = 0.001
"""How long a search may keep the loop, which sends what is ready, from going on."""
_REFUSED_KEY = "Discord refused the token: reset it in the developer portal and set DISCORD_TOKEN anew."
_REFUSED_INTENT = (
    "Discord refused an intent: switch on Message Content Intent in the developer portal, "
    "or set RECAPBOT_MESSAGE_CONTENT to auto or off."
)
_NO_CONTENT = (
    "without the message-content intent: everything works but the bare prefix; "
    "slash commands, mentions, replies and direct messages are answered"
)
_ARENA_MAX = -8  # of malloc.h
_YOUNG = 10_000
"""New objects before those are looked through for garbage: more than a few replies make and drop."""
T = TypeVar("T")
_PASSING = (
    discord.HTTPException,
    discord.GatewayNotFound,
    aiohttp.ClientError,
    OSError,
    TimeoutError,
)


class Recapbot(commands.AutoShardedBot):
    """discord.py's bot with as little cached and asked for as answering needs."""

    def __init__(self, settings: Settings, host: Host) -> None:
        shards = settings.shards
        some: dict[str, Any] = {"shard_ids": list(shards.ids)} if shards and shards.ids else {}
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            intents=intents(message_content=host.message_content),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            allowed_installs=discord.app_commands.AppInstallationType(guild=True, user=True),
            allowed_contexts=discord.app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=True
            ),
            chunk_guilds_at_startup=False,
            heartbeat_timeout=SILENCE_SECONDS,
            shard_count=1 if shards is None else shards.count,
            **some,
        )
        self._settings = settings
        self._host = host
        self._gate: Gate | None = None
        self.tree.error(_command_failed)
        _overlook_bots(self._connection.parsers)

    async def setup_hook(self) -> None:
        """Before connecting: the doors, the commands Discord shows, leave to connect."""
        await add_cogs(self, self._host)
        try:
            await asyncio.wait_for(self._sync(), _SYNC_SECONDS)
        except (discord.HTTPException, TimeoutError, OSError) as error:
            log.error("commands not synced", extra={"error": error})  # noqa: TRY400 - one line is enough
        limits = await self.fetch_session_start_limits()
        self._gate = open_gate(self._settings, limits, len(self.shard_ids or ()) or self.shard_count or 1)

    async def launch_shard(self, gateway: yarl.URL, shard_id: int, *, initial: bool = False) -> None:
        """Connect a shard, and let it resume when its connection breaks."""
        await super().launch_shard(gateway, shard_id, initial=initial)
        if shard := self.get_shard(shard_id):
            _resume_first(shard._parent)  # noqa: SLF001 - discord.py has no other way

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:  # noqa: ARG002
        """Wait for leave to send an IDENTIFY."""
        if self._gate is not None:
            await self._gate.turn(shard_id or 0)
        self._host.metrics.identified(shard_id or 0)

    def signs(self) -> list[Sign]:
        """What the pulse is felt by."""
        return [(number, not shard.is_closed(), shard.latency) for number, shard in self.shards.items()]

    async def on_ready(self) -> None:
        """Say so once connected; see which guilds left in the meantime."""
        log.info("ready", extra={"guilds": len(self.guilds), "shards": len(self.shards)})
        count, here = self.shard_count or 1, frozenset(self.shards)
        await self._host.desk.libraries.guilds_here(
            {guild.id for guild in self.guilds}, lambda guild_id: (guild_id >> 22) % count in here
        )

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """A guild that comes back keeps what it had."""
        await self._host.desk.libraries.guild_joined(guild.id)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """A guild that removed the bot (not one that is merely unavailable): its recaps go in a while."""
        self._host.forget_settings(guild.id)
        await self._host.desk.libraries.guild_left(guild.id)

    async def on_error(self, event_method: str, /, *_args: object, **_kwargs: object) -> None:
        """One line for whatever a listener did not handle."""
        log.error("unhandled in %s", event_method, exc_info=sys.exception())

    async def _sync(self) -> None:
        """Register the commands, unless Discord already has these very ones."""
        payload = [command.to_dict(self.tree) for command in self.tree.get_commands()]
        told = json.dumps([self.application_id, payload], sort_keys=True)
        digest = hashlib.sha256(told.encode()).hexdigest()
        kept = self._settings.data / "commands.sha256"
        if await asyncio.to_thread(_read, kept) == digest:
            return
        await self.tree.sync()
        await asyncio.to_thread(kept.write_text, digest, encoding="utf-8")
        log.info("commands synced", extra={"commands": len(payload)})


def _overlook_bots(parsers: dict[str, Callable[[Any], None]]) -> None:
    """Leave unread what bots write, this one above all: nobody here answers it.

    Else discord.py makes a message with all its components of each reply that Discord tells of.
    """

    def reading_people(read: Callable[[Any], None]) -> Callable[[Any], None]:
        return lambda data: None if data.get("author", {}).get("bot") else read(data)

    for event in ("MESSAGE_CREATE", "MESSAGE_UPDATE"):
        parsers[event] = reading_people(parsers[event])


def _resume_first(shard: discord.shard.Shard) -> None:
    """Let `shard` go on with its session also when connecting again fails at first.

    discord.py 2.7 begins anew then (`Shard.reconnect`), and what was asked meanwhile is never
    told. Every fourth failure on end is left to it, in case Discord gave up the address to resume at.
    """
    begin_anew = shard.reconnect
    broken, failures = shard.ws, 0

    async def reconnect() -> None:
        nonlocal broken, failures
        failures = failures + 1 if shard.ws is broken else 1
        broken = shard.ws
        if broken.session_id and failures % 4:
            await shard.reidentify(discord.gateway.ReconnectWebSocket(shard.id))
        else:
            await begin_anew()

    shard.reconnect = reconnect  # type: ignore[method-assign]


def intents(*, message_content: bool) -> discord.Intents:
    """What the bot asks to be told of: guilds, messages, reactions; the text of all only if allowed."""
    wanted = discord.Intents(guilds=True, guild_messages=True, guild_reactions=True, dm_messages=True)
    wanted.message_content = message_content
    return wanted


def run(settings: Settings, net: Net | None = None) -> int:
    """Run the bot until it is told to stop; returns the exit code. `net` is the web it may read from."""
    logs.configure(settings.log_level, as_json=settings.log_json, secrets=[settings.token or ""])
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # nothing is ever spoken
    if settings.api_url:
        discord.http.Route.BASE = settings.api_url
    if settings.gateway_url:
        discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(settings.gateway_url)
    sys.setswitchinterval(_SWITCH_SECONDS)
    _share_memory()
    _leave_what_stays()
    try:
        return asyncio.run(_run(settings, net or Net()))
    except KeyboardInterrupt:
        return EXIT_OK


def _share_memory() -> None:
    """Have all threads take memory from two heaps: what one gives back, another takes.

    The C library of GNU would give each thread one of its own, where what a search or the opening
    of a guild's library took for a moment stays with that thread.
    """
    with suppress(AttributeError, OSError, TypeError):  # another C library
        ctypes.CDLL(None).mallopt(_ARENA_MAX, 2)


def _leave_what_stays() -> None:
    """Take the code itself, which nobody gives up, out of the search for garbage.

    A crowd made it begin every few seconds, and going through a hundred thousand functions and
    classes holds everything for 50 ms and more. What is given up in circles is still found.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, *gc.get_threshold()[1:])


async def _run(settings: Settings, net: Net) -> int:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        with suppress(NotImplementedError):  # Windows has no signal handlers on its event loop
            loop.add_signal_handler(number, stop.set)
    pulse = Pulse()
    metrics = Metrics(pulse)
    async with AsyncExitStack() as stack:
        if settings.health_addr:
            from bot.health.server import serve  # noqa: PLC0415 - a web server, which takes its room in memory

            await stack.enter_async_context(serve(settings.health_addr, pulse, metrics))
        reading = ReadingRoom()
        stack.callback(reading.close)
        reader = Reader(reading.read, READER_VERSION, reading.read_all)
        libraries = Libraries(settings.data, reader, renew_later=True)

        desk = Desk(await stack.enter_async_context(libraries), apart_from(libraries))
        await _unless_stopped(stop, begin(desk, settings, metrics))
        if stop.is_set():
            return EXIT_OK
        for chore in (desk.warm_up(), follow(desk, settings, metrics), _tend(libraries)):
            stack.callback(asyncio.create_task(chore).cancel)
        dead = await stack.enter_async_context(_watched(settings, pulse, desk, stop))
        host = Host(desk, Curator(libraries), metrics, settings.prefix, net=net)
        code = await _serve(settings, host, pulse, stop)
        return EXIT_GATEWAY_DEAD if dead.is_set() else code


@asynccontextmanager
async def _watched(
    settings: Settings, pulse: Pulse, desk: Desk, stop: asyncio.Event
) -> AsyncIterator[asyncio.Event]:
    """Leave a heartbeat and keep the watchdog awake; the event yielded is set if the gateway died."""
    dead, loop = asyncio.Event(), asyncio.get_running_loop()

    def end(_reason: str) -> None:
        loop.call_soon_threadsafe(dead.set)
        loop.call_soon_threadsafe(stop.set)

    async def ping() -> None:
        await desk.libraries.read(None, lambda indexes: next(iter(indexes[0].head_words()), None))

    beat = heartbeat_file(settings)
    forget_heartbeat(beat)
    feeling = asyncio.create_task(feel_forever(pulse, ping, lambda vitals: write_heartbeat(beat, vitals)))
    pulse.feel(pulse.signs(), database=True)  # however long loading took until now
    watchdog = Watchdog(pulse, end)
    watchdog.start()
    try:
        yield dead
    finally:
        watchdog.off()
        feeling.cancel()
        forget_heartbeat(beat)


async def _tend(libraries: Libraries) -> None:
    """Back up, check and tidy the libraries every hour."""
    while True:
        await asyncio.sleep(_TEND_EVERY)
        try:
            await libraries.tend()
        except RecapbotError as error:
            log.error("libraries not tended", extra={"reason": error})  # noqa: TRY400 - one line is enough


async def _unless_stopped(stop: asyncio.Event, work: Coroutine[Any, Any, T]) -> T | None:
    """What `work` yields; None if told to stop before it was done."""
    doing, stopped = asyncio.create_task(work), asyncio.create_task(stop.wait())
    await asyncio.wait({doing, stopped}, return_when=asyncio.FIRST_COMPLETED)
    stopped.cancel()
    if doing.done():
        return doing.result()
    doing.cancel()
    with suppress(asyncio.CancelledError, *_PASSING):
        return await doing
    return None


async def _serve(settings: Settings, host: Host, pulse: Pulse, stop: asyncio.Event) -> int:
    """Connect with the intents there are, until stopped or refused."""
    try:
        content = await _until_stopped(stop, lambda: _may_read(settings))
        for _ in range(2):
            if content is None:
                return EXIT_OK
            host.message_content = content
            pulse.message_content(granted=content)
            try:
                return await _connect(settings, host, pulse, stop)
            except discord.PrivilegedIntentsRequired:
                if settings.message_content != "auto" or not content:
                    log.critical(_REFUSED_INTENT)
                    return EXIT_INTENTS
                log.warning(_NO_CONTENT)
                content = False
    except discord.LoginFailure:
        log.critical(_REFUSED_KEY)
        return EXIT_TOKEN
    except discord.ConnectionClosed as error:
        if error.code == 4004:
            log.critical(_REFUSED_KEY)
            return EXIT_TOKEN
        log.critical("Discord closed the connection for good", extra={"code": error.code})
    except _PASSING as error:
        log.critical(
            "Discord was lost while connecting; starting again may help", extra={"error": repr(error)}
        )
        return EXIT_GATEWAY_DEAD
    return EXIT_FAILED


async def _may_read(settings: Settings) -> bool:
    """Whether to ask for the text of messages that do not address the bot."""
    if settings.message_content != "auto":
        granted = settings.message_content == "on"
    else:
        async with discord.Client(intents=discord.Intents(guilds=True)) as probe:
            await probe.login(settings.token or "")
            flags = probe.application.flags if probe.application else discord.ApplicationFlags()
            granted = flags.gateway_message_content or flags.gateway_message_content_limited
    if not granted:
        log.warning(_NO_CONTENT)
    return granted


async def _connect(settings: Settings, host: Host, pulse: Pulse, stop: asyncio.Event) -> int:
    async with AsyncExitStack() as stack:

        async def begin() -> Recapbot:
            bot = Recapbot(settings, host)
            try:
                await bot.login(settings.token or "")
            except BaseException:
                await bot.close()
                raise
            return bot

        bot = await _until_stopped(stop, begin)
        if bot is None:
            return EXIT_OK
        stack.push_async_callback(bot.close)
        pulse.signs = bot.signs
        connection = asyncio.create_task(bot.connect())
        stopped = asyncio.create_task(stop.wait())
        await asyncio.wait({connection, stopped}, return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        if connection.done():
            connection.result()
            return EXIT_FAILED
        log.info("stopping")
        host.stopping = True
        if not await host.drained(DRAIN_SECONDS):
            log.warning("stopped with questions unanswered")
        connection.cancel()
        with suppress(asyncio.CancelledError, discord.DiscordException, OSError):
            await connection
    return EXIT_OK


async def _until_stopped(stop: asyncio.Event, begin: Callable[[], Coroutine[Any, Any, T]]) -> T | None:
    """`begin()`, again and again while Discord cannot be reached; None if told to stop meanwhile."""
    pause = 1.0
    while not stop.is_set():
        try:
            return await _unless_stopped(stop, begin())
        except _PASSING as error:
            if isinstance(error, discord.HTTPException) and error.status < 500:
                pause = max(pause, BAN_SECONDS)
            log.warning("Discord cannot be reached", extra={"error": repr(error), "again_in": pause})
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), pause)
        pause = min(pause * 2, 60.0)
    return None


async def _command_failed(
    interaction: discord.Interaction[discord.Client], error: discord.app_commands.AppCommandError
) -> None:
    log.error("a command failed", exc_info=error, extra={"interaction": interaction.id})


def _read(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8").strip()
    except OSError:
        return None
