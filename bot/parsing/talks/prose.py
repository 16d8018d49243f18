# ruff: noqa: E501
"""Talks told in prose: sentences that say who presented what.

`RULES` are tried in order on each sentence; what one has found is not looked at again:

    keynote_of_day  "Keynote focussed on …" under "Day two"       -> Day two keynote
    quoted          a talk called “Life of a Packet”               -> Life of a Packet
    pointed         Life of a Packet -> [slides](…)                -> Life of a Packet
    link_alone      [Life of a Packet](a shortened address)         -> Life of a Packet
    linked          Ada's talk about [life of a packet](video)     -> life of a packet
    label_linked    Ada's [keynote](video)                         -> Ada's keynote
    named           the talk from Ada about packets was …          -> packets
    presented       Ada presented the packet tracer                -> the packet tracer
    about           a presentation about using volumes             -> using volumes
    capitalised     the App Mesh workshop                          -> App Mesh workshop
    several         sessions around packets in space, packets at sea
    lightning       there were lightning talks as well             -> lightning talks
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from bot.model import Event, Link
from bot.parsing import speakers
from bot.parsing.event import names_event
from bot.parsing.links import bare, is_collection, is_opaque, is_profile, kind_of, leads_to_talk
from bot.parsing.outline import HEADED, Part
from bot.parsing.passages import Note
from bot.parsing.speakers import Mention
from bot.parsing.talks.found import Found, fold, section_of
from bot.parsing.titles import looks_like_title, tidy
from bot.parsing.vocabulary import SPOKE, TALK, day_of, is_label

_STOP = re.compile(
    r"[.;:!?](?:\s|$)|,\s|\s[–—-]\s|\s\(|\n|。|，|"
    r"\s(?:was|were|is|are|has|had|which|who|that|where|when|whose|because|but|while|although|if|so|could|can|would|will|should|might|may|"
    r"ended|took|gave|covered|showed|made|looked|seemed|turned|started|talked|"
    r"war|waren|ist|sind|hat|hatte|wurde|wobei|der|die|das|qui|que|était|est|a|avait|portait|présentait|"
    r"fue|era|es|que|estuvo)\s",
)
_ABOUT = re.compile(
    r"\s*(?:,\s*)?(?:that was )?(?:about|on|around|regarding|covering|titled|entitled|called|named|über|zu|zum|zur|namens|mit dem titel|"
    r"sur|au sujet de|à propos d[eu']|intitulée?|sobre|acerca de|titulad[oa]|llamad[oa])\s+(?:the topic of |the subject of |how to |how )?",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\s*(?:,\s*)?(?:(?:that was |was )?(?:given|held|presented|delivered|conducted|run|done|led)\s+)?(?:from|by|of|with|von|par|de|d[’']|por|del|mit|avec)\s+$",
    re.IGNORECASE,
)
_ATTENDED = re.compile(
    r"\b(?:attend|follow|select|miss|watch|saw|see|seen|went|join|chose|visit|catch|caught|liked|enjoy|favou?rite|seat|amaz|"
    r"besuch|gesehen|angeschaut|gehört|verpasst|suivi|assist|vu|raté|asist|vi|vimos|disfrut)\w*",
    re.IGNORECASE,
)
_NP_START = re.compile(
    r"^(?:to us |us |to the audience |live )?(?:about |on |how |what |why |that |über |wie |was |dass |comment |que |sobre |cómo )?"
    r"(?:the |a |an |his |her |their |its |our |some |die |das |der |den |ein |eine |einen |le |la |les |l['’]|un |une |des |el |los |las |una )?",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"^['’]s?\s+")
_SINGLE = re.compile(
    r"\b(?:a|an|the|another|one|last|first|next|his|her|their|our|ein|eine|einen|einem|den|die|der|dem|une?|la|le|el|una)"
    r"(?:\s+[\w-]+){0,4}?\s+(?P<noun>talk|presentation|session|keynote|workshop|tutorial|panel|demo|lecture|vortrag|präsentation|conférence|présentation|atelier|exposé|"
    r"charla|ponencia|presentación|taller|palestra)\b",
    re.IGNORECASE,
)
_OF = re.compile(r"\s+(?:of|von|de|del|d[’'])\s+(?:the )?", re.IGNORECASE)
_WHEN = re.compile(
    r"(?:the |this |that )?(?:day|days|week|morning|afternoon|evening|night|conference|event|year|track|talks?|session|sessions|speakers?|author|tages?|woche|"
    r"journée|semaine|día|semana)\b",
    re.IGNORECASE,
)
_NOUNS_ALONE = re.compile(
    r"\b(?:workshop|keynote|tutorial|panel|atelier|taller|plenary|fireside chat)\b", re.IGNORECASE
)
_SEVERAL = re.compile(
    r"\b(?:talks|sessions|presentations|workshops|vorträge|conférences|charlas|ponencias)\s+(?:around|about|on|covering|über|zu|sur|sobre|including|such as|like)\s+",
    re.IGNORECASE,
)
_THERE_WERE = re.compile(
    r"\b(?:there (?:was|were)|including|included|featur\w+|we had|es gab|darunter|il y (?:a|avait|eut)|dont|hubo|había|incluyendo)\b",
    re.IGNORECASE,
)
_LIGHTNING = re.compile(r"\b(?:lightning|ignite|blitz) ?(?:talks|vorträge)\b", re.IGNORECASE)
_ORDINAL = re.compile(
    r"^(?:in |dans |im |in der |en )?(?:the |la |le |die |der |das |l['’]|el )?(?P<n>first|second|third|last|latter|former|première|premier|deuxième|seconde|second|troisième|dernière|"
    r"erste[rn]?|zweite[rn]?|dritte[rn]?|letzte[rn]?|primera|primer|segunda|segundo|tercera|tercer|última)\b",
    re.IGNORECASE,
)
_NTH = {"f": 0, "p": 0, "e": 0, "s": 1, "d": 1, "z": 1, "t": 2, "l": -1, "ú": -1}

LONGEST_TITLE = 110


@dataclass(slots=True)
class _Told:
    """A talk a sentence tells of: `start` to `end` is where its title stands."""

    title: str
    start: int
    end: int
    rule: str
    speakers: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)


@dataclass(slots=True)
class _Sentence:
    """One sentence with what the rules ask of it."""

    note: Note
    text: str
    names: list[Mention]
    claimed: bool
    section: str | None
    told: list[_Told] = field(default_factory=list)

    def free(self, start: int, end: int) -> bool:
        """No rule has found a talk there yet."""
        return all(
            told.rule != "keynote_of_day" and (end <= told.start or start >= told.end) for told in self.told
        )


def told_talks(
    written: Sequence[Note], claimed: set[int], found: Sequence[Found], title_part: Part | None, event: Event
) -> list[Found]:
    """The talks that sentences tell of, with the sentences that go on about them.

    In notes `claimed` by another talk only a link to a further talk counts.
    """
    talks: list[Found] = []
    known = {bare(link.url) for item in found for link in item.links}
    teller = _Teller(talks, title_part)
    for index, note in enumerate(written):
        if note.head or note.part.block in ("code", "header") or note.part.kind == "row":
            continue
        inside = index in claimed
        told = _tell(note, inside, title_part, event)
        told = [
            one
            for one in told
            if not (one.links and bare(one.links[0].url) in known and len(one.links) == 1 and inside)
        ]
        teller.take(index, note, told, inside=inside)
    return talks


class _Teller:
    """Follows the text and keeps which talk is being told of."""

    def __init__(self, talks: list[Found], title_part: Part | None) -> None:
        self.talks = talks
        self.title_part = title_part
        self.telling: list[Found] = []
        self.paragraph: list[Found] = []
        self.before: list[Found] = []
        self.part: Part | None = None

    def take(self, index: int, note: Note, told: list[_Told], *, inside: bool) -> None:
        """One note, and the talks its words tell of."""
        if note.part is not self.part:
            self.enter(note)
        if inside:
            for one in told:
                self.add(index, note, one)
            self.telling = []
            return
        if told:
            self.telling = [self.add(index, note, one) for one in told]
            self.paragraph += self.telling
            return
        nth = self.ordinal(note.text)
        if nth is not None:
            self.telling = [nth]
        for talk in self.telling[-1:] if nth is None else [nth]:
            talk.notes.append(index)

    def enter(self, note: Note) -> None:
        """A new paragraph: of the same talk, or of none."""
        if self.paragraph:
            self.before = list(dict.fromkeys(self.paragraph))
            self.paragraph = []
        same = self.part is not None and _section(note.part) is _section(self.part)
        if not same:
            self.telling, self.before = [], []
        elif self.telling and note.part.kind == "text" and not _goes_on(note, self.part):
            self.telling = []
        self.part = note.part

    def add(self, index: int, note: Note, one: _Told) -> Found:
        """A talk told of; one known already by its title goes on."""
        for talk in self.talks:
            if _within(one.title, talk.title) and talk.section == section_of(note.part, self.title_part):
                talk.notes.append(index)
                talk.add_speakers(one.speakers)
                talk.links += one.links
                return talk
        talk = Found(one.title, "prose", line=note.rich.line_at(one.start), notes=[index])
        talk.section = section_of(note.part, self.title_part)
        talk.add_speakers(one.speakers)
        talk.links = one.links
        self.talks.append(talk)
        return talk

    def ordinal(self, text: str) -> Found | None:
        """Whom "The second talk …" speaks of: the second of those just named."""
        match = _ORDINAL.match(text)
        if match is None or len(self.before) < 2:
            return None
        at = _NTH[match["n"][0].lower()]
        if match["n"].lower() in ("latter", "dernière"):
            at = -1
        if match["n"].lower() == "former":
            at = 0
        return self.before[at] if -len(self.before) <= at < len(self.before) else None


def _within(title: str, known: str) -> bool:
    """The words of `title` end those of `known`: "App Mesh workshop" for "the AWS App Mesh workshop"."""
    a, b = fold(title), fold(known)
    return bool(a) and (a == b or b.endswith(" " + a))


def _section(part: Part) -> Part | None:
    """The part with a heading in which `part` stands."""
    return next((above for above in part.ancestors if above.kind in HEADED), None)


_AGAIN = re.compile(
    r"^(?:\W*)(?:he|she|they|it|this|these|that|those|his|her|their|also|then|there|the (?:talk|session|speaker|presentation|demo)|other|another|one|in particular|for example|"
    r"er|sie|es|dies\w*|dabei|außerdem|ils?|elles?|cette|ce|ces|une des|outre|él|ella|ellos|esta|este|además)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{5,}|[A-Z]{2,}")


def _goes_on(note: Note, before: Part | None) -> bool:
    """The paragraph goes on about the same thing: by a word that points back, or by the words it shares."""
    text = note.part.head.text
    if _AGAIN.match(text) or before is None:
        return True
    if before.kind == "item":
        return _shared(text, before.parent.head.text if before.parent else "") or len(text) > 150
    return _shared(text, before.head.text) or (
        len(text) > 250 and note.part.parent is not None and note.part.parent.parts[-1] is not note.part
    )


def _shared(a: str, b: str) -> bool:
    words = {w.lower() for w in _WORD.findall(a)} & {w.lower() for w in _WORD.findall(b)}
    return len(words) >= 2


def _tell(note: Note, inside: bool, title_part: Part | None, event: Event) -> list[_Told]:
    """The talks one sentence tells of, in its order, each with its speakers and links."""
    text = note.text
    linked = any(leads_to_talk(link.url, link.text) or is_opaque(link.url) for _, _, link in note.rich.links)
    if not linked and (inside or not (TALK.search(text) or SPOKE.search(text) or _LIGHTNING.search(text))):
        return []
    sentence = _Sentence(note, text, speakers.mentions(text), inside, section_of(note.part, title_part))
    for name, rule in RULES.items():
        if inside and name != "linked":
            continue
        for told in rule(sentence):
            title = _trim(told.title)
            if _fit(title, event, told.rule) and sentence.free(told.start, told.end):
                told.title = title
                sentence.told.append(told)
    sentence.told.sort(key=lambda told: told.start)
    _share_out(sentence)
    return sentence.told


def _trim(title: str) -> str:
    return tidy(" ".join(title.split()).strip(" \t,;:–—-*_"))


def _fit(title: str, event: Event, rule: str) -> bool:
    """Words that can name a talk: not the event itself, not a label, not too long."""
    if not title or len(title) > LONGEST_TITLE * (2 if rule in ("linked", "quoted") else 1):
        return False
    folded = fold(title)
    if is_label(title) or not folded:
        return False
    return not names_event(title) and folded not in (fold(event.name or ""), fold(event.series or ""))


def _share_out(sentence: _Sentence) -> None:
    """Names and links of the sentence go to the talk they stand by."""
    told = sentence.told
    if not told:
        return
    for start, _, link in sentence.note.rich.links:
        if is_profile(link.url) or is_collection(link.url):
            continue
        before = [one for one in told if one.start <= start]
        owner = before[-1] if before else told[0]
        if all(bare(link.url) != bare(known.url) for known in owner.links):
            owner.links.append(link)
    for at, one in enumerate(told):
        left = told[at - 1].end if at else 0
        right = told[at + 1].start if at + 1 < len(told) else len(sentence.text)
        for name in sentence.names:
            if left <= name.start and name.end <= right and _speaks(sentence, name, one):
                one.speakers.append(name.name)
                one.speakers += speakers.joined(sentence.text[:right], name.end)


def _speaks(sentence: _Sentence, name: Mention, told: _Told) -> bool:
    """The sentence makes the person the one who gives the talk."""
    text = sentence.text
    if told.start <= name.start and name.end <= told.end and told.rule not in ("label_linked", "named"):
        return False
    after = text[name.end : name.end + 90]
    if name.end <= told.start:
        if _POSSESSIVE.match(after):
            return True
        verb = SPOKE.search(after)
        if verb and (
            verb.start() < 5 or after.lstrip().startswith((",", "(", "and", "&", "und", "et", "from"))
        ):
            return True
    before = text[max(0, name.start - 40) : name.start]
    if _FROM.search(before) or re.search(r"(?:\bby|[–—-]|\||\()\s*$", before):
        return True
    if re.search(r"(?:,|&|\b(?:and|und|et|y|e))\s+$", before):
        previous = [other for other in sentence.names if other.end <= name.start - 1]
        return bool(previous) and name.start - previous[-1].end <= 7 and _speaks(sentence, previous[-1], told)
    return False


def _keynote_of_day(sentence: _Sentence) -> Iterator[_Told]:
    if sentence.section and day_of(sentence.section) is not None:
        match = re.match(r"(?:The )?keynotes?\b", sentence.text, re.IGNORECASE)
        if match:
            yield _Told(
                f"{sentence.section.strip()} Keynote",
                0,
                max(match.end(), len(sentence.text)),
                "keynote_of_day",
            )


def _quoted(sentence: _Sentence) -> Iterator[_Told]:
    text = sentence.text
    for start, end in _quotations(sentence):
        inner = text[start + 1 : end - 1] if text[start] in '“"«„「『《‘' else text[start:end]
        if not _titlelike(inner):
            continue
        before, after = text[max(0, start - 60) : start], text[end : end + 40]
        near = TALK.search(before) or TALK.match(after.lstrip(" ,()*_"))
        by = re.match(r"[\s*_,(]*(?:by|von|par|por|door|de|di)\s+(?=[A-Z])", after)
        video = any(
            a <= end + 12 and b >= start and leads_to_talk(link.url, link.text)
            for a, b, link in sentence.note.rich.links
            if a >= start
        )
        if near or by or video:
            names = (
                re.split(r"[(.;:\n]|,\s(?=[a-z])|\s(?:was|is|on|about|in|at)\s", text[end + by.end() :])[0]
                if by
                else ""
            )
            yield _Told(inner, start, end, "quoted", list(speakers.people(names)))


def _quotations(sentence: _Sentence) -> list[tuple[int, int]]:
    """Stretches in quotation marks or emphasised, outermost first."""
    text = sentence.text
    quoted = re.finditer(
        r"“[^“”]+”|„[^„“”]+[“”]|«[^«»]+»|「[^「」]+」|『[^『』]+』|《[^《》]+》|(?<!\w)\"[^\"]+\"(?!\w)|(?<!\w)‘[^‘’]{8,}’(?!\w)",
        text,
    )
    found = [match.span() for match in quoted]
    start = end = -1
    for mark in (*sentence.note.rich.marks, None):
        styled = mark is not None and (mark.span.em or mark.span.strong) and mark.span.url is None
        if styled and mark is not None:
            start, end = (start, mark.end) if end == mark.start else (mark.start, mark.end)
        elif start >= 0:
            if all(not (a <= start < b or start <= a < end) for a, b in found):
                found.append((start, end))
            start = end = -1
    return sorted(found)


def _titlelike(text: str) -> bool:
    """Two words or more, not a whole sentence said by somebody."""
    words = text.split()
    cjk = len(re.findall(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]", text))
    if cjk >= 4:
        return len(text) <= 60
    capital = sum(word[0].isupper() for word in words)
    return (
        2 <= len(words) <= 22
        and (capital >= 2 or len(words) >= 3)
        and not (text.endswith(",") or (words[0][0].islower() and capital < 2))
    )


def _link_alone(sentence: _Sentence) -> Iterator[_Told]:
    """Nothing but a title that links one knows not where, beside the talks of a day."""
    for start, end, link in sentence.note.rich.links:
        rest = sentence.text[:start] + sentence.text[end:]
        if (
            not re.search(r"\w", rest)
            and is_opaque(link.url)
            and looks_like_title(link.text)
            and sentence.section
        ):
            yield _Told(link.text, start, end, "link_alone")


def _pointed(sentence: _Sentence) -> Iterator[_Told]:
    """As in "Life of a packet -> [slides](…)"."""
    for start, _, link in sentence.note.rich.links:
        match = re.match(r"(?P<title>[^.!?\n]{8,120}?)\s*(?:->|→|=>|\||[–—:-]|\()\s*$", sentence.text[:start])
        if match is None or not is_label(link.text) or not leads_to_talk(link.url, link.text):
            continue
        title = match["title"]
        if looks_like_title(title) and not _LABELLED.search(title):
            yield _Told(title, 0, start, "pointed")


_LABELLED = re.compile(
    r"\b(?:slides?|video|recording|link|here|watch|found|folien|hier|vidéo|ici|aquí|talk|it|you)\b",
    re.IGNORECASE,
)


def _linked(sentence: _Sentence) -> Iterator[_Told]:
    text = sentence.text
    for start, end, link in sentence.note.rich.links:
        if not leads_to_talk(link.url, link.text) or is_label(link.text):
            continue
        quoted = link.text[:1] in "\"“'‘«" and not sentence.text[:start].strip().endswith(("talk", "called"))
        words = len(link.text.split())
        spoken = bool(TALK.search(text[:start]) or TALK.search(text[end:]))
        if TALK.fullmatch(link.text.split()[-1]) and words <= 3 and not spoken:
            continue
        if sentence.claimed and (quoted or not (spoken or words >= 4)):
            continue
        if words >= 2 and kind_of(link.url, link.text) in ("video", "slides", "article", "code"):
            yield _Told(link.text, start, end, "linked")


def _label_linked(sentence: _Sentence) -> Iterator[_Told]:
    text = sentence.text
    for start, end, link in sentence.note.rich.links:
        if not leads_to_talk(link.url, link.text) or not is_label(link.text) or "://" in link.text:
            continue
        owner = next(
            (
                name
                for name in sentence.names
                if 0 <= start - name.end <= 3 and _POSSESSIVE.match(text[name.end : start] or " ")
            ),
            None,
        )
        if owner and TALK.search(link.text):
            yield _Told(text[owner.start : end], owner.start, end, "label_linked", [owner.name])
            continue
        clause = re.search(
            r"(?:^|[.;!?,]\s|\s)((?:the|a|an|la|le|une?|l[’']|die|der|das|den|el|una)\s[^.;!?,]{0,80}?\b(?:"
            + TALK.pattern
            + r")[^.;!?,()]{0,60})[\s(]*$",
            text[:start],
            re.IGNORECASE,
        )
        if clause and sentence.free(clause.start(1), start):
            title = clause.group(1).strip(" (")
            if len(title.split()) >= 3:
                yield _Told(title, clause.start(1), end, "label_linked")


def _named(sentence: _Sentence) -> Iterator[_Told]:
    """As in "the talk from Ada and Bob about packets", "the session of Ada"."""
    text = sentence.text
    for noun in TALK.finditer(text):
        own = [name for name in sentence.names if name.start >= noun.end()]
        if not own or not _FROM.fullmatch(text[noun.end() : own[0].start]):
            continue
        last = own[0]
        for name in own[1:]:
            if re.fullmatch(r"\s*(?:,|&|,?\s*(?:and|und|et|y|e))\s+", text[last.end : name.start]):
                last = name
        names = [name.name for name in own if name.start <= last.start]
        topic = _ABOUT.match(text, last.end)
        if topic:
            end = _clause_end(text, topic.end())
            yield _Told(_without_article(text[topic.end() : end]), noun.start(), end, "named", names)
        else:
            before = re.search(r"((?:\b[A-Z][\w.+’'-]*\s+)+)$", text[: noun.start()])
            caps = (
                [word for word in before.group(1).split() if word.lower() not in _ARTICLES]
                if before and before.start()
                else []
            )
            title = " ".join((*caps, noun.group())) if caps else text[noun.start() : last.end]
            start = before.start() if caps and before else noun.start()
            yield _Told(title, start, last.end, "named", names)


def _presented(sentence: _Sentence) -> Iterator[_Told]:
    """As in "Ada Lovelace presented the packet tracer"."""
    text = sentence.text
    for at, name in enumerate(sentence.names):
        gap = re.match(
            r"(?:\s+(?:and|und|et|y|&)\s+[^,.;]{2,40}?)?(?:\s*\([^)]*\))?(?:,\s[^,.;]{3,60},)?(?:\s(?:then|also|from \w+|hat|haben|nous))*\s+",
            text[name.end :],
        )
        if gap is None:
            continue
        verb = SPOKE.match(text, name.end + gap.end())
        if verb is None:
            continue
        start = verb.end()
        while start < len(text) and text[start] == " ":
            start += 1
        rest = text[start:]
        lead = _NP_START.match(rest)
        begin = start + (lead.end() if lead else 0)
        end = _clause_end(text, begin)
        title = text[begin:end]
        names = [name.name, *(other.name for other in sentence.names[at + 1 :] if other.start < verb.start())]
        if at and re.fullmatch(r"\s*(?:,|&|and|und|et|y)\s+", text[sentence.names[at - 1].end : name.start]):
            names.insert(0, sentence.names[at - 1].name)
        if len(title.split()) >= 2 or re.search(r"[A-Z]\w+[A-Z]|[A-Z]{2}", title):
            yield _Told(title, begin, end, "presented", names)


def _about(sentence: _Sentence) -> Iterator[_Told]:
    """As in "a presentation about using volumes", "a presentation of Open Feature"."""
    text = sentence.text
    for match in _SINGLE.finditer(text):
        topic = _ABOUT.match(text, match.end())
        if topic is None and _ATTENDED.search(text[: match.start() + 30]):
            topic = _OF.match(text, match.end())
        if topic is None or _WHEN.match(text, topic.end()):
            continue
        end = _clause_end(text, topic.end())
        title = _without_article(text[topic.end() : end])
        if re.search(r"[A-Z]\w", title) or len(title.split()) >= 3:
            yield _Told(title, match.start(), end, "about")


def _capitalised(sentence: _Sentence) -> Iterator[_Told]:
    """As in "the App Mesh workshop", "Monday Nights keynote"."""
    text = sentence.text
    for noun in _NOUNS_ALONE.finditer(text):
        match = re.search(r"((?:\b[A-Z][\w.+’'-]*\s+)+)$", text[: noun.start()])
        if match is None:
            continue
        words = match.group(1).split()
        start = match.start(1)
        while words and (words[0].lower() in _ARTICLES or (start == 0 and len(words) == 1)):
            start = text.index(words[0], start) + len(words[0])
            words = words[1:]
        title = " ".join((*words, noun.group()))
        if words and not re.search(r"(?:Con|Conf)$|^(?:Day|Opening|Closing|Morning)$", words[-1]):
            yield _Told(title, start, noun.end(), "capitalised")


_ARTICLES = frozenset(
    [
        "the",
        "a",
        "an",
        "my",
        "our",
        "this",
        "that",
        "his",
        "her",
        "their",
        "in",
        "at",
        "on",
        "from",
        "after",
        "before",
        "today's",
        "yesterday's",
        "while",
        "during",
        "and",
        "das",
        "die",
        "der",
        "le",
        "la",
        "el",
    ]
)


def _several(sentence: _Sentence) -> Iterator[_Told]:
    """As in "sessions around packets in space, packets at sea and using packets as well as eating them"."""
    text = sentence.text
    for match in _SEVERAL.finditer(text):
        if not _THERE_WERE.search(text[: match.start()]):
            continue
        stop = re.search(r"[.;:!?](?:\s|$)|\s(?:which|that|but|where|because)\s", text[match.end() :])
        end = match.end() + (stop.start() if stop else len(text) - match.end())
        at = match.end()
        for piece in re.split(
            r"(,\s+(?:and\s+|und\s+|et\s+|y\s+)?|\s+as well as\s+|\s+sowie\s+|\s+ainsi que\s+|\s+así como\s+)",
            text[at:end],
        ):
            if len(piece.split()) >= 4 and not piece.strip().startswith((",", "as well")):
                yield _Told(piece, at, at + len(piece), "several")
            at += len(piece)


def _lightning(sentence: _Sentence) -> Iterator[_Told]:
    match = _LIGHTNING.search(sentence.text)
    if match and re.search(
        r"\b(?:there were|we had|es gab|il y (?:a|avait)|hubo)\b",
        sentence.text[: match.start()],
        re.IGNORECASE,
    ):
        yield _Told(match.group(), match.start(), match.end(), "lightning")


def _clause_end(text: str, start: int) -> int:
    """Where the words that name the subject end: at the verb, or at a stop."""
    at = start
    while True:
        stop = _STOP.search(text, at)
        if stop is None:
            return len(text)
        if stop.start() - start >= 4:
            return stop.start()
        at = stop.end() if stop.end() > at else at + 1


def _without_article(title: str) -> str:
    return re.sub(
        r"^(?:the|a|an|die|das|der|ein|eine|le|la|les|l['’]|un|une|el|los|las|una)\s+",
        "",
        title.strip(),
        flags=re.IGNORECASE,
    )


RULES: dict[str, Callable[[_Sentence], Iterator[_Told]]] = {
    "keynote_of_day": _keynote_of_day,
    "quoted": _quoted,
    "pointed": _pointed,
    "link_alone": _link_alone,
    "linked": _linked,
    "label_linked": _label_linked,
    "named": _named,
    "presented": _presented,
    "about": _about,
    "capitalised": _capitalised,
    "several": _several,
    "lightning": _lightning,
}
