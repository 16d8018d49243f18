"""What speaks for a part of the document being a talk."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.model import Link
from bot.parsing import speakers
from bot.parsing.beforehand import BEHIND, linked_beside, named_before, title_behind
from bot.parsing.handles import accounts_end
from bot.parsing.letters import size
from bot.parsing.link_labels import is_label
from bot.parsing.links import is_profile, leads_to_talk
from bot.parsing.outline import HEADED, Part
from bot.parsing.rich import Rich
from bot.parsing.series import names_event
from bot.parsing.talks.addressed import BY_ADDRESS, told_by_address
from bot.parsing.talks.below import (
    besides,
    first_words,
    holds_only_material,
    material,
    speaker_line,
    title_below,
)
from bot.parsing.talks.bringers import brought_by
from bot.parsing.talks.item_titles import SEPARATOR, TIME, head_of_item, sorted_under, title_end
from bot.parsing.titles import Titled, looks_like_title, read_title
from bot.parsing.trimming import KIND_QUOTED, clean, has_code, is_quoted
from bot.parsing.vocabulary import SPOKE, TALK, holds_sessions, is_clock_time, is_general, is_kind, names_one

_CLOCK = re.compile(r"\d[:.hH]\d")
_TIMED = re.compile(rf"^\W*{TIME}\b|\b{TIME} ?(?:[-–—]|to|bis) ?{TIME}\W*$", re.IGNORECASE)
_LASTING = re.compile(
    r"[(（\[]\s?\d{1,3} ?"
    r"(?:min(?:s|utes?|uten|utos|uti|uter|utter)?\.?|мин(?:ут)?\.?|分(?:間|钟|鐘)?|분)\s?[)）\]]$"
)
"""How long a session took, behind its title: "Old Moss (20 min)"."""
_KINDED = re.compile(r"^(?P<kind>[^:：|–—-]{3,30})\s*[:：|–—-]\s+\S")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is seen of one part: its title read, and the proofs that it is a talk.

    `hard` proofs stand in the heading itself (a link, a code, names, a time) or right
    below it (a line of names); `soft` ones make it likely among likes. `below` is what
    stands below whatever the title is taken for, so that it is looked at but once.
    """

    titled: Titled
    head_end: int
    hard: frozenset[str] = frozenset()
    soft: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()
    below: Below | None = None


@dataclass(frozen=True, slots=True)
class Below:
    """What stands right below a heading: names, a title, the kind of session, slides or a recording."""

    names: tuple[str, ...]
    title: str
    kind: bool
    material: bool
    alone: bool


def below(part: Part) -> Below:
    """What stands right below a heading; `alone`: slides or a recording with no words beside them."""
    kind = bold_word(part)
    links = material(part)
    alone = links and any(not besides(first.head) for first in first_words(part)[:2])
    title = title_below(part)
    names = speaker_line(part) or (speakers.people(part.head.text) if title else ())
    return Below(names, title, bool(kind) and is_kind(kind), links, alone)


def of_heading(part: Part, trust: int = 2, known: Below | None = None) -> Evidence:
    """The evidence of a part with a heading; `known` is what was seen below it before."""
    head = part.head
    under = known or below(part)
    titled = read_title(under.title, trust) if under.title else _titled(head, trust)
    hard: set[str] = {"titled"} if under.title else set()
    soft = set()
    links = [link for _, _, link in head.links]
    leads = any(
        leads_to_talk(link.url, link.text) and (not is_label(link.text) or _labels_title(head, link))
        for link in links
    )
    if (leads or _address_below(part)) and not names_event(titled.title):
        hard.add("link")
    if any(len(link.text) > 0.6 * len(head.text) and not is_label(link.text) for link in links):
        soft.add("linked")
    hard |= _in_title(head.text, titled)
    if names_event(titled.title) and not (titled.speakers and titled.rule != "alone"):
        hard.clear()
    if _is_timed(part, titled):
        hard.add("timed")
    kinded = _KINDED.match(head.text)
    if kinded and TALK.search(kinded["kind"]) and not is_general(head.text):
        hard.add("kinded")
    if under.kind:
        hard.add("kind line")
    names = under.names
    holds = holds_sessions(titled.title) or is_general(head.text)
    if names and not (holds and any(child.kind in HEADED for child in part.parts)):
        hard.add("speaker line")
    elif names := brought_below(part):
        hard.add("brought")
    if titled.rule == "alone":
        soft.add("person")
        hard |= {"labelled"} if speakers.label_of(head.text) else set()
    if under.material:
        soft.add("material")
    if under.alone:
        soft.add("material alone")
    return Evidence(titled, len(head.text), frozenset(hard), frozenset(soft), names, under)


def _is_timed(part: Part, titled: Titled) -> bool:
    """When it was stands in the heading, or in a line of its own right above it."""
    text = part.head.text
    if _CLOCK.search(text) and _TIMED.search(text):
        return not is_general(titled.title)
    over = part.before if part.kind == "lead" else None
    while over is not None and over.parts:
        over = over.parts[-1]
    return over is not None and is_clock_time(over.head.text) and looks_like_title(titled.title, short=True)


def _address_below(part: Part) -> bool:
    """Right below a line of words stands nothing but the address of a talk."""
    below = part.parts[0] if part.kind == "lead" and part.parts else None
    if below is None or len(below.head.links) != 1:
        return False
    _, _, link = below.head.links[0]
    return below.head.text.strip() == link.text.strip() and "://" in link.text and leads_to_talk(link.url)


def brought_below(part: Part) -> tuple[str, ...]:
    """Who brings the one talk the first words below a heading speak of: "Talk by Ada Lovelace on …"."""
    texts = [below.head.text for below in part.parts if below.kind == "text" and below.block == "paragraph"]
    told = [names for names in map(brought_by, texts[:8]) if names]
    return told[0] if len(told) == 1 and any(told[0] == brought_by(text) for text in texts[:2]) else ()


def bold_word(part: Part) -> str:
    """The first line below a heading, if it is a bold word or three: "**Keynote**", "**Tools in Action**"."""
    below = part.parts[0] if part.parts else None
    if (
        below is None
        or below.block != "paragraph"
        or not below.head.marks
        or not below.head.marks[0].span.strong
    ):
        return ""
    end = below.head.lines[1][0] if len(below.head.lines) > 1 else len(below.head.text)
    word = below.head.text[:end].strip()
    return word if size(word) <= 3 and below.head.all("strong", 0, end) else ""


def of_item(part: Part, trust: int = 2) -> Evidence:
    """The evidence of a list item, whose title ends where its notes begin."""
    head = part.head
    if title_told := told_by_address(head):
        return Evidence(Titled(title_told, (), BY_ADDRESS), len(head.text), frozenset({"link"}), frozenset())
    end = title_end(part) if trust == 2 else accounts_end(head.text) or head_of_item(head, trust)
    title = head.cut(0, end)
    titled = _titled(title, trust)
    hard = _in_title(title.text, titled)
    for _, _, link in title.links:
        most = len(link.text) >= 0.4 * len(title.text)
        if (
            most
            and not is_label(link.text)
            and leads_to_talk(link.url, link.text)
            and not names_event(link.text)
        ):
            hard.add("link")
    timed = (_CLOCK.search(head.text) and _TIMED.search(head.text[: end + 25])) or _LASTING.search(head.text)
    if timed and looks_like_title(titled.title, short=True) and not head.text.endswith("。"):
        hard.add("timed")
    if part.parts and holds_only_material(part):
        hard.add("material")
    told = _points_to_talk(title) or _goes_on_about_person(titled, head, end)
    if told or is_label(titled.title) or sentence_like(head, end):
        hard.clear()
    names = speaker_line(part) if hard or _heads_text(part) else ()
    names = names or (() if titled.speakers else _named_in_lines(head))
    if names:
        hard.add("speaker line")
    soft = {"material"} if material(part) else set()
    soft |= {"told"} if told else set()
    return Evidence(titled, end, frozenset(hard), frozenset(soft), names)


def _heads_text(part: Part) -> bool:
    """Whether an item is a title in bold and has paragraphs below, as a heading has."""
    below = part.parts[:1]
    return part.head.all("strong") and bool(below) and below[0].block == "paragraph"


def _named_in_lines(head: Rich) -> tuple[str, ...]:
    """The people a line of an item below its title consists of."""
    lines = head.split_lines() if len(head.lines) > 1 else []
    for line in lines[1:]:
        if speakers.label_of(line.text):
            return speakers.people(line.text)
    return _named_below_links(lines) or _named_in_last_line(lines)


def _named_below_links(lines: Sequence[Rich]) -> tuple[str, ...]:
    """The people of the last line of an item, below the line that links its papers."""
    if len(lines) < 3 or not any(all(is_label(link.text) for *_, link in line.links) for line in lines[1:-1]):
        return ()
    names = speakers.people(lines[-1].text)
    return names if speakers.surest(names) == speakers.KNOWN else ()


def _named_in_last_line(lines: Sequence[Rich]) -> tuple[str, ...]:
    """Who stands in the second and last line of an item, below a title set apart: "**Old ants** ⏎ Ada"."""
    if len(lines) != 2 or not (lines[0].all("strong") or lines[0].all("em")):
        return ()
    names = speakers.people(lines[1].text)
    return names if speakers.surest(names) == speakers.KNOWN else ()


def _labels_title(head: Rich, label: Link) -> bool:
    """The link, which says but what it leads to, stands behind words of a title: "Old Ants ([page](…))"."""
    title = without_label_links(head)
    return title is not head and all(known is not label for *_, known in title.links)


def without_label_links(head: Rich) -> Rich:
    """A title line without links at its ends that only say what they lead to, in brackets or not."""
    if not head.links:
        return head
    start, begin, link = head.links[0]
    if start == 0 and is_label(link.text) and len(head.text) > begin:
        head = head.cut(len(head.text) - len(head.text[begin:].lstrip(" )]:–—-")), len(head.text))
    end = len(head.text)
    for start, stop, link in reversed(head.links):
        if _CLOSED.fullmatch(head.text, stop, end) is None or not is_label(link.text):
            break
        opened = _OPENED.search(head.text, 0, start)
        end = opened.start() if opened else start
    title = head.cut(0, end) if end < len(head.text) else head
    return title if re.search(r"\w", title.text) and not is_general(title.text) else head


_CLOSED = re.compile(r"[\s)\]）】,/|&]*")
_OPENED = re.compile(r"[\s(\[（【,/|–—-]+$")


def _titled(title: Rich, trust: int) -> Titled:
    if kind := _linked_kind(title, trust):
        return kind
    title = without_label_links(title)
    for start, end, link in title.links[:1]:
        if start and leads_to_talk(link.url, link.text) and not is_label(link.text):
            names = named_before(title.text[:start], trust)
            if names:
                return Titled(read_title(link.text).title, names, "linked")
        if start and sorted_under(title.text[:start], link) and not title.text[end:].strip(' )]”"'):
            return read_title(link.text, trust)
    if beside := linked_beside(title):
        return Titled(read_title(beside.title).title, beside.names, "linked")
    if behind := title_behind(title, trust):
        return Titled(read_title(behind.title).title, behind.names, BEHIND)
    for start, end, link in title.links[:1]:
        names = speakers.people(title.text[end:].strip(" ,:|()–—-"))
        if start == 0 and names and speakers.surest(names) >= trust:
            return Titled(read_title(link.text).title, names, "linked")
    if title.links and (linked := _linked_people(title) or _behind_label(title)):
        return linked
    if title.marks and (apart := _people_set_apart(title, trust) or _behind_set_apart(title, trust)):
        return apart
    lines = [line.text for line in title.split_lines()] if len(title.lines) > 1 else []
    return read_title(lines if len(lines) > 1 else title.text, trust)


def _linked_kind(title: Rich, trust: int) -> Titled | None:
    """Somebody, and the kind of session linked to its recording: "Ada Lovelace: [Keynote](video)"."""
    start, end, link = title.links[0] if len(title.links) == 1 else (0, 0, None)
    if link is None or not names_one(link.text) or not leads_to_talk(link.url) or title.text[end:].strip():
        return None
    names = speakers.people(title.text[:start].strip(" ,:：|–—-"))
    known = bool(names) and speakers.surest(names) >= trust
    return Titled(f"{link.text.strip()}: {' & '.join(names)}", names, "linked") if known else None


_JOINT = re.compile(r"[\s,&+]*(?:(?:and|und|et|y|e|en|i)\s)?[\s)\].]*")
_BEFORE_NAME = re.compile(r"(?:[,(|·:：]|\s[-–—]|\s(?:by|von|par|por|with|mit|avec|con))\s*$")


def _behind_label(title: Rich) -> Titled | None:
    """People behind a link that only says what it leads to: "Life of a packet ([page](…)), Ada Lovelace".

    Nothing else stands there, so names nobody knows will do.
    """
    start, end, link = title.links[-1]
    opened = _OPENED.search(title.text, 0, start) if is_label(link.text) else None
    names = speakers.people(title.text[end:].lstrip(")] ").strip(" ,:|–—-")) if opened else ()
    if (
        opened is None
        or not names
        or not all(speakers.likeness(name) and speakers.is_full(name) for name in names)
    ):
        return None
    return Titled(read_title(title.text[: opened.start()]).title, names, "linked")


def _people_set_apart(title: Rich, trust: int) -> Titled | None:
    """People in other letters at the end: "Life of a packet *Ada Lovelace*"."""
    last = title.marks[-1]
    if not (last.span.strong or last.span.em) or last.end < len(title.text.rstrip()) or not last.start:
        return None
    names = speakers.people(title.text[last.start :])
    if speakers.surest(names) < trust or not speakers.are_full(names):
        return None
    before = _BEFORE_NAME.sub("", title.text[: last.start])
    return Titled(read_title(before).title, names, "apart")


def _behind_set_apart(title: Rich, trust: int) -> Titled | None:
    """People behind a comma or dash, and a title in other letters before it: "**Moss**, Ada Hill"."""
    first = title.marks[0]
    parted = _PARTED.match(title.text, first.end) if first.span.strong or first.span.em else None
    if parted is None or first.start:
        return None
    names = speakers.people(title.text[parted.end() :])
    if speakers.surest(names) < trust or not speakers.are_full(names):
        return None
    before = title.text[: first.end]
    return Titled(read_title(before).title, names, "apart") if not speakers.likeness(before) else None


_PARTED = re.compile(r"\s*(?:,|[–—-]{1,2})\s+(?=\S)")


def _linked_people(title: Rich) -> Titled | None:
    """People linked at the end: "Life of a packet, [Ada Lovelace](…) and [Mo Ray](…)"."""
    end = len(title.text)
    names: list[str] = []
    for start, stop, link in reversed(title.links):
        name = speakers.clean(link.text)
        if not _JOINT.fullmatch(title.text[stop:end]) or not speakers.likeness(name) or " " not in name:
            break
        names.insert(0, name)
        end = start
    before = _BEFORE_NAME.search(title.text[:end]) if names else None
    return Titled(read_title(title.text[: before.start()]).title, tuple(names), "linked") if before else None


_BY_HANDLE = re.compile(r"\w[,;:]?\s+(?:by|von|par|por)\s+@\w+\s*$", re.IGNORECASE)


def _in_title(text: str, titled: Titled) -> set[str]:
    hard = set()
    if (titled.speakers and titled.rule != "alone") or ("@" in text and _BY_HANDLE.search(text)):
        hard.add("names")
    shown = clean(text)
    if has_code(shown):
        hard.add("code")
    kind = KIND_QUOTED.match(shown)
    if is_quoted(shown[kind.end() :] if kind else shown):
        hard.add("quoted")
    return hard


def sentence_like(head: Rich, end: int) -> bool:
    """The words go straight on behind the title: it is part of a sentence."""
    rest = head.text[end:]
    if not rest.strip():
        return size(head.text) > 25 and not head.links
    return SEPARATOR.match(rest) is None and bool(re.match(r"\s+[^\W\d_A-Z]", rest))


def _points_to_talk(title: Rich) -> bool:
    """A sentence that leads up to the talk it links: "Watch [Ada’s](…) talk [Old ants](video)"."""
    return any(
        leads_to_talk(link.url, link.text)
        and not is_label(link.text)
        and (LEADING_UP.search(title.text[:start]) or _gives(title.text[:start]))
        for start, _, link in title.links
    )


def _goes_on_about_person(titled: Titled, head: Rich, end: int) -> bool:
    """A sentence that begins with who spoke: "**Ada Lovelace** (@ada) talked …", "O [Ada](…) falou …"."""
    if titled.rule == "alone":
        return _DOES.match(head.text, end) is not None
    start, stop, link = head.links[0] if head.links else (0, 0, None)
    first = link is not None and is_profile(link.url) and _ARTICLE.fullmatch(head.text, 0, start)
    return bool(first) and _GOES_ON.match(head.text, stop) is not None


_ARTICLE = re.compile(r"(?:(?:o|a|os|as|el|la|il|lo|der|die|the)\s)?", re.IGNORECASE)
_DOES = re.compile(rf"(?:\s*\([^()]{{1,60}}\))?,?\s+(?:[^\W\d_]+\s){{0,2}}?(?:{SPOKE.pattern})\b")
_GOES_ON = re.compile(
    r"(?:\s*\([^()]{1,60}\))?\s+(?!(?:by|from|at|of|with|and|on|about|von|und|über|et|sur|de|y|con|sobre|e|do|da|su)\b)[a-zß-ÿ]"
)


def _gives(before: str) -> bool:
    """A sentence about who gave what, up to its colon: "Ada Lovelace nous a présenté une idée : « "."""
    lead = _COLON_LAST.search(before)
    spoken = lead is not None and SPOKE.search(before, 0, lead.start()) is not None
    return spoken and not named_before(before)


_COLON_LAST = re.compile(r"\s*[:：][\s\"“„«(]*$")
LEADING_UP = re.compile(rf"(?:\b(?:{TALK.pattern})|['’]s?)[,:]?\s+[\"“„«(]*$", re.IGNORECASE)
