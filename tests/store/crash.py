"""A process that changes a library until it is killed; each change acknowledged on stdout.

`python -m tests.store.crash LIBRARY SEED KIND`. Before each change a line says what is
about to be done, and after it, once it is acknowledged, that it was.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
from pathlib import Path

from bot.store import Library
from tests.store.conftest import READER, source


def say(word: str, **what: object) -> None:
    """One line, at once."""
    print(json.dumps({"word": word, **what}), flush=True)


def text_of(number: int, step: int) -> str:
    """A recap long enough that a change is many pages, its every line saying which it is."""
    return f"recap {number} step {step}\n" + f"* talk of recap{number} at step{step}\n" * 60


async def change(library: Library, kind: str, chance: random.Random, there: list[int], step: int) -> None:
    """One change of a kind that is possible now, told before and after."""
    if kind == "add" or not there:
        say("begin", do="add", text=text_of(0, step))
        revision = await library.add(source(text_of(0, step), f"{step}.md"), step)
        say("done", revision=revision.id)
        return
    recap_id = chance.choice(there)
    if kind == "edit":
        text = text_of(recap_id, step)
        say("begin", do="edit", recap=recap_id, text=text)
        revision = await library.edit(recap_id, source(text), step)
    elif kind == "remove":
        say("begin", do="remove", recap=recap_id, text=None)
        revision = await library.remove(recap_id, step)
    else:
        last = await library.last_change()
        assert last is not None
        before = await library.revision(last.before) if last.before else None
        text = (await library.text(before.sha256)).decode() if before and before.sha256 else ""
        say("begin", do="undo", recap=last.recap_id, text=text or None)
        revision = await library.undo(step)
    say("done", revision=revision.id)


async def run(path: Path, seed: int, kind: str) -> None:
    """Change the library for ever, mostly by `kind`."""
    chance = random.Random(seed)
    library = await Library.open(path, "guild", READER)
    if kind == "edit, all in the log":
        await library._run(lambda connection: connection.execute("PRAGMA wal_autocheckpoint = 0").fetchall())
        kind = "edit"
    step = 0
    while True:
        step += 1
        there = list(await library.sources())
        wanted = (
            "add" if len(there) < 3 else kind if chance.random() < 0.8 else chance.choice(("add", "edit"))
        )
        await change(library, wanted, chance, there, seed * 1000 + step)


if __name__ == "__main__":
    asyncio.run(run(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]))
