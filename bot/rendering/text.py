"""Other people's words → Discord Markdown that shows exactly those words.

Recaps, file names and questions are written by strangers: mark-up in them must not
style, mention, link or reorder anything around them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from urllib.parse import quote, urlsplit

from bot.model import Link
from bot.players import page_of
from bot.rendering.limits import size
from bot.rendering.shown import fit

MARKS_IN_A_ROW = 3
"""Accents kept on one letter: enough for Vietnamese, Hebrew and Thai, too few for zalgo."""

URL_LIMIT = 512
"""Characters of an address that is still made a link; longer ones are named by their domain."""

_KEPT = 512
"""Lines and addresses kept as they are shown: those of buttons, events and recaps come again and again."""

_LOOK = 10
"""Times the room left that is looked at: no more of an endless title can show."""

_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\u2061-\u2064\ufeff\U000e0000-\U000e007f]")
_PLAIN = re.compile(
    "[ -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e]*"
)  # nothing of what is looked for
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_STYLE = re.compile(r"\\|\*|~~|\|\||`|\](?=\()|<(?=[@#:/a-zA-Z!])|_(?<!\w_)|_(?!\w)|__+")
# Each way begins with its letter, so the pattern passes over all other letters in no time.
_LINE_START = re.compile(r"^(\s*)(#{1,3}\s|>{1,3}\s|-#\s|[-+]\s)")
_NUMBERED = re.compile(r"^(\s*\d+)\.(?=\s)")
_MENTION = re.compile(r"@(?=everyone|here)", re.IGNORECASE)
_BULLET = re.compile(r"^\s*[-*•+]\s+")
_URL_LIKE = re.compile(r"\w://|\bwww\.|\bdiscord\.(gg|com)", re.IGNORECASE)
_Escape = Callable[[str], str]
_URL_SAFE = "/:?#@!$&'*+,;=%~[]-._"


def tame(text: str) -> str:
    r"""One line without control characters, bidi overrides, invisible letters or piles of accents.

    "a\\u202eb" → "ab"; "e" with thirty accents keeps three of them.
    """
    if _PLAIN.fullmatch(text):
        return " ".join(text.split())
    clean = _INVISIBLE.sub("", _BIDI.sub("", text.encode("utf-8", "replace").decode("utf-8")))
    kept: list[str] = []
    run = 0
    for char in unicodedata.normalize("NFC", clean):
        category = unicodedata.category(char)
        run = run + 1 if category in ("Mn", "Me") else 0
        if run > MARKS_IN_A_ROW:
            continue
        kept.append(" " if category in ("Cc", "Zl", "Zp", "Co", "Cs", "Cn") else char)
    return " ".join("".join(kept).split())


def escape(line: str) -> str:
    r"""Mark-up characters of one line made literal: "**a** @everyone" → "\\*\\*a\\*\\* @\\u200beveryone"."""
    text = _STYLE.sub(lambda match: "".join("\\" + char for char in match.group()), line)
    if begun := _LINE_START.match(text):
        text = f"{begun.group(1)}\\{text[len(begun.group(1)) :]}"
    if begun := _NUMBERED.match(text):
        text = f"{begun.group(1)}\\{text[len(begun.group(1)) :]}"
    return _MENTION.sub("@\u200b", text) if "@" in text else text


def cut(text: str, limit: int) -> str:
    """`text` within `limit` characters as Discord counts, ended at a sentence, a line or a word."""
    allowed = limit
    kept = fit(text, allowed)
    while size(kept) > limit:
        allowed -= max(1, (size(kept) - limit) // 2)
        kept = fit(text, allowed)
    return kept


def title(text: str, limit: int = 200) -> str:
    """One tamed, escaped line of at most `limit` characters; right-to-left text is kept to itself."""
    return _title(text[: _LOOK * limit], limit)


@lru_cache(_KEPT)
def _title(text: str, limit: int) -> str:
    return _escaped_within(_isolated(tame(text)) or "(untitled)", limit, escape)


def label(text: str, limit: int) -> str:
    """One tamed line for where Discord shows no mark-up (buttons, menus); never empty."""
    return _label(text[: _LOOK * limit], limit)


@lru_cache(_KEPT)
def _label(text: str, limit: int) -> str:
    return cut(tame(text), limit) or "(untitled)"


def prose(text: str, limit: int) -> str:
    """Paragraphs and bullets of notes, escaped, of at most `limit` characters; "" stays ""."""
    lines = [_prose_line(line) for line in text[: _LOOK * max(limit, 0)].splitlines()]
    return _escaped_within("\n".join(line for line in lines if line), limit, _escape_lines)


def split(text: str, limit: int) -> tuple[str, ...]:
    """All of `text` in pieces that `prose` shows whole within `limit`, broken at lines or sentences."""
    pieces: list[str] = []
    rest = "\n".join(line for line in map(_prose_line, text.splitlines()) if line)
    while rest:
        allowed = limit
        while size(_escape_lines(piece := _head(rest, allowed))) > limit:
            allowed -= max(1, allowed // 8)
        pieces.append(piece)
        rest = rest[len(piece) :].strip()
    return tuple(pieces)


def _head(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    head = text[:limit]
    for mark in ("\n", ". ", " "):
        end = head.rfind(mark)
        if end > limit // 2:
            return head[: end + 1]
    return head


def _prose_line(line: str) -> str:
    bullet = _BULLET.match(line)
    words = tame(line[bullet.end() :] if bullet else line)
    return f"- {words}" if bullet and words else words


def _escape_lines(text: str) -> str:
    return "\n".join(
        f"- {escape(line[2:])}" if line.startswith("- ") else escape(line) for line in text.split("\n")
    )


def _escaped_within(text: str, limit: int, escaped: _Escape) -> str:
    allowed = limit
    shown = escaped(cut(text, allowed))
    while size(shown) > limit:
        allowed -= max(1, (size(shown) - limit) // 2)
        shown = escaped(cut(text, allowed))
    return shown


def _isolated(text: str) -> str:
    return f"\u2068{text}\u2069" if _RTL.search(text) else text


@lru_cache(_KEPT)
def safe_url(url: str) -> str | None:
    """`url` fit for a Markdown link, or None: http and https with a host only, no user name, not endless.

    A player's address becomes that of the page where one can watch, and see who made it.
    """
    try:
        parts = urlsplit(page_of(url.strip()))
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host or "@" in parts.netloc:
        return None
    cleaned = quote(parts.geturl(), safe=_URL_SAFE, errors="replace")
    return cleaned if len(cleaned) <= URL_LIMIT else None


@lru_cache(_KEPT)
def domain(url: str) -> str:
    """The host of `url` in letters nobody can mistake: "https://www.x.org/y" → "x.org"."""
    try:
        host = urlsplit(url.strip()).hostname or ""
        if not host.isascii():
            host = host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        return "unknown address"
    return tame(host).removeprefix("www.")[:100] or "unknown address"


def linked(words: str, url: str | None, limit: int = 200) -> str:
    """`words` as a masked link to `url`; without a good address, the words alone."""
    target = safe_url(url) if url else None
    text = title(words, limit)
    if target is None:
        return text
    return f"[{text}]({target})" if not _URL_LIKE.search(text) else f"[{domain(target)}]({target})"


def link(item: Link, limit: int = 120) -> str:
    """A link with where it leads in sight: "[Slides of the talk](https://…) · sched.com"."""
    where = escape(domain(item.url))
    if safe_url(item.url) is None:
        return f"{title(item.text, limit)} · {where}"
    if not item.text.strip() or _URL_LIKE.search(item.text):
        return f"[{where}]({safe_url(item.url)})"
    return f"{linked(item.text, item.url, limit)} · {where}"
