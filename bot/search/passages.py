"""How well a passage answers a question: `weigh` measures one candidate by a few plain signs.

Nothing here decides; `weights.py` holds what each sign counts for, `questions.py` decides.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from bot.search import weights
from bot.search.amounts import near_focus
from bot.search.asking import means, sign_stems, signs, stop_words
from bot.search.candidates import Candidate, days_of_recap, match, stems
from bot.search.days import days_in
from bot.search.facts import label_of, labels_asked
from bot.search.kinds import asks_kind
from bot.search.languages import are_apart, languages_of
from bot.search.looks import is_new, is_person, names_in
from bot.search.presenters import asks_who_spoke, is_told, of_the_talk
from bot.search.question import HAPPENING, Question
from bot.search.quoting import kind_of
from bot.search.terms_asked import Term
from bot.words import fold, is_paired, stem, tokens

SHORT_HEAD = 6
"""Words of the longest heading or bullet that is taken for the name of what is told below it."""
NAMED_INSTEAD = 0.8
"""What a name counts for of the noun that stands for it ("which chip …")."""
COUNTED_THERE = 0.9
"""How surely a title tells a number by itself: "how we watch 300 herons"."""
NEXT_TO = 2
"""How many words from "next" what comes next stands at most: "the next edition", "next year's ElmConf"."""
NEXT_ALONE = 6
"""Words of a line that tells of what comes next and of nothing else: "next: mid April"."""
_NUMBER_ASKED = re.compile(r"(?:which|what)(?: is the| was the)? number\b")
"""Where a heading's own number answers: "which number has the episode"."""
_MEANING = stem("meaning")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NEXT_YEAR = re.compile(
    r"\b(?:next (?:year|time|edition)|nachste[sn] jahr|l'an(?:nee)? prochain\w*|proximo ano|"
    r"ano que v(?:iene|em)|"
    r"prossimo anno|volgend jaar|nasta ar|n[eæ]ste ar|следующем году|przyszłym roku|gelecek yıl)\b|"
    r"明年|来年|來年|내년"
)
_DEFINES = re.compile(
    r"^\W*(?:(?:the|a|an|der|die|das|le|la|el)\s+)?(.{2,80}?)\s*(?:\bis\b|\bare\b|\bist\b|\bsind\b|\best\b|\bsont\b|\bes\b|"
    r"\bson\b|[:=–—-]\s|,? which\b|,? (?:a|an|the|ein|eine|un|une|una)\b|\(|是)",
    re.IGNORECASE,
)


_PLACES = ("text", "quote", "above", "near", "around", "recap", "missing", "named_missing")


def weigh(question: Question, shares: Mapping[str, float], c: Candidate, quoted: str) -> dict[str, float]:
    """The signs of one candidate, each about 0..1; `shares` is each term's part of the question."""
    f = dict.fromkeys(_PLACES, 0.0)
    whole = stems(quoted)
    for term in question.terms:
        share = shares[term.stem]
        best, where = 0.0, "missing"
        for name, words, strength in (
            ("text", c.text, 1.0),
            ("quote", whole, 0.9),
            ("above", c.above, 0.8),
            ("recap", c.recap_words, 0.7),
            ("near", c.near, 0.5),
            ("around", c.around, 0.45),
        ):
            if strength > best and (got := match(term, words) * strength) > best:
                best, where = got, name
        if where != "missing":
            f[where] += best * share
        f["missing"] += (1 - best) * share * _told(question, c, term)
        if term.named and best < 0.4:
            f["named_missing"] += share
    f["kind"], f["kind_quote"] = _kinds(question, shares, c, quoted)
    f["kind_near"] = near_focus(question, quoted)
    f["focus"] = max(_focus(question, c, whole), NAMED_INSTEAD * bool(question.sort and f["kind"] == 1.0))
    new = {w for w in c.words if w not in question.stems and w not in stop_words()}
    f["new"] = min(1.0, len(new) / 4)
    f["dense"] = _density(question, c)
    defined = defines(question, c) if question.asked in ("definition", "expansion", "thing") else 0.0
    f["defines"] = defined
    told = question.asked == "number" and f["kind"] >= COUNTED_THERE
    f["title_only"] = float(not told and _title_only(question, c))
    f["has_kind"] = 0.0 if f["title_only"] else min(1.0, f["kind"] + f["kind_quote"])
    f["lacks_kind"] = 1.0 - f["has_kind"] if asks_kind(question) else 0.0
    f["core"] = _core(question, shares, c, whole)
    f["beside_missing"] = _beside_missing(question, c, whole)
    f["posted"] = float(c.made and c.talk is None and question.asked == "time")
    f["crowd"] = _crowd(question, c, _without_headings(c, quoted))
    f["field"] = float(c.made and not f["posted"] and f["kind"] >= 0.9 and f["core"] >= 0.8)
    f["long"] = min(1.0, len(c.passage.text) / 400)
    f["other_year"] = float(_other_year(question, c))
    f["made"] = float(c.made)
    f["third"] = float(_in_third_language(question, c))
    f["unmet"] = max(_unmet(question, c, whole), float(_asks_meaning(question) and not f["defines"]))
    f["subject_missing"] = _subject_missing(question, c, whole)
    f["apart"] = _apart(question, c)
    f["stray"] = float(_stray(question, c))
    f["fact"] = float(_is_fact(question, c))
    if f["fact"] and f["lacks_kind"]:
        f["has_kind"], f["lacks_kind"] = 1.0, 0.0
    f["undone"] = float(_undone(question, whole))
    return f


def _kinds(question: Question, shares: Mapping[str, float], c: Candidate, quoted: str) -> tuple[float, float]:
    """How surely the kind of thing asked for stands in the passage, and how much surer in the quotation."""
    unplaced = question.asked == "place" and c.made and c.talk is None and not c.recap.event.place
    own = 0.0 if unplaced else kind_of(question, c.passage.text, c)
    if not asks_kind(question):
        return own, 0.0
    headed = question.asked not in ("number", "version", "place") or _NUMBER_ASKED.match(fold(question.text))
    body = quoted if headed else _without_headings(c, quoted)
    if question.asked == "person":
        body = body.replace(c.recap.title, "", 1)  # "Notes from Moss Town" is no word on who
    spoke = asks_who_spoke(question) and not c.made
    if spoke:
        body = of_the_talk(question, shares, c, body)
        own *= c.passage.text in body
    whole = max(own, kind_of(question, body, c))
    if spoke and not is_told(question, shares, c, body, whole):
        return 0.0, 0.0
    return own, whole - own


def _in_third_language(question: Question, c: Candidate) -> bool:
    """Whether a passage is neither in English nor in what the question is surely asked in."""
    if not question.elsewhere or c.language == "en":
        return False
    return all(are_apart(c.language, language) for language in languages_of(question.text))


def _without_headings(c: Candidate, quoted: str) -> str:
    """A quotation without what was put in front of it: a number in a heading ("day 2") counts nothing."""
    for piece in (*c.passage.path, *c.passage.lead, *((c.talk.title,) if c.talk else ())):
        quoted = quoted.replace(f"{piece.rstrip(' :')}: ", "", 1)
    return quoted


def _stray(question: Question, c: Candidate) -> bool:
    """Whether only an event is asked about, where or when it was, and a passage tells of other things."""
    if question.asked not in ("place", "time") or c.made:
        return False
    strong = [t for t in question.terms if t.strong and t not in question.needed]
    if not strong or not all(match(t, c.recap_words) or match(t, c.above) for t in strong):
        return False
    if question.asked == "place" and c.talk is not None and question.about_happening:
        event = [t for t in strong if HAPPENING not in t.forms and not t.word.isdecimal()]
        return not event or sum(match(t, c.text) > 0 for t in event) < len(event) / 2
    terms = strong if question.asked == "place" else (t for t in question.terms if t not in question.needed)
    told = {f for t in terms for f in t.forms} | _event_words()
    return told.isdisjoint(c.text)


def _crowd(question: Question, c: Candidate, quoted: str) -> float:
    """How many others a quotation names, where it is asked what somebody said or did.

    None counts where it tells right behind the name what that was about ("Ada's talk on packets").
    """
    strong = [t for t in question.terms if t.strong]
    named = all(t.named or t.word in signs("sessions") for t in strong)
    if question.asked != "thing" or not named or not any(t.named for t in strong):
        return 0.0
    folded = fold(quoted)
    people = (t.word for t in strong if not match(t, c.recap_words))
    if any(re.search(rf"\b{re.escape(word)}{_ON}", folded) for word in people):
        return 0.0
    # Who is asked for is no other, however misspelt.
    known = frozenset(word for word in tokens(quoted) if stem(word) in question.stems)
    known |= frozenset(tokens(question.text))
    others = sum(is_person(name) and is_new(name, known) for name in names_in(quoted))
    return min(1.0, others / 2)


_ON = r"(?:['’]s?)?(?: [^\W\d_]+){0,3} (?:on|about|uber|zu|sur|sobre|su|over|про|об?|o)\b"


@lru_cache(maxsize=1)
def _event_words() -> frozenset[str]:
    return means("occurred") | means("attendees") | sign_stems("events")


def _undone(question: Question, whole: frozenset[str]) -> bool:
    """Whether "who" is asked for and what they did ("who *moderated* …") is not told."""
    deed = question.deed
    return deed is not None and question.did and not match(deed, whole)


def _asks_meaning(question: Question) -> bool:
    """Whether a definition and nothing less is asked for: "what is the meaning of …"."""
    return question.asked == "definition" and any(_MEANING in t.forms for t in question.terms if t.weak)


def _unmet(question: Question, c: Candidate, whole: frozenset[str]) -> float:
    """Which part of what an answer cannot do without stands neither in the quotation nor above it."""
    if not question.needed:
        return 0.0
    there = whole | c.above
    held = sum(match(t, there) * (not _elsewhere(question, t, c)) for t in question.needed)
    return 1.0 - held / len(question.needed)


def _elsewhere(question: Question, term: Term, c: Candidate) -> bool:
    """Whether it is asked when or where the next one is, and what is next there is something else.

    The event or a word for it must stand close by: "the next edition", not "next door".
    """
    if question.asked not in ("time", "place") or term.forms.isdisjoint(means("next")):
        return False
    others = (t for t in question.terms if t.strong and t is not term)
    events = {f for t in others for f in t.forms} | _event_words() | means("year") | means("edition")
    spots = [i for i, word in enumerate(c.words) if word in term.forms]
    if spots and len(c.words) <= NEXT_ALONE:
        return False
    reach = {i: NEXT_TO * (1 + is_paired(c.words[i])) for i in spots}
    return not any(not events.isdisjoint(c.words[max(0, i - n) : i + n + 1]) for i, n in reach.items())


def _subject_missing(question: Question, c: Candidate, whole: frozenset[str]) -> float:
    """How little of what the question is about stands in or above the quotation, or in the recap's name."""
    subject = question.subject
    if subject is None:
        return 0.0
    return 1.0 - max(match(subject, whole), match(subject, c.above), match(subject, c.recap_words))


_COMPOUND = re.compile(r"[^\W_]+(?:[_./-][^\W_]+)+")


def _apart(question: Question, c: Candidate) -> float:
    """Whether what was typed as one ("pg_query", "load-balancing") stands apart in the text."""
    compounds = [[stem(t) for t in tokens(m.group())] for m in _COMPOUND.finditer(question.text)]
    if not compounds:
        return 0.0
    text = f" {' '.join(c.words)} "
    return sum(f" {' '.join(parts)} " not in text for parts in compounds) / len(compounds)


FACT = 0.5
"""What a fact is worth for itself, whatever it shares with the question."""


def _is_fact(question: Question, c: Candidate) -> bool:
    """Whether it is a line of its own that says what is asked for of an event: "Venue: Moss Hall"."""
    label = label_of(c.passage.text) if c.talk is None and not c.made else frozenset[str]()
    return bool(label) and not label.isdisjoint(labels_asked(question))


def sketch(shares: Mapping[str, float], question: Question, c: Candidate) -> float:
    """A quick guess at how well a candidate covers the question, to leave out the hopeless."""
    total = FACT * _is_fact(question, c)
    for term in question.terms:
        forms = term.forms
        if not forms.isdisjoint(c.text) or (len(term.stem) == 1 and match(term, c.text)):
            total += shares[term.stem]
        elif not forms.isdisjoint(c.above):
            total += 0.85 * shares[term.stem]
        elif not forms.isdisjoint(c.near):
            total += 0.5 * shares[term.stem]
        elif not forms.isdisjoint(c.recap_words):
            total += 0.6 * shares[term.stem]
    return total


def _focus(question: Question, c: Candidate, whole: frozenset[str]) -> float:
    if not question.focus:
        return 0.5
    terms = [
        Term(t.stem, t.stem, frozenset((t.stem,)) if t.weak else t.forms)
        for t in question.terms
        if t.stem in question.focus
    ]
    terms = terms or [Term(f, f, frozenset((f,))) for f in question.focus]
    return max(
        max(match(t, c.text), 0.9 * match(t, whole), 0.6 * match(t, c.above), 0.5 * match(t, c.near))
        for t in terms
    )


def _title_only(question: Question, c: Candidate) -> bool:
    """Whether the passage is no more than the talk's own title, where more is asked for."""
    if c.talk is None or question.about_talks or question.asked not in _MORE_THAN_TITLE:
        return False
    title = stems(" ".join((c.talk.title, *c.talk.also_called, *c.talk.speakers)))
    return len(c.text - title) <= 0.2 * len(c.text) and not c.below


_MORE_THAN_TITLE = ("thing", "definition", "manner", "reason", "polar", "number", "expansion")


def _core(question: Question, shares: Mapping[str, float], c: Candidate, whole: frozenset[str]) -> float:
    """How much is covered of what is asked besides the event, headings included."""
    strong = question.content
    core = [t for t in strong if not match(t, c.recap_words)]
    if core and all(t.common for t in core) and len(core) < len(strong):
        return weights.EVENT_NAMED
    mass = sum(shares[t.stem] for t in core)
    if mass < 0.05:
        return float(bool(strong))
    near = whole | c.above
    elsewhere = asks_who_spoke(question) or question.asked == "link"  # another talk's speaker or slides
    held = missing = 0.0
    for term in core:
        got = match(term, near) or (0.0 if elsewhere else weights.AROUND_IT * match(term, c.around))
        held += shares[term.stem] * got
        missing += shares[term.stem] * (1 - got) * _told(question, c, term)
    return held / (held + missing) if held + missing else 0.0


def _told(question: Question, c: Candidate, term: Term) -> float:
    """How much it tells that a passage lacks a term: less where another word may say the same."""
    languages = {c.language, question.language}
    if len(languages) > 1 and "en" in languages and "" not in languages and not term.named:
        return weights.FOREIGN
    if question.elsewhere and not term.named:
        return weights.COMMON_ELSEWHERE if term.common else weights.TOLD_ELSEWHERE
    return weights.COMMON if term.common else 1.0


def _beside_missing(question: Question, c: Candidate, whole: frozenset[str]) -> float:
    """Where the question names the talk by its title: how much of what it says besides is not there."""
    title = _title_named(question, c)
    beside = [t for t in question.content if not match(t, title | c.recap_words)]
    if not title or not beside:
        return 0.0
    return 1.0 - sum(match(t, whole) for t in beside) / len(beside)


def _title_named(question: Question, c: Candidate) -> frozenset[str]:
    """The words of the talk's title, if the question names it."""
    if c.talk is None:
        return frozenset()
    title = frozenset(stem(t) for t in tokens(c.talk.title, camel=False) if t not in stop_words())
    said = title & question.stems
    return title if len(said) > 2 and len(said) >= 0.6 * len(title) else frozenset()


def _other_year(question: Question, c: Candidate) -> bool:
    """Whether a year (or a day, "day 3") is asked about and the text speaks of another."""
    ahead = means("next")
    asks_ahead = any(not t.forms.isdisjoint(ahead) for t in question.terms)
    if question.asked in ("place", "time") and not asks_ahead and _NEXT_YEAR.search(fold(c.passage.text)):
        return True
    asked = set(_YEAR.findall(question.text))
    said = set(_YEAR.findall(c.passage.text)) if asked else set[str]()
    if asked and not said:
        said = set(_YEAR.findall(" ".join((*c.passage.path, c.recap.title, str(c.recap.event.year or "")))))
    return (bool(asked and said) and not asked & said) or of_other_day(question, c)


def of_other_day(question: Question, c: Candidate) -> bool:
    """Whether a day of an event is asked about, and the text or what stands above it is of another."""
    asked = days_in(question.text)
    if not asked:
        return False
    return bool(said := days_of(c)) and asked.isdisjoint(said)


def days_of(c: Candidate) -> frozenset[int]:
    """The days of an event that a text, what stands above it or its recap names."""
    above = frozenset[int]().union(*map(days_in, c.passage.path))
    return (days_in(c.passage.text) or days_of_recap(c.recap)) | above


def _density(question: Question, c: Candidate) -> float:
    places = [i for i, w in enumerate(c.words) if w in question.stems]
    if len(places) < 2:
        return 0.0
    return min(1.0, len({c.words[i] for i in places}) / (places[-1] - places[0] + 1) * 2)


def defines(question: Question, c: Candidate) -> float:
    """How surely the text says what is asked about: it begins with that, or stands right below it."""
    wanted = {f for t in question.content for f in t.forms}
    if not wanted:
        return 0.0
    found = _DEFINES.match(c.passage.text)
    if found and _covers(question, stems(found.group(1))):
        return 1.0
    folded = fold(c.passage.text)
    if "(" in folded and any(re.search(rf"\w \({re.escape(t.word)}\)", folded) for t in question.terms):
        return 1.0
    if any(_says_what(t, c.passage.text) for t in question.terms if t.strong):
        return 0.8
    heads = (*c.passage.lead[-1:], *(c.passage.path[-1:] if c.first else ()))
    return float(any(len(tokens(head)) <= SHORT_HEAD and _covers(question, stems(head)) for head in heads))


def _says_what(term: Term, text: str) -> bool:
    """Whether a text says inside what something is: "…, pods, which are a group of …"."""
    folded = fold(text)
    if term.word not in folded:
        return False
    return re.search(rf"\b{re.escape(term.word)}\w{{0,2}}{_IS}", folded) is not None


_IS = (
    r",? (?:(?:which|that|der|die|das|qui|que|che) )?(?:is|are|ist|sind|est|sont|es|son|sao|sono|zijn) "
    r"(?:an?|the|eine?|une?|des|le|la|el|los|las|uma?|uns|il|i|een|het)\b"
)


def _covers(question: Question, stems: frozenset[str]) -> bool:
    strong = question.content
    return bool(strong) and all(match(t, stems) for t in strong)
