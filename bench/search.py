"""Finding talks: how often the right one comes first, and how fast, beside what runs anywhere.

    python -m bench.search [--talks 20000 [100000 …]] [--seed 1] [--queries 20] [--corpus FOLDER]

Builds a synthetic library of each size (or reads FOLDER/recaps and asks FOLDER/queries.jsonl) and
prints hit@1, mean reciprocal rank and milliseconds per kind of query for the bot's search, for
SQLite FTS5 with bm25 (all words, then any), for FTS5 with trigrams and for rapidfuzz's WRatio over
the titles, all in this run. Then: the longest time a query held the event loop, told by a
heartbeat, and the memory of a process that searches.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import re
import resource
import sqlite3
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

from rapidfuzz import fuzz, process

from bench import corpus
from bot.model import Answer, Command
from bot.search import answer
from bot.store.index import Index

BUDGET = 15.0
"""Seconds a baseline may take per library; those of its queries that fit are counted."""

Engine = Callable[[str], Sequence[set[str]]]
"""Typed words → the addresses of each result, best first."""


def ours(index: Index) -> Engine:
    def ask(text: str) -> list[set[str]]:
        reply = talk(index, text)
        hits = () if reply.kind == "none" else reply.hits
        return [{link.url for link in hit.talk.links} if hit.talk else set() for hit in hits]

    return ask


def talk(index: Index, text: str) -> Answer:
    return answer(Command("talk", text), (index,))


def rows(db: Path) -> list[tuple[str, str, str, str]]:
    """Title, speakers, notes and address of every talk, for the baselines."""
    index = Index(sqlite3.connect(db), "shared")
    talks = (entry.talk for ref in index.recaps() for entry in index.entries_of(ref.id))
    return [
        (t.title, ", ".join(t.speakers), t.text, t.links[0].url)
        for t in talks
        if t.links and t.kind == "talk"
    ]


def fts5(talks: Sequence[tuple[str, str, str, str]]) -> Engine:
    db = sqlite3.connect(":memory:")
    db.execute(
        "CREATE VIRTUAL TABLE t USING fts5(title, speakers, text, url UNINDEXED,"
        " tokenize='porter unicode61 remove_diacritics 2', prefix='2 3 4')"
    )
    db.executemany("INSERT INTO t VALUES (?, ?, ?, ?)", talks)
    best = "SELECT url FROM t WHERE t MATCH ? ORDER BY bm25(t, 10, 8, 1) LIMIT 5"

    def ask(text: str) -> list[set[str]]:
        quoted = [f'"{word}"' for word in re.findall(r"\w+", text)]
        for match in (" ".join(quoted) + "*", " OR ".join(quoted)) if quoted else ():
            if urls := [{url} for (url,) in db.execute(best, (match,))]:
                return urls
        return []

    return ask


def trigrams(talks: Sequence[tuple[str, str, str, str]]) -> Engine:
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE t USING fts5(head, url UNINDEXED, tokenize='trigram')")
    heads = ((f"{title} {names}", url) for title, names, _, url in talks)
    db.executemany("INSERT INTO t VALUES (?, ?)", heads)
    best = "SELECT url FROM t WHERE t MATCH ? ORDER BY rank LIMIT 5"

    def ask(text: str) -> list[set[str]]:
        folded = text.lower().replace('"', " ")
        parts = dict.fromkeys(folded[i : i + 3] for i in range(len(folded) - 2))
        match = " OR ".join(f'"{part}"' for part in parts)
        return [{url} for (url,) in db.execute(best, (match,))] if match else []

    return ask


def fuzzy(talks: Sequence[tuple[str, str, str, str]]) -> Engine:
    titles = [title.lower() for title, *_ in talks]

    def ask(text: str) -> list[set[str]]:
        found = process.extract(text.lower(), titles, scorer=fuzz.WRatio, limit=5, score_cutoff=60)
        return [{talks[i][3]} for _, _, i in found]

    return ask


class Figures:
    """What one engine did with the queries of one kind."""

    def __init__(self) -> None:
        self.first: list[float] = []
        self.reciprocal: list[float] = []
        self.times: list[float] = []

    def add(self, query: corpus.Query, found: Sequence[set[str]], seconds: float) -> None:
        """Count one reply."""
        self.times.append(seconds * 1000)
        if not query.right:
            self.first.append(not found)
            return
        rank = next((i for i, urls in enumerate(found, 1) if urls & query.right), 0)
        self.first.append(rank == 1)
        self.reciprocal.append(1 / rank if rank else 0)

    def cells(self) -> str:
        """Three cells of the table: hit@1, mean reciprocal rank, milliseconds."""
        if not self.first:
            return "– | – | –"
        mean = sum(self.first) / len(self.first)
        rank = f"{sum(self.reciprocal) / len(self.reciprocal):.2f}" if self.reciprocal else "–"
        return f"{mean:.0%} | {rank} | {percentile(self.times, 0.5):.2f} / {percentile(self.times, 0.95):.1f}"


def percentile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def measure(engine: Engine, asked: Sequence[corpus.Query], budget: float) -> dict[str, Figures]:
    figures: dict[str, Figures] = defaultdict(Figures)
    end = time.monotonic() + budget
    for query in asked:
        start = time.perf_counter()
        found = engine(query.text)
        spent = time.perf_counter() - start
        figures[query.kind].add(query, found, spent)
        if query.right:
            figures["all"].add(query, found, spent)
        if time.monotonic() > end:
            break
    return figures


async def longest_hold(index: Index, texts: Sequence[str]) -> float:
    """Milliseconds by which a heartbeat of the loop was late at most while queries ran in a thread."""
    late, done = 0.0, False

    async def beat() -> None:
        nonlocal late
        while not done:
            start = time.perf_counter()
            await asyncio.sleep(0.001)
            late = max(late, time.perf_counter() - start - 0.001)

    beating = asyncio.create_task(beat())
    for text in texts:
        await asyncio.to_thread(talk, index, text)
    done = True
    await beating
    return late * 1000


def asked_of(db: Path) -> list[corpus.Query]:
    found = sqlite3.connect(db).execute("SELECT kind, text, urls FROM queries ORDER BY random()")
    return [corpus.Query(kind, text, frozenset(urls.split("\n")) - {""}) for kind, text, urls in found]


def report(name: str, db: Path) -> None:
    index = Index(sqlite3.connect(db, check_same_thread=False), "shared")
    asked = asked_of(db)
    start = time.perf_counter()
    talk(index, "a first query")
    first = time.perf_counter() - start
    results = {"Recapbot": measure(ours(index), asked, 1e9)}
    held = asyncio.run(longest_hold(index, [query.text for query in asked[:300]]))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    talks = rows(db)
    for label, make in (("FTS5 bm25", fts5), ("FTS5 trigram", trigrams), ("rapidfuzz WRatio", fuzzy)):
        results[label] = measure(make(talks), asked, BUDGET)
    print(f"\n### {name}: {len(talks):,} talks, {len(asked):,} queries\n")
    print("| | " + " | ".join(f"{label} hit@1 | MRR | ms p50 / p95" for label in results) + " |")
    print("| --- |" + " ---: | ---: | ---: |" * len(results))
    for kind in ("all", *sorted({query.kind for query in asked})):
        cells = " | ".join(figures[kind].cells() for figures in results.values())
        print(f"| {kind} | {cells} |")
    mine, base = (results[label]["all"].times for label in ("Recapbot", "FTS5 bm25"))
    ratios = [percentile(mine, share) / percentile(base, share) for share in (0.5, 0.95)]
    print(f"\nAgainst FTS5 bm25: median × {ratios[0]:.2f}, 95th percentile × {ratios[1]:.2f}.")
    print(f"The event loop was held for at most {held:.1f} ms; the first query took {first * 1000:.0f} ms;")
    print(
        f"memory of the searching process {memory:.0f} MB; the library is {db.stat().st_size / 1e6:.0f} MB."
    )


def apart(work: Callable[..., None], *arguments: object) -> None:
    """Run `work` in a process of its own, so that its memory is not counted with another's."""
    child = multiprocessing.get_context("spawn").Process(target=work, args=arguments)
    child.start()
    child.join()
    if child.exitcode:
        raise SystemExit(child.exitcode)


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--talks", type=int, nargs="*", default=[20000], help="sizes of synthetic libraries")
    cli.add_argument("--seed", type=int, default=1)
    cli.add_argument("--queries", type=int, default=20, help="queries of each kind")
    cli.add_argument("--corpus", type=Path, help="a folder with recaps/ and queries.jsonl instead")
    options = cli.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if options.corpus:
            db = Path(folder) / "corpus.db"
            apart(corpus.real, options.corpus, db, options.queries)
            apart(report, options.corpus.name, db)
            return
        for size in options.talks:
            db = Path(folder) / f"{size}.db"
            apart(corpus.build, size, options.seed, options.queries, db)
            apart(report, f"Synthetic, seed {options.seed}", db)


if __name__ == "__main__":
    main()
