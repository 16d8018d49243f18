"""Over Discord itself: a guild is sent the same, byte for byte, whether or not another guild exists.

One script drawn by chance is played twice, each time to a bot of its own: once by guild A and
by people in direct messages and elsewhere, once with guild B doing as much in between. What the
bot sent to each place but B must be the same in both, once ids are counted instead of spelled
out and an answer that was announced before it was ready is taken for one given at once: which
of the two it is depends on the machine. Words that only B uses never stand in it, nor in
another file than B's, nor in the log.
"""

from __future__ import annotations

import io
import json
import random
import re
import zipfile
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.discord_server import (
    BotProcess,
    Call,
    Channel,
    DiscordServer,
    File,
    Form,
    Permission,
    Person,
    Post,
    start_bot,
)
from tests.e2e.conftest import RECAPS

A, B, DM, ELSEWHERE = "orchard", "vineyard", "dm", "elsewhere"
CANARIES = {A: "Zwetschgendatschi", B: "Gewuerztraminer"}
TIMES = re.compile(r"<t:\d+|\b20\d\d-\d\d-\d\d[T ]\d\d:\d\d[\d:.+Z]*")
BUTTON, SELECT, LINK = 2, 3, 5
ACKNOWLEDGED = "/interactions/{interaction_id}/{interaction_token}/callback"
FOLLOWED = "/webhooks/{webhook_id}/{webhook_token}/messages/@original"
TYPING = "/channels/{channel_id}/typing"
AT_ONCE, LATER = (4, 7), (5, 6)
EPHEMERAL = 64
LOOKED = "GET /channels/{channel_id}/messages/{message_id}"
STEPS = 60

LINES = (
    "talk slow schedulers",
    "talk shceduler",
    "talk harvest by drone",
    "recap plumconf 2031",
    "recap picnic",
    "recaps",
    "recaps 2030",
    "speaker mirela duarte",
    "speaker vera holm",
    "ask when will the picking scheduler ship?",
    "ask who flew the harvest drone?",
    "ask what about the harvest drone and the scheduler and everything else that anybody ever said there?",
    "help",
)
OPTIONS = {"talk": "query", "recap": "query", "recaps": "year", "ask": "question", "speaker": "name"}
RECAP_TEXTS = (
    "# PlumConf 2031, our notes\n\n## Slow schedulers, again\n\nSpeaker: Vera Holm\n\n- {} said so.\n",
    "# Picnic 2030\n\n## Harvest by drone\n\nSpeaker: Vera Holm\n\n- The drone carried {}.\n",
    "# Picnic 2030\n\n## Harvest by drone\n\nSpeaker: Vera Holm\n\n- {}.\n\n## {}\n\nIt was.\n",
)
ANYONE = ("typed", "typed", "mention", "slash", "private", "typing", "press", "press", "select", "react")
KEEPERS = ("add", "add", "form", "export", "misses", "alias", "history", "undo", "edit", "remove", "settings")
OUTSIDE = {DM: ("typed", "slash", "typing", "press", "select"), ELSEWHERE: ("slash", "typing", "press")}


@dataclass(frozen=True)
class Step:
    """Something done somewhere; `pick` chooses among what is on the screen at that moment."""

    place: str
    doing: str
    line: str
    text: str
    pick: int


def drawn(seed: int) -> list[Step]:
    """A script, beginning with a recap in each guild, then by chance there, in messages and elsewhere."""
    chance = random.Random(seed)
    steps = [Step(place, "add", "", RECAP_TEXTS[2].replace("{}", CANARIES[place]), 0) for place in (B, A)]
    for _ in range(STEPS):
        place = chance.choice((A, A, A, B, B, B, DM, ELSEWHERE))
        doing = chance.choice(OUTSIDE.get(place) or (*ANYONE, *KEEPERS))
        line, text = chance.choice(LINES), chance.choice(RECAP_TEXTS)
        if place == B and chance.random() < 0.3:
            line = f"talk {CANARIES[B]}"
        canary = CANARIES.get(place, "")
        steps.append(Step(place, doing, line, text.format(canary, canary), chance.randrange(1000)))
    return steps


class Stage:
    """The people, the places, and what each place was shown last."""

    def __init__(self, discord: DiscordServer) -> None:
        self.ana = discord.user("ana")
        self.ana.installed = True
        self.keeper = discord.user("keeper")
        elsewhere = discord.guild(ELSEWHERE, has_bot=False)
        self.places: dict[str, Channel] = {DM: self.ana.dms, ELSEWHERE: elsewhere.channel()}
        self.shown: dict[str, list[Post]] = defaultdict(list)
        self._discord = discord

    def found(self, name: str) -> None:
        """Found a guild, with a keeper of its own."""
        guild = self._discord.guild(name)
        guild.join(self.keeper, guild.role("keepers", int(Permission.MANAGE_GUILD)))
        self.places[name] = guild.channel()

    async def play(self, step: Step) -> None:
        channel, seen = self.places[step.place], self.shown[step.place]
        outcome = await self._does(self.keeper if step.doing in KEEPERS else self.ana, step, channel)
        if isinstance(outcome, Form):
            who = outcome.interaction.user
            assert isinstance(who, Person)
            outcome = await who.submits(outcome, self._filled(outcome, step))
        if isinstance(outcome, Post):
            seen.append(outcome)

    async def _does(self, person: Person, step: Step, channel: Channel) -> Post | Form | None:
        if step.doing in KEEPERS:
            return await self._keeps(person, step, channel)
        if step.doing in ("press", "select", "react"):
            return await self._handles(person, step)
        name, _, words = step.line.partition(" ")
        options = {OPTIONS[name]: int(words) if name == "recaps" else words} if words else {}
        match step.doing:
            case "typed":
                return await (await person.says(channel, f"!{step.line}")).reply()
            case "mention":
                return await (await person.mentions(channel, words or "plums")).reply()
            case "slash":
                return await person.slash(channel, name, **options)
            case "private":
                return await person.slash(channel, name, private=True, **options)
        await person.types_in(channel, "talk", query=step.line[-9:])
        return None

    async def _keeps(self, person: Person, step: Step, channel: Channel) -> Post | Form | None:
        match step.doing:
            case "add":
                file = File("notes.md", step.text.encode(), "text/markdown")
                preview = await person.slash(channel, "manage add", file=file)
                assert isinstance(preview, Post)
                adding = next(
                    (label for label in preview.buttons if label.startswith(("Add", "Replace"))), ""
                )
                return await person.presses(preview, adding) if adding else preview
            case "form":
                return await person.slash(channel, "manage add")
            case "alias":
                name = f"the {CANARIES[step.place][:6]} of {step.pick % 3}"
                return await person.slash(
                    channel, "manage alias", name=name, recap_or_talk="Harvest by drone"
                )
            case "edit" | "remove":
                choices = await person.types_in(channel, f"manage {step.doing}", recap="")
                if not choices:
                    return None
                recap = choices[step.pick % len(choices)].value
                return await person.slash(channel, f"manage {step.doing}", recap=recap)
        return await person.slash(channel, f"manage {step.doing}")

    async def _handles(self, person: Person, step: Step) -> Post | Form | None:
        seen = [post for post in self.shown[step.place] if not post.message.deleted]
        if not seen:
            return None
        if step.doing == "react":
            await self._reacts(person, seen[-1])
            return None
        return await self._press(seen[-1], step.pick, BUTTON if step.doing == "press" else SELECT)

    async def _reacts(self, person: Person, post: Post) -> None:
        """Put a thumb on what all see, and wait until the bot has looked what it is on."""
        if post.ephemeral or "👍" in post.message.reactions:
            return
        looked = len(self._discord.sent(LOOKED))
        await person.reacts(post, "👍")
        await self._discord.until(lambda: len(self._discord.sent(LOOKED)) > looked, what="not looked at")

    async def _press(self, post: Post, pick: int, kind: int) -> Post | Form | None:
        items = [
            item
            for item in post.components
            if item["type"] == kind and not item.get("disabled") and item.get("style") != LINK
        ]
        if not items:
            return None
        item = items[pick % len(items)]
        who = self.keeper if item["custom_id"].startswith("m:") else self.ana
        if kind == BUTTON:
            return await who.presses(post, item["custom_id"])
        option = item["options"][pick % len(item["options"])]
        return await who.selects(post, option["value"])

    @staticmethod
    def _filled(form: Form, step: Step) -> dict[str, str]:
        wanted = {"Text": step.text, "Place": f"Porto {step.pick % 3}", "Prefix": "!"}
        return {name: value for name, value in wanted.items() if name in form.fields}


@dataclass
class Played:
    """What was sent to each place and to Discord as a whole, and the log."""

    sent: dict[str, list[str]]
    log: str


async def play(folder: Path, steps: list[Step], *, with_b: bool) -> Played:
    """Play a script to a bot of its own, started in `folder`."""
    async with DiscordServer() as discord:
        stage = Stage(discord)
        stage.found(A)
        if with_b:
            stage.found(B)
        bot = await start_bot(discord, recaps=RECAPS, data=folder, env={"RECAPBOT_LOG": "debug"})
        for step in steps:
            if step.place in stage.places:
                await stage.play(step)
        await _asks_after_the_other(stage)
        assert await bot.stop() == 0
        files = {f"{discord.guild(name).id}": name for name in (A, B) if name in stage.places}
        _stays_in_its_file(folder, files)
        return Played(_sent(discord, bot), bot.log)


async def _asks_after_the_other(stage: Stage) -> None:
    """At the end everything that could tell something of B is looked at from outside it."""
    for doing in ("typed", "typing", "misses", "history", "export"):
        await stage.play(Step(A, doing, "recaps", "", 0))
    for place in (DM, ELSEWHERE):
        for line in ("recaps", "talk harvest by drone", "help"):
            await stage.play(Step(place, "slash", line, "", 0))


def _stays_in_its_file(folder: Path, guilds: dict[str, str]) -> None:
    for file in (file for file in folder.rglob("*") if file.is_file()):
        held = file.read_bytes().lower()
        for guild_id, name in guilds.items():
            if not file.name.startswith(guild_id):
                assert CANARIES[name].lower().encode() not in held, file


def _sent(discord: DiscordServer, bot: BotProcess) -> dict[str, list[str]]:
    """Each request's address and body by the place it concerns, with ids numbered as they came."""
    places: dict[str, list[str]] = defaultdict(list)
    announced: dict[str, bool] = {}
    for call in discord.calls:
        if told := _answered(call, announced):
            places[_place(discord, call)].append(told)
    said = [data for _, data in discord.gateway.received if data.get("op") not in (1, 2, 6)]
    places["gateway"] = [json.dumps(data, sort_keys=True) for data in said]
    return {place: _counted(lines) for place, lines in places.items()}


def _place(discord: DiscordServer, call: Call) -> str:
    args = call.args
    token = args.get("interaction_token") or args.get("webhook_token")
    channel = (
        discord.interactions[token].channel
        if token
        else discord.world.channels.get(int(args.get("channel_id", 0)))
    )
    if channel is None:
        return "everywhere"
    return DM if channel.guild is None else channel.guild.name


def _answered(call: Call, announced: dict[str, bool]) -> str:
    """A request spelled out; nothing for one that only announces an answer, which then counts as given."""
    token = call.args.get("interaction_token") or call.args.get("webhook_token", "")
    data = call.body
    if call.route == TYPING:
        return ""
    if call.route == ACKNOWLEDGED:
        data = call.body.get("data") or {}
        if call.body["type"] in LATER:
            announced[token] = bool(data.get("flags", 0) & EPHEMERAL)
            return ""
        if call.body["type"] not in AT_ONCE:
            return _spelled(call)
        announced[token] = bool(data.get("flags", 0) & EPHEMERAL)
    elif call.route != FOLLOWED or call.method != "PATCH":
        return _spelled(call)
    data = {name: data[name] for name in ("components", "allowed_mentions") if name in data}
    return _spelled(
        replace(call, method="", route="answer", args={}, query={}, body=[announced[token], data])
    )


def _spelled(call: Call) -> str:
    args = {name: value for name, value in call.args.items() if not name.endswith("_token")}
    files = [(file.name, _unpacked(file.data)) for file in call.files]
    told = [call.method, call.route, args, call.query, call.body, files]
    return TIMES.sub("(then)", json.dumps(told, sort_keys=True, ensure_ascii=False))


def _unpacked(data: bytes) -> str:
    """The bytes in hex, and what a zip holds in words."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return data.hex()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        words = [(entry.filename, archive.read(entry).decode()) for entry in archive.infolist()]
    return f"{data.hex()} {words}"


def _counted(lines: list[str]) -> list[str]:
    numbers: dict[str, str] = {}
    return [
        re.sub(r"\d{17,20}", lambda id_: numbers.setdefault(id_[0], f"#{len(numbers)}"), x) for x in lines
    ]


@pytest.mark.timeout(300)
@pytest.mark.parametrize("seed", range(3))
async def test_a_guild_is_sent_the_same_whether_or_not_another_exists(tmp_path: Path, seed: int) -> None:
    steps = drawn(seed)
    alone = await play(tmp_path / "alone", steps, with_b=False)
    beside = await play(tmp_path / "beside", steps, with_b=True)

    assert CANARIES[B] in "".join(beside.sent.pop(B)), "B never said its word: nothing was tried"
    assert set(alone.sent) == set(beside.sent)
    for place, lines in alone.sent.items():
        assert lines == beside.sent[place], place
        assert CANARIES[B].lower() not in "".join(lines).lower()
        if place != A:
            assert CANARIES[A].lower() not in "".join(lines).lower()
    for canary in CANARIES.values():
        assert canary.lower() not in (alone.log + beside.log).lower()
