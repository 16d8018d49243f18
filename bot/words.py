"""Words as they are compared: text of any script → folded tokens, and nothing else.

The same folding makes what is indexed and what is asked, so `store` and the ranking never
disagree about what a word is.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Scripts written without blanks between words: their runs become overlapping pairs.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Myanmar, Khmer
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"  # iteration marks, Hiragana, Katakana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
    "\uac00-\ud7af"  # Hangul: written with blanks, but its particles cling to the noun
)
_INDIC = "\u0900-\u0963\u0966-\u0dff"  # letters and the vowel signs that \w leaves out
_TOKEN = re.compile(rf"[{_UNSPACED}]+|(?:(?![{_UNSPACED}])(?:[^\W_]|[{_INDIC}]))+")
_PLAIN = re.compile(r"[^\W_]+")  # the same in the scripts that need no more, in a third of the time
_OTHER_SCRIPT = re.compile(rf"[{_UNSPACED}{_INDIC}]")
_PAIRED = re.compile(rf"[{_UNSPACED}]")
_MARKS = re.compile("[\u0300-\u036f\u3099\u309a\u064b-\u0652\u0591-\u05c7\u200b-\u200f\ufe00-\ufe0f]")
_CAMEL_WORD = re.compile(r"\b(?=[A-Z]*+[a-z0-9]++[A-Z])[A-Za-z][A-Za-z0-9]{3,60}\b")
_HUMP = re.compile("[a-z0-9][A-Z]")
# The same for ASCII, where a table of bytes does in a tenth of the time what a pattern does.
_FOLDED = bytes(ord(chr(i).lower()) if chr(i).isalnum() else 32 for i in range(128)) + bytes(128)
_SHAPE = bytes(65 if 65 <= i <= 90 else 97 if chr(i).isalnum() else 32 for i in range(128)) + bytes(128)
_CAMEL_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_SYMBOLS = (
    (re.compile(r"(?<![^\W_])([a-zA-Z])\+\+"), r"\1pp"),
    (re.compile(r"(?<![^\W_])([a-zA-Z])#"), r"\1sharp"),
)


def fold(text: str) -> str:
    """Make alike what readers take for the same: case, width, ligatures, accents.

    "Straße" → "strasse", "Ｋｕｂｅ" → "kube", "Síndrome" → "sindrome".
    """
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return unicodedata.normalize("NFC", _MARKS.sub("", text))


def tokens(text: str, *, camel: bool = True) -> list[str]:
    """The words of `text` in order, folded.

    Scripts without blanks give overlapping pairs ("星空的" → "星空", "空的"); with `camel`
    a CamelCase word is followed by its parts ("NetKit" → "netkit", "net", "kit").
    """
    if "++" in text or "#" in text:
        for pattern, word in _SYMBOLS:
            text = pattern.sub(word, text)
    if camel and has_hump(text):
        text = _CAMEL_WORD.sub(_with_parts, text)
    if text.isascii():
        return text.encode().translate(_FOLDED).decode().split()
    folded = fold(text)
    if not _OTHER_SCRIPT.search(folded):
        plain: list[str] = _PLAIN.findall(folded)
        return plain
    return [pair for token in _TOKEN.findall(folded) for pair in _pairs(token)]


def has_hump(text: str) -> bool:
    """Whether a capital follows a small letter or a digit, as in "NetKit"."""
    if text.isascii():
        return b"aA" in text.encode().translate(_SHAPE)
    return _HUMP.search(text) is not None


def spaced(text: str) -> str:
    """`tokens` joined by blanks: the form in which text is indexed."""
    return " ".join(tokens(text))


def named(text: str) -> str:
    """The form in which two names are compared: "The Crab-Thing!" → "the crab thing"."""
    return " ".join(tokens(text, camel=False))


def titled(text: str) -> str:
    """A title as it is indexed: its words as they stand, then the parts of its CamelCase words.

    A bar stands between, so that neighbours stay neighbours: "NetKit in Go" → "netkit in go | net kit".
    """
    words = " ".join(tokens(text, camel=False))
    found = [camel_parts(word) for word in _CAMEL_WORD.findall(text)]
    parts = [part.lower() for row in found if len(row) > 1 for part in row]
    return f"{words} | {' '.join(parts)}" if parts else words


def is_paired(token: str) -> bool:
    """Whether `token` is a pair of a script written without blanks."""
    return bool(_PAIRED.match(token))


def is_cyrillic(token: str) -> bool:
    """Whether `token` begins with a Cyrillic letter."""
    return "\u0400" < token[:1] < "\u0530"


def _with_parts(match: re.Match[str]) -> str:
    word = match.group()
    parts = camel_parts(word)
    return f"{word} {' '.join(parts)}" if len(parts) > 1 else word


@lru_cache(maxsize=4096)
def camel_parts(word: str) -> tuple[str, ...]:
    """Split at capitals: "AdminNetworkPolicy" → "Admin", "Network", "Policy"; "APIs" stays whole."""
    parts = _CAMEL_PART.findall(word)
    return (word,) if any(len(part) < 2 for part in parts) else tuple(parts)


def _pairs(token: str) -> list[str]:
    if len(token) < 2 or not _PAIRED.match(token):
        return [token]
    return [token[i : i + 2] for i in range(len(token) - 1)]


_ENDINGS = (
    ("ational", "ate"), ("ization", "ize"), ("isation", "ize"), ("iveness", "ive"), ("fulness", "ful"),
    ("ousness", "ous"), ("ations", "ate"), ("ation", "ate"), ("ators", "ate"), ("ator", "ate"),
    ("ements", ""), ("ement", ""), ("ments", ""), ("ment", ""), ("ities", ""), ("ity", ""),
    ("ises", "ize"), ("ised", "ize"), ("ising", "ize"), ("ise", "ize"),
    ("ings", ""), ("ing", ""), ("ions", ""), ("ion", ""), ("ies", "y"), ("ied", "y"), ("ness", ""),
    ("able", ""), ("ible", ""), ("ers", ""), ("er", ""), ("ors", ""), ("or", ""), ("ed", ""),
    ("ly", ""), ("es", ""), ("s", ""), ("e", ""), ("y", ""),
)  # fmt: skip
_ENDINGS_BY_LETTER = {
    last: tuple((ending, instead) for ending, instead in _ENDINGS if ending[-1] == last)
    for last in {ending[-1] for ending, _ in _ENDINGS}
}


_CYRILLIC_ENDING = re.compile(
    r"(?<=[^\W\d_]{4})(?:иями|ями|ами|иеи|иях|иям|ого|его|ому|ему|ыми|ими|ах|ях|ов|ев|еи|ам|ям|ом|ем|им|ым|ую|юю|"
    r"ая|яя|ое|ее|ые|ие|ыи|ии|ои|ия|ию|ью|ых|их|ию|(?:[аяуюие]?[ею]т|[аи]?[аяи]т|ить|[аяе]ть|[аияе]л[аои]?)(?:ся|сь)?)$|"
    r"(?<=[^\W\d_]{3})[аяоеуюиыь]$"
)
"""The endings of Russian nouns, adjectives and verbs, as they are folded."""


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """A word without its inflection, for English and, roughly, languages that inflect alike.

    "policies" → "polic", "policy" → "polic", "testing" → "test". Only ever compared with
    other stems, so it need not be a word. Lighter than Porter's: one ending off (then a
    final vowel), never below four letters, so that names survive.
    """
    if len(word) > 3 and is_cyrillic(word):
        return _CYRILLIC_ENDING.sub("", word)
    if len(word) < 5 or not word.isascii() or not word.isalpha() or word.endswith("ss"):
        return word[:-1] if len(word) == 4 and word.endswith("s") and word[-2] not in "aeious" else word
    for ending, instead in _ENDINGS_BY_LETTER.get(word[-1], ()):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)] + instead
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "sl":
        word = word[:-1]
    return word[:-1] if len(word) > 4 and word[-1] in "eyi" else word


_SMALL = "a an and are as at by for from how in into is it of on or our that the to we what why with you your"
SMALL_WORDS = frozenset(_SMALL.split())


def initials(words: list[str]) -> list[str]:
    """What a run of words may be called by its first letters: one string per starting word.

    ["internet", "of", "things"] → ["iot", "it", "ot"]: with and without small words; a query
    matches one from its beginning ("io" as well).
    """
    kept = [word for word in words[:24] if word.isalpha()]
    every = "".join([word[0] for word in kept])
    found = [every[i:] for i in range(len(every) - 1)]
    if not SMALL_WORDS.isdisjoint(kept):
        bare = "".join([word[0] for word in kept if word not in SMALL_WORDS])
        found += [bare[i:] for i in range(len(bare) - 1)]
    return list(dict.fromkeys(found))


_RUN = re.compile(
    r"[A-Z](?<!\w.)[\w'’]*+(?:[ -]++(?:(?:of|the|and|for|to|in|on|de) ){0,2}[A-Z][\w'’]*+){1,6}"
)


def short_forms(text: str) -> dict[str, str]:
    """Short forms that names in `text` may go by, learned from capitals: what is typed → its words.

    "Linode Kubernetes Engine" → {"lke": "linode kubernetes engine"}; "AdminNetworkPolicy" →
    {"anp": "adminnetworkpolicy"}; three letters at least, of neighbours, with or without small words.
    """
    found: dict[str, str] = {}
    if has_hump(text):
        for word in _CAMEL_WORD.findall(text):
            parts = camel_parts(word)
            if len(parts) > 2:
                found["".join(part[0] for part in parts).lower()] = word.lower()
    for run in _RUN.findall(text):
        if (pair := run.replace(" ", "", 1)).isascii() and pair.isalnum():
            continue  # two words, as most names are
        words = tokens(run, camel=False)
        if len(words) < 3:
            continue
        letters = "".join([word[0] for word in words])
        big = [i for i, word in enumerate(words) if word not in SMALL_WORDS]
        capitals = "".join([letters[i] for i in big])
        for first, start in enumerate(big):
            for last, end in enumerate(big[first + 1 : first + 5], first + 1):
                if end - start > 1:
                    phrase = " ".join(words[start : end + 1])
                    found[letters[start : end + 1]] = phrase
                    if last - first > 1:
                        found[capitals[first : last + 1]] = phrase
    return found
