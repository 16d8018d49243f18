"""Settings, read once from the environment.

The names are documented in the README's table; `Settings.from_env` is the only reader
of the environment in the whole program.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, cast

from bot.errors import ConfigError

MessageContent = Literal["auto", "on", "off"]


@dataclass(frozen=True, slots=True)
class Shards:
    """Which part of how many shards this process runs; `count` None lets Discord say."""

    count: int | None = None
    ids: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set from outside. `token` never appears in a repr or a log."""

    token: str | None = field(default=None, repr=False)
    data: Path = Path("data")
    recaps: Path = Path("recaps")
    prefix: str = "!"
    log_level: str = "INFO"
    log_json: bool = False
    message_content: MessageContent = "auto"
    api_url: str | None = None
    gateway_url: str | None = None
    shards: Shards | None = None
    redis_url: str | None = field(default=None, repr=False)
    health_addr: tuple[str, int] | None = None

    @property
    def shared_db(self) -> Path:
        """The file of the shared library."""
        return self.data / "shared.db"

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> Settings:
        """Read the settings from `env`; raises `ConfigError` naming the variable that is wrong."""
        content = env.get("RECAPBOT_MESSAGE_CONTENT", "auto").lower()
        if content not in ("auto", "on", "off"):
            raise ConfigError(f"RECAPBOT_MESSAGE_CONTENT is {content!r}: use auto, on or off.")
        level = (env.get("RECAPBOT_LOG") or "INFO").upper()
        level, _, form = level.partition(":")
        if level not in ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL") or form not in ("", "JSON"):
            raise ConfigError(
                f"RECAPBOT_LOG is {level.lower()!r}: use debug, info, warning or error, "
                "with :json behind it for JSON lines."
            )
        prefix = env.get("RECAPBOT_PREFIX") or "!"
        if len(prefix) > 10 or prefix.strip() != prefix:
            raise ConfigError("RECAPBOT_PREFIX must be 1 to 10 characters without spaces around.")
        return cls(
            token=_token(env),
            data=Path(env.get("RECAPBOT_DATA") or "data"),
            recaps=Path(env.get("RECAPBOT_RECAPS") or "recaps"),
            prefix=prefix,
            log_level=level,
            log_json=form == "JSON",
            message_content=cast(MessageContent, content),
            api_url=_url(env, "DISCORD_API_URL", ("http://", "https://")),
            gateway_url=_url(env, "DISCORD_GATEWAY_URL", ("ws://", "wss://")),
            shards=parse_shards(env.get("RECAPBOT_SHARDS")),
            redis_url=_url(env, "RECAPBOT_REDIS_URL", ("redis://", "rediss://", "unix://")),
            health_addr=_address(env.get("RECAPBOT_HEALTH_ADDR")),
        )


def _token(env: Mapping[str, str]) -> str | None:
    path = env.get("DISCORD_TOKEN_FILE")
    if env.get("DISCORD_TOKEN"):
        return env["DISCORD_TOKEN"].strip() or None
    if not path:
        return None
    try:
        return Path(path).read_text(encoding="utf-8").strip() or None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"DISCORD_TOKEN_FILE names {path}, which cannot be read: {error}.") from error


def _url(env: Mapping[str, str], name: str, schemes: tuple[str, ...]) -> str | None:
    value = (env.get(name) or "").strip().rstrip("/")
    if value and not value.startswith(schemes):
        raise ConfigError(f"{name} is {value!r}: it must begin with {' or '.join(schemes)}.")
    return value or None


def _address(value: str | None) -> tuple[str, int] | None:
    if not value:
        return None
    host, _, port = value.rpartition(":")
    if not port.isdigit() or not 0 <= int(port) <= 65535:
        raise ConfigError(f"RECAPBOT_HEALTH_ADDR is {value!r}: use host:port, for example 0.0.0.0:8080.")
    return (host.strip("[]") or "127.0.0.1", int(port))


def parse_shards(value: str | None) -> Shards | None:
    """`""` → None (one connection), `auto` → `Shards()`, `16` → all of 16, `0-3/16` → four of 16.

    Raises `ConfigError` for anything else.
    """
    text = (value or "").strip().lower()
    if not text:
        return None
    if text == "auto":
        return Shards()
    match = re.fullmatch(r"(?:(\d{1,5})(?:-(\d{1,5}))?/)?(\d{1,5})", text)
    if match:
        first, last, count = match.group(1), match.group(2), int(match.group(3))
        if first is None and count > 0:
            return Shards(count)
        ids = range(int(first or 0), int(last or first or 0) + 1)
        if len(ids) > 0 and ids[-1] < count:
            return Shards(count, tuple(ids))
    raise ConfigError(f"RECAPBOT_SHARDS is {value!r}: use auto, a number, or a part such as 0-3/16.")
