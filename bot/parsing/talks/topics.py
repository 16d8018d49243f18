# ruff: noqa: E501
"""Named things that are not talks but have words of their own: tools, announcements, projects.

`RULES` are tried in order; each yields a name with the notes about it:

    sections    a heading that is no talk and not a general one
    items       "Name - what it is", "**Name**: what it is", a bullet with bullets below
    links       [name](address) in running text
    strong      a **name** in running text
    code        an `identifier`
    defined     "Name is a …", "a long name (NAME)", names in camelCase or capitals
    proper      the Kill Chain, Coraza: capitalised words inside a sentence, where nouns are not
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.model import Event, Link
from bot.parsing import speakers
from bot.parsing.cues import spelt_in
from bot.parsing.link_labels import is_label
from bot.parsing.links import is_profile, kind_of
from bot.parsing.outline import HEADED, Part
from bot.parsing.passages import Note
from bot.parsing.talks.found import Found, fold, section_of
from bot.parsing.talks.item_titles import title_end
from bot.parsing.together import find_together
from bot.parsing.trimming import clean, tidy
from bot.parsing.vocabulary import TALK, is_general

LONGEST_NAME = 70
MOST_NOTES = 12

LONGEST_NOTE = 3000
"""Characters from which a text without a stop is no sentence anybody wrote."""


class _Named(NamedTuple):
    """A name found: where, with which notes and links, by which rule."""

    name: str
    notes: tuple[int, ...]
    line: int
    part: Part
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class _Text:
    """All notes of a document, and which part each talk has taken; `said` are the words of each note."""

    notes: Sequence[Note]
    said: Sequence[str]
    talks: Sequence[Found]
    heads: frozenset[Part]
    below: dict[Part, list[int]]
    title_part: Part | None


def find_topics(
    written: Sequence[Note],
    below: dict[Part, list[int]],
    talks: Sequence[Found],
    title_part: Part | None,
    event: Event,
) -> list[Found]:
    """The topics of a document, in its order; names of talks, people and the event are not topics.

    `below` are the notes of each part and of those below it.
    """
    heads = frozenset(item.part for item in talks if item.part is not None)
    text = _Text(written, [note.text for note in written], talks, heads, below, title_part)
    taken = {fold(name) for item in talks for name in (item.title, *item.also, *item.speakers)}
    taken |= {fold(word) for item in talks for name in item.speakers for word in name.split()}
    taken |= {fold(name) for name in (event.name, event.series, event.place) if name}
    titles = {index: f" {fold(talk.title)} " for talk in talks for index in talk.notes}
    found: dict[str, Found] = {}
    keys: dict[str, tuple[str, str]] = {}
    for rule, named in ((rule, named) for rule, names in RULES.items() for named in names(text)):
        if named.name not in keys:
            name = _name(named.name)
            key = fold(name)
            known = not taken.isdisjoint((key, fold(name.partition(" (")[0])))
            keys[named.name] = (name, "" if known or not _worth(name) else key)
        name, key = keys[named.name]
        if not key or _in_title(key, named.notes, titles):
            continue
        topic = found.get(key)
        if topic is None:
            topic = Found(name, rule, "topic", named.part, line=named.line)
            topic.section = section_of(named.part, title_part)
            found[key] = topic
        topic.notes += [index for index in named.notes if index not in topic.notes][
            : MOST_NOTES - len(topic.notes)
        ]
        topic.links += [link for link in named.links if link not in topic.links]
    return sorted(found.values(), key=lambda topic: topic.line)


def _in_title(key: str, notes: tuple[int, ...], titles: dict[int, str]) -> bool:
    """The name stands in the title of the very talk whose notes speak of it, or that in the name."""
    if not notes or notes[0] not in titles:
        return False
    whole = f" {key} "
    return all(whole in (title := titles.get(index, "")) or (title and title in whole) for index in notes)


def _name(text: str) -> str:
    text = tidy(clean(text).strip(" \t-–—*_#`!"))
    article = _ARTICLE.match(text)
    return text[article.end() :] if article else text


_ARTICLE = re.compile(r"(?:The|the|a|an|der|die|das|le|la|les|el|los|las)\s+(?=[A-Z])")
_LETTERS = re.compile(r"[^\W\d_]{2}")


def _worth(name: str) -> bool:
    """A name one would ask for: no label, number, general word, person or event."""
    if not 2 <= len(name) <= LONGEST_NAME or not _LETTERS.search(name) or is_label(name):
        return False
    if is_general(name) or name.lower() in _EVERYDAY:
        return False
    return speakers.likeness(name.partition(" (")[0]) < speakers.KNOWN and not (
        speakers.by_of(name) and speakers.people(name)
    )


_EVERYDAY = frozenset(
    [
        "note",
        "notes",
        "tip",
        "warning",
        "info",
        "example",
        "examples",
        "important",
        "update",
        "edit",
        "todo",
        "fixme",
        "tldr",
        "yes",
        "no",
        "ok",
        "pros",
        "cons",
        "e.g",
        "i.e",
        "q",
        "a",
        "why",
        "what",
        "how",
        "who",
        "when",
        "where",
        "also",
        "and",
        "but",
        "so",
        "then",
        "problem",
        "solution",
        "question",
        "answer",
        "ai",
        "it",
        "i",
    ]
)


def _sections(text: _Text) -> Iterator[_Named]:
    for part in text.below:
        if part.kind not in HEADED or part in text.heads or part is text.title_part:
            continue
        free = [index for index in text.below[part] if not text.notes[index].head]
        inside = any(above in text.heads for above in part.ancestors)
        if (
            free
            and not any(child.kind in HEADED for child in part.parts)
            and not (inside and len(part.head.text) < 4)
        ):
            links = tuple(link for _, _, link in part.head.links)
            yield _Named(part.head.text, tuple(free[:MOST_NOTES]), part.line, part, links)


def _items(text: _Text) -> Iterator[_Named]:
    lists = _lists_of_names(text)
    for part in text.below:
        if part.kind != "item" or part in text.heads:
            continue
        words = part.head.text
        end = title_end(part)
        if end == len(words) and (cut := _NAME_END.search(words)):
            end = cut.start()
        name, rest = words[:end], words[end:]
        length = len(name.split())
        if length > 8:
            continue
        linked = any(start < end and not is_label(link.text) for start, _, link in part.head.links)
        if linked and part.head.links[0][2].url.startswith("#"):
            continue  # a line of a table of contents
        if not linked and not _CAPITAL.search(name):
            continue
        told = _TOLD.match(rest) is not None and len(rest.split()) > 2
        nested = any(below.kind == "item" for below in part.parts)
        announced = "\n" not in words and part in lists
        announced = announced and not any(above in text.heads for above in part.ancestors)
        if (length <= 6 and (told or nested or linked)) or announced:
            links = tuple(link for start, _, link in part.head.links if not is_profile(link.url))
            yield _Named(re.split(r":\s*https?://", name)[0], tuple(text.below[part]), part.line, part, links)


_NAME_END = re.compile(r"\s(?:[-–—=]|::)\s|:\s(?!//)")
_TOLD = re.compile(r"\s*(?:[-–—:=]|::|\()")
_CAPITAL = re.compile(r"[A-Z0-9]")


def _lists_of_names(text: _Text) -> set[Part]:
    """The items of lists of short names under a heading or line that says what they are: tools, announcements."""
    lists: dict[tuple[Part | None, int], list[Part]] = {}
    for part in text.below:
        if part.kind == "item":
            lists.setdefault((part.parent, part.group), []).append(part)
    found: set[Part] = set()
    for likes in lists.values():
        short = sum(len(other.head.text.split()) <= 9 for other in likes)
        capital = sum("A" <= other.head.text[:1] <= "Z" for other in likes)
        if len(likes) >= 2 and min(short, capital) >= 0.7 * len(likes):
            found.update(likes)
    return found


def _links(text: _Text) -> Iterator[_Named]:
    for index, note in enumerate(text.notes):
        if note.head:
            continue
        for start, _, link in note.rich.links:
            words = len(link.text.split())
            if (
                link.url.startswith("#")
                or is_profile(link.url)
                or is_label(link.text)
                or words > 8
                or kind_of(link.url, link.text) == "image"
            ):
                continue
            if re.search(r"[A-Z]", link.text) or words <= 4:
                yield _Named(link.text, (index,), note.rich.line_at(start), note.part, (link,))


def _strong(text: _Text) -> Iterator[_Named]:
    for index, note in enumerate(text.notes):
        if note.head:
            continue
        for mark in note.rich.marks:
            words = note.text[mark.start : mark.end]
            styled = (
                (mark.span.strong or mark.span.em) and mark.span.url is None and 1 <= len(words.split()) <= 4
            )
            if (
                styled
                and not speakers.people(words)
                and (re.search(r"[A-Z]", words) or (mark.span.strong and len(words) > 3))
            ):
                yield _Named(words, (index,), note.rich.line_at(mark.start), note.part)


def _code(text: _Text) -> Iterator[_Named]:
    for index, note in enumerate(text.notes):
        if note.part.block == "code":
            continue
        for mark in note.rich.marks:
            words = note.text[mark.start : mark.end]
            if (
                mark.span.code
                and re.search(r"[A-Za-z]{3}", words)
                and len(words.split()) <= 4
                and len(words) <= 40
            ):
                yield _Named(words, (index,), note.rich.line_at(mark.start), note.part)


_TERM = re.compile(
    r"[A-Z](?=[a-z]*+[A-Z0-9-])(?<![\w./@:=-].)(?:[a-z]*-?\d{2,}|[A-Z]\w*(?:-[A-Z0-9]\w*)*|[a-z0-9]+(?:[A-Z]\w*)+)(?![\w@/-])"
)
"""Names told by their letters: RFC-7231, MoSQL, TerraMoss. (What it looks ahead for passes over "Moss" at once.)"""
_SMALL_TERM = re.compile(
    r"\b(?<![./@:=-])(?=[a-z]++[A-Z_-])(?:[a-z]{2,}_[a-z_]{2,}|[a-z]+[A-Z]\w+|[a-z]{2,}-(?:rs|js|go|py))(?![\w@/-])"
)
"""Those that begin with a small letter: mossFactor, moss_check, moss-rs."""
_HUMP = re.compile(r"[A-Z_-](?:(?<=[a-z][A-Z])|(?<=[a-z]_)|(?<=[a-z]-)(?:rs|js|go|py))")
"""What all of these have in their middle."""
_IS_A = re.compile(
    r"(?:^|[.;,(]\s?|\b(?:of|with|called|named|using|plugin|tool|project|kept|uses?|like)\s)(?P<name>[A-Z][\w.+-]*(?:\s[A-Z][\w.+-]*){0,3})(?P<is>,?\s(?:is|are|was|which is|ist|sind|est|sont|es|son)\s(?:an?|the|one|just|ein\w*|die|das|der|une?|le|la|el|una?|new|now|open|like|another)\b|\s\((?=[A-Z]))"
)
_IS_SIGN = re.compile(r"[A-Z][\w.+-]*+,?\s(?:(?:is|are|was|which|ist|sind|est|sont|es|son)\s|\()")
"""What the last word of the name and the next are like in all that `_IS_A` finds (and in some that it does not)."""
_SHORT_FORM = re.compile(r"((?:[A-Z][\w-]+\s){1,6}[A-Z]?[\w-]+)\s\(([A-Z][A-Za-z]{1,8}s?)\)")


def _found(text: _Text, indexes: Sequence[int], form: re.Pattern[str]) -> list[tuple[int, int, str]]:
    """All that `form` finds in some notes: in which, from where, and what."""
    texts = [text.said[index] for index in indexes]
    return [(indexes[at], start, words) for at, start, words in find_together(texts, form)]


def _defined(text: _Text) -> Iterator[_Named]:
    where: dict[str, list[int]] = {}
    prose = [
        index
        for index, note in enumerate(text.notes)
        if note.part.block != "code" and len(text.said[index]) <= LONGEST_NOTE
    ]
    said = {index for index, _, _ in _found(text, prose, _IS_SIGN)}
    for index in prose:
        note = text.notes[index]
        words = text.said[index]
        for match in _SHORT_FORM.finditer(words) if " (" in words else ():
            if is_label(match.group(2)):
                continue
            yield _Named(
                f"{match.group(1)} ({match.group(2)})", (index,), note.rich.line_at(match.start()), note.part
            )
        for match in _IS_A.finditer(words) if index in said else ():
            if not TALK.search(match["name"]) and match["name"].lower() not in _PRONOUNS:
                yield _Named(match["name"], (index,), note.rich.line_at(match.start()), note.part)
    small = sorted({index for index, _, _ in _found(text, prose, _HUMP)})
    for index, _, term in sorted([*_found(text, prose, _TERM), *_found(text, small, _SMALL_TERM)]):
        where.setdefault(term, []).append(index)
    common = max(4, len(text.notes) // 8)
    for term, indexes in where.items():
        if len(term) > 2 and len(set(indexes)) <= common:
            first = text.notes[indexes[0]]
            yield _Named(term, tuple(dict.fromkeys(indexes)), first.rich.line, first.part)


_PRONOUNS = frozenset(
    re.findall(
        r"\w+",
        "this that it he she they there these those here what who i we you one another das dies es er sie ce cela il elle esto",
    )
)

_INSIDE = re.compile(
    r"[A-Z](?<=[a-z,;] [A-Z])[\w+-]*\w(?: (?:[A-Z][\w+-]*\w))*(?: (?:containers?|project|operator|plugin|policy|policies))?"
)
_INNER_WORD = re.compile(r" (?<=[a-z,;] )([^\W\d_])")
"""The first letter of each word inside a sentence."""

MOST_PROPER = 25


def _proper(text: _Text) -> Iterator[_Named]:
    prose = [
        index
        for index, note in enumerate(text.notes)
        if not note.head and note.part.block != "code" and len(text.said[index]) <= LONGEST_NOTE
    ]
    inside = "".join(_INNER_WORD.findall("\n".join([text.said[index] for index in prose])))
    if inside and sum(map(str.isupper, inside)) / len(inside) > 0.25:
        return
    found = _found(text, prose, _INSIDE)
    every_word = spelt_in(text.said) if found else frozenset[str]()
    terms = {
        term
        for term in {words for _, _, words in found}
        if len(term) > 2 and not _is_word(term.lower(), every_word)
    }
    where: dict[str, list[int]] = {}
    for index, start, words in found:
        if words in terms and _is_nobodys(text.notes[index], start, start + len(words)):
            where.setdefault(words, []).append(index)
    common = max(3, len(text.notes) // 10)
    rare = [(term, indexes) for term, indexes in where.items() if len(set(indexes)) <= common]
    rare.sort(key=lambda item: (-len(item[0].split()) * min(len(item[1]), 3), item[1][0]))
    for term, indexes in rare[:MOST_PROPER]:
        if not speakers.likeness(term) or len(term.split()) == 2:
            first = text.notes[indexes[0]]
            yield _Named(term, tuple(dict.fromkeys(indexes)), first.rich.line, first.part)


def _is_nobodys(note: Note, start: int, end: int) -> bool:
    """No person's name stands there."""
    return all(end <= who.start or start >= who.end for who in note.rich.named)


def _is_word(term: str, words: Container[str]) -> bool:
    """`term`, in small letters, is one of the `words` of the text too."""
    return term in words and term.isascii() and term.isalpha()


RULES: dict[str, Callable[[_Text], Iterator[_Named]]] = {
    "sections": _sections,
    "items": _items,
    "links": _links,
    "strong": _strong,
    "code": _code,
    "defined": _defined,
    "proper": _proper,
}
