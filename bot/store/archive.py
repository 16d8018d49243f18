"""A library as files, and back: the original texts, and `recapbot.json` for what they cannot say.

The manifest holds what admins corrected of events and the aliases they gave:
`{"corrections": {"notes.md": {"year": 2023}}, "aliases": {"rust thing": {…}}}`.
There is none where nothing was corrected or named.
"""

from __future__ import annotations

import json
import sqlite3
from pathlib import PurePosixPath
from typing import Any

from bot.errors import ReadError, StoreError
from bot.model import Alias, Scope
from bot.store import notes, revisions
from bot.store.corrections import check_corrections
from bot.store.values import By, Reader

MANIFEST = "recapbot.json"
Manifest = dict[str, dict[str, dict[str, Any]]]


def files(
    connection: sqlite3.Connection, scope: Scope, recap_id: int | None
) -> tuple[tuple[str, bytes], ...]:
    """Every text, or that of one recap, by file name, the manifest last; one library, the same bytes."""
    rows = connection.execute(
        """SELECT origin, file, data, corrections FROM recaps JOIN texts USING (sha256)
        WHERE ?1 IS NULL OR id = ?1 ORDER BY file, origin""",
        (recap_id,),
    ).fetchall()
    found: dict[str, bytes] = {}
    corrections: dict[str, Any] = {}
    for origin, file, data, corrected in rows:
        name = file if file not in found else f"{PurePosixPath(origin).name or 'more'}/{file}"
        while name in found:
            name = f"more/{name}"
        found[name] = bytes(data)
        if corrected != "{}":
            corrections[name] = json.loads(corrected)
    aliases = {
        alias.name: {
            "shown": alias.shown,
            "file": alias.file,
            "talk": alias.talk,
            # The library may be read back as another guild's, or as the shared one.
            "in": "here" if alias.scope == scope else alias.scope,
        }
        for alias in (notes.aliases(connection) if recap_id is None else ())
    }
    manifest = {"corrections": corrections, "aliases": aliases}
    found = dict(sorted(found.items()))
    if corrections or aliases:
        found[MANIFEST] = (json.dumps(manifest, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()
    return tuple(found.items())


def read_manifest(data: bytes) -> Manifest:
    """The manifest's two tables; raises `ReadError` if it has not the shape that `files` gave it."""
    try:
        noted = json.loads(data)
        shaped = {name: noted.get(name, {}) for name in ("corrections", "aliases")}
        if not all(isinstance(value, dict) for t in shaped.values() for value in (t, *t.values())):
            raise ReadError(f"{MANIFEST} cannot be read (its entries must be tables); the recaps were.")
        for corrections in shaped["corrections"].values():
            check_corrections(corrections)
    except (ValueError, TypeError, AttributeError, RecursionError, StoreError) as error:
        raise ReadError(f"{MANIFEST} cannot be read ({error}); the recaps were.") from error
    return shaped


def apply(
    connection: sqlite3.Connection, library: tuple[Scope, Reader], origin: str, noted: Manifest, by: By
) -> None:
    """Correct the recaps of a folder and set the aliases as noted, where they are not so already."""
    scope, reader = library
    for recap_id, file, corrections in connection.execute(
        "SELECT id, file, corrections FROM recaps WHERE origin = ? AND sha256 IS NOT NULL", (origin,)
    ).fetchall():
        wanted = noted["corrections"].get(file, {})
        if wanted != json.loads(corrections):
            revisions.correct(connection, reader, recap_id, wanted, by)
    there = {alias.name: alias for alias in notes.aliases(connection)}
    for name, target in noted["aliases"].items():
        into: Scope = "shared" if target.get("in") == "shared" else scope
        shown, talk = str(target.get("shown") or name), target.get("talk")
        alias = Alias(name, shown, into, str(target.get("file", "")), str(talk) if talk else None)
        if there.get(name) != alias:
            revisions.set_alias(connection, alias, by)
