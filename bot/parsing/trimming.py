# ruff: noqa: E501
"""What stands around a title and is none of it: numbers, clock times, labels of links, quotation marks."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.parsing.cues import spellings
from bot.parsing.placed import PLACED
from bot.parsing.vocabulary import TALK
from bot.parsing.wordlists import one_of

QUOTES = (("“", "”"), ('"', '"'), ("«", "»"), ("„", "“"), ("„", "”"), ("「", "」"), ("『", "』"), ("《", "》"), ("‘", "’"), ("”", "”"))  # fmt: skip

OPENING = frozenset(opening for opening, _ in QUOTES)

_TIME = r"\d{1,2}(?:(?:[:.]| ?h ?)\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?| ?[ap]\.?m\.?)"
# No three capitals in a row are one by themselves: "10:00 LIFE OF A PACKET".
_ZONE = "UTC|GMT|BST|MSK|[CEW]E?S?T|[AEP][DS]T|[CM]DT|MST|[IJKS]ST|SGT|HKT|NZ[DS]T|A[CEW][DS]T|BRT|ART"
_TIMES = rf"{_TIME}(?: ?(?:[-–—~～〜]|to|bis|à) ?{_TIME})?(?: ?(?:uhr|(?-i:{_ZONE})(?![A-Za-z])))?"
_CLOCK_FIRST = re.compile(rf"{_TIMES}\s*(?:[,:|–—-]\s*)?(?=\w)", re.IGNORECASE)
ROOM = r"@ ?\w[^-–—|\[\]@]{0,30}?\s[-–—|]\s+"
"""Where a session was, behind its time: "10:20 @ H.2215 (Ferrer) - Old Moss"."""
_DAY = "(?:day|tag|jour|d[ií]a|dag|giorno|dzień|день)"
# What is counted and no part of a title; a keynote's number is kept, being often all it is called by.
_COUNTABLE = one_of(
    [
        "talk",
        "session",
        "vortrag",
        "vorlesung",
        "charla",
        "ponencia",
        "conf[ée]rence",
        "présentation",
        "palestra",
        "apresentação",
        "presentazione",
        "intervento",
        "praatje",
        "lezing",
        "sessie",
        "föredrag",
        "foredrag",
        "presentasjon",
        "esitys",
        "доклад",
        "доповідь",
        "виступ",
        "prelekcja",
        "prezentacja",
        "přednáška",
        "prednáška",
        "előadás",
        "prezentare",
        "sunum",
        "oturum",
        "konuşma",
        "ομιλία",
        r"LT\.?",
        "演讲",
        "演講",
        "講演",
        "議程",
        "议题",
        "發表",
        "発表",
        "セッション",
        "발표",
        "세션",
        "강연",
    ]
)
# As in "一、", "（二）", "第三场：", "③", "4. Vortrag:", "5th talk -".
_COUNTED = (
    r"\d{1,2}(?:コマ目|本目)\s*[:：?？]?\s*|"
    r"[一二三四五六七八九十]{1,3}[、．.]\s*|[（(][一二三四五六七八九十]{1,3}[)）]\s*|[①-⑳]\s*|\d\ufe0f?\u20e3\s*|"
    rf"第[一二三四五六七八九十\d]{{1,3}}[場场個个回部章節节篇讲講弾]?\s*(?:{_COUNTABLE})?\s*[:：]\s*|"
    rf"#?\d{{1,2}}(?:st|nd|rd|th|[.ºª°]|er|e|ème|番目の|つ目の|번째)\s*{_COUNTABLE}\s*[:：–—-]\s*"
)
# "2016.11.30 Life of a packet", "30.11.2016 Life of a packet"
_DATE = r"(?:(?:19|20)\d\d[./-]\d\d[./-]\d\d|\d\d[./-]\d\d[./-](?:19|20)\d\d)"
_OWN = "(?:(?:my|our|mein|unser|mon|notre|mi|nuestra|minha|nossa|mio) )"
# "🎤 Life of a packet"
PICTURES = "\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff\ufe0f\u200d\U0001f000-\U0001faff"
_LEADING = re.compile(
    rf"^(?:[\s\-–—~～*•·>]+(?=\w)|(?:…|\.{{3}})\s*(?:(?:and|und|et|y)\s)?(?=\w)|{_DATE}\s+(?=[^\W\d])|/\s+(?=\w)|{_COUNTED}|(?:\[[^\[\]]{{2,30}}\] ?)(?={_TIMES})|【(?=[^】]*\d)[\w-]{{2,10}}】|\[?\(?{_TIMES}\)?\]?(?:\s+{ROOM}|\s*[-–—:|]\s*|\s+|$|(?=【))|#?\d{{1,3}}[.)]\s+|(?:day|tag) \d+[,:]? ?{_TIMES}[ :–-]*|"
    rf"{PLACED}(?=\w)|[{PICTURES}]+\s*(?=\w)|#\d{{1,2}}\s+(?=[^\W\d])|(?-i:[A-Z])\d{{1,2}}[.)]\s+|"
    rf"(?:\w+ )?{_COUNTABLE} ?#?\d{{1,3}}\s*(?:[:：]\s*|[.–—-]\s+)|{_OWN}?{_COUNTABLE}\s*[:：]\s+(?=\w)|"
    r"(?:talk |session )?(?:title|titel|titre|título|題目|标题|標題|タイトル)(?: (?:de la|de l['’]|der|des|du|del?|of|da|do) ?\w+)?\s*[:：]\s*)",
    re.IGNORECASE,
)
_LABEL_WORDS = (
    r"slides?(?: ?deck)?",
    r"video",
    r"vidéo",
    r"v[ií]deo",
    r"recording",
    r"youtube",
    r"notes",
    r"code",
    r"repo",
    r"github",
    r"pdf",
    r"link",
    r"abstract",
    r"folien",
    r"aufzeichnung",
    r"投影片",
    r"簡報",
    r"影片",
    r"スライド",
    r"動画",
    r"diapo(?:s|sitives|sitivas)?",
    r"transparencias",
    r"grabación",
    r"gravação",
    r"registrazione",
    r"opname",
    r"inspelning",
    r"optagelse",
    r"opptak",
    r"tallenne",
    r"slajdy",
    r"nagranie",
    r"záznam",
    r"слайды",
    r"видео",
    r"запись",
    r"слайди",
    r"відео",
    r"διαφάνειες",
    r"βίντεο",
    r"幻灯片?",
    r"视频",
    r"錄影",
    r"回放",
    r"발표 ?자료",
    r"슬라이드",
    r"영상",
)
_LABELS = one_of(_LABEL_WORDS)
# Labels that are no links (see `_without_label_links` of evidence.py) are set apart, or several:
# "Old Ants (slides)", "Old Ants slides, video", not "Ladies Learning Code".
_NEXT_LABEL = rf"(?:(?:\s*[,/|&+]\s*|\s+)(?:{_LABELS}))"
_LABEL_ROW = rf"(?:{_LABELS}){_NEXT_LABEL}*"
# What the pages of sites for slides and recordings are titled with behind a bar: "Old Ants | Speaker Deck".
_SITES = (
    "YouTube",
    "Vimeo",
    "Speaker ?Deck",
    "SlideShare",
    "PPT",
    "InfoQ",
    "Twitch",
    "bilibili",
    "Dailymotion",
)
# Words behind which a word for a link belongs to the title: "A Million Lines of Code".
_NOT_BEHIND = "".join(
    rf"(?<!\b{word}\s)"
    for word in "of in the your our my a to as with and for into".split()  # noqa: SIM905
)
# Words behind which a clock time is: "Debugging at 3am".
_NOT_AT = r"(?<!\d)" + "".join(rf"(?<!\b{word}\s)" for word in ("at", "by", "um", "à", "las", "alle"))
_TRAILING = re.compile(
    rf"\s*(?:[\[(（]{_LABEL_ROW}[\])）]?|(?:(?<=\s)[-–—]|[|:：,;/·•])\s*{_LABEL_ROW}|(?<!\w)(?={_LABELS}){_NOT_BEHIND}{_LABELS}{_NEXT_LABEL}+|{_NOT_AT}[-–—(\[]*\s*{_NOT_AT}{_TIMES}(?:,? (?:on )?{_DAY} \d)?[)\]]?|"
    rf"\s[-–—|·]\s+(?:{one_of(_SITES)})|\son (?:YouTube|Vimeo)|"
    rf"\s\[(?:(?:lightning|short|invited|technical) )?(?:{TALK.pattern})\]|"
    r"[-–—|(]*\s*https?://\S+|[(（\[]\s?\d{1,3} ?(?:min(?:s|utes?|uten|utos|uti|uter|utter)?\.?|мин(?:ут)?\.?|分(?:間|钟|鐘)?|분)\s?[)）\]]|\s\(?(?:[★☆⭐✩✭✮🌟\ufe0f]|:star2?:)+\)?|\s\(?\d(?:[.,]\d)?\s?/\s?(?:5|10)\)?|->|→|=>|⇒|(?<=\s)!|[:：;,|]|(?<=\s)[-–—])$",
    re.IGNORECASE,
)
# What that can end in, but for clock times and addresses.
_TRAILING_ENDS = (
    *(spelling for word in _LABEL_WORDS for spelling in spellings(word)),
    *(site.lower() for site in ("Speaker Deck", *_SITES)),
    *">→⇒!:：;,|-–—)）].★☆⭐✩✭✮🌟\ufe0f",
)
_LETTER = re.compile(r"\w")
_DIGIT = re.compile(r"\d")
CODE = re.compile(r"^[A-Z]{2,5}-?\d{2,4}[A-Z]?\d?(?:-[A-Z]\w*)?$")
_ZERO_WIDTH = dict.fromkeys(map(ord, "\u200b\u200c\ufeff\u2060\u00ad"))


@lru_cache(maxsize=4096)
def clean(text: str) -> str:
    """A heading without numbering, clock times and labels of links around it."""
    text = " ".join((text if text.isascii() else text.translate(_ZERO_WIDTH)).split())
    for find in (_LEADING.match, _TRAILING.search) if _may_trail(text) else (_LEADING.match,):
        for _ in range(3):
            match = find(text)
            shorter = (text[: match.start()] + text[match.end() :]).strip() if match else text
            if shorter == text or not _LETTER.search(shorter):
                break
            text = shorter
    return text


def without_clock(text: str) -> str:
    """What stands behind the time somebody spoke: "9:07am, Ada Lovelace"."""
    clock = _CLOCK_FIRST.match(text) if text[:1].isdigit() else None
    return text[clock.end() :] if clock else text


def _may_trail(text: str) -> bool:
    return (
        text.lower().endswith(_TRAILING_ENDS) or "://" in text or _DIGIT.search(text[-_TIME_END:]) is not None
    )


_TIME_END = 16
"""Characters at the end of a text among which a clock time has a digit: "10 a.m. CEST)"."""


_CLOSING = frozenset(closing for _, closing in QUOTES)
# The kind of session printed before a quoted title: 'Keynote - "Life of a Packet"', "Доклад «Жизнь пакета»".
KIND_QUOTED = re.compile(
    rf"(?:[\w-]+ )?(?:{TALK.pattern})\s*(?:[-–—:：]\s*)?(?=[{re.escape(''.join(sorted(OPENING)))}])",
    re.IGNORECASE,
)


def trimmed(words: str) -> str:
    """Words of a sentence that name a talk, without what stood around them."""
    return tidy(clean(words).strip(" \t,;:–—-*_"))


def tidy(title: str) -> str:
    """A title without quotes around the whole of it or its kind before them, and without a full stop."""
    title = title.strip(" \t*_")
    if title[-1:] in _CLOSING and (kind := KIND_QUOTED.match(title)) and is_quoted(title[kind.end() :]):
        title = title[kind.end() :]
    title = _without_stop(title)
    for opening, closing in QUOTES if title[:1] in OPENING else ():
        if len(title) > 2 and title[0] == opening and _closes_last(title, opening, closing):
            title = _without_stop(title[1:-1].strip())
    title = title.strip(" \t,;:：|")
    return _DASH_END.sub("", title) if title.endswith(("-", "–", "—")) else title


def _without_stop(title: str) -> str:
    stops = title.endswith(".") and not title.endswith("..") and title.count(".") == 1
    return title[:-1].rstrip() if stops else title


def _closes_last(title: str, opening: str, closing: str) -> bool:
    """The mark at the end closes the one at the beginning: “Ants”, «Old «ants»», not “Ants” and “bees”."""
    if title[-1] != closing:
        return False
    if opening == closing:
        return title.find(closing, 1) == len(title) - 1
    depth = 0
    for at, character in enumerate(title):
        depth += (character == opening) - (character == closing)
        if depth == 0:
            return at == len(title) - 1
    return False


_DASH_END = re.compile(r"\s+[-–—]{1,3}$")


def is_quoted(text: str) -> bool:
    """The whole of `text` stands in quotation marks."""
    return text[:1] in OPENING and any(
        len(text) > 4 and text[0] == opening and _closes_last(text, opening, closing)
        for opening, closing in QUOTES
    )


_GAP = re.compile(r"[\s:]+")
_CODED = re.compile(r"[\s\[\]()]*[A-Z]{2}")


def has_code(text: str) -> bool:
    """`text` begins with a session's code, as in "STG351 - Backups at scale" or "[B204] Backups"."""
    if not _CODED.match(text):
        return False
    first = _GAP.split(text.strip(), maxsplit=1)[0].strip("[]()")
    return bool(CODE.match(first)) and len(text.split()) > 2
