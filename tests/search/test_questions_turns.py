"""How languages ask and count: turns that ask, shares, dates and numbers of other scripts."""

import pytest

from bot.model import Command
from bot.parsing import read_recap
from bot.search import answer
from bot.search.question import analyse
from tests.search.library import library

RECAPS = {
    "linz.md": """# Bericht aus Linz

Die Gärtner dürfen 15 % ihrer Zeit für eigene Beete nutzen. Sonst gießen sie.
""",
    "tainan.md": """# 台南聚會心得

報名者大約有六成真的到場。下一場小聚在 11/23 舉行。
""",
    "bari.md": """# Serata di Bari

Ho proposto due racconti sulle lanterne, accettati subito. Ogni racconto durava sette minuti.
""",
    "umea.md": """# Anteckningar från Umeå

Vi träffades på Lyktan Theater och talade om segel. Sigrid visade upp ett segel av papper.
""",
    "gdynia.md": """# Relacja z Gdyni

Spaliśmy w hotelu Zorza, blisko portu. Brakowało parasoli.
""",
    "nara.md": """# 奈良の会の感想

提灯の歴史 by 鹿丸
とてもよい話だった。
""",
}


@pytest.fixture(scope="module")
def evenings():
    with library(*(read_recap(text.encode(), file) for file, text in RECAPS.items())) as index:
        yield index


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Wie viel Zeit dürfen die Gärtner für eigene Beete aufwenden?", "15 %"),
        ("台南報名者大概有多少到場？", "六成"),
        ("台南的下一場小聚是哪一天？", "11/23"),
        ("Quanti racconti sulle lanterne sono stati accettati?", "due racconti"),
        ("How many minutes did each racconto last in Bari?", "sette minuti"),
        ("I vilken lokal träffades ni i Umeå?", "Lyktan Theater"),
        ("W jakim hotelu spaliście w Gdyni?", "Zorza"),
        ("Czego brakowało w Gdyni?", "parasoli"),
        ("Who gave the talk 提灯の歴史?", "鹿丸"),
    ],
)
def test_amounts_and_places_are_known_as_each_language_writes_them(evenings, question, wanted):
    reply = answer(Command("ask", question), [evenings])
    assert wanted in (reply.answer or ""), reply


@pytest.mark.parametrize(
    "question",
    [
        "台南聚會的門票多少錢？",
        "Quanti gatti c'erano a Bari?",
        "W którym roku zbudowano hotel Zorza?",
    ],
)
def test_what_is_not_told_is_declined_in_each_language(evenings, question):
    assert answer(Command("ask", question), [evenings]).answer is None


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("In quale edificio era la festa?", "place"),
        ("I vilken lokal var festen?", "place"),
        ("Из-за чего отменили праздник?", "reason"),
        ("Чего не хватало на празднике?", "thing"),
        ("등불을 만든 사람은?", "person"),
        ("등불의 좋은 점은?", "thing"),
        ("提灯を売る会社は？", "company"),
        ("提灯の欠点は？", "thing"),
        ("燈籠節是哪一天？", "time"),
        ("燈籠佔幾成？", "number"),
        ("Zum wievielten Mal fand das Fest statt?", "number"),
        ("Hvor mange lykter var det?", "number"),
        ("O jakiej porze zaczyna się święto?", "time"),
        ("Fener festivali hangi tarihte yapıldı?", "time"),
    ],
)
def test_the_turns_that_ask_are_known(question, kind):
    assert analyse(question).asked == kind


@pytest.mark.parametrize(
    ("question", "elsewhere"),
    [("Hvem tente lyktene?", True), ("Who lit the lanterns?", False), ("who lit them?", False)],
)
def test_it_is_known_when_a_question_is_not_in_english(question, elsewhere):
    assert analyse(question).elsewhere is elsewhere
