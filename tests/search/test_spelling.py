"""Whether a text spells out an abbreviation of the question."""

import pytest

from bot.search.question import analyse
from bot.search.spelling import spells_out


@pytest.mark.parametrize(
    ("short", "text", "spelt"),
    [
        ("NPS", "the net promoter score", True),
        ("NPS", "the net score of promoters", False),
        ("NOTS", "the net of scores", False),
        ("NOS", "the net of scores", True),
        ("NS", "the net of scores", True),  # small words may be left out
        ("N2S", "net two scores", False),
        ("N.E.T.", "N.E.T. is new, empty and tidy", True),
        ("N.E.T.", "N.E.T. is the net of scores", False),
        ("i18n", "internationalization of dates", True),
        ("i18n", "internationalizations", False),
        ("i18n", "anternationalization", False),
        ("CSAT", "customer satisfaction", True),
        ("CSAT", "satisfaction of a customer", False),
        ("CSAT", "csat", False),
        ("DevOps", "development and operations", False),
        ("SatCom", "satellite communication", True),
    ],
)
def test_initials_beginnings_and_counted_letters_spell_out(short, text, spelt):
    assert spells_out(analyse(f"what does {short} stand for?"), text) is spelt
