"""What Discord refuses in a message made of components: the list of reasons for one payload."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def walk(parts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found = []
    for part in parts:
        found += [part, *walk(part.get("components", []))]
        if "accessory" in part:
            found.append(part["accessory"])
    return found


def refusals(payload: dict[str, Any]) -> list[str]:
    """Every reason for which Discord would answer 400; [] if it would take the message."""
    everything = walk(payload["components"])
    wrong = []
    if payload["flags"] != 1 << 15 or set(payload) != {"flags", "components"}:
        wrong.append("not a plain components message")
    if not 1 <= len(everything) <= 40:
        wrong.append(f"{len(everything)} components")
    if sum(units(part["content"]) for part in everything if part["type"] == 10) > 4000:
        wrong.append("more than 4000 characters")
    ids = [part["custom_id"] for part in everything if "custom_id" in part]
    if len(ids) != len(set(ids)):
        wrong.append(f"repeated custom ids {ids}")
    for part in everything:
        wrong += _part(part)
    return wrong


def _part(part: dict[str, Any]) -> list[str]:
    kind = part["type"]
    limits: list[tuple[str, str | None, int, int]] = []
    wrong = []
    if kind == 10:
        limits.append(("text", part["content"], 1, 4000))
    elif kind == 1:
        children = [child["type"] for child in part["components"]]
        if children != [3] and not (1 <= len(children) <= 5 and set(children) == {2}):
            wrong.append(f"row of {children}")
    elif kind == 2:
        limits += [("label", part["label"], 1, 80), ("custom_id", part["custom_id"], 1, 100)]
    elif kind == 3:
        limits += [("placeholder", part["placeholder"], 1, 150), ("custom_id", part["custom_id"], 1, 100)]
        values = [option["value"] for option in part["options"]]
        if not 1 <= len(values) <= 25 or len(set(values)) != len(values):
            wrong.append(f"options {values}")
        for option in part["options"]:
            limits += [("option", option["label"], 1, 100), ("value", option["value"], 1, 100)]
            limits.append(("description", option.get("description", "x"), 1, 100))
    elif kind == 12:
        for item in part["items"]:
            limits.append(("alt text", item["description"], 1, 1024))
            if urlsplit(item["media"]["url"]).scheme != "https":
                wrong.append(f"picture at {item['media']['url']}")
        if not 1 <= len(part["items"]) <= 10:
            wrong.append("pictures")
    elif kind == 17 and not part["components"]:
        wrong.append("empty container")
    for name, value, low, high in limits:
        if value is None or not low <= units(value) <= high:
            wrong.append(f"{name} of {units(value or '')} characters")
        elif not value.strip():
            wrong.append(f"blank {name}")
    return wrong
