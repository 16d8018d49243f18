"""Recapbot: a Discord bot that knows what was said at conferences."""

__version__ = "0.1.0"
