"""Words of links that only say what they lead to, in any language of `vocabulary.toml`."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.parsing.wordlists import TABLE, one_of, unspaced, words_of

_LABEL_AROUND = one_of(TABLE["label"]["around"].split())
_JOINT_WORD = re.compile(_LABEL_AROUND)
_LABEL_UNSPACED = one_of(sorted(unspaced("label"), key=len, reverse=True))
_LABEL_WORD = re.compile(
    rf"^(?:{one_of(words_of('label'))}|(?:{one_of(words_of('label'))})?(?:(?:{_LABEL_AROUND}){{0,3}}{_LABEL_UNSPACED}){{1,4}}(?:{_LABEL_AROUND})?)$",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def is_label(text: str) -> bool:
    """Words of a link that only say what it leads to: "slides", "Watch it here", an address, a file."""
    if "://" in text or ("." in text and (_ADDRESS.fullmatch(text.strip()) or _FILE.fullmatch(text.strip()))):
        return True
    words = [match.group() for match in _WORD.finditer(_EMOJI.sub("", text) if ":" in text else text)]
    labels = [word.isdigit() or _LABEL_WORD.match(word) is not None for word in words]
    if all(labels) or text.isascii():
        return all(labels)
    return any(labels) and all(
        label or _JOINT_WORD.fullmatch(word) for word, label in zip(words, labels, strict=True)
    )


_ADDRESS = re.compile(r"\S+\.\S+/\S*|www\.\S+")
_FILE = re.compile(
    r"\S+\.(?:pdf|pptx?|key|odp|ps|mp[34]|m4a|wav|ogg|mov|avi|webm|zip)(?:\s*[(\[][^()\[\]]*[)\]])?",
    re.IGNORECASE,
)
_EMOJI = re.compile(r":\w+:")
_WORD = re.compile(r"\w+")


_PLACE = re.compile(
    r"\s(?:on|at|auf|bei|sur|chez|en|su|op|no|of|from|for|von|vom|zu|zum|du|de|del|do|da|di|van)\s",
    re.IGNORECASE,
)


_ON_SITE = re.compile(
    r"(?:on|at|auf|bei|sur|chez|en|su|sul|op|no|na|på|на)\s+(?:[^\W\d]+['’]?\s){0,2}?(?:web ?site|site|page|"
    r"seite|webseite|blog|sitio|página|pagina|canal|channel|chaîne|kanal|sida|side|sivu|strona|stronie|"
    r"сайте|канале|youtube|vimeo|peertube|slideshare|speakerdeck)\b",
    re.IGNORECASE,
)


def is_on_site(text: str) -> bool:
    """Words of a link that say where the thing is: "on the conference's site", "sur le site"."""
    return _ON_SITE.match(text) is not None


def tells_of_posts(text: str) -> bool:
    """Words of a link to what was posted: "my thread", "the tweets about the keynote"."""
    return _POSTS.search(text) is not None


_POSTS = re.compile(
    r"\b(?:(?:my|twitter|mastodon|the|this|his|her|their)\s(?:\w+\s)?threads?|tweets|toots|live-?tweeted)\b",
    re.IGNORECASE,
)


def begins_as_label(text: str) -> bool:
    """What it leads to, and of which talk: "Video of old ants", "Slides: Old ants"."""
    first, _, rest = text.partition(" ")
    return bool(rest) and len(first) > 3 and is_label(first.rstrip(":："))


def names_material(text: str) -> bool:
    """A label, and where the thing is or of what: "Slides on the web", "Les slides de Vieille Mousse"."""
    return is_label(_PLACE.split(text, maxsplit=1)[0]) or is_on_site(text)
