"""Bytes -> text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ReadError
from bot.parsing.decode import decode, mend_characters

SENTENCE = "Zürich: “Größe” – 30 €\n東京\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_marked_or_usual_encoding_needs_no_warning(encoding: str) -> None:
    assert decode(SENTENCE.encode(encoding), "a.md") == (SENTENCE, [])


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_recognised(encoding: str) -> None:
    text, (warning,) = decode(SENTENCE.encode(encoding), "a.md")
    assert (text, warning.line) == (SENTENCE, 1)
    assert "Save the file as UTF-8" in warning.message


def test_windows_1252_is_read_with_a_warning_at_its_first_such_line() -> None:
    text, (warning,) = decode("plain\ncafé – 30 €\n".encode("cp1252"), "a.md")
    assert (text, warning.line) == ("plain\ncafé – 30 €\n", 2)


def test_utf_8_cut_off_in_a_character_stays_utf_8() -> None:
    text, (warning,) = decode("Grüße aus Köln\nund aus Tokio 東".encode()[:-1], "a.md")
    assert (text, warning.line) == ("Grüße aus Köln\nund aus Tokio \ufffd", 2)


def test_a_surrogate_without_its_other_half_never_gets_through() -> None:
    for data in (b"\xff\xfea\x00\x00\xd8b\x00", b"b\xed\xa0\x80b \xc3\xbc\xc3\xbc\xc3\xbc\xc3\xbc"):
        text, warnings = decode(data, "a.md")
        assert text.encode("utf-8")
        assert len(warnings) == 1


def test_line_ends_of_every_system_are_one() -> None:
    assert decode(b"a\r\nb\rc\n", "a.md")[0] == "a\nb\nc\n"


@pytest.mark.parametrize(
    "data", [b"a\0b", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"\0" * 64, "a\0b".encode("utf-16")]
)
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(ReadError, match="not a text file"):
        decode(data, "a.md")


@pytest.mark.parametrize(
    ("shown", "meant"),
    [
        ("Am I â€“ Write", "Am I – Write"),
        ("cafÃ©", "café"),
        ("\uf8ffüöÄ and \uf8ffüòÖ", "🚀 and 😅"),
        ("sta\u00adge\u200b one", "stage one"),
        ("a\u202eb\x0cc", "ab c"),
        ("très\u00a0bien\u202f!", "très bien !"),
        ("Größe, naïve, Łódź, 東京, ’so’", "Größe, naïve, Łódź, 東京, ’so’"),
        ("👩\u200d💻", "👩\u200d💻"),
    ],
)
def test_characters_are_shown_as_meant(shown: str, meant: str) -> None:
    assert mend_characters(shown) == meant


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text, warnings = decode(data, "a.md")
    except ReadError:
        return
    assert text.encode("utf-8").decode("utf-8") == text
    assert all(1 <= w.line <= text.count("\n") + 1 for w in warnings)


@given(st.text(max_size=200))
def test_mending_keeps_lines(text: str) -> None:
    assert mend_characters(text).count("\n") == text.count("\n")
