"""What loading a folder costs, against parsing the Markdown of the same files alone, in one run.

    python -m bench.loading [FOLDER]        ../shared/talks/recaps if it is there, else the recaps shipped

Processor time of all processes together, and the time that passes: parsing alone (markdown-it-py),
`recapbot load` into an empty library, and again with nothing changed.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.scenes import ROOT

TALKS = ROOT.parent / "shared" / "talks" / "recaps"
PARSE = """
import sys
from pathlib import Path
from markdown_it import MarkdownIt
markdown = MarkdownIt("commonmark").enable(["table", "strikethrough"])
for path in sorted(Path(sys.argv[1]).rglob("*.md")):
    markdown.parse(path.read_text("utf-8", "replace"))
"""


def cost(*command: str) -> tuple[float, float]:
    """Seconds of processor time, of the process and those it started, and seconds that passed."""
    before, start = os.times(), time.perf_counter()
    subprocess.run([sys.executable, *command], check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    passed, after = time.perf_counter() - start, os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return used, passed


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("folder", nargs="?", type=Path, default=TALKS if TALKS.is_dir() else ROOT / "recaps")
    folder = str(cli.parse_args().folder.resolve())
    with tempfile.TemporaryDirectory() as data:
        load = ("-m", "bot", "load", "--db", f"{data}/shared.db", folder)
        base, imports = cost("-c", PARSE, folder), cost("-c", "import bot.cli")
        steps = {"parsing alone": base, "loading": cost(*load), "again, nothing changed": cost(*load)}
    for name, (used, passed) in steps.items():
        print(
            f"{name:<24} processor {used:7.2f} s   passed {passed:7.2f} s   x{used / base[0]:5.2f} of parsing"
        )
    print(f"{'imports':<24} processor {imports[0]:7.2f} s   passed {imports[1]:7.2f} s")


if __name__ == "__main__":
    main()
