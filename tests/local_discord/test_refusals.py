"""What Discord refuses, the local Discord refuses, with the same status, code and place of the error."""

from __future__ import annotations

from collections.abc import AsyncIterator
from io import BytesIO
from typing import Any

import aiohttp
import pytest

from tests.discord_server import DiscordServer, Permission, openapi
from tests.discord_server.interactions import Asked, Interaction
from tests.discord_server.places import COMPONENTS_V2, Message

MESSAGES = "/channels/{channel}/messages"
CALLBACK = "/interactions/{interaction}/{token}/callback"
COMMANDS = "/applications/{bot}/commands"


def button(**fields: Any) -> dict[str, Any]:
    return {"type": 2, "style": 2, "label": "Go", "custom_id": "go", **fields}


def row(*components: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": list(components)}


def select(**fields: Any) -> dict[str, Any]:
    return {"type": 3, "custom_id": "pick", "options": [{"label": "a", "value": "a"}], **fields}


def options(count: int) -> list[dict[str, Any]]:
    return [{"label": f"{n}", "value": f"{n}"} for n in range(count)]


def texts(*contents: str) -> dict[str, Any]:
    return {"flags": COMPONENTS_V2, "components": [{"type": 10, "content": content} for content in contents]}


def modal(*components: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {
        "type": 9,
        "data": {"custom_id": "form", "title": "Form", "components": list(components), **fields},
    }


def label(**component: Any) -> dict[str, Any]:
    return {
        "type": 18,
        "label": "Name",
        "component": {"type": 4, "custom_id": "name", "style": 1, **component},
    }


def command(**fields: Any) -> dict[str, Any]:
    return {"name": "talk", "description": "Find a talk", "type": 1, **fields}


def option(**fields: Any) -> dict[str, Any]:
    return {"type": 3, "name": "query", "description": "words", **fields}


FORM_BODIES = {
    "long content": (MESSAGES, {"content": "x" * 2001}, "content"),
    "eleven embeds": (MESSAGES, {"embeds": [{"title": "x"}] * 11}, "embeds"),
    "long embed title": (MESSAGES, {"embeds": [{"title": "x" * 257}]}, "embeds.0.title"),
    "long embed description": (MESSAGES, {"embeds": [{"description": "x" * 4097}]}, "embeds.0.description"),
    "embed field without a value": (
        MESSAGES,
        {"embeds": [{"fields": [{"name": "a", "value": ""}]}]},
        "embeds.0.fields.0.value",
    ),
    "embeds too long in all": (MESSAGES, {"embeds": [{"description": "x" * 3001}] * 2}, "embeds"),
    "embed address without a scheme": (
        MESSAGES,
        {"embeds": [{"title": "x", "url": "a.org"}]},
        "embeds.0.url",
    ),
    "six rows": (
        MESSAGES,
        {"components": [row(button(custom_id=str(n))) for n in range(6)]},
        "components",
    ),
    "six buttons in a row": (
        MESSAGES,
        {"components": [row(*(button(custom_id=str(n)) for n in range(6)))]},
        "components.0.components",
    ),
    "button beside a select": (MESSAGES, {"components": [row(button(), select())]}, "components.0"),
    "same custom id twice": (
        MESSAGES,
        {"components": [row(button(), button())]},
        "components.0.components.1.custom_id",
    ),
    "long custom id": (
        MESSAGES,
        {"components": [row(button(custom_id="x" * 101))]},
        "components.0.components.0.custom_id",
    ),
    "long label": (
        MESSAGES,
        {"components": [row(button(label="x" * 81))]},
        "components.0.components.0.label",
    ),
    "button without words": (MESSAGES, {"components": [row(button(label=""))]}, "components.0.components.0"),
    "link button to nowhere": (
        MESSAGES,
        {"components": [row({"type": 2, "style": 5, "label": "a", "url": "javascript:1"})]},
        "components.0.components.0.url",
    ),
    "26 options": (
        MESSAGES,
        {"components": [row(select(options=options(26)))]},
        "components.0.components.0.options",
    ),
    "same option twice": (
        MESSAGES,
        {"components": [row(select(options=options(1) * 2))]},
        "components.0.components.0.options.1.value",
    ),
    "long option": (
        MESSAGES,
        {"components": [row(select(options=[{"label": "x" * 101, "value": "a"}]))]},
        "components.0.components.0.options.0.label",
    ),
    "text display without the flag": (
        MESSAGES,
        {"components": [{"type": 10, "content": "x"}]},
        "components.0",
    ),
    "content beside components v2": (MESSAGES, {**texts("a"), "content": "b"}, "content"),
    "41 components": (MESSAGES, texts(*"x" * 41), "components"),
    "4,001 characters over all texts": (MESSAGES, texts("x" * 4000, "y"), "components"),
    "empty text display": (MESSAGES, texts(""), "components.0.content"),
    "mentions parsed and listed": (
        MESSAGES,
        {"content": "a", "allowed_mentions": {"parse": ["users"], "users": ["1"]}},
        "allowed_mentions",
    ),
    "reply to nothing": (
        MESSAGES,
        {"content": "a", "message_reference": {"message_id": "1"}},
        "message_reference",
    ),
    "26 choices": (
        CALLBACK,
        {"type": 8, "data": {"choices": [{"name": "a", "value": "a"}] * 26}},
        "data.choices",
    ),
    "long choice": (
        CALLBACK,
        {"type": 8, "data": {"choices": [{"name": "x" * 101, "value": "a"}]}},
        "data.choices.0.name",
    ),
    "modal's long title": (CALLBACK, modal(label(), title="x" * 46), "data.title"),
    "modal with six fields": (
        CALLBACK,
        modal(*(label(custom_id=str(n)) for n in range(6))),
        "data.components",
    ),
    "modal with a button": (CALLBACK, modal(row(button())), "data.components.0.components.0"),
    "autocomplete of a command": (CALLBACK, {"type": 8, "data": {"choices": []}}, "type"),
    "update without a message": (CALLBACK, {"type": 7, "data": {"content": "a"}}, "type"),
    "command in capitals": (COMMANDS, [command(name="Talk")], "0.name"),
    "command without a description": (COMMANDS, [command(description="")], "0.description"),
    "same command twice": (COMMANDS, [command(), command()], ""),
    "command of 26 options": (
        COMMANDS,
        [command(options=[option(name=f"o{n}") for n in range(26)])],
        "0.options",
    ),
    "required option after an optional one": (
        COMMANDS,
        [command(options=[option(), option(name="b", required=True)])],
        "0.options.1",
    ),
    "command over 8,000 characters": (
        COMMANDS,
        [
            command(
                options=[
                    option(
                        name=f"o{n}",
                        choices=[{"name": f"{c}" + "x" * 90, "value": f"{c}" + "y" * 90} for c in range(25)],
                    )
                    for n in range(2)
                ]
            )
        ],
        "0",
    ),
}

ONLY_IN_THE_DOCUMENT = {
    "button without a style": (
        MESSAGES,
        {"components": [row({"type": 2, "label": "a", "custom_id": "b"})]},
    ),
    "component of no known type": (MESSAGES, {"components": [{"type": 99}]}),
    "embeds that are no list": (MESSAGES, {"content": "a", "tts": "yes"}),
    "option of no known type": (COMMANDS, [command(options=[option(type=99)])]),
}


class Caller:
    """A bot reduced to its requests."""

    def __init__(self, discord: DiscordServer, session: aiohttp.ClientSession) -> None:
        self.discord, self.session = discord, session
        self.acme = discord.guild("acme")
        self.general = self.acme.channel("general")
        self.ana = discord.user("ana")
        self.acme.join(self.ana)

    def interaction(self, kind: Asked = Asked.COMMAND, source: Message | None = None) -> Interaction:
        world = self.discord.world
        found = Interaction(world.snowflake(), kind, self.ana, self.general, world.clock.now(), source)
        return self.discord.start(found, {})

    async def send(self, method: str, path: str, body: Any = None, **options: Any) -> tuple[int, Any]:
        headers = {"Authorization": f"Bot {self.discord.token}"} | options.pop("headers", {})
        async with self.session.request(
            method, self.discord.api_url + path, json=body, headers=headers, **options
        ) as response:
            if response.status == 204:
                return 204, None
            assert response.headers["Content-Type"] == "application/json"
            return response.status, await response.json()

    async def fill(self, path: str, body: Any) -> tuple[int, Any]:
        """POST (PUT for commands) to a path with names for ids."""
        found = self.interaction()
        ids = {"channel": self.general.id, "bot": self.discord.world.bot.id}
        ids |= {"interaction": found.id, "token": found.token}
        return await self.send("PUT" if path == COMMANDS else "POST", path.format(**ids), body)

    async def post(self, **body: Any) -> Message:
        status, answer = await self.fill(MESSAGES, body)
        assert status == 200, answer
        return self.general.messages[int(answer["id"])]

    def path_of(self, message: Message) -> str:
        return f"/channels/{message.channel.id}/messages/{message.id}"


@pytest.fixture(scope="module")
async def bot() -> AsyncIterator[Caller]:
    async with DiscordServer(expect_refusals=True) as server, aiohttp.ClientSession() as session:
        yield Caller(server, session)


def at(errors: Any, place: str) -> Any:
    for key in filter(None, place.split(".")):
        errors = errors[key]
    return errors["_errors"]


@pytest.mark.parametrize("name", FORM_BODIES)
async def test_a_bad_body_is_refused_with_the_place_of_the_error(bot: Caller, name: str):
    path, body, place = FORM_BODIES[name]
    status, answer = await bot.fill(path, body)
    assert (status, answer["code"], answer["message"]) == (400, 50035, "Invalid Form Body")
    assert at(answer["errors"], place)[0]["message"]


@pytest.mark.skipif(not openapi.available(), reason="Discord's API document is not beside the checkout")
@pytest.mark.parametrize("name", ONLY_IN_THE_DOCUMENT)
async def test_the_api_document_refuses_what_the_limits_do_not_know(bot: Caller, name: str):
    path, body = ONLY_IN_THE_DOCUMENT[name]
    status, answer = await bot.fill(path, body)
    assert (status, answer["code"]) == (400, 50035)


@pytest.mark.parametrize(
    ("path", "body"),
    [
        (MESSAGES, {"content": "x" * 2000, "embeds": [{"title": "t", "description": "x" * 4096}]}),
        (MESSAGES, texts(*"x" * 40)),
        (MESSAGES, texts("x" * 4000)),
        (MESSAGES, {"content": "a", "components": [row(*(button(custom_id=str(n)) for n in range(5)))]}),
        (MESSAGES, {"content": "a", "components": [row(select(options=options(25)))]}),
        (CALLBACK, {"type": 4, "data": {"content": "a", "flags": 64}}),
        (CALLBACK, modal(label(), title="x" * 45)),
        (COMMANDS, [command(options=[option(required=True), option(name="b")])]),
    ],
)
async def test_a_body_at_the_limit_is_taken(bot: Caller, path: str, body: Any):
    status, answer = await bot.fill(path, body)
    assert status in (200, 204), answer


async def test_an_empty_message(bot: Caller):
    for body in ({}, {"content": ""}, {"content": " \n"}, {"embeds": []}):
        status, answer = await bot.fill(MESSAGES, body)
        assert (status, answer["code"]) == (400, 50006)


async def test_a_wrong_token(bot: Caller):
    status, answer = await bot.send("GET", "/users/@me", headers={"Authorization": "Bot wrong"})
    assert (status, answer) == (401, {"message": "401: Unauthorized", "code": 0})


async def test_a_body_of_another_content_type(bot: Caller):
    headers = {"Content-Type": "application/json; charset=utf-8"}
    status, _ = await bot.send(
        "POST", MESSAGES.format(channel=bot.general.id), {"content": "a"}, headers=headers
    )
    assert status == 400


async def test_what_does_not_exist(bot: Caller):
    for path, code in (
        ("/channels/1", 10003),
        (f"/channels/{bot.general.id}/messages/1", 10008),
        ("/guilds/1", 10004),
        ("/users/1", 10013),
        (f"/guilds/{bot.acme.id}/members/1", 10007),
    ):
        status, answer = await bot.send("GET", path)
        assert (status, answer["code"]) == (404, code)


@pytest.mark.parametrize(
    ("denied", "body", "code"),
    [
        (Permission.VIEW_CHANNEL, {"content": "a"}, 50001),
        (Permission.SEND_MESSAGES, {"content": "a"}, 50013),
        (Permission.EMBED_LINKS, {"embeds": [{"title": "a"}]}, 50013),
    ],
)
async def test_missing_permissions(bot: Caller, denied: Permission, body: Any, code: int):
    channel = bot.acme.channel(f"without {denied.name}")
    channel.overwrite(bot.discord.world.bot, deny=denied)
    status, answer = await bot.send("POST", MESSAGES.format(channel=channel.id), body)
    assert (status, answer["code"]) == (403, code)


async def test_a_reply_needs_the_message_history(bot: Caller):
    channel = bot.acme.channel("no history")
    question = await bot.ana.says(channel, "a")
    channel.overwrite(bot.discord.world.bot, deny=Permission.READ_MESSAGE_HISTORY)
    body = {"content": "b", "message_reference": {"message_id": str(question.message.id)}}
    status, answer = await bot.send("POST", MESSAGES.format(channel=channel.id), body)
    assert (status, answer["code"]) == (403, 160002)


async def test_messages_of_others_cannot_be_edited_or_deleted(bot: Caller):
    question = await bot.ana.says(bot.general, "a")
    status, answer = await bot.send("PATCH", bot.path_of(question.message), {"content": "b"})
    assert (status, answer["code"]) == (403, 50005)
    status, answer = await bot.send("DELETE", bot.path_of(question.message))
    assert (status, answer["code"]) == (403, 50013)


async def test_people_who_take_no_direct_messages(bot: Caller):
    ben = bot.discord.user("ben")
    ben.dms_closed = True
    _, channel = await bot.send("POST", "/users/@me/channels", {"recipient_id": ben.id})
    status, answer = await bot.send("POST", MESSAGES.format(channel=channel["id"]), {"content": "a"})
    assert (status, answer["code"]) == (403, 50007)


async def test_a_nonce_posts_once(bot: Caller):
    first = await bot.post(content="a", nonce="n1", enforce_nonce=True)
    assert await bot.post(content="a", nonce="n1", enforce_nonce=True) is first
    assert await bot.post(content="a", nonce="n2", enforce_nonce=True) is not first


async def test_components_v2_cannot_be_taken_back(bot: Caller):
    sent = await bot.post(**texts("a"))
    for body in ({"flags": 0}, {"content": "words"}, {"components": []}):
        status, _ = await bot.send("PATCH", bot.path_of(sent), body)
        assert status == 400
    status, _ = await bot.send("PATCH", bot.path_of(sent), texts("b"))
    assert status == 200


async def test_old_text_must_be_cleared_when_an_edit_turns_to_components_v2(bot: Caller):
    sent = await bot.post(content="a")
    status, _ = await bot.send("PATCH", bot.path_of(sent), texts("b"))
    assert status == 400
    status, _ = await bot.send("PATCH", bot.path_of(sent), {**texts("b"), "content": None})
    assert status == 200


async def test_files_over_ten_mebibytes(bot: Caller):
    form = aiohttp.FormData(quote_fields=False)
    form.add_field("payload_json", '{"content": "a"}')
    form.add_field("files[0]", BytesIO(bytes(10 * 1024 * 1024 + 1)), filename="a.bin")
    status, answer = await bot.send("POST", MESSAGES.format(channel=bot.general.id), data=form)
    assert (status, answer["code"]) == (413, 40005)


# --- interactions --------------------------------------------------------------------


async def acknowledge(bot: Caller, found: Interaction, **body: Any) -> tuple[int, Any]:
    body = body or {"type": 4, "data": {"content": "a"}}
    return await bot.send("POST", f"/interactions/{found.id}/{found.token}/callback", body)


def hook(bot: Caller, found: Interaction, message: str = "") -> str:
    return f"/webhooks/{bot.discord.world.bot.id}/{found.token}{message}"


async def test_an_interaction_of_more_than_three_seconds_ago(bot: Caller):
    found = bot.interaction()
    bot.discord.clock.advance(3.1)
    status, answer = await acknowledge(bot, found)
    assert (status, answer["code"]) == (404, 10062)


async def test_an_unknown_interaction(bot: Caller):
    status, answer = await bot.send("POST", "/interactions/1/nonsense/callback", {"type": 5})
    assert (status, answer["code"]) == (404, 10062)


async def test_an_interaction_is_acknowledged_once(bot: Caller):
    found = bot.interaction()
    assert (await acknowledge(bot, found, type=5))[0] == 204
    status, answer = await acknowledge(bot, found)
    assert (status, answer["code"]) == (400, 40060)


async def test_nothing_can_follow_before_the_acknowledgement(bot: Caller):
    found = bot.interaction()
    status, answer = await bot.send("POST", hook(bot, found), {"content": "a"})
    assert (status, answer["code"]) == (404, 10015)


async def test_a_token_lives_fifteen_minutes(bot: Caller):
    found = bot.interaction()
    await acknowledge(bot, found, type=5)
    bot.discord.clock.advance(14 * 60)
    path = hook(bot, found, "/messages/@original")
    assert (await bot.send("PATCH", path, {"content": "a"}))[0] == 200
    bot.discord.clock.advance(61)
    status, answer = await bot.send("PATCH", path, {"content": "b"})
    assert (status, answer["code"]) == (401, 50027)


async def test_the_first_follow_up_fills_the_deferred_message(bot: Caller):
    found = bot.interaction()
    await acknowledge(bot, found, type=5, data={"flags": 64})
    await bot.send("POST", hook(bot, found), {"content": "a"})
    await bot.send("POST", hook(bot, found), {"content": "b"})
    assert found.original.content == "a"
    assert found.original.flags == 64
    assert [message.content for message in found.followups] == ["b"]


async def test_where_the_bot_is_not_five_messages_may_follow(bot: Caller):
    found = bot.interaction()
    found.in_guild_install = False
    await acknowledge(bot, found)
    results = [(await bot.send("POST", hook(bot, found), {"content": "a"}))[0] for _ in range(6)]
    assert results == [200] * 5 + [400]


async def test_a_deleted_original_is_unknown(bot: Caller):
    found = bot.interaction()
    await acknowledge(bot, found)
    path = hook(bot, found, "/messages/@original")
    assert (await bot.send("DELETE", path))[0] == 204
    status, answer = await bot.send("PATCH", path, {"content": "b"})
    assert (status, answer["code"]) == (404, 10008)


async def test_commands_keep_their_ids_when_written_over(bot: Caller):
    _, before = await bot.fill(COMMANDS, [command()])
    _, after = await bot.fill(COMMANDS, [command(description="Otherwise"), command(name="ask")])
    assert before[0]["id"] == after[0]["id"]
    _, stored = await bot.send("GET", COMMANDS.format(bot=bot.discord.world.bot.id))
    assert [c["name"] for c in stored] == ["talk", "ask"]
