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
    "taitung.md": """# 台東聚會筆記

## 周雅婷，晨星科技
她比較了三種快取的做法。
""",
    "graz.md": """# Bericht aus Graz

Am 17. November findet das Herbsttreffen in Graz wieder statt.

Der Eintritt in Graz war kostenlos, das Mittagessen nicht.
""",
    "eindhoven.md": """# Verslag uit Eindhoven

De avond werd georganiseerd door Sioux. Er waren zo'n 90 bezoekers.

Saskia Verbruggen's praatje over foutmeldingen ging over toon, lengte en timing.

De middag werd afgesloten met een verhaal over testdata door Joost Hendriksen.
""",
    "perm.md": """# Заметки со встречи в Перми 2021

## Очереди без боли
Спикер: Мария Лебедева

Мария рассказала, как заказы переехали на RabbitMQ.

## Кэш и его враги
Спикер: Тимур Гараев (Авито)

Фоновые задачи живут внутри Sidecar.

Тимур показал, почему кэш лучше сбрасывать целиком.

Встреча прошла 14 марта в Перми. Пришло около 120 участников.
""",
    "daejeon.md": """# 대전 개발자 모임 후기

## 느린 쿼리 찾기
발표자: 김하늘

김하늘님이 슬로우 로그에서 쿼리를 찾는 방법을 소개했습니다.

## 모바일 접근성
발표자: 오세림

점심 메뉴는 김밥과 국수였습니다.

모임은 대전에서 열렸고 참가자는 70명이었습니다.
""",
    "izmir.md": """# İzmir buluşmasından notlar

## Önbellek tuzakları
Konuşmacı: Elif Karaca

Elif, önbelleğin Redis ile nasıl küçültüldüğünü anlattı.

## Gözlemlenebilirlik
Konuşmacı: Mert Aksoy

Etkinlik 9 Kasım günü İzmir'de yapıldı ve 80 kişi katıldı.
""",
    "lodz.md": """# Relacja ze spotkania w Łodzi

## Testy, które nie kłamią
Prelegentka: Agnieszka Wrona

Agnieszka opowiedziała o testach opartych na Playwright.

Spotkanie odbyło się 5 października w Łodzi. Przyszło 60 osób.
""",
    "pisa.md": """# Resoconto della giornata di Pisa

Beatrice Fontana ha illustrato Lanterna, un framework per grafici.

Il prossimo incontro si terrà il 12 aprile. I partecipanti erano 45.
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
        ("Waar ging het praatje van Saskia Verbruggen over?", "toon, lengte en timing"),
        ("Wie sloot de middag af?", "Joost Hendriksen"),
        ("Кто рассказывал про очереди?", "Мария Лебедева"),
        ("О чём рассказала Мария Лебедева?", "RabbitMQ"),
        ("Когда прошла встреча в Перми?", "14 марта"),
        ("Сколько участников пришло на встречу в Перми?", "120"),
        ("느린 쿼리 찾기는 누가 발표했나요?", "김하늘"),
        ("모임은 어디에서 열렸나요?", "대전에서"),
        ("Wann findet das Herbsttreffen statt?", "17. November"),
        ("Was kostete der Eintritt in Graz?", "kostenlos"),
        ("Где живут фоновые задачи?", "Sidecar"),
        ("周雅婷來自哪間公司？", "晨星科技"),
        ("Önbellek tuzakları sunumunu kim yaptı?", "Elif Karaca"),
        ("Etkinlik ne zaman yapıldı?", "9 Kasım"),
        ("Kto opowiedział o testach?", "Agnieszka"),
        ("Kiedy odbyło się spotkanie w Łodzi?", "5 października"),
        ("Ile osób przyszło na spotkanie?", "60"),
        ("Chi ha illustrato Lanterna?", "Beatrice Fontana"),
        ("Quanti erano i partecipanti a Pisa?", "45"),
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
        "Сколько стоил билет на встречу в Перми?",
        "Кто рассказывал про квантовые вычисления?",
        "양자 컴퓨팅은 누가 발표했나요?",
        "점심은 누가 준비했나요?",
        "입장료는 얼마였나요?",
        "Kuantum sunumunu kim yaptı?",
        "Bilet ne kadardı?",
        "Kto prowadził panel o blockchainie?",
        "Ile kosztował bilet?",
        "Quanto costava il biglietto?",
        "Chi ha parlato di Fortran?",
    ],
)
def test_what_nobody_wrote_down_is_declined(many_tongues, question):
    assert answer(Command("ask", question), [many_tongues]).answer is None
