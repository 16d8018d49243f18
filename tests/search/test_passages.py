"""What is measured of a passage that may answer, and what is quoted of it."""

import pytest

from bot.model import Event, Link, Passage, RecapRef
from bot.search.candidates import Candidate, match, words_of_recap
from bot.search.gathering import of_recap
from bot.search.passages import defines, sketch, weigh
from bot.search.question import analyse
from bot.search.quoting import LIMIT, quote, shorten
from bot.search.terms_asked import Term
from tests.search.library import talk

ELMCONF = RecapRef(
    "shared", 1, "elm.md", "ElmConf 2018", Event("ElmConf 2018", "ElmConf", 2018, place="Lille")
)
MOSS = talk("Growing moss", "Ada Byron")
TALL = talk("Growing tall moss", "Ada Byron")


def candidate(text: str, path=(), lead=(), talk=None, *, links=(), item=False, **more) -> Candidate:
    passage = Passage(text, tuple(path), tuple(lead), links=tuple(links), item=item)
    return Candidate(ELMCONF, passage, talk, words_of_recap(ELMCONF), **more)


def measured(question: str, of: Candidate) -> tuple[str, dict[str, float]]:
    """What would be quoted, and the signs; every word of the question weighs the same."""
    asked = analyse(question)
    shares = {term.stem: 1 / len(asked.terms) for term in asked.terms}
    quoted = quote(asked, shares, of)
    return quoted, weigh(asked, shares, of, quoted)


FIELD = Candidate(
    ELMCONF, Passage("Growing moss — Ada Byron", talk=MOSS.key), MOSS, words_of_recap(ELMCONF), made=True
)
EVENT = Candidate(ELMCONF, of_recap(ELMCONF), recap_words=words_of_recap(ELMCONF), made=True)


@pytest.mark.parametrize(
    ("question", "of", "quoted", "signs"),
    [
        (
            "how does Ada water the moss?",
            candidate("She waters it by fog.", ["Growing moss"], talk=MOSS),
            "Growing moss: She waters it by fog.",
            {"text": 1 / 3, "quote": 0.3, "above": 0.8 / 3, "missing": 0.1, "new": 0.25, "core": 1},
        ),
        (
            "how does Ada water the moss?",
            candidate("Ada waters the moss by fog."),
            "Ada waters the moss by fog.",
            {"text": 1, "new": 0.25, "dense": 1, "kind": 0.5, "has_kind": 0.5, "long": 27 / 400},
        ),
        (
            "who moderated the panel?",
            candidate("Bo Lindqvist led the panel.", ["Panels"]),
            "Bo Lindqvist led the panel.",
            {"text": 0.5, "missing": 0.5, "kind": 0.45, "lacks_kind": 0.55, "core": 0.5, "undone": 1},
        ),
        (
            "who moderated the panel?",
            candidate("Bo Lindqvist moderated the panel."),
            "Bo Lindqvist moderated the panel.",
            {"text": 1, "kind": 0.75, "lacks_kind": 0.25, "core": 1, "undone": 0},
        ),
        (
            "what is the meaning of moss?",
            candidate("We grow moss."),
            "We grow moss.",
            {"text": 0.5, "missing": 0.5, "unmet": 1, "defines": 0},
        ),
        (
            "what is the meaning of moss?",
            candidate("Moss is a small plant."),
            "Moss is a small plant.",
            {"text": 0.5, "unmet": 0, "defines": 1},
        ),
        (
            "what happened in 2018 with the fog?",
            candidate("In 2017 the fog was thick."),
            "In 2017 the fog was thick.",
            {"text": 1 / 3, "recap": 0.7 / 3, "missing": 0.8 / 3, "other_year": 1},
        ),
        (
            "what happened in 2018 with the fog?",
            candidate("In 2018 the fog was thick."),
            "In 2018 the fog was thick.",
            {"text": 2 / 3, "other_year": 0},
        ),
        (
            "how many people came on day 2?",
            candidate("On day 3 came 40 people."),
            "On day 3 came 40 people.",
            {"text": 0.75, "named_missing": 0.25, "kind": 1, "kind_near": 1, "focus": 1, "other_year": 1},
        ),
        (
            "wer hat das Moos gezeigt?",
            candidate("誰も知らない。", language="ja"),
            "誰も知らない。",
            {"third": 1},
        ),
        (
            "wer hat das Moos gezeigt?",
            candidate("Nobody knows.", language="en"),
            "Nobody knows.",
            {"third": 0},
        ),
        (
            "where is it next year in ElmConf?",
            candidate("Next year it is in Lille."),
            "Next year it is in Lille.",
            {"other_year": 0},
        ),
        (
            "where was ElmConf?",
            candidate("Next year it is in Lille."),
            "Next year it is in Lille.",
            {"other_year": 1, "stray": 1, "kind": 1},
        ),
        (
            "where did ElmConf take place?",
            candidate("Moss grows whenever an event occurs.", talk=MOSS),
            "Moss grows whenever an event occurs.",
            {"stray": 1},
        ),
        (
            "when was ElmConf?",
            candidate("The moss was wet in May 2018."),
            "The moss was wet in May 2018.",
            {"recap": 0.7, "missing": 0.3, "stray": 1, "posted": 0},
        ),
        (
            "when was ElmConf?",
            EVENT,
            "ElmConf 2018 · Lille",
            {"posted": 1, "made": 1, "stray": 0, "field": 0},
        ),
        (
            "what did Ada say about moss?",
            candidate("Ada, Jonas and Minna spoke: fog is good.", ["Moss"]),
            "Moss: Ada, Jonas and Minna spoke: fog is good.",
            {"text": 0.5, "quote": 0.45, "focus": 0.9, "crowd": 0},
        ),
        (
            "what did Ada say?",
            candidate("Ada, Jonas and Minna said that fog is good."),
            "Ada, Jonas and Minna said that fog is good.",
            {"crowd": 1},
        ),
        (
            "is Hopper faster than Okra?",
            candidate("Hopper is a fast tool."),
            "Hopper is a fast tool.",
            {"text": 2 / 3, "named_missing": 1 / 3, "core": 2 / 3, "unmet": 0},
        ),
        (
            "is Hopper faster than Okra?",
            candidate("Hopper is older than Okra."),
            "Hopper is older than Okra.",
            {"text": 2 / 3, "named_missing": 0, "unmet": 1},
        ),
        (
            "what is pg_dump?",
            candidate("pg rows and a dump."),
            "pg rows and a dump.",
            {"apart": 1, "dense": 0.8},
        ),
        (
            "what is pg_dump?",
            candidate("pg_dump writes rows."),
            "pg_dump writes rows.",
            {"apart": 0, "dense": 1},
        ),
        (
            "who gave the talk on moss?",
            FIELD,
            "Growing moss — Ada Byron",
            {"field": 1, "made": 1, "kind": 1, "core": 1, "missing": 2 / 3},
        ),
        (
            "which tool writes rows?",
            candidate("Growing moss", talk=MOSS),
            "Growing moss",
            {"title_only": 1, "missing": 1, "has_kind": 0, "core": 0},
        ),
        (
            "why does moss need fog?",
            candidate("Growing moss needs it", talk=MOSS, section=("Fog feeds it.",)),
            "Growing moss needs it",
            {"text": 2 / 3, "around": 0.15, "missing": 0.55 / 3, "core": 2.6 / 3},
        ),
        (
            "how does the growing tall moss talk treat slugs?",
            candidate("They are fed.", ["Growing tall moss"], talk=TALL),
            "Growing tall moss: They are fed.",
            {"beside_missing": 1},
        ),
        (
            "how does the growing tall moss talk treat slugs?",
            candidate("It can treat slugs.", ["Growing tall moss"], talk=TALL),
            "Growing tall moss: It can treat slugs.",
            {"beside_missing": 0},
        ),
        (
            "how does growing moss treat slugs?",
            candidate("They are fed.", ["Growing moss"], talk=MOSS),
            "Growing moss: They are fed.",
            {"beside_missing": 0},
        ),
    ],
)
def test_a_passage_is_measured_by_signs(question, of, quoted, signs):
    said, found = measured(question, of)
    assert said == quoted
    assert {name: found[name] for name in signs} == pytest.approx(signs)


@pytest.mark.parametrize(
    ("text", "surely"),
    [
        ("Hopper is a tool.", 1.0),
        ("The Hopper: rows.", 1.0),
        ("Database rows (Hopper) go.", 1.0),
        ("It is easy, and Hoppers are a tool for it.", 0.8),
        ("We like Hopper.", 0.0),
        ("Okra is a tool that Hopper needs.", 0.0),
    ],
)
def test_what_says_what_something_is_defines_it(text, surely):
    assert defines(analyse("what is Hopper?"), candidate(text)) == surely


@pytest.mark.parametrize(
    ("of", "surely"),
    [
        (candidate("It writes rows.", ["Hopper"], first=True), 1.0),
        (candidate("It writes rows.", ["Hopper"]), 0.0),
        (candidate("It writes rows.", ["Okra"], ["Hopper"]), 1.0),
        (candidate("It writes rows.", ["Okra"], ["Hopper", "more"]), 0.0),
        (candidate("It writes rows.", ["How to use Hopper in your own garden"], first=True), 0.0),
    ],
)
def test_what_stands_first_below_a_name_defines_it(of, surely):
    assert defines(analyse("what is Hopper?"), of) == surely


def test_nothing_defines_what_was_not_named():
    assert defines(analyse("what is it?"), candidate("It is a tool.")) == 0.0


def a_term(word: str, *forms: str, **more) -> Term:
    return Term(word, word, frozenset((word, *forms)), **more)


@pytest.mark.parametrize(
    ("term", "stems", "surely"),
    [
        (a_term("moss"), {"moss", "fog"}, 1.0),
        (a_term("moss", "lichen"), {"lichen"}, 0.8),
        (a_term("moss"), {"fog"}, 0.0),
        (a_term("contain"), {"container"}, 0.7),
        (a_term("container"), {"contain"}, 0.7),
        (a_term("contain"), {"containment"}, 0.7),
        (a_term("contain"), {"containerised"}, 0.0),
        (a_term("cont"), {"contain"}, 0.0),
        (a_term("moved"), {"moves"}, 0.7),
        (a_term("moved", named=True), {"moves"}, 0.0),
        (a_term("食"), {"食べ"}, 0.9),
        (a_term("食"), {"飲食"}, 0.0),
        (a_term("報軟", between=frozenset(("簡報", "軟體"))), {"簡報", "軟體"}, 0.8),
        (a_term("報軟", between=frozenset(("簡報", "軟體"))), {"簡報"}, 0.0),
    ],
)
def test_a_term_is_held_by_itself_its_like_or_a_longer_form(term, stems, surely):
    assert match(term, frozenset(stems)) == surely


@pytest.mark.parametrize(
    ("of", "surely"),
    [
        (candidate("moss and fog"), 1.0),
        (candidate("moss", ["fog"]), 0.5 + 0.85 / 2),
        (candidate("moss", before="fog"), 0.5 + 0.5 / 2),
        (candidate("moss", after="fog"), 0.5 + 0.5 / 2),
        (candidate("moss", below=("fog",)), 0.5 + 0.5 / 2),
        (candidate("moss"), 0.5),
        (candidate("rain"), 0.0),
        (candidate("rain", links=[Link("a", "https://fog.example/moss", "article")]), 0.85),
    ],
)
def test_a_quick_look_tells_the_hopeless(of, surely):
    asked = analyse("moss fog")
    assert sketch({"moss": 0.5, "fog": 0.5}, asked, of) == pytest.approx(surely)


# --- quoting ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "of", "quoted"),
    [
        # what hangs from it
        ("what is moss?", candidate("Moss:", below=("green", "wet")), "Moss: green; wet"),
        ("what is moss?", candidate("Moss:", below=("green", "x" * 400)), "Moss: green"),
        # its list, where only what stands above it was asked for
        (
            "what feeds moss?",
            candidate("rain;", ["What feeds moss"], beside=("fog", "rain;", "dew"), item=True),
            "What feeds moss: fog; rain; dew",
        ),
        (
            "what feeds moss?",
            candidate("rain", ["What feeds moss"], beside=("fog" * 120, "rain"), item=True),
            "What feeds moss: rain",
        ),
        (
            "how does rain feed moss?",
            candidate("rain", ["What feeds moss"], beside=("fog", "rain"), item=True),
            "What feeds moss: rain",
        ),
        # the bullet it hangs from, always; the heading, where it holds what was asked for
        (
            "what is moss?",
            candidate("Moss is green.", ["Plants"], ["Seen today"]),
            "Seen today: Moss is green.",
        ),
        ("what is moss for?", candidate("It is green.", ["About moss"]), "About moss: It is green."),
        ("what is moss for?", candidate("Moss is green.", ["About moss"]), "Moss is green."),
        # the sentence before it: what a pronoun stands for
        (
            "what is green?",
            candidate("It is green.", before="We saw fog."),
            "We saw fog. It is green.",
        ),
        ("what is green?", candidate("Moss is green.", before="We saw fog."), "Moss is green."),
        ("what is green?", candidate("It is green.", before="We saw fog"), "It is green."),
        # the sentence behind it
        (
            "who likes moss?",
            candidate("Who likes moss?", after="Ada Byron does."),
            "Who likes moss? Ada Byron does.",
        ),
        ("who likes moss?", candidate("Ada Byron likes moss.", after="We saw fog."), "Ada Byron likes moss."),
        ("how is moss?", candidate("Moss is green.", after="We saw fog."), "Moss is green. We saw fog."),
        ("how is moss?", candidate("Moss is green", after="We saw fog."), "Moss is green"),
        (
            "how is moss?",
            candidate("Moss is green", after="and so is fog", item=True),
            "Moss is green and so is fog",
        ),
        # whose talk it is
        (
            "who spoke about moss?",
            candidate("It was all about moss.", talk=MOSS),
            "Ada Byron: It was all about moss.",
        ),
    ],
)
def test_what_is_quoted_is_understood_alone(question, of, quoted):
    assert measured(question, of)[0] == quoted


def test_what_would_be_too_long_is_not_put_to_it():
    said = "Moss is green " + "and wet " * 45
    assert len(said) < LIMIT
    assert measured("what is moss?", candidate(said, (), ["x" * 40]))[0] == said


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [("moss and fog", 12, "moss and fog"), ("moss and fog", 11, "moss and…"), ("mossandfog", 5, "moss…")],
)
def test_a_text_is_cut_at_a_word(text, limit, short):
    assert shorten(text, limit) == short
