"""Headings, labels of links and labels of lines as they are printed in many languages.

`words_in_languages.txt` holds a line for each kind and language: kind | language | what is printed,
parted by "; ".
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.parsing.link_labels import is_label, names_material
from bot.parsing.speakers import label_of
from bot.parsing.vocabulary import TITLED, is_general, names_day

KINDS: dict[str, Callable[[str], bool]] = {
    "general": is_general,
    "day": names_day,
    "talk": lambda heading: not is_general(heading),
    "link": lambda words: is_label(words) or names_material(words),
    "speakers": lambda label: label_of(f"{label}: Ada Lovelace") > 0,
    "title": lambda label: TITLED.match(f"{label}: Old Moss") is not None,
}
TABLE = Path(__file__).with_name("words_in_languages.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("line", TABLE.splitlines())
def test_words_are_known_in_any_language(line: str) -> None:
    kind, _, words = line.split(" | ")
    assert [one for one in words.split("; ") if not KINDS[kind](one)] == []
