# ruff: noqa: E501
"""Headings of what the author did, took home or thinks of the event: never the name of a talk."""

from __future__ import annotations

import re

# "(The ones) that I saw", "Que eu assisti", "Lo que vi": what the author did, not a title.
_MINE = re.compile(
    r"(?:(?:the )?(?:ones?|talks|sessions|those) (?:that |which )?(?:I|we)|que (?:eu|yo|j['’]|je|nous|nós)|"
    r"qu['’]on|die (?:ich|wir|ik|wij)|lo que (?:vi|más|me)|ce que j['’]|o que (?:eu|vi)|quell[ei] che ho|"
    r"som (?:jag|jeg|vi)|kter[éá] jsem|które|которые я|які я)\b",
    re.IGNORECASE,
)
# "Things I took away", "Was ich mitgenommen habe", "Co zapamiętałem": and nothing about what.
_MINE_WHOLE = re.compile(
    r"(?:what|(?:(?:the|some|a few|other) )?(?:things|stuff|everything)) (?:that )?(?:I|we)(?: (?:have|had|did|would|will|really))? \w+"
    r"(?: (?:away|home|with (?:me|us)|here|there|most|best|today|so far|this (?:year|week|time)))?|"
    r"was (?:ich|wir|mir|uns)(?-i:(?: [a-zäöüß]+){1,3})|co (?:mi się )?\w+(?:łem|łam|liśmy|łyśmy|ło)|"
    r"wat (?:ik|wij|we)(?: \w+){1,2}|cosa (?:mi )?(?:ho|porto|abbiamo)(?: \w+){0,2}",
    re.IGNORECASE,
)
MOST_OF_MINE = 6
"""Words of such a heading at most."""

# "Was it worth it?", "Hat es sich gelohnt?", "Would I go again?": of the whole event.
_WORTH = re.compile(
    r"(?:so,? |and |but )?"
    r"(?:(?:was|is) (?:it|this|that|the \w+) (?:all )?worth .{2,12}|worth (?:it|going|the trip)|"
    r"(?:would|will|should|shall) (?:I|we|you) (?:\w+ )?(?:go|come|return|attend|be)(?: \w+){0,3}|"
    r"hat (?:es sich |sich (?:\w+ ){1,2})gelohnt|lohnt(?:e)? (?:es )?sich(?: \w+){0,2}|"
    r"(?:est-ce que )?(?:ça|cela) (?:valait|vaut|valait-il)(?: \w+){1,3}|val(?:ió|e|ía|eu|eva|se) (?:a|la) pena|"
    r"(?:czy )?było warto|czy warto(?: było)?|was het de moeite(?: waard)?|var det värt det)",
    re.IGNORECASE,
)

BESIDES = re.compile(
    r"(?:besides?|around|between|outside|apart from|aside from|beyond the|abseits|neben|zwischen|rund um|"
    r"außerhalb|autour|au-delà|en dehors|entre|à côté|alrededor|más allá|fuera|además|além|fora|oltre|tra i|"
    r"al di fuori|poza|pomiędzy|obok|buiten|naast|rondom|tussen|utanför|vid sidan|utenfor|ved siden|uden for)\b",
    re.IGNORECASE,
)
"""What was besides the sessions: "Abseits der Vorträge", "Between the talks"."""


def is_of_author(text: str) -> bool:
    """What the author did or thinks of the event: "The ones I saw", "Things I took away", "Worth it?"."""
    if len(text.split()) <= MOST_OF_MINE and (_MINE.match(text) or _MINE_WHOLE.fullmatch(text)):
        return True
    return _WORTH.fullmatch(text.strip("¿? ")) is not None
