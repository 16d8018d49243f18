"""A web address is read if it is public, plain and small; nothing else is ever connected to."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import socket
from collections.abc import AsyncIterator, Awaitable, Callable

import aiohttp
import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from bot.article import Fetched, text_of
from bot.article.extract import article
from bot.errors import FetchError, ReadError
from bot.fetch import MAX_BYTES, Net, checked, fetch, is_public, raw_form


def _words(text: str) -> list[str]:
    return text.split()


HOSTILE = _words("""
    http://127.0.0.1/          http://127.1/               http://127.0.0.1.:80/
    http://0x7f.1/             http://0x7f000001/          http://2130706433/
    http://017700000001/       http://0177.0.0.1/          http://①②⑦.⓪.⓪.①/
    http://127。0。0。1/        http://１２７.0.0.1/         http://0.0.0.0/
    http://0/                  http://[::1]/               http://[::]/
    http://[::ffff:127.0.0.1]/ http://[::ffff:7f00:1]/     http://[::7f00:1]/
    http://[64:ff9b::7f00:1]/  http://[2002:7f00:1::]/     http://[fec0::1]/
    http://[fe80::1%25eth0]/   http://[fd00:ec2::254]/     http://[ff02::1]/
    http://169.254.169.254/    http://10.0.0.1/            http://192.168.0.1/
    http://100.100.100.200/    http://8.8.8.8/             http://224.0.0.1/
    http://localhost/          http://LOCALHOST/           http://localhost./
    http://app.localhost/      http://metadata/            http://router.lan/
    http://metadata.google.internal/  http://printer.local/  http://nas.home.arpa/
    http://%31%32%37.0.0.1/    http://ⓛocalhost/           http://intra.corp/
    ftp://example.org/a.md     file:///etc/passwd          gopher://example.org/
    javascript:alert(1)        data:text/plain,hi          //example.org/a.md
    http://ana:pw@example.org/ http://ana@127.0.0.1/       http://example.org:22/
    http://example.org:6379/   http:///etc/passwd          example.org
    http://                    http://[                    http://example.org:99999/
""")

PRIVATE = _words("""
    127.0.0.1 127.8.9.1 0.0.0.0 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1
    192.0.0.1 192.0.2.1 198.18.0.1 198.51.100.1 203.0.113.1 192.88.99.1 168.63.129.16
    224.0.0.1 239.1.1.1 240.0.0.1 255.255.255.255
    :: ::1 ::7f00:1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 64:ff9b::7f00:1 64:ff9b:1::1 100::1
    2001::1 2001:db8::1 2001:10::1 2002:7f00:1:: 3fff::1 fc00::1 fd00:ec2::254 fe80::1 fe80::1%eth0
    fec0::1 ff02::1 ff0e::1 5f00::1 not-an-address
""")


@pytest.mark.parametrize("url", HOSTILE)
async def test_hostile_addresses_are_refused_before_anything_is_resolved(url: str) -> None:
    class Never(AbstractResolver):
        async def resolve(self, host: str, port: int = 0, family: int = 0) -> list[ResolveResult]:
            pytest.fail(f"{host} was looked up")

        async def close(self) -> None: ...

    with pytest.raises(FetchError):
        await fetch(url, Net(resolver=Never))


@pytest.mark.parametrize("address", PRIVATE)
def test_no_address_of_a_private_network_is_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "2a00:1450:4001::1"])
def test_public_addresses_are(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "http://example.org:8080/a?b=c#d",
        "https://bücher.example/α.md",
        "https://1.example.org/",
    ],
)
def test_plain_addresses_pass(url: str) -> None:
    assert checked(url).fragment == ""


@pytest.mark.parametrize(
    ("page", "file"),
    [
        (
            "https://github.com/o/r/blob/main/a/b.md?plain=1",
            "https://raw.githubusercontent.com/o/r/main/a/b.md",
        ),
        ("https://github.com/o/r/raw/main/b.md", "https://raw.githubusercontent.com/o/r/main/b.md"),
        ("https://gist.github.com/o/0123abc", "https://gist.githubusercontent.com/o/0123abc/raw"),
        ("https://gitlab.com/g/s/r/-/blob/main/b.md", "https://gitlab.com/g/s/r/-/raw/main/b.md"),
        ("https://git.example.org/g/r/-/blob/v1/b.md", "https://git.example.org/g/r/-/raw/v1/b.md"),
        ("https://codeberg.org/o/r/src/branch/main/b.md", "https://codeberg.org/o/r/raw/branch/main/b.md"),
        ("https://bitbucket.org/o/r/src/main/b.md", "https://bitbucket.org/o/r/raw/main/b.md"),
        ("https://git.sr.ht/~o/r/tree/main/item/b.md", "https://git.sr.ht/~o/r/blob/main/b.md"),
        ("https://hackmd.io/@o/slug", "https://hackmd.io/@o/slug/download"),
        ("https://example.org/blob/main/b.md", "https://example.org/blob/main/b.md"),
        ("https://github.com/o/r", "https://github.com/o/r"),
    ],
)
def test_a_page_about_a_file_leads_to_the_file(page: str, file: str) -> None:
    assert str(raw_form(URL(page))) == file


# --- against a server --------------------------------------------------------------------

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Site = Callable[..., Awaitable[tuple[str, Net]]]


def resolving(table: dict[str, list[str]]) -> type[AbstractResolver]:
    class Table(AbstractResolver):
        async def resolve(self, host: str, port: int = 0, family: int = 0) -> list[ResolveResult]:
            return [
                ResolveResult(
                    hostname=host, host=address, port=port, proto=0, flags=0,
                    family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                )
                for address in table[host]
            ]  # fmt: skip

        async def close(self) -> None: ...

    return Table


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    """Serves handlers by path at recaps.test, which the network of the test takes for public."""
    runners = []

    async def serve(**handlers: Handler) -> tuple[str, Net]:
        app = web.Application()
        for name, handler in handlers.items():
            app.router.add_get(f"/{name}", handler)
        runner = web.AppRunner(app, access_log=None)
        runners.append(runner)
        await runner.setup()
        server = web.TCPSite(runner, "127.0.0.1", 0)
        await server.start()
        port = runner.addresses[0][1]
        table = {"recaps.test": ["127.0.0.1"], "inside.test": ["127.0.0.2"]}
        net = Net(
            allowed=lambda address: address == "127.0.0.1",
            ports=frozenset({port, 80}),
            resolver=resolving(table),
            timeout=aiohttp.ClientTimeout(total=2),
        )
        return f"http://recaps.test:{port}", net

    yield serve
    for runner in runners:
        await runner.cleanup()


def answering(body: bytes | str, kind: str = "text/plain", **headers: str) -> Handler:
    async def answer(_: web.Request) -> web.Response:
        data = body.encode() if isinstance(body, str) else body
        return web.Response(body=data, headers={"Content-Type": kind, **headers})

    return answer


def redirecting(to: str) -> Handler:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(status=302, headers={"Location": to})

    return answer


async def test_raw_markdown_comes_as_it_is(site: Site) -> None:
    text = "# Notes\r\n\r\n* Käse\r\n".encode()
    base, net = await site(notes=answering(text, "text/markdown; charset=utf-8"))
    page = await fetch(f"{base}/notes#part", net)
    assert page.url == f"{base}/notes"
    assert text_of(page) == Fetched(text, "notes.md")


async def test_a_page_is_reduced_to_its_article(site: Site) -> None:
    prose = "<p>We went to Lisbon, met many people, and heard what follows, day by day, talk by talk.</p>"
    html = f"""<html><head><title>Lisbon, two days</title><script>track()</script></head><body>
        <nav><a href="/">Home</a><a href="/about">About us</a></nav>
        <article><h1>Lisbon</h1>{prose}<h2>Talks</h2>
        <ul><li><a href="slides.pdf">Slides</a> by Ana</li></ul>{prose}
        <iframe src="https://video.example/1" title="The keynote"></iframe></article>
        <footer>Cookies, imprint</footer></body></html>"""
    base, net = await site(page=answering(html, "text/html"))
    fetched = text_of(await fetch(f"{base}/page", net))
    text = fetched.data.decode()
    assert text.startswith(f'---\ntitle: "Lisbon, two days"\nsource: {base}/page\n---\n')
    assert "## Talks" in text
    assert f"- [Slides]({base}/slides.pdf) by Ana" in text
    assert "[The keynote](https://video.example/1)" in text
    assert "track()" not in text
    assert "About us" not in text
    assert "Cookies" not in text
    assert fetched.file == "page.md"


async def test_a_page_in_another_encoding_is_read(site: Site) -> None:
    html = (
        "<html><head><meta charset=koi8-r></head><body><p>"
        + "Привет, мир, это доклад. " * 20
        + "</p></body></html>"
    )
    base, net = await site(page=answering(html.encode("koi8-r"), "text/html"))
    assert "Привет" in text_of(await fetch(f"{base}/page", net)).data.decode()


async def test_redirects_are_followed_and_each_is_judged(site: Site) -> None:
    base, net = await site(
        a=redirecting("/b"), b=redirecting("c"), c=answering("# Here"),
        literal=redirecting("http://127.0.0.1/c"), name=redirecting("http://inside.test/"),
        scheme=redirecting("file:///etc/passwd"), round=redirecting("/round"),
    )  # fmt: skip
    assert (await fetch(f"{base}/a", net)).url == f"{base}/c"
    for path, word in [
        ("literal", "numbers"),
        ("name", "public"),
        ("scheme", "https"),
        ("round", "too often"),
    ]:
        with pytest.raises(FetchError, match=word):
            await fetch(f"{base}/{path}", net)


async def test_nothing_is_sent_along_and_nothing_is_kept(site: Site) -> None:
    seen: list[web.Request] = []

    async def first(request: web.Request) -> web.Response:
        seen.append(request)
        return web.Response(status=302, headers={"Location": "/second", "Set-Cookie": "a=b; Path=/"})

    async def second(request: web.Request) -> web.Response:
        seen.append(request)
        return web.Response(text="# Here")

    base, net = await site(first=first, second=second)
    await fetch(f"{base}/first", net)
    for request in seen:
        assert not {"Cookie", "Authorization", "Referer"} & set(request.headers)
        assert "Recapbot" in request.headers["User-Agent"]


@pytest.mark.parametrize("addresses", [["127.0.0.1"], ["::1"], ["8.8.8.8", "10.0.0.1"], ["169.254.169.254"]])
async def test_a_name_that_leads_inside_is_refused(addresses: list[str]) -> None:
    with pytest.raises(FetchError, match="public internet"):
        await fetch("http://evil.example/", Net(resolver=resolving({"evil.example": addresses})))


async def test_the_address_connected_to_is_judged_once_more(site: Site) -> None:
    base, net = await site(a=answering("secret"))
    answers = iter([True, False])  # as if the name had been pointed elsewhere after it was looked up
    with pytest.raises(FetchError, match="public internet"):
        await fetch(f"{base}/a", net._replace(allowed=lambda _: next(answers)))


async def test_too_large_in_any_way_is_refused(site: Site) -> None:
    async def endless(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/plain"})
        await response.prepare(request)
        while True:
            await response.write(b"a" * 65536)

    bomb = gzip.compress(b"\0" * (50 << 20))
    base, net = await site(
        announced=answering(b"a" * (MAX_BYTES + 1)),
        endless=endless,
        bomb=answering(bomb, **{"Content-Encoding": "gzip"}),
    )
    for path in ("announced", "endless", "bomb"):
        with pytest.raises(FetchError, match="larger than 1024 KiB"):
            await fetch(f"{base}/{path}", net)


async def test_a_slow_drip_ends(site: Site) -> None:
    async def drip(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/plain"})
        await response.prepare(request)
        while True:
            await response.write(b"a")
            await asyncio.sleep(0.05)

    base, net = await site(drip=drip)
    with pytest.raises(FetchError, match="too long"):
        await fetch(f"{base}/drip", net._replace(timeout=aiohttp.ClientTimeout(total=0.3)))


@pytest.mark.parametrize("kind", ["image/png", "application/pdf", "application/zip"])
async def test_what_is_not_text_is_named(site: Site, kind: str) -> None:
    base, net = await site(a=answering(b"\x89PNG", kind))
    with pytest.raises(FetchError, match=kind):
        text_of(await fetch(f"{base}/a", net))


async def test_what_goes_wrong_is_told(site: Site) -> None:
    base, net = await site(empty=answering("<html></html>", "text/html"))
    with pytest.raises(FetchError, match="answered 404"):
        await fetch(f"{base}/missing", net)
    with pytest.raises(ReadError):
        text_of(await fetch(f"{base}/empty", net))
    with pytest.raises(FetchError, match="could not be read"):
        await fetch("http://recaps.test/", net)


def test_what_only_leads_around_on_the_page_is_left_out() -> None:
    html = """<title>x</title><article><h1>Two days</h1>
        <ul><li><a href="#one">Day one</a><ul><li><a href="#talk">A talk</a></li></ul></li></ul>
        <h2 id="one">Day one<a class="anchor" href="#one">¶</a></h2>
        <p>It was <b>long</b> (<a href="#talk">see below</a>).</p>
        <h3 id="talk"><a href="#talk">A talk</a></h3>
        <ul><li><a href="s.pdf">Slides</a></li></ul>
        <table><tr><th>Talk</th><th>By</th></tr><tr><td>One</td><td>Ana</td></tr></table>
        <pre><code>$ run | me</code></pre></article>"""
    assert article(html, "https://x.example/a/").split("---\n\n", 1)[1] == (
        "# Two days\n\n## Day one\n\nIt was **long** (see below).\n\n### A talk\n\n"
        "- [Slides](https://x.example/a/s.pdf)\n\n"
        "| Talk | By |\n| --- | --- |\n| One | Ana |\n\n```\n$ run | me\n```\n"
    )


def test_a_page_that_does_not_mark_its_article_is_read_all_the_same() -> None:
    prose = "<p>We went to Lisbon, met many people, and heard what follows, day by day, talk by talk.</p>" * 4
    html = f"<title>Lisbon</title><div id=menu><a href=/>Home</a></div><div class=post>{prose}</div>"
    text = article(html, "https://blog.example/lisbon")
    assert "met many people" in text
    assert "Home" not in text


def test_a_title_cannot_break_out_of_the_front_matter() -> None:
    text = article(
        '<title>a\n---\nb: "c"</title><p>' + "Words, words, and more of them. " * 9, "https://x.example/"
    )
    assert text.splitlines()[3] == "---"
    assert text.splitlines()[1].startswith('title: "a')


MARKUP = (
    "<p>",
    "</p>",
    "<article>",
    "</article>",
    "<a href='#x'>",
    "<a href='//['>",
    "</a>",
    "<ul><li>",
    "</ul>",
    "words ",
    "<iframe src='javascript:x'>",
    "<iframe src='https://v.example/1'></iframe>",
    "<table><tr>",
    "<td>",
    "<!--",
    "-->",
    "<?xml encoding='x'?>",
    "&#0;",
    "&#xd800;",
    "\0",
    "<base href='http://['>",
    "<svg>",
    "<pre>",
    "<h1>",
    "</html>",
)
HOSTS = st.text(st.characters(codec="utf-8"), max_size=30) | st.from_regex(
    r"[0-9a-fx.:\[\]%①-⑳]{1,20}", fullmatch=True
)


@given(url=st.text(max_size=60) | st.builds("http://{}/{}".format, HOSTS, st.text(max_size=10)))
def test_any_text_is_a_plain_address_or_gets_a_word(url: str) -> None:
    with contextlib.suppress(FetchError):
        address = raw_form(checked(url))
        assert address.scheme in ("http", "https")
        assert address.host
        with pytest.raises(OSError, match=r".*"):  # what the system's own parser takes for a number
            socket.inet_aton(address.raw_host or "")


@given(page=st.text(max_size=200) | st.lists(st.sampled_from(MARKUP), max_size=30).map("".join))
def test_any_page_is_an_article_or_gets_a_word(page: str) -> None:
    with contextlib.suppress(ReadError):
        text = article(page, "https://x.example/a")
        assert text.startswith("---\ntitle: ")
        text.encode()
