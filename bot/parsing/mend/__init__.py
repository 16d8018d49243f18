"""Mending Markdown: what people and their tools write, turned into what the parser reads.

RULES is an ordered table: one quirk, one rule, one golden case (`tests/cases/mend/NAME.txt`).
A rule is a function from text to text that keeps every line on its line, so that line numbers
stay right; only `flat.py`, which comes first, makes lines of its own. Code is put aside
beforehand: what stands between backticks or fences is never mended.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from bot.model import ReadWarning
from bot.parsing.mend import aside, flat, marks, restructured, sites, tags, wikis


class Rule(NamedTuple):
    """One quirk: where `sign` is found in a text, `mend` mends it."""

    name: str
    sign: re.Pattern[str]
    mend: Callable[[str], str]


def _rule(name: str, sign: str, mend: Callable[[str], str]) -> Rule:
    return Rule(name, re.compile(sign, re.MULTILINE), mend)


_ASCIIDOC = r"\A\s*= \S|^={2,5} [^=\n]+$(?![\s\S]*^#)"

# Other ways to mark code; they come before it is put aside.
FENCES: tuple[Rule, ...] = (
    _rule("liquid-code", r"\{(?:%|\{[<%])-?\s{0,9}(?:/|end)?(?:highlight|code|raw)", tags.fence_code),
    _rule("org-code", r"(?i)^[ \t]*#\+begin_(?:src|example)", wikis.fence_org),
    _rule("asciidoc-code", _ASCIIDOC, wikis.fence_asciidoc),
)

RULES: tuple[Rule, ...] = (
    # whole dialects
    _rule("restructured-text", restructured.SIGN, restructured.mend_restructured),
    _rule("org", r"^#\+\w+:|^#\+begin_|^\*+ [^\n]*\n:PROPERTIES:|\[\[https?:[^\[\]\n]+\]\[", wikis.mend_org),
    _rule("asciidoc", _ASCIIDOC, wikis.mend_asciidoc),
    _rule("wiki-headings", r"^={2,6}[^=\n]+=+[ \t]*$", wikis.mend_wiki_headings),
    _rule("textile", r"^h[1-6]\. ", wikis.mend_textile),
    # tags of sites
    _rule("liquid-comments", r"\{%-?\s{0,9}comment", tags.hide_comments),
    _rule("liquid-variables", r"\{\{-?\s{0,9}[\"'sppit]", tags.mend_variables),
    _rule("site-tags", r"\{(?:%|\{[<%])", tags.mend_tags),
    _rule("wordpress", r"\[/?[a-z]+(?:[ =][^\[\]\n]*)?\](?![(\[:])", sites.mend_wordpress),
    _rule("boxes", r"^[ \t>]*:{3,}", sites.open_boxes),
    _rule("callouts", r"^[ \t]*>[ \t>]*\[![\w-]+\]", sites.open_callouts),
    _rule("indented-boxes", r"^[ \t]*(?:!!!|\?\?\?)\+?[ \t]", sites.unindent_boxes),
    _rule("contents", r"(?i)\btoc\b|_toc_", sites.drop_contents),
    _rule("attributes", r"\{[:#.]", sites.drop_attributes),
    _rule("obsidian", r"^%%|[ \t]\^[a-z0-9-]+$", sites.drop_obsidian_marks),
    _rule("wrappers", r"^[ \t]*</?[a-zA-Z]", sites.drop_wrappers),
    _rule("emoji", r":[a-z0-9_+-]{2,40}:", sites.mend_emoji),
    # marks of Markdown
    _rule("odd-space", r"^[ >]*#{1,6}[\u2000-\u200a\u3000]", marks.space_headings_plainly),
    _rule("tight-headings", r"^[ >*+-]*#{1,6}[^\s#]", marks.space_headings),
    _rule("underlines", r"^[ \t]{0,3}(?:-+|=+)[ \t]*$", marks.settle_underlines),
    _rule("bullets", r"^[ \t]*[•●◦▪▫‣⁃○∙■◆◇►▶➢➤➔❖·]", marks.mend_bullets),
    _rule("long-dashes", r"^[ \t]*[–—]", marks.mend_long_dashes),
    _rule("tight-bullets", r"^[ \t]*[-*][^\s*>|-]", marks.space_bullets),
    _rule("numbers", r"^[ \t]*\d{1,2}[、．.)]", marks.mend_numbers),
    _rule("tasks", r"\[[ xX]\]", marks.drop_task_marks),
    _rule("closed-below", r"^[ \t]*(?:\*\*?|__?)[ \t]*$", marks.close_emphasis),
    _rule("loose-strong", r"\*\* | \*\*", marks.tighten_strong),
    _rule("highlight", r"==[^\s=]", marks.drop_highlight),
    _rule("inverted-links", r"\)\[(?:http|www)", marks.turn_links),
    _rule("links-apart", r"\][ \t]*\n?[ \t]*\(http", marks.join_links),
    _rule("wrapped-addresses", r"(?:\]\(|<)https?://[^\s<>]*\n", marks.join_addresses),
    _rule("spaced-addresses", r"\]\([^()\n]* [^()\n]*\)", marks.enclose_addresses),
    _rule("unclosed-links", r"\]\(https?://[^\s()]+$", marks.close_links),
    _rule("numbered-links", r"^[ \t]{0,3}\[\d{1,3}\][ \t]+<?http", marks.mend_numbered_links),
    _rule("wiki-links", r"\[\[[^\[\]\n]+\]\]", marks.mend_wiki_links),
    _rule("gemini-links", r"^=>[ \t]", marks.mend_gemini_links),
)


class Mended(NamedTuple):
    """Markdown after mending: line i of `text` (from 0) is line `lines[i]` of the file."""

    text: str
    lines: list[int]
    warnings: list[ReadWarning]


def mend(text: str) -> Mended:
    """The text of a document, its front matter left empty -> Markdown as its author meant it."""
    text, lines = _restore_lines(text)
    warnings: list[ReadWarning] = []
    for rule in FENCES:
        if rule.sign.search(text):
            text = rule.mend(text)
    if "```" in text or "~~~" in text:
        text = _open_code(text, lines, warnings)
    needed = [rule for rule in RULES if rule.sign.search(text)]
    if needed:
        text, code = aside.put_aside(text)
        for rule in needed:
            text = rule.mend(text)
        text = aside.put_back(text, code)
    return Mended(text, lines, warnings)


def _open_code(text: str, lines: list[int], warnings: list[ReadWarning]) -> str:
    source = text.split("\n")
    at = aside.unclosed_fence(source)
    if at is None:
        return text
    mark = source[at].strip()[:3]
    warnings.append(ReadWarning(lines[at], f"Code begins here and never ends; close it with {mark}."))
    source[at] = ""
    return "\n".join(source)


def _restore_lines(text: str) -> tuple[str, list[int]]:
    source = text.split("\n")
    if not any(flat.is_flat(line) for line in source):
        return text, list(range(1, len(source) + 1))
    restored: list[str] = []
    lines: list[int] = []
    for number, line in enumerate(source, 1):
        pieces = flat.restore(line) if flat.is_flat(line) else [line]
        restored += pieces
        lines += [number] * len(pieces)
    return "\n".join(restored), lines
