# ruff: noqa: E501
"""Talks told in Chinese by whose turn it was: 第一个听的是李雷讲苔藓, 接着由 Bo 介绍苔藓, 一位工程师讲了苔藓的历史.

Words for what came next make a speaker of whom no family name shows as one, and a talk of what
a bare verb leads up to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.parsing.cues import Cue
from bot.parsing.rich import Rich
from bot.parsing.talks.told import Sentence, Told
from bot.parsing.talks.unspaced import own_subject
from bot.parsing.talks.unspaced_people import HONOUR, name_before
from bot.parsing.vocabulary import TALK

_COUNTED = r"(?:第[一二三四五六七八九十]+|下一|最[后後]一?|另一|再下一)[个個场場位]"
_THEN = r"首先|最先|接着|接著|接下[来來]|紧接着|緊接著|然[后後]|之[后後]|[随隨][后後]|最[后後]|下面|[后後][来來]|先|再"
_KIND = rf"(?:{TALK.pattern}|[讲講][者师師]|[嘉来來][宾賓]|演[讲講]者|主[题題]|[话話][题題]|topics?|上[台臺场場]|出[场場]|登[场場]|[听聽]|的|[场場])"
_TURN = (
    rf"(?:(?:(?:早上|上午|下午|[晚中]上)?(?:我|我们|我們|也|又|[还還])?[去先又]?[听聽])(?:了|的)(?:是|{_COUNTED}(?:{_KIND})*就?是)?|"
    rf"(?:今天|上午|下午|当天|當天|大[会會])?的?(?:{_COUNTED}(?:{_KIND})*|(?:{_THEN})[，,]?(?:{_KIND})*|[开開压壓][场場轴軸](?:{_KIND})*)"
    r"(?:就?是|由|[轮輪]到|[请請]到?了?|(?:[跑去到][^，。]{0,8}?)?[听聽](?:了|的(?:就?是)?)?|有)?|"
    rf"(?:{TALK.pattern})\s?(?:由|[请請]到了?|[来來]自)|"
    r"(?:[一另]位)?[来來]自[^，。、；：的]{1,16}的)"
)
_STAGE = r"(?:[带帶][来來](?=[，,])|[讲講带帶][来來]?的(?=[，,])|的(?:[开開][场場]|演[讲講]|分享|talk|session)(?=[，,])|上[来來]|上[台臺]|[开開][场場]|出[场場]|登[场場台臺]|来|來)?(?:[给給为為向跟和](?:大家|我们|我們|[现現][场場]|各位))?(?:首先|主要|[简簡][单單]地?|[详詳][细細]地?|重[点點])?"
_VERB = r"(?:(?:分享|[带帶][来來]|[讲講])的(?!是)|(?:分享|[讲講]解|[讲講]述|介[绍紹]|演示|展示|示[范範]|主[讲講]|回[顾顧]|探[讨討]|[带帶][来來]|[讲講谈談聊](?:了?[讲講谈談聊])?)(?:的是|了|一下)?+)(?:[关關][于於])?+"
NO_SUBJECT = r"(?![得的聊过過着著完课課话話起到不会會师師座堂坛壇論论判台臺价價]|[一几幾两兩]下|很|[它我你])"
_WHAT = r"[^，。；！？,;!?\n「」《》“”]"
_ON_STAGE = re.compile(
    rf"(?:^|(?<=[，。；！,;：:\s]))(?P<turn>{_TURN})[\s，,]?(?!(?:我[们們]?)?(?:[和跟与與同找问問向给給]|感[谢謝]))(?P<who>[^，。；！？,;!?\n「」《》“”]{{1,40}}?)"
    rf"(?:\s?(?:{HONOUR}))?(?:[（(][^（）()]{{1,40}}[）)])?\s?{_STAGE}[\s，,]?[他她]?{_STAGE}{_VERB}\s?{NO_SUBJECT}(?P<what>{_WHAT}{{2,60}}+)(?![「《“])"
)
_LATIN = re.compile(r"(?:^|(?<=[\s\u3400-\u9fff]))[A-Za-z][\w.-]*(?: [A-Z][\w.-]+){0,2}$", re.ASCII)
# What somebody has is no title: "最后是李雷的演讲", "然后是李雷的提问环节".
_NO_TITLE = re.compile(
    rf"^(?:{TALK.pattern})|(?:{TALK.pattern}|[环環][节節]|[时時][间間]|提[问問]|[问問]答|致[辞辭詞]|[总總][结結]|[开開]场|主持|[内內]容|部分|[题題]目|主[题題])$",
    re.IGNORECASE,
)
_HONOURED = re.compile(rf"\s?(?:{HONOUR})?\s?$")
_OF_SOMEBODY = re.compile(
    rf"(?:^|(?<=[，。；！,;：:\s]))(?P<turn>{_TURN})(?<=[是听聽了有到])\s?(?P<who>(?![和跟与與同])(?=[^，。；！？,;]*的){_WHAT}{{4,60}}+)(?![「《“])"
)
_SOMEBODY = re.compile(
    r"[一两兩三几幾有][位名个個](?:[来來]自[^，。、；]{1,20}?的)?[^，。、；的了在]{0,8}?"
    r"(?:[讲講][者师師]|工程[师師]|[开開][发發]者|[嘉来來][宾賓]|小哥|哥[们們]|大叔|老[师師]|教授|博士|[创創]始人|作者|[专專]家|架[构構][师師]|程序[员員]|CTO|CEO|(?<=的)(?:同[学學]|朋友))"
    rf"{_STAGE}(?:分享|[讲講]解|[讲講]述|介[绍紹]|演示|展示|示[范範]|[讲講谈談聊])(?:了|的是|(?=如何|怎))(?:[关關][于於])?(?P<what>{_WHAT}{{3,60}}+)(?![「《“])"
)

TURN_CUE = Cue(
    frozenset(),
    pieces=(
        "讲",
        "講",
        "谈",
        "談",
        "聊",
        "分享",
        "介绍",
        "介紹",
        "演示",
        "展示",
        "示范",
        "示範",
        "回顾",
        "回顧",
        "第",
        "首先",
        "最先",
        "接",
        "然后",
        "然後",
        "之后",
        "之後",
        "随后",
        "隨後",
        "最后",
        "最後",
        "听",
        "聽",
        "带来",
        "帶來",
    ),
)


def may_take_turns(text: Rich) -> bool:
    """It tells whose turn came, or that one of some trade spoke."""
    return text.may_hold(TURN_CUE) and (
        any(form.search(text.text) is not None for form in (_ON_STAGE, _SOMEBODY, _OF_SOMEBODY))
    )


def took_turn(sentence: Sentence) -> Iterator[Told]:
    """As in 第一个听的是李雷讲苔藓, 最后听了[mosscat](…)谈苔藓网, 一位来自某公司的工程师讲了苔藓的历史."""
    for match in _ON_STAGE.finditer(sentence.text):
        who, title = _on_stage(sentence, *match.span("who")), own_subject(match["what"])
        if who is not None and title:
            yield Told(title, match.start(), match.end(), "took_turn", [who])
    yield from _somebodys(sentence)
    for match in _SOMEBODY.finditer(sentence.text):
        if title := own_subject(match["what"]):
            yield Told(title, match.start(), match.end(), "took_turn")


def _somebodys(sentence: Sentence) -> Iterator[Told]:
    """As in 首先是[mosscat](…)的苔藓云, 下一场是李雷老师的蚂蚁调度系统."""
    text = sentence.text
    for match in _OF_SOMEBODY.finditer(text):
        for of in re.finditer("的", text[: match.end()][match.end("turn") :]):
            at = match.end("turn") + of.start()
            who = _on_stage(sentence, match.start("who"), len(_HONOURED.sub("", text[:at])))
            title = text[at + 1 : match.end()].strip()
            if who is not None and len(title) >= LEAST and not _NO_TITLE.search(title):
                yield Told(title, match.start(), match.end(), "took_turn", [who])
                break


def _on_stage(sentence: Sentence, start: int, end: int) -> str | None:
    """Who the words between turn and verb name: by a link, by capitals, by a family name, at their end."""
    text = sentence.text[start:end].rstrip()
    end = start + len(text)
    linked = next((link.text for a, b, link in sentence.note.rich.links if start <= a and b == end), "")
    if linked and len(linked) <= LONGEST_NAME:
        return linked.lstrip("@")
    if named := next((name for name in sentence.names if start <= name.start and name.end == end), None):
        return named.name
    if latin := _LATIN.search(text):
        return latin.group()
    one = name_before(sentence.text, end)
    return one.name if one is not None and one.start >= start else None


LEAST = 3
"""Characters of what somebody spoke about at least."""

LONGEST_NAME = 20
"""Characters of a linked name at most."""
