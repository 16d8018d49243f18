"""kill -9 at any moment: what was acknowledged is there, whole, and the search finds it.

A process that does nothing but change a library is killed again and again. Each time the
library must be sound and hold what was acknowledged: the state before the change under
way, or, if it was finished but not yet acknowledged, the state after it. How often is set by
`RECAPBOT_KILLS` (per kind of change; 50 or more for a thorough run).
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.store import Library
from tests.store.conftest import READER

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("RECAPBOT_KILLS", "3"))

State = dict[int, str]


async def state_of(path: Path) -> tuple[State, int]:
    """Every recap's text and the number of revisions, once checked against the search index."""
    async with await Library.open(path, "guild", READER) as library:
        assert library.notice is None
        texts = {
            recap_id: (await library.source(recap_id))[1].decode() for recap_id in await library.sources()
        }
        found = await library.read(lambda index: {ref.id: ref.title for ref in index.recaps()})
        assert found == {recap_id: text.splitlines()[0] for recap_id, text in texts.items()}
        for recap_id, text in texts.items():
            words = [word for word in text.splitlines()[1].split() if "step" in word]
            heads = await library.read(lambda index, word=words[0]: index.heads(f'"{word}"', 1000))
            entries = await library.read(lambda index, it=recap_id: {e.id for e in index.entries_of(it)})
            assert entries <= {head.entry for head in heads}
        history = await library.history(limit=1_000_000)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    return texts, len(history)


def kill_after(path: Path, seed: int, kind: str, seconds: float) -> list[dict[str, Any]]:
    """Run the changing process and kill it; returns what it said."""
    command = [sys.executable, "-m", "tests.store.crash", str(path), str(seed), kind]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        first = process.stdout.readline()  # it has begun
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        said = first + process.stdout.read()
    return [json.loads(line) for line in said.splitlines(keepends=True) if line.endswith(b"\n")]


def applied(state: State, said: dict[str, Any], recap_id: int) -> State:
    """The state after a change."""
    after = dict(state)
    if said["text"] is None:
        after.pop(recap_id, None)
    else:
        after[recap_id] = said["text"]
    return after


@pytest.mark.timeout(120 + 5 * KILLS)
@pytest.mark.parametrize("kind", ["add", "edit", "undo", "remove"])
def test_no_acknowledged_change_is_lost_and_none_is_half(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "1.db"
    chance = random.Random(kind)
    state: State = {}
    revisions = 0
    acknowledged = 0
    for round_number in range(KILLS):
        said = kill_after(path, round_number, kind, chance.uniform(0, 0.15))
        now, now_revisions = asyncio.run(state_of(path))
        under_way: dict[str, Any] | None = None
        for line in said:
            if line["word"] == "begin":
                under_way = line
                continue
            assert under_way is not None
            recap_id = under_way.get("recap") or _added(path, line["revision"])
            state, under_way, revisions = applied(state, under_way, recap_id), None, revisions + 1
            acknowledged += 1
        if now_revisions == revisions + 1:  # committed, and killed before it could say so
            assert under_way is not None
            state = applied(state, under_way, under_way.get("recap") or _added(path, None))
            revisions += 1
        assert now_revisions == revisions
        assert now == state
    assert acknowledged > 0


def _added(path: Path, revision: int | None) -> int:
    with closing(sqlite3.connect(path)) as connection:
        row = connection.execute(
            "SELECT recap_id FROM revisions WHERE id = coalesce(?, (SELECT max(id) FROM revisions))",
            (revision,),
        ).fetchone()
    return int(row[0])


@pytest.mark.parametrize("seed", range(3))
def test_a_log_cut_or_garbled_at_any_place_leaves_a_state_that_once_was(tmp_path: Path, seed: int) -> None:
    """What a power failure may do to the end of SQLite's log."""
    path = tmp_path / "1.db"
    kill_after(path, seed, "edit, all in the log", 0.1)
    log = path.with_name("1.db-wal")
    original, chance = log.read_bytes(), random.Random(seed)
    main = path.read_bytes()
    for _ in range(max(3, KILLS)):
        path.write_bytes(main)
        cut = chance.randrange(len(original) + 1)
        log.write_bytes(original[:cut] + (chance.randbytes(200) if chance.random() < 0.5 else b""))
        path.with_name("1.db-shm").unlink(missing_ok=True)
        texts, revisions = asyncio.run(state_of(path))
        assert revisions >= len(texts)
