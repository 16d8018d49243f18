# ruff: noqa: E501
"""People in sentences of scripts written without blanks, and in Hangul: 张伟老师, 由韩磊主讲, 山田太郎さん, 김민수님.

Where no capital tells a name, a family name, a title of courtesy or what goes on behind it does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.parsing import speakers
from bot.parsing.letters import UNSPACED
from bot.parsing.speakers import Mention
from bot.parsing.vocabulary import TALK, WRITINGS
from bot.people import names as known

HONOUR = "老师|老師|先生|女士|博士|教授|同学|同學|讲师|講師|小姐|大大|さん|さま|様|氏|くん|君(?=[はがもにのと、])|선생님|교수님|박사님|대표님|교수|박사|님|씨"
"""A title of courtesy behind a name."""

GIVING = "带来|帶來|主讲|主講|开讲|開講|演讲|演講|讲解|講解|讲述|講述|分享|发表|發表|登壇|発表|話され|紹介|発表し|발표"
"""Words by which somebody gives a talk."""

_ADVERB = r"(?:一起|也|就|则|則|还|還|又|直接|今天|首先|接着|接著|随后|隨後|同样|同樣)?(?:(?:给|給|为|為|向|跟|和)(?:大家|我们|我們|现场|現場|各位)?)?"
MANNER = r"(?:(?:[通透][过過]|[结結]合|[用以]|基[于於])[^，。；「《“『：]{1,24}?)?"
"""By what means, before the verb: 通过现场演示的方式, 结合自己的经验."""
ASIDE = r"(?:（[^（）]{1,60}）|\([^()]{1,60}\))?"
"""Where somebody works, in brackets behind the name."""

ACCOUNT = r"(?: ?[（(]@\w{1,40}[）)])?"
"""An account of the person, in brackets behind the name."""

# What goes on behind a name of ideographs, by which one sees where it ends.
_GOES_ON = re.compile(
    rf"(?:{HONOUR})?(?: ?(?<![A-Za-z])[a-z]{{2,12}})?{ASIDE}[\s，,]?{_ADVERB}\s?{MANNER}(?:(?:{GIVING})|"
    r"(?:讲|講|谈|談|聊|介绍|介紹|演示|展示|示范|示範|谈到|提到)(?:了|到|如何|怎|的)|[讲講谈談聊](?=[「『“《])|[談谈](?=\S)|(?:做|作|进行|進行)了|[，,]\s?(?:[他她]的?)?(?:演[讲講]|分享)?的?(?:主[题題]|[题題]目|[话話][题題])(?:是|为|為|叫)|以(?=[「『“《])|在[^，。「『“《]{0,8}(?=[「『“《])|在\s?[^，。]{1,10}?\s?(?:[谈談讲講提]到|分享|介[绍紹])|"
    r"的(?=[「『“《*]|\S{0,10}[「『“《]|\S{0,3}(?:演讲|演講|议题|議題|议程|議程|讲座|講座|分享|工作坊|主题|主題))|"
    r"(?:の|による|의)\s?(?=[「『“《\"']|\S{1,12}[「『“《]))"
)
_TITLE = re.compile(HONOUR)
_FAMILY_ALONE = re.compile(rf"(?<![\u4e00-\u9fff々])[{''.join(sorted(known().family))}]$")
_BRINGER = re.compile(
    r"(?:[讲講]师|[讲講]師|[讲講]者|演[讲講]者|演[讲講]人|主[讲講]人|嘉[宾賓]|分享人|上台的|[发發]言人|報告人|报告人|登壇者|発表者|講演者)(?:是|为|為|就是|は)?[：:\s]?(?:[来來]自[^，。、]{1,20}的)?(?P<name>[\u4e00-\u9fff]{2,4}?)(?=[，。、；！\s（(氏談谈講讲]|$|さん|先生|老[师師]|博士|教授)|"
    r"[（(](?P<only>[\u4e00-\u9fff]{2,4}|[가-힣]{3})[）)]|[来來]自(?P<from>[\u4e00-\u9fff]{2,3})(?=[，。])|由(?P<by>[\u4e00-\u9fff]{2,3}?)(?=[、，和与與及带帶主分来來担])"
)
_BRINGER_LATIN = re.compile(
    r"(?:[讲講][者师師]|演[讲講]者|分享者|[嘉来來][宾賓])(?:就?是|[为為])?[：:\s]{0,2}(?P<name>[A-Z][\w-]+(?: [A-Z][\w-]+){0,2})(?=[\s，。、（(]|$|[\u3400-\u9fff])",
    re.ASCII,
)
_AND = re.compile(r"(?:[和与與及跟、＆&]|と)\s?$")
_HONOURED = re.compile(
    r"(?P<name>[\u4e00-\u9fff々]{1,5}|[ァ-ヶー・＝]{3,20}|(?![가-힣]*[님씨])[가-힣]{2,5} (?!교수|박사|선생|대표)[가-힣]{2,6}|[가-힣]{2,5}|[A-Z][\w.-]{1,40}(?: [A-Z][\w.-]{1,40}){0,3}|@?[A-Za-z][A-Za-z0-9_.-]{1,40})"
    rf"{ACCOUNT} ?(?:老[师師]|先生|女士|さん|{HONOUR}(?![\u4e00-\u9fff]))"
)
_HANGUL_GOES_ON = re.compile(
    r"(?<![가-힣])(?P<name>[가-힣]{3})(?=의 [\"“「『<'‘]|(?:의)? (?:발표|세션|강연|키노트))"
)
# "参加者様", "皆様", "발표자님": no name.
_NOBODY = re.compile(
    r"(?:工程[师師]|文[档檔]|公司|平[台臺]|[项項]目|[团團][队隊]|[网網]站|[教课課]程|[论論]文|[讲講][师師]|[开開][发發]者|[者社員客皆方体等]|참가자|발표자|[자들]|여러분|선생|연사|교수)$|^(?:皆|各|お)"
)
_LATIN_END = re.compile(
    r"(?:^|[^\w.]|(?<=[\u3040-\u9fff]))((?:[A-Z][\w’'-]+\.?)(?: [A-Z][\w’'-]+\.?){0,3})$", re.ASCII
)
_SPEAKS_UP = (
    rf"{_ADVERB}(?:[讲講](?:[解述]|了|的是|到)|[谈談聊](?:了|到|起|的是)|(?:[讲講谈談聊]|分享)(?:如何|怎))"
)
# No given name one knows, but only people do this: "Mosscat 讲解怎么…".
_LATIN_SPEAKS = re.compile(
    r"(?:^|(?<=[。，；！？\s]))(?P<name>[A-Z][\w-]{1,20}(?P<full>(?: [A-Z][\w-]+){1,2})?) ?"
    rf"(?={_SPEAKS_UP}|(?:[给給为為](?:大家|我们|我們))(?:[带帶][来來]|做|分享)|(?(full)的 ?(?:{TALK.pattern})|(?!)))",
    re.ASCII,
)
_LINK_SPEAKS = re.compile(rf"\s?(?:{HONOUR})?{ASIDE}[，,]?\s?(?:{_SPEAKS_UP}|{_ADVERB}(?:分享了|主[讲講]))")
_HAN_END = re.compile(r"[\u4e00-\u9fff々]+$")
"""A letter of a script without blanks, or of Hangul."""

_HANGUL = re.compile(r"[가-힣]")
_PARTICLE = re.compile(r"[은는이가의로에서도을를과와인한]$")


def people_unspaced(text: str) -> list[Mention]:
    """The people that a title of courtesy or what goes on behind them shows: 张伟老师, 由韩磊主讲, 山田さん."""
    found: dict[int, Mention] = {}
    if UNSPACED.search(text) is None:
        return []
    for match in _GOES_ON.finditer(text):
        _add(found, text, match.start())
        if _FAMILY_ALONE.search(text, max(0, match.start() - 2), match.start()) and _TITLE.match(
            match.group()
        ):
            found.setdefault(
                match.start(), Mention(match.start() - 1, match.start(), text[match.start() - 1])
            )
    for match in _BRINGER.finditer(text):
        group = str(match.lastgroup)
        if speakers.likeness(match[group]) == 2:
            found[match.end(group)] = Mention(*match.span(group), match[group])
    for match in _HONOURED.finditer(text):
        one = _honoured(text, match)
        if one is not None:
            found[one.end] = one
    for one in _by_speaking(text):
        found.setdefault(one.end, one)
    for match in _HANGUL_GOES_ON.finditer(text) if _HANGUL.search(text) else ():
        if speakers.likeness(match["name"]) == 2:
            found.setdefault(match.end("name"), Mention(*match.span("name"), match["name"]))
    for one in list(found.values()):
        _add_joined(found, text, one)
    return list(_apart(sorted(found.values())))


def _by_speaking(text: str) -> Iterator[Mention]:
    for match in (*_LATIN_SPEAKS.finditer(text), *_BRINGER_LATIN.finditer(text)):
        if TALK.fullmatch(match["name"]) is None:
            yield Mention(*match.span("name"), match["name"])


def speaks_unspaced(text: str, start: int, end: int) -> bool:
    """What is linked there is somebody: behind it goes on what only people do, as in "[mosscat](…)讲了苔藓的一生"."""
    return (
        not text.isascii()
        and end - start <= LONGEST_HANDLE
        and _LINK_SPEAKS.match(text, end) is not None
        and WRITINGS.search(text, start, end) is None
    )


LONGEST_HANDLE = 16
"""Characters of a linked name at most."""


def _apart(named: list[Mention]) -> Iterator[Mention]:
    """Of two that overlap the longer one."""
    last: Mention | None = None
    for one in named:
        if last is not None and one.start < last.end:
            last = max(last, one, key=lambda name: name.end - name.start)
            continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last


def _add(found: dict[int, Mention], text: str, end: int) -> None:
    one = name_before(text, end)
    if one is not None:
        found.setdefault(one.end, one)


def _add_joined(found: dict[int, Mention], text: str, last: Mention) -> None:
    """Those before a name to which it is joined: 张伟和李娜, 佐藤健、高橋美咲さん."""
    while joint := _AND.search(text, max(0, last.start - 2), last.start):
        before = name_before(text, joint.start())
        if before is None or before.end in found:
            return
        found[before.end] = last = before


def _honoured(text: str, match: re.Match[str]) -> Mention | None:
    """The name that a title of courtesy shows."""
    name, start = match["name"], match.start("name")
    if _NOBODY.search(name):
        return None
    if len(name) == 1 and not (name in known().family or name in known().japanese):
        return None
    if name.startswith("@"):
        return Mention(start, start + len(name), name[1:])
    if _HAN_END.fullmatch(name):
        end = match.end("name")
        japanese = _JAPANESE.match(text, end) is not None
        one = name_before(text, end) or _unusual(name, end, japanese=japanese)
        family = _FAMILY_SPACED.search(text, max(0, one.start - 6), one.start) if one and japanese else None
        return Mention(family.start(1), end, text[family.start(1) : end]) if family else one
    first, blank, last = name.rpartition(" ")
    if blank and _HANGUL.match(name):
        own = speakers.likeness(last) == 2 or len(last) < LEAST_FOREIGN
        if own or _PARTICLE.search(first) or text[start - 1 : start].strip():
            start, name = match.end("name") - len(last), last
    return Mention(start, start + len(name), name)


def _unusual(name: str, end: int, *, japanese: bool) -> Mention | None:
    """A name of ideographs of no common family name, without what somebody is before it: 专家易松华老师."""
    own = _ROLE.sub("", name)
    if japanese or (own[0] in _RARE and len(own) in (2, 3)):
        return Mention(end - len(own), end, own)
    return None


# The family name in "前出 祐吾さん".
_FAMILY_SPACED = re.compile(r"(?:^|[^\u4e00-\u9fff々ァ-ヶー])([\u4e00-\u9fff々]{1,3}) $")
_JAPANESE = re.compile(rf"{ACCOUNT} ?(?:さん|さま|様|氏|くん|君(?=[はがもにのと、]))")
_ROLE = re.compile(
    r"^.*(?:的|[专專]家|工程[师師]|[经經]理|[创創][始辦]人|[总總][监監]|架[构構][师師]|作者|主席|[负負][责責]人|[讲講][师師]|嘉[宾賓]|主持人|[学學]者|社長|部長|主催者|司会|幹事)(?=.)"
)
# Family names that are most often a word, so that only a title of courtesy shows them.
_RARE = "易常武乔喬贺賀赖龚文尤庞龐樊兰蘭殷翟安颜顏倪牛温季俞章鲁魯葛伍韦韋申毕畢聂聶焦柳邢路岳齐齊梅庄莊辛管祝左谷祁时時舒耿牟卜关關苗费費纪紀靳盛童欧歐甄项項曲成游阳陽裴席卫衛查屈鲍鮑霍隋甘景单單包司柏宁寧桂闵閔柴华華车車冉房边邊古明"

LEAST_FOREIGN = 4
"""Syllables of Hangul from which a word is the family name of a foreigner."""


def name_before(text: str, end: int) -> Mention | None:
    """The name that ends at `end`: by its family name in ideographs, or by capitals."""
    before = text[max(0, end - 60) : end].rstrip()
    end -= len(text[max(0, end - 60) : end]) - len(before)
    if latin := _LATIN_END.search(before):
        name = latin[1]
        return Mention(end - len(name), end, name) if speakers.likeness(name) else None
    run = _HAN_END.search(before)
    if run is None or _NOBODY.search(run.group()):
        return None
    if len(run.group()) in JAPANESE and run.group().startswith(known().japanese):
        return Mention(end - len(run.group()), end, run.group())
    for length in (4, 3, 2):
        name = before[-length:]
        compound = length < 4 or name.startswith(_COMPOUND)
        if (
            len(run.group()) < length
            or not compound
            or speakers.likeness(name) != 2
            or name.startswith(_NOT_FIRST)
        ):
            continue
        if length == 3 and run.group()[-4:-2] in _THANKS:
            continue
        if length == 3 and run.group()[-3] in _LINKS and speakers.likeness(name[1:]) == 2:
            continue
        return Mention(end - length, end, name)
    nickname = before[-2:]
    return Mention(end - 2, end, nickname) if nickname[0] in "阿老小" and len(nickname) > 1 else None


JAPANESE = range(2, 6)
"""Ideographs of a Japanese name, with its family name first."""

# Family names of two ideographs, and first ones that with the next are most often another word.
_COMPOUND = ("欧阳", "歐陽", "司马", "司馬", "诸葛", "諸葛", "上官", "司徒")
_NOT_FIRST = (
    "于",
    "向",
    "许多",
    "許多",
    "许可",
    "安全",
    "安排",
    "时",
    "時",
    "金牌",
    "金融",
    "金钱",
    "金錢",
    "马上",
    "马路",
    "高级",
    "高級",
    "高效",
    "高手",
    "高度",
    "高可",
    "高性",
    "周末",
    "周年",
    "周围",
    "周边",
    "周期",
    "陈述",
    "陈列",
    "黄色",
    "黄金",
    "谢谢",
    "謝謝",
    "程序",
    "程度",
    "任务",
    "任務",
    "任何",
    "任意",
    "陆续",
    "范围",
    "范例",
    "石头",
    "夏天",
    "付费",
    "付出",
    "方面",
    "方法",
    "方案",
    "方式",
    "方向",
    "方便",
    "白天",
    "白板",
    "白色",
    "白皮",
    "段落",
    "雷达",
    "史上",
    "万一",
    "万物",
    "万能",
    "钱包",
    "严重",
    "严格",
    "余下",
    "杜绝",
    "罗列",
    "张贴",
    "张力",
)
_THANKS = ("感谢", "感謝", "谢谢", "謝謝", "多谢", "多謝")
_LINKS = "和与與由是于向"


def together(text: str, named: Sequence[Mention]) -> Sequence[Mention]:
    """The last of the people named and those joined to them."""
    first = len(named) - 1
    while first and JOINED.fullmatch(text[named[first - 1].end : named[first].start]):
        first -= 1
    return named[first:]


JOINED = re.compile(rf"\s?(?:{HONOUR})?{ASIDE}\s?(?:[和与與及跟と、，,＆&/]|와|과|하고|ve(?=\s))\s?")
