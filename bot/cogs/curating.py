"""What admins do, as messages: who may, what it shows, what it says when done."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from typing import Any

import discord

from bot.cogs.drafts import Corrections, Draft, previews
from bot.cogs.host import Host, library_of
from bot.cogs.sending import Card, attempt, respond
from bot.cogs.showing import Showing, guarded
from bot.errors import NotAllowed, NotFound
from bot.model import GuildSettings, Hit, Miss, RecapRef, Revision
from bot.rendering import admin
from bot.rendering.components import Payload
from bot.rendering.messages import notice
from bot.rendering.screens import AtRecaps, decode
from bot.rendering.shown import count
from bot.rendering.text import title

log = logging.getLogger(__name__)

_MISSES = 1000
_MANAGERS = "Only people with **Manage Server**, or with the role chosen in `/manage settings`, may do this."
_OWNERS = "Only people with **Manage Server** may change the settings."
_ELSEWHERE = "Recaps are managed inside a server that I am a member of."


class Curating:
    """The admin surface behind `/manage`, its buttons and its forms."""

    def __init__(self, host: Host, showing: Showing) -> None:
        self.host = host
        self.curator = host.curator
        self._showing = showing

    # --- who may -----------------------------------------------------------------------

    async def act(
        self,
        interaction: discord.Interaction[Any],
        work: Callable[[int, int], Awaitable[Payload]],
        *,
        update: bool = False,
        settings: bool = False,
    ) -> None:
        """Answer with `work(guild, actor)`, to the person alone, if that person may at this moment."""

        async def message() -> Payload:
            guild_id = await self.allowed(interaction, settings=settings)
            return await work(guild_id, interaction.user.id)

        await guarded(
            self.host, interaction, lambda: respond(interaction, message(), private=True, update=update)
        )

    async def allowed(self, interaction: discord.Interaction[Any], *, settings: bool = False) -> int:
        """The guild whose recaps this person may manage; raises `NotAllowed`."""
        guild_id = library_of(interaction)
        if guild_id is None:
            raise NotAllowed(_ELSEWHERE)
        held = interaction.permissions
        if held.manage_guild or held.administrator:
            return guild_id
        if settings:
            raise NotAllowed(_OWNERS)
        role = (await self.host.settings(guild_id)).adder_role
        if role is None or all(has.id != role for has in getattr(interaction.user, "roles", ())):
            raise NotAllowed(_MANAGERS)
        return guild_id

    # --- adding ------------------------------------------------------------------------

    async def preview(self, guild_id: int, draft: Draft, problems: list[str] | None = None) -> Payload:
        """What a draft would store, with the draft attached."""
        found, kept, unread = await previews(self.curator, guild_id, draft)
        card = admin.preview_card(found, (*(problems or ()), *unread))
        return {**card, "files": [(admin.DRAFT, kept.packed())] if found else []}

    async def add(self, guild_id: int, actor: int, draft: Draft, how: str) -> Payload:
        """Store a draft: "new" beside what is there, "replace" or "all" in place of the same recaps."""
        found, _, unread = await previews(self.curator, guild_id, draft)
        lines = [f"- {title(problem, 250)}" for problem in unread]
        for preview in found:
            named = f"“{title(preview.recap.title, 120)}”"
            talks = count(len(preview.recap.talks), "talk")
            if preview.unchanged and not preview.corrections:
                lines.append(f"- {named} was here already; nothing has changed.")
                continue
            if preview.same_as is not None and how in ("replace", "all"):
                change = await self.curator.replace(guild_id, preview, actor)
                lines.append(f"- Replaced {named}: {talks}.")
            else:
                change = await self.curator.add(guild_id, preview, actor)
                lines.append(f"- Added {named}: {talks}.")
            await self.announce(guild_id, change)
        lines.append("-# `/manage undo` takes the last change back.")
        return {**notice("\n".join(lines)), "files": []}

    # --- changing ----------------------------------------------------------------------

    async def find(self, guild_id: int, words: str) -> RecapRef:
        """The guild's own recap that an option names: "#12", a title, a file or part of one."""
        refs = await self.curator.recaps(guild_id)
        by_id = next((ref for ref in refs if words == f"#{ref.id}"), None)
        if by_id is not None:
            return by_id
        wanted = words.casefold().strip()
        for near in (
            [ref for ref in refs if wanted in (ref.title.casefold(), ref.file.casefold())],
            [ref for ref in refs if wanted and wanted in ref.title.casefold()],
        ):
            if len(near) == 1:
                return near[0]
            if near:
                raise NotFound(f"{len(near)} recaps are called like that; choose one from the suggestions.")
        raise NotFound(
            "This server has no recap of its own by that name. Shared ones are changed in their folder."
        )

    async def edit(self, guild_id: int, actor: int, recap_id: int, data: bytes) -> Payload:
        """Give a recap another text."""
        change = await self.curator.edit(guild_id, recap_id, data, actor)
        await self.announce(guild_id, change)
        changed = await self.curator.difference(guild_id, change.id)
        return admin.difference_card(change, changed)

    async def remove(self, guild_id: int, actor: int, recap_id: int) -> Payload:
        """Remove a recap."""
        change = await self.curator.remove(guild_id, recap_id, actor)
        await self.announce(guild_id, change)
        return notice(f"Removed “{title(change.name)}”. `/manage undo` brings it back.")

    async def purge(self, guild_id: int, actor: int, recap_id: int) -> Payload:
        """Remove a recap and every trace of it."""
        await self.curator.purge(guild_id, recap_id, actor)
        last = await self.curator.last_change(guild_id)
        if last is not None and last.action == "purge":
            await self.announce(guild_id, last)
        return notice("Deleted for good: text, history and traces.")

    async def ask_purge(self, guild_id: int, recap_id: int) -> Payload:
        """Ask once more before a recap goes for good."""
        return admin.purge_card(await self.find(guild_id, f"#{recap_id}"))

    async def ask_undo(self, guild_id: int) -> Payload:
        """Show the last change and ask."""
        change = await self.curator.last_change(guild_id)
        if change is None:
            return notice("There is nothing to take back.")
        return admin.undo_card(change, await self.curator.difference(guild_id, change.id))

    async def undo(self, guild_id: int, actor: int, revision: int) -> Payload:
        """Take a change back."""
        change = await self.curator.undo(guild_id, revision, actor)
        self.host.forget_settings(guild_id)
        await self.announce(guild_id, change)
        return notice(f"Taken back: “{title(change.name)}”. `/manage undo` again puts it back.")

    async def history(self, guild_id: int, recap_id: int | None, before: int | None = None) -> Payload:
        """A page of changes."""
        changes = await self.curator.history(guild_id, recap_id, before, admin.REVISIONS_SHOWN + 1)
        shown = changes[: admin.REVISIONS_SHOWN]
        return admin.history_card(shown, recap_id, older=len(changes) > len(shown))

    async def difference(self, guild_id: int, revision: int) -> Payload:
        """What one change changed."""
        change = await self.curator.revision(guild_id, revision)
        return admin.difference_card(change, await self.curator.difference(guild_id, revision))

    async def export(self, guild_id: int, recap: str | None, most: int) -> Payload:
        """A zip of the original texts."""
        recap_id = (await self.find(guild_id, recap)).id if recap else None
        data = await self.curator.export(guild_id, recap_id)
        if len(data) > most:
            return notice(
                f"The export has {len(data):,} bytes, more than Discord takes here ({most:,}). "
                "Export the recaps one by one, or ask whoever runs me for this server's file."
            )
        return {**admin.export_card(), "files": [(admin.EXPORT, data)]}

    # --- misses and aliases --------------------------------------------------------------

    async def misses(self, guild_id: int) -> Payload:
        """What was asked in vain, and what was answered to no avail."""
        unhelpful = await self.curator.unhelpful(guild_id, admin.MISSES_SHOWN)
        return admin.misses_card(await self.curator.misses(guild_id, _MISSES), unhelpful)

    async def dismiss(self, guild_id: int, ref: str) -> Payload:
        """Show a miss no more, and the rest again."""
        await self.curator.dismiss(guild_id, (await self._miss(guild_id, ref)).text)
        return await self.misses(guild_id)

    async def ask_alias(self, guild_id: int, ref: str) -> Payload:
        """Ask what words asked in vain stand for."""
        text = (await self._miss(guild_id, ref)).text
        near = await self._showing.near(guild_id, text) or await self._showing.every_recap(guild_id)
        return admin.alias_card(text, ref, near)

    async def alias(self, guild_id: int, actor: int, name: str, target: Hit | RecapRef) -> Payload:
        """Let a name stand for a talk or a recap."""
        change = await self.curator.alias(guild_id, name, target, actor)
        await self.announce(guild_id, change)
        meant = target.talk.title if isinstance(target, Hit) and target.talk else _ref(target).title
        return notice(f"From now on “{title(name, 100)}” finds “{title(meant, 150)}”.")

    async def alias_chosen(self, guild_id: int, actor: int, ref: str, value: str) -> Payload:
        """The same by a choice from the menu."""
        screen = decode(value)
        if screen is None:
            raise NotFound("I no longer know that choice; open `/manage misses` again.")
        hit = (await self._showing.answer(screen, guild_id)).hits[0]
        target = hit.recap if isinstance(screen, AtRecaps) else hit
        return await self.alias(guild_id, actor, await self._alias_name(guild_id, ref), target)

    async def alias_by_name(self, guild_id: int, actor: int, name: str, words: str) -> Payload:
        """The same by the name of what is meant; asks where several are near."""
        found = await self._showing.near(guild_id, words)
        same = [hit for hit in found if _title(hit).casefold() == words.casefold().strip()]
        if len(same) == 1 or len(found) == 1:
            hit = (same or found)[0]
            return await self.alias(guild_id, actor, name, hit if hit.talk else hit.recap)
        if not found:
            raise NotFound(f"Nothing here is called “{title(words, 100)}”; choose from the suggestions.")
        return admin.alias_card(name, admin.name_ref(name), found)

    async def _miss(self, guild_id: int, ref: str) -> Miss:
        for miss in await self.curator.misses(guild_id, _MISSES):
            if admin.name_ref(miss.text) == ref:
                return miss
        raise NotFound("That question has been dealt with already.")

    async def _alias_name(self, guild_id: int, ref: str) -> str:
        return (await self._miss(guild_id, ref)).text if ref.startswith("#") else ref

    # --- settings ----------------------------------------------------------------------

    async def settings(self, guild_id: int) -> Payload:
        """The form with what is chosen now."""
        return admin.settings_card(await self.curator.settings(guild_id), self.host.prefix)

    async def choose(self, guild_id: int, actor: int, name: str, values: list[str]) -> Payload:
        """Change one setting, at once, and show the form again."""
        ids = tuple(int(value) for value in values)
        single = name in ("adder_role", "log_channel")
        chosen: object = (ids[0] if ids else None) if single else ids
        return await self.change(guild_id, actor, {name: chosen})

    async def change(self, guild_id: int, actor: int, fields: dict[str, Any]) -> Payload:
        """Change settings, at once, and show the form again."""
        before = await self.curator.settings(guild_id)
        wanted: GuildSettings = replace(before, **fields)
        changes = await self.curator.change_settings(guild_id, wanted, actor)
        self.host.forget_settings(guild_id)
        for change in changes:
            await self.announce(guild_id, change)
        return await self.settings(guild_id)

    async def announce(self, guild_id: int, change: Revision) -> None:
        """Tell the log channel of a change, if one is chosen."""
        channel = (await self.host.settings(guild_id)).log_channel
        if channel is None or self.host.messageable is None:
            return
        card = Card(notice(admin.change_line(change)))
        where = self.host.messageable(channel)
        with suppress(discord.HTTPException):
            await attempt(lambda: where.send(view=card))


def corrections_from(values: dict[str, str], shown: Corrections) -> Corrections:
    """What a filled-in correction form changes of what it showed; raises `NotFound` for no number."""
    changed: Corrections = {}
    for name, value in values.items():
        words = value.strip()
        if words == str(shown.get(name) or ""):
            continue
        if name == "year" and words and not words.isdecimal():
            raise NotFound(f"“{title(words, 20)}” is no year; write it in four digits.")
        changed[name] = int(words) if name == "year" and words else words or None
    return changed


def _ref(target: Hit | RecapRef) -> RecapRef:
    return target.recap if isinstance(target, Hit) else target


def _title(hit: Hit) -> str:
    return hit.talk.title if hit.talk else hit.recap.title
