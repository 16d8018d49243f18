"""Request bodies held against Discord's own API document, where it stands beside the checkout.

The file is `../shared/discord/openapi.json`; without it only the limits in `limits.py` are checked.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from .errors import Problem

DOCUMENT = Path(__file__).parents[3] / "shared" / "discord" / "openapi.json"
ROOT = "urn:discord"


@cache
def _registry() -> tuple[dict[str, Any], Registry[Any]] | None:
    if not DOCUMENT.exists():
        return None
    document = json.loads(DOCUMENT.read_bytes())
    # Discord takes snowflakes as numbers too, and every client library sends them so.
    document["components"]["schemas"]["SnowflakeType"] = {"type": ["string", "integer"]}
    resource = Resource.from_contents(document, default_specification=DRAFT202012)
    return document, Registry().with_resource(ROOT, resource)


def available() -> bool:
    return _registry() is not None


@cache
def _validator(method: str, route: str) -> Draft202012Validator | None:
    loaded = _registry()
    if loaded is None:
        return None
    document, registry = loaded
    operation = document["paths"].get(route, {}).get(method.lower(), {})
    if "application/json" not in operation.get("requestBody", {}).get("content", {}):
        return None
    steps = ("paths", route, method.lower(), "requestBody", "content", "application/json", "schema")
    pointer = "/".join(step.replace("~", "~0").replace("/", "~1") for step in steps)
    return Draft202012Validator({"$ref": f"{ROOT}#/{pointer}"}, registry=registry)


def check(method: str, route: str, body: Any) -> list[Problem]:
    """What the document finds wrong with `body` on `route`, written as in the document."""
    validator = _validator(method, route)
    if validator is None:
        return []
    found = best_match(validator.iter_errors(body))
    if found is None:
        return []
    return [Problem(tuple(found.absolute_path), "SCHEMA", found.message[:300])]
