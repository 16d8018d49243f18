# ruff: noqa: E501
"""Talks told of by a title set off from the words around: in quotation marks, emphasised, as code, linked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.parsing import speakers
from bot.parsing.letters import CAPITAL, UNSPACED
from bot.parsing.links import is_profile, leads_to_talk
from bot.parsing.rich import Rich
from bot.parsing.talks.otherwise import is_otherwise
from bot.parsing.talks.phrases import (
    ATTENDED,
    BEST,
    BY_WHOM,
    COPULA,
    COURTESY,
    OTHER_WORK,
    POSSESSIVE_END,
    THE_ONE_OF,
    TITLED,
)
from bot.parsing.talks.setoff import set_off
from bot.parsing.talks.told import Sentence, Told
from bot.parsing.titles import Titled, read_title
from bot.parsing.vocabulary import GIVEN, SAID, SPOKE, TALK, THEN, WRITINGS
from bot.parsing.wordlists import in_languages


def quoted(sentence: Sentence) -> Iterator[Told]:
    """As in: a talk called “Life of a Packet”; Ada showed “[a packet tracer](…)”; **Packets by Ada** was fun."""
    text = sentence.text
    stretches = set_off(sentence.note.rich)
    plain = [one for one in stretches if one.sign in ("quote", "style")]
    row = len(plain) >= 3 and sum(one.end - one.start for one in plain) > 0.7 * len(text)
    reached = passed = len(text)
    for start, end, sign in stretches:
        inner = text[start + 1 : end - 1] if sign == "quote" else text[start:end]
        inner = inner.strip()
        if own := _with_names(inner):
            reached = end
            yield Told(own.title, start, end, "quoted", list(own.speakers))
            continue
        after = text[end : end + 60]
        if is_otherwise(text, start, end) or _JOINED.fullmatch(text, passed, start):
            passed = end
            continue
        if inner.endswith(",") and (_close(sentence, start, inner) or _is_theirs(sentence, start)):
            inner = inner[:-1]
        least = LEAST_OF_TITLE if text[start] in "《『" else LEAST_QUOTED
        if _is_somebody(inner) or any((name.start, name.end) == (start, end) for name in sentence.names):
            continue
        by = _BY.match(after)
        behind = None if sign == "quote" and inner.endswith((".", "!")) else _NAME_BEHIND.match(after)
        named = behind and any(name.start == end + behind.end() for name in sentence.names)
        next_to = _JOINED.fullmatch(text, reached, start)
        if not (
            _alone(sentence, start, end, inner)
            or _titlelike(inner, least)
            or _owned(sentence, start, after)
            or named
        ):
            continue
        joined = next_to and _capitals(inner) >= LEAST_CAPITALS
        theirs = any(_RIGHT_BEHIND.fullmatch(text, end, max(end, name.start)) for name in sentence.names)
        plainly = sign in ("quote", "style")
        if row or by or named or joined or theirs or (_near if plainly else _beside)(sentence, start, end):
            run = _NAMES.match(text, end + by.end()) if by else None
            names = run.group() if run else ""
            title = read_title(inner).title if sign == "link" else inner
            reached = end
            yield Told(title, start, end, "quoted", list(speakers.people(names)))


def _capitals(text: str) -> int:
    return sum(word[0].isupper() for word in text.split())


LEAST_CAPITALS = 2
"""Words in capitals from which what is set off can be a title by its looks."""

_RIGHT_BEHIND = re.compile(r"[\"”“»«*_]*\s")
_NAME_BEHIND = re.compile(r"[\"”»*_]*\s*[(–—-]\s*(?=[^\W\d_])")
_JOINED = re.compile(
    r"[\"”»*_]*(?:\s*\([^()]{1,60}\)|,?\s(?:by|from|with)\s[^,;.\"“]{3,50}?)?\s*"
    r"(?:,|;|&|,?\s(?:and|und|et|y|e|as well as|or))\s*(?:the\s|also\s)?"
)
"""Between two titles in a row: "“Old Moss” (Ada Lovelace), and “New Walls”"."""


MOST_BEFORE = 120
"""Characters before a title in which a word can say that it is one."""

_NAME = rf"(?:the\s(?=[A-Z]))?{CAPITAL}(?:[\w’'-]*\w|\.)?(?:\s\([^()]{{1,60}}\))?"
_NAMES = re.compile(
    rf"{_NAME}(?:(?:,\s|\s?[&/]\s?|\s)(?:(?:and|und|et|y|e|en|og|och|i|и|та|și|és|και|ja|con|van|von|de|der|den|da|di|do|dos|del|la|el|le|du|ter|zu|from|of|at)\s){{0,2}}{_NAME})*"
)
_BY = re.compile(
    rf"[\s*_,(]*(?:(?:(?:{COPULA}|[–—-])\s)?(?:{GIVEN.pattern})\s)?(?:{BY_WHOM}\s+(?:one of [^,.;()]{{3,40}},\s|(?:der|die|the|a|o|τη|την|τον|το|lui|{COURTESY})\s)?|d['’])(?=[^\W\d_a-zß-öø-ÿ])|"
    rf",?\s(?:qui|que|che|die|der|som|któr[ayą]|kter[ýáou]+|котор\w+|яку|який)\s(?:\w+\s)?(?:{SPOKE.pattern})\s(?=[^\W\d_a-zß-öø-ÿ])",
)


def _with_names(inner: str) -> Titled | None:
    """The title and the people of words set off that hold both: "Life of a Packet by Ada Lovelace"."""
    if " by " not in inner or len(inner) > LONGEST:
        return None
    titled = read_title(inner)
    full = titled.speakers and all(" " in name for name in titled.speakers)
    return titled if titled.rule == "by" and full and _titlelike(titled.title, LEAST_QUOTED) else None


LONGEST = 260
"""Characters of the longest title with the names of its people."""


def sets_off_by(sentence: Rich) -> bool:
    """It sets words off beside somebody, or words in which somebody stands behind "by"."""
    marks = sentence.marks
    by = bool(marks) and "by" in sentence.words
    return (bool(marks) and bool(sentence.named)) or (
        by and any(" by " in sentence.text[mark.start : mark.end] for mark in marks)
    )


def _near(sentence: Sentence, start: int, end: int) -> bool:
    """A word for a talk, a person or a recording stands beside words in quotation marks or emphasised."""
    text = sentence.text
    before, after = text[max(0, start - 60) : start], text[end : end + 60]
    elsewhere = _ELSEWHERE.search(before) is not None
    if (TALK.search(before) and not elsewhere) or TALK.match(after.lstrip(" ,()*_")):
        return True
    if any(
        a <= end + 12 and b >= start and leads_to_talk(link.url, link.text)
        for a, b, link in sentence.note.rich.links
        if a >= start
    ):
        return True
    if (
        ATTENDED.search(text[max(0, start - 14) : start])
        or WENT_TO.search(before)
        or _TITLED_BEHIND.match(after)
        or _PAPERS_OF.search(before)
        or _APPOSED.match(after)
        or _DURING.search(before)
        or (_ONE_OF.search(before) and TALK.search(sentence.note.part.head.text))
        or (_HAVE_I.search(before) and _SEEN.match(text, end))
        or _UP_NEXT.search(before)
        or _WAS_TALK.match(after)
        or (start <= 1 and WAS_GOOD.match(after) and text.count(" ", start, end) >= LEAST_CAPITALS)
        or _owned(sentence, start, after)
    ):
        return True
    if _TOPIC_END.search(before):
        return True
    if _is_theirs(sentence, start) or ((sentence.names or _I_GAVE.search(before)) and TITLED.search(before)):
        return True
    if any(
        name.start == 0 and _PARTED_FROM.fullmatch(text, name.end, start) for name in sentence.names
    ) and _SAID_WHOLE.match(text, end):
        return True
    return _is_subject(sentence, start) or any(
        name.end <= start and SPOKE.search(text[name.end : start])
        for name in sentence.names[:1]
        if any(a >= start and b <= end for a, b, link in sentence.note.rich.links if not is_profile(link.url))
    )


def _is_subject(sentence: Sentence, start: int) -> bool:
    """What somebody named before it spoke of: "Ada, who talked about “Old Moss”", "Ada's turn on “Old Moss”"."""
    text = sentence.text
    before = [name for name in sentence.names if name.end <= start]
    if not before:
        return False
    between = text[before[-1].end : start]
    if _NEXT_WITH.fullmatch(between) or _AND_THEIR.fullmatch(between):
        return True
    if _TOLD_WITH.fullmatch(between) and THEN.search(text[:start]):
        return True
    if text[start] not in OPENING_MARKS:
        return False
    if not between.lstrip(" ,").startswith("who ") and _WITH_WHOM.search(text[: before[-1].start]):
        return False
    if _ABOUT_IT.fullmatch(between) or (len(between) < MOST_BEFORE and _SPOKE_OF.search(between)):
        return True
    spoken = sentence.told or SPOKE_END.search(text[max(0, before[-1].start - 40) : before[-1].start])
    if spoken and _ON_ALONE.fullmatch(between):
        return True
    return not between.strip(" *_") and bool(sentence.told or SPOKE.search(text[: before[-1].start]))


_ELSEWHERE = re.compile(
    r"\b(?:các|những|nhiều)\s(?:bài|phần|phiên|buổi)\s[^.;:]{0,50}$|"
    r"\b(?:in|at|to|into|near|inside|by|via|using|mentioned|introduced|said|used|quoted|read|wrote|recommended|sponsored by|for|"
    r"terms?|phrases?|words?|concepts?)\s(?:(?:the|a|an|our|their|his|her)\s)?[*_]*$",
    re.IGNORECASE,
)
"""What is named behind such words is no talk for a word for one that stands farther before."""

WENT_TO = re.compile(
    r"\b(?:war(?:en)? (?:ich|wir)(?: \w+)? (?:bei|in)|(?:ich|wir) waren? (?:bei|in)|fui(?:mos)? a|estuv\w+ en|andat[oa] a|ik (?:ging|was) (?:naar|bij)|j['’]étais à|suis allée? (?:à|voir)|gikk på|gick på|byłem na|byłam na|сходил[аи]? на)\s+(?=[\"“„«*_]|$)",
    re.IGNORECASE,
)
"""Right before a title: what somebody went to, where no other word says that it was a talk."""
_ONE_OF = re.compile(rf"(?:{THE_ONE_OF}|\b(?:la|el|a|o|celle|celui|quell[oa])\s)[*_]*$", re.IGNORECASE)
"""As in: como a de “Musgo Velho”."""
_HAVE_I = re.compile(
    r"\b(?:(?:habe?|haben|hatten?)\s(?:ich|wir)|(?:ich|wir)\s(?:habe|haben)|heb\s(?:ik)|ik\sheb|hebben\s(?:we|wij)|(?:we|wij)\shebben)\s(?:(?:mir|uns|noch|auch|dann|zuerst|ook|nog|toen)\s){0,3}[*_]*$",
    re.IGNORECASE,
)
_SEEN = re.compile(
    r"[\"”“»’*_]*(?!\sim\sKino)[^.;:!?\"“„«]{0,60}?\s(?:angesehen|angeschaut|angehört|besucht|gehört|gesehen|bezocht|bijgewoond|gezien|gevolgd)(?=[.,;!?]|$|\s(?:und|en)\s)"
)
"""As in: danach habe ich mir „Altes Moos“ angesehen."""
_PAPERS_OF = re.compile(
    r"\b(?:slides?|video|recording|folien|aufzeichnung|diapos?|diapositivas|slajdy|слайды)\s(?:for|of|from|to|zu|von|vom|de|del|di|da|do)\s[*_]*$",
    re.IGNORECASE,
)
# "“Kablosuz Işık” başlıklı sunum", "„Régi moha” című előadás"
_TITLED_BEHIND = re.compile(
    rf"[\"”»’*_]*\s(?:(?:başlıklı|adlı|isimli|konulu|című|niminen)\s(?:[^\W\d_]+\s){{0,3}}?)?(?:{in_languages('talk', ('tr', 'hu', 'fi'))})|[\"”»’*_]*\s(?:başlıklı|konulu|című|niminen)\b",
    re.IGNORECASE,
)
# "with the topic “Old Moss”", "với chủ đề “…”"
_TOPIC_END = re.compile(
    rf"\b(?:topic|subject|chủ đề|thema|thème|tema|тем[аоу]й?|temat\w*|titre|título|titolo|titel|tytuł|название|title|aiheesta|aiheena|θέμα|topik)(?:\s(?:of|{COPULA}|:))?\s*[*_]*$",
    re.IGNORECASE,
)
# "“Old Moss”, a talk about …"
_APPOSED = re.compile(
    rf"[\"”»*_]*,\s(?:(?:an?|the|ein\w*|une?|un[ao]?|il|el|la|le|der|die)\s)?(?:[\w-]+\s){{0,2}}?(?:{TALK.pattern})(?<!s)\s(?:about|on|of|by|from|über|von|zu|sur|de|sobre|di|su|over|van)\b",
    re.IGNORECASE,
)
# "Next up was “Old Moss”", "the afternoon began with “Old Moss”", "I caught the tail end of “Old Moss”"
_UP_NEXT = re.compile(
    r"\b(?:(?:first|next|then|last|second|third|finally|also) (?:one )?up(?: next)? (?:was|is|came)|up next (?:was|is)|next (?:was|came)|followed by|(?:moved|moving|went) on to|"
    r"(?:morning|afternoon|evening|day|conference) (?:began|started|ended|opened|closed|continued|finished|kicked off) with|"
    r"(?:caught|catch|catching|saw|see|seen|missed) (?:most|some|half|the (?:tail |last |first |second )?(?:end|beginning|start|half|part|rest|minutes)) of)\s+(?:the )?[*_]*$",
    re.IGNORECASE,
)
# "“Old Moss” was the highlight of the day", "“Old Moss” was a talk by Ada Lovelace"
_WAS_TALK = re.compile(
    rf"[\"”»«’*_]*\s(?:(?:That|This|It)\s)?(?:was|is)\s(?:(?:also|definitely|probably|easily|certainly|by far|perhaps|maybe)\s)*(?:(?:one of )?(?:the|my|our)\s(?:[\w-]+\s){{0,2}}?(?:highlights?|favou?rites?|best)\b|(?:an?|the|another)\s(?:[\w-]+\s){{0,3}}?(?:{TALK.pattern})\b)",
    re.IGNORECASE,
)
# A sentence that begins with a title tells how it was: "“Old Moss on New Roofs” was packed".
WAS_GOOD = re.compile(
    r"[\"”»«’*_]*\s(?:was|were)\s(?:(?:also|much|very|really|quite|so|pretty|rather|extremely|a bit|especially|particularly) )*(?:more |less )?"
    r"(?:interesting|packed|great|good|excellent|fantastic|brilliant|fun|funny|amazing|awesome|insightful|entertaining|disappointing|boring|inspiring|fascinating|useful|informative|hilarious|shallow|well attended)\b"
)
_DURING = re.compile(r"\bduring\s+[*_]*$", re.IGNORECASE)
OPENING_MARKS = '“"«»”„「『《‘'
_WITH_WHOM = re.compile(r"\b(?:with|to|met)\s(?:[A-Z][\w’'-]+\s){0,3}(?:and\s)?$")
_ABOUT_IT = re.compile(r"['’]s?\s(?:[\w-]+\s){1,3}(?:about|on|called|titled|über|zu)\s*")
SPOKE_END = re.compile(rf"(?:{SPOKE.pattern})\s$", re.IGNORECASE)
_ON_ALONE = re.compile(r"\s(?:about|on|über|zu|sur|sobre|su|over|om|o|о|об)\s")
"""As in: Ada Lovelace spoke about “Old Moss” and Grace Hopper about “New Walls”."""
_NEXT_WITH = re.compile(
    r"(?:\s\([^()]{1,60}\))?(?:\s(?:of|from|at|von)\s[A-Z][\w&.]*(?:\s[A-Z][\w&.]*){0,2})?,?\s(?:with|mit|avec|con|com|met|med|z|с|со|ile)\s(?:(?:his|her|their|the)\s)?[*_]*"
)
"""As in: next came Ada Lovelace (of Acme) with “Old Moss”."""
_AND_THEIR = re.compile(
    r"(?:,\s[^,.;:!?\"“„«]{3,60})?\s?[:,]\s(?:il suo|la sua|su|son|sa|sein\w?|ihr\w?|zijn|haar|seu|sua|o seu|a sua|his|her|their)\s[*_]*",
    re.IGNORECASE,
)
"""As in: poi Ada Lovelace, direttamente da Acme: il suo “Old Moss”."""
_TOLD_WITH = re.compile(
    rf"(?:\s(?!{SAID.pattern})[^\W\d_]+){{0,6}}?\s(?:with|mit|avec|par|con|com|met|med|z|ze|с|со|cu|και|und|and|et|y|e|en|i|и)\s(?:(?!{WRITINGS.pattern})[^\W\d_]+\s){{0,3}}[\"“„«»”*_\s]*",
    re.IGNORECASE,
)
"""As in: the day went on with Ada Lovelace and her talk “Old Moss”; Ada closed the day with “New Walls”."""
_SPOKE_OF = re.compile(
    rf"(?:{SPOKE.pattern})\s(?:(?!me\b|him\b|her\b|them\b)[\w-]+\s){{0,6}}?(?:about|on|of|to|into|über|zu|sur|sobre|su|over|om|о|o)\s*$",
    re.IGNORECASE,
)


def _alone(sentence: Sentence, start: int, end: int, inner: str) -> bool:
    """A word or two in quotation marks called a talk, or what somebody spoke of: "her session “Moss”"."""
    emphasised = " " in inner and end - start == len(inner)
    if not inner[:1].isupper() or not (sentence.text[start] in OPENING_MARKS or emphasised):
        return _is_linked_work(sentence, start)
    if " " in inner and (_SAID_WHOLE.match(sentence.text, end) or TALK.search(sentence.text[:start])):
        before = _SAYS_BEFORE.search(sentence.text, max(0, start - 3), start)
        if before and any(name.end == before.start() for name in sentence.names):
            return True
    return (
        _is_subject(sentence, start)
        or (" " in inner and (_is_by(sentence, end) or _TITLED_BEHIND.match(sentence.text, end) is not None))
        or _CALLED.search(sentence.text[max(0, start - MOST_BEFORE) : start]) is not None
    )


# "Ada Lovelace: „Altes Moos“.", "Ada Lovelace – „Altes Moos“": nothing is said behind it.
_SAYS_BEFORE = re.compile(r"\s?[:：,–—-]\s[\"“„«*_]*$")
_PARTED_FROM = re.compile(r"\s?[,–—-]\s[\"“„«*_]*")
_SAID_WHOLE = re.compile(r"[\"”“»«*_\s]*[.!]?$")


def _is_by(sentence: Sentence, end: int) -> bool:
    """Somebody by full name stands behind "by" right behind what is quoted, or in the genitive: «Старый мох» Анны Ивановой."""
    by = _BY.match(sentence.text, end) or _RIGHT_BEHIND.match(sentence.text, end)
    return by is not None and any(name.start == by.end() and " " in name.name for name in sentence.names)


_CALLED = re.compile(
    rf"(?:{TALK.pattern})(?<!s)(?:\s(?:by|from|of|von|de|del|di|da|do|van|av|af|fra|från|от)\s[^,;:.!?]{{3,40}}|(?:\s{CAPITAL}[\w’-]+){{2}})?(?:\s(?:sitt|sin|sina|sine|hans|hennes|aiheesta|aiheena|nimeltä))?(?:,?\s|\s?[:：]\s)(?:(?:called|titled|entitled|{COPULA}|[–—-]|namens|mit dem Titel|intitulée?|titulad[oa]|intitulad[oa]|intitolat[oa]|getiteld|с темой|на тему|под названием|pod tytułem|pt\.|s názvem|med titeln?|med tittelen|címmel|cu titlul|με τίτλο)\s)?$",
    re.IGNORECASE,
)


def _beside(sentence: Sentence, start: int, end: int) -> bool:
    """What stands right before words in code or linked makes them a title."""
    text = sentence.text
    kind = TALK.match(text, end + 1)
    its_kind = kind and text[max(0, start - 4) : start].lower() == "the " and not kind.group().endswith("s")
    evident = its_kind or _UP_NEXT.search(text[max(0, start - 60) : start])
    if evident and _capitals(text[start:end]) >= LEAST_CAPITALS:
        return True
    if _IN_FRONT.fullmatch(text, 0, start) and _SPOKE_NEXT.match(text, end) and _capitals(text[start:end]):
        return len(text[start:end].split()) > LEAST_CAPITALS
    return _close(sentence, start, text[start:end]) or _is_linked_work(sentence, start)


_IN_FRONT = re.compile(
    r"(?:In|Im|Dans|En|Em|Na|No|Nel|Nella|I|W|We|V|Ve|В|Во|У|Mit|Avec|Con|Com|With|Med)\s[*_]*"
)
_SPOKE_NEXT = re.compile(rf"[*_]*,?\s(?:{SPOKE.pattern})\s", re.IGNORECASE)
"""As in: I [Gammel mose på vegger](…) snakket Ada om hvorfor …"""


def _is_linked_work(sentence: Sentence, start: int) -> bool:
    """Somebody's, linked where talks were seen: "the best talk was Ada Lovelace's [Moss](…)"."""
    text = sentence.text
    if not any(at == start and text[at].isupper() for at, *_ in sentence.note.rich.links):
        return False
    seen = TALK.search(text[:start]) or ATTENDED.search(text[:start]) or BEST.search(text[:start])
    told = seen or any(at == start and _DEALT.match(text, end) for at, end, _ in sentence.note.rich.links)
    return bool(told) and _is_theirs(sentence, start)


# What a talk did: "Ada Lovelace's [Old Moss](…) covered three roofs".
_DEALT = re.compile(
    r"[\"”*_]*\s(?:covered|was (?:about|on|all about)|explored|discussed|looked at|focus?sed on|dealt with|explained|"
    r"showed|walked|demonstrated|described|argued|examined|introduced|presented|talked)\s"
)


def _close(sentence: Sentence, start: int, inner: str) -> bool:
    """The word for one talk stands right before words in code or linked: "the talk was `Old Moss on New Walls`"."""
    before = sentence.text[max(0, start - MOST_BEFORE) : start]
    return _capitals(inner) >= LEAST_CAPITALS and _CLOSE.search(before) is not None


_CLOSE = re.compile(
    rf"(?:{TALK.pattern})(?<!s)(?:(?:,|\s(?:{COPULA}|[–—-]|called|titled|entitled|named|on|about))?\s*$|(?:\s[^.;:!?()]{{0,60}})?\s?[–—:-]\s*$)",
    re.IGNORECASE,
)


def _is_somebody(text: str) -> bool:
    """A name set off for its own sake: "**Ada Lovelace’s** [drawings](…)"."""
    if speakers.by_of(text) and speakers.people(text):
        return True
    name = _GENITIVE.sub("", text)
    if speakers.likeness(name) >= (2 if name == text else 1):
        return True
    several = _AND.split(text)
    likely = [speakers.likeness(one) for one in several]
    return (
        len(several) > 1
        and all(" " in one for one in several)
        and min(likely) >= 1
        and max(likely) == speakers.KNOWN
    )


_AND = re.compile(r"\s(?:and|und|et|y|e|en|och|og|i|&)\s")


_GENITIVE = re.compile(r"['’]s?$")


def _owned(sentence: Sentence, start: int, after: str) -> bool:
    """What the person owns whose profile is linked, the sentence ends with: "@ada's "packets in depth"."."""
    owner = POSSESSIVE_END.search(sentence.text[:start])
    if owner is None or re.match(r"\s*[\w(]", after):
        return False
    at = owner.start()
    return any(a < at <= b for a, b in profiles(sentence))


def profiles(sentence: Sentence) -> list[tuple[int, int]]:
    """Where the sentence links the pages of people, from and to."""
    return [(start, end) for start, end, link in sentence.note.rich.links if is_profile(link.url)]


def _is_theirs(sentence: Sentence, start: int) -> bool:
    """Somebody stands in the genitive before it, and it is no book of theirs: "Ada Lovelace's “Old Moss”"."""
    before = sentence.text[:start]
    owner = POSSESSIVE_END.search(before)
    if owner is None or not any(name.end == owner.start() for name in sentence.names):
        return False
    return OTHER_WORK.search(sentence.text) is None and _READ.search(before) is None


_I_GAVE = re.compile(r"\b(?:I|we) (?:presented|gave)\b", re.IGNORECASE)
_READ = re.compile(r"\b(?:re)?read(?:ing)?\b", re.IGNORECASE)


LEAST_QUOTED = 6
"""Ideographs from which quoted words are a title ..."""

LEAST_OF_TITLE = 3
"""... and where the marks are those of titles."""


def _titlelike(text: str, least: int) -> bool:
    """Two words or more, not a whole sentence said by somebody."""
    if text.startswith(("(", "[")):
        return False
    words = text.split()
    cjk = len(UNSPACED.findall(text))
    if cjk >= least:
        return len(text) <= 60
    capital = sum(word[0].isupper() for word in words)
    return 2 <= len(words) <= 22 and (capital >= 2 or (len(words) >= 3 and not words[0][0].islower()))
