"""Text -> Recap: pure functions, and no text so messy that they raise.

What reads is loaded with the first text to read: it takes more memory than the rest of a bot
that has nothing new to read.
"""

from __future__ import annotations

from bot.model import Recap

READER_VERSION = 14
"""Raised whenever the same text would be read differently: what is derived is then built anew."""


def read_recap(data: bytes, file: str) -> Recap:
    """The recap that the bytes of `file` hold.

    Any text gives a recap, with warnings where it is doubtful. Raises only `ReadError`,
    for a file that is too large or not text.
    """
    from bot.parsing.document import read_document  # noqa: PLC0415 - see above
    from bot.parsing.recap import recap_of  # noqa: PLC0415

    return recap_of(read_document(data, file))
