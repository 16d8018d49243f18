# ruff: noqa: E501
"""The talks a sentence tells of, each with the people and links that stand by it."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from bot.model import Event
from bot.parsing import speakers
from bot.parsing.links import bare, is_collection, is_opaque, is_profile, leads_to_talk
from bot.parsing.outline import Part
from bot.parsing.passages import Note
from bot.parsing.rich import Rich
from bot.parsing.series import names_event
from bot.parsing.speakers import Mention
from bot.parsing.talks.found import fold, section_of
from bot.parsing.talks.giving import GAVE
from bot.parsing.talks.naming import can_be_name
from bot.parsing.talks.people import people_of
from bot.parsing.talks.phrases import (
    ATTENDED,
    FROM,
    LIGHTNING,
    LIGHTNING_CUE,
    POSSESSIVE,
    QUOTE,
    TALKING,
    TALKING_CUE,
)
from bot.parsing.talks.quotations import names_in_code, sets_off_by
from bot.parsing.talks.tellings import RULES
from bot.parsing.talks.told import Sentence, Told
from bot.parsing.talks.unspaced import brings, titles_said
from bot.parsing.trimming import clean, tidy
from bot.parsing.vocabulary import SPOKE, SPOKE_CUE, TALK, TALK_CUE, holds_sessions, is_label

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
            title = _trim(told.title)
            if (
                _fit(title, event, told.rule)
                and can_be_name(title, told.rule, text[: told.start])
                and sentence.free(told.start, told.end)
            ):
                told.title = title
                sentence.told.append(told)
    sentence.told.sort(key=lambda told: told.start)
    sentence.told = [one for at, one in enumerate(sentence.told) if not at or not _same_again(sentence, at)]
    _name_by_title(sentence)
    _share_out(sentence)
    return _told_once(sentence.told)


def _same_again(sentence: Sentence, at: int) -> bool:
    """What they of the talk just named gave: "Ada's keynote; she delivered a talk on packets"."""
    before, one = sentence.told[at - 1 : at + 1]
    between = sentence.text[before.end : one.start]
    return (
        one.rule == "about"
        and before.rule == "named"
        and bool(before.speakers)
        and not any(before.end <= name.start < one.start for name in sentence.names)
        and _THEY_GAVE.search(between) is not None
    )


_THEY_GAVE = re.compile(
    r"\b(?:he|she|they|who)\b[^.;!?]{0,30}\b(?:gave|gives|delivered|did|held|presented|had)\s+$",
    re.IGNORECASE,
)


def _name_by_title(sentence: Sentence) -> None:
    """What is told by its subject and then by its title is one: "her talk about moss (“Moss Comes Back”)"."""
    kept: list[Told] = []
    for one in sentence.told:
        before = kept[-1] if kept else None
        if (
            before is not None
            and one.rule in _TITLED
            and before.rule in _BY_SUBJECT
            and _APPOSED[before.rule == "capitalised"].fullmatch(sentence.text[before.end : one.start])
        ):
            kept.pop()
            one.start = before.start
            one.speakers = [*before.speakers, *one.speakers]
        kept.append(one)
    sentence.told = kept


_TITLED = frozenset({"quoted", "linked"})
_BY_SUBJECT = frozenset({"about", "named", "presented", "heard", "capitalised"})
_APPOSED = (
    re.compile(r"\s*(?:[(–—:,-]|(?:,| and)?(?: (?:was|is))? (?:called|titled|entitled))\s*[\"“„«(]?"),
    re.compile(r"\s*(?:[–—:,-]|,? (?:called|titled|entitled))?\s*[\"“„«]?"),
)
"""What may stand between the two: for a subject, and for a kind of session ("Ada's keynote “Old Moss”")."""


def _told_once(told: list[Told]) -> list[Told]:
    """Without what those showed whose talk the sentence names by its title: "In “Old Moss” Ada showed how …"."""
    titled = {name for one in told if one.rule in _TITLED for name in one.speakers}
    return [
        one for one in told if not (one.rule in _SHOWN and one.speakers and titled.issuperset(one.speakers))
    ]


_SHOWN = frozenset({"presented", "heard"})


def _links_talk(sentence: Rich) -> bool:
    return any(leads_to_talk(link.url, link.text) or is_opaque(link.url) for _, _, link in sentence.links)


_SAYS_CUE = TALK_CUE | SPOKE_CUE | LIGHTNING_CUE | TALKING_CUE


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
    )


def _names_quoted(sentence: Rich) -> bool:
    """It quotes something, and somebody is named or linked, or went to see it."""
    text = sentence.text
    return QUOTE.search(text) is not None and bool(
        sentence.named or ATTENDED.search(text) or any(is_profile(link.url) for _, _, link in sentence.links)
    )


def _went_to_somebodys(sentence: Rich) -> bool:
    """Somebody went to see what is somebody's: "I missed Ada's Introduction to Moss"."""
    text = sentence.text
    return ("'s " in text or "’s " in text or "s' " in text or "s’ " in text) and bool(ATTENDED.search(text))


def _brings_on(sentence: Rich) -> bool:
    """It names who came next, or whose those words in capitals are."""
    return not sentence.words.isdisjoint(_NEXT_WORDS) and bool(sentence.named)


_NEXT_WORDS = frozenset(
    "next by then finally followed job hear hearing heard listen listening listened see seeing saw watch watching watched took takes stage topic subject".split()  # noqa: SIM905
)
_SIGNS = (_may_tell, _names_quoted, titles_said, names_in_code, _went_to_somebodys, _brings_on, sets_off_by)


def _trim(title: str) -> str:
    return tidy(clean(title).strip(" \t,;:–—-*_"))


def _fit(title: str, event: Event, rule: str) -> bool:
    """Words that can name a talk: not the event itself, not a label, not too long."""
    if not title or len(title) > LONGEST_TITLE * (2 if rule in ("linked", "quoted") else 1):
        return False
    folded = fold(title)
    if is_label(title) or not folded:
        return False
    return not names_event(title) and folded not in (fold(event.name or ""), fold(event.series or ""))


def _share_out(sentence: Sentence) -> None:
    """Names and links of the sentence go to the talk they stand by."""
    told = sentence.told
    if not told:
        return
    for start, _, link in sentence.note.rich.links:
        if is_profile(link.url) or is_collection(link.url):
            continue
        before = [one for one in told if one.start <= start]
        owner = before[-1] if before else told[0]
        if all(bare(link.url) != bare(known.url) for known in owner.links):
            owner.links.append(link)
    given = _beside(sentence)
    for at, one in enumerate(told):
        left = told[at - 1].end if at else 0
        right = told[at + 1].start if at + 1 < len(told) else len(sentence.text)
        following = told[at + 1] if at + 1 < len(told) else None
        own = [
            name
            for name in sentence.names
            if left <= name.start
            and name.end <= right
            and name.start not in given
            and not (following and name.start >= one.end and _brings_next(sentence, name, following))
            and _speaks(sentence, name, one)
        ]
        for name in _nearest(sentence, own, one):
            given.add(name.start)
            one.speakers.append(name.name)
            stop = one.start if name.end <= one.start else right
            one.speakers += [
                _GENITIVE.sub("", joined) for joined in speakers.joined(sentence.text[:stop], name.end)
            ]


_GENITIVE = re.compile(r"['’]s?$")


def _brings_next(sentence: Sentence, name: Mention, following: Told) -> bool:
    """A person between two titles whose own the second is: "“Old Moss”, Ada's talk about “New Walls”"."""
    between = sentence.text[name.end : following.start]
    return (
        following.rule == "quoted"
        and len(between) < FAR
        and (
            not between.strip(" *_")
            or bool(_OWNS.fullmatch(between))
            or SPOKE.match(between.lstrip()) is not None
        )
    )


FAR = 60
"""Characters between a person and the title behind them, up to which it is theirs."""


def _nearest(sentence: Sentence, own: Sequence[Mention], told: Told) -> Sequence[Mention]:
    """Those of the people before a quoted title between whom and the last of them nobody else did something."""
    before = [name for name in own if name.end <= told.start]
    if not before or told.rule != "quoted":
        return own
    last = before[-1]
    return [
        name
        for name in own
        if name.start >= last.start or not SPOKE.search(sentence.text[name.end : last.start])
    ]


def _beside(sentence: Sentence) -> set[int]:
    """Gives each talk the person behind a "by" right before it: "the talks of Ada [on ants](…), of Bo [on bees](…)"."""
    given = set()
    for one in sentence.told:
        for name in sentence.names:
            between = sentence.text[name.end : one.start]
            if not (name.end <= one.start and len(between) < 4) or re.search(r"[\w.;]", between):
                continue
            if FROM.search(sentence.text[max(0, name.start - 40) : name.start]):
                given.add(name.start)
                one.speakers.append(name.name)
    return given


def _speaks_before(sentence: Sentence, name: Mention, told: Told) -> bool:
    """What stands between a person and the title behind them makes it their talk."""
    text = sentence.text
    after = text[name.end : name.end + 90]
    between = text[name.end : told.start]
    beside = told.rule == "quoted" and not between.strip(" *_")
    if beside or _OWNS.fullmatch(between) or _ON.fullmatch(between) or _OWN_TALK.search(between):
        return True
    quoted = told.rule == "quoted" or QUOTE.search(between)
    if (quoted and _IN_QUOTES.fullmatch(between)) or (not text.isascii() and brings(between)):
        return True
    if _PARTED.fullmatch(between) and _OWN.match(text, told.start):
        return True
    giving = GAVE.match(text, name.end)
    if giving and told.start - giving.end() < 60 and TALK.search(text[giving.end() : told.start]):
        return True
    if name.end + 12 > told.start and _WHO_GAVE.match(after):
        return True
    verb = SPOKE.search(after)
    aside = after.lstrip().startswith(_ASIDE_BEGINS)
    return verb is not None and (verb.start() < 5 or aside)


_ASIDE_BEGINS = (
    *(",", "(", "and ", "&", "und ", "et "),
    *(f"{word} " for word in ("from", "of", "at", "von", "vom", "bei", "aus", "chez", "di", "van")),
)


def _speaks(sentence: Sentence, name: Mention, told: Told, way: int = 0) -> bool:
    """The sentence makes the person the one who gives the talk, or one joined to them behind (1) or before (-1)."""
    text = sentence.text
    after = text[name.end : name.end + 90]
    if told.start <= name.start and name.end <= told.end and told.rule not in ("label_linked", "named"):
        return name.start == told.start and bool(POSSESSIVE.match(after))
    if name.end <= told.start and _speaks_before(sentence, name, told):
        return True
    if (
        name.start >= told.end
        and re.fullmatch(r"[\"”»’*_]*,?\s+", text[told.end : name.start])
        and told.rule == "quoted"
    ):
        return True
    before = text[max(0, name.start - 40) : name.start]
    verbs = list(SPOKE.finditer(before))
    if verbs and not before[verbs[-1].end() :].strip():
        return True
    if FROM.search(before) or re.search(r"(?:\bby|[–—-]|\||\()\s*$", before):
        return True
    following = next((other for other in sentence.names if 0 < other.start - name.end <= 7), None)
    if (
        way >= 0
        and following is not None
        and following.end <= told.start
        and _AND.fullmatch(text[name.end : following.start])
        and _speaks(sentence, following, told, 1)
    ):
        return True
    if way <= 0 and re.search(r"(?:,|&|\b(?:and|und|et|y|e|en|i|и|og|och))\s+$", before):
        previous = [other for other in sentence.names if other.end <= name.start - 1]
        return (
            bool(previous)
            and name.start - previous[-1].end <= 7
            and _speaks(sentence, previous[-1], told, -1)
        )
    return False


_AND = re.compile(r"\s*(?:,|&|,?\s(?:and|und|et|y|e|en|og|och|i|a|ja|és|și|ve|и|та|і|dan|và|και))\s+")
# As in: Ada Lovelace dans « Les paquets ».
_IN_QUOTES = re.compile(
    r"\s+(?:in|dans|en|em|nel|nella|i|w|ve|v|у|в|în|med|mit|avec|con|with)\s+[\"“„«*_\s]*", re.IGNORECASE
)
# "Ada's talk, ", "Ada's great session on ": from the name to what the person owns.
_OWNS = re.compile(r"['’]s?(?:\s[^,;]*)?,?\s*[\"“„«*_]*")
_OWN_TALK = re.compile(
    rf"^\s+(?:{TALK.pattern})\s|\b(?:his|her|their)\s+(?:(?:[\w-]+\s)?(?:{TALK.pattern})[,:]?\s*[\"“„«*_]*)?$",
    re.IGNORECASE,
)
# As in: Ada Lovelace: her talk on ants.
_PARTED = re.compile(r"\s*[:：,–—-]\s*")
_OWN = re.compile(
    r"(?:his|her|their|su|sus|son|sa|leur|sua|seu|suo|zijn|haar|sein\w*|ihr\w*|hans|hennes|sin|sitt|его|её|их|jego|jej)\s",
    re.IGNORECASE,
)
_ON = re.compile(
    r"(?:\s\([^()]{1,40}\))?,?\s+(?:on|about|with|for|über|zu|zum|zur|sur|sobre|su|sul|over|om|o|despre|για|о|об|про|tentang|về)\s+[\"“„«*_]*",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.!?。](?<=[^\W\d_]{3}.)\s")
_FIRST = 305
"""Characters in which the first sentence ends, if it is one."""
_WHO_GAVE = re.compile(r",?\s(?:who|qui|que|che|die|der|который|которая)\s")


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


# "After this session", "kurz vor dem Vortrag": what goes on is no talk.
_BESIDE = re.compile(
    r"\b(?:after|before|between|until|nach|vor|zwischen|après|avant|entre|después de|antes de|depois d[aeo]|dopo|prima di|na|voor)"
    r"\s+(?:[^\W\d_]+\s+){0,2}$",
    re.IGNORECASE,
)


def introduced_by(part: Part) -> str:
    """Who gave the talk, as the first sentence below a heading says: "A talk by Ada Lovelace.".

    "" where that sentence has a quoted or linked title of its own.
    """
    first = next((below for below in part.parts[:2] if below.kind == "text" and below.block != "code"), None)
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


_PRAISED = re.compile(r" the (?:[a-z]+ ){1,2}$")
