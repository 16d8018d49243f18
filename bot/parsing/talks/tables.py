"""Talks in tables: which column holds titles, which names, links, times or notes, told by the cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from bot.model import Link
from bot.parsing import speakers
from bot.parsing.letters import size
from bot.parsing.link_labels import is_label
from bot.parsing.links import leads_to_talk
from bot.parsing.outline import Part
from bot.parsing.rich import Rich
from bot.parsing.speakers import label_of
from bot.parsing.talks.likelihood import in_sessions
from bot.parsing.titles import looks_like_title, read_title
from bot.parsing.trimming import clean
from bot.parsing.vocabulary import TALK, is_general

_TIME = re.compile(
    r"^\W*\d{1,2}([:.h]\d{2})?( ?[ap]\.?m)?(\s*[-–—~]\s*\d{1,2}([:.h]\d{2})?( ?[ap]\.?m)?)?\W*$",
    re.IGNORECASE,
)
_TITLE_HEAD = re.compile(
    r"\b(?:title|talk|session|topic|presentation|name|subject|titel|vortrag|thema|titre|sujet|conf[ée]rence|t[íi]tulo|tema|charla|ponencia|palestra|titolo|intervento|tytuł|prelekcja|temat|název|přednáška|onderwerp|доклады?|темы?|название|доповід[ьі]|назва)\b|議程|议程|題目|题目|議題|议题|標題|标题|主題|主题|演講|演讲|タイトル|演題|発表|セッション|제목|주제|발표(?!자)|세션",
    re.IGNORECASE,
)
_NAME_HEAD = re.compile(
    r"\b(?:speakers?|presenters?|who|by|author|host|sprecher|referent|vortragende|wer|orateurs?|intervenants?|ponentes?|quién|palestrante|докладчики?|спикеры?|доповідачі?|спікери?)\b|講者|讲者|講師|讲师|嘉賓|嘉宾|分享人|登壇者|発表者|講演者|スピーカー|발표자|연사|강연자",
    re.IGNORECASE,
)
_NOTES_HEAD = re.compile(
    r"\b(?:notes?|comments?|summary|thoughts?|takeaways?|description|remarks?|notizen|kommentar|bemerkung(?:en)?|notas?|comentarios?|remarques?|anotações|appunti|notities|anteckningar|notatki|poznámky|заметки|комментари[ий]|впечатления|нотатки|коментар[іи]?|враження)\b|筆記|笔记|共筆|备注|備註|備考|要点|心得|感想|メモ|コメント|메모|비고|요약|후기|소감",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Row:
    """One talk of a table; `told` are the cells that hold notes about it."""

    part: Part
    title: str
    speakers: tuple[str, ...]
    links: tuple[Link, ...]
    also: tuple[str, ...] = ()
    told: tuple[Rich, ...] = ()


def tabled_talks(root: Part, inside: set[Part], title_part: Part | None) -> list[Row]:
    """The talks in all tables but those standing in a talk's notes (`inside`)."""
    found: list[Row] = []
    for part in root.walk():
        rows = [below for below in part.parts if below.kind == "row"]
        if rows and part not in inside and not any(above in inside for above in part.ancestors):
            for _, table in groupby(rows, key=lambda row: row.group):
                found += _of_table(list(table), among_sessions=in_sessions(part, title_part))
    return found


def heads_programme(part: Part) -> bool:
    """Right below stands a table with a column of titles and one of those who speak: no talk itself."""
    row = next((below for below in part.parts if below.kind == "row"), None)
    heads = [head.text for head in row.table] if row else []
    titles = {at for at, head in enumerate(heads) if _TITLE_HEAD.search(head)}
    names = {at for at, head in enumerate(heads) if _names_speakers(head)}
    return bool(titles - names and names - titles)


def _of_table(rows: Sequence[Part], *, among_sessions: bool) -> list[Row]:
    """The talks of one table; `among_sessions` stands below a heading that says that it holds them."""
    width = max(len(row.cells) for row in rows)
    columns = [[row.cells[at] for row in rows if at < len(row.cells)] for at in range(width)]
    heads = [rows[0].table[at].text if at < len(rows[0].table) else "" for at in range(width)]
    kinds = [_kind(column, head) for column, head in zip(columns, heads, strict=True)]
    titles = [at for at, kind in enumerate(kinds) if kind == "title"]
    if not titles:
        return []
    if len(titles) > 1 and not _is_grid(titles, columns, heads):
        best = max(
            titles, key=lambda at: (bool(_TITLE_HEAD.search(heads[at])), _talk_links(columns[at]) > 0, -at)
        )
        kinds = ["notes" if kind == "title" and at != best else kind for at, kind in enumerate(kinds)]
        titles = [best]
    told = among_sessions and _is_list(titles, kinds, columns, heads)
    if not told and not _is_of_talks(titles, kinds, columns, heads):
        return []
    trust = {at: 1 if "names" not in kinds and _name_alike(columns[at]) else 2 for at in titles}
    found = []
    for row in rows:
        for at in titles:
            if at < len(row.cells):
                found += _of_cell(row, at, kinds, trust[at])
    return found


def _name_alike(column: Sequence[Rich]) -> bool:
    """In most cells stands somebody beside a title, in one way, though nobody may know them."""
    cells = [cell.text for cell in column if not is_general(cell.text)]
    if len(cells) < FEWEST or not any(_APART.search(text) for text in cells):
        return False
    ways = Counter(titled.rule for text in cells if (titled := read_title(text, 1)).speakers)
    return max((times for way, times in ways.items() if way != "alone"), default=0) >= MOST * len(cells)


_APART = re.compile(r"[-–—|:,)@/]|\sby\s|\svon\s|\spar\s|\spor\s")
FEWEST, MOST = 3, 0.8
"""Cells that tell by their likes how they are written, and the share of them that must be alike."""


def _kind(column: Sequence[Rich], head: str) -> str:
    """What a column holds: "title", "names", "time", "links", "notes" or "" (something else)."""
    cells = [cell for cell in column if cell.text]
    if not cells:
        return ""
    share = 1 / len(cells)
    if sum(bool(_TIME.match(cell.text)) for cell in cells) * share > 0.5:
        return "time"
    if sum(bool(speakers.people(cell.text)) for cell in cells) * share > 0.5 or _names_speakers(head):
        return "names"
    labelled = sum(
        bool(cell.links)
        and all(is_label(link.text) for *_, link in cell.links)
        and len(cell.text) <= 3 * sum(len(link.text) for *_, link in cell.links) + 20
        and not looks_like_title(_unlinked(cell), short=True)
        for cell in cells
    )
    if labelled * share > 0.5:
        return "links"
    if _NOTES_HEAD.search(head) and not _TITLE_HEAD.search(head):
        return "notes"
    if _TITLE_HEAD.search(head) or _talk_links(cells) * share > 0.3:
        return "title"
    if sum(_is_told(cell.text) for cell in cells) * share > 0.5:
        return "notes"
    likely = sum(looks_like_title(cell.text) for cell in cells) * share
    return "title" if likely >= 0.5 else ""


def _names_speakers(head: str) -> bool:
    """The head of a column of those who speak, in any language a line can be labelled in."""
    return _NAME_HEAD.search(head) is not None or (bool(head) and label_of(f"{head}: X") > 0)


def _unlinked(cell: Rich) -> str:
    """The words of a cell that are not linked."""
    text = cell.text
    for start, end, _ in reversed(cell.links):
        text = text[:start] + text[end:]
    return text.strip(" ()[]|/,-–—")


def _is_told(text: str) -> bool:
    """Sentences, not the name of anything."""
    return text.rstrip().endswith((".", "!", "。")) and len(text.split()) >= TOLD


TOLD = 6
"""Words from which on what ends in a full stop is a sentence."""


def _talk_links(column: Sequence[Rich]) -> int:
    return sum(
        any(leads_to_talk(link.url, link.text) and not is_label(link.text) for *_, link in cell.links)
        for cell in column
    )


def _is_grid(titles: Sequence[int], columns: Sequence[Sequence[Rich]], heads: Sequence[str]) -> bool:
    """Rooms side by side: several columns of titles, none named as the one that holds them."""
    if any(_TITLE_HEAD.search(heads[at]) or _NOTES_HEAD.search(heads[at]) for at in titles):
        return False
    linked = [_talk_links(columns[at]) for at in titles]
    return all(linked) or (not any(linked) and all(heads[at] for at in titles))


def _is_of_talks(
    titles: Sequence[int], kinds: Sequence[str], columns: Sequence[Sequence[Rich]], heads: Sequence[str]
) -> bool:
    """A table of sessions and not of figures: names, times or links to talks stand beside the titles."""
    if any(_talk_links(columns[at]) for at in titles):
        return True
    if any(TALK.search(heads[at]) for at in titles):
        return True
    return "names" in kinds or "time" in kinds or "links" in kinds


def _is_list(
    titles: Sequence[int], kinds: Sequence[str], columns: Sequence[Sequence[Rich]], heads: Sequence[str]
) -> bool:
    """One column of titles, headed so or with notes beside it; not captions below pictures."""
    named = sum(looks_like_title(cell.text, short=True) for cell in columns[titles[0]])
    many = named >= max(FEWEST, MOST * len(columns[titles[0]]))
    return len(titles) == 1 and many and ("notes" in kinds or bool(_TITLE_HEAD.search(heads[titles[0]])))


_OR = re.compile(r"(?:one of|or|oder|ou|o|或)", re.IGNORECASE)


def _alternatives(cell: Rich) -> list[Rich]:
    """The titles between emphasised "or"s: "Ants, *or* Bees"; empty if there is but one."""
    cuts = [
        (m.start, m.end)
        for m in cell.marks
        if m.span.em and _OR.fullmatch(cell.text[m.start : m.end].strip())
    ]
    if not cuts:
        return []
    edges = [0, *(edge for cut in cuts for edge in cut), len(cell.text)]
    pieces = [cell.cut(edges[i], edges[i + 1]) for i in range(0, len(edges), 2)]
    return [piece.cut(0, len(piece.text.rstrip(" ,;"))) for piece in pieces if piece.text.strip(" ,;")]


def _people(text: str) -> tuple[str, ...]:
    """The people of a cell in a column of such; their accounts, if there is nothing else."""
    return speakers.people(text, surely=True) or tuple(_ACCOUNT.findall(text))


_ACCOUNT = re.compile(r"(?<!\w)@([\w.-]{2,30})")


def _of_cell(row: Part, at: int, kinds: Sequence[str], trust: int) -> list[Row]:
    """The talk of one cell; links to several talks in one cell are several titles of the row."""
    cell = row.cells[at]
    named = tuple(
        name
        for index, kind in enumerate(kinds)
        if kind == "names" and index < len(row.cells)
        for name in _people(row.cells[index].text)
    )
    beside = tuple(
        link
        for index, other in enumerate(row.cells)
        if index != at and kinds[index] != "title"
        for *_, link in other.links
    )
    if pieces := _alternatives(cell):
        found: list[Row] = []
        for piece in pieces:
            other = replace(row, cells=(*row.cells[:at], piece, *row.cells[at + 1 :]))
            found += [replace(one, part=row) for one in _of_cell(other, at, kinds, trust)]
        return found
    lines = [line.text for line in cell.split_lines()]
    titled = read_title(lines if len(lines) > 1 else cell.text, trust)
    talks = [
        link for *_, link in cell.links if not is_label(link.text) and leads_to_talk(link.url, link.text)
    ]
    title = titled.title
    also: tuple[str, ...] = ()
    if talks and len(" ".join(link.text for link in talks)) >= 0.5 * len(cell.text):
        first = read_title(talks[0].text, trust)
        title = first.title
        also = tuple(
            dict.fromkeys(read_title(link.text).title for link in talks[1:] if link.text != talks[0].text)
        )
        named = named or first.speakers or titled.speakers
    empty = not talks and not named and not beside
    few = size(title) < 4
    if empty and few and ("names" in kinds or "links" in kinds) and not titled.speakers:
        return []
    if not clean(title) or (is_general(title) and empty) or is_label(title):
        return []
    links = (*(link for *_, link in cell.links), *beside)
    told = tuple(
        other for other, kind in zip(row.cells, kinds, strict=False) if kind == "notes" and other.text
    )
    return [Row(row, title, named or titled.speakers, links, also, told)]
