"""The answer of a web address → its text: as it is, or of an HTML page the article as Markdown."""

from __future__ import annotations

import re
from dataclasses import dataclass

from yarl import URL

from bot.errors import FetchError

_HTML = ("text/html", "application/xhtml+xml")
_UNSAID = ("", "application/octet-stream")


@dataclass(frozen=True, slots=True)
class Page:
    """What an address answered: bytes, the kind and charset it claims for them, its final address."""

    data: bytes
    kind: str
    charset: str | None
    url: str


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address held: its text as bytes, and a file name for it."""

    data: bytes
    file: str


def text_of(page: Page) -> Fetched:
    """The text of a page; raises `FetchError` for what is no text, `ReadError` for HTML without any."""
    kind = page.kind
    if kind in _UNSAID and page.data.lstrip()[:15].lower().startswith((b"<!doctype html", b"<html")):
        kind = "text/html"
    if kind in _HTML:
        from bot.article.extract import article  # noqa: PLC0415 - few bots ever need all it loads

        data = article(_decoded(page.data, page.charset), page.url).encode()
        return Fetched(data, _file(URL(page.url), ".md", replace=True))
    if not kind.startswith("text/") and kind not in _UNSAID:
        raise FetchError(f"That address holds {kind}, not text; use a page, or a Markdown or text file.")
    if page.charset and page.charset.lower() not in ("utf-8", "utf8", "us-ascii"):
        return Fetched(_decoded(page.data, page.charset).encode(), _file(URL(page.url), ".md"))
    return Fetched(page.data, _file(URL(page.url), ".md"))


def _decoded(data: bytes, charset: str | None) -> str:
    declared = re.search(rb"<meta[^>]{0,200}?charset=[\"']?([\w-]{1,40})", data[:4096], re.IGNORECASE)
    for name in (charset, declared and declared.group(1).decode("ascii"), "utf-8"):
        try:
            if name:
                return data.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("cp1252", errors="replace")


def _file(url: URL, suffix: str, *, replace: bool = False) -> str:
    name = url.name or (url.parent.name if url.parent != url else "") or str(url.host)
    if name in ("raw", "download", "index.html", "index.htm"):
        name = url.parent.name or str(url.host)
    stem, dot, given = name.rpartition(".")
    if not dot or not stem or len(given) > 8 or name == url.host:
        return name + suffix
    return stem + suffix if replace else name
