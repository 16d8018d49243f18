"""Recaps on their way in: from an upload, an address or a form to a preview, and back out of it.

A preview carries its files as an attachment, so that it can be added after a restart and
nothing is stored before.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import discord

from bot.curate import Curator, zipped
from bot.errors import NotFound, ReadError, RecapbotError
from bot.model import Preview
from bot.rendering.admin import DRAFT

MAX_BYTES = 1024 * 1024
"""Largest recap that is taken; the reader's own bound."""

_CORRECTIONS = "corrections.json"
_GONE = "This preview no longer has its file; send the recap again with `/manage add`."

Corrections = dict[str, str | int | None]


@dataclass(frozen=True, slots=True)
class Draft:
    """Files to add, and what was corrected by hand (for one file only)."""

    files: tuple[tuple[str, bytes], ...]
    corrections: Corrections = field(default_factory=dict)

    def packed(self) -> bytes:
        """The draft as the zip that a preview carries."""
        entries = [(f"{number}/{name}", data) for number, (name, data) in enumerate(self.files)]
        told = json.dumps(self.corrections, ensure_ascii=False).encode()
        return zipped([*entries, (_CORRECTIONS, told)])


def unpacked(data: bytes) -> Draft:
    """The draft in a zip made by `Draft.packed`; raises `NotFound` for anything else."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            files = tuple(
                (entry.filename.partition("/")[2], archive.read(entry))
                for entry in archive.infolist()
                if entry.filename != _CORRECTIONS and entry.file_size <= MAX_BYTES
            )
            return Draft(files, json.loads(archive.read(_CORRECTIONS)))
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise NotFound(_GONE) from error


async def draft_on(message: discord.Message | None) -> Draft:
    """The draft of a preview message; raises `NotFound` where it has none any more."""
    attachment = (
        next((item for item in message.attachments if item.filename == DRAFT), None) if message else None
    )
    if attachment is None:
        raise NotFound(_GONE)
    try:
        return unpacked(await attachment.read())
    except discord.HTTPException as error:
        raise NotFound(_GONE) from error


async def previews(
    curator: Curator, guild_id: int, draft: Draft
) -> tuple[tuple[Preview, ...], Draft, tuple[str, ...]]:
    """How each file of a draft is read; the draft without the files that cannot be, and why not."""
    found: list[Preview] = []
    kept: list[tuple[str, bytes]] = []
    problems: list[str] = []
    for name, data in draft.files:
        try:
            found.append(await curator.preview(guild_id, data, name, draft.corrections))
            kept.append((name, data))
        except ReadError as error:
            problems.append(f"{name}: {error}" if name not in str(error) else str(error))
    return tuple(found), Draft(tuple(kept), draft.corrections), tuple(problems)


async def uploaded(attachment: discord.Attachment) -> tuple[str, bytes]:
    """The name and bytes of an upload, copied at once since its address does not last."""
    check_size(attachment.filename, attachment.size)
    try:
        return attachment.filename, await attachment.read()
    except discord.HTTPException as error:
        raise ReadError(f"{attachment.filename} could not be read from Discord; send it again.") from error


def check_size(name: str, size: int) -> None:
    """Raise `ReadError` for a file that is larger than any recap."""
    if size > MAX_BYTES:
        raise ReadError(
            f"{name} has {size:,} bytes; a recap may have {MAX_BYTES:,}. Split it, or leave out images."
        )


# --- what a form brought -----------------------------------------------------------------


def typed_values(data: Mapping[str, Any]) -> dict[str, str]:
    """The texts of a submitted form by custom id."""
    return {
        part["custom_id"]: str(part["value"] or "") for part in _fields(data) if part.get("value") is not None
    }


async def uploads(interaction: discord.Interaction[Any]) -> tuple[list[tuple[str, bytes]], list[str]]:
    """The files of a submitted form, and why some of them cannot be taken."""
    data: Any = interaction.data or {}
    known = (data.get("resolved") or {}).get("attachments") or {}
    files: list[tuple[str, bytes]] = []
    problems: list[str] = []
    for file_id in (value for part in _fields(data) for value in part.get("values") or ()):
        told = known.get(file_id)
        if told is None:
            continue
        try:
            check_size(told["filename"], int(told["size"]))
            files.append((told["filename"], await interaction.client.http.get_from_cdn(told["url"])))
        except RecapbotError as error:
            problems.append(str(error))
        except discord.HTTPException:
            problems.append(f"{told['filename']} could not be read from Discord; send it again.")
    return files, problems


def _fields(data: Mapping[str, Any]) -> Sequence[dict[str, Any]]:
    return [part["component"] for part in data.get("components") or () if part.get("component")]
