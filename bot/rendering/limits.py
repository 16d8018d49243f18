"""Discord's limits, and how Discord counts.

Numbers from Discord's documentation (resources/message, components/reference,
interactions/receiving-and-responding) and its OpenAPI description.
"""

from __future__ import annotations

TEXT_TOTAL = 4000
"""Characters over all texts of one message made of components."""
COMPONENTS_TOTAL = 40
ROW_BUTTONS = 5
BUTTON_LABEL = 80
CUSTOM_ID = 100
OPTIONS = 25
OPTION_TEXT = 100
PLACEHOLDER = 150
LINK_URL = 512
ALT_TEXT = 1024
GALLERY = 10
MODAL_TITLE = 45
LABEL = 45
LABEL_DESCRIPTION = 100
INPUT_TEXT = 4000
CHOICES = 25
CHOICE_TEXT = 100


def size(text: str) -> int:
    """Length as the strictest of Discord's counters sees it: UTF-16 units, so "😀" → 2."""
    if text.isascii():
        return len(text)
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
