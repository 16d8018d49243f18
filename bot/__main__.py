"""The entry: `recapbot` and `python -m bot` are the same."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    words = sys.argv[1:] if argv is None else argv
    if not words or words[0] == "run":
        # Importing takes most of a second, in which there is nothing yet to bring to an end.
        signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    try:
        from bot.cli import run_command

        return run_command(words)
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
