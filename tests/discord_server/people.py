"""People at their Discord client: they write, type commands, press buttons, and read what comes back.

ana = discord.user("ana")
question = await ana.says(discord.guild("acme").channel(), "!talk netkit")
reply = await question.reply()
assert "netkit" in reply.text
await ana.presses(reply, "Full notes")
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .calls import File
from .interactions import Asked, Callback, Interaction, metadata
from .limits import BUTTON, FILE_UPLOAD, SELECTS, STRING_SELECT, TEXT_DISPLAY, TEXT_INPUT
from .places import Channel, Message, Payload, Role, User
from .screen import CannotDo, Choice, Form, NoAnswer, Post, component_of, name_of, offered

if TYPE_CHECKING:
    from .server import DiscordServer

SUBCOMMANDS = (1, 2)
OPTION_USER, OPTION_CHANNEL, OPTION_ROLE, OPTION_FILE = 6, 7, 8, 11
LINK_BUTTON = 5


Outcome = Post | Form


@dataclass(eq=False)
class Person(User):
    """Somebody with a Discord client. `installed`: has the application as a user install."""

    server: DiscordServer = field(kw_only=True, repr=False)
    installed: bool = False

    # --- messages -------------------------------------------------------------------

    @property
    def dms(self) -> Channel:
        """The direct messages with the bot."""
        return self.server.world.dm(self, self.server.world.bot)

    async def says(
        self,
        channel: Channel,
        text: str,
        *,
        to: Post | None = None,
        ping: bool = True,
        files: Sequence[File] = (),
        webhook: bool = False,
    ) -> Post:
        """Write a message, as a reply `to` another if given; `webhook`: it is no person who does."""
        world = self.server.world
        self._enter(channel)
        reference = None if to is None else to.message
        said = Message(world.snowflake(), channel, self, world.clock.now(), text, reference=reference)
        said.webhook = webhook
        said.pings = world.pinged(text, reference, ping_reply=ping)
        said.attachments = [self.server.store_file(file, channel.id) for file in files]
        self.server.publish(said)
        return Post(self.server, said)

    async def dm(self, text: str, *, files: Sequence[File] = ()) -> Post:
        return await self.says(self.dms, text, files=files)

    async def mentions(self, channel: Channel, text: str, *, to: Post | None = None) -> Post:
        """Write to the bot by name: "@Recapbot text"."""
        return await self.says(channel, f"<@{self.server.world.bot.id}> {text}".rstrip(), to=to)

    async def edits(self, post: Post, text: str) -> None:
        message, world = post.message, self.server.world
        message.history.append(message.payload())
        message.content, message.edited = text, world.clock.now()
        message.pings = world.pinged(text, message.reference)
        self.server.publish(message, "MESSAGE_UPDATE")

    async def link_preview(self, post: Post) -> None:
        """Discord adds a preview to a message: an update whose text is as before."""
        post.message.embeds = [{"type": "link", "url": "https://example.org/", "title": "A page"}]
        self.server.publish(post.message, "MESSAGE_UPDATE")

    async def deletes(self, post: Post) -> None:
        self.server.delete(post.message)

    async def reacts(self, post: Post, emoji: str) -> None:
        self._enter(post.message.channel)
        self.server.react(post.message, self, emoji)

    def _enter(self, channel: Channel) -> None:
        if channel.guild is not None and self.id not in channel.guild.members:
            channel.guild.join(self)

    # --- commands -------------------------------------------------------------------

    async def slash(self, channel: Channel, command: str, /, **options: Any) -> Outcome:
        """Send a slash command: `slash(general, "manage remove", recap="…")`."""
        data = self._command(channel, command, options)
        return await self._outcome(self._starts(Asked.COMMAND, channel, data))

    async def types_in(self, channel: Channel, command: str, /, **options: Any) -> list[Choice]:
        """What autocomplete offers for the last option while it is being typed."""
        data = self._command(channel, command, options, typing=True)
        found = self._starts(Asked.AUTOCOMPLETE, channel, data)
        await self._acknowledged(found)
        return [Choice(choice["name"], choice["value"]) for choice in found.choices or []]

    async def context_menu(self, name: str, post: Post) -> Outcome:
        """Use a message command on a message."""
        self._enter(post.channel)
        command = self._find_command(post.channel, name, kind=3)
        target = post.message
        data = {"id": command["id"], "name": name, "type": 3, "target_id": str(target.id)}
        data["resolved"] = {"messages": {str(target.id): target.payload()}}
        return await self._outcome(self._starts(Asked.COMMAND, post.channel, data))

    def _find_command(self, channel: Channel, name: str, kind: int = 1) -> Payload:
        guild = channel.guild
        every = self.server.commands.get(None, []) + self.server.commands.get(guild.id if guild else -1, [])
        for command in every:
            if command["name"] == name and command["type"] == kind and self._sees(command, channel):
                return command
        known = ", ".join(command["name"] for command in every)
        raise CannotDo(f"{self.name} sees no command {name!r} here; registered: {known or 'none'}")

    def _sees(self, command: Payload, channel: Channel) -> bool:
        guild, bot = channel.guild, self.server.world.bot
        here = 0 if guild is not None else 1 if bot in channel.recipients else 2
        contexts = command["contexts"]
        if contexts is not None and here not in contexts:
            return False
        if here == 2 or (guild is not None and not guild.has_bot):
            return self.installed and 1 in command["integration_types"]
        needed = command["default_member_permissions"]
        if guild is None or needed is None:
            return True
        return guild.permissions(self, channel) & int(needed) == int(needed)

    def _command(
        self, channel: Channel, command: str, given: dict[str, Any], *, typing: bool = False
    ) -> Payload:
        self._enter(channel)
        name, *path = command.split()
        found = self._find_command(channel, name)
        data: Payload = {"id": found["id"], "name": name, "type": 1, "options": [], "resolved": {}}
        options, known = data["options"], found.get("options") or []
        for step in path:
            inner = next((o for o in known if o["type"] in SUBCOMMANDS and o["name"] == step), None)
            if inner is None:
                raise CannotDo(f"/{command}: no subcommand {step!r}")
            options.append({"name": step, "type": inner["type"], "options": []})
            options, known = options[-1]["options"], inner.get("options") or []
        required = {o["name"] for o in known if o.get("required")}
        if unknown := set(given) - {o["name"] for o in known}:
            raise CannotDo(f"/{command} has no option {', '.join(sorted(unknown))}")
        if not typing and (lacking := required - set(given)):
            raise CannotDo(f"/{command} needs {', '.join(sorted(lacking))}")
        for option, value in given.items():
            definition = next(o for o in known if o["name"] == option)
            sent = {"name": option, "type": definition["type"], "value": self._value(value, data["resolved"])}
            options.append(sent)
        if typing and options:
            options[-1]["focused"] = True
        return data

    def _value(self, value: Any, resolved: Payload) -> Any:
        """An option's or select's value as sent; people, roles, channels and files go into `resolved`."""
        if isinstance(value, File):
            stored = self.server.store_file(value, 0)
            resolved.setdefault("attachments", {})[stored["id"]] = stored
            return stored["id"]
        for kind, name in ((User, "users"), (Role, "roles"), (Channel, "channels")):
            if isinstance(value, kind):
                shown = value.payload() | ({"permissions": "0"} if isinstance(value, Channel) else {})
                resolved.setdefault(name, {})[str(value.id)] = shown
                return str(value.id)
        return value

    # --- components and modals --------------------------------------------------------

    async def presses(self, post: Post, button: str) -> Outcome:
        """Press the button with that label, emoji or custom id."""
        item = component_of(
            post, BUTTON, lambda item: button in (name_of(item), item.get("custom_id")), button
        )
        if item.get("style") == LINK_BUTTON:
            raise CannotDo(f"{button!r} is a link to {item['url']}")
        return await self._uses(post, item, {})

    async def selects(self, post: Post, *chosen: str | Channel | Role | User) -> Outcome:
        """Choose in the select menu that offers it: by label or value, or a channel, role or person."""
        resolved: Payload = {}
        first = chosen[0]
        if isinstance(first, str):
            item = component_of(post, STRING_SELECT, lambda item: first in offered(item), first)
            values = [offered(item)[str(value)] for value in chosen]
        else:
            item = component_of(
                post, None, lambda item: item["type"] in SELECTS[1:], "a channel, role or user select"
            )
            values = [self._value(value, resolved) for value in chosen]
        return await self._uses(post, item, {"values": values, "resolved": resolved})

    async def submits(self, form: Form, answers: dict[str, Any]) -> Outcome:
        """Fill in a modal (by the words above each field, or its custom id) and send it."""
        resolved: Payload = {}
        left = dict(answers)
        items = [self._filled(item, left, resolved) for item in form.payload["components"]]
        if left:
            raise CannotDo(
                f"the form {form.title!r} has no field {', '.join(left)}; it has {', '.join(form.fields)}"
            )
        data = {"custom_id": form.payload["custom_id"], "components": items, "resolved": resolved}
        asked = form.interaction
        return await self._outcome(self._starts(Asked.MODAL, asked.channel, data, source=asked.source))

    def _filled(self, item: Payload, answers: dict[str, Any], resolved: Payload) -> Payload:
        shown = {"type": item["type"], "id": item.get("id", 0)}
        if item["type"] == TEXT_DISPLAY:
            return shown
        if item.get("components"):
            return shown | {
                "components": [self._filled(inner, answers, resolved) for inner in item["components"]]
            }
        if item.get("component"):
            inner = item["component"]
            if item["label"] in answers:
                answers[inner["custom_id"]] = answers.pop(item["label"])
            return shown | {"component": self._filled(inner, answers, resolved)}
        return shown | {"custom_id": item["custom_id"]} | self._entered(item, answers, resolved)

    def _entered(self, item: Payload, answers: dict[str, Any], resolved: Payload) -> Payload:
        name = item["custom_id"] if item["custom_id"] in answers else item.get("label", "")
        given = answers.pop(name, None)
        if item["type"] == TEXT_INPUT:
            text = item.get("value") or "" if given is None else str(given)
            if item.get("required", True) and not text:
                raise CannotDo(f"{name or item['custom_id']!r} must be filled in")
            if len(text) > (item.get("max_length") or 4000) or len(text) < (item.get("min_length") or 0):
                raise CannotDo(f"{len(text)} characters do not fit {name!r}")
            return {"value": text}
        if item["type"] in (*SELECTS, FILE_UPLOAD, 22):
            if given is None:
                chosen: Iterable[Any] = [o["value"] for o in item.get("options") or [] if o.get("default")]
                chosen = [*chosen, *(value["id"] for value in item.get("default_values") or [])]
            else:
                chosen = [given] if isinstance(given, str) or not isinstance(given, Iterable) else given
            values = offered(item)
            return {"values": [values.get(str(v), None) or self._value(v, resolved) for v in chosen]}
        return {"value": given}

    async def _uses(self, post: Post, item: Payload, more: Payload) -> Outcome:
        if item.get("disabled"):
            raise CannotDo(f"{name_of(item)!r} is greyed out")
        if post.message.deleted:
            raise CannotDo("the message is gone")
        self._enter(post.channel)
        data = {
            "custom_id": item["custom_id"],
            "component_type": item["type"],
            "id": item.get("id", 0),
            **more,
        }
        return await self._outcome(self._starts(Asked.COMPONENT, post.channel, data, source=post.message))

    # --- what comes back ---------------------------------------------------------------

    def _starts(
        self, kind: Asked, channel: Channel, data: Payload, source: Message | None = None
    ) -> Interaction:
        server = self.server
        found = Interaction(server.world.snowflake(), kind, self, channel, server.clock.now(), source)
        guild, bot = channel.guild, server.world.bot
        found.in_guild_install = guild.has_bot if guild is not None else bot in channel.recipients
        found.metadata = metadata(found)
        if not data.get("resolved"):
            data.pop("resolved", None)
        return server.start(found, data)

    async def _acknowledged(self, found: Interaction) -> None:
        await self.server.until(
            lambda: found.acknowledged is not None,
            within=self.server.acknowledge_within + 0.5,
            what="The application did not respond",
        )

    async def _outcome(self, found: Interaction) -> Outcome:
        """The form that opened, or the message that appeared or changed."""
        await self._acknowledged(found)
        if found.acknowledged is Callback.MODAL and found.modal is not None:
            return Form(found, found.modal)
        await self.server.until(
            lambda: found.settled, within=60, what="the bot acknowledged, and then nothing came"
        )
        shown = found.original
        if found.acknowledged is Callback.DEFERRED_UPDATE and found.followups:
            shown = found.followups[0]
        if shown is None:
            raise NoAnswer("nothing to show")
        return Post(self.server, shown, found)
