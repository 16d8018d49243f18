"""Imports point one way, each library has one home, and nothing goes in a circle.

Imports inside functions and under TYPE_CHECKING count like any other: a hidden import is
still a dependency. A new module must be given its place in `LAYERS`.
"""

from __future__ import annotations

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted(path.relative_to(ROOT) for path in (ROOT / "bot").rglob("*.py"))

# A unit (a module or package directly under bot/) may import itself and the layers above
# its own line; two units of one line never import each other.
LAYERS: tuple[frozenset[str], ...] = (
    frozenset({"model", "errors"}),
    frozenset({"commands", "config", "words", "people", "players", "index", "article"}),
    frozenset({"parsing", "store", "search", "rendering", "fetch", "watch", "health", "logs", "sharding"}),
    frozenset({"loading", "apart"}),
    frozenset({"curate"}),
    frozenset({"desk"}),
    frozenset({"cogs", "console", "folder"}),
    frozenset({"client"}),
    frozenset({"cli"}),
    frozenset({"__main__"}),
)
LEVEL = {unit: level for level, units in enumerate(LAYERS) for unit in units}

# Libraries that only these units may touch; others are free.
HOMES: dict[str, frozenset[str]] = {
    "discord": frozenset({"cogs", "client"}),
    "aiosqlite": frozenset({"store"}),
    "sqlite3": frozenset({"store"}),
    "rapidfuzz": frozenset({"search"}),
    "frontmatter": frozenset({"parsing"}),
    "markdown_it": frozenset({"parsing"}),
    "lxml": frozenset({"article", "parsing"}),
    "readability": frozenset({"article"}),
    "markdownify": frozenset({"article"}),
    "watchfiles": frozenset({"watch"}),
    "prometheus_client": frozenset({"health"}),
    "redis": frozenset({"sharding"}),
}


def name_of(path: Path) -> str:
    """bot/store/library.py → "bot.store.library"; bot/store/__init__.py → "bot.store"."""
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def unit_of(module: str) -> str:
    """ "bot.store.library" → "store"; "bot" → "" (the version, open to all)."""
    return module.split(".")[1] if "." in module else ""


NAMES = {name_of(path) for path in MODULES}


def imports_of(path: Path) -> set[str]:
    """Every module that a file imports, wherever in the file, by its full dotted name."""
    found: set[str] = set()
    package = list(path.parent.parts)
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) + 1 - node.level] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            for alias in node.names:
                inner = f"{module}.{alias.name}"
                found.add(inner if inner in NAMES else module)
    return found


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_a_module_has_a_place_and_imports_only_from_the_layers_before(path: Path) -> None:
    unit = unit_of(name_of(path))
    assert unit == "" or unit in LEVEL, f"give bot/{unit} its place in LAYERS"
    for module in imports_of(path):
        other = unit_of(module)
        if module.split(".")[0] != "bot" or other in ("", unit):
            continue
        assert LEVEL[other] < LEVEL.get(unit, 0), f"{path} must not import {module}"


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_a_library_is_imported_only_where_it_lives(path: Path) -> None:
    unit = unit_of(name_of(path))
    for module in imports_of(path):
        homes = HOMES.get(module.split(".")[0])
        assert homes is None or unit in homes, f"{path} must not import {module}: it lives in {sorted(homes)}"


def test_no_module_imports_itself_by_a_detour() -> None:
    graph = {name_of(path): (imports_of(path) & NAMES) - {name_of(path)} for path in MODULES}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail("imports go in a circle: " + " → ".join(error.args[1]))


def test_no_file_outgrows_one_reading() -> None:
    long = {str(path): count for path in MODULES if (count := _lines(path)) > 450}
    assert not long, f"split along a real seam: {long}"


def _lines(path: Path) -> int:
    return len((ROOT / path).read_text(encoding="utf-8").splitlines())
