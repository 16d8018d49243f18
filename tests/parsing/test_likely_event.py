"""What speaks for a name to be the event's, sign by sign."""

from __future__ import annotations

import pytest

from bot.parsing.document import read_document
from bot.parsing.likely_event import OF_PLACE, WEIGHTS, by_itself, in_sentences, names_of, surroundings
from bot.parsing.outline import outline
from bot.parsing.recap import find_title
from bot.parsing.sources import sources_of

CASES = [
    ("# Thoughts after Elmspan\n\nMoss.\n", "Elmspan", {"titled"}),
    ("# Elmspan North\n\nMoss, Elmspan, fog.\n", "Elmspan", {"in title", "begins title"}),
    ("# Elmspan in the woods\n\nMoss.\n", "Elmspan", {"titled", "begins title"}),
    ("# Elmspan\n\n## Day 1\n\nMoss.\n", "Elmspan", {"titled", "begins title", "above a day"}),
    ("# Elmspan\n\n## Moss\n\nIt grows.\n", "Elmspan", {"titled", "begins title"}),
    ("---\ntags: [elmspan]\n---\nMoss, Elmspan, fog.\n", "Elmspan", {"tag"}),
    ("Moss: [Elmspan](https://elmspan2031.example/a).\n", "Elmspan", {"site"}),
    ("Moss: [Elmspan](https://elmspanners.example/a).\n", "Elmspan", set()),
    ("Moss: [Elmspan North](https://elmspan.example/a).\n", "Elmspan North", {"site", "word more"}),
    ("Moss: [Elmspan](https://a.example/events/elmspan-2031/).\n", "Elmspan", {"path"}),
    ("I spent the week with Elmspan, a congress on moss.\n", "Elmspan", {"event"}),
    ("Greetings from Elmspan.\n", "Elmspan", {"been there"}),
    ("Moss grew. Elmspan '31 was damp.\n", "Elmspan", {"year"}),
    ("Moss, Elm Span, fog.\n", "Elm Span", {"word more"}),
    ("Moss, Elmfest, fog.\n", "Elmfest", {"ending"}),
    ("Moss, ElmSpan, fog.\n", "ElmSpan", {"inner capital"}),
]


@pytest.mark.parametrize(("text", "name", "signs"), CASES)
def test_what_speaks_for_a_name(text: str, name: str, signs: set[str]) -> None:
    document = read_document(text.encode(), "notes.md")
    root = outline(document)
    sources = sources_of(document, root, find_title(root, document.front))
    around = surroundings(sources)
    named = {found.shown: found for found in names_of(sources, around)}
    assert {*by_itself(named[name], around), *in_sentences(named[name], around)} == signs


def test_every_sign_has_a_weight_and_a_case() -> None:
    assert {sign for *_, signs in CASES for sign in signs} == WEIGHTS.keys()
    assert WEIGHTS.keys() > OF_PLACE
