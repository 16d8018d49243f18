"""The same talk twice: one talk, with both parts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

from bot.parsing.letters import UNSPACED, size
from bot.parsing.links import bare, is_collection, kind_of
from bot.parsing.talks.found import Found, fold
from bot.parsing.vocabulary import TALK

_COMMON = frozenset(
    [
        "the",
        "a",
        "an",
        "and",
        "or",
        "of",
        "to",
        "in",
        "on",
        "for",
        "with",
        "from",
        "by",
        "at",
        "is",
        "are",
        "how",
        "what",
        "why",
        "when",
        "your",
        "our",
        "you",
        "we",
        "it",
        "its",
        "this",
        "that",
        "der",
        "die",
        "das",
        "und",
        "mit",
        "von",
        "für",
        "im",
        "in",
        "zu",
        "le",
        "la",
        "les",
        "des",
        "du",
        "de",
        "et",
        "un",
        "une",
        "el",
        "los",
        "las",
        "en",
        "y",
        "con",
        "para",
        "talk",
        "session",
        "update",
        "updates",
        "intro",
        "introduction",
        "part",
        "keynote",
    ]
)


def merge(found: Sequence[Found]) -> list[Found]:
    """Talks of one title or of one recording become one, in the place of the first."""
    kept: list[Found] = []
    titled: dict[str, list[Found]] = {}
    recorded: dict[str, Found] = {}
    given: dict[str, list[Found]] = {}
    for item in found:
        alike = (known for known in titled.get(_joined(item.title), ()) if not _apart(known, item))
        same = next(alike, None) or next(
            (recorded[url] for url in _recordings(item) if url in recorded), None
        )
        if same is None:
            theirs = (known for name in item.speakers for known in given.get(fold(name), ())[-FEW:])
            same = next((known for known in theirs if _nearly(known.title, item.title)), None)
        apart = same is not None and (_two_parts(same, item) or _only_linked_alike(same, item))
        if same is None or (fold(same.title) != fold(item.title) and apart):
            kept.append(item)
            same = item
        else:
            absorb(same, item)
        titled.setdefault(_joined(item.title), []).append(same)
        for name in item.speakers:
            given.setdefault(fold(name), []).append(same)
        for url in _recordings(item):
            recorded.setdefault(url, same)
    return kept


def _nearly(a: str, b: str) -> bool:
    """Two titles of one person that differ by a letter or a small word: "A Wall is Just a Wall"."""
    a, b = _joined(a), _joined(b)
    counted = re.findall(r"\d+", a) == re.findall(r"\d+", b)
    return (
        min(len(a), len(b)) >= LEAST_NEAR
        and counted
        and SequenceMatcher(None, a, b, autojunk=False).ratio() >= NEARLY
    )


FEW = 8
"""Talks of one person with whose titles another of theirs is compared."""

LEAST_NEAR, NEARLY = 12, 0.92
"""Letters of such titles, and the share of them that must be alike."""


def _joined(title: str) -> str:
    """A title by its letters alone: "Web Stack" and "Webstack" alike."""
    return fold(title).replace(" ", "")


def absorb(talk: Found, other: Found) -> None:
    """Give `talk` all that `other` has."""
    names = {fold(name) for name in (talk.title, *talk.also)}
    talk.also += [name for name in (other.title, *other.also) if fold(name) not in names]
    talk.add_speakers(other.speakers)
    talk.links += other.links
    talk.notes += other.notes
    talk.section = talk.section or other.section


def _apart(a: Found, b: Found) -> bool:
    """Same words, other people or another section of a bare name ("Keynote"): two talks.

    Not where one of a name of its own ("Moss") is but listed, and the other told.
    """
    short = size(fold(a.title)) < 2
    strangers = bool(a.speakers) and bool(b.speakers) and not set(a.speakers) & set(b.speakers)
    listed = min(len(a.notes), len(b.notes)) <= 1 and not TALK.search(a.title)
    return strangers or (short and a.section != b.section and not listed)


def _two_parts(a: Found, b: Found) -> bool:
    """Two in one part, or two headings of one family that share no word: one has the other's address."""
    if a.part is None or b.part is None:
        return False
    family = a.part.parent is b.part.parent and a.part.kind == b.part.kind
    return a.part is b.part or (family and not stems(a.title) & stems(b.title))


def _only_linked_alike(a: Found, b: Found) -> bool:
    """Two titles that share no word and link to one page, as to the programme: no recording of either."""
    kinds = {kind_of(link.url, link.text) for item in (a, b) for link in item.links[:1]}
    return kinds.isdisjoint({"video", "slides"}) and not stems(a.title) & stems(b.title)


def _recordings(item: Found) -> set[str]:
    """What the title itself links to, addresses of whole playlists left out."""
    return {
        re.sub(r"(?<=watch\?v=)([\w-]{11}).*", r"\1", bare(link.url))
        for link in item.links[:1]
        if not is_collection(link.url) and kind_of(link.url, link.text) != "profile"
    }


MANY = 50
"""Titles that may share a word before it says nothing."""


def stems(text: str) -> set[str]:
    """The words that tell a title from others, endings cut: "Networking" and "Network" alike."""
    words = set()
    for word in fold(text).split():
        if word in _COMMON:
            continue
        cjk = UNSPACED.findall(word)
        if cjk:
            words |= {word[i : i + 2] for i in range(max(1, len(word) - 1))}
        elif len(word) > 2 or word.isdigit():
            words.add(re.sub(r"(?<=\w{4})(?:ings?|ions?|ers?|ed|es|s)$", "", word))
    return words


def listed_first(listed: Sequence[Found], headed: Sequence[Found]) -> list[tuple[Found, Found]]:
    """Pairs (listed talk, the heading that tells of it in fewer words), where an author lists all first.

    Among several such a heading of one word is enough, if but one title has it: "Moss".
    """
    pairs = told_elsewhere(listed, [(item, item.title) for item in headed])
    if len(pairs) < SEVERAL:
        return []
    taken = {id(item) for pair in pairs for item in pair}
    for item in headed:
        words = stems(item.title)
        near = [talk for talk in listed if words and words <= stems(talk.title)]
        if id(item) not in taken and len(near) == 1 and id(near[0]) not in taken:
            taken |= {id(item), id(near[0])}
            pairs.append((near[0], item))
    return [(talk, item) for talk, item in pairs if not _apart(talk, item)]


SEVERAL = 3
"""Headings that tell of listed talks, from which on the others do."""


def told_elsewhere(
    listed: Sequence[Found], tellings: Sequence[tuple[Found, str]]
) -> list[tuple[Found, Found]]:
    """Pairs (listed talk, its telling): sessions listed first and described later under other words.

    Matched by the rare words both share; `tellings` holds candidates with the words that
    introduce them. Each telling goes to the one listed talk it fits best.
    """
    words = {item: stems(item.title) for item in listed}
    holding: dict[str, list[Found]] = {}
    for item, own in words.items():
        for word in own:
            holding.setdefault(word, []).append(item)
    common = Counter(word for own in words.values() for word in own)
    pairs: list[tuple[float, int, Found, Found]] = []
    for order, (telling, introduction) in enumerate(tellings):
        said = stems(introduction)
        near = dict.fromkeys(item for word in said if common[word] <= MANY for item in holding.get(word, ()))
        for item in near:
            shared = words[item] & said
            weight = sum(1 / common[word] for word in shared)
            short = min(len(words[item]), len(said))
            cover = len(shared) / short if short else 0
            if len(shared) >= 2 and (cover == 1 or (weight >= 1.5 and (cover >= 0.6 or len(shared) >= 3))):
                pairs.append((weight + cover, -order, item, telling))
    taken: set[int] = set()
    matched: list[tuple[Found, Found]] = []
    for _, _, item, telling in sorted(pairs, key=lambda pair: pair[:2], reverse=True):
        if id(item) not in taken and id(telling) not in taken:
            taken |= {id(item), id(telling)}
            matched.append((item, telling))
    return matched
