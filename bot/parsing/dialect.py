"""The Markdown we read: CommonMark, with the rules below in place of or beside its own.

Each rule has the signature of markdown-it's: block rules (state, first line, end, silent)
and inline rules (state, silent), True if they matched.
"""

from __future__ import annotations

import re
from functools import lru_cache

from lxml.html import defs
from markdown_it import MarkdownIt
from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock, html_block
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

from bot.parsing.limits import MAX_NESTING
from bot.parsing.signs import Signs

_ELEMENTS = frozenset(defs.tags) | {
    "template",
    "picture",
    "dialog",
    "slot",
    "rb",
    "data",
    "search",
    "noembed",
}


def is_element(name: str) -> bool:
    """Whether a tag is one of HTML; else it is words in angle brackets ("Vec<String>", "<sigh>")."""
    return name.lower() in _ELEMENTS and (name.islower() or name.isupper())


class _Parser(MarkdownIt):
    """markdown-it that leaves addresses as they are printed."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802  # markdown-it's name
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802  # markdown-it's name
        return link


# What must stand in a text for a rule to be worth asking at every line or mark of it.
_BLOCK_SIGNS = {
    "table": ("|", "+-"),
    "fence": ("```", "~~~"),
    "code": ("    ", "\t"),
    "prose_indent": ("    ", "\t"),
    "blockquote": ("\n>", " >", "\t>"),
    "html_block": ("<",),
    "reference": ("]:",),
    "note": ("[^",),
    "heading": ("\n#", " #", "\t#", ">#"),
    "hr": ("--", "**", "__", "- -", "* *", "_ _", "-\t", "*\t", "_\t", "-  ", "*  ", "_  "),
}
_INLINE_SIGNS = {
    "bare_address": ("://",),
    "formula": ("$",),
    "note_mark": ("[^",),
    "strikethrough": ("~~",),
    "backticks": ("`",),
    "escape": ("\\",),
    "entity": ("&",),
    "autolink": ("<",),
    "html_inline": ("<",),
    "image": ("![",),
    "link": ("[",),
    "emphasis": ("*", "_"),
}
# Characters at which a rule of ours may begin; markdown-it stops at more.
_STOPS = re.compile(r"[\n!$&*:<\[\]\\_`~]")


def parser(text: str) -> MarkdownIt:
    """A parser for a text: with all the rules that the text can need."""
    signs = Signs(f"\n{text}")
    return _parser(_unneeded(_BLOCK_SIGNS, signs), _unneeded(_INLINE_SIGNS, signs))


def _unneeded(rules: dict[str, tuple[str, ...]], signs: Signs) -> tuple[str, ...]:
    return tuple([name for name, marks in rules.items() if not signs.hold(marks)])


@lru_cache(maxsize=256)
def _parser(without_blocks: tuple[str, ...], without_inline: tuple[str, ...]) -> MarkdownIt:
    md = _Parser("commonmark", {"maxNesting": MAX_NESTING + 10}).enable(["table", "strikethrough"])
    block, inline = md.block.ruler, md.inline.ruler
    block.before("table", "too_deep", too_deep)
    block.before("table", "words", words)
    block.before("table", "prose_indent", prose_indent)
    block.at("table", table, {"alt": ["paragraph", "reference"]})
    block.before("reference", "note", note, {"alt": ["paragraph", "reference"]})
    block.at("html_block", known_html, {"alt": ["paragraph", "reference", "blockquote"]})
    inline.after("text", "bare_address", bare_address)
    inline.after("bare_address", "formula", formula)
    inline.before("link", "note_mark", note_mark)
    inline.at("emphasis", emphasis)
    block.disable(without_blocks)
    inline.disable(without_inline)
    md.inline.terminator_re = _STOPS
    return md


# --- blocks ------------------------------------------------------------------------------


def too_deep(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Lists and quotations nested beyond reason: what is inside is kept as plain words."""
    if state.level < MAX_NESTING or silent:
        return False
    state.line = end
    token = state.push("inline", "", 0)
    token.content = state.getLines(first, end, state.blkIndent, False).strip()
    token.map = [first, end]
    token.meta["too_deep"] = True
    return True


# What some other block can begin with, or what lies below a heading.
_BLOCK = re.compile(r"[#>+=~`|<-]|\d{1,9}[.)]|\*[ \t]|[*_ \t]+$", re.MULTILINE)


def words(state: StateBlock, first: int, end: int, silent: bool) -> bool:  # noqa: ARG001 - markdown-it's form
    """Lines down to an empty one or an item, that begin like words and hold no bar: nothing but a paragraph.

    What all rules would agree on only after each was asked about each line.
    """
    if silent or state.is_code_block(first):
        return False
    source, starts, shifts, ends = state.src, state.bMarks, state.tShift, state.eMarks
    line = first
    while line < state.lineMax:
        start, stop = starts[line] + shifts[line], ends[line]
        if start >= stop:
            break
        if (not source[start].isalpha() and _BLOCK.match(source, start)) or "|" in source[start:stop]:
            if line == first or not _begins_item(state, line) or "[^" in source[starts[first] : start]:
                return False
            break
        line += 1
    content = mdTrim(state.getLines(first, line, state.blkIndent, False))
    if content[:1] == "[" and "]:" in content:
        return False
    token = state.push("inline", "", 0)
    token.content = content
    token.map = [first, line]
    state.line = line
    return True


_NEXT_ITEM = re.compile(r"(?:[-*+]|(?P<number>\d{1,9})[.)])[ \t]+\S")


def _begins_item(state: StateBlock, line: int) -> bool:
    """Whether a line begins an item that ends a paragraph above it, as CommonMark has it."""
    indent, above = state.sCount[line], state.blkIndent
    found = _NEXT_ITEM.match(state.src, state.bMarks[line] + state.tShift[line], state.eMarks[line])
    if found is None or not 0 <= indent <= above + 3:
        return False
    if indent < above:
        return state.listIndent < 0 or indent - state.listIndent < 4
    return found["number"] in (None, "1")


_ITEM = re.compile(r"(?:[-*+]|\d{1,3}[.)])[ \t]+\S")
_CODE = re.compile(r"[{}\[\]();=<>$|\\/_^]")
_SHELL = re.compile(r"[$#>%][ \t]|[a-z_-]+[ \t]+-{1,2}[a-z]|[<{(]")


def prose_indent(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Four blanks make code in Markdown, but people indent lists and prose by them too.

    Never matches: it takes the blanks away from lines that do not read like code.
    """
    if silent or not state.is_code_block(first):
        return False
    last = first
    while last < end and (state.isEmpty(last) or state.is_code_block(last)):
        last += 1
    texts = [
        state.src[state.bMarks[i] + state.tShift[i] : state.eMarks[i]]
        for i in range(first, min(last, first + 20))
    ]
    if _reads_like_prose([text for text in texts if text.strip()], in_list=state.level > 0):
        surplus = state.sCount[first] - state.blkIndent
        for line in range(first, last):
            _outdent(state, line, surplus)
    return False


def _outdent(state: StateBlock, line: int, columns: int) -> None:
    """Takes up to so many columns of blanks away from the start of a line."""
    taken = min(columns, max(state.sCount[line] - state.blkIndent, 0))
    start, shift = state.bMarks[line], state.tShift[line]
    # Blanks that belong to the blocks around stay; a tab counts as the columns it fills.
    blanks = state.src[start : start + shift]
    keep = len(blanks.rstrip("\t ")) if blanks.strip() else 0
    width = state.sCount[line] - taken
    state.bMarks[line] = start + shift - min(width, shift - keep)
    state.tShift[line] = min(width, shift - keep)
    state.sCount[line] = width
    state.bsCount[line] += taken


def _reads_like_prose(lines: list[str], *, in_list: bool) -> bool:
    if _ITEM.match(lines[0]):
        return True
    if _SHELL.match(lines[0]) and "](" not in lines[0]:
        return False
    text = " ".join(lines)
    if "](" in text or "://" in text:
        return True
    marks = len(_CODE.findall(text))
    if in_list:
        return marks * 20 < len(text)
    return marks * 50 < len(text) and len(text.split()) > 3 * len(lines) and not lines[0][:1].islower()


_CELL_END = re.compile(r"(?<!\\)\|")


def table(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Tables with and without outer pipes, header, or the same number of cells in every row.

    Unlike markdown-it's rule it adds no cell and drops none, so that a table costs what it
    is long. A row is one "table_row" token, its cells' words in `meta`.
    """
    if state.is_code_block(first):
        return False
    head = _line(state, first)
    if "|" not in head and head[:2] != "+-":
        return False
    under = _line(state, first + 1) if first + 1 < end and state.sCount[first + 1] >= state.blkIndent else ""
    has_header = _is_delimiter(under) and not _is_delimiter(head)
    if not has_header and (silent or not _is_boxed(head) or not (_is_boxed(under) or _is_delimiter(under))):
        return False
    if silent:
        return True
    state.push("table_open", "table", 1)
    line = first
    while line < end and _goes_on(state, line, end, first):
        text = _line(state, line)
        if text[:2] == "+=":  # the rule below the header of a grid
            state.tokens[-1].meta["header"] = True
        elif not _is_delimiter(text):
            token = state.push("table_row", "tr", 0)
            token.map = [line, line + 1]
            token.meta = {"cells": _cells(text), "header": has_header and line == first}
        line += 1
    state.line = line
    return True


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].strip()


def _goes_on(state: StateBlock, line: int, end: int, first: int) -> bool:
    if line < first + 2:
        return True
    if state.sCount[line] < state.blkIndent or "|" not in _line(state, line) or state.is_code_block(line):
        return _is_delimiter(_line(state, line)) and state.sCount[line] >= state.blkIndent
    return not any(rule(state, line, end, True) for rule in state.md.block.ruler.getRules("blockquote"))


def _is_delimiter(text: str) -> bool:
    if text[:2] == "+=":
        return not text.strip("+=")
    return text[:1] in "|+:-" and ("|" in text or "+" in text) and "-" in text and not text.strip("|+-: \t")


def _is_boxed(text: str) -> bool:
    return len(text) > 2 and text[0] in "|+" and text[-1] in "|+"


def _cells(text: str) -> list[str]:
    cells = [cell.strip().replace("\\|", "|") for cell in _CELL_END.split(text)]
    return cells[(not cells[0]) : len(cells) - (len(cells) > 1 and not cells[-1])]


_NOTE = re.compile(r"\[\^([^\]\s]{1,80})\]:[ \t]*(.*)")


def note(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """`[^1]: words` and the lines it runs over."""
    start = state.bMarks[first] + state.tShift[first]
    if state.src[start : start + 2] != "[^" or state.is_code_block(first):
        return False
    found = _NOTE.match(_line(state, first))
    if found is None or silent:
        return found is not None
    last = first + 1
    while last < end and not state.isEmpty(last) and not _NOTE.match(_line(state, last)):
        last += 1
    rest = state.getLines(first + 1, last, state.blkIndent, False) if last > first + 1 else ""
    token = state.push("note", "", 0)
    token.map = [first, last]
    token.info = found[1]
    token.content = "\n".join(text.strip() for text in (found[2], *rest.split("\n"))).strip()
    state.env.setdefault("notes", set()).add(found[1])
    state.line = last
    return True


_TAG_NAME = re.compile(r"</?([a-zA-Z][\w-]*)")
_CLOSERS = (("<!--", "-->"), ("<?", "?>"), ("<script", "</script"), ("<style", "</style"), ("<pre", "</pre"))


def known_html(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """HTML of known elements that ends somewhere; anything else in angle brackets is words."""
    start = state.bMarks[first] + state.tShift[first]
    if state.src[start : start + 1] != "<":
        return False
    name = _TAG_NAME.match(state.src, start)
    if name and not is_element(name[1]):
        return False
    head = state.src[start : start + 8].lower()
    for opening, closing in _CLOSERS:
        if head.startswith(opening) and _last(state, closing) < start:
            return False
    return html_block(state, first, end, silent)


def _last(state: StateBlock, closing: str) -> int:
    """Where a closing mark stands last, looked up once."""
    ends: dict[str, int] = state.env.setdefault("ends", {})
    if closing not in ends:
        ends[closing] = state.src.lower().rfind(closing)
    return ends[closing]


# --- inline ------------------------------------------------------------------------------

_ADDRESS_REST = re.compile(r"://[^\s<>\[\]\"`|\\^{}]*(?<![*_~])")
_FORMULA = re.compile(r"\$\$[^$]{1,2000}\$\$|\$(?=\S)[^$\n]{0,300}[\\_^{][^$\n]{0,300}(?<=\S)\$(?!\d)")
_NOTE_MARK = re.compile(r"\[\^([^\]\s]{1,80})\]")


def bare_address(state: StateInline, silent: bool) -> bool:
    """An address in the text is one word: its underscores and asterisks are no marks."""
    start = state.pos
    if state.src[start] != ":" or state.src[max(start - 5, 0) : start].lower()[-4:] not in {"http", "ttps"}:
        return False
    found = _ADDRESS_REST.match(state.src, start, state.posMax)
    if found is None:
        return False
    if not silent:
        state.pending += found[0]
    state.pos = found.end()
    return True


def formula(state: StateInline, silent: bool) -> bool:
    """`$x_1$` is left as it stands."""
    if state.src[state.pos] != "$":
        return False
    found = _FORMULA.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.pending += found[0]
    state.pos = found.end()
    return True


def note_mark(state: StateInline, silent: bool) -> bool:
    """`[^1]` is no word of the text if there is such a note."""
    if not state.src.startswith("[^", state.pos):
        return False
    found = _NOTE_MARK.match(state.src, state.pos, state.posMax)
    if found is None or found[1] not in state.env.get("notes", ()):
        return False
    if not silent:
        state.push("note_mark", "", 0).info = found[1]
    state.pos = found.end()
    return True


def emphasis(state: StateInline, silent: bool) -> bool:
    """`**bold:**so` and `**「太字」**は`: two asterisks count beside punctuation too.

    CommonMark's rule asks for blanks, which many scripts do not write. After markdown-it's
    own rule.
    """
    marker = state.src[state.pos]
    if silent or marker not in "_*":
        return False
    scanned = state.scanDelims(state.pos, marker == "*")
    can_open, can_close = scanned.can_open, scanned.can_close
    if marker == "*" and scanned.length > 1:
        before = state.src[state.pos - 1 : state.pos]
        after = state.src[state.pos + scanned.length : state.pos + scanned.length + 1]
        can_open = bool(after) and not after.isspace()
        can_close = bool(before) and not before.isspace()
    for _ in range(scanned.length):
        state.push("text", "", 0).content = marker
        state.delimiters.append(
            Delimiter(
                marker=ord(marker),
                length=scanned.length,
                token=len(state.tokens) - 1,
                end=-1,
                open=can_open,
                close=can_close,
            )
        )
    state.pos += scanned.length
    return True
