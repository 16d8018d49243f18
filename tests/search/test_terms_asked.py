"""Which words of a question are looked for, in scripts with and without blanks."""

import pytest

from bot.search.languages import language_of, languages_of
from bot.search.terms_asked import terms_of


def words(text):
    return [term.word for term in terms_of(text)]


def test_scripts_without_blanks_are_cut_where_the_letters_change():
    assert words("キャッシュの仕組み") == ["キャ", "ャッ", "ッシ", "シュ", "仕組"]


def test_one_ideograph_before_hiragana_stands_for_all_its_inflections():
    (term,) = terms_of("どう作る?")
    assert (term.stem, term.searched) == ("作", ('"作"*',))


def test_hiragana_alone_says_nothing():
    assert words("どのようにしていますか") == []


def test_the_pairs_of_a_run_weigh_no_more_than_its_words():
    katakana = terms_of("ライブラリ")
    assert sum(term.part for term in katakana) == pytest.approx(1.0)
    ideographs = terms_of("分散系統")
    assert sum(term.part for term in ideographs) == pytest.approx(2.0)


def test_only_the_latin_part_of_a_chunk_can_look_like_a_name():
    named = {term.word: term.named for term in terms_of("今日 Luciaさんの講演はPyForestの話")}
    assert named["lucia"]
    assert named["pyforest"]
    assert not named["講演"]


def test_everyday_words_are_common_and_names_never_are():
    common = {term.word: term.common for term in terms_of("What did Turn help to bring to the garden?")}
    assert common == {"turn": False, "help": True, "bring": True, "garden": False}


LANGUAGES = [
    ("Who planted the trees and why?", "en"),
    ("Wer hat die Bäume gepflanzt und warum?", "de"),
    ("Vem planterade träden och varför?", "sv"),
    ("¿Quién plantó los árboles y por qué?", "es"),
    ("誰が木を植えた?", "ja"),
    ("谁种了这些树？", "zh"),
    ("누가 나무를 심었나요?", "ko"),
    ("netkit", ""),
]


@pytest.mark.parametrize(("text", "language"), LANGUAGES)
def test_a_language_is_told_by_its_script_or_small_words(text, language):
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("¿Qué pintura usa Ada?", {"es"}),  # its words are French and Portuguese too, its sign is not
        ("Co mówi się o łodziach?", {"pl"}),
        ("доклад про выборы", {"ru"}),
        ("Hvem var det?", {"da", "no"}),
        ("boats", set()),
    ],
)
def test_languages_that_share_their_small_words_are_told_by_their_letters(text, languages):
    assert languages_of(text) == languages
