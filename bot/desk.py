"""The use cases: what can be asked of Recapbot, whatever door it is asked through.

Each method reads as the flow: words → command → answer, or file → recap → library.
Doors (cogs, console) talk to nothing below this module.
"""

from __future__ import annotations

import asyncio
import threading
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable, Hashable, Iterable, Mapping, Sequence
from contextlib import aclosing, suppress
from pathlib import Path
from typing import Any, TypeVar

from bot import search
from bot.errors import NotFound, ReadError, StoreError
from bot.index import Index
from bot.loading import (
    FileReport,
    LoadReport,
    Outcome,
    Progress,
    ReadFile,
    gather,
    missing,
    read_files,
    unchanged,
)
from bot.model import Answer, Command, CommandName, Hit, RecapRef
from bot.store.archive import MANIFEST
from bot.store.libraries import Libraries
from bot.store.library import Library
from bot.store.values import Source

T = TypeVar("T")
LoadApart = Callable[[Path, Progress], Awaitable[list[FileReport]]]
"""Brings the shared library in line with a folder, in a process of its own."""

TOGETHER = 8
"""Of many replies waiting, those composed before any is sent: at once in less time than one by one."""

POPULAR = 5
"""Things asked for often in a guild that are suggested ahead of what is new."""

RECENT = 1100
"""Questions whose replies are remembered, some 2 KiB each: what one person asks, others soon ask too."""
_BRIEF = 60
"""Characters of a name that is looked up in no time; questions and whole sentences take longer."""
_STATES = 4
"""Replies remembered to one question: guilds with recaps of their own may each get another."""


class Desk:
    """Answers questions from the shared library and, inside a guild, from that guild's own.

    With `load_apart` no file is read here, which takes time and memory, but where that says.
    """

    def __init__(self, libraries: Libraries, load_apart: LoadApart | None = None) -> None:
        self.libraries = libraries
        self._recent = Recent()
        self._turns = Turns()
        self._load_apart = load_apart

    async def answer(self, command: Command, guild_id: int | None = None, about: Hit | None = None) -> Answer:
        """The reply to `command`; `about` is what an earlier reply, now followed up, was about."""
        return await self.libraries.read(
            guild_id, lambda indexes: search.answer(command, _telling(indexes), about), telling=True
        )

    async def shown(
        self,
        command: Command,
        guild_id: int | None,
        show: Callable[[Answer], T],
        how: Hashable = None,
        about: Hit | None = None,
        *,
        alone: bool = False,
    ) -> T:
        """What `show` makes of the answer, remembered for whoever asks the same to be shown the same way.

        `how` stands for all that `show` makes a difference of besides the answer. What takes no
        longer than beginning in another thread would is done in this one, by turns: unless who
        asks is `alone`, other replies are sent in between, after every few.
        """
        asked = command, how, about
        if (states := self.libraries.states(guild_id)) is not None:
            given: T | None = self._recent.find(asked, states)
            if given is not None:
                return given

        def look(indexes: Sequence[Index]) -> T:
            states = [index.state for index in indexes]
            made: T | None = self._recent.find(asked, states)
            if made is None:
                made = show(search.answer(command, _telling(indexes), about))
                self._recent.add(asked, states, made)
            return made

        if command.name != "ask" and len(command.argument) <= _BRIEF:
            if not alone:
                await self._turns.wait()
            with suppress(StoreError):  # which is met again, and mended, below
                if (made := self.libraries.read_at_once(guild_id, look)) is not None:
                    return made
        return await self.libraries.read(guild_id, look, telling=True)

    async def warm_up(self) -> None:
        """Have ready what the first question would have to wait for."""
        with suppress(StoreError):  # which the first question will tell
            await self.libraries.read(None, search.warm_up)

    async def complete(self, name: CommandName, typed: str, guild_id: int | None = None) -> tuple[str, ...]:
        """Up to 25 suggestions of up to 100 characters for what is being typed."""

        def suggest(indexes: Sequence[Index]) -> tuple[str, ...]:
            own = [] if typed.strip() else [index for index in indexes if index.scope == "guild"]
            often = [words for index in own for words in index.asked_often(name, POPULAR)]
            popular = [search.answer(Command(name, words), _telling(indexes)) for words in often]
            return search.complete(name, typed, _telling(indexes), popular)

        return await self.libraries.read(guild_id, suggest, telling=bool(typed.strip()))

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
            reports += await self._load_one(path, progress or (lambda _done, _total: None))
        return LoadReport(tuple(reports))

    async def _load_one(self, path: Path, progress: Progress) -> list[FileReport]:
        if self._load_apart is not None and not await self.libraries.shared_usable():
            return await self._load_apart(path, progress)
        library = await self.libraries.shared()
        origin = str(path.resolve()) if path.is_dir() else ""
        known = await library.known(origin)
        found = await asyncio.to_thread(lambda: list(gather(path)))
        same = await asyncio.to_thread(unchanged, found, known)
        reports = [FileReport(file, "unchanged") for file in same]
        changed = [item for item in found if item.file not in same]
        if changed and self._load_apart is not None:
            return await self._load_apart(path, progress)
        progress(len(same), len(found))
        async with aclosing(read_files(changed)) as batches:
            async for batch in batches:
                stored = await library.put_files(
                    origin, [Source(read.file, read.data, read.rows) for read in batch if read.rows]
                )
                refused = {item.file: item.problem for item in stored if item.problem}
                reports += [_report(read, refused.get(read.file, ""), known) for read in batch]
                progress(len(reports), len(found))
        if origin and (gone := missing(known, found)):
            await library.forget_files(origin, gone)
            reports += [FileReport(file, "removed") for file in gone]
        if origin:
            reports += await _apply_manifest(library, origin, path / MANIFEST)
        await library.settle()
        return sorted(reports, key=lambda report: report.file)

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


class Turns:
    """Lets `TOGETHER` of all who wait go on in each round of the event loop, in the order they came."""

    def __init__(self) -> None:
        self._waiting: deque[asyncio.Future[None]] = deque()

    async def wait(self) -> None:
        """Wait for one's turn."""
        loop = asyncio.get_running_loop()
        if not self._waiting:
            loop.call_soon(self._next, loop)
        self._waiting.append(turn := loop.create_future())
        await turn

    def _next(self, loop: asyncio.AbstractEventLoop) -> None:
        for _ in range(min(TOGETHER, len(self._waiting))):
            if not (turn := self._waiting.popleft()).done():
                turn.set_result(None)
        if self._waiting:
            loop.call_soon(self._next, loop)


class Recent:
    """Replies given lately, each good as long as all libraries it was found in are in the same state."""

    def __init__(self) -> None:
        self._given: OrderedDict[object, dict[object, Any]] = OrderedDict()
        self._lock = threading.Lock()

    def find(self, asked: object, states: Iterable[object | None]) -> Any:
        """What was given in these states; one that is None has no say, so guilds with nothing share."""
        with self._lock:
            made = self._given.get(asked, {}).get(tuple(filter(None, states)))
            if made is not None:
                self._given.move_to_end(asked)
        return made

    def add(self, asked: object, states: Iterable[object | None], made: object) -> None:
        """Keep what was given."""
        with self._lock:
            given = self._given.setdefault(asked, {})
            given[tuple(filter(None, states))] = made
            if len(given) > _STATES:
                del given[next(iter(given))]
            self._given.move_to_end(asked)
            if len(self._given) > RECENT:
                self._given.popitem(last=False)


def _telling(indexes: Sequence[Index]) -> Sequence[Index]:
    """The libraries with something in them; a guild's rarely has."""
    return [index for index in indexes if index.scope == "shared" or index.state is not None]


def _report(read: ReadFile, refused: str, known: Mapping[str, str]) -> FileReport:
    if read.rows is None or refused:
        return FileReport(read.file, "failed", message=read.error or refused)
    outcome: Outcome = "updated" if read.file in known else "added"
    return FileReport(read.file, outcome, read.rows.talks, read.rows.frame.warnings)
