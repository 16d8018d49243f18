"""Other light markups -> Markdown: Org, AsciiDoc, MediaWiki, Textile."""

from __future__ import annotations

import re

_ORG = re.compile(r"^#\+\w+|^\*+ [^\n]*\n:PROPERTIES:|\[\[https?:[^\[\]\n]+\]\[", re.MULTILINE)
# Headings of the second level with text right below, as no list of a wiki has them.
_ORG_BODY = re.compile(r"^\*{2,6} [^\n]+\n(?!\*)[ \t]*\S", re.MULTILINE)
_ORG_HEADING = re.compile(r"^(\*{1,6})[ \t]+(?:(?:TODO|DONE)[ \t]+)?([^\n]*)$", re.MULTILINE)
_ORG_TAGS = re.compile(r"[ \t]:[\w@:]+:[ \t]*$")
_ORG_LINK = re.compile(r"\[\[([^\[\]\n]+)\](?:\[([^\[\]\n]+)\])?\]")
_ORG_CODE = re.compile(
    r"^([ \t]*)#\+(?:begin|end)_(?:src|example)\b[ \t]*(\w*)[^\n]*$", re.MULTILINE | re.IGNORECASE
)
_ORG_KEYWORD = re.compile(
    r"^[ \t]*(?:#\+\w+:?|:(?:PROPERTIES|END|ID|CUSTOM_ID):)[^\n]*$", re.MULTILINE | re.IGNORECASE
)

# A title on the first line, or headings of this form and none of Markdown's.
_DOC = re.compile(r"\s*= \S")
_DOC_SECTION = re.compile(r"^={2,5} [^=\n]+$", re.MULTILINE)
_DOC_HEADING = re.compile(r"^(={1,6})[ \t]+(?=\S)", re.MULTILINE)
_DOC_LINK = re.compile(r"(?:link:)?(https?://[^\s\[\]]+|(?<=link:)[^\s\[\]]+)\[([^\[\]\n]*)\]")
_DOC_IMAGE = re.compile(r"image::?([^\s\[\]]+)\[([^\[\],\n]*)[^\[\]\n]*\]")
_DOC_FENCE = re.compile(r"^(?:-{4,}|\.{4,})[ \t]*$", re.MULTILINE)
_DOC_ATTRIBUTE = re.compile(r"^(?:\[[\w, =\"'.#%-]*\]|:[\w-]+:[^\n]*|\+)[ \t]*$", re.MULTILINE)
_DOC_ITEM = re.compile(r"^(\*{2,5}|\.{1,5})[ \t]+(?=\S)", re.MULTILINE)

_WIKI_HEADING = re.compile(r"^(={2,6})[ \t]*([^=\s][^\n]{0,300}?)[ \t]{0,9}\1[ \t]*$", re.MULTILINE)

_TEXTILE_HEADING = re.compile(r"^h([1-6])\.[ \t]+", re.MULTILINE)
_TEXTILE_LINK = re.compile(r"\"([^\"\n]{1,200})\":(https?://[^\s<>]*[^\s<>.,;:!?)])")


def fence_org(text: str) -> str:
    """Org: `#+begin_src sh` and its end are fences."""
    return _ORG_CODE.sub(r"\1```\2", text)


def fence_asciidoc(text: str) -> str:
    """AsciiDoc: `----` around code is a fence."""
    return _DOC_FENCE.sub("```", text) if _is_asciidoc(text) else text


def mend_org(text: str) -> str:
    """Org: `** Ants`, `[[http://ants.org][ants]]`, drawers hidden."""
    if not _ORG.search(text) and sum(1 for _ in _ORG_BODY.finditer(text)) < 2:
        return text
    text = _ORG_KEYWORD.sub("", text)
    text = _ORG_HEADING.sub(lambda found: f"{'#' * len(found[1])} {_ORG_TAGS.sub('', found[2])}", text)
    return _ORG_LINK.sub(lambda found: f"[{found[2]}]({found[1]})" if found[2] else f"<{found[1]}>", text)


def mend_asciidoc(text: str) -> str:
    """AsciiDoc: `== Ants`, `http://ants.org[ants]`, `image::ants.png[]`, `** nested`."""
    if not _is_asciidoc(text):
        return text
    text = _DOC_HEADING.sub(lambda found: "#" * len(found[1]) + " ", text)
    text = _DOC_ATTRIBUTE.sub("", text)
    text = _DOC_TERM.sub(r"**\1:** ", text)
    text = _DOC_IMAGE.sub(r"![\2](\1)", text)
    text = _DOC_LINK.sub(
        lambda found: f"[{found[2].rstrip('^')}]({found[1]})" if found[2] else f"<{found[1]}>", text
    )
    return _DOC_ITEM.sub(_doc_item, text)


_DOC_TERM = re.compile(r"^(?=\S)([^\n:*=-][^\n:]{1,150}?)::[ \t]+(?=\S)", re.MULTILINE)


def _is_asciidoc(text: str) -> bool:
    return _DOC.match(text) is not None or ("\n#" not in text and _DOC_SECTION.search(text) is not None)


def _doc_item(found: re.Match[str]) -> str:
    depth = len(found[1]) - 1
    return "  " * depth + "* " if found[1][0] == "*" else "   " * depth + "1. "


def mend_wiki_headings(text: str) -> str:
    """MediaWiki, DokuWiki: `== Ants ==`, `'''bold'''`, `''slanted''`."""
    text = _WIKI_HEADING.sub(lambda found: f"{'#' * len(found[1])} {found[2]}", text)
    return _WIKI_EM.sub(_wiki_em, text)


def _wiki_em(found: re.Match[str]) -> str:
    mark = "*" * (len(found[1]) - 1)
    return f"{mark}{found[2]}{mark}"


_WIKI_EM = re.compile(r"(?<!')('{2,3})(?!')([^'\n]{1,200}?)\1(?!')")


def mend_textile(text: str) -> str:
    """Textile: `h2. Ants`, `"ants":http://ants.org`."""
    if not _TEXTILE_HEADING.search(text):
        return text
    text = _TEXTILE_HEADING.sub(lambda found: "#" * int(found[1]) + " ", text)
    return _TEXTILE_LINK.sub(r"[\1](\2)", text)
