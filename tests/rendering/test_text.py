"""Words of others show as those very words, and as nothing else."""

from __future__ import annotations

import pytest

from bot.model import Answer, Event, Hit, Link, Passage, RecapRef, Talk
from bot.rendering import components
from bot.rendering.messages import message_for
from bot.rendering.parts import Frame, date_stamp
from bot.rendering.screens import Asked
from bot.rendering.text import cut, domain, escape, label, link, linked, prose, safe_url, split, tame, title

REF = RecapRef("shared", 1, "a.md", "A recap", Event("PlumConf", "PlumConf", 2031))
TALK = Talk("k", "A talk")


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("plain words", "plain words"),
        ("**bold** and `code`", r"\*\*bold\*\* and \`code\`"),
        ("snake_case stays", "snake_case stays"),
        ("_leaning_", r"\_leaning\_"),
        ("~~gone~~ ||hidden||", r"\~\~gone\~\~ \|\|hidden\|\|"),
        ("a < b, x~y, a|b", "a < b, x~y, a|b"),
        ("<@123> <#4> </talk:5>", r"\<@123> \<#4> \</talk:5>"),
        ("@everyone @here", "@\u200beveryone @\u200bhere"),
        ("[click](https://evil.example)", r"[click\](https://evil.example)"),
        ("# not a heading", r"\# not a heading"),
        ("-# small", r"\-# small"),
        ("1. first", r"1\. first"),
        ("> quoted", r"\> quoted"),
    ],
)
def test_mark_up_is_literal(given: str, shown: str) -> None:
    assert escape(given) == shown


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("  two\n lines\t", "two lines"),
        ("abc\u202etxt.exe", "abctxt.exe"),
        ("zero\u200bwidth", "zerowidth"),
        ("a" + "\u0301" * 30, "á" + "\u0301" * 3),
        ("\x1b[31mred", "[31mred"),
    ],
)
def test_tamed(given: str, shown: str) -> None:
    assert tame(given) == shown


def test_right_to_left_titles_keep_to_themselves() -> None:
    assert title("מימין") == "\u2068מימין\u2069"


@pytest.mark.parametrize(
    ("given", "limit", "kept"),
    [
        ("One sentence. Another one.", 20, "One sentence."),
        ("words and more words", 12, "words and…"),
        ("😀😀😀😀", 4, "😀…"),
        ("short", 10, "short"),
    ],
)
def test_cut_at_a_sentence_or_a_word(given: str, limit: int, kept: str) -> None:
    assert cut(given, limit) == kept


def test_notes_keep_their_bullets_and_nothing_else() -> None:
    assert (
        prose("Intro *one*\n\n* first\n- **second**", 100) == "Intro \\*one\\*\n- first\n- \\*\\*second\\*\\*"
    )


def test_split_loses_nothing() -> None:
    text = "\n".join(f"- Point {n} is made." for n in range(400))
    assert "\n".join(split(text, 500)).split() == text.split()


def test_a_label_is_never_empty() -> None:
    assert label("\u200b", 80) == "(untitled)"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "discord://x",
        "ftp://x.org/",
        "https://good.com@evil.example/",
        "x",
        "",
        "http://",
    ],
)
def test_an_address_that_is_no_web_address_is_no_link(url: str) -> None:
    assert safe_url(url) is None
    assert linked("words", url) == "words"


def test_addresses_stay_inside_their_link() -> None:
    assert safe_url("https://x.org/a(b)c d") == "https://x.org/a%28b%29c%20d"


@pytest.mark.parametrize(
    ("url", "shown"),
    [("https://www.x.org/y", "x.org"), ("https://аpple.example/", "xn--pple-43d.example")],
)
def test_the_domain_shown_is_the_domain_meant(url: str, shown: str) -> None:
    assert domain(url) == shown


def test_a_link_that_is_called_like_another_address_goes_by_its_domain() -> None:
    assert (
        link(Link("https://discord.com", "https://evil.example/x"))
        == "[evil.example](https://evil.example/x)"
    )
    assert link(Link("Slides", "https://x.org/s")) == "[Slides](https://x.org/s) · x.org"


@pytest.mark.parametrize(
    ("date", "shown"),
    [("2019-11-18", "<t:1574078400:D>"), ("2019-11", "November 2019"), (None, None), ("soon", "soon")],
)
def test_dates_are_timestamps_where_they_are_days(date: str | None, shown: str | None) -> None:
    assert date_stamp(Event(date=date)) == shown


@pytest.mark.parametrize(
    ("passage", "said", "question", "shown"),
    [
        (
            "Plums ripen. They ship in May.",
            "They ship in May.",
            "when?",
            "> Plums ripen. **They ship in May.**",
        ),
        ("Kernel 6.7 has it.", "Kernel 6.7 has it.", "which kernel has it?", "> **Kernel** 6.7 has it."),
        (
            "See https://kernel.org now.",
            "See https://kernel.org now.",
            "kernel?",
            "> See https://kernel.org now.",
        ),
        ("Ask @everyone here.", "Ask @everyone here.", "everyone?", "> Ask @**everyone** here."),
        ("[kernel](https://x.example)", "", "kernel", r"> [**kernel**\](https://x.example)"),
    ],
)
def test_the_answering_words_are_marked(passage: str, said: str, question: str, shown: str) -> None:
    answer = Answer("answer", question, (Hit(REF, TALK, 1.0),), said, Passage(passage))
    message = message_for(answer, Asked("ask", question), Frame(1))
    assert components.words(message).splitlines()[0] == shown
