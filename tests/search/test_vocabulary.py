"""The words of a library: which one a typed word may mean, and how surely."""

import pytest

from bot.search.terms import noted_term, open_term, plain_term, run_together
from bot.search.vocabulary import Vocabulary, Words, edits_allowed, likeness
from tests.search.library import library, recap, talk


@pytest.mark.parametrize(
    ("typed", "word", "edits", "cost"),
    [
        ("netkti", "netkit", 1, 0.75),  # swapped
        ("nettkit", "netkit", 1, 0.65),  # doubled
        ("seting", "setting", 1, 0.65),  # one of a pair left out
        ("nekit", "netkit", 1, 0.75),  # left out
        ("etkit", "netkit", 1, 0.75 + 0.12),  # … the first
        ("netkizt", "netkit", 1, 0.95),  # one too many
        ("anetkit", "netkit", 1, 0.95 + 0.12),
        ("netkot", "netkit", 1, 0.8),  # the key beside
        ("netpit", "netkit", 1, 1.1),
        ("netkiz", "netkit", 1, 1.1),
        ("netgit", "netkit", 1, 1.1),  # two keys away
        ("bxtkit", "netkit", 2, 2.3 + 0.12),
        ("netkxx", "netkit", 2, 2.3),
    ],
)
def test_what_was_mistyped_tells_how_surely_a_word_was_meant(typed, word, edits, cost):
    assert likeness(typed, word, edits) == pytest.approx(1 - 0.75 * cost / min(len(typed), len(word)))


def test_keys_above_and_below_are_neighbours():
    near = likeness("nftkit", "nrtkit", 1)
    assert near == likeness("nctkit", "ndtkit", 1) == likeness("ndtkit", "nctkit", 1)
    assert near > likeness("nztkit", "nrtkit", 1)


def test_a_short_word_is_as_alike_as_one_of_three_letters():
    assert likeness("ab", "abc", 1) == pytest.approx(1 - 0.75 * 0.75 / 3)


@pytest.mark.parametrize(
    ("word", "edits"),
    [
        ("ab", 0),
        ("abc", 1),
        ("abcdef", 1),
        ("abcdefg", 2),
        ("a" * 32, 2),
        ("a" * 33, 0),
        ("12345", 0),
        ("星空", 0),
    ],
)
def test_longer_words_may_hold_more_typing_errors(word, edits):
    assert edits_allowed(word) == edits


WORDS = Vocabulary(
    {
        "queue": 3,
        "queues": 1,
        "quick": 2,
        "query": 5,
        "kubernetes": 4,
        "internationalization": 1,
        "policy": 2,
        "policies": 1,
        "1234": 1,
    }.items()
)


def test_beginnings_are_counted_and_completed_the_most_frequent_first():
    assert [WORDS.beginning(prefix) for prefix in ("que", "qu", "queue", "x", "")] == [9, 11, 4, 0, 20]
    assert WORDS.completions("que", 2) == ["query", "queue"]
    assert WORDS.completions("que", 9) == ["query", "queue", "queues"]
    assert WORDS.completions("x", 9) == []


def test_words_of_one_stem_stand_together():
    assert sorted(WORDS.inflections("policies")) == ["policies", "policy"]
    assert WORDS.inflections("quick") == ["quick"]
    assert WORDS.inflections("lichen") == []


@pytest.mark.parametrize(
    ("counted", "words"),
    [
        (("k", 8, "s"), ["kubernetes"]),
        (("k", 7, "s"), []),
        (("k", 8, "n"), []),
        (("i", 18, "n"), ["internationalization"]),
    ],
)
def test_letters_are_counted_between_the_first_and_the_last(counted, words):
    assert WORDS.counted(*counted) == words


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("queu", {"queue"}),
        ("qeury", {"query"}),
        ("wueue", {"queue"}),
        ("qeurt", set()),
        ("kubrenets", {"kubernetes"}),
        ("1235", set()),
        ("queue", {"queues"}),
        ("qu", set()),
    ],
)
def test_a_misspelt_word_is_looked_for_among_those_that_begin_or_end_like_it(typed, meant):
    assert set(WORDS.like(typed)) == meant


@pytest.mark.parametrize(
    ("token", "known", "parts"),
    [
        ("certmanager", {"cert", "manager"}, [("cert", "manager")]),
        ("certmanager", {"cert"}, []),
        ("acat", {"a", "cat"}, [("a", "cat")]),
        ("act", {"a", "ct"}, []),
        ("abed", {"ab", "ed"}, [("ab", "ed")]),
        ("logparser", {"log", "par", "ser"}, [("log", "par", "ser")]),
        ("logparse", {"log", "par", "se"}, []),
        ("logparser", {"log", "parser", "par", "ser"}, [("log", "parser")]),
        ("星空星空", {"星空"}, []),
    ],
)
def test_words_run_together_are_taken_apart_where_all_parts_are_known(token, known, parts):
    assert run_together(token, lambda part: int(part in known)) == parts


@pytest.fixture(scope="module")
def words():
    talks = (
        talk("Taming the queue of builds", text="We shed load in a brownout."),
        talk("Policies for everyone", text="The misconfiguration was found late."),
        talk("Internationalization", "Bo Lindqvist", text="Dates are hard."),
        talk("Ten container lessons", text="Copy first."),
        talk("Running on 3000 nodes", text="Slowly."),
        talk("Misconfiguration galore", text="Nothing else."),
        talk("Moss, mostly", text="Green."),
        talk("Most of all", text="Done."),
    )
    with library(recap("a.md", "A", *talks)) as index:
        yield Words([index])


def opened(token: str, words: Words, *, mend: bool = True):
    return open_term(plain_term(token, words), words, mend=mend)


@pytest.mark.parametrize(
    ("token", "read"),
    [
        ("queue", {"queue": 1.0}),
        ("policy", {"policy": 1.0, "policies": 0.86}),
        ("10", {"10": 1.0, "ten": 0.95}),
        ("i18n", {"i18n": 1.0, "internationalization": 0.9}),
        ("misconfigs", {"misconfigs": 1.0, "misconfiguration": 0.72}),
        ("quue", {"quue": 1.0, "queue": 1 - 0.75 * 0.75 / 4}),
    ],
)
def test_a_word_is_read_as_those_that_may_stand_for_it(words, token, read):
    found = opened(token, words).words
    assert {word: found.get(word) for word in read} == pytest.approx(read)


def test_what_is_not_mended_is_read_as_typed_but_for_its_endings_and_beginning(words):
    term = opened("polici", words, mend=False)
    assert term.typos == frozenset()
    assert term.prefix == "polici"
    assert term.initials is None
    assert opened("xyzzy", words, mend=False).prefix is None


def test_a_plural_of_a_short_form_begins_a_word(words):
    assert opened("contains", words).prefix == "contain"
    assert opened("contains", words, mend=False).prefix is None


@pytest.mark.parametrize(
    ("token", "initials"),
    [("tqb", "tqb"), ("a", None), ("abcdefgh", "abcdefgh"), ("abcdefghi", None), ("k8s", None)],
)
def test_letters_may_be_the_initials_of_a_title(words, token, initials):
    assert opened(token, words).initials == initials


def test_thousands_are_read_both_ways(words):
    assert opened("3k", words).phrases == {("3", "000"): 0.95}


def test_a_word_of_the_notes_is_mended_from_them(words):
    term = noted_term(plain_term("brownuot", words), words)
    assert "brownout" in term.typos
    assert term.words["brownout"] == pytest.approx(0.9 * (1 - 0.75 * 0.75 / 8))
    assert noted_term(plain_term("brownout", words), words).typos == frozenset()


def test_a_rare_word_weighs_more_and_an_unknown_one_the_most(words):
    rare, unknown = plain_term("builds", words), plain_term("xyzzy", words)
    filler = plain_term("builds", words, filler=True)
    assert unknown.mass == pytest.approx(0.85 * words.idf(0))
    assert rare.mass == pytest.approx(words.idf(1))
    assert words.idf(1) < words.idf(0.5)
    assert filler.mass == pytest.approx(0.03 * rare.mass)
    assert opened("xyzzy", words).mass <= unknown.mass


def test_related_words_share_a_long_beginning(words):
    assert words.related("misconfigs", 8) == ["misconfiguration"]
    assert words.related("misconfigs", 8, in_texts=True) == ["misconfiguration"]
    assert words.related("miscon", 8) == []
    assert words.related("misconfiguration", 8) == []


def test_a_known_word_may_be_a_slip_too_unless_it_is_short(words):
    assert "most" in opened("moss", words).typos
    assert opened("ten", words).typos == frozenset()
    assert "ten" in opened("tem", words).typos


def test_a_syllable_that_is_still_being_typed_is_read_as_those_it_may_become():
    with library(recap("a.md", "A", talk("재윤", text="x"), talk("재율", text="x"))) as index:
        found = opened("재유", Words([index])).words
    assert found == {"재유": 1.0, "재윤": 0.78, "재율": 0.78}
