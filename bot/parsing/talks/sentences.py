# ruff: noqa: E501
"""The talks a sentence tells of, each with the people and links that stand by it."""

from __future__ import annotations

import re
from collections.abc import Container
from itertools import pairwise

from bot.model import Event
from bot.parsing.link_labels import is_label
from bot.parsing.links import is_opaque, is_profile, leads_to_talk
from bot.parsing.outline import Part
from bot.parsing.passages import Note
from bot.parsing.rich import Rich
from bot.parsing.series import names_event
from bot.parsing.talks.by_number import may_number
from bot.parsing.talks.coded import names_in_code
from bot.parsing.talks.found import fold, section_of
from bot.parsing.talks.naming import can_be_name
from bot.parsing.talks.people import people_of
from bot.parsing.talks.phrases import (
    ATTENDED,
    BY_WHOM,
    FROM,
    LIGHTNING,
    LIGHTNING_CUE,
    POSSESSIVE,
    QUOTE,
    TALKING,
    TALKING_CUE,
    THEIR_TALK,
)
from bot.parsing.talks.quotations import OPENING_MARKS, WAS_GOOD, WENT_TO, sets_off_by
from bot.parsing.talks.session_did import tells_of_nth
from bot.parsing.talks.sharing import share_out
from bot.parsing.talks.tellings import RULES
from bot.parsing.talks.the_ones import names_the_one
from bot.parsing.talks.told import Sentence, Told
from bot.parsing.talks.turns import may_be_turn
from bot.parsing.talks.unspaced import may_tell_unspaced
from bot.parsing.talks.unspaced_titles import may_quote_unspaced
from bot.parsing.talks.unspaced_turns import may_take_turns
from bot.parsing.talks.unspaced_went_on import may_go_on
from bot.parsing.talks.unspaced_whose import may_be_whose
from bot.parsing.trimming import trimmed
from bot.parsing.vocabulary import (
    BRINGER_CUE,
    OVERVIEW,
    OVERVIEW_CUE,
    SPOKE,
    SPOKE_CUE,
    TALK,
    TALK_CUE,
    holds_sessions,
)

LONGEST_TITLE = 110

LONGEST_SENTENCE = 3000
"""Characters from which a text without a stop is no sentence anybody wrote."""


def tell(
    note: Note, inside: bool, title_part: Part | None, event: Event, talks: Container[Part] = ()
) -> list[Told]:
    """The talks one sentence tells of, in its order, each with its speakers and links."""
    text = note.text
    if len(text) > LONGEST_SENTENCE:
        return []
    section = section_of(note.part, title_part, talks) if note.links else None
    linked = bool(note.links) and (holds_sessions(section or "") or _links_talk(note.rich))
    if not linked and (inside or not any(may(note.rich) for may in _SIGNS)):
        return []
    section = section if note.links else section_of(note.part, title_part, talks)
    sentence = Sentence(note, text, people_of(note.rich), inside, section)
    for name, rule in RULES.items():
        if (inside and name != "linked") or (rule.cue is not None and not note.rich.may_hold(rule.cue)):
            continue
        for told in rule.tell(sentence):
            title = trimmed(told.title)
            if told.rule not in _TITLED and len(title) > LONGEST_TITLE:
                title = _shortened(title)
            if (
                _fit(title, event, told.rule)
                and can_be_name(title, told.rule, text[: told.start])
                and sentence.free(told.start, told.end)
            ):
                told.title = title
                sentence.told.append(told)
    sentence.told.sort(key=lambda told: told.start)
    sentence.told = [one for at, one in enumerate(sentence.told) if not at or not _same_again(sentence, at)]
    _join_what_is_said(sentence)
    _name_by_title(sentence)
    share_out(sentence)
    for one in sentence.told:
        if one.called and not one.speakers:
            one.title = trimmed(one.called)
    return _told_once(sentence.told)


def _same_again(sentence: Sentence, at: int) -> bool:
    """What they of the talk just named gave: "Ada's keynote; she delivered a talk on packets"."""
    before, one = sentence.told[at - 1 : at + 1]
    between = sentence.text[before.end : one.start]
    kind = _ITS_KIND.fullmatch(sentence.text, before.end, one.start)
    if one.rule == "about" and before.rule in _TITLED and kind:
        return True
    return (
        one.rule == "about"
        and before.rule == "named"
        and bool(before.speakers)
        and not any(before.end <= name.start < one.start for name in sentence.names)
        and _THEY_GAVE.search(between) is not None
    )


_ITS_KIND = re.compile(r"(?:(?<=,)|(?<=,[\"”»*_])|[\"”»*_]*,)[\"”»*_]*\s(?:(?!another|second)[\w-]+\s)?")
"""As in: “Old Moss”, a talk about walls; “Old Moss,” a talk about walls."""
_THEY_GAVE = re.compile(
    r"\b(?:he|she|they|who)\b[^.;!?]{0,30}\b(?:gave|gives|delivered|did|held|presented|had)\s+$",
    re.IGNORECASE,
)


def _join_what_is_said(sentence: Sentence) -> None:
    """What is said of a talk named by its title is no other: "I sin presentation ”Gammal mossa” visade Ada hur …".

    Nor what it was: "“Old Moss” was a talk by Ada about patience".
    """
    for one, then in pairwise(list(sentence.told)):
        between = sentence.text[one.end : then.start]
        if one.rule in _TITLED and then.rule in _BY_SUBJECT and _WAS_ONE.fullmatch(between):
            one.speakers += [name for name in then.speakers if name not in one.speakers]
            sentence.told.remove(then)
        elif one.rule == "quoted" and not one.speakers and then.rule in _SHOWN:
            before = sentence.text[max(0, one.start - 60) : one.start]
            if (THEIR_TALK.search(before) or _IN_IT.search(before)) and not re.search(r"[.;:]", between):
                one.speakers = then.speakers
                sentence.told.remove(then)


_WAS_ONE = re.compile(r"[\"”»’*_]*\s(?:was|is)\s(?:(?:an?|the|another)\s(?:[\w-]+\s){0,3})?")
"""As in: “Old Moss” was a great talk by Ada Lovelace about patience."""
_IN_IT = re.compile(
    rf"(?:^|[.;:]\s)(?:in|im|in der|in dem|dans|en|em|na|no|nel|nella|i|w|v|ve)\s(?:\w+\s)?(?:(?:{TALK.pattern})\s)?[\"“„«‘]?$",
    re.IGNORECASE,
)


def _name_by_title(sentence: Sentence) -> None:
    """What is told by its subject and then by its title is one: "her talk about moss (“Moss Comes Back”)"."""
    kept: list[Told] = []
    for one in sentence.told:
        before = kept[-1] if kept else None
        if (
            before is not None
            and one.rule in (*_TITLED, "titled_by")
            and before.rule in _BY_SUBJECT
            and (
                _APPOSED[before.rule == "capitalised"].fullmatch(sentence.text, before.end, one.start)
                or (before.rule != "capitalised" and _goes_on_to(sentence, before, one))
            )
        ):
            kept.pop()
            one.start = before.start
            one.speakers = [*before.speakers, *one.speakers]
        kept.append(one)
    sentence.told = kept


def _goes_on_to(sentence: Sentence, before: Told, one: Told) -> bool:
    """More is said of the subject before the title: "Ada's talk on moss that grows on walls: [Old Moss](…)"."""
    between = sentence.text[before.end : one.start].rstrip(' "“„«*_')
    others = any(before.end <= name.start < one.start for name in sentence.names)
    return not one.speakers and not others and not re.search(r"[.;:]\s", between)


_TITLED = frozenset({"quoted", "linked"})
_BY_SUBJECT = frozenset({"about", "named", "presented", "heard", "capitalised", "small"})
_APPOSED = (
    re.compile(
        r"\s*(?:[(–—:,-]|(?:,| and)?(?: (?:was|is))? (?:called|titled|entitled)|"
        r" (?:was|is|war|ist|était|fue|foi|era|è stat[ao]|was getiteld))\s*[\"“„«(]?"
    ),
    re.compile(r"\s*(?:[–—:,-]|,? (?:called|titled|entitled))?\s*[\"“„«]?"),
)
"""What may stand between the two: for a subject, and for a kind of session ("Ada's keynote “Old Moss”")."""


def _told_once(told: list[Told]) -> list[Told]:
    """Without what those showed whose talk the sentence names by its title: "In “Old Moss” Ada showed how …"."""
    titled = {name for one in told if one.rule in _NAMED_BY_THEM for name in one.speakers}
    return [
        one for one in told if not (one.rule in _SHOWN and one.speakers and titled.issuperset(one.speakers))
    ]


_NAMED_BY_THEM = _TITLED | {"called", "about"}
_SHOWN = frozenset({"presented", "heard"})


def _links_talk(sentence: Rich) -> bool:
    return any(leads_to_talk(link.url, link.text) or is_opaque(link.url) for _, _, link in sentence.links)


_SAYS_CUE = TALK_CUE | SPOKE_CUE | LIGHTNING_CUE | TALKING_CUE | OVERVIEW_CUE


def _may_tell(sentence: Rich) -> bool:
    """It has a word for a talk, or one for giving it."""
    if not sentence.may_hold(_SAYS_CUE):
        return False
    text = sentence.text
    return (
        (sentence.may_hold(TALK_CUE) and TALK.search(text) is not None)
        or (sentence.may_hold(SPOKE_CUE) and SPOKE.search(text) is not None)
        or (sentence.may_hold(LIGHTNING_CUE) and LIGHTNING.search(text) is not None)
        or (sentence.may_hold(TALKING_CUE) and TALKING.search(text) is not None)
        or (sentence.may_hold(OVERVIEW_CUE) and OVERVIEW.search(text) is not None)
    )


def _names_quoted(sentence: Rich) -> bool:
    """It quotes something, and somebody is named or linked, or went to see it."""
    text = sentence.text
    return QUOTE.search(text) is not None and bool(
        sentence.named
        or sentence.may_hold(BRINGER_CUE)
        or _BY_SOMEBODY.search(text)
        or WENT_TO.search(text)
        or ATTENDED.search(text)
        or not sentence.words.isdisjoint(_NEXT_WORDS)
        or (text[0] in OPENING_MARKS and WAS_GOOD.search(text))
        or any(is_profile(link.url) for _, _, link in sentence.links)
    )


_BY_SOMEBODY = re.compile(rf"[”\"»』」]\)?,?\s{BY_WHOM}\s[^\W\d_a-zß-öø-ÿ][\w’'-]+\s[^\W\d_a-zß-öø-ÿ]")


def _went_to_somebodys(sentence: Rich) -> bool:
    """Somebody went to see what is somebody's: "I missed Ada's Introduction to Moss"."""
    text = sentence.text
    return ("'s " in text or "’s " in text or "s' " in text or "s’ " in text) and bool(ATTENDED.search(text))


def _brings_on(sentence: Rich) -> bool:
    """It names who came next, or whose those words in capitals are."""
    if sentence.words.isdisjoint(_NEXT_WORDS):
        return False
    if _SAW_SOMEBODY.search(sentence.text):
        return True
    return bool(sentence.named) or (" by " in sentence.text and _BY_TWO.search(sentence.text) is not None)


_SAW_SOMEBODY = re.compile(
    r"\b(?:hear|heard|hearing|see|saw|seeing|watch|watched|watching|listen(?:ed|ing)? to)\s[A-Z][\w’'-]+\s[A-Z][\w’'-]+\s[^.;!?]{0,60}?\b(?:talk|speak|present|explain|show|shar|demo|discuss|describ|giv|live|coding|building)"
)
_BY_TWO = re.compile(r"[A-Z][\w’'-]*\sby\s[A-Z][\w’'-]+\s[A-Z]")


_NEXT_WORDS = frozenset(
    "next by then finally followed job hear hearing heard listen listening listened see seeing saw watch watching watched took takes stage topic subject favourite favourites favorite favorites highlight highlights best dug kicked closed followed ended reminded began started opened moved first up".split()  # noqa: SIM905
)
_SIGNS = (
    _may_tell,
    _names_quoted,
    may_quote_unspaced,
    names_in_code,
    _went_to_somebodys,
    _brings_on,
    sets_off_by,
    may_tell_unspaced,
    may_take_turns,
    may_number,
    may_go_on,
    names_the_one,
    tells_of_nth,
    may_be_turn,
    may_be_whose,
)


def _shortened(title: str) -> str:
    """A long subject up to where it goes on with more: "how to grow moss and why it takes years"."""
    ends = [joint.start() for joint in _GOES_ON.finditer(title, SHORTEST, LONGEST_TITLE)]
    return trimmed(title[: ends[-1]]) if ends else title


SHORTEST = 20
"""Characters of a long subject that are left at least."""

_GOES_ON = re.compile(
    r"[,;:(–—]|\s(?:and|or|but|that|which|who|where|when|because|while|so|und|oder|dass|weil|et|ou|que|qui|où|y|o|e)\s"
)


def _fit(title: str, event: Event, rule: str) -> bool:
    """Words that can name a talk: not the event itself, not a label, not too long."""
    if not title or len(title) > LONGEST_TITLE * (2 if rule in ("linked", "quoted") else 1):
        return False
    folded = fold(title)
    if is_label(title) or not folded:
        return False
    return not names_event(title) and folded not in (fold(event.name or ""), fold(event.series or ""))


_STOP = re.compile(r"[.!?。](?<=[^\W\d_]{3}.)\s")
_FIRST = 305
"""Characters in which the first sentence ends, if it is one."""


def speaks_of_one(text: Rich) -> bool:
    """The first words speak of one talk and name none: "Great talk from …", "This session was …"."""
    words = text.text[:_FIRST]
    return (
        text.may_hold(TALK_CUE)
        and QUOTE.search(words) is None
        and any(
            not (match.group().endswith("s") or _BESIDE.search(words[: match.start()]))
            for match in TALK.finditer(words)
        )
        and not any(start < _FIRST and leads_to_talk(link.url, link.text) for start, _, link in text.links)
    )


def most_are_spoken_of(talks: int, neighbours: int) -> bool:
    """Whether so many headings or items, by proof or by what is said of them, show that their likes are talks."""
    return talks == neighbours > 1 or talks >= max(MANY_SPOKEN, HALF_SPOKEN * neighbours)


MANY_SPOKEN, HALF_SPOKEN = 3, 0.5
"""How many of a family, and which share, must be talks by proof or by words that speak of one."""

# "After this session", "kurz vor dem Vortrag": what goes on is no talk.
_BESIDE = re.compile(
    r"\b(?:after|before|between|until|nach|vor|zwischen|après|avant|entre|después de|antes de|depois d[aeo]|dopo|prima di|na|voor)"
    r"\s+(?:[^\W\d_]+\s+){0,2}$",
    re.IGNORECASE,
)


def _first_paragraph(part: Part) -> Part | None:
    """The paragraph a heading's text begins with, where one stands at once or behind one other part."""
    return next((below for below in part.parts[:2] if below.kind == "text" and below.block != "code"), None)


def introduced_by(part: Part) -> str:
    """Who gave the talk, as the first sentence below a heading says: "A talk by Ada Lovelace.".

    "" where that sentence has a quoted or linked title of its own.
    """
    first = _first_paragraph(part)
    if first is None:
        return ""
    text = first.head.text
    stop = _STOP.search(text, 4, _FIRST)
    if stop is None and len(text) > _FIRST - 5:
        return ""
    end = stop.end() if stop else len(text)
    text = text[:end]
    if QUOTE.search(text) or not any(map(first.head.may_hold, (TALK_CUE, SPOKE_CUE))):
        return ""
    own = any(start < end and leads_to_talk(link.url, link.text) for start, _, link in first.head.links)
    if own or not (TALK.search(text) or SPOKE.search(text)):
        return ""
    for name in people_of(first.head.cut(0, end)):
        after = text[name.end : name.end + 40]
        if SPOKE.search(after) or (POSSESSIVE.match(after) and TALK.search(after)):
            return name.name
        if TALK.search(text) and FROM.search(_PRAISED.sub(" ", text[: name.start])):
            return name.name
    return ""


def spoke_below(part: Part) -> str:
    """Who spoke, as some sentence of the first paragraph below a heading says; "" where none does."""
    first = _first_paragraph(part)
    if first is None or not first.head.may_hold(SPOKE_CUE):
        return ""
    text = first.head.text
    told = (name.name for name in people_of(first.head) if SPOKE.search(text, name.end, name.end + 40))
    return next(told, "")


_PRAISED = re.compile(r" the (?:[a-z]+ ){1,2}$")
