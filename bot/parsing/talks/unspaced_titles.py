# ruff: noqa: E501
"""Titles set off in sentences of scripts written without blanks, and in Korean: 山田さんの「苔」, 题为《苔藓》的演讲, “이끼” 발표.

A word for a talk, for its title or for giving or hearing it stands right beside, or whose it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.parsing import speakers
from bot.parsing.letters import UNSPACED
from bot.parsing.links import leads_to_talk
from bot.parsing.rich import Rich
from bot.parsing.speakers import Mention
from bot.parsing.talks.setoff import Stretch, set_off
from bot.parsing.talks.told import Sentence, Told
from bot.parsing.talks.unspaced_people import GIVING, HONOUR, JOINED, name_before, together
from bot.parsing.titles import read_title
from bot.parsing.vocabulary import BRINGER, TALK

_OPENING = re.compile("[《「『“\"‘'〈<*]")

_TITLED = "主题|主題|题目|題目|题为|題為|题是|題は|标题|標題|タイトル|テーマ|お題|演題|제목|주제"
_KIND = rf"(?:{TALK.pattern}|(?<![A-Za-z])LT(?![A-Za-z])|[报報]告|[会會]議|[圆圓]桌(?:[讨討][论論])?|[対鼎]談|パネル|座談会|기조연설|워크숍|워크샵|라이트닝)"
_CALLED_BEFORE = re.compile(
    rf"(?:{_KIND}|{_TITLED}|{GIVING}|講演|一[场場]|[这這][场場])(?:[的のはがもをと是为為了叫做：:，,、\s*]|就是|[题題][为為]|[主标標]?[题題目]|あった|一つ|인|은|는|이|하신|해주신|해 주신|한)*[*_\s]*$",
    re.IGNORECASE,
)
_CALLED_AFTER = re.compile(
    rf"^[\s*_]*(?:（[^（）]{{1,40}}）|\([^()]{{1,40}}\))?[\s*_]*(?:(?:と|って)?(?:いう|という|言う|題する|題した)|って|との|について|に関する|の|[这這]一?[个個场場]?|的|이?라는|의|을|를|이|가|도|로)?\s?"
    rf"(?:(?:{_KIND})|(?:{_TITLED})|話(?!し)|お話|내용|이야기|(?:を|が)(?:聞|聴|見|観|受講|拝聴|発表|講演|話|担当|紹介|披露)|に(?:参加|出席|出た)|(?:を|について|に関して)?\s?[^、。「」]{{0,6}}?(?:語|お?話|講義|講演|発表|紹介|解説)(?:っ|し|いし)て(?:く(?:れ|ださ)|いただ|頂)|と題し|[为為](?:题|題|主题|主題)|[这這]一?[场場]|[はが是][^、，。]{{0,14}}?(?:{_KIND}|一[场場])(?:です|でした|だった|之一|[。，]|$)|中(?:提到|[讲講谈談分说說介展])|(?:을|를)\s(?:발표|강연|들었|들으|듣|보았|봤|소개|진행|공유))",
    re.IGNORECASE,
)
# "次は「…」でした。"
_NEXT_IS = re.compile(
    r"(?:その)?(?:次|続いて|最初|最後|まず|トップバッター|最終発表)に?[はが]、?|(?:接下[来來]|然[后後]|接[着著]|下一[个個场場]|最[后後](?:一[场場个個])?|第[一二三四五六七八九十][场場个個])就?是"
)
_NO_MORE = re.compile(r"(?:でした|です|だった|である)?[。.]?\s*")
_HEARD_BEFORE = re.compile(
    r"(?:[去来來][听聽看]|[选選][择擇]?了|[听聽]了|[听聽]完|[听聽看]的是|聴いた|参加した|參加了|参加了|들은|들었던|본)(?:的是)?[\s*_]*$"
)

_OTHER_AFTER = re.compile(
    r"^[\s*_]*(?:という|って|といった|の|的|[这這]?[本家部间間款首]|이?라는|의|\s)*"
    r"(?:[本书書歌曲店](?![场場地文当當])|小[说説説]|漫画|記事|ブログ|电影|電影|映画|レストラン|居酒屋|カフェ|ホテル|餐[厅廳]|咖啡|酒店|[饭飯]店|旅[馆館]|会社|公司|ツール|ライブラリ|アプリ|サービス|ソフト|工具|[软軟][件體]|套件|部屋|ホール|会議室|チーム|ブース|[摊攤]位|展[台臺]|言葉|精神|책|식당|카페|도구|툴|라이브러리|회사|호텔|노래|영화|부스|팀|서비스)"
)
_SAID_AFTER = re.compile(
    r"^[\s*_]*(?:(?:と|って)(?:[、]|[^、。「」]{0,12}(?:さん|氏|様)?(?:は|が))?(?:言|述べ|話し|思|語|聞か|答え)|(?:이?라고|라며)\s(?:말|했|하[셨였]|얘기|이야기|답|생각)|，?(?:他|她)?[说說]道?)"
)
_SAID_BEFORE = re.compile(
    r"(?:[说說道问問]|表示|言|述べ|(?<![目题題主讲講享程场場])叫做?|名叫|名[为為]|[读讀]|[一这這那]本|읽고)[了：:，,\s]*$"
)

# What the whole event was about: "今年のテーマは「…」".
_OF_ALL = re.compile(
    r"(?:今年|今回|大[会會]|年[会會]|[会會][议議]|活[动動]|本[届屆]|イベント|カンファレンス|올해|행사|컨퍼런스)[^，。、「」\s]{0,4}[的の의]\s?(?:主[题題]|テーマ|주제|口[号號]|スローガン)[^，。、]{0,4}$"
)
# With whom the author heard it: "山田さんと一緒に「…」を聞いた".
_ALONGSIDE = re.compile(
    rf"\s?(?:{HONOUR})?\s?(?:と(?:一緒|共|とも|いっしょ)|[와과하]고? (?:함께|같이)|一起(?:去|[听聽]|参加|參加)|(?:と|和|跟)(?:私|僕|我))"
)
# "《苔》——张伟", "「苔」／太田さん".
_AT_THE_END = re.compile(
    rf"\s?(?:——|[-–—／/|]|by)\s?(?P<who>\S{{2,20}}?)\s?(?:{HONOUR})?[。.]?$", re.IGNORECASE
)
_NAME_JOINT = re.compile(r"(?:[的の의]|\s[-–—|｜/]\s)$")
_IN_BRACKETS = re.compile(r"[\s*_]*[（(](?P<who>[^（）()]{2,40})[）)]")
_BEHIND = re.compile(
    rf"[\s*_]*(?:[^。！？「『“《\"]{{0,16}}?(?:{BRINGER.pattern}|[讲講]師|担当者|話者)[是为為はが：:은는\s，,]*|は|의?\s?(?:세션|발표|강연)?[은는]\s|[，、]?由|を(?:話|発表|担当|紹介|披露|語)[^、。]{{0,4}})",
    re.IGNORECASE,
)


def quoted_unspaced(sentence: Sentence) -> Iterator[Told]:
    """As in 山田さんの「苔の一生」, 题为《苔藓》的演讲, 「苔」というセッション: with those who gave them."""
    text = sentence.text
    stretches = titles_unspaced(sentence.note.rich)
    for at, one in enumerate(stretches):
        left = stretches[at - 1].end if at else 0
        right = stretches[at + 1].start if at + 1 < len(stretches) else len(text)
        before, after = (
            text[max(left, one.start - FAR) : one.start],
            text[one.end : min(right, one.end + FAR)],
        )
        title = text[one.start + 1 : one.end - 1] if one.sign == "quote" else text[one.start : one.end]
        called = _CALLED_AFTER.match(after) is not None
        if _is_other(before, after, called=called) or not _is_title(title):
            continue
        team = _team(sentence, one, left, right)
        nothing_else = _NEXT_IS.fullmatch(text[left : one.start]) and _NO_MORE.fullmatch(
            text[one.end : right]
        )
        if team or called or nothing_else or _CALLED_BEFORE.search(before) or _HEARD_BEFORE.search(before):
            titled = read_title(title) if _PARTED.search(title) else None
            if titled and titled.speakers and all(speakers.likeness(name) > 1 for name in titled.speakers):
                yield Told(titled.title, one.start, one.end, "quoted", list(titled.speakers))
                continue
            yield Told(title, one.start, one.end, "quoted", [name.name for name in team])


_PARTED = re.compile(r"\s[-–—/|]\s|\sby\s")

FAR = 48
"""Characters beside a title in which stands what makes it one."""


def may_quote_unspaced(text: Rich) -> bool:
    """Whether it sets off words, in a script without blanks or in Korean."""
    return (
        not text.text.isascii()
        and _OPENING.search(text.text) is not None
        and UNSPACED.search(text.text) is not None
    )


def titles_unspaced(text: Rich) -> list[Stretch]:
    """What is set off beside letters of scripts without blanks, or holds some."""
    if text.text.isascii() or UNSPACED.search(text.text) is None:
        return []
    linked = {(start, end) for start, end, link in text.links if leads_to_talk(link.url, link.text)}
    return [
        one
        for one in set_off(text)
        if (one.sign in ("quote", "style") or (one.start, one.end) in linked)
        and UNSPACED.search(text.text, max(0, one.start - 2), one.end + 3)
    ]


def _is_title(title: str) -> bool:
    """Two letters or more, not a sentence somebody said, not a name."""
    return (
        2 <= len(title) <= LONGEST
        and not title.endswith(("。", "，", "、", ":", "："))
        and "。" not in title
        and speakers.likeness(title) < 2
        and TALK.fullmatch(title) is None
    )


LONGEST = 90
"""Characters of a title at most."""


def _is_other(before: str, after: str, *, called: bool) -> bool:
    """Something else has that name, or somebody said it: 「苔の家」という店, 《梯子》这本书, 「…」と言った."""
    if _OTHER_AFTER.match(after) or _SAID_AFTER.match(after) or _OF_ALL.search(before):
        return True
    return not called and _SAID_BEFORE.search(before) is not None


def _team(sentence: Sentence, one: Stretch, left: int, right: int) -> Sequence[Mention]:
    """Those who gave the talk of that title: if words say no more, whoever is named with it."""
    text = sentence.text
    names = [name for name in sentence.names if left <= name.start and name.end <= right]
    inside = _IN_BRACKETS.match(text, one.end, right)
    within = [name for name in names if inside and inside.start() < name.start < inside.end()]
    if within:
        return within
    if (sign := _AT_THE_END.match(text, one.end, right)) and right == len(text):
        signed = name_before(text, sign.end("who"))
        if signed and signed.start == sign.start("who"):
            return [signed]
    before = [name for name in names if name.end <= one.start]
    if not before and (joint := _NAME_JOINT.search(text, max(0, one.start - 3), one.start)):
        owner = name_before(text, joint.start())
        before = [owner] if owner else []
    if before and (own := together(text, before)):
        between = text[before[-1].end : one.start]
        if len(between) <= FAR:
            return () if _ALONGSIDE.match(between) else own
    after = [name for name in names if name.start >= one.end]
    behind = _BEHIND.match(text, one.end, right) if after else None
    if behind and behind.end() >= after[0].start - len("来自某某公司的"):
        last = 1
        while last < len(after) and JOINED.fullmatch(text[after[last - 1].end : after[last].start]):
            last += 1
        return after[:last]
    return names
