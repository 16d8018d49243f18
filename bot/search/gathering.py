"""Which passages may answer a question: gathered from the libraries of one reply."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from bot.index import Entry, Found, Head, Index
from bot.model import Passage, RecapRef, Talk
from bot.people import is_given
from bot.search import match as fts
from bot.search import weights
from bot.search.asking import signs, stop_words
from bot.search.candidates import Candidate, match, words_of_recap
from bot.search.facts import label_of, labels_asked
from bot.search.languages import language_of
from bot.search.lexicon import lexicon
from bot.search.question import Question, link_nouns
from bot.search.terms_asked import Term
from bot.search.vocabulary import Words
from bot.words import fold, is_cyrillic, is_paired, stem, tokens

ABOUT_TALK = ("person", "link", "thing", "time", "place", "company", "none")
"""The kinds asked for that a talk's own fields may answer."""
ABOUT_RECAP = ("time", "place", "thing", "link", "none")
"""… and a recap's."""
COMMON = 6000
"""Words are looked for, the rarest first, until so many passages must hold one of them."""
PASSAGES, SYNONYMS, NEAREST, TALKS, RECAPS = 40, 12, 16, 6, 3
"""How many candidates: by words, by synonyms, with all their neighbours, by talk and recap named."""


FACTS = 24
"""Passages from the beginning of a recap among which the facts of its event are: "Venue: Moss Hall"."""
OPENING = 16
"""Passages from the beginning of a recap whose event is asked about: where it was, when, how many came."""
BEFORE, BEHIND, BELOW = 6, 3, 8
"""Passages of its section that one of the nearest is read with; what hangs from it is behind it."""
SAMPLE, SMALL_WORDS = 1500, 3
"""Characters of a recap by which its language is told, and the small words that must be among them."""


def frequencies(question: Question, indexes: Sequence[Index]) -> tuple[Question, dict[str, int]]:
    """In how many passages of all the libraries each term stands, by its stem.

    A term that stands nowhere is read as a word that begins like it ("Engeln" for "Engel"), or as
    one a typing error away; the question comes back with those words among the term's forms. A
    given name is no misspelt word: it is read as another given name at most.
    """
    words = Words(indexes)
    counts: dict[str, int] = {}
    terms = []
    for asked in question.terms:
        term = asked
        count = _count(_expression(term), indexes)
        if not (count or words.frequency(term.word) or any(term.stem in _titled(i) for i in indexes)):
            term = _mended(term, words, indexes)
            count = _count(fts.any_of(term.searched), indexes) if term.searched else 0
        counts[term.stem] = count
        terms.append(term)
    terms = _without_seams(terms, counts)
    return replace(question, terms=tuple(terms), stems=frozenset(f for t in terms for f in t.forms)), counts


def _without_seams(terms: Sequence[Term], counts: Mapping[str, int]) -> list[Term]:
    """The terms without pairs that stand nowhere and overlap with one that does: no word, but a seam."""
    letters = {letter for t in terms if t.part < 1 and counts[t.stem] for letter in t.word}
    return [t for t in terms if counts[t.stem] or t.part == 1 or letters.isdisjoint(t.word)]


def with_names(question: Question, candidates: Sequence[Candidate]) -> Question:
    """Terms typed in small letters are names too where the recaps mostly print them with a capital."""
    plain = {t.word for t in question.terms if not t.named and not t.weak and len(t.word) > 2}
    if not plain:
        return question
    seen: dict[str, list[int]] = {word: [0, 0] for word in plain}
    for text in (candidate.passage.text for candidate in candidates):
        folded = fold(text)
        for printed in _INNER_WORD.finditer(text) if any(word in folded for word in plain) else ():
            if (counts := seen.get(fold(printed.group()))) is not None:
                counts[0] += 1
                counts[1] += not printed.group().islower()
    names = {word for word, (times, capital) in seen.items() if times > 1 and capital >= 0.7 * times}
    return replace(
        question, terms=tuple(replace(t, named=t.named or t.word in names) for t in question.terms)
    )


_INNER_WORD = re.compile(r"(?<=[\w,;)] )[^\W\d_][\w.-]*\w")


def _mended(term: Term, words: Words, indexes: Sequence[Index]) -> Term:
    if len(term.word) < 4 or is_paired(term.word) or term.word in lexicon().plain:
        return term
    given = is_given(term.word.capitalize(), followed=False)
    beginning = fts.word(term.word if given else term.word[: max(4, len(term.word) - 2)], prefix=True)
    near = words.like(term.word, 2, in_texts=True) if len(term.forms) == 1 else {}
    like = [
        word
        for word, quality in near.items()
        if quality >= weights.MENDED_TERM
        and word[0] == term.word[0]
        and (is_given(word.capitalize()) if given else word not in stop_words())
    ]
    searched = (*((beginning,) if _count(beginning, indexes) else ()), *map(fts.word, like))
    forms = term.forms | {stem(word) for word in like}
    return replace(term, forms=forms, named=term.named or given, searched=searched)


def _count(expression: str, indexes: Sequence[Index]) -> int:
    return sum(index.passage_frequency(expression) for index in indexes)


def shares_of(question: Question, known: Mapping[str, int], total: int) -> dict[str, float]:
    """How much of the question each term carries: the rarer the more; together 1."""
    mass = {
        t.stem: math.log(1 + total / (known[t.stem] + 0.5)) * t.part * (weights.WEAK_WORD if t.weak else 1.0)
        for t in question.terms
    }
    return {s: m / (sum(mass.values()) or 1.0) for s, m in mass.items()}


def gather(
    question: Question, known: Mapping[str, int], shares: Mapping[str, float], indexes: Sequence[Index]
) -> list[Candidate]:
    """The passages that may answer: those sharing words, their neighbours, the talks and recaps named."""
    found: list[Candidate] = []
    for index in indexes:
        found += _gather(question, known, shares, index)
    return found


def _refs(index: Index) -> dict[int, tuple[RecapRef, frozenset[str]]]:
    """The recaps of a library with the stems each goes by."""
    return index.memo("words of recaps", lambda: {r.id: (r, words_of_recap(r)) for r in index.recaps()})


def _titled(index: Index) -> frozenset[str]:
    """The stems that the recaps of a library go by."""
    return index.memo(
        "words of all recaps", lambda: frozenset().union(*(w for _, w in _refs(index).values()))
    )


def _gather(
    question: Question, known: Mapping[str, int], shares: Mapping[str, float], index: Index
) -> Iterator[Candidate]:
    asked, others = _asked_words(question, known)
    refs = _refs(index)
    labels, made = labels_asked(question), question.asked in ABOUT_RECAP
    about = _recaps_named(question, shares, refs.values()) if labels or made else []
    hits: dict[int, Found] = {}
    heads: list[Head] = []
    if asked or others:
        expression = fts.any_of(asked or others)
        hits = {f.id: f for f in index.passages(expression, PASSAGES)}
        heads = index.heads(fts.within("title names", expression), 24)
    if asked and others:
        hits |= {f.id: f for f in index.passages(fts.any_of(others), SYNONYMS)}
    if event := _event(question, refs.values()):
        hits |= {f.id: f for f in index.opening(event.id, OPENING)}
    elif labels:
        recaps = dict.fromkeys(f.recap for f in list(hits.values())[:RECAPS])
        recaps |= dict.fromkeys(ref.id for ref, _ in about)
        opening = (f for recap in recaps for f in index.opening(recap, FACTS))
        hits |= {f.id: f for f in opening if label_of(f.passage.text) & labels}
    best = sorted(heads, key=lambda head: -_named(question, shares, head))[:TALKS]
    named = [head.entry for head in best]
    for entry in named[: TALKS // 2]:
        hits |= {f.id: f for f in index.passages_of_entry(entry)[:24]}
    windows = _windows(list(hits.values()), index)
    for f in list(hits.values())[:NEAREST]:
        beside = (windows.get(number) for number in range(f.id - 2, f.id + 5))
        hits |= {w.id: w for w in beside if w is not None and w.recap == f.recap}
    talks: dict[int | None, Talk | None] = {None: None}
    languages = _languages(windows.values())
    for f in hits.values():
        if f.entry not in talks:
            talks[f.entry] = index.entry(f.entry).talk if f.entry is not None else None
        yield _candidate(f, (*refs[f.recap], languages[f.recap]), talks[f.entry], windows)
    for entry in named if question.asked in ABOUT_TALK else ():
        got = index.entry(entry)
        yield Candidate(got.recap, _of_talk(got.talk), got.talk, refs[got.recap.id][1], made=True)
    for ref, words in about if made else ():
        yield Candidate(ref, of_recap(ref), recap_words=words, made=True)


def _windows(hits: Sequence[Found], index: Index) -> dict[int, Found]:
    """What stands around the hits, each stretch of a recap read once."""
    spans = sorted(
        (f.recap, f.id - BEFORE, f.id + BELOW) if number < NEAREST else (f.recap, f.id - 2, f.id + BEHIND)
        for number, f in enumerate(hits)
    )
    windows: dict[int, Found] = {}
    while spans:
        recap, start, end = spans.pop(0)
        while spans and spans[0][0] == recap and spans[0][1] <= end + 1:
            end = max(end, spans.pop(0)[2])
        windows |= {w.id: w for w in index.passages_near(recap, start, 0, end - start)}
    return windows


def _languages(found: Iterable[Found]) -> dict[int, str]:
    """What the recaps are written in, by what was found of them."""
    texts: dict[int, list[str]] = {}
    for f in found:
        texts.setdefault(f.recap, []).append(f.passage.text)
    return {recap: language_of(" ".join(said)[:SAMPLE], SMALL_WORDS) for recap, said in texts.items()}


def within(entry: Entry, index: Index, question: Question) -> list[Candidate]:
    """All that one talk or topic has to say, with its own and its recap's fields where those may answer."""
    found = index.passages_of_entry(entry.id)
    around = {f.id: f for f in found}
    words = words_of_recap(entry.recap)
    language = _languages(found).get(entry.recap.id, "")
    said = [_candidate(f, (entry.recap, words, language), entry.talk, around) for f in found]
    if question.asked in ABOUT_TALK:
        said.append(Candidate(entry.recap, _of_talk(entry.talk), entry.talk, words, made=True))
    if question.asked in ("time", "place"):
        said.append(Candidate(entry.recap, of_recap(entry.recap), None, words, made=True))
    return said


def _asked_words(question: Question, known: Mapping[str, int]) -> tuple[list[str], list[str]]:
    """The expressions to look for, rarest first, until enough passages must hold them; and their synonyms.

    Synonyms are looked for apart: a rare one would outweigh the words that were typed.
    """
    terms = sorted(question.terms, key=lambda t: (t.weak, known[t.stem]))
    found: list[str] = []
    others: list[str] = []
    reached = 0
    for term in terms:
        if found and ((term.weak and len(found) > 1) or reached > COMMON):
            break
        if known[term.stem]:
            found += (_expression(term), *term.searched)
            reached += known[term.stem]
        if term.strong:
            others += map(_by_stem, sorted(term.forms - {term.stem}))
    others += map(fts.word, sorted(n for n in link_nouns(question.links) if " " not in n))
    return list(dict.fromkeys(found)), list(dict.fromkeys(others))


def _expression(term: Term) -> str:
    """What to look for: the word; in Cyrillic, whose endings the index keeps, what begins like its stem."""
    return fts.word(term.word) if term.word.isascii() else _by_stem(term.stem)


def _by_stem(form: str) -> str:
    return fts.word(form, prefix=is_cyrillic(form) and len(form) > 3)


def _event(question: Question, recaps: Iterable[tuple[RecapRef, frozenset[str]]]) -> RecapRef | None:
    """The recap that goes by all that is named, where nothing but its event is asked about."""
    strong = [t for t in question.terms if t.strong]
    if not strong or not question.is_question:
        return None
    named = (ref for ref, words in recaps if not any(t.forms.isdisjoint(words) for t in strong))
    return next(named, None)


def _named(question: Question, shares: Mapping[str, float], head: Head) -> float:
    words = {stem(w) for w in f"{head.title} {head.names}".split()}
    covered = sum(shares[t.stem] * match(t, frozenset(words)) for t in question.terms)
    return covered + 0.2 * sum(1 for w in words if w in question.stems) / (len(words) or 1)


def _recaps_named(
    question: Question, shares: Mapping[str, float], recaps: Iterable[tuple[RecapRef, frozenset[str]]]
) -> list[tuple[RecapRef, frozenset[str]]]:
    scored = [
        (sum(shares[t.stem] for t in question.terms if not t.forms.isdisjoint(words)), -number, ref, words)
        for number, (ref, words) in enumerate(recaps)
    ]
    best = sorted(scored, key=lambda s: s[:2], reverse=True)[:RECAPS]
    return [(ref, words) for score, _, ref, words in best if score > 0]


def _candidate(
    found: Found, of: tuple[RecapRef, frozenset[str], str], talk: Talk | None, around: Mapping[int, Found]
) -> Candidate:
    """A passage as a candidate; `of` is its recap, the words that goes by and its language."""
    recap, words, language = of
    return Candidate(
        recap,
        found.passage,
        talk,
        words,
        _beside(found, around.get(found.id - 1)),
        _after(found, around.get(found.id + 1)),
        tuple(_below(found, around)),
        tuple(_list(found, around)),
        tuple(_section(found, around)),
        _is_first(found, around.get(found.id - 1)),
        language=language,
    )


def _after(found: Found, other: Found | None) -> str:
    """The neighbouring sentence behind it; of bullets, one that goes on with the thought ("and so …")."""
    if other is None or not (found.passage.item and other.passage.item) or other.recap != found.recap:
        return _beside(found, other)
    here, there = found.passage, other.passage
    goes_on = next(iter(tokens(there.text)), "") in signs("goes_on") and there.text[:1].islower()
    return there.text if goes_on and (here.path, here.lead) == (there.path, there.lead) else ""


def _section(found: Found, around: Mapping[int, Found]) -> Iterator[str]:
    """What stands shortly before and behind it, under the same heading or of the same talk."""
    for number in range(found.id - BEFORE, found.id + BEHIND + 1):
        other = around.get(number)
        if other is None or number == found.id or other.recap != found.recap:
            continue
        if other.passage.path == found.passage.path or (
            found.entry is not None and other.entry == found.entry
        ):
            yield other.passage.text


def _list(found: Found, around: Mapping[int, Found]) -> Iterator[str]:
    """The bullets of the list it stands in, as far as they were read."""
    if not found.passage.item:
        return
    start = found.id
    while _same_list(found, around.get(start - 1)):
        start -= 1
    number = start
    while number == found.id or _same_list(found, around.get(number)):
        yield found.passage.text if number == found.id else around[number].passage.text
        number += 1


def _same_list(found: Found, other: Found | None) -> bool:
    if other is None or other.recap != found.recap or not other.passage.item:
        return False
    return (found.passage.path, found.passage.lead) == (other.passage.path, other.passage.lead)


def _is_first(found: Found, other: Found | None) -> bool:
    """Whether it is the first passage under its heading."""
    return other is not None and (other.recap != found.recap or other.passage.path != found.passage.path)


def _beside(found: Found, other: Found | None) -> str:
    """The neighbouring sentence, if both are sentences under the same heading."""
    if other is None or other.recap != found.recap or found.passage.item or other.passage.item:
        return ""
    here, there = found.passage, other.passage
    return there.text if (here.path, here.lead) == (there.path, there.lead) else ""


def _below(found: Found, around: Mapping[int, Found]) -> Iterator[str]:
    """The bullets that hang from a passage, or stand under a line that ends with a colon."""
    passage = found.passage
    depth = len(passage.lead)
    for number in range(found.id + 1, found.id + 9):
        other = around.get(number)
        if other is None or other.recap != found.recap or other.passage.path != passage.path:
            return
        hangs = other.passage.lead[depth : depth + 1] == (passage.text,)
        if not hangs and not passage.text.endswith((":", "：")):
            return
        yield other.passage.text


def _of_talk(talk: Talk) -> Passage:
    speakers = ", ".join(talk.speakers)
    text = f"{talk.title} — {speakers}" if speakers else talk.title
    return Passage(text, (talk.section,) if talk.section else (), (), talk.line, talk.key, talk.links)


def of_recap(ref: RecapRef) -> Passage:
    """What a recap says of its event in its own fields, as one line."""
    event = ref.event
    return Passage(
        " · ".join(dict.fromkeys(str(p) for p in (ref.title, event.name, event.place, event.date) if p))
    )
