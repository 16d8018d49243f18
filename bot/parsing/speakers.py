# ruff: noqa: E501
"""People's names: recognising them, and taking them out of the words around them.

"Nicole Forsgren & Jez Humble"              -> Nicole Forsgren, Jez Humble
"Rita Zhang, Microsoft & Dr. José Santos"   -> Rita Zhang, José Santos
"Warner Moore (CoverMyMeds)"                -> Warner Moore
"王大明 老師、小林 誠さん"                     -> 王大明, 小林 誠
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.parsing.letters import EAST, UNSPACED
from bot.parsing.posts import is_work
from bot.parsing.trimming import without_clock
from bot.parsing.vocabulary import HONORIFIC, TALK
from bot.parsing.wordlists import one_of
from bot.people import is_given, names

_PARTICLES = frozenset(
    "van von de der den del della di da dos das do du la le el al bin ibn ben ter ten af av y e st".split()  # noqa: SIM905
)
_TOKEN = re.compile(
    r"^(?:\w\.(?:-?\w\.)*|(?:\w\.){0,3}(?:[OD]['’])?[^\W\d_][\w'’]*(?:\([^\W\d_]+\))?(?:-[^\W\d_][\w'’]*)*\.?)$"
)
_HAN = re.compile(r"^[\u4e00-\u9fff]{2,4}$|^[\u4e00-\u9fff]{1,3}[ \u3000][\u3040-\u30ff\u4e00-\u9fff]{1,4}$")
_TOPIC_HAN = re.compile(r"[的是了在與与和化性型式式論学學法術技系統统語语網网機机]$")
_HANGUL = re.compile(r"^[가-힣]{3}$")
# "안정성", "이용자": what the commonest family names and syllables spell as words too.
_TOPIC_HANGUL = re.compile(r"[이정조전안유신문고한장강서주구공지노].[성화자도기]|이미지")
_KATAKANA = re.compile(r"^[\u30a0-\u30ff]{2,}(?:[・=＝ ][\u30a0-\u30ff]{2,})+$")

# Words that stand in titles, companies and sentences but in nobody's name.
_NOUN_ENDING = re.compile(r"(?:tion|tions|ment|ments|ness|ility|ities|ware|ology|ings|ism|ful|less)$")

_HONORIFIC = re.compile(
    r"^(?:(?:Dr|Prof|Mr|Mrs|Ms|Mx|Sir|Herr|Frau|Hr|Fr|Dipl|PhD|Mme|Sr|Sra|Doña|Dña)\b\.?[ -]*(?:-Ing\.? ?)?)+"
)
_SUFFIX = re.compile(
    r"[ \u3000]?(?:先生|老師|老师|教授|博士|さん|さま|様|氏|講師|小姐|女士|大大|同學|님|씨)$|,? (?:PhD|Ph\.D\.|MD|Jr\.)$"
)

_LABELS = """speakers? who wer quién quien qui chi wie vem hvem kto kdo кто 誰 谁 presenters? presented_by given_by hosts? hosted_by panel(?:l?ists?)? instructors? delivered_by
talk_by keynote_by trainers? teachers? moderators? referent(?:in|en|innen)? sprecher(?:in|innen)? vortragende[rn]?
vorgetragen_von redner(?:in|innen)? intervenant(?:e|s|es)? orat(?:eurs?|rices?) conférenci(?:er|ère)s? présenté(?:e|s)?_par animée?_par
ponentes? oradores? oradoras? conferenciantes? presentad[oa]_por impartid[oa]_por palestrantes? apresentad[oa]_por
relator[ei] relatric[ei] presentat[oa]_da sprekers? talare föreläsare föredragshållare oplægsholdere? foredragsholdere?
puhujat? esiintyjät? presentador(?:a)? présentateurs? présentatrices? orador apresentador(?:es|a)? ministrad[oa]_por spreekster door выступающ(?:ий|ая|ие) автор_доклада mówca řečník přednáší доповідачк[аи] taler(?:e)? ομιλήτρια prelegen(?:t|tka|ci) prowadząc[ya] přednášející řečníci? prednášajúc[ia] vorbitori? prezentatori?
előadók? ομιλητ(?:ής|ές) ομιλήτριες? konuşmacı(?:lar)? sunan anlatan pembicara pemateri narasumber diễn_giả người_(?:trình_bày|nói) trình_bày_bởi
талк докладчик[и]? докладчица спикер[ы]? лектор[ы]? ведущи[йе] доповідач[і]? спікер[и]?
講者 讲者 演讲者 演講者 演讲人 演講人 講師 讲师 主講人? 主讲人? 主講者 分享人 分享者 分享嘉宾 演讲嘉宾 演講嘉賓 嘉宾 嘉賓 與談人 与谈人 主持人 講者介紹 報告人 报告人
登壇者 発表者 スピーカー 講演者 発表 登壇 話者 발표자 연사 강연자 스피커"""
_LABEL = re.compile(
    rf"^\W*{one_of(label.replace('_', ' ') for label in _LABELS.split())}"
    r"(?:\(s\)|/s|:innen|\*innen|\s?[/／|(（]\s?[^\W\d_]{2,14}[)）]?)?\s*(?:::\s*|[:：\-–—]\s*|(?<=by)\s+|(?<=von)\s+|(?<=par)\s+|(?<=por)\s+)(?=\S)",
    re.IGNORECASE,
)
_BY = re.compile(
    r"^(?:(?:presented|given|delivered|talk|keynote|hosted|taught|led) )?(?:by|von|par|por|door|di|af|av|with|mit|avec|con|com)\s+",
    re.IGNORECASE,
)
_OF_GIVEN = re.compile(r"(?:de|del|do|da|van)\s+(?P<name>[^\W\d_a-z][\w’'-]*)(?=\s+[^\W\d_a-z])")
_AND = re.compile(
    r"\s+(?:and|und|et|y|e|och|og|en|ve|i|ja|és|și|dan|và|и|та|і|й|και|a(?=\s+[A-ZÀ-Ž])|with|feat\.?|ft\.?)\s+|\s*[&+/;、，；]\s*|(?<=[ん）)氏様님씨])[と和与與와과](?=[\u4e00-\u9fff\u30a0-\u30ff가-힣])|\s*,\s*(?:and |& )?"
)
_ORG_TAIL = re.compile(
    r"\s+(?:from|of|at|with|von|bei|vom|der Firma|de chez|chez|d[eu']|de la|del?|from the)\s+(?=\S).*$|\s*[@|–—].*$|\s+[-·•]\s+.*$"
)
_ROUND = re.compile(
    r"（[^（）]*）|(?:(?<!\w)|(?<=[\u3040-\u9fff가-힣]))[(\[（【〈<][^()\[\]（）【】〈〉<>]*[)\]）】〉>]|\s+[(（][^)）]*$"
)


_BRACKETED_HANDLE = re.compile(r"\s*[(（]\s*@[^()（）]*[)）]?")
_HONOURED = re.compile(rf"[^\W\d_][ \u3000]?{HONORIFIC}\s*(?:[(（、,&＆と・]|$)")


def honoured(text: str) -> bool:
    """A title of courtesy stands behind a name in `text`: "川端さん", "김하나님"; it is a person."""
    return not text.isascii() and bool(_HONOURED.search(text))


class Mention(NamedTuple):
    """A person's name as it stands in a sentence."""

    start: int
    end: int
    name: str


@lru_cache(maxsize=4096)
def likeness(text: str) -> int:
    """How much `text` is a person's name: 0 not at all, 1 by its shape, 2 by a known given name."""
    text = text.strip(' \t.,:;*_“”"')
    if not text or len(text) > 60:
        return 0
    text = _NICKNAME.sub(" ", text)
    if _HAN.match(text):
        known = text[0] in names().family or text.startswith(names().japanese)
        return 2 if known and not _TOPIC_HAN.search(text) else 0
    if _HANGUL.match(text):
        known = text[0] in names().korean_family and names().korean_given.issuperset(text[1:])
        return (1 if _TOPIC_HANGUL.match(text) else 2) if known else 0
    if _KATAKANA.match(text):
        return 1
    tokens = text.split()
    if (
        (not text.isascii() and _MIXED.search(text))
        or not 1 <= len(tokens) <= 6
        or not all(_TOKEN.match(token) for token in tokens)
    ):
        return 0
    if tokens[0] in _VIETNAMESE and 2 <= len(tokens) <= 5 and all(token[0].isupper() for token in tokens):
        return 2
    if any(_spoils(token, index) for index, token in enumerate(tokens)):
        return 0
    capital = [token for token in tokens if token[0].isupper()]
    if len(tokens) == 1:
        return 2 if is_given(tokens[0], followed=False) else 0
    if len(capital) < 2 or not (tokens[0][0].isupper() or tokens[0].lower() in _PARTICLES):
        return 0
    if is_given(tokens[0].partition("(")[0]):
        return 2
    family_first = len(tokens) == 2 and not text.isascii() and is_given(tokens[1])
    if family_first:
        return 2
    return 0 if TALK.search(text) else 1


def is_full(name: str) -> bool:
    """Not only a given or a family name, as far as its letters show it: "Ada Lovelace", "张伟", "김민수"."""
    return " " in name or UNSPACED.search(name) is not None


def are_full(names: Sequence[str]) -> bool:
    """Whether there are names, and each of them is full."""
    return bool(names) and all(map(is_full, names))


# "Sanic를": a foreign word with an ending, in no name.
_MIXED = re.compile(rf"[A-Za-z][{EAST}]")
# As in: Ada "the moss" Lovelace
_NICKNAME = re.compile(r"(?<=\w) [\"“][^\"“”]{2,20}[\"”] (?=[A-ZÀ-Þ])")

KNOWN = 2
"""The likeness of what begins with a known given name."""


def surest(names: Iterable[str]) -> int:
    """The likeness of the surest of `names`, 0 if there are none."""
    return max(map(likeness, names), default=0)


# Family names that begin a Vietnamese name: what follows may be any word ("An", "Do", "Long").
_VIETNAMESE = frozenset(
    "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trịnh Đoàn Lương Nguyen Tran Pham".split()  # noqa: SIM905
)


VIETNAMESE = re.compile(
    rf"(?<!\w)(?:{'|'.join(sorted(name for name in _VIETNAMESE if not name.isascii()))})(?: [^\W\d_a-z][\w]*){{1,3}}"
)
"""A Vietnamese name, and words behind it of which those in capitals are part of it."""


def _spoils(token: str, index: int) -> bool:
    """A word that cannot be part of a name."""
    low = token.lower()
    if token[0].islower():
        return low not in _PARTICLES
    if index and (low in _PARTICLES or (len(token) == 1 and token.isupper())):
        return False
    if low in names().never and not (index == 0 and token in names().also_words):
        return True
    if len(token) > 3 and _NOUN_ENDING.search(low) and not (index == 0 and is_given(token)):
        return True
    if index == 0 and _TWO_HUMPS.fullmatch(token):
        return False
    return _HUMP.search(token) is not None and _HUMP.search(_NAME_PREFIX.sub("", token)) is not None


_TWO_HUMPS = re.compile(r"[A-Z][a-z]+[A-Z][a-z]+")
_HUMP = re.compile(r"[a-z][A-Z]")
_NAME_PREFIX = re.compile(r"^(?:Mc|Mac|De|Di|La|Le|Van|Von|O['’]|Fitz|Du|Da|El|Al)(?=[A-Z])")


def label_of(text: str) -> int:
    """Length of the label ("Speakers: ", "講者：") that `text` begins with, 0 if none."""
    match = _LABEL.match(text)
    return match.end() if match else 0


def by_of(text: str) -> int:
    """Length of a "by" in any of several languages that `text` begins with, 0 if none."""
    if match := _BY.match(text):
        return match.end()
    match = _OF_GIVEN.match(text)
    return match.start("name") if match and is_given(match["name"]) else 0


def clean(name: str) -> str:
    """A name without title, company, handle or brackets around it."""
    if "@" in name:
        name = _BRACKETED_HANDLE.sub("", name)
    if _OPENED.search(name):
        name = _ROUND.sub("", name)
    name = name.strip(" \t\n.,:;*_–—-")
    if honorific := _HONORIFIC.match(name):
        name = name[honorific.end() :]
    if not name.isascii() or name.endswith(("D", "D.", "Jr.")):
        name = _SUFFIX.sub("", name)
    if "@" in name:
        name = _HANDLE.sub("", name)
    name = name.strip(" \t,;:")
    return name + "." if _LAST_INITIAL.search(name[-3:]) else name


_OPENED = re.compile(r"[(\[（【〈<]")
_HANDLE = re.compile(r"\s*(?<!\w)@[\w.@-]+")
_LAST_INITIAL = re.compile(r" [A-Z]$")


@lru_cache(maxsize=2048)
def people(text: str, *, surely: bool = False) -> tuple[str, ...]:
    """The people a piece of text consists of, companies left out; () if it is not a list of people.

    With `surely` (behind a label such as "Speakers:") odd names and handles are kept too.
    """
    label = label_of(text)
    surely = surely or bool(label)
    text = without_clock(text[label:])
    text = _OTHERS.sub("", text[by_of(text) :].strip(" .*_+"))
    if not text or len(text) > (1500 if surely else 400) or (not surely and _begins_otherwise(text)):
        return ()
    found: list[str] = []
    before = ""
    parts = _split(text)
    listed = _is_enumeration(parts)
    at_work = False
    for part, glue in parts:
        name = clean(part)
        tail = _ORG_TAIL.search(part)
        short = clean(part[: tail.start()]) if tail and is_work(tail.group()) else name
        for candidate in dict.fromkeys((name, short)):
            sure = likeness(candidate) or (1 if candidate and len(candidate) <= 24 and honoured(part) else 0)
            company = (
                sure < 2
                and glue.strip() == ","
                and bool(before)
                and not listed
                and any(g.strip() in ("&", "/", ";", "and", "et", "und", "y", "+") for _, g in parts)
            )
            if sure and not company:
                found.append(candidate)
                before = candidate
                break
            if not sure and (joint := _joined_unspaced(candidate)):
                found += joint
                before = joint[-1]
                break
        else:
            if (
                surely
                and short
                and len(short.split()) <= 5
                and not (glue.strip() == "," and _is_company_of(part, before))
            ):
                found.append(short.lstrip("@"))
                before = short
            elif not surely and not (
                _is_company(part, glue, before)
                or (glue.strip() == "/" and len(part.split()) <= 3 and (at_work or not before.isascii()))
            ):
                return ()
            else:
                at_work = True
    return tuple(dict.fromkeys(found))


_OTHERS = re.compile(r",? (?:and|&|und|et|y) (?:friends|others|co|colleagues|team|guests|al)$", re.IGNORECASE)


def _joined_unspaced(text: str) -> tuple[str, ...]:
    """The names between which but an "and" without blanks stands: "张伟和李娜", "김민지와 박서준"."""
    if text.isascii() or len(text) > 30:
        return ()
    names = tuple(_AND_UNSPACED.split(text))
    return names if len(names) > 1 and all(likeness(name) == 2 for name in names) else ()


_AND_UNSPACED = re.compile(
    r"(?<=[\u4e00-\u9fff])[和与與及跟と](?=[\u4e00-\u9fff])|(?<=[가-힣])[와과] ?(?=[가-힣])"
)


def _begins_otherwise(text: str) -> bool:
    """One of the first two words is in small letters and of no name: what most titles look like."""
    first, *rest = text.split(None, 2)
    words = (first,) if first[-1] in ",;&+/|@" else (first, *rest[:1])
    return text.isascii() and any(
        word.isalpha() and word.islower() and word not in _BETWEEN_NAMES for word in words
    )


_BETWEEN_NAMES = _PARTICLES | frozenset(
    "and und et och og ve i ja és și dan và with feat ft from of at von bei vom der chez du des".split()  # noqa: SIM905
)


def _is_enumeration(parts: Sequence[tuple[str, str]]) -> bool:
    """Names parted by commas and one "and" before the last: "Ada Lovelace, Yun Mora, Çağ Tan and Bo Ray"."""
    glues = [glue.strip() for _, glue in parts[1:]]
    if len(glues) == 2 and glues[-1].isalpha() and glues[0] == "," and "," not in parts[0][0]:
        return all(" " in part.strip() for part, _ in parts)
    return len(glues) > 2 and glues[-1] != "," and all(glue == "," for glue in glues[:-1])


def _split(text: str) -> list[tuple[str, str]]:
    """Pieces with the separator that stood before each; brackets are not split."""
    kept = _BRACKETED.sub(lambda m: _hide_separators(m.group()), text)
    pieces: list[tuple[str, str]] = []
    start, glue = 0, ""
    for match in _AND.finditer(kept):
        pieces.append((kept[start : match.start()], glue))
        start, glue = match.end(), match.group()
    pieces.append((kept[start:], glue))
    if kept != text:
        pieces = [(piece.translate(_SHOWN), glue) for piece, glue in pieces]
    return [(piece, glue) for piece, glue in pieces if piece.strip()]


_BRACKETED = re.compile(r"[(\[（][^()\[\]（）]*[)\]）]")
_HIDDEN = {ord(sign): chr(code) for code, sign in enumerate(",&/+;、，； ", start=1)}
_SHOWN = {ord(hidden): chr(sign) for sign, hidden in _HIDDEN.items()}


def _hide_separators(bracketed: str) -> str:
    return bracketed.translate(_HIDDEN)


def _is_company_of(part: str, before: str) -> bool:
    """What stands behind a full name: "Ada Lovelace, Acme"; a single name behind single names is one."""
    if " " not in before:
        return False
    words = part.split()
    return len(words) == 1 or bool(
        names().never & set(re.findall(r"[a-z]+", part.lower())) and likeness(part) < 2
    )


def _is_company(part: str, glue: str, before: str) -> bool:
    """Where a person stands before a comma, a few words behind it are where they work."""
    return bool(before) and ("," in glue or "，" in glue) and len(part.split()) <= 5


_CAPITAL = re.compile(
    r"[^\W\d_a-zß-öø-ÿ\u3040-\uffff](?:(?<![\w’'-].)|(?<=\b[dDlL]['’].))[\w’'-]*\.?(?:\([^\W\d_]+\))?"
)
_NEXT = re.compile(
    rf"[ \n]((?:(?:{'|'.join(sorted(_PARTICLES))}) )*)([^\W\d_a-zß-öø-ÿ\u3040-\uffff][\w’'-]*\.?)"
)
# "Ada's", and in Turkish "Ada'nın", "Mehmet’in", "Grace'ten".
_POSSESSIVE = re.compile(r"['’](?:s|n?[ıiuü]n|[dt][ae]n?|[yn]?[ıiuüae])?$")


@lru_cache(maxsize=8192)
def mentions(text: str) -> tuple[Mention, ...]:
    """The people named in running text: a known given name, then capitalised words and particles.

    "I met Emily Fox and Jez" -> Emily Fox, Jez
    """
    found: list[Mention] = []
    free = 0
    if not text.isascii():
        text = UNSPACED.sub("|", text)
    for match in _CAPITAL.finditer(text):
        word = match.group()
        if match.start() < free:
            continue
        given = word.partition("(")[0]
        given = _POSSESSIVE.sub("", given) if "'" in given or "’" in given else given
        if not is_given(given):
            continue
        end = match.end() if _POSSESSIVE.search(word) else _name_end(text, match.end())
        if end == match.end() and not is_given(given, followed=False):
            continue
        name = text[match.start() : end]
        name = _POSSESSIVE.sub("", name) if _INITIAL.search(name) else _POSSESSIVE.sub("", name).rstrip(".")
        found.append(Mention(match.start(), match.start() + len(name), name))
        free = end
    return tuple(found)


_OF_COMPANY = ("von ", "das ", "van ", "di ")
"""What stands behind a full name is where one works, but for a second given name: "Pier Paolo di Stefano"."""
_INITIAL = re.compile(r"\b\w\.$")
"""Letters at which a name in others ends: "是Ada Lovelace的", "Adaさん"."""


def _name_end(text: str, start: int) -> int:
    """Where the name ends whose given name ends at `start`."""
    end = start
    for index in range(1, 6):
        match = _NEXT.match(text, end)
        if match is None:
            break
        word = _POSSESSIVE.sub("", match.group(2))
        if (
            index > 1
            and match.group(1).startswith(_OF_COMPANY)
            and not is_given(text[start:end].rsplit(maxsplit=1)[-1])
        ):
            break
        if match.group(1) in ("y ", "e ") and is_given(word):
            break
        if _spoils(word, index) or (2 < len(word) < LEAST_CAPITALS and word.isupper()):
            break
        end = match.end()
        if word != match.group(2) or (match.group(2).endswith(".") and len(word) > 2):
            break
    return end


LEAST_CAPITALS = 5
"""Letters of a family name that is written in capitals: "Ada LOVELACE", not "Ada AWS"."""


def joined(text: str, start: int) -> list[str]:
    """Names whose given name is not known, joined to one that is: "… and Yangsoo(Leo) Park"."""
    match = re.match(
        r"\s+(?:and|und|et|y|e|&)\s+((?:[A-Z][\w.’'-]*(?:\([^\W\d_]+\))?\s?){2,4})", text[start:]
    )
    names = people(match.group(1)) if match else ()
    return [name for name in names if likeness(name) == 1]
