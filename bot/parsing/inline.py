"""The inside of a paragraph: markdown-it's inline tokens -> spans."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import html
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.utils import EnvType

from bot.parsing.addresses import full_address, split_addresses
from bot.parsing.blocks import BREAK, WRAP, Span
from bot.parsing.dialect import is_element

# Without any of these, Markdown text is words and line ends ...
_MARK = re.compile(r"[\\`*_\[<$]|~~|&[#\w]|  \n")
# ... and with nothing but these, words and links: what most paragraphs with marks are.
_LINK = re.compile(r"(?<!!)\[(?!\^)([^\[\]\\`*_<$&~\n/]+)\]\((https?://[^\s()\\;<>]{1,1500})\)")
_LINE_END = re.compile(r"(?<![ \t])[ \t]*\n[ \t]*")
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)")

_STYLES = {
    **dict.fromkeys(("strong", "b"), "strong"),
    **dict.fromkeys(("em", "i", "cite", "dfn", "var", "small"), "em"),
    **dict.fromkeys(("s", "del", "strike"), "struck"),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), "code"),
}
_PLAYERS = frozenset({"iframe", "embed", "video", "audio", "source"})
_BREAKS = frozenset({"br", "hr", "p", "div", "li", "tr", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6"})


def read_inline(content: str, parser: MarkdownIt, env: EnvType, line: int) -> tuple[Span, ...]:
    """Markdown text of one paragraph -> its spans, the first at `line` of the file."""
    if not _MARK.search(content):
        text = _LINE_END.sub(WRAP, content) if WRAP in content else content
        return link_addresses([Span(text, line=line)]) if text else ()
    if "](http" in content and (linked := _words_and_links(content, line)):
        return link_addresses(linked)
    tokens: list[Token] = []
    parser.inline.parse(content, parser, env, tokens)
    spans = Spans(line)
    for token in tokens:
        spans.take(token)
    return link_addresses(spans.spans)


def _words_and_links(content: str, line: int) -> list[Span]:
    """The spans of a text with no marks but those of links, as the parser would make them; else []."""
    pieces = _LINK.split(content)
    if any(map(_MARK.search, pieces[::3])) or "\t" in content or "://" in "".join(pieces[::3]):
        return []
    spans: list[Span] = []
    for at in range(0, len(pieces) - 1, 3):
        words, label, url = pieces[at : at + 3]
        if not words and spans and spans[-1].url == url:
            return []
        if text := _LINE_END.sub(WRAP, words):
            spans.append(Span(text, line=line))
            line += text.count(WRAP)
        spans.append(Span(label, url, line=line))
    if text := _LINE_END.sub(WRAP, pieces[-1]):
        spans.append(Span(text, line=line))
    return spans


def link_addresses(spans: list[Span]) -> tuple[Span, ...]:
    """Spans with the addresses printed in their words as links."""
    found: list[Span] = []
    for span in spans:
        if (
            span.url is not None
            or span.code
            or span.image is not None
            or ("/" not in span.text and "www." not in span.text)
        ):
            found.append(span)
            continue
        line = span.line
        for text, url in split_addresses(span.text):
            found.append(span._replace(text=text, url=url, line=line))
            line += text.count(WRAP)
    return tuple(found)


def without_anchors(spans: Sequence[Span]) -> list[Span]:
    """Spans of a heading without the mark that links the heading itself: "Ants [#](#ants)" -> Ants."""
    if not any(span.url and span.url[0] == "#" for span in spans):
        return list(spans)
    kept = [span for span in spans if not (span.url and span.url[0] == "#" and not _WORD.search(span.text))]
    for at, strip in ((0, str.lstrip), (-1, str.rstrip)) if kept else ():
        kept[at] = kept[at]._replace(text=strip(kept[at].text))
    return kept


_WORD = re.compile(r"\w")


class Spans:
    """Collects spans while the marks around them open and close."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.spans: list[Span] = []
        self.open = dict.fromkeys(("strong", "em", "code", "struck"), 0)
        self.url: str | None = None
        self.hidden = ""  # the element whose words are not shown
        self.broken = False  # by a <br> that no line end has followed yet

    def take(self, token: Token) -> None:
        """Adds one inline token."""
        kind = token.type
        if kind in {"text", "text_special"}:
            self.add(token.content)
        elif kind == "softbreak":
            if not self.broken:
                self.add(WRAP)
            self.line += 1
            self.broken = False
        elif kind == "hardbreak":
            self.add(BREAK)
            self.line += 1
        elif kind == "code_inline":
            self.add(token.content, code=True)
        elif kind == "link_open":
            self.link(str(token.attrs["href"]))
        elif kind == "link_close":
            self.url = None
        elif kind == "image":
            self.add(_plain(token.children or []), image=full_address(str(token.attrs["src"])) or "")
        elif kind == "html_inline":
            self.tag(token.content)
        elif kind[-5:] == "_open":
            self.style(token.tag, 1)
        elif kind[-6:] == "_close":
            self.style(token.tag, -1)

    def style(self, tag: str, change: int) -> None:
        """Opens (1) or closes (-1) what an element does to the look of words."""
        if style := _STYLES.get(tag):
            self.open[style] = max(self.open[style] + change, 0)

    def tag(self, source: str) -> None:
        """Adds one HTML tag that stands among words."""
        found = _TAG.match(source)
        name = found[2].lower() if found else ""
        if found and not is_element(found[2]):
            self.add(source)
        elif found and found[1]:
            self.style(name, -1)
            self.url = None if name == "a" else self.url
            self.hidden = "" if name == self.hidden else self.hidden
        elif name in _BREAKS:
            if self.spans:
                self.add(BREAK)
                self.broken = True
        elif name in {"a", "img"} or name in _PLAYERS:
            self._element(html.fragment_fromstring(source, create_parent=True)[0])
        elif name in {"script", "style"}:
            self.hidden = name
        else:
            self.style(name, 1)

    def _element(self, element: html.HtmlElement) -> None:
        if element.tag == "a":
            self.link(element.get("href", ""))
        elif element.tag == "img":
            self.add(element.get("alt", ""), image=full_address(element.get("src", "")) or "")
        else:
            self.add_player(element)

    def link(self, url: str) -> None:
        """Words from here on point to `url`, if a person may follow it."""
        self.url = full_address(url)

    def add_player(self, element: html.HtmlElement) -> None:
        """An embedded player is a link to what it plays."""
        source = element.get("src") or element.get("data-src") or ""
        source = f"https:{source}" if source.startswith("//") else source
        if source and self.url is None and (url := full_address(source)):
            self.url = url
            self.add(element.get("title") or url)
            self.url = None

    def add(self, text: str, *, code: bool = False, image: str | None = None) -> None:
        """Adds words that look as the marks around them say."""
        if self.hidden or (not text and image is None):
            return
        marks = self.open
        is_code = code or marks["code"] > 0
        span = Span(
            text,
            self.url,
            image,
            marks["strong"] > 0,
            marks["em"] > 0,
            is_code,
            marks["struck"] > 0,
            self.line,
        )
        joins = image is None and not self.broken
        self.broken = False
        last = self.spans[-1] if self.spans else None
        if last is not None and joins and last[1:7] == span[1:7]:
            line = self.line if last.text == " " else last.line
            self.spans[-1] = last._replace(text=last.text + text, line=line)
        else:
            self.spans.append(span)


def _plain(tokens: list[Token]) -> str:
    return "".join(token.content or _plain(token.children or []) for token in tokens)
