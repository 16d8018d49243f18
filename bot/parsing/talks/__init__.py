"""Blocks -> talks and topics, by small rules tried in order.

headings   parts with a heading of their own
sections   headings of an author who tells of talks in sentences: taken out
labels     links that only look like talks: taken out
lists      items of lists
diaries    items that tell by the clock how the day was spent: taken out
tables     rows and cells of tables
prose      sentences that tell of a talk
begun      sentences begun by who spoke, where nothing else tells of their talk
favourites a favourite session's title below, a heading talks were "on"
told       a listed talk's telling elsewhere, under other words
again      the same talk twice becomes one
subjects   what talks known but by their speaker were about
topics     named things that are not talks
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.model import Event, Link
from bot.parsing import speakers
from bot.parsing.links import is_profile
from bot.parsing.outline import HEADED, Part
from bot.parsing.passages import Note, notes
from bot.parsing.rich import Rich
from bot.parsing.talks.again import absorb, listed_first, merge, told_elsewhere
from bot.parsing.talks.begun import begun_by_people
from bot.parsing.talks.bringers import brought_by, linked_bringers, told_by
from bot.parsing.talks.diaries import without_diaries
from bot.parsing.talks.evidence import Evidence
from bot.parsing.talks.favourites import favourites
from bot.parsing.talks.found import Found, fold, section_of
from bot.parsing.talks.headings import headed_talks
from bot.parsing.talks.item_titles import title_end
from bot.parsing.talks.labels import without_labels
from bot.parsing.talks.likelihood import Leaning
from bot.parsing.talks.lists import listed_talks
from bot.parsing.talks.only_people import EARLY, name_in_full, name_known_elsewhere, name_only_person
from bot.parsing.talks.papers_below import with_papers
from bot.parsing.talks.people import people_of
from bot.parsing.talks.prose import told_talks
from bot.parsing.talks.sections import without_sections
from bot.parsing.talks.sentences import introduced_by
from bot.parsing.talks.subjects import name_by_subject
from bot.parsing.talks.tables import Row, tabled_talks
from bot.parsing.talks.topics import find_topics
from bot.parsing.titles import read_title
from bot.parsing.vocabulary import SPOKE, TALK, names_kind, names_one


def find_talks(root: Part, title_part: Part | None, event: Event) -> tuple[list[Found], list[Note]]:
    """The talks and topics of a document, in its order, and all its words as notes.

    Each found thing's `notes` are indexes into the notes returned. A recap with hardly a talk is
    looked at again: what stands below its headings is then rather talks than nothing.
    """
    leaning = Leaning(one_day=event.day is not None)
    found, written, below = _look(root, title_part, event, leaning)
    if len(found) <= HARDLY:
        again = _look(root, title_part, event, replace(leaning, least=SECOND_LOOK))
        if len(again[0]) >= len(found) + SEVERAL:
            found, written, below = again
    return [*found, *find_topics(written, below, found, title_part, event)], written


HARDLY, SEVERAL = 2, 3
"""Talks up to which hardly one was found, and how many more a second look must find to be believed."""

SECOND_LOOK = -1.75
"""The log odds for a heading being a talk's that are asked for then. In files with marks by hand where so
few talks were found, most of those with several likelier than that have their talks there."""


def _look(
    root: Part, title_part: Part | None, event: Event, leaning: Leaning
) -> tuple[list[Found], list[Note], dict[Part, list[int]]]:
    """The talks of a document, all its words as notes, and which of these are below each part."""
    headed = without_labels(headed_talks(root, title_part, leaning), root)
    evidence, rows, written = _seen(root, headed, title_part)
    by_part, below = _notes_of_parts(written)
    proper = without_sections(headed, below, written, title_part, event)
    if len(proper) < len(headed):
        evidence, rows, written = _seen(root, proper, title_part)
        by_part, below = _notes_of_parts(written)
    found = with_papers([_from_part(part, evidence, by_part, written, title_part) for part in evidence])
    for item, behind in _behind_lone_items([item for item in found if item.rule == "listed"]):
        item.notes += [index for below in behind for index in by_part.get(below, ())]
    found += [_from_row(row, by_part, title_part) for row in rows]
    found.sort(key=lambda item: item.line)
    _tell(found, root, below, {*evidence, *(row.part for row in rows)})
    claimed = {index for item in found for index in item.notes}
    told = told_talks(written, claimed, found, title_part, event)
    found += [*told, *begun_by_people(written, claimed, found, told, title_part)]
    found += _bare_sessions(root, title_part, found, below, written)
    found += favourites(root, title_part, found, below, written)
    found.sort(key=lambda item: (item.line, item.rule == "prose"))
    name_known_elsewhere(found)
    talks = _with_their_people(merge(found), written)
    for talk in talks:
        if not talk.speakers:
            talk.add_speakers(_only_bringer([written[index].rich for index in talk.notes]))
    name_by_subject(talks, written)
    name_only_person(talks, written)
    name_in_full(talks, written)
    return talks, written, below


def _with_their_people(talks: list[Found], written: Sequence[Note]) -> list[Found]:
    """A person's name with nothing but links below belongs to the one talk that is theirs elsewhere."""
    kept = []
    for talk in talks:
        named = talk.rule == "headed" and " " in talk.title and speakers.likeness(talk.title) == 2
        said = [written[index].text for index in talk.notes if not written[index].head]
        own = [
            other
            for other in (talks if named and sum(map(len, said)) <= FEW_WORDS else ())
            if other is not talk and talk.title in other.speakers
        ]
        if len(own) == 1:
            own[0].links += talk.links
            own[0].notes += talk.notes
        else:
            kept.append(talk)
    return kept


FEW_WORDS = 120
"""Characters below a person's name up to which nothing is told there."""


def _seen(
    root: Part, headed: dict[Part, Evidence], title_part: Part | None
) -> tuple[dict[Part, Evidence], list[Row], list[Note]]:
    """The parts and rows that are talks, where those with these headings are, and all words as notes."""
    evidence = without_labels({**headed, **listed_talks(root, headed, title_part)}, root)
    rows = tabled_talks(root, set(evidence), title_part)
    evidence = without_diaries(evidence, rows, title_part)
    ends = {part: seen.head_end for part, seen in evidence.items()}
    hidden = frozenset({title_part} if title_part else ())
    return evidence, rows, notes(root, ends, hidden, {row.part: row.told for row in rows})


def _notes_of_parts(written: Sequence[Note]) -> tuple[dict[Part, list[int]], dict[Part, list[int]]]:
    """The notes of each part alone, and those of each part and all below it."""
    own: dict[Part, list[int]] = {}
    below: dict[Part, list[int]] = {}
    part: Part | None = None
    lists: list[list[int]] = []
    for index, note in enumerate(written):
        if note.part is not part:
            part = note.part
            lists = [below.setdefault(above, []) for above in (part, *part.ancestors)]
            lists.append(own.setdefault(part, []))
        for indexes in lists:
            indexes.append(index)
    return own, below


def _from_part(
    part: Part,
    talks: dict[Part, Evidence],
    by_part: dict[Part, list[int]],
    written: Sequence[Note],
    title_part: Part | None,
) -> Found:
    """A talk with a part of the document to itself: all notes in it but those of talks below it."""
    seen = talks[part]
    item = Found(
        seen.titled.title, "headed" if part.kind != "item" else "listed", part=part, head_end=seen.head_end
    )
    item.line = part.line
    item.section = section_of(part, title_part, talks) or _cue(part)
    item.links = _head_links(part.head.cut(0, seen.head_end))
    if seen.titled.rule != "accounts":
        item.add_speakers(seen.titled.speakers)
    item.add_speakers(seen.names)
    item.notes = _notes_below(part, talks, by_part)
    if not item.speakers:
        item.add_speakers(
            _named_in_notes([written[index] for index in item.notes if not written[index].head][:4])
        )
    if not item.speakers and "introduced" in seen.hard:
        item.add_speakers(filter(None, [introduced_by(part)]))
    item.add_speakers(link.text for link in _profiles(part.head) if speakers.likeness(link.text))
    if not item.speakers:
        item.add_speakers(seen.titled.speakers)
    if item.section in item.speakers:
        item.section = None
    return item


def _behind_lone_items(listed: Sequence[Found]) -> list[tuple[Found, list[Part]]]:
    """Each talk that is a bullet by itself, with the paragraphs between it and what is no paragraph."""
    items = {item.part: item for item in listed if item.part is not None and not item.part.parts}
    found: list[tuple[Found, list[Part]]] = []
    for parent in dict.fromkeys(part.parent for part in items):
        parts = parent.parts if parent is not None else []
        told: list[Part] = []
        for part, following in zip(parts, [*parts[1:], None], strict=True):
            if part.kind == "text":
                told.append(part)
                continue
            told = []
            between = following is not None and following.kind == "text"
            if part in items and between and not (part.before is not None and part.before.kind == "item"):
                found.append((items[part], told))
    return found


def _bare_sessions(
    root: Part,
    title_part: Part | None,
    found: Sequence[Found],
    below: dict[Part, list[int]],
    written: Sequence[Note],
) -> list[Found]:
    """Headings that name but the kind of a session ("Opening keynote", "BoF") and hold no other talk."""
    taken = {item.part for item in found}
    told = {index for item in found for index in item.notes}
    sessions = []
    for part in root.walk():
        if part.kind not in HEADED or part in taken or part is title_part or not names_kind(part.head.text):
            continue
        own = list(below.get(part, ()))
        if all(written[index].head for index in own) and not names_one(part.head.text):
            continue
        if names_one(part.head.text) and (one := _only_told(found, own)):
            one.title = f"{read_title(part.head.text).title}: {one.title}"
            one.notes = own
            one.line = part.line
            continue
        if own and told.isdisjoint(own) and not any(child.kind in HEADED for child in part.parts):
            item = Found(read_title(part.head.text).title, "bare", part=part, line=part.line, notes=own)
            item.section = section_of(part, title_part)
            item.links = _head_links(part.head)
            said = [written[index] for index in own if not written[index].head]
            item.add_speakers(_named_in_notes(said[:2]))
            sessions.append(item)
    return sessions


def _only_told(found: Sequence[Found], own: Sequence[int]) -> Found | None:
    """The one talk that the words below the heading of one session tell of, by its subject."""
    inside = [item for item in found if not set(own).isdisjoint(item.notes)]
    told = inside[0] if len(inside) == 1 and inside[0].rule == "prose" and inside[0].notes else None
    by_subject = told is not None and not TALK.search(told.title) and told.notes[0] in own[: 1 + EARLY]
    return told if by_subject and told is not None and set(told.notes) <= set(own) else None


def _cue(part: Part) -> str | None:
    text = part.cue.head.text.strip(" :：") if part.cue else ""
    return text if 0 < len(text.split()) <= 8 else None


def _notes_below(part: Part, talks: dict[Part, Evidence], by_part: dict[Part, list[int]]) -> list[int]:
    own = list(by_part.get(part, ()))
    for below in part.parts:
        if below not in talks:
            own += _notes_below(below, talks, by_part)
    return own


def _head_links(head: Rich) -> list[Link]:
    return [link for _, _, link in head.links]


def _profiles(head: Rich) -> list[Link]:
    return [link for _, _, link in head.links if is_profile(link.url)]


def _from_row(row: Row, by_part: dict[Part, list[int]], title_part: Part | None) -> Found:
    item = Found(row.title, "tabled", part=row.part, head_end=len(row.part.head.text), line=row.part.line)
    item.section = section_of(row.part, title_part)
    item.links = list(row.links)
    item.also = list(row.also)
    item.add_speakers(row.speakers)
    item.notes = list(by_part.get(row.part, ()))
    return item


LINE_OF_NAMES = 200
"""Characters up to which a note may be nothing but the names of who gives the talk."""


def _named_in_notes(own: Sequence[Note]) -> list[str]:
    """Who gives the talk, as its first sentences say: "given by …", "Ada Lovelace showed …"."""
    known: list[tuple[str, list[speakers.Mention]]] = []
    for note in own:
        text = note.text
        if named := brought_by(text):
            return list(named)
        whole = speakers.people(text) if len(text) <= LINE_OF_NAMES else ()
        if whole and all(" " in name for name in whole) and speakers.surest(whole) == speakers.KNOWN:
            return list(whole)
        if note.rich.links and (linked := linked_bringers(note.rich)):
            return linked
        mentions = people_of(note.rich)
        known.append((text, mentions))
        subject = [m for m in mentions if _is_subject(text, m.start, m.end, mentions)]
        if subject:
            names = [*(m.name for m in subject), *speakers.joined(text, subject[-1].end)]
            return [*names, *_together_with(text, subject[-1].end, mentions)]
    return next((list(told) for text, mentions in known if (told := told_by(text, mentions))), [])


_TOGETHER = re.compile(r"\b(?:together|along|alongside|jointly) with (?=[*_]*[A-Z])|\bjoined by (?=[A-Z])")
_NEXT_OF_THEM = re.compile(r"\s*(?:\([^()]{1,60}\))?\s*(?:,|,?\s*(?:and|&))\s*")


def _together_with(text: str, start: int, mentions: Sequence[speakers.Mention]) -> list[str]:
    """Those with whom it was done: "moderated a panel together with Ada Lovelace, Bo Ray and Cy Young"."""
    found: list[str] = []
    together = _TOGETHER.search(text, start)
    at = together.end() if together else -1
    for name in mentions:
        if name.start == at or (found and _NEXT_OF_THEM.fullmatch(text, at, name.start)):
            found.append(name.name)
            at = name.end
    return found


_BRINGING = frozenset({"from", "by", "von", "par", "por"})
_BROUGHT = re.compile(rf"\b(?:{'|'.join(sorted(_BRINGING))})\s+$", re.IGNORECASE)


def _only_bringer(said: Sequence[Rich]) -> list[str]:
    """The one person by full name from whom it comes, as the notes say: "the patch from Ada Lovelace"."""
    names = {
        mention.name
        for one in said
        if not one.words.isdisjoint(_BRINGING)
        for mention in one.named
        if " " in mention.name and _BROUGHT.search(one.text[max(0, mention.start - 12) : mention.start])
    }
    return list(names) if len(names) == 1 else []


def _is_subject(text: str, start: int, end: int, mentions: Sequence[speakers.Mention]) -> bool:
    """A name that opens the sentence, stands behind "by", or before a verb of speaking."""
    first = mentions[0].start
    if start == first and _IN_A_ROLE.fullmatch(text, 0, start) and _ACTS.match(text, end):
        return " " in text[start:end]
    before = text[:start].rstrip()
    if speakers.by_of(text[max(0, start - 6) : start].lstrip() + "X") and before.split()[-1:] == ["by"]:
        return True
    between = text[first:start]
    joined = all(c in " ,&" or w for c in between for w in (c.isalpha(),))
    if first <= 2 and (
        start == first or (joined and len(between.split()) <= MOST_BEFORE and _is_joint(between, mentions))
    ):
        return (
            bool(SPOKE.search(text[end : end + 60]))
            or len(text[first:end].split()) >= 2
            or start != first
            or _joined_on(text[end:])
        )
    return _behind_by(text, start, mentions)


MOST_BEFORE = 12
"""Words of the people named before one who gave the talk with them."""

# "The linguist Ada Lovelace takes …": what she is stands before her name, what she does behind it.
_IN_A_ROLE = re.compile(
    r"(?:(?-i:The|Our|Der|Die|Unsere?|Le|La|L['’]|El|Il|De|O|A)\s)(?:[\w-]{5,}\s){1,2}", re.IGNORECASE
)
_ACTS = re.compile(
    r"(?:\s\([^()]{2,60}\))?\s(?!and\b|und\b|from\b|with\b|von\b|bei\b|where\b|that\b)[^\W\d_A-Z]{4,}\b"
)


def _is_joint(between: str, mentions: Sequence[speakers.Mention]) -> bool:
    rest = between
    for mention in mentions:
        rest = rest.replace(mention.name, "")
    return set(rest.split()) <= {"and", "und", "et", "y", "e", "&", ","}


def _joined_on(after: str) -> bool:
    return after.split()[:1] in (["and"], ["und"], ["et"], ["y"], ["&"], ["e"])


_PRAISE = re.compile(r"(?<=by) the (?:[a-z]+ ){1,2}$")


def _behind_by(text: str, start: int, mentions: Sequence[speakers.Mention]) -> bool:
    """Whether in "… given by A, B and C": the name, or one joined to it, stands behind "by"."""
    at = start
    while True:
        before = _PRAISE.sub("", text[:at]).rstrip()
        word = before.split()[-1:] or [""]
        if word[0].lower() in ("by", "von", "par", "por", "door"):
            return True
        if word[0] in ("and", "&", "und", "et", "y") or before.endswith(","):
            previous = [m for m in mentions if m.end <= at - 1 and m.end >= at - 7]
            if previous:
                at = previous[-1].start
                continue
        return False


def _tell(found: list[Found], root: Part, below: dict[Part, list[int]], taken: set[Part]) -> None:
    """Give any talk the parts elsewhere under its title, and those only listed their tellings."""
    known = {fold(item.title): item for item in found if item.kind == "talk"}
    bare = [item for item in known.values() if item.rule in ("listed", "tabled") and len(item.notes) <= 1]
    tellings: list[tuple[Found, str]] = []
    for part in root.walk():
        if part.kind not in ("item", "heading", "bold", "bare", "lead") or part in taken:
            continue
        if part not in below or any(above in taken for above in part.ancestors):
            continue
        head = part.head.text[: title_end(part)].strip() if part.kind == "item" else part.head.text
        own = list(below[part])
        telling = Found(
            part.head.text, "told", part=part, line=part.line, notes=own, links=_head_links(part.head)
        )
        if fold(head) in known:
            telling.title = known[fold(head)].title
            absorb(known[fold(head)], telling)
        elif part.kind != "item" or (part.parts and part.parent is not None and part.parent.kind != "item"):
            telling.add_speakers(m.name for m in part.head.named[:1] if m.start < 3)
            tellings.append((telling, part.head.text))
    listed = [item for item in bare if len(item.notes) <= 1]
    for item, telling in told_elsewhere(listed, tellings):
        if len(telling.title.split()) > 10:
            telling.title = item.title
        absorb(item, telling)
    for item, told in listed_first(listed, [item for item in found if item.rule == "headed"]):
        absorb(item, told)
        found.remove(told)
