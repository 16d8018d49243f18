# ruff: noqa: E501
"""Talks told by their place in the row, and what they were on, in languages of Asia.

"2番目の発表は苔に関する内容でした", "두 번째 세션은 이끼에 대한 내용이었다", "第一场分享的主题是苔藓",
"İkinci sunum eski yosunlar hakkındaydı", "Phiên đầu tiên nói về rêu", "Sesi kedua membahas lumut".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.parsing.cues import Cue
from bot.parsing.rich import Rich
from bot.parsing.talks.clauses import clause_end
from bot.parsing.talks.told import Sentence, Told
from bot.parsing.talks.unspaced_turns import NO_SUBJECT
from bot.parsing.vocabulary import TALK

_JA = (
    r"(?:(?:\d+|[一二三四五六七八九十]+)(?:つ|番|本|個|人)目の|(?:最初|次|最後|続いて|今回|はじめ|午[前後](?:最初|一番))の)"
    rf"(?:{TALK.pattern}|LT|話)(?:は|では)、?(?P<ja>[^、。「」はが]{{3,60}}?)"
    r"(?:(?:について|に関して)(?:の(?:お?話|内容|もの))?|に関する(?:お?話|内容|もの)|という(?:お?話|内容))(?:でした|だった|です|で[し、])"
)
_KO = (
    r"(?:(?:첫|두|세|네|다섯|여섯|\d)\s?번째(?:로)?|첫|다음|그다음|마지막(?:으로)?|이번)\s(?:들은 )?"
    rf"(?:{TALK.pattern})(?:은|는|에서는)\s(?P<ko>[^.,!?\"“‘'\n]{{3,60}}?)"
    r"(?:에 대(?:한|해서?|하여)|에 관(?:한|해서?|하여))\s(?:내용|이야기|얘기|것|주제|발표|설명)|"
    r"(?:(?:첫|두|세|네|다섯|여섯|\d)\s?번째(?:로)?|첫|다음|그다음|마지막(?:으로)?|이번)\s(?:들은 )?"
    rf"(?:{TALK.pattern})(?:은|는)\s(?P<story>[^.,!?\"“‘'\n]{{4,60}}?\s(?:이야기|사례|경험|방법))(?:였|이었|입니다)"
)
_ZH = (
    r"(?:第[一二三四五六七八九十\d]+|下一|[最][后後]一|另一)[个個场場](?:的)?\s?"
    rf"(?:{TALK.pattern}|[话話][题題])(?:的?(?:主[题題]|[题題]目|[内內]容)是|是?[讲講谈談]的是|是[关關][于於]|[讲講谈談介绍紹]+了)"
    r"(?P<zh>[^，。；！？,;!?\n「」《》“”]{2,60}+)(?![「《“])"
)
_ZH_BARE = (
    r"(?:^|(?<=[，。；！,\s]))(?:第[一二三四五六七八九十\d]+|下一|最[后後]一|另一)[个個场場]\s?"
    rf"(?:{TALK.pattern})?是?(?:[讲講谈談](?!解|述)|[讲講]解|介[绍紹])(?:的是|了)?+{NO_SUBJECT}"
    r"(?P<bare>[^，。；！？,;!?\n「」《》“”]{3,60}+)(?![「《“])"
)
_TR = (
    r"(?:^|(?<=\s))(?:ilk|ikinci|üçüncü|dördüncü|beşinci|altıncı|son|(?:bir )?sonraki|diğer(?: bir)?|günün (?:ilk|son))\s"
    r"(?:sunum|konuşma|oturum|seminer|atölye|bildiri)(?:umuz|muz|u)?(?:,| ise)?\s"
    r"(?:en (?:son|yeni) )?(?P<tr>[^.;:!?“”\"\n]{4,200}?)\s(?:hakkında(?:ydı|\s(?:oldu|idi))?|üzerine(?:ydi|\s(?:oldu|idi))|konusunda(?:ydı|\s(?:oldu|idi))|ile ilgili(?:ydi|\s(?:oldu|idi)))(?=[.,;!]|$)"
)
_NUMBERED = re.compile(f"{_JA}|{_KO}|{_ZH}|{_ZH_BARE}|{_TR}", re.IGNORECASE)
_LEADS_UP = re.compile(
    r"\b(?:(?:phiên|bài (?:nói|chia sẻ|trình bày|thuyết trình)|phần (?:trình bày|chia sẻ)|keynote|workshop)\s"
    r"(?:đầu tiên|thứ (?:nhất|hai|ba|tư|năm)|cuối cùng|tiếp theo|mở màn)\s(?:là |đã )?(?:nói về|về|bàn về|giới thiệu(?: về)?|xoay quanh|đi sâu vào)|"
    r"(?:sesi|presentasi|materi|keynote|lokakarya|paparan)\s"
    r"(?:pertama|kedua|ketiga|keempat|kelima|terakhir|selanjutnya|berikutnya)\s(?:ini )?"
    r"(?:(?:dibawakan|disampaikan|dipresentasikan|diisi) oleh [^,.;:]{3,40}? (?:yang )?)?"
    r"(?:membahas(?: tentang)?|(?:adalah )?(?:tentang|mengenai)|mengangkat(?: tema| topik)?|mengulas|mengupas(?: tuntas)?))\s(?=\S)",
    re.IGNORECASE,
)
_COUNTED_ONE = re.compile(
    rf"(?:(?:첫|두|세|네|다섯|여섯|일곱|\d)\s?번째|第[一二三四五六七八九十\d]+[个個场場]|\d+[つ番本]目の?)\s?(?:{TALK.pattern})",
    re.IGNORECASE,
)


def counts_one(heading: str) -> bool:
    """It counts the talks of a day, so that what it goes on with is one of them: 네번째 세션 “이끼”."""
    return _COUNTED_ONE.match(heading) is not None


NUMBER_CUE = Cue(
    frozenset("phiên bài phần keynote workshop sesi presentasi materi lokakarya paparan".split()),  # noqa: SIM905
    ("sunum", "konuşma", "oturum", "seminer", "atölye", "bildiri"),
    pieces=(
        "目の",
        "最初の",
        "次の",
        "最後の",
        "続いての",
        "今回の",
        "번째",
        "첫",
        "다음",
        "마지막",
        "이번",
        "第",
        "下一",
        "最后一",
        "最後一",
        "另一",
    ),
)


def may_number(text: Rich) -> bool:
    """It tells what some talk of a row was on."""
    return text.may_hold(NUMBER_CUE) and (
        _NUMBERED.search(text.text) is not None or _LEADS_UP.search(text.text) is not None
    )


def by_number(sentence: Sentence) -> Iterator[Told]:
    """As in the examples above; words set off at the end of the subject are all of it.

    Where the words for it name somebody, another rule tells of it.
    """
    text = sentence.text
    for match in _NUMBERED.finditer(text):
        start, end = match.span(str(match.lastgroup))
        if not any(start <= name.start < end for name in sentence.names):
            start = max((mark.start for mark in sentence.note.rich.marks if mark.end == end), default=start)
            yield Told(text[start:end].strip(), match.start(), match.end(), "by_number")
    for match in _LEADS_UP.finditer(text):
        end = clause_end(text, match.end())
        team = [name.name for name in sentence.names if match.start() <= name.start < match.end()]
        yield Told(text[match.end() : end], match.start(), end, "by_number", team)
