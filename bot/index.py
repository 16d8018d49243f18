"""What searching needs of one library: the protocol that `bot.store.index.Index` fulfils.

Synchronous, meant for a worker thread: one search is dozens of small reads. A `match` is
always an FTS5 expression built by `bot.search.match` from quoted words, never typed text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, Protocol, TypeVar

from bot.model import Alias, CommandName, Passage, RecapRef, Scope, Searched, StoredRecap, Talk

T = TypeVar("T")


class Head(NamedTuple):
    """The words an entry (talk or topic) is known by, folded and joined by blanks."""

    entry: int
    title: str
    names: str
    initials: str
    is_topic: int = 0


class Body(NamedTuple):
    """All words of an entry: its notes and links, and around them its head, section and event."""

    entry: int
    text: str
    around: str


class Entry(NamedTuple):
    """A talk or topic with the recap it stands in."""

    id: int
    recap: RecapRef
    talk: Talk


class Found(NamedTuple):
    """A passage found, with the recap and (if it hangs from one) the entry it stands in.

    `rank` is FTS5's bm25 within its own library: the lower the better, for picking
    candidates only; it does not mean the same in two libraries.
    """

    id: int
    recap: int
    entry: int | None
    passage: Passage
    rank: float = 0.0


class Index(Protocol):
    """One library's derived data, as it was when the present search began."""

    @property
    def scope(self) -> Scope:
        """Whether this is the shared library or the guild's."""
        ...

    @property
    def state(self) -> object | None:
        """Stands for what can be found here: another once that changes, None while there is nothing."""
        ...

    def memo(self, name: str, build: Callable[[], T]) -> T:
        """What `build` returns, built once under `name` and kept until the library changes."""
        ...

    def counts(self) -> Searched:
        """How many recaps, talks and topics there are."""
        ...

    def head_words(self) -> Iterable[tuple[str, int]]:
        """Every word of titles and names with the number of entries it stands in."""
        ...

    def text_words(self) -> Iterable[tuple[str, int]]:
        """Every word of passages and links with the number of those it stands in."""
        ...

    def text_frequency(self, word: str) -> int:
        """In how many passages and links a word stands."""
        ...

    def text_completions(self, prefix: str, limit: int) -> list[str]:
        """Words of passages and links that begin so, the most frequent first."""
        ...

    def short_forms(self, short: str) -> list[str]:
        """What a short form may stand for, learned from the passages; the most used first."""
        ...

    def heads(self, match: str, limit: int) -> list[Head]:
        """Entries whose title, names or initials match (columns of the expression), the best if too many."""
        ...

    def bodies(self, match: str, limit: int) -> list[int]:
        """Ids of entries anything of which matches, the best if there are too many."""
        ...

    def heads_of(self, entries: Sequence[int]) -> list[Head]:
        """The heads of these entries."""
        ...

    def bodies_of(self, entries: Sequence[int]) -> list[Body]:
        """The bodies of these entries."""
        ...

    def entry(self, entry: int) -> Entry:
        """A talk or topic by its id."""
        ...

    def entry_by_key(self, recap: int, key: str) -> Entry | None:
        """A talk or topic by its recap and key."""
        ...

    def entries_of(self, recap: int) -> list[Entry]:
        """The talks and topics of a recap in its order, talks first."""
        ...

    def latest(self, limit: int) -> list[Entry]:
        """Talks of the recaps stored last."""
        ...

    def recaps(self) -> list[RecapRef]:
        """All recaps, the one stored last first."""
        ...

    def aliases(self) -> tuple[Alias, ...]:
        """Names that admins gave to talks and recaps, their targets perhaps in another library."""
        ...

    def asked_often(self, name: CommandName, limit: int) -> list[str]:
        """What people typed behind a command lately, the most frequent first."""
        ...

    def recap_of_file(self, file: str) -> int | None:
        """The id of the recap stored under a file name."""
        ...

    def recap(self, recap: int) -> StoredRecap | None:
        """A recap with its talks and topics; its passages are read by themselves."""
        ...

    def passages(self, match: str, limit: int) -> list[Found]:
        """Passages whose text or headings match (columns `text`, `above`), best bm25 first."""
        ...

    def passages_of_entry(self, entry: int) -> list[Found]:
        """The passages of one talk or topic in the order of the file."""
        ...

    def opening(self, recap: int, limit: int) -> list[Found]:
        """The first passages of one recap in the order of the file."""
        ...

    def passages_near(self, recap: int, passage: int, before: int, after: int) -> list[Found]:
        """A passage with its neighbours in the same recap, in the order of the file."""
        ...

    def recaps_with(self, match: str) -> list[int]:
        """Ids of the recaps with a passage that matches."""
        ...

    def around(self, found: Found, reach: int) -> list[Found]:
        """A passage with up to `reach` passages of its recap before and after it, in order."""
        ...

    def passage_frequency(self, match: str) -> int:
        """The number of passages that match."""
        ...

    def passage_count(self) -> int:
        """The number of passages."""
        ...
