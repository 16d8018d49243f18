"""What people have before them: messages with buttons and menus, forms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from .interactions import Interaction
from .limits import BUTTON, TEXT_INPUT, walk
from .places import EPHEMERAL, LOADING, Channel, Message, Payload
from .text import readable

if TYPE_CHECKING:
    from .server import DiscordServer


class NoAnswer(AssertionError):
    """What a test waited for did not happen in time."""


class CannotDo(AssertionError):
    """What a person tried is not on their screen: no such command, button, option or field."""


class Choice(NamedTuple):
    """What autocomplete offers."""

    name: str
    value: Any


@dataclass(eq=False)
class Post:
    """A message as people see it, a person's or the bot's."""

    server: DiscordServer
    message: Message
    interaction: Interaction | None = None
    edits: int = 0

    def __post_init__(self) -> None:
        self.edits = len(self.message.history)

    @property
    def text(self) -> str:
        return readable(self.payload)

    @property
    def payload(self) -> Payload:
        return self.message.payload()

    @property
    def channel(self) -> Channel:
        return self.message.channel

    @property
    def ephemeral(self) -> bool:
        return bool(self.message.flags & EPHEMERAL)

    @property
    def components(self) -> list[Payload]:
        return [item for _, item in walk(self.message.components)]

    @property
    def buttons(self) -> list[str]:
        return [name_of(item) for item in self.components if item["type"] == BUTTON]

    @property
    def options(self) -> list[str]:
        """The labels in its select menus."""
        return [option["label"] for item in self.components for option in item.get("options") or []]

    @property
    def files(self) -> list[tuple[str, bytes]]:
        held = self.server.files
        paths = ["/" + a["url"].split("/", 3)[3] for a in self.message.attachments]
        return [(held[path].name, held[path].data) for path in paths]

    async def reply(self, within: float = 10.0) -> Post:
        """The bot's answer to this message: a reply to it, or else the next message of its own accord."""
        found = await self.server.until(
            lambda: next(iter(self._replies()), None),
            within=within,
            what=f"no reply to {self.message.content!r}",
        )
        return Post(self.server, found)

    def replies(self) -> list[Post]:
        return [Post(self.server, message) for message in self._replies()]

    def _replies(self) -> list[Message]:
        return [
            m
            for m in self.channel.messages.values()
            if m.author is self.server.world.bot
            and m.id > self.message.id
            and not m.deleted
            and not m.flags & LOADING
            and m.only_for is None
            and (m.reference is self.message or (m.reference is None and m.interaction is None))
        ]

    async def changed(self, within: float = 10.0) -> Self:
        """Wait for the next edit since this was last looked at."""
        await self.server.until(
            lambda: len(self.message.history) > self.edits, within=within, what=f"no edit of {self.text!r}"
        )
        self.edits = len(self.message.history)
        return self

    async def gone(self, within: float = 10.0) -> None:
        await self.server.until(
            lambda: self.message.deleted, within=within, what=f"not deleted: {self.text!r}"
        )


@dataclass(eq=False)
class Form:
    """A modal on a person's screen."""

    interaction: Interaction
    payload: Payload

    @property
    def title(self) -> str:
        return str(self.payload["title"])

    @property
    def fields(self) -> dict[str, Payload]:
        """Its inputs under the words that stand above them."""
        named = {}
        for _, item in walk(self.payload["components"]):
            if item.get("component"):
                named[item["label"]] = item["component"]
            elif item["type"] == TEXT_INPUT and item.get("label"):
                named[item["label"]] = item
        return named


def name_of(item: Payload) -> str:
    return str(item.get("label") or (item.get("emoji") or {}).get("name") or "")


def offered(item: Payload) -> dict[str, str]:
    """The values of a select menu by value and by label."""
    options = item.get("options") or []
    return {o["label"]: o["value"] for o in options} | {o["value"]: o["value"] for o in options}


def component_of(post: Post, kind: int | None, wanted: Any, name: str) -> Payload:
    for item in post.components:
        if (kind is None or item["type"] == kind) and wanted(item):
            return item
    raise CannotDo(f"no {name!r} on the message; it shows {post.buttons + post.options}")
