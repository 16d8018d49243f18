"""The recaps folder of a running bot: loaded at the start, and again whenever it changes."""

from __future__ import annotations

import logging
import time
from pathlib import Path

from bot.config import Settings
from bot.desk import Desk, LoadApart
from bot.errors import RecapbotError
from bot.health.metrics import Metrics
from bot.loading import FileReport, Progress, load_apart
from bot.store.libraries import Libraries
from bot.watch import changes

log = logging.getLogger(__name__)
TELL_EVERY = 10.0
"""Seconds between two lines in the log about how far loading is."""


def apart_from(libraries: Libraries) -> LoadApart:
    """How the shared one of `libraries` is loaded by a process of its own."""

    async def load(folder: Path, progress: Progress) -> list[FileReport]:
        return await load_apart(folder, libraries.shared_path, progress)

    return load


async def begin(desk: Desk, settings: Settings, metrics: Metrics) -> None:
    """Open the shared library, in line with the folder; raises `StoreError` if it cannot be opened."""
    if await desk.libraries.shared_usable():  # else it is made anew by who loads
        await desk.libraries.shared()  # without which there is nothing to start for
    await _load_or_say(desk, settings, metrics)
    await desk.libraries.shared()


async def _load(desk: Desk, settings: Settings, metrics: Metrics) -> None:
    if not settings.recaps.is_dir():
        log.error("no recaps folder", extra={"folder": settings.recaps})
        return
    report = await desk.load([settings.recaps], _telling())
    for file in report.files:
        metrics.loaded(file.outcome)
        if file.message:
            log.error("not stored", extra={"file": file.file, "reason": file.message})
    if report.count("unchanged") < len(report.files):
        log.info("recaps loaded: %s", report.summary())


def _telling() -> Progress:
    """A line in the log every now and then, while much is loaded."""
    told = time.monotonic()

    def tell(done: int, total: int) -> None:
        nonlocal told
        if time.monotonic() - told >= TELL_EVERY:
            told = time.monotonic()
            log.info("loading recaps: %d of %d", done, total)

    return tell


async def follow(desk: Desk, settings: Settings, metrics: Metrics) -> None:
    """Load again whenever the recaps folder changes."""
    async for _ in changes(settings.recaps):
        await _load_or_say(desk, settings, metrics)


async def _load_or_say(desk: Desk, settings: Settings, metrics: Metrics) -> None:
    """Load; what cannot be stored is told, and what was stored before still answers."""
    try:
        await _load(desk, settings, metrics)
    except RecapbotError as error:
        log.error("recaps not loaded", extra={"reason": error})  # noqa: TRY400 - one line is enough
