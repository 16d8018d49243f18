"""What stands right below the heading of a talk: who gives it, its slides and its recording."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice, pairwise

from bot.model import Link
from bot.parsing import speakers
from bot.parsing.link_labels import begins_as_label, is_label
from bot.parsing.links import is_collection, is_profile, is_session_page, kind_of, leads_to_talk
from bot.parsing.outline import HEADED, Part
from bot.parsing.rich import Rich
from bot.parsing.titles import looks_like_title
from bot.parsing.trimming import PICTURES
from bot.parsing.vocabulary import TALK, TITLED, is_general, numbers_sessions


def speaker_line(part: Part) -> tuple[str, ...]:
    """The people named in the first lines below a heading: "_Ada Lovelace & Bob Ray_", "Speakers: …"."""
    if part.kind != "item" and announces(part):
        return ()
    for below in part.parts[:2]:
        if below.kind == "text" and below.block == "quote":
            labelled = [line.text for line in below.head.split_lines()[:4] if speakers.label_of(line.text)]
            if labelled:
                return speakers.people(labelled[0], surely=True)
            if below is part.parts[0] and (names := _people_in_lines(_quotation(part))):
                return names
        if below.kind not in ("text", "item") or below.block in ("code", "quote", "header"):
            break
        lines = below.head.split_lines() if len(below.head.lines) > 1 else [below.head]
        if (
            len(lines) > 1
            and not _labelled_apart(lines)
            and len(below.head.text) <= 300
            and (names := _names_of_line(below.head, alone=True, item=False))
        ):
            return names
        if below.kind == "text" and (names := _first_sentence_of_names(below.head.text)):
            return names
        for index, line in enumerate(lines[: 1 if below.kind == "item" else 2]):
            names = _names_of_line(
                line, alone=len(lines) > 1 or below.head.text == line.text, item=below.kind == "item"
            )
            if names:
                return names
            if index == 0 and len(line.text.split()) > 12:
                return ()
    return _behind_label(part) or _labelled_below(part) or _in_table(part)


def _behind_label(part: Part) -> tuple[str, ...]:
    """The people in a paragraph of their own behind one that leads up to them: "Talk by: ⏎ Ada Lovelace"."""
    texts = (below for below in part.walk() if below.kind in ("text", "lead"))
    for label, below in pairwise(islice(texts, 5)):
        led_up = heads_names(label.head.text) or _GIVEN_BY.search(label.head.text)
        if led_up and "\n" not in below.head.text:
            return speakers.people(below.head.text, surely=True)
    return ()


_GIVEN_BY = re.compile(
    rf"(?:{TALK.pattern})(?: [^\W\d_]+){{0,3}} (?:by|von|par|por|door|av|af|di|da):$", re.IGNORECASE
)


def _first_sentence_of_names(text: str) -> tuple[str, ...]:
    """The people a text begins with as a sentence of its own: "Ada Lovelace (Acme). They wave."."""
    found = _NAMES_FIRST.match(text)
    names = speakers.people(found[1]) if found and _only_names(_BRACKETS.sub("", found[1])) else ()
    return names if speakers.surest(names) == speakers.KNOWN and speakers.are_full(names) else ()


_BRACKETS = re.compile(r"\([^()]*\)")
_NAMES_FIRST = re.compile(r"([^\W\d_][^.!?:\n]{4,80}(?:\([^()\n]{2,40}\))?)(?<=\w\w|.\))\.\s+\S")


def _labelled_apart(lines: Sequence[Rich]) -> bool:
    """The first line is labelled by itself: "Speaker: Ada ⏎ Room: 5", "Speaker: Ada ⏎ She was great."."""
    second = lines[1].text
    tells = _ENDED.search(second) is not None and not speakers.people(second)
    return speakers.label_of(lines[0].text) > 0 and (tells or _LABELLED.match(second) is not None)


_ENDED = re.compile(r"[.!?。！？]$")
_LABELLED = re.compile(r"\W*[^\W\d_][\w/ -]{1,24}[:：]\s*\S")
_PRAISED = re.compile(r"\s*(?:\{[^{}]*\}|[(\[][^()\[\]]*[)\]])\s*$")


def authors_below(part: Part) -> tuple[str, ...]:
    """The people the first bullets below an item consist of: its authors, in one bullet or one each.

    Every name must be a full one; what stands in brackets behind them is left out.
    """
    found: list[str] = []
    for below in part.parts[:MOST_PEOPLE]:
        if (
            below.kind not in ("item", "text")
            or below.block in ("code", "quote")
            or len(below.head.text) > 400
        ):
            break
        names = speakers.people(_PRAISED.sub("", below.head.text))
        if not names or not all(speakers.is_full(name) or "." in name for name in names):
            break
        found += names
        if below.kind == "text" or below.parts:
            break
    return tuple(dict.fromkeys(found))


def first_bullets(family: Sequence[Part]) -> dict[Part, tuple[str, ...]]:
    """Who is named in the first bullet below each of several headings: "* Ada Lovelace, Acme ([slides](…))".

    Half of those with bullets must be so, and half of these surely people.
    """
    listed = [part for part in family if part.parts and part.parts[0].kind == "item"]
    found = {part: names for part in listed if (names := _only_people(part.parts[0]))}
    sure = sum(speakers.surest(names) == speakers.KNOWN for names in found.values())
    many = len(found) >= max(2, 0.5 * len(listed))
    return found if many and 2 * sure >= len(found) else {}


def _only_people(bullet: Part) -> tuple[str, ...]:
    """The people a bullet consists of, with where they work; links to their slides are left out."""
    text = bullet.head.text
    for _, _, link in bullet.head.links:
        text = text.replace(link.text, "") if is_label(link.text) else text
    text = _EMPTY.sub("", text).strip()
    names = speakers.people(text) if len(text) <= LONGEST_BYLINE and not bullet.parts else ()
    return names if speakers.are_full(names) else ()


_EMPTY = re.compile(r"[(\[]\W*[)\]]")
LONGEST_BYLINE = 120
"""Characters of a line of names and of where they work."""

_AT_WORK = re.compile(r"\s*[,|@(（]|\s[-–—]\s")
MOST_PEOPLE = 12
"""Lines up to which a quotation can be a list of those who gave one talk."""


def _quotation(part: Part) -> list[str]:
    """The lines quoted right below a heading, in however many paragraphs."""
    lines: list[str] = []
    for below in part.parts[: MOST_PEOPLE + 1]:
        if below.kind != "text" or below.block != "quote":
            break
        lines += [line.text.strip(" *_~") for line in below.head.split_lines()]
    return lines


def _people_in_lines(lines: Sequence[str]) -> tuple[str, ...]:
    """The people each line begins with: "Ada Lovelace, Acme ⏎ Bo Ray, Initech"; () if one does not."""
    if len(lines) > MOST_PEOPLE or any(len(line) > 120 or _SENTENCE_END.search(line) for line in lines):
        return ()
    names = [speakers.clean(_AT_WORK.split(line, maxsplit=1)[0]) for line in lines if line]
    sure = [speakers.likeness(name) if speakers.is_full(name) else 0 for name in names]
    at_work = all("|" in line for line in lines if line)
    return tuple(dict.fromkeys(names)) if names and all(sure) and (at_work or max(sure) == 2) else ()


_SENTENCE_END = re.compile(r"\w{3,}[.!?…。！？:：]$")


def _labelled_below(part: Part) -> tuple[str, ...]:
    """The speakers in a part of its own: "Info ⏎ Speaker: Ada Lovelace", or with a heading of their own."""
    for child in [below for below in part.parts if below.kind in HEADED][:2]:
        if heads_names(child.head.text) and child.parts:
            first = child.parts[0].head.split_lines()
            return speakers.people(first[0].text, surely=True) if first else ()
    for child in [below for below in part.parts if below.kind in HEADED and is_general(below.head.text)][:2]:
        for below in child.parts[:3]:
            if below.kind in ("text", "item") and (label := speakers.label_of(below.head.text)):
                return speakers.people(_first_sentence(below.head.text, label), surely=True)
    return ()


def _in_table(part: Part) -> tuple[str, ...]:
    """The speakers in a table of facts right below: in the column headed so, or beside their label."""
    rows = [below for below in part.parts[:MOST_PEOPLE] if below.kind == "row"]
    for row in rows if len({row.group for row in rows}) == 1 else ():
        columns = zip(row.table, row.cells, strict=False) if len(rows) == 1 else ()
        for pair in (*columns, row.cells[:2], row.table[:2]):
            if len(pair) > 1 and heads_names(pair[0].text):
                return speakers.people(pair[1].text, surely=True)
    return ()


_HANDLE = re.compile(r"\s*(?:[-–—·•|,/]\s*)?[(\[]?(?<!\w)@[\w.-]+[)\]]?")
_ACCOUNTS = re.compile(r"@[\w.-]+(?:\s*(?:[,&/、+]|and|und|et|y)?\s*@[\w.-]+)*")


def heads_names(text: str) -> bool:
    """A heading that is but the label of what stands below it: "Speakers"."""
    name = text.strip(" :")
    return len(name) < LONGEST_LABEL and speakers.label_of(f"{name}: x") == len(name) + 2


LONGEST_LABEL = 30


def _names_of_line(line: Rich, *, alone: bool, item: bool) -> tuple[str, ...]:
    if name := _beside_account(line) or ("" if item else _bold_at_work(line)):
        return (name,)
    for start, _, link in line.links:
        if start and is_label(link.text):
            line = line.cut(0, start)
            break
    text = _PICTURE_FIRST.sub("", line.text.strip(" *_~()/·|•-–—"))
    if placed := _LAST_IN_PROGRAMME.fullmatch(text):
        return speakers.people(placed["who"], surely=True)
    if text[:1] == "@" and alone and not item and _ACCOUNTS.fullmatch(text):
        return tuple(re.findall(r"@([\w.-]+)", text))
    label, by = speakers.label_of(text), speakers.by_of(text)
    if by:
        text = _first_sentence(text, by)
    if label and len(text) <= 1500:
        return speakers.people(_first_sentence(_NEXT_LABEL.split(text)[0], label), surely=True)
    if not text or (item and not by) or len(text) > 250 or is_label(text):
        return ()
    handled = "@" in text and bool(_HANDLE.search(text))
    if handled:
        text = _HANDLE.sub("", text)
    names = speakers.people(text) or _before_work(text)
    if not names or (re.search(r"\w{3,}[.!?。]$", text) and len(names) < 2):
        return ()
    if speakers.surest(names) == speakers.KNOWN:
        return names
    set_apart = line.all("em") or line.all("strong") or by or handled
    return names if alone and (set_apart or _only_names(text)) else ()


# "[Walls | Hall 7 | 11:20am | Ada Lovelace]": where, when and who.
_LAST_IN_PROGRAMME = re.compile(
    r"\[?(?:[^|\[\]]{1,40}\|){0,3}\s?\d{1,2}[:.]\d\d\s?(?:[ap]m)?(?:\s?[-–—]\s?\d{1,2}[:.]\d\d\s?(?:[ap]m)?)?\s?"
    r"\|\s?(?P<who>[^|\[\]]{3,120})\]?",
    re.IGNORECASE,
)
_NEXT_LABEL = re.compile(r"\s[·•|]\s[^\W\d_]{2,20}\s?[:：]")
"""Where the next label of a line stands: "Speaker: Ada Lovelace · Track: Moss"."""


def _beside_account(line: Rich) -> str:
    """The full name in a line that says but a name and links the person's page: "Ada Lovelace - https://…"."""
    if len(line.links) != 1:
        return ""
    _, _, link = line.links[0]
    name = link.text if link.text.strip() == line.text.strip() else besides(line)
    if not is_profile(link.url, name):
        return ""
    full = _only_names(name) if name.isascii() else bool(speakers.likeness(name))
    return speakers.clean(name) if full else ""


def _bold_at_work(line: Rich) -> str:
    """The full name a line begins with in bold, before what they do: "**Ada Lovelace**, head of moss"."""
    end = line.marks[0].end if line.marks and line.marks[0].span.strong else 0
    name = line.text[:end].strip(" ,")
    does = _DOES.fullmatch(line.text, max(0, end - 1)) if 0 < end < len(line.text) else None
    return speakers.clean(name) if does and speakers.is_full(name) and speakers.likeness(name) else ""


_DOES = re.compile(r"\w?(?:,|\s[–—-]|\s?\()\s*[^.!?]{2,80}\)?")


def _before_work(text: str) -> tuple[str, ...]:
    """A name and, behind a bar or slash, at any length where one works: "Ada Lovelace | Acme, founder"."""
    name, *work = _SPACED_BAR.split(text, maxsplit=1)
    return (speakers.clean(name),) if work and speakers.likeness(name) == 2 else ()


_PICTURE_FIRST = re.compile(f"^[{PICTURES}]+\\s*")
_SPACED_BAR = re.compile(r"\s[|/•·]\s")


def _first_sentence(text: str, start: int) -> str:
    stop = re.search(r"(?<=[^\W\d_]{3})[.。](?=\s)", text[start:])
    return text[: start + stop.start()] if stop else text


def _only_names(text: str) -> bool:
    """Nothing but capitalised words, and few of them."""
    words = text.split()
    return 2 <= len(words) <= 8 and all(
        w[0].isupper() or w in ("&", "and", "und", "et", "y", "e", "van", "von", "de") for w in words
    )


def besides(head: Rich) -> str:
    """The words beside the links."""
    ends = [0, *(end for _, end, _ in head.links)]
    begins = [*(start for start, _, _ in head.links), len(head.text)]
    words = "".join(head.text[end:begin] for end, begin in zip(ends, begins, strict=True))
    return words.strip(" \n|,:·-–—()[]")


def announces(part: Part) -> bool:
    """A heading such as "My favourites:", which announces a list."""
    listed = bool(part.parts) and part.parts[0].kind == "item"
    return listed and part.head.text.rstrip().endswith((":", "："))


def material(part: Part) -> bool:
    """Slides, a recording or the session's own page are linked right below the heading."""
    if part.kind != "item" and (announces(part) or _lists_talks(part)):
        return False
    if part.kind in HEADED and part.parts:
        if _of_several(part):
            return False
        if _is_material(part.parts[-1]):
            return True
    for below in first_words(part)[:2]:
        if below.kind not in ("text", "item"):
            return False
        for _, _, link in below.head.links:
            shown = _shows(link)
            if not is_label(link.text) and TALK.search(link.text) and "'" in link.text.replace("’", "'"):
                continue  # somebody's talk, told of under a heading of another kind
            page = is_session_page(link.url) and not besides(below.head)
            own = below.kind == "text" or not _lists_titles(part)
            if shown or (page and own):
                return len(below.head.text) <= 2 * sum(len(known.text) for *_, known in below.head.links) + 30
    return False


def title_below(part: Part) -> str:
    """The title right below a heading that says but which session it was, or whose.

    In a line labelled so, "Talk 1 ⏎ Topic: Old ants", or below a name as a link of its own.
    """
    for below in first_words(part)[:2]:
        for line in below.head.split_lines()[:3] if below.kind in ("text", "item") else ():
            label = TITLED.match(line.text)
            if label and re.search(r"\w", line.text[label.end() :]):
                return line.text[label.end() :] if _says_which(part.head.text) else ""
        links = [link for *_, link in below.head.links]
        if len(links) == 1 and not besides(below.head) and leads_to_talk(links[0].url, links[0].text):
            title = " ".join(links[0].text.split())
            fits = looks_like_title(title, short=True) and not is_label(title) and not speakers.people(title)
            return title if fits and speakers.people(part.head.text) else ""
    return ""


def _says_which(text: str) -> bool:
    """A heading without a title: "Talk 1", "Evening keynote", "Session 3", "Ada Lovelace"; not "Talks"."""
    kind = TALK.search(text)
    one = numbers_sessions(text) or (kind is not None and not kind.group().lower().endswith("s"))
    return (len(text.split()) <= FEW and one) or bool(speakers.people(text))


FEW = 4
"""Words of a heading that says but which session it was."""


def holds_only_material(part: Part) -> bool:
    """All that stands below an item are links that say what they lead to: its slides, its recording."""
    links = [link for below in part.parts for *_, link in below.head.links]
    return any(kind_of(link.url, link.text) in ("video", "slides") for link in links) and all(
        below.head.links and not below.parts and is_label(below.head.text) for below in part.parts
    )


def _of_several(part: Part) -> bool:
    """Between the words stand several lines that link slides, each of another talk."""
    lines = [index for index, below in enumerate(part.parts) if _is_material(below)]
    return any(later - line > 1 for line, later in pairwise(lines))


def _is_material(line: Part) -> bool:
    """A line that is nothing but links to a recording or slides."""
    if line.kind not in ("text", "lead") or line.parts or not line.head.links or besides(line.head):
        return False
    links = [link for *_, link in line.head.links]
    return all(is_label(link.text) or begins_as_label(link.text) for link in links) and any(
        map(_shows, links)
    )


def _shows(link: Link) -> bool:
    """A recording or slides of one talk."""
    return kind_of(link.url, link.text) in ("video", "slides") and not is_collection(link.url)


def _lists_titles(part: Part) -> bool:
    """What is listed first below links words of its own, not only pages of the one above."""
    return any(not is_label(link.text) for below in first_words(part)[:2] for *_, link in below.head.links)


def _lists_talks(part: Part) -> bool:
    """Several bullets each link something by its title."""
    items = [below.head for below in part.parts[:MOST_PEOPLE] if below.kind == "item" and below.head.links]
    named = [link for head in items for _, _, link in head.links[:1] if not is_label(link.text)]
    return sum(leads_to_talk(link.url, link.text) for link in named) >= SEVERAL


SEVERAL = 2
"""Bullets that link titles for them to be a list of these."""


def first_words(part: Part) -> list[Part]:
    """What stands right below a heading, pictures left out."""
    return [below for below in part.parts[:4] if below.head.text or not below.head.marks]
