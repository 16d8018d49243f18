"""Tags of site generators and note tools: the words and addresses in them are kept.

{%youtube ID %}                       -> <https://www.youtube.com/watch?v=ID>
{{< figure src="a.jpg" title="Hall" >}} -> ![](a.jpg) Hall
{% highlight sh %} … {% endhighlight %} -> a fence
{{< details "Notes" >}} … {{< /details >}} -> Notes, and what is between
{{image "a.jpg" 600}}                 -> ![](a.jpg)
"""

from __future__ import annotations

import re

from bot.parsing.embeds import embed_address
from bot.parsing.mend.cut import blank_between

# Braces end a tag, so that every search is linear.
_TAG = re.compile(r"\{(?:%-?|\{[<%])([^{}]{1,2000}?)(?:[%>]\}\}|-?%\})")
_CALL = re.compile(r"\{\{-?[ \t]{0,9}([a-z]\w{2,20}[ \t]{1,9}\"[^\"{}\n]{1,500}\"[^{}\n]{0,500}?)-?\}\}")
_COMMENT = re.compile(r"\{%-?\s{0,9}comment\s{0,9}-?%\}")
_END_COMMENT = re.compile(r"\{%-?\s{0,9}endcomment\s{0,9}-?%\}")
_CODE = re.compile(
    r"^([ \t]*)\{(?:%-?|\{[<%])\s*(/|end)?(?:highlight|code|codeblock|raw)\b([^{}\n]*?)-?[%>]\}+[ \t]*$",
    re.MULTILINE,
)
_ARGUMENT = re.compile(
    r"""(?:([\w-]+)\s{0,9}=\s{0,9})?(?:"([^"]*)"|'([^']*)'|(https?://[^\s"']+|[^\s"'=]+))"""
)
_COMPONENT = re.compile(r"<([A-Z]\w*)((?:\s[^<>]{0,1000}|/)?)>")
_COMPONENT_END = re.compile(r"</([A-Z]\w*)>")
_MODULE = re.compile(r"^(?:import|export)[ \t][^\n]*[ \t]from[ \t][\"'][^\"'\n]+[\"'];?[ \t]*$", re.MULTILINE)
_VARIABLE = re.compile(r"\{\{-?\s{0,9}(?:site|page|paginator|include|theme)\.[^{}\n]*\}\}")
_FILTERED = re.compile(r"""\{\{-?\s{0,9}["']([^"'{}\n]+)["']\s{0,9}\|[^{}\n]*\}\}""")

_SHOWN = ("title", "caption", "summary", "text", "name", "author", "content", "label", "quote")
_ADDRESS = ("href", "url", "link", "src", "image", "file", "path")
_PICTURES = frozenset({"figure", "img", "image", "picture", "photo"})
_REFERENCES = frozenset({"ref", "relref", "post_url", "post_link", "link", "asset_path", "asset_img"})


def hide_comments(text: str) -> str:
    """`{% comment %} … {% endcomment %}` is not for readers."""
    return blank_between(text, _COMMENT, _END_COMMENT)


def fence_code(text: str) -> str:
    """`{% highlight sh %}` and its end are fences."""
    return _CODE.sub(lambda found: f"{found[1]}```{'' if found[2] else found[3].strip()[:20]}", text)


def mend_variables(text: str) -> str:
    """`{{ site.url }}/a.png` -> `/a.png`, `{{ "/a" | absolute_url }}` -> `/a`."""
    return _FILTERED.sub(r"\1", _VARIABLE.sub("", text))


def mend_tags(text: str) -> str:
    """Tags of Liquid, Hugo, HackMD, Octopress: embeds are links, captions are words."""
    return _TAG.sub(_mend_tag, text)


def mend_calls(text: str) -> str:
    """`{{video "https://vimeo.com/1"}}`, the calls of Go's templates, are tags by other braces."""
    return _CALL.sub(_mend_tag, text)


def mend_components(text: str) -> str:
    """MDX: `<YouTube id="x" />` -> a link, `<Tip title="Bees">` … `</Tip>` -> Bees and what is between."""
    closed = set(_COMPONENT_END.findall(text))
    text = _MODULE.sub("", text)
    return _COMPONENT_END.sub("", _COMPONENT.sub(lambda found: _component(found, closed), text))


def _component(found: re.Match[str], closed: set[str]) -> str:
    name, rest = found[1], found[2] or ""
    if name not in closed and not rest.endswith("/"):
        return found[0]
    named = {a[1].lower(): a[2] or a[3] or a[4] or "" for a in _ARGUMENT.finditer(rest.rstrip("/")) if a[1]}
    return _shown(name.lower(), named, [], []) + "\n" * found[0].count("\n")


def _mend_tag(found: re.Match[str]) -> str:
    name, _, rest = " ".join(found[1].split()).partition(" ")
    name = name.strip("\"'").lower()
    kept = "\n" * found[0].count("\n")
    if name[:1] == "/" or name.startswith("end"):
        return kept
    named: dict[str, str] = {}
    plain: list[str] = []  # values without a name
    words: list[str] = []  # those of them in quotation marks, which may be shown
    for argument in _ARGUMENT.finditer(rest):
        value = argument[2] or argument[3] or argument[4] or ""
        if argument[1]:
            named[argument[1].lower()] = value
        else:
            plain.append(value)
            words += [value] if argument[4] is None else []
    return _shown(name, named, plain, words) + kept


def _shown(name: str, named: dict[str, str], plain: list[str], words: list[str]) -> str:
    if name in _REFERENCES:
        return plain[0] if plain else ""
    if name == "include" and plain:
        name, plain = re.split(r"[./]", plain[0].removesuffix(".html"))[-1], plain[1:]
    if address := _embed(name, named, plain):
        return f"<{address}>"
    shown = [named[key] for key in _SHOWN if named.get(key)]
    shown += [value for value in words if " " in value]
    if name in _PICTURES:
        source = named.get("src") or named.get("url") or next(filter(_FILE.search, plain), "")
        alt = named.get("alt", "")
        picture = f"![{alt}](<{source}>)" if source else alt
        return " ".join([picture, *(caption for caption in shown if caption not in (alt, source))])
    addresses = [*(named.get(key, "") for key in _ADDRESS), *plain]
    return " ".join([*shown, *(f"<{url}>" for url in addresses if url.startswith("http"))])


def _embed(name: str, named: dict[str, str], plain: list[str]) -> str | None:
    """The address of an embed; its service is the tag's name or a part of it (`youtube-player`)."""
    if name == "gist" and len(plain) > 1:
        plain = [f"{plain[0]}/{plain[1]}"]
    value = named.get("id") or named.get("url") or named.get("video") or (plain[0] if plain else "")
    if "user" in named and value.isdigit():
        return f"https://twitter.com/{named['user']}/status/{value}"
    found = (embed_address(service, value) for service in (name, *re.split(r"[-_]", name)) if value)
    return next((address for address in found if address), None)


_FILE = re.compile(r"\.\w{3,4}$")
