"""Talks that have a heading of their own, told from the sections that hold them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from statistics import median

from bot.parsing.letters import size
from bot.parsing.outline import HEADED, Part, subtitle_of
from bot.parsing.speakers import label_of, likeness
from bot.parsing.talks.below import first_words
from bot.parsing.talks.between import MANY_PROVED, NEARLY_ALL, is_between
from bot.parsing.talks.evidence import Evidence, of_heading
from bot.parsing.talks.families import Level, by_habit, events_among, evidence_of, habit
from bot.parsing.talks.forms import filled_in
from bot.parsing.talks.led_to import led_to_sessions
from bot.parsing.talks.likelihood import (
    Leaning,
    few_hold_sessions,
    in_sessions,
    is_told_by_days,
    likely,
    names_section,
    written_below,
)
from bot.parsing.talks.named_for_people import named_for_people
from bot.parsing.talks.opinions import without_opinions
from bot.parsing.talks.section_or_talk import (
    could_be,
    lists_any,
    lists_linked,
    mostly_leaves,
    not_a_section,
    notes_like,
    own_sections,
    plain_sentence_case,
)
from bot.parsing.talks.sentences import most_are_spoken_of, speaks_of_one, spoke_below
from bot.parsing.titles import looks_like_title
from bot.parsing.vocabulary import (
    TALK,
    holds_sessions,
    is_general,
    is_plural,
    names_day,
)

HARD_ENOUGH = 0.6
"""The share of a family that must carry the same proof for the others to need it too."""

SEVERAL = 7
"""Headings of a family in which a single proved talk says nothing of the others."""


def headed_talks(root: Part, title_part: Part | None, leaning: Leaning) -> dict[Part, Evidence]:
    """The parts with a heading that are talks, with the evidence of each."""
    known = _evidence(root, title_part)
    found = _descend(root, title_part, known, leaning)
    if (way := habit(found.values())) and (more := _written_alike(known, way)):
        found = _descend(root, title_part, known | more, leaning)
    if talking := _talking(known, found):
        found = _descend(root, title_part, known, replace(leaning, talking=talking))
    for part in _sub_headings(root):
        found.pop(part, None)
    return found


def _talking(
    known: Mapping[Part, dict[Part, Evidence]], found: Collection[Part]
) -> dict[tuple[str, int], int]:
    """The levels of a document at which most but not all headings are talks, by kind and depth.

    With how many characters are written of a talk there, as half of them have it.
    """
    levels: defaultdict[tuple[str, int], dict[Part, bool]] = defaultdict(dict)
    for part in (part for judged in known.values() for part in judged):
        if not is_general(part.head.text) and not any(above in found for above in part.ancestors):
            levels[part.kind, part.level][part] = part in found
    return {
        level: int(median(map(written_below, filter(talks.get, talks))))
        for level, talks in levels.items()
        if max(2, HARD_ENOUGH * len(talks)) <= sum(talks.values()) < len(talks)
    }


def _evidence(root: Part, title_part: Part | None) -> dict[Part, dict[Part, Evidence]]:
    """The evidence of each family of headings by its first, one level of the document seen together."""
    families: dict[Part, list[Part]] = {}
    levels: defaultdict[int, Level] = defaultdict(Level)
    no_talks = {title_part, subtitle_of(title_part)}
    for part in root.walk():
        for level, siblings in groupby((p for p in part.parts if p.kind in HEADED), key=lambda p: p.level):
            first, *others = siblings
            events = events_among([first, *others], title_part)
            families[first] = [
                sibling for sibling in (first, *others) if sibling not in no_talks and sibling not in events
            ]
            levels[level].seen.update((sibling, of_heading(sibling)) for sibling in families[first])
    return {first: evidence_of(family, levels[first.level]) for first, family in families.items()}


def _written_alike(known: Mapping[Part, dict[Part, Evidence]], way: str) -> dict[Part, dict[Part, Evidence]]:
    """The families read anew in which nobody was known, all written the `way` the talks found are."""
    more: dict[Part, dict[Part, Evidence]] = {}
    for first, judged in known.items():
        own = {part: seen for part, seen in judged.items() if not is_general(part.head.text)}
        if again := by_habit(own, way, of_heading):
            more[first] = judged | again
    return more


def _sub_headings(root: Part) -> list[Part]:
    """Headings of a word or three that stand below one heading after another: "Topics", "What I learned"."""
    alike: dict[tuple[str, int], list[Part]] = defaultdict(list)
    for part in root.walk():
        if part.kind in HEADED and size(part.head.text) <= 3 and not TALK.search(part.head.text):
            alike[part.head.text.casefold().strip(" .:!?"), part.level].append(part)
    return [
        part
        for parts in alike.values()
        if len(parts) >= OFTEN and len({id(part.parent) for part in parts}) == len(parts)
        for part in parts
    ]


OFTEN = 3
"""How many headings have the same one below for it to be a part of their notes."""


def _descend(
    part: Part,
    title_part: Part | None,
    known: Mapping[Part, dict[Part, Evidence]],
    leaning: Leaning,
    *,
    inside: bool = False,
) -> dict[Part, Evidence]:
    """The talks among the headings below `part`; `inside` a talk only those with proof of their own.

    By rules alone, or by what is `weighed` as well. `known` keeps the evidence of each family by its
    first heading.
    """
    found: dict[Part, Evidence] = {}
    for _, family in groupby((p for p in part.parts if p.kind in HEADED), key=lambda p: p.level):
        siblings = list(family)
        judged = known[siblings[0]]
        talks = _by_rules(part, judged, title_part, inside=inside)
        if not inside:
            talks |= _announced(judged)
        if not inside and not _all_labelled(talks):
            talks |= _spoken_of(list(judged), talks)
            by_day = replace(leaning, one_day=leaning.one_day or is_told_by_days(siblings))
            if not any(map(_tells_of_several, judged)) or (by_day.one_day and few_hold_sessions(judged)):
                talks |= {
                    sibling: seen
                    for sibling, seen in likely(judged, talks, title_part, by_day).items()
                    if not_a_section(sibling, seen) and not names_section(sibling) and not lists_any(sibling)
                }
            talks = without_opinions(talks)
        below = [
            _descend(sibling, title_part, known, leaning, inside=inside or sibling in talks)
            for sibling in siblings
        ]
        if not any(seen.hard for seen in talks.values()) and any(map(_are_chapters, siblings, below)):
            talks = {}
        found |= talks
        for inner in below:
            found |= inner
    return found


def _are_chapters(part: Part, below: Mapping[Part, Evidence]) -> bool:
    """Several talks with proof stand below one heading of a text: its neighbours, with none, are no talks."""
    return not is_general(part.head.text) and sum(bool(seen.hard) for seen in below.values()) >= OFTEN


def _announced(judged: Mapping[Part, Evidence]) -> dict[Part, Evidence]:
    """The headings behind one of sessions with nothing below, up to a general one: "## Talks ⏎ ## Old moss".

    Its author did not mind the levels. Not where talks have proof of their own.
    """
    found: dict[Part, Evidence] = {}
    if sum(bool(seen.hard) for seen in judged.values()) >= OFTEN:
        return found
    open_ = False
    for part, seen in judged.items():
        text = part.head.text
        if not part.parts and holds_sessions(text) and not names_day(text):
            open_ = True
        elif not open_:
            continue
        elif is_general(text) or any(below.kind in HEADED for below in part.parts):
            open_ = False
        else:
            found[part] = seen
    told = sum(bool(part.parts) for part in found)
    return found if len(found) >= OFTEN and told >= NEARLY_ALL * len(found) else {}


def _by_rules(
    above: Part, judged: Mapping[Part, Evidence], title_part: Part | None, *, inside: bool
) -> dict[Part, Evidence]:
    """Which of a family of headings at one level are talks, as rules say."""
    family = list(judged)
    hard = {part: seen for part, seen in judged.items() if seen.hard and not_a_section(part, seen)}
    if inside:
        return {part: seen for part, seen in hard.items() if _own_proof(part, seen)}
    if noted := _noted_beside_kind(judged, hard):
        return noted
    if alike := filled_in(judged) or named_for_people(judged):
        return hard | alike
    sessions = in_sessions(above, title_part) or led_to_sessions(family)
    if hard:
        shared = {proof for seen in hard.values() for proof in seen.hard - {"brought", "introduced"}}
        if not shared and not sessions:
            return hard | _told_further_down(judged, hard)
        if sessions:
            shared.discard("introduced")
        named_own = sum(part in hard or not is_general(part.head.text) for part in judged)
        share = max(
            (sum(proof in seen.hard for seen in hard.values()) / named_own for proof in shared), default=0
        )
        if share >= HARD_ENOUGH or (len(hard) < 2 and not sessions and named_own < SEVERAL):
            if shared == {"material"}:
                return hard | _among(judged, hard)
            return {
                part: replace(seen, names=(part.head.text,))
                if "names" in shared and _is_person(part)
                else seen
                for part, seen in judged.items()
                if part in hard
                or ("names" in shared and _is_person(part))
                or is_between(part, family, hard, above)
            }
    return _without_proof(judged, hard, inside_sessions=sessions)


def _told_further_down(
    judged: Mapping[Part, Evidence], hard: Mapping[Part, Evidence]
) -> dict[Part, Evidence]:
    """Where half of a family begins with who gave the talk, those that say so in a later sentence."""
    own = [part for part in judged if not is_general(part.head.text)]
    if len(hard) < max(OFTEN, 0.5 * len(own)):
        return {}
    return {
        part: replace(judged[part], names=judged[part].names or (name,))
        for part in own
        if part not in hard and (name := spoke_below(part))
    }


def _without_proof(
    judged: Mapping[Part, Evidence], hard: dict[Part, Evidence], *, inside_sessions: bool
) -> dict[Part, Evidence]:
    """Which of a family of headings are talks where few or none are proved to be."""
    if not inside_sessions and any(_tells_of_several(part) for part in judged):
        return hard
    sure = inside_sessions and mostly_leaves(list(judged))
    found = {
        p: seen
        for p, seen in judged.items()
        if p in hard or (could_be(p, seen, sure=sure) and not lists_linked(p))
    }
    found |= _told_together(judged, found)
    found |= _among(judged, found)
    if hard or inside_sessions:
        return found
    titles = [part for part in found if not plain_sentence_case(part.head.text)]
    own = sum(not is_general(part.head.text) for part in judged)
    if len(titles) >= 3 and len(titles) >= 0.6 * own and notes_like(list(found)):
        return found
    return {}


def _all_labelled(talks: Collection[Part]) -> bool:
    """Below each of several stands a label, such as "Speaker: Ada Lovelace": what has none is no talk."""
    return len(talks) >= LABELLED and all(
        any(label_of(below.head.text) > 0 for below in part.parts[:2]) for part in talks
    )


def _tells_of_several(part: Part) -> bool:
    """A section about all talks, told without headings; its neighbours are sections too."""
    kind = TALK.match(part.head.text)
    several = kind is not None and is_plural(kind.group()) and is_general(part.head.text)
    return several and all(below.kind in ("text", "item") for below in part.parts)


def _among(judged: Mapping[Part, Evidence], others: Collection[Part]) -> dict[Part, Evidence]:
    """Any name with words below right behind one of several that make up most of the family."""
    own = [part for part in judged if not is_general(part.head.text)]
    if len(others) < MANY_PROVED - 1 or len(others) < HARD_ENOUGH * len(own):
        return {}
    found: dict[Part, Evidence] = {}
    for before, part in pairwise(judged):
        if part in own and part not in others and part.parts and (before in others or before in found):
            found[part] = judged[part]
    return found


def _told_together(judged: Mapping[Part, Evidence], others: Collection[Part]) -> dict[Part, Evidence]:
    """The titles with nothing below that stand right above one of which the words below tell as well."""
    return {
        part: judged[part]
        for part, following in pairwise(judged)
        if following in others
        and part not in others
        and not part.parts
        and looks_like_title(part.head.text, short=True)
    }


def _is_person(part: Part) -> bool:
    """Nothing but a full name, and something said below: somebody spoke whose title was not noted."""
    name = part.head.text
    return " " in name and likeness(name) > 0 and not is_general(name) and bool(part.parts)


def _noted_beside_kind(
    judged: Mapping[Part, Evidence], hard: Mapping[Part, Evidence]
) -> dict[Part, Evidence]:
    """The short headings beside one that names its kind ("Keynote - Moss") where all have notes in bullets.

    Whoever writes so takes notes of one session after another.
    """
    if not any("kinded" in seen.hard for seen in hard.values()) or len(judged) < MANY_PROVED:
        return {}
    own = {part: seen for part, seen in judged.items() if part in hard or not is_general(part.head.text)}
    noted = sum(any(below.kind == "item" for below in part.parts) for part in own)
    short = all(size(part.head.text) <= SHORT and part.head.text[-1] not in ".!:" for part in own)
    alike = len(own) >= NEARLY_ALL * len(judged) and noted >= HARD_ENOUGH * len(own)
    return own if short and alike else {}


SHORT = 12
"""Words of a heading of notes at most."""


LABELLED = 3
"""Talks with a label for who spoke that show how its author tells a talk from the rest."""


def _own_proof(part: Part, seen: Evidence) -> bool:
    """Inside a talk's notes: a talk told of there, not a part of the notes such as "Info"."""
    return bool(seen.hard & {"link", "names", "code", "speaker line"}) and not is_general(part.head.text)


def _spoken_of(family: Sequence[Part], judged: Mapping[Part, Evidence]) -> dict[Part, Evidence]:
    """The other titles of a family, where the words below most speak of a talk: "Great talk from …"."""
    own = [part for part in family if not is_general(part.head.text)]
    spoken = [
        part
        for part in own
        if part not in judged
        and not own_sections(part)
        and any(speaks_of_one(said.head) for said in first_words(part)[:1])
        and looks_like_title(part.head.text, short=True)
    ]
    most = most_are_spoken_of(len(judged) + len(spoken), len(own))
    return {part: of_heading(part) for part in spoken} if most else {}
