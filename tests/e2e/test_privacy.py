"""`/privacy` says what is stored; whoever asks to be forgotten is."""

from __future__ import annotations

import pytest

from tests.discord_server import Channel, DiscordServer, File, Permission, Person, Post

pytestmark = pytest.mark.usefixtures("bot")


async def test_anyone_is_told_what_is_stored(ana: Person, general: Channel) -> None:
    for channel in (general, ana.dms):
        told = await ana.slash(channel, "privacy")
        assert isinstance(told, Post)
        assert told.ephemeral
        assert "What I store" in told.text


async def test_forget_me_takes_the_id_out_of_the_history(discord: DiscordServer, general: Channel) -> None:
    acme = discord.guild("acme")
    gone, stays = discord.user("gone"), discord.user("stays")
    for person in (gone, stays):
        acme.join(person, acme.role("keepers", int(Permission.MANAGE_GUILD)))
        file = File(f"{person.name}.md", f"# {person.name}\n\n## Talk of {person.name}\n\nHello.".encode())
        preview = await person.slash(general, "manage add", file=file)
        assert isinstance(preview, Post)
        await person.presses(preview, "Add")
    told = await gone.slash(general, "privacy")
    assert isinstance(told, Post)
    done = await gone.presses(told, "Forget me")
    assert isinstance(done, Post)
    assert "1 change" in done.text
    history = await stays.slash(general, "manage history")
    assert isinstance(history, Post)
    assert f"<@{gone.id}>" not in history.text
    assert f"<@{stays.id}>" in history.text
    assert "Somebody" in history.text
