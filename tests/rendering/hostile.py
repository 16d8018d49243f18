"""Recaps nobody would dare to write, as hypothesis strategies."""

from __future__ import annotations

from hypothesis import strategies as st

from bot.model import (
    Answer,
    AnswerKind,
    Event,
    Hit,
    Link,
    Passage,
    Recap,
    RecapRef,
    Searched,
    StoredRecap,
    Talk,
)

HOSTILE = st.sampled_from(
    [
        "",
        " ",
        "x" * 10_000,
        "**bold",
        "_a_ `code",
        "```\nblock",
        "@everyone look",
        "<@123456789012345678> <@&1> <#2> </talk:3> <:x:4> <t:1:R> <id:home>",
        "[https://discord.com](https://evil.example)",
        "# heading\n- list\n> quote\n1. one\n-# small",
        "מימין לשמאל \u202etxt.exe\u202c وقت",
        "Z" + "\u0300\u0301\u0302\u0489" * 400 + "algo",
        "👩‍👩‍👧‍👦" * 900,
        "\u200b\u2060",
        "||spoiler|| ~~gone~~ \\",
        "日本語の題名。" * 700,
        "\x00\x07\x1b[31m",
        "word " * 3000,
        "A sentence. " * 900,
        "\ud800",
    ]
)
TEXTS = HOSTILE | st.text(max_size=200)
URLS = st.sampled_from(
    [
        "https://www.example.org/talk?id=1&t=2",
        "http://example.org/a(b)c d",
        "javascript:alert(1)",
        "discord://x",
        "https://discord.com@evil.example/",
        "https://аpple.example/",
        "https://example.org/" + "a" * 5000,
        "https://[::1",
        "",
        "https://example.org/]](x)\u202e",
        "not a url",
    ]
)
LINKS = st.builds(
    Link, TEXTS, URLS, st.sampled_from(["video", "slides", "code", "article", "profile", "image"])
)
TALKS = st.builds(
    Talk,
    key=TEXTS,
    title=TEXTS,
    speakers=st.lists(TEXTS, max_size=4).map(tuple),
    links=st.lists(LINKS, max_size=6).map(tuple),
    section=st.none() | TEXTS,
    summary=TEXTS,
    text=TEXTS,
)
EVENTS = st.builds(
    Event,
    name=st.none() | TEXTS,
    series=st.none() | TEXTS,
    year=st.none() | st.integers(0, 9999),
    place=st.none() | TEXTS,
    day=st.none() | st.integers(0, 99),
    date=st.sampled_from([None, "2019-11-18", "2019-11", "2019-99-99", "soon", "9999-12-31"]),
)


@st.composite
def stored_recaps(draw: st.DrawFn) -> StoredRecap:
    talks = draw(st.lists(TALKS, max_size=5))
    copies = draw(st.sampled_from([1, 1, 1, 60]))
    many = tuple(
        Talk(f"{t.key}{n}", f"{t.title} {n}", "talk", t.speakers, t.links, t.section, t.summary, t.text)
        for n in range(copies)
        for t in talks
    )
    event = draw(EVENTS)
    title, summary = draw(TEXTS), draw(TEXTS)
    images = tuple(draw(st.lists(LINKS, max_size=12)))
    scope = draw(st.sampled_from(["shared", "guild"]))
    ref = RecapRef(
        scope,
        draw(st.integers(1, 10**9)),
        draw(TEXTS),
        title,
        event,
        summary,
        draw(st.none() | URLS),
        len(many),
    )
    recap = Recap(
        ref.file, title, event, author=draw(st.none() | TEXTS), summary=summary, talks=many, images=images
    )
    return StoredRecap(ref, recap)


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    recaps = tuple(draw(st.lists(stored_recaps(), min_size=1, max_size=3)))
    hits = tuple(
        Hit(item.ref, draw(st.sampled_from([None, *item.recap.talks[:3]])), 0.5, tuple(r.ref for r in recaps))
        for item in recaps
        for _ in range(draw(st.sampled_from([1, 2, 9])))
    )
    kinds: list[AnswerKind] = ["talk", "recap", "recaps", "speaker", "answer", "choices", "help", "none"]
    passage = Passage(draw(TEXTS), lead=tuple(draw(st.lists(TEXTS, max_size=2))))
    return Answer(
        draw(st.sampled_from(kinds)),
        draw(TEXTS),
        hits,
        answer=draw(st.sampled_from([passage.text[:400], passage.text[3:30], "", "elsewhere"])),
        passage=passage,
        recaps=recaps,
        listed=tuple(item.ref for item in recaps) * draw(st.sampled_from([1, 60])),
        read_as=draw(st.none() | TEXTS),
        did_you_mean=tuple(draw(st.lists(TEXTS, max_size=7))),
        searched=Searched(5, 70),
        examples=tuple(draw(st.lists(TEXTS.map("!talk {}".format), max_size=4))),
    )
