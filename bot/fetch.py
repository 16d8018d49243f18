"""Web addresses → bytes, without becoming anybody's way into the network behind the bot.

`docs/security.md` explains the checks. In short: the address is judged where the
connection is made, on the very address it is made to, and again on each redirect.
"""

from __future__ import annotations

import asyncio
import re
import socket
import unicodedata
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import NamedTuple
from urllib.parse import unquote

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver
from yarl import URL

from bot.article import Page
from bot.errors import FetchError

MAX_BYTES = 1 << 20
MAX_REDIRECTS = 5
TIMEOUT = aiohttp.ClientTimeout(total=20, connect=10)
PORTS = frozenset({80, 443, 8080, 8443})
_HEADERS = {
    "User-Agent": "Recapbot (reads one page when an admin asks)",
    "Accept": "text/markdown, text/plain, text/html;q=0.9, */*;q=0.5",
}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


# --- which addresses are public --------------------------------------------------------

_REFUSED = tuple(
    ip_network(network)
    for network in (
        "192.88.99.0/24",  # relays to 6to4
        "168.63.129.16/32",  # a cloud's own services, though outside any private range
        "2001::/23",  # Teredo and other IETF protocol assignments
        "2002::/16",  # 6to4: carries an IPv4 address
        "3fff::/20",  # documentation
    )
)
_GLOBAL_UNICAST = ip_network("2000::/3")  # leaves out mapped, NAT64, fec0::, ::7f00:1, multicast


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet: the only kind that is connected to.

    `is_global` alone lets NAT64, 6to4, site-local and multicast addresses pass.
    """
    try:
        ip: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, IPv6Address) and ip not in _GLOBAL_UNICAST:
        return False
    return ip.is_global and not ip.is_multicast and not any(ip in network for network in _REFUSED)


class Net(NamedTuple):
    """The network as `fetch` may use it; tests bring their own."""

    allowed: Callable[[str], bool] = is_public
    ports: frozenset[int] = PORTS
    resolver: type[AbstractResolver] = ThreadedResolver
    timeout: aiohttp.ClientTimeout = TIMEOUT


# --- which URLs are looked at ----------------------------------------------------------


def checked(url: str, ports: frozenset[int] = PORTS) -> URL:
    """The URL in canonical form; raises `FetchError` for what is no plain public web address.

    Addresses given as numbers are refused in every spelling, for names alone go through
    the resolver: 127.0.0.1, ①②⑦.⓪.⓪.①, 0x7f.1, 2130706433, [::1].
    """
    try:
        parsed = URL(url.strip())
        host, port = parsed.host, parsed.port
    except ValueError as error:
        raise FetchError("That is not a web address; it should begin with https://.") from error
    if parsed.scheme not in ("http", "https") or not host:
        raise FetchError("That is not a web address; it should begin with https://.")
    if parsed.user is not None or parsed.password is not None:
        raise FetchError("A web address with a name and password in it is refused; paste the text instead.")
    if port not in ports:
        raise FetchError(f"Port {port} is refused; recaps are read from the usual ports of the web.")
    if _is_number(host):
        raise FetchError("A web address of numbers is refused; use the site's name.")
    if _is_local(host):
        raise FetchError("That address is not on the public internet.")
    return parsed.with_fragment(None)


def _plain(host: str) -> str:
    """The host as a resolver might read it in the end: without disguise by other digits and dots."""
    return re.sub(r"[。．｡․]", ".", unicodedata.normalize("NFKC", unquote(host))).casefold().strip(".")


def _is_number(host: str) -> bool:
    # As browsers tell it (https://url.spec.whatwg.org/#ends-in-a-number-checker).
    plain = _plain(host)
    if ":" in plain or "[" in plain or not plain:
        return True
    return re.fullmatch(r"\d+|0x[0-9a-f]*", plain.rpartition(".")[2]) is not None


def _is_local(host: str) -> bool:
    return "." not in _plain(host) or _plain(host).endswith(
        (".localhost", ".local", ".internal", ".home.arpa", ".lan", ".intranet", ".corp", ".home")
    )


_RAW: tuple[tuple[str, str], ...] = (
    # github.com/o/r/blob/main/notes.md, a page about a file → the file
    (r"https://github\.com/([^/]+/[^/]+)/(?:blob|raw)/(.+)", r"https://raw.githubusercontent.com/\1/\2"),
    (r"https://gist\.github\.com/([^/]+/[0-9a-f]+)/?", r"https://gist.githubusercontent.com/\1/raw"),
    # GitLab, wherever it is hosted
    (r"(https://[^/]+/.+)/-/blob/(.+)", r"\1/-/raw/\2"),
    # Gitea, Forgejo, Codeberg, wherever they are hosted
    (r"(https://[^/]+/[^/]+/[^/]+)/src/((?:branch|commit|tag)/.+)", r"\1/raw/\2"),
    (r"https://bitbucket\.org/([^/]+/[^/]+)/src/(.+)", r"https://bitbucket.org/\1/raw/\2"),
    (r"(https://git\.sr\.ht/~[^/]+/[^/]+)/tree/([^/]+)/item/(.+)", r"\1/blob/\2/\3"),
    # HackMD's notes
    (r"https://hackmd\.io/((?:@[^/]+/)?[\w-]+)/?", r"https://hackmd.io/\1/download"),
)


def raw_form(url: URL) -> URL:
    """The address of a file itself for a page about it on a Git hosting; any other address as it is."""
    bare = str(url.with_query(None))
    for pattern, replacement in _RAW:
        if match := re.fullmatch(pattern, bare):
            return URL(match.expand(replacement), encoded=True)
    return url


# --- fetching --------------------------------------------------------------------------


async def fetch(url: str, net: Net | None = None) -> Page:
    """Request one web address, for a page about a file on a Git hosting the file itself.

    Raises `FetchError`, whose text says why, for whatever is refused or goes wrong.
    """
    net = net or Net()
    address = raw_form(checked(url, net.ports))
    connector = aiohttp.TCPConnector(
        resolver=_Guard(net),
        socket_factory=lambda info: _socket(info, net.allowed),
        use_dns_cache=False,
        limit=1,
        force_close=True,
    )
    try:
        async with (
            asyncio.timeout(net.timeout.total),  # over all redirects, and over the slowest drip
            aiohttp.ClientSession(
                connector=connector,
                headers=_HEADERS,
                timeout=net.timeout,
                cookie_jar=aiohttp.DummyCookieJar(),
            ) as session,
        ):
            return await _follow(session, address, net)
    except TimeoutError as error:
        raise FetchError(f"{address.host} took too long; paste the text instead.") from error
    except _Refused as error:
        raise FetchError("That address is not on the public internet.") from error
    except (aiohttp.ClientError, OSError, ValueError) as error:
        if _refusal(error):
            raise FetchError("That address is not on the public internet.") from error
        raise FetchError(
            f"{address.host} could not be read; check the address, or paste the text."
        ) from error


async def _follow(session: aiohttp.ClientSession, address: URL, net: Net) -> Page:
    for _ in range(MAX_REDIRECTS + 1):
        async with session.get(address, allow_redirects=False) as response:
            if response.status in _REDIRECTS and (to := response.headers.get("Location")):
                address = raw_form(checked(str(address.join(URL(to))), net.ports))
                continue
            if response.status != 200:
                raise FetchError(f"{address.host} answered {response.status}; is the page public?")
            kind = response.content_type if "Content-Type" in response.headers else ""
            return Page(await _body(response), kind, response.charset, str(address))
    raise FetchError(f"{address.host} redirects too often; use the page's final address.")


async def _body(response: aiohttp.ClientResponse) -> bytes:
    """The body, counted as it is unpacked: a small answer may unpack to a huge one."""
    too_large = FetchError(f"That page is larger than {MAX_BYTES // 1024} KiB; paste the part that matters.")
    if (response.content_length or 0) > MAX_BYTES:
        raise too_large
    data = bytearray()
    async for chunk in response.content.iter_chunked(1 << 16):
        data += chunk
        if len(data) > MAX_BYTES:
            raise too_large
    return bytes(data)


class _Refused(OSError):
    """An address that is not public was about to be connected to."""


def _refusal(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, _Refused):
            return True
        error = error.__cause__ or error.__context__
    return False


class _Guard(AbstractResolver):
    """Resolves a name once, and refuses it if any of its addresses is not public."""

    def __init__(self, net: Net) -> None:
        self._allowed = net.allowed
        self._resolver = net.resolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """The addresses of `host`; raises `_Refused`."""
        found = await self._resolver.resolve(host, port, family)
        if not all(self._allowed(result["host"]) for result in found):
            raise _Refused(host)
        return found

    async def close(self) -> None:
        """Close the resolver behind."""
        await self._resolver.close()


def _socket(info: aiohttp.AddrInfoType, allowed: Callable[[str], bool]) -> socket.socket:
    """A socket for the address that is about to be connected to: the last check, on the very address."""
    family, kind, protocol, _, sockaddr = info
    if not allowed(str(sockaddr[0])):
        raise _Refused(str(sockaddr[0]))
    return socket.socket(family, kind, protocol)
