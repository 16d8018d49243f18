"""Every value that travels through Recapbot, named by its stage.

A file becomes a `Recap` (its `Event`, `Talk`s, `Passage`s); typed words become a
`Command`; what is found becomes `Hit`s inside one `Answer`, which any door renders.
All values are frozen: whoever holds one may keep it, cache it or hand it to a thread.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

LinkKind = Literal["video", "slides", "code", "article", "profile", "image"]
TalkKind = Literal["talk", "topic"]
Scope = Literal["shared", "guild"]
AnswerKind = Literal["talk", "recap", "recaps", "speaker", "answer", "choices", "help", "none"]
CommandName = Literal["talk", "recap", "recaps", "ask", "speaker", "help"]


# --- reading -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Link:
    """A web address with the words it stood under (the address itself if it stood bare)."""

    text: str
    url: str
    kind: LinkKind = "article"


@dataclass(frozen=True, slots=True)
class ReadWarning:
    """Something doubtful in a recap: where (line of the file, from 1) and what to do about it."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Event:
    """The conference a recap is about. A field is None where the file does not say.

    `name` is the event as the recap prints it, `series` its canonical short name
    ("KubeCon"), `edition` a region or track ("NA", "EU"), `day` the day of the event
    the recap covers (from 1), `date` an ISO date, or its known part ("2019-11").
    """

    name: str | None = None
    series: str | None = None
    year: int | None = None
    edition: str | None = None
    place: str | None = None
    day: int | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence or one bullet: the unit that questions are answered from.

    `path` holds the headings above it, outermost first; `lead` the bullets or the
    lead-in line it hangs from, outermost first; `talk` the key of the talk or topic it
    belongs to, None for the recap at large; `line` is its line in the file, from 1; `item` says
    that it is a bullet or a row of a table, so that what stands beside it is no part of its thought.
    """

    text: str
    path: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    line: int = 0
    talk: str | None = None
    links: tuple[Link, ...] = ()
    item: bool = False


@dataclass(frozen=True, slots=True)
class Talk:
    """Anything a person would ask for by name: a session (kind "talk") or a named thing
    with a passage of its own (kind "topic").

    `key` names it within its recap and survives re-reading: it is derived from kind and
    title, never from position. `also_called` holds other titles the author used for it.
    `summary` is a few whole sentences or bullets of the author's, `text` all the notes.
    """

    key: str
    title: str
    kind: TalkKind = "talk"
    speakers: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    section: str | None = None
    summary: str = ""
    text: str = ""
    line: int = 0
    also_called: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recap:
    """One document as read. All of it is derived from the original text."""

    file: str
    title: str
    event: Event = Event()
    author: str | None = None
    tags: tuple[str, ...] = ()
    source_url: str | None = None
    summary: str = ""
    talks: tuple[Talk, ...] = ()
    topics: tuple[Talk, ...] = ()
    links: tuple[Link, ...] = ()
    images: tuple[Link, ...] = ()
    passages: tuple[Passage, ...] = ()
    warnings: tuple[ReadWarning, ...] = ()

    def talk(self, key: str) -> Talk | None:
        """The talk or topic under `key`, or None."""
        return next((t for t in (*self.talks, *self.topics) if t.key == key), None)


# --- finding -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Command:
    """What a line asks for: a member command and its argument ("" if there is none)."""

    name: CommandName
    argument: str = ""


@dataclass(frozen=True, slots=True)
class RecapRef:
    """A stored recap without its body: enough to cite it, list it and fetch the rest.

    `id` is stable for the life of the library; (`scope`, `id`) is unique within one
    reply, since a reply looks at most into the shared library and one guild's.
    """

    scope: Scope
    id: int
    file: str
    title: str
    event: Event = Event()
    summary: str = ""
    source_url: str | None = None
    talks: int = 0
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredRecap:
    """A recap with the name it is stored under."""

    ref: RecapRef
    recap: Recap


@dataclass(frozen=True, slots=True)
class Hit:
    """A talk or topic that fits a query, or (talk None) a recap as a whole.

    `score` lies in 0..1 and means the same in every library; `also_in` cites the other
    recaps that cover the same talk.
    """

    recap: RecapRef
    talk: Talk | None = None
    score: float = 0.0
    also_in: tuple[RecapRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Searched:
    """How much was looked through, for an honest "nothing found"; `talks` counts topics too."""

    recaps: int = 0
    talks: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """One reply, before any door renders it.

    `hits` are best first. `passage` is what answers a question and `answer` the words
    to quote from it (at most 400 characters). `recaps` holds the recaps, all but their passages,
    for kind "recap"; `listed` those named for kind "recaps". `read_as` is the query as
    mended ("netkit" for "netkti") where that differs, `did_you_mean` names near misses.
    `examples` are lines worth typing: with kind "help", and with "none" where nothing was asked
    at all ("hello").
    """

    kind: AnswerKind
    query: str
    hits: tuple[Hit, ...] = ()
    answer: str | None = None
    passage: Passage | None = None
    recaps: tuple[StoredRecap, ...] = ()
    listed: tuple[RecapRef, ...] = ()
    read_as: str | None = None
    did_you_mean: tuple[str, ...] = ()
    searched: Searched = field(default=Searched())
    examples: tuple[str, ...] = ()


# --- keeping -------------------------------------------------------------------------

ChangeAction = Literal[
    "load", "add", "edit", "correct", "remove", "undo", "purge", "restore", "alias", "setting"
]
ChangeSubject = Literal["recap", "alias", "setting", "library"]


@dataclass(frozen=True, slots=True)
class Revision:
    """One change to a library: who did what, when, and what the subject is since.

    `name` names the subject (a recap's title, an alias, a setting), `recap_id` is set for
    recaps. `sha256` names a recap's text after the change (None: it is gone)
    and `value` is JSON: a recap's corrections, an alias' target, a setting (None: gone).
    `before` is the revision of the same subject before this one, `undoes` the one it took
    back. `actor` is the id of who did it, None if unknown, erased, or the folder itself.
    """

    id: int
    at: str
    actor: int | None
    action: ChangeAction
    subject: ChangeSubject
    name: str
    recap_id: int | None = None
    sha256: str | None = None
    value: str | None = None
    note: str = ""
    before: int | None = None
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name for a talk, or (talk None) a recap: `name` as it is compared, `shown` as typed."""

    name: str
    shown: str
    scope: Scope
    file: str
    talk: str | None = None


@dataclass(frozen=True, slots=True)
class Miss:
    """Words that were asked in vain, how often, and when last."""

    text: str
    count: int
    last_at: str


@dataclass(frozen=True, slots=True)
class Reply:
    """The bot's reply to a message, so that an edited question edits it; `shown` is JSON of the desk's."""

    question: int
    reply: int
    channel: int
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """A recap read but not stored, for somebody to look at first.

    `corrections` are event fields to lay over what was read (already in `recap`).
    `same_as` is the stored recap it would replace: of the same text (`unchanged`), or of
    the same event and title; `added` and `removed` are the titles that replacing it would bring
    and take.
    """

    file: str
    data: bytes = field(repr=False)
    recap: Recap
    corrections: tuple[tuple[str, str | int | None], ...] = ()
    same_as: RecapRef | None = None
    unchanged: bool = False
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GuildSettings:
    """What a guild chose; ids are Discord's.

    `prefix` None: the bot's own. `answer_channels`: the only channels where typed commands
    and mentions are answered (none: everywhere). `private_channels`: where slash replies
    go to the asker alone. `adder_role` may curate like who has Manage Server.
    `question_channels`: where a bare question needs neither prefix nor mention.
    `log_channel` is told of every change.
    """

    prefix: str | None = None
    answer_channels: tuple[int, ...] = ()
    private_channels: tuple[int, ...] = ()
    question_channels: tuple[int, ...] = ()
    adder_role: int | None = None
    log_channel: int | None = None
