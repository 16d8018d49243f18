"""Whether the kind of thing a question asks for stands in a text: a person, a time, a number …"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.model import Link, Talk
from bot.people import is_given, names
from bot.search.question import Question, signs, stop_words
from bot.words import fold, stem, tokens

_UPPER = r"[^\W\d_a-zß-öø-ÿ]"
_SMALL = r"(?:de|la|van|von|der|den|du|del|da|di|el|al|bin)"
_NAMES = re.compile(
    rf"(?<![\w@/.#-]){_UPPER}[\w'’.-]*\w(?: (?:{_SMALL} ){{0,2}}{_UPPER}[\w'’-]*\w\b| {_UPPER}\.)*"
)
_BY = re.compile(r"\b(?:by|from|von|par|por|mit|avec|con)(?: the)? $")
_ROLE = re.compile(r" (?:engineers?|developers?|maintainers?|team|staff|folks|people)\b")
_TITLED = re.compile(rf"{_UPPER}[^\W\d_]+(?:['’]s)?")
_NAME_ALONE = re.compile(
    rf"\W*{_UPPER}[^\W\d_]+(?:,? (?:&|and|und|et|y|{_SMALL}|{_UPPER}\.?|{_UPPER}[^\W\d_]+)){{1,7}}\W*"
)
_ABOUT = re.compile(r" (?:on|about|über|zu|sur|sobre|su|over)\b")
_ASIDE = re.compile(rf"\(({_UPPER}[\w'’-]+(?: {_UPPER}[\w'’.-]+)*)(?:, | @ ?| / )@?{_UPPER}[^()]*\)")
_HANDLE = re.compile(r"(?<![\w/@.])@(\w{3,})(?![\w.]*/)")
_BESIDE = re.compile(
    rf"\b(?:together with|along with|jointly with|zusammen mit|gemeinsam mit|avec|"
    rf"junto (?:a|con|com)|samen met) ({_UPPER}[\w'’-]+)|\b({_UPPER}[\w'’-]+) and (?:I|me|myself)\b"
)
_HONOURED = re.compile(r"([\u3400-\u9fff\u30a0-\u30ffー]{1,8})(?:さん|氏|くん|先生|老師|老师|様)")
_HEADED = re.compile(
    rf"^\W*(?:(?:{_UPPER}\w+ )?(?:[Kk]eynote|[Tt]alk|[Tt]utorial|[Ww]orkshop|[Pp]anel)): "
    rf"({_UPPER}[\w'’-]+ {_UPPER}[\w'’-]+) (?:on|about|over|über|zu|sur|sobre)\b"
)
_PRONOUN = re.compile(
    rf"(?:^|[.!?] )(?:\W*)({_UPPER}[^\s.!?]+)[^.!?]*[.!?] "
    rf"(?:He|She|They|Er|Sie|Il|Elle|Ils|Elles|Él|Ella|Ellos|Ele|Ela|Eles|Hij|Zij|Ze) ([^.!?]*)"
)
_COMPANIONED = re.compile(r"\b(?:together|with|joint\w*|mit|avec|con|com|met)\b")
_HAN = re.compile(r"[\u3400-\u9fff]{2,}")
_VERSION = re.compile(r"(?<![\w.])v?\d+(?:\.\d+)+(?!\w)|(?<!\w)v\d+(?!\w)")
_SINCE = re.compile(r"\b(?:since|as of|from|ab|seit|depuis|desde|a partir de)(?: version)?$")
_NUMBER = re.compile(r"\d|½|¼|¾")
_COUNTED = re.compile(r"\b(?:how many|wie ?viele|combien d(?!e temps)|cuant[oa]s|quant[ei])\b|多少|幾個|几个")
_LONG = re.compile(
    r"\b(?:how long|how much time|wie lange|wie ?viel zeit|duration|combien de temps|duree|"
    r"cuanto (?:dura|tiempo))\b|多久|多長|多长"
)
_UNIT = re.compile(
    r"\d ?(?:s|m|h|d|hrs?|mins?|secs?)\b|\b(?:seconds?|minutes?|hours?|hrs?|mins?|days?|weeks?|months?|"
    r"years?|sekunden?|minuten?|stunden?|tage?n?|wochen?|monate?|jahre?|secondes?|heures?|jours?|semaines?|mois|ans?|"
    r"segundos?|minutos?|horas?|dias?|semanas?|meses|anos?)\b|[分秒時时天週周年月]",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d(?:-\d\d(?:-\d\d)?)?")
_CLOCK = re.compile(
    r"(?<![\d.])\d{1,2}[:h]\d\d(?!\d)|(?<![\d.])\d{1,2}(?:\.\d\d)? ?(?:[ap]\.?m\b|uhr\b)|\d ?[點点時时]",
    re.IGNORECASE,
)
_DAY_ASKED = re.compile(
    r"\b(?:days?|dates?|year|month|tage?n?|datum|jahr|monat|jours?|annee|mois|dias?|fecha|ano|mes)\b|[天日月年]"
)
_CLOCK_ASKED = re.compile(r"\b(?:what time|uhr|uhrzeit|heure|hora)\b|[點点]|[時时](?!候|間|间)")
_DATE = re.compile(
    r"(?<![\d.])(?:19|20)\d\d(?:-\d\d(?:-\d\d)?)?(?!\d|\.\d)|(?<![\d.])\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d\d)(?!\d)|"
    r"[一二三四五六七八九十\d]+ ?[月日號号]"
)
_MONEY_ASKED = re.compile(
    r"\b(?:cost|costs|price|pay|paid|kost(?:et|ete|te|en)?|preis|prijs|cout\w*|prix|cuesta|costo|precio|cust(?:a|ou)|preco|prezzo)\b|價|錢|钱|いくら"
)
_MONEY = re.compile(
    r"[$€£¥]|\b(?:usd|eur|dollars?|euros?|cents?|free|kostenlos|gratuit|gratis)\b|[元円]", re.IGNORECASE
)
_PLACE = re.compile(
    rf"(?:\b(?:[Ii]n|[Aa]t|[Nn]ear|[Ii]m|[Aa]uf|[Dd]ans|[Àà]|[Aa]ux?|[Cc]hez|[Ee][nm]|[Nn][ao]s?|[Tt]o|[Ff]rom)\b|@)"
    rf"(?: the| dem| der| le| la| el)? ({_UPPER}[\w'-]+)"
)
_PLACE_ASKED = re.compile(r"\b(?:which|what|welche\w*|quelle?|que) \w+")
_TOWN = re.compile(r"city|country|town|state|place|location|stadt|land|ort|ville|pays|lieu|ciudad|pais|lugar")
_SOMEWHERE = re.compile(
    r"\b(?:in|at|near|inside|behind|to|into|on|im|am|auf|dans|chez|en) (?:a|an|the|our|my|one|einem|"
    r"einer|dem|der|un|une|le|la|el) (\w+)",
    re.IGNORECASE,
)
_PLACE_CJK = re.compile(r"(?:在|於|at )([\u4e00-\u9fff]{2,4})|([\u4e00-\u9fff\u30a0-\u30ff]{2,6})で")
_EMPLOYER = re.compile(
    rf"^[\s,]*(?:(?:\w+ ){{0,4}}?(?:from|of|at|with|von|bei|de|chez|for)\b|@|\(|[-–—|,])"
    rf"[^.\n)|]{{0,30}}?{_UPPER}[\w.&-]+[^.,;\n)|]{{0,20}}"
)
_EMPLOYED = re.compile(
    rf"\b(?:work(?:s|ed|ing)?|teach(?:es|ing)?|taught|studie[ds]|employed|engineer|developer|advocate|architect|professor|"
    rf"manager|scientist|lead|head|founder|CTO|CEO|arbeitet|travaille|trabaja|trabalha|werkt)\b[^.;:]{{0,40}}?"
    rf"\b(?:at|for|with|of|from|bei|an|für|chez|à|en|na|no|bij) (?:the )?({_UPPER}[\w&.-]*\w)"
)
_READABLE = ("article", "code", "slides", "video")
_WHAT = re.compile(r"\W*(?:what|was|que|quoi|wat|cosa)\b")
_URL = re.compile(r"https?://|www\.|\b\w[\w-]*\.(?:com|org|io|af|dev|net|sh|de|fr|eu|me|ly)(?:/|\b)")


def asks_kind(question: Question) -> bool:
    """Whether the kind of thing asked for can be told by its looks."""
    return question.asked in ("person", "time", "number", "version", "place", "company", "link", "expansion")


def kind_in(
    question: Question, text: str, talk: Talk | None, links: Sequence[Link], place: str | None
) -> float:
    """How surely the kind of thing asked for stands in `text`, 0 to 1; 0.5 where its looks say nothing.

    What the question says itself is not counted. `talk` owns the text, `links` hang from it,
    `place` is where its event was.
    """
    known = frozenset(tokens(question.text))
    match question.asked:
        case "person":
            return _person(question, text, known, talk)
        case "link":
            return _link(question, text, links)
        case "number":
            return _number(question, text, known)
        case "version":
            return _version(question, text, known)
        case "time":
            return _time(question, text, known)
        case "reason":
            return float(not signs("reason").isdisjoint(tokens(text)))
        case "place":
            title = frozenset(tokens(talk.title)) if talk and text.startswith(talk.title) else frozenset()
            return _place(question, text, known | title, place, links)
        case "company":
            return _company(question, text, known, talk)
        case "expansion":
            return float(spells_out(question, text))
        case "thing" if not _WHAT.match(fold(question.text)):
            return float(any(_is_new(name, known) for name in _names(text)))
        case _:
            return 0.5


def _is_new(name: str, known: frozenset[str]) -> bool:
    return any(t not in known and t not in stop_words() for t in tokens(name, camel=False))


def _names(text: str) -> Iterator[str]:
    """Runs of capitalised words, the first word of a sentence only if more follow."""
    for match in _NAMES.finditer(text):
        starts = match.start() == 0 or text[match.start() - 2 : match.start()].strip() in (
            ".",
            "!",
            "?",
            ":",
            "",
        )
        if " " in match.group() or not starts or any(c.isupper() for c in match.group()[1:]):
            yield match.group()


def _east_asian(text: str, asked: str) -> bool:
    """Whether a name in Chinese or Japanese characters stands there: by its honorific or family name."""
    if any(m.group(1) not in asked for m in _HONOURED.finditer(text)):
        return True
    known = names()
    return any(
        (run[at] in known.family and run[at : at + 2] not in asked) or run[at:].startswith(known.japanese)
        for run in _HAN.findall(text)
        for at in range(len(run) - 1)
        if at == 0 or run[at - 1] in "由是請请和與与跟、的"
    )


def _pointed_out(question: Question, text: str, known: frozenset[str]) -> float:
    """How surely somebody stands there whom the wording alone shows to be a person."""
    companions = _BESIDE.finditer(text) if _COMPANIONED.search(fold(question.text)) else ()
    if any(_is_new(m.group(1) or m.group(2), known) for m in companions):
        return 1.0
    if _east_asian(text, question.text):
        return 1.0
    shown = (pattern.finditer(text) for pattern in (_ASIDE, _HANDLE, _HEADED))
    if any(_is_new(m.group(1), known) for found in shown for m in found):
        return 0.9
    return 0.9 if _by_pronoun(question, text, known) else 0.0


def _person(question: Question, text: str, known: frozenset[str], talk: Talk | None) -> float:
    folded = fold(text)
    speakers = talk.speakers if talk else ()
    if any(fold(name) in folded and _is_new(name, known) for name in speakers):
        return 1.0
    titled = (talk.title, *talk.also_called) if talk and (talk.kind == "talk" or text == talk.title) else ()
    title = frozenset(tokens(" ".join(titled)))
    seen = known | title
    best = max(
        _pointed_out(question, text, known),
        0.9 if _NAME_ALONE.fullmatch(text) and _is_new(text, seen) else 0.0,
    )
    for match in _NAMES.finditer(text):
        words = match.group().split()
        if len(words) > 1 and is_given(words[0]) and _is_new(match.group(), known):
            return 1.0
        while words and not _is_new(words[0], seen):
            words.pop(0)
        if not words:
            continue
        if fold(words[0]) in signs("months") | signs("days"):
            continue
        if is_given(words[0].strip("."), followed=len(words) > 1):
            best = max(best, 1.0 if len(words) > 1 else 0.8)
        elif len(words) > 1 and all(_TITLED.fullmatch(w) and _is_new(w, seen) for w in words[:2]):
            said = _BY.search(text[: match.start()]) or _ABOUT.match(text[match.end() :])
            best = max(best, 0.9 if said else 0.75 if _acts(question, words, text, match) else 0.45)
        elif _acts(question, words, text, match):
            best = max(best, 0.75)
        elif _ROLE.match(text[match.end() :]) or _BY.search(text[: match.start()]):
            best = max(best, 0.7)
        elif match.start() > 0:
            best = max(best, 0.3)
    return best


def _by_pronoun(question: Question, text: str, known: frozenset[str]) -> bool:
    """Whether "she" of one sentence did what is asked, and the sentence before begins with a name."""
    asked = question.terms[0].forms if question.terms and not question.terms[0].weak else frozenset[str]()
    return any(
        _is_new(m.group(1), known) and any(stem(t) in asked for t in tokens(m.group(2)))
        for m in _PRONOUN.finditer(text)
    )


def _acts(question: Question, words: Sequence[str], text: str, name: re.Match[str]) -> bool:
    """Whether a word of the question, in small letters, stands beside the name: what they did."""
    after = re.match(r"(?:\s*(?:\([^)]*\)|, [^,.]*,))?\s+(\S+)", text[name.end() :])
    before = re.search(r"(\S+)\s+$", text[: name.start()])
    beside = [m.group(1) for m in (after, before) if m and m.group(1)[:1].islower()]
    asked = question.terms[0].forms if question.terms else frozenset[str]()
    return bool(words) and any(stem(t) in asked for word in beside for t in tokens(word))


def _link(question: Question, text: str, links: Sequence[Link]) -> float:
    kinds = {link.kind for link in links}
    if not kinds:
        return 0.6 if "any" in question.links and _URL.search(text) else 0.0
    if "any" in question.links or question.links & kinds:
        return 1.0
    return 0.7 if "article" in question.links else 0.0


def _numbers(question: Question, text: str, known: frozenset[str]) -> Iterator[int]:
    """Which words of the text are numbers of the right kind."""
    folded = fold(question.text)
    duration, money = bool(_LONG.search(folded)), bool(_MONEY_ASKED.search(folded))
    loose = not _COUNTED.search(folded)
    parts = words_of(text)
    for i, part in enumerate(parts):
        plain = fold(part).strip(".:!?\"'")
        if not (
            _NUMBER.search(part)
            or signs("numbers").issuperset(plain.split("-"))
            or (loose and plain in signs("amounts"))
        ) or all(t in known for t in tokens(part)):
            continue
        if (
            _YEAR.fullmatch(plain)
            or "http" in part
            or (duration and not _UNIT.search(" ".join(parts[i : i + 3])))
        ):
            continue
        if not loose and i and fold(parts[i - 1]) in signs("labels"):
            continue
        if money and not _MONEY.search(" ".join(parts[max(0, i - 1) : i + 2])):
            continue
        yield i


def _number(question: Question, text: str, known: frozenset[str]) -> float:
    """A number; where things are counted ("how many attendees"), one that stands near them."""
    if not any(True for _ in _numbers(question, text, known)):
        return 0.0
    if question.focus and _COUNTED.search(fold(question.text)):
        return 0.3 + 0.7 * near_focus(question, text)
    return 1.0


def words_of(text: str) -> list[str]:
    """The text cut at blanks, commas and brackets."""
    return re.findall(r"[^\s,;()]+", text)


def near_focus(question: Question, text: str) -> float:
    """How near a number stands to the noun that is counted, 0 to 1."""
    if question.asked != "number" or not question.focus:
        return 0.0
    wanted = {f for t in question.terms if t.stem in question.focus and not t.weak for f in t.forms}
    wanted |= question.focus
    nouns = [i for i, p in enumerate(words_of(text)) if any(stem(t) in wanted for t in tokens(p))]
    numbers = list(_numbers(question, text, frozenset(tokens(question.text))))
    gap = min((abs(i - j) for i in numbers for j in nouns), default=99)
    return 1.0 if gap <= 3 else 0.4 if gap <= 8 else 0.0


def _version(question: Question, text: str, known: frozenset[str]) -> float:
    """A version number; surely only close behind what it is a version of."""
    wanted = {f for t in question.terms if t.stem in question.focus for f in t.forms} | question.focus
    parts = words_of(text)
    best = 0.0
    for i, part in enumerate(parts):
        if not any(_VERSION.fullmatch(p.rstrip("+.:!?")) for p in (part, part.rstrip("+.:!?"))) or all(
            t in known for t in tokens(part)
        ):
            continue
        before = parts[max(0, i - 4) : i]
        near = any(stem(t) in wanted for p in (*before, *parts[i : i + 3]) for t in tokens(p))
        near = near or bool(_SINCE.search(fold(" ".join(before[-2:]))))
        best = max(best, 1.0 if near or not wanted else 0.3)
    return best


def _time(question: Question, text: str, known: frozenset[str]) -> float:
    """A date, a weekday, a time of day (of the sort asked for), or a word such as "after"."""
    words = set(tokens(text)) - known
    clock = bool(_CLOCK.search(text))
    dated = any(not all(t in known for t in tokens(m.group())) for m in _DATE.finditer(text))
    day = bool(words & (signs("months") | signs("days")) - {"may", "mar", "sat", "sun"})
    asked = fold(question.text)
    if (clock and not _DAY_ASKED.search(asked)) or ((dated or day) and not _CLOCK_ASKED.search(asked)):
        return 1.0
    return 0.6 if words & signs("moments") else 0.0


def _place(
    question: Question, text: str, known: frozenset[str], place: str | None, links: Sequence[Link]
) -> float:
    """A place; of the sort named ("which *room*"), if one is; where something is written, a link."""
    asked = fold(question.text)
    if (named := _PLACE_ASKED.search(asked)) and not _TOWN.search(named.group()):
        noun = stem(named.group().split()[-1])
        wanted = {f for t in question.terms if t.stem == noun and not t.weak for f in t.forms} | {noun}
        return float(any(stem(t) in wanted for t in tokens(text)))
    if place and fold(place) in fold(text) and not set(tokens(place)) <= known:
        return 1.0
    if any(not set(tokens(m.group(1) or m.group(2))) <= known for m in _PLACE_CJK.finditer(text)):
        return 0.8
    found = [m.group(1) for m in _PLACE.finditer(text)]
    if any(_is_new(name, known) and not is_given(name) for name in found):
        return 0.8
    if any(fold(m.group(1)) not in known for m in _SOMEWHERE.finditer(text)):
        return 0.6
    if not named and not question.about_happening and any(link.kind in _READABLE for link in links):
        return 0.6
    return 0.3 if set(tokens(text)) & signs("place") else 0.0


def _company(question: Question, text: str, known: frozenset[str], talk: Talk | None) -> float:
    """An organisation; where the question names a person, one that stands right behind the name.

    Or behind what is said of the person's work, where the talk is that person's ("She works at …").
    """
    speakers = frozenset(t for name in (talk.speakers if talk else ()) for t in tokens(name))
    own = [t.word for t in question.terms if t.named and t.word in speakers]
    people = own or [t.word for t in question.terms if t.named and is_given(t.word.capitalize())]
    if (
        people
        and any(_is_new(m.group(1), known) for m in _EMPLOYED.finditer(text))
        and (own or any(word in fold(text) for word in people))
    ):
        return 1.0
    if not people:
        others = (name for name in _names(text) if not is_given(name.split()[0]))
        return float(any(_is_new(name, known | speakers) for name in others))
    for match in re.finditer(r"\w+", text):
        if fold(match.group()) in people:
            rest = re.sub(rf"^(?:[ ]{_UPPER}[\w'’-]+)+", "", text[match.end() :])
            if (found := _EMPLOYER.match(rest)) and _is_new(found.group(), known):
                return 1.0
    return 0.0


def spells_out(question: Question, text: str) -> bool:
    """Whether an abbreviation of the question is spelt out by words with its initials."""
    initials = "".join(fold(w)[:1] for w in re.findall(r"[^\W_]+", text))
    bare = "".join(fold(w)[:1] for w in re.findall(r"[^\W_]+", text) if fold(w) not in stop_words())
    for term in question.terms:
        letters = fold(term.word)
        if 2 <= len(letters) <= 8 and letters.isalpha() and (letters in initials or letters in bare):
            return True
    return False
