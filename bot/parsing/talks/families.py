"""The evidence of a family of headings at one level: each by itself, and by what its neighbours show."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from operator import itemgetter

from bot.parsing.bylines import names_at_work
from bot.parsing.letters import UNSPACED, size
from bot.parsing.likely_people import may_be_name
from bot.parsing.link_labels import is_label
from bot.parsing.outline import Part
from bot.parsing.rich import Rich
from bot.parsing.series import tells_of_event
from bot.parsing.speakers import KNOWN, is_full, label_of, likeness, people, surest
from bot.parsing.speakers import clean as clean_name
from bot.parsing.talks.below import first_bullets, first_words
from bot.parsing.talks.evidence import Evidence, bold_word, of_heading
from bot.parsing.talks.people_first import before_commas
from bot.parsing.talks.sentences import introduced_by
from bot.parsing.talks.sides import as_neighbours
from bot.parsing.titles import Titled, looks_like_title, read_title
from bot.parsing.trimming import without_clock
from bot.parsing.vocabulary import TALK, is_general, names_day, names_kind


class Level:
    """All headings of a document at one level: what each shows by itself, and what they show together."""

    def __init__(self) -> None:
        self.seen: dict[Part, Evidence] = {}
        self._names_alike: bool | None = None

    def again(self, part: Part, trust: int) -> Evidence:
        """The evidence of one, its names believed."""
        return of_heading(part, trust, self.seen[part].below)

    def names_alike(self) -> bool:
        """Whether names nobody knows are to be believed, as all of them show; once all are seen."""
        if self._names_alike is None:
            self._names_alike = names_at_one_place(_own(self.seen), self.again)
        return self._names_alike


def evidence_of(family: Sequence[Part], level: Level) -> dict[Part, Evidence]:
    """The evidence of each of a family of headings, also by what its neighbours show.

    A family too small to tell is judged by all headings of their `level`.
    """
    judged = {part: level.seen[part] for part in family}
    own = _own(judged)
    small = len(family) < len(level.seen) and len(own) <= SMALL and _all_apart(own)
    if names_at_one_place(own, level.again) or (small and level.names_alike()):
        judged = {part: _believe(part, seen) for part, seen in judged.items()}
    for part, led in before_commas(family).items():
        judged[part] = replace(judged[part], titled=led.titled, hard=judged[part].hard | led.hard)
    return _alike(as_neighbours(_below_names(_people_alone(judged, own))))


def events_among(family: Sequence[Part], title_part: Part | None) -> list[Part]:
    """Those that name an event: a well-known one, that of the title, or with its year where others do so.

    "LichenFest 2018", "Why I went to LichenFest 2018" below "LichenFest 2018 trip report".
    """
    texts = {part: part.head.text for part in family if TALK.search(part.head.text) is None}
    dated = [part for part, text in texts.items() if _DATED.fullmatch(text)]
    several = len(dated) >= max(2, OF_HABIT * len(family))
    titled = _DATED.match(title_part.head.text) if title_part else None
    own = titled.group() if titled else None
    about = {part for part, text in texts.items() if own and text.endswith(own) and _PLAIN.fullmatch(text)}
    named = {*(dated if several else ()), *about} - {title_part}
    return [part for part in family if part in named or tells_of_event(part.head.text)]


_PLAIN = re.compile(r"[^:：|–—\"“«]+")
_DATED = re.compile(r"[^\W\d_a-z][^:：|?!–—]{2,40}\s(?:19|20)\d\d")


def _people_alone(family: dict[Part, Evidence], own: Mapping[Part, Evidence]) -> dict[Part, Evidence]:
    """Where half of the headings are nothing but names in ideographs or Hangul, these are the titles."""
    named = {
        part
        for part in own
        if UNSPACED.search(part.head.text) and part.parts and likeness(part.head.text) == KNOWN
    }
    if len(named) < max(FEWEST, HALF * len(own)):
        return family
    return {
        part: replace(
            seen, titled=Titled(part.head.text, (part.head.text,), "alone"), soft=seen.soft | {"person"}
        )
        if part in named
        else seen
        for part, seen in family.items()
    }


def _own(judged: Mapping[Part, Evidence]) -> dict[Part, Evidence]:
    """Those that are not general."""
    return {
        part: seen
        for part, seen in judged.items()
        if not is_general(part.head.text) and not (seen.titled.rule == "" and is_general(seen.titled.title))
    }


def _all_apart(own: Mapping[Part, Evidence]) -> bool:
    """In each stands a sign by which a name can be set apart."""
    return bool(own) and all(_APART.search(part.head.text) for part in own)


SMALL = 4
"""Members of a family too small to tell by itself where its names stand."""


def habit(talks: Iterable[Evidence]) -> str:
    """The way in which most talks of a document are written with their people, "" if there is none."""
    seen = list(talks)
    ways = Counter(one.titled.rule for one in seen if one.titled.speakers and one.titled.rule != "alone")
    way, most = max(ways.items(), key=itemgetter(1), default=("", 0))
    return way if most >= FEWEST and most >= OF_HABIT * len(seen) else ""


OF_HABIT = 0.6
"""The share of talks that are written in one way for others to be read so."""


def by_habit(
    family: Mapping[Part, Evidence], way: str, judge: Callable[[Part, int], Evidence]
) -> dict[Part, Evidence]:
    """The family with names nobody knows, where most of it is written the `way` other talks are; else {}."""
    named = sum("names" in seen.hard for seen in family.values())
    apart = sum(_APART.search(part.head.text) is not None for part in family)
    if not way or named == len(family) or apart < MOST_ALIKE * len(family):
        return {}
    again = {part: seen if "names" in seen.hard else judge(part, 1) for part, seen in family.items()}
    alike = sum(seen.titled.rule == way and bool(seen.titled.speakers) for seen in again.values())
    return again if alike >= MOST_ALIKE * len(family) else {}


def names_at_one_place(family: Mapping[Part, Evidence], judge: Callable[[Part, int], Evidence]) -> bool:
    """Whether names nobody knows are to be believed: many are known, or one is and most stand as it does."""
    named = sum("names" in seen.hard for seen in family.values())
    if len(family) < FEWEST or named >= MANY_KNOWN * len(family):
        return len(family) >= PAIR and named >= MANY_KNOWN * len(family)
    apart = [part for part in family if _APART.search(part.head.text)]
    if len(apart) < max(FEWEST, HALF * len(family)):
        return False
    likely = [judge(part, 1).titled for part in apart]
    alike = Counter(titled.rule for titled in likely if titled.speakers and titled.rule != "alone")
    rule, most = max(alike.items(), key=itemgetter(1), default=("", 0))
    names = [name for titled in likely if titled.rule == rule for name in titled.speakers]
    known = surest(names) == KNOWN
    if most < MOST_ALIKE * len(family) and (len(apart) == len(family) or not _are_all_names(likely, names)):
        return False
    return most >= MOST_ALIKE * len(apart) and (known or _are_all_names(likely, names))


def _are_all_names(likely: Sequence[Titled], names: Sequence[str]) -> bool:
    """Many different full names beside longer titles, though none of them is known."""
    words = sum(len(titled.title.split()) for titled in likely)
    full = all(2 <= len(name.split()) <= 3 for name in names)
    return len(names) > FEWEST and len(set(names)) == len(names) and full and words >= FEWEST * len(likely)


PAIR, FEWEST, MANY_KNOWN, MOST_ALIKE = 2, 3, 0.4, 0.8
"""Members of a family, the share that known people are named in, and the share in which names stand alike."""

HALF = 0.5
"""The share of a family from which on these tell, and the others are sections: "Food", "Links"."""

_APART = re.compile(r"[-–—|:,)）]|\s/\s|\s(?:von|par|por|door|przez|with|mit|avec|con|com)\s+[^\W\d_a-z]")


def _below_names(family: dict[Part, Evidence]) -> dict[Part, Evidence]:
    """Where most headings are people, and most have a title in the line below, these are the talks."""
    named = {
        part: _named_alone(part, seen)
        for part, seen in family.items()
        if len(part.head.text.split()) <= LONGEST_NAMES
    }
    lines = {part: line for part, names in named.items() if names and (line := _title_line(part))}
    known = any(surest(named[part]) == KNOWN for part in lines)
    own = sum(not is_general(part.head.text) for part in family)
    if len(lines) < max(PAIR, 0.6 * own) or not known:
        return family
    return {
        part: replace(
            seen,
            titled=read_title(lines[part]),
            names=named[part],
            hard=seen.hard | {"titled", "speaker line"},
        )
        if part in lines
        else seen
        for part, seen in family.items()
    }


LONGEST_NAMES = 12
"""Words of a heading that is the names of people."""

LONGEST_TITLE = 18
"""Words of a title that stands in a line below a name."""


def _named_alone(part: Part, seen: Evidence) -> tuple[str, ...]:
    """The people a heading consists of, with where they work: "Ada Lovelace - Acme"."""
    at_work = size(seen.titled.title) <= FEW_WORDS
    return people(part.head.text) or (seen.titled.speakers if at_work else ())


FEW_WORDS = 3
"""Words up to which what stands beside a name can be where one works."""


def _title_line(part: Part) -> str:
    """The first line below a heading, if it is a title and no sentence."""
    first = next(iter(first_words(part)), None)
    if (
        first is None
        or first.kind not in ("text", "lead", "bold")
        or first.block in ("code", "quote", "header")
    ):
        return ""
    top = first.head.split_lines()[0] if first.head.text else first.head
    line = top.text
    fits = (looks_like_title(line, short=True) or top.all("em")) and len(line.split()) <= LONGEST_TITLE
    named = likeness(line) or label_of(line)
    return line if fits and line and line[-1] not in ".:。：" and not named else ""


def _believe(part: Part, seen: Evidence) -> Evidence:
    """Where most neighbours name people at their ends, odd names are believed too."""
    named = "names" in seen.hard and seen.titled.speakers
    return seen if named else of_heading(part, trust=1, known=seen.below)


def _alike(family: dict[Part, Evidence]) -> dict[Part, Evidence]:
    """Where most neighbours have a line of names, a short line or a handle in its place is a name too.

    Where most have a recording right below, it is the proof for the others that have one;
    where most headings are links, being one is; where most have their kind below in bold,
    any bold word there is a kind; where the text below several begins with who gave the talk,
    or the first bullet is nothing else, that is proof.
    """
    lined = sum("speaker line" in seen.hard for seen in family.values())
    own = sum(not is_general(part.head.text) for part in family)
    linked = sum("linked" in seen.soft or "link" in seen.hard for seen in family.values())
    kinded = sum("kind line" in seen.hard for seen in family.values())
    shown = sum("material alone" in seen.soft for seen in family.values())
    brought = {part for part in family if not is_general(part.head.text) and introduced_by(part)}
    bylines = first_bullets(list(family)) | _at_work(family, own, known=lined > 0)
    begun = _begun_by_people(family, own)
    found: dict[Part, Evidence] = {}
    for part, seen in family.items():
        hard, names = set(seen.hard), seen.names
        if not names and own >= 3 and lined >= 0.5 * own and (odd := _odd_name(part)):
            hard.add("speaker line")
            names = (odd,)
        if not names and (listed := bylines.get(part, ())):
            hard.add("speaker line")
            names = listed
        if "linked" in seen.soft and len(family) >= 3 and linked >= 0.6 * len(family):
            hard.add("link")
        showing = "material alone" in seen.soft and not names_day(part.head.text)
        if showing and shown >= 0.5 * len(family) and len(family) >= 2:
            hard.add("material")
        if len(family) >= 3 and kinded >= 0.5 * len(family) and bold_word(part):
            hard.add("kind line")
        if part in brought and len(brought) >= max(2, 0.4 * len(family)):
            hard.add("introduced")
        elif part in begun and not names:
            hard.add("introduced")
            names = (begun[part],)
        found[part] = replace(seen, hard=frozenset(hard), names=names) if hard != seen.hard else seen
    return found


def _begun_by_people(family: Mapping[Part, Evidence], own: int) -> dict[Part, str]:
    """Whom the text below begins with, below most headings: "Ada Lovelace has nine engines.".

    Beside names that are known, any other in bold is believed.
    """
    found: dict[Part, str] = {}
    known = 0
    for part in family:
        first = part.parts[0] if part.parts else None
        if first is None or first.kind != "text" or is_general(part.head.text):
            continue
        named = first.head.named[:1]
        if named and named[0].start == 0 and is_full(named[0].name):
            found[part] = named[0].name
            known += 1
        elif bold := _bold_name(first.head):
            found[part] = bold
    return found if known and len(found) >= max(FEWEST, HALF * own) else {}


def _bold_name(said: Rich) -> str:
    """The full name in bold that a text begins with, "" if there is none."""
    if not said.marks or said.marks[0].start or not said.marks[0].span.strong:
        return ""
    name = clean_name(said.text[: said.marks[0].end])
    return name if is_full(name) and likeness(name) else ""


def _at_work(family: Mapping[Part, Evidence], own: int, *, known: bool) -> dict[Part, tuple[str, ...]]:
    """Who stands before where they work in the line below several headings: "Kim / Acme"; one is `known`."""
    lines = {
        part: part.parts[0].head.text
        for part, seen in family.items()
        if known and not seen.names and part.parts and part.parts[0].kind == "text"
    }
    found = {part: names for part, line in lines.items() if (names := names_at_work(line))}
    return found if len(found) >= PAIR and len(found) + 1 >= HALF * own else {}


def _odd_name(part: Part) -> str:
    """The first line below, if it is a word or three that could be somebody's name."""
    first = part.parts[0] if part.parts else None
    if first is None or first.kind != "text" or first.block == "code" or not first.head.text:
        return ""
    if is_general(part.head.text) and not names_kind(part.head.text):
        return ""
    line = without_clock(first.head.split_lines()[0].text.lstrip("-–—~ "))
    text = clean_name(_AT_WORK.split(line, maxsplit=1)[0] if len(line) < LONGEST_LINE else line)
    words = text.split()
    unspaced = UNSPACED.search(text) is not None
    odd = (
        (may_be_name(text) if unspaced else len(words) == 1 or all(word[0].isupper() for word in words))
        and len(words) <= 3
        and bool(text)
        and not is_label(text)
        and not text.endswith((".", ":", "!", "?"))
    )
    return text if odd else ""


_AT_WORK = re.compile(r",\s|\s[|–—-]\s|\s[(（]")
LONGEST_LINE = 80
"""Characters of a line that may say, behind a name, where one works."""


def quoted_by_clock(judged: Mapping[Part, Evidence]) -> dict[Part, Evidence]:
    """The evidence of a list by the clock: where several titles are quoted or bold, others are no talks."""
    timed = [part for part, seen in judged.items() if "timed" in seen.hard]
    quoted = {part for part in timed if _QUOTED.search(part.head.text) or _has_bold(part)}
    if len(quoted) < max(2, SOME_QUOTED * len(timed)):
        return dict(judged)
    plain = {part for part in timed if judged[part].hard == {"timed"} and part not in quoted}
    return {
        part: replace(seen, soft=seen.soft | {"told"}) if part in plain else seen
        for part, seen in judged.items()
    }


_LETTER = re.compile(r"[^\W\d_]")


def _has_bold(part: Part) -> bool:
    """Some words are bold, and others are not."""
    bold = [mark.span.strong for mark in part.head.marks if _LETTER.search(mark.span.text)]
    return any(bold) and not all(bold)


SOME_QUOTED = 0.25
"""The share of a list by the clock whose titles are quoted for all of them to be so."""

_QUOTED = re.compile(r"[“\"«„「『《].{3,120}?[”\"»“」』》]")
