"""What site generators and editors add to Markdown: notes in boxes, attributes, emoji codes."""

from __future__ import annotations

import re
from typing import Literal

from bot.parsing.embeds import embed_address

_EMOJI = re.compile(r":(?<![\w:/]:)([a-z0-9_+-]{2,40}):(?![\w:/])")
_FLAG = re.compile(r"flag-([a-z]{2})|(cn|de|es|fr|gb|it|jp|kr|ru|us)")


def mend_emoji(text: str) -> str:
    """`:rocket:` -> 🚀; a code nobody knows stays."""
    return _EMOJI.sub(_emoji, text)


def _emoji(found: re.Match[str]) -> str:
    if flag := _FLAG.fullmatch(found[1]):
        return "".join(chr(0x1F1E6 + ord(letter) - ord("a")) for letter in flag[1] or flag[2])
    from rich.emoji import Emoji  # noqa: PLC0415  # 70 ms that most recaps never need

    return Emoji.replace(found[0])


# --- boxes -------------------------------------------------------------------------------

_COLONS = re.compile(
    r"^([ \t>]*):{3,}[ \t]*(?:\{[^{}\n]*\}|[\w-]*)[ \t]*(?:\[([^\[\]\n]*)\]|([^\n{]*))(?:\{[^\n]*)?$",
    re.MULTILINE,
)
_BANGS = re.compile(r"^([ \t]*)(?:!!!|\?\?\?)\+?[ \t]+[\w -]*(?:\"([^\"\n]*)\")?[ \t]*$")
_CALLOUT = re.compile(r"([ \t>]*>[ \t]*)\[![\w-]+\][-+]?[ \t]*(.*)")
_QUOTE_MARK = re.compile(r"^\s*>[ \t]?")


def open_boxes(text: str) -> str:
    """`:::tip Bees` … `:::` -> **Bees** and what is between."""
    return _COLONS.sub(lambda found: f"{found[1]}{_strong(found[2] or found[3])}", text)


def open_callouts(text: str) -> str:
    """`> [!NOTE] Bees` and the lines below -> `**Bees**` and these lines; without a title all is quoted."""
    titled = False
    lines = text.split("\n")
    for index, line in enumerate(lines):
        if found := _CALLOUT.match(line):
            titled = bool(found[2].strip())
            lines[index] = _strong(found[2]) if titled else found[1]
        elif not line.lstrip().startswith(">"):
            titled = False
        elif titled:
            lines[index] = _QUOTE_MARK.sub("", line)
    return "\n".join(lines)


def unindent_boxes(text: str) -> str:
    """`!!! note "Bees"` and the indented lines below -> **Bees** and those lines."""
    lines = text.split("\n")
    inside: str | None = None
    for index, line in enumerate(lines):
        if found := _BANGS.match(line):
            inside = found[1] + "    "
            lines[index] = found[1] + _strong(found[2])
        elif inside is not None and line.startswith(inside):
            lines[index] = line[4:]
        elif line.strip():
            inside = None
    return "\n".join(lines)


def _strong(words: str | None) -> str:
    words = (words or "").strip()
    return f"**{words}**" if words else ""


# --- attributes and markers --------------------------------------------------------------

_ATTRIBUTES = re.compile(
    r"(?<!\{)\{:[^{}\n]*\}|[ \t]\{[#.][\w:.-]+(?:[ \t][#.][\w:.-]+){0,5}\}(?=[ \t]*$)", re.MULTILINE
)
_CONTENTS = re.compile(
    r"^[ \t]*(?:\[\[?_?toc_?\]?\]|@\[toc\]|\{\{toc\}\}|\$\{toc\})[ \t]*$"
    r"|^(?:[*-]|1\.)[ \t]+[^\n]*(?=\n\{:[ \t]?toc\b)",
    re.MULTILINE | re.IGNORECASE,
)
_OBSIDIAN = re.compile(r"^%%[^\n]*?%%[ \t]*$|[ \t]\^[a-z0-9-]{4,20}$", re.MULTILINE)


def drop_attributes(text: str) -> str:
    """`{: .wide}` and `## Ants {#ants}`: classes and anchors are for the site."""
    return _ATTRIBUTES.sub("", text)


def drop_contents(text: str) -> str:
    """`[TOC]`: the site puts a table of contents there."""
    return _CONTENTS.sub("", text)


def drop_obsidian_marks(text: str) -> str:
    """`%% a comment %%` and `^block-id` are for the editor."""
    return _OBSIDIAN.sub("", text)


_SIZE = re.compile(r"(!\[[^\[\]\n]*\]\([^()\s]+)[ \t]+=\d*%?x?\d*%?\)")
_SIGNED = re.compile(r"\[name=([^\[\]\n]*)\]|\[(?:time|color)=[^\[\]\n]*\]")
_TAGGED = re.compile(r"^#{4,6}[ \t]+(?=tags?:)", re.MULTILINE)


def mend_hackmd(text: str) -> str:
    """`![](a.png =300x)`, `[name=Ada]`, and tags written as a heading (`###### tags: ants`)."""
    return _TAGGED.sub("", _SIGNED.sub(lambda found: found[1] or "", _SIZE.sub(r"\1)", text)))


# --- HTML around Markdown ----------------------------------------------------------------

_WRAPPER = re.compile(
    r"^[ \t]*(?:</?(?:div|center|section|article|main|figure|details|aside|header|footer|p|font|small|span)"
    r"(?:[ \t][^<>\n]*)?>[ \t]*)+$",
    re.MULTILINE | re.IGNORECASE,
)


_INDENTED_BELOW = re.compile(r"^[ \t]*</?[a-zA-Z][^\n]*>[ \t]*\n(?:[ \t]*\n)*(?: {4}|\t)", re.MULTILINE)
_BOX = re.compile(
    r"<(/?)(?:div|center|section|article|main|figure|details|aside|header|footer)\b", re.IGNORECASE
)


_BREAK = re.compile(r"^[ \t]*(?:<br ?/?>[ \t]*)+$(?=\n[ \t]*[^\s<])", re.MULTILINE | re.IGNORECASE)


def blank_breaks(text: str) -> str:
    """`<br/>` in a line of its own is a blank line, so that what stands below it stays Markdown."""
    return _BREAK.sub("", text)


def drop_wrappers(text: str) -> str:
    """A line that only opens or closes a box: Markdown between such lines stays Markdown.

    HTML that is indented in its box is moved to the margin, where it is no code.
    """
    if _INDENTED_BELOW.search(text) and _WRAPPER.search(text):
        return _outdent_boxed(text)
    return _WRAPPER.sub("", text)


def _outdent_boxed(text: str) -> str:
    """Each stretch of lines right below a box's line, or in a box and begun by a tag, without its indent."""
    lines: list[str] = []
    depth = surplus = 0
    below: Literal["box", "blank", "words"] = "blank"
    for line in text.split("\n"):
        words = line.lstrip(" \t")
        indent = len(line) - len(words)
        if _WRAPPER.fullmatch(line):
            lines.append("")
            depth = max(0, depth + sum(-1 if end else 1 for end in _BOX.findall(line)))
            below = "box"
        elif not words:
            lines.append(line)
            below = "blank"
        else:
            if below != "words":
                boxed = below == "box" or (depth > 0 and words[0] == "<")
                surplus = indent if boxed and (indent >= CODE_INDENT or "\t" in line[:indent]) else 0
            lines.append(line[min(surplus, indent) :])
            below = "words"
    return "\n".join(lines)


CODE_INDENT = 4
"""Blanks from which a line is code in Markdown."""


# --- WordPress ---------------------------------------------------------------------------

_SURE = "caption|embed|youtube|vimeo|dailymotion|gist|tweet|slideshare|soundcloud|wpvideo|gallery|instagram"
_LOOSE = "video|audio|playlist|sourcecode|code|quote"  # words, unless they have arguments
_WORDPRESS = re.compile(
    rf"\[(?:/(?:{_SURE}|{_LOOSE})|({_SURE})([ =][^\[\]\n]*)?|({_LOOSE})([ =][^\[\]\n]*=[^\[\]\n]*))\]"
    r"(?![(\[:])"
)
_ENCLOSED = re.compile(r"\[embed[^\[\]\n]*\][ \t]*(https?://[^\s\[\]]+)[ \t]*\[/embed\]")
_WP_ID = re.compile(r"(?:^|[ =\"'])((?:https?://[^\s\"'\]]+)|(?<=id=)[\w-]+|(?<=id=\")[\w-]+|[\w-]{6,})")


def mend_wordpress(text: str) -> str:
    """`[youtube ID]` -> a link, `[caption …]<img> Hall[/caption]` -> what is between."""
    return _WORDPRESS.sub(_shortcode, _ENCLOSED.sub(r"<\1>", text))


def _shortcode(found: re.Match[str]) -> str:
    name, rest = found[1] or found[3], (found[2] or found[4] or "").strip(" =")
    if not name or name == "caption" or not (value := _WP_ID.search(rest)):
        return ""
    address = value[1] if value[1].startswith("http") else embed_address(name, value[1])
    return f"<{address}>" if address else ""
