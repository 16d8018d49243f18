"""docs/recap-format.md: each example is read as the page says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.model import Recap
from bot.parsing import read_recap
from bot.rendering.inspect import event_line

PAGE = Path(__file__).parent.parent.parent / "docs" / "recap-format.md"
EXAMPLE = re.compile(r"```markdown\n(.*?)```\n\n```read\n(.*?)```", re.DOTALL)
EXAMPLES = EXAMPLE.findall(PAGE.read_text(encoding="utf-8"))


def facts(recap: Recap) -> list[str]:
    """What the page may say of a recap, one fact a line."""
    return [
        f"event    {event_line(recap.event)}",
        f"summary  {recap.summary.splitlines()[0] if recap.summary else ''}",
        *(f"talk     {' · '.join(filter(None, (t.title, ', '.join(t.speakers))))}" for t in recap.talks),
        *(f"topic    {topic.title}" for topic in recap.topics),
        *(f"warning  line {warning.line}: {warning.message}" for warning in recap.warnings),
    ]


@pytest.mark.parametrize(("text", "said"), EXAMPLES)
def test_an_example_is_read_as_the_page_says(text: str, said: str) -> None:
    read = facts(read_recap(text.encode(), "recap.md"))
    claimed = said.strip().split("\n")
    assert [line for line in claimed if line not in read] == []
    talks = [line for line in read if line.startswith("talk")]
    assert not any(line.startswith("talk") for line in claimed) or talks == claimed


def test_the_page_has_examples() -> None:
    assert len(EXAMPLES) >= 10
