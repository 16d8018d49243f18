# ruff: noqa: E501
"""Talks told of by who gave them: "Ada gave the closing keynote", "I heard Ada speak about packets"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.parsing.cues import Cue
from bot.parsing.talks.clauses import behind_its_kind, clause_end, topic_at, until_next, without_article
from bot.parsing.talks.phrases import FROM, NP_START, OF_COMPANY, PRAISE, STATED
from bot.parsing.talks.told import Sentence, Told
from bot.parsing.talks.whose import KIND, NEAR, TELLING, subject_behind, team, title_run
from bot.parsing.trimming import trimmed
from bot.parsing.vocabulary import SPOKE, SPOKE_CUE, TALK

ASIDE = (
    r"(?:\s\([^()]{1,80}\))?(?:,\s[^,.;]{2,60},)?(?:\s(?:from|of|at)\s(?:the\s)?[A-Z][\w.&’'-]*(?:\s[A-Z][\w.&’'-]*){0,3})?"
    r"(?:\s(?:who|also|then|later|again|even|both|first|finally|next|really|actually|has|just))*"
)
"""What may stand between a name and its verb."""

ASIDE_OF = re.compile(ASIDE)
_GAVE = (
    r"(?:gave|gives|giving|did|does|had|has|held|holds|delivered|delivers|presented|presents|led|leads|ran|runs|hosted|conducted)(?:\sus)?|"
    r"(?:opened|opens|closed|closes|kicked off|started|began|ended|finished|concluded|continued|followed(?: up)?|wrapped up|rounded (?:off|out|up))"
    r"\b[^,.;:]{0,50}?\s(?:with|by giving|by delivering)"
)
GAVE = re.compile(rf"{ASIDE}(?:\s(?:is|was|are|were)\s[^.;:]{{3,80}}?\sand)?\s+(?:{_GAVE})\s+")
_WITH_KIND = re.compile(
    rf"(?:(?:an?|the|another|one|his|her|their|our)\s+)(?P<before>(?:[\w’'-]+,?\s+){{0,5}}?)(?P<kind>{KIND.pattern})",
    re.IGNORECASE,
)


def gave(sentence: Sentence) -> Iterator[Told]:
    """As in "Ada Lovelace did the closing keynote", "Ada opened the day with a talk on packets"."""
    text = sentence.text
    for name in sentence.names:
        verb = GAVE.match(text, name.end)
        found = _WITH_KIND.match(text, verb.end()) if verb else None
        if found is None or _told_behind(sentence, found.end()):
            continue
        if (begin := subject_behind(text, found.end())) >= 0:
            end = until_next(sentence, begin)
            title = without_article(text[begin:end])
        else:
            end = found.end()
            kept = [word for word in found["before"].split() if word.lower() in TELLING]
            run = title_run(text, found.start("before"), found.end("before"))
            about = _named_by_words(found["before"])
            title = (
                run
                if run and not kept
                else f"{about} {found['kind']}"
                if about
                else " ".join((f"{name.name}'s", *kept, found["kind"]))
            )
        yield Told(title, name.start, end, "named", team(sentence, name))


def _named_by_words(before: str) -> str:
    """The words before a kind of session, without praise, where a capital shows that they name it: "Moss onboarding"."""
    words = without_praise(before.strip())
    return words if re.search(r"(?<!\S)[A-Z]", words) else ""


def _told_behind(sentence: Sentence, end: int) -> bool:
    """Right behind it stands a title that is known already: quoted, linked."""
    return any(end <= told.start <= end + 20 for told in sentence.told)


_SPEAKING = (
    "talk talking speak speaking present presenting explain explaining show showing demo demoing demonstrate demonstrating "
    "discuss discussing share sharing describe describing walk walking give giving tell took takes led guided walked brought topic subject theme made dove reported reflected coding building hear heard hearing "
    "favourite favourites favorite favorites highlight highlights best "
    "enjoyed loved liked caught listen listened saw watched missed dive tour dug kicked closed finished followed continued ended reminded began begins started starts opened opens hablando falando parlando parlant explicando contando mostrando spiegando raccontando expliquant montrant"
)
SPEAK_CUE = Cue(SPOKE_CUE.words | frozenset(_SPEAKING.split()))
_CAME_TO = re.compile(
    rf"(?:{ASIDE}\s+(?:(?:came|went|got|took the stage|was (?:there|here|up|next)|(?:stepped|stood|got) up|joined us|returned|came (?:on|up|back))"
    r"(?: (?:on )?(?:the )?stage)? to (?:talk|speak|present|tell us|show us|share|explain|discuss|demo|demonstrate)|"
    r"made (?:the|a) (?:[\w-]+ )?case (?:for|against)|(?:took|takes) a (?:[\w-]+ ){0,2}(?:dive|look) (?:into|at)|(?:dove|dug) (?:deep )?into|took on|(?:did|does) an? (?:[\w-]+ )?(?:dive|tour|overview|introduction|walk-?through|recap) (?:into|of|through|on|to)|reminded us of|reported (?:back )?on|reflected on|"
    r"(?:kicked things off|was (?:next|first|up(?: next| first)?)|closed|finished|followed|continued|ended|opened|(?:closed|finished|ended|opened|started|began|kicked off) (?:off )?the (?:\w+ )?(?:day|morning|afternoon|evening|conference|track|event)) with|"
    r"(?:took|takes|led|guided|walked|brought) (?:us|the audience|everyone) (?:on a (?:\w+ )?(?:journey|tour|trip|walk) )?(?:through|behind|into))|"
    r"['’]s? (?:topic|subject|theme) was)\s+"
)
"""As in "Ada came on stage to talk about packets", "Ada took us on a tour through packets"."""
_HEARD = re.compile(
    r"\b(?:(?:hear|heard|hearing)(?: (?:more )?from)?|see|saw|seeing|watch|watched|watching|listen(?:ed|ing)? to|catch|caught|had|having|enjoyed|loved|liked|by|was(?: \w+ly)?|"
    r"(?:began|begins|started|starts|opened|opens|kicked off|continued|continues|ended|ends|closed|closes|went on|followed) (?:with|by)|"
    r"c['’]est|c['’]était|(?:vi(?:mos)?|ver|escuch\w+|oír|oímos|ouvi(?:mos)?|assisti(?:mos)?|visto|seguito|ascoltato|vu|voir|écouté|écouter|suivi|sah(?:en)?|hörten?|zag(?:en)?|hoorden?|"
    r"widział\w+|słuchał\w+|slyšel\w*|viděl\w*|слушал\w*|слышал\w*)(?:\s(?:a|à|la|el|o|ao|de))?)\s+$",
    re.IGNORECASE,
)
_HEARD_ABOUT = re.compile(
    r"\b(?:(?:hear|heard|hearing)(?: (?:more )?from)?|listen(?:ed|ing)? to|enjoyed|loved|liked|caught|saw|watched|missed)\s+$",
    re.IGNORECASE,
)
_SINGLED_OUT = re.compile(
    r"\b(?:favou?rites?|highlights?|best|talks?|sessions?|presentations?)\b[^.;:]{0,40}?\s(?:was|were|is|goes to|came from)\s+$",
    re.IGNORECASE,
)
_ABOUT = re.compile(rf"{ASIDE}\s(?P<on>(?:about|on)\s+)")
_SPEAK = re.compile(
    rf"{ASIDE}\s+(?:talk|talking|speak|speaking|present|presenting|explain|explaining|show|showing|demo|demoing|demonstrate|"
    r"demonstrating|discuss|discussing|looking at|share|sharing|live[- ]?coding|coding|building|describe|describing|walk us through|walking us through|give|giving)\s+"
)


def heard(sentence: Sentence) -> Iterator[Told]:
    """As in "I loved hearing Ada (of Acme) talk about packets", "we saw Ada demo it", "my favourite was Ada on packets"."""
    text = sentence.text
    for name in sentence.names:
        came = _CAME_TO.match(text, name.end)
        if came and any(text[: other.start].endswith(" by ") for other in sentence.names):
            continue  # "Ada continued with a talk by Bo": a visitor
        verb = came or _SPEAK.match(text, name.end) or WHO_SPOKE.match(text, name.end)
        before = max(0, name.start - NEAR)
        singled = None if came else _SINGLED_OUT.search(text, before, name.start)
        if verb is None and (singled or _HEARD_ABOUT.search(text, before, name.start)):
            verb = _ABOUT.match(text, name.end)
            verb = verb if verb and topic_at(text, verb.start("on")) >= 0 else None
        relative = _WHO_TOLD.match(text, name.end)
        if relative:
            title, end = subject(text, relative.end())
            if title:
                yield Told(title, name.start, end, "heard", team(sentence, name))
            continue
        shown = _WHO_SHOWED_US.match(text, name.end) or _SPEAKING_OF.match(text, name.end)
        if shown and not (FROM.search(text[: name.start]) and TALK.search(text, 0, name.start)):
            title, end = subject(text, shown.end())
            if title:
                yield Told(title, name.start, end, "heard", team(sentence, name))
            continue
        if last := _VERB_LAST.match(text, name.end):
            yield Told(without_article(last["what"]), name.start, last.end(), "heard", team(sentence, name))
            continue
        names = team(sentence, name) if verb else []
        first = next((other for other in sentence.names if names and other.name == names[0]), name)
        if verb is None or not (
            came or singled or _HEARD.search(text, max(0, first.start - NEAR), first.start)
        ):
            continue
        title, end = subject(text, verb.end())
        if title:
            yield Told(title, first.start, end, "heard", names)


_WHO_TOLD = re.compile(
    rf"(?:{OF_COMPANY})?(?:\s\([^()]{{1,60}}\))?,?\s(?:qui|que|che|die|der|som|care|που|kt[óo]r[ya]|kter[áýé]|котор\w+|яка|який)\s(?:\w+ ){{0,2}}?(?:{SPOKE.pattern})\s+(?=(?:de|des|du|del|dei|delle|della|di|sur|sobre|su|sul|sull[ae]|om|o|о|об|про|despre|για)\s|d['’])",
    re.IGNORECASE,
)
"""As in: j'ai écouté Ada, qui parlait de …"""
_WHO_SHOWED_US = re.compile(
    rf"(?:{OF_COMPANY})?(?:\s\([^()]{{1,60}}\))?,?\s(?:qui|que|che|quien|som|który|która|который|которая|який|яка)\s(?=(?:nous|nos|ci|ne|oss|nam|нам)\b)(?:(?:nos|ci|oss|nam|нам)\s)?(?:{SPOKE.pattern})\s+",
    re.IGNORECASE,
)
"""As in: on a commencé avec Ada, qui nous a présenté son outil."""
_SPEAKING_OF = re.compile(
    r"(?:\s\([^()]{1,60}\))?,?\s(?:(?:hablando|falando|parlando|parlant|hablándonos)\s(?=(?:de|del|do|da|dos|das|di|dell\w*|du|des|sobre|acerca|su|sul\w*|sur)\b)|"
    r"(?:explicando|contando|mostrando|explicándonos|contándonos|mostrándonos|spiegando|raccontando|illustrando|expliquant|montrant|racontant)\s(?=(?:nos\s)?(?:c[oó]mo|come|comment|por qu[eé]|perché|pourquoi)\b))",
    re.IGNORECASE,
)
"""As in: le siguió Ada, hablando de musgo; poi Ada spiegando come annaffia il muschio."""
_VERB_LAST = re.compile(
    rf"(?:\szu)?,?\s(?:die|der|das)\s(?:uns\s|ons\s)?(?:über|von|zu|over)\s(?P<what>[^.,;:()]{{4,80}}?)\s(?:{SPOKE.pattern})(?=[.,;!?]|$)",
    re.IGNORECASE,
)
"""As in: Ada zuhören, die über Moos sprach."""


def subject(text: str, start: int) -> tuple[str, int]:
    """The words behind a verb of speaking that name the subject, and where they end; "" where it is a statement."""
    if STATED.match(text, start) or NO_SUBJECT.match(text, start):
        return "", start
    lead = NP_START.match(text[start:])
    begin = behind_its_kind(text, start + (lead.end() if lead else 0))
    end = clause_end(text, begin)
    if " " not in text[begin:end].strip() and text[begin : begin + 1].islower():
        end = clause_end(text, min(end + 1, len(text)))
    title = text[begin:end]
    return (
        (title, end) if is_subject(text, start, begin, title) or re.search(r"[A-Z]\w", title) else ("", end)
    )


def subject_told(text: str, verb_end: int) -> str:
    """The same for the verb that ends at `verb_end`, as the words may name a talk."""
    return trimmed(without_article(subject(text, verb_end + 1)[0]))


def is_subject(text: str, start: int, begin: int, title: str) -> bool:
    """Words for a subject: two or more, or one right behind "about" at `begin`."""
    one = _ONE_WORD.fullmatch(title) is not None and _ABOUT_END.search(text, start, begin) is not None
    return one or len(title.split()) >= LEAST_WORDS


LEAST_WORDS = 2
"""Words of a subject that no "about" stands before."""

_ONE_WORD = re.compile(
    r"(?!herself|himself|themselves|everything|stuff|things|life|work|this|that)(?:[^\W\d_]{4,}|[A-Z][\w+#.]*[\w+#])"
)
_ABOUT_END = re.compile(
    r"\b(?:about|über|sur|sobre|su|over|om|o|о|об|про|despre|για|de|di)\s(?:the\s|la\s|le\s|die\s|den\s|das\s|el\s|il\s)?$"
)

_TO_WHOM = (
    r"(?:to|with) (?!us\b)|(?:avec |con |mit |com |met )?(?:mir|mich|moi|mij|mnie|мне|меня|нас|mně|mig|meg)\b|"
    r"(?:ever|since|me|him|her(?!\s(?!an?\b|the\b|how\b|why\b)[\w])|them|everyone|everybody|it|up|off|out|away|back|around|by|at)\b"
)
_NO_TALK = (
    r"(?:(?:the|an?|some|his|her|their)\s)?(?:[\w-]+\s){0,2}?"
    r"(?:remarks|speech|thanks|welcome|words|award|prizes?|toast|stickers?|t-shirts?|hug)\b|"
    r"(?:las\s)?gracias\b|grazie\b|obrigad[oa]\b|(?:naar huis|nach Hause|à la (?:gare|maison)|(?:a|para) casa|al hotel|(?:zum|ins|to the|to our) (?:Bahnhof|Hotel|hotel|station))\b|"
    r"(?:\w+ )?(?:Runde|rondje|ronda) "
)
NO_SUBJECT = re.compile(rf"{_TO_WHOM}|{_NO_TALK}", re.IGNORECASE)
"""Behind a verb of giving: to whom, what makes another verb of it, or what is given that is no talk.

"told me", "showed up", "gave the welcome speech"
"""
WHO_SPOKE = re.compile(
    rf",?\s(?:who|qui|que|che|die|der|kt[óo]r[ya]|который|которая|som|and (?:she|he|they))\s(?:\w+ ){{0,2}}?(?:{SPOKE.pattern})\s+|"
    r",?\s(?:which|that)\s(?:was\s)?(?:about|on|covered|explored|discussed|dealt with|focus\w+ on)\s+|"
    r",?\s(?:giving|presenting|showing|covering|explaining|introducing|describing|demonstrating|discussing|exploring|(?:talking|speaking) (?:about|on))\s+",
    re.IGNORECASE,
)
"""As in "… by Ada Lovelace, who spoke about …", "… by Ada Lovelace, which was about …", "… by Ada Lovelace showing …"."""

_NEXT = re.compile(
    r"(?:^|[.;:,]\s|\band\s)(?:and |but |so )?(?:next(?: up)?|up next|first(?: up| off)?|last(?: up)?|then|after (?:that|lunch|the break|him|her|them)|afterwards|"
    r"followed by|later|finally|following (?:him|her|them|that)|the (?:next|first|second|third|last|final) (?:speaker|talk|session|presentation|keynote|one))\b[^.;:]{0,30}?"
    r"(?:(?:was|were|came|is|we had|we heard|I saw|I heard|I went to see|followed|it was)\s+|(?<=followed by )|(?<=up, ))(?:the [\w-]+ )?$|\b(?:opening|closing|starting|ending|kicking off) (?:the \w+|things)(?: off)? (?:was|were)\s$",
    re.IGNORECASE,
)
_WITH = re.compile(
    rf"{ASIDE},?\s(?:(?:was|came) (?:up )?next(?: up)?,? )?(?:with|on|about|talking about|speaking (?:about|on)|presenting|to (?:tell us|talk|speak|talk to us) (?:about|on))\s+",
    re.IGNORECASE,
)


def next_up(sentence: Sentence) -> Iterator[Told]:
    """As in "Next up was Ada Lovelace with Growing Moss", "Then came Ada with a talk on packets"."""
    text = sentence.text
    for name in sentence.names:
        names = team(sentence, name)
        first = next((other for other in sentence.names if other.name == names[0]), name)
        behind = _WITH.match(text, name.end)
        if (
            behind is None
            or not _NEXT.search(text, max(0, first.start - 2 * NEAR), first.start)
            or _told_behind(sentence, name.end)
        ):
            continue
        begin = behind_its_kind(text, behind.end())
        end = clause_end(text, begin)
        bare = begin == behind.end() and behind.group().rstrip().endswith("with")
        title = title_run(text, begin) if bare else without_article(text[begin:end])
        if title:
            yield Told(title, first.start, end, "next_up", names)


_IN_HIS = re.compile(
    rf"\bin (?:his|her|their) (?P<which>first|second|third|fourth|other|last|opening|closing|final|morning|afternoon) (?P<kind>{KIND.pattern})",
    re.IGNORECASE,
)


def ordinal(sentence: Sentence) -> Iterator[Told]:
    """As in "In her second talk, Ada …": of whom the sentences before speak, where this one names nobody."""
    found = _IN_HIS.search(sentence.text)
    if found is None or _told_behind(sentence, found.end()):
        return
    before = [name for name in sentence.names if name.end <= found.start()]
    who = before[-1:] or sentence.names[:1]
    names = [name.name for name in who]
    yield Told(f"{found['which']} {found['kind']}", found.start(), found.end(), "ordinal", names)


def telling_before(text: str, end: int) -> str:
    """The words right before a kind of session that tell it from others: "opening", "first"."""
    words = text[max(0, end - 60) : end].split()
    kept: list[str] = []
    while words and words[-1].lower() in TELLING:
        kept.insert(0, words.pop())
    return " ".join(kept)


_SHOWING = (
    r"(?P<verb>(?P<paper>presented(?=\s(?:an?|the|their)\s(?:paper|poster|study|project)\s(?:on|about)))|{}|(?:talked|spoke)\s(?:to us )?(?:about|on)|"
    r"gave\s(?:us\s)?(?:an?|the|their)\s(?P<noun>(?:[\w-]+\s){{1,4}}?(?:about|on|of|into|showing)))\s"
)
_SOMEBODY = re.compile(
    r"(?:^|[.;,:]\s|\band\s|\bthen\s)(?:someone|somebody|(?:one|two|three|some|an?|the)\s(?:[\w-]+\s){0,3}?(?:guys?|group|person|people|students?|scientists?|authors?|speakers?|presenters?|engineers?|developers?|researchers?|professors?|students?|folks|team)|"
    r"engineers|developers|researchers|folks|people|the (?:guys|team))"
    r"(?:\s(?:from|of|at)\s(?:the\s)?[A-Z][\w.&-]*(?:\s(?:and\s)?[A-Z][\w.&-]*){0,3})?(?:\s(?:then|also|even))?\s"
    + _SHOWING.format("showed|presented|explained|demoed|demonstrated|described|discussed"),
    re.IGNORECASE,
)


_COMPANY = re.compile(r"[A-Z][\w.&-]+(?:\s[A-Z][\w.&-]+)?\s" + _SHOWING.format("presented|demoed|discussed"))


def somebody(sentence: Sentence) -> Iterator[Told]:
    """As in "Engineers from Acme showed how they feed ants", "Someone gave a post-mortem on the flood": nobody is named."""
    text = sentence.text
    company = _COMPANY.match(text) if sentence.note.part.kind == "item" else None
    found = company or _SOMEBODY.search(text)
    if found is None or STATED.match(text, found.end()):
        return
    named = company or re.search(r"[A-Z]", text[found.start() + 1 : found.start("verb")])
    if found["noun"] is None and found["paper"] is None and named is None:
        return
    if found["noun"] and NO_SUBJECT.match(found["noun"]):
        return
    begin = found.end()
    end = clause_end(text, begin)
    title = text[begin:end]
    if found["noun"] and not KIND.search(found["noun"]):
        title = without_praise(found["noun"]) + " " + title
    title = without_article(title)
    if len(title.split()) >= LEAST_SHOWN:
        yield Told(title, found.start(), end, "somebody")


LEAST_SHOWN = 3
"""Words for what people nobody names showed."""


def without_praise(words: str) -> str:
    """The words without those that only say how good it was: "great overview of" -> "overview of"."""
    return re.sub(rf"^(?:(?:{_PRAISE})\s)+", "", words)


_PRAISE = f"{PRAISE}|nice|quick|brief|cool|lovely|detailed|thorough"


def learnt(sentence: Sentence) -> Iterator[Told]:
    """As in "I learnt about glass from Ada Lovelace", "we heard about walls thanks to Ada"."""
    text = sentence.text
    for name in sentence.names:
        found = _LEARNT.search(text, max(0, name.start - 3 * NEAR), name.start)
        if found is not None and not _NO_LESSON.match(found["what"]):
            yield Told(found["what"], found.start("what"), found.end("what"), "learnt", team(sentence, name))


_NO_LESSON = re.compile(
    r"(?:the|this|that|your|their|his|her|an?) (?:conference|event|meetup|party|job|trip|company|venue|hotel|news|accident)\b",
    re.IGNORECASE,
)
_LEARNT = re.compile(
    r"\b(?:learn(?:ed|t)|heard)\s(?:\w+\s){0,2}?about\s(?P<what>[^.;:!?,]{4,100}?)\s(?:thanks to|from|by)\s$",
    re.IGNORECASE,
)

_MINE = re.compile(
    r"\b(?:I|we)\s(?:also\s|then\s)?presented\s(?:our|my)\s(?P<work>(?:[\w-]+\s)?(?:work|paper|poster|project|results|research|findings))(?=\s(?:on|about)\s)|"
    r"(?:\b(?:gave|give|giving|delivered|deliver|presented|did|do|held|ran|led|had)\s+"
    rf"(?P<np>my (?:own |first |second |last |very ){{0,2}}(?:[\w-]+ )?(?:{KIND.pattern}))|"
    r"(?:\bI|\bwe)\s(?:also\s|then\s)?(?:gave|presented|delivered)\san?\s(?:(?:kind|sort) of (?:[\w-]+\s){0,3}?talk|(?:[\w-]+\s){0,3}?(?:update|overview|introduction))(?=\s(?:on|about|of)\s)|"
    rf"(?:^|[.;,]\s|\band )my (?:own |first |second |last )?(?:[\w-]+ )?(?:{KIND.pattern})(?=,? (?:was |is )?(?:on|about|called|titled) ))",
    re.IGNORECASE,
)


def mine(sentence: Sentence) -> Iterator[Told]:
    """As in "I gave my own talk on packets": the author's."""
    text = sentence.text
    if (found := _MINE.search(text)) and not _told_behind(sentence, found.end()):
        begin = subject_behind(text, found.end())
        end = clause_end(text, begin) if begin >= 0 else found.end()
        title = without_article(text[begin:end]) if begin >= 0 else found["np"] or ""
        title = text[found.start("work") : end] if found["work"] else title
        if title:
            yield Told(title, found.start(), end, "mine")
