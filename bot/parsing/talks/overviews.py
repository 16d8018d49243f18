# ruff: noqa: E501
"""Talks told of by what somebody gave: "Ana hizo un repaso a los musgos", "Lars gav en introduktion til mos".

The verb alone says nothing ("made", "had"); the noun behind it does: a talk, an introduction, a demo.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.parsing.talks.clauses import NO_SUBJECT, until_next, without_article
from bot.parsing.talks.giving import ASIDE
from bot.parsing.talks.phrases import ABOUT
from bot.parsing.talks.told import Sentence, Told
from bot.parsing.talks.whose import team
from bot.parsing.vocabulary import HELD, OVERVIEW, OVERVIEW_CUE, SPOKE, TALK, TALK_CUE

CUE = OVERVIEW_CUE | TALK_CUE

_LETTERS = r"[^\W\d_]+"
_WHAT = re.compile(
    rf"(?:\s{_LETTERS}){{0,1}}?\s(?:uns\s|ons\s|oss\s|nám\s|nam\s|нам\s)?"
    rf"(?:(?:eine?n?|une?|un[ao]?|uma?|een|en|ett|et|o|su|sua|seu|son|sa|zijn|haar|sein\w*|ihr\w*|sin|sitt|la|el|le|die|den|de|il)\s)?(?:{_LETTERS},?\s){{0,3}}?"
    rf"(?:(?P<noun>{OVERVIEW.pattern})|(?P<kind>{TALK.pattern}))",
    re.IGNORECASE,
)
"""From the verb to the noun: "dio luego un breve repaso"."""
_OF = re.compile(
    r"\s(?:(?:bem |muito |molto |très |sehr |muy )?\w+\s)??(?:in|into|zu|zum|zur|über|auf|der|des|von|à la|à l['’]|aux?|de la|de l['’]|des?|du|d['’]|sur|al?|a la|a los|a las|del|por|sobre|às?|aos?|das?|dos?|alla|alle|ai|agli|allo|all['’]|"
    r"della|delle|dei|degli|dello|dell['’]|di|sul|sulla|sulle|sui|sugli|su|van|naar|tot|over|op|do|o|w|z|до|о|об|про|по|в|til|till|om|av|af|i|na|despre)(?:\s|(?<=['’]))",
    re.IGNORECASE,
)


def gave_an_overview(sentence: Sentence) -> Iterator[Told]:
    """As in the examples above: an introduction is called so, of all else the subject is the title."""
    text = sentence.text
    for name in sentence.names:
        aside = _ASIDE.match(text, name.end)
        verb = HELD.match(text, aside.end()) if aside else None
        what = _WHAT.match(text, verb.end()) if verb else None
        if what is None or (what["kind"] and SPOKE.match(text, verb.start() if verb else 0)):
            continue
        of = ABOUT.match(text, what.end()) or (
            _OF.match(text, what.end()) if what["noun"] else _LONG_OF.match(text, what.end())
        )
        if of is None or NO_SUBJECT.match(text, of.end()):
            continue
        end = until_next(sentence, of.end())
        introduces = what["noun"] is not None and _INTRODUCES.match(what["noun"])
        begin = what.start("noun") if introduces else of.end()
        title = without_article(text[begin:end])
        if text[of.end() : end].strip():
            yield Told(title, name.start, end, "overview", team(sentence, name))


def with_a_talk(sentence: Sentence) -> Iterator[Told]:
    """As in "День открыла Ада с докладом о мхе", "empezamos con Ada y su taller de musgo"."""
    text = sentence.text
    for name in sentence.names:
        kind = _WITH_KIND.match(text, name.end)
        of = (ABOUT.match(text, kind.end()) or _OF_KIND.match(text, kind.end())) if kind else None
        if kind is None or of is None or NO_SUBJECT.match(text, of.end()):
            continue
        end = until_next(sentence, of.end())
        yield Told(
            without_article(text[of.end() : end]), name.start, end, "with_a_talk", team(sentence, name)
        )


_WITH_KIND = re.compile(
    rf"{ASIDE},?\s(?:mit|avec|con|com|met|med|z|ze|с|со|зі|s|se|cu|y|e|et|und|en|i|и|och|og)\s"
    rf"(?:(?:eine?[mr]|une?|un[ao]?|uma?|een|ett?|et|su|sua|suo|seu|son|sa|seine[mr]|ihre[mr]|zijn|haar|sin|sitt|sit|svojí|swoją|swoim|своим|il suo|la sua|o seu|a sua)\s)?(?:{_LETTERS}\s){{0,2}}?(?:{TALK.pattern})",
    re.IGNORECASE,
)
_OF_KIND = re.compile(
    r"\s(?:de|di)\s(?!(?:apertura|abertura|cierre|clôture|encerramento|chiusura|\w+ minut\w+)\b)"
)


_ASIDE = re.compile(
    rf"{ASIDE},?\s(?:(?:que|qui|che|die|der)\s)?(?:(?:nos|nous|ci|uns|ons|oss|нам|nám|então|também|também|anche|poi|dann|luego|ensuite|también)\s)?"
)
_INTRODUCES = re.compile(r"(?:intro|einf|inled|inleid|úvod|введ|вступ|wpro|wst|johd|innf)", re.IGNORECASE)
_LONG_OF = re.compile(
    rf"\s(?:{_LETTERS}\s){{1,3}}?(?:über|zu|zum|sur|sobre|su|sul|sulla|sulle|sui|over|om|o|о|об|про)\s",
    re.IGNORECASE,
)
"""As in: "uma palestra bem interessante sobre"."""
