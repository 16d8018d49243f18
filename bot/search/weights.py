"""Every weight and threshold of the search, in one place.

How they were found: values were set by hand on the development half of the queries (see
`bench/search.py`), one at a time, each kept only where the figure over all kinds rose or stood
and no kind fell. Qualities say how surely a word of a title is the word that was typed
(1 = the very word); a hit's score is the explained share of the query's IDF mass.
"""

from __future__ import annotations

# --- how surely one word stands for another ----------------------------------------------
EXACT = 1.0
NUMBER = 0.95  # ten for 10
INFLECTED = 0.93  # policies for policy
GUESSED = 0.86  # the same for a word that stands nowhere: its stem may itself be misspelt
PREFIX, PREFIX_BY_LENGTH = 0.78, 0.2  # 0.78 + 0.2 × typed length / word length
ABBREVIATED = 0.9  # k8s for kubernetes, from the lexicon
COUNTED = 0.9  # i18n for internationalization
INITIALS = 0.84  # anp for AdminNetworkPolicy
JOINED = 0.97  # net kit for netkit, certmanager for cert manager
TYPO_BY_LENGTH = 0.75  # 1 - 0.75 × cost of the edits / length
IN_NAMES = 0.99  # of its quality: the word is a speaker's, not of the title
IN_PARTS = 0.97  # of its quality: the word is part of a CamelCase word
IN_NOTES = 0.82  # the word stands in the notes, not in title or names
AROUND = 0.62  # the word stands in the section's or the event's name

# --- what an edit costs (rank of typos among each other) -----------------------------------
SWAPPED = 0.75  # netkti
DOUBLED = 0.65  # nettkit, or one of a pair dropped
NEIGHBOUR = 0.8  # the key beside
DROPPED = 0.9
EXTRA = 0.95
OTHER = 1.1
SECOND_EDIT = 1.15  # each of two edits costs this much
FIRST_LETTER = 0.12  # people rarely mistype the first letter

# --- what a word of the query weighs ---------------------------------------------------------
FILLER = 0.08  # of its IDF: "show me", "the talk about"
UNKNOWN = 0.85  # of the greatest IDF: a word that stands nowhere

# --- final order: share × (SHARE + COVERAGE × … + ORDER × …) ---------------------------------
COVERAGE = 0.06  # how much of the title the query names
ORDER = 0.02  # how many neighbours in the query are neighbours in the title
SHARE = 1.0 - COVERAGE - ORDER

# --- bands ---------------------------------------------------------------------------------
SURE = 0.8  # at least: the answer
CLOSE = 0.68  # at least: up to five to choose from; below: nothing found
NEAR_EQUAL = 0.02  # hits this close to the first are as good as it
NAMED_IN_FULL = 0.985  # at least: the title itself was typed, so its like need not be offered
NAMED = 0.3  # did-you-mean names titles that score at least this
ENOUGH = 0.9  # a term explained so well need not be looked for elsewhere
