"""Questions in other languages, over recaps written in them (and in English over those)."""

import pytest

from bot.model import Command
from bot.parsing import read_recap
from bot.search import answer
from tests.search.library import library

RECAPS = {
    "ghent.md": """# Two days in Ghent, 2017

Okonkwo and Brightwater opened the day. They maintain Hopper, a job queue that stores everything in Postgres.

I gave a lightning talk about pagination together with Tolu.

* "Sorbet without tears" (Ufuk, Shopify): types were added to most files
""",
    "lyon.md": """# Retour sur le forum de Lyon 2018

Pascal Martin a raconté la migration de 6play. L'équipe a choisi AWS. La migration a duré dix-huit mois.
""",
    "sevilla.md": """# Mi crónica de la jornada de Sevilla 2016

Asistieron unas 250 personas. El domingo hubo un taller de Docker que impartió Keopx.
""",
    "porto.md": """# Encontro do Porto 2019: o que trouxe de lá

A Joana Carvalho, da Farfetch, falou sobre acessibilidade.
""",
    "kobe.md": """# 神戸の勉強会に行ってきた

次に山本さんがNuxt.jsの事例を発表しました。

中村美咲さんのWebAssemblyのデモがすごかったです。
""",
    "hualien.md": """# 花蓮小聚心得

早上由陳柏宇介紹 Tokio，他說非同步最難的地方是取消。

明年的活動預計在七月舉行。
""",
    "eindhoven.md": """# Verslag uit Eindhoven

De avond werd georganiseerd door Sioux. Er waren zo'n 90 bezoekers.
""",
}


@pytest.fixture(scope="module")
def many_tongues():
    with library(*(read_recap(text.encode(), file) for file, text in RECAPS.items())) as index:
        yield index


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Who maintains Hopper?", "Okonkwo and Brightwater"),
        ("Who gave the pagination talk together with the author?", "Tolu"),
        ("Who talked about Sorbet?", "Ufuk"),
        ("Combien de temps a pris la migration de 6play ?", "dix-huit mois"),
        ("Qui a parlé de la migration de 6play ?", "Pascal Martin"),
        ("¿Cuántas personas asistieron a la jornada?", "250"),
        ("¿Quién impartió el taller de Docker?", "Keopx"),
        ("Who gave the Docker workshop?", "Keopx"),
        ("Quem falou sobre acessibilidade?", "Joana Carvalho"),
        ("Em que empresa trabalha a Joana Carvalho?", "Farfetch"),
        ("Nuxt.jsの事例を発表したのは誰ですか？", "山本"),
        ("WebAssemblyのデモは誰がしましたか？", "中村美咲"),
        ("誰介紹了 Tokio？", "陳柏宇"),
        ("明年的活動什麼時候舉行？", "七月"),
        ("Hoeveel bezoekers waren er in Eindhoven?", "90"),
    ],
)
def test_what_is_asked_is_found_in_the_words_of_the_recap(many_tongues, question, wanted):
    reply = answer(Command("ask", question), [many_tongues])
    assert wanted in (reply.answer or ""), reply


@pytest.mark.parametrize(
    "question",
    [
        "Who moderated the panel in Ghent?",
        "Combien coûte 6play ?",
        "¿Quién moderó la mesa redonda?",
        "Quem moderou o painel do Porto?",
        "Nuxt.jsのどのバージョンが使われていますか？",
        "門票多少錢？",
        "Welke versie van Hopper werd getoond?",
    ],
)
def test_what_nobody_wrote_down_is_declined(many_tongues, question):
    assert answer(Command("ask", question), [many_tongues]).answer is None
