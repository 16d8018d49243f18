"""What admins of a guild do with its recaps: add, correct, take back, look back, take along.

Every change is one call, stored whole before it returns; the decisions in it are the pure
functions at the end. Nobody is asked here whether they may: the doors see to that.
"""

from __future__ import annotations

import asyncio
import dataclasses
import io
import json
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.apart import LARGE, read_apart, text_apart
from bot.article import Page
from bot.errors import NotFound, ReadError, StoreError
from bot.loading import SUFFIXES
from bot.model import (
    Alias,
    Event,
    GuildSettings,
    Hit,
    Miss,
    Preview,
    Recap,
    RecapRef,
    Revision,
)
from bot.parsing.decode import decode
from bot.store.corrections import Corrections, check_corrections, corrected
from bot.store.libraries import Libraries
from bot.store.library import Library
from bot.store.values import Source
from bot.words import named

_ILLEGAL = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069]+')


class Curator:
    """Changes to the libraries of guilds, made by people and recorded with their ids."""

    def __init__(self, libraries: Libraries) -> None:
        self._libraries = libraries
        self._reading = asyncio.Semaphore()

    # --- reading without storing -------------------------------------------------------

    async def check(self, data: bytes, file: str) -> Recap:
        """How a file is read; nothing is stored. Raises `ReadError` for what is not text."""
        if not decode(data, file)[0].strip():
            raise ReadError(f"{file} is empty; there is nothing to read in it.")
        if len(data) > LARGE:
            async with self._reading:
                return await read_apart(data, file)
        return await asyncio.to_thread(self._libraries.reader.read, data, file)

    async def text_of(self, page: Page) -> tuple[str, bytes]:
        """The file name and text of what a web address answered; raises `ReadError` or `FetchError`."""
        async with self._reading:
            found = await text_apart(page)
        return found.file, found.data

    async def preview(
        self, guild_id: int, data: bytes, file: str, corrections: Corrections | None = None
    ) -> Preview:
        """What adding a file would store, and which stored recap it would rather replace."""
        file = file_name(file)
        check_corrections(corrections or {})
        corrections = await self._completed(corrections or {})
        recap = corrected(await self.check(data, file), corrections)
        async with self._libraries.guild(guild_id) as library:
            same_id = await library.same_text(data)
            if same_id is None:
                refs = await library.read(lambda index: index.recaps())
                same = same_recap(recap, refs)
                same_id = same.id if same else None
            stored = await library.recap(same_id) if same_id is not None else None
            unchanged = stored is not None and await library.same_text(data) == stored.ref.id
        added, removed = talk_changes(stored.recap, recap) if stored else ((), ())
        return Preview(
            file, data, recap, tuple(corrections.items()), stored.ref if stored else None, unchanged,
            added, removed,
        )  # fmt: skip

    # --- changing ----------------------------------------------------------------------

    async def add(self, guild_id: int, preview: Preview, actor: int | None) -> Revision:
        """Store a previewed recap as a new one."""
        # The library lays corrections over the recap itself.
        async with self._libraries.guild(guild_id) as library:
            source = Source(preview.file, preview.data, preview.recap)
            return await library.add(source, actor, corrections=dict(preview.corrections))

    async def replace(self, guild_id: int, preview: Preview, actor: int | None) -> Revision:
        """Store a previewed recap in place of the one it is the same as."""
        if preview.same_as is None:
            raise NotFound("There is no recap here that this one could replace.")
        async with self._libraries.guild(guild_id) as library:
            source = Source(preview.file, preview.data, preview.recap)
            corrections = dict(preview.corrections) or None
            return await library.edit(preview.same_as.id, source, actor, corrections=corrections)

    async def edit(self, guild_id: int, recap_id: int, data: bytes, actor: int | None) -> Revision:
        """Give a recap another text; raises `NotFound`, `ReadError`."""
        async with self._libraries.guild(guild_id) as library:
            file, _, _ = await library.source(recap_id)
            recap = await self.check(data, file)
            return await library.edit(recap_id, Source(file, data, recap), actor)

    async def correct(
        self, guild_id: int, recap_id: int, corrections: Corrections, actor: int | None
    ) -> Revision:
        """Correct fields of a recap's event, beside those corrected before; raises `NotFound`."""
        check_corrections(corrections)
        corrections = await self._completed(corrections)
        async with self._libraries.guild(guild_id) as library:
            _, _, before = await library.source(recap_id)
            return await library.correct(recap_id, {**before, **corrections}, actor)

    async def remove(self, guild_id: int, recap_id: int, actor: int | None) -> Revision:
        """Remove a recap, which `undo` can bring back; raises `NotFound`."""
        async with self._libraries.guild(guild_id) as library:
            return await library.remove(recap_id, actor)

    async def undo(self, guild_id: int, revision: int, actor: int | None) -> Revision:
        """Take back the change that `last_change` showed; raises `NotFound` if another came after it."""
        async with self._libraries.guild(guild_id) as library:
            return await library.undo(actor, revision)

    async def purge(self, guild_id: int, recap_id: int, actor: int | None) -> None:
        """Delete a recap for good, its history and its traces in files and backups too."""
        async with self._libraries.guild(guild_id) as library:
            await library.purge(recap_id, actor)

    async def _completed(self, corrections: Corrections) -> Corrections:
        """With what a corrected name of the event says itself: its series, its year …"""
        name = corrections.get("name")
        if not isinstance(name, str):
            return corrections
        event = (await self.check(f"---\nevent: {json.dumps(name)}\n---\n".encode(), "event.md")).event
        said: dict[str, str | int | None] = {"series": event.series, "edition": event.edition}
        if event.year is not None:
            said["year"] = event.year
        return {**said, **corrections}

    # --- looking back ------------------------------------------------------------------

    async def recaps(self, guild_id: int) -> tuple[RecapRef, ...]:
        """The recaps of the guild's own, which its admins may change."""
        async with self._libraries.guild(guild_id) as library:
            return tuple(await library.read(lambda index: index.recaps()))

    async def revision(self, guild_id: int, revision: int) -> Revision:
        """One change; raises `NotFound`."""
        async with self._libraries.guild(guild_id) as library:
            return await library.revision(revision)

    async def source(self, guild_id: int, recap_id: int) -> tuple[str, str]:
        """A recap's file name and text, to be edited; raises `NotFound`."""
        async with self._libraries.guild(guild_id) as library:
            file, data, _ = await library.source(recap_id)
        return file, decode(data, file)[0]

    async def last_change(self, guild_id: int) -> Revision | None:
        """The change that `undo` would take back: anybody's last."""
        async with self._libraries.guild(guild_id) as library:
            return await library.last_change()

    async def history(
        self, guild_id: int, recap_id: int | None = None, before: int | None = None, limit: int = 10
    ) -> tuple[Revision, ...]:
        """Changes, the latest first; `before` the last revision of the page before."""
        async with self._libraries.guild(guild_id) as library:
            return await library.history(recap_id, before, limit)

    async def difference(self, guild_id: int, revision: int) -> str:
        """What a change changed, as a unified diff; "" where only the fact itself is known."""
        async with self._libraries.guild(guild_id) as library:
            now = await library.revision(revision)
            before = await library.revision(now.before) if now.before is not None else None
            return difference(await _words(library, before), await _words(library, now))

    async def export(self, guild_id: int, recap_id: int | None = None) -> bytes:
        """A zip of the original texts, which `load` reads back to the same library."""
        async with self._libraries.guild(guild_id) as library:
            files = await library.export(recap_id)
        if not files:
            raise NotFound("This server has no recaps of its own to export.")
        return await asyncio.to_thread(zipped, files)

    # --- names and misses --------------------------------------------------------------

    async def misses(self, guild_id: int, limit: int = 25) -> tuple[Miss, ...]:
        """What was asked in vain, most frequent first."""
        async with self._libraries.guild(guild_id) as library:
            return await library.misses(limit)

    async def unhelpful(self, guild_id: int, limit: int = 25) -> tuple[Miss, ...]:
        """What was answered and got a thumb down, most often first."""
        async with self._libraries.guild(guild_id) as library:
            return await library.verdicts("down", limit)

    async def missed(self, guild_id: int | None, words: str) -> None:
        """Count words asked in vain; a direct message counts nowhere, as no admin reads it."""
        if guild_id is not None and (text := miss_text(words)):
            async with self._libraries.guild(guild_id) as library:
                library.count_miss(text)

    async def verdict(self, guild_id: int | None, words: str, verdict: str) -> None:
        """Count what somebody said of a reply, without who it was; a direct message counts nowhere."""
        if guild_id is not None and (text := miss_text(words)):
            async with self._libraries.guild(guild_id) as library:
                await library.count_verdict(text, verdict)

    async def dismiss(self, guild_id: int, text: str) -> bool:
        """Show a miss no more; False if it is gone already."""
        async with self._libraries.guild(guild_id) as library:
            return await library.dismiss(text)

    async def alias(self, guild_id: int, name: str, target: Hit | RecapRef, actor: int | None) -> Revision:
        """Let `name` stand for a talk or recap, of the guild's or the shared ones, from now on."""
        ref, talk = (target.recap, target.talk) if isinstance(target, Hit) else (target, None)
        folded = named(name)
        if not folded or len(name) > 100:
            raise StoreError("An alias needs 1 to 100 characters, with at least one letter or digit.")
        async with self._libraries.guild(guild_id) as library:
            wanted = Alias(folded, " ".join(name.split()), ref.scope, ref.file, talk.key if talk else None)
            done = await library.set_alias(wanted, actor)
            await library.dismiss(miss_text(name))
        return done

    async def unalias(self, guild_id: int, name: str, actor: int | None) -> Revision:
        """Forget an alias; raises `NotFound`."""
        async with self._libraries.guild(guild_id) as library:
            return await library.remove_alias(named(name), actor)

    async def aliases(self, guild_id: int) -> tuple[Alias, ...]:
        """Every alias of a guild."""
        async with self._libraries.guild(guild_id) as library:
            return await library.aliases()

    # --- settings and people -----------------------------------------------------------

    async def settings(self, guild_id: int) -> GuildSettings:
        """What a guild chose."""
        async with self._libraries.guild(guild_id) as library:
            return read_settings(await library.settings())

    async def change_settings(
        self, guild_id: int, settings: GuildSettings, actor: int | None
    ) -> tuple[Revision, ...]:
        """Store what differs from the settings so far, one change each."""
        check_settings(settings)
        async with self._libraries.guild(guild_id) as library:
            before = read_settings(await library.settings())
            return tuple(
                [
                    await library.set_setting(name, value, actor)
                    for name, value in changed_settings(before, settings)
                ]
            )

    async def forget_me(self, actor: int) -> int:
        """Erase a person's id from every guild's history and backups; returns how many changes had it."""
        forgotten = 0
        for guild_id in await self._libraries.guilds_where_acted(actor):
            async with self._libraries.guild(guild_id) as library:
                forgotten += await library.forget_person(actor)
        return forgotten


async def _words(library: Library, revision: Revision | None) -> str:
    if revision is None:
        return ""
    lines = (
        json.dumps(json.loads(revision.value or "{}"), ensure_ascii=False, indent=1) if revision.value else ""
    )
    if revision.subject != "recap":
        return lines
    if revision.sha256 is None:
        return ""
    text, _ = decode(await library.text(revision.sha256), revision.name)
    return f"{text}\n{lines}" if lines not in ("", "{}") else text


# --- decisions (pure) ------------------------------------------------------------------


def file_name(given: str) -> str:
    r"""A file name that is safe anywhere, as a label; never a path.

    "../../etc/passwd" → "passwd.md"; "KubeCon: day 2?.txt" → "KubeCon day 2.txt"; "" → "recap.md".
    """
    name = re.split(r"[/\\]", given)[-1]
    name = " ".join(_ILLEGAL.sub(" ", name).split()).strip(". ")
    stem, dot, ending = name.rpartition(".")
    suffix = f".{ending}"
    if not dot or suffix.lower() not in SUFFIXES:  # so that an export is read back whole
        stem, suffix = name, ".md"
    stem = stem.strip(". ") or "recap"
    while len(stem.encode()) > 120:
        stem = stem[:-1].rstrip()
    return stem + suffix


def same_recap(recap: Recap, refs: Iterable[RecapRef]) -> RecapRef | None:
    """The stored recap of the same event and title, or from the same web address."""
    title = named(recap.title)
    return next(
        (
            ref
            for ref in refs
            if (named(ref.title) == title and _event_key(ref.event) == _event_key(recap.event))
            or (recap.source_url is not None and ref.source_url == recap.source_url)
        ),
        None,
    )


def _event_key(event: Event) -> tuple[object, ...]:
    name = event.series or event.name or ""
    return named(name), event.year, named(event.edition or ""), event.day


def talk_changes(before: Recap, after: Recap) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Titles of talks that are new in `after`, and of those that are gone."""
    old, new = ({talk.key: talk.title for talk in recap.talks} for recap in (before, after))
    return (
        tuple(title for key, title in new.items() if key not in old),
        tuple(title for key, title in old.items() if key not in new),
    )


def difference(before: str, after: str) -> str:
    """A unified diff of two texts without its header, three lines around each change."""
    import difflib  # noqa: PLC0415 -- takes more memory than all of this package, and few ever ask for it

    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=3)
    return "\n".join(list(lines)[2:])


def miss_text(words: str) -> str:
    """Words asked in vain as they are counted: folded, at most 100 characters, without addresses or ids.

    What looks like a mention, an address or a number that could name a person is left out.
    """
    without = re.sub(r"<[@#&!:\w]*\d+>|\S+@\S+|https?://\S+|\d{5,}", " ", words)
    return named(without)[:100].strip()


def zipped(files: Sequence[tuple[str, bytes]]) -> bytes:
    """Files as a zip that depends on nothing but them: the same files, the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, data in files:
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return out.getvalue()


def read_settings(stored: Mapping[str, str]) -> GuildSettings:
    """Settings from their stored JSON; what is unknown or of the wrong shape goes without saying."""
    chosen: dict[str, Any] = {}
    for field in dataclasses.fields(GuildSettings):
        if field.name in stored:
            value = json.loads(stored[field.name])
            chosen[field.name] = tuple(value) if isinstance(value, list) else value
    return GuildSettings(**chosen)


def changed_settings(before: GuildSettings, after: GuildSettings) -> tuple[tuple[str, str | None], ...]:
    """Names and JSON of the settings that differ; None for one that is back to its default."""
    return tuple(
        (field.name, None if value == field.default else json.dumps(value))
        for field in dataclasses.fields(GuildSettings)
        if (value := getattr(after, field.name)) != getattr(before, field.name)
    )


def check_settings(settings: GuildSettings) -> None:
    """Raise `StoreError` for a setting that cannot be."""
    prefix = settings.prefix
    if prefix is not None and (not 0 < len(prefix) <= 10 or prefix.split() != [prefix] or prefix[0] in "@#<"):
        raise StoreError("A prefix has 1 to 10 characters without spaces, and does not begin with @, # or <.")
