"""Logs: one line per event, for people or (RECAPBOT_LOG=info:json) for machines.

Events have a short name and fields: `log.info("connected", extra={"shard": 0})`. An
exception becomes the chain of its causes, with the traceback if our code is in it. What
people ask is never logged, and whatever looks like a secret is blotted out on its way
to the stream, be it in a message, a field or a traceback.
"""

from __future__ import annotations

import json
import logging
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from traceback import walk_tb
from typing import TextIO

_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
_BLOT = "[secret]"
_SECRETS = re.compile(
    r"[\w-]{20,}\.[\w-]{6}\.[\w-]{27,}"  # a bot token
    r"|(?<=/interactions/)\d+/[\w-]+"  # the token that answers an interaction
    r"|(?<=/webhooks/)\d+/[\w-]+"
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
# Below INFO these write gateway payloads, SQL with its values or addresses: other people's words.
_TALKATIVE = ("discord", "aiosqlite", "aiohttp", "asyncio", "urllib3", "watchfiles")


def configure(
    level: str, *, as_json: bool, secrets: Iterable[str] = (), stream: TextIO | None = None
) -> None:
    """Send every log line of the process to `stream` (standard error); replaces what was set up before."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(OneLine(as_json=as_json, secrets=secrets))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(max(logging.INFO, root.level))


class OneLine(logging.Formatter):
    """Formats a record as `time LEVEL logger event key=value …` or as a JSON object."""

    def __init__(self, *, as_json: bool, secrets: Iterable[str] = ()) -> None:
        super().__init__()
        self._json = as_json
        self._secrets = sorted(filter(None, secrets), key=len, reverse=True)

    def format(self, record: logging.LogRecord) -> str:
        """One line, without secrets."""
        fields = {name: value for name, value in vars(record).items() if name not in _STANDARD}
        if record.exc_info and (error := record.exc_info[1]):
            fields["cause"] = " ← ".join(f"{type(e).__name__}: {e}".strip(": ") for e in _causes(error))
            if any(map(_passed_through_us, _causes(error))):
                fields["traceback"] = self.formatException(record.exc_info)
        if record.stack_info:
            fields["stack"] = record.stack_info
        time = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        clean = {name: self._clean(value) for name, value in fields.items()}
        event = self._clean(record.getMessage())
        if self._json:
            head = {"time": time, "level": record.levelname.lower(), "logger": record.name, "event": event}
            return json.dumps({**clean, **head}, ensure_ascii=False, default=str)
        told = "".join(f" {name}={_value(value)}" for name, value in clean.items())
        return f"{time} {record.levelname:<8} {record.name} {_flat(str(event))}{told}"

    def _clean(self, value: object) -> object:
        if value is None or isinstance(value, bool | int | float):
            return value
        text = str(value)
        for secret in self._secrets:
            text = text.replace(secret, _BLOT)
        return _SECRETS.sub(_BLOT, text)


def _causes(error: BaseException) -> Iterator[BaseException]:
    yield error
    while cause := error.__cause__ or (None if error.__suppress_context__ else error.__context__):
        yield (error := cause)


def _passed_through_us(error: BaseException) -> bool:
    """Else the traceback only tells where in a library a connection broke: pages of it, at each attempt."""
    return any(
        frame.f_globals.get("__name__", "").startswith("bot.") for frame, _ in walk_tb(error.__traceback__)
    )


def _flat(text: str) -> str:
    return _CONTROL.sub(lambda found: " ⏎ " if found[0] == "\n" else ascii(found[0])[1:-1], text)


def _value(value: object) -> str:
    text = _flat(str(value))
    return json.dumps(text, ensure_ascii=False) if " " in text or '"' in text else text
