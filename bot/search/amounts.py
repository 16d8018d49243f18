"""Numbers and times: whether what a question asks to be measured stands in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache

from bot.search import lengths, moments
from bot.search.asking import means, signs, unmarked
from bot.search.looks import EASTERN, words_of
from bot.search.question import Question
from bot.words import fold, is_paired, stem, tokens

_NUMBER = re.compile(r"(?<![A-Za-z_])\d|½|¼|¾")
_COUNTED = re.compile(
    r"\b(?:how many|wie ?viele|combien d(?:e(?! temps))?|cuant[oa]s|quant(?:[ei]|[oa]s)|hoeveel|"
    r"сколько|скільки|ilu|kac|"
    r"hur manga|[hk]v?or mange|koliko|колко|quants|quantes|kolik|na ile|w ilu|montako|hany|"
    r"bao nhieu|berapa)\b|"
    r"^ile\b|多少|幾個|几个|몇 ?(?:명|개)"
)
_LONG = re.compile(
    r"\b(?:how long|how much time|wie lange|wie ?viel zeit|duration|combien de temps|duree|"
    r"cuanto (?:tiempo|(?:dur|tard|llev)\w+)|quanto (?:tempo|dur\w+|demor\w+|e durat[oa])|"
    r"hoe ?lang|hoeveel tijd|hur lange|hur lang tid|hvor lenge|hvor laenge|hvor lang tid|ile czasu|"
    r"jak dlouho|kolik casu|як довго|скільки часу|как долго|сколько (?:времени|длил\w+)|"
    r"jak dlugo|ile (?:trwa\w*|to trwa\w*)|bao lau|ne kadar sur\w+)\b|얼마나 (?:오래|걸)|"
    r"몇 (?:시간|년|주|달|개월)|多久|多長|多长|"
    r"[幾几](?:分鐘|分钟|個?小時|个?小时|天|個月|个月|年)|"
    r"(?:どれ|どの)(?:くらい|ぐらい)(?:かか|の時間|の期間)|どれ[くぐ]らいかか|何(?:分|時間|日間|週間|ヶ月|か月|年間)"
)
_UNIT = re.compile(
    r"\d ?(?:s|m|h|d|hrs?|mins?|secs?)\b|\d ?h ?\d\d\b|"
    r"\b(?:seconds?|minutes?|hours?|hrs?|mins?|days?|weeks?|months?|"
    r"years?|sekunden?|minuten?|stunden?|tage?n?|wochen?|monate?|jahre?|secondes?|heures?|jours?|"
    r"semaines?|mois|ans?|"
    r"segundos?|minutos?|horas?|dias?|semanas?|meses|anos?|"
    r"second[oi]|minut[oi]|or[ae]|giorn[oi]|settiman[ae]|mes[ei]|ann[oi]|seconden|minuten|uur|uren|dag|"
    r"dagen|weken|maand(?:en)?|jaar|"
    r"секунд\w*|минут\w*|час\w*|д(?:ень|ня|ней)|недел\w+|месяц\w*|год\w*|лет|"
    r"sekund\w*|minut\w*|godzin\w*|dni|tygodni\w*|miesi\w+|lat|rok\w*|półgodzin\w*|"
    r"(?:saniye|dakika|saat|gün|hafta|ay|yıl)\w{0,3}|maanden|kwartier|kwartalen|quarti d'ora|trimestre|"
    r"semestre|"
    r"sekunder|minuter|timmar|timm[ae]|dagar|veckor|vecka|manader|månad(?:er)?|måned(?:er)?|år|timer?|"
    r"time|dager?|dage|døgn|"
    r"uker?|uger?|"
    r"vteřin\w*|hodin\w*|dn[yůí]|týd\w+|měsíc\w*|let|хвилин\w*|годин\w*|дн[іяів]+|тижн\w*|місяц\w*|"
    r"рок\w*)\b|[分秒時时天週周年月초분일주년]|시간|개월",
    re.IGNORECASE,
)
_HALVES = re.compile(
    r"\b(?:un'ora|mezz'ora|mezza giornata|une (?:demi-)?heure|demi-(?:heure|journée)|una? (?:hora|"
    r"semana)|media hora|"
    r"uma (?:hora|semana)|meia hora|ein(?:e|er|en)? (?:halbe[sn]?|ganze[sn]?|knappe[sn]?|gute[sn]?)? ?"
    r"(?:stunde|tag|woche|monat|jahr)|half (?:uur|jaar)|halve dag|anderhalve? \w+|en (?:halv)?(?:timme|"
    r"time|uge|uke|dag)|"
    r"ett (?:halv)?år|et (?:halvt )?år|halv(?:anden|annen) \w+|пол(?:года|часа|дня|тор[аы])|(?:целый )?час|"
    r"пол(?:овину)? (?:года|дня)|pół (?:roku|godziny|dnia)|godzinę|půl (?:roku|hodiny|dne)|hodinu|"
    r"yarım (?:saat|gün|yıl)|bir (?:buçuk )?(?:saat|gün|hafta|ay|yıl))\b|"
    r"半[年天日]|半個?月|半个月|半小[时時]|一[整]?[天年]|"
    r"반 ?(?:년|시간|나절)|하루|이틀|사흘|일주일|한 ?(?:달|시간|해)|半時間|丸[一1]日|一日中",
    re.IGNORECASE,
)
"""How long something took, in words that hold no number or hide it: "half an hour", "полгода", "半年"."""
_SOON = re.compile(r"\bhow (?:fast|quick|quickly|soon|long|early|late)\b|\bwie (?:schnell|lange|bald)\b")
_WITHIN = re.compile(
    r"\b(?:within|in|for|after|takes?|took|lasts?|innerhalb|dauert\w*) (?:about |only |just )?"
    r"(?:an?|half an?|one|eine[rsmn]?|der halben) "
    r"(?:second|minute|hour|day|week|month|year|sekunde|stunde|tag|woche|monat|jahr)"
)
_LASTING = re.compile(r"\d+ \w+")
_YEAR = re.compile(r"(?:19|20)\d\d(?:-\d\d(?:-\d\d)?)?")
_CLOCK = re.compile(
    r"\b(?:kl\.?|klockan|klokken|klokka|a las|às|[ad]alle(?: ore)?|o godz\w*\.?|saat) \d{1,2}(?![\d/%]|\.\d)|"
    r"\b(?:o|v|ve|od) \d{1,2}(?=\.?$)|"
    r"\b\d{1,2} ?h\b|\d ?시(?!간)|"
    r"\b(?:в|к) \d{1,2} (?:час|утра|вечера|дня)|(?<![\d.])\d{1,2}[:h]\d\d(?!\d)|\bom \d{1,2} uur\b|"
    r"(?<![\d.])\d{1,2}(?:\.\d\d)? ?(?:[ap]\.?m\b|uhr\b)|\d ?[點点時时]",
    re.IGNORECASE,
)
_DAY_ASKED = re.compile(
    r"\b(?:days?|dates?|year|month|tage?n?|datum|jahr|monat|jours?|annee|mois|dias?|fecha|ano|mes|"
    r"data|giorn[oi]|anno|mese|dag|dagen|dagar|dage|dager|dato|jaar|maand|ar|manad|maned|dni[au]?|dzien|"
    r"roku?|den|год\w*|день|дня|дн[еи]|числ\w+|дат[аы]|рок[уи]?|gun\w*|tarih\w*|yil\w*)\b|[天日月年]|며칠|요일"
)
_DATED = re.compile(r"\b(?:dates?|years?|datum|jahr|annee|fecha|data|ano|anno|jaar)\b")
_DAY_COUNTED = re.compile(
    r"\b(?:day|tag|jour|día|dia|giorno|dag|dzień|den|день|gün) ?\d\b|"
    r"第 ?[一二三四五\d] ?[天日]|\d ?日目|\d ?일차",
    re.IGNORECASE,
)
_CLOCK_ASKED = re.compile(r"\b(?:what time|uhr|uhrzeit|heure|hora)\b|[點点]|[時时](?!候|間|间)")
_DATE = re.compile(
    r"(?<![\d.])(?:19|20)\d\d(?:-\d\d(?:-\d\d)?)?(?!\d|\.\d)|(?<![\d.])\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|"
    r"\d\d)(?!\d)|"
    r"[一二三四五六七八九十\d]+ ?[月日號号월일]|"
    r"\b(?:[Aa]m|[Vv]om|[Dd]en|[Oo]n|[Ll]e|[Ee]l|[Dd]ne|[Oo]p) "
    r"(?:3[01]|[12]?\d)\.(?:1[0-2]|0?[1-9])\.?(?![\d])|"
    r"\b(?:[Nn]gày|[Oo]n|[Aa]m|[Ll]e|[Ee]l|[Dd][ií]a|[Ee]m|[Oo]p) "
    r"(?:3[01]|[12]?\d)/(?:3[01]|[12]?\d)(?![\d/])"
)
_DATE_SLASHED = re.compile(r"(?<![\d./])(?:3[01]|[12]\d|0?[1-9])/(?:3[01]|[12]\d|0?[1-9])(?![\d/])")
"""A day and month as they are written where it is clear which is meant: "10/28"."""
_MONEY_ASKED = re.compile(
    r"\b(?:how much (?:is|are|was|were) (?:an?|the|one|my|their|this|that|it)\b(?!.* than\b)|how much money|"
    r"expensive|cheap|fees?|charges?|charged|salar(?:y|ies)|cost|costs|price|pay|paid|kost(?:et|ete|te|"
    r"en)?|preis|"
    r"prijs|cout\w*|prix|cuesta|cost(?:o|aba|aron)|precio|cust(?:a|ou|ava)|preco|prezzo|cost(?:ava|o)|"
    r"стои(?:т|л\w*)|цен[аы]|koszt\w+|cen[aey]|ucret\w*|fiyat\w*|"
    r"gia (?:[\w ]+ )?bao nhieu)\b|가격|비용|참가비|입장료|요금|價|价|錢|钱|費用|费用|いくら|"
    r"参加費|料金|入場料"
)
_MONEY = re.compile(
    r"[$€£¥]|\b(?:usd|eur|gbp|chf|czk|pln|sek|nok|dkk|inr|jpy|krw|rmb|twd|dollars?|euros?|cents?|bucks|"
    r"quid|pounds?|pence|k[cč]|korun\w*|kron(?:or|er)|francs?|franken|pesos?|reais|rupees?|yen|won|"
    r"free|kostenlos|gratuit|gratis|руб\w*|тенге|zł\w*|lira|vnd|đồng|"
    r"tl)\b|[元円원₽₺₩]",
    re.IGNORECASE,
)


_FREE = re.compile(
    r"\b(?:for free|free of charge|kostenlos\w*|kostenfrei\w*|gratis|gratuit\w*|бесплатн\w+|"
    r"bezpłatn\w+|darmow\w+|ücretsiz|(?:ohne|keine) kosten|kosten\W+keine|"
    r"no (?:cost|charge)|sans frais|sin costo|senza costi|без оплаты)\b|免費|免费|無料|무료",
    re.IGNORECASE,
)


def _numbers(question: Question, text: str, known: frozenset[str]) -> Iterator[int]:
    """Which words of the text are numbers of the right kind."""
    folded = _asked(question)
    duration, money = bool(_LONG.search(folded)), bool(_MONEY_ASKED.search(folded))
    part_asked = _PART_ASKED.search(folded) is not None
    loose = not _COUNTED.search(folded)
    numbers = _number_words(elsewhere=question.elsewhere)
    parts = words_of(text)
    for i, part in enumerate(parts):
        plain = fold(part).strip(".:!?\"'")
        if not (
            _NUMBER.search(part)
            or numbers.issuperset(plain.split("-"))
            or (loose and plain in signs("amounts"))
        ) or all(t in known for t in tokens(part)):
            continue
        if (
            (_YEAR.fullmatch(plain) and not _one_of_them(question, parts[i + 1 : i + 2]))
            or "http" in part
            or (
                duration
                and not _lasts(parts[i : i + 3], folded)
                and not lengths.is_length(parts[i : i + 5], folded)
            )
            or (plain in signs("ones") and not (duration or _one_of_them(question, parts[i + 1 : i + 2])))
            or (not loose and plain in signs("times"))
        ):
            continue
        if not loose and (
            (i and fold(parts[i - 1]) in signs("labels"))
            or _RATIO.match(part)
            or (_counts_nothing(part) and not _one_of_them(question, parts[i + 1 : i + 2]))
            or _of_time(question, parts[i : i + 2])
            or _of_month(parts[i + 1 : i + 4])
            or (i + 1 < len(parts) and _PERCENT.match(parts[i + 1]) and not _PERCENT.search(folded))
        ):
            continue
        if part_asked and not _PERCENT.search(" ".join(parts[i : i + 2])) and not _FRACTION.search(plain):
            continue
        if money and not part_asked and not _MONEY.search(" ".join(parts[max(0, i - 1) : i + 2])):
            continue
        yield i


def _counts_nothing(part: str) -> bool:
    """Whether a number is one in a row or of a name, or marks a note: "3rd", "2D", "Moss5", "moss[1]"."""
    return bool(_PLACED.fullmatch(part.strip(".,:;!?\"'")) or _MARKED.search(part))


def _of_month(behind: Sequence[str]) -> bool:
    """Whether a number is the day of a month: "27 and 28 May", "28 de abril"."""
    return any(fold(word).strip(".:") in signs("months") - {"may", "mar"} for word in behind)


def _of_time(question: Question, parts: Sequence[str]) -> bool:
    """Whether a number counts hours or days where other things are asked to be counted."""
    found = _UNIT.search(" ".join(parts))
    return found is not None and not any(_one_of(t, question.focus) for t in tokens(" ".join(parts)))


_PLACED = re.compile(r"\d+(?:st|nd|rd|th|D|G|e|ste|de|ème|º|ª)|third|fourth|fifth", re.IGNORECASE)
_MARKED = re.compile(r"\w\[\d+\]|[^\W\d_]\d")
_PART_ASKED = re.compile(
    r"\b(?:(?:what|which) (?:percentage|percent|share|proportion|part|fraction)|"
    r"welcher anteil|wie ?viel prozent|"
    r"quel(?:le)? (?:pourcentage|part|proportion)|"
    r"que (?:porcentaje|percentagem|porcentagem|proporcion|parte)|"
    r"(?:che|quale) (?:percentuale|quota)|welk (?:percentage|deel)|jaki (?:procent|odsetek)|"
    r"какои процент|какая доля|yuzde kac\w*)\b|百分之|百分比|何パーセント|何割|몇 퍼센트"
)
"""Asked for is a part of a whole, and so no price although costs are spoken of."""
_FRACTION = re.compile(
    r"\d/\d|[½⅓¼¾⅔]|\b(?:half|third|thirds|quarter|quarters|halfte|drittel|viertel|moitie|tiers|quart|mitad|tercio|"
    r"metade|terco|meta|terzo|helft|derde|kwart|połowa|połowe|половин\w*|треть|четверть|yarisi)\b|[半成割]"
)


@lru_cache(maxsize=2)
def _number_words(*, elsewhere: bool) -> frozenset[str]:
    """The words that are numbers; some are so only where the question is surely not English."""
    return signs("numbers") | signs("many") | (signs("numbers_elsewhere") if elsewhere else frozenset())


def _lasts(parts: Sequence[str], asked: str) -> bool:
    """Whether a number with what follows it is a time; or a share of it, where it is asked how much."""
    return bool(_UNIT.search(" ".join(parts))) or bool(
        _SHARE_ASKED.search(asked) and _PERCENT.search(" ".join(parts[:2]))
    )


_SHARE_ASKED = re.compile(
    r"\b(?:how much time|wie ?viel zeit|combien de temps|cuanto tiempo|quanto tempo|hoeveel tijd|"
    r"hur mycket tid|hvor m(?:ye|eget) tid|сколько времени|ile czasu|kolik casu)\b|多少時間|多少时间"
)
_RATIO = re.compile(r"\d+:\d")
_PERCENT = re.compile(
    r"per ?cent|prozent|pour ?cent|por ?cento?|por ?ciento|procent|prosent|процент|"
    r"відсот|yüzde|%|[成割]|퍼센트",
    re.IGNORECASE,
)


def _one_of_them(question: Question, behind: list[str]) -> bool:
    """Whether "one" counts what is asked for: "one session", not "one of the best" or "the next one"."""
    return any(stem(t) in question.focus for word in behind for t in tokens(word))


def _asked(question: Question) -> str:
    return unmarked(fold(question.text))


def number(question: Question, text: str, known: frozenset[str]) -> float:
    """A number; where things are counted ("how many attendees"), one that stands near them."""
    folded, asked = fold(question.text), _asked(question)
    if _SOON.search(folded) and _WITHIN.search(fold(text)):
        return 1.0
    if _MONEY_ASKED.search(folded) and _FREE.search(text):
        return 1.0
    if _WHICH_ONE.search(asked):
        return float(any(fold(m.group()) not in asked for m in _ORDINAL.finditer(text)))
    if moments.OFTEN.search(asked):
        return float(any(fold(m.group()) not in asked for m in moments.TIMES.finditer(text)))
    if _LONG.search(asked) and (lasted := _stretch(folded, text)):
        return lasted
    if any(is_paired(t) for t in known) or EASTERN.search(text):
        return _counted_in_ideographs(question, text)
    if _COUNTED.search(asked):
        text = _CLOCK.sub(" ", text)  # "they came at 9" counts nobody
    if not any(True for _ in _numbers(question, text, known)):
        return 0.0
    if question.focus and _COUNTED.search(folded):
        return 0.3 + 0.7 * near_focus(question, text)
    return 1.0


_WHICH_ONE = re.compile(
    r"\b(?:wievielte\w*|hoeveelste|combientieme|quantieme|vilken i ordningen|которы[ийе] по счету)\b|"
    r"第[幾几何]|[何幾几]回目|몇 ?번째"
)
"""Asked for is the place in a row: "das wievielte Mal?", "De hoeveelste editie?"."""
_ORDINAL = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|erste[rnms]?|zweite[rnms]?|"
    r"dritte[rnms]?|vierte[rnms]?|fünfte[rnms]?|sechste[rnms]?|sieb(?:en)?te[rnms]?|achte[rnms]?|"
    r"neunte[rnms]?|zehnte[rnms]?|eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende|"
    r"premi(?:er|ère)|deuxième|seconde?|troisième|quatrième|cinquième|sixième|septième|huitième|neuvième|"
    r"\w{3,}i?[eè]me|перв\w+|втор\w+|трет\w+|четв[её]рт\w+|пят\w+|\d+(?:st|nd|rd|th|e|de|ste|ème|\.|-й))(?!\w)|"
    r"第 ?[一二三四五六七八九十\d]+|\d+ ?회",
    re.IGNORECASE,
)


def _stretch(asked: str, text: str) -> float:
    """How surely it is told without a number how long something lasts: "for decades", "полгода"."""
    if any(fold(m.group()) not in asked for m in moments.STRETCH.finditer(text)):
        return 1.0
    if moments.GOING_ON.search(asked) and moments.SINCE.search(text):
        return 0.9
    return float(_HALVES.search(text) is not None)


def _counted_in_ideographs(question: Question, text: str) -> float:
    """How surely an amount stands there as East Asian scripts write it: "三百人", "10개", "一天半"."""
    if _MONEY_ASKED.search(fold(question.text)) and not _MONEY.search(text):
        return 0.0
    lasting = bool(_LONG.search(_asked(question)))
    people = _PEOPLE_ASKED.search(question.text) or not question.focus.isdisjoint(means("people"))
    wanted = _PEOPLE if people else _UNIT if lasting else _ANYTHING
    others = people and not _OTHERS.search(question.text)
    found = [
        m.group()
        for m in _AMOUNT.finditer(text)
        if m.group() not in question.text and not (others and _counts_others(text[m.end() :]))
    ]
    if any(wanted.search(amount) for amount in found):
        return 1.0
    if wanted is not _ANYTHING:
        return 0.0
    plain = (m.group() for m in _DIGITS.finditer(text))
    return 0.9 * any(not _YEAR.fullmatch(digits) and digits not in question.text for digits in plain)


def _counts_others(behind: str) -> bool:
    """Whether what stands behind a number of people says that they spoke or worked there: "10位…分享"."""
    return _OTHERS.search(_CLAUSE.split(behind, maxsplit=1)[0]) is not None


_CLAUSE = re.compile("[，。；！？,;!?]")
_OTHERS = re.compile(
    "分享|发言|發言|讲师|講師|讲者|講者|演讲者|演講者|演讲嘉宾|主讲|主講|登壇|発表者|スピーカー|スタッフ|成员|成員|"
    "志工|志愿者|志願者|工作人员|工作人員|团队|團隊|연사|발표자|스태프|자원봉사|운영진"
)
"""Words for who else is at an event than those who come to it."""
_ANYTHING = re.compile("")
_DIGITS = re.compile(r"(?<![A-Za-z\d.])\d[\d,.]*")
_PEOPLE_ASKED = re.compile(
    r"[何多幾几][少多]?(?:人|名|位)|몇 ?명|"
    r"(?:多少|幾個|几个)(?:人|听众|聽眾|观众|觀眾|与会|參加|参加|講者|讲者)"
)
_PEOPLE = re.compile("[人名位명]")


_AMOUNT = re.compile(
    r"(?:\d[\d,.]*|(?<!第)[一二三四五六七八九十百千万萬两兩]+|[数數](?:[十百千万萬]+)?|"
    r"(?<![가-힣])(?:두|세|네|다섯|여섯|일곱|여덟|아홉|열|수십|수백)) ?[多余餘数數約]?(?:"
    r"[個个ヶヵか]?[多餘余]?(?:人|名|位|次|場|场|天|年|月|周|週|日|小时|小時|時間|分|秒|倍|塊|块|元|円|台|本|件|張|张|枚|條|条|軌|家|間|种|種|類|类|支|隻|只|名|歳|岁|"
    r"歲|成|割|％|%)|"
    r"(?:개월|명|개|번|회|시간|일|년|분|초|배|원|대|곳|가지|달|주|권|편|살|층|%|퍼센트))"
)


_BEHIND, _AHEAD, _WITHIN_REACH = range(4), range(1, 4), 8
_SAYS_HOW_MANY = re.compile(
    r"[:=–—]$|^(?:-|is|are|was|were|at|about|around|war|waren|ist|sind|est|sont|es|son|fueron|was|zijn|"
    r"sono)$",
    re.IGNORECASE,
)


def near_focus(question: Question, text: str) -> float:
    """How near a number stands to the noun that is counted, 0 to 1.

    It counts the noun close behind it ("22 thousand small pods") or the one before it that says how
    many ("attendees: 300", "the rooms were four"); where none follows it, it may count any noun.
    """
    if question.asked != "number" or not question.focus:
        return 0.0
    wanted = {f for t in question.terms if t.stem in question.focus for f in t.forms} | question.focus
    parts = words_of(text)
    nouns = {i for i, p in enumerate(parts) if any(_one_of(t, wanted) for t in tokens(p))}
    spots = list(_numbers(question, text, frozenset(tokens(question.text))))
    people = not question.focus.isdisjoint(means("people") | means("attendees"))
    pairs = [(i, j) for i in spots for j in nouns if not (people and _counts_talks(parts[i + 1 : j]))]
    if any(j - i in _BEHIND or (i - j in _AHEAD and _SAYS_HOW_MANY.search(parts[i - 1])) for i, j in pairs):
        return 1.0
    coming = not people or any(stem(t) in means("attendees") for j in nouns for t in tokens(parts[j]))
    if nouns and coming and any(_stands_alone(parts, i) for i in spots):
        return ALONE
    return 0.25 if any(abs(i - j) <= _WITHIN_REACH for i, j in pairs) else 0.0


def _counts_talks(between: Sequence[str]) -> bool:
    """Whether talks are what a number before people counts: "40 talks to attend"."""
    return any(fold(word) in signs("sessions") for word in between)


ALONE = 0.7
"""How surely a number that counts no noun of its own counts what is asked: "types (8, but …)"."""


def _stands_alone(parts: Sequence[str], at: int) -> bool:
    """Whether nothing that a number may count follows it: "they sold nine.", "9 so far"."""
    if (parts[at].isdigit() and len(parts[at]) > 3) or (at and _MONEY_ASKED.search(fold(parts[at - 1]))):
        return False
    return at + 1 == len(parts) or parts[at][-1] in ".!?" or fold(parts[at + 1]) in signs("no_noun")


def _one_of(word: str, wanted: AbstractSet[str]) -> bool:
    """Whether a word is one of some stems, whatever its number ("page", "pages")."""
    return stem(word) in wanted or (len(word) > 3 and stem(f"{word}s") in wanted)


def _asks_day(asked: str) -> bool:
    """Whether a day is asked for, and not when on some day ("wann begann der erste Tag?")."""
    return _DAY_ASKED.search(asked) is not None and _WHEN.match(asked) is None


_WHEN = re.compile(
    r"\W*(?:wann|quand|cuando|quando|wanneer|nar|hvornar|kiedy|kdy|когда|коли|um wie ?viel uhr|"
    r"a quelle heure|"
    r"a que horas?|que horas|a che ora|hoe laat|o ktorej|во сколько|v kolik|saat kac\w*)\b"
)


_EXACT = re.compile(r"(?<!\d)(?:3[01]|[12]?\d)(?!\d)|[一二三四五六七八九十]+[日號号]")
"""The day of a month, without which it is not told when an event was."""
ROUGHLY = 0.75
"""How surely it is told when an event was without the day: "last November", "2021"."""


def time(question: Question, text: str, known: frozenset[str]) -> float:
    """A date, a weekday, a time of day (of the sort asked for), or a word such as "after"."""
    words = set(tokens(text)) - known
    clock = bool(_CLOCK.search(text))
    dates = (_DATE, _DATE_SLASHED) if question.elsewhere else (_DATE,)
    dated = any(not all(t in known for t in tokens(m.group())) for d in dates for m in d.finditer(text))
    day = bool(words & (signs("months") | signs("days")) - {"may", "mar", "sat", "sun"})
    asked = _asked(question)
    day = day or any(fold(m.group()) not in asked for m in moments.DAY.finditer(text))
    clock = clock or moments.HOUR.search(text) is not None
    if _asks_day(asked) and any(fold(m.group()) not in asked for m in _DAY_COUNTED.finditer(text)):
        return 1.0
    if (clock and not _asks_day(asked)) or ((dated or day) and not _CLOCK_ASKED.search(asked)):
        return 1.0 if clock or not question.about_happening or _EXACT.search(text) else ROUGHLY
    if _SOON.search(asked) and any(_UNIT.search(m.group()) for m in _LASTING.finditer(text)):
        return 1.0
    told = (m for m in moments.TOLD_FROM_NOW.finditer(text) if fold(m.group()) not in asked)
    if not (_CLOCK_ASKED.search(asked) or _DATED.search(asked)) and any(told):
        return 0.9
    return (0.3 if _DATED.search(asked) else 0.6) if words & signs("moments") else 0.0
