"""Autocomplete: what is being typed → names worth choosing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from bot.index import Index
from bot.model import Answer, CommandName
from bot.search.rounds import Search
from bot.words import spaced

MOST, LONGEST = 25, 100


def complete(
    name: CommandName, typed: str, indexes: Sequence[Index], popular: Iterable[Answer] = ()
) -> tuple[str, ...]:
    """At most 25 different values of at most 100 characters.

    For nothing typed: what is asked for often, as the `popular` answers say, then what is new.
    """
    if not typed.strip():
        return _few((*_popular(popular), *_names(name, typed, indexes)))
    return _few(_names(name, typed, indexes))


def _popular(answers: Iterable[Answer]) -> Iterator[str]:
    """The name of what was found; nothing of what found nothing, or several things."""
    for answer in answers:
        hit = next(iter(answer.hits), None)
        if hit is None or answer.kind not in ("talk", "answer", "recap", "speaker"):
            continue
        if answer.kind == "speaker":
            yield from _called(hit.talk.speakers if hit.talk else (), answer.read_as or answer.query)
        else:
            yield hit.recap.title if hit.talk is None else hit.talk.title


def _called(speakers: Iterable[str], typed: str) -> Iterator[str]:
    """Those who have one of the words in their name."""
    wanted = set(spaced(typed).split())
    return (name for name in speakers if wanted & set(spaced(name).split()))


def _names(name: CommandName, typed: str, indexes: Sequence[Index]) -> Iterable[str]:
    if name == "recap":
        return _recaps(typed, indexes)
    if name == "recaps":
        years = {str(ref.event.year) for index in indexes for ref in index.recaps() if ref.event.year}
        return (year for year in sorted(years, reverse=True) if year.startswith(typed.strip()))
    if not typed.strip():
        entries = [entry for index in reversed(indexes) for entry in index.latest(MOST)]
        if name == "speaker":
            return (speaker for entry in entries for speaker in entry.talk.speakers)
        return (entry.talk.title for entry in entries)
    found = Search(typed, indexes, names_only=name == "speaker").run()[: 2 * MOST]
    entries = [indexes[c.library].entry(c.entry) for c in found]
    if name != "speaker":
        return (entry.talk.title for entry in entries)
    wanted = found[0].score.read_as if found else ()
    return _called((name for entry in entries for name in entry.talk.speakers), " ".join(wanted))


def _recaps(typed: str, indexes: Sequence[Index]) -> Iterator[str]:
    wanted = spaced(typed).split()
    for index in indexes:
        for title, words in index.memo("recap words", partial(_known, index)):
            if all(any(word.startswith(part) for word in words) for part in wanted):
                yield title


def _known(index: Index) -> list[tuple[str, list[str]]]:
    """Each recap's title with the words it may be called by."""
    found = []
    for ref in index.recaps():
        event = ref.event
        names = (ref.title, event.name, event.series, event.year, event.place)
        found.append((ref.title, spaced(" ".join(str(name) for name in names if name)).split()))
    return found


def _few(values: Iterable[str]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for value in values:
        text = value.strip()
        if text:
            found[text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"] = None
        if len(found) == MOST:
            break
    return tuple(found)
