"""Words looked up among those of a text, before a pattern is asked."""

from __future__ import annotations

import pytest

from bot.parsing.cues import spellings, words_of
from bot.parsing.vocabulary import SPOKE, SPOKE_CUE, TALK, TALK_CUE


def test_words_are_told_apart_by_anything_but_letters_and_digits() -> None:
    assert words_of("Ada's talk-show: 2 of_them") == {"ada", "s", "talk", "show", "2", "of_them"}
    assert words_of("Élan, “Größe”!") == {"élan", "größe"}


@pytest.mark.parametrize(
    ("pattern", "words"),
    {
        "talks?": ["talks", "talk"],
        "plenar(?:y|ies)": ["plenary", "plenaries"],
        "vortr[aä]g": ["vortrag", "vorträg"],
        "(?:nous|vous)_(?:a|ont)?": ["nous_a", "nous_ont", "nous_", "vous_a", "vous_ont", "vous_"],
        r"доклад\w*": ["доклад*"],
    }.items(),
)
def test_a_pattern_of_the_vocabulary_is_spelt_out(pattern: str, words: list[str]) -> None:
    assert spellings(pattern) == words


@pytest.mark.parametrize(
    "text",
    [
        "Her two Keynotes.",
        "die Vorträge danach",
        "нам показали доклады о мхе",
        "dwie prelekcje o mchu",
        "그 발표는 좋았다",
        "SHOWED us moss",
        "elle nous a présenté la mousse",
        "tot slot: zij legde uit waarom",
    ],
)
def test_what_a_pattern_finds_its_cue_gives_away(text: str) -> None:
    words = words_of(text)
    assert TALK.search(text) or SPOKE.search(text)
    assert not TALK.search(text) or TALK_CUE.may_be_in(text, words)
    assert not SPOKE.search(text) or SPOKE_CUE.may_be_in(text, words)


def test_most_sentences_hold_no_cue() -> None:
    text = "Moss grows on the north side of every rack."
    assert not TALK_CUE.may_be_in(text, words_of(text))
    assert not SPOKE_CUE.may_be_in(text, words_of(text))
