# ruff: noqa: E501
"""Talks told in two sentences, who came on and then what it was about, in scripts without blanks and Korean.

"次は山田さん。苔の育て方について話してくれました。", "第一位是李雷老师。他讲了苔藓的历史。",
"첫 번째 발표자는 김민수님이었다. 이끼 서버에 대해 이야기했다."
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.parsing.cues import Cue
from bot.parsing.rich import Rich
from bot.parsing.speakers import Mention
from bot.parsing.talks.told import Sentence, Told
from bot.parsing.talks.unspaced import own_subject
from bot.parsing.talks.unspaced_people import HONOUR, name_before, people_unspaced
from bot.parsing.vocabulary import TALK

_CAME_ON = re.compile(
    rf"(?:{TALK.pattern}|LT|[人番本つ個][目手]|続いて|次|最[初後后]|トップバッター|トリ|はじめ|[讲講][者师師]|[嘉来來][宾賓]|演[讲講]者|第[一二三四五六七八九十][个個位场場]|首先|接[着著下]|然[后後]|下一[个個位场場]|"
    r"번째|첫|다음|마지막|이어서|연사|발표자)[^。「」『』《》“”\"]{0,60}?$"
)
_THANKED = re.compile("[感谢謝][谢謝]|ありがと|お礼|감사")
_AND_NO_MORE = re.compile(
    rf"\s?(?:{HONOUR})?(?:[（(][^（）()]{{1,40}}[）)])?"
    rf"(?:(?:の|による)(?:{TALK.pattern}|LT)|が登壇(?:しました|されました)?|の番|的(?:{TALK.pattern})|上[台场場]|(?:의|이) (?:{TALK.pattern}))?(?:です|でした|だった|이었다|였다|입니다|이었습니다|였습니다)?"
)
_ABOUT = re.compile(
    r"(?:内容は、?)?(?P<ja>[^。「」『』\n]{3,60}?)(?:(?:について|に関して)(?:の?、?[^。「」]{0,20}?)(?:説明|解説|紹介|お?話|語|発表|共有|講演)|を(?:[^。「」を]{0,20}?)(?:解説|紹介|説明|披露|実演))(?:し|っ|さ|ら|いただ|が|でし|\b)|"
    r"[他她]?(?:给|給|为|為|跟|向)?(?:我们|我們|大家)?(?:主要)?(?:(?:[讲講谈談聊]|分享|介[绍紹]|演示|展示|[讲講]解|[讲講]述)(?:了|的是)|(?:[他她]的)?(?:演[讲講]|分享)?的?(?:主[题題]|[题題]目|[内內]容)是(?:[关關][于於])?)(?P<zh>[^，。；！？,;!?\n「」《》“”]{3,60}+)(?![「《“])|"
    r"(?P<ko>[^,.!?\"“‘'\n]{3,60}?)(?:에 대(?:해서?|하여)|에 관(?:해서?|하여)|[을를] 주제로)\s(?:발표|이야기|얘기|설명|강연|강의|공유|소개|말씀)"
)
WENT_ON_CUE = Cue(
    frozenset(),
    pieces=(
        "について",
        "に関して",
        "を",
        "了",
        "的是",
        "题是",
        "題是",
        "目是",
        "容是",
        "에 대",
        "에 관",
        "주제로",
    ),
)


def may_go_on(text: Rich) -> bool:
    """It says what was spoken about and, at its beginning, not by whom."""
    return not text.text.isascii() and text.may_hold(WENT_ON_CUE) and _ABOUT.match(text.text) is not None


def went_on(sentence: Sentence) -> Iterator[Told]:
    """As in the examples above: the sentence before says no more than who came on."""
    match = None if sentence.names else _ABOUT.match(sentence.text)
    who = _who_came_on(sentence) if match else None
    if match and who and (title := own_subject(match[str(match.lastgroup)])):
        yield Told(title, 0, match.end(), "went_on", [who.name])


def _who_came_on(sentence: Sentence) -> Mention | None:
    """The one person with whom the sentence before ends."""
    whole = sentence.note.part.head.text
    before = whole[: max(0, whole.find(sentence.text))].rstrip()
    start = max(before.rfind(stop, 0, len(before) - 1) for stop in "。！？.!?\n") + 1
    last = before[start:].strip().rstrip("。！!.")
    if not last or len(last) > LONGEST or _CAME_ON.search(last) is None or _THANKED.search(last):
        return None
    named = people_unspaced(last) or [one for one in (name_before(last, len(last)),) if one]
    if handle := _HANDLE.search(last):
        named.append(Mention(*handle.span("name"), handle["name"]))
    end = named[-1].end if named else 0
    return named[-1] if named and _AND_NO_MORE.fullmatch(last, end) else None


LONGEST = 80
"""Characters of a sentence that says who came on."""

_HANDLE = re.compile(rf"@(?P<name>\w[\w.-]*)(?=\s?(?:{HONOUR})?$)", re.ASCII)
