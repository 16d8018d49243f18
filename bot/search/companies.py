"""Whether an organisation stands in a text: whom somebody works for, or who did what is asked."""

from __future__ import annotations

import re

from bot.model import Talk
from bot.people import is_given
from bot.search.asking import signs
from bot.search.looks import UPPER, is_new, is_person, names_in
from bot.search.question import Question
from bot.words import fold, tokens

_EMPLOYER = re.compile(
    rf"^(?![^.]{{0,20}}\b(?:creator|author|inventor|maintainer|fan)s? of\b)"
    rf"[\s,]*(?:(?:\w+ ){{0,4}}?(?:from|of|at|with|von|bei|de|chez|for|di|da|van|bij|из|от|z)\b|@|\(|[-–—|,])"
    rf"[^.\n)|]{{0,30}}?({UPPER}[\w.&-]+(?: {UPPER}[\w.&-]+)*)"
)
_EMPLOYED = re.compile(
    rf"\b(?:work(?:s|ed|ing)?|teach(?:es|ing)?|taught|studie[ds]|employed|engineer|developer|advocate|architect|professor|"
    rf"manager|scientist|lead|head|founder|CTO|CEO|arbeitet|travaille|trabaja|trabalha|lavora|werkt|работа\w+|pracuje)\b[^.;:]{{0,40}}?"
    rf"\b(?:at|for|with|of|from|bei|an|für|chez|à|en|na|no|bij|presso|per|в|из|w|we) "
    rf"(?:the )?({UPPER}[\w&.-]*\w)"
)
SITE = re.compile(
    r"(?<![\w/.@])([\w-]{3,}\.(?:com|org|io|net|de|fr|es|it|nl|se|eu|co|jp|cn|kr|br|ru|pl))(?![\w/])"
)
_EASTERN = re.compile(
    r"(?:来自|來自|任职于|任職於|就职于|就職於|服务于|服務於|供职于)(\w{2,10})|株式会社\W?(\w{2,12})|(\w{2,12})株式会社|"
    r"([\u3400-\u9fff]{2,8}(?:科技|网络|網路|軟體|软件|数据|數據|集团|集團|資訊|银行|銀行|実験室|实验室|研究院|工作室))|"
    r"([가-힣]{2,8}(?:소프트|랩스?|테크|전자|그룹|은행|커머스|시스템즈|네트웍스))(?:에서|의|이|가|은|는|님|\W|$)|"
    r"([\u3400-\u9fff\u30a0-\u30ff]{2,10}(?:ソフト|システムズ|テック|社))(?=[様さのがはに、（）。]|$)"
)
"""An organisation as Chinese, Japanese and Korean show it: by where somebody comes from, or its sort."""
_SIGNED_OFF = re.compile(r"\W*([^-–—|@(]{3,40}?) ?(?:[-–—|@(]|, ) ?([^-–—|@(]{2,40})\W*")


def company(question: Question, text: str, known: frozenset[str], talk: Talk | None) -> float:
    """An organisation; where the question names a person, one that stands right behind the name.

    Or behind what is said of the person's work, where the talk is that person's ("She works at …").
    """
    if any(m[m.lastindex or 0] not in question.text for m in _EASTERN.finditer(text)):
        return 1.0
    speakers = frozenset(t for name in (talk.speakers if talk else ()) for t in tokens(name))
    own = [t.word for t in question.terms if t.named and t.word in speakers]
    if not own and not signs("persons").isdisjoint(known):
        own = sorted(speakers)
    people = own or [t.word for t in question.terms if t.named and _may_be_given(t.word, question.text)]
    there = bool(own) or any(word in fold(text) for word in people)
    if people and any(is_new(m.group(1), known) for m in _EMPLOYED.finditer(text)) and there:
        return 1.0
    if not people:
        others = (name for name in names_in(text) if not is_person(name))
        return float(any(is_new(name, known | speakers) for name in others))
    if there and any(is_new(m.group(1), known) for m in SITE.finditer(text)):
        return 0.8
    if (signed := _SIGNED_OFF.fullmatch(text)) and any(w in fold(signed.group(1)) for w in people):
        return float(is_new(signed.group(2), known))
    titled = (
        frozenset(tokens(talk.title))
        if talk and talk.kind == "talk" and "@" not in talk.title
        else frozenset()
    )
    for match in re.finditer(r"\w+", text):
        if fold(match.group()) in people:
            rest = re.sub(rf"^(?:[ ]{UPPER}[\w'’-]+)+", "", text[match.end() :])
            found = _EMPLOYER.match(rest)
            if found and is_new(found.group(1), known | titled | speakers) and not is_person(found.group(1)):
                return 1.0
    if there and not question.about_work:
        others = (name for name in names_in(text) if not is_person(name))
        return 0.6 if any(is_new(name, known | titled | speakers) for name in others) else 0.0
    return 0.0


def _may_be_given(word: str, text: str) -> bool:
    """Whether a word of the question may be a given name; written in capitals it is an abbreviation."""
    return is_given(word.capitalize()) and not (len(word) > 1 and word.upper() in text.split())
