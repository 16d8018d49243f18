"""Libraries of recaps in SQLite files: what is true, and what is derived from it."""

from bot.store.libraries import Libraries
from bot.store.library import Library
from bot.store.values import Reader, Source

__all__ = ["Libraries", "Library", "Reader", "Source"]
