"""The inside of a paragraph: markdown-it's inline tokens -> spans."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.utils import EnvType

from bot.parsing.blocks import BREAK, WRAP, Span


def read_inline(content: str, parser: MarkdownIt, env: EnvType, line: int) -> tuple[Span, ...]:
    """Markdown text of one paragraph -> its spans, the first at `line` of the file."""
    tokens: list[Token] = []
    parser.inline.parse(content, parser, env, tokens)
    return _Spans(line).read(tokens)


class _Spans:
    """Collects spans while the marks around them open and close."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.spans: list[Span] = []
        self.marks = {"strong": 0, "em": 0, "s": 0}
        self.url: str | None = None
        self.broken = False  # by a <br> that no line end has followed yet

    def read(self, tokens: list[Token]) -> tuple[Span, ...]:
        for token in tokens:
            self._take(token)
        return tuple(self.spans)

    def _take(self, token: Token) -> None:
        kind = token.type
        if kind in {"text", "text_special"}:
            self._add(token.content)
        elif kind == "softbreak":
            if not self.broken:
                self._add(WRAP)
            self.line += 1
            self.broken = False
        elif kind == "hardbreak":
            self._add(BREAK)
            self.line += 1
        elif kind == "code_inline":
            self._add(token.content, code=True)
        elif kind == "link_open":
            self.url = str(token.attrs["href"])
        elif kind == "link_close":
            self.url = None
        elif kind == "image":
            self._add(_plain(token.children or []), image=str(token.attrs["src"]))
        elif kind == "html_inline":
            self._html(token.content)
        elif kind[-5:] == "_open":
            self.marks[token.tag] += 1
        elif kind[-6:] == "_close":
            self.marks[token.tag] -= 1

    def _html(self, source: str) -> None:
        if source[:3].lower() == "<br":
            self._add(BREAK)
            self.broken = True

    def _add(self, text: str, *, code: bool = False, image: str | None = None) -> None:
        marks = self.marks
        span = Span(
            text,
            self.url,
            image,
            marks["strong"] > 0,
            marks["em"] > 0,
            code,
            marks["s"] > 0,
            self.line,
        )
        last = self.spans[-1] if self.spans else None
        joins = image is None and not self.broken
        self.broken = False
        if last is not None and joins and last[1:7] == span[1:7]:
            self.spans[-1] = last._replace(text=last.text + text)
        elif text or image is not None:
            self.spans.append(span)


def _plain(tokens: list[Token]) -> str:
    return "".join(token.content or _plain(token.children or []) for token in tokens)
