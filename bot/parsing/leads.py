"""Paragraphs that lead with the title of a talk, by what stands at their beginning or by their likes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.parsing.beforehand import title_behind
from bot.parsing.blocks import Block, Span
from bot.parsing.bylines import names_at_work
from bot.parsing.dates import begins_with_date
from bot.parsing.headlines import heads
from bot.parsing.letters import size
from bot.parsing.likely_people import named_at_one_place
from bot.parsing.link_labels import is_label
from bot.parsing.links import bare, is_profile, leads_to_talk
from bot.parsing.rich import Rich
from bot.parsing.speakers import KNOWN, are_full, label_of, people, surest
from bot.parsing.titles import Titled, looks_like_title, read_title
from bot.parsing.trimming import OPENING, QUOTES
from bot.parsing.vocabulary import holds_sessions, is_clock_time

FAMILY = 3
"""How many paragraphs must begin alike for the way they begin to be a heading."""


@dataclass(frozen=True, slots=True)
class Alike:
    """Which ways of beginning several paragraphs of a document share.

    `run_in`: bold words that end as a sentence does; `addressed`: a line of words above the bare
    address of a talk; `places`: the part of a site that the words at the beginning are linked to;
    `labels`: words that again and again are linked, each time elsewhere, and so title nothing;
    `captions`: which blocks are a line of their own that titles what stands below (see `_captions`).
    """

    run_in: bool = False
    addressed: bool = False
    places: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    captions: frozenset[int] = frozenset()


def alike(blocks: Sequence[Block]) -> Alike:
    """What the paragraphs of a document have in common."""
    run_in = addressed = 0
    places: Counter[str] = Counter()
    linked: defaultdict[str, set[str]] = defaultdict(set)
    for block in blocks:
        if block.kind != "paragraph" or block.parent is not None or not block.spans:
            continue
        first, last = block.spans[0], block.spans[-1]
        run_in += first.strong and bool(_sentence_end(block.spans))
        addressed += len(block.spans) == 2 and not first.url and _is_address(last)
        if first.url and not is_label(first.text) and not is_profile(first.url):
            places[_place(first.url)] += 1
            linked[first.text].add(first.url)
    labels = frozenset(words for words, urls in linked.items() if len(urls) >= FAMILY)
    shared = frozenset(place for place, times in places.items() if times >= FAMILY and "/" in place)
    return Alike(run_in >= FAMILY, addressed >= FAMILY, shared, labels, _captions(blocks))


def _captions(blocks: Sequence[Block]) -> frozenset[int]:
    """The lines of their own that title what stands below them, if several are written alike.

    Above lists, where most name a person beside a title; anywhere, where each does, is slanted, or
    stands below a clock time or above a line of who speaks.
    """
    short = {index: block for index, block in enumerate(blocks) if _is_line(block)}
    lines = {index: block for index, block in short.items() if _is_caption(block)}
    titled = {
        index: read_title(block.text, trust=1) if _MAY_NAME.search(block.text) else Titled(block.text)
        for index, block in lines.items()
    }
    placed = named_at_one_place(
        {index: block.text for index, block in lines.items() if not block.text.isascii()}
    )
    titled |= placed
    named = {index: surest(title.speakers) or int(index in placed) for index, title in titled.items()}
    headed = {index for index in lines if index and heads(blocks[index - 1])}
    alone = {
        index
        for index, title in titled.items()
        if title.rule == "alone" or (index in headed and _are_people(lines[index].text))
    }
    listed = {index for index in lines if _is_listed(blocks, index)}
    own = {i: title for i, title in titled.items() if i not in alone and not begins_with_date(title.title)}
    credited = _credited(own, named)
    slanted = {index for index in lines if _is_slanted(lines[index])} - alone
    over_names = {index for index in short if _is_over_names(blocks, index)}
    found: set[int] = set()
    apart = [named[index] for index in listed - headed - alone]
    if len(listed - headed) >= FAMILY and _most_named(apart, len(listed - headed)):
        found |= (listed - headed) | (listed & credited)
    if len(credited) >= FAMILY and len(credited) >= MOST * len(lines.keys() - slanted):
        found |= credited
    titles = {index for index in slanted if looks_like_title(titled[index].title, short=True)}
    if len(titles) >= FAMILY and len(titles - headed) >= MOST * len(slanted):
        found |= titles
    timed = {index for index in lines if index and is_clock_time(blocks[index - 1].text)}
    if len(timed) >= FAMILY:
        found |= timed
    if len(over_names) >= FAMILY:
        found |= over_names
    return frozenset(found or _below_sessions(blocks, lines))


def _are_people(line: str) -> bool:
    """Who gave what the heading above says: "Ada Lovelace (Acme), Mo Ray (Moss Inc.)"."""
    names = people(line)
    return names_at_work(line) != () or (are_full(names) and surest(names) == KNOWN)


def _below_sessions(blocks: Sequence[Block], lines: Mapping[int, Block]) -> set[int]:
    """The lines below a heading such as "Talks", where notes stand below each and nothing else in between."""
    found: set[int] = set()
    own: list[int] | None = None
    for index, block in (*enumerate(blocks), (len(blocks), None)):
        if block is None or block.kind == "heading":
            found.update(own if own and len(own) >= FAMILY else ())
            own = [] if block is not None and holds_sessions(block.text) else None
        elif own is not None and index in lines and looks_like_title(block.text, short=True):
            own.append(index)
        elif own is not None and (
            not own or (block.kind == "paragraph" and block.parent is None and not _is_told(block))
        ):
            own = None
    return found - {index for index in found if index + 1 in found or index + 1 == len(blocks)}


def _is_told(block: Block) -> bool:
    """It ends as a sentence does: notes, not a title."""
    return block.text.rstrip().endswith((".", "!", "?", "。", "…"))


MOST = 0.6
"""The share of such lines that must be titles for these to be headings."""


# Signs beside which a person can be named, or few words that can be a name themselves.
_MAY_NAME = re.compile(
    r"[,(（|:：–—-]|^\S+(?:\s\S+){0,3}$|"
    r"\s(?:by|with|von|mit|par|avec|por|con|com|door|di|da|av|af|od|przez|от)\s"
)


def _is_listed(blocks: Sequence[Block], index: int) -> bool:
    below = blocks[index + 1] if index + 1 < len(blocks) else None
    return below is not None and below.kind == "item" and below.parent is None


def _credited(titled: Mapping[int, Titled], named: Mapping[int, int]) -> set[int]:
    """The lines with a known person beside a title, and those with another in the same place."""
    known = {index for index in titled if named[index] == KNOWN}
    rules = {titled[index].rule for index in known}
    return known | {index for index in titled if named[index] and titled[index].rule in rules}


def _is_over_names(blocks: Sequence[Block], index: int) -> bool:
    """Right below stands a line of who speaks: "Speaker: Ada Lovelace", or a known name and no more."""
    below = blocks[index + 1] if index + 1 < len(blocks) else None
    if below is None or below.kind != "paragraph" or below.parent is not None or len(below.lines) > 1:
        return False
    text = below.text
    return bool(label_of(text)) or (len(text) <= LONGEST and surest(people(text)) == KNOWN)


def _most_named(named: Sequence[int], lines: int) -> bool:
    sure = sum(known == KNOWN for known in named)
    return 2 * sum(map(bool, named)) >= lines and 4 * sure >= lines


def _is_slanted(block: Block) -> bool:
    """All of it, but for who gave it behind: "_Old Ants_ by Ada Lovelace"."""
    rest = "".join(span.text for span in block.spans if not span.em)
    return block.spans[0].em and (not re.search(r"\w", rest) or _credits(rest))


def _is_caption(block: Block) -> bool:
    """A line that ends neither as a sentence nor as what leads up to a list."""
    return not block.text.rstrip().endswith((".", ":", "：", "。", "!", ","))


def _is_line(block: Block) -> bool:
    """One line of words, not long, and not labelled."""
    if block.kind != "paragraph" or block.parent is not None or block.quoted or not block.spans:
        return False
    plain = not block.spans[0].strong and len(block.lines) == 1
    return plain and len(block.text) <= LONGEST and not label_of(block.text)


LONGEST = 160
"""Characters of a line that heads a list."""


def _sentence_end(spans: Sequence[Span]) -> bool:
    """The bold words at the beginning end with a full stop or a colon, and something follows."""
    for index, span in enumerate(spans):
        if not span.strong:
            ends = spans[index - 1].text.rstrip()[-1:] if index else ""
            return bool(ends and ends in ".:!?") or span.text[:1] in (".", ":")
    return False


def _is_address(span: Span) -> bool:
    return bool(span.url) and "://" in span.text and leads_to_talk(span.url or "")


def _place(url: str) -> str:
    """The site and the first step of the path: "conf.example.org/videos"; or the folder beside: "./notes"."""
    address = bare(url).partition("?")[0]
    if "://" not in url and "." not in address.partition("/")[0]:
        return f"./{address.rpartition('/')[0]}"
    return address.rpartition("/")[0] if address.count("/") < 3 else "/".join(address.split("/")[:2])


def _bold_end(shown: Rich, begin: int = 0) -> int:
    """Where the bold words end with which it begins, behind a clock time or not; 0 if it begins with none."""
    end = begin
    for mark in shown.marks:
        if mark.end <= begin:
            continue
        if mark.start > end or not mark.span.strong:
            break
        end = mark.end
    return end if end > begin else 0


def _begin(text: str) -> int:
    """Where the words begin behind a clock time: "10:40- **Old Ants** - Ada"."""
    clock = _CLOCK.match(text)
    return clock.end() if clock else 0


_CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}(?:\s?[-–—~〜]\s?(?:\d{1,2}[:.h]\d{2})?)?\s*")


_RUN_IN_END = re.compile(r"\s*[.:!?]*")


def _run_in(shown: Rich) -> int | None:
    """End of bold words that end as a sentence does before the text goes on: "**Old ants.** They …"."""
    end = _bold_end(shown)
    words = shown.text[:end].rstrip()
    stop = _RUN_IN_END.match(shown.text, end)
    close = stop.end() if stop else end
    ended = words[-1:] in (".", ":", "!", "?") or shown.text[end:close].strip()
    if not ended or not 2 <= size(words) <= 30 or not shown.text[close:].strip():
        return None
    return close


def _addressed(shown: Rich) -> int | None:
    """End of a line of words whose next and last line is the address of a talk."""
    if len(shown.links) != 1 or len(shown.text) > 400:
        return None
    start, end, link = shown.links[0]
    title = shown.text[:start].rstrip()
    if shown.text[end:].strip() or "://" not in link.text or not leads_to_talk(link.url):
        return None
    fits = 2 <= size(title) <= 30 and not title.endswith((":", "：", ".", ","))
    return start if fits and title == title.split("\n")[0] else None


def _said(quoted: str) -> bool:
    """A whole sentence with its full stop, or many words: what somebody said, not the title of a talk."""
    return (quoted.rstrip()[-1:] in (".", "。") and len(quoted.split()) > 5) or len(quoted.split()) > 20


_CREDITED = re.compile(r"\s[–—-]{1,3}\s(?:by|von|par|por|door|av|af|przez|od)\s", re.IGNORECASE)


def lead(shown: Rich, likes: Alike) -> int | None:
    """End of the title a paragraph leads with: a link to a talk, or a quoted title and its speakers."""
    text = shown.text
    if _is_below_picture(shown):
        return None
    if likes.addressed and (end := _addressed(shown)) is not None:
        return end
    for start, end, link in shown.links:
        known = leads_to_talk(link.url, link.text) or _place(link.url) in likes.places
        if re.search(r"\w", text[:start]) or not known:
            break
        if not is_label(text[start:end]) and text[start:end] not in likes.labels:
            return _after(text, end) if not re.match(r"\s+[a-z]", text[end:]) else None
    if (bold := bold_start(shown)) is not None:
        return bold
    if (behind := title_behind(shown)) is not None:
        return behind.end
    if likes.run_in and (end := _run_in(shown)) is not None:
        return end
    if _CREDITED.search(text) and len(text) <= 200 and "\n" not in text and not shown.links:
        who = people(_CREDITED.split(text)[-1])
        return len(text) if are_full(who) else None
    return _quoted(text)


def _is_below_picture(shown: Rich) -> bool:
    """Slanted words behind a picture, which they are of."""
    pictured = any(mark.start == mark.end == 0 for mark in shown.marks)
    return pictured and bool(shown.text) and shown.all("em")


def _quoted(text: str) -> int | None:
    """End of a title in quotation marks and the people behind it, where no sentence goes on behind them."""
    for opening, closing in QUOTES if text[:1] in OPENING else ():
        if text.startswith(opening):
            close = text.find(closing, 2)
            if close < 6 or close > 200 or _said(text[1:close]):
                continue
            rest = text[close + 1 :]
            by = re.match(r"\s*(?:[,(–—-]\s*)?(?:by|von|par|por|de|di|door|–|—|-)\s+", rest, re.IGNORECASE)
            named = re.match(r"\s*\(([^()]{4,80})\)", rest)
            if named and surest(people(named[1])):
                return close + 1 + named.end()
            if by and (
                by.group().strip()[-1:].isalpha()
                or people(re.split(r"[.:;(\n]|\s[–—-]\s", rest[by.end() :])[0])
            ):
                stop = re.search(r"(?<=[^\W\d_]{2})[.:](?=\s|$)|\s[–—-]\s|\n", rest[by.end() :])
                end = by.end() + stop.start() if stop else len(rest)
                return close + 1 + end if not _TOLD_OF.search(rest, by.end(), end) else None
    return None


# "“Old Moss” by Ada was good": the sentence goes on.
_TOLD_OF = re.compile(
    r"\s(?:was|is|were|had|has|gave|made|took|opened|closed|showed|war|ist|était|est|fue|foi|era)\s"
)


def bold_start(shown: Rich) -> int | None:
    """End of the first line where it begins with bold words and goes on behind a dash: "**Ada** - Ants".

    Or where it goes on with names and nothing else: "**Ants**, Ada Lovelace", "**Ants** (Ada Lovelace)".
    Behind names in brackets, or "by" somebody, notes may follow: "**Ants** (Ada Lovelace) - They live long."
    """
    end = _bold_end(shown, _begin(shown.text))
    apart = _NAMED_APART.match(shown.text, end) if end >= LEAST else None
    if apart and are_full(people(apart[1] or apart[2])):
        return apart.start("end")
    line = shown.lines[1][0] if len(shown.lines) > 1 else len(shown.text)
    rest = shown.text[end:line]
    if (
        end < LEAST
        or end >= line
        or not (re.match(r"\s*[?!]{0,3}\s*[-–—|]{1,2}\s+\S", rest) or _credits(rest))
        or len(shown.text[:line].split()) > 20
    ):
        return None
    return line


LEAST = 3
"""Characters of bold words that are a title at least."""

_NAMED_APART = re.compile(
    r"\s*(?:\(([^()\n]{2,80})\)|(?:by|von|par|por|door)\s+([^().:\n–—-]{4,60}?))(?P<end>\s*[–—:.-]{1,2}\s)"
)
_NAMED = re.compile(
    r"\s*(?:,|\(|[–—|-]{1,2}\s|\b(?:by|von|par|por|door|di|av|af|przez|od|with|mit|avec)\b)\s*([^\W\d_].*?)\)?\.?\s*"
)


_HANDLES = re.compile(r"\s*(?:,|\(|[–—-])\s*@\w+(?:\s*(?:,|&|and)\s*@\w+)*\)?")


def _credits(rest: str) -> bool:
    named = _NAMED.fullmatch(rest) if len(rest) <= 120 else None
    if _HANDLES.fullmatch(rest):
        return True
    return named is not None and are_full(people(named[1]))


def _after(text: str, end: int) -> int:
    """Where the title line ends whose link ends at `end`: closing marks and a line of names belong to it."""
    match = re.match(r"[\"”»)*_]+", text[end:])
    return end + match.end() if match else end
