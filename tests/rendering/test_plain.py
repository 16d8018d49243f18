"""Replies as lines of text: what a pipe gets, and what a number picks."""

import pytest

from bot.model import Answer, Event, Hit, Link, Recap, RecapRef, Searched, StoredRecap, Talk
from bot.rendering.plain import SESSIONS, lines, options, pages, plain

REF = RecapRef("shared", 1, "pears.md", "Pears and peers", Event("PearConf", "PearConf", 2030), talks=2)
SLIDES = Link("slides", "https://x.example/a", "slides")
GRAFT = Talk(
    "a", "Grafting", speakers=("Ana Silva",), links=(SLIDES,), section="Day one", summary="Cut, then wait."
)
PRUNE = Talk("b", "Pruning")
HITS = (Hit(REF, GRAFT, 0.9), Hit(REF, PRUNE, 0.8))


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        (
            Answer("talk", "graftign", HITS[:1], read_as="grafting"),
            (
                "Grafting\nPearConf 2030 › Day one · Ana Silva\nCut, then wait.\nSlides: https://x.example/a\n"
                "from “Pears and peers” · read as grafting"
            ),
        ),
        (
            Answer("choices", "trees", HITS),
            (
                "Several things are near “trees”: which one?\n"
                "1. Grafting · Ana Silva (PearConf 2030 › Day one)\n2. Pruning (PearConf 2030)"
            ),
        ),
        (
            Answer("none", "plums", HITS[1:], searched=Searched(1, 2)),
            (
                "Nothing in the one recap here (2 talks and topics) fits “plums”.\n"
                "Closest by name:\n1. Pruning (PearConf 2030)\n"
                "!recaps lists them all, !help shows what to ask."
            ),
        ),
        (
            Answer("recaps", "", listed=(REF,)),
            "1 recap here\n1. Pears and peers (PearConf 2030) · 2 talks",
        ),
    ],
    ids=lambda value: value.kind if isinstance(value, Answer) else "",
)
def test_a_reply_reads_like_this(answer, text):
    assert plain(answer) == text


@pytest.mark.parametrize("kind", ["choices", "none", "speaker"])
def test_a_number_picks_what_was_numbered(kind):
    assert options(Answer(kind, "trees", HITS)) == HITS


def test_a_long_recap_is_turned_page_by_page():
    talks = tuple(Talk(str(n), f"Pear {n}") for n in range(SESSIONS + 3))
    stored = StoredRecap(REF, Recap("pears.md", "Pears", talks=talks))
    answer = Answer("recap", "pears", (Hit(REF),), recaps=(stored,))
    assert pages(answer) == 2
    shown = [line.text for page in range(2) for line in lines(answer, page) if line.style == "choice"]
    assert shown == [f"{n + 1}. Pear {n}" for n in range(SESSIONS + 3)]
