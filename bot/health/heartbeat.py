"""The heartbeat file: written by the running bot, read by `recapbot health` in another process.

It is replaced whenever a heartbeat is acknowledged, so its age is the age of the last
sign of life from Discord. Monotonic times in it hold across processes of one machine.
"""

from __future__ import annotations

import json
import logging
import os
import time
from dataclasses import asdict
from pathlib import Path

from bot.config import Settings
from bot.health.pulse import UNHEALTHY, ShardState, Vitals, ailing

log = logging.getLogger(__name__)


def heartbeat_file(settings: Settings) -> Path:
    """Where the process with these settings leaves its heartbeat; processes of other shards have others."""
    ids = settings.shards.ids if settings.shards else None
    return settings.data / ("heartbeat.json" if ids is None else f"heartbeat-{ids[0]}-{ids[-1]}.json")


def write_heartbeat(path: Path, vitals: Vitals) -> None:
    """Replace the file; where the disk is full or read-only, that is logged and nothing else happens."""
    fresh = path.with_suffix(".new")
    try:
        fresh.write_text(json.dumps(asdict(vitals)), encoding="utf-8")
        os.replace(fresh, path)  # noqa: PTH105 - atomic on every system
    except OSError as error:
        log.warning("heartbeat not written", extra={"file": path, "error": error})


def forget_heartbeat(path: Path) -> None:
    """Take the file away: at the start, so that no old one counts, and at a clean end."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        log.warning("heartbeat not removed", extra={"file": path, "error": error})


def check(settings: Settings, now: float | None = None) -> tuple[bool, str]:
    """Whether the bot with these settings is healthy, and one line that says why or why not."""
    now = time.monotonic() if now is None else now
    try:
        vitals = _read(heartbeat_file(settings), now)
    except FileNotFoundError:
        return False, f"unhealthy: no bot is connected that stores in {settings.data}"
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        return False, f"unhealthy: the heartbeat file cannot be read: {error}"
    if max(shard.acknowledged for shard in vitals.shards.values()) > now:
        return False, "unhealthy: the heartbeat file is older than this machine's start"
    if reason := ailing(vitals, now, UNHEALTHY):
        return False, f"unhealthy: {reason}"
    if not vitals.database:
        return False, "unhealthy: the database does not answer"
    oldest = now - min(shard.acknowledged for shard in vitals.shards.values())
    content = "" if vitals.message_content is not False else "; without the message-content intent"
    return (
        True,
        f"healthy: shards {_numbers(vitals)}, last heartbeat acknowledged {oldest:.0f} s ago{content}",
    )


def _read(path: Path, now: float) -> Vitals:
    raw = json.loads(path.read_text(encoding="utf-8"))
    shards = {int(number): ShardState(**state) for number, state in raw.pop("shards").items()}
    if not shards:
        raise FileNotFoundError(path)
    return Vitals(**{**raw, "shards": shards, "felt": now})


def _numbers(vitals: Vitals) -> str:
    return ", ".join(map(str, sorted(vitals.shards)))
