"""Buttons, menus and forms of `/manage`. Each names what it does in its custom id, so old ones work."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import discord
from discord.ext import commands

from bot.cogs.curating import Curating, corrections_from
from bot.cogs.drafts import Draft, draft_on, previews, typed_values, uploads
from bot.cogs.sending import FormShown
from bot.cogs.showing import guarded
from bot.errors import NotFound, ReadError
from bot.rendering import forms
from bot.rendering.components import Payload
from bot.rendering.messages import notice

_UNKNOWN = "I no longer know what this was for; please use `/manage` again."
_PASTED = "pasted.md"

Interaction = discord.Interaction[Any]


@dataclass(frozen=True, slots=True)
class Press:
    """A button pressed or a menu used: where, by whom, on what, with which argument and choices."""

    guild: int
    actor: int
    message: discord.Message | None
    rest: str
    values: list[str]

    @property
    def number(self) -> int:
        """The argument as a number; raises `NotFound` for anything else."""
        return _number(self.rest)

    @property
    def value(self) -> str:
        """The first choice; raises `NotFound` without one."""
        if not self.values:
            raise NotFound(_UNKNOWN)
        return self.values[0]


class ManageControls(commands.Cog):
    """Carries out what was pressed, picked or filled in; who may is asked again each time."""

    def __init__(self, curating: Curating) -> None:
        self._curating = curating
        do = curating
        self._verbs: dict[str, Callable[[Press], Awaitable[Payload]]] = {
            "cancel": _cancelled,
            "new": lambda at: self._add(at, "new"),
            "replace": lambda at: self._add(at, "replace"),
            "all": lambda at: self._add(at, "all"),
            "remove": lambda at: do.remove(at.guild, at.actor, at.number),
            "purge": lambda at: do.ask_purge(at.guild, at.number),
            "purged": lambda at: do.purge(at.guild, at.actor, at.number),
            "undo": lambda at: do.undo(at.guild, at.actor, at.number),
            "history": self._older,
            "diff": lambda at: do.difference(at.guild, _number(at.value)),
            "dismiss": lambda at: do.dismiss(at.guild, at.rest),
            "alias": lambda at: do.ask_alias(at.guild, at.rest),
            "to": lambda at: do.alias_chosen(at.guild, at.actor, at.rest, at.value),
            "set": lambda at: do.choose(at.guild, at.actor, at.rest, at.values),
        }
        self._forms: dict[str, Callable[[Interaction], Awaitable[None]]] = {
            "correct": self._show_correction,
            "prefix": self._show_prefix,
        }

    @commands.Cog.listener()
    async def on_interaction(self, interaction: Interaction) -> None:
        """Act on custom ids that begin with "m:"."""
        data: Any = interaction.data or {}
        custom_id = str(data.get("custom_id", ""))
        if not custom_id.startswith("m:"):
            return
        verb, _, rest = custom_id[2:].partition(":")
        if interaction.type is discord.InteractionType.modal_submit:
            await self._submitted(interaction, verb, rest)
        elif interaction.type is discord.InteractionType.component:
            if verb in self._forms:
                await guarded(self._curating.host, interaction, lambda: self._forms[verb](interaction))
            else:
                await self._pressed(interaction, verb, rest, [str(value) for value in data.get("values", ())])

    async def _pressed(self, interaction: Interaction, verb: str, rest: str, values: list[str]) -> None:
        async def work(guild_id: int, actor: int) -> Payload:
            do = self._verbs.get(verb)
            if do is None:
                raise NotFound(_UNKNOWN)
            return await do(Press(guild_id, actor, interaction.message, rest, values))

        beside = verb in ("diff", "alias")
        await self._curating.act(interaction, work, update=not beside, settings=verb == "set")

    async def _add(self, at: Press, how: str) -> Payload:
        return await self._curating.add(at.guild, at.actor, await draft_on(at.message), how)

    async def _older(self, at: Press) -> Payload:
        recap, _, before = at.rest.partition(":")
        return await self._curating.history(at.guild, _number(recap) if recap else None, _number(before))

    # --- forms -------------------------------------------------------------------------

    async def _show_correction(self, interaction: Interaction) -> None:
        guild_id = await self._curating.allowed(interaction)
        found, _, _ = await previews(self._curating.curator, guild_id, await draft_on(interaction.message))
        if not found:
            raise NotFound(_UNKNOWN)
        await interaction.response.send_modal(FormShown(forms.correction_form(found[0].recap.event)))

    async def _show_prefix(self, interaction: Interaction) -> None:
        guild_id = await self._curating.allowed(interaction, settings=True)
        chosen = (await self._curating.curator.settings(guild_id)).prefix
        await interaction.response.send_modal(
            FormShown(forms.prefix_form(chosen or self._curating.host.prefix))
        )

    async def _submitted(self, interaction: Interaction, verb: str, rest: str) -> None:
        async def work(guild_id: int, actor: int) -> Payload:
            match verb:
                case "add":
                    return await self._added(interaction, guild_id)
                case "edit":
                    return await self._edited(interaction, guild_id, actor, _number(rest))
                case "correct":
                    return await self._corrected(interaction, guild_id)
                case "prefix":
                    prefix = typed_values(_data(interaction)).get("prefix", "").strip()
                    usual = prefix in ("", self._curating.host.prefix)
                    return await self._curating.change(guild_id, actor, {"prefix": None if usual else prefix})
                case _:
                    raise NotFound(_UNKNOWN)

        update = verb in ("correct", "prefix") and interaction.message is not None
        await self._curating.act(interaction, work, update=update, settings=verb == "prefix")

    async def _added(self, interaction: Interaction, guild_id: int) -> Payload:
        files, problems = await uploads(interaction)
        text = typed_values(_data(interaction)).get("text", "")
        if text.strip():
            files.insert(0, (_PASTED, text.encode()))
        if not files and not problems:
            raise ReadError("There was neither text nor a file; open `/manage add` again.")
        return await self._curating.preview(guild_id, Draft(tuple(files)), problems)

    async def _edited(self, interaction: Interaction, guild_id: int, actor: int, recap_id: int) -> Payload:
        files, problems = await uploads(interaction)
        if problems:
            raise ReadError(problems[0])
        text = typed_values(_data(interaction)).get("text", "")
        data = files[0][1] if files else text.encode()
        return await self._curating.edit(guild_id, actor, recap_id, data)

    async def _corrected(self, interaction: Interaction, guild_id: int) -> Payload:
        draft = await draft_on(interaction.message)
        found, _, _ = await previews(self._curating.curator, guild_id, draft)
        if not found:
            raise NotFound(_UNKNOWN)
        event = found[0].recap.event
        shown: dict[str, str | int | None] = {
            "name": event.name or event.series,
            "year": event.year,
            "edition": event.edition,
            "place": event.place,
            "date": event.date,
        }
        changed = corrections_from(typed_values(_data(interaction)), shown)
        return await self._curating.preview(guild_id, Draft(draft.files, {**draft.corrections, **changed}))


async def _cancelled(_: Press) -> Payload:
    return {**notice("Nothing was changed."), "files": []}


def _data(interaction: Interaction) -> Any:
    return interaction.data or {}


def _number(text: str) -> int:
    if not text.isdecimal():
        raise NotFound(_UNKNOWN)
    return int(text)
