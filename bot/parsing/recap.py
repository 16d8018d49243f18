"""From a document to a recap: outline, talks, notes, topics, event, summaries."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import PurePath

from bot.model import Link, Passage, ReadWarning, Recap, Talk
from bot.parsing.blocks import Document, Front
from bot.parsing.event import read_event
from bot.parsing.link_labels import is_label
from bot.parsing.links import bare, holds_code, unique
from bot.parsing.metadata import DESCRIPTION, TITLE, text_of, texts_of, value_of
from bot.parsing.outline import HEADED, Part, outline
from bot.parsing.passages import Note
from bot.parsing.rich import weight
from bot.parsing.series import named_series, year_in
from bot.parsing.speakers import likeness
from bot.parsing.summary import summarise
from bot.parsing.talks import find_talks
from bot.parsing.talks.accounts import as_printed, own_accounts
from bot.parsing.talks.found import Found, fold, key_of
from bot.parsing.trimming import tidy
from bot.parsing.vocabulary import holds_sessions, is_general


def recap_of(document: Document) -> Recap:
    """The recap a document is; never raises, whatever stands in it."""
    root = outline(document)
    title_part = find_title(root, document.front)
    title = text_of(document.front, *TITLE) or (title_part.head.text if title_part else "")
    event, doubts = read_event(document, root, title_part)
    found, written = find_talks(root, title_part, event)
    owners, talks = _talks(found, written)
    passages = tuple(_passage(note, owners.get(index)) for index, note in enumerate(written))
    title = (
        title
        or _announcing(root)
        or _first_words(written)
        or event.name
        or _first_sentence(written)
        or _from_file(document.file)
    )
    links = unique(link for note in written for link in note.links)
    described = text_of(document.front, *DESCRIPTION)
    return Recap(
        file=document.file,
        title=tidy(" ".join(title.split())) or title,
        event=event,
        author=_author(document.front),
        tags=_tags(document.front),
        source_url=_source(document.front),
        summary=_summary(described, written, owners, title),
        talks=tuple(talk for talk in talks if talk.kind == "talk"),
        topics=tuple(talk for talk in talks if talk.kind == "topic"),
        links=tuple(link for link in links if link.kind != "image"),
        images=tuple(link for link in links if link.kind == "image"),
        passages=passages,
        warnings=tuple(sorted((*document.warnings, *doubts, *_doubts(written, talks)), key=lambda w: w.line)),
    )


def _doubts(written: Sequence[Note], talks: Sequence[Talk]) -> list[ReadWarning]:
    """What an author can make clearer: links whose words are another address, and no talk at all."""
    doubts = []
    for note in written:
        for (start, _, shown), (other, _, also) in pairwise(note.rich.links):
            if start == other and also.text == also.url == shown.text:
                line = note.rich.line_at(start)
                doubts.append(
                    ReadWarning(line, f"The link shows {shown.text} but leads to {shown.url}: both are kept.")
                )
    if written and not any(talk.kind == "talk" for talk in talks):
        advice = "give each talk a heading, with its speaker behind a dash: `### Title - Name`."
        doubts.append(ReadWarning(written[0].rich.line, f"No talks were recognised: {advice}"))
    return doubts


def find_title(root: Part, front: Front) -> Part | None:
    """The heading that names the whole document: a lone first one, or what the front matter says too."""
    headed = [part for part in root.parts if part.kind in HEADED]
    if not headed:
        return None
    first = headed[0]
    named = text_of(front, *TITLE)
    if named:
        return first if fold(first.head.text) == fold(named) else None
    if first is root.parts[0] and _names_some_event(first.head.text):
        return first
    if first.kind == "heading":
        above = [
            part
            for part in root.parts
            if part.kind != "heading" and part.head.text and part.line < first.line
        ]
        alone = sum(part.kind == "heading" and part.level <= first.level for part in headed) == 1
        if first.level <= 2 and alone and len(above) <= 2 and not holds_sessions(first.head.text):
            return first
    return None


def _names_some_event(text: str) -> bool:
    """A known event, or the year of any."""
    return named_series(text) is not None or year_in(text) is not None


def _talks(found: Sequence[Found], written: Sequence[Note]) -> tuple[dict[int, str], list[Talk]]:
    """Each note's owner, and the finished talks and topics."""
    owners: dict[int, str] = {}
    talks: list[Talk] = []
    seen: dict[str, int] = {}
    told = Counter(
        index for item in found if item.kind == "talk" and item.part is None for index in set(item.notes)
    )
    for item in found:
        key = key_of(item.kind, item.title, seen)
        own = [(index, written[index]) for index in sorted(set(item.notes))]
        if item.kind == "talk":
            for index, note in own:
                if index not in owners or (item.part is not None and note.part is item.part):
                    owners[index] = key
        said = [note for _, note in own if not (note.head and note.part is item.part)]
        alone = [note for index, note in own if item.part is not None or told[index] == 1]
        text = "\n".join(note.text for note in said if note.text)
        links = unique((*item.links, *(link for note in alone for link in note.links)))
        accounts = own_accounts(item.speakers, [note for _, note in own], alone)
        talks.append(
            Talk(
                key=key,
                title=item.title,
                kind=item.kind,
                speakers=as_printed(item.speakers, [note for _, note in own]),
                links=(*(link for link in links if _of_talk(link, item)), *accounts),
                section=item.section,
                summary=summarise([note.gist for note in said], item.title),
                text=text,
                line=item.line,
                also_called=tuple(item.also),
            )
        )
    for index, at in _topic_notes(found):
        owners.setdefault(index, talks[at].key)
    return owners, talks


def _of_talk(link: Link, item: Found) -> bool:
    """Not a picture, a person's page (see `own_accounts`), or a place in the document itself."""
    person = link.text in item.speakers and fold(link.text) != fold(item.title) and link.kind == "article"
    shown = link.kind == "profile" and holds_code(link.url) and _is_theirs(link, item)
    return (shown or link.kind not in ("image", "profile")) and not link.url.startswith("#") and not person


def _is_theirs(link: Link, item: Found) -> bool:
    """An account like none of the speakers, by its address or words of nobody's name: the talk's code."""
    account = bare(link.url).lower()
    names = {word for name in item.speakers for word in fold(name).split() if len(word) > 2}
    told = " " in link.text and not is_label(link.text) and not likeness(link.text)
    return (told or bare(link.text).lower() == account) and not any(word in account for word in names)


def _topic_notes(found: Sequence[Found]) -> list[tuple[int, int]]:
    return [(index, at) for at, item in enumerate(found) if item.kind == "topic" for index in item.notes]


def _passage(note: Note, owner: str | None) -> Passage:
    item = note.part.kind in ("item", "row")
    return Passage(note.text, note.path, note.lead, note.rich.line, owner, note.links, item)


def _summary(described: str | None, written: Sequence[Note], owners: dict[int, str], title: str) -> str:
    """The front matter's description leads; the author's general words follow."""
    general = [
        note
        for index, note in enumerate(written)
        if index not in owners and not note.head and note.part.kind == "text" and note.part.block != "header"
    ]
    rest = summarise([note.gist for note in general[:30]], title)
    last_words = bool(general) and written.index(general[0]) > min(owners, default=len(written))
    if not described and (not rest or (last_words and weight(rest) < BRIEF)):
        rest = summarise([note.gist for note in written[:60] if not note.head], title)
    if described:
        return described if not rest or fold(rest) == fold(described) else f"{described}\n{rest}"
    return rest


BRIEF = 60
"""What words behind all talks weigh, in letters, if they say nothing of the event: "I met old friends."."""


def _announcing(root: Part) -> str:
    """The heading over all others, though it is the section of the sessions: "Lightning talks, day 2"."""
    first = root.parts[0] if root.parts else None
    high = [part for part in root.parts if part.kind == "heading" and part.level == 1]
    return first.head.text if first is not None and high == [first] else ""


def _first_words(written: Sequence[Note]) -> str:
    """The nearest thing to a title where there is none: the first heading or short line."""
    for note in written[:3]:
        short = 2 <= len(note.text) <= 100 and not note.text.endswith((".", "!", "?", "。"))
        if (
            short
            and not is_general(note.text)
            and note.part.kind != "item"
            and not (note.path and not note.head)
        ):
            return note.text.rstrip(":")
    return ""


def _first_sentence(written: Sequence[Note]) -> str:
    return next((note.text for note in written[:3] if 2 <= len(note.text) <= 100), "")


def _from_file(file: str) -> str:
    name = PurePath(file).stem
    return re.sub(r"[\s_-]+", " ", name).strip() or "Untitled"


def _author(front: Front) -> str | None:
    value = value_of(front, "author", "authors", "by", "writer", "byline")
    if isinstance(value, dict):
        value = value.get("name") or next((v for v in value.values() if isinstance(v, str)), None)
    if isinstance(value, list):
        names = [
            item if isinstance(item, str) else item.get("name") if isinstance(item, dict) else None
            for item in value
        ]
        return ", ".join(name for name in names if isinstance(name, str)) or None
    return value.strip() or None if isinstance(value, str) else None


def _tags(front: Front) -> tuple[str, ...]:
    return texts_of(front, "tags", "tag", "keywords", "categories", "category", "topics")


def _source(front: Front) -> str | None:
    value = text_of(
        front, "source_url", "source", "canonical_url", "canonical", "url", "permalink", "link", "original"
    )
    return value if value and re.match(r"https?://", value) else None
