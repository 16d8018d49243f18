# ruff: noqa: E501
"""Talks told of as occasions: by the word for a session and what it was on, not by a title or a person."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.parsing.talks.clauses import NO_SUBJECT, behind_its_kind, clause_end, until_next, without_article
from bot.parsing.talks.phrases import (
    ABOUT,
    ATTENDED,
    FROM,
    LIGHTNING,
    OF,
    SEVERAL,
    TELLING_OF,
    THERE_WERE,
    TOOK_PLACE,
    WHEN,
    sessions_in,
)
from bot.parsing.talks.told import Sentence, Told
from bot.parsing.talks.whose import ARTICLES, PRAISING, TELLING, TITLE_RUN, is_told_apart
from bot.parsing.titles import read_title
from bot.parsing.vocabulary import SPOKE, TALK, WEEKDAY, names_kind


def about(sentence: Sentence) -> Iterator[Told]:
    """As in "a presentation about lending disks", "the talk from Acme on packets", "a session lending disks to all"."""
    text = sentence.text
    for match in sessions_in(text):
        if _MUCH_TALK.search(match.group()) or _NOT_HELD.search(
            text[max(0, match.start() - 60) : match.end()]
        ):
            continue
        begin, from_some = _subject_of(text, match)
        if begin < 0:
            continue
        end = until_next(sentence, begin)
        brought = (name.start for name in sentence.names if begin < name.start < end)
        end = next((by.start() for at in brought if (by := FROM.search(text[:at]))), end)
        title = without_article(text[begin:end])
        held = from_some or _was_held(text, match.end()) or _WENT_ON.match(text, end) is not None
        if (
            held
            or re.search(r"[A-Z]\w", title)
            or len(title.split()) >= 3
            or (end < len(text) and sentence.names)
        ):
            nearer = _NEARER_ARTICLE.match(text, match.start(), match.end())
            told = Told(
                title, nearer.end() if nearer else match.start(), end, "about", _who_ran_it(sentence, end)
            )
            named = not _TO_TALK.search(text, 0, match.end())
            if (
                named
                and (from_some or _weight(title) <= FEW_WORDS)
                and _BY_PREPOSITION.match(text, match.end())
            ):
                told.called = text[_kind_start(text, match) : end]
            yield told


def _who_ran_it(sentence: Sentence, end: int) -> list[str]:
    """Who gave what ends there, as a clause says in German or Dutch: "der Workshop zu Moos, den Ada leitete"."""
    text = sentence.text
    return [
        name.name
        for name in sentence.names
        if _WHICH.fullmatch(text, end, name.start) and _RAN.match(text, name.end)
    ]


_WHICH = re.compile(r",\s(?:den|die|das|dat)\s")
_RAN = re.compile(r"\s(?:leitete|hielt|gab|anbot|moderierte|gaf|hield|leidde|verzorgde)\b")

# "took the stage to talk about moss"
_TO_TALK = re.compile(r"\bto talk$")
# "opened the day with a talk": the article of the talk is the last.
_NEARER_ARTICLE = re.compile(r".*\s(?=(?:an?|the|une?|un[ao]|la|le|el|ein\w*|het|een|il|lo|uma)\s)")


def _weight(title: str) -> int:
    """How many words of it are more than joints."""
    return sum(len(word) > LONGEST_JOINT or word[0].isupper() for word in title.split())


LONGEST_JOINT = 3
FEW_WORDS = 2
"""Words of a subject up to which a talk of nobody is called by its kind as well: "session on moss"."""


def _subject_of(text: str, match: re.Match[str]) -> tuple[int, bool]:
    """Where the subject of a session begins, -1 where none is named, and whether some company stands before it."""
    at, some = match.end(), _FROM_SOME.match(text, match.end())
    if who := _FROM_ONE_WHO.match(text, at):
        return behind_its_kind(text, who.end()), False
    if some:
        at = some.end()
    elif seen := _I_SAW.match(text, at):
        was = _WAS.match(text, seen.end())
        at = was.end() if was else at
    elif is_told_apart(match.group()) and (was := _WAS.match(text, at)):
        at = was.end()  # "the next talk was about …", not "the talk was about …"
    topic = ABOUT.match(text, at)
    if topic is None and ATTENDED.search(text[: match.start() + 30]):
        of = OF.match(text, match.end())
        topic = (
            of
            if of and (text[of.end() :][:1].isupper() or " " in text[of.end() : clause_end(text, of.end())])
            else None
        )
    if topic is not None:
        begin = topic.end()
    elif some is None and _DOING.match(text, at) and _was_held(text, at):
        tells = TELLING_OF.match(text, at)
        begin = tells.end() if tells else at + 1
    else:
        return -1, False
    nothing = WHEN.match(text, begin) or NO_SUBJECT.match(text, begin)
    return (-1, False) if nothing else (begin, some is not None)


_BY_PREPOSITION = re.compile(
    r"(?:\s(?:from|by|von|vom|de|da|do|del|di|van|du|par|por|od|av)\s[^.,;]*?)?\s(?:about|on|over|around|regarding|of|in|applying|über|zu|zum|zur|sur|sobre|acerca|su|sul|sulla|om|o|об|о|про|na|по|z|sulle|sugli|despre|για|về|tentang|de|del|von|(?!ging\b)[a-z]+ing)\s(?![\"“„«'‘])"
)


_WAS = re.compile(
    r"(?:\sof the (?:day|morning|afternoon|evening|conference|track)|\s(?:for|to) me|\sby far)?(?:\s(?:infatti|invece|también|também|également|ensuite|anche))?\s(?:was|is|war|ist|était|est|fue|era|foi|è stat[oa]|была?|był[ao]?|var)(?=\s)"
)
# "the talk I went to was about …", "the last session that we attended was on …"
_I_SAW = re.compile(r"\s(?:that |which )?(?:I|we)\s(?:[a-z]+\s){0,2}?[a-z]+(?=\s(?:was|is)\s)")
_FROM_SOME = re.compile(
    r"\s(?:from|by|von|vom|de|da|do|del|di|van|du|par|por|od|av)\s(?:the\s)?[A-Z][\w.&-]*(?:\s[A-Z][\w.&-]*){0,3}(?:\s(?:team|folks|people|guys|engineers))?(?=\s[a-zß-ÿ])"
)
_FROM_ONE_WHO = re.compile(
    rf"(?:\swas|\sis)?\s(?:from|by)\s(?:an?|two|three|some|one of)\s[^,.;:()]{{3,60}}?\s(?:who|which|that)\s(?:\w+\s){{0,2}}?(?:{SPOKE.pattern}|work(?:s|ed|ing) on|built|wrote|created|develop(?:s|ed)|maintains?)\s(?:(?:about|on|of|us)\s)?",
    re.IGNORECASE,
)
"""As in: a talk from a teacher who spoke about …"""
# "a talk applying chess to reviews"
_DOING = re.compile(
    r"\s(?!(?:during|including|using|following|regarding|being|starting|beginning|lasting|running|happening|going|coming|taking|giving|given|having|featuring|covering)\b)[a-z]{3,}ing\s(?!in\b|at\b|by\b)"
)
_MUCH_TALK = re.compile(r"\b(?:lots?|bit|deal|kind|sort|much) of\b", re.IGNORECASE)
_NOT_HELD = re.compile(
    r"\b(?:if you|never|would|wants? to|wanted to|submit\w*|propos\w+|rejected|hop(?:e|ing) to|plan(?:ning)? to|next year)\b",
    re.IGNORECASE,
)


def _was_held(text: str, end: int) -> bool:
    """What stands before says that somebody saw it, gave it, or that it came next."""
    before = text[:end]
    return ATTENDED.search(before) is not None or TOOK_PLACE.search(before) is not None


def _kind_start(text: str, match: re.Match[str]) -> int:
    """Where the word for the session begins, with what tells it from others: "lightning talk"."""
    at = match.start("noun") if match["noun"] else match.start()
    before = _TELLING_END.search(text, match.start(), at)
    return before.start() if before else at


_TELLING_END = re.compile(
    r"(?<!\w)(?:lightning|ignite|flash|panel|keynote|fireside|poster|crash)\s+$", re.IGNORECASE
)


def several(sentence: Sentence) -> Iterator[Told]:
    """As in "sessions around packets in space, packets at sea and using packets as well as eating them"."""
    text = sentence.text
    for match in SEVERAL.finditer(text):
        if counted := _COUNTED.search(text, max(0, match.start() - 30), match.start()):
            end = clause_end(text, match.end())
            if _was_held(text, counted.start()) and text[match.end() : match.end() + 1].isupper():
                yield Told(text[counted.start() : end], counted.start(), end, "several")
                continue
        if not THERE_WERE.search(text[: match.start()]) or _OF_ANY_KIND.match(text, match.end()):
            continue
        stop = re.search(
            r"[.;:!?](?:\s|$)|\s(?:which|that|but|where|because|dont|mais|qui|pero|aber|ma)[\s,]",
            text[match.end() :],
        )
        end = match.end() + (stop.start() if stop else len(text) - match.end())
        at = match.end()
        for piece in re.split(
            r"(,\s+(?:and\s+|und\s+|et\s+|y\s+)?|\s+as well as\s+|\s+sowie\s+|\s+ainsi que\s+|\s+así como\s+)",
            text[at:end],
        ):
            if len(piece.split()) >= 4 and not piece.strip().startswith((",", "as well")):
                yield Told(piece, at, at + len(piece), "several")
            at += len(piece)


_COUNTED = re.compile(r"\b(?:two|three|four|five|both|a number of|a couple of|a few)\s$")
_OF_ANY_KIND = re.compile(r"(?:everything|all|anything|many|various|different|a variety)\b", re.IGNORECASE)


def lightning(sentence: Sentence) -> Iterator[Told]:
    """As in "there were some lightning talks"; not where a colon leads to them."""
    match = LIGHTNING.search(sentence.text)
    if (
        match
        and not sentence.text.endswith((":", "："))
        and re.search(
            r"\b(?:there were|we had|es gab|il y (?:a|avait)|hubo)\b",
            sentence.text[: match.start()],
            re.IGNORECASE,
        )
    ):
        yield Told(match.group(), match.start(), match.end(), "lightning")


def one_other(sentence: Sentence) -> Iterator[Told]:
    """As in "Both talks were full. One covered moss in cities, and the other discussed how ferns are grown"."""
    text = sentence.text
    match = _ONE_OTHER.search(text)
    if match is None or not TALK.search(sentence.note.part.head.text):
        return
    for group in ("one", "other"):
        title = match[group].strip(" ,;")
        end = clause_end(title, 0) if group == "other" and ". " in title else len(title)
        yield Told(without_article(title[:end]), match.start(group), match.start(group) + end, "one_other")


_DID = rf"\s(?:{SPOKE.pattern}|(?:was|were|is) (?:about|on)|looked at|dealt with|focus\w+ on|handelte von|portait sur|trataba de)(?:\s(?:about|on|über|sur|sobre|su))?\s"
_ONE_OTHER = re.compile(
    rf"(?:^|[,:;(]\s?)(?:the |der |die |la |le |el |il )?(?:one|first|eine[rs]?|erste|l['’]une?|première?|una|uno|primer[ao]|uma|primo|prima)(?:\s(?:of them|{TALK.pattern}))?{_DID}(?P<one>(?:[^.;:]|\.(?=\S)){{8,100}}?),?\s(?:and|while|und|et|y|e)\s"
    rf"(?:the other|the second|another|der andere|die andere|der zweite|l['’]autre|la otra|la segunda|el otro|a outra|l['’]altr[ao])(?:\s(?:one|{TALK.pattern}))?{_DID}(?P<other>(?:[^.;:]|\.(?=\S)){{8,110}})",
    re.IGNORECASE,
)


def called(sentence: Sentence) -> Iterator[Told]:
    """As in "in her talk Growing Moss on Walls, Ada argued …": words in capitals right behind the kind of session."""
    text = sentence.text
    for match in sessions_in(text):
        run = TITLE_RUN.match(text, match.end() + 1) if text[match.end() : match.end() + 1] == " " else None
        if run is None or not (", " in run.group() or _CALLED_END.match(text, run.end())):
            continue
        titled = read_title(run.group().partition(", ")[0].rstrip(".,:;!"))
        words = titled.title.split()
        named = any(
            name.start < run.start() + len(titled.title) and name.end > run.start() for name in sentence.names
        )
        if named or len(words) < LEAST_CALLED or WEEKDAY.search(titled.title):
            continue
        if sum(word[0].isupper() for word in words) >= LEAST_CALLED:
            end = run.start() + len(titled.title)
            yield Told(titled.title, match.start(), end, "called", list(titled.speakers))


def of_one_word(sentence: Sentence) -> Iterator[Told]:
    """As in "une session DevOps", "el taller Docker": where the word in capitals stands behind the kind of session."""
    text = sentence.text
    for match in _ROMANCE.finditer(text):
        if _was_held(text, match.start()) and not any(
            name.start == match.start("word") for name in sentence.names
        ):
            yield Told(f"{match['kind']} {match['word']}", match.start(), match.end(), "of_one_word")


_ROMANCE = re.compile(
    r"\b(?:une?|l[ae]|el|un[ao]|il|uma?|[ao])\s(?P<kind>session|atelier|talk|keynote|présentation|charla|taller|ponencia|sesión|palestra|oficina|sessão|workshop|sessione|presentazione)\s(?P<word>[A-Z][\w.+#-]+)(?=[.,;!?]|$)"
)

LEAST_CALLED = 2


def called_by(sentence: Sentence) -> Iterator[Told]:
    """As in "la session Mousse pour tous ? par Ada", "the talk Growing moss in caves by Ada": from the kind to "by"."""
    text = sentence.text
    for name in sentence.names:
        by = _BY_END.search(text, max(0, name.start - 8), name.start)
        if by is None:
            continue
        near = range(max(0, name.start - LONGEST_CALLED), by.start() + 1)
        kinds = [kind for kind in sessions_in(text) if kind.start() in near and kind.end() in near]
        kind = kinds[-1] if kinds else None
        if kind is None:
            continue
        title = text[kind.end() : by.start()].strip(" :,")
        if title[:1].isupper() and len(title.split()) >= LEAST_CALLED and not _PARTED.search(title):
            yield Told(title, kind.start(), by.start(), "called", [name.name])


LONGEST_CALLED = 160
_BY_END = re.compile(r"\s(?:by|par|von|por|door|av|af|przez)\s$")
_PARTED = re.compile(r"[.;\"“„«]|,\s[a-z]|\s(?:was|is|given|held|presented|war|était|fue|foi)\b")
_CALLED_END = re.compile(r"\s*(?:[,.;:!()]|$|\s(?:was|is|by|from|with|and|in which|where)\b)")


def enumerated(sentence: Sentence) -> Iterator[Told]:
    """As in "I attended two workshops: Moss for Starters and Old Walls", all of them in capitals."""
    text = sentence.text
    for lead in _LEADING.finditer(text):
        if not (ATTENDED.search(text[: lead.end()]) or _THERE_WERE.search(text[: lead.end()])):
            continue
        stop = _LIST_END.search(text, lead.end())
        end = stop.start() if stop else len(text)
        at, items = lead.end(), []
        for piece in _BETWEEN.split(text[lead.end() : end]):
            start = text.index(piece, at)
            at = start + len(piece)
            items.append((start, _ASIDE.sub("", piece).strip(" *_")))
        runs = [TITLE_RUN.match(piece) for _, piece in items]
        whole = all(
            run and run.end() >= 0.9 * len(piece) for run, (_, piece) in zip(runs, items, strict=True)
        )
        wide = sum(" " in piece for _, piece in items)
        people = {name.name for name in sentence.names}
        if whole and wide >= max(LEAST_ITEMS, 0.6 * len(items)) and not any(p in people for _, p in items):
            yield from (Told(piece, start, start + len(piece), "enumerated") for start, piece in items)


LEAST_ITEMS = 2
"""Titles in capitals that make an enumeration."""

_LEADING = re.compile(
    r"\b(?:talks|sessions|presentations|workshops|tutorials|keynotes|panels)\b[^.:;!?]{0,60}?(?::|,? such as|,? like|,? including|,? namely|\sincluded?|\swere)\s+",
    re.IGNORECASE,
)
_THERE_WERE = re.compile(
    r"\b(?:there were|were|stood out|included|highlights?|favou?rites?|recommend)\b", re.IGNORECASE
)
_LIST_END = re.compile(r"[.;!?](?:\s|$)|\s(?:which|were|was)\s")
_BETWEEN = re.compile(r",\s+(?:and\s+|&\s+)?|\s+and\s+(?=[A-Z0-9])")
_ASIDE = re.compile(r"\s*\([^()]*\)")


def capitalised(sentence: Sentence) -> Iterator[Told]:
    """As in "the App Mesh workshop", "Monday Nights keynote", "I went to a Moss talk", "the Moss and Ferns keynotes"."""
    text = sentence.text
    if names_kind(sentence.section or ""):
        return
    for noun in _NOUNS.finditer(text):
        if _COMPOUND.match(text, noun.end()):
            continue
        match = _CAPITALS_BEFORE.search(text[max(0, noun.start() - 120) : noun.start()])
        if match is None:
            continue
        words = match.group(1).split()
        start = noun.start() - len(match.group(1))
        opens = start == 0 and _WENT_ON.match(text, noun.end())
        while words and (words[0].lower() in ARTICLES or (start == 0 and len(words) == 1 and not opens)):
            start = text.index(words[0], start) + len(words[0])
            words = words[1:]
        if all(WEEKDAY.fullmatch(word) for word in words) or re.match(
            r"\s*(?:\([A-Z]{3,}\)|:)|\s(?:and|&)\s(?:[A-Z][\w.-]*\s){1,5}\(", text[noun.end() :]
        ):
            continue
        if not _ALONE.fullmatch(noun.group()) and not (opens or _pointed_at(text, start, words, noun)):
            continue
        if not _EVENT.search(words[-1]) and "Q" not in words[0].split("&")[:1]:
            theirs = text[:start].rstrip().lower().endswith((" his", " her", " their"))
            plain = len(words) > (1 if theirs else LONG_NAME) and not _ALONE.match(noun.group())
            yield Told(" ".join(words if plain else (*words, noun.group())), start, noun.end(), "capitalised")


LONG_NAME = 2
"""Words in capitals from which they are a title without the word for the session."""


def _pointed_at(text: str, start: int, words: list[str], noun: re.Match[str]) -> bool:
    """An article stands before the words: it is this one talk; before several talks there are two subjects."""
    before = (text[:start].rstrip().rsplit(None, 1)[-1:] or [""])[0].lower()
    seen = before in ("a", "an", "another") and _was_held(text, start) and not _NOT_HELD.search(text[:start])
    if not (seen or before in _POINTING) or WEEKDAY.search(" ".join(words)):
        return False
    return not noun.group().lower().endswith("s") or ("and" in words and len(words) <= MOST_WORDS)


MOST_WORDS = 5
"""Words up to which those before "keynotes" name the subjects of two."""

_NOUNS = re.compile(
    r"\b(?:workshops?|keynotes?|tutorials?|panels?|bofs?|atelier|taller|plenary|fireside chat|birds of a feather|crash course|talk|session|presentation|lecture)\b",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"workshop|keynote|tutorial|panel|bof|atelier|taller|plenary|fireside chat|birds of a feather|crash course",
    re.IGNORECASE,
)
# "session rooms": the kind is but the beginning of another word.
_COMPOUND = re.compile(
    r"\s(?:rooms?|stores?|chairs?|tracks?|days?|pages?|catalog(?:ue)?|lists?|schedules?|proposals?|formats?|organi[sz]ers?|speakers?|participants?|attendees?|halls?|series|times?|slots?|notes|keys?|cookies?|id|data)\b"
)
_CAPITALS_BEFORE = re.compile(r"((?:\b[A-Z][\w.+’'-]*\s+)(?:(?:and\s+)?[A-Z][\w.+’'-]*\s+)*)$")
_POINTING = frozenset("the his her their".split())  # noqa: SIM905
_EVENT = re.compile(
    r"(?:Con|Conf)$|^(?:Day|Opening|Closing|Morning|Afternoon|Evening|TED|Keynote|Lightning|Poster|General|Breakout|First|Second|Third|Next|Last|Final|Another|One|Each|Every|Any|No|Great|Good|Nice|Best|My|His|Her|This|That)$"
)
# "Moss talk reminded us …"
_WENT_ON = re.compile(r"\s(?:was|seemed|felt|made|gave|had|were|showed|[a-z]{3,}ed)\s")


def another(sentence: Sentence) -> Iterator[Told]:
    """As in "Ada gave a talk on moss, followed by another on ferns": one more, of the same."""
    text = sentence.text
    for match in _ANOTHER.finditer(text):
        if TALK.search(text[: match.start()]) and _was_held(text, match.start()):
            end = clause_end(text, match.end())
            before = [one for one in sentence.told if one.end <= match.start()]
            title = without_article(text[match.end() : end])
            yield Told(title, match.start(), end, "another", before[-1].speakers[:] if before else [])


_ANOTHER = re.compile(
    r"\b(?:another|ein(?:er|en)? (?:weiterer|weiteren|andere[rn]?)|une? autre|otr[ao]|outr[ao]|un['’]?altr[ao]|(?:was|and|by|with) one)(?: one)? (?:on|about|über|zu|sur|sobre|su|over) ",
    re.IGNORECASE,
)


def small(sentence: Sentence) -> Iterator[Told]:
    """As in "I went to a sponsored knot workshop", "there was a moss crash course"."""
    text = sentence.text
    for match in _SMALL.finditer(text):
        words = match["words"].split()
        kept = [word for word in words if word.lower() not in PRAISING | TELLING]
        if not kept or not _NO_NAME.isdisjoint(words):
            continue
        if _was_held(text, match.start()) and not _NOT_HELD.search(text[: match.start()]):
            yield Told(match["words"] + match["kind"], match.start("words"), match.end(), "small")


_SMALL = re.compile(
    r"\b(?:an?|the|another)\s(?P<words>(?:[a-z][\w-]+\s){1,4}?)(?P<kind>workshop|tutorial|crash course|panel|bof)\b(?!\s(?:by|from|with|on|about|of|discussion|room|day|format|talk)\b)",
)
_NO_NAME = frozenset(
    "after before during in at on for from with by of to into my our your his her their its the this that hours hour minutes minute days day weeks week years year is was are were had has will it we they or as like than".split()  # noqa: SIM905
)
