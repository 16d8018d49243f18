"""reStructuredText -> Markdown: titles, links, directives."""

from __future__ import annotations

import re

from bot.parsing.embeds import embed_address

# What only reStructuredText has: a directive, a named target, a link with its mark behind.
_SIGN = re.compile(
    r"^\.\. (?:[\w-]+::|_[^\n:]+:|TEASER_END)|`[^`<>\n]{1,300}\n?[ \t]{0,40}<[^<>`]+>`_|^:\w+: \S|^\.\. \w+:"
    r"|^([=~*^-])\1{3,}\n[^\n]+\n\1{4,}$",
    re.MULTILINE,
)

# A title with an underline of its own length that Markdown has not: "Day one ⏎ #######".
_UNDERLINED = re.compile(r"^(\S[^\n]{2,100})\n([#~^\"+])\2{3,100}[ \t]*$", re.MULTILINE)

_ADORNED = re.compile(r"^([!-/:-@\[-`{-~])\1{2,}[ \t]*$")
_LINK = re.compile(r"`([^`<>]{1,500}?)\s{0,40}<([^<>`]{1,2000})>`__?")
_NAMED = re.compile(r"(?<![\w`])`([^`<>\n]{1,200})`_(?![\w_])")
_TARGET = re.compile(r"^\.\. _`?([^:`\n]+)`?:[ \t]*(\S*)[ \t]*$", re.MULTILINE)
_TARGET_NAME = re.compile(r"^\.\. _(\w[\w.-]*):", re.MULTILINE)
_USED_NAME = re.compile(r"(?<![\w`.-])(\w[\w.-]*)_(?![\w_])")
_BORDER = re.compile(r"^=+(?:[ \t]+=+)+[ \t]*$")
_COLUMN_GAP = re.compile(r"[ \t]{2,}")
_DIRECTIVE = re.compile(r"^([ \t]*)\.\. (?:\|([^|\n]+)\| )?([\w-]+)::[ \t]*([^\n]*)$")
_OPTION = re.compile(r"^[ \t]+:([\w-]+):[ \t]*([^\n]*)$")
_COMMENT = re.compile(r"^\.\.(?:[ \t]+[^\n]*)?$")
_ROLE = re.compile(r":[\w:+-]+:`([^`\n]+)`")
_LITERAL = re.compile(r"::[ \t]*$")
_AUTO_NUMBER = re.compile(r"^([ \t]*)#\.[ \t]+", re.MULTILINE)

_PICTURES = frozenset({"image", "figure", "thumbnail"})
_CODE = frozenset({"code", "code-block", "sourcecode", "highlight", "raw"})


def mend_restructured(text: str) -> str:
    """Titles with any underline, `` `ants <http://ants.org>`_ ``, `.. image:: ants.png`."""
    if not _SIGN.search(text) and not any(map(_fits, _UNDERLINED.finditer(text))):
        return text
    text = _LINK.sub(_inline_link, text)
    names = set(_TARGET_NAME.findall(text))
    if names:
        text = _USED_NAME.sub(lambda found: f"[{found[1]}]" if found[1] in names else found[0], text)
    text = _TARGET.sub(lambda found: f"[{found[1]}]: {found[2]}" if found[2] else "", text)
    text = _NAMED.sub(r"[\1]", _ROLE.sub(r"\1", text))
    text = _AUTO_NUMBER.sub(r"\g<1>1. ", text)
    return "\n".join(_directives(_titles(_tables(text.split("\n")))))


def _fits(found: re.Match[str]) -> bool:
    title, _, underline = found[0].rstrip().partition("\n")
    return abs(len(title.rstrip()) - len(underline)) <= 1


def _inline_link(found: re.Match[str]) -> str:
    """A link, its line ends behind it: an address is one word however it was wrapped."""
    words, address = found[1], "".join(found[2].split())
    moved = found[0].count("\n") - words.count("\n")
    return f"[{words}]({address})" + "\n" * moved


def _tables(lines: list[str]) -> list[str]:
    """Tables between borders (`====  ====`): columns are parted by two blanks or more."""
    borders = [index for index, line in enumerate(lines) if _BORDER.match(line)]
    while len(borders) > 1:
        top, bottom = borders[0], borders[1]
        has_header = len(borders) > 2 and all(lines[i].strip() for i in range(bottom, borders[2]))
        for index in range(top + 1, borders[2] if has_header else bottom):
            cells = _COLUMN_GAP.split(lines[index].strip())
            lines[index] = f"| {' | '.join(cells)} |" if lines[index].strip() and index != bottom else ""
        if has_header:
            lines[bottom] = "|---|---|"
            lines[borders[2]] = ""
        lines[top] = ""
        lines[bottom] = lines[bottom] if has_header else ""
        borders = borders[3 if has_header else 2 :]
    return lines


def _titles(lines: list[str]) -> list[str]:
    """Adorned titles as `#` headings, levels in the order their adornments first appear."""
    styles: list[str] = []
    for index, line in enumerate(lines):
        found = _ADORNED.match(line)
        title = lines[index - 1] if found and index else ""
        if not found or not title.strip() or _ADORNED.match(title):
            continue
        mark = found[1]
        over = index > 1 and lines[index - 2].rstrip() == line.rstrip()
        if title[0] in " \t" and not over:
            continue
        above = index < 2 or not lines[index - 2].strip()
        if not (over or above or mark in "=~") or 2 * len(line.rstrip()) < len(title.rstrip()):
            continue
        style = mark * 2 if over else mark
        if style not in styles:
            styles.append(style)
        lines[index - 1] = f"{'#' * min(styles.index(style) + 1, 6)} {title.strip()}"
        lines[index] = ""
        if over:
            lines[index - 2] = ""
    return lines


def _directives(lines: list[str]) -> list[str]:
    """Directives as links, pictures and fences; comments hidden; literal blocks stay indented."""
    index = 0
    while index < len(lines):
        line = lines[index]
        if found := _DIRECTIVE.match(line):
            index = _directive(lines, index, found)
        elif _COMMENT.match(line):
            lines[index] = ""
            index = (
                _blank_indented(lines, index + 1)
                if index + 1 < len(lines) and lines[index + 1].strip()
                else index + 1
            )
        elif _LITERAL.search(line):
            lines[index] = _LITERAL.sub(":" if line.strip() != "::" else "", line)
            index += 1
        else:
            index += 1
    return lines


def _directive(lines: list[str], index: int, found: re.Match[str]) -> int:
    """Rewrites the directive at `index`; where the lines that follow it begin."""
    indent, name, argument = found[1], found[3].lower(), found[4].strip()
    options: dict[str, str] = {}
    after = index + 1
    while after < len(lines) and (option := _OPTION.match(lines[after])):
        options[option[1]] = option[2].strip()
        lines[after] = ""
        after += 1
    if name in _PICTURES:
        picture = f"![{options.get('alt', '')}](<{argument}>)"
        target = options.get("target")
        lines[index] = f"{indent}[{picture}]({target})" if target else indent + picture
        return _unindent(lines, after)
    if name in _CODE:
        return _blank_indented(lines, index) if name == "raw" else _fence(lines, index, after)
    if name in {"contents", "toctree", "meta", "role", "default-role"}:
        lines[index] = ""
        return _blank_indented(lines, after)
    address = embed_address(name, argument) if argument else None
    lines[index] = f"{indent}<{address}>" if address else indent + argument
    return _unindent(lines, after)


def _body(lines: list[str], start: int) -> range:
    """The indented lines from `start` on, empty ones between them included."""
    end = last = start
    while end < len(lines) and (not lines[end].strip() or lines[end][0] in " \t"):
        end += 1
        if lines[end - 1].strip():
            last = end
    return range(start, last)


def _unindent(lines: list[str], start: int) -> int:
    body = _body(lines, start)
    indent = min((len(lines[i]) - len(lines[i].lstrip()) for i in body if lines[i].strip()), default=0)
    for i in body:
        lines[i] = lines[i][indent:]
    return start


def _blank_indented(lines: list[str], start: int) -> int:
    body = _body(lines, start)
    for i in body:
        lines[i] = ""
    return max(body.stop, start + 1)


def _fence(lines: list[str], index: int, start: int) -> int:
    """Code below a directive: four blanks make it code in Markdown as well."""
    body = _body(lines, start)
    lines[index] = ""
    _unindent(lines, start)
    for i in body:
        lines[i] = f"    {lines[i]}" if lines[i].strip() else ""
    return max(body.stop, index + 1)
