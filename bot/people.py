"""Given names, by which a person is recognised in running text."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """The names of given_names.toml, as written there."""
    return frozenset(
        tomllib.loads(resources.files("bot").joinpath("given_names.toml").read_text("utf-8"))["names"].split()
    )
