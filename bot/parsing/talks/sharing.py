# ruff: noqa: E501
"""To which of the talks a sentence tells of its names and links belong."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.parsing import speakers
from bot.parsing.letters import SMALL
from bot.parsing.links import bare, is_collection, is_profile
from bot.parsing.speakers import Mention
from bot.parsing.talks.giving import GAVE
from bot.parsing.talks.phrases import ATTENDED, COURTESY, FROM, GENITIVE, OF_COMPANY, POSSESSIVE, QUOTE
from bot.parsing.talks.told import Sentence, Told
from bot.parsing.talks.unspaced import brings, gives
from bot.parsing.vocabulary import SAID, SPOKE, TALK, THEN


def share_out(sentence: Sentence) -> None:
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
        others = _named_behind(sentence, one)
        own = [
            name
            for name in sentence.names
            if left <= name.start
            and not (others and name.end <= one.start)
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
    if len(told) == 1 and not told[0].speakers and told[0].rule in ("quoted", "linked"):
        told[0].speakers += _only_one(sentence, told[0])


def _only_one(sentence: Sentence, told: Told) -> list[str]:
    """The one person a sentence names in full beside the one title it has, whatever their part is said to be."""
    others = [name for name in sentence.names if not told.start <= name.start < told.end]
    return [name.name for name in others if " " in name.name] if len(others) == 1 else []


def _named_behind(sentence: Sentence, told: Told) -> bool:
    """Who gave it is known by the "by" right behind it: who stands before came to hear it."""
    behind = next((name for name in sentence.names if name.start >= told.end), None)
    return (
        behind is not None
        and behind.name in told.speakers
        and _BY.fullmatch(sentence.text, told.end, behind.start) is not None
    )


_BY = re.compile(r"[\"”»’*_]*,?\s(?:by|von|par|door|av|af|przez)\s[*_]*")
_GENITIVE = re.compile(r"['’]s?$")


def _brings_next(sentence: Sentence, name: Mention, following: Told) -> bool:
    """A person between two titles whose own the second is: "“Old Moss”, Ada's talk about “New Walls”"."""
    between = sentence.text[name.end : following.start]
    return (
        following.rule == "quoted"
        and len(between) < FAR
        and (
            between.strip(' *_"“„«') in ("", "with")
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
    if told.rule == "quoted" and between in (", ", " – ", " — ", " - ") and FROM.search(text[: name.start]):
        return True
    if told.rule == "quoted" and _SAYS.fullmatch(between):
        return True
    if told.rule in _OCCASIONS and _IN_THEIRS.fullmatch(between) and _OWN.match(text, told.start):
        return True
    if told.rule in _OCCASIONS and _OPENED_WITH.fullmatch(between):
        return True
    if beside or _OWNS.fullmatch(between) or _ON.fullmatch(between) or _OWN_TALK.search(between):
        return True
    quoted = told.rule == "quoted" or QUOTE.search(between)
    if (quoted and _IN_QUOTES.fullmatch(between)) or (
        not text.isascii() and (brings(between) or gives(text, name, told.start, told.end))
    ):
        return True
    if _PARTED.fullmatch(between) and _OWN.match(text, told.start):
        return True
    giving = GAVE.match(text, name.end)
    if giving and told.start - giving.end() < 60 and TALK.search(text[giving.end() : told.start]):
        return True
    if told.rule in _OCCASIONS and _DID.fullmatch(between) and not ATTENDED.search(between):
        return True
    if (
        told.rule in _OCCASIONS
        and _WENT.fullmatch(between)
        and not ATTENDED.search(between)
        and _BEGAN.search(text, 0, name.start)
    ):
        return True
    if name.end + 12 > told.start and _WHO_GAVE.match(after):
        return True
    verb = SPOKE.search(after)
    aside = after.lstrip().startswith(_ASIDE_BEGINS)
    return verb is not None and (verb.start() < 5 or aside)


_NO_GIVING = "met\\b|asked|thanked|invited|wanted|organi|moder|besuch|assist|organis|dank|hör|was\\b|is\\b"
_OCCASIONS = frozenset({"about", "small", "capitalised", "called"})
_DID = re.compile(
    r"(?:\s\([^()]{1,60}\))?(?:\s(?:also|then|again|later|finally|even|kindly|who|from [A-Z]\w+))*\s(?!met\b|asked\b|thanked\b|invited\b|wanted\b|said\b|organi)[^\W\d_A-Z]+(?:ed|an|ave|ld|id|ght|ok|ve|es|ns)"
    r"(?:\s(?!met\b|after\b|before\b|at\b|from\b|about\b)[a-z-]+){0,5}\s?",
)
"""From a person to the session in the same clause: "Ada also ran a", "Ada kicked things off with a"."""

# "Jan Kowalski wygłosił wykład", "Ana a ținut o prezentare": the clause begins with the person, and goes on with verbs.
_BEGAN = re.compile(
    rf"(?:^|[.;:!?]\s|,\s|\s(?:en|och|og|und|y|e|et|i|a|и|și|και)\s|\b(?:c['’]est|è stat[oa]|fue|foi)\s)(?:(?:{THEN.pattern}),?\s)?$",
    re.IGNORECASE,
)
_WENT = re.compile(rf"(?:{OF_COMPANY})?(?:\s(?!{SAID.pattern}|{_NO_GIVING})[{SMALL}-]+){{1,7}}\s?")

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
        and _RIGHT_BEHIND.fullmatch(text, told.end, name.start)
        and told.rule in ("quoted", "called")
    ):
        return True
    if told.rule in ("quoted", "linked", "called", "titled_by") and _IN_WHICH.fullmatch(
        text, told.end, max(told.end, name.start)
    ):
        return True
    before = _HONORIFIC.sub("", text[max(0, name.start - 40) : name.start])
    if told.rule in _OCCASIONS and _OWN.match(text, told.start) and text[told.end : name.start] == ", ":
        return _IN_END.search(text, max(0, told.start - 10), told.start) is not None
    verbs = list(SPOKE.finditer(before))
    if verbs and not before[verbs[-1].end() :].strip():
        return True
    if FROM.search(before) or re.search(r"(?:\bby|[–—-]|\||\()\s*$", before):
        return True
    following = next((other for other in sentence.names if 0 < other.start - name.end <= APART), None)
    if (
        way >= 0
        and following is not None
        and following.end <= told.start
        and _AND.fullmatch(text[name.end : following.start])
        and _speaks(sentence, following, told, 1)
    ):
        return True
    if way <= 0 and re.search(r"(?:,|&|\b(?:and|und|et|y|e|en|i|и|og|och|và|dan|ve))\s+$", before):
        previous = [other for other in sentence.names if other.end <= name.start - 1]
        between = text[previous[-1].end : name.start] if previous else ""
        near = 0 < len(between) <= APART or _DEGREES.fullmatch(between) is not None
        return near and _speaks(sentence, previous[-1], told, -1)
    return False


APART = 7
"""Characters between two people who are joined by a comma or a word for "and"."""

# As in: Ada Lovelace, Ph.D. and Grace Hopper, MBA.
_DEGREES = re.compile(r"(?:,\s(?:[A-Z]{2,5}|Ph\.?\s?D\.?|M\.?Sc\.?|M\.D\.|Dr\.))+,?\s(?:and|&|und|et|y|e)\s")


_RIGHT_BEHIND = re.compile(rf"[\"”»’*_]*,?\s+(?:(?:{COURTESY})\s)?")
_AND = re.compile(r"\s*(?:,|&|,?\s(?:and|und|et|y|e|en|og|och|i|a|ja|és|și|ve|и|та|і|dan|và|και))\s+")
# As in: Ada Lovelace dans « Les paquets ».
_IN_QUOTES = re.compile(
    rf"(?:\s(?!{SAID.pattern})[^\W\d_][\w’'-]*){{0,5}}?\s+(?:in|dans|en|em|nel|nella|i|w|ve|v|у|в|în|med|mit|avec|con|with|met|dengan|với|z|ze|с|со|com|cu|με)\s+(?:[^\W\d_]+\s+){{0,2}}?(?:(?:{TALK.pattern}|[^\W\d_]+)\s+)?(?:[^\W\d_]+\s+)?[\"“„«»”*_\s]*",
    re.IGNORECASE,
)
# "Ada's talk, ", "Ada's great session on ": from the name to what the person owns.
_OWNS = re.compile(rf"{GENITIVE}(?:\s[^,;]*)?(?:,?\s(?:called|titled|entitled|named))?,?\s*[\"“„«*_]*")
_OWN_TALK = re.compile(
    rf"^\s+(?:{TALK.pattern})\s|\b(?:his|her|their|whose|dont|cuy[ao]|cuj[ao]|dessen|deren|wiens|vars)\s+(?:(?:[\w-]+\s)?(?:{TALK.pattern})(?:\s(?:was|is|war|hieß|était|fue|foi))?(?:\s(?:titled|called|entitled|titel))?[,:]?\s*[\"“„«*_]*)?$",
    re.IGNORECASE,
)
_HONORIFIC = re.compile(r"(?:Dr|Prof|Mr|Mrs|Ms|Herr|Frau|Mme|Sra?|Dra)\.?\s$")
# As in: In her talk about moss, Ada …
_IN_END = re.compile(r"(?:in|during|with|dans|pendant|en|durante|em|nel|nella|mit|w|в)\s$", re.IGNORECASE)
# As in: Ada Lovelace: “Old Moss”.
_SAYS = re.compile(r"(?:\s\([^()]{1,40}\))?\s?[:：]\s[\"“„«*_]*")
# As in: Ada, in her talk about moss, …
_IN_THEIRS = re.compile(r",?\s(?:in|during|with|dans|pendant|en|durante|em|nel|mit)\s")
# As in: Ada a ouvert la journée avec une conférence sur …, abrió Ada con una charla …
_OPENED_WITH = re.compile(
    r"(?:\s(?:a|ha|hat|heeft|har|abri[óu]|empez[óo]|cerr[óo]|começou|fechou|aprì|eröffnete|begann|beendete|opende|begon|öppnade|inledde|åbnede)\b[^.,;]{0,50}?)?\s(?:avec|par|con|com|mit|met|med)\s"
)
# As in: “Old Moss”, in which Ada Lovelace explained …
_IN_WHICH = re.compile(
    r"[\"”»’*_]*(?:\s\([^()]{1,60}\))?,?\s(?:in which|where|in (?:dem|der|welchem|welcher)|bei (?:dem|der)|dans (?:lequel|laquelle)|où|en (?:la|el) que|en la cual|donde|em que|onde|in cui|dove|waarin|waarbij|där|hvor|в котором|gdzie|w której)\s"
)
# As in: Ada Lovelace: her talk on ants.
_PARTED = re.compile(r"\s*[:：,–—-]\s*")
_OWN = re.compile(
    r"(?:his|her|their|su|sus|son|sa|leur|sua|seu|suo|zijn|haar|sein\w*|ihr\w*|hans|hennes|sin|sitt|его|её|их|jego|jej|whose|dont|cuy[ao]|deren|dessen)\s",
    re.IGNORECASE,
)
_ON = re.compile(
    r"(?:\s\([^()]{1,40}\))?,?\s+(?:on|about|with|for|über|zu|zum|zur|sur|sobre|su|sul|over|om|o|despre|για|о|об|про|tentang|về)\s+[\"“„«*_]*",
    re.IGNORECASE,
)
_WHO_GAVE = re.compile(r",?\s(?:who|qui|que|che|die|der|который|которая)\s")
