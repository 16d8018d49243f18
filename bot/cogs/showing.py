"""From the screen that a control names to the message that shows it."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial

import discord

from bot.cogs.host import REPLY, Host, Recent, channel_in, library_of
from bot.cogs.memory import Memory, Remembered
from bot.cogs.sending import respond, tell
from bot.errors import NotFound, RecapbotError, StoreError
from bot.model import Answer, Command, Hit, Scope, StoredRecap
from bot.rendering.cards import NEXT
from bot.rendering.components import Payload
from bot.rendering.messages import message_for, notice
from bot.rendering.packed import impersonal, pack
from bot.rendering.parts import Frame
from bot.rendering.screens import Asked, AskedBefore, AtRecaps, AtTalk, Screen, encode, talk_mark

log = logging.getLogger(__name__)

SLOW_DOWN = "That was a lot of questions at once. Give me a few seconds, then ask on: I like questions."
WENT_WRONG = "Something went wrong on my side, and is noted. Please try again in a moment."
_BEYOND_TELLING = (10062, 40060, 50027, 10015)
"""The interaction or its token has expired, or was answered already: nothing more can be said to it."""

_STOPPING = "I am just being restarted. Please ask again in a minute."
_GONE = "That recap is no longer here; ask again to see what there is now."
_NO_MORE = "That is all I found. Try other words, or `/recaps` for everything there is."
_TOO_OLD = "That question is too long ago for me to remember; please ask it again."


class Showing:
    """Looks up what a screen shows, always within one guild's libraries (or the shared one alone)."""

    def __init__(self, host: Host, memory: Memory) -> None:
        self._host = host
        self._memory = memory
        self._voted = Recent()

    async def show(
        self,
        interaction: discord.Interaction,
        screen: Screen,
        *,
        private: bool | None = False,
        update: bool = False,
        asker: int | None = None,
    ) -> None:
        """Answer an interaction with a screen: as a new message, or in place of the one pressed.

        `private` None leaves it to the guild's settings; where those are not known in time to
        acknowledge, the reply is private, as it can be shared but never taken back.
        """
        guild_id = library_of(interaction)
        if private is None:
            known = await self._host.settings_soon(guild_id)
            private = known is None or channel_in(interaction.channel, known.private_channels)
        alone = private

        async def message() -> Payload:
            prefix = (await self._host.settings(guild_id)).prefix or self._host.prefix
            frame = Frame(asker or interaction.user.id, private=alone, prefix=prefix)
            return await self.message(screen, guild_id, frame)

        shown = await respond(interaction, message(), private=private, update=update)
        if shown and isinstance(screen, Asked) and encode(screen).startswith("b."):
            channel = interaction.channel_id or 0
            await self._memory.keep(guild_id, Remembered(interaction.id, shown, channel, screen))

    async def near(self, guild_id: int | None, words: str) -> tuple[Hit, ...]:
        """Talks and recaps that words come close to, best first."""
        talks = await self._host.desk.answer(Command("talk", words), guild_id)
        recaps = await self._host.desk.answer(Command("recap", words), guild_id)
        refs = {(hit.recap.scope, hit.recap.id): Hit(hit.recap) for hit in recaps.hits}
        return (*talks.hits[:15], *list(refs.values())[:10])

    async def every_recap(self, guild_id: int | None) -> tuple[Hit, ...]:
        """All recaps there are, to choose from where nothing is near."""
        return tuple(Hit(ref) for ref in (await self._host.desk.answer(Command("recaps"), guild_id)).listed)

    async def missed(self, guild_id: int | None, words: str) -> None:
        """Count a question that found nothing, or not what was meant; admins see it in `/manage misses`."""
        try:
            await self._host.curator.missed(guild_id, words)
        except StoreError as error:
            log.warning("a miss was not counted", extra={"error": error})

    def first_thumb(self, message: int, person: int) -> bool:
        """Whether this person has not said yet what they think of this message; notes that they have."""
        return self._voted.add((message, person))

    async def verdict(self, guild_id: int | None, screen: Screen, verdict: str) -> None:
        """Count a thumb for what a screen shows, without a name."""
        answer = await self.answer(screen, guild_id)
        await self._host.curator.verdict(guild_id, answer.query, verdict)

    async def message(
        self, screen: Screen, guild_id: int | None, frame: Frame, about: Hit | None = None
    ) -> Payload:
        """The message for `screen`, its components as they are sent; raises `NotFound` if that is gone."""
        if not isinstance(screen, Asked) or screen.more:
            return await self.compose(screen, guild_id, frame)
        shared = impersonal(self._noticed(frame))
        packed = await self._host.desk.shown(
            Command(screen.name, screen.argument),
            guild_id,
            partial(pack, screen=screen, frame=shared),
            (screen.page, shared),
            about,
            alone=self._host.is_alone(),
        )
        REPLY.get().outcome = packed.kind
        if packed.missed:
            await self.missed(guild_id, screen.argument)
        return packed.payload(frame.asker)

    async def compose(self, screen: Screen, guild_id: int | None, frame: Frame) -> Payload:
        """The message for `screen`, its components to be worked with; raises `NotFound` if that is gone."""
        answer = await self.answer(screen, guild_id)
        REPLY.get().outcome = answer.kind
        if isinstance(screen, Asked) and screen.more and not answer.hits:
            raise NotFound(_NO_MORE)
        return message_for(answer, screen, self._noticed(frame))

    def _noticed(self, frame: Frame) -> Frame:
        return frame if self._host.message_content else replace(frame, notice=self._host.content_notice)

    async def answer(self, screen: Screen, guild_id: int | None) -> Answer:
        """What `screen` shows as of now."""
        match screen:
            case Asked(name, argument, _, more):
                answer = await self._host.desk.answer(Command(name, argument), guild_id)
                return await self._others(answer, guild_id) if more else answer
            case AtTalk(scope, recap, mark, _):
                return await self._talk(await self._recap(guild_id, scope, recap), mark)
            case AtRecaps(recaps, _):
                found = [await self._recap(guild_id, scope, recap) for scope, recap in recaps]
                if not found:
                    raise NotFound(_GONE)
                return Answer(
                    "recap",
                    found[0].ref.title,
                    tuple(Hit(stored.ref, None, 1.0) for stored in found),
                    recaps=tuple(found),
                )
            case AskedBefore():
                raise NotFound(_TOO_OLD)

    async def _others(self, answer: Answer, guild_id: int | None) -> Answer:
        """The next few that may have been meant: further hits, then what is called like the words asked."""
        found = {_name(hit): hit for hit in answer.hits}
        shown = set(list(found)[:1])
        words = sorted(answer.query.split(), key=len, reverse=True)[:4]
        for typed in (answer.query, *words):
            for title in await self._host.desk.complete("talk", typed, guild_id):
                if len(found) > NEXT:
                    break
                named = await self._host.desk.answer(Command("talk", title), guild_id)
                found |= {_name(hit): hit for hit in named.hits[:1] if _name(hit) not in found}
        others = tuple(hit for name, hit in found.items() if name not in shown)
        return replace(answer, kind="choices", hits=others[:NEXT])

    async def _talk(self, stored: StoredRecap, mark: str) -> Answer:
        every = (*stored.recap.talks, *stored.recap.topics)
        talk = next((talk for talk in every if talk_mark(talk.key) == mark), None)
        if talk is None:
            raise NotFound(_GONE)
        return Answer("talk", talk.title, (Hit(stored.ref, talk, 1.0),))

    async def _recap(self, guild_id: int | None, scope: Scope, recap: int) -> StoredRecap:
        if scope == "guild" and guild_id is None:
            raise NotFound(_GONE)
        try:
            return await self._host.desk.libraries.recap(guild_id, scope, recap)
        except NotFound as error:
            raise NotFound(_GONE) from error


def _name(hit: Hit) -> tuple[Scope, int, str | None]:
    return hit.recap.scope, hit.recap.id, hit.talk.key if hit.talk else None


async def guarded(
    host: Host, interaction: discord.Interaction, answer: Callable[[], Awaitable[object]]
) -> None:
    """Answer one interaction: whatever goes wrong becomes a clear word and one line in the log."""
    if host.stopping:
        await tell(interaction, notice(_STOPPING))
        return
    with host.busy(_door(interaction)):
        try:
            with host.pace.question((library_of(interaction), interaction.user.id)) as pace:
                if pace != "fine":
                    raise RecapbotError(SLOW_DOWN)
                await answer()
        except RecapbotError as error:
            await tell(interaction, notice(str(error)))
        except discord.HTTPException as error:
            REPLY.get().outcome = "refused"
            log.warning("Discord refused a reply", extra={"code": error.code, "reason": error.text})
            if error.code not in _BEYOND_TELLING:
                await tell(interaction, notice(WENT_WRONG))
        except Exception:
            REPLY.get().outcome = "error"
            log.exception("a reply failed")
            await tell(interaction, notice(WENT_WRONG))


def _door(interaction: discord.Interaction) -> str:
    """What an interaction is counted as."""
    if interaction.type is not discord.InteractionType.application_command:
        return interaction.type.name
    return "menu" if isinstance(interaction.command, discord.app_commands.ContextMenu) else "slash"
