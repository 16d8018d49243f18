"""The failure catalogue: whatever Discord, the network or the disk does, each question is answered once.

One test per row, in the order of the catalogue: the gateway, requests, the bot's own house.
"""

from __future__ import annotations

import asyncio
import socket
import sqlite3
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from tests.discord_server import BotProcess, Channel, DiscordServer, Person, Post, start_bot
from tests.discord_server.gateway import Intent
from tests.discord_server.interactions import Callback

POST = "POST /channels/{channel_id}/messages"
SYNC = "PUT /applications/{application_id}/commands"
GATEWAY = "GET /gateway/bot"
RECAP = """# RootConf 2031 in Ghent

Two days below ground.

## Weaving roots without a loom

Speaker: Mirela Duarte

- The loom was left out because roots weave themselves. It ships with rootd 4.2.
"""


SOON_TIRED_OF_SILENCE = """
import sys
from bot import client
from bot.__main__ import main
client.SILENCE_SECONDS = 2.0
sys.exit(main(["run"]))
"""


@pytest.fixture(scope="module")
def recaps(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("recaps")
    (folder / "rootconf-2031.md").write_text(RECAP)
    return folder


@pytest.fixture(scope="module")
async def bot(discord: DiscordServer, recaps: Path) -> AsyncIterator[BotProcess]:
    """One bot that goes through it all, and is well at the end."""
    discord.guild("acme")
    running = await start_bot(discord, recaps=recaps)
    yield running
    assert await running.stop() == 0
    assert "Traceback" not in running.log
    assert discord.token not in running.log


@pytest.fixture
def general(discord: DiscordServer, bot: BotProcess) -> Channel:
    return discord.guild("acme").channel("general")


@pytest.fixture
async def ana(discord: DiscordServer, general: Channel) -> Person:
    return discord.user("ana")


async def is_answered(ana: Person, channel: Channel, within: float = 10) -> Post:
    reply = await (await ana.says(channel, "!talk weaving roots")).reply(within)
    assert "Mirela Duarte" in reply.text
    return reply


async def answered_once(discord: DiscordServer, question: Post, within: float = 10) -> None:
    """`question` has one reply, and still has once all that was begun is done."""
    assert "Mirela Duarte" in (await question.reply(within)).text
    other = discord.user("ben")
    await is_answered(other, question.channel, within)
    await asyncio.sleep(0.2)
    assert len(question.replies()) == 1


# --- the gateway ---------------------------------------------------------------------


async def cut(discord: DiscordServer) -> None:
    discord.gateway.abort()


async def reconnect(discord: DiscordServer) -> None:
    discord.gateway.reconnect()


async def invalid_but_resumable(discord: DiscordServer) -> None:
    discord.gateway.invalidate(resumable=True)


def closed(code: int) -> Callable[[DiscordServer], Awaitable[None]]:
    async def close(discord: DiscordServer) -> None:
        await discord.gateway.close(code)

    return close


@pytest.mark.parametrize(
    "trouble",
    [
        pytest.param(cut, id="cut without a word (1006)"),
        pytest.param(reconnect, id="asked to reconnect (op 7)"),
        pytest.param(invalid_but_resumable, id="session invalid but resumable (op 9)"),
        *(pytest.param(closed(code), id=f"closed with {code}") for code in (1000, 1001, 4000, 4003, 4008)),
    ],
)
async def test_a_broken_connection_is_resumed_and_no_question_is_missed(
    discord: DiscordServer, general: Channel, ana: Person, trouble: Callable[[DiscordServer], Awaitable[None]]
) -> None:
    await is_answered(ana, general)
    identified, resumed = len(discord.gateway.identifies), len(discord.gateway.resumes)
    await trouble(discord)
    question = await ana.says(general, "!talk weaving roots")
    await answered_once(discord, question)
    assert len(discord.gateway.identifies) == identified
    assert len(discord.gateway.resumes) == resumed + 1


async def test_an_outage_of_the_gateway_loses_no_question(
    discord: DiscordServer, general: Channel, ana: Person
) -> None:
    """Connecting again fails for a while; what was asked meanwhile is told when the session is resumed."""
    identified = len(discord.gateway.identifies)
    discord.gateway.refuse_upgrades = [503, 503]
    discord.gateway.abort()
    await answered_once(discord, await ana.says(general, "!talk weaving roots"), within=30)
    assert len(discord.gateway.identifies) == identified


async def test_a_gateway_fallen_silent_is_dialled_anew_and_no_question_is_missed(recaps: Path) -> None:
    """Neither data nor an end comes from it: a zombie, told by its silence alone."""
    async with DiscordServer() as discord:
        discord.gateway.heartbeat_interval = 0.2
        bot = await start_bot(discord, recaps=recaps, command=("-c", SOON_TIRED_OF_SILENCE))
        ana, general = discord.user("ana"), discord.guild("acme").channel("general")
        await is_answered(ana, general)
        discord.gateway.fall_silent()
        question = await ana.says(general, "!talk weaving roots")
        await answered_once(discord, question, within=30)
        assert (len(discord.gateway.identifies), len(discord.gateway.resumes)) == (1, 1)
        assert await bot.stop() == 0
        assert "Traceback" not in bot.log, bot.log


async def test_a_lost_session_is_begun_anew_and_nothing_else_is(
    discord: DiscordServer, bot: BotProcess, general: Channel, ana: Person
) -> None:
    """Closed with 4007 or 4009, or told that the session is invalid: no commands are registered again."""
    for trouble in (closed(4007), closed(4009), lambda server: server.gateway.invalidate(resumable=False)):
        synced, identified = len(discord.sent(SYNC)), len(discord.gateway.identifies)
        done = trouble(discord)
        if done is not None:
            await done
        await discord.until(
            lambda before=identified: len(discord.gateway.identifies) > before and discord.gateway.live,
            within=30,
            what="no new session",
        )
        await is_answered(ana, general)
        assert len(discord.sent(SYNC)) == synced
    assert sum("recaps loaded" in line for line in bot.lines) == 1


@pytest.mark.parametrize("code", [4004, 4010, 4011, 4013, 4014])
async def test_a_refusal_for_good_is_one_clear_line_and_an_exit_code(recaps: Path, code: int) -> None:
    async with DiscordServer() as discord:
        discord.gateway.close_on_identify = code
        bot = await start_bot(discord, recaps=recaps, wait=False)
        assert await bot.ended(40) not in (0, 2, 75)
        assert sum("CRITICAL" in line for line in bot.lines) == 1
        assert "Traceback" not in bot.log, bot.log


SOON_BACK = """
import sys
from bot import client
from bot.__main__ import main
client.BAN_SECONDS = 1.0
sys.exit(main(["run"]))
"""


@pytest.mark.parametrize("where", ["GET /users/@me", SYNC, GATEWAY])
@pytest.mark.parametrize("ban", ["1015", "40333"])
async def test_a_ban_while_starting_is_waited_out(recaps: Path, where: str, ban: str) -> None:
    """Ending would mean being started again at once, and every request makes such a ban longer."""
    async with DiscordServer() as discord:
        if ban == "1015":
            fault = discord.faults.rate_limit(where, via=False)
        else:
            fault = discord.faults.status(where, 403, code=40333, message="internal network error")
        bot = await start_bot(discord, recaps=recaps, command=("-c", SOON_BACK))
        assert fault.hits == 1
        await is_answered(discord.user("ana"), discord.guild("acme").channel("general"))
        assert await bot.stop() == 0
        assert "Traceback" not in bot.log, bot.log


@pytest.mark.parametrize("trouble", ["503 on connecting", "503 on asking where", "nobody listens"])
async def test_a_first_connection_that_fails_is_tried_again(recaps: Path, trouble: str) -> None:
    discord = DiscordServer()
    if trouble == "nobody listens":
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            discord.port = free.getsockname()[1]
        bot = await start_bot(discord, recaps=recaps, wait=False)
        await bot.logged("cannot be reached")
    async with discord:
        if trouble == "503 on connecting":
            discord.gateway.refuse_upgrades = [503]
        elif trouble == "503 on asking where":
            discord.faults.status(GATEWAY, 503)
        if trouble != "nobody listens":
            bot = await start_bot(discord, recaps=recaps, wait=False)
        await bot.ready()
        await is_answered(discord.user("ana"), discord.guild("acme").channel("general"))
        assert await bot.stop() == 0


async def test_a_crash_loop_cannot_use_up_the_days_sessions(recaps: Path, tmp_path: Path) -> None:
    """What was spent of the day's IDENTIFYs is kept across restarts; with nothing left the bot waits."""
    async with DiscordServer() as discord:
        bot = await start_bot(discord, recaps=recaps, data=tmp_path)
        await bot.kill()
        ledger = tmp_path / "identify"
        paid_until = float(ledger.read_text())
        assert paid_until > time.time()
        ledger.write_text(str(paid_until + 86_400))
        bot = await start_bot(discord, recaps=recaps, data=tmp_path, wait=False)
        await bot.logged("waiting to connect", within=30)
        assert await bot.stop() == 0
        assert len(discord.gateway.identifies) == 1


async def test_only_what_answering_needs_is_asked_for(discord: DiscordServer, bot: BotProcess) -> None:
    """Servers, messages, their text and reactions; nothing of members or presences."""
    needed = Intent.GUILDS | Intent.GUILD_MESSAGES | Intent.DIRECT_MESSAGES | Intent.MESSAGE_CONTENT
    assert {one.intents for one in discord.gateway.identifies} == {needed | Intent.GUILD_MESSAGE_REACTIONS}


async def test_an_outage_of_a_guild_is_waited_out(
    discord: DiscordServer, bot: BotProcess, general: Channel, ana: Person
) -> None:
    acme = discord.guild("acme")
    await is_answered(ana, general)
    library = Path(bot.env["RECAPBOT_DATA"]) / "guilds" / f"{acme.id}.db"
    discord.outage(acme)
    discord.outage(acme, over=True)
    await is_answered(ana, general)
    assert library.exists()
    assert not library.with_suffix(".left").exists(), "it never left"


# --- requests ------------------------------------------------------------------------


def faults(discord: DiscordServer) -> dict[str, Callable[[], object]]:
    return {
        "429 for this route": lambda: discord.faults.rate_limit(POST, 0.3),
        "429 shared": lambda: discord.faults.rate_limit(POST, 0.3, scope="shared"),
        "429 for all": lambda: discord.faults.rate_limit(POST, 0.3, scope="global"),
        "500": lambda: discord.faults.status(POST, 500),
        "502": lambda: discord.faults.status(POST, 502),
        "503 twice": lambda: discord.faults.status(POST, 503, times=2),
        "504": lambda: discord.faults.status(POST, 504),
        "524": lambda: discord.faults.status(POST, 524),
        "connection reset": lambda: discord.faults.reset(POST),
        "answer lost": lambda: discord.faults.reset(POST, after=True),
        "answer lost twice": lambda: discord.faults.reset(POST, after=True, times=2),
        "slow": lambda: discord.faults.delay(POST, 2),
    }


@pytest.mark.parametrize("fault", faults(DiscordServer()))
async def test_a_reply_that_fails_is_sent_again_and_never_twice(
    discord: DiscordServer, general: Channel, ana: Person, fault: str
) -> None:
    faults(discord)[fault]()
    await answered_once(discord, await ana.says(general, "!talk weaving roots"), within=20)


@pytest.mark.parametrize("status", [500, 503])
async def test_a_slash_commands_acknowledgement_that_fails_is_sent_again(
    discord: DiscordServer, general: Channel, ana: Person, status: int
) -> None:
    discord.faults.status("POST /interactions/*", status)
    reply = await ana.slash(general, "talk", query="weaving roots")
    assert isinstance(reply, Post)
    assert "Mirela Duarte" in reply.text
    assert reply.interaction is not None
    assert reply.interaction.acknowledged is Callback.MESSAGE


@pytest.mark.parametrize("code", ["1015", "40333"])
async def test_a_ban_by_the_proxy_costs_one_answer_and_one_line(
    discord: DiscordServer, bot: BotProcess, general: Channel, ana: Person, code: str
) -> None:
    """Cloudflare's 429 without JSON, or its 403: asking on would prolong it, so that reply is given up."""
    if code == "1015":
        ban = discord.faults.rate_limit(POST, via=False, times=20)
    else:
        ban = discord.faults.status(POST, 403, code=40333, message="internal network error", times=20)
    try:
        await ana.says(general, "!talk weaving roots")
        await bot.logged(code)
        await asyncio.sleep(0.5)
    finally:
        discord.faults.active.clear()
    assert ban.hits <= 3
    assert sum(code in line for line in bot.lines) == ban.hits
    assert not ana.dms.messages, "no permission is missing"
    await is_answered(ana, general)


async def test_a_token_revoked_while_running_ends_the_bot(recaps: Path) -> None:
    async with DiscordServer() as discord:
        bot = await start_bot(discord, recaps=recaps)
        ana, general = discord.user("ana"), discord.guild("acme").channel("general")
        await is_answered(ana, general)
        discord.token = "another"
        await discord.gateway.close(4000)
        assert await bot.ended(40) not in (0, 2, 75)
        assert sum("CRITICAL" in line for line in bot.lines) == 1
        assert "Traceback" not in bot.log, bot.log


async def test_a_question_gone_before_its_answer_gets_none(
    discord: DiscordServer, general: Channel, ana: Person
) -> None:
    question = await ana.says(general, "!talk weaving roots")
    await ana.deletes(question)
    await is_answered(discord.user("ben"), general)

    def aimed_at_it() -> list[Post]:
        return [reply for reply in question.replies() if reply.message.reference is question.message]

    await discord.until(lambda: not aimed_at_it(), what="an answer to nothing stays")


async def test_a_channel_gone_before_the_answer_is_one_line(
    discord: DiscordServer, bot: BotProcess, general: Channel, ana: Person
) -> None:
    discord.faults.status(POST, 404, code=10003, message="Unknown Channel")
    await ana.says(general, "!talk weaving roots")

    def told() -> int:
        return sum("10003" in line for line in bot.lines)

    # Two questions asked at once could meet the fault in either order.
    await discord.until(told, what="a line about the channel")
    await is_answered(ana, general)
    assert told() == 1


async def test_too_many_commands_registered_today_is_survived(recaps: Path) -> None:
    async with DiscordServer() as discord:
        discord.faults.status(
            SYNC, 400, code=30034, message="Max number of daily application command creates"
        )
        bot = await start_bot(discord, recaps=recaps)
        assert "30034" in await bot.logged("commands not synced")
        await is_answered(discord.user("ana"), discord.guild("acme").channel("general"))
        assert await bot.stop() == 0


async def test_the_token_is_nowhere_but_in_the_requests(discord: DiscordServer, bot: BotProcess) -> None:
    said = [str(call.body) for call in discord.calls]
    assert said
    assert not [text for text in (bot.log, *said) if discord.token in text]
    data = Path(bot.env["RECAPBOT_DATA"])
    held = await asyncio.to_thread(lambda: [p.read_bytes() for p in data.rglob("*") if p.is_file()])
    assert held
    assert not [content for content in held if discord.token.encode() in content]


# --- the bot's own house -------------------------------------------------------------


async def test_what_was_asked_is_answered_before_a_stop(recaps: Path) -> None:
    async with DiscordServer() as discord:
        bot = await start_bot(discord, recaps=recaps)
        ana, general = discord.user("ana"), discord.guild("acme").channel("general")
        await is_answered(ana, general)
        discord.faults.delay(POST, 1)
        question = await ana.says(general, "!talk weaving roots")
        await discord.until(
            lambda: discord.calls[-1].name == POST and not discord.calls[-1].status, what="no call"
        )
        assert await bot.stop(within=10) == 0
        assert "Mirela Duarte" in (await question.reply()).text


async def test_killed_at_any_moment_it_starts_again_and_answers(recaps: Path, tmp_path: Path) -> None:
    async with DiscordServer() as discord:
        ana, general = discord.user("ana"), discord.guild("acme").channel("general")
        for pause in (0.2, 0.5, None):
            bot = await start_bot(discord, recaps=recaps, data=tmp_path, wait=pause is None)
            if pause is not None:
                await asyncio.sleep(pause)
                await bot.kill()
        await is_answered(ana, general)
        assert await bot.stop() == 0


@pytest.mark.parametrize("damage", ["garbage", "cut short"])
async def test_a_damaged_library_is_set_aside_and_built_again(
    recaps: Path, tmp_path: Path, damage: str
) -> None:
    async with DiscordServer() as discord:
        bot = await start_bot(discord, recaps=recaps, data=tmp_path)
        assert await bot.stop() == 0
        library = tmp_path / "shared.db"
        content = library.read_bytes()
        library.write_bytes(b"garbage" * 1000 if damage == "garbage" else content[: len(content) // 2])
        bot = await start_bot(discord, recaps=recaps, data=tmp_path)
        await is_answered(discord.user("ana"), discord.guild("acme").channel("general"))
        assert await bot.stop() == 0
        assert "Traceback" not in bot.log, bot.log


async def test_a_library_of_a_newer_version_is_refused_with_a_word(recaps: Path, tmp_path: Path) -> None:
    async with DiscordServer() as discord:
        bot = await start_bot(discord, recaps=recaps, data=tmp_path)
        assert await bot.stop() == 0
        with sqlite3.connect(tmp_path / "shared.db") as database:
            database.execute("PRAGMA user_version = 9999")
        database.close()
        bot = await start_bot(discord, recaps=recaps, data=tmp_path, wait=False)
        assert await bot.ended() != 0
        assert "update Recapbot" in bot.log
        assert "Traceback" not in bot.log, bot.log


async def test_data_that_cannot_be_written_is_one_clear_line(recaps: Path, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    async with DiscordServer() as discord:
        bot = await start_bot(discord, recaps=recaps, data=tmp_path / "data", wait=False)
        assert await bot.ended() != 0
        assert Counter("data" in line for line in bot.lines)[True] >= 1
        assert "Traceback" not in bot.log, bot.log
