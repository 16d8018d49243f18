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
    check = _CHECKS.get(part["type"])
    return [problem for problem in (check(part) if check else []) if problem]


def _length(name: str, value: str, low: int, high: int) -> str:
    if not low <= units(value) <= high:
        return f"{name} of {units(value)} characters"
    return "" if value.strip() else f"blank {name}"


def _row(part: dict[str, Any]) -> list[str]:
    children = [child["type"] for child in part["components"]]
    fine = children in ([3], [6], [8]) or (1 <= len(children) <= 5 and set(children) == {2})
    return [] if fine else [f"row of {children}"]


def _button(part: dict[str, Any]) -> list[str]:
    return [_length("label", part["label"], 1, 80), _length("custom_id", part["custom_id"], 1, 100)]


def _select(part: dict[str, Any]) -> list[str]:
    wrong = [_length("placeholder", part["placeholder"], 1, 150), _length("id", part["custom_id"], 1, 100)]
    values = [option["value"] for option in part["options"]]
    if not 1 <= len(values) <= 25 or len(set(values)) != len(values):
        wrong.append(f"options {values}")
    for option in part["options"]:
        wrong += [_length("option", option["label"], 1, 100), _length("value", option["value"], 1, 100)]
        wrong.append(_length("description", option.get("description", "x"), 1, 100))
    return wrong


def _gallery(part: dict[str, Any]) -> list[str]:
    wrong = [] if 1 <= len(part["items"]) <= 10 else ["pictures"]
    for item in part["items"]:
        wrong.append(_length("alt text", item["description"], 1, 1024))
        if urlsplit(item["media"]["url"]).scheme != "https":
            wrong.append(f"picture at {item['media']['url']}")
    return wrong


_CHECKS = {
    1: _row,
    2: _button,
    3: _select,
    10: lambda part: [_length("text", part["content"], 1, 4000)],
    12: _gallery,
    17: lambda part: [] if part["components"] else ["empty container"],
}
