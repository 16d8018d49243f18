# ruff: noqa: E501
"""Talks told with the verb before the person, or parted by words within: "Danach stellte Ada das Moos vor"."""

from __future__ import annotations

import re

from bot.parsing.speakers import Mention
from bot.parsing.talks import giving
from bot.parsing.talks.phrases import OF_COMPANY
from bot.parsing.talks.told import Sentence, Told
from bot.parsing.talks.whose import JOINED, team
from bot.parsing.vocabulary import SPOKE
from bot.parsing.wordlists import in_languages


def turned(sentence: Sentence, name: Mention) -> Told | None:
    """As in "Danach stellte Ada Lovelace das Moos vor", "Wie man Moos gießt, zeigte uns Ada": the verb stands before the person."""
    text = sentence.text
    spoke = _SPOKE_BEFORE.search(text, max(0, name.start - 40), name.start)
    if spoke and (first := _SUBJECT_FIRST.fullmatch(text, 0, spoke.start())):
        return Told(first["asked"] or first["what"], 0, name.end, "presented", team(sentence, name))
    verb = _VERB_BEFORE.search(text, max(0, name.start - 40), name.start)
    if verb is None:
        return None
    people = [name]
    for other in sentence.names:
        if other.start > people[-1].end and JOINED.fullmatch(text, people[-1].end, other.start):
            people.append(other)
    came = _INVERTED.match(text, people[-1].end)
    if came is None:
        return None
    title, end = giving.subject(text, came.end())
    title = without_particle(title)
    names = [*team(sentence, name), *(other.name for other in people[1:])]
    return Told(title, name.start, end, "presented", names) if title else None


_VERB_BEFORE = re.compile(
    rf"(?:{in_languages('spoke', ('de', 'nl', 'sv', 'da', 'no', 'ru', 'uk', 'pl', 'cs', 'sk', 'fi', 'es', 'pt'))})\s(?:uns\s|ons\s|oss\s|os\s|нам\s|nám\s|dann\s)?$",
    re.IGNORECASE,
)
_INVERTED = re.compile(
    rf"(?:\s\([^()]{{1,60}}\))?(?:{OF_COMPANY})?(?:\s(?:uns|dann|noch|auch|außerdem|anschließend|ook|ons|oss|ut|zien|uit|także|też|również|také|також|также))*"
    r"(?:\s(?:in|op|auf|im|i|på|w|na|в|на|v)\s(?:[^\W\d_]+\s){0,2}?(?:zaal|podium|Bühne|Nebenraum|Saal|salen|scenen|sali|scenie|зале|сцене|sále|pódiu)(?=\s))?"
    r"(?:,(?=\s(?:sobre|acerca|wie|warum|weshalb|was|dass|hoe|waarom|hvordan|hvorfor|hur|как|почему|зачем|як|чому|jak|dlaczego|proč|miten)\b))?"
    r"\s+(?!\(|und\b|en\b|och\b|og\b|mit\b|in\b|im\b|auf\b|y\b|i\b|и\b|та\b|a\b)"
)
_SPOKE_BEFORE = re.compile(
    rf"(?:{SPOKE.pattern})\s(?:(?:uns|ons|oss|os|нам|nám|nam|dann)\s)?$", re.IGNORECASE
)
_SUBJECT_FIRST = re.compile(
    r"(?:(?P<asked>(?:Wie|Warum|Weshalb|Welche\w?|Hoe|Waarom|Hur|Hvordan|Hvorfor|Как|Почему|Зачем|Як|Чому|Jak|Dlaczego|Proč|Miten|Cómo|Por qué|Como|Come|Perché|Comment|Pourquoi)\s[^.;:!?\n]{6,110}?)|"
    r"(?:Über|Von|Over|Om|О|Об|Про|O|De|Del|Sobre|Di|Del|Della|Dei|Sulle?|Sui|Sur|Des|Du|Despre|Για)\s(?P<what>[^.,;:!?\n]{4,90}?)),?\s"
)
"""The words with which a sentence begins that ask what somebody then answered, or say what they spoke about."""


def without_particle(title: str) -> str:
    """What is left of "Moos vor" in "stellte Moos vor", of "mos zien" in "liet mos zien"."""
    return _PARTICLE.sub("", title)


_PARTICLE = re.compile(r"\s(?:vor|dar|ein|uit|fram|frem|zien)$")


def parted_end(text: str, start: int) -> int:
    """Where a verb ends whose two words stand apart at `start`: "a rapidement présenté"; -1 where none does."""
    parted = _PARTED.match(text, start)
    if parted is None:
        return -1
    joined = f"{parted[1]} {text[parted.end() : parted.end() + LONGEST_VERB]}"
    verb = SPOKE.match(joined)
    return parted.end() + verb.end() - len(parted[1]) - 1 if verb and verb.end() > len(parted[1]) else -1


LONGEST_VERB = 40
_PARTED = re.compile(
    r"((?:(?:nous|vous|ci)\s)?(?:a|ont|est|sont|ha|hanno|è|han?))\s"
    r"(?:(?:[^\W\d_]+(?:ment|mente)|ensuite|aussi|enfin|alors|bien|très|tout|d['’]abord|poi|anche|infine|quindi|ben|subito|también|luego|después)\s){1,2}"
)
