"""All libraries of a data folder in one file, and back: for moving, and for the day after.

A zip of complete library files: `shared.db`, `guilds/<id>.db`.
"""

from __future__ import annotations

import re
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from bot.errors import StoreError
from bot.store import backups
from bot.store.connections import make_private, open_reader
from bot.store.faults import telling

_MEMBER = re.compile(r"shared\.db|guilds/\d{1,20}\.db")


def pack(data: Path, target: Path) -> int:
    """Copy every library below `data`, in use or not, into one zip; returns how many there are.

    Raises `StoreError` if one cannot be read or the zip cannot be written.
    """
    part = target.with_name(target.name + ".part")
    number = 0
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        make_private(part)
        with (
            tempfile.TemporaryDirectory(dir=target.parent) as folder,
            zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive,
        ):
            for path in _libraries(data):
                copy = Path(folder) / "copy.db"
                with telling(path), closing(open_reader(path)) as connection:
                    backups.copy(connection, copy)
                archive.write(copy, path.relative_to(data).as_posix())
                number += 1
        if number == 0:
            raise StoreError(f"There is no library in {data} yet, so there is nothing to copy.")
        part.replace(target)
    except OSError as error:
        raise StoreError(f"The backup {target} could not be written: {error.strerror or error}.") from error
    finally:
        part.unlink(missing_ok=True)
    return number


def unpack(source: Path, data: Path) -> int:
    """Put the libraries of a zip (or one library file, as the shared one) in place; returns how many.

    All are checked before the first is touched. What is replaced is kept among the backups.
    Raises `StoreError` if one is not sound, or if something has a library open.
    """
    with tempfile.TemporaryDirectory() as folder:
        found = _unzipped(source, Path(folder)) if zipfile.is_zipfile(source) else {"shared.db": source}
        for path in found.values():
            backups.verify(path)
        for name in found:
            _must_be_closed(data / name)
        for name, path in found.items():
            (data / name).parent.mkdir(parents=True, exist_ok=True)
            backups.put_back(path, data / name)
    return len(found)


def _libraries(data: Path) -> Iterator[Path]:
    for path in (data / "shared.db", *sorted((data / "guilds").glob("*.db"))):
        if path.is_file() and _MEMBER.fullmatch(path.relative_to(data).as_posix()):
            yield path


def _unzipped(source: Path, folder: Path) -> dict[str, Path]:
    found: dict[str, Path] = {}
    try:
        with zipfile.ZipFile(source) as archive:
            for name in archive.namelist():
                if not _MEMBER.fullmatch(name):
                    raise StoreError(f"{source.name} is not a backup of Recapbot: it holds {name!r}.")
                found[name] = Path(archive.extract(name, folder))
    except (OSError, zipfile.BadZipFile, EOFError) as error:
        raise StoreError(f"{source.name} cannot be read: {error}.") from error
    if not found:
        raise StoreError(f"{source.name} holds no library.")
    return found


def _must_be_closed(path: Path) -> None:
    """Raise `StoreError` if any process has the library open; keep what is there as a backup."""
    if not path.is_file():
        return
    try:
        with closing(sqlite3.connect(path, timeout=0.2, isolation_level=None)) as connection:
            # Leaving WAL takes a lock that nobody gets while anybody else is connected.
            connection.execute("PRAGMA journal_mode = DELETE")
            backups.make(connection, path, backups.now())
    except sqlite3.OperationalError as error:
        raise StoreError(f"{path.name} is in use: stop Recapbot first, then restore.") from error
    except sqlite3.DatabaseError:
        backups.set_aside(path, backups.now())
