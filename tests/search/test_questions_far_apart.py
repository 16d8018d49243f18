"""Questions in other words than the recap's, in another language, or about what stands a few lines off."""

import pytest

from bot.model import Command
from bot.parsing import read_recap
from bot.search import answer
from tests.search.library import library

RECAPS = {
    "malmo.md": """# Anteckningar från Malmödagen 2020

## Byggen som aldrig sover
_Tilda Ekwall_

Hela bygget flyttades till Bazel. Det tog elva veckor.

## Loggar på dieten
_Jonas Wiberg_

Mässan hölls i Malmö Live och drog 210 besökare.
""",
    "uji.md": """# 宇治の集まりのメモ

## ビルドを速くする
発表者: 西村彩

彩さんはキャッシュを消して三分で作り直す方法を見せました。

会場は宇治市文化センターでした。
""",
    "tainan.md": """# 臺南聚會筆記

## 慢查詢獵人
講者：林書豪

索引建好以後，查詢時間從九秒降到半秒。

會後大家住在大億飯店。
""",
    "fennel.md": """# Notes from Fennel Days 2018

It was good to hear Alice Marsh, Peter Lund, Maria Costa and Otto Brandt again.

Somebody moved all their queues to a cluster in Azure.

Next year Fennel Days will be in Hull.
""",
    "leeds.md": """# Notes from Leeds Gathering 2018

## Queues that forgive
_Imogen Farrow_

* Imogen rewrote the scheduler twice
* the first rewrite was thrown out after an outage
* retries are capped at nine now

## Small maps
_Rashid Okafor_

The dinner was paid for by Pennine Analytics. MQR (Map Query Rewriting) halves the reads.

Adds colours to every map, and a talk about legends.

## Convergent Walls BoF

## Goodbye

Next year: Hull.
""",
}


@pytest.fixture(scope="module")
def notes():
    with library(*(read_recap(text.encode(), file) for file, text in RECAPS.items())) as index:
        yield index


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Vem berättade om byggen som aldrig sover?", "Tilda Ekwall"),
        ("Hur många besökare kom till Malmö?", "210"),
        ("Vart flyttades bygget?", "Bazel"),
        ("ビルドを速くするの発表者は誰ですか？", "西村彩"),
        ("宇治の会場はどこでしたか？", "宇治市文化センター"),
        ("慢查詢獵人的講者是誰？", "林書豪"),
        ("大家住在哪間飯店？", "大億飯店"),
        ("What caps did Imogen put on retries?", "nine"),
        ("Where will Fennel Days be next year?", "Hull"),
        ("What does MQR stand for?", "Map Query Rewriting"),
    ],
)
def test_what_stands_there_in_other_words_is_found(notes, question, wanted):
    reply = answer(Command("ask", question), [notes])
    assert wanted in (reply.answer or ""), reply


@pytest.mark.parametrize(
    "question",
    [
        "How do I add a recap?",
        "What did Rashid Okafor say about his talk on queues in space?",
        "Vem modererade panelen i Malmö?",
        "In which city was Fennel Days 2018 held?",
        "What did Peter Lund say?",
        "What did Alice Marsh say in her keynote about the cluster?",
        "宇治の参加費はいくらでしたか？",
        "谁赞助了臺南聚會？",
        "What was shown on day 2 in Leeds in 2021?",
        "What was decided at the Convergent Walls BoF?",
    ],
)
def test_what_stands_nowhere_is_declined(notes, question):
    reply = answer(Command("ask", question), [notes])
    assert reply.answer is None, reply


@pytest.mark.parametrize(
    "question",
    [
        "How do I add a recap?",
        "how can we remove recaps from this server?",
        "who made this bot?",
        "Wie kann ich einen Recap hinzufügen?",
        "Как добавить отчёт?",
    ],
)
def test_who_asks_how_the_bot_is_used_is_shown_that(notes, question):
    assert answer(Command("ask", question), [notes]).kind == "help"


@pytest.mark.parametrize("question", ["What did it add?", "How do we find the bot in the logs of a queue?"])
def test_an_everyday_word_alone_finds_nothing(notes, question):
    assert answer(Command("ask", question), [notes]).kind == "none"


def test_a_query_that_nothing_fits_is_shown_what_says_it_in_other_words(notes):
    reply = answer(Command("talk", "limiting attempts after scheduler rewrite chaos"), [notes])
    assert reply.kind in {"none", "choices", "talk"}
    assert reply.hits
    assert answer(Command("talk", "zzyzx qwrtp vlkmn"), [notes]).hits == ()
