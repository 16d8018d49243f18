"""What stands around a passage, and which words of a question the libraries hold."""

import pytest

from bot.model import Event, Passage, Recap, Talk
from bot.search.gathering import frequencies, gather, of_recap, shares_of, with_names, within
from bot.search.question import analyse
from tests.search.library import library, recap, talk

FERNS = Talk("talk:ferns", "Ferns", "talk", ("Ada Byron",), section="Plants", text="Ferns are old.")


def said(text: str, path: tuple[str, ...] = ("Notes",), **more) -> Passage:
    return Passage(text, path, more.pop("lead", ()), **more)


NOTES = Recap(
    "a.md",
    "ElmConf 2018",
    Event("ElmConf 2018", "ElmConf", 2018, place="Lille"),
    talks=(FERNS,),
    passages=(
        said("We came by train."),
        said("Breakfast was early."),
        said("Rules of the hall:"),
        said("no shoes", lead=("Rules of the hall:",), item=True),
        said("no dogs", lead=("Rules of the hall:",), item=True),
        said("and no bells", lead=("Rules of the hall:",), item=True),
        said("Lunch was soup.", ("Food",)),
        said("Dinner was rice.", ("Food",)),
        said("Ferns are old.", ("Plants", "Ferns"), talk=FERNS.key),
        said("They like fog.", ("Plants", "Ferns"), talk=FERNS.key),
    ),
)


@pytest.fixture(scope="module")
def index():
    with library(NOTES, recap("b.md", "FernCon", talk("Rain", text="Rain is wet."))) as index:
        yield index


def found(question: str, index):
    asked, known = frequencies(analyse(question), [index])
    shares = shares_of(asked, known, index.passage_count())
    return {c.passage.text: c for c in gather(asked, known, shares, [index])}


def test_neighbours_under_the_same_heading_are_read_with_a_sentence(index):
    of = found("lunch dinner breakfast shoes", index)
    assert (of["Dinner was rice."].before, of["Dinner was rice."].after) == ("Lunch was soup.", "")
    assert (of["Lunch was soup."].before, of["Lunch was soup."].after) == ("", "Dinner was rice.")
    assert of["Breakfast was early."].before == "We came by train."
    assert (of["no shoes"].before, of["no shoes"].after) == ("", "")


def test_the_first_under_a_heading_is_known_as_such(index):
    of = found("lunch dinner ferns", index)
    assert of["Lunch was soup."].first
    assert of["Ferns are old."].first
    assert not of["Dinner was rice."].first


def test_bullets_know_their_list_and_lines_what_hangs_from_them(index):
    of = found("rules shoes dogs", index)
    listed = ("no shoes", "no dogs", "and no bells")
    assert of["Rules of the hall:"].below == listed
    assert of["no dogs"].beside == listed
    assert of["no dogs"].below == ()
    assert of["no dogs"].after == "and no bells"
    assert of["no shoes"].after == ""
    assert of["Rules of the hall:"].beside == ()


def test_what_stands_shortly_before_and_behind_is_the_section(index):
    of = found("rules lunch", index)
    assert of["Rules of the hall:"].section == (
        "We came by train.",
        "Breakfast was early.",
        "no shoes",
        "no dogs",
        "and no bells",
    )
    assert of["Lunch was soup."].section == ("Dinner was rice.",)


def test_the_talk_named_answers_with_its_own_fields(index):
    of = found("who spoke about ferns?", index)
    field = of["Ferns — Ada Byron"]
    assert field.made
    assert field.passage.path == ("Plants",)
    assert field.talk is not None
    assert field.talk.title == "Ferns"
    assert "They like fog." in of
    assert "Ferns — Ada Byron" not in found("how old are ferns?", index)


def test_the_recap_named_answers_with_its_own_fields(index):
    of = found("where was ElmConf?", index)
    assert of["ElmConf 2018 · Lille"].made
    assert "We came by train." in of  # from its beginning, although no word of it was asked for
    assert "ElmConf 2018 · Lille" not in found("who was at ElmConf?", index)


def test_what_a_recap_says_of_its_event_is_said_once():
    with library(NOTES) as index:
        (ref,) = index.recaps()
    assert of_recap(ref).text == "ElmConf 2018 · Lille"


def test_within_a_talk_all_it_says_is_looked_at(index):
    (entry,) = [e for e in index.latest(9) if e.talk.title == "Ferns"]
    texts = [c.passage.text for c in within(entry, index, analyse("who gave it?"))]
    assert texts == ["Ferns are old.", "They like fog.", "Ferns — Ada Byron"]
    texts = [c.passage.text for c in within(entry, index, analyse("where was it?"))]
    assert texts == ["Ferns are old.", "They like fog.", "Ferns — Ada Byron", "ElmConf 2018 · Lille"]
    texts = [c.passage.text for c in within(entry, index, analyse("why is it old?"))]
    assert texts == ["Ferns are old.", "They like fog."]


def test_a_word_that_stands_nowhere_is_read_as_one_that_is_like_it(index):
    asked, known = frequencies(analyse("who likes brekfast in moss?"), [index])
    (term,) = [t for t in asked.terms if t.word == "brekfast"]
    assert "breakfast" in term.forms
    assert known[term.stem] == 1
    (other,) = [t for t in asked.terms if t.word == "moss"]
    assert other.forms == {"moss"}
    assert known["moss"] == 0
    assert asked.stems >= term.forms


def test_a_rare_word_carries_more_of_the_question(index):
    _, known = frequencies(analyse("no bells"), [index])
    shares = shares_of(analyse("bells shoes"), {"bell": 1, "sho": 9}, 20)
    assert known["bell"] == 1
    assert shares["bell"] > shares["sho"]
    assert sum(shares.values()) == pytest.approx(1.0)
    weak = shares_of(analyse("who presented bells?"), {"present": 1, "bell": 1}, 20)
    assert weak["present"] == pytest.approx(0.35 * weak["bell"])


@pytest.mark.parametrize(
    ("texts", "named"),
    [
        (["We use Okra.", "With Okra it works."], True),
        (["We use Okra."], False),
        (["We use Okra.", "With okra it works."], False),
        (["Okra works.", "Okra helps."], False),
    ],
)
def test_a_word_mostly_printed_with_a_capital_is_a_name(texts, named):
    with library(recap("a.md", "A", notes=texts)) as index:
        candidates = list(found("okra", index).values())
    (term,) = with_names(analyse("okra"), candidates).terms
    assert term.named is named


def test_words_that_say_little_or_are_short_are_no_names():
    with library(
        recap("a.md", "A", notes=["We Presented Go.", "Was Presented in Go.", "I Presented Go."])
    ) as index:
        candidates = list(found("presented go okra", index).values())
        terms = with_names(analyse("who presented go okra?"), candidates).terms
    assert not any(term.named for term in terms)


def test_a_word_that_stands_nowhere_is_looked_for_by_its_beginning():
    with library(recap("a.md", "A", notes=["Engel fliegen hoch."])) as index:
        asked, known = frequencies(analyse("wie hoch fliegen Engeln?"), [index])
        (term,) = [t for t in asked.terms if t.word == "engeln"]
        assert known[term.stem] == 1
        assert '"enge"*' in term.searched
