"""The page of what an embedded player plays."""

from __future__ import annotations

import pytest

from bot.players import page_of


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("https://www.youtube.com/embed/abc123?rel=0", "https://www.youtube.com/watch?v=abc123"),
        ("//www.youtube-nocookie.com/embed/abc123", "https://www.youtube.com/watch?v=abc123"),
        ("https://player.vimeo.com/video/12?x=1", "https://vimeo.com/12"),
        ("https://www.dailymotion.com/embed/video/x7", "https://www.dailymotion.com/video/x7"),
        ("https://www.youtube.com/embed/abc", "https://www.youtube.com/embed/abc"),
        ("https://moss.example/x", "https://moss.example/x"),
    ],
)
def test_a_player_has_a_page(address: str, page: str) -> None:
    assert page_of(address) == page
