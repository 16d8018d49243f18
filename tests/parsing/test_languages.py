"""Dates and people as they are printed in many languages, and what is read of them."""

from __future__ import annotations

import pytest

from bot.parsing.dates import date_of
from bot.parsing.speakers import people


@pytest.mark.parametrize(
    ("printed", "date"),
    [
        ("11 kwietnia 2019", "2019-04-11"),
        ("23 апреля 2019 года", "2019-04-23"),
        ("5 травня 2021", "2021-05-05"),
        ("5.–7. září 2019", "2019-09-05"),
        ("2019. április 12.", "2019-04-12"),
        ("12 Nisan 2019", "2019-04-12"),
        ("12 Απριλίου 2019", "2019-04-12"),
        ("ngày 12 tháng 4 năm 2019", "2019-04-12"),
        ("12 Agustus 2019", "2019-08-12"),
        ("2023년 8월 11일", "2023-08-11"),
        ("3. lokakuuta 2022", "2022-10-03"),
        ("den 5 maj 2021", "2021-05-05"),
        ("15 septembrie 2020", "2020-09-15"),
        ("14 y 15 de noviembre de 2019", "2019-11-14"),
    ],
)
def test_a_date_is_read_in_any_language(printed: str, date: str) -> None:
    assert date_of(printed) == date


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("張三豐（ABC 公司）", ("張三豐",)),
        ("王小明 / Google", ("王小明",)),
        ("林志明、陳美玲", ("林志明", "陳美玲")),
        ("山田太郎さん（サンプル社）と鈴木花子さん", ("山田太郎", "鈴木花子")),
        ("김철수(네이버)", ("김철수",)),
        ("de Ana García (BBVA)", ("Ana García",)),
        ("Иванов Иван, Яндекс", ("Иванов Иван",)),
        ("Trần Thị Do", ("Trần Thị Do",)),
    ],
)
def test_people_are_told_from_where_they_work_in_any_script(printed: str, names: tuple[str, ...]) -> None:
    assert people(printed) == names
