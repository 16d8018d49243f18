"""The use cases: what can be asked of Recapbot, whatever door it is asked through.

Each method reads as the flow: words → command → answer, or file → recap → library.
Doors (cogs, console) talk to nothing below this module.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from bot import search
from bot.errors import NotFound, ReadError, StoreError
from bot.loading import FileReport, Found, LoadReport, Outcome, ReadFile, gather, missing, read_file
from bot.model import Answer, Command, CommandName, Hit, RecapRef
from bot.store.archive import MANIFEST
from bot.store.libraries import Libraries
from bot.store.library import Library

Progress = Callable[[int, int], None]
"""Told how many of how many files are done."""

BATCH = 50
"""Files stored in one transaction: few enough to keep progress moving, many enough to be fast."""


class Desk:
    """Answers questions from the shared library and, inside a guild, from that guild's own."""

    def __init__(self, libraries: Libraries) -> None:
        self.libraries = libraries

    async def answer(self, command: Command, guild_id: int | None = None, about: Hit | None = None) -> Answer:
        """The reply to `command`; `about` is what an earlier reply, now followed up, was about."""
        start = time.perf_counter()
        answer = await self.libraries.read(guild_id, lambda indexes: search.answer(command, indexes, about))
        return replace(answer, elapsed_ms=(time.perf_counter() - start) * 1000)

    async def complete(self, name: CommandName, typed: str, guild_id: int | None = None) -> tuple[str, ...]:
        """Up to 25 suggestions of up to 100 characters for what is being typed."""
        return await self.libraries.read(guild_id, lambda indexes: search.complete(name, typed, indexes))

    async def open(self, chosen: Hit | RecapRef, query: str, guild_id: int | None = None) -> Answer:
        """The reply to picking one of several; raises `NotFound` if its recap is gone."""
        ref = chosen.recap if isinstance(chosen, Hit) else chosen
        key = chosen.talk.key if isinstance(chosen, Hit) and chosen.talk else None
        stored = await self.libraries.recap(guild_id, ref.scope, ref.id)
        if key is None:
            return Answer("recap", query, (Hit(stored.ref, None, 1.0),), recaps=(stored,))
        talk = stored.recap.talk(key)
        if talk is None:
            raise NotFound("That talk is no longer in its recap; ask again to see what is there now.")
        return Answer("talk", query, (Hit(stored.ref, talk, 1.0),))

    async def load(self, paths: Iterable[Path], progress: Progress | None = None) -> LoadReport:
        """Bring the shared library in line with files and folders; one bad file never stops the others.

        Unchanged files are skipped; a recap whose file is gone from a folder named here is removed.
        """
        reports: list[FileReport] = []
        for path in paths:
            reports += await self._load_one(path, progress)
        return LoadReport(tuple(reports))

    async def _load_one(self, path: Path, progress: Progress | None) -> list[FileReport]:
        library = await self.libraries.shared()
        origin = str(path.resolve()) if path.is_dir() else ""
        known = await library.known(origin)
        found = await asyncio.to_thread(lambda: list(gather(path)))
        reports: list[FileReport] = []
        batch: list[ReadFile] = []
        failed: dict[str, str] = {}
        for number, item in enumerate(found, 1):
            read = await asyncio.to_thread(read_file, item, known)
            reports.append(_report(item, read, known))
            if read is not None and read.recap is not None:
                batch.append(read)
            if len(batch) == BATCH or number == len(found):
                stored = await library.put_files(
                    origin, [(r.file, r.data, r.recap) for r in batch if r.recap]
                )
                failed |= {item.file: item.problem for item in stored if item.problem}
                batch.clear()
            if progress is not None:
                progress(number, len(found))
        reports = [
            FileReport(r.file, "failed", message=failed[r.file]) if r.file in failed else r for r in reports
        ]
        gone = missing(known, found) if origin else ()
        if gone:
            await library.forget_files(origin, gone)
        reports += [FileReport(file, "removed") for file in gone]
        if path.is_dir():
            reports += await _apply_manifest(library, origin, path / MANIFEST)
        return reports

    async def export(self, folder: Path) -> int:
        """Write every shared recap into `folder` as it was received; returns how many there are."""
        files = await (await self.libraries.shared()).export()
        await asyncio.to_thread(_write, folder, files)
        return len(files)


async def _apply_manifest(library: Library, origin: str, manifest: Path) -> list[FileReport]:
    """Lay what an export noted over the recaps it lies beside."""
    try:
        data = await asyncio.to_thread(manifest.read_bytes)
    except FileNotFoundError:
        return []
    except OSError as error:
        return [FileReport(MANIFEST, "failed", message=f"cannot be opened: {error.strerror or error}")]
    try:
        await library.apply(origin, data)
    except ReadError as error:
        return [FileReport(MANIFEST, "failed", message=str(error))]
    return []


def _write(folder: Path, files: Sequence[tuple[str, bytes]]) -> None:
    for file, data in files:
        target = folder / file
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        except OSError as error:
            raise StoreError(f"{target} cannot be written: {error.strerror or error}.") from error


def _report(found: Found, read: ReadFile | None, known: dict[str, str]) -> FileReport:
    if read is None:
        return FileReport(found.file, "unchanged")
    if read.recap is None:
        return FileReport(found.file, "failed", message=read.error)
    outcome: Outcome = "updated" if found.file in known else "added"
    return FileReport(found.file, outcome, len(read.recap.talks), read.recap.warnings)
