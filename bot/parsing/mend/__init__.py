"""Mending Markdown: what people and their tools write, turned into what the parser reads.

RULES is an ordered table: one quirk, one rule, one golden case (`tests/cases/mend/NAME.txt`).
A rule is a function from text to text that finds its quirk itself and keeps every line on its
line, so that line numbers stay right; only `flat.py`, which comes first, makes lines of its
own. Code is put aside beforehand: what stands between backticks or fences is never mended.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from bot.model import ReadWarning
from bot.parsing.mend import aside, flat, forums, indented, marks, records, restructured, sites, tags, wikis
from bot.parsing.signs import Signs


class Rule(NamedTuple):
    """One quirk: `mend` is asked about a text that holds any of the `signs`."""

    name: str
    signs: tuple[str, ...]
    mend: Callable[[str], str]

    def applies(self, text: Signs) -> bool:
        """Whether it is worth asking; most texts have most quirks not."""
        return text.hold(self.signs)


# Other ways to mark code; they come before it is put aside.
FENCES: tuple[Rule, ...] = (
    Rule("liquid-code", ("{%", "{{<"), tags.fence_code),
    Rule("org-code", ("#+",), wikis.fence_org),
    Rule("asciidoc-code", ("= ",), wikis.fence_asciidoc),
    Rule("fenced-titles", ("```", "~~~"), aside.unfence_titles),
)

RULES: tuple[Rule, ...] = (
    # whole dialects
    Rule(
        "restructured-text",
        ("\n.. ", "`_", "\n:", "===\n", "####\n", "~~~~\n", "^^^^\n", '""""\n', "++++\n"),
        restructured.mend_restructured,
    ),
    Rule("org", ("#+", "][", ":PROPERTIES:", "\n** "), wikis.mend_org),
    Rule("asciidoc", ("= ",), wikis.mend_asciidoc),
    Rule("wiki-headings", ("==\n",), wikis.mend_wiki_headings),
    Rule("textile", ("h1. ", "h2. ", "h3. ", "h4. "), wikis.mend_textile),
    Rule("indented-notes", ("\n\t", "\n  "), indented.mend_indented),
    Rule("forums", ("[/",), forums.mend_forums),
    Rule("records", (": ", "："), records.head_records),
    # tags of sites
    Rule("liquid-comments", ("{%",), tags.hide_comments),
    Rule("liquid-variables", ("{{",), tags.mend_variables),
    Rule("site-tags", ("{%", "{{<"), tags.mend_tags),
    Rule("template-calls", ("{{",), tags.mend_calls),
    Rule("components", ("</", "/>"), tags.mend_components),
    Rule("hackmd", (" =", "[name=", "[color=", "[time=", "# tags:"), sites.mend_hackmd),
    Rule("wordpress", ("[/", "[embed", "[youtube", "[vimeo", "[gallery", "[caption"), sites.mend_wordpress),
    Rule("boxes", (":::",), sites.open_boxes),
    Rule("callouts", ("[!",), sites.open_callouts),
    Rule("indented-boxes", ("!!! ", "??? ", "???+ "), sites.unindent_boxes),
    Rule("contents", ("toc", "TOC"), sites.drop_contents),
    Rule("attributes", ("{:", "{#", "{."), sites.drop_attributes),
    Rule("obsidian", ("%%", " ^"), sites.drop_obsidian_marks),
    Rule("wrappers", (">\n",), sites.drop_wrappers),
    Rule("breaks", ("<br",), sites.blank_breaks),
    Rule("emoji", (":",), sites.mend_emoji),
    # marks of Markdown
    Rule("odd-space", ("#\u3000", "#\u2002", "#\u2003"), marks.space_headings_plainly),
    Rule("tight-headings", ("#",), marks.space_headings),
    Rule("underlines", ("\n-", "\n=", "\n ", "\n\t"), marks.settle_underlines),
    Rule("squares", tuple("■□◆◇●○▼★☆"), marks.mend_squares),
    Rule("bullets", tuple("•◦▪▫‣⁃∙►▶➢➤➔❖·・"), marks.mend_bullets),
    Rule("indented-items", ("\n    ", "\n\t"), marks.outdent_items),
    Rule("long-dashes", ("– ", "— "), marks.mend_long_dashes),
    Rule("tight-bullets", ("-", "*"), marks.space_bullets),
    Rule("numbers", (".", "、", "．", ")"), marks.mend_numbers),
    Rule("numbered-bullets", ("- ", "* ", "+ "), marks.keep_numbers),
    Rule("item-headings", ("- #", "* #", "+ #"), marks.embolden_items),
    Rule("definitions", ("\n: ", "\n:\t"), marks.embolden_terms),
    Rule("tasks", ("[ ]", "[x]", "[X]"), marks.drop_task_marks),
    Rule("closed-below", ("\n*", "\n_"), marks.close_emphasis),
    Rule("loose-strong", ("** ", " **"), marks.tighten_strong),
    Rule("loose-emphasis", (" _[",), marks.tighten_emphasis),
    Rule("highlight", ("==",), marks.drop_highlight),
    Rule("inverted-links", (")[http", ")[www"), marks.turn_links),
    Rule("links-apart", ("(http",), marks.join_links),
    Rule("wrapped-addresses", ("(http", "<http"), marks.join_addresses),
    Rule("spaced-addresses", ("](",), marks.enclose_addresses),
    Rule("unclosed-links", ("](http",), marks.close_links),
    Rule("numbered-links", ("[1]",), marks.mend_numbered_links),
    Rule("wiki-links", ("[[",), marks.mend_wiki_links),
    Rule("gemini-links", ("=> ",), marks.mend_gemini_links),
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
    signs = Signs(text)
    for rule in FENCES:
        if rule.applies(signs):
            text = rule.mend(text)
            signs = Signs(text)
    text, code = _set_code_aside(text, lines, warnings)
    signs = Signs(text) if code else signs
    needed = [rule for rule in RULES if rule.applies(signs)]
    for rule in needed:
        text = rule.mend(text)
    return Mended(aside.put_back(text, code), lines, warnings)


def _set_code_aside(text: str, lines: list[int], warnings: list[ReadWarning]) -> tuple[str, list[str]]:
    if "`" not in text and "~~~" not in text:
        return text, []
    source = text.split("\n")
    fences = aside.find_fences(source) if "```" in text or "~~~" in text else []
    if len(fences) % 2:
        at = fences.pop()
        mark = source[at].strip()[:3]
        warnings.append(ReadWarning(lines[at], f"Code begins here and never ends; close it with {mark}."))
        source[at] = ""
    return aside.put_aside(source, fences)


def _restore_lines(text: str) -> tuple[str, list[int]]:
    if "# " not in text:
        return text, list(range(1, text.count("\n") + 2))
    source = text.split("\n")
    if max(map(len, source)) < flat.LONG or not any(map(flat.is_flat, source)):
        return text, list(range(1, len(source) + 1))
    restored: list[str] = []
    lines: list[int] = []
    for number, line in enumerate(source, 1):
        pieces = flat.restore(line) if flat.is_flat(line) else [line]
        restored += pieces
        lines += [number] * len(pieces)
    return "\n".join(restored), lines
