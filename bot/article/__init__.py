"""What a web address held → a text to read as a recap. Pure; any bytes, any HTML, however broken."""

from __future__ import annotations

from bot.article.page import Fetched, Page, text_of

__all__ = ["Fetched", "Page", "text_of"]
