"""Bad uploads get a clear word and change nothing."""

from __future__ import annotations

import pytest

from tests.discord_server import Channel, DiscordServer, File, Permission, Person, Post

BAD = {
    "empty.md": b"",
    "blank.md": b" \n\t\n",
    "binary.md": bytes(range(256)) * 8,
    "picture.png": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    "archive.zip": b"PK\x03\x04\x14\x00\x00\x00\x08\x00",
    "huge.md": b"word " * 250_000,
    "elf.md": b"\x7fELF\x02\x01\x01\x00",
}
STRANGE = {
    "..\\..\\passwd": b"# Passwords\n\n## A talk\n\nHello.",
    "CON.md": b"# Con\n\n## A talk\n\nHello.",
    "\u202egnp.md": b"# Bidi\n\n## A talk\n\nHello.",
    "latin.md": "# Caf\xe9\n\n## A talk\n\nHello.".encode("cp1252"),
    "utf16.md": "# Wide\n\n## A talk\n\nHello.".encode("utf-16"),
    "yamlbomb.md": b"---\na: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n---\n# Bomb\n\n## A talk\n\nHello.",
    "x" * 200 + ".md": b"# Long\n\n## A talk\n\nHello.",
}

pytestmark = pytest.mark.usefixtures("bot")


@pytest.fixture
def keeper(discord: DiscordServer, general: Channel) -> Person:
    person = discord.user("keeper")
    acme = discord.guild("acme")
    acme.join(person, acme.role("keepers", int(Permission.MANAGE_GUILD)))
    return person


@pytest.mark.parametrize("name", BAD)
async def test_what_cannot_be_read_is_refused_in_words(keeper: Person, general: Channel, name: str) -> None:
    refused = await keeper.slash(general, "manage add", file=File(name, BAD[name], "text/plain"))
    assert isinstance(refused, Post)
    assert refused.ephemeral
    assert name in refused.text
    assert "Add" not in refused.buttons
    history = await keeper.slash(general, "manage history")
    assert isinstance(history, Post)
    assert "Nothing has been changed" in history.text


@pytest.mark.parametrize("name", STRANGE)
async def test_what_is_merely_strange_gets_a_preview(keeper: Person, general: Channel, name: str) -> None:
    preview = await keeper.slash(general, "manage add", file=File(name, STRANGE[name], "text/plain"))
    assert isinstance(preview, Post)
    assert "nothing is stored yet" in preview.text
    assert "Add" in preview.buttons


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/", "http://localhost/x.md", "file:///etc/passwd", "http://[::1]/", "not an address"],
)
async def test_an_address_that_is_not_public_is_refused(keeper: Person, general: Channel, url: str) -> None:
    refused = await keeper.slash(general, "manage add", url=url)
    assert isinstance(refused, Post)
    assert refused.ephemeral
    assert "Add" not in refused.buttons
