"""A recap as plain text, so that what is read stands beside what was written."""

from __future__ import annotations

from pathlib import Path

from bot.model import Recap
from bot.parsing import read_recap
from bot.rendering.inspect import event_line

FOLDER = Path(__file__).parent.parent / "cases" / "reading"


def written() -> list[Path]:
    """The recaps of the golden cases."""
    return sorted(path for path in FOLDER.iterdir() if path.suffix != ".read")


def as_text(recap: Recap) -> str:
    """What was read, one fact a line."""
    lines = [f"title    {recap.title}", f"event    {recap.event.name} | {event_line(recap.event)}"]
    lines += [f"summary  {line}" for line in recap.summary.split("\n") if line]
    for talk in recap.talks:
        lines += ["", f"talk     {talk.title}", f"  line     {talk.line}"]
        lines += [f"  by       {name}" for name in talk.speakers]
        lines += [f"  in       {talk.section}"] if talk.section else []
        lines += [f"  also     {name}" for name in talk.also_called]
        lines += [f"  {link.kind:<8} {link.url}" for link in talk.links]
        lines += [f"  note     {line}" for line in talk.text.split("\n") if line]
    lines += [""] + [f"topic    {topic.title}" for topic in recap.topics]
    lines += [f"warning  {warning.line}: {warning.message}" for warning in recap.warnings]
    return "\n".join(lines).strip() + "\n"


def read(path: Path) -> str:
    """The text of one case as read now."""
    return as_text(read_recap(path.read_bytes(), path.name))


if __name__ == "__main__":  # python -m tests.parsing.cases: look at the difference before committing it
    for case in written():
        case.with_suffix(".read").write_text(read(case), encoding="utf-8")
