"""`/manage add url:` from the command to the answer, with a web server to read from and traps on it."""

from __future__ import annotations

import asyncio
import io
import zipfile
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
from aiohttp import web

from tests.discord_server import BotProcess, Channel, DiscordServer, Person, Post, start_bot
from tests.e2e.conftest import RECAPS
from tests.e2e.flows import entrust, found, post

NOTES = """---
event: SloeDay 2030
place: Ghent
---
# SloeDay 2030: my notes

## Frost makes them sweet

Speaker: Aiko Brandt

- One night of frost is enough, said Aiko.
"""
PROSE = "<p>We walked along the hedges for a day, and heard what follows, bush by bush, talk by talk.</p>" * 3
PAGE = f"""<html><head><title>MedlarMeet 2030</title><script>track()</script></head><body>
<nav><a href="/">Home</a></nav>
<article><h1>MedlarMeet 2030</h1>{PROSE}
<h2><a href="talks/1">Rotting on purpose</a></h2><p>Speaker: Bo Ek</p>
<p>A medlar is ripe when it looks spoilt. <a href="rot.pdf">Slides</a></p></article>
<footer>Cookies</footer></body></html>"""
HARD = "<html><body>" + "<p><b>so</b>, so " * 61_000


@dataclass
class Site:
    """A web server at recaps.test; `asked` is what it was asked for."""

    port: int = 0
    asked: list[str] = field(default_factory=list)

    def at(self, path: str) -> str:
        return f"http://recaps.test:{self.port}/{path}"

    async def answer(self, request: web.Request) -> web.StreamResponse:
        path = request.path.lstrip("/")
        self.asked.append(path)
        if path == "forever":
            response = web.StreamResponse(headers={"Content-Type": "text/plain"})
            await response.prepare(request)
            while True:
                await response.write(b"word ")
                await asyncio.sleep(0.2)
        bodies = {
            "notes.md": (NOTES, "text/markdown"),
            "medlars": (PAGE, "text/html"),
            "hard": (HARD, "text/html"),
            "large.md": ("word " * 300_000, "text/plain"),
            "picture": ("\x89PNG", "image/png"),
            "nothing": ("<html></html>", "text/html"),
        }
        leads = {
            "moved": "/notes.md",
            "inside": "http://inside.test/secret",
            "numbers": "http://127.0.0.1/secret",
            "round": "/round",
            "file": "file:///etc/passwd",
        }
        if path in leads:
            return web.Response(status=302, headers={"Location": leads[path]})
        if path not in bodies:
            return web.Response(status=404, text="Not here")
        text, kind = bodies[path]
        return web.Response(body=text.encode(), headers={"Content-Type": kind})


@pytest.fixture(scope="module")
async def site() -> AsyncIterator[Site]:
    site = Site()
    app = web.Application()
    app.router.add_get("/{path:.*}", site.answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    site.port = runner.addresses[0][1]
    yield site
    await runner.cleanup()


@pytest.fixture(scope="module")
async def bot(
    discord: DiscordServer, site: Site, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[BotProcess]:
    running = await start_bot(
        discord,
        recaps=RECAPS,
        data=tmp_path_factory.mktemp("data"),
        env={"SITE_PORT": str(site.port)},
        command=("-m", "tests.e2e.one_site"),
    )
    yield running
    assert await running.stop() == 0
    assert "Traceback" not in running.log


@pytest.fixture
def keeper(discord: DiscordServer) -> Person:
    return discord.user("keeper")


@pytest.fixture
def hall(discord: DiscordServer, bot: BotProcess, keeper: Person, request: pytest.FixtureRequest) -> Channel:
    return found(discord.guild(request.node.name), keeper)


async def test_a_markdown_file_is_taken_as_it_is(site: Site, keeper: Person, hall: Channel) -> None:
    preview = post(await keeper.slash(hall, "manage add", url=site.at("moved")))
    assert "nothing is stored yet" in preview.text
    assert "SloeDay 2030: my notes" in preview.text
    assert "1 talk" in preview.text
    assert "Added" in post(await keeper.presses(preview, "Add")).text
    answer = await (await keeper.says(hall, "!talk frost makes them sweet")).reply()
    assert "Aiko Brandt" in answer.text
    [(_, zipped)] = post(await keeper.slash(hall, "manage export")).files
    with zipfile.ZipFile(io.BytesIO(zipped)) as archive:
        assert archive.read("notes.md") == NOTES.encode()


async def test_a_page_is_reduced_to_its_article(site: Site, keeper: Person, hall: Channel) -> None:
    preview = post(await keeper.slash(hall, "manage add", url=site.at("medlars")))
    await keeper.presses(preview, "Add")
    card = (await (await keeper.says(hall, "!talk rotting on purpose")).reply()).text
    assert "Bo Ek" in card
    assert "A medlar is ripe when it looks spoilt." in card
    assert site.at("rot.pdf") in card
    assert f"[MedlarMeet 2030]({site.at('medlars')})" in card
    [(_, zipped)] = post(await keeper.slash(hall, "manage export")).files
    with zipfile.ZipFile(io.BytesIO(zipped)) as archive:
        kept = archive.read("medlars.md").decode()
    assert not [word for word in ("track()", "Cookies", "Home") if word in kept]


async def test_by_a_role_holder(site: Site, keeper: Person, ana: Person, hall: Channel) -> None:
    await entrust(keeper, hall, ana)
    preview = post(await ana.slash(hall, "manage add", url=site.at("notes.md")))
    assert "Added" in post(await ana.presses(preview, "Add")).text


async def test_for_who_may_not_nothing_is_even_asked_for(site: Site, ben: Person, hall: Channel) -> None:
    site.asked.clear()
    refused = post(await ben.slash(hall, "manage add", url=site.at("notes.md")))
    assert "Manage Server" in refused.text
    assert site.asked == []


REFUSED = {
    "inside": "not on the public internet",
    "numbers": "numbers is refused",
    "file": "not a web address",
    "round": "redirects too often",
    "missing": "answered 404",
    "large.md": "larger than 1024 KiB",
    "picture": "holds image/png, not text",
    "nothing": "no article on that page",
    "forever": "took too long",
    "hard": "takes too long to read",
}


@pytest.mark.parametrize("path", REFUSED)
async def test_what_is_refused_gets_a_clear_word_and_changes_nothing(
    site: Site, keeper: Person, hall: Channel, path: str
) -> None:
    refused = post(await keeper.slash(hall, "manage add", url=site.at(path)))
    assert refused.ephemeral
    assert REFUSED[path] in refused.text
    assert not refused.buttons
    assert "Nothing has been changed" in post(await keeper.slash(hall, "manage history")).text


async def test_while_a_hostile_page_is_read_others_are_answered(
    discord: DiscordServer, site: Site, keeper: Person, ana: Person, hall: Channel
) -> None:
    site.asked.clear()
    reading = asyncio.create_task(keeper.slash(hall, "manage add", url=site.at("hard")))
    await discord.until(lambda: site.asked, what="the page was not asked for")
    assert "Kernel pits" in (await (await ana.says(hall, "!talk kernel pits")).reply()).text
    assert not reading.done()
    shown = await reading
    assert isinstance(shown, Post)
    assert "takes too long to read" in shown.text
