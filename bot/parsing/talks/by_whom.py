# ruff: noqa: E501
"""Talks named by those from whom they are: "the talk from Ada and Bob about packets", "Ada's talk on packets"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.parsing.letters import CAPITAL
from bot.parsing.outline import HEADED
from bot.parsing.speakers import Mention
from bot.parsing.talks import giving
from bot.parsing.talks.clauses import clause_end, topic_at, until_next, without_article
from bot.parsing.talks.phrases import COPULA, FROM, GIVEN_BY, OF_COMPANY
from bot.parsing.talks.told import Sentence, Told
from bot.parsing.talks.verbs_last import IN_WHICH
from bot.parsing.talks.whose import ARTICLES, LEAST_WORDS, NEAR, WAS_ABOUT, owners, title_run
from bot.parsing.vocabulary import DECLINED, GIVEN, TALK, is_kind


def named(sentence: Sentence) -> Iterator[Told]:
    """As in "Ada's talk about packets", "the talk from Ada and Bob about packets", "the session of Ada"."""
    text = sentence.text
    for name in sentence.names:
        match = _THEIR_TALK.match(text, name.end)
        begin = topic_at(text, match.end()) if match else -1
        if begin >= 0:
            end = until_next(sentence, begin)
            yield Told(without_article(text[begin:end]), name.start, end, "named", owners(sentence, name))
    for noun in TALK.finditer(text):
        if companys := _companys(sentence, noun):
            yield companys
            continue
        if (own := _bringers(sentence, noun)) and not _told_behind(sentence, own[-1].end):
            yield from (
                _linked(sentence, noun, own)
                or _set_off_behind(sentence, noun, own)
                or _brought(text, noun, own, _heading(sentence))
            )


def _companys(sentence: Sentence, noun: re.Match[str]) -> Told | None:
    """A company's session, with who held it behind: "die Sponsor-Keynote von Acme, gehalten von Ada"."""
    text = sentence.text
    held = _HELD_BY.match(text, noun.end())
    name = next((name for name in sentence.names if held and name.start == held.end()), None)
    if held is None or name is None:
        return None
    compound = _COMPOUND.search(text, 0, noun.start())
    start = compound.start() if compound else noun.start()
    return Told(text[start : held.end("company")], start, name.end, "named", [name.name])


_HELD_BY = re.compile(
    rf"(?P<company>{OF_COMPANY}),?\s(?:{GIVEN.pattern})\s(?:von|par|por|da|door|by|av|af|przez|od)\s"
)
_COMPOUND = re.compile(r"[^\W\d_]+-$")
_THEIR_TALK = re.compile(rf"['’]s?\s+(?:[\w-]+\s+){{0,3}}?(?:{TALK.pattern})", re.IGNORECASE)
# Here the French word for a talk is the English one for the event.
_THE_EVENT = re.compile(
    r"\b(?:the|this|a|an|my|our|each|every|next|last|same|whole) (?:[\w-]+ )?$", re.IGNORECASE
)
_WAS_BY = re.compile(
    r"\s(?:I|we|they|of|that)\b[^.;:!?]{0,40}?\s(?:was|were|is|came)\s(?:given |held )?(?:by|from)\s+"
)
_JOINED = re.compile(r"\s*(?:,|&|,?\s*(?:and|und|et|y|e|en|och|og|i|oraz|a|и|та|și|και|ja|és|và|dan|ve))\s+")


def _bringers(sentence: Sentence, noun: re.Match[str]) -> list[Mention]:
    """The people from whom the talk is, of which `noun` is the word: those joined right behind "by", "from" …"""
    text = sentence.text
    if noun.group().lower() in ("conference", "conferences") and _THE_EVENT.search(
        text, max(0, noun.start() - NEAR), noun.start()
    ):
        return []
    behind = [name for name in sentence.names if name.start >= noun.end()]
    between = text[noun.end() : behind[0].start] if behind else ""
    if not behind or not (
        FROM.fullmatch(between)
        or (between == " " and DECLINED.fullmatch(noun.group()) and not _PLURAL.search(noun.group()))
        or _WAS_BY.fullmatch(between)
        or GIVEN_BY.fullmatch(between)
    ):
        return []
    if noun.group().lower().endswith("s") and between.strip().lower() in (
        "with",
        "mit",
        "avec",
        "con",
        "com",
    ):
        return []
    last = behind[0]
    for name in behind[1:]:
        if _JOINED.fullmatch(text[last.end : name.start]):
            last = name
    return [name for name in behind if name.start <= last.start]


def each_about(sentence: Sentence) -> Iterator[Told]:
    """As in "Ada spoke about moss, Bo about ferns, and Cy on ants", "…, suivi de Bo sur les fougères": the verb is said once."""
    text = sentence.text
    for at, name in enumerate(sentence.names):
        begin = topic_at(text, name.end)
        joint = _NEXT_OF_ALL.search(text, max(0, name.start - 16), name.start) if begin >= 0 else None
        before = [other for other in sentence.names[:at] if topic_at(text, other.end) >= 0]
        if joint is None or not (
            before or any(one.end <= name.start and one.speakers for one in sentence.told)
        ):
            continue
        end = until_next(sentence, begin)
        yield Told(without_article(text[begin:end]), name.start, end, "each_about", [name.name])


_NEXT_OF_ALL = re.compile(
    r"(?:,|;|,?\s(?:and|und|et|y|e|en|och|og|i|и|then|while)|"
    r",?\s(?:(?:and|und|et|y|e|en|och|og|i)\s)?(?:then|danach|dann|anschließend|puis|ensuite|luego|después|depois|poi|daarna|sedan|potem|потом)|(?:followed by|suivie?s? (?:de|par)|gefolgt von|seguid[oa]s? (?:de|por)|seguit[oa] da|gevolgd door))\s$"
)


def in_brackets(sentence: Sentence) -> Iterator[Told]:
    """As in "talks on moss (Ada), ferns (Bo) and ants (Cy)", "talks by Ada (moss in caves), Bo (old ferns)".

    Or with their titles: "talks on moss (Green for All), walls (Stones Talk) and ants (No Plan)".
    """
    text = sentence.text
    lead = _SEVERAL_TALKS.search(text) if text.count("(") >= LEAST_BRACKETS else None
    if lead is None:
        return
    inside = [
        name
        for name in sentence.names
        if text[name.start - 1 : name.start] == "(" and text[name.end : name.end + 1] == ")"
    ]
    at = lead.end()
    for name in inside if len(inside) >= LEAST_BRACKETS else ():
        title = _SEPARATOR.sub("", text[at : name.start - 1]).strip()
        if title and len(title) <= LONGEST_SUBJECT:
            yield Told(title, name.start - 1 - len(title), name.end + 1, "in_brackets", [name.name])
        at = name.end + 1
    told = [
        (name, said)
        for name in sentence.names
        if name.start >= lead.end() and (said := _SUBJECT_BEHIND.match(text, name.end))
    ]
    for name, said in told if not inside and len(told) >= LEAST_BRACKETS else ():
        yield Told(said[1], name.start, said.end(), "in_brackets", [name.name])
    titles = list(_TITLE_BEHIND.finditer(text, lead.end())) if not inside and not told else []
    for found in titles if len(titles) >= LEAST_TITLES else ():
        yield Told(found["title"], found.start("title"), found.end(), "in_brackets")


LEAST_BRACKETS, LEAST_TITLES, LONGEST_SUBJECT = 2, 3, 100
"""People in brackets that make an enumeration, and titles; characters of what each spoke on."""

_SEVERAL_TALKS = re.compile(
    r"\b(?:talks|sessions|presentations|workshops|keynotes|Vorträge|Talks|conférences|charlas|ponencias|palestras|praatjes|föredrag)\s(?:[a-zß-ÿ]+\s)?(?:on|about|by|from|über|zu|von|sur|de|par|sobre|van|over|om|av)\s",
)
_TITLE_BEHIND = re.compile(rf"(?<!\w)[a-zß-ÿ][\w-]+\s\((?P<title>{CAPITAL}[^()]*\s[^()]{{2,100}})\)")
"""A title in brackets behind its subject: "moss (Green for All)"."""
_SEPARATOR = re.compile(
    r"^(?:\s*[,;])?\s*(?:(?:and|und|et|y|e|en|och|as well as|sowie)\s+)?(?:(?:on|about|über|zu|sur|sobre|over|om)\s)?"
)
_SUBJECT_BEHIND = re.compile(r"\s\(([a-zß-ÿ][^()]{3,80}|[^()]*\s[a-zß-ÿ]{3,}[^()]{2,60})\)")


_PLURAL = re.compile(r"(?:ach|ami|om|ów|ech|ích|ях|ах|ами|ями|ям|ам|ов|ы|и|ів)$")


def _heading(sentence: Sentence) -> str:
    """The heading right above the sentence, "" where none is."""
    above = next((part for part in sentence.note.part.ancestors if part.kind in HEADED), None)
    return above.head.text if above else ""


def _told_behind(sentence: Sentence, end: int) -> bool:
    """Right behind the people stands a title that is known already: "… by Ada of Acme, called “Packets”"."""
    return any(_TO_ITS_TITLE.fullmatch(sentence.text[end : told.start]) for told in sentence.told)


_TO_ITS_TITLE = re.compile(
    r"(?:\s(?:of|from|at)\s[A-Z][\w&.]*(?:\s[A-Z][\w&.]*){0,2})?(?:\s\([^()]{1,60}\))?[\s,:–—-]*(?:(?:called|titled|entitled|named|about|on)\s)?"
)


def _linked(sentence: Sentence, noun: re.Match[str], own: list[Mention]) -> list[Told]:
    """A session linked by more than its kind: "[the knitting workshop](…) taught by Ada Lovelace"."""
    return [
        Told(without_article(link.text), start, own[-1].end, "named", [name.name for name in own])
        for start, end, link in sentence.note.rich.links
        if start < noun.start() and noun.end() == end and len(link.text.split()) > LEAST_WORDS
    ]


def _set_off_behind(sentence: Sentence, noun: re.Match[str], own: list[Mention]) -> list[Told]:
    """A title set in italics or bold behind a colon, in small letters too: "la conférence d'Ada : _vieille mousse_"."""
    colon = _COLON.match(sentence.text, own[-1].end)
    return [
        Told(
            sentence.text[mark.start : mark.end], noun.start(), mark.end, "named", [name.name for name in own]
        )
        for mark in sentence.note.rich.marks
        if colon
        and mark.start == colon.end()
        and (mark.span.em or mark.span.strong)
        and mark.span.url is None
    ]


def _brought(text: str, noun: re.Match[str], own: list[Mention], section: str) -> Iterator[Told]:
    names = [name.name for name in own]
    end = own[-1].end
    before = _CAPITALS.search(text[: noun.start()])
    caps = (
        [word for word in before.group(1).split() if word.lower() not in ARTICLES]
        if before and before.start()
        else []
    )
    named = _NAMED_BEFORE.search(text, max(0, noun.start() - NEAR), noun.start())
    if named and len(named[1].split()) > len(caps):
        caps = named[1].split()
        before = named
    start = before.start() if caps and before else noun.start()
    aside = giving.ASIDE_OF.match(text, end)
    about = WAS_ABOUT.match(text, aside.end() if aside else end)
    begin = topic_at(text, end)
    if begin < 0 and text.startswith(" um ", end) and _IT_WAS_ABOUT.search(text[: noun.start()]):
        begin = end + len(" um ")
    if begin < 0 and (copula := _WAS.match(text, aside.end() if aside else end)):
        begin = topic_at(text, copula.end())
    if begin < 0 and about:
        begin = about.end()
    if begin >= 0:
        last = clause_end(text, begin)
        yield Told(without_article(text[begin:last]), noun.start(), last, "named", names)
        return
    if title := _subject_before(text, noun, own[0]) or _subject_in_clause(text, end):
        yield Told(title, start, end, "named", names)
        return
    if spoke := giving.WHO_SPOKE.match(text, end):
        title, last = giving.subject(text, spoke.end())
        if title:
            yield Told(title, start, last, "named", names)
            return
    colon = _COLON.match(text, end)
    if colon and len((run := title_run(text, colon.end())).split()) >= LEAST_WORDS:
        yield Told(run, start, colon.end() + len(run), "named", names)
        return
    if apposed := _APPOSED.match(text, end):
        yield Told(without_article(apposed[1]), start, apposed.end(1), "named", names)
        return
    if is_kind(without_article(section)):
        return
    kept = giving.telling_before(text, noun.start())
    between = text[noun.end() : own[0].start].split()
    was = not _COPULAS.isdisjoint(between)
    by_word = between[-1] if was and between[-1] != "from" else "by"
    by = f"{kept} {noun.group()} {by_word} {' and '.join(names)}" if kept or was else ""
    own_title = len(caps) > LEAST_WORDS
    title = (
        " ".join(caps if own_title else (*caps, noun.group()))
        if caps
        else by.strip() or text[noun.start() : end]
    )
    yield Told(title, start, end, "named", names)


def _subject_before(text: str, noun: re.Match[str], first: Mention) -> str:
    """The subject between a session and who gave it: "the panel on moss, chaired by Ada"; "" if there is none."""
    begin = topic_at(text, noun.end())
    last = min(clause_end(text, begin), first.start) if 0 <= begin < first.start else -1
    return without_article(_BY_END.sub("", text[begin:last])) if last > begin else ""


def _subject_in_clause(text: str, end: int) -> str:
    """The subject that a clause names behind who gave it: "die Keynote von Ada, in der es um Moos ging"."""
    which = IN_WHICH.match(text, end)
    return without_article(which["what"] or which["on"]) if which else ""


_BY_END = re.compile(
    r"(?:,?\s[^\W\d_A-Z]+)?\s(?:by|from|with|von|mit|par|avec|por|de|del|do|da|di|con|com|door|van|av|af|przez|od|oleh)\s(?:(?:la|el|o|a)\s)?$"
)

# "In der Session von Ada ging es um Moos", "ging es in der Session von Ada um Moos".
_IT_WAS_ABOUT = re.compile(r"\b(?:ging|geht|drehte?) (?:es|sich)\b", re.IGNORECASE)
_COPULAS = frozenset("was were war werd wurde fue foi été stato stata è é är blev ble".split())  # noqa: SIM905
_WAS = re.compile(rf"\s(?:{COPULA})(?=\s)", re.IGNORECASE)
# "the Moss for tidy people talk by Ada"
_NAMED_BEFORE = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir)\s((?=[A-Z])[\w.+&’'-]+(?:\s[\w.+&’'-]+){1,5})\s$"
)
_COLON = re.compile(r"\s?[:–—]\s+")
_CAPITALS = re.compile(r"((?:\b[A-Z][\w.+’'-]*\s+)+)$")

# "The first session by Ada, an introduction to packets, was …"
_APPOSED = re.compile(
    r",\s((?:an?|the|his|her|their|eine?|une?|una?|der|die|das)\s[^,.;:()]{8,80}),\s(?=[a-zß-ÿ])"
)
