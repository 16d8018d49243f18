# ruff: noqa: E501
"""Who brings a talk, as a sentence about it says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from bot.parsing import speakers
from bot.parsing.links import is_profile
from bot.parsing.rich import Rich
from bot.parsing.vocabulary import BRINGER, SPOKE, TALK

_FIRST = 240
"""Characters of a text in which its subject stands."""

# "Talk by …", "Esta charla fue de …", "Ein Vortrag von …"
_TALK_OF = re.compile(
    r"\W*(?:(?:this|the|a|an|another|my|die|der|das|den|ein|eine|dies\w*|esta|la|una|otra|cette|une|l['’]|essa|esta|a|uma|il|la|un|un['’])\s*)?"
    rf"(?:[\w-]+\s){{0,2}}?(?:{TALK.pattern})"
    r"(?:\s(?:was|is|were|war|ist|fue|era|est|était|foi|è))?"
    r"(?:\s(?:given|held|presented|delivered|led|gehalten|impartid[ao]|dad[ao]|présentée?|donnée?|animée?|ministrad[ao]|apresentad[ao]|tenut[ao]))?"
    r"\s(?P<by>by|from|of|von|vom|de|del|do|da|par|por|di|del|door)\s",
    re.IGNORECASE,
)
_NAMES_END = re.compile(
    r"[.;:(\n!?]|,\s(?=[a-zß-ÿ])|\s(?:about|on|that|which|who|where|in|at|über|zu|zum|zur|donde|que|sobre|en|où|qui|sur|à|chez|im|bei|in dem|onde|no|na|su|dove)\s"
)
# As in: Ada Lovelace (b|t) and Grace Hopper (b|t).
_ASIDE = re.compile(r"\s\([^()\s]{1,12}\)(?=\s(?:and|&|und|et|y|e|en)\s)")
_AT_WORK = re.compile(r"(\S+ \S+) (?:from|of|von|vom|bei) ")
# "王大明老師的演講", "山田さんの発表", "김하나님의 발표": the title of courtesy says that it is a name.
_HONOURED = re.compile(
    r"(?P<ko>[가-힣]{2,4})\s?(?:님|씨)(?:의|께서|이|과|와)?\s+(?:[가-힣]+\s+)?(?:발표|세션|강연|강의|키노트|토크)|"
    r"(?P<ja>[A-Z][\w.-]+(?: [A-Z][\w.-]+)*|[\u4e00-\u9fff\u30a0-\u30ff々]{2,10})(?:さん|氏)(?:の|による)\s?[「『“]?[^。、]{0,40}?(?:発表|セッション|講演|トーク|登壇|LT)|"
    r"(?P<zh>[\u4e00-\u9fff]{2,4}?)(?:老师|老師|先生|女士|博士|教授)(?:[带帶]来|分享|主[讲講])?(?:的|關於|关于)[^。，]{0,30}?(?:演讲|演講|分享|议题|議題|主题|主題|讲座|講座)"
)


@lru_cache(maxsize=2048)
def brought_by(text: str) -> tuple[str, ...]:
    """The people of the talk that a text begins by speaking of, () where it does not.

    "Talk by Ada Lovelace about engines." -> Ada Lovelace
    """
    text = text[:_FIRST]
    if found := _TALK_OF.match(text):
        rest = _ASIDE.sub("", text[found.end() :])
        end = _NAMES_END.search(rest)
        who = rest[: end.start()] if end else rest
        at_work = _AT_WORK.match(who)
        names = speakers.people(at_work[1] if at_work else who)
        sure = 1 if found["by"].lower() in ("by", "par", "por", "door") else 2
        full = all(" " in name for name in names)
        if full and speakers.surest(names) >= sure:
            return names
    if not text.isascii() and (found := _HONOURED.search(text)):
        return (next(name for name in found.groups() if name),)
    return ()


def linked_bringers(text: Rich) -> list[str]:
    """The people linked before a verb of speaking: "[Ada](…) and [Bo](…), of Acme, showed us …"."""
    for at, (start, end, link) in enumerate(text.links[:2]):
        name = speakers.clean(link.text)
        known = is_profile(link.url, link.text) or (start == 0 and " " in name)
        if (
            start < NEAR
            and SPOKE.search(text.text[end : end + 60])
            and known
            and name[:1].isupper()
            and (len(name.split()) == 1 or speakers.likeness(name))
        ):
            return [name, *_linked_next(text, at, end)]
    return []


NEAR = 80
"""Characters before the first link of a sentence about who spoke."""


def _linked_next(text: Rich, at: int, end: int) -> Iterator[str]:
    """The people linked behind the link number `at`, which ends at `end`, as joined to it."""
    for start, stop, link in text.links[at + 1 :]:
        if not _ALSO.fullmatch(text.text, end, start) or not speakers.likeness(link.text):
            return
        yield speakers.clean(link.text)
        end = stop


def told_by(text: str, named: Sequence[speakers.Mention]) -> tuple[str, ...]:
    """Those of the people `named` in a sentence whom it makes the bringers of its talk.

    "With us again Ada Lovelace, who told …", "the speaker (Ada Lovelace) took …", "Ada[1] showed …"
    """
    found = []
    for at, name in enumerate(named):
        if _THEN_SPOKE.match(text, name.end) or _SPEAKER_IS.search(
            text[max(0, name.start - 40) : name.start]
        ):
            found.append(name.name)
        elif at + 1 < len(named) and _ALSO.fullmatch(text[name.end : named[at + 1].start]):
            then = _THEN_SPOKE.match(text, named[at + 1].end)
            found += [name.name] if then else []
    return tuple(dict.fromkeys(found))


def named_as_speakers(text: str, named: Sequence[speakers.Mention]) -> list[str]:
    """Those called the speakers, or by whom it was given: "The speaker was Ada Lovelace", "It was taught by Ada and Bo"."""
    found: list[str] = []
    at = -1
    for name in named:
        before = text[max(0, name.start - 60) : name.start]
        called = _SPEAKER_IS.search(before) or GIVES_IT.search(before)
        beside = _THE_SPEAKER.match(text, name.end)
        given = _WAS_GIVEN.match(text[: name.start])
        given = given or (
            _GAVE_IT.match(text, name.end) if _ITS_GIVER.fullmatch(text, 0, name.start) else None
        )
        joined = found and _ALSO.fullmatch(text, at, name.start)
        if called or beside or given or joined:
            found.append(name.name)
            at = name.end
    return found


_THE_SPEAKER = re.compile(
    rf",\s(?:the|our|der|die|le|la|l['’]|el|o|a|il|de)\s?(?:{BRINGER.pattern}),", re.IGNORECASE
)
_WAS_GIVEN = re.compile(
    r"(?:It|This|The \w+|Es|Er|Elle|Il) (?:was|wurde|a été) (?:given|taught|held|led|run|presented|delivered|hosted|conducted|gehalten|donnée?|animée?|présentée?)?\s?(?:by|von|par) $"
)
_ALSO = re.compile(r",?\s*(?:and|und|et|y|e|en|i|и|&|,)\s+")
_THEN_SPOKE = re.compile(
    r"(?:\[\^?\d+\]|\s?\([^()]{1,40}\))?(?:,[^,.;]{3,60},|,)?\s+"
    r"(?:(?:who|qui|que|quien|che|der|die|das|welche[rs]?|который|которая|которые|który|która)\s)?(?:(?:then|also|nous|hat|haben|ci|nos|dann|noch|invece|poi)\s){0,2}"
    rf"(?:{SPOKE.pattern})",
    re.IGNORECASE,
)
_SPEAKER_IS = re.compile(
    rf"(?:{BRINGER.pattern})\s?(?:[(（,:：]\s*|war |was |fue |era |était |были? |就?是[：:]?|は、?|[은는] )?$",
    re.IGNORECASE,
)

_TR_TALK = r"(?:sunum(?:u|un)|konuşma(?:yı|nın)|oturum(?:u|un))"
_TR_FROM = r"(?:\s[^,.;]{1,24}['’][dt][ae]n)?\s"
GIVES_IT = re.compile(rf"{_TR_TALK}\s(?:gerçekleştiren|yapan|veren|sunan){_TR_FROM}$", re.IGNORECASE)
"""Before a name in Turkish: they gave the talk spoken of, as in "Sunumu gerçekleştiren Yosunlar'dan Ada Lovelace"."""
_ITS_GIVER = re.compile(rf"(?:bu )?{_TR_TALK}{_TR_FROM}", re.IGNORECASE)
_GAVE_IT = re.compile(r"\s(?:gerçekleştirdi|yaptı|sundu|verdi)(?:ler)?\b")
