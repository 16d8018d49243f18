"""Front matter: what the file says about itself before it begins."""

from __future__ import annotations

from typing import Any

import yaml
from frontmatter.default_handlers import YAMLHandler

from bot.model import ReadWarning
from bot.parsing.blocks import Front


class _Yaml(YAMLHandler):
    def load(self, fm: str, **_: object) -> Any:
        return yaml.load(fm, Loader=yaml.BaseLoader)  # noqa: S506  # strings, lists and tables only


def split_front(text: str) -> tuple[Front, int, list[ReadWarning]]:
    """The front matter of a text, where in the text its body begins, and what was doubtful."""
    handler = _Yaml()
    if not handler.detect(text):
        return Front(), 0, []
    try:
        source, content = handler.split(text)
        values = handler.load(source)
    except (ValueError, yaml.YAMLError) as error:
        return Front(), 0, [ReadWarning(1, f"The front matter cannot be read: {error}")]
    if not isinstance(values, dict):
        return Front(), 0, []
    lines: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        key = line.split(":", 1)[0]
        if key in values:
            lines.setdefault(key, number)
    return Front(values, lines, "yaml"), len(text) - len(content), []
