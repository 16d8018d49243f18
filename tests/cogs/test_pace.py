"""Nobody who reads the answers is ever slowed down; a script is, with one word."""

from __future__ import annotations

from contextlib import ExitStack

from bot.cogs.pace import AT_ONCE, BURST, Pace


def test_whoever_waits_for_answers_may_ask_all_day() -> None:
    pace = Pace()
    for second in range(1000):
        with pace.question("ana", now=float(second)) as verdict:
            assert verdict == "fine"


def test_too_many_at_once_are_told_once_and_then_not_answered() -> None:
    pace = Pace()
    with ExitStack() as open_questions:
        verdicts = [open_questions.enter_context(pace.question("ana", now=0.0)) for _ in range(AT_ONCE + 3)]
    assert verdicts == ["fine"] * AT_ONCE + ["tell", "silent", "silent"]
    with pace.question("ana", now=1.0) as verdict:
        assert verdict == "fine"


def test_too_many_in_a_row_come_back_with_time() -> None:
    pace = Pace()
    for _ in range(int(BURST)):
        with pace.question("ana", now=0.0):
            pass
    with pace.question("ana", now=0.0) as verdict:
        assert verdict == "tell"
    with pace.question("ana", now=5.0) as verdict:
        assert verdict == "fine"


def test_one_person_never_slows_another() -> None:
    pace = Pace()
    with ExitStack() as open_questions:
        for _ in range(AT_ONCE):
            open_questions.enter_context(pace.question("ana", now=0.0))
        assert open_questions.enter_context(pace.question("ben", now=0.0)) == "fine"
