"""Values of the model as JSON text and back, for the derived tables."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import lru_cache
from typing import Any

import orjson

from bot.model import Event, Link, Passage, ReadWarning, Recap, Talk

Json = dict[str, Any]


def _sparse(value: Any) -> Json:
    """A flat dataclass without the fields that have nothing in them."""
    names = value.__dataclass_fields__  # `fields` makes a tuple of them anew for each value
    return {name: v for name in names if (v := getattr(value, name)) not in (None, "", (), 0)}


def _links(links: tuple[Link, ...]) -> list[list[str]]:
    return [[link.text, link.url, link.kind] for link in links]


def _to_links(rows: list[list[Any]]) -> tuple[Link, ...]:
    return tuple(Link(*row) for row in rows)


def _dump(value: object) -> str:
    try:
        return orjson.dumps(value).decode()
    except orjson.JSONEncodeError:  # half a character, which SQLite will refuse to store
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def dump_talk(talk: Talk) -> str:
    """A talk or topic as JSON."""
    row = _sparse(talk)
    if talk.links:
        row["links"] = _links(talk.links)
    return _dump(row)


def load_talk(text: str) -> Talk:
    """The talk `dump_talk` wrote."""
    row: Json = orjson.loads(text)
    for name in ("speakers", "also_called"):
        if name in row:
            row[name] = tuple(row[name])
    if "links" in row:
        row["links"] = _to_links(row["links"])
    return Talk(**row)


def dump_links(links: tuple[Link, ...]) -> str:
    """The links of a passage as JSON; most have none, which is ""."""
    return _dump(_links(links)) if links else ""


def dump_where(passage: Passage) -> str:
    """What a passage shares with its neighbours, as JSON: its headings, its lead, its talk."""
    return _dump((passage.path, passage.lead, passage.talk))


def load_passage(text: str, line: int, item: int, links: str, where: str) -> Passage:
    """The passage that its text, `dump_links` and `dump_where` are of."""
    path, lead, talk = _load_where(where)
    to = _to_links(orjson.loads(links)) if links else ()
    return Passage(text, path, lead, line, talk, to, bool(item))


@lru_cache(maxsize=256)
def _load_where(text: str) -> tuple[tuple[str, ...], tuple[str, ...], str | None]:
    """Of passages that are read together many stand in the same place."""
    path, lead, talk = orjson.loads(text)
    return tuple(path), tuple(lead), talk


def dump_event(event: Event) -> Json:
    """An event as a JSON object."""
    return _sparse(event)


def dump_frame(recap: Recap) -> str:
    """A recap as JSON without its talks, topics and passages, which have rows of their own."""
    row = _sparse(recap) | {"event": dump_event(recap.event)}
    for name in ("talks", "topics", "passages"):
        row.pop(name, None)
    for name in ("links", "images"):
        row[name] = _links(getattr(recap, name))
    row["warnings"] = [asdict(warning) for warning in recap.warnings]
    return _dump(row)


def load_frame(text: str, entries: tuple[Talk, ...] = ()) -> Recap:
    """The recap `dump_frame` wrote, with its talks and topics put back."""
    row = orjson.loads(text)
    row["event"] = Event(**row["event"])
    row["tags"] = tuple(row.get("tags", ()))
    row["links"], row["images"] = _to_links(row["links"]), _to_links(row["images"])
    row["warnings"] = tuple(ReadWarning(**w) for w in row["warnings"])
    row["talks"] = tuple(t for t in entries if t.kind == "talk")
    row["topics"] = tuple(t for t in entries if t.kind == "topic")
    return Recap(**row)
