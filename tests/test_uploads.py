"""A hundred bad uploads: each gets a clear word, or a preview that says what is doubtful; none is stored."""

from __future__ import annotations

import gzip
import io
import random
import zipfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.curate import Curator
from bot.errors import ReadError
from bot.parsing import READER_VERSION, read_recap
from bot.store import Libraries, Reader

GUILD = 1
TEXT = "# Notes of a day\n\n## A talk\n\nÄther, naïve façade, and 12 € for coffee.\n"


def refused() -> Iterator[tuple[str, bytes]]:
    """Files that cannot be recaps."""
    for number, nothing in enumerate(
        [b"", b" ", b"\n\n\n", b"\t \r\n", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"]
    ):
        yield f"empty-{number}.md", nothing
    heads = {
        "png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        "jpg": b"\xff\xd8\xff\xe0\0\x10JFIF\0",
        "gif": b"GIF89a\1\0\1\0",
        "elf": b"\x7fELF\2\1\1\0\0",
        "exe": b"MZ\x90\0\3\0",
        "mp4": b"\0\0\0\x18ftypmp42",
        "wasm": b"\0asm\1\0\0\0",
        "sqlite": b"SQLite format 3\0",
        "class": b"\xca\xfe\xba\xbe\0\0",
        "ico": b"\0\0\1\0",
        "ogg": b"OggS\0\2",
        "wav": b"RIFF\x24\x08\0\0WAVE",
        "tar": b"notes.md" + b"\0" * 92,
        "pdf": b"%PDF-1.7\n%\xe2\xe3\0\0stream\0",
        "ttf": b"\0\1\0\0\0",
        "psd": b"8BPS\0\1",
        "pyc": b"\xa7\r\r\n\0\0\0\0",
        "mid": b"MThd\0\0\0\6",
    }
    for kind, head in heads.items():
        yield f"picture.{kind}", head + bytes(range(256)) * 3
        yield f"disguised-{kind}.md", head + bytes(range(256)) * 3
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("notes.md", "0" * 5_000_000)
    yield "recaps.zip", packed.getvalue()
    yield "recaps.docx", packed.getvalue()
    yield "bomb.md.gz", gzip.compress(b"\0" * 50_000_000)
    for encoding in ("utf-32-le", "utf-32-be", "utf-32"):
        yield f"{encoding}.md", TEXT.encode(encoding)
    for place in (0, len(TEXT) // 2, len(TEXT)):
        yield f"nul-{place}.md", (TEXT[:place] + "\0" + TEXT[place:]).encode()
    for seed in range(10):
        yield f"noise-{seed}.md", random.Random(seed).randbytes(4000)
    for filling in ("a", "\n", "[", "> ", "* a\n", "# h\n", "|a", "é"):
        yield "large.md", (filling * ((1 << 20) // len(filling.encode()) + 1)).encode()


def doubtful() -> Iterator[tuple[str, bytes]]:
    """Files that are text, and mean harm or were mishandled; reading them costs little and raises nothing."""
    aliases = "a: &a [x]\n" + "".join(
        f"{b}: &{b} [{','.join(f'*{a}' for _ in range(9))}]\n"
        for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    merges = "a0: &a0 {k: v}\n" + "".join(
        f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}\n" for n in range(1, 25)
    )
    fronts = [
        aliases,
        merges,
        "date: 2024-02-30\n",
        "title: !!python/object/apply:os.system [ls]\n",
        "a: " + "[" * 3000,
        "title: x\ntitle: y\n",
        "year: 99999999999999999999\n",
        "title: \x07\x1b[31m\n",
        "- " * 2000,
        "x: 'open\n",
    ]
    for number, front in enumerate(fronts):
        yield f"front-{number}.md", f"---\n{front}---\n{TEXT}".encode()
    yield "toml.md", ("+++\n" + "a." * 3000 + "b = 1\n+++\n" + TEXT).encode()
    yield "json.md", ("{" + '"a":{' * 2000 + "}" * 2000 + "}\n" + TEXT).encode()
    bodies = [
        "> " * 3000 + "deep",
        "- " * 2000 + "deep",
        "*" * 50_000,
        "[" * 20_000,
        "`" * 20_000,
        "<div>" * 5000,
        "<ul>" * 3000 + "deep",
        "<dl><dt>deep" * 3000,
        "<dl>" + "<dt>Old moss<dd>Ada Lovelace" * 3000 + "</dl>",
        "|a" * 3000 + "|\n" + "|-" * 3000 + "|\n",
        "[a]: /b\n" * 2000 + "[a]" * 5000,
        "&#0;" * 1000,
        "<!--" * 3000,
        "{% " * 5000,
        "a" * 100_000,
        "\u202e" * 2000,
        "e" + "\u0301" * 5000,
        "\U000e0001" * 500,
        "\\" * 10_000,
    ]
    for number, body in enumerate(bodies):
        yield f"body-{number}.md", f"# Notes\n\n{body}\n".encode()
    for encoding in (
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "cp1252",
        "latin-1",
        "koi8-r",
        "shift_jis",
        "gb18030",
    ):
        yield f"{encoding}.md", TEXT.encode(encoding, errors="replace")
    for number, name in enumerate(
        ["../../../etc/passwd", "..", "C:\\autoexec.bat", "a\0b.md", "con.md", "x" * 5000, "\u202egnp.md"]
    ):
        yield name, f"{TEXT}\n{number}".encode()


REFUSED, DOUBTFUL = list(refused()), list(doubtful())


@pytest.fixture(scope="module", name="folder")
def _folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(name="libraries")
async def _libraries(folder: Path) -> AsyncIterator[Libraries]:
    async with Libraries(folder, Reader(read_recap, READER_VERSION)) as libraries:
        yield libraries
        async with libraries.guild(GUILD) as library:
            assert await library.sources() == ()
            assert await library.history() == ()


def test_there_are_a_hundred() -> None:
    assert len(REFUSED) + len(DOUBTFUL) >= 100


@pytest.mark.parametrize(("name", "data"), REFUSED, ids=[name for name, _ in REFUSED])
async def test_what_cannot_be_a_recap_gets_a_clear_word(libraries: Libraries, name: str, data: bytes) -> None:
    with pytest.raises(ReadError) as caught:
        await Curator(libraries).preview(GUILD, data, name)
    word = str(caught.value)
    assert word.endswith(".")
    assert 20 < len(word) < 300
    assert "Traceback" not in word


@pytest.mark.parametrize(
    ("name", "data"), DOUBTFUL, ids=[f"{n}-{name[:12]!a}" for n, (name, _) in enumerate(DOUBTFUL)]
)
@pytest.mark.timeout(20)
async def test_what_means_harm_is_read_and_harms_nobody(libraries: Libraries, name: str, data: bytes) -> None:
    preview = await Curator(libraries).preview(GUILD, data, name)
    assert preview.file == Path(preview.file).name
    assert not preview.file.startswith(".")
    assert len(preview.file) < 130
    assert all(warning.line >= 0 and warning.message for warning in preview.recap.warnings)
