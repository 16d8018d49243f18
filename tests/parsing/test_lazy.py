"""Attributes that are made when they are first asked for."""

from __future__ import annotations

from bot.parsing.lazy import lazy


class Moss:
    """Something that counts how often its colour is made."""

    made = 0

    @lazy
    def colour(self) -> str:
        """Of most kinds."""
        self.made += 1
        return "green"


def test_an_attribute_is_made_when_first_asked_for_and_then_kept() -> None:
    moss, other = Moss(), Moss()
    assert moss.made == 0
    assert (moss.colour, moss.colour, moss.made) == ("green", "green", 1)
    assert (other.made, Moss.colour.__doc__) == (0, "Of most kinds.")
