"""What the front matter says, by key: keys in any case, tables looked into."""

from __future__ import annotations

from bot.parsing.blocks import Front, FrontValue

TITLE = ("title", "headline")
DESCRIPTION = (
    *("description", "summary", "excerpt", "subtitle", "abstract", "lead"),
    *("standfirst", "metadescription", "meta_description"),
)
"""The keys that say what a recap is called, and what it is of."""


def value_of(front: Front, *names: str) -> FrontValue | None:
    """The first of `names` that has a value; top-level keys before those inside tables."""
    for name in names if front.values else ():
        for table in front.tables:
            if table.get(name):
                return table[name]
    return None


def text_of(front: Front, *names: str) -> str | None:
    """As `value_of`, as one line of text; the first of a list."""
    value = value_of(front, *names)
    if isinstance(value, list):
        value = next((item for item in value if isinstance(item, str)), None)
    return " ".join(value.split()) or None if isinstance(value, str) else None


def texts_of(front: Front, *names: str) -> tuple[str, ...]:
    """All values of all of `names`, lists and comma-separated text taken apart."""
    found: list[str] = []
    for name in names:
        value = value_of(front, name)
        if isinstance(value, str):
            found += value.replace(";", ",").split(",")
        elif isinstance(value, list):
            found += [item for item in value if isinstance(item, str)]
    return tuple(dict.fromkeys(text.strip() for text in found if text.strip()))


def line_of(front: Front, name: str) -> int | None:
    """Line of the file where the top-level key `name` stands."""
    return next((line for key, line in front.lines.items() if key.lower() == name), None)
