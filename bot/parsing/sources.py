"""The places of one document where it names its event, gathered once: front matter, title, opening, tags."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.parsing.blocks import Document, Front
from bot.parsing.labelled import labelled
from bot.parsing.links import bare
from bot.parsing.metadata import DESCRIPTION, TITLE, line_of, text_of, texts_of
from bot.parsing.opening import intro_of, joined, opens_with_notes
from bot.parsing.outline import HEADED, Part
from bot.parsing.series import all_series
from bot.parsing.wordlists import says

SENTENCE = re.compile(r"(?<=[.!?。！？])(?<!\bSt\.)\s+|\n")
"""Where one sentence ends and the next begins."""


def tells_of_another(sentence: str, *, told_later: bool = False) -> bool:
    """A sentence about the next event of the series, or the last: told a year later, that is this one."""
    own = _AS_BEFORE.sub("", sentence)
    return says("next_time", own) or (not told_later and says("last_time", own))


# "Like last year, it was held in Ghent."
_AS_BEFORE = re.compile(
    r"\b(?:(?:like|as|unlike) (?:in )?last (?:year|time)|"
    r"wie (?:schon )?(?:(?:im )?(?:letzten|vorigen)|letztes) jahr|"
    r"comme l['’]an(?:née)? (?:dernier|dernière|passée?)|(?:al igual que|como) el año pasado|"
    r"como (?:n?o )?ano passado|"
    r"come l['’]anno scorso|net (?:als|zoals) vorig jaar|(?:precis )?som (?:i fjol|förra året|sidste år)|"
    r"jak (?:i )?w (?:zeszłym|ubiegłym) roku|как и в прошлом году)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Sources:
    """What a document says where its event is named, surest first.

    The `opening` is what one reads first: title, heading, description and intro. If `notes_first`,
    the `intro` is what is said of the first session. `body` is all words if the opening names no
    well-known series, else nothing; `labelled` are the place and the date that lines of their own say.
    """

    root: Part
    front: Front
    title: str
    title_line: int
    heading: str
    described: str
    intro: str
    opening: str
    notes_first: bool
    tags: tuple[str, ...]
    headings: tuple[str, ...]
    addresses: tuple[str, ...]
    body: str
    labelled: tuple[str | None, str | None]

    @property
    def titles(self) -> tuple[str, str, str]:
        """What names the event most surely: the front matter's event, the title, the first heading."""
        return (text_of(self.front, "event", "conference") or "", self.title, self.heading)


def sources_of(document: Document, root: Part, title_part: Part | None) -> Sources:
    """The places of a document where its event is named."""
    front = document.front
    heading = title_part.head.text if title_part else ""
    title = text_of(front, *TITLE) or heading
    described = text_of(front, *DESCRIPTION) or ""
    intro = intro_of(root, title_part)
    opening = joined([title, heading, described, intro])
    return Sources(
        root,
        front,
        title,
        line_of(front, "title") or (title_part.line if title_part else 1),
        heading,
        described,
        intro,
        opening,
        opens_with_notes(root, title_part, titled=bool(title)),
        texts_of(front, "tags", "keywords", "categories", "category"),
        tuple(
            p.head.text for p in root.walk() if p.kind in HEADED and p is not title_part and p.kind != "lead"
        ),
        tuple(bare(span.url) for block in document.blocks for span in block.spans if span.url),
        "" if all_series(opening) else "\n".join(block.text for block in document.blocks),
        labelled(root),
    )
