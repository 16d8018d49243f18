"""The inside of front matter: source text -> keys and their values, as strings.

Strings only, since guesses cost meaning (YAML reads `no` as False, `0123` as 83 and 2024-02-30
not at all). Every reader works entry by entry, so that an error costs one entry: its words
are kept as printed and a warning names its line.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from bot.model import ReadWarning
from bot.parsing.blocks import FrontValue
from bot.parsing.limits import MAX_FRONT_DEPTH


class Entry(NamedTuple):
    """A key, its value, and the line of the file it stands in."""

    key: str
    value: FrontValue
    line: int


Doubts = list[ReadWarning]

# A key at the start of a line; what is indented, a list or a comment belongs to the key above.
YAML_KEY = re.compile(r"""(["']?)([^\W\d_][\w .-]{0,40}?)\1[ \t]*:(?=[ \t]|$)""")
_TOML_KEY = re.compile(r"""(["']?)([\w.-]+)\1[ \t]*=""")
_TOML_TABLE = re.compile(r"\[\[?[ \t]*([\w-]+)")

# Values that mean themselves, without a YAML reader: plain words, and words between quotes.
_PLAIN = re.compile(r"[^\W_](?:[^:#\n]|:(?=\S)|(?<=\S)#)*")
_QUOTED = re.compile(r"""(["'])((?:(?!\1)[^\\\n])*)\1""")
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})


class _Strings(yaml.BaseLoader):
    """YAML of strings, lists and tables; no aliases, no deep nesting (both can be bombs)."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.composer.ComposerError(problem="aliases (*name) are not read")
        self.depth += 1
        if self.depth > MAX_FRONT_DEPTH:
            raise yaml.composer.ComposerError(problem="it is nested too deeply")
        node: yaml.Node | None = super().compose_node(parent, index)
        self.depth -= 1
        return node


def yaml_entries(source: str, first: int, doubts: Doubts) -> Iterator[Entry]:
    """YAML whose first line is line `first` of the file -> its entries."""
    for key, value, line in _pieces(source, first, YAML_KEY):
        words = value.strip()
        if words in _NOTHING:
            yield Entry(key, "", line)
        elif _PLAIN.fullmatch(words):
            yield Entry(key, words, line)
        elif quoted := _QUOTED.fullmatch(words):
            yield Entry(key, quoted[2], line)
        else:
            yield Entry(key, _yaml_value(key, value, line, doubts), line)


def _yaml_value(key: str, source: str, line: int, doubts: Doubts) -> FrontValue:
    try:
        table = yaml.load(f"k:{source}", Loader=_Strings)  # noqa: S506  # it knows no types but strings
        return _strings(table["k"])
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        problem = getattr(error, "problem", None) or "it is not YAML"
        doubts.append(
            ReadWarning(line, f'"{key}" was read as it is printed: {problem}. Put its value in "quotes".')
        )
        return _printed(source)


def toml_entries(source: str, first: int, doubts: Doubts) -> Iterator[Entry]:
    """TOML whose first line is line `first` of the file -> its entries."""
    try:
        table = tomllib.loads(source)
    except (ValueError, RecursionError) as error:
        doubts.append(ReadWarning(first + _line_named(error), f"The front matter is not TOML: {error}."))
        for key, value, line in _pieces(source, first, _TOML_KEY):
            try:
                yield Entry(key, _strings(tomllib.loads(f"k={value}")["k"]), line)
            except (ValueError, RecursionError):
                yield Entry(key, _printed(value), line)
        return
    lines: dict[str, int] = {}
    for number, text in enumerate(source.split("\n"), first):
        if found := _TOML_KEY.match(text) or _TOML_TABLE.match(text):
            lines.setdefault(found[found.lastindex or 1].split(".")[0], number)
    for key, value in table.items():
        yield from _entry(key, value, lines.get(key, first), doubts)


def _entry(key: str, value: Any, line: int, doubts: Doubts) -> Iterator[Entry]:
    try:
        yield Entry(key, _strings(value), line)
    except ValueError as error:
        doubts.append(ReadWarning(line, f'"{key}" in the front matter was not read: {error}.'))


def _line_named(error: Exception) -> int:
    found = re.search(r"at line (\d+)", str(error))
    return int(found[1]) - 1 if found else 0


# Outside of strings: a comma before a closing bracket, and comments.
_LOOSE_JSON = re.compile(r'("(?:[^"\\\n]|\\.)*")|,(?=\s*[}\]])|//[^\n]*|/\*.*?\*/', re.DOTALL)
_JSON_PAIR = re.compile(r'^\s*"([^"\n]+)"\s*:\s*(?:"((?:[^"\\\n]|\\.)*)"|([^\s"{\[,]+))', re.MULTILINE)


def json_entries(source: str, first: int, doubts: Doubts) -> Iterator[Entry]:
    """A JSON object whose first line is line `first` of the file -> its entries."""
    pairs = _json_pairs(source)
    if pairs is None:
        loosened = _LOOSE_JSON.sub(lambda m: m[1] or "", source)
        pairs = _json_pairs(loosened)
        where = next((m for m in _LOOSE_JSON.finditer(source) if not m[1]), None)
        if pairs is not None and where is not None:
            number = first + source.count("\n", 0, where.start())
            what = "a comma too many" if where[0] == "," else "a comment"
            doubts.append(ReadWarning(number, f"There is {what} in the front matter (JSON); take it out."))
    if pairs is None:
        doubts.append(ReadWarning(first, "The front matter is not JSON; only its plain entries were read."))
        pairs = [(m[1], m[2] or m[3] or "") for m in _JSON_PAIR.finditer(source)]
    at = 0
    for key, value in pairs:
        found = source.find(json.dumps(key, ensure_ascii=False), at)
        at = found + 1 if found >= 0 else at
        yield from _entry(key, value, first + source.count("\n", 0, max(at - 1, 0)), doubts)


class _Table(list[tuple[str, Any]]):
    """The pairs of a JSON object, in order, so that keys that stand twice are seen."""


def _json_pairs(source: str) -> list[tuple[str, Any]] | None:
    try:
        value = json.loads(
            source,
            strict=False,
            parse_int=str,
            parse_float=str,
            parse_constant=str,
            object_pairs_hook=_Table,
        )
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, _Table) else None


def _pieces(source: str, first: int, key: re.Pattern[str]) -> Iterator[tuple[str, str, int]]:
    """Entries at the left margin: key, all that follows its sign, line."""
    name, line = "", first
    value: list[str] = []
    for number, text in enumerate(source.split("\n"), first):
        if found := key.match(text):
            if name:
                yield name, "\n".join(value), line
            name, line, value = found[2], number, [text[found.end() :]]
        else:
            value.append(text)
    if name:
        yield name, "\n".join(value), line


def _printed(source: str) -> str:
    return " ".join(source.split()).strip("\"'")


def _strings(value: Any, depth: int = 0) -> FrontValue:
    """Any value of TOML, JSON or YAML as strings, lists of them and tables of them."""
    if depth > MAX_FRONT_DEPTH:
        raise ValueError("it is nested too deeply")
    if isinstance(value, _Table | dict):
        pairs = value if isinstance(value, _Table) else value.items()
        return {str(k): _strings(v, depth + 1) for k, v in pairs}
    if isinstance(value, list):
        return [_strings(item, depth + 1) for item in value]
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value).encode("utf-8", "replace").decode("utf-8")
