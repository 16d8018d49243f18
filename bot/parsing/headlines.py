"""Lines that stand in for headings: bold ones, and short ones without any mark."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.parsing.blocks import Block
from bot.parsing.letters import UNSPACED
from bot.parsing.rich import Rich
from bot.parsing.vocabulary import holds_sessions


def bold_line(shown: Rich) -> int | None:
    """End of a first line that is bold (or struck out, as a dropped talk) and nothing else."""
    if not any(mark.span.strong or mark.span.struck for mark in shown.marks):
        return None
    first = (shown.text + "\n").index("\n")
    ends = sorted({first, *(start for start, _ in shown.lines if start)})
    for end in ends:
        words = shown.text[:end].strip()
        if words and len(words) <= 250 and shown.all("strong", 0, end) and re.search(r"\w", words):
            if _are_sentences(words):
                return None
            last = end
            for further in ends:
                if further > end and shown.all("strong", 0, further):
                    last = further
            rest = shown.text[last:].strip()
            if rest and (last not in ends or _goes_on_bold(shown, last)):
                return None
            return last
        if (
            words
            and len(words) <= 200
            and end == len(shown.text)
            and shown.all("struck")
            and len(words.split()) > 2
        ):
            return end
    return None


def _are_sentences(words: str) -> bool:
    """Emphasised words of a text: two whole sentences are no title."""
    return words[-1:] in ".!?" and len(words.split()) >= MANY and _ENDED.search(words) is not None


_ENDED = re.compile(r"\w{3}[.!?]\s+\w")
MANY = 12
"""Words from which on two sentences are more than a short question and its answer."""


def _goes_on_bold(shown: Rich, end: int) -> bool:
    """The bold words are wrapped: they end within the next line, before other words of it."""
    return any(mark.start <= end + 1 < mark.end and mark.span.strong for mark in shown.marks)


def is_bare_heading(shown: Rich, following: Block | None) -> bool:
    """A short line without a full stop, above something: a heading without any mark."""
    text = shown.text
    if len(shown.lines) > 1 or following is None or following.kind == "rule":
        return False
    if following.kind == "heading" and following.level <= LOWEST:
        return False
    words = len(text.split())
    cjk = len(UNSPACED.findall(text))
    if words > 9 or cjk > 20 or len(text) > 80 or len(shown.links) > 0 or not re.search(r"\w", text):
        return False
    if text[0].islower() or text[0] in '(["“*-':
        return False
    if text.endswith((":", "：")):
        return words <= 4 or (following.kind == "paragraph" and words <= 6) or holds_sessions(text)
    return not text.endswith((".", "!", "?", ",", ";", "…", "。", "！", "？", "，", ")", "）"))


def has_headings(blocks: Sequence[Block]) -> bool:
    """Whether headings are marked: as such, or all in bold; then no short line stands in for one."""
    return any(block.kind == "heading" for block in blocks) or sum(map(heads, blocks)) >= MARKED


def heads(block: Block) -> bool:
    """A heading, or a bold line that stands for one."""
    said = [span for span in block.spans if span.text.strip()] if block.kind == "paragraph" else ()
    return block.kind == "heading" or (bool(said) and all(span.strong for span in said))


MARKED = 3
"""Paragraphs in bold that show how headings are marked."""

LOWEST = 6
"""The level of Markdown's lowest heading; what is deeper was told from the words."""
