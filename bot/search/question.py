"""What a question asks for: `analyse` turns typed words into a `Question`.

The words that ask (in several languages) are data, in asking.toml.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import takewhile

from bot.search.asking import (
    Asked,
    asking,
    kinds,
    meanings,
    means,
    sign_stems,
    signs,
    stop_words,
    unmarked,
)
from bot.search.languages import languages_of
from bot.search.needed import needed
from bot.search.terms_asked import SPEAKING, Term, of_version, terms_of, writes_nouns_large
from bot.words import fold, is_paired, stem, tokens

_THING = re.compile(
    r"^(?:(?P<before>[^\W\d_]{1,8}) (?:(?P<more>[^\W\d_]{1,8}) )??)??"
    r"(?:which|what|welche[rnms]?|was|quels?|quelles?|que|cual(?:es)?|qua(?:is|li?|le)|wat|welke?|"
    r"vilke[nt]|vilka|hvilke[nt]?)\b"
)
_NAMED = re.compile(r"(?<![^\W_])(?:[^\W\d_]*[^\W\d_a-zß-ÿ][\w.-]*\d*|\w*\d[\w.-]*)", re.UNICODE)
ASKS = 4
"""Words from which a text that ends with a question mark asks, whatever its words are."""
ASKING = 4
"""Words of the longest phrase that asks and names nothing ("on which day", not "where does Ada work")."""
_TOWN = re.compile(
    "cit|town|countr|stadt|land|ville|pays|ciudad|cidade|pais|stad|miasto|miescie|kraj|город|стран|sehir|ulke|"
    "venue|place|location|gebaude|ort$|lieu|endroit|batiment|lugar|recinto|edifici|local|sede$|luogo|spazio|posto|"
    "plaats|plek|locatie|gebouw|lokal|plats|byggnad|bygning|sted|by$|miejsc|budynk|mist|mest|мест|площадк|здани|місц|"
    "mekan|bina|regi"
)
_TOWN_ITSELF = re.compile(
    r"\b(?:cit(?:y|ies)|towns?|countr(?:y|ies)|continent|region|stadt|welche[ms]? land|ville|pays|ciudad|"
    r"pais|cidade|citta|paese|stad|miasto|miescie|kraju?|город\w*|стран[аеуы]|місті|країні|mesto|meste|zemi|"
    r"sehir\w*|sehr\w*|ulke\w*|vilke[nt] (?:stad|land)|hvilke[nt] (?:by|land)|welk land|thanh pho|kota)\b|"
    r"城市|國家|国家|都市|どの[国街町]|도시|나라"
)
"""Words for a town or country, which a house is not."""
_MEANS = re.compile(r"^(?:signifie|significa|co oznacza)$")
_SHORT_FORM = re.compile(
    r"(?<![^\W_])(?:[^\W_]*[A-ZА-Я0-9]{2,}[^\W_]*|\w{1,4})(?=\W*$)|"
    r"(?<![^\W_])[^\W\d_a-zß-ÿ]{2,}(?![^\W_])"
)
"""What "means" more than its letters: "CSAT", "i18n"; "technical debt" is asked what it is."""
HAPPENING = stem("occurred")
"""A form that all words have for something taking place: "held", "statt"."""
_VENUE = re.compile("会場|會場|会场|開催地|場所|地点|地點|장소|행사장")
"""Words for where something is held that ask for it by themselves."""
_WAS = re.compile(
    r"\W*(?:(?:where|wo|waar|var|hvor) (?:was|were|war|waren|var)|"
    r"ou (?:etait|fut|a eu lieu)|donde (?:fue|era)|onde foi|"
    r"dov.?(?:era|e stat[oa])|gdzie (?:byl[aoy]?)|где был[аои]?|kde (?:byl[aoy]?))\b"
)
"""Where something *was*, which took place if it has a name: "where was ElmConf?"."""
_WORKING = stem("works")


@dataclass(frozen=True, slots=True)
class Question:
    """A question as understood.

    `asked` is the kind of thing asked for, `focus` the stems of the noun that is asked about
    ("which *kernel version*", "how many *attendees*"), `links` the kinds of link that would do,
    `needed` are terms without which nothing answers ("the *next* one", "what she said about
    *packets*", "is it *faster* than …"), `subject` what the sentence is about,
    `did` whether the first term stands right behind the words that ask ("who *moderated* …"),
    `language` what it is asked in, as far as that can be told, `elsewhere` whether that is surely not
    English, `sort` the noun that stands for the name asked for ("which *chip* …").
    """

    text: str
    asked: Asked
    terms: tuple[Term, ...]
    focus: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    stems: frozenset[str] = frozenset()
    needed: tuple[Term, ...] = ()
    subject: Term | None = None
    did: bool = False
    language: str = ""
    elsewhere: bool = False
    sort: str = ""

    @property
    def content(self) -> list[Term]:
        """The terms that say something, whatever is asked of it."""
        return [t for t in self.terms if not t.weak]

    @property
    def deed(self) -> Term | None:
        """What "who" did: the first term ("who *moderated* …"), unless it is a name or says little."""
        first = self.terms[0] if self.terms and self.asked == "person" else None
        return None if first is None or first.weak or first.named else first

    @property
    def about_speaking(self) -> bool:
        """Whether it asks about giving a talk ("who presented …")."""
        return any(SPEAKING in t.forms for t in self.terms)

    @property
    def about_happening(self) -> bool:
        """Whether it asks about something taking place ("where was it held")."""
        strong = [t for t in self.terms if t.strong]
        was = bool(strong) and all(t.named for t in strong) and _WAS.match(fold(self.text)) is not None
        return was or any(HAPPENING in t.forms for t in self.terms) or _VENUE.search(self.text) is not None

    @property
    def about_town(self) -> bool:
        """Whether a town or country is asked for ("in which city …"), and not any place."""
        return self.asked == "place" and _TOWN_ITSELF.search(fold(self.text)) is not None

    @property
    def about_work(self) -> bool:
        """Whether it asks whom somebody works for: by such a word, or by nothing but who they are."""
        return any(_WORKING in t.forms for t in self.terms) or all(t.named for t in self.content)

    @property
    def about_talks(self) -> bool:
        """Whether a talk is what is asked for ("which session …")."""
        return not self.focus.isdisjoint(sign_stems("sessions"))

    @property
    def is_question(self) -> bool:
        """Whether it asks at all, or only names something."""
        return self.asked != "none"


def analyse(text: str) -> Question:
    """Read what is asked for. Any text will do; nothing is raised."""
    folded = re.sub(r"\s+", " ", fold(text).replace("’", "'")).strip(" ?!.¿¡？。")
    plainly = text.rstrip().endswith(("?", "？")) and len(tokens(text)) >= ASKS
    asked, start, at = _asked(_without_short_forms(text, folded), plainly)
    if asked == "expansion" and _MEANS.search(folded[start:at]) and not _SHORT_FORM.search(text):
        asked = "definition"
    links = _links(folded, asked)
    if links:
        asked = "link"
    terms = terms_of(text, _late_asker(folded[:at]))
    if asked == "link":
        alike = frozenset(stem(noun) for noun in link_nouns(links))
        terms = tuple(
            replace(t, weak=True, forms=t.forms | (alike if t.stem in alike else frozenset()))
            if t.word in _link_words()
            else t
            for t in terms
        )
    if asked in ("time", "person", "company") or (asked == "place" and _TOWN.search(folded[start:at])):
        asking_words = frozenset(tokens(folded[start:at]))
        if len(asking_words) <= ASKING:
            terms = tuple(replace(t, weak=t.weak or t.word in asking_words) for t in terms)
    if asked in ("thing", "company"):
        terms = tuple(replace(t, weak=t.weak or t.word in signs("categories")) for t in terms)
    if asked == "version":
        terms = tuple(of_version(t) for t in terms)
    focus = _version_of(folded) if asked == "version" else _focus(folded[at:], asked, terms)
    if asked == "name":
        terms = _weakened(terms, lambda t: t.word in signs("naming"))
    sort = _sort(folded[at:]) if asked == "thing" else ""
    if sort:
        terms = _weakened(terms, lambda t: t.word == sort)
    if asked == "number" and not focus.isdisjoint(means("people")):
        terms = tuple(_counting_people(t) for t in terms)
    languages = _languages(text)
    return Question(
        text,
        asked,
        terms,
        focus,
        links,
        frozenset(f for t in terms for f in t.forms),
        needed(text, folded, asked, terms),
        _subject(folded, terms),
        bool(terms) and folded[at:].split()[:1] == [terms[0].word],
        next(iter(languages)) if len(languages) == 1 else "",
        bool(languages) and "en" not in languages,
        sort,
    )


def _without_short_forms(text: str, folded: str) -> str:
    """The folded text with other letters for words in capitals, which ask in no language: "KDE", "COMO"."""
    if text.upper() == text:
        return folded
    for word in {fold(m.group()) for m in _IN_CAPITALS.finditer(text)}:
        folded = re.sub(rf"(?<=\W){re.escape(word)}(?!\w)", "x" * len(word), folded)
    return folded


_IN_CAPITALS = re.compile(r"(?<!^)(?<![\w'’])[A-Z]{2,}(?![\w'’])")


def _languages(text: str) -> frozenset[str]:
    """What a question is likely asked in; nothing where all is small, for any word may be a name there."""
    return frozenset() if text.isascii() and text.islower() else languages_of(text)


def _weakened(terms: Sequence[Term], leaves_out: Callable[[Term], bool]) -> tuple[Term, ...]:
    """The terms, those weak that an answer may leave out, unless nothing strong is left then."""
    fewer = tuple(replace(t, weak=t.weak or leaves_out(t)) for t in terms)
    return fewer if any(t.strong for t in fewer) else tuple(terms)


def _sort(after: str) -> str:
    """The noun that stands for the name asked for: "which *chip* …", "which load testing *tool* …"."""
    words = tokens(after, camel=False)[:SORTED]
    before_verb = list(takewhile(lambda w: w not in stop_words() and w not in signs("auxiliaries"), words))
    sorts = signs("sorts") | signs("categories")
    return next((word for word in reversed(before_verb) if word in sorts), "")


SORTED = 3
"""Words behind "which" of which the last known one is the noun asked for."""


def _counting_people(term: Term) -> Term:
    """Of "how many people came": that people came is said of attendees too."""
    people = not term.forms.isdisjoint(means("people"))
    if people or term.word in signs("arriving"):
        return replace(term, forms=term.forms | means("attendees"))
    return term


@lru_cache(maxsize=1)
def _auxiliaries() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(signs('auxiliaries')))})(?:n't)?\b")


def _subject(folded: str, terms: Sequence[Term]) -> Term | None:
    """What stands behind the auxiliary: "how does *leverage* get defined", "why did *Ada* leave"."""
    found = _auxiliaries().search(folded)
    after = tokens(folded[found.end() :], camel=False) if found else []
    known = {t.word: t for t in terms}
    first = next((w for w in after if w in known or w in signs("pronouns") | signs("askers")), "")
    return known[first] if first in known and not known[first].weak else None


def _asked(folded: str, asks_plainly: bool) -> tuple[Asked, int, int]:
    """The kind asked for, and where the words that ask begin and end; `asks_plainly`: with "?"."""
    best: tuple[int, int, Asked, re.Match[str]] | None = None
    plain = unmarked(folded)
    for order, (kind, pattern) in enumerate(kinds()):
        if (match := pattern.search(plain)) and (best is None or (match.start() > 3, order) < best[:2]):
            best = (int(match.start() > 12 and kind not in ("expansion", "link")), order, kind, match)
            if not best[0]:
                break
    thing = _thing(folded)
    if thing and (best is None or best[0] or best[2] in ("definition", "manner", "polar")):
        words = folded[thing.end() :].split()
        copula = best is not None and best[2] == "definition" and not best[0]
        if not copula and words:
            return "thing", 0, thing.end()
    if best is None or (best[0] and not text_asks(folded)):
        return ("polar" if asks_plainly else "none"), 0, 0
    return best[2], *best[3].span()


def _thing(folded: str) -> re.Match[str] | None:
    """The words that ask which one, with small words before them at most ("into what", "and in which")."""
    found = _THING.match(folded)
    if found and not stop_words().issuperset(filter(None, found.groups())):
        return None
    if found and found.group().endswith("was") and not writes_nouns_large(folded):
        return None  # "Was it …?"
    return found


def text_asks(folded: str) -> bool:
    """Whether the words that ask may stand inside ("and with whom …", "PyCon … 辦在哪裡")."""
    return (
        bool(
            re.match(
                r"^(?:and|und|et|y|so|but|with|to|for|in|on|at|from|of|by|under|mit|an|von|para|a|de)\b",
                folded,
            )
        )
        or any(map(is_paired, tokens(folded)))
        or len(folded.split()) > 4
        or not signs("late").isdisjoint(folded.split())
    )


def _links(folded: str, asked: Asked) -> frozenset[str]:
    if asked in _NO_LINK or (asked == "thing" and not _names_link(folded)):
        return frozenset()
    table = asking()["link"]
    words = set(re.findall(r"\w+", folded))
    cjk = {word for word, as_folded in _accented_words() if _stands(as_folded, folded)}
    kinds = {
        kind
        for kind, nouns in table["nouns"].items()
        if any(n in words or n in cjk or (" " in n and n in folded) for n in nouns)
    }
    asks = any(w in words or w in cjk for w in table["ask"])
    finds = _says(folded, table["find"]) or (asked == "polar" and _says(folded, table["exists"]))
    acts = [kind for act, kind in table["act"].items() if re.search(rf"\b{act}\b", folded)]
    done = _DONE_ELSEWHERE.match(folded)
    if asks or (finds and kinds) or (asked == "place" and acts and not (done or _thing(folded))):
        return frozenset(kinds or (acts if finds else ()) or {"any"})
    if asked == "none" and kinds - {"article"} and len(words) > 1:
        return frozenset(kinds)
    return frozenset()


_NO_LINK = ("reason", "number", "time", "person", "version", "company")
"""What is asked for is no link although a page or site is spoken of: "why is the site slow?"."""
_DONE_ELSEWHERE = re.compile(r"where (?:did|does (?!one\b)|do (?!i\b|we\b|you\b|one\b|people\b))")
"""What somebody did somewhere is no link: "where did they get lunch?"."""
LINKED = 3
"""Words behind "which" among which is what names the link: "which is the *address* of …"."""


def _names_link(folded: str) -> bool:
    """Whether a link stands right behind "which": "which page", not "which engine renders the page"."""
    found = _THING_EN.match(folded)
    if found is None:
        return True
    behind = tokens(folded[found.end() :], camel=False)[:LINKED]
    return not _link_words().isdisjoint(behind)


_THING_EN = re.compile(r"(?:[a-z]{2,5} )?(?:which|what)\b")


@lru_cache(maxsize=1)
def _accented_words() -> tuple[tuple[str, str], ...]:
    """The words for links, and for asking for them, that are not plain ASCII, each with its folded form."""
    table = asking()["link"]
    every = (*table["ask"], *(noun for nouns in table["nouns"].values() for noun in nouns))
    return tuple((word, fold(word)) for word in every if not word.isascii())


def _stands(word: str, folded: str) -> bool:
    """Whether a word of a script without blanks stands there, and not inside a longer one of Katakana."""
    if not _KATAKANA.fullmatch(word):
        return word in folded
    return re.search(f"(?<![\u30a0-\u30ff]){word}(?![\u30a0-\u30ff])", folded) is not None


_KATAKANA = re.compile("[\u30a0-\u30ff]+")


def _says(folded: str, phrases: Iterable[str]) -> bool:
    return any(re.search(rf"\b(?:{phrase})\b" if phrase.isascii() else phrase, folded) for phrase in phrases)


def link_nouns(kinds: frozenset[str]) -> frozenset[str]:
    """The words that name the same kinds of link: "video" → video, recording, playlist …

    What is written is of many kinds (photos, a post, a proposal), so no word names another.
    """
    table = asking()["link"]["nouns"].items()
    return frozenset(noun for kind, nouns in table if kind in kinds - {"article"} for noun in nouns)


def of_links(question: Question) -> Question:
    """A question of nothing but words for links ("slides?", "and the video?") asks for those."""
    if (
        question.asked != "none"
        or not question.terms
        or any(t.word not in _link_words() for t in question.terms)
    ):
        return question
    words = link_words(question)
    kinds = {kind for kind, nouns in asking()["link"]["nouns"].items() if words.intersection(nouns)}
    terms = tuple(replace(term, weak=True) for term in question.terms)
    return replace(question, asked="link", links=frozenset(kinds or {"any"}), terms=terms)


def link_words(question: Question) -> frozenset[str]:
    """The words by which the question names what it wants the link of: "photos", "slides"."""
    nouns = frozenset(noun for nouns in asking()["link"]["nouns"].values() for noun in nouns)
    return nouns.intersection(term.word for term in question.terms)


@lru_cache(maxsize=1)
def _link_words() -> frozenset[str]:
    table = asking()["link"]
    said = (*table["ask"], *table["act"], *(noun for nouns in table["nouns"].values() for noun in nouns))
    return frozenset(word for phrase in said for word in phrase.split())


def _late_asker(asking_words: str) -> str:
    """The word that asks, where it may be a name in other languages ("kim" is "who" and is Kim)."""
    last = asking_words.split()[-1:]
    return last[0] if last and last[0] in signs("late") else ""


def _focus(after: str, asked: Asked, terms: Sequence[Term]) -> frozenset[str]:
    """The noun right after the words that ask: "which *game engine* did …"."""
    if asked not in ("thing", "number", "place", "time"):
        return frozenset()
    nouns: list[str] = []
    paired = {t.word for t in terms if is_paired(t.word)}
    for word in tokens(after):
        if is_paired(word) and word not in paired:
            continue
        if word in stop_words() or word in signs("auxiliaries"):
            if nouns:
                break
            continue
        root = stem(word)
        if nouns and asked != "number" and root in meanings().little:
            break
        nouns.append(root)
        if len(nouns) == 2:
            break
    return frozenset(nouns)


def _version_of(folded: str) -> frozenset[str]:
    """What the version is one of: "which *kernel* version", "which version of *the tool*"."""
    found = _VERSIONED.search(folded)
    words = tokens(" ".join(filter(None, found.groups()))) if found else []
    return frozenset(stem(w) for w in words if w not in stop_words() and w not in ("version", "release"))


_VERSIONED = re.compile(
    r"(?:which|what|welche\w*|quelle?|que|cual) ((?:[\w.+-]+ ){0,3}?(?:version|kernel|release)\w*)"
    r"(?: (?:of|von|de|du|del) ((?:\S+ ?){1,2}))?"
)
