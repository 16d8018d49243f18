"""Every `/manage` subcommand by whoever may and by who may not, elsewhere, and with its card gone."""

from __future__ import annotations

import json

import pytest

from tests.discord_server import BotProcess, CannotDo, Channel, DiscordServer, Person, Post
from tests.discord_server.interactions import Asked
from tests.e2e.flows import FLOWS, Outcome, entrust, found, plant, post

UNKNOWN_MESSAGE = 10008
SERVERS_ONLY = "Recaps are managed inside a server"
NOT_THEY = "Manage Server"

pytestmark = pytest.mark.usefixtures("bot")


@pytest.fixture
def keeper(discord: DiscordServer) -> Person:
    return discord.user("keeper")


@pytest.fixture
async def hall(discord: DiscordServer, keeper: Person, request: pytest.FixtureRequest) -> Channel:
    """The channel of a guild of its own for each test, with one recap."""
    hall = found(discord.guild(request.node.name), keeper)
    await plant(keeper, hall)
    return hall


async def play(person: Person, hall: Channel, name: str) -> Outcome | None:
    shown: Outcome | None = None
    for move in FLOWS[name].moves:
        shown = await move(person, hall, shown)
    return shown


async def history(keeper: Person, hall: Channel) -> list[str]:
    """What was changed in the guild, without the moments."""
    shown = post(await keeper.slash(hall, "manage history"))
    return [line.split(" <t:")[0] for line in shown.text.splitlines() if line.startswith("- <@")]


@pytest.mark.parametrize("name", FLOWS)
async def test_by_an_admin(keeper: Person, hall: Channel, name: str) -> None:
    shown = post(await play(keeper, hall, name))
    assert shown.ephemeral
    assert FLOWS[name].done in shown.text


@pytest.mark.parametrize("name", FLOWS)
async def test_by_a_role_holder_all_but_the_settings(
    keeper: Person, ana: Person, hall: Channel, name: str
) -> None:
    await entrust(keeper, hall, ana)
    if FLOWS[name].settings:
        refused = post(await FLOWS[name].moves[0](ana, hall, None))
        assert NOT_THEY in refused.text
    elif name == "undo":  # which would take back the very setting that lets ana do so
        assert FLOWS[name].done in post(await play(ana, hall, name)).text
        assert NOT_THEY in post(await ana.slash(hall, "manage undo")).text
    else:
        assert FLOWS[name].done in post(await play(ana, hall, name)).text


@pytest.mark.parametrize("name", FLOWS)
async def test_a_member_is_refused_at_every_step_also_on_an_admins_buttons_and_forms(
    keeper: Person, ben: Person, hall: Channel, name: str
) -> None:
    shown: Outcome | None = None
    before = await history(keeper, hall)
    for move in FLOWS[name].moves:
        refused = post(await move(ben, hall, shown))
        assert refused.ephemeral
        assert NOT_THEY in refused.text
        assert "FigFest" not in refused.text
        assert await history(keeper, hall) == before
        shown = await move(keeper, hall, shown)
        before = await history(keeper, hall)
    assert FLOWS[name].done in post(shown).text


@pytest.mark.parametrize("name", [name for name, flow in FLOWS.items() if flow.changes])
async def test_where_the_card_to_change_is_gone_the_outcome_is_told_all_the_same(
    discord: DiscordServer, bot: BotProcess, keeper: Person, hall: Channel, name: str
) -> None:
    *first, last = FLOWS[name].moves
    shown: Outcome | None = None
    for move in first:
        shown = await move(keeper, hall, shown)
    discord.faults.status("POST /interactions/*", 404, code=UNKNOWN_MESSAGE, message="Unknown Message")
    lines = len(bot.lines)
    told = post(await last(keeper, hall, shown))
    assert told.ephemeral
    assert FLOWS[name].done in told.text
    assert sum(str(UNKNOWN_MESSAGE) in line for line in bot.lines[lines:]) == 1
    assert "Traceback" not in bot.log


# --- elsewhere --------------------------------------------------------------------------

PRESSES = {
    **dict.fromkeys(("m:new", "m:replace", "m:all", "m:remove:1", "m:purge:1", "m:purged:1", "m:undo:1")),
    **dict.fromkeys(("m:history::99", "m:dismiss:vvrrk qqxx", "m:alias:vvrrk qqxx", "m:correct", "m:prefix")),
    "m:diff": ["1"],
    "m:to:vvrrk qqxx": ["r.0.g1"],
    "m:set:answer_channels": [],
}
FORMS = ("m:add", "m:edit:1", "m:correct", "m:prefix")


async def forge(person: Person, place: Channel, source: Post, custom_id: str) -> Post:
    """Press what is not on the screen: a button, a menu or a form of another place."""
    values = PRESSES.get(custom_id)
    item = {"custom_id": custom_id, "type": 2 if values is None else 3}
    return post(await person._uses(source, item, {} if values is None else {"values": values}))


async def forge_form(person: Person, source: Post, custom_id: str) -> Post:
    text = {"type": 18, "component": {"type": 4, "custom_id": "text", "value": "# Forged\n\n## A talk\n"}}
    data = {"custom_id": custom_id, "components": [text], "resolved": {}}
    asked = person._starts(Asked.MODAL, source.channel, data, source=source.message)
    return post(await person._outcome(asked))


async def test_in_direct_messages_there_is_nothing_to_manage_whatever_is_forged(
    keeper: Person, hall: Channel
) -> None:
    before = await history(keeper, hall)
    card = await (await keeper.dm("!help")).reply()
    for flow in FLOWS.values():
        with pytest.raises(CannotDo):
            await flow.moves[0](keeper, keeper.dms, None)
    for command in ("undo", "history", "export", "misses", "settings", "add"):
        data = keeper._command(hall, f"manage {command}", {})
        told = await keeper._outcome(keeper._starts(Asked.COMMAND, keeper.dms, data))
        assert SERVERS_ONLY in post(told).text
    for custom_id in PRESSES:
        assert SERVERS_ONLY in (await forge(keeper, keeper.dms, card, custom_id)).text
    for custom_id in FORMS:
        assert SERVERS_ONLY in (await forge_form(keeper, card, custom_id)).text
    assert await history(keeper, hall) == before


async def test_where_the_bot_is_no_member_there_is_nothing_to_manage(
    discord: DiscordServer, keeper: Person, hall: Channel
) -> None:
    keeper.installed = True
    before = await history(keeper, hall)
    away = discord.guild("away", has_bot=False)
    place = found(away, keeper)
    card = post(await keeper.slash(place, "help"))
    for custom_id in PRESSES:
        assert SERVERS_ONLY in (await forge(keeper, place, card, custom_id)).text
    for custom_id in FORMS:
        assert SERVERS_ONLY in (await forge_form(keeper, card, custom_id)).text
    assert await history(keeper, hall) == before


@pytest.mark.parametrize("custom_id", [*sorted(PRESSES.keys() - {"m:prefix"}), "m:edit:1"])
async def test_in_another_guild_nothing_of_this_one_can_be_reached(
    discord: DiscordServer, keeper: Person, hall: Channel, custom_id: str
) -> None:
    """The same numbers and names mean that guild's own things, of which there are none."""
    before = await history(keeper, hall)
    rival = discord.user("rival")
    place = found(discord.guild(f"rivals of {custom_id}"), rival)
    card = await (await rival.says(place, "!help")).reply()
    if custom_id == "m:edit:1":
        shown = await forge_form(rival, card, custom_id)
    else:
        shown = await forge(rival, place, card, custom_id)
    told = json.dumps(shown.payload)
    assert "FigFest" not in told
    assert "figs" not in told.lower()
    assert f"{keeper.id}" not in told
    assert await history(keeper, hall) == before
