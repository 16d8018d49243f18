"""A hundred bad uploads: each gets a clear word, or a preview that says what is doubtful; none is stored."""

from __future__ import annotations

import pytest

from tests.discord_server import BotProcess, Channel, DiscordServer, File, Permission, Person, Post
from tests.test_uploads import DOUBTFUL, REFUSED

pytestmark = pytest.mark.usefixtures("bot")


@pytest.fixture
def keeper(discord: DiscordServer, general: Channel) -> Person:
    """Another one for each upload: a hundred from one person would be told to slow down."""
    person = discord.user(f"keeper-{len(discord.world.users)}")
    acme = discord.guild("acme")
    acme.join(person, acme.role("keepers", int(Permission.MANAGE_GUILD)))
    return person


def test_there_are_a_hundred() -> None:
    assert len(REFUSED) + len(DOUBTFUL) >= 100


@pytest.mark.parametrize(("name", "data"), REFUSED, ids=[name for name, _ in REFUSED])
async def test_what_cannot_be_read_is_refused_in_words(
    bot: BotProcess, keeper: Person, general: Channel, name: str, data: bytes
) -> None:
    refused = await keeper.slash(general, "manage add", file=File(name, data, "text/plain"))
    assert isinstance(refused, Post)
    assert refused.ephemeral
    assert name in refused.text
    assert 20 < len(refused.text) < 400
    assert not refused.buttons
    assert await nothing_changed(bot, keeper, general)


@pytest.mark.parametrize(
    ("name", "data"), DOUBTFUL, ids=[f"{n}-{name[:12]!a}" for n, (name, _) in enumerate(DOUBTFUL)]
)
async def test_what_is_merely_strange_gets_a_preview_and_is_not_stored(
    bot: BotProcess, keeper: Person, general: Channel, name: str, data: bytes
) -> None:
    preview = await keeper.slash(general, "manage add", file=File(name, data, "text/plain"))
    assert isinstance(preview, Post)
    assert preview.ephemeral
    assert "nothing is stored yet" in preview.text
    assert "Add" in preview.buttons
    assert await nothing_changed(bot, keeper, general)


async def nothing_changed(bot: BotProcess, keeper: Person, general: Channel) -> bool:
    """Whether the guild has no recap and no history, and the bot still answers, without a word in its log."""
    history = await keeper.slash(general, "manage history")
    assert isinstance(history, Post)
    answer = await (await keeper.says(general, "!recaps")).reply()
    return (
        "Nothing has been changed" in history.text
        and "3 recaps" in answer.text
        and not any(level in bot.log for level in ("WARNING", "ERROR", "Traceback"))
    )


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/", "http://localhost/x.md", "file:///etc/passwd", "http://[::1]/", "not an address"],
)
async def test_an_address_that_is_not_public_is_refused(keeper: Person, general: Channel, url: str) -> None:
    refused = await keeper.slash(general, "manage add", url=url)
    assert isinstance(refused, Post)
    assert refused.ephemeral
    assert "Add" not in refused.buttons
