"""The recaps folder, watched: says when to look again, not what to read."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import aclosing, suppress
from pathlib import Path

from watchfiles import Change, awatch

log = logging.getLogger(__name__)
QUIET_MS = 1500
"""Changes are told together once the folder was quiet for so long: a git checkout is one change …"""
LONGEST_MS = 15_000
"""… or after this long, if it never is quiet."""
PULSE_MS = 5000
"""How often to see whether the folder is still the one that is watched."""


async def changes(
    folder: Path, stop: asyncio.Event | None = None, *, quiet_ms: int = QUIET_MS, pulse_ms: int = PULSE_MS
) -> AsyncIterator[frozenset[Path]]:
    """Yield the paths that changed below `folder`, together once they have settled.

    An empty set means: look through the whole folder. It comes once soon after the start,
    for what changed before watching began, and when the folder was away or was replaced by
    another (as a volume or a link may be). While it is not there nothing is yielded, so
    that an unmounted folder does not look like an emptied one. Ends when `stop` is set.
    """
    stop = stop or asyncio.Event()
    while not stop.is_set():
        watched = _identity(folder)
        if watched is None:
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), pulse_ms / 1000)
            continue
        fresh = True
        try:
            watching = awatch(
                folder,
                watch_filter=_Visible(folder),
                debounce=LONGEST_MS,
                step=quiet_ms,
                stop_event=stop,
                rust_timeout=pulse_ms,
                yield_on_timeout=True,
                ignore_permission_denied=True,
            )
            async with aclosing(watching):
                async for found in watching:
                    if _identity(folder) != watched:
                        break
                    if found or fresh:
                        yield frozenset() if fresh else frozenset(Path(path) for _, path in found)
                    fresh = False
        except OSError as error:
            log.warning("The folder %s cannot be watched now: %s", folder, error)
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), pulse_ms / 1000)


class _Visible:
    """Leaves out hidden files and folders (`.git`), and the half-written files of editors."""

    def __init__(self, folder: Path) -> None:
        self._roots = (folder.absolute(), folder.resolve())

    def __call__(self, _: Change, path: str) -> bool:
        found = Path(path)
        root = next((root for root in self._roots if found.is_relative_to(root)), None)
        parts = found.relative_to(root).parts if root else (found.name,)
        return not any(part.startswith((".", "#")) or part.endswith(("~", ".swp", ".tmp")) for part in parts)


def _identity(folder: Path) -> tuple[int, int] | None:
    """What tells this folder from another under the same name; None if it is not there."""
    try:
        status = folder.stat()
    except OSError:
        return None
    return (status.st_dev, status.st_ino) if folder.is_dir() else None
