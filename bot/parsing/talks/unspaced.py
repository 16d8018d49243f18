# ruff: noqa: E501
"""People and talks in sentences of scripts written without blanks: 张伟老师带来的《苔藓》, 山田さんの「苔」.

Where no capital tells a name, a family name, a title of courtesy or a verb of giving a talk does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.parsing.cues import Cue
from bot.parsing.rich import Rich
from bot.parsing.speakers import Mention
from bot.parsing.talks.bringers import GIVES_IT
from bot.parsing.talks.told import Sentence, Told
from bot.parsing.talks.unspaced_people import GIVING, HONOUR, MANNER, name_before, together
from bot.parsing.vocabulary import TALK

_BRINGS = re.compile(
    rf"^(?:{HONOUR})?(?: ?[a-z]{{2,12}})?(?:（[^（）]{{1,60}}）|\([^()]{{1,60}}\))?[^。！？]{{0,24}}(?:{GIVING})"
)
_OWNS = re.compile(rf"\s?(?:{HONOUR})?\s?(?:の|による|的|의)?[^。、，]{{0,8}}[「『《“:：\s]*$")


def brings(between: str) -> bool:
    """What stands between a person and a title says that the talk is theirs: 老师给大家带来的, さんの."""
    if len(between) > 90:
        return False
    return bool(
        _BRINGS.match(between)
        or (re.match(rf"\s?(?:{HONOUR})?\s?(?:の|による|的|의)", between) and _OWNS.fullmatch(between))
    )


def gives(text: str, name: Mention, start: int, end: int) -> bool:
    """Whose the title from `start` to `end` is, a verb says behind it: 田中さんが「…」というタイトルで発表した."""
    return (
        _SUBJECT_OF.fullmatch(text, name.end, start) is not None
        and _GIVEN.search(text[end : end + 24]) is not None
    )


_SUBJECT_OF = re.compile(rf"\s?(?:{HONOUR})?(?:は|が|も|은|는|이|가|께서)、?\s?")
_GIVEN = re.compile(rf"{GIVING}|話し|講演|발표|강연")

_OWNING = re.compile(r"(?:的|の|による|의)\s?(?=[《「『“])")


def may_tell_unspaced(sentence: Rich) -> bool:
    """It says whose a quoted title is, or what somebody spoke about, in a script without blanks."""
    text = sentence.text
    if text.isascii():
        return False
    return any(sign.search(text) for sign in (_OWNING, _SPEAKS)) or (
        _LIKED.search(text) is not None and _OF_SOMEBODY.search(text) is not None
    )


_SPEAKS = re.compile(
    r"(?:分享|讲解|講解|讲述|講述|介绍|介紹|演示|展示|示范|示範)(?:了|[他她]?(?:如何|怎))|[谈談聊讲講](?:如何|怎|[到了起])|[关關][于於]|[围圍][绕繞]|(?:主[题題]|[题題]目)是|の\w{2,9}[（(]|"
    r"を[^、。「」を]{0,12}(?:紹介|解説|説明|披露|発表|実演|共有|講義|語|話し|振り返|取り上げ|デモ)|(?:話|事例|紹介|解説|内容)(?:でした|だった|です|。|が好|が印|が面|が良|がよ|も良|も面|を聞|を聴)|について|に関して|に関する|の話|(?:語っ|話し|講義し)て(?:く|いた)|에 (?:대|관)[해하한]|주제로|[을를] (?:\S{1,4} )?(?:소개|발표|설명|공유|시연|이야기|얘기|강연|강의|다루|다뤘|다룬|알려|보여|들려)"
)

_ON_TOPIC = re.compile(
    rf"(?:(?P<zh>(?:关于|關於|有关|有關)[^，。；：,;:！？「」《》\n]{{2,40}}?的[^，。；：的\n]{{0,6}}?(?:{TALK.pattern}))|"
    rf"(?:[一两兩三几幾][个個场場]|还有个)(?P<one>[^，。；：,;:！？「」《》的\n]{{2,30}}?的(?:{TALK.pattern}))|"
    rf"(?:{TALK.pattern})[，,]\s?(?:主[题題]|[题題]目|[内內]容|[话話][题題])[是为為](?P<theme>[^，。；！？,;!?「《“\n]{{3,40}}+)(?![「《“])|"
    rf"(?P<ja>[^、。「」！？\n]{{3,40}}?)(?:についての|に関する|に関しての)(?:{TALK.pattern})|"
    rf"(?P<ko>[^,.!?\n]{{3,40}}?)(?:에 대한|에 관한|에 대해서?)\s(?:{TALK.pattern}))",
    re.IGNORECASE,
)
# "有多个关于苔藓的议程": several are none of them.
_SEVERAL_OF = re.compile(r"(?:多[个個场場]|[许許]多|很多|不少|一些|各[种種]|[几幾][个個场場])$")
_LEADS = re.compile(
    r"^(?:이어서|다음으로|다음은|그 다음) |^.*(?:では|には|は|で|が|その後|次に|그리고|에서는?|은|는) ?(?=\S{3})"
)


def on_topic(sentence: Sentence) -> Iterator[Told]:
    """As in 关于苔藓的演讲, 一个苔藓的session, 苔についての発表, 이끼에 대한 발표."""
    if sentence.text.isascii():
        return
    for match in _ON_TOPIC.finditer(sentence.text):
        group = str(match.lastgroup)
        if _SEVERAL_OF.search(sentence.text, 0, match.start()):
            continue
        title = match[group]
        owner = _owner(sentence, match.start(), match.end(group)) if group in ("ja", "ko") else None
        if group in ("ja", "ko"):
            title = title if owner is None else sentence.text[owner.end : match.end(group)]
            title = _LEADS.sub("", _OWN.sub("", title)).strip()
        if len(title) >= LEAST and not match.group().lower().endswith(("conference", "conferences")):
            if group == "zh":
                owner = name_before(sentence.text, _gave_before(sentence.text, match.start()))
            yield Told(title, match.start(), match.end(), "on_topic", [owner.name] if owner else [])


def _gave_before(text: str, end: int) -> int:
    """Where somebody ends who gave it: Ada 给我们带来了一个|关于苔藓的分享."""
    gave = _GAVE_ONE.search(text, 0, end)
    return gave.start() if gave else end


_GAVE_ONE = re.compile(
    r"\s?(?:[给給为為](?:大家|我们|我們))?(?:做|作|[带帶][来來]|分享|[进進]行)了?(?:一?[个個场場])?$"
)


def _owner(sentence: Sentence, start: int, end: int) -> Mention | None:
    """The person whose the subject is: 上田さんによる苔についての発表."""
    own = [name for name in sentence.names if start <= name.start and name.end < end]
    return next((name for name in reversed(own) if _OWN.match(sentence.text[name.end : end])), None)


_OWN = re.compile(rf"^\s?(?:{HONOUR})?(?:による|の|의)\s?")

LEAST = 3
"""Characters of a topic at least."""

# Behind a person, up to what they spoke about; in Japanese and Korean, whose verb stands last, also what goes on.
_TO_US = r"(?:[给給为為向跟和](?:大家|我们|我們|现场|現場|各位)|在[^，。「《“]{1,10}?[会上中裡里\s]|在現場|一起|首先|接着|接著|随后|隨後|也|则|則|还|還|主要|重[点點]|深入|[简簡][单單]|[详詳][细細])*地?"
_HOW = r"(?:如何|怎|[为為][什甚]|[关關][于於])"
_SHOWS = r"(?:分享|[讲講]解|[讲講]述|介[绍紹]|演示|展示|探[讨討]|[阐闡]述|示[范範])"
_WHAT = r"[^，。；！？,;!?「」《》“”\n]"
_ZH = (
    rf"(?:{_SHOWS}(?:了|的是|(?=[他她]?{_HOW}))|[讲講谈談聊](?:了[讲講谈談聊]?|到了?|起|的是|(?={_HOW})))(?:[关關][于於]|一下)?(?P<zh>{_WHAT}{{3,40}})|"
    rf"(?:做|作|[带帶][来來]|[发發]表|[进進]行)了?(?:一[场場个個])?(?:[关關][于於]|有[关關])(?P<on>{_WHAT}{{2,40}}?)的[^，。；的\n]{{0,6}}?(?:{TALK.pattern}|[报報]告)"
)
_JA_PLAIN = "[^、。「」はが]"
_JA = (
    rf"(?:から(?P<only>は)?、?\s?(?P<told>{_JA_PLAIN}{{3,40}}?)についての?お?(?:話|講演|発表|(?(only)(?:紹介|説明|解説|共有|報告)|(?!)))|"
    rf"による(?P<by>{_JA_PLAIN}{{3,40}}?)の(?:お?話|紹介|解説|デモ)(?=[。、でもがを]|$)|"
    rf"の(?:{TALK.pattern}|LT|お?話)は、?(?P<theirs>{_JA_PLAIN}{{3,40}}?)(?:(?:について|に関して)(?:でした|です|だった|の)|に関する(?:内容|話|もの))|"
    rf"(?:は|が|も)(?:{_JA_PLAIN}{{0,12}}、)?\s?"
    rf"(?:(?P<ja>{_JA_PLAIN}{{3,40}}?)(?:について|に関して|に関する|の話)[^、。「」]{{0,8}}?(?:話|お話|発表|講演|講義|紹介|登壇|説明|解説|語|触れ|して|を|が)|"
    rf"(?P<shown>(?:[^、。「」はがを]|を(?=使|用い|活用|利用|支え)){{4,40}})(?<!こと)を(?:[^、。「」を]{{1,12}}で)?(?:紹介|解説|説明|披露|発表|実演|共有|講義|語っ|お?話し|振り返|取り上げ|デモ)))|"
    rf"(?:の(?:{TALK.pattern}|LT)|による(?:{TALK.pattern}|LT))?(?:で|から)、(?P<story>[^、。「」]{{4,60}}?(?=の(?:紹介|お?話|解説)|という(?:お?話|内容)|(?<=[たるいうくすむぶぐ])内容)|[^、。「」]{{4,60}}?(?<=[たるいうくすむぶぐ])(?:話|事例))(?:の(?:紹介|お?話|解説)|という(?:お?話|内容)|内容)?(?:でした|だった|です|。|$)|"
    rf"の(?P<liked>{_JA_PLAIN}{{3,40}}?(?<=[たるい])話)(?=が(?:好き|良|よ|面白|印象|すご|楽|刺さ)|も(?:良|よ|面白|楽)|を(?:聞|聴))"
)
_KO_SHOWN = r"(?:(?:소개|발표|설명|공유|시연|이야기|얘기|강연|강의)(?:[하해했한할합]|를)|다루|다뤘|다룬|알려|보여|들려)"
_KO = (
    r"(?:은|는|이|가|께서는?|도)\s(?:[^.!?]{1,8}\s)??(?P<ko>[^.,!?\"“‘']{3,40}?)(?:(?:에 대(?:해서?|하여)|에 관(?:해서?|하여)|[을를] 주제로)\s(?:발표|이야기|얘기|설명|강연|강의|공유|소개|말씀)|"
    rf"[을를] (?:\S{{1,4}} )?{_KO_SHOWN})|"
    rf"의\s(?P<kos>[^.,!?\"“‘'\s]+(?:\s[^.,!?\"“‘'\s]+){{1,6}}?)(?<![은는한던운])\s(?:{TALK.pattern})(?:[를을이가도은는였입]|에서)"
)
# "的演讲主题是…", "の発表（…）": whose the talk is stands before it.
_ITS = (
    rf"\s?的\s?(?:{TALK.pattern}|[报報]告)\s?(?:的?(?:主[题題]|[题題]目|[内內]容)是|[围圍][绕繞]着?|是?[关關][于於]|[讲講谈談]的是|[讲講](?:了|(?=如何|怎))|介[绍紹]了)(?P<its>{_WHAT}{{3,40}}?)(?:展[开開])?(?=[，。；！？]|$)|"
    rf"[，,]\s?(?:[他她]的?)?(?:{TALK.pattern}|[报報]告)?的?(?:主[题題]|[题題]目|[话話][题題])[是為为](?P<theme>{_WHAT}{{3,40}}+)(?![「《“])|"
    rf"の(?:{TALK.pattern}|LT)[（(](?P<aside>[^（）()\n]{{3,60}})[）)]"
)
_TR = (
    r"(?P<gen>['’]n?[ıiuü]n)?(?:\s(?:arkadaş(?:ım|lar[ıi]m)[ıi]z|hoca(?:mız)?|[Bb]ey|[Hh]anım))?,?\s(?:(?:yaptı|çıktı|geldi|söz aldı) ve |idi,? |(?:biz(?:ler)?e|de|da|ise) )?(?!(?:güzel|harika|ilk|son|ikinci|üçüncü|açılış|kapanış|bu|çok)\b)(?P<tr>[^,.;:“”\"]{4,60}?)(?:[’']\w{1,4})?\s?"
    r"(?:\s(?:hakkında(?:ki)?|konusunda(?:ki)?|üzerine)\s(?:\w+\s){0,2}?(?:konuş|anlat|bahset|sun|söz|bilgi|söyleşi|atölye|oturum|eğitim|workshop)|\s(?:anlattı|gösterdi|bahsetti|değindi|açıkladı|paylaştı|tanıttı)|\s(?:anlatan|tanıtan)\s(?:\w+\s){0,2}?(?:sunum|konuşma|oturum)|(?(gen)\s(?:sunum|konuşma|oturum|atölye)\w*|(?!)))"
)
_ABOUT_IT = re.compile(
    rf"\s?(?:{HONOUR})?(?:[（(][^（）()]{{1,40}}[）)])?\s?(?:(?:[，,]\s?[他她]?)?{_TO_US}{MANNER}(?:{_ZH})|{_ITS}|{_JA}|{_KO})|{_TR}",
    re.IGNORECASE,
)
_TEAM = "(?:的?(?:[团團][队隊]|公司|部[门門]))?"
_MADE = "(?:正在)?(?:自己)?[写寫做开開研设設][发發计計]?的"
_OWN_WORK = rf"(?:[对對](?=.*的)|{_TEAM}(?:在|(?=如何|怎))|{_MADE})"
_WHOSE = re.compile(rf"^(?:(?:[他她]们?|[他她]們|自己){_OWN_WORK}|自己)")
_OF_THEMSELVES = re.compile(
    rf"(?:[他她](?![们們]?{_OWN_WORK})|自己(?:$|[的时時])|很多|一些|不少|许多|許多|自分|저희|자신|[제내]\s|우리\s|多年|什么|什麼)"
)
_ITS_KIND = re.compile(rf"的(?:{TALK.pattern}|[报報]告|内容|內容|[话話][题題])$")
_WITH = re.compile(r"(?:[和跟与與同]|一起)\s?$")


def own_subject(words: str) -> str:
    """What somebody spoke about, without whose work it is: 他们团队在苔藓上的实践 -> 苔藓上的实践; "" for 自己的经历."""
    return "" if _OF_THEMSELVES.match(words) else _WHOSE.sub("", _ITS_KIND.sub("", words.strip()))


def spoke_about(sentence: Sentence) -> Iterator[Told]:
    """As in 李雷分享了苔藓的历史, 鈴木さんは苔の歴史について話した, 김철수님은 이끼에 대해 발표했다."""
    for name in sentence.names if not sentence.text.isascii() else ():
        match = _ABOUT_IT.match(sentence.text, name.end)
        group = str(match.lastgroup) if match else ""
        title = own_subject(match[group]) if match else ""
        if match and title and not _is_anothers(sentence, name, *match.span(group)):
            team = together(sentence.text, [other for other in sentence.names if other.end <= name.end])
            if not _WITH.search(sentence.text, max(0, team[0].start - 3), team[0].start):
                yield Told(title, name.start, match.end(group), "spoke_about", [one.name for one in team])


def _is_anothers(sentence: Sentence, name: Mention, start: int, end: int) -> bool:
    """What is told is somebody else's, named behind `name`, or goes on about the talk spoken of before."""
    others = any(start <= other.start < end for other in sentence.names)
    return others or GIVES_IT.search(sentence.text, 0, name.start) is not None


_OF_SOMEBODY = re.compile(
    r"(?<![A-Za-z])(?P<name>[A-Z][\w.-]{1,40}(?: [A-Z][\w.-]{1,40})?) ?(?:的|の)(?P<title>[A-Z][A-Za-z0-9]*(?:[ /:,&'’!?-]{1,2}[A-Za-z0-9]+)+[!?]?)"
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
SPOKE_ABOUT_CUE = Cue(
    frozenset(
        "hakkında hakkındaki konusunda üzerine anlattı anlattılar gösterdi gösterdiler bahsetti değindi tanıttı tanıttılar sunumunu sunumu konuşmasını konuşması oturumunu oturumu tanıtan anlatan".split()  # noqa: SIM905
    ),
    pieces=(
        "了",
        "谈",
        "談",
        "讲",
        "講",
        "聊",
        "围",
        "圍",
        "题",
        "題",
        "怎",
        "如何",
        "（",
        "关于",
        "關於",
        "に",
        "を",
        "話",
        "で、",
        "の話",
        "에",
        "로",
        "을",
        "를",
        "발표",
        "세션",
        "강연",
    ),
)
