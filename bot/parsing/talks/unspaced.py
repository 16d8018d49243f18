# ruff: noqa: E501
"""People and talks in sentences of scripts written without blanks: 张伟老师带来的《苔藓》, 山田さんの「苔」.

Where no capital tells a name, a family name, a title of courtesy or a verb of giving a talk does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.parsing import speakers
from bot.parsing.cues import Cue
from bot.parsing.rich import Rich
from bot.parsing.speakers import Mention
from bot.parsing.talks.told import Sentence, Told
from bot.parsing.vocabulary import TALK

_HONOUR = "老师|老師|先生|女士|博士|教授|同学|同學|さん|さま|様|氏|님|씨"
_GIVING = "带来|帶來|主讲|主講|开讲|開講|演讲|演講|讲解|講解|讲述|講述|分享|发表|發表|登壇|発表|話され|紹介|発表し|발표"
# What may stand between a name and its verb: "老师也给大家", "さんが".
_ADVERB = r"(?:也|就|则|則|还|還|又|直接|今天|首先|接着|接著|随后|隨後|同样|同樣)?(?:(?:给|給|为|為|向)(?:大家|我们|我們|现场|現場)?)?"
_GAVE = re.compile(
    rf"(?P<honour>{_HONOUR})?(?: ?[a-z]{{2,12}})?(?:（[^（）]{{1,60}}）|\([^()]{{1,60}}\))?\s?{_ADVERB}\s?(?:{_GIVING})"
)
_GIVES = re.compile(_GIVING)
_HONOURED = re.compile(
    r"(?P<name>[\u4e00-\u9fff々]{2,5}|[ァ-ヶー・]{3,16}|[가-힣]{2,4}|[A-Z][\w.-]+(?: [A-Z][\w.-]+){0,3}) ?"
    rf"(?:{_HONOUR})(?![\u4e00-\u9fff])"
)
_HONOUR_END = re.compile(rf"(?:{_HONOUR})\s?$")
_OWNING = re.compile(r"(?:的|の|による|의)\s?(?=[《「『“])")
_LATIN_END = re.compile(r"(?:^|[^\w.])((?:[A-Z][\w’'-]+\.?)(?: [A-Z][\w’'-]+\.?){0,3})$")
_HAN_END = re.compile(r"[\u4e00-\u9fff]+$")


def people_unspaced(text: str) -> list[Mention]:
    """The people that a title of courtesy or a verb of giving a talk shows: 张伟老师, 由韩磊主讲, 山田さん."""
    found: dict[int, Mention] = {}
    for match in _GAVE.finditer(text) if _GIVES.search(text) else ():
        if giver := _name_before(text, match.start()):
            found[giver.end] = giver
    for match in _OWNING.finditer(text):
        honoured = _HONOUR_END.search(text[max(0, match.start() - 3) : match.start()])
        if honoured is None and (owner := _name_before(text, match.start())):
            found.setdefault(owner.end, owner)
    for match in _HONOURED.finditer(text):
        start, end = match.span("name")
        shorter = _name_before(text, end) if _HAN_END.match(match["name"]) else None
        found.setdefault(end, shorter or Mention(start, end, match["name"]))
    return sorted(found.values())


def _name_before(text: str, end: int) -> Mention | None:
    """The name that ends at `end`: by its family name in ideographs, or by capitals."""
    before = text[max(0, end - 60) : end].rstrip()
    end -= len(text[max(0, end - 60) : end]) - len(before)
    if latin := _LATIN_END.search(before):
        name = latin[1]
        return Mention(end - len(name), end, name) if speakers.likeness(name) else None
    run = _HAN_END.search(before)
    for length in (3, 4, 2) if run else ():
        name = before[-length:]
        if run and len(run.group()) >= length and speakers.likeness(name) == 2:
            return Mention(end - length, end, name)
    nickname = before[-2:]
    if run and nickname[:1] in "阿老小" and len(run.group()) >= 2:
        return Mention(end - 2, end, nickname)
    return None


_BRINGS = re.compile(
    rf"^(?:{_HONOUR})?(?: ?[a-z]{{2,12}})?(?:（[^（）]{{1,60}}）|\([^()]{{1,60}}\))?[^。！？]{{0,24}}(?:{_GIVING})"
)
_OWNS = re.compile(rf"\s?(?:{_HONOUR})?\s?(?:の|による|的|의)?[^。、，]{{0,8}}[「『《“:：\s]*$")


def brings(between: str) -> bool:
    """What stands between a person and a title says that the talk is theirs: 老师给大家带来的, さんの."""
    if len(between) > 90:
        return False
    return bool(
        _BRINGS.match(between)
        or (re.match(rf"\s?(?:{_HONOUR})?\s?(?:の|による|的|의)", between) and _OWNS.fullmatch(between))
    )


def owns(between: str) -> bool:
    """Nothing but what makes a title theirs stands between a person and it: さんによる, 老师带来的."""
    return _THEIRS.fullmatch(between) is not None


_THEIRS = re.compile(
    rf"\s?(?:{_HONOUR})?(?:[（(][^（）()]{{1,40}}[）)])?\s?(?:による|の|的|의|(?:带来|帶來|分享|主讲|主講)的)\s?"
)


def gives(text: str, name: Mention, start: int, end: int) -> bool:
    """Whose the title from `start` to `end` is, a verb says behind it: 田中さんが「…」というタイトルで発表した."""
    return (
        _SUBJECT_OF.fullmatch(text, name.end, start) is not None
        and _GIVEN.search(text[end : end + 24]) is not None
    )


_SUBJECT_OF = re.compile(rf"\s?(?:{_HONOUR})?(?:は|が|も|은|는|이|가|께서)、?\s?")
_GIVEN = re.compile(rf"{_GIVING}|話し|講演|발표|강연")


def may_tell_unspaced(sentence: Rich) -> bool:
    """It says whose a quoted title is, or what somebody spoke about, in a script without blanks."""
    text = sentence.text
    if text.isascii():
        return False
    return any(sign.search(text) for sign in (_OWNING, _SPEAKS)) or (
        _LIKED.search(text) is not None and _OF_SOMEBODY.search(text) is not None
    )


_SPEAKS = re.compile(
    r"(?:について|に関して)(?:話|お話|発表|講演|紹介|登壇|説明)|(?:分享|讲解|講解|讲述|講述|介绍|介紹|演示)了|에 (?:대|관)해서?\s(?:발표|이야기|설명|강연|공유)"
)

_SAID_BEFORE = re.compile(
    r"(?:主题|主題|题为|題為|题目|題目|题是|題は|タイトル|お題|主讲|主講|开讲|開講|带来|帶來|分享|演讲|演講|讲了|講了|发表|發表|発表|による|제목|주제)[^。！？]{0,8}$"
)
_SAID_AFTER = re.compile(
    rf"^\s?(?:的|という|って|との|について|に関する|라는|이라는)?\s?(?:主题|主題|题目|題目|タイトル|話|お話|演題|내용|이야기|を(?:聞|聴|見|受講|拝聴)|{TALK.pattern})"
)


def said_as_title(before: str, after: str) -> bool:
    """Words right before or behind a quotation say that it is the title of a talk: 主题《…》, 「…」という発表."""
    return bool(_SAID_BEFORE.search(before[-24:]) or _SAID_AFTER.match(after))


def titles_said(sentence: Rich) -> bool:
    """It quotes something behind a word that calls it the title of a talk."""
    return not sentence.text.isascii() and any(
        _SAID_BEFORE.search(sentence.text[max(0, at.start() - 24) : at.start()])
        for at in _QUOTE.finditer(sentence.text)
    )


_QUOTE = re.compile("[《「『“]")

_ON_TOPIC = re.compile(
    rf"(?:(?P<zh>(?:关于|關於|有关|有關)[^，。；：,;:！？「」《》\n]{{2,40}}?的[^，。；：的\n]{{0,6}}?(?:{TALK.pattern}))|"
    rf"(?:[一两兩三几幾][个個场場]|还有个)(?P<one>[^，。；：,;:！？「」《》的\n]{{2,30}}?的(?:{TALK.pattern}))|"
    rf"(?P<ja>[^、。「」！？\n]{{3,40}}?)(?:についての|に関する|に関しての)(?:{TALK.pattern})|"
    rf"(?P<ko>[^,.!?\n]{{3,40}}?)(?:에 대한|에 관한|에 대해서?)\s(?:{TALK.pattern}))",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"^(?:이어서|다음으로|다음은|그 다음) |^.*(?:では|には|は|で|が|その後|次に|그리고|에서는?|은|는) ?(?=\S{3})"
)


def on_topic(sentence: Sentence) -> Iterator[Told]:
    """As in 关于苔藓的演讲, 一个苔藓的session, 苔についての発表, 이끼에 대한 발표."""
    if sentence.text.isascii():
        return
    for match in _ON_TOPIC.finditer(sentence.text):
        group = str(match.lastgroup)
        title = match[group]
        if group in ("ja", "ko"):
            title = _LEADS.sub("", title).strip()
        if len(title) >= LEAST and not match.group().lower().endswith(("conference", "conferences")):
            owner = _name_before(sentence.text, match.start()) if group == "zh" else None
            yield Told(title, match.start(), match.end(), "on_topic", [owner.name] if owner else [])


LEAST = 3
"""Characters of a topic at least."""

_ABOUT_IT = re.compile(
    rf"(?:{_HONOUR})?(?:[（(][^（）()]{{1,40}}[）)])?\s?(?:"
    rf"(?:给大家|為大家|为大家|给我们|為我們|为我们|在会上|也|则|則)?(?:分享|讲解|講解|讲述|講述|介绍|介紹|演示)了(?:关于|關於|一下)?(?P<zh>[^，。；！？,;!?\n]{{3,40}})|"
    r"(?:は|が|も)[^、。「」]{0,12}?、?(?P<ja>[^、。「」はが]{3,40}?)(?:について|に関して|に関する)(?:話|お話|発表|講演|紹介|登壇|説明)|"
    r"\s(?P<tr>[^,.;]{4,60}?)\s(?:hakkında|konusunda|üzerine)\s(?:\w+\s){0,2}?(?:konuş|anlat|bahset|sun|söz|bilgi)|"
    r"(?:은|는|이|가|께서)\s(?P<ko>[^.,!?]{3,40}?)(?:에 대해서?|에 관해서?|를 주제로|을 주제로)\s(?:발표|이야기|설명|강연|공유))"
)
_OF_THEMSELVES = re.compile(r"(?:他|她|自己|很多|一些|不少|许多|許多|自分|저희|자신)")


def spoke_about(sentence: Sentence) -> Iterator[Told]:
    """As in 李雷分享了苔藓的历史, 鈴木さんは苔の歴史について話した, 김철수님은 이끼에 대해 발표했다."""
    for name in sentence.names if not sentence.text.isascii() else ():
        match = _ABOUT_IT.match(sentence.text, name.end)
        group = str(match.lastgroup) if match else ""
        if match and not _OF_THEMSELVES.match(match[group]):
            yield Told(match[group].strip(), name.start, match.end(group), "spoke_about", [name.name])


_OF_SOMEBODY = re.compile(
    r"(?<![A-Za-z])(?P<name>[A-Z][\w.-]+(?: [A-Z][\w.-]+)?) ?(?:的|の)(?P<title>[A-Z][A-Za-z0-9]*(?:[ /:,&'’!?-]{1,2}[A-Za-z0-9]+)+[!?]?)"
)
_LIKED = re.compile("印象|喜[欢歡]|推[荐薦]|精彩|最|良かった|面白|好き")


def latin_title(sentence: Sentence) -> Iterator[Told]:
    """As in 印象最深刻的是Ada的Growing Moss/Growing Ferns: a person's words in capitals among ideographs."""
    text = sentence.text
    if text.isascii() or not (_LIKED.search(text) or TALK.search(text)):
        return
    for match in _OF_SOMEBODY.finditer(text):
        if sum(word[0].isupper() for word in re.split(r"[ /]", match["title"]) if word) >= LEAST_CAPITALS:
            yield Told(match["title"], match.start(), match.end(), "latin_title", [match["name"]])


LEAST_CAPITALS = 2
"""Words in capitals that make a title among ideographs."""

_EACH = re.compile(r"(?:还有|還有|另)?[一两兩][个個场場]是(?P<what>[^，。；,;！？\n]{2,40})")


def each_one(sentence: Sentence) -> Iterator[Told]:
    """As in 听了几个session，一个是苔藓的介绍，一个是蕨类."""
    each = [] if sentence.text.isascii() else list(_EACH.finditer(sentence.text))
    if len(each) < 2 or not TALK.search(sentence.text[: each[0].start()]):
        return
    for match in each:
        yield Told(match["what"], match.start("what"), match.end("what"), "each_one")


ON_TOPIC_CUE = Cue(
    frozenset(),
    pieces=("关于", "關於", "有关", "有關", "个", "個", "场", "場", "について", "に関", "에 대", "에 관"),
)
