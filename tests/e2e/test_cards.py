"""What the cards show, in the messages as Discord has them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.discord_server import BotProcess, Channel, DiscordServer, Person, Post, start_bot

CONTAINER, GALLERY = 17, 12
NOON_OF_17_MAY_2031 = int(datetime(2031, 5, 17, 12, tzinfo=UTC).timestamp())

MEDLARS = (
    "Medlars must rot before anybody enjoys them: considerations for unhurried storekeepers, "
    "impatient schedulers and everybody responsible for warehouses throughout uncommonly long winters"
)

RECAPS = {
    "quincecon-2031.md": """---
title: QuinceCon 2031 from the third row
event: QuinceCon 2031
place: Porto
date: 2031-05-17
author: Ines Okafor
source: https://notes.example/quincecon-2031
---
The hallway talked of nothing but ripening queues, and the rain never stopped.

![A hall full of quinces, seen from the gallery](https://pictures.example/hall.jpg)

![](https://pictures.example/rain.jpg)

## First day

### [Queues that ripen overnight](https://video.example/queues)

Speaker: Tomasz Lindqvist ([slides](https://slides.example/queues.pdf))

A queue is ripe when nothing has been put into it for a night. The picker waits for that, and
the warehouse stays cold. The whole of it runs on a machine of two watts.

- Code: https://code.example/ripening

## Second day

### Peeling without a knife

Speaker: Mirela Duarte

A jet of steam peels a quince in four seconds.
"""
    + "".join(f"\n### Quince variety number {n}\n\nSpeaker: Bo Ek\n\nIt is yellow.\n" for n in range(30)),
    "quincecon-2031-again.md": """# QuinceCon 2031: the links I kept

## [Queues that ripen overnight](https://video.example/queues)

Tomasz Lindqvist said that a night is enough.
""",
    "quincecon-2029.md": "# QuinceCon 2029\n\n## Quinces in space\n\nSpeaker: Bo Ek\n\nThey float.\n",
    "sorrelcamp-2031.md": "# SorrelCamp 2031\n\n## Sour stems\n\nSpeaker: Bo Ek\n\nThey crunch.\n",
    "longtitle.md": f"# MedlarFest 2031\n\n## {MEDLARS}\n\nSpeaker: Bo Ek\n\nYes.\n",
}


@pytest.fixture(scope="module")
async def bot(discord: DiscordServer, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[BotProcess]:
    folder = tmp_path_factory.mktemp("recaps")
    for name, text in RECAPS.items():
        (folder / name).write_text(text, encoding="utf-8")
    running = await start_bot(discord, recaps=folder, data=tmp_path_factory.mktemp("data"))
    yield running
    if running.exit_code is None:
        assert await running.stop() == 0


async def ask(person: Person, channel: Channel, line: str) -> Post:
    return await (await person.says(channel, line)).reply()


def parts(post: Post, kind: int) -> list[dict[str, Any]]:
    return [item for item in post.components if item["type"] == kind]


def color(post: Post) -> int:
    [container] = parts(post, CONTAINER)
    return int(container["accent_color"])


async def test_a_talk_says_what_who_where_and_leads_to_its_links(ana: Person, general: Channel) -> None:
    text = (await ask(ana, general, "!talk queues that ripen overnight")).text
    head, *lines = text.splitlines()
    assert head == "### [Queues that ripen overnight](https://video.example/queues)"
    assert lines[0] == "QuinceCon 2031 › First day · **Tomasz Lindqvist**"
    assert "A queue is ripe when nothing has been put into it for a night." in text
    assert "**Slides** [slides.example](https://slides.example/queues.pdf)" in text
    assert "**Code** [code.example](https://code.example/ripening)" in text
    assert "**Read** [video.example](https://video.example/queues)" in text
    assert "from “[QuinceCon 2031 from the third row](https://notes.example/quincecon-2031)”" in text
    assert "also in “QuinceCon 2031: the links I kept”" in text


async def test_a_recap_says_where_when_what_stood_out_and_lists_its_sessions_page_by_page(
    ana: Person, general: Channel
) -> None:
    recap = await ask(ana, general, "!recap quincecon 2031 from the third row")
    text = recap.text
    assert text.splitlines()[1] == f"Porto · <t:{NOON_OF_17_MAY_2031}:D>"
    assert "The hallway talked of nothing but ripening queues" in text
    assert "by Ines Okafor" in text
    assert text.index("**First day**") < text.index("Queues that ripen") < text.index("**Second day**")
    assert "[Slides · slides.example](https://slides.example/queues.pdf)" in text
    assert "page 1 of" in text
    assert "32 sessions" in text
    seen = {title for title in recap.options if title.startswith("Quince variety")}
    while "Next" in recap.buttons:
        item = next(item for item in recap.components if item.get("label") == "Next")
        if item.get("disabled"):
            break
        turned = await ana.presses(recap, "Next")
        assert isinstance(turned, Post)
        seen |= {title for title in turned.options if title.startswith("Quince variety")}
        recap = turned
    assert len(seen) == 30


async def test_an_answer_marks_the_words_that_answer_and_names_its_source(
    ana: Person, general: Channel
) -> None:
    text = (await ask(ana, general, "!ask when is a queue ripe?")).text
    quote = next(line for line in text.splitlines() if line.startswith("> "))
    ripe = "A **queue** is **ripe** when nothing has been put into it for a night."
    assert quote == f"> {ripe} The picker waits for that, and the warehouse stays cold."
    assert "**[Queues that ripen overnight](https://video.example/queues)**" in text
    assert "QuinceCon 2031 › First day" in text
    assert text.index(quote) < text.index("from “")


async def test_pictures_of_a_recap_are_shown_each_with_words_for_who_cannot_see_them(
    ana: Person, general: Channel
) -> None:
    recap = await ask(ana, general, "!recap quincecon 2031 from the third row")
    [gallery] = parts(recap, GALLERY)
    shown = {item["media"]["url"]: item["description"] for item in gallery["items"]}
    assert shown == {
        "https://pictures.example/hall.jpg": "A hall full of quinces, seen from the gallery",
        "https://pictures.example/rain.jpg": "Picture in “QuinceCon 2031 from the third row”",
    }


async def test_choosing_turns_the_very_message_into_the_answer(ana: Person, general: Channel) -> None:
    choices = await ask(ana, general, "!recap quincecon 2031")
    chosen = await ana.selects(choices, "QuinceCon 2031: the links I kept")
    assert isinstance(chosen, Post)
    assert chosen.message is choices.message
    assert chosen.text.startswith("### QuinceCon 2031: the links I kept")


async def test_a_title_too_long_for_a_list_is_cut_between_words(ana: Person, general: Channel) -> None:
    listed = (await ask(ana, general, "!recap medlarfest 2031")).text
    line = next(line for line in listed.splitlines() if line.startswith("- Medlars"))
    shown, cut, _ = line.removeprefix("- ").partition("…")
    assert cut
    assert MEDLARS.startswith(shown)
    assert MEDLARS[len(shown)] == " "


async def test_a_series_has_one_colour_on_every_card_in_every_place_and_after_a_restart(
    discord: DiscordServer, bot: BotProcess, ana: Person, general: Channel
) -> None:
    lines = (
        "!talk queues that ripen overnight",
        "!talk quinces in space",
        "!recap quincecon 2029",
        "!recap quincecon 2031 from the third row",
        "!ask when is a queue ripe?",
    )
    colors = {color(await ask(ana, general, line)) for line in lines}
    colors.add(color(await (await ana.dm(lines[0])).reply()))
    elsewhere = discord.guild("elsewhere").channel("general")
    colors.add(color(await ask(ana, elsewhere, lines[1])))
    other = color(await ask(ana, general, "!talk sour stems"))
    assert await bot.stop() == 0
    folder, data = Path(bot.env["RECAPBOT_RECAPS"]), Path(bot.env["RECAPBOT_DATA"])
    async with await start_bot(discord, recaps=folder, data=data) as again:
        colors.add(color(await ask(ana, general, lines[2])))
        assert len(colors) == 1
        assert colors != {other}
        assert await again.stop() == 0
