# ruff: noqa: E501
"""A talk's title, and who gives it, told apart by the way titles are written.

`RULES` is tried in order; the first rule that recognises its shape wins. Each is asked only about
titles that hold one of its signs:

    “Life of a Packet” by Ada Lovelace      quoted
    Ada Lovelace (Acme) ⏎ Life of a Packet  lines
    Ada Lovelace (Acme) talked about ants   talked, also "Ada Lovelace on ants"
    Life of a Packet (Ada Lovelace, Acme)   bracketed
    Life of a Packet | Ada Lovelace @acme   piped
    Life of a Packet. Ada Lovelace – Acme   stopped
    Ada Lovelace - Acme - Life of a Packet  dashed
    Life of a Packet by Ada Lovelace        by
    Life of a Packet with Ada Lovelace      with_people
    Ada Lovelace: Life of a Packet          named_first
    Life of a Packet, Ada Lovelace          named_last
    パケットの一生 山田 太郎 氏               honoured, also "@adaさん パケットの一生"
    王大明带来的苔藓的一生                     brought
    Ada Lovelace's talk on packets          whose
    Life of a Packet (@ada, @mo)            accounts, also "by @ada", "@ada: Life of a Packet"
    Ada Lovelace in conversation with Bo    conversing
    Ada Lovelace                            alone, also "Speaker: Ada Lovelace"
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from bot.parsing import speakers
from bot.parsing.bylines import name_before_work
from bot.parsing.courtesy import brought_along, honoured_first, honoured_last
from bot.parsing.handles import BY_WORDS, WITH_WORDS, accounts_in
from bot.parsing.letters import UNSPACED, size
from bot.parsing.page_titles import without_event
from bot.parsing.series import names_event
from bot.parsing.trimming import CODE, OPENING, QUOTES, clean, is_quoted, tidy
from bot.parsing.vocabulary import SPOKE, TALK, is_general
from bot.parsing.wordlists import one_of

_BESIDE_NAME = re.compile(r"^(?:@\w+|https?://\S+)$")
_DASH = re.compile(r"\s+(?:[-–—~]{1,3}|::|·|•)\s+|\s*[—―]+\s*(?=[^\W\d_a-z])")
_PIPE = re.compile(r"\s*[|｜]\s*|\s+//?\s+|\s*／\s*")


@dataclass(frozen=True, slots=True)
class Titled:
    """A title read: the title alone, the people named beside it, and by which rule."""

    title: str
    speakers: tuple[str, ...] = ()
    rule: str = ""


LONGEST = 400
"""Characters from which words are no title."""


class Rule(NamedTuple):
    """One shape: `read` is asked about a title in which a character or word of `signs` stands.

    No signs: it is asked about any.
    """

    name: str
    signs: frozenset[str]
    read: Callable[[str, int], Titled | None]


def read_title(lines: str | Sequence[str], trust: int = 2) -> Titled:
    """The title and speakers that one heading (or its several lines) holds.

    `trust` is how sure a name must be (see `speakers.likeness`): 2 as a rule; 1 where the
    neighbours show that a name stands there.
    """
    if not isinstance(lines, str):
        split = _lines([clean(line) for line in lines if line.strip()], trust)
        if split is not None:
            return split
        lines = " ".join(lines)
    text = clean(lines)
    if len(text) > LONGEST:
        return Titled(tidy(text))
    text = without_event(text)
    rules = _rules_for(frozenset((*_SIGN.findall(text), *_SIGN_WORDS.intersection(text.lower().split()))))
    for least in (2,) if trust > 1 else (2, 1):
        for rule in rules:
            found = rule.read(text, least)
            if found is not None and (found.title or found.speakers):
                title = tidy(found.title) or tidy(text)
                return Titled(title, found.speakers, rule.name)
    return _behind_kind(text, trust) or Titled(tidy(text))


def _behind_kind(text: str, trust: int) -> Titled | None:
    """The title and who gives it behind the kind of session: "Keynote: Ada Lovelace - Old ants"."""
    kind = _KIND_FIRST.match(text)
    if kind is None:
        return None
    inner = read_title(text[kind.end() :], trust)
    if not inner.speakers or inner.rule in ("alone", "whose"):
        return None
    return Titled(kind.group() + inner.title, inner.speakers, inner.rule)


_KIND_FIRST = re.compile(rf"(?:[^\W\d]+ )?(?:{TALK.pattern})(?:\s?:|\s[-–—])\s+(?=\w)", re.IGNORECASE)


def _sure(names: Sequence[str], trust: int) -> bool:
    return bool(names) and speakers.surest(names) >= trust


def _lines(lines: Sequence[str], trust: int) -> Titled | None:
    """A line of people above or below the line that is the title."""
    if len(lines) != 2:
        return None
    for who, what in ((0, 1), (1, 0)):
        names = speakers.people(lines[who])
        if _sure(names, min(trust, 1) if _bracketed_company(lines[who]) else trust) and not speakers.people(
            lines[what]
        ):
            return Titled(lines[what], names, "lines")
    return None


def _bracketed_company(text: str) -> bool:
    return bool(re.search(r"\([^()]+\)$", text))


_SET_OFF = (*QUOTES, ("【", "】"))


def _named_before(text: str, opening: str) -> Titled | None:
    """Names of which all are known, then the title in quotation marks: "张伟《苔藓与城市》", "山田太郎さん「苔の一生」"."""
    before, _, title = text.partition(opening)
    names = speakers.people(before.rstrip(" :：-–—|｜·")) if 1 < len(before) <= LONGEST_NAMES else ()
    sure = bool(names) and all(speakers.likeness(name) > 1 for name in names)
    return Titled(title[:-1], names) if sure and len(title) > LEAST_TITLE else None


FEW = 4
"""Words, as `size` counts them, of where somebody works at most."""

LONGEST_NAMES, LEAST_TITLE = 60, 3
"""Characters of the names before a title in quotation marks at most, and of that title at least."""


def _quoted(text: str, trust: int) -> Titled | None:  # noqa: ARG001 - a name behind a quoted title is a name
    for opening, closing in _SET_OFF:
        if not text.startswith(opening):
            if text.endswith(closing) and (named := _named_before(text, opening)):
                return named
            continue
        end = text.find(closing, 2)
        if end < 4:
            continue
        title, rest = text[1:end], text[end + 1 :].strip()
        if not rest:
            return Titled(title)
        rest = re.sub(r"^[\s,:(\[|–—-]+|[)\]]$", "", rest)
        names = speakers.people(rest)
        if names:
            return Titled(title, names)
    return None


_ABOUT_WORDS = ("about", "on", "über", "sur", "sobre")
_TALKED = re.compile(
    rf"^(?P<who>(?:(?! [-–—] )[^,.;:()]){{4,60}}?)(?: \([^()]*\))? (?P<verb>(?:{SPOKE.pattern}) )?(?:(?:a|an|the|ein|eine|une?|una?) (?:\w+ )?(?:{TALK.pattern}) )?"
    rf"(?:{'|'.join(_ABOUT_WORDS)}) (?P<what>\S.*)$",
    re.IGNORECASE,
)


def _talked(text: str, trust: int) -> Titled | None:
    match = _TALKED.match(text) if len(text) <= 300 else None
    names = speakers.people(match["who"]) if match else ()
    least = min(trust, 1) if match and match["verb"] else 2
    if match is None or not _sure(names, least) or not all(" " in name for name in names):
        return None
    if not match["verb"] and " " not in match["what"]:
        return None  # "Ada Lovelace on stage"
    return Titled(match["what"].rstrip("."), names)


_BRACKETED = re.compile(r"^(.{3,}?)(?:\s*[(\[（【]([^()\[\]（）【】]+)[)\]）】][.!]?|\s-([^\s-][^-]*)-)$")


def _bracketed(text: str, trust: int) -> Titled | None:
    match = _BRACKETED.match(text) if text[-2:].rstrip(".!").endswith((")", "]", "）", "】", "-")) else None
    if match is None:
        return None
    before, inside = match[1], match[2] or match[3]
    if speakers.likeness(before) == 2:
        return Titled(before, (speakers.clean(before),)) if speakers.clean(before) else None
    names = speakers.people(inside)
    by = bool(speakers.by_of(inside) or speakers.label_of(inside))
    if _sure(names, 1 if by else trust):
        inner = read_title(before, trust)
        return Titled(inner.title, (*inner.speakers, *(n for n in names if n not in inner.speakers)))
    return _bracketed(before, trust)  # what stands behind who gave it is a remark: "(missed it)"


def _accounts(text: str, trust: int) -> Titled | None:
    found = accounts_in(text)
    if found is None or speakers.likeness(found.title) == 2:
        return None
    inner = Titled(found.title) if found.first else read_title(found.title, trust)
    return Titled(inner.title, inner.speakers or found.accounts)


def _piped(text: str, trust: int) -> Titled | None:
    parts = [part for part in _PIPE.split(text) if part]
    return _by_parts(parts, trust, " | ") if 2 <= len(parts) <= 4 else None


_STOP = re.compile(
    r"(?<=[\w)][\w)][.?!])(?<!\b[DMJS]r\.)(?<!\bM[rs]s\.)(?<!\bProf\.)(?<!\b[MS][st]\.)(?<!\bfeat\.)(?<!\bft\.)\s+(?=[^\W\d_a-z])"
)


def _stopped(text: str, trust: int) -> Titled | None:
    for stop in list(_STOP.finditer(text))[-1:]:
        names = speakers.people(_DASH.split(text[stop.end() :], maxsplit=1)[0].rstrip("."))
        title = text[: stop.start()].removesuffix(".")
        if _sure(names, trust) and all(" " in name for name in names) and len(title) > LEAST_TITLE:
            return Titled(title, names)
    return None


def _dashed(text: str, trust: int) -> Titled | None:
    parts = [part.strip() for part in _DASH.split(text) if part and part.strip()]
    if len(parts) > 1 and CODE.match(parts[0].strip("[]()")):
        parts[:2] = [f"{parts[0]} - {parts[1]}"]
    return _by_parts(parts, trust, " - ") if 2 <= len(parts) <= 5 else None


def _by_parts(parts: Sequence[str], trust: int, glue: str) -> Titled | None:
    """One part is people; a short part beside them is where they work; the rest is the title.

    What stands right before an account is whose it is: a name, whatever it is.
    """
    for index in (0, *range(len(parts) - 1, 0, -1)):
        last = index == len(parts) - 1
        names = speakers.people(parts[index]) or (name_before_work(parts[index]) if last else ())
        spoken = len(parts) == 2 and bool(TALK.search(parts[1 - index].split()[-1]))
        known = index + 1 < len(parts) and re.fullmatch(r"@\w+", parts[index + 1])
        if not _sure(names, 1 if spoken or known or _bracketed_company(parts[index]) else trust):
            continue
        rest = [part for at, part in enumerate(parts) if at != index and not _BESIDE_NAME.match(part)]
        if len(rest) > 1:
            company = 0 if index == 0 else (index if index < len(rest) else None)
            if company is not None and _may_be_company(rest, company):
                del rest[company]
        return Titled(glue.join(rest) or " & ".join(names), names)
    return None


def _may_be_company(parts: Sequence[str], at: int) -> bool:
    """A part of a word or two, and no longer than what is left without it."""
    words = len(parts[at].split())
    left = sum(max(len(part.split()), size(part)) for index, part in enumerate(parts) if index != at)
    return words <= min(2, left) and size(parts[at]) <= FEW


_BY = re.compile(rf"[,;:]?\s+({one_of(BY_WORDS)})\s+(?=\S)", re.IGNORECASE)
_WITH = re.compile(rf"[,;]?\s+{one_of(map(re.escape, WITH_WORDS))}\s+(?=\S)", re.IGNORECASE)


# "パケットの一生 by 河瀨 翔吾"
_NAME_UNSPACED = re.compile(r"[\u4e00-\u9fff々]{1,4} ?[\u3040-\u30ff\u4e00-\u9fff々]{1,4}")


def _by(text: str, trust: int) -> Titled | None:
    for match in reversed(list(_BY.finditer(text))):
        if _DONE.search(text, 0, match.start()):
            continue
        names = speakers.people(text[match.end() :])
        weak = (
            (match.group(1).lower() == "by" or match.group().startswith(","))
            and len(names) > 0
            and all(" " in name for name in names)
        )
        sure = bool(names) and speakers.honoured(text[match.end() :])
        if not names and match[1] == "by" and _NAME_UNSPACED.fullmatch(text, match.end()):
            names, sure = (text[match.end() :],), True
        if (sure or _sure(names, 1 if weak else trust)) and len(text[: match.start()]) >= 4:
            return Titled(
                re.sub(
                    rf"[\s,(–—-]*(?:presented|given|hosted|led|taught|a (?:talk|session|workshop)|(?<=[.!?,–—-] ){TALK.pattern})?$",
                    "",
                    text[: match.start()],
                ),
                names,
            )
    return None


# "How moss was eaten by Ada Lovelace"
_DONE = re.compile(r"\b(?:is|are|was|were|be|been|being)\s(?:\w+\s)?\w+(?:ed|en|wn|ilt|ade|ought|aught)$")

_CONVERSING = re.compile(
    r"^(?P<one>.{4,60}?),? (?:in (?:conversation|discussion|dialogue) with|im gespräch mit|en conversation avec|en conversaci[oó]n con|em conversa com) (?P<other>\S.{3,60})$",
    re.IGNORECASE,
)


def _conversing(text: str, trust: int) -> Titled | None:
    """Both who talk with each other; their names are the title."""
    match = _CONVERSING.match(text)
    first, second = (speakers.people(match["one"]), speakers.people(match["other"])) if match else ((), ())
    return Titled(text, (*first, *second)) if second and _sure((*first, *second), trust) else None


def _with_people(text: str, trust: int) -> Titled | None:
    for match in reversed(list(_WITH.finditer(text))):
        names = speakers.people(text[match.end() :])
        if (_sure(names, trust) or (len(names) > 1 and _sure(names, 1))) and all(
            " " in name or len(names) > 1 for name in names
        ):
            short = " " not in (what := text[: match.start()]) and not TALK.search(what)
            return Titled(text if short else what, names)
    return None


def _named_first(text: str, trust: int) -> Titled | None:
    head, colon, title = text.partition(":" if ":" in text else "：")
    if not colon:
        return None
    names = speakers.people(head) if title.strip() else ()
    if _sure(names, trust) and all(" " in name or not name.isascii() for name in names):
        return Titled(title, names)
    kind = len(head.split()) <= 3 and TALK.search(head) and not _DASH.search(title)
    names = speakers.people(title) if kind else ()
    if _sure(names, trust):
        return Titled(text, names)
    names = speakers.people(title) if len(head.split()) > 1 else ()
    if len(names) > 1 and _sure(names, trust) and all(" " in name for name in names):
        return Titled(head, names)
    long = len(head.split()) > 2 or len(UNSPACED.findall(head)) > 5
    full = bool(names) and (" " in names[0] or not names[0].isascii() or names[0] == title.strip())
    if len(names) == 1 and long and full and _sure(names, 2):
        return Titled(head, names)
    return None


_COMMA = re.compile(r",\s+|，\s*")


def _named_last(text: str, trust: int) -> Titled | None:
    for match in _COMMA.finditer(text):
        names = speakers.people(text[match.end() :])
        title = text[: match.start()]
        named = bool(names) and speakers.is_full(names[0])
        if _sure(names, trust) and named and (len(title.split()) > 1 or len(UNSPACED.findall(title)) >= 4):
            return Titled(title, names)
    return None


def _courteous(
    find: Callable[[str], tuple[str, tuple[str, ...]] | None],
) -> Callable[[str, int], Titled | None]:
    """The rule of a shape of `courtesy`, which makes a name of what stands there."""
    return lambda text, _trust: Titled(*found) if (found := find(text)) else None


_WHOSE = re.compile(r"^(?:(?:watch|see|and|also) )*(.+?)['’]s? +(\w+(?: \w+)?)$", re.IGNORECASE)
_OWN_KEYNOTE = re.compile(
    r"^(?:(?:watch|see|and|also) )*(\S+(?: \S+){1,3}?) (?:(?:opening|closing|day \d) )?keynote$",
    re.IGNORECASE,
)


_POSSESSIVE_TALK = re.compile(
    rf"^(.{{3,60}}?)['’]s? +(?:[\w-]+ )?(?:{TALK.pattern}) (?:on|about|called) \S", re.IGNORECASE
)


def _whose(text: str, trust: int) -> Titled | None:  # noqa: ARG001
    match = _POSSESSIVE_TALK.match(text)
    named = match is not None and " " in match[1] and speakers.likeness(match[1])
    return Titled(text, (match[1],)) if match and named else None


def _alone(text: str, trust: int) -> Titled | None:  # noqa: ARG001
    names = speakers.people(text)
    label = speakers.label_of(text)
    if _sure(names, 1 if label and TALK.search(text, 0, label) is None else 2) and all(
        " " in name for name in names
    ):
        return Titled(text[label:], names)
    possessive = _WHOSE.match(text) if "'" in text or "’" in text else None
    if possessive and TALK.fullmatch(possessive[2]):
        known = speakers.likeness(owner := possessive[1])
        if known == 2 or (known == 1 and not names_event(owner)):
            return Titled(text, (owner,))
    keynote = _OWN_KEYNOTE.match(text)
    if keynote and speakers.likeness(keynote[1]) == 2:
        return Titled(text, (keynote[1],))
    return None


RULES: tuple[Rule, ...] = (
    Rule("quoted", frozenset((*OPENING, "【")), _quoted),
    Rule("talked", frozenset(_ABOUT_WORDS), _talked),
    Rule("bracketed", frozenset(")]）】-"), _bracketed),
    Rule("piped", frozenset("|｜/／"), _piped),
    Rule("stopped", frozenset(".?!"), _stopped),
    Rule("dashed", frozenset("-–—―~:·•"), _dashed),
    Rule("by", frozenset(BY_WORDS), _by),
    Rule("conversing", frozenset(WITH_WORDS), _conversing),
    Rule("with_people", frozenset(WITH_WORDS), _with_people),
    Rule("named_first", frozenset(":："), _named_first),
    Rule("named_last", frozenset(","), _named_last),
    Rule("honoured", frozenset("ん氏様"), _courteous(honoured_last)),
    Rule("honoured", frozenset("ん氏"), _courteous(honoured_first)),
    Rule("brought", frozenset("带帶"), _courteous(brought_along)),
    Rule("whose", frozenset("'’"), _whose),
    Rule("accounts", frozenset("@"), _accounts),
    Rule("alone", frozenset(), _alone),
)


_SIGNS = frozenset[str]().union(*(rule.signs for rule in RULES))
_SIGN = re.compile(f"[{re.escape(''.join(sign for sign in _SIGNS if len(sign) == 1))}]")
_SIGN_WORDS = frozenset(sign for sign in _SIGNS if len(sign) > 1)


@lru_cache(maxsize=512)
def _rules_for(signs: frozenset[str]) -> tuple[Rule, ...]:
    """The rules to ask about a title in which these of all signs stand."""
    return tuple(rule for rule in RULES if not rule.signs or not rule.signs.isdisjoint(signs))


def looks_like_title(text: str, *, short: bool = False) -> bool:
    """Words that could be the title of a talk: several, and not a general heading.

    With `short`, two words will do if the first is capitalised.
    """
    text = clean(text)
    if is_general(text) or len(text) > 180:
        return False
    if short and len(text.split()) > 1 and text[0].isupper():
        return True
    cjk = len(UNSPACED.findall(text))
    return len(text.split()) >= 3 or cjk >= 5 or (":" in text and len(text) > 8) or is_quoted(text)
