"""Bad input: each gets one clear line or reply, nothing ends, nobody is pinged."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.discord_server import BotProcess, Channel, DiscordServer, Person, Post, start_bot

GOOD = """# MothCon 2031 in Riga

## Night trains for moths

Speaker: Ilze Kalnina

- Moths travel free. @everyone was surprised, and <@{ana}> most of all.
- Tickets: [discord.com](https://evil.example/login) and <https://moths.example/tickets>
"""
HOSTILE = {
    "zalgo.md": "# MothCon 2032\n\n## " + "L\u0301\u0302\u0303\u0304\u0305\u0306" * 200 + "amps\n\nText.\n",
    "long-title.md": "# MothCon 2033\n\n## Lanterns " + "and lanterns " * 900 + "\n\nText.\n",
    "markup.md": "# MothCon 2034\n\n## Cocoons **never ``` closed ||spoiler\n\n> ```\n> still open __\n",
    "bidirectional.md": "# MothCon 2035\n\n## Wings \u202egnihtemos\u202c \u200b\u200b\n\n\u2066Text.\n",
    "many.md": "# MothCon 2036\n\n"
    + "".join(f"## Moth number {n}\n\nSpeaker: Person {n}\n\n" for n in range(500)),
}


@pytest.fixture(scope="module")
async def bot(discord: DiscordServer, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[BotProcess]:
    folder = tmp_path_factory.mktemp("recaps")
    (folder / "mothcon-2031.md").write_text(GOOD.format(ana=discord.user("ana").id))
    for name, text in HOSTILE.items():
        (folder / name).write_text(text)
    (folder / "picture.md").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 20)
    (folder / "broken-front.md").write_text(
        "---\ntitle: [never closed\ndate: 2031-02-30\n---\n\n# MothCon 2037\n"
    )
    (folder / "empty.md").write_text("")
    running = await start_bot(discord, recaps=folder)
    yield running
    assert await running.stop() == 0
    assert "Traceback" not in running.log, running.log


@pytest.fixture
def general(discord: DiscordServer, bot: BotProcess) -> Channel:
    return discord.guild("acme").channel("general")


@pytest.fixture
async def ana(discord: DiscordServer, general: Channel) -> Person:
    return discord.user("ana")


async def test_a_binary_file_among_the_recaps_is_one_line_and_the_rest_is_read(
    bot: BotProcess, ana: Person, general: Channel
) -> None:
    assert sum("picture.md" in line for line in bot.lines) == 1
    assert "Ilze Kalnina" in (await (await ana.says(general, "!talk night trains")).reply()).text


async def test_mentions_in_a_recap_ping_nobody(discord: DiscordServer, ana: Person, general: Channel) -> None:
    for words in ("!talk night trains", "!ask who travels free?", "!recap mothcon 2031"):
        reply = await (await ana.says(general, words)).reply()
        assert reply.message.pings == []
    assert discord.pinged_everyone == []


async def test_a_link_that_poses_as_another_shows_where_it_leads(ana: Person, general: Channel) -> None:
    text = (await (await ana.says(general, "!talk night trains")).reply()).text
    assert "[discord.com](https://evil.example" not in text


@pytest.mark.parametrize("words", ["lamps", "lanterns", "cocoons", "wings", "moth number 250", "mothcon"])
@pytest.mark.parametrize("name", ["talk", "recap"])
async def test_hostile_recaps_are_shown_in_bodies_that_discord_takes(
    discord: DiscordServer, ana: Person, general: Channel, name: str, words: str
) -> None:
    """That every body was taken is held at the end, when the local Discord closes."""
    reply = await (await ana.says(general, f"!{name} {words}")).reply()
    assert reply.text
    private = await ana.slash(general, name, query=words, private=True)
    assert isinstance(private, Post)
    assert private.text
    for button in [b for b in private.buttons if b in ("Full notes", "The recap", "Next")]:
        shown = await ana.presses(private, button)
        assert isinstance(shown, Post)
        assert shown.text


async def test_a_query_as_long_as_discord_lets_people_write(ana: Person, general: Channel) -> None:
    reply = await (await ana.says(general, "!talk " + "moth " * 398)).reply()
    assert reply.text
    assert len(reply.text) < 4000


@pytest.mark.parametrize("line", ["!talk", "!ask", "!recap", "!speaker"])
async def test_a_command_without_words_is_told_what_to_add(ana: Person, general: Channel, line: str) -> None:
    assert "Ask me" in (await (await ana.says(general, line)).reply()).text


@pytest.mark.parametrize(
    "stale",
    ["t.s9.zzzz", f"t.s{10**30}.zz", "q.talk.0", "r.-1.s1", "b.99999.0", "nonsense", "t.g1.abc.9" * 9],
)
async def test_a_button_whose_meaning_is_lost_is_answered_with_a_word(
    ana: Person, general: Channel, stale: str
) -> None:
    reply = await (await ana.says(general, "!talk night trains")).reply()
    button = next(item for item in reply.components if item.get("label") == "The recap")
    button["custom_id"] = button["custom_id"].partition(":")[0] + ":" + stale
    answer = await ana.presses(reply, "The recap")
    assert isinstance(answer, Post)
    assert answer.text


async def test_a_recaps_folder_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    async with DiscordServer() as discord:
        bot = await start_bot(discord, recaps=tmp_path / "nowhere")
        assert sum("nowhere" in line for line in bot.lines) == 1
        ana, general = discord.user("ana"), discord.guild("acme").channel("general")
        assert (await (await ana.says(general, "!talk night trains")).reply()).text
        assert await bot.stop() == 0
