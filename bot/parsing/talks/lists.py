"""Talks that are items of lists: told from bullets that are notes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, groupby

from bot.parsing import speakers
from bot.parsing.beforehand import BEHIND
from bot.parsing.letters import size
from bot.parsing.likely_people import may_be_name
from bot.parsing.link_labels import is_label
from bot.parsing.links import is_collection
from bot.parsing.outline import HEADED, Part
from bot.parsing.rich import weight
from bot.parsing.talks.addressed import BY_ADDRESS
from bot.parsing.talks.below import authors_below
from bot.parsing.talks.below_people import below_people, is_set_apart
from bot.parsing.talks.evidence import Evidence, of_item
from bot.parsing.talks.families import by_habit, habit, names_at_one_place, quoted_by_clock
from bot.parsing.talks.item_titles import NOTES_BEGIN, title_end
from bot.parsing.talks.likelihood import in_sessions, likely
from bot.parsing.talks.otherwise import announces_quotes
from bot.parsing.talks.people_first import LED, before_commas, by_accounts, people_first
from bot.parsing.talks.sentences import most_are_spoken_of, speaks_of_one
from bot.parsing.talks.sides import as_neighbours
from bot.parsing.titles import looks_like_title, read_title
from bot.parsing.vocabulary import (
    TALK,
    holds_sessions,
    is_general,
    leads_to_sessions,
    leads_to_writings,
    names_day,
    names_one,
)


def listed_talks(root: Part, talks: dict[Part, Evidence], title_part: Part | None) -> dict[Part, Evidence]:
    """The list items that are talks; items below one of `talks` are its notes."""
    found: dict[Part, Evidence] = {}
    _descend(root, talks, title_part, found, habit(talks.values()))
    return found


def _descend(
    part: Part,
    talks: Mapping[Part, Evidence],
    title_part: Part | None,
    found: dict[Part, Evidence],
    way: str,
) -> None:
    if part in talks:
        inside: dict[Part, Evidence] = {}
        for below in part.parts:
            if below.kind in HEADED:
                _descend(below, talks, title_part, inside, way)
        found.update({item: seen for item, seen in inside.items() if _own_proof(seen)})
        return
    items = [below for below in part.parts if below.kind == "item"]
    for family in _families(items):
        found.update(_of_list(part, family, title_part, way))
    for below in part.parts:
        if below not in found:
            _descend(below, talks, title_part, found, way)


def _families(items: Sequence[Part]) -> Iterator[list[Part]]:
    """The items list by list; bullets that stand alone between paragraphs are one list."""
    lists = [list(family) for _, family in groupby(items, key=lambda item: item.group)]
    for alone, like in groupby(lists, key=lambda family: len(family) == 1):
        broken = list(like)
        yield from [[item for family in broken for item in family]] if alone else broken


def _own_proof(seen: Evidence) -> bool:
    """Below a heading inside a talk's notes: "Further reading - Ada Lovelace: Ants" has names as well."""
    return seen.titled.rule != BY_ADDRESS and bool(seen.hard & {"link", "code", "timed", "speaker line"})


def _of_list(above: Part, family: Sequence[Part], title_part: Part | None, way: str) -> dict[Part, Evidence]:
    """Which items of one list are talks, or stand above their titles; `way` is how others are written."""
    if _are_quotes(family):
        return {}
    _take_whole_lines(family)
    judged = _evidence(above, family, way, sessions=in_sessions(above, title_part))
    if titles := below_people(family):
        return titles
    judged = as_neighbours(judged)
    if _are_people(judged):
        return {}
    judged = _with_last_lines(_with_authors(judged))
    talks = _by_rules(above, judged, title_part)
    found = likely(judged, talks, title_part)
    return talks | {part: seen for part, seen in found.items() if _could_be(part, seen)}


def _are_quotes(family: Sequence[Part]) -> bool:
    """What people said, as the words above the list say: "Some interesting quotes ⏎ “Moss is dead” – Ada"."""
    over = family[0].cue or family[0].before or family[0].parent
    return over is not None and announces_quotes(over.head.text)


def _evidence(above: Part, family: Sequence[Part], way: str, *, sessions: bool) -> dict[Part, Evidence]:
    """The evidence of the items of one list, also by what their neighbours and the heading `above` show."""
    judged = {part: of_item(part) for part in family}
    if names_at_one_place(judged, of_item):
        judged = {
            part: seen if "names" in seen.hard else of_item(part, trust=1) for part, seen in judged.items()
        }
    elif way and (again := by_habit(judged, way, of_item)):
        judged = again
    led = people_first([part for part, seen in judged.items() if seen.titled.rule != BEHIND])
    led = led or before_commas(family) or (by_accounts(family) if sessions else {})
    judged = quoted_by_clock(judged | led)
    cue = (family[0].cue or above).head.text
    if leads_to_writings(cue) and not leads_to_sessions(cue):
        judged = {part: replace(seen, hard=seen.hard - {"names"}) for part, seen in judged.items()}
    return judged


def _by_rules(above: Part, judged: Mapping[Part, Evidence], title_part: Part | None) -> dict[Part, Evidence]:
    """Which items of one list are talks, as rules say."""
    family = list(judged)
    titles = {part: seen for part, seen in judged.items() if _could_be(part, seen)}
    hard = {part: seen for part, seen in titles.items() if _proof(seen, above, family)}
    if holds(above, family, title_part) and not _tell_of_people(family) and len(titles) >= 0.5 * len(family):
        return titles
    if noted := _noted(above, family, title_part):
        return {part: seen for part, seen in titles.items() if part in noted or part in hard}
    if len(hard) >= 2 and len(hard) >= 0.6 * len(family):
        counted = sum(_counts(part) for part in hard) >= HARD_ENOUGH * len(hard)
        return {
            part: seen
            for part, seen in titles.items()
            if part in hard or (size(seen.titled.title) > 1 and (_counts(part) or not counted))
        }
    return hard | _spoken_of(family, hard)


def _tell_of_people(family: Sequence[Part]) -> bool:
    """Most items are sentences, of who did something or of anything: "Ada Lovelace showed old ants."."""
    telling = [part for part in family if _is_sentence(part)]
    return len(telling) >= max(2, HARD_ENOUGH * len(family))


def _is_sentence(part: Part) -> bool:
    text, named = part.head.text, part.head.named[:1]
    if not text.endswith("."):
        return False
    if named and named[0].start == 0 and _DOES.match(text, named[0].end):
        return True
    end = text.find(". ") + 1 or len(text)
    return title_end(part) >= end - 1 and size(text[:end]) >= LEAST_TOLD and not _is_headline(text[:end])


LEAST_TOLD = 5
"""Words of a sentence that tells something, and is no title with a stop behind it."""

_DOES = re.compile(r"\s+(?!by\b|from\b|at\b|with\b|and\b|on\b|von\b|und\b)[^\W\d_A-Z]")


def _spoken_of(family: Sequence[Part], hard: Mapping[Part, Evidence]) -> dict[Part, Evidence]:
    """The other titles of a list, where the notes behind most speak of a talk: "Old ants: the talk was …"."""
    ends = {part: end for part in family if part not in hard and (end := _spoken_end(part))}
    if not most_are_spoken_of(len(hard) + len(ends), len(family)):
        return {}
    for part, end in ends.items():
        part.title_end = end
    return {part: of_item(part) for part in ends}


def _spoken_end(part: Part) -> int:
    """Where the title of an item ends whose notes speak of one talk, 0 if it is no such item."""
    text = part.head.text
    begin = NOTES_BEGIN.search(text)
    end = begin.start() if begin else len(text)
    said = part.head.cut(begin.end(), len(text)) if begin else part.parts[0].head if part.parts else None
    titled = looks_like_title(text[:end], short=True) and size(text[:end]) <= LONGEST_TITLE
    return end if titled and said is not None and speaks_of_one(said) else 0


LONGEST_TITLE = 18
"""Words of a title that notes follow in the same item."""


def _counts(part: Part) -> bool:
    """The item begins with its number: what stands between such items uncounted is something else."""
    return bool(_NUMBER.match(part.head.text))


_NUMBER = re.compile(r"\W{0,3}\d{1,3}[.)]\s")

HARD_ENOUGH = 0.6
"""The share of a list's items, or of its proved talks, that must be written alike."""


def _take_whole_lines(family: Sequence[Part]) -> None:
    """Where all items have their notes in bullets below, and most lines are a title whole, every line is."""
    if len(family) < FAMILY or not all(part.parts and len(part.head.text) <= LONGEST for part in family):
        return
    cut = [part for part in family if title_end(part) < len(part.head.text)]
    plain = [part for part in cut if not part.head.marks or not part.head.links]
    if 3 * len(cut) <= len(family):
        for part in plain:
            part.title_end = len(part.head.text)


FAMILY, LONGEST = 3, 200
"""Items that tell by their likes how each is written, and the characters of a title of theirs."""


def _noted(above: Part, family: Sequence[Part], title_part: Part | None) -> list[Part]:
    """Below the heading of a day: the few words with notes of their own in bullets, if most items are."""
    if above.kind not in HEADED or above is title_part or not names_day(above.head.text):
        return []
    noted = [
        part
        for part in family
        if 2 <= size(part.head.text) <= 15
        and part.head.text[0].isupper()
        and any(below.kind == "item" for below in part.parts)
        and not part.head.text.endswith((".", ":", "!", ","))
    ]
    headlines = sum(_is_headline(part.head.text) for part in noted)
    enough = len(noted) >= HARD_ENOUGH * len(family) and 2 * headlines >= len(noted)
    return noted if len(family) > 1 and enough else []


def _is_headline(text: str) -> bool:
    """Its longer words are capitalised, as those of a title are and those of a diary are not."""
    longer = re.findall(r"[^\W\d_][\w’'-]{3,}", text)[1:]
    return bool(longer) and 2 * sum(word[0].isupper() for word in longer) >= len(longer)


def _with_authors(judged: Mapping[Part, Evidence]) -> dict[Part, Evidence]:
    """Where the first bullets below several items are names, these are who wrote or gave each."""
    authors = _authors(judged)
    return {
        part: replace(seen, names=names, hard=seen.hard | {"speaker line"})
        if (names := authors.get(part, ()))
        else seen
        for part, seen in judged.items()
    }


def _with_last_lines(judged: Mapping[Part, Evidence]) -> dict[Part, Evidence]:
    """Where most items are a title and a line of names below it, one of them known, these are who gave it."""
    two = {
        part: (lines[0].text, lines[1].text)
        for part in judged
        if len(part.head.lines) == 2 and len(lines := part.head.split_lines()) == 2
        if looks_like_title(lines[0].text, short=True)
    }
    named = {
        part: names
        for part, (_, last) in two.items()
        if (names := judged[part].names or speakers.people(last) or _odd_name(last))
    }
    known = any(speakers.label_of(two[part][1]) for part in named) or (
        speakers.surest(chain.from_iterable(named.values())) == speakers.KNOWN
    )
    if len(named) < max(2, HARD_ENOUGH * len(judged)) or not known:
        return dict(judged)
    return {
        part: replace(
            seen,
            titled=replace(read_title(two[part][0]), speakers=()),
            names=named[part],
            hard=seen.hard | {"speaker line"},
        )
        if part in named
        else seen
        for part, seen in judged.items()
    }


def _odd_name(line: str) -> tuple[str, ...]:
    """The name a line could be in a script in which no capital shows it: "蓬莱谷みどり", "탁이든 (회사)"."""
    name = speakers.clean(line) if not line.isascii() and len(line) <= LONGEST_NAME else ""
    return (name,) if may_be_name(name) else ()


LONGEST_NAME = 40
"""Characters of a name and of where somebody works."""


def lists_authors(part: Part) -> bool:
    """Below a heading stand the titles of several talks, each with its authors in a bullet of their own."""
    items = [below for below in part.parts if below.kind == "item"][:MANY]
    return len(items) > 1 and bool(_authors(items))


def _authors(items: Collection[Part]) -> dict[Part, tuple[str, ...]]:
    """The authors below each item, if half of several have some, and some of these are surely people."""
    authors = {part: names for part in items if part.parts and (names := authors_below(part))}
    sure = sum(speakers.surest(names) == speakers.KNOWN for names in authors.values())
    many = len(authors) >= max(2, 0.5 * len(items))
    return authors if many and sure >= 0.5 * len(authors) else {}


MANY = 20
"""Items by which a list is told."""


def _are_people(judged: Mapping[Part, Evidence]) -> bool:
    """A list of persons, each with where they work and nothing else: organisers, a committee, friends met."""
    alone = [
        part
        for part, seen in judged.items()
        if not part.parts
        and not part.head.links
        and seen.titled.rule not in (LED, BEHIND)
        and _is_person(part.head.text)
    ]
    return len(alone) >= max(2, 0.6 * len(judged))


def _is_person(text: str) -> bool:
    """A name, and behind it brackets or a comma with where one works: "Ada Lovelace (Acme), London"."""
    name, bracket, rest = text.partition("(" if "(" in text.partition(",")[0] else ",")
    known = speakers.likeness(name.strip())
    if bracket == "(" and _TOLD_BEHIND.search(rest):
        return False
    return len(name.split()) > 1 and (known == 2 or (known == 1 and bool(bracket and rest.strip())))


# As in: Ada Lovelace (Acme): engines can sing.
_TOLD_BEHIND = re.compile(r"\)\s?:\s\S")


def _proof(seen: Evidence, above: Part, family: Sequence[Part]) -> bool:
    """Proof enough for an item by itself: a link to one talk, a code, a time, names in a row of such."""
    if seen.hard & {"link", "code", "timed", "speaker line", "material"}:
        return True
    return "names" in seen.hard and (len(family) > 1 or above.kind != "item")


def holds(above: Part, family: Sequence[Part], title_part: Part | None) -> bool:
    """The heading above, or the line the list hangs from, says that these are sessions."""
    cue = family[0].cue
    if cue is not None:
        named = holds_sessions(above.head.text) and TALK.search(cue.head.text) is not None
        return named or leads_to_sessions(cue.head.text)
    if not _comes_first(above, family):
        return False
    part: Part | None = above
    while part is not None and part.kind != "root":
        if part.kind in HEADED and part is not title_part and names_day(part.head.text) and _under(part):
            part = part.parent
            continue
        if part.kind == "item" or part.kind in HEADED:
            return (
                part is not title_part
                and not names_one(part.head.text)
                and (holds_sessions(part.head.text) or leads_to_sessions(part.head.text))
            )
        part = part.parent
    return False


def _under(day: Part) -> bool:
    """The heading of a day stands below another heading, which says what is listed by days: "Talks"."""
    return day.parent is not None and day.parent.kind in HEADED


def _comes_first(above: Part, family: Sequence[Part]) -> bool:
    """The list is what the heading announces: hardly a word stands between them, and none of one talk."""
    words = 0
    for below in above.parts:
        if below is family[0]:
            break
        if below.kind == "text":
            words += ENOUGH if speaks_of_one(below.head) else weight(below.head.text)
    return words < ENOUGH


ENOUGH = 300
"""How much may stand, as `weight` counts it, between a heading and the list it announces."""


_ACCOUNT = re.compile(r"[@#]\w+")
_DEADLINE = re.compile(
    r"\b(?:deadlines?|notifications?|call for (?:papers|proposals|participation)|cfp|submissions?|"
    r"einsendeschluss|date limite|fecha límite)\b",
    re.IGNORECASE,
)


_UNFINISHED = re.compile(r"\s(?:from|and|or|the|of|until|an)$", re.IGNORECASE)


def _could_be(part: Part, seen: Evidence) -> bool:
    title = seen.titled.title
    if not title or is_label(title) or len(title) > 200 or "told" in seen.soft or _ACCOUNT.fullmatch(title):
        return False
    if not seen.titled.speakers and (_DEADLINE.search(title) or _UNFINISHED.search(title)):
        return False
    if is_general(title) and not seen.hard & {"link", "names", "timed"}:
        return False
    if seen.hard:
        return True
    if any(link.url.startswith("#") for *_, link in part.head.links[:1]):
        return False  # to a heading of this page
    return (
        size(title) <= (30 if part.parts else 20)
        and not any(is_collection(link.url) for *_, link in part.head.links)
        and not title.endswith((".", ":", "：", "。", "；"))
        and _FIRST_PERSON.match(title) is None
        and (is_set_apart(part.head.cut(0, len(title))) or not _leads_on(part, title))
    )


def _leads_on(part: Part, title: str) -> bool:
    """The line of the title ends with a colon: what it says is in the list below it."""
    lines = part.head.split_lines() if len(part.head.lines) > 1 else [part.head]
    line = lines[0].text if lines[0].text.startswith(title) else part.head.text
    return line.endswith((":", "："))


# What the author did instead of seeing a talk: "I mostly sat outside".
_FIRST_PERSON = re.compile(
    r"(?:I|[Ww]e) (?!(?:do|am|are|can|have|need|will|don[’']t|can[’']t|should)\b)[a-z]|"
    r"(?:Ich|Wir|Ik|J[’'e]\s?(?:ai|étais)|Nous) [a-zß-ÿ]"
)
