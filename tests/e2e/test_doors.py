"""One answer through every door: prefix, slash, mention, direct message, reply, message menu, installs."""

from __future__ import annotations

import asyncio

import pytest

from tests.discord_server import (
    BotProcess,
    CannotDo,
    Channel,
    DiscordServer,
    File,
    Form,
    Kind,
    Permission,
    Person,
    Post,
)

COMMANDS = {
    "talk slow schedulers": ("Slow schedulers for fast orchards", "Mirela Duarte", "slides.example"),
    "recap plumconf 2031": ("PlumConf 2031", "Utrecht", "Kernel pits and how to spit them"),
    "recaps": ("3 recaps", "PearCamp 2030"),
    "recaps 2030": ("1 recap", "PearCamp 2030"),
    "ask when will the picking scheduler ship?": ("plumd 4.2", "Slow schedulers for fast orchards"),
    "speaker Mirela Duarte": ("Mirela Duarte", "Grafting services without downtime"),
    "help": ("Ask me", "/talk", "3 recaps"),
}
OPTIONS = {"talk": "query", "recap": "query", "recaps": "year", "ask": "question", "speaker": "name"}

COMMANDS_WITH_OPTIONS = (
    ("talk", {"query": "slow schedulers"}),
    ("recap", {"query": "secretcon 2030"}),
    ("recaps", {}),
    ("ask", {"question": "which schedulers may nobody see?"}),
    ("speaker", {"name": "Bo Ek"}),
    ("help", {}),
)

pytestmark = pytest.mark.usefixtures("bot")


@pytest.mark.parametrize("line", COMMANDS)
async def test_each_command_by_prefix_mention_and_direct_message(
    ana: Person, general: Channel, line: str
) -> None:
    asked = [
        await ana.says(general, f"!{line}"),
        await ana.mentions(general, f"!{line}"),
        await ana.dm(f"!{line}"),
    ]
    for question in asked:
        text = (await question.reply()).text
        assert all(words in text for words in COMMANDS[line])


@pytest.mark.parametrize("line", COMMANDS)
async def test_each_command_by_slash_for_all_or_for_one(ana: Person, general: Channel, line: str) -> None:
    name, _, words = line.partition(" ")
    options = {OPTIONS[name]: int(words) if name == "recaps" else words} if words else {}
    for private in (False, True):
        reply = await ana.slash(general, name, private=private, **options)
        assert isinstance(reply, Post)
        assert reply.ephemeral is private
        assert all(words in reply.text for words in COMMANDS[line])


@pytest.mark.parametrize("question", ["when will the picking scheduler ship?", "kernel pits"])
async def test_a_mention_or_a_direct_message_is_a_question(
    ana: Person, general: Channel, question: str
) -> None:
    told = await (await ana.mentions(general, question)).reply()
    written = await (await ana.dm(question)).reply()
    assert told.text.splitlines()[0] == written.text.splitlines()[0]


async def test_an_empty_mention_gets_a_hint(ana: Person, general: Channel) -> None:
    assert "Ask me" in (await (await ana.mentions(general, "")).reply()).text


async def test_a_reply_to_the_bot_keeps_the_talk_in_mind(ana: Person, general: Channel) -> None:
    card = await (await ana.says(general, "!talk kernel pits")).reply()
    follow_up = await ana.says(general, "who spoke?", to=card)
    assert "Tomasz Lindqvist" in (await follow_up.reply()).text


async def test_a_command_in_reply_to_somebody_is_answered_to_that_person(
    ana: Person, ben: Person, general: Channel
) -> None:
    wondered = await ben.says(general, "what was that about pits again?")
    for help_of_ana in (
        await ana.says(general, "!talk kernel pits", to=wondered),
        await ana.mentions(general, "kernel pits", to=wondered),
    ):
        reply = await wondered.reply()
        assert "Tomasz Lindqvist" in reply.text
        assert not help_of_ana.replies()


async def test_a_question_handed_on_is_answered_to_whoever_asked_it(
    ana: Person, ben: Person, general: Channel
) -> None:
    wondered = await ben.says(general, "does anybody know when the picking scheduler will ship?")
    await ana.mentions(general, "", to=wondered)
    reply = await wondered.reply()
    assert "plumd 4.2" in reply.text
    assert reply.message.reference is wondered.message


async def test_find_in_recaps_answers_whoever_used_the_menu(
    ana: Person, ben: Person, general: Channel
) -> None:
    wondered = await ben.says(general, "when will the picking scheduler ship?")
    found = await ana.context_menu("Find in recaps", wondered)
    assert isinstance(found, Post)
    assert found.ephemeral
    assert "plumd 4.2" in found.text


async def test_find_in_recaps_on_a_message_without_words(ana: Person, ben: Person, general: Channel) -> None:
    found = await ana.context_menu("Find in recaps", await ben.says(general, "<@1>"))
    assert isinstance(found, Post)
    assert "no words" in found.text


async def test_a_misspelt_name_is_read_as_what_was_meant_and_says_so(ana: Person, general: Channel) -> None:
    text = (await (await ana.says(general, "!talk kernel ptis")).reply()).text
    assert "Kernel pits and how to spit them" in text
    assert "read as kernel pits" in text


async def test_nothing_found_says_what_was_searched_and_offers_what_is_near(
    ana: Person, general: Channel
) -> None:
    reply = await (await ana.says(general, "!talk fast reviews")).reply()
    assert "Nothing in the 3 recaps here" in reply.text
    talk = await ana.presses(reply, "Slow schedulers for fast orchards")
    assert isinstance(talk, Post)
    assert "Mirela Duarte" in talk.text


async def test_a_choice_turns_the_message_itself_into_the_answer(ana: Person, general: Channel) -> None:
    choices = await (await ana.says(general, "!talk mirela")).reply()
    assert "which one" in choices.text
    chosen = await ana.selects(choices, choices.options[0])
    assert isinstance(chosen, Post)
    assert chosen.message is choices.message
    assert "which one" not in chosen.text
    assert not chosen.options


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.FORUM], ids=["thread", "post in a forum"])
@pytest.mark.parametrize("door", ["prefix", "mention", "slash", "private slash", "reply", "message menu"])
async def test_every_door_in_threads_and_in_posts_of_a_forum(
    discord: DiscordServer, ana: Person, ben: Person, kind: Kind, door: str
) -> None:
    acme = discord.guild("acme")
    place = acme.thread("plums?", acme.channel("questions", kind), ben)
    wondered = await ben.says(place, "slow schedulers")
    if door == "prefix":
        reply: Post | Form = await (await ana.says(place, "!talk slow schedulers")).reply()
    elif door == "mention":
        reply = await (await ana.mentions(place, "slow schedulers")).reply()
    elif door == "reply":
        await ana.mentions(place, "", to=wondered)
        reply = await wondered.reply()
    elif door == "message menu":
        reply = await ana.context_menu("Find in recaps", wondered)
    else:
        reply = await ana.slash(place, "talk", query="slow schedulers", private=door.startswith("private"))
    assert isinstance(reply, Post)
    assert reply.channel is place
    assert "Mirela Duarte" in reply.text
    if not reply.ephemeral:
        recap = await ana.presses(reply, "The recap")
        assert isinstance(recap, Post)
        assert "Kernel pits" in recap.text
        await ana.presses(recap, "Delete")
        await recap.gone()


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.FORUM], ids=["thread", "post in a forum"])
async def test_in_a_thread_too_the_answer_follows_its_question(
    discord: DiscordServer, ana: Person, kind: Kind
) -> None:
    acme = discord.guild("acme")
    place = acme.thread("pears?", acme.channel("followed", kind), ana)
    question = await ana.says(place, "!talk kernel pits")
    reply = await question.reply()
    await ana.edits(question, "!talk pear reviews")
    assert "Pear reviews considered helpful" in (await reply.changed()).text
    await ana.deletes(question)
    await reply.gone()


SECRET = "# SecretCon 2030\n\n## Slow schedulers that nobody may see\n\nSpeaker: Bo Ek\n\nPssst.\n"


@pytest.fixture
async def places(discord: DiscordServer, bot: BotProcess, ben: Person) -> dict[str, Channel]:
    """Where somebody who installed the app may use it, and their home, which has a recap of its own."""
    keeper = discord.user("keeper")
    home = discord.guild("home")
    home.join(keeper, home.role("keepers", int(Permission.MANAGE_GUILD)))
    preview = await keeper.slash(
        home.channel("general"), "manage add", file=File("secret.md", SECRET.encode())
    )
    assert isinstance(preview, Post)
    await keeper.presses(preview, preview.buttons[0])
    cleo = discord.user("cleo")
    cleo.installed = True
    home.join(cleo)
    return {
        "home": home.channel("general"),
        "another server": discord.guild("elsewhere", has_bot=False).channel("general"),
        "messages with a friend": discord.world.dm(cleo, ben),
        "messages with the bot": cleo.dms,
    }


@pytest.mark.parametrize("where", ["another server", "messages with a friend", "messages with the bot"])
async def test_a_user_install_answers_elsewhere_from_the_shared_recaps_alone(
    discord: DiscordServer, places: dict[str, Channel], where: str
) -> None:
    cleo, place = discord.user("cleo"), places[where]
    seen = []
    for line, options in COMMANDS_WITH_OPTIONS:
        for private in (False, True):
            reply = await cleo.slash(place, line, private=private, **options)
            assert isinstance(reply, Post)
            assert reply.ephemeral is private
            seen.append(reply)
    assert "Slow schedulers for fast orchards" in seen[0].text
    opened = await cleo.presses(seen[0], "The recap")
    assert isinstance(opened, Post)
    assert "Kernel pits" in opened.text
    shared = await cleo.presses(seen[1], "Share")
    assert isinstance(shared, Post)
    assert f"<@{cleo.id}> shares" in shared.text
    typed = [choice.name for choice in await cleo.types_in(place, "talk", query="slow")]
    assert typed
    assert "nobody may see" not in " ".join([*typed, opened.text, shared.text, *(post.text for post in seen)])
    at_home = await cleo.slash(places["home"], "talk", query="slow schedulers that nobody may see")
    assert isinstance(at_home, Post)
    assert "Pssst" in at_home.text, "at home it is found"
    with pytest.raises(CannotDo):
        await cleo.slash(place, "manage history")


@pytest.mark.parametrize("where", ["another server", "messages with a friend"])
async def test_who_did_not_install_the_app_has_no_commands_elsewhere(
    ben: Person, places: dict[str, Channel], where: str
) -> None:
    with pytest.raises(CannotDo):
        await ben.slash(places[where], "talk", query="slow schedulers")


async def test_suggestions_fit_and_come_for_nothing_typed_too(ana: Person, general: Channel) -> None:
    for option in ("", "slow", "x" * 100):
        choices = await ana.types_in(general, "talk", query=option)
        assert len(choices) <= 25
        assert all(0 < len(choice.name) <= 100 and len(choice.value) <= 100 for choice in choices)
    assert any(
        "Slow schedulers" in choice.name for choice in await ana.types_in(general, "talk", query="slow")
    )
    assert await ana.types_in(general, "recap", query="")
    assert await ana.types_in(general, "speaker", name="mir")


async def test_for_nothing_typed_what_a_server_asks_for_often_comes_first(discord: DiscordServer) -> None:
    busy, other = discord.guild("busy").channel(), discord.guild("idle").channel()
    dora, pits = discord.user("dora"), "Kernel pits and how to spit them"

    async def suggested(channel: Channel) -> list[str]:
        return [choice.name for choice in await dora.types_in(channel, "talk", query="")]

    newest = await suggested(other)
    assert pits in newest[1:]
    for words in ("!talk kernl pits", "!talk nothing of the kind", "!talk kernl pits"):
        await (await dora.says(busy, words)).reply()
    for _ in range(50):  # replies are noted a moment later
        if (await suggested(busy))[0] == pits:
            break
        await asyncio.sleep(0.1)
    assert await suggested(busy) == [pits, *(name for name in newest if name != pits)]
    assert await suggested(other) == newest, "what one server asks for is not told to another"


@pytest.mark.parametrize("line", ["!dance", "!", "! ", "just talking", "hello <@1>", "!talking plums"])
async def test_what_is_not_for_the_bot_is_left_alone(ana: Person, general: Channel, line: str) -> None:
    idle = await ana.says(general, line)
    await (await ana.says(general, "!recaps")).reply()
    assert not idle.replies()


@pytest.mark.parametrize(
    "words",
    ['"', "AND", "NEAR(", "*", "c++ -- (", "x" * 1990, "@everyone", "\u202e", "🍐" * 900, "'; DROP TABLE"],
)
async def test_strange_words_get_a_reply_and_ping_nobody(
    discord: DiscordServer, ana: Person, general: Channel, words: str
) -> None:
    assert (await (await ana.says(general, f"!talk {words}")).reply()).text
    assert (await (await ana.mentions(general, words)).reply()).text
    assert discord.pinged_everyone == []
