"""Recaps of one layout: the same few talks, each written in the same way, and what is read of them.

`tests/cases/layouts.txt` has the ways to write a talk; `tests/cases/layouts.read` a line for each of
them and each variation, with the talks in order: "2+" is the second with its title and its people, "2-"
with its title alone, "2?" with its title and other people, and words are the title of something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from bot.parsing import read_recap

FOLDER = Path(__file__).parents[1] / "cases"
WRITTEN = FOLDER / "layouts.txt"
READ = FOLDER / "layouts.read"

TITLES = (
    "Growing lanterns in caves", "Folding Maps by Hand", "Painting fog at noon",
    "Borrowed umbrellas and hats",
    "Slow Rivers Run Deep", "The weight of old feathers", "Wooden bells for winter",
)  # fmt: skip
KNOWN = (
    "Grace Ormond", "Alan Tibbet", "Linda Marsh", "Peter Vance", "Susan Holt", "Robert Lang", "Helen Storm",
)  # fmt: skip
UNKNOWN = (
    "Zorvin Trell", "Quimbo Narst", "Ulfrid Oszka", "Brenko Tawl", "Ixandra Polm", "Yolvar Quent",
    "Drusk Ebbin",
)  # fmt: skip
NOTES = (
    "They need no sun.", "Fold twice, never iron.", "Fog is patient.", "Nobody gives them back.",
    "They win in the end.", "It took a year.", "Nobody bought any.",
)  # fmt: skip
IDEOGRAPHS = {
    "洞窟で灯籠を育てる方法": "山田太郎",
    "手で地図を折る技術": "佐藤花子",
    "正午に霧を描く": "鈴木一郎",
}
WORDS = (
    "ropes", "ladders", "candles", "kites", "harbours", "sails", "pebbles", "spoons", "windows", "stairs",
    "owls", "wells", "doors", "bread", "salt", "glass", "tides", "knots", "boats", "dust", "rust", "sand",
    "chalk", "paper",
)  # fmt: skip

ABOVE = {
    "": "",
    "talks": "## Talks\n\n",
    "day": "## Day 1\n\n",
    "liked": "## What I liked\n\n",
    "sentence": "It rained for two days, and nobody minded.\n\n",
    "cue": "These are the talks I saw:\n\n",
    "words": "Much else was going on there besides:\n\n",
}


def layouts() -> dict[str, str]:
    """How each talk is written, by name."""
    parts = re.split(r"^== (.*)\n", WRITTEN.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def long_title(words: int) -> str:
    """A title of so many words."""
    return " ".join(["Of", *(WORDS * 2)[: words - 1]])


VARIATIONS = (
    *(f"{number} talks" for number in (1, 2, 3, 5)),
    *(f"{known} of {number} known" for known, number in ((0, 3), (1, 3), (1, 4), (2, 4), (2, 5), (4, 5))),
    *(f"below {name}" for name in ABOVE if name),
    *(f"{words} words" for words in (1, 2, 9, 15, 19, 23, 31)),
    *("a question", "a colon", "a stop", "small letters", "quoted", "general"),
    "ideographs",
)


def written(layout: str, variation: str) -> tuple[str, list[tuple[str, str]]]:
    """A recap and the talks in it."""
    titles, people, number, above = list(TITLES), list(KNOWN), 3, ""
    first, _, rest = variation.partition(" ")
    if first == "ideographs":
        titles, people = list(IDEOGRAPHS), list(IDEOGRAPHS.values())
    elif first == "below":
        above = ABOVE[rest]
    elif rest == "talks":
        number = int(first)
    elif rest.endswith("known"):
        number = int(rest.split()[1])
        people = [*KNOWN[: int(first)], *UNKNOWN]
    elif rest == "words":
        titles[1] = "Lanterns" if first == "1" else long_title(int(first))
    else:
        changed = {
            "a question": "Who folds all the maps?",
            "a colon": "Folding: maps by hand",
            "a stop": "Folding maps by hand is easy.",
            "small letters": "folding maps by hand",
            "quoted": "“Folding Maps by Hand”",
            "general": "Introduction",
        }
        titles[1] = changed[variation]
    talks = list(zip(titles, people, strict=False))[:number]
    text = "".join(
        layout.replace("{title}", title)
        .replace("{who}", who)
        .replace("{note}", note)
        .replace("{n}", str(at))
        .replace("{handle}", _handle(who))
        for at, ((title, who), note) in enumerate(zip(talks, NOTES, strict=False), 1)
    )
    return f"# LanternConf 2031\n\n{above}{text}", talks


def _handle(who: str) -> str:
    return who.lower().replace(" ", "_")


def read(layout: str, variation: str) -> str:
    """What is read of such a recap, in short."""
    text, talks = written(layout, variation)
    return " ".join(_short(talks, *one) for one in _read(text))


def _read(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for talk in read_recap(text.encode(), "notes.md").talks:
        yield talk.title, talk.speakers


def _short(talks: list[tuple[str, str]], title: str, speakers: tuple[str, ...]) -> str:
    for at, (known, who) in enumerate(talks, 1):
        if known.strip("“”.").casefold() == title.strip("“”.").casefold():
            return (
                f"{at}{'-' if not speakers else '+' if speakers in ((who,), (f'@{_handle(who)}',)) else '?'}"
            )
    return f"[{title}{' by ' if speakers else ''}{', '.join(speakers)}]"


def cases() -> dict[str, list[tuple[str, str]]]:
    """What is read of each layout in each variation."""
    found: dict[str, list[tuple[str, str]]] = {}
    for line in READ.read_text(encoding="utf-8").splitlines():
        name, variation, said = f"{line} ".split(" | ")
        found.setdefault(name, []).append((variation, said.strip()))
    return found


if __name__ == "__main__":  # python -m tests.parsing.layouts: look at the difference before committing it
    kept = cases() if READ.exists() else {}
    lines = [
        f"{name} | {variation} | {read(layout, variation)}".rstrip()
        for name, layout in layouts().items()
        for variation in VARIATIONS
        if name not in kept or variation in dict(kept[name])
    ]
    READ.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
