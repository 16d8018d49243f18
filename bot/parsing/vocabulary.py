# ruff: noqa: E501
"""The words by which conferences are spoken of, in the languages recaps are written in.

Structure decides first; these words are asked where structure is silent. They are data:
a language is added by adding its words.
"""

from __future__ import annotations

import re

# One session: "the talk by …", "die Keynote von …", "cette conférence".
_TALK = (
    r"talks?|presentations?|sessions?|keynotes?|workshops?|tutorials?|panels?|demos?|demonstrations?|lectures?|"
    r"plenar(?:y|ies)|fireside chats?|lightning talks?|ignites?|birds of a feather|bofs?|breakouts?|posters?|"
    r"vortr[aä]ge?|vorträgen|präsentation(?:en)?|referate?|"
    r"conf[ée]rences?|pr[ée]sentations?|expos[ée]s?|ateliers?|interventions?|pl[ée]ni[èe]res?|"
    r"charlas?|ponencias?|presentaci[oó]n(?:es)?|conferencias?|taller(?:es)?|sesi[oó]n(?:es)?|"
    r"palestras?|apresenta[cç](?:ão|ões)|oficinas?|sess(?:ão|ões)|"
    r"discors[io]|interventi|presentazion[ei]|praatjes?|presentaties?|доклад\w*|презентаци\w*|сесси\w*"
)
_TALK_CJK = r"演讲|演講|议程|議程|讲座|講座|场次|場次|分享|工作坊|主題演講|闪电秀|閃電秀|座談|セッション|発表|講演|基調講演|登壇|ワークショップ|ライトニングトーク|発表会|발표|세션|강연"
TALK = re.compile(rf"\b(?:{_TALK})\b|{_TALK_CJK}", re.IGNORECASE)

# Compounds such as "Lieblingstalks", "Lightningtalks".
TALK_COMPOUND = re.compile(
    r"\w+(?:talks?|vortr[aä]ge?|keynotes?|sessions?|workshops?|präsentationen)\b", re.IGNORECASE
)

# A section that holds sessions; headings and lead-in lines consist of these and little else.
_SESSIONS = (
    r"talks|presentations|sessions|keynotes?|workshops|tutorials|panels|demos|lectures|plenar(?:y|ies)|agenda|"
    r"schedule|program(?:me)?|line-?up|tracks?|lightning talks?|ignite talks?|posters?|unconference|"
    r"vorträge|programm|keynotes?|conf[ée]rences|ateliers|programme|charlas|ponencias|talleres|programa|sesiones|"
    r"palestras|oficinas|interventi|sprekers|доклады"
)
SESSIONS = re.compile(rf"\b(?:{_SESSIONS})\b|{_TALK_CJK}", re.IGNORECASE)

_ORDINALS = {
    **dict.fromkeys(["1", "one", "first", "1st", "ersten", "erster", "erste", "premier", "première", "1er", "1ère", "uno", "primer", "primera", "primeiro", "primo", "一", "初", "eerste"], 1),
    **dict.fromkeys(["2", "two", "second", "2nd", "zweiten", "zweiter", "zweite", "deuxième", "seconde", "2e", "2ème", "2nde", "dos", "segundo", "segunda", "secondo", "二", "tweede"], 2),
    **dict.fromkeys(["3", "three", "third", "3rd", "dritten", "dritter", "dritte", "troisième", "3e", "3ème", "tres", "tercer", "tercera", "terceiro", "terzo", "三", "derde"], 3),
    **dict.fromkeys(["4", "four", "fourth", "4th", "vierten", "vierter", "vierte", "quatrième", "cuatro", "cuarto", "cuarta", "quarto", "四", "vierde"], 4),
    **dict.fromkeys(["5", "five", "fifth", "5th", "fünften", "fünfter", "fünfte", "cinquième", "cinco", "quinto", "五", "vijfde"], 5),
    **dict.fromkeys(["6", "six", "sixth", "6th", "sechsten", "sechster", "sixième", "seis", "sexto", "六"], 6),
    **dict.fromkeys(["7", "seven", "seventh", "7th", "siebten", "siebter", "septième", "siete", "séptimo", "七"], 7),
    "zero": 0, "0": 0,
}  # fmt: skip
_NUMBER = "|".join(
    sorted((re.escape(word) for word in _ORDINALS if word.isascii() or len(word) > 1), key=len, reverse=True)
)
_DAY_WORD = r"day|tag|jour|journ[ée]e|d[ií]a|dia|giorno|dag|день"
_DAY = re.compile(
    rf"\b(?:{_DAY_WORD})[ _#-]*(?P<a>{_NUMBER})\b(?!\s*(?:[.,]\d|%))|\b(?P<b>{_NUMBER})\.?(?:er|st|nd|rd|th|e|º|ª)?[ -](?:\w+ )?(?:{_DAY_WORD})\b|"
    rf"\b(?P<c>{_NUMBER})(?:\w*) (?:konferenztag|kongresstag|messetag|veranstaltungstag)\b|"
    r"第\s*(?P<d>[一二三四五六七1-7])\s*[天日]|(?P<e>[1-7一二三四五六七])\s*日目|[Dd]ay ?(?P<f>[0-7])\b|(?<!\w)D(?P<g>[1-4])(?!\w)",
    re.IGNORECASE,
)

_WEEKDAYS = (
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|"
    r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|mi[eé]rcoles|jueves|viernes|s[áa]bado|domingo|"
    r"segunda-feira|terça-feira|quarta-feira|quinta-feira|sexta-feira|星期[一二三四五六日天]|週[一二三四五六日]|周[一二三四五六日]|[月火水木金土日]曜日"
)
WEEKDAY = re.compile(
    rf"\b(?:{_WEEKDAYS})\b|星期[一二三四五六日天]|週[一二三四五六日]|周[一二三四五六日]|[月火水木金土日]曜日",
    re.IGNORECASE,
)

# Headings that are about the event or the author and not about one session.
_GENERAL = re.compile(
    r"^(?:the |my |our |some |a few |other |more |final |closing |general |overall |key |personal |random |die |das |der |mein |meine |"
    r"le |la |les |mes |el |los |las |mi |mis |what |about the )*"
    r"(?:intro(?:duction)?|overview|summary|conclusions?|wrap[ -]?up|take-?aways?|highlights?|thoughts?|reflections?|impressions?|"
    r"feedback|lessons?(?: learn(?:ed|t))?|recap|review|notes?|misc(?:ellaneous)?|resources?|links?|references?|further reading|read(?:ing)? more|"
    r"venue|location|food|catering|lunch|dinner|breakfast|breaks?|coffee|party|parties|after ?part(?:y|ies)|social(?: events?)?|swag|travel|"
    r"getting there|arrival|departure|hotel|accommodation|tickets?|registration|sponsors?|expo(?: hall)?|exhibit(?:ion|ors)?|booths?|"
    r"hallway(?: track)?|networking|community|people|attendees|organi[sz](?:ers|ation)|thanks?|thank you|acknowledge?ments?|photos?|pictures?|"
    r"videos?|slides|recordings?|playlists?|about(?: (?:me|us|the (?:event|conference|author)))?|background|motivation|context|"
    r"table of contents|contents|toc|tl;?dr|announcements?|news|recent news|projects?|tools?|updates?|upcoming(?: events?)?|events?|next(?: (?:year|steps?|time))?|"
    r"see you|day|morning|afternoon|evening|night|pre-?conference|post-?conference|co-?located(?: events?)?|opening|closing|welcome|goodbye|"
    r"questions?|q ?& ?a|discussion|trends?|themes?|topics?|statistics|numbers|comments?|bonus|extras?|tips|credits|footnotes?|"
    r"einleitung|einführung|fazit|zusammenfassung|überblick|rückblick|ausblick|schluss(?:wort)?|anreise|abreise|verpflegung|essen|"
    r"talks|vorträge|organisation|orga|netzwerk|stimmung|"
    r"bilan|conclusion|récapitulatif|résumé|en résumé|introduction|lieu|repas|pour (?:finir|conclure)|remerciements|"
    r"introducci[oó]n|conclusi[oó]n(?:es)?|resumen|lugar|comida|agradecimientos|impresiones|"
    r"introdução|conclusão|resumo|impressões|引言|前言|總結|总结|結論|结论|心得|感想|後記|后记|はじめに|まとめ|おわりに|さいごに|概要)\b",
    re.IGNORECASE,
)

# Verbs by which a person brings a talk.
SPOKE = re.compile(
    r"\b(?:present(?:ed|s|ing)|show(?:ed|s|cased|cases|n)|talk(?:ed|s|ing)|discuss(?:ed|es|ing)|spoke|speaks|demo(?:ed|nstrated|nstrates|s)|explain(?:ed|s)|"
    r"gave|gives|introduce[ds]|announce[ds]|describe[ds]|covered|covers|shared|shares|argued|argues|opened|kicked off|delivered|walked|told|taught|led|"
    r"stellten?|zeigten?|erzählten?|präsentierten?|sprach(?:en)?|erklärten?|berichteten?|hielt(?:en)?|"
    r"a présenté|ont présenté|présent(?:ait|aient|e|ent)|a montré|ont montré|montr(?:ait|e)|a parlé|ont parlé|expliqu(?:ait|e)|nous a présenté|"
    r"present[óo]|presentaron|mostr[óo]|habl[óo]|hablaron|explic[óo]|cont[óo]|dio|apresentou|mostrou|falou|рассказал[аи]?)\b",
    re.IGNORECASE,
)


# Words of a link that name what it leads to and not what it is about: "slides", "watch here".
_LABEL_WORD = re.compile(
    r"^(?:the|a|an|my|our|this|that|these|of|to|for|on|at|in|from|and|or|you|can|be|it|here|link|links|full|all|see|found|read|more|watch|"
    r"click|view|get|talk|talks|session|presentation|keynote|workshop|slides?|slidedecks?|deck|video|videos|vid|recording|recorded|record|"
    r"youtube|vimeo|speakerdeck|slideshare|github|code|repo|repository|source|pdf|ppt|notes|abstract|website|site|page|details|info|"
    r"twitter|x|linkedin|mastodon|blog|post|article|paper|download|demo|audio|live|stream|livestream|replay|tweet|thread|transcript|"
    r"der|die|das|den|zum|zur|hier|folien|aufzeichnung|mitschnitt|ici|là|le|la|les|vidéo|diapos?|diapositives|support|présentation|"
    r"aquí|el|los|las|vídeo|v[ií]deos?|diapositivas|charla|aqui|"
    r"影片|投影片|簡報|連結|共筆|錄影|视频|幻灯片|链接|スライド|動画|資料|リンク|こちら)$",
    re.IGNORECASE,
)


def is_label(text: str) -> bool:
    """Words of a link that only say what it leads to: "slides", "Watch the recording here", an address."""
    if "://" in text or re.fullmatch(r"\S+\.\S+/\S*|www\.\S+", text.strip()):
        return True
    words = re.findall(r"\w+", text)
    return all(_LABEL_WORD.match(word) or word.isdigit() for word in words)


def day_of(text: str) -> int | None:
    """The day of the event `text` speaks of: "Day two" -> 2, "zweiter Tag" -> 2, "2日目" -> 2."""
    match = _DAY.search(text)
    if match is None:
        return None
    word = next(part for part in match.groups() if part is not None)
    return _ORDINALS.get(word.lower())


def days_of(text: str) -> list[int]:
    """Every day `text` speaks of, in order."""
    words = (next(part for part in m.groups() if part is not None) for m in _DAY.finditer(text))
    return [day for day in (_ORDINALS.get(word.lower()) for word in words) if day is not None]


def is_general(text: str) -> bool:
    """A heading about the event at large: "Final thoughts", "Day 2", "Freitag", "Sessions"."""
    text = text.strip(" .:!?#*_-–—")
    words = len(text.split())
    if not text or (_GENERAL.match(text) and words <= 6):
        return True
    day = _DAY.search(text)
    if day and (words <= 4 or day.start() == 0):
        return True
    return (words <= 4 and bool(WEEKDAY.search(text))) or holds_sessions(text)


def holds_sessions(text: str) -> bool:
    """A heading or lead-in under which sessions are listed: "Today's Sessions", "Die Talks"."""
    text = text.strip(" .:：!?#*_-–—")
    words = text.split()
    if len(words) <= 5 and not re.search(r"[:：]\s*\S", text):
        match = SESSIONS.search(text) or (TALK_COMPOUND.search(text) if len(words) <= 3 else None)
        return bool(match) and not re.search(r"\d{3}", text)
    return False


def leads_to_sessions(text: str) -> bool:
    """A line ending in a colon that announces sessions: "Talks I liked:"."""
    if not text.rstrip().endswith((":", "：")):
        return False
    last = re.split(r"(?<=[.!?。！？])\s+", text.strip())[-1]
    return bool(SESSIONS.search(last) or TALK_COMPOUND.search(last)) and len(last) < 160
