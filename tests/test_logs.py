"""One line per event, whatever happens, and no secret in any of them."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest

from bot.config import Settings
from bot.errors import ConfigError
from bot.logs import configure

TOKEN = "MTE0NTE0MTkxOTgxMDAwMDAwMA.GaBcDe.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
log = logging.getLogger("bot.test")


@pytest.fixture(autouse=True)
def _restore() -> Iterator[None]:
    root = logging.getLogger()
    before = (root.handlers[:], root.level)
    yield
    root.handlers[:], root.level = before


def written(level: str = "INFO", *, as_json: bool = False, secrets: tuple[str, ...] = ()) -> io.StringIO:
    stream = io.StringIO()
    configure(level, as_json=as_json, secrets=secrets, stream=stream)
    return stream


def test_an_event_is_one_line_with_its_fields() -> None:
    stream = written()
    log.info("connected", extra={"shard": 0, "place": "a b"})
    (line,) = stream.getvalue().splitlines()
    assert line.endswith('INFO     bot.test connected shard=0 place="a b"')


def test_json_on_request() -> None:
    stream = written(as_json=True)
    log.warning("late %s", "again", extra={"seconds": 1.5, "time": "not mine"})
    record = json.loads(stream.getvalue())
    assert (record["level"], record["logger"], record["event"]) == ("warning", "bot.test", "late again")
    assert record["seconds"] == 1.5
    assert record["time"] != "not mine"


def test_what_broke_inside_a_library_is_told_by_its_causes_alone() -> None:
    stream = written()
    try:
        try:
            raise ConnectionRefusedError("nobody there")
        except ConnectionRefusedError as error:
            raise OSError("cannot connect") from error
    except OSError:
        logging.getLogger("discord.gateway").exception("Attempting a reconnect")
    (line,) = stream.getvalue().splitlines()
    assert line.endswith(
        'Attempting a reconnect cause="OSError: cannot connect ← ConnectionRefusedError: nobody there"'
    )


@pytest.mark.parametrize("as_json", [False, True])
def test_what_broke_in_our_code_has_a_traceback(as_json: bool) -> None:
    stream = written(as_json=as_json)
    try:
        Settings.from_env({"RECAPBOT_PREFIX": "a b c d e f g"})
    except ConfigError:
        log.exception("failed")
    (line,) = stream.getvalue().splitlines()
    assert "in from_env" in line


@pytest.mark.parametrize("as_json", [False, True])
def test_a_traceback_stays_on_the_line_of_its_event(as_json: bool) -> None:
    stream = written(as_json=as_json)
    try:
        raise ValueError("first line\nsecond line\x1b[31m\u2028third")
    except ValueError:
        log.exception("failed")
    (line,) = stream.getvalue().split("\n")[:-1]
    assert "ValueError: first line" in line
    assert "\x1b" not in line


@pytest.mark.parametrize("as_json", [False, True])
@pytest.mark.parametrize(
    "secret",
    [
        TOKEN,
        "hunter2-the-configured-one",
        "aW50ZXJhY3Rpb246MTIzNDU2Nzg5MDEyMzQ1Njc4OmFiY2RlZg",
    ],
)
def test_no_secret_passes_in_message_field_or_traceback(secret: str, as_json: bool) -> None:
    stream = written(as_json=as_json, secrets=("hunter2-the-configured-one",))
    address = (
        f"https://discord.com/api/v10/interactions/123/{secret}/callback and /webhooks/9/{secret}/messages"
    )
    log.info("calling %s", address, extra={"url": address})
    try:
        raise OSError(address)
    except OSError:
        log.exception("failed")
    assert secret not in stream.getvalue()
    assert "[secret]" in stream.getvalue()


def test_debug_never_lets_libraries_tell_what_people_wrote() -> None:
    stream = written("DEBUG")
    log.debug("ours")
    for name in ("discord.gateway", "discord.http", "aiosqlite"):
        logging.getLogger(name).debug("the words of a person")
    assert "ours" in stream.getvalue()
    assert "the words of a person" not in stream.getvalue()


def test_quiet_is_quiet_for_all() -> None:
    stream = written("ERROR")
    logging.getLogger("discord").warning("hm")
    log.warning("hm")
    assert stream.getvalue() == ""
