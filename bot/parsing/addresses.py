"""Web addresses as people print them: bare in a text, or without their scheme."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.parsing.letters import EAST
from bot.parsing.limits import MAX_URL

_TOP = (
    "com|org|net|io|dev|app|edu|gov|info|me|co|uk|de|fr|es|it|jp|cn|tw|hk|kr|sg|eu|ch|at|nl|be|se|no|fi|dk|pl|cz|pt"
    "|ie|gr|hu|ro|ru|ua|il|za|in|au|nz|br|mx|ar|cl|ca|us|tv|fm|ly|gl|gd|gg|ai|sh|so|to|cc|li|tech|cloud|blog|wiki"
    "|page|link|live|news|video|events|conf|social|community|systems|software"
)
_HOST = rf"(?:[a-z0-9](?:[a-z0-9-]{{0,61}}[a-z0-9])?\.){{1,5}}(?:{_TOP})"

# East Asian letters end an address, unless one began with them: no blank parts them from it.
_PATH = rf"(?:[^\s<>\"“”«»\u3000-\u303f{EAST}\uff00-\uffef]|(?<=[/=])[{EAST}]+)*"
_BARE = re.compile(
    rf"(?<![A-Za-z0-9_@/.:-])(?:https?://{_PATH}|www\.[a-z0-9]{_PATH}|{_HOST}/{_PATH})", re.IGNORECASE
)
_MAYBE = re.compile(rf"://|www\.|\.(?:{_TOP})/", re.IGNORECASE)
_NO_SCHEME = re.compile(rf"(?:www\.[^\s/]+|{_HOST})(?:[/?#:]\S*)?", re.IGNORECASE)
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_FILE = re.compile(r"\.(?:md|html?|png|jpe?g|gif|svg|pdf|webp)$", re.IGNORECASE)

_CLOSING = {")": "(", "]": "[", "}": "{"}


def full_address(url: str) -> str | None:
    """What a link points to, its scheme added ("tinyurl.com/ants" -> "https://tinyurl.com/ants").

    None if a person should not follow it (a script, a file of the author's computer) or if
    it is too long to be one. Addresses within the site stay as they are.
    """
    url = url.strip().replace(" ", "%20")
    if not url or len(url) > MAX_URL:
        return None
    if scheme := _SCHEME.match(url):
        if scheme[1].lower() in {"http", "https", "mailto"}:
            return url
        if not url[scheme.end() : scheme.end() + 1].isdigit():
            return None
    if url.startswith("//"):
        return f"https:{url}"
    return f"https://{url}" if _NO_SCHEME.fullmatch(url) and not _is_file(url) else url


def _is_file(url: str) -> bool:
    return "/" not in url and _FILE.search(url) is not None


def split_addresses(text: str) -> Iterator[tuple[str, str | None]]:
    """A text in pieces: words, None; and addresses printed in it, with what they point to.

    "at www.ants.org." -> ("at ", None), ("www.ants.org", "https://www.ants.org"), (".", None)
    """
    at = 0
    if _MAYBE.search(text):
        for found in _BARE.finditer(text):
            printed = _trim(found[0])
            url = full_address(printed) if len(printed) > len("http://") else None
            if url is None:
                continue
            if found.start() > at:
                yield text[at : found.start()], None
            yield printed, url
            at = found.start() + len(printed)
    if at < len(text):
        yield text[at:], None


def _trim(address: str) -> str:
    """An address without the punctuation of the sentence it stands in."""
    address = address[: MAX_URL + 1]  # longer, it is none
    while address:
        last = address[-1]
        is_open = last in _CLOSING and address.count(last) > address.count(_CLOSING[last])
        if last not in ".,;:!?'*~…" and not is_open:
            break
        address = address[:-1]
    return address
