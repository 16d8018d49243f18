"""Every `/manage` subcommand as the moves somebody makes on it, one after the other."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from tests.discord_server import Channel, File, Form, Permission, Person, Post
from tests.discord_server.places import Guild

FIGS = """---
event: FigFest 2028
---
# FigFest 2028, as I saw it

## Figs all the way down

Speaker: Ana Lu

- Every fig contains a smaller scheduler.
"""
PLUMS = "# PlumDay 2027\n\n## Jam for beginners\n\nSpeaker: Bo Ek\n\n- It sticks.\n"
TITLE = "FigFest 2028, as I saw it"
ASKED_IN_VAIN = "vvrrk qqxx"

Outcome = Post | Form
Move = Callable[[Person, Channel, Outcome | None], Awaitable[Outcome]]


def post(outcome: Outcome | None) -> Post:
    assert isinstance(outcome, Post), outcome
    return outcome


def form(outcome: Outcome | None) -> Form:
    assert isinstance(outcome, Form), outcome and post(outcome).text
    return outcome


def figs(text: str = FIGS, name: str = "figs.md") -> File:
    return File(name, text.encode(), "text/markdown")


# --- moves ------------------------------------------------------------------------------


def slash(command: str, **options: Any) -> Move:
    async def move(person: Person, channel: Channel, _: Outcome | None) -> Outcome:
        return await person.slash(channel, f"manage {command}", **options)

    return move


def press(label: str) -> Move:
    async def move(person: Person, _: Channel, shown: Outcome | None) -> Outcome:
        return await person.presses(post(shown), label)

    return move


def fill(**answers: Any) -> Move:
    async def move(person: Person, _: Channel, shown: Outcome | None) -> Outcome:
        return await person.submits(form(shown), answers)

    return move


async def choose_first(person: Person, _: Channel, shown: Outcome | None) -> Outcome:
    item = next(item for item in post(shown).components if item.get("options"))
    return await person.selects(post(shown), item["options"][0]["value"])


async def choose_last(person: Person, _: Channel, shown: Outcome | None) -> Outcome:
    item = next(item for item in post(shown).components if item.get("options"))
    return await person.selects(post(shown), item["options"][-1]["value"])


async def choose_channel(person: Person, channel: Channel, shown: Outcome | None) -> Outcome:
    item = next(item for item in post(shown).components if item.get("custom_id") == "m:set:private_channels")
    return await person._uses(post(shown), item, {"values": [str(channel.id)], "resolved": {}})


# --- flows ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Flow:
    """Moves from a command to what it was for; `done` stands in the last message.

    `changes`: the last move changes the message it was made on; `settings`: only for Manage Server.
    """

    done: str
    moves: tuple[Move, ...]
    changes: bool = True
    settings: bool = False


FLOWS = {
    "add a file": Flow("Added", (slash("add", file=figs(PLUMS, "plums.md")), press("Add"))),
    "add pasted text": Flow("Added", (slash("add"), fill(Text=PLUMS), press("Add"))),
    "add, corrected": Flow(
        "Added",
        (slash("add", file=figs(PLUMS, "plums.md")), press("Correct"), fill(Place="Porto"), press("Add")),
    ),
    "add, cancelled": Flow(
        "Nothing was changed", (slash("add", file=figs(PLUMS, "plums.md")), press("Cancel"))
    ),
    "replace": Flow(
        "Replaced",
        (slash("add", file=figs(FIGS + "\n## Figs sideways\n\nBy Bo Ek.\n")), press("Replace (+1 −0 talks)")),
    ),
    "edit": Flow("edited", (slash("edit", recap=TITLE), fill(Text=FIGS + "- And more.\n")), changes=False),
    "remove": Flow("Removed", (slash("remove", recap=TITLE), press("Remove"))),
    "delete for good": Flow(
        "Deleted for good",
        (slash("remove", recap=TITLE), press("Delete for good"), press("Yes, delete it for good")),
    ),
    "undo": Flow("Taken back", (slash("undo"), press("Take it back"))),
    "history": Flow("+## Figs all the way down", (slash("history"), choose_last), changes=False),
    "export": Flow("recaps.zip", (slash("export"),), changes=False),
    "check": Flow("Jam for beginners", (slash("check", file=figs(PLUMS)),), changes=False),
    "misses, dismissed": Flow("Nobody has asked in vain", (slash("misses"), press("Dismiss"))),
    "misses, alias": Flow("From now on", (slash("misses"), press("Alias to…"), choose_first)),
    "alias": Flow(
        "From now on",
        (slash("alias", name="the nest", recap_or_talk="Figs all the way down"),),
        changes=False,
    ),
    "alias, chosen": Flow(
        "From now on", (slash("alias", name="the nest", recap_or_talk="fig"), choose_first)
    ),
    "settings, prefix": Flow(
        "**?**", (slash("settings"), press("Change the prefix"), fill(Prefix="?")), settings=True
    ),
    "settings, channels": Flow("Every choice counts", (slash("settings"), choose_channel), settings=True),
}


def found(guild: Guild, keeper: Person) -> Channel:
    """Make `keeper` one who may manage the guild; its channel."""
    guild.join(keeper, guild.role("keepers", int(Permission.MANAGE_GUILD)))
    return guild.channel("general")


async def plant(keeper: Person, hall: Channel) -> None:
    """One recap of the guild's own, and a question that it does not answer."""
    preview = post(await keeper.slash(hall, "manage add", file=figs()))
    assert "Added" in post(await keeper.presses(preview, "Add")).text
    await (await keeper.says(hall, f"!talk {ASKED_IN_VAIN}")).reply()


async def entrust(keeper: Person, hall: Channel, person: Person) -> None:
    """Give `person` a role that `/manage settings` lets manage recaps."""
    guild = hall.guild
    assert guild is not None
    gardeners = guild.role("gardeners")
    guild.join(person, gardeners)
    settings = post(await keeper.slash(hall, "manage settings"))
    item = next(item for item in settings.components if item.get("custom_id") == "m:set:adder_role")
    await keeper._uses(settings, item, {"values": [str(gardeners.id)], "resolved": {}})
