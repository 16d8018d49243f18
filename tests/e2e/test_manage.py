"""Looking after recaps in Discord: every step by whoever may, none by anybody else."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from tests.discord_server import (
    BotProcess,
    CannotDo,
    Channel,
    DiscordServer,
    File,
    Form,
    Guild,
    Permission,
    Person,
    Post,
    start_bot,
)
from tests.e2e.conftest import RECAPS

FIGS = """---
event: FigFest 2028
---
# FigFest 2028, as I saw it

## Figs all the way down

Speaker: Ana Lu

- Every fig contains a smaller scheduler.
"""
MORE_FIGS = FIGS + "\n## Figs sideways\n\nSpeaker: Bo Ek\n\n- They roll.\n"
REFUSED = "Only people with **Manage Server**"

pytestmark = pytest.mark.usefixtures("bot")


@pytest.fixture
def grove(discord: DiscordServer, request: pytest.FixtureRequest) -> Guild:
    """A guild of its own for each test."""
    return discord.guild(request.node.name)


@pytest.fixture
def hall(grove: Guild) -> Channel:
    return grove.channel("general")


@pytest.fixture
def keeper(discord: DiscordServer, grove: Guild) -> Person:
    """Somebody with Manage Server."""
    person = discord.user("keeper")
    grove.join(person, grove.role("keepers", int(Permission.MANAGE_GUILD)))
    return person


def figs(text: str = FIGS, name: str = "figs.md") -> File:
    return File(name, text.encode(), "text/markdown")


def post(outcome: Post | Form) -> Post:
    assert isinstance(outcome, Post), outcome
    return outcome


def form(outcome: Post | Form) -> Form:
    assert isinstance(outcome, Form), outcome.text
    return outcome


async def answer(person: Person, channel: Channel, line: str) -> str:
    return (await (await person.says(channel, line)).reply()).text


async def add(person: Person, channel: Channel, text: str = FIGS) -> None:
    preview = post(await person.slash(channel, "manage add", file=figs(text)))
    assert "Added" in post(await person.presses(preview, "Add")).text


async def test_nothing_is_stored_before_add(keeper: Person, hall: Channel) -> None:
    preview = post(await keeper.slash(hall, "manage add", file=figs()))
    assert preview.ephemeral
    assert "nothing is stored yet" in preview.text
    assert "Figs all the way down" in preview.text
    assert "Figs all" not in await answer(keeper, hall, "!talk figs all the way down")
    done = post(await keeper.presses(preview, "Add"))
    assert "Added" in done.text
    assert done.files == []
    assert "smaller scheduler" in await answer(keeper, hall, "!talk figs all the way down")


async def test_cancelled(keeper: Person, hall: Channel) -> None:
    preview = post(await keeper.slash(hall, "manage add", file=figs()))
    assert "Nothing was changed" in post(await keeper.presses(preview, "Cancel")).text
    assert "Figs all" not in await answer(keeper, hall, "!talk figs all the way down")


async def test_corrected_by_hand(keeper: Person, hall: Channel) -> None:
    preview = post(await keeper.slash(hall, "manage add", file=figs()))
    fields = form(await keeper.presses(preview, "Correct"))
    assert {"Event", "Year", "Place", "Date"} <= set(fields.fields)
    corrected = post(await keeper.submits(fields, {"Place": "Porto", "Year": "2029"}))
    assert "Porto" in corrected.text
    await keeper.presses(corrected, "Add")
    assert "Porto" in await answer(keeper, hall, "!recap figfest as i saw it")


async def test_a_correction_that_cannot_be(keeper: Person, hall: Channel) -> None:
    preview = post(await keeper.slash(hall, "manage add", file=figs()))
    for wrong in ({"Year": "soon"}, {"Year": "77"}, {"Date": "tomorrow"}):
        refused = post(await keeper.submits(form(await keeper.presses(preview, "Correct")), wrong))
        assert refused.ephemeral
        assert "write" in refused.text
    assert "Add" in preview.buttons


async def test_the_form_takes_text_and_several_files_in_one_go(keeper: Person, hall: Channel) -> None:
    fields = form(await keeper.slash(hall, "manage add"))
    pasted = "# Plum day\n\n## Jam for beginners\n\nSpeaker: Bo Ek\n\nIt sticks."
    files = [figs(), figs(b"\x00\x01".decode(), "bad.md")]
    preview = post(await keeper.submits(fields, {"Text": pasted, "Or files": files}))
    assert "Plum day" in preview.text
    assert "FigFest 2028" in preview.text
    assert "bad.md" in preview.text
    done = post(await keeper.presses(preview, "Add all"))
    assert done.text.count("Added") == 2
    assert "### Jam for beginners" in await answer(keeper, hall, "!talk jam for beginners")


async def test_the_same_recap_again_offers_to_replace_it(keeper: Person, hall: Channel) -> None:
    await add(keeper, hall)
    again = post(await keeper.slash(hall, "manage add", file=figs()))
    assert "here already" in again.text
    assert "Add" not in again.buttons
    changed = post(await keeper.slash(hall, "manage add", file=figs(MORE_FIGS)))
    assert "+1 −0" in changed.text
    replace = next(button for button in changed.buttons if button.startswith("Replace"))
    assert "Replaced" in post(await keeper.presses(changed, replace)).text
    assert "Bo Ek" in await answer(keeper, hall, "!talk figs sideways")
    assert (await answer(keeper, hall, "!recaps")).count("FigFest 2028, as I saw it") <= 3


async def test_edit_history_and_undo(keeper: Person, hall: Channel) -> None:
    await add(keeper, hall)
    [recap] = await keeper.types_in(hall, "manage edit", recap="fig")
    fields = form(await keeper.slash(hall, "manage edit", recap=recap.value))
    assert fields.fields["Text"]["value"] == FIGS
    edited = post(await keeper.submits(fields, {"Text": MORE_FIGS}))
    assert "+## Figs sideways" in edited.text
    history = post(await keeper.slash(hall, "manage history"))
    assert "edited" in history.text
    assert "added" in history.text
    assert f"<@{keeper.id}>" in history.text
    undo = post(await keeper.slash(hall, "manage undo"))
    assert "-## Figs sideways" in undo.text or "+## Figs sideways" in undo.text
    assert "Taken back" in post(await keeper.presses(undo, "Take it back")).text
    assert "Bo Ek" not in await answer(keeper, hall, "!talk figs sideways")
    again = post(await keeper.slash(hall, "manage undo"))
    await keeper.presses(again, "Take it back")
    assert "Bo Ek" in await answer(keeper, hall, "!talk figs sideways")


async def test_a_text_too_long_for_a_form_is_edited_as_a_file(keeper: Person, hall: Channel) -> None:
    await add(keeper, hall, FIGS + "- Another fig.\n" * 400)
    [recap] = await keeper.types_in(hall, "manage edit", recap="")
    fields = form(await keeper.slash(hall, "manage edit", recap=recap.value))
    edited = post(await keeper.submits(fields, {"The changed file": [figs(MORE_FIGS)]}))
    assert "edited" in edited.text
    assert "Bo Ek" in await answer(keeper, hall, "!talk figs sideways")


async def test_history_pages_and_shows_differences(keeper: Person, hall: Channel) -> None:
    await add(keeper, hall)
    [recap] = await keeper.types_in(hall, "manage edit", recap="")
    for n in range(11):
        fields = form(await keeper.slash(hall, "manage edit", recap=recap.value))
        await keeper.submits(fields, {"Text": FIGS + f"- Fig number {n}.\n"})
    history = post(await keeper.slash(hall, "manage history", recap=recap.value))
    newest = next(item["options"][0]["value"] for item in history.components if item.get("options"))
    shown = post(await keeper.selects(history, newest))
    assert "+- Fig number 10." in shown.text
    older = post(await keeper.presses(history, "Older"))
    assert "added" in older.text


async def test_remove_asks_first_and_can_be_undone(keeper: Person, hall: Channel) -> None:
    await add(keeper, hall)
    asked = post(await keeper.slash(hall, "manage remove", recap="FigFest 2028, as I saw it"))
    assert "1 talk" in asked.text
    assert "Nothing was changed" in post(await keeper.presses(asked, "Keep")).text
    asked = post(await keeper.slash(hall, "manage remove", recap="FigFest 2028, as I saw it"))
    await keeper.presses(asked, "Remove")
    assert "Figs all" not in await answer(keeper, hall, "!talk figs all the way down")
    await keeper.presses(post(await keeper.slash(hall, "manage undo")), "Take it back")
    assert "smaller scheduler" in await answer(keeper, hall, "!talk figs all the way down")


async def test_delete_for_good_asks_twice(
    bot: BotProcess, grove: Guild, keeper: Person, hall: Channel
) -> None:
    await add(keeper, hall)
    asked = post(await keeper.slash(hall, "manage remove", recap="as i saw it"))
    sure = post(await keeper.presses(asked, "Delete for good"))
    assert "cannot be undone" in sure.text
    assert "Deleted for good" in post(await keeper.presses(sure, "Yes, delete it for good")).text
    files = (Path(bot.env["RECAPBOT_DATA"]) / "guilds").glob(f"{grove.id}.db*")
    assert all(b"smaller scheduler" not in file.read_bytes() for file in files)


async def test_export_is_a_zip_of_the_originals(keeper: Person, hall: Channel) -> None:
    await add(keeper, hall)
    [(name, data)] = post(await keeper.slash(hall, "manage export")).files
    assert name == "recaps.zip"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.read("figs.md") == FIGS.encode()


async def test_check_reads_without_storing(keeper: Person, hall: Channel) -> None:
    checked = post(await keeper.slash(hall, "manage check", file=figs()))
    assert "Figs all the way down" in checked.text
    assert "nothing is stored" in checked.text
    assert "There is nothing to take back" in post(await keeper.slash(hall, "manage undo")).text


async def test_misses_become_aliases(keeper: Person, hall: Channel) -> None:
    await add(keeper, hall)
    for _ in range(2):
        await answer(keeper, hall, "!talk the nested fruit thing zzyzx")
    await answer(keeper, hall, "!talk qqqq wwww")
    misses = post(await keeper.slash(hall, "manage misses"))
    assert "2 times" in misses.text
    assert misses.text.index("zzyzx") < misses.text.index("qqqq")
    left = post(await keeper.presses(misses, "m:dismiss:qqqq wwww"))
    assert "qqqq" not in left.text
    done = post(
        await keeper.slash(hall, "manage alias", name="zzyzx thing", recap_or_talk="Figs all the way down")
    )
    assert "From now on" in done.text
    assert "smaller scheduler" in await answer(keeper, hall, "!talk zzyzx thing")


async def test_an_alias_from_the_menu(keeper: Person, hall: Channel) -> None:
    await add(keeper, hall, MORE_FIGS)
    await answer(keeper, hall, "!talk vvrrk qqxx")
    misses = post(await keeper.slash(hall, "manage misses"))
    asked = post(await keeper.presses(misses, "Alias to…"))
    chosen = post(await keeper.selects(asked, asked.options[0]))
    assert "From now on" in chosen.text


async def test_settings_count_at_once(
    discord: DiscordServer, keeper: Person, grove: Guild, hall: Channel
) -> None:
    settings = post(await keeper.slash(hall, "manage settings"))
    fields = form(await keeper.presses(settings, "Change the prefix"))
    assert "**?**" in post(await keeper.submits(fields, {"Prefix": "?"})).text
    assert "Slow schedulers" in await answer(keeper, hall, "?talk slow schedulers")
    ignored = await keeper.says(hall, "!talk slow schedulers")

    lab = grove.channel("lab")
    await use(keeper, settings, "m:set:private_channels", lab)
    assert post(await keeper.slash(lab, "talk", query="slow schedulers")).ephemeral
    assert not post(await keeper.slash(hall, "talk", query="slow schedulers")).ephemeral

    await use(keeper, settings, "m:set:question_channels", lab)
    assert "Kernel pits" in await answer(keeper, lab, "what does pitfinder read?")

    await use(keeper, settings, "m:set:answer_channels", lab)
    unanswered = await keeper.says(hall, "?talk slow schedulers")
    assert "Slow schedulers" in await answer(keeper, lab, "?talk slow schedulers")
    assert not ignored.replies()
    assert not [reply for reply in unanswered.replies() if reply.channel is hall]

    await use(keeper, settings, "m:set:log_channel", lab)
    await add(keeper, hall)
    await discord.until(
        lambda: [m for m in lab.messages.values() if "added" in Post(discord, m).text], what="no audit line"
    )


async def use(person: Person, shown: Post, custom_id: str, *chosen: Channel) -> Post:
    """Choose channels in the one of several menus that has this custom id."""
    item = next(item for item in shown.components if item.get("custom_id") == custom_id)
    return post(await person._uses(shown, item, {"values": [str(c.id) for c in chosen], "resolved": {}}))


# --- who may ------------------------------------------------------------------------------


async def test_a_member_may_not(keeper: Person, ben: Person, hall: Channel) -> None:
    await add(keeper, hall)
    for command, options in {
        "add": {"file": figs()},
        "edit": {"recap": "#1"},
        "remove": {"recap": "#1"},
        "undo": {},
        "history": {},
        "export": {},
        "check": {"file": figs()},
        "misses": {},
        "alias": {"name": "x", "recap_or_talk": "y"},
        "settings": {},
    }.items():
        refused = post(await ben.slash(hall, f"manage {command}", **options))
        assert refused.ephemeral
        assert "Manage Server" in refused.text
        assert "FigFest" not in refused.text
    assert REFUSED in post(await ben.slash(hall, "manage add")).text
    assert await ben.types_in(hall, "manage edit", recap="") == []


async def test_in_direct_messages_there_is_nothing_to_manage(keeper: Person) -> None:
    with pytest.raises(CannotDo):
        await keeper.slash(keeper.dms, "manage history")


async def test_somebody_elses_buttons_and_forms_ask_who_presses(
    keeper: Person, ben: Person, hall: Channel
) -> None:
    preview = post(await keeper.slash(hall, "manage add", file=figs()))
    fields = form(await keeper.presses(preview, "Correct"))
    asked = post(await keeper.slash(hall, "manage settings"))
    for refused in (
        post(await ben.presses(preview, "Add")),
        post(await ben.presses(preview, "Correct")),
        post(await ben.submits(fields, {"Place": "Nowhere"})),
        post(await ben.presses(asked, "Change the prefix")),
        await use(ben, asked, "m:set:answer_channels", hall),
    ):
        assert "Manage Server" in refused.text
    assert "Figs all" not in await answer(keeper, hall, "!talk figs all the way down")


async def test_a_role_chosen_in_settings_may_manage_recaps_but_not_settings(
    discord: DiscordServer, grove: Guild, keeper: Person, hall: Channel
) -> None:
    gardeners = grove.role("gardeners")
    dora = discord.user("dora")
    grove.join(dora, gardeners)
    assert REFUSED in post(await dora.slash(hall, "manage add", file=figs())).text
    settings = post(await keeper.slash(hall, "manage settings"))
    item = next(item for item in settings.components if item.get("custom_id") == "m:set:adder_role")
    await keeper._uses(settings, item, {"values": [str(gardeners.id)], "resolved": {}})
    await add(dora, hall)
    assert "settings" in post(await dora.slash(hall, "manage settings")).text


async def test_one_guild_sees_nothing_of_another(
    discord: DiscordServer, keeper: Person, ben: Person, hall: Channel
) -> None:
    await add(keeper, hall)
    card = await (await keeper.says(hall, "!talk figs all the way down")).reply()
    other = discord.guild("other orchard").channel("general")
    assert "Figs all" not in await answer(ben, other, "!talk figs all the way down")
    assert "Figs all" not in (await (await keeper.dm("!talk figs all the way down")).reply()).text
    assert all("Figs" not in choice.name for choice in await ben.types_in(other, "talk", query="figs"))
    assert "smaller scheduler" in post(await ben.presses(card, "The recap")).text or card


async def test_add_after_a_restart_and_with_the_message_gone(
    discord: DiscordServer, bot: BotProcess, keeper: Person, hall: Channel
) -> None:
    preview = post(await keeper.slash(hall, "manage add", file=figs()))
    assert "Correct" in preview.buttons, preview.text
    fields = form(await keeper.presses(preview, "Correct"))
    assert await bot.stop() == 0
    data = Path(bot.env["RECAPBOT_DATA"])
    async with await start_bot(discord, recaps=RECAPS, data=data) as again:
        corrected = post(await keeper.submits(fields, {"Place": "Porto"}))
        assert "Added" in post(await keeper.presses(corrected, "Add")).text
        assert "smaller scheduler" in await answer(keeper, hall, "!talk figs all the way down")
        gone = post(await keeper._uses(corrected, {"custom_id": "m:new", "type": 2}, {}))
        assert "no longer has its file" in gone.text
        assert await again.stop() == 0
