# ruff: noqa: E501
"""Talks told in prose: which sentences tell of which talk, and which go on about it."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Container, Iterator, Sequence

from bot.model import Event
from bot.parsing.link_labels import begins_as_label, names_material
from bot.parsing.links import bare
from bot.parsing.outline import HEADED, Part
from bot.parsing.passages import Note
from bot.parsing.speakers import Mention
from bot.parsing.talks.again import stems
from bot.parsing.talks.bringers import named_as_speakers
from bot.parsing.talks.found import Found, fold, section_of
from bot.parsing.talks.otherwise import announces_quotes
from bot.parsing.talks.phrases import THEIR_TALK
from bot.parsing.talks.sentences import tell
from bot.parsing.talks.subjects import is_bare
from bot.parsing.talks.told import Told
from bot.parsing.talks.unspaced_people import people_unspaced
from bot.parsing.vocabulary import SPOKE, TALK

_ORDINAL = re.compile(
    r"^(?:in |dans |im |in der |en )?(?:the |la |le |die |der |das |l['’]|el )?(?P<n>first|second|third|last|latter|former|première|premier|deuxième|seconde|second|troisième|dernière|"
    r"erste[rn]?|zweite[rn]?|dritte[rn]?|letzte[rn]?|primera|primer|segunda|segundo|tercera|tercer|última)\b",
    re.IGNORECASE,
)
_NTH = {"f": 0, "p": 0, "e": 0, "s": 1, "d": 1, "z": 1, "t": 2, "l": -1, "ú": -1}


NEAR = 30
"""How many talks back one told of may be named again."""

FAR_BACK = 8
"""How many notes back the person may be named of whose "second talk" is told."""

MANY = 300
"""How many listed talks are asked for a speaker's."""


def told_talks(
    written: Sequence[Note], claimed: set[int], found: Sequence[Found], title_part: Part | None, event: Event
) -> list[Found]:
    """The talks that sentences tell of, with the sentences that go on about them.

    In notes `claimed` by another talk only a link to a further talk counts.
    """
    talks: list[Found] = []
    heads = frozenset(item.part for item in found if item.part is not None)
    known = {bare(link.url) for item in found for link in item.links}
    teller = _Teller(talks, found, title_part)
    homes = _homes(found)
    events = {fold(name) for name in (event.name, event.series) if name}
    headed = {fold(item.part.head.text) for item in found if item.rule == "headed" and item.part is not None}
    quoting = False
    for index, note in enumerate(written):
        quoting = quoting if note.part.kind == "item" else announces_quotes(note.text)
        if note.head or note.part.block in ("code", "header") or note.part.kind == "row" or quoting:
            continue
        if _leads_into_page(note, headed):
            continue
        inside = index in claimed
        told = tell(note, inside, title_part, event, heads)
        told = [
            one
            for one in told
            if not (one.links and bare(one.links[0].url) in known and len(one.links) == 1 and inside)
            and fold(one.title) not in events
        ]
        if told and homes and _section(note.part) not in homes:
            told = [one for one in told if one.rule != "presented" or _is_called_talk(note.text, one)]
        teller.take(index, note, told, inside=inside)
    return talks


def _homes(found: Sequence[Found]) -> frozenset[Part | None]:
    """The sections in which the author keeps talks that have a heading each; empty where few have one.

    Elsewhere such an author tells of other things: "Ada showed us the town".
    """
    headed = [item.part for item in found if item.rule == "headed" and item.part is not None]
    if len(headed) < HEADED_TALKS:
        return frozenset()
    others = [item.part for item in found if item.rule != "headed" and item.part is not None]
    return frozenset({None, *map(_section, (*headed, *others)), *headed})


def _is_called_talk(text: str, one: Told) -> bool:
    """Right before its subject stands what it was: "gave a talk on packets"."""
    return TALK.search(text[max(0, one.start - 30) : one.start]) is not None


HEADED_TALKS = 3
"""Talks with a heading of their own from which their author is one who gives talks a heading."""


class _Teller:
    """Follows the text and keeps which talk is being told of."""

    def __init__(self, talks: list[Found], found: Sequence[Found], title_part: Part | None) -> None:
        self.talks = talks
        self.found = found
        self.heads = frozenset(item.part for item in found if item.part is not None)
        self.title_part = title_part
        self.telling: list[Found] = []
        self.paragraph: list[Found] = []
        self.before: list[Found] = []
        self.last: list[Found] = []
        self.part: Part | None = None
        self.read: deque[Note] = deque(maxlen=FAR_BACK)
        self.stems: list[set[str]] | None = None

    def take(self, index: int, note: Note, told: list[Told], *, inside: bool) -> None:
        """One note, and the talks its words tell of."""
        if note.part is not self.part:
            self.enter(note)
        self.read.append(note)
        if inside:
            for one in told:
                self.add(index, note, one)
            self.telling = self.last = []
            return
        if told:
            self.telling = [self.add(index, note, one) for one in told]
            self.last = self.telling[-1:]
            self.paragraph += self.telling
            return
        nth = self.ordinal(note.text)
        if nth is not None:
            self.telling = [nth]
        elif not self.telling and _links_material(note):
            self.telling = self.last
        for talk in self.telling[-1:] if nth is None else [nth]:
            talk.notes.append(index)
            if not talk.speakers and note.part.kind == "text":
                named = _named(note)
                talk.add_speakers(named_as_speakers(note.text, named) or _who_spoke(note, named))

    def enter(self, note: Note) -> None:
        """A new paragraph: of the same talk, or of none."""
        if self.paragraph:
            self.before = list(dict.fromkeys(self.paragraph))
            self.paragraph = []
        same = self.part is not None and _section(note.part) is _section(self.part)
        if not same:
            self.telling, self.before, self.last = [], [], []
        elif self.telling and note.part.kind == "text" and not _goes_on(note, self.part):
            self.telling = []
        self.part = note.part

    def by_speaker(self, one: Told) -> Found | None:
        """A talk named by its speaker alone, where one such is known already."""
        if (
            one.rule not in ("named", "turn")
            or not one.speakers
            or fold(one.speakers[0]) not in fold(one.title)
        ):
            return None
        own = [talk for talk in self.known() if any(_names(one.speakers[0], name) for name in talk.speakers)]
        return own[0] if len(own) == 1 else None

    def by_the_same(self, note: Note, one: Told) -> Found | None:
        """The talk told just before, of whose speaker it is said what else was shown in it.

        Spoken of by one name, or in the same paragraph: "Ada gave a quick tour of moss", "Ada Lovelace also showed …".
        """
        if (
            one.rule not in ("presented", "heard", "spoke_about")
            or not one.speakers
            or _is_called_talk(note.text, one)
        ):
            return None
        last = self.paragraph[-1:] or self.before[-1:]
        own = [talk for talk in last if any(_names(one.speakers[0], name) for name in talk.speakers)]
        if not own or _ANOTHER.search(note.text):
            return None
        same = " " not in one.speakers[0] or bool(self.paragraph and _ALSO.search(note.text))
        return own[0] if same else None

    def by_who_goes_on(self, index: int, note: Note, one: Told) -> Found | None:
        """The talk told without a speaker in the sentence before: "Then I saw “Old Moss”. Ada showed her wall."."""
        last = self.paragraph[-1:]
        if one.rule not in ("presented", "spoke_about") or not last or _is_called_talk(note.text, one):
            return None
        talk = last[0]
        begins = bool(one.speakers) and note.text.startswith(one.speakers[0])
        return talk if begins and not talk.speakers and talk.notes[-1] == index - 1 else None

    def by_its_title(self, note: Note, one: Told) -> Found | None:
        """The talk told just before without a title, whose title is said now: "Ada gave the keynote. Her talk, “Old Moss”, …"."""
        last = self.paragraph[-1:]
        titled = one.rule in ("quoted", "called", "went_on")
        inside = _IN_THE_TALK.match(note.text)
        if not (titled or inside) or not last or not last[0].speakers:
            return None
        talk = last[0]
        theirs = (
            inside
            or _TITLED_NEXT.fullmatch(note.text, 0, one.start)
            or THEIR_TALK.search(note.text[max(0, one.start - 60) : one.start])
            or one.rule in ("called", "went_on")
        )
        if not is_bare(talk) or not theirs or (one.speakers and not set(one.speakers) & set(talk.speakers)):
            return None
        if titled:
            talk.title = one.title  # by its subject it is named once all is known, see `subjects`
        return talk

    def of_nobody(self, index: int, note: Note, one: Told) -> Found | None:
        """The talk an item begins with, told without its speaker: "* [Old Moss](…). Ada's talk is for all"."""
        if one.rule != "named" or note.part.kind != "item" or not _BARE_OF.fullmatch(one.title):
            return None
        last = [talk for talk in self.talks[-1:] if talk.notes[-1:] == [index] or talk in self.paragraph]
        return last[0] if last and not last[0].speakers else None

    def by_words(self, one: Told) -> Found | None:
        """A talk named by a word or two of its title, where one such is known already: "the Moss talk"."""
        words = set(fold(one.title).split()) if one.rule == "capitalised" else set()
        words -= {word for word in words if TALK.fullmatch(word)}
        own = [talk for talk in self.known() if words and words <= set(fold(talk.title).split())]
        return own[0] if len(own) == 1 else None

    def by_subject(self, one: Told) -> Found | None:
        """The one talk with a place of its own that is about it: "I liked the talk about moss best"."""
        words = stems(one.title) if one.rule == "about" and not one.links and self.found else set()
        words = {word for word in words if word not in _ABOUT and not TALK.fullmatch(word)}
        if not words:
            return None
        if self.stems is None:
            self.stems = [stems(talk.title) for talk in self.found[:MANY]]
        own = [talk for talk, title in zip(self.found, self.stems, strict=False) if words <= title]
        return own[0] if len(own) == 1 and set(one.speakers) <= set(own[0].speakers) else None

    def known(self) -> Iterator[Found]:
        """The talks that what is said now may be about."""
        yield from self.found[:MANY]
        yield from self.talks[-NEAR:]

    def of_whom(self, one: Told) -> None:
        """Name the talk of which but its number is said ("In her second talk") by the person spoken of."""
        said = one.speakers[:1]
        for note in reversed(self.read):
            named = [name.name for name in note.rich.named]
            said = said or named[-1:]
            if said and " " in said[0]:
                break
            full = [name for name in named if " " in name and _names(said[0], name)] if said else []
            said = full[-1:] or said
        if said:
            one.title = f"{said[0]}'s {one.title}"
            one.speakers = said

    def whose(self, note: Note, one: Told) -> list[str]:
        """The person last named in the paragraph, where the talk is called theirs: "In her talk “Old Moss” we saw …"."""
        if _TITLED_NEXT.fullmatch(note.text, 0, one.start) and len(self.read) > 1:
            before = self.read[-2]
            return (
                [name.name for name in people_unspaced(before.text)[-1:]] if before.part is note.part else []
            )
        if not THEIR_TALK.search(note.text[max(0, one.start - 60) : one.start]):
            return []
        named = [name.name for read in self.read if read.part is note.part for name in read.rich.named]
        return [name for name in named if " " in name][-1:]

    def add(self, index: int, note: Note, one: Told) -> Found:
        """A talk told of; one known already by its title goes on."""
        if one.rule == "ordinal":
            self.of_whom(one)
        known = (
            self.by_speaker(one)
            or self.by_words(one)
            or self.by_subject(one)
            or self.by_the_same(note, one)
            or self.by_who_goes_on(index, note, one)
            or self.by_its_title(note, one)
            or self.of_nobody(index, note, one)
        )
        if known is not None:
            known.notes.append(index)
            known.add_speakers(one.speakers)
            known.links += one.links
            return known
        for talk in self.talks[-NEAR:]:
            if _within(one.title, talk.title) and talk.section == section_of(
                note.part, self.title_part, self.heads
            ):
                talk.notes.append(index)
                talk.add_speakers(one.speakers)
                talk.links += one.links
                return talk
        talk = Found(one.title, "prose", line=note.rich.line_at(one.start), notes=[index])
        talk.section = section_of(note.part, self.title_part, self.heads)
        talk.add_speakers(one.speakers or self.whose(note, one))
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


# "Next was Ada. Her title: “Old Moss”" in scripts without blanks: 続いて山田さん。タイトルは「古い苔」。
_TITLED_NEXT = re.compile(
    r"[他她]?的?(?:演[讲講]|分享|発表|発表の|발표 )?的?(?:タイトル|テーマ|演題|お題|[题題]目|主[题題]|제목|주제)(?:は|是|为|為|叫|은|는)?[：:\s]*[「『“\"《‘']?"
)

# "Im Vortrag ging es um …": the talk told of just before.
_IN_THE_TALK = re.compile(
    rf"(?:Im|In (?:dem|diesem|seinem|ihrem|the|this|his|her|their)|Dans (?:la|cette|sa|son|le)|En (?:la|el|esta|su)|Nel(?:la)?|In (?:de|deze|zijn|haar))\s(?:{TALK.pattern})(?<!s)\b",
    re.IGNORECASE,
)

_ABOUT = frozenset({"about", "über", "sur", "sobre"})

_ANOTHER = re.compile(
    r"\b(?:another|later|(?:the|his|her|their|an) (?:other|second|third|next))\b", re.IGNORECASE
)
_ALSO = re.compile(
    r"\b(?:also|then|further|furthermore|even|finally|auch|außerdem|aussi|también|inoltre)\b", re.IGNORECASE
)
_BARE_OF = re.compile(rf"[^\W\d_][\w’'. -]*?['’]s? (?:{TALK.pattern})", re.IGNORECASE)


def _named(note: Note) -> Sequence[Mention]:
    """The people a sentence names, in any script."""
    unspaced = () if note.text.isascii() else people_unspaced(note.text)
    return sorted((*note.rich.named, *unspaced)) if unspaced else note.rich.named


def _who_spoke(note: Note, named: Sequence[Mention]) -> list[str]:
    """The one a sentence begins with, by full name and before a verb of speaking: "Ada Lovelace showed …"."""
    first = named[0] if named and not named[0].start and " " in named[0].name else None
    return [first.name] if first and SPOKE.match(note.text[first.end :].lstrip()) else []


def _names(name: str, full: str) -> bool:
    """A name, or one of the two of it: "Ada" and "Lovelace" for "Ada Lovelace"."""
    words = full.split()
    return name == full or (bool(words) and name in (words[0], words[-1]))


def _within(title: str, known: str) -> bool:
    """The words of `title` end those of `known`: "App Mesh workshop" for "the AWS App Mesh workshop"."""
    a, b = fold(title), fold(known)
    return bool(a) and (a == b or b.endswith(" " + a))


def _leads_into_page(note: Note, headed: Container[str]) -> bool:
    """A line of a table of contents, which leads to the heading of a talk."""
    links = note.part.head.links
    return bool(links) and links[0][2].url.startswith("#") and fold(note.part.head.text) in headed


def _links_material(note: Note) -> bool:
    """A line of its own that only links the slides or the recording of the talk told above it."""
    shown = note.part.head
    linked = sum(end - start for start, end, _ in shown.links)
    words = shown.text.strip(" .:()[]")
    return linked > 0.8 * len(words) and (names_material(words) or begins_as_label(words))


def _section(part: Part) -> Part | None:
    """The part with a heading in which `part` stands."""
    above = part.parent
    while above is not None and above.kind not in HEADED:
        above = above.parent
    return above


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
    if note.part.block == "quote" and before.head.text.endswith((":", "：")):
        return True
    if before.kind == "item":
        return _shared(text, before.parent.head.text if before.parent else "") or len(text) > 150
    return _shared(text, before.head.text) or (
        len(text) > 250 and note.part.parent is not None and note.part.parent.parts[-1] is not note.part
    )


def _shared(a: str, b: str) -> bool:
    words = {w.lower() for w in _WORD.findall(a)} & {w.lower() for w in _WORD.findall(b)}
    return len(words) >= 2
