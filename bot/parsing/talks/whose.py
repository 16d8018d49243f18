# ruff: noqa: E501
"""Talks told of by whose they are, or by the name of their subject before the kind of session."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.parsing import speakers
from bot.parsing.speakers import Mention
from bot.parsing.talks.clauses import NO_SUBJECT, topic_at, until_next, without_article
from bot.parsing.talks.phrases import ATTENDED, BEST, OTHER_WORK, POSSESSIVE, TOOK_PLACE
from bot.parsing.talks.told import Sentence, Told
from bot.parsing.vocabulary import WEEKDAY

_KIND = (
    r"(?:(?:lightning|ignite|keynote|panel|fireside) )?(?:talk|presentation|session|keynote|workshop|tutorial|panel(?: discussion)?|demo|"
    r"lecture|webinar|chat|birds of a feather|bof)"
)
KIND = re.compile(rf"\b(?:{_KIND})\b", re.IGNORECASE)
"""One session, in English, whose sentences the rules here take apart."""

TELLING = frozenset(
    "opening closing first second third fourth last final next other own lightning keynote invited introductory morning afternoon evening".split()  # noqa: SIM905
)
"""Words before the kind of session that tell it from others of the same person."""

PRAISING = frozenset(
    "really very great good nice interesting short long quick small big whole hands-on practical full-day half-day day-long hour-long two-hour three-hour full half day one-day two-day live brief excellent amazing awesome fantastic wonderful cool fun different new similar paid free single intense intensive deep super well-attended packed sold-out proper actual previous following interactive pre-conference online virtual physical favorite favourite best dedicated separate special most more of and in a the".split()  # noqa: SIM905
)
"""Words before the kind of session that say how it was, or how long, not what it was on."""

_UP_TO_KIND = re.compile(rf"(?P<before>(?:[\w’'&.+#/-]+,?\s+){{0,6}}?)(?P<kind>{_KIND})\b", re.IGNORECASE)
# "… talk was about packets", "… session covered packets"
WAS_ABOUT = re.compile(
    r"(?:\sof the (?:conference|day|morning|afternoon|event|track))?\s*,?\s(?:(?:which|that)\s)?(?:(?:was|is|were)\s)?(?:(?:all|mainly|mostly|really|entirely|again)\s)?"
    r"(?:about|on|focus(?:s?ed|ing) on|covered|covers|covering|dealt with|explored|explores|centered (?:on|around)|titled|entitled|called)\s+",
)
_JOINT_WORDS = r"(?:a|an|the|of|in|on|for|to|and|with|from|is|as|your|vs\.?|by|at|or|&|-|–|—)"
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ][\w’'.:&!?+/#-]*|\d[\w.]*"
_RUN = rf"(?:{_CAPITAL})(?:,?\s+(?:(?:{_JOINT_WORDS}\s+){{0,3}}(?:{_CAPITAL})))*"
TITLE_RUN = re.compile(_RUN)
"""Words in capitals, with small ones between them: "Growing Moss on the Moon"."""


NEAR = 60
"""Characters before a name in which stands what makes it the one of a talk."""


def title_run(text: str, start: int, end: int | None = None) -> str:
    """The words in capitals that begin at `start`, "" where they are too few for a title."""
    run = TITLE_RUN.match(text, start, len(text) if end is None else end)
    words = run.group().rstrip(".,:;!") if run else ""
    return words if sum(word[0].isupper() for word in words.split()) >= 2 else ""


def team(sentence: Sentence, last: Mention) -> list[str]:
    """Those joined to a name before it, and the name: "Ada, Bo and Cy gave …"."""
    found = [last]
    for other in reversed([name for name in sentence.names if name.end < last.start]):
        if not JOINED.fullmatch(sentence.text[other.end : found[0].start]):
            break
        found.insert(0, other)
    joined = speakers.joined(sentence.text, last.end)
    return [*(name.name for name in found), *joined]


JOINED = re.compile(
    r"(?:\s\([^()]{1,60}\))?\s*(?:,|&|,?\s(?:and|und|et|y|e|en|och|og|oraz|i|и|та|și|και|ja|és|và|dan|ve))\s+"
)


def owners(sentence: Sentence, last: Mention) -> list[str]:
    """Those whose the talk of the `last` of them is: not who stands behind "by", whose another talk is."""
    names = team(sentence, last)
    first = next((name for name in sentence.names if name.name == names[0]), last)
    return [last.name] if _BEHIND_BY.search(sentence.text[max(0, first.start - 12) : first.start]) else names


_BEHIND_BY = re.compile(r"(?:\b(?:by|from|with|of|von|par|por|de|di|da|van)|@)\s*@?$", re.IGNORECASE)


def owned(sentence: Sentence) -> Iterator[Told]:
    """As in "Ada's talk", "Ada Lovelace's Growing Moss session", "Ada's talk, Growing Moss, was good"."""
    text = sentence.text
    for name, end in _owners(sentence):
        genitive = _GENITIVE_OF.match(text, end)
        behind = genitive.end() if genitive else end
        if (about := _ON.match(text, behind)) and (
            KIND.search(text[: name.start]) or _SESSIONS.search(text[: name.start])
        ):
            last = until_next(sentence, about.end())
            yield Told(without_article(text[about.end() : last]), name.start, last, "named", [name.name])
            continue
        found = _UP_TO_KIND.match(text, behind)
        if found is None or re.match(r"\s*[\"“„«]", text[found.end() :]):
            continue
        if any(
            found.end() <= told.start <= found.end() + 6 and told.rule in _TITLED for told in sentence.told
        ):
            continue
        title, last = _title_of(sentence, name, found)
        if title:
            yield Told(title, name.start, last, "named", owners(sentence, name))


_TITLED = frozenset({"quoted", "in_code", "linked"})


def _title_of(sentence: Sentence, name: Mention, found: re.Match[str]) -> tuple[str, int]:
    """What the owned talk is called, and where the words that say so end."""
    text = sentence.text
    run = title_run(text, found.start("before"), found.end("before"))
    if run and run == found["before"].strip() and not _TOLD_APART.fullmatch(run):
        return run, found.end()
    if called := _CALLED.match(text, found.end()):
        run = title_run(text, called.end())
        last = called.end() + len(run)
        if run and _CALLED_END.match(text, last):
            return run, last
    if (begin := subject_behind(text, found.end())) >= 0:
        last = until_next(sentence, begin)
        if found["kind"].lower() != "keynote":
            return without_article(text[begin:last]), last
        kept = [word for word in found["before"].split() if word.strip(",").lower() in TELLING]
        return " ".join((_whose(text, name), *kept, found["kind"], "on", text[begin:last])), last
    kept = [word for word in found["before"].split() if word.strip(",").lower() not in PRAISING - TELLING]
    return " ".join((_whose(text, name), *kept, found["kind"])), found.end()


def subject_behind(text: str, end: int) -> int:
    """Where the subject begins behind a kind of session: "talk was about …", "talk on …", "presentation of …"; else -1."""
    about = WAS_ABOUT.match(text, end) or _OF.match(text, end)
    return about.end() if about and not NO_SUBJECT.match(text, about.end()) else topic_at(text, end)


def _whose(text: str, name: Mention) -> str:
    """The name with its genitive, as it is printed."""
    genitive = _GENITIVE_OF.match(text, name.end)
    return text[name.start : genitive.end() if genitive else name.end].rstrip()


_CALLED = re.compile(r"\s*[,:–—-]?\s+")
_CALLED_END = re.compile(r"\s*(?:[,.;:!(]|$|\s(?:was|is)\b)")
_OF = re.compile(r"\s(?:of|into)\s(?!the (?:day|week|morning|afternoon|evening|conference|year)\b)")
_ON = re.compile(r"(?:on|about)\s+")
_TOLD_APART = re.compile(rf"(?:{'|'.join(sorted(TELLING))}|\s)+", re.IGNORECASE)


def _owners(sentence: Sentence) -> Iterator[tuple[Mention, int]]:
    """Those with a genitive behind them: people, and names by one word before a kind of session ("DHH's keynote")."""
    text = sentence.text
    known = {name.end: name for name in sentence.names}
    for genitive in _GENITIVE.finditer(text):
        at = genitive.start("end")
        if (name := known.get(at)) is not None:
            yield name, at
        elif (alone := _ONE_WORD.search(text, max(0, at - NEAR), at)) and _KIND_NEXT.match(
            text, genitive.end()
        ):
            word = alone[1]
            if not WEEKDAY.fullmatch(word) and word.lower() not in _NO_OWNERS:
                yield Mention(alone.start(1), at, word), at


_GENITIVE = re.compile(r"(?<=\w)(?P<end>)['’]s?(?=\s)")
_GENITIVE_OF = re.compile(r"['’]s?\s+")
_ONE_WORD = re.compile(r"(?:^|[^\w\s]\s|\s[a-z]+\s)([A-Z][\w-]+)$")
_KIND_NEXT = re.compile(rf"\s+(?:[a-z-]+\s)?(?:{_KIND})\b", re.IGNORECASE)
_NO_OWNERS = frozenset(
    "it he she that this there here what who let today yesterday tomorrow tonight everyone everybody somebody someone nobody year conference day".split()  # noqa: SIM905
)


def owned_title(sentence: Sentence) -> Iterator[Told]:
    """As in "I missed Ada Lovelace's Introduction to Moss": whose capitals those are who went there know."""
    text = sentence.text
    owners = [name for name in sentence.names if POSSESSIVE.match(text[name.end : name.end + 3])]
    seen = (ATTENDED.search(text) or BEST.search(text)) if owners and not OTHER_WORK.search(text) else None
    for name in owners:
        genitive = POSSESSIVE.match(text[name.end :])
        if genitive is None or seen is None or name.start < seen.start():
            continue
        stop = next((other.start for other in sentence.names if other.start > name.end), len(text))
        title = title_run(text, name.end + genitive.end(), stop)
        title = re.sub(r"[\s,]+(?:and|&)?$", "", title)
        if len(title.split()) >= 2:
            yield Told(title, name.start, name.end + genitive.end() + len(title), "owned", [name.name])


def titled_by(sentence: Sentence) -> Iterator[Told]:
    """As in "two talks stood out: Growing Moss by Ada Lovelace, and Old Ants by Bo Ray"."""
    text = sentence.text
    signs = (KIND, ATTENDED, _SESSIONS, TOOK_PLACE)
    if not any(sign.search(text) for sign in signs) or OTHER_WORK.search(text):
        return
    left = 0
    for name in sentence.names:
        by = _BY.search(text, max(left, name.start - NEAR), name.start)
        if by is None:
            continue
        before = text[max(left, by.start() - 120) : by.start()]
        if title := _title_before(before):
            left = name.end
            yield Told(title, by.start() - len(title), by.start(), "titled_by", [name.name])


def _title_before(text: str) -> str:
    """The title with which words before "by" end: in capitals, or what somebody went to see; "" if none."""
    run = _RUN_BEFORE.search(text)
    title = run.group().strip() if run else ""
    if sum(word[0].isupper() for word in title.split()) >= 2 and not KIND.search(title):
        return title
    seen = _SEEN.search(text)
    return seen["title"] if seen and not KIND.search(seen["title"]) else ""


_SEEN = re.compile(
    r"\b(?:went to(?: see)?|attended|saw|watched|visited|joined|caught|sat in on|listened to|enjoyed)\s"
    r"(?P<title>[A-Z][\w’'-]*\s[^.,;:!?()\"“”]{3,90})$"
)
"""Right before "by" and who gave it: "I went to Growing moss on the moon"."""


def was_called(sentence: Sentence) -> Iterator[Told]:
    """As in "The best talk of the day for me was Growing Moss on Servers", whose capitals are no people's."""
    text = sentence.text
    for kind in KIND.finditer(text):
        was = _WAS.match(text, kind.end())
        run = TITLE_RUN.match(text, was.end()) if was else None
        if run is None or not _CALLED_END.match(text, run.end()):
            continue
        words = run.group().rstrip(".,:;!").split()
        capital = sum(word[0].isupper() for word in words)
        people = any(name.start < run.end() and name.end > run.start() for name in sentence.names)
        if WEEKDAY.search(run.group()):
            continue
        if len(words) >= LEAST_WORDS and capital >= LEAST_CAPITALS and not people:
            yield Told(" ".join(words), run.start(), run.end(), "titled_by")


LEAST_WORDS, LEAST_CAPITALS = 3, 2
"""Words, and words in capitals behind "the talk was" that are a title, not the name of a room."""

_WAS = re.compile(r"\b[^.,;:()\"“„«\n]{0,50}?\s(?:was|is)\s(?:(?:called|titled|entitled|named)\s)?")


def with_somebody(sentence: Sentence) -> Iterator[Told]:
    """As in "a Q&A with Ada Lovelace", "the fireside chat with Ada Lovelace": whose name is the title."""
    text = sentence.text
    for kind in _CONVERSATION.finditer(text):
        name = next((name for name in sentence.names if name.start == kind.end()), None)
        if name is not None and " " in name.name:
            title = text[kind.start() : name.end]
            yield Told(title[0].upper() + title[1:], kind.start(), name.end, "with_somebody", [name.name])


_CONVERSATION = re.compile(r"\b(?:Q ?& ?A|AMA|[Ff]ireside [Cc]hat)(?: [Ss]ession)? with ")


def in_a_row(sentence: Sentence) -> Iterator[Told]:
    """As in "I enjoyed Ada's talk, the tour of old ants with Bo Ray and the comparison of two ferns by Mo".

    Whose sentence speaks of sessions; "with" somebody only where somebody else brought another.
    """
    text = sentence.text
    if not (KIND.search(text) or _SESSIONS.search(text)) or OTHER_WORK.search(text):
        return
    found: list[tuple[Told, bool]] = []
    left = 0
    for name in sentence.names:
        joint = _BROUGHT.search(text, max(left, name.start - 12), name.start)
        start = max(left, joint.start() - MOST_BEFORE) if joint else 0
        said = _SOMETHING.search(text[start : joint.start()]) if joint else None
        left = name.end if joint else left
        if joint is None or said is None or KIND.search(said[1]):
            continue
        begin = start + said.start(1)
        one = Told(without_article(said[1]), begin, joint.start(), "in_a_row", [name.name])
        found.append((one, joint[1].lower() != "with"))
    row = len(found) + len(sentence.told) > 1
    yield from (one for one, by in found if by or row)


MOST_BEFORE = 110
"""Characters before "by" in which the words for what somebody brought begin."""

_BROUGHT = re.compile(r"\s(by|with|from)\s$", re.IGNORECASE)
_SOMETHING = re.compile(
    r"(?:^|[,:;]\s|\b(?:and|were|was|are|enjoyed|liked|loved|saw|attended|including)\s)"
    r"((?:the|an?|his|her|their)\s(?:[^\s,;:()]+\s){2,14}?[^\s,.;:()]+|(?:(?<=\)[,;]\s)|(?<=\),\sand\s)|(?<=\)\sand\s))[A-Z][\w.-]*(?:\s[\w.-]+){0,6})$"
)
_SESSIONS = re.compile(
    r"\b(?:talks|sessions|presentations|workshops|keynotes|highlights?|favou?rites?)\b", re.IGNORECASE
)
_BY = re.compile(r",?\s+by\s+(?:(?:Dr|Prof)\.?\s)?$")
_RUN_BEFORE = re.compile(rf"(?<!\w){_RUN}$")


_BEFORE_NAMES = "the a an my our this that his her their in at on from after before today's yesterday's while during and das die der le la el"
ARTICLES = frozenset(_BEFORE_NAMES.split())


def is_told_apart(session: str) -> bool:
    """More than "the talk": "the next talk", "Second talk", "the keynote"."""
    words = session.lower().split()
    one_of_few = words[-1] in ("keynote", "keynoten", "panel")
    return len(words) > LEAST_TOLD_APART or one_of_few or words[0] not in ARTICLES


LEAST_TOLD_APART = 2
