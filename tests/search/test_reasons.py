"""Whether a text gives a reason, or says that none was given."""

import pytest

from bot.search.reasons import reason


@pytest.mark.parametrize(
    "text",
    [
        "They wanted to leave the peat, but didn't say why.",
        "It is not clear why the kettle was red.",
        "Keiner sagte, nicht einmal am Ende, warum der Kessel rot war.",
        "On ne sait pas pourquoi la mousse est partie.",
        "No dijeron por qué dejaron la turba.",
        "Não disseram por que saíram.",
        "Ze zeiden niet waarom.",
        "De sa aldrig varför.",
        "Они не сказали, почему ушли.",
        "Nie powiedzieli, dlaczego.",
        "他们没有说为什么。",
        "理由は語られなかった。",
    ],
)
def test_a_reason_that_was_not_given_is_none(text):
    assert reason(text) == 0.0


@pytest.mark.parametrize(
    "text",
    [
        "They didn't say why at first; it was because of the peat.",
        "Nobody moved the kettle, so the moss grew.",
        "The moss grew well.",
    ],
)
def test_another_text_may_give_one(text):
    assert reason(text) > 0.0
