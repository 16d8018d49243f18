"""A web page → the article on it, as Markdown. Pure; any HTML, however broken."""

from __future__ import annotations

import json
import re
from typing import cast

from lxml import html as lxml_html
from lxml.etree import LxmlError
from markdownify import markdownify
from readability import Document
from readability.readability import Unparseable

from bot.errors import ReadError

_BESIDE = [
    "script",
    "style",
    "noscript",
    "template",
    "nav",
    "aside",
    "footer",
    "form",
    "button",
    "select",
    "input",
    "svg",
    "canvas",
    "dialog",
    "object",
    "embed",
]
_BULK = 0.7


def article(page: str, url: str) -> str:
    """The article of an HTML page with its title and address as front matter; links made absolute.

    Where the page says what its article is (`<article>`, `<main>`), that is taken whole;
    elsewhere readability decides (https://github.com/buriy/python-readability), which drops
    lists made of links. Raises `ReadError` if there is no text.
    """
    try:
        document = Document(page, url=url)
        title = " ".join(document.title().split())
        body = _marked(page, url) or document.summary(html_partial=True)
        text: str = markdownify(body, heading_style="ATX", bullets="-")
    except (Unparseable, LxmlError, ValueError, RecursionError) as error:
        raise ReadError("That page could not be read; paste its text instead.") from error
    text = re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+\n", "\n", text)).strip()
    if not text:
        raise ReadError("There is no article on that page; paste its text instead.")
    quoted = json.dumps(title, ensure_ascii=False)  # which YAML reads as well
    return f"---\ntitle: {quoted}\nsource: {url}\n---\n\n{text}\n"


def _marked(page: str, url: str) -> str | None:
    """The HTML of the element that holds most of the page's text and is marked as its content."""
    root = cast(lxml_html.HtmlElement, lxml_html.document_fromstring(page))
    _drop_signposts(root)
    root.make_links_absolute(url, resolve_base_href=True, handle_failures="discard")
    for frame in list(root.iter("iframe")):
        _to_link(frame)
    for element in list(root.iter(*_BESIDE)):
        cast(lxml_html.HtmlElement, element).drop_tree()
    whole = _size(root)
    for path in (".//article", ".//main", './/*[@role="main"]'):
        found = max(root.iterfind(path), key=_size, default=None)
        if found is not None and _size(found) >= _BULK * whole > 0:
            return str(lxml_html.tostring(found, encoding="unicode"))
    return None


def _drop_signposts(root: lxml_html.HtmlElement) -> None:
    """Take out what only leads around on the page: marks behind headings, tables of contents."""
    for contents in root.xpath(".//ul[.//a] | .//ol[.//a]"):
        links = contents.xpath(".//a")
        if all(_within(link) for link in links) and _size(contents) == sum(map(_size, links)):
            contents.drop_tree()
    for link in root.xpath(".//a[starts-with(@href, '#')]"):
        if re.search(r"\w", str(link.text_content())):
            link.drop_tag()
        else:
            link.drop_tree()


def _within(link: lxml_html.HtmlElement) -> bool:
    return (link.get("href") or "").startswith("#")


def _to_link(frame: lxml_html.HtmlElement) -> None:
    """An embedded video becomes a link to it."""
    address = frame.get("src") or ""
    link = lxml_html.fragment_fromstring("<p><a></a></p>")
    link[0].set("href", address)
    link[0].text = frame.get("title") or address
    if (parent := frame.getparent()) is not None and address.startswith(("http://", "https://")):
        link.tail, frame.tail = frame.tail, None
        parent.replace(frame, link)
    else:
        frame.drop_tree()


def _size(element: lxml_html.HtmlElement) -> int:
    return len("".join(str(element.text_content()).split()))
