"""A recap as plain text, so that what is read stands beside what was written."""

from __future__ import annotations

from pathlib import Path

from bot.model import Passage, Recap
from bot.parsing import read_recap
from bot.rendering.inspect import event_line

CASES = Path(__file__).parent.parent / "cases"
FOLDER = CASES / "reading"
IN_FULL = CASES / "shipped"
SHIPPED = Path(__file__).parents[2] / "recaps"


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


def in_full(recap: Recap) -> str:
    """All that was read: also what a talk is shown with, and what questions are answered from."""
    lines = [f"author   {recap.author}", f"tags     {', '.join(recap.tags)}", f"source   {recap.source_url}"]
    lines += [f"{link.kind:<8} [{link.text}] {link.url}" for link in (*recap.links, *recap.images)]
    owners = {one.key: str(one.line) for one in (*recap.talks, *recap.topics)}
    for one in (*recap.talks, *recap.topics):
        lines += ["", f"{one.line:>4} {one.key}", *(f"  {link.kind} [{link.text}]" for link in one.links)]
        lines += [f"  shown    {line}" for line in one.summary.split("\n") if one.summary != one.text]
    path: tuple[str, ...] = ()
    for passage in recap.passages:
        lines += (
            ["", f"{'#' * len(passage.path)} {''.join(passage.path[-1:])}"] if passage.path != path else []
        )
        lines.append(_passage(passage, owners.get(passage.talk or "", "-")))
        path = passage.path
    return as_text(recap) + "\n" + "\n".join(line.rstrip() for line in lines).strip() + "\n"


def _passage(passage: Passage, owner: str) -> str:
    """Its line, whether it is a bullet, its talk's line, how what it hangs from begins; text and links."""
    above = "".join(f"({lead[:20]}) " for lead in passage.lead)
    links = "".join(f" <{link.url}>" for link in passage.links)
    return f"{passage.line:>4} {'*' if passage.item else ' '} {owner:>3} {above}{passage.text}{links}"


def shipped() -> list[Path]:
    """The recaps that come with the bot."""
    return sorted(SHIPPED.iterdir())


def read_in_full(path: Path) -> str:
    """The text of one shipped recap as read now."""
    return in_full(read_recap(path.read_bytes(), path.name))


def read(path: Path) -> str:
    """The text of one case as read now."""
    return as_text(read_recap(path.read_bytes(), path.name))


if __name__ == "__main__":  # python -m tests.parsing.cases: look at the difference before committing it
    for case in written():
        case.with_suffix(".read").write_text(read(case), encoding="utf-8")
    for recap in shipped():
        (IN_FULL / f"{recap.name}.read").write_text(read_in_full(recap), encoding="utf-8")
