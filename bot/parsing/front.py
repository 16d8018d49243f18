"""Front matter: what a file says about itself before it begins.

An ordered table of forms; the first whose pattern fits the top of the file reads it. No
form refuses a file: what cannot be read becomes a warning at its line and the rest is used.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import NamedTuple

from frontmatter.default_handlers import BaseHandler, YAMLHandler

from bot.model import ReadWarning
from bot.parsing.blocks import Front, FrontFormat, FrontValue
from bot.parsing.front_values import YAML_KEY, Doubts, Entry, json_entries, toml_entries, yaml_entries
from bot.parsing.limits import MAX_FRONT_BYTES, MAX_FRONT_DEPTH

_ISO_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(?!\d)")

# Keys by which metadata lines without a fence are told from prose ("Note: bring a coat").
_KNOWN_KEYS = frozenset(
    re.findall(
        r"\w+",
        """author authors category categories conference date description draft event keywords lang layout
        location modified permalink place published slug source speaker speakers status subtitle summary
        tag tags template title topics url venue year""",
    )
)


class _Found(NamedTuple):
    """Front matter as it stands in a file.

    `source` begins at line `first`; `rest` is the text of the file with the lines of the
    front matter left empty.
    """

    format: FrontFormat
    source: str
    first: int
    rest: str
    entries: Callable[[str, int, Doubts], Iterator[Entry]]


def split_front(text: str) -> tuple[Front, str, list[ReadWarning]]:
    """A text -> its front matter, the text with those lines left empty, and what was doubtful."""
    doubts: Doubts = []
    if not _FIRST.match(text):
        return Front(), text, doubts
    for form in _FORMS:
        found = form(text, doubts)
        if found is not None:
            front, last = _load(found, doubts), text.count("\n") + 1
            return front, found.rest, [ReadWarning(min(doubt.line, last), doubt.message) for doubt in doubts]
    return Front(), text, doubts


def _load(found: _Found, doubts: Doubts) -> Front:
    values: dict[str, FrontValue] = {}
    lines: dict[str, int] = {}
    if len(found.source.encode()) > MAX_FRONT_BYTES:
        limit = f"{MAX_FRONT_BYTES // 1024} KiB"
        doubts.append(ReadWarning(found.first, f"The front matter is longer than {limit} and was not read."))
        return Front(format=found.format)
    for key, value, line in found.entries(found.source, found.first, doubts):
        name = key.strip().lower()
        if name in values:
            doubts.append(ReadWarning(line, f'"{key}" stands twice in the front matter; the first is used.'))
            continue
        _check(name, value, line, doubts)
        values[name], lines[name] = value, line
    return Front(values, lines, found.format)


def _check(key: str, value: FrontValue, line: int, doubts: Doubts) -> None:
    if key == "title" and not value:
        doubts.append(ReadWarning(line, "The title is empty; write one, or take the line out."))
    if isinstance(value, str) and (found := _ISO_DATE.match(value)):
        try:
            date.fromisoformat(found[1])
        except ValueError:
            doubts.append(ReadWarning(line, f"There is no day {found[1]}; correct the date."))


# --- forms: each takes a text and says whether its top is front matter of that form ------


class _Toml(BaseHandler):
    """Hugo's and Franklin's fence; the package's own handler needs a further library."""

    FM_BOUNDARY = re.compile(r"^\+{3,}[ \t]*$", re.MULTILINE)


_FENCE = re.compile(r"^-{3,}[ \t]*$", re.MULTILINE)
_YAML = YAMLHandler(_FENCE)
_TOML = _Toml()


def _fenced_yaml(text: str, doubts: Doubts) -> _Found | None:
    start = text.lstrip("\n")
    if not _YAML.detect(start):
        return None
    try:
        source, rest = _YAML.split(start)
    except ValueError:
        return _unclosed_yaml(text, doubts)
    is_spaced = source.startswith("\n\n")  # as below a rule; a key must prove it is none
    if not _is_yaml(source) or (is_spaced and not _names(source) & _KNOWN_KEYS):
        return None
    return _found("yaml", text, source, rest, yaml_entries)


def _unclosed_yaml(text: str, doubts: Doubts) -> _Found | None:
    """An opening fence whose closing one was forgotten: it ends at the first empty line."""
    head, _, rest = text.lstrip("\n").partition("\n")[2].partition("\n\n")
    if not _is_yaml(head) or not _names(head) & _KNOWN_KEYS:
        return None
    doubts.append(
        ReadWarning(text.count("\n") - rest.count("\n"), "The front matter has no closing ---; add it.")
    )
    return _found("yaml", text, f"\n{head}", f"\n{rest}", yaml_entries)


def _unopened_yaml(text: str, doubts: Doubts) -> _Found | None:
    """Keys from the first line down to a `---`."""
    end = _FENCE.search(text)
    if end is None or "\n\n" in (source := text[: end.start()].lstrip("\n")) or not _is_yaml(source):
        return None
    if not _names(source) & _KNOWN_KEYS:
        return None
    doubts.append(ReadWarning(1, "The front matter has no opening ---; add it."))
    return _found("yaml", text, source, text[end.end() :], yaml_entries)


def _flat_yaml(text: str, _: Doubts) -> _Found | None:
    """A file whose line ends were lost, or set anew: `--- title: A date: B --- # A ...`."""
    found = _FLAT.match(text)
    if found is None:
        return None
    source = _FLAT_LIST.sub(_list_anew, _FLAT_KEY.sub("\n", " ".join(found[1].split())))
    if not _names(source) & _KNOWN_KEYS:
        return None
    return _Found("yaml", source, 1, "\n" * found[0].count("\n") + text[found.end() :], _flat_entries)


def _flat_entries(source: str, first: int, doubts: Doubts) -> Iterator[Entry]:
    return (entry._replace(line=first) for entry in yaml_entries(source, first, doubts))


def _list_anew(flat: re.Match[str]) -> str:
    """What were the items of a list, each in its line again: "tags: - ants - old moss"."""
    return flat[1] + flat[2].replace(" - ", "\n- ")


def _fenced_toml(text: str, doubts: Doubts) -> _Found | None:
    start = text.lstrip("\n")
    if not _TOML.detect(start):
        return None
    try:
        source, rest = _TOML.split(start)
    except ValueError:
        doubts.append(ReadWarning(1, "The front matter has no closing +++; add it."))
        source, _, rest = start[3:].partition("\n\n")
    return _found("toml", text, source, rest, toml_entries)


def _json_object(text: str, doubts: Doubts) -> _Found | None:
    start = text.lstrip("\n")
    if not _JSON_START.match(start):
        return None
    depth = 0
    for part in _JSON_PART.finditer(start, 0, 8 * MAX_FRONT_BYTES):
        depth += {"{": 1, "[": 1, "}": -1, "]": -1}.get(part[0], 0)
        if depth > MAX_FRONT_DEPTH:
            doubts.append(ReadWarning(1, "The front matter is nested too deeply and was not read."))
            return None
        if depth == 0:
            return _found("json", text, start[: part.end()], start[part.end() :], json_entries)
    return None


def _metadata_lines(text: str, _: Doubts) -> _Found | None:
    """Lines such as `Title: A`, `.. title: A`, `:title: A`, `@def title = "A"`, `#+TITLE: A`.

    They stand at the top, or right below a title (reStructuredText, AsciiDoc).
    """
    lines = text[: 2 * MAX_FRONT_BYTES].split("\n")
    first = next((i for i, line in enumerate(lines) if line.strip() and line.strip() not in _COMMENT), 0)
    start = _below_title(lines, first)
    for pattern in _LINE_FORMS:
        entries, end = _run(lines, start, pattern)
        if entries and _recurs(entries[0].key, lines[end:]):
            return None
        if {entry.key.strip().lower() for entry in entries} & _KNOWN_KEYS:
            above = [line if line.strip() not in _COMMENT else "" for line in lines[:start]]
            rest = [*above, *[""] * (end - start), *text.split("\n")[end:]]
            source = "\n".join(lines[start:end])
            return _Found("lines", source, start + 1, "\n".join(rest), partial(_as_read, entries))
    return None


def _recurs(key: str, lines: list[str]) -> bool:
    """Whether lines further below begin so too: then they are notes of one talk and of the next."""
    return any(line.startswith(f"{key}:") for line in lines)


def _as_read(entries: list[Entry], _source: str, _first: int, _doubts: Doubts) -> Iterator[Entry]:
    return iter(entries)


def _run(lines: list[str], start: int, pattern: re.Pattern[str]) -> tuple[list[Entry], int]:
    """The entries in the lines from `start` on that fit `pattern`, and where they end."""
    entries: list[Entry] = []
    end = start
    for index, line in enumerate(lines[start:], start):
        if found := pattern.fullmatch(line):
            entries.append(Entry(found[1], _value(found[2].strip()), index + 1))
        elif entries and line[:1] in {" ", "\t"} and line.strip():
            last = entries[-1]
            entries[-1] = last._replace(value=f"{last.value} {line.strip()}".strip())
        elif line.strip() not in _COMMENT:
            break
        end = index + 1
    return entries, end


def _value(words: str) -> FrontValue:
    if words[:1] == "[" and words[-1:] == "]":
        return [word.strip(" \"'") for word in words[1:-1].split(",")]
    return words.strip('"')


def _below_title(lines: list[str], start: int) -> int:
    """Where lines begin once a title in reStructuredText or AsciiDoc is passed over."""
    head = lines[start : start + 4]
    if head and head[0].startswith("= "):
        return start + 1
    for index, line in enumerate(head[1:], 1):
        if len(line) > 2 and line[0] in "=-~#*" and not line.strip(line[0]) and head[index - 1].strip():
            after = start + index + 1
            return after + (after < len(lines) and not lines[after].strip())
    return start


def _found(
    form: FrontFormat,
    text: str,
    source: str,
    rest: str,
    entries: Callable[[str, int, Doubts], Iterator[Entry]],
) -> _Found:
    """Front matter whose `source` is followed by `rest`, which ends the text."""
    above = text.count("\n") - rest.count("\n")
    first = text.count("\n", 0, max(text.find(source), 0)) + 1
    return _Found(form, source, first, "\n" * above + rest, entries)


def _is_yaml(source: str) -> bool:
    """Whether it begins with a key and holds more keys than lines of prose."""
    keys = prose = 0
    for line in source.split("\n"):
        if not line.strip() or line[0] in " \t#-]}":
            continue
        is_key = YAML_KEY.match(line) is not None
        if not keys and not is_key:
            return False
        keys += is_key
        prose += not is_key
    return keys > prose


def _names(source: str) -> set[str]:
    return {m[2].lower() for line in source.split("\n") if (m := YAML_KEY.match(line))}


_FIRST = re.compile(
    r"\n|---|\+\+\+|\{|<!--|\.\.|:\w|@def|#\+|= |[^\W\d_][\w -]{0,40}:(?!\S)"
    r"|[^\n]*\n[=~#*^-]{3,}$|[=~#*^+-]{3,}\n",
    re.MULTILINE,
)
_FLAT = re.compile(r"---[ \t]+(\S(?:[^\n]|\n(?![\n-])){0,2000}?)[ \t\n]+---(?=[ \t])")
_FLAT_KEY = re.compile(r" (?=[a-z_-]{2,20}:(?: |$))")
_FLAT_LIST = re.compile(r"^([a-z_-]+:)( - .*)$", re.MULTILINE)
_JSON_START = re.compile(r'\{\s*(?:"|\})')
_JSON_PART = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]]')
_COMMENT = frozenset({"<!--", "-->"})
_LINE_FORMS = (
    re.compile(r"\.\.[ ](\w[\w-]*):(?!:)(.*)"),
    re.compile(r":(\w[\w -]*):(.*)"),
    re.compile(r"@def[ ](\w+)[ ]*=(.*)"),
    re.compile(r"#\+(\w+):(.*)"),
    re.compile(r"([^\W\d_][\w -]{0,30}):(?=\s|$)(.*)"),
)

_FORMS: tuple[Callable[[str, Doubts], _Found | None], ...] = (
    _flat_yaml,
    _fenced_yaml,
    _fenced_toml,
    _json_object,
    _unopened_yaml,
    _metadata_lines,
)
