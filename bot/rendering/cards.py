"""Answer → the Discord message that shows it.

Every card reads without its colour and without its buttons: first what was asked for,
then where it was said, then the links with their domains, last where it stands.
"""

from __future__ import annotations

import re
from functools import lru_cache

from bot.commands import parse_command
from bot.model import Answer, Event, Hit, RecapRef
from bot.rendering import components as c
from bot.rendering.limits import OPTIONS, TEXT_TOTAL, size
from bot.rendering.parts import (
    QUIET,
    Frame,
    best_link,
    choice_line,
    choice_menu,
    color,
    link_lines,
    manners,
    page_buttons,
    page_of,
    quiet,
    read_as_line,
    source_line,
    text_or_none,
    whereabouts_line,
)
from bot.rendering.screens import (
    Asked,
    AskedBefore,
    AtTalk,
    Screen,
    at_recap,
    at_talk,
    custom_id,
    encode,
    turned,
)
from bot.rendering.shown import Shown, near_things, searched, shown
from bot.rendering.text import cut, escape, linked, prose, split, tame, title

NEXT = 5
"""How many other hits "Not what I meant" offers."""

LISTED = 8
"""Choices named in the text as well as in the menu."""

_KEPT = 128
"""Cards kept but for the controls at their end: many ask for one talk, each in other words."""

_NOTES_ROOM = 3200
_QUOTE_ROOM = 900
_ON, _OFF = "\ue000", "\ue001"
"""Where bold begins and ends until a line is escaped; `tame` lets neither through from outside."""

_NO_POINT = re.compile(r"[.!?:。！？：…]\W*$|^\s*[-*\d]")
"""A line with an end or a bullet of its own."""

_COMMON = frozenset(
    {
        "about",
        "been",
        "does",
        "from",
        "have",
        "into",
        "just",
        "that",
        "their",
        "them",
        "they",
        "this",
        "were",
        "what",
        "when",
        "where",
        "which",
        "will",
        "with",
        "your",
    }
)
"""Words of a question that mark nothing in an answer."""


def talk_card(answer: Answer, screen: Screen, frame: Frame) -> c.Payload:
    """One talk: title, where, who, what was said, the links, where it stands."""
    hit = answer.hits[0]
    said = shown(hit, answer)
    quote = _quoted(answer) if answer.answer and answer.answer not in said.summary else ""
    told = _told(Hit(hit.recap, hit.talk, also_in=hit.also_in), said, quote, answer.read_as)
    return c.message(c.container(color(hit.recap.event), *told, manners(screen, frame, more=True)))


@lru_cache(_KEPT)
def _told(hit: Hit, said: Shown, quote: str, read_as: str | None) -> tuple[c.Component | None, ...]:
    """What a card tells of a hit, its score left out: the same in whatever words it was asked for."""
    ref, talk = hit.recap, hit.talk
    fixed = [
        f"### {linked(said.title, best_link(said.links, said.title))}",
        whereabouts_line(hit),
        link_lines(said.links, said.title),
        source_line(hit, read_as),
    ]
    room = TEXT_TOTAL - sum(map(size, fixed)) - size(quote) - 100
    buttons = []
    if talk is not None:
        if len(talk.text.strip()) > len(said.summary):
            buttons.append(c.button("Full notes", custom_id("open", at_talk(ref, talk, 0))))
        buttons.append(c.button("The recap", custom_id("open", at_recap(ref))))
    return (
        c.text(*fixed[:2]),
        text_or_none(quote),
        text_or_none(prose(_bulleted(said.summary), min(1500, room))),
        text_or_none(fixed[2]),
        c.gallery([item for item in said.links if item.kind == "image"][:3], said.title),
        c.text(fixed[3]),
        c.separator(),
        c.row(*buttons),
    )


def _bulleted(summary: str) -> str:
    """Several points without an end of their own, each on its line, as bullets; other text as it is."""
    lines = summary.splitlines()
    points = len(lines) > 1 and not any(map(_NO_POINT.search, lines))
    return "\n".join(f"- {line}" for line in lines) if points else summary


def notes_card(answer: Answer, screen: AtTalk, frame: Frame) -> c.Payload:
    """All the notes about one talk, page by page."""
    hit = answer.hits[0]
    talk = hit.talk
    if talk is None:
        return talk_card(answer, screen, frame)
    pages = split(talk.text or talk.summary, _NOTES_ROOM) or ("",)
    page = min(max(screen.page or 0, 0), len(pages) - 1)
    card = AtTalk(screen.scope, screen.recap, screen.mark)
    return c.message(
        c.container(
            color(hit.recap.event),
            c.text(f"### {title(talk.title)}", whereabouts_line(hit)),
            text_or_none(prose(pages[page], _NOTES_ROOM)),
            c.text(quiet(*page_of(page, len(pages)), f"from “{title(hit.recap.title, 120)}”")),
            c.separator(),
            c.row(
                *page_buttons(turned(card, page), page, len(pages)),
                c.button("Back to the talk", custom_id("open", card)),
                c.button("The recap", custom_id("open", at_recap(hit.recap))),
            ),
            manners(screen, frame),
        )
    )


def answer_card(answer: Answer, screen: Screen, frame: Frame) -> c.Payload:
    """The passage that answers a question with the answering words marked, its source below."""
    quote = _quoted(answer)
    if not answer.hits:
        return c.message(c.container(None, c.text(quote), manners(screen, frame)))
    hit = answer.hits[0]
    said = shown(hit, answer)
    passage = answer.passage
    lead = " › ".join(passage.lead) if passage else ""
    links = passage.links if passage and passage.links else said.links if hit.talk else ()
    buttons = [c.button("The recap", custom_id("open", at_recap(hit.recap)))]
    if hit.talk is not None:
        buttons.insert(0, c.button("The talk", custom_id("open", at_talk(hit.recap, hit.talk))))
    return c.message(
        c.container(
            color(hit.recap.event),
            c.text(quiet(title(lead, 200)) if lead else "", quote),
            c.text(f"**{linked(said.title, best_link(said.links, said.title))}**", whereabouts_line(hit)),
            text_or_none(link_lines(links, said.title, 700)),
            c.text(source_line(hit, answer.read_as)),
            c.separator(),
            c.row(*buttons),
            manners(screen, frame, more=True),
        )
    )


def choices_card(answer: Answer, screen: Screen, frame: Frame) -> c.Payload:
    """Several things are near: a menu whose choice turns this very message into the answer."""
    hits = answer.hits[:OPTIONS]
    refs = [hit.recap for hit in hits]
    together = len(refs) > 1 and all(hit.talk is None for hit in hits) and _one_event(refs)
    asked = title(answer.query, 150)
    head = near_things(len(hits), asked)
    if isinstance(screen, Asked | AskedBefore) and screen.more:
        head = f"Perhaps one of these, for “{asked}”?"
    elif hits and all(hit.talk is None for hit in hits):
        head = f"{len(hits)} recaps match “{asked}”: which one?"
    return c.message(
        c.container(
            color(refs[0].event) if together else None,
            c.text(f"**{head}**"),
            c.text(*(choice_line(hit, answer) for hit in hits[:LISTED]), read_as_line(answer)),
            c.row(choice_menu(hits, answer)),
            c.row(c.button("All of them together", custom_id("open", at_recap(*refs)))) if together else None,
            manners(screen, frame),
        )
    )


def none_card(answer: Answer, screen: Screen, frame: Frame) -> c.Payload:
    """Nothing answers: says what was searched and offers what comes close by name.

    Where nothing was asked ("hello"), what can be asked is shown instead.
    """
    if answer.examples:
        return help_card(answer, screen, frame)
    name = screen.name if isinstance(screen, Asked) else "ask"
    near = [
        c.button(words, custom_id("open", Asked(name, words)))
        for words in answer.did_you_mean[:5]
        if encode(Asked(name, words)).startswith("q.")
    ]
    named = {words.casefold() for words in answer.did_you_mean[:5]}
    others = [hit for hit in answer.hits[:NEXT] if shown(hit, answer).title.casefold() not in named]
    about = f" fits “{title(answer.query, 300)}”" if answer.query.strip() else " to show"
    return c.message(
        c.container(
            None,
            c.text(f"**Nothing in {searched(answer.searched)}{about}.**"),
            c.text("Closest by name:") if near else None,
            c.row(*near),
            c.row(choice_menu(others, answer)),
            c.text(f"{QUIET}`/recaps` lists all there is · `/help` shows what can be asked"),
            manners(screen, frame, thumbs=False),
        )
    )


def help_card(answer: Answer, screen: Screen, frame: Frame) -> c.Payload:
    """What can be asked, taught by questions that the recaps at hand really answer."""
    prefix = escape(frame.prefix)
    tries = [
        (line, command)
        for line in answer.examples[:3]
        if (command := parse_command(line)) and command.argument
    ]
    lines = [
        f"- {prefix if line.startswith('!') else ''}{title(line.removeprefix('!'), 150)}" for line, _ in tries
    ]
    return c.message(
        c.container(
            color(Event()),
            c.text(
                "### Ask me what was said at a conference",
                f"I look through {searched(answer.searched)} and reply with what stands there, and where.",
            ),
            c.text("For example:", *lines) if lines else None,
            c.row(
                *(
                    c.button(command.argument, custom_id("open", Asked(command.name, command.argument)))
                    for _, command in tries
                )
            ),
            c.text(
                "`/talk` a talk or topic · `/recap` a whole event · `/recaps` all of them · "
                "`/speaker` who said what · `/ask` any question",
                f"The same with **{prefix}** in front, by mentioning me, in a direct message, "
                "as a reply to one of my answers, or by *Apps › Find in recaps* on anyone's message.",
                "`private: true` on a slash command shows the reply to you alone. Edit your question and the "
                "answer follows; delete it and the answer goes.",
            ),
            text_or_none(f"{QUIET}{frame.notice}" if frame.notice else ""),
            manners(screen, frame, thumbs=False),
        )
    )


def _one_event(refs: list[RecapRef]) -> bool:
    return len({(ref.event.series, ref.event.year, ref.event.edition) for ref in refs}) == 1 and bool(
        refs[0].event.series
    )


def _quoted(answer: Answer) -> str:
    """The passage as a quotation of at most `_QUOTE_ROOM` characters, the words that answer in bold."""
    quote = tame(answer.answer or "")
    whole = tame(answer.passage.text) if answer.passage else quote
    if quote and quote in whole and quote != whole:
        before, _, after = whole.partition(quote)
        marked = _bold(f"{before}{_ON}{quote}{_OFF}{after}")
        if size(marked) <= _QUOTE_ROOM:
            return f"> {marked}"
    allowed = _QUOTE_ROOM
    marked = _mark(cut(quote or whole, allowed), answer.query)
    while size(marked) > _QUOTE_ROOM:
        allowed -= max(1, (size(marked) - _QUOTE_ROOM) // 2)
        marked = _mark(cut(quote or whole, allowed), answer.query)
    return f"> {marked}"


def _mark(text: str, query: str) -> str:
    """`text` with the words it shares with the question in bold ("kernels" is the question's "kernel")."""
    asked = {word.casefold() for word in re.findall(r"\w+", query) if len(word) > 3} - _COMMON
    pieces = re.split(r"(https?://\S+|\w+)", text)
    return _bold(
        "".join(
            f"{_ON}{piece}{_OFF}" if number % 2 and _shared(piece.casefold(), asked) else piece
            for number, piece in enumerate(pieces)
        )
    )


def _bold(text: str) -> str:
    """Escape a line as one, since mark-up may begin on one side of a mark and end on the other."""
    return escape(text).replace(_ON, "**").replace(_OFF, "**")


def _shared(word: str, asked: set[str]) -> bool:
    return len(word) > 3 and any(word.startswith(other[:5]) and other.startswith(word[:5]) for other in asked)
