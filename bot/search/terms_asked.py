"""The words of a question that an answer may hold: `terms_of` turns typed words into `Term`s.

Scripts without blanks are cut where their letters change: a run of ideographs or of Katakana is looked
for by its pairs, which together weigh as much as one or two words; one ideograph before Hiragana is a
verb or an adjective and stands for all its inflections; Hiragana alone says nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.search import match as fts
from bot.search.asking import asking, group_of, is_common, signs, small_words
from bot.search.languages import language_of
from bot.search.lexicon import lexicon
from bot.search.looks import NAMES, is_person
from bot.search.particles import without_particles
from bot.words import fold, is_paired, stem, tokens


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a question that an answer may hold.

    `forms` are the stems that count as this word (its synonyms too); `named` says that it
    looks like a name (a capital inside a sentence, a digit); `weak` that it says little;
    `common` that an answer may well say it in another word ("helped", "mainly");
    `searched` holds what else to look for where the word itself stands nowhere; `part` is how much
    of a word it is: a pair of a script without blanks is less; `between` are the pairs before and
    behind it, which hold its characters too where it is only the seam of two words.
    """

    word: str
    stem: str
    forms: frozenset[str]
    named: bool = False
    weak: bool = False
    searched: tuple[str, ...] = ()
    common: bool = False
    part: float = 1.0
    between: frozenset[str] = frozenset()

    @property
    def strong(self) -> bool:
        """Whether it says what the question is about."""
        return not (self.weak or self.common)


SPEAKING = stem("gave")
"""A form that all words for giving a talk have."""
_CHUNK = re.compile(r"[^\s,;!?()\"“”]+")
_RUN = re.compile(
    "(?P<han>[\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+)(?P<tail>[\u3041-\u3096]?)"
    "|[\u30a0-\u30ff\u31f0-\u31ff]+|[\uac00-\ud7af]+|[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]+"
)


def terms_of(text: str, asker: str = "") -> tuple[Term, ...]:
    """The words of a question, each once, without those that say nothing; `asker` is one that asks."""
    names = _names(text)
    found: dict[str, Term] = {}
    bare = without_particles(text)
    parts = _paired(bare)
    capitals = _in_capitals(text)
    small, families = small_words(language_of(text)), _family_names(text)
    for word in tokens(bare, camel=False):
        if is_paired(word):
            if word in parts:
                root = parts[word].stem
                found.setdefault(root, parts[word])
            continue
        if word in families:
            found.setdefault(stem(word), Term(word, stem(word), frozenset((stem(word),)), named=True))
        elif word != asker and (term := _term(word, word in names, small, capitals=word in capitals)):
            found.setdefault(term.stem, term)
    return tuple(found.values())


def _family_names(text: str) -> frozenset[str]:
    """Words with a capital behind a given name, which are names whatever else they mean: "Josh Long"."""
    runs = (run for run in NAMES.findall(text) if is_person(run))
    return frozenset(t for run in runs for t in tokens(_OWNED.sub("", run))[1:])


_OWNED = re.compile(r"['’]s\b")


def _in_capitals(text: str) -> frozenset[str]:
    """Words of the tables that stand in capitals among others in small letters, and so are short forms."""
    if text.upper() == text:
        return frozenset()
    found = (fold(m.group()) for m in _CAPITALS.finditer(text))
    dotted = frozenset(t for m in DOTTED.finditer(text) for t in tokens(m.group()))
    return dotted.union(word for word in found if word not in signs("auxiliaries"))


DOTTED = re.compile(r"(?<![\w.])(?:[^\W\d_a-zß-ÿ]\.){3,}")
"""A short form with its points: "D.I.E."."""
_CAPITALS = re.compile(r"(?<![\w'’])[A-Z]{2,}(?![\w'’])")


def _term(word: str, named: bool, small: frozenset[str], *, capitals: bool = False) -> Term | None:
    if capitals and word in small:
        return Term(word, word, frozenset((word,)), named=True)
    group = group_of(word)
    if word in small and not (group and word in ("author", "autor")):
        return None
    root = stem(word)
    forms, weak = group or (frozenset((root,)), False)
    forms |= {stem(other) for other in short_and_long(word)}
    common = is_common(word) and not named
    return Term(word, root, forms | {root}, named and not weak, weak, common=common)


def _paired(text: str) -> dict[str, Term]:
    """The terms of scripts without blanks, by the pair they begin with."""
    found: dict[str, Term] = {}
    for run in _RUN.finditer(fold(text)):
        whole = run.group("han") or run.group()
        if whole in signs("clitics"):
            continue
        korean_verb = _KOREAN_VERB.fullmatch(unicodedata.normalize("NFC", whole)) is not None
        if len(whole) == 1:
            if run.group("han") and run.group("tail"):
                pair, first = whole + run.group("tail"), fts.word(whole, prefix=True)
                common = is_common(whole)
                group = group_of(pair)
                forms = (group[0] if group else frozenset()) | {whole}
                verb = Term(whole, whole, forms, searched=(first,), common=common)
                found.setdefault(pair, verb)
            continue
        pairs = [whole[i : i + 2] for i in range(len(whole) - 1)]
        words = max(1.0, len(whole) / 2) if run.group("han") else 1.0
        for i, pair in enumerate(pairs):
            group = group_of(pair)
            forms, weak = group or (frozenset((pair,)), False)
            known = Term(
                pair,
                pair,
                forms | {pair},
                weak=weak,
                common=korean_verb or is_common(pair),
                part=words / len(pairs),
                between=frozenset((pairs[i - 1], pairs[i + 1])) if 0 < i < len(pairs) - 1 else frozenset(),
            )
            found.setdefault(pair, known)
    return found


_KOREAN_VERB = re.compile(
    "[가-힣]*(?:했|었|았|였|렸|됐|갔|왔|있|없|하|되|라|다)(?:어|어요|지|지요|죠|나요|나|니|습니까|다고|라고|던|는|고|을까|는지|면)|[가-힣]+(?:라고|다고|려고|으면)"
)


def _names(text: str) -> frozenset[str]:
    """The words that look like names; of a first word, or in German, only by what is inside it."""
    large = writes_nouns_large(text)
    unspaced = any(map(is_paired, tokens(text)))  # no word begins with a capital for being the first
    return frozenset(
        t
        for i, m in enumerate(_CHUNK.finditer(text))
        for piece in _latin(m.group())
        if _looks_named(piece, plain=large or (i == 0 and not unspaced))
        for t in tokens(piece, camel=False)
    )


def _latin(chunk: str) -> Iterator[str]:
    """The pieces of a chunk that are of no script without blanks."""
    return (m.group() for m in _OTHER.finditer(chunk))


_OTHER = re.compile(
    "[^\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u31f0-\u9fff\uac00-\ud7af\uf900-\ufaff]+"
)


def short_and_long(word: str) -> tuple[str, ...]:
    """The other single-word form of a word that has a short one: "k8s" for "kubernetes"."""
    known = lexicon()
    longer = (phrase[0] for phrase in known.longer.get(word, ()) if len(phrase) == 1)
    return (*longer, *known.shorter.get((word,), ()), *known.numbers.get(word, ()))


def _looks_named(word: str, *, plain: bool) -> bool:
    """A capital or a digit; only inside the word where a first capital is `plain` (or German)."""
    return any(c.isupper() for c in word[plain:]) or any(c.isdigit() for c in word)


def writes_nouns_large(text: str) -> bool:
    """Whether the text is German, where every noun has a capital."""
    words = tokens(text)
    german, english = (sum(w in asking()["stop"][name].split() for w in words) for name in ("de", "en"))
    return german > english


def of_version(term: Term) -> Term:
    """Of "which Fern version": an answer need not say "version", and may write "Fern5" in one word."""
    if term.word in signs("versions"):
        return replace(term, weak=True)
    if not term.named or not term.word.isalpha():
        return term
    return replace(term, forms=term.forms | {stem(f"{term.word}{n}") for n in range(1, NUMBERED)})


NUMBERED = 25
"""The highest version that is looked for where it is written in one word with what has it."""
