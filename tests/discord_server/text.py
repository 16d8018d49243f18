"""A message as a person reads it: content, embeds and components flattened to lines of text."""

from __future__ import annotations

from collections.abc import Iterator

from .limits import walk
from .places import Payload

BUTTON, TEXT_DISPLAY = 2, 10


def readable(message: Payload) -> str:
    return "\n".join(line for line in _lines(message) if line)


def _lines(message: Payload) -> Iterator[str]:
    yield message.get("content") or ""
    for embed in message.get("embeds") or []:
        yield (embed.get("author") or {}).get("name") or ""
        yield " ".join(filter(None, (embed.get("title"), embed.get("url"))))
        yield embed.get("description") or ""
        for field in embed.get("fields") or []:
            yield f"{field['name']}\n{field['value']}"
        yield (embed.get("footer") or {}).get("text") or ""
    for _, item in walk(message.get("components") or []):
        kind = item.get("type")
        if kind == TEXT_DISPLAY:
            yield item["content"]
        elif kind == BUTTON:
            name = item.get("label") or (item.get("emoji") or {}).get("name") or ""
            yield f"[{name}] {item.get('url') or ''}".rstrip()
        elif item.get("options"):
            yield item.get("placeholder") or ""
            for option in item["options"]:
                yield f"- {option['label']} {option.get('description') or ''}".rstrip()
    for attachment in message.get("attachments") or []:
        yield f"({attachment['filename']})"
