"""Markdown's own marks as people write them: headings, lists, emphasis, links."""

from __future__ import annotations

import re
from collections import Counter

# --- headings and rules ------------------------------------------------------------------

_MAYBE_TIGHT = re.compile(r"#[^#\s]")
_TIGHT = re.compile(r"^([ >]{0,12}|[ >]{0,12}[-*+] )(#{2,6})([^#\s].*)$", re.MULTILINE)
_TIGHT_ONE = re.compile(r"^#([^\W\d][^\n]*)$", re.MULTILINE)
_SPACED_ONE = re.compile(r"^#[ \t]+\S", re.MULTILINE)
_ANY_HEADING = re.compile(r"^#{1,6}[ \t]", re.MULTILINE)
_ODD_SPACE = re.compile(r"^([ >]{0,12}#{1,6})[\u00a0\u2000-\u200a\u3000]+", re.MULTILINE)
_UNDERLINE = re.compile(r"^[ \t]{0,3}(-+|=+)[ \t]*$", re.MULTILINE)
_NO_TITLE = re.compile(r"[ \t]*(?:[-*+>|<#]|\d+[.)])|[ \t]{4}")
_UNSEEN = re.compile(r"<[^<>]{1,300}>|!?\[([^\[\]]{0,200})\]\([^()\s]{0,300}\)")
_SENTENCE_END = (".", "。", ":", "：", ";", "；", ",", "，", "、")


def space_headings(text: str) -> str:
    """`##Day 1` -> `## Day 1`, `##Day 1##` too; `#Day` where no hashtag can be meant."""
    if not _MAYBE_TIGHT.search(text):
        return text
    tight = _TIGHT.search(text) is not None
    text = _TIGHT.sub(_space_heading, text)
    if not _SPACED_ONE.search(text):
        alone = not tight and not _ANY_HEADING.search(text)
        text = _TIGHT_ONE.sub(lambda found: _space_title(found, text, alone=alone), text)
    return text


def _space_heading(found: re.Match[str]) -> str:
    title = found[3].rstrip()
    if title.endswith(found[2]) and not title.endswith(f"#{found[2]}"):
        title = title[: -len(found[2])]
    return f"{found[1]}{found[2]} {title}"


def _space_title(found: re.Match[str], text: str, *, alone: bool) -> str:
    """A single mark is a title's if it has the line for itself; hashtags come in groups."""
    words = found[1]
    before, after = text[max(found.start() - 2, 0) : found.start()], text[found.end() : found.end() + 2]
    stands_alone = before in {"", "\n", "\n\n"} and after in {"", "\n", "\n\n"}
    if " #" in words or (alone and not (stands_alone and " " in words and words[0].isupper())):
        return found[0]
    return f"# {words}"


def space_headings_plainly(text: str) -> str:
    """Blanks no keyboard shows (no-break, ideographic) after the marks of a heading."""
    return _ODD_SPACE.sub(r"\1 ", text)


def settle_underlines(text: str) -> str:
    """What stands above `---` is a heading only if it is one line that reads like one.

    Markdown would make a heading of a whole paragraph before a rule, and of a line before
    a bullet left empty.
    """
    parts: list[str] = []
    at = 0
    for found in _UNDERLINE.finditer(text):
        start = text.rfind("\n", 0, max(found.start() - 1, 0)) + 1
        title = text[start : found.start() - 1]
        if found[1][:3] == "===" and not title.strip():
            parts += [text[at : found.start()], "***"]  # a line drawn, or the mark below a teaser
            at = found.end()
            continue
        if not found.start() or not title.strip() or _NO_TITLE.match(title) or start < at:
            continue
        above = text[text.rfind("\n", 0, max(start - 1, 0)) + 1 : max(start - 1, 0)]
        mark = found[1]
        fits = len(mark) > 3 and abs(len(mark) - len(title.strip())) <= max(3, len(title) // 3)
        if len(mark) == 1 or (len(mark) == 2 and not fits):
            parts += [text[at : found.start()], ""]
        elif mark[0] == "-" and (above.strip() or (not fits and _reads_on(title))):
            parts += [text[at : found.start()], "***" if len(mark) > 2 else ""]
        elif above.strip() and not _NO_TITLE.match(above):
            parts += [text[at:start], "# " if mark[0] == "=" else "## ", title.strip(), "\n"]
        else:
            continue
        at = found.end()
    return "".join(parts) + text[at:]


def _reads_on(title: str) -> bool:
    """A sentence rather than a title, by the words a reader sees: no tags, pictures and addresses."""
    shown = _UNSEEN.sub(r"\1", title) if len(title) > LONG_TITLE else title
    return len(shown) > LONG_TITLE or shown.rstrip().endswith(_SENTENCE_END)


LONG_TITLE = 80
"""Characters from which a line above a rule is no title."""


# --- lists -------------------------------------------------------------------------------

_BULLET = re.compile(r"^([ \t]*)[•◦▪▫‣⁃∙►▶➢➤➔❖·・][ \t\u3000]*(?=\S)", re.MULTILINE)
_SQUARE = re.compile(r"([■□◆◇●○▼★☆])[ \t\u3000]*(?=\S)")
_INDENTED_ITEM = re.compile(r"\n( {4,8}|\t)(?:[-*+]|\d{1,2}[.)])[ \t]+\S")
_ITEM = re.compile(r"[-*+>|]|\d{1,3}[.)]")
_LONG_DASH = re.compile(r"^([ \t]*)[–—][ \t]+(?=\S[^\n]*\n[ \t]*[–—][ \t])", re.MULTILINE)
_LONG_DASH_LAST = re.compile(r"^([ \t]*- [^\n]*\n[ \t]*)[–—][ \t]+(?=\S)", re.MULTILINE)
_MAYBE_BULLET = re.compile(r"\n[ \t]*(?:-[^\s>|-]|\*[^\s*|])")
_DASHED = r"-(?=[^\s>|-])"
_STARRED = r"\*(?=[^\s*_|])(?![^\n]*\*)"
_TIGHT_BULLET = re.compile(
    rf"^([ \t]*)(?:({_DASHED})(?=[^\n]*\n[ \t]*-[^\s>|-])|({_STARRED})(?=[^\n]*\n[ \t]*\*[^\s*|]))",
    re.MULTILINE,
)
_TIGHT_LAST = re.compile(rf"^([ \t]*[-*] [^\n]*\n[ \t]*)({_DASHED}|{_STARRED})", re.MULTILINE)
_MAYBE_NUMBER = re.compile(r"\n[ \t]*\d{1,2}(?:[、．]|\.\)|\)\.|\.[^\W\d_])")
_NUMBER = re.compile(r"^([ \t]*)(\d{1,2})(?:[、．]|\.\)|\)\.)[ \t\u3000]*(?=\S)", re.MULTILINE)
_TIGHT_NUMBER = re.compile(r"^([ \t]*\d{1,2}\.)(?=[^\W\d_])", re.MULTILINE)
_NUMBERED_BULLET = re.compile(
    r"^([ \t]*[-*+][ \t]+#?\d{1,3})([.)])(?=[ \t]+\S)(?![^\n]*\n[ \t]+\d{1,3}[.)][ \t])", re.MULTILINE
)
_TASK = re.compile(r"^([ \t>]*(?:[-*+]|\d{1,3}[.)])[ \t]+)\[[ xX]\][ \t]+", re.MULTILINE)


def mend_bullets(text: str) -> str:
    """`• ant` -> `* ant`, as word processors and web pages print lists, all of them indented."""
    indent = min((found[1] for found in _BULLET.finditer(text)), key=len, default="")
    return _BULLET.sub(lambda found: f"{found[1].removeprefix(indent)}* ", text)


def mend_squares(text: str) -> str:
    """`■ 蟻` over a paragraph is a heading, as East Asian plain text has it; one over the other, a list."""
    lines = text.split("\n")
    filled = [index for index, line in enumerate(lines) if line.strip()]
    begins = ["", *(lines[index].lstrip()[0] for index in filled), ""]
    for place, index in enumerate(filled, 1):
        if found := _SQUARE.match(lines[index]):
            is_item = found[1] in (begins[place - 1], begins[place + 1])
            lines[index] = ("* " if is_item else "## ") + lines[index][found.end() :]
    return "\n".join(lines)


def outdent_items(text: str) -> str:
    """An indented list right below a line of prose: Markdown would take it for more prose."""
    if not _INDENTED_ITEM.search(text):
        return text
    lines = text.split("\n")
    prose, indent = False, ""
    for index, line in enumerate(lines):
        if not line.strip():
            prose, indent = False, ""
        elif indent and line.startswith(indent):
            lines[index] = line[len(indent) :]
        elif prose and line[0] in " \t" and (found := _INDENTED_ITEM.match(f"\n{line}")):
            indent = found[1]
            lines[index] = line[len(indent) :]
        else:
            prose = line[0] not in " \t" and not _ITEM.match(line) and (prose or not lines[index - 1].strip())
    return "\n".join(lines)


def mend_long_dashes(text: str) -> str:
    """`– ant` and `– bee` on lines of their own are a list; a single one may be speech."""
    return _LONG_DASH_LAST.sub(r"\1- ", _LONG_DASH.sub(r"\1- ", text))


def space_bullets(text: str) -> str:
    """`-ant` above `-bee` is a list."""
    if not _MAYBE_BULLET.search(text):
        return text
    text = _TIGHT_BULLET.sub(lambda found: f"{found[1]}{found[2] or found[3]} ", text)
    return _TIGHT_LAST.sub(r"\1\2 ", text)


def mend_numbers(text: str) -> str:
    """`1、蟻` -> `1. 蟻`; `1.Ant` -> `1. Ant` where a list is counted that way."""
    if not _MAYBE_NUMBER.search(f"\n{text}"):
        return text
    text = _NUMBER.sub(r"\1\2. ", text)
    return _TIGHT_NUMBER.sub(r"\1 ", text) if len(_TIGHT_NUMBER.findall(text)) > 1 else text


_ITEM_HEADING = re.compile(r"^([ \t]*[-*+][ \t]+)#{1,6}[ \t]+(\S[^\n]{0,300}?)[ \t]{0,9}$", re.MULTILINE)


def embolden_items(text: str) -> str:
    """`- ## Bees`, as outliners have it -> `- **Bees**`."""
    return _ITEM_HEADING.sub(lambda found: f"{found[1]}**{found[2].strip('*')}**", text)


_DEFINED = re.compile(r"(?<=\n\n)([^\W_][^\n]{1,150}[^\s.:;,])\n:[ \t]{1,3}(?=\S)")
_DEFINED_MORE = re.compile(r"\n:[ \t]{1,3}(?=\S)")


def embolden_terms(text: str) -> str:
    """`Bees`, and below it `: They hum.` -> `**Bees**`, and below it the words."""
    if not _DEFINED.search(text):
        return text
    return _DEFINED_MORE.sub("\n", _DEFINED.sub(r"**\1**\n", text))


def keep_numbers(text: str) -> str:
    """`- 1. Ant` is an item that counts itself, not a list within a list."""
    return _NUMBERED_BULLET.sub(r"\1\\\2", text)


def drop_task_marks(text: str) -> str:
    """`- [ ] read it` is an item; whether it was done is not for others."""
    return _TASK.sub(r"\1", text)


# --- emphasis ----------------------------------------------------------------------------

_HIGHLIGHT = re.compile(r"(?<![=+|])==(?=\w)([^=\n]+)(?<=\S)==(?!=)")
_LOOSE_EMPHASIS = re.compile(r"(?<![\w_])_([^\s_][^_\n\[\]]{0,200}?)[ \t]+_\[")
_CLOSED_BELOW = re.compile(r"^([ \t]*)(\*\*|__|[*_])([^*_\s][^*_\n]*)\n[ \t]*\2[ \t]*$", re.MULTILINE)


def tighten_strong(text: str) -> str:
    """`** Ants **` and `**Ants **` -> `**Ants**`: a mark beside a blank would be no mark."""
    lines = text.split("\n")
    for index, line in enumerate(lines):
        if ("** " in line or " **" in line) and "***" not in line:
            pieces = line.split("**")
            if len(pieces) % 2 and len(pieces) > 2:
                lines[index] = "".join(_tighten(pieces))
    return "\n".join(lines)


def _tighten(pieces: list[str]) -> list[str]:
    for index in range(1, len(pieces), 2):
        inside = pieces[index]
        words = inside.strip()
        if words:
            start = inside.index(words)
            pieces[index - 1] += inside[:start]
            pieces[index + 1] = inside[start + len(words) :] + pieces[index + 1]
            pieces[index] = f"**{words}**"
        else:
            pieces[index] = f"**{inside}**"
    return pieces


def close_emphasis(text: str) -> str:
    """A line in bold or italics whose closing mark slipped to the next line."""
    return _CLOSED_BELOW.sub(lambda found: f"{found[1]}{found[2]}{found[3].rstrip()}{found[2]}\n", text)


def tighten_emphasis(text: str) -> str:
    """`_by Ada: _[Ants](…)` -> `_by Ada:_ [Ants](…)`: a closing mark that stuck to the link behind it."""
    return _LOOSE_EMPHASIS.sub(r"_\1_ [", text)


def drop_highlight(text: str) -> str:
    """`==ants==` -> `ants`."""
    return _HIGHLIGHT.sub(r"\1", text)


# --- links -------------------------------------------------------------------------------

_ADDRESS = r"https?://[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*"
_TAIL = r"[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*"
_INVERTED = re.compile(r"\(([^()\[\]\n]{1,300})\)\[((?:https?://|www\.)[^\s\[\]]+)\]")
_APART = re.compile(rf"(\[[^\[\]\n]{{1,300}}\])([ \t]{{0,20}}\n?[ \t]{{0,20}})(\({_ADDRESS}\))")
_WRAPPED = re.compile(rf"\]\(({_ADDRESS})\n[ \t]*({_TAIL}\))")
_WRAPPED_BARE = re.compile(r"<(https?://[^\s<>]*)\n[ \t]*([^\s<>]+>)")
_SPACED = re.compile(
    r"\]\(((?:https?://|\.{0,2}/|[\w-]+/)[^()\n<>\"']*(?:\([^()\n<>\"']*\)[^()\n<>\"']*)*)(\"[^()\n\"]*\")?\)"
)
_UNCLOSED = re.compile(r"(\]\(https?://[^\s()<>]++)$", re.MULTILINE)
_NUMBERED = re.compile(r"^[ \t]{0,3}\[(\d{1,3})\][ \t]+<?(https?://[^\s<>]+)>?[ \t]*$", re.MULTILINE)
_CITED = re.compile(r"\[(\d{1,3})\]")
_WIKI = re.compile(r"(!?)\[\[([^\[\]|\n]{1,300})(?:\|([^\[\]\n]{1,300}))?\]\](?!\()")
_GEMINI = re.compile(r"^=>[ \t]*((?:https?://|/)\S+)[ \t]+(\S[^\n]*)$", re.MULTILINE)


def turn_links(text: str) -> str:
    """`(ants)[http://ants.org]` -> `[ants](http://ants.org)`."""
    return _INVERTED.sub(r"[\1](\2)", text)


def join_links(text: str) -> str:
    """`[ants] (http://ants.org)`, also over a line end, is a link."""
    return _APART.sub(lambda found: f"{found[1]}{found[3]}" + "\n" * found[2].count("\n"), text)


def join_addresses(text: str) -> str:
    """An address wrapped by an editor is one address; its line end moves behind the link."""
    text = _WRAPPED.sub(r"](\1\2\n", text)
    return _WRAPPED_BARE.sub(r"<\1\2\n", text)


def enclose_addresses(text: str) -> str:
    """`](/my ants.png)` -> `](</my ants.png>)`: Markdown takes no blanks in an address."""
    return _SPACED.sub(_enclose, text)


def _enclose(found: re.Match[str]) -> str:
    address = found[1].strip()
    return f"](<{address}> {found[2] or ''})" if " " in address else found[0]


def close_links(text: str) -> str:
    """A link at the end of a line whose bracket was forgotten."""
    return _UNCLOSED.sub(r"\1)", text)


def mend_numbered_links(text: str) -> str:
    """`ants [1]` and, on a line of its own, `[1] http://ants.org` belong together."""
    uses = Counter(_CITED.findall(text))
    return _NUMBERED.sub(lambda found: f"[{found[1]}]: {found[2]}" if uses[found[1]] > 1 else found[0], text)


def mend_wiki_links(text: str) -> str:
    """`[[Ants]]` -> `Ants`, `[[ants|the ants]]` -> `the ants`, `![[ant.png]]` -> a picture."""
    return _WIKI.sub(_wiki_link, text)


def _wiki_link(found: re.Match[str]) -> str:
    if found[1]:
        return f"![](<{found[2]}>)"
    words = found[3] or found[2]
    return f"[{words}]({found[2]})" if found[2].startswith("http") else words


def mend_gemini_links(text: str) -> str:
    """`=> http://ants.org Ants` -> `[Ants](http://ants.org)`."""
    return _GEMINI.sub(r"[\2](\1)", text)
