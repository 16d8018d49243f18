# ruff: noqa: E501
"""Sentences that tell of a talk: who presented what.

`RULES` are tried in order on each sentence; what one has found is not looked at again:

    quoted_unspaced 山田さんの「パケットの一生」                 -> パケットの一生
    quoted          a talk called “Life of a Packet”               -> Life of a Packet
    in_code         最有趣的是`封包的一生`                           -> 封包的一生
    keynote_of_day  "Keynote focussed on …" under "Day two"       -> Day two keynote
    pointed         Life of a Packet -> [slides](…)                -> Life of a Packet
    link_alone      [Life of a Packet](a shortened address)         -> Life of a Packet
    linked          Ada's talk about [life of a packet](video)     -> life of a packet
    label_linked    Ada's [keynote](video)                         -> Ada's keynote
    titled_by       two stood out: Growing Packets by Ada           -> Growing Packets
    was_called      the best talk was Growing More Packets          -> Growing More Packets
    with_somebody   we had a Q&A with Ada Lovelace                  -> Q&A with Ada Lovelace
    by_number       2番目の発表は封包に関する内容でした               -> 封包
    the_one         entre las charlas, la de Ada sobre paquetes       -> paquetes
    named           the talk from Ada about packets was …          -> packets
    owned           Ada's opening keynote was about packets         -> packets
    gave            Ada did the closing keynote                     -> Ada's closing keynote
    heard           I saw Ada speak about packets                   -> packets
    next_up         Next up was Ada with Growing Packets            -> Growing Packets
    overview        Ada dio un repaso a los paquetes               -> los paquetes
    verb_last       Ada hat uns alte Pakete vorgestellt             -> alte Pakete
    presented       Ada presented the packet tracer                -> the packet tracer
    each_about      Ada spoke about packets, Bo about queues       -> queues
    in_brackets     talks on packets (Ada) and queues (Bo)         -> packets, queues
    mine            I gave my own talk on packets                   -> packets
    somebody        Engineers from Acme showed how they …          -> how they …
    learnt          I learnt about packets from Ada                -> packets
    ordinal         In her first talk, Ada …                        -> Ada's first talk
    with_a_talk     День открыла Ада с докладом о пакетах         -> пакетах
    about           a presentation about lending disks              -> lending disks
                    a session on packets (whose?)                  -> session on packets
    called          in her talk Growing Packets, Ada …             -> Growing Packets
    of_one_word     ensuite, une session DevOps                    -> session DevOps
    called_by       la session Les paquets ? par Ada               -> Les paquets ?
    nth             Mein erster Vortrag war Pakete mit Ada          -> Pakete mit Ada
    another         Ada's talk on packets, then another on queues  -> queues
    session_did     Another talk covered growing packets          -> growing packets
    behind_colon    La première session : Les paquets.             -> Les paquets
    colon_and_by    the best talk of all: old packets, given by Ada -> old packets
    one_other       one covered packets, and the other queues      -> packets, queues
    each_one        一个是封包的一生，一个是旧队列            -> 封包的一生, 旧队列
    spoke_about     李雷分享了封包的历史                           -> 封包的历史
    took_turn       最后听了Bo讲封包的一生                      -> 封包的一生
    went_on         次はBoさん。封包の一生について話してくれた       -> 封包の一生
    latin_title     印象最深的是Ada的Growing Packets               -> Growing Packets
    on_topic        关于封包的演讲                                -> 关于封包的演讲
    whose_unspaced  山田さんの発表, 次は苔を育てる話でした             -> 山田さんの発表, 苔を育てる話
    capitalised     the App Mesh workshop                          -> App Mesh workshop
    enumerated      I saw two talks: Old Packets and New Packets    -> Old Packets, New Packets
    in_a_row        sessions: the tour of packets by Ada, the ants with Mo  -> tour of packets
    small           I went to a packet tracing workshop            -> packet tracing workshop
    owned_title     I missed Ada's Introduction to Packets          -> Introduction to Packets
    several         sessions around packets in space, packets at sea
    lightning       some lightning talks closed the day             -> lightning talks
    turn            Next up was Ada Lovelace. She …                 -> Ada Lovelace
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.parsing import speakers
from bot.parsing.cues import Cue
from bot.parsing.link_labels import is_label, is_on_site, names_material, tells_of_posts
from bot.parsing.links import is_opaque, is_profile, kind_of, leads_to_talk
from bot.parsing.outline import Part
from bot.parsing.rich import weight
from bot.parsing.talks import (
    by_whom,
    firsts,
    giving,
    occasions,
    overviews,
    the_ones,
    turns,
    verbs_first,
    verbs_last,
    whose,
)
from bot.parsing.talks.by_number import NUMBER_CUE, by_number
from bot.parsing.talks.clauses import behind_its_kind, until_next
from bot.parsing.talks.coded import in_code
from bot.parsing.talks.giving import SPEAK_CUE
from bot.parsing.talks.labels import hangs_from_label
from bot.parsing.talks.otherwise import is_other
from bot.parsing.talks.phrases import (
    ALONE_CUE,
    HOW,
    LIGHTNING_CUE,
    NP_START,
    OF_COMPANY,
    POSSESSIVE,
    SEVERAL_CUE,
    SINGLE_CUE,
    STATED,
    TALKING,
    TALKING_CUE,
)
from bot.parsing.talks.quotations import OPENING_MARKS, profiles, quoted
from bot.parsing.talks.session_did import session_did
from bot.parsing.talks.told import Rule, Sentence, Told
from bot.parsing.talks.unspaced import (
    ON_TOPIC_CUE,
    SPOKE_ABOUT_CUE,
    each_one,
    latin_title,
    on_topic,
    spoke_about,
)
from bot.parsing.talks.unspaced_titles import quoted_unspaced
from bot.parsing.talks.unspaced_turns import TURN_CUE, took_turn
from bot.parsing.talks.unspaced_went_on import WENT_ON_CUE, went_on
from bot.parsing.talks.unspaced_whose import whose_unspaced
from bot.parsing.titles import looks_like_title, read_title
from bot.parsing.vocabulary import ORDINAL_CUE, SPOKE, SPOKE_CUE, TALK, TALK_CUE, day_of, holds_sessions


def _keynote_of_day(sentence: Sentence) -> Iterator[Told]:
    if sentence.section and not sentence.told and day_of(sentence.section) is not None:
        match = re.match(r"(?:The )?keynotes?\b", sentence.text, re.IGNORECASE)
        if match:
            yield Told(f"{sentence.section.strip()} Keynote", 0, match.end(), "keynote_of_day")


def _link_alone(sentence: Sentence) -> Iterator[Told]:
    """Nothing but a title that links one knows not where, beside the talks of a day."""
    for start, end, link in sentence.note.rich.links:
        rest = sentence.text[:start] + sentence.text[end:]
        if (
            not re.search(r"\w", rest)
            and is_opaque(link.url)
            and looks_like_title(link.text)
            and sentence.section
        ):
            yield Told(link.text, start, end, "link_alone")


def _pointed(sentence: Sentence) -> Iterator[Told]:
    """As in "Life of a packet -> [slides](…)"."""
    for start, _, link in sentence.note.rich.links:
        match = re.match(r"(?P<title>[^.!?\n]{8,120}?)\s*(?:->|→|=>|\||[–—:-]|\()\s*$", sentence.text[:start])
        if match is None or not is_label(link.text) or not leads_to_talk(link.url, link.text):
            continue
        title = match["title"]
        if sentence.note.part.parts and read_title(title).rule == "alone":
            continue  # whose talks stand in the bullets below
        if looks_like_title(title) and not _LABELLED.search(title) and len(title.split()) <= MOST_POINTED:
            yield Told(title, 0, start, "pointed")


_LABELLED = re.compile(
    r"\b(?:slides?|videos?|recordings?|links?|here|watch|found|folien|hier|vidéo|ici|aquí|talk|it|you|url)\b|"
    r"開催日|日時|場所|会場|時間|地点|地點|일시|장소",
    re.IGNORECASE,
)


MOST_POINTED = 14
"""Words before a link that can be a title."""


def _linked(sentence: Sentence) -> Iterator[Told]:
    text = sentence.text
    for start, end, link in sentence.note.rich.links:
        among = not sentence.claimed and holds_sessions(sentence.section or "") and weight(link.text) >= 24
        quote = text[start - 1 : start] in OPENING_MARKS if start else False
        if _WHERE.match(link.text) or "wikipedia.org/" in link.url or is_other(text, start - quote):
            continue
        if " " in link.text and speakers.likeness(link.text) == speakers.KNOWN:
            continue  # whoever it leads to
        if any((name.start, name.end) == (start, end) for name in sentence.names):
            continue
        if start == end and TALK.search(link.text):
            continue  # a picture of somebody at their talk
        leads = leads_to_talk(link.url, link.text) or (
            among and looks_like_title(link.text) and not is_profile(link.url)
        )
        if (
            not leads
            or is_label(link.text)
            or is_on_site(link.text)
            or tells_of_posts(link.text)
            or (
                sentence.claimed
                and (_among_links(sentence.note.part) or hangs_from_label(sentence.note.part))
            )
        ):
            continue
        quoted = link.text[:1] in "\"“'‘«" and not sentence.text[:start].strip().endswith(("talk", "called"))
        words = len(link.text.split())
        spoken = bool(TALK.search(text[:start]) or TALK.search(text[end:]))
        if TALK.fullmatch(link.text.split()[-1]) and not spoken:
            continue
        if sentence.claimed and (quoted or names_material(link.text) or not (spoken or words >= 4)):
            continue
        if (
            (words >= 2 or weight(link.text) >= 24)
            and kind_of(link.url, link.text)
            in (
                "video",
                "slides",
                "article",
                "code",
            )
        ) or (words == 1 and not sentence.claimed and _has_owner(sentence, start)):
            titled = read_title(_ON.sub("", _LABEL_OF.sub("", link.text)))
            kind_alone = titled.speakers and " " not in titled.title
            title = link.text if kind_alone and titled.rule != "alone" else titled.title
            yield Told(title, start, end, "linked", list(titled.speakers if titled.rule != "alone" else ()))


_LABEL_OF = re.compile(
    r"^(?:(?:the|die|das|les?|la|las|los|el|os|as|gli|de)\s)?(?:slides?|video|vidéo|vídeo|recording|folien|aufzeichnung|diapos?|slide)\s"
    r"(?:of|for|from|to|von|zu|zum|de|du|des|d[’']|del|do|da|di|van)\s(?:[\"“„«]\s?)?(?=[A-ZÀ-Þ0-9])",
    re.IGNORECASE,
)
"""What a link to the papers of a talk says before its title: "the slides of Old Moss"."""

_WHERE = re.compile(
    r"(?:on|at|in|from|over|via|available|posted|online|published) (?:on )?(?:the|our|their|my|its|you ?tube|vimeo)\b",
    re.IGNORECASE,
)
"""Words of a link that say where something is: "on the conference website"."""
# As in: [on packets](…), linked with the word that leads to it.
_ON = re.compile(r"^(?:about|über|sur|sobre|su|over|om|про)\s+(?=\w)")


def _has_owner(sentence: Sentence, start: int) -> bool:
    """Somebody stands before a recording named by one word: "@ada's debugger [Probe](video)"."""
    before = (*(name.end for name in sentence.names), *(end for _, end in profiles(sentence)))
    return any(end <= start for end in before)


def _among_links(part: Part) -> bool:
    """One of a list of links in the notes of a talk, most of which lead to no talk: what it refers to."""
    if part.kind != "item" or part.parent is None:
        return False
    family = [other for other in part.parent.parts if other.kind == "item" and other.group == part.group]
    linked = [[link for *_, link in other.head.links] for other in family if other.head.links]
    leading = sum(any(leads_to_talk(link.url, link.text) for link in links) for links in linked)
    return len(linked) >= 3 and leading <= 0.5 * len(linked)


def _label_linked(sentence: Sentence) -> Iterator[Told]:
    text = sentence.text
    for start, end, link in sentence.note.rich.links:
        if not leads_to_talk(link.url, link.text) or not is_label(link.text) or "://" in link.text:
            continue
        owner = next(
            (
                name
                for name in sentence.names
                if 0 <= start - name.end <= 3 and POSSESSIVE.match(text[name.end : start] or " ")
            ),
            None,
        )
        if owner and TALK.search(link.text):
            yield Told(text[owner.start : end], owner.start, end, "label_linked", [owner.name])


def _presented(sentence: Sentence) -> Iterator[Told]:
    """As in "Ada Lovelace presented the packet tracer"."""
    text = sentence.text
    for at, name in enumerate(sentence.names):
        gap = re.match(
            rf"(?:\s+(?:and|und|et|y|e|en|i|og|och|и|và|dan|ve|&)\s+[^,.;]{{2,40}}?)?(?:\s*\([^)]*\))?{OF_COMPANY}?(?:,?\sque l['’]on ne présente plus,?)?(?:\s(?:invece|dann|then|poi|đã|cũng))?(?:,\s[^,.;]{{3,60}},|\s[-–—]\s[^,.;–—-]{{3,120}}\s[-–—]|\svới vai trò [^,.;]{{3,140}}?(?=\sđã\s))?"
            r"(?:\s(?:came|took|went|walked|stepped|got)\s(?:on\s|onto\s|up\s|to\s)?(?:the\s)?stage,?\s(?:and|to))?"
            r"(?:\syang)?(?:\s(?:who|which)(?:\s[^,.;]{3,40}?)?(?=\s(?:gave|gives|showed|shows|presented|talked|spoke|explained|told)\b))?"
            rf"(?:\s(?:then|also|from \w+|hat|haben|nous|ci|nos|invece|poi|dann|ensuite|luego|depois|vervolgens|đã|cũng|cùng mọi người|telah|juga)|{HOW})*(?:\s(?:und|et|y|e|en|i|och|og|и|та|a)(?=\s(?:{SPOKE.pattern})))?\s+",
            text[name.end :],
        )
        if turned := verbs_first.turned(sentence, name):
            yield turned
            continue
        if text[: name.start].endswith(", ") and text.startswith(", ", name.end):
            start = name.end + 2  # "the speaker, Ada Lovelace, told us …"
        elif gap is not None:
            start = name.end + gap.end()
        else:
            continue
        verb = SPOKE.match(text, start) or TALKING.match(text, name.end) or _WHO_SPOKE.match(text, name.end)
        verb_end = verb.end() if verb else verbs_first.parted_end(text, start)
        if verb_end < 0:
            continue
        start = _behind_verb(text, verb_end)
        rest = text[start:]
        if STATED.match(rest) or giving.NO_SUBJECT.match(rest) or not sentence.free(name.start, name.end):
            continue
        if text[: name.start].endswith(" by "):
            continue
        lead = NP_START.match(rest)
        begin = start + (lead.end() if lead else 0)
        begin = behind_its_kind(text, begin)
        end = until_next(sentence, begin)
        title = giving.without_praise(verbs_first.without_particle(text[begin:end]))
        names = [name.name, *(other.name for other in sentence.names[at + 1 :] if other.start < verb_end)]
        if at and _JOINED.fullmatch(text, sentence.names[at - 1].end, name.start):
            names.insert(0, sentence.names[at - 1].name)
        if (named := _named_later(sentence, begin)) is not None:
            named.speakers += [one for one in names if one not in named.speakers]
        elif _BUT_A_TALK.fullmatch(title):
            continue
        elif giving.is_subject(text, start, begin, title) or re.search(r"[A-Z]\w+[A-Z]|[A-Z]{2}", title):
            yield Told(title, begin, end, "presented", names)


_WHO_SPOKE = re.compile(rf"{OF_COMPANY},\s(?:who|der|die|qui|que|che|die)\s(?:{SPOKE.pattern})")
_JOINED = re.compile(
    rf"(?:\s\([^()]{{1,40}}\)|{OF_COMPANY})?\s*(?:,|&|and|und|et|y|e|en|och|og|i|и|та|và|dan|ve)\s+"
)


def _behind_verb(text: str, start: int) -> int:
    """Where goes on what somebody gave, behind blanks and "in her talk"."""
    if aside := _IN_THEIR_TALK.match(text, start):
        return aside.end()
    return start + len(text[start:]) - len(text[start:].lstrip(" "))


# "Ada gab in ihrem Vortrag einen Überblick", "zeigte, wie man …"
_IN_THEIR_TALK = re.compile(
    rf"\s*(?:(?:in|dans|en|em|nel|nella) (?:his|her|their|ihrem|seinem|ihrer|seiner|sa|son|leur|su|sua|seu|suo|zijn|haar) (?:[\w-]+ )?(?:{TALK.pattern}),?\s|,\s(?=(?:wie|warum|was|hoe|hur|hvordan|как|почему|jak|dlaczego|як)\s))",
    re.IGNORECASE,
)


def _named_later(sentence: Sentence, begin: int) -> Told | None:
    """The title that the words from `begin` lead up to: "Ada showed us new ways to walk: “[Old ants](…)”"."""
    one = next(
        (one for one in sorted(sentence.told, key=lambda told: told.start) if one.start >= begin), None
    )
    if one is None or one.rule not in ("quoted", "linked") or one.speakers or one.start - begin > 200:
        return None
    between = sentence.text[begin : one.start]
    others = any(begin <= name.start < one.start for name in sentence.names)
    return one if _LED_UP.search(between) and not others and not re.search(r"[.;]\s", between) else None


_LED_UP = re.compile(
    r"(?:[:：]|\b(?:called|titled|entitled|named|in(?: (?:his|her|their) (?:talk|presentation|session|keynote|workshop),?)?|pour|dans|intitulée?s?|titulad[oa]|intitulad[oa]|intitolat[oa]|namens|mit dem titel))"
    r"[\s\"“„«*_]*$",
    re.IGNORECASE,
)


_BUT_A_TALK = re.compile(
    rf"(?:[^\W\d_]+\s){{0,4}}?(?:(?:eine?n?|une?|un[ao]?|uma?|een|en|ett|et|ei)\s)?(?:[^\W\d_]+\s)?(?:{TALK.pattern})"
    r"(?:\s(?:im|in|am|auf|vor|dans|en|devant|na|no|em|nella|nel|i|på|w|v|в|op)\s.*)?",
    re.IGNORECASE,
)
"""A talk somewhere, and nothing of what it was on: "auch heute einen Vortrag im großen Saal"."""

RULES: dict[str, Rule] = {
    "quoted_unspaced": Rule(quoted_unspaced),
    "quoted": Rule(quoted),
    "in_code": Rule(in_code),
    "keynote_of_day": Rule(_keynote_of_day, Cue(frozenset({"keynote", "keynotes"}))),
    "pointed": Rule(_pointed),
    "link_alone": Rule(_link_alone),
    "linked": Rule(_linked),
    "label_linked": Rule(_label_linked),
    "titled_by": Rule(whose.titled_by, Cue(frozenset({"by"}))),
    "was_called": Rule(whose.was_called, TALK_CUE),
    "with_somebody": Rule(whose.with_somebody, Cue(frozenset({"with"}))),
    "by_number": Rule(by_number, NUMBER_CUE),
    "in_brackets": Rule(by_whom.in_brackets, TALK_CUE),
    "the_one": Rule(the_ones.the_one, the_ones.CUE),
    "named": Rule(by_whom.named, TALK_CUE),
    "owned": Rule(whose.owned, TALK_CUE),
    "in_a_row": Rule(whose.in_a_row, Cue(frozenset({"by", "with"}))),
    "gave": Rule(giving.gave, TALK_CUE),
    "heard": Rule(giving.heard, SPEAK_CUE),
    "next_up": Rule(giving.next_up, Cue(frozenset({"with", "on", "about", "presenting"}))),
    "overview": Rule(overviews.gave_an_overview, overviews.CUE),
    "verb_last": Rule(verbs_last.verb_last, verbs_last.CUE),
    "presented": Rule(_presented, Cue(SPOKE_CUE.words | TALKING_CUE.words, SPOKE_CUE.pieces)),
    "each_about": Rule(by_whom.each_about),
    "mine": Rule(giving.mine, Cue(frozenset({"my", "our", "gave", "presented", "delivered"}))),
    "ordinal": Rule(giving.ordinal, Cue(frozenset({"his", "her", "their"}))),
    "with_a_talk": Rule(overviews.with_a_talk, TALK_CUE),
    "about": Rule(occasions.about, SINGLE_CUE),
    "nth": Rule(firsts.nth, firsts.CUE),
    "called": Rule(occasions.called, SINGLE_CUE),
    "of_one_word": Rule(occasions.of_one_word, TALK_CUE),
    "called_by": Rule(occasions.called_by, SINGLE_CUE),
    "another": Rule(
        occasions.another,
        Cue(
            frozenset(
                {
                    "another",
                    "one",
                    "weiterer",
                    "weiteren",
                    "andere",
                    "anderer",
                    "autre",
                    "otra",
                    "otro",
                    "outra",
                    "outro",
                    "altra",
                    "altro",
                }
            )
        ),
    ),
    "session_did": Rule(session_did, SINGLE_CUE | ORDINAL_CUE),
    "behind_colon": Rule(firsts.behind_colon, TALK_CUE),
    "colon_and_by": Rule(firsts.colon_and_by, TALK_CUE),
    "one_other": Rule(occasions.one_other, SPOKE_CUE),
    "somebody": Rule(giving.somebody, SPOKE_CUE),
    "learnt": Rule(giving.learnt, Cue(frozenset({"about"}))),
    "each_one": Rule(each_one, ON_TOPIC_CUE),
    "spoke_about": Rule(spoke_about, SPOKE_ABOUT_CUE),
    "took_turn": Rule(took_turn, TURN_CUE),
    "went_on": Rule(went_on, WENT_ON_CUE),
    "latin_title": Rule(latin_title, Cue(frozenset(), pieces=("的", "の"))),
    "on_topic": Rule(on_topic, ON_TOPIC_CUE),
    "whose_unspaced": Rule(whose_unspaced),
    "capitalised": Rule(
        occasions.capitalised,
        Cue(ALONE_CUE.words | SINGLE_CUE.words | SEVERAL_CUE.words | {"keynotes", "panels", "feather"}),
    ),
    "enumerated": Rule(occasions.enumerated, SEVERAL_CUE),
    "small": Rule(occasions.small, Cue(frozenset(["workshop", "tutorial", "crash", "panel", "bof"]))),
    "owned_title": Rule(whose.owned_title),
    "several": Rule(occasions.several, SEVERAL_CUE),
    "lightning": Rule(occasions.lightning, LIGHTNING_CUE),
    "turn": Rule(turns.turn, turns.CUE),
}
