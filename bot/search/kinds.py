"""Whether the kind of thing a question asks for stands in a text: a person, a time, a number …"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.model import Link, Talk
from bot.people import is_given, names
from bot.search import amounts
from bot.search.asking import means, signs
from bot.search.companies import SITE, company
from bot.search.looks import NAMES, SMALL, UPPER, is_new, names_in
from bot.search.places import place_in
from bot.search.question import Question, link_nouns, link_words
from bot.search.reasons import reason
from bot.search.roles import LABELLED, pointed_at
from bot.search.spelling import spells_out
from bot.search.versions import version
from bot.words import fold, stem, tokens

# Korean has no capitals, so a word in it does not look like somebody's name.
_CAPITALISED = re.compile(rf"(?![가-힣]){NAMES.pattern}")
_BY = re.compile(r"\b(?:by|von|par|por|door|przez|от)(?: the)? $")
_WITH = re.compile(r"\b(?:from|mit|avec|con)(?: the)? $")
_ROLE = re.compile(r" (?:engineers?|developers?|maintainers?|team|staff|folks|people)\b")
_TITLED = re.compile(rf"{UPPER}[^\W\d_]+(?:['’]s)?")
_NAME_ALONE = re.compile(
    rf"(?!\W*[가-힣])\W*{UPPER}[^\W\d_]+"
    rf"(?:,? (?:&|and|und|et|y|{SMALL}|{UPPER}\.?|{UPPER}[^\W\d_]+)){{1,7}}\W*"
)
_TITLE_QUOTED = re.compile(r"[“„«][^”“»]{4,}[”“»]|(?<!\w)\"[^\"]{4,}\"")
_ABOUT = re.compile(r" (?:on|about|über|zu|sur|sobre|su|over|про|об?|w|nt\.)(?!\w)")
_ASIDE = re.compile(
    rf"\((?![A-Z\d]+[^\w ])({UPPER}[\w'’-]+(?: {UPPER}[\w'’.-]+)*)(?:, | @ ?| / )@?{UPPER}[^()]*\)"
)
_HANDLE = re.compile(r"(?<![\w/@.])@(\w{3,})(?![\w.]*/)")
_BESIDE = re.compile(
    rf"\b(?:together with|along with|jointly with|zusammen mit|gemeinsam mit|avec|"
    rf"junto (?:a|con|com)|samen met) ({UPPER}[\w'’-]+)|\b({UPPER}[\w'’-]+) and (?:I|me|myself)\b"
)
_HONOURED = re.compile(
    r"([\u3400-\u9fff\u30a0-\u30ffー]{1,8})(?:さん|氏|くん|先生|老師|老师|(?<![多同一仕模異有])様(?![々なに]))|"
    r"(?<![가-힣])([가-힣]{2,4}) ?(?:님|씨(?![가-힣]))"
)
_CREDITED = re.compile(r"\bby ([\u3041-\u30ff\u3400-\u9fff\uac00-\ud7af]{1,12}|@\w{3,})(?=\s*(?::|$|\n))")
_HEADED = re.compile(
    rf"^\W*(?:(?:{UPPER}\w+ )?(?:[Kk]eynote|[Tt]alk|[Tt]utorial|[Ww]orkshop|[Pp]anel)): "
    rf"({UPPER}[\w'’-]+ {UPPER}[\w'’-]+) (?:on|about|over|über|zu|sur|sobre)\b"
)
_PRONOUN = re.compile(
    rf"(?:^|[.!?] )(?:\W*)({UPPER}[^\s.!?]+)[^.!?]*[.!?] "
    rf"(?:He|She|They|Er|Sie|Il|Elle|Ils|Elles|Él|Ella|Ellos|Ele|Ela|Eles|Hij|Zij|Ze) ([^.!?]*)"
)
_COMPANIONED = re.compile(r"\b(?:together|with|joint\w*|mit|avec|con|com|met)\b")
_AFTER_NAME = frozenset("在說说講讲是的和與与從从對对也提表認认帶带分介主演給给曾將将以及為为等就來来跟")
_HAN = re.compile(r"[\u3400-\u9fff]{2,}")
_TOLD_APART = frozenset(("slides", "video", "code"))
"""Kinds of link that are known by their addresses, so that one of them is none of the others."""
_KNOWN = _TOLD_APART | {"profile", "image"}
"""With those of who spoke and of pictures: a heading may name slides whose link is empty."""
_WHAT = re.compile(r"\W*(?:what|was|que|quoi|wat|(?:di )?cosa|(?:о |про )?(?:что|чем)|(?:o )?co|czym)\b")
_CALLED = re.compile(
    r"\b(?:called|named|dubbed|known as|heißt|heißen|hieß|namens|genannt|appelée?|nommée?|s'appelle|"
    r"llamad[oa]|se llama|chamad[oa]|genaamd|heet|chiamat[oa]|si chiama|называ\w+|nazyw\w+|adlı|"
    r"baptisée?|intitulée?|dénommée?|bautizad[oa]|apodad[oa]|titulad[oa]|de nombre|batizad[oa]|"
    r"apelidad[oa]|intitulad[oa]|"
    r"battezzat[oa]|denominat[oa]|intitolat[oa]|soprannominat[oa]|met de naam|noemt zich|genoemd|"
    r"getauft|nennt sich|"
    r"heter|hette|kallad|kallas|kallat|döpt till|med namnet|namnet|hedder|kaldet|kaldes|kalt|kalles|"
    r"ved navn|med navnet|"
    r"o nazwie|nazwan[yae]m?|zwan[yae]|wabi się|на имя|по имени|под названием|назвал[аи]?|зовут|"
    r"jmenuje se|zvan[ýáé]|nazvan[ýáé]|říká si|jménem|názvem|isimli|adında|isminde|diyor) "
    r"(?:(?:it|them|this|that|es|sie|ihn|lo|la|le|het|dit|это|его) )?[\"“'«„*_`]*([^\s,;]+)",
    re.IGNORECASE,
)
_PRINTED = re.compile(
    r"[\"“«„`]([^\"”»“`]{2,60})[\"”»“`]|\b(\w+\.\w[\w.]*\w)\b|[「『《]([^」』》]{1,40})[」』》]|"
    r"(?<!\w)['‘](\w[^'’]{0,40})['’]"
)
_CALLED_EAST = re.compile(
    '(?:叫做|叫作|名叫|名为|名為|取名|命名为|命名為|叫)[「『《“"]?([\u3400-\u9fffA-Za-z\u30a0-\u30ff]{1,12})|'
    "([\u30a0-\u30ff\u3400-\u9fffA-Za-z.]{2,20})[」』]?(?:という|と言う|といいます|と言います|って名前)|"
    "([가-힣A-Za-z]{2,15})['’”\"]?(?:이?라는|이라고 하는|라고 불)"
)
"""What something is said to be called in Chinese, Japanese or Korean."""
_ROW = re.compile(r"(?<![^\s,;.:])[^\s,;.:]+(?: [^\s,;.:]+){0,2}(?:, [^\s,;.:]+(?: [^\s,;.:]+){0,2}){1,}")
_URL = re.compile(r"https?://|www\.|\b\w[\w-]*\.(?:com|org|io|af|dev|net|sh|de|fr|eu|me|ly)(?:/|\b)")


NAMELESS = 0.1
"""How surely "which *chip*" is answered where no name stands; a title's capitals make none."""


_ADDRESS = re.compile(r"(?<![\w@./])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,6}/[\w.-][\w./-]*")
"""An address without "https://", with a path: "fe.rn/moss"."""


def asks_kind(question: Question) -> bool:
    """Whether the kind of thing asked for can be told by its looks."""
    return question.asked in _BY_LOOKS


_BY_LOOKS = ("person", "time", "number", "version", "place", "company", "link", "expansion", "name")


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
            return amounts.number(question, text, known)
        case "version":
            return version(question, text, known)
        case "time":
            return amounts.time(question, text, known)
        case "reason" | "name":
            return reason(text) if question.asked == "reason" else _name(text, known)
        case "place":
            title = frozenset(tokens(talk.title)) if talk and text.startswith(talk.title) else frozenset()
            return place_in(question, text, known | title, place, links)
        case "company":
            return company(question, text, known, talk)
        case "expansion":
            return float(spells_out(question, text))
        case "thing":
            return _thing(question, text, known, talk)
        case _:
            return 0.5


def _thing(question: Question, text: str, known: frozenset[str], talk: Talk | None) -> float:
    """A name for "which …", three things in a row for several; of "what …" the looks say nothing."""
    if not _WHAT.match(fold(question.text)):
        titled = talk is not None and text == talk.title and not question.about_talks
        if not titled and any(is_new(name, known) for name in names_in(text)):
            return 1.0
        return NAMELESS if question.sort else 0.5
    return 0.5 + 0.5 * (_several(question) and _enumerates(text, known))


def _name(text: str, known: frozenset[str]) -> float:
    """A name that the question does not say; surely one that something is said to be called by."""
    if any(is_new(m.group(1), known) for m in _CALLED.finditer(text)):
        return 1.0
    if any(is_new(m[m.lastindex or 0], known) for m in _CALLED_EAST.finditer(text)):
        return 1.0
    found = (*names_in(text), *(m[m.lastindex or 0] for m in _PRINTED.finditer(text)))
    return 0.8 if any(is_new(name, known) for name in found) else 0.0


def _several(question: Question) -> bool:
    """Whether more than one thing is asked for: "which *languages* …"."""
    words = (t.word for t in question.terms if t.stem in question.focus)
    return any(word.endswith("s") and not word.endswith("ss") for word in words)


def _enumerates(text: str, known: frozenset[str]) -> bool:
    """Whether three things or more stand in a row that the question does not name."""
    return any(
        sum(is_new(part, known) for part in re.split(r", | (?:and|or|und|oder|et|ou|y|o) ", m.group())) > 2
        for m in _ROW.finditer(text)
    )


def _east_asian(text: str, asked: str) -> bool:
    """Whether a name in Chinese, Japanese or Korean stands there: by its honorific or family name."""
    if any(m[m.lastindex or 0] not in asked for m in _HONOURED.finditer(text)):
        return True
    known = names()
    return any(
        run[at:].startswith(known.japanese)
        or (
            run[at] in known.family
            and run[at : at + 2] not in asked
            and _chinese_name(run[at : at + (3 if run[at - 1 : at] == "由" else 4)])
        )
        for run in _HAN.findall(text)
        for at in range(len(run) - 1)
        if at == 0 or run[at - 1] in "由是請请和與与跟、的"
    )


def _chinese_name(run: str) -> bool:
    """Whether ideographs that begin with a family name are two or three of a name, and no common word."""
    if run[:2] in signs("no_name"):
        return False
    return len(run) < 4 or not _AFTER_NAME.isdisjoint(run[2:])


def _pointed_out(question: Question, text: str, known: frozenset[str]) -> float:
    """How surely somebody stands there whom the wording alone shows to be a person."""
    companions = _BESIDE.finditer(text) if _COMPANIONED.search(fold(question.text)) else ()
    if any(is_new(m.group(1) or m.group(2), known) for m in companions):
        return 1.0
    if _east_asian(text, question.text):
        return 1.0
    shown = (pattern.finditer(text) for pattern in (_ASIDE, _HANDLE, _HEADED, _CREDITED))
    if any(is_new(m.group(1), known) for found in shown for m in found):
        return 0.9
    return 0.9 if _by_pronoun(question, text, known) else 0.0


def _person(question: Question, text: str, known: frozenset[str], talk: Talk | None) -> float:
    folded = fold(text)
    speakers = talk.speakers if talk else ()
    if any(fold(name) in folded and is_new(name, known) for name in speakers):
        return 1.0
    titled = (talk.title, *talk.also_called) if talk and (talk.kind == "talk" or text == talk.title) else ()
    title = frozenset(tokens(" ".join(titled)))
    seen = known | title
    unspaced = len(_UNSPACED.findall(text)) > MOSTLY * len(text)
    alone = _NAME_ALONE.fullmatch(text) and not (unspaced and len(text) > LONGEST_UNSPACED)
    best = max(
        _pointed_out(question, text, known),
        (0.6 if question.about_speaking else 0.9) if alone and is_new(text, seen) else 0.0,
    )
    quoted = [m.span() for m in _TITLE_QUOTED.finditer(text)]
    dates = signs("months") | signs("days")
    for match in (_LATIN if unspaced else _CAPITALISED).finditer(text):
        words = match.group().split()
        if any(map(is_given, words[:-1])) and is_new(match.group(), known):
            return 1.0
        while words and not is_new(words[0], seen):
            words.pop(0)
        inside = any(start < match.start() < end for start, end in quoted)
        product = unspaced and bool(words) and not is_given(words[0])
        if words and not inside and not product and fold(words[0]) not in dates:
            best = max(best, _named(question, words, seen, match))
    if best < LABELLED:
        best = max(best, pointed_at(question, text, seen))
    return best or _site(question, text, known)


_LATIN = re.compile(r"[A-ZÀ-Þ][A-Za-zÀ-ÿ'’-]+(?: [A-ZÀ-Þ][A-Za-zÀ-ÿ'’-]+)*")
LONGEST_UNSPACED = 12
"""Letters of a name in scripts without blanks at most."""
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
MOSTLY = 0.4
"""The share of a text in scripts without blanks in which words in Latin capitals are products, not people."""


def _named(question: Question, words: Sequence[str], seen: frozenset[str], found: re.Match[str]) -> float:
    """How surely words with capitals, among those of a `found` run, are somebody's name."""
    text, end = found.string, found.end()
    acts, said = _acts(question, words, text, found), _BY.search(text[: found.start()])
    if is_given(words[0].strip("."), followed=len(words) > 1):
        return 1.0 if len(words) > 1 else 0.8 if acts or not question.about_speaking else 0.6
    if len(words) > 1 and all(_TITLED.fullmatch(w) and is_new(w, seen) for w in words[:2]):
        opens = not text[: found.start()].rstrip().strip("*_").rpartition(" ")[2][-1:].isalnum()
        led = said or _WITH.search(text[: found.start()]) or (opens and _ABOUT.match(text[end:]))
        return 0.9 if led else 0.75 if acts else 0.45
    if acts:
        return 0.75
    if said or _ROLE.match(text[end:]):
        return 0.7
    if _WITH.search(text[: found.start()]):
        return 0.5
    if found.start() == 0:
        return 0.0
    return 0.6 if _ACRONYM.fullmatch(found.group()) and _party(question) else 0.3


def _site(question: Question, text: str, known: frozenset[str]) -> float:
    """How surely "who" is an organisation that stands there by its address ("example.org")."""
    return 0.6 * (_party(question) and any(is_new(m.group(), known) for m in SITE.finditer(text)))


_ACRONYM = re.compile(r"[A-Z][A-Z0-9]{2,}")


def _party(question: Question) -> bool:
    """Whether "who" may be an organisation: it is not asked who spoke or who somebody is."""
    return not question.about_speaking and len(question.terms) > 1


def _by_pronoun(question: Question, text: str, known: frozenset[str]) -> bool:
    """Whether "she" of one sentence did what is asked, and the sentence before begins with a name."""
    asked = question.terms[0].forms if question.terms and not question.terms[0].weak else frozenset[str]()
    return any(
        is_new(m.group(1), known) and any(stem(t) in asked for t in tokens(m.group(2)))
        for m in _PRONOUN.finditer(text)
    )


def _acts(question: Question, words: Sequence[str], text: str, name: re.Match[str]) -> bool:
    """Whether a word of the question, in small letters, stands beside the name: what they did."""
    after = re.match(r"(?:\s*(?:\([^)]*\)|, [^,.]*,))?\s+(\S+)", text[name.end() :])
    before = re.search(r"(\S+)\s+$", text[: name.start()])
    beside = [m.group(1) for m in (after, before) if m and m.group(1)[:1].islower()]
    asked = question.terms[0].forms if question.terms else frozenset[str]()
    if question.about_speaking:
        asked |= means("gave")
    about = after is not None and _ABOUT.match(text, name.end() + after.end())
    if question.about_speaking and not about:  # "Great talk and good food" is nobody's
        beside = [word for word in beside if fold(word) not in signs("sessions")]
    return bool(words) and any(stem(t) in asked for word in beside for t in tokens(word))


def _link(question: Question, text: str, links: Sequence[Link]) -> float:
    kinds = {link.kind for link in links}
    if _ADDRESS.search(text) and not kinds:
        return 0.8
    if not kinds:
        return 0.6 if "any" in question.links and _URL.search(text) else 0.0
    if "any" in question.links or question.links & kinds:
        return 1.0
    if kinds <= _TOLD_APART and question.links <= _TOLD_APART:
        return 0.4
    if (link_nouns(question.links) | link_words(question)) & frozenset(tokens(text)):
        return 0.4 if kinds <= _KNOWN and question.links <= _TOLD_APART else 0.9
    return 0.7 if "article" in question.links else 0.0
