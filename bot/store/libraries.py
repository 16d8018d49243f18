"""The shared library and one per guild, each in its own file, opened when asked for.

`data/shared.db`, `data/guilds/<id>.db`. No more than a few guilds' files are open at a
time; the one used least recently is closed first, and those idle for a while are too.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import sqlite3
import time
from collections.abc import AsyncIterator, Callable, Collection, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Self, TypeVar

from bot.errors import DamagedLibrary, StoreError
from bot.model import Scope, StoredRecap
from bot.store import backups, opening
from bot.store.connections import open_reader
from bot.store.faults import telling
from bot.store.index import Index
from bot.store.library import Library
from bot.store.searching import Searchers
from bot.store.values import Reader

T = TypeVar("T")
_DAY = timedelta(days=1)
log = logging.getLogger(__name__)
KEEP_LEFT = 30
"""For how many days a guild's file is kept after the guild removed the bot."""
OPEN_GUILDS = 64
IDLE_SECONDS = 15 * 60
TRY_AGAIN_SECONDS = 5.0
"""After which a guild's library that could not be written is tried again."""
SEARCHES = (os.cpu_count() or 1) + 1
"""Searches at a time: more would only take turns at the same cores, and keep the quick ones waiting."""


@dataclass(slots=True)
class _Open:
    library: Library
    users: int = 0
    opened: float = field(default_factory=time.monotonic)
    used: float = field(default_factory=time.monotonic)
    checking: asyncio.Task[None] | None = None

    def give_back(self) -> None:
        """It is used by one less."""
        self.users -= 1
        self.used = time.monotonic()


class Libraries:
    """The libraries below one data folder. `shared` may be another file than `data/shared.db`.

    With `renew_later` a library that an earlier reader read is used as it is, while it is read anew.
    """

    def __init__(
        self,
        data: Path,
        reader: Reader,
        *,
        shared: Path | None = None,
        read_only: bool = False,
        renew_later: bool = False,
        open_guilds: int = OPEN_GUILDS,
        clock: Callable[[], datetime] = backups.now,
    ) -> None:
        self._data = data
        self.reader = reader
        self._shared_path = shared or data / "shared.db"
        self._read_only = read_only
        self._renew_later = renew_later
        self._limit = open_guilds
        self._clock = clock
        self._open: dict[Path, _Open] = {}
        self._opening: dict[Path, asyncio.Lock] = {}
        self._paths: dict[int, Path] = {}
        self._suspects: set[Path] = set()
        self._closed = False
        self._searchers = Searchers(SEARCHES)
        log.debug("SQLite %s", sqlite3.sqlite_version)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Close every library."""
        self._closed = True
        while self._open:
            _, entry = self._open.popitem()
            await entry.library.close()
            if entry.checking is not None:
                await entry.checking
        self._searchers.close()

    # --- use ---------------------------------------------------------------------------

    async def shared(self) -> Library:
        """The shared library, which stays open."""
        return (await self._get(self._shared_path, "shared")).library

    @property
    def shared_path(self) -> Path:
        """Where the shared library is."""
        return self._shared_path

    async def shared_usable(self) -> bool:
        """Whether the shared library need not first be made anew by reading all of its texts."""
        if self._shared_path in self._open:
            return True
        return await asyncio.to_thread(opening.usable, self._shared_path)

    @asynccontextmanager
    async def guild(self, guild_id: int) -> AsyncIterator[Library]:
        """A guild's own library; it is not closed while it is in use."""
        entry = await self._take(guild_id)
        try:
            yield entry.library
        except DamagedLibrary:
            await self._retire(self._guild_path(guild_id), entry)
            raise
        finally:
            entry.give_back()

    async def _take(self, guild_id: int) -> _Open:
        """A guild's own library, not to be closed until it is given back."""
        path = self._guild_path(guild_id)
        await self._drop_provisional(path)
        entry = await self._get(path, "guild")
        entry.users += 1
        try:
            await self._close_surplus()
        except BaseException:
            entry.give_back()
            raise
        return entry

    async def guilds_where_acted(self, actor: int) -> tuple[int, ...]:
        """The guilds in whose history a person's id stands."""
        return await asyncio.to_thread(_where_acted, self._data / "guilds", actor)

    async def read(
        self, guild_id: int | None, work: Callable[[Sequence[Index]], T], *, telling: bool = False
    ) -> T:
        """Run `work` in a worker thread on what one reply may see: the shared library and the guild's.

        A guild for which nothing is stored, and nothing can be, sees the shared library alone;
        with `telling` one in whose library there is nothing to be found does too.
        """
        entry = await self._get(self._shared_path, "shared")
        shared = entry.library
        own = None if guild_id is None else await self._own(guild_id)
        try:
            if own is None:
                return await self._searchers.run(lambda: shared.read_here(lambda index: work((index,))))
            return await self._searchers.run(
                lambda: shared.read_here(lambda index: _with_own(index, own.library, work, telling=telling))
            )
        except DamagedLibrary:
            if guild_id is not None and own is not None:
                await self._retire(self._guild_path(guild_id), own)
            await self._retire(self._shared_path, entry)
            raise
        finally:
            if own is not None:
                own.give_back()

    def read_at_once(self, guild_id: int | None, work: Callable[[Sequence[Index]], T]) -> T | None:
        """As `read` with `telling`, but in this very thread.

        None where that would hold it up: with much to look through, or a library to be opened.
        """
        own = self._open.get(self._guild_path(guild_id)) if guild_id is not None else None
        shared = self._open.get(self._shared_path)
        if shared is None or not shared.library.readers.known_small():
            return None
        if guild_id is not None and (own is None or not own.library.readers.known_empty()):
            return None
        return shared.library.read_here(lambda index: work((index,)))

    def states(self, guild_id: int | None) -> tuple[object | None, ...] | None:
        """`Index.state` of what `read` would look into, at once; None where it takes a search to tell."""
        paths = [self._shared_path] if guild_id is None else [self._shared_path, self._guild_path(guild_id)]
        try:
            return tuple(self._open[path].library.readers.state() for path in paths)
        except (KeyError, StoreError):
            return None

    async def _own(self, guild_id: int) -> _Open | None:
        try:
            return await self._take(guild_id)
        except StoreError as error:
            path = self._guild_path(guild_id)
            if self._closed or (path.is_file() and path.stat().st_size):
                raise
            log.warning("%s", error)
            return None

    async def recap(self, guild_id: int | None, scope: Scope, recap_id: int) -> StoredRecap:
        """A recap with its talks and topics, of the shared library or of the guild's; raises `NotFound`."""
        if scope == "shared" or guild_id is None:
            return await (await self.shared()).recap(recap_id)
        async with self.guild(guild_id) as own:
            return await own.recap(recap_id)

    # --- guilds that come and go -------------------------------------------------------

    async def guild_left(self, guild_id: int) -> None:
        """The guild removed the bot: its file goes in 30 days, unless it comes back."""
        path = self._guild_path(guild_id)
        if path.exists():
            with _on_disk(_left(path)):
                await asyncio.to_thread(_mark, _left(path), 0, self._clock())
            await self._close_idle(path)

    async def guild_joined(self, guild_id: int) -> None:
        """The guild has the bot (again): its file stays."""
        mark = _left(self._guild_path(guild_id))
        with _on_disk(mark):
            await asyncio.to_thread(mark.unlink, missing_ok=True)

    async def guilds_here(self, present: Collection[int], ours: Callable[[int], bool]) -> None:
        """Once connected: which guilds have the bot now, the unavailable ones among them.

        A guild with a file that is not among them left while nobody was looking. `ours` says
        which guilds this process is told of at all.
        """
        for path in sorted((self._data / "guilds").glob("*.db")):
            if not path.stem.isdecimal() or not ours(guild_id := int(path.stem)):
                continue
            if guild_id in present:
                await self.guild_joined(guild_id)
            elif not _left(path).exists():
                await self.guild_left(guild_id)

    async def tend(self) -> None:
        """What is due, to be called every hour or so: backups, closing, deleting what was left long ago."""
        for path, entry in list(self._open.items()):
            if self._open.get(path) is not entry:  # closed meanwhile
                continue
            entry.users += 1
            try:
                await entry.library.tend()
            except StoreError as error:
                log.error("%s", error)  # noqa: TRY400 -- says all there is to say
            finally:
                entry.users -= 1
            idle = path != self._shared_path and time.monotonic() - entry.used >= IDLE_SECONDS
            if idle or entry.library.provisional:
                await self._close_idle(path)
        await self._delete_left()

    async def _delete_left(self) -> None:
        for mark in (self._data / "guilds").glob("*.left"):
            path = mark.with_suffix(".db")
            with _on_disk(mark):
                if path in self._open or _days_away(mark, self._clock()) < KEEP_LEFT:
                    continue
                for file in (
                    path,
                    *backups.companions(path),
                    *backups.backups_of(path),
                    *backups.damaged(path),
                ):
                    file.unlink(missing_ok=True)
                mark.unlink()
                log.info("The library of guild %s was deleted: it left 30 days ago.", path.stem)

    # --- opening and closing -----------------------------------------------------------

    def _guild_path(self, guild_id: int) -> Path:
        path = self._paths.get(guild_id)
        if path is None:  # composing and hashing a path costs more than the look-ups it is for
            path = self._paths[guild_id] = self._data / "guilds" / f"{int(guild_id)}.db"
        return path

    async def _get(self, path: Path, scope: Scope) -> _Open:
        self._refuse_when_closed()
        if (opened := self._open.get(path)) is not None:
            self._open[path] = self._open.pop(path)  # the one used last stands last
            opened.used = time.monotonic()
            return opened
        async with self._opening.setdefault(path, asyncio.Lock()):
            entry = self._open.pop(path, None)
            if entry is None:
                library = await Library.open(
                    path,
                    scope,
                    self.reader,
                    read_only=self._read_only,
                    thorough=path in self._suspects,
                    renew_later=self._renew_later,
                    clock=self._clock,
                )
                try:
                    self._refuse_when_closed()
                except StoreError:
                    await library.close()
                    raise
                self._suspects.discard(path)
                entry = _Open(library)
                if library.unchecked or library.outdated:
                    entry.checking = asyncio.create_task(self._check(path, entry))
            entry.used = time.monotonic()
            self._open[path] = entry
        return entry

    def _refuse_when_closed(self) -> None:
        if self._closed:
            raise StoreError("Recapbot is stopping.")

    async def _check(self, path: Path, entry: _Open) -> None:
        try:
            if entry.library.unchecked:
                await entry.library.check()
            if entry.library.outdated:
                await entry.library.renew()
        except DamagedLibrary as error:
            log.error("%s It will be mended at its next use.", error)  # noqa: TRY400
            await self._retire(path, entry)
        except StoreError as error:
            if self._open.get(path) is entry:  # one that was closed meanwhile needs no check
                log.warning("The library could not be checked or renewed: %s", error)

    async def _retire(self, path: Path, entry: _Open) -> None:
        """Close a library that turned out damaged, so that its next opening mends it."""
        async with self._opening.setdefault(path, asyncio.Lock()):
            if self._open.get(path) is entry:
                del self._open[path]
                self._suspects.add(path)
                with contextlib.suppress(StoreError, sqlite3.Error):
                    await asyncio.shield(entry.library.close())

    async def _drop_provisional(self, path: Path) -> None:
        entry = self._open.get(path)
        if entry is None or not entry.library.provisional:
            return
        if time.monotonic() - entry.opened >= TRY_AGAIN_SECONDS:
            await self._close_idle(path)

    async def _close_surplus(self) -> None:
        if len(self._open) <= self._limit:
            return
        guilds = [path for path in self._open if path != self._shared_path]
        for path in guilds[: max(0, len(guilds) - self._limit)]:
            await self._close_idle(path)

    async def _close_idle(self, path: Path) -> None:
        async with self._opening.setdefault(path, asyncio.Lock()):
            entry = self._open.get(path)
            if entry is not None and entry.users == 0:
                del self._open[path]
                with contextlib.suppress(StoreError, sqlite3.Error):
                    await asyncio.shield(_put_away(entry.library))


def _with_own(index: Index, own: Library, work: Callable[[Sequence[Index]], T], *, telling: bool) -> T:
    """Run `work` on the shared library's `index` and on the guild's `own`, with `telling` if that tells."""
    if telling and own.readers.known_empty():
        return work((index,))
    return own.read_here(lambda more: work((index,) if telling and more.state is None else (index, more)))


async def _put_away(library: Library) -> None:
    """Close a library that nobody uses, the backup that may be due made before."""
    try:
        await library.tend()
    finally:
        await library.close()


@contextmanager
def _on_disk(mark: Path) -> Iterator[None]:
    """Where nothing can be written, whether a guild left is noted the next time the bot starts."""
    try:
        yield
    except OSError as error:
        log.warning("not noted", extra={"file": mark, "error": error})


def _left(path: Path) -> Path:
    return path.with_suffix(".left")


def _mark(mark: Path, days: int, counted: datetime) -> None:
    kept = {"days": days, "counted_at": counted.isoformat(timespec="seconds")}
    mark.write_text(json.dumps(kept), encoding="utf-8")


def _days_away(mark: Path, now: datetime) -> int:
    """For how many days a guild has been away, counted one by one as they pass.

    So a clock that jumps costs or gains a day, and never a library. A mark that cannot be
    read counts from when it was last written.
    """
    try:
        kept = json.loads(mark.read_text(encoding="utf-8"))
        days, counted = int(kept["days"]), datetime.fromisoformat(kept["counted_at"])
    except (ValueError, KeyError, TypeError):
        days, counted = 0, datetime.fromtimestamp(mark.stat().st_mtime, UTC)
    passed = now - counted
    if passed >= _DAY:
        days += 1
    if not timedelta() <= passed < _DAY:
        _mark(mark, days, counted + _DAY if _DAY <= passed < 2 * _DAY else now)
    return days


def _where_acted(guilds: Path, actor: int) -> tuple[int, ...]:
    found = []
    for path in sorted(guilds.glob("*.db")):
        if path.stem.isdecimal():
            with telling(path), contextlib.closing(open_reader(path)) as connection:
                if connection.execute("SELECT 1 FROM revisions WHERE actor = ?", (actor,)).fetchone():
                    found.append(int(path.stem))
    return tuple(found)
