"""Each rule by which a sentence tells of a talk, with a sentence that only it understands."""

from __future__ import annotations

import pytest

from bot.parsing import read_recap
from bot.parsing.talks.naming import can_be_name
from bot.parsing.talks.sentences import most_are_spoken_of
from bot.parsing.talks.tellings import RULES

VIDEO = "https://www.youtube.com/watch?v=abcdefghijk"

# rule: (text, title read, speakers read)
TELLINGS = {
    "quoted_unspaced": ("田中さんの「灯台の歌」というセッションを見た。", "灯台の歌", ("田中",)),
    "keynote_of_day": (
        "# Fair\n\n## Day two\n\nKeynote about moss, with Ada Lovelace in charge.",
        "Day two Keynote",
        ("Ada Lovelace",),
    ),
    "quoted": (
        "I attended the talk “Moss in the Machine” by Ada Lovelace.",
        "Moss in the Machine",
        ("Ada Lovelace",),
    ),
    "in_code": ("# Fair\n\n## Day 1\n\n早上最喜歡的是 `伺服器上的青苔`，很有趣", "伺服器上的青苔", ()),
    "pointed": (
        f"# Fair\n\n## Day one\n\nWe met. Moss grows on servers -> [slides]({VIDEO}) and it stays.",
        None,
        (),
    ),
    "link_alone": (
        "# Fair\n\n## Day one\n\nWe met friends. [Growing Moss on Servers](https://t.co/abcdef)",
        "Growing Moss on Servers",
        (),
    ),
    "linked": (
        f"From Ada Lovelace’s talk about [moss without borders]({VIDEO}) I took two pages.",
        "moss without borders",
        ("Ada Lovelace",),
    ),
    "verb_last": ("Danach hat Grace Hopper über alte Moose gesprochen.", "alte Moose", ("Grace Hopper",)),
    "label_linked": (
        f"We all loved Ada Lovelace’s [keynote]({VIDEO}) on growing together.",
        "Ada Lovelace’s keynote: growing together",
        ("Ada Lovelace",),
    ),
    "titled_by": (
        "Two talks stood out: Moss for Machines by Ada Lovelace, and Ferns at Night by Grace Hopper.",
        "Ferns at Night",
        ("Grace Hopper",),
    ),
    "was_called": ("The best talk of the day was Growing Moss on Servers.", "Growing Moss on Servers", ()),
    "with_somebody": (
        "On the last day we had a Q&A with Ada Lovelace.",
        "Q&A with Ada Lovelace",
        ("Ada Lovelace",),
    ),
    "owned": (
        "Between them I enjoyed Ada Lovelace's opening keynote and the coffee.",
        "Ada Lovelace's opening keynote",
        ("Ada Lovelace",),
    ),
    "gave": (
        "Ada Lovelace and Grace Hopper did the closing keynote, looking back at the moss.",
        "Grace Hopper's closing keynote",
        ("Ada Lovelace", "Grace Hopper"),
    ),
    "heard": (
        "I loved hearing Ada Lovelace (the author of Moss) talk about the future of walls.",
        "future of walls",
        ("Ada Lovelace",),
    ),
    "next_up": (
        "Next up was Ada Lovelace with Moss on the Moon.",
        "Moss on the Moon",
        ("Ada Lovelace",),
    ),
    "overview": (
        "Luego Ada Lovelace hizo un repaso a las escaleras de madera.",
        "escaleras de madera",
        ("Ada Lovelace",),
    ),
    "with_a_talk": (
        "День открыла Анна Иванова с докладом о зелёных крышах.",
        "зелёных крышах",
        ("Анна Иванова",),
    ),
    "the_one": (
        "De las charlas me quedo con la de Ada Lovelace sobre musgo.",
        "musgo",
        ("Ada Lovelace",),
    ),
    "nth": ("Mein erster Vortrag war Leitern mit Moos.", "Leitern mit Moos", ()),
    "mine": ("After lunch I had to deliver my own talk, and nobody fell asleep.", "my own talk", ()),
    "ordinal": (
        "Ada Lovelace was as lively as ever. In her second talk she drew a map of all walls.",
        "Ada Lovelace's second talk",
        ("Ada Lovelace",),
    ),
    "enumerated": (
        "In the afternoon I attended two workshops: Moss for Starters and Walls at Night.",
        "Walls at Night",
        (),
    ),
    "in_a_row": (
        "The highlights of the day were the comparison of two mosses by Ada Lovelace and the coffee.",
        "comparison of two mosses",
        ("Ada Lovelace",),
    ),
    "owned_title": (
        "I sadly missed Ada Lovelace's Introduction to Moss, which was full.",
        "Introduction to Moss",
        ("Ada Lovelace",),
    ),
    "named": (
        "The talk from Ada Lovelace and Grace Hopper about patient servers ran until noon.",
        "patient servers",
        ("Ada Lovelace", "Grace Hopper"),
    ),
    "presented": (
        "Then Ada Lovelace presented the moss scheduler.",
        "moss scheduler",
        ("Ada Lovelace",),
    ),
    "about": (
        "I selected a presentation about growing moss across namespace boundaries.",
        "growing moss across namespace boundaries",
        (),
    ),
    "somebody": (
        "Engineers from Initech showed how lanterns are mended at sea.",
        "how lanterns are mended at sea",
        (),
    ),
    "learnt": (
        "In the big hall we learnt about mending lanterns thanks to Ada Lovelace.",
        "mending lanterns",
        ("Ada Lovelace",),
    ),
    "called": (
        "In her talk Lanterns at Sea, Ada Lovelace lit three of them.",
        "Lanterns at Sea",
        ("Ada Lovelace",),
    ),
    "behind_colon": ("La première session : Des lanternes pour tous.", "Des lanternes pour tous", ()),
    "colon_and_by": (
        "Then came the best talk of the day: growing moss on roofs, given by Ada Lovelace.",
        "growing moss on roofs",
        ("Ada Lovelace",),
    ),
    "session_did": (
        "Another talk covered growing moss in small pots.",
        "growing moss in small pots",
        (),
    ),
    "one_other": (
        "Both talks were full. One covered old wells in town, and the other discussed how rivers are led.",
        "how rivers are led",
        (),
    ),
    "of_one_word": ("Ensuite, j'ai suivi une session LampOS.", "session LampOS", ()),
    "each_about": (
        "Gary Evans spoke about gas lamps, Julie Kim about oil lamps, and Ada Lovelace about candles.",
        "oil lamps",
        ("Julie Kim",),
    ),
    "in_brackets": (
        "Talks by Gary Evans (gas lamps), Julie Kim (oil lamps) and Ada Lovelace (candles) were next.",
        "candles",
        ("Ada Lovelace",),
    ),
    "called_by": (
        "Je suis allé voir la session Lanterne ou bougie … comment choisir ? par Ada Lovelace.",
        "Lanterne ou bougie … comment choisir ?",
        ("Ada Lovelace",),
    ),
    "another": (
        "Ada Lovelace gave a talk on mending lanterns, followed by another on old wells.",
        "old wells",
        ("Ada Lovelace",),
    ),
    "spoke_about": ("鈴木さんは港の灯りの歴史について話してくれた。", "港の灯りの歴史", ("鈴木",)),
    "by_number": ("2番目の発表は港の灯りに関する内容でした。", "港の灯り", ()),
    "went_on": ("次は鈴木さん。港の灯りについて話してくれた。", "港の灯り", ("鈴木",)),
    "took_turn": ("最后听了[灯塔人](https://example.org/lamps)讲港口的灯光。", "港口的灯光", ("灯塔人",)),
    "latin_title": ("印象最深的是Ada的Lanterns Made Easy。", "Lanterns Made Easy", ("Ada",)),
    "small": (
        "After lunch I went to a sponsored lantern mending workshop.",
        "sponsored lantern mending workshop",
        (),
    ),
    "each_one": ("最后听了几个session，一个是苔藓的介绍，一个是蕨类的历史。", "苔藓的介绍", ()),
    "on_topic": ("下午有一个关于苔藓的演讲，内容不多。", "关于苔藓的演讲", ()),
    "whose_unspaced": (
        "# 祭\n\n山田太郎さんの基調講演がとても良かった。",
        "山田太郎さんの基調講演",
        ("山田太郎",),
    ),
    "capitalised": ("On Friday we joined the Moss Mesh workshop.", "Moss Mesh workshop", ()),
    "several": (
        "There were also sessions about growing moss in dark rooms as well as feeding moss with old logs.",
        "growing moss in dark rooms",
        (),
    ),
    "turn": (
        "# Fair\n\nNext up was Ada Lovelace. She talked about moss in jars.",
        "moss in jars",
        ("Ada Lovelace",),
    ),
    "lightning": ("At the end there were lightning talks of five minutes each.", "lightning talks", ()),
}
TELLINGS["pointed"] = (
    f"# Fair\n\n## Day one\n\nWe met friends.\n\nMoss grows on servers -> [slides]({VIDEO})",
    "Moss grows on servers",
    (),
)


def test_every_rule_has_its_sentence() -> None:
    assert set(TELLINGS) == set(RULES)


@pytest.mark.parametrize("rule", TELLINGS)
def test_a_sentence_tells_of_a_talk(rule: str) -> None:
    text, title, speakers = TELLINGS[rule]
    talk = next((talk for talk in read_recap(text.encode(), "a.md").talks if talk.title == title), None)
    assert talk is not None, [talk.title for talk in read_recap(text.encode(), "a.md").talks]
    assert talk.speakers == speakers


# Other words for the same: text, title read, speakers read.
TURNS = (
    ("Next was a session on Lamp Design.", "session on Lamp Design", ()),
    ("I joined a workshop on Origami.", "workshop on Origami", ()),
    ("There was a lightning talk on mushrooms.", "lightning talk on mushrooms", ()),
    ("Ada Lovelace moderated a panel on diversity in harbours.", "diversity in harbours", ("Ada Lovelace",)),
    ("Then I sat in on a LampDB talk.", "LampDB talk", ()),
    ("LampDB talk reminded us how slow it is.", "LampDB talk", ()),
    ("I went to a talk applying music theory to harbours.", "applying music theory to harbours", ()),
    ("I caught a talk from Acme on the move to Lamp 3.", "talk from Acme on the move to Lamp 3", ()),
    ("I saw three talks on LampDB.", "three talks on LampDB", ()),
    (
        "Talks I missed included Lamps Squared, Harbour Theory (much praised), and Mend or Cry.",
        "Harbour Theory",
        (),
    ),
    (
        "My favourite talk was from a teacher who talked about her trouble with free lamps in school.",
        "her trouble with free lamps in school",
        (),
    ),
    ("“Lamps Made Easy” by Zorvin Quill opened the day.", "Lamps Made Easy", ("Zorvin Quill",)),
    ("I started the day with Lamps Made Easy by Zorvin Quill.", "Lamps Made Easy", ("Zorvin Quill",)),
    ("@ada gave a talk about mending lamps by night.", "mending lamps by night", ("@ada",)),
    (
        "Ada Lovelace's keynote was on the depth of harbours.",
        "Ada Lovelace's keynote on the depth of harbours",
        ("Ada Lovelace",),
    ),
    ("Someone gave a post-mortem on a flood in the tunnel.", "post-mortem on a flood in the tunnel", ()),
    ("Anschließend stellte Bernd Stein das Werkzeug Lampenfix vor.", "Werkzeug Lampenfix", ("Bernd Stein",)),
    ("Sedan berättade Anders Svensson om lampor till havs.", "lampor till havs", ("Anders Svensson",)),
    ("Zum Abschluss gab es einen Workshop zu Origami.", "Workshop zu Origami", ()),
    ("La keynote d'Ada Lovelace portait sur l'avenir des ports.", "l'avenir des ports", ("Ada Lovelace",)),
    ("La siguiente charla fue sobre el riego de los puertos.", "riego de los puertos", ()),
    ("De keynote werd gegeven door Jan de Vries.", "keynote door Jan de Vries", ("Jan de Vries",)),
    ("A última palestra foi “Lanterna fácil”, com João Silva.", "Lanterna fácil", ("João Silva",)),
    ("接下来是张伟的《灯塔的一生》。", "灯塔的一生", ("张伟",)),
    ("次は佐藤さんによる「灯台の歌」でした。", "灯台の歌", ("佐藤",)),
    (
        "Prelekcja Jana Kowalskiego o starych latarniach była świetna.",
        "starych latarniach",
        ("Jana Kowalskiego",),
    ),
    ("Słyszałem dużo dobrego o sesji Jana Kowalskiego.", "sesji Jana Kowalskiego", ("Jana Kowalskiego",)),
    ("Phần trình bày của Nguyễn Văn An về đèn biển rất hay.", "đèn biển", ("Nguyễn Văn An",)),
    ("Diễn giả Hưng Aly đã chia sẻ về tương lai của cảng.", "tương lai của cảng", ("Hưng Aly",)),
    (
        "Danach kam der Vortrag “Lamps for All”, in dem Ada Lovelace erklärte, wie Lampen leuchten.",
        "Lamps for All",
        ("Ada Lovelace",),
    ),
    ("Julie Kim's talk about burnout and Ada Lovelace's about wells were good.", "wells", ("Ada Lovelace",)),
    (
        "Nancy Scott opened with a talk on why wells matter, followed by Gary Evans on cheap lamps.",
        "cheap lamps",
        ("Gary Evans",),
    ),
    ("Gary Evans did a live demo of his lamp organ.", "his lamp organ", ("Gary Evans",)),
    ("In a full room, Nancy Scott made the case for simple lamps.", "simple lamps", ("Nancy Scott",)),
    ("The session on old documents was good.", "session on old documents", ()),
    (
        "Petra Schulz gab in ihrem Vortrag einen Überblick über moderne Laternen.",
        "moderne Laternen",
        ("Petra Schulz",),
    ),
    ("Thomas Müller zeigte, wie man Laternen repariert.", "wie man Laternen repariert", ("Thomas Müller",)),
    (
        "Am Nachmittag ging es in der Session von Petra Schulz um Laternen im Weltraum.",
        "Laternen im Weltraum",
        ("Petra Schulz",),
    ),
    ("Danach war ich bei „Laternen mit Rust“ und „Licht im Browser“.", "Licht im Browser", ()),
    (
        "Pierre Dupont est venu nous parler de l'éclairage des ports.",
        "éclairage des ports",
        ("Pierre Dupont",),
    ),
    (
        "La charla que más me gustó fue la de Carlos García sobre faroles viejos.",
        "faroles viejos",
        ("Carlos García",),
    ),
    (
        "Toen was het de beurt aan Jan de Vries met “Licht zonder stroom”.",
        "Licht zonder stroom",
        ("Jan de Vries",),
    ),
    ("Mehmet Yılmaz “Kablosuz Işık” başlıklı bir sunum yaptı.", "Kablosuz Işık", ("Mehmet Yılmaz",)),
    (
        "山田さんが「コードで灯す街の明かり」というタイトルで発表した。",
        "コードで灯す街の明かり",
        ("山田",),
    ),
    ("下午我听了王小明关于灯塔架构演进的分享。", "关于灯塔架构演进的分享", ("王小明",)),
    (
        "Ada Lovelace gave the keynote. Her talk, “Lamps Forever”, was long.",
        "Lamps Forever",
        ("Ada Lovelace",),
    ),
    (
        "I went to a session on lamp repair. The speaker was Ada Lovelace.",
        "session on lamp repair",
        ("Ada Lovelace",),
    ),
    ("Julie Kim spoke about light, while Ada Lovelace spoke about darkness.", "light", ("Julie Kim",)),
    (
        "Gary Evans: “Gas Lamps in Production”. It was new.",
        "Gas Lamps in Production",
        ("Gary Evans",),
    ),
    ("I caught the end of Gary Evans's gas lamp talk.", "Gary Evans's gas lamp talk", ("Gary Evans",)),
    (
        "Among the lightning talks, Julie Kim's on singing lamps made us laugh.",
        "singing lamps",
        ("Julie Kim",),
    ),
    ("The day ended with lightning talks; my favourite was one about singing lamps.", "singing lamps", ()),
    (
        "A group from the University of Turin presented a paper on old lamps.",
        "paper on old lamps",
        (),
    ),
    (
        "The invited speaker was Julie Kim, whose talk was titled “Lamps and Towns”.",
        "Lamps and Towns",
        ("Julie Kim",),
    ),
    ("Julie Kim's slides for “Lamps and Towns” are online.", "Lamps and Towns", ("Julie Kim",)),
    ("I liked how Julie Kim, in her talk about light at sea, used photos.", "light at sea", ("Julie Kim",)),
    (
        "Julien Petit a ouvert la journée avec une conférence sur la lumière.",
        "lumière",
        ("Julien Petit",),
    ),
    ("Abrió Carlos García con una charla sobre faroles de gas.", "faroles de gas", ("Carlos García",)),
    ("Es gab Vorträge über Öl (Klaus Weber) und Kerzen (Petra Schulz).", "Kerzen", ("Petra Schulz",)),
    ("I liked the Lamps for small ports talk by Julie Kim.", "Lamps for small ports", ("Julie Kim",)),
    (
        "We had the pleasure of hearing Ogde Vennt sharing his experiences when mending old lamps.",
        "experiences when mending old lamps",
        ("Ogde Vennt",),
    ),
    ("Beim Vortrag über die lange Geschichte der Häfen war es voll.", "lange Geschichte der Häfen", ()),
    ("The worst was a seminar on “Lamps in Public Spaces”.", "Lamps in Public Spaces", ()),
    ("It was followed by the keynote: “Old Lamps” by Dr. Julie Kim.", "Old Lamps", ("Julie Kim",)),
    ("Julie Kim's presentation, entitled “Old Lamps”, was long.", "Old Lamps", ("Julie Kim",)),
    (
        "In her presentation on the wells of old towns, Julie Kim showed how salt eats stone.",
        "wells of old towns",
        ("Julie Kim",),
    ),
    ("Gary Evans and Julie Kim's talk on sea lamps was good.", "sea lamps", ("Gary Evans", "Julie Kim")),
    ("A shout-out to Julie Kim, whose session about oil lamps was full.", "oil lamps", ("Julie Kim",)),
    ("It was good to hear from Julie Kim about ship lighting.", "ship lighting", ("Julie Kim",)),
    ("Listening to Julie Kim explain ship lighting was a joy.", "ship lighting", ("Julie Kim",)),
    ("One of my favourites was Julie Kim on ship lighting.", "ship lighting", ("Julie Kim",)),
    ("Another great talk was Gary Evans on Lampkit.", "Lampkit", ("Gary Evans",)),
    ("The day began with Julie Kim, who spoke about ship lighting.", "ship lighting", ("Julie Kim",)),
    ("Julie Kim kicked things off with ship lighting.", "ship lighting", ("Julie Kim",)),
    ("Gary Evans dug into the oil of old lamps.", "oil of old lamps", ("Gary Evans",)),
    ("Dans « Lampes du port », Julien Petit a donné quelques exemples.", "Lampes du port", ("Julien Petit",)),
    ("I went to Lamps without oil by Julie Kim.", "Lamps without oil", ("Julie Kim",)),
    ("Mein Vortrag über alte Kerzen kam gut an.", "Vortrag über alte Kerzen", ()),
    ("Il primo talk, di Luca Rossi, parlava di candele artigianali.", "candele artigianali", ("Luca Rossi",)),
    (
        "Jan Kowalski w prezentacji “Światło dla wszystkich” pokazał nowe lampy.",
        "Światło dla wszystkich",
        ("Jan Kowalski",),
    ),
    (
        "Weiter ging es mit “Lamps for All”, einem Vortrag über Häfen, von Ada Lovelace.",
        "Lamps for All",
        ("Ada Lovelace",),
    ),
    (
        "Our first talk: Growing Moss on the Moon – Ada Lovelace.",
        "Growing Moss on the Moon",
        ("Ada Lovelace",),
    ),
    (
        f"I missed the keynote by Ada Lovelace and Grace Hopper ([video]({VIDEO})).",
        "keynote by Ada Lovelace and Grace Hopper",
        ("Ada Lovelace", "Grace Hopper"),
    ),
)


@pytest.mark.parametrize(("text", "title", "speakers"), TURNS)
def test_other_words_tell_the_same(text: str, title: str, speakers: tuple[str, ...]) -> None:
    talks = read_recap(text.encode(), "a.md").talks
    assert (title, speakers) in [(talk.title, talk.speakers) for talk in talks]


def test_what_a_titled_talk_is_about_is_no_talk_of_its_own() -> None:
    recap = read_recap("# Fair\n\nI saw “Old Lamps”, a talk about walls.\n".encode(), "notes.md")
    assert [talk.title for talk in recap.talks] == ["Old Lamps"]


@pytest.mark.parametrize(
    "text",
    [
        "There was a lot of talk on what was said in the hallway.",
        "All sessions were in the main hall, named “Big Lamp”.",
        "If you want to give a talk on lamps, write to us.",
        "The harbour, formerly named “The Long Bay”, is run by Ada Lovelace.",
        "She has read “Lamps for All” twice, and heard Ada Lovelace on the radio.",
        "The Thursday keynote was full.",
        f"The talk “{'Lamps and towns and ' * 12}” was all that was said.",
        "I learned about the conference from Julie Kim.",
        "We used the LampOS session store for it.",
        "There were talks about everything from lamps to walls.",
        "Two and a half hours after my workshop was over, it rained.",
        "She explained that moss grows slowly.",
        "The talks were long and the schedule was full.",
        "He said “this will never take off” and laughed.",
        "This presentation of the week was good.",
        "I enjoyed the day with a session of coffee.",
        "Ada Lovelace showed up late and gave me a sticker.",
        "Ada Lovelace told me that she likes moss.",
        "I read Ada Lovelace's Moss on the Moon, a book by Grace Hopper.",
        "To do: read Ada Lovelace's “How to Grow Moss”.",
        "Ada Lovelace gave the welcome speech and thanked the sponsors.",
        "There were talks, such as those of Acme and Initech, and food.",
        "The slides of my talk are [here](https://speakerdeck.com/ada/moss).",
        "You can find them [on the conference website](https://fair.org/schedule/slides).",
        "Thanks to Ada Lovelace for organising it, and to Acme for the food.",
        "We saw Ada Lovelace at the party, and later watched the film Ferns at Night by Grace Hopper.",
        "Monday's session and this year's talks were good.",
        "I went to a really great workshop.",
        "The conference led by Ada Lovelace was held in an old mill.",
    ],
)
def test_a_sentence_that_names_no_talk_tells_of_none(text: str) -> None:
    assert read_recap(text.encode(), "a.md").talks == ()


@pytest.mark.parametrize(
    ("talks", "neighbours", "most"),
    [(2, 2, True), (1, 1, False), (3, 6, True), (3, 7, False), (2, 3, False), (4, 8, True), (4, 9, False)],
)
def test_likes_of_talks_are_talks_where_most_are_spoken_of(talks, neighbours, most):
    assert most_are_spoken_of(talks, neighbours) is most


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("The keynote that I liked most was from Ada Lovelace.", "keynote by Ada Lovelace"),
        ("The keynote that I liked most was given by Ada Lovelace.", "keynote by Ada Lovelace"),
        ("The last session we saw that day came from Ada Lovelace.", "last session by Ada Lovelace"),
    ],
)
def test_a_talk_of_which_no_title_is_said_is_called_by_whose_it_was(sentence: str, title: str) -> None:
    (talk,) = read_recap(f"# Fair\n\n{sentence}\n".encode(), "notes.md").talks
    assert (talk.title, talk.speakers) == (title, ("Ada Lovelace",))


@pytest.mark.parametrize(
    ("title", "rule", "before", "can"),
    [
        ("Moss on Servers", "linked", "I liked ", True),
        ("moss on servers", "linked", "a talk called ", True),
        ("they work under the hood", "linked", "how ", False),
        ("in applying moss", "linked", "the art ", False),
        ("live under a rock", "linked", "in case you ", False),
        ("developers are now expected to mow", "linked", "", False),
        ("how developers are now expected to mow", "linked", "", True),
        ("Call for Papers", "linked", "the ", False),
        ("This is where the slides are", "pointed", "", False),
        ("Moss is where the slides are", "pointed", "", True),
        ("event with moss", "quoted", "the ", False),
        ("they work under the hood", "mine", "", True),  # put together by the rule, whatever it says
    ],
)
def test_words_of_a_sentence_can_be_the_name_of_a_talk(title: str, rule: str, before: str, can: bool) -> None:
    assert can_be_name(title, rule, before) == can


SEVERAL = """
Anna Jensen presented the moss tracer and Boris Lindt presented a new fern counter.
  moss tracer (Anna Jensen) + new fern counter (Boris Lindt)
The best were “Old Moss Walls” (Anna Jensen), “New Stone Walls” (Boris Lindt) and “Ferns” (Carla Ruiz).
  Old Moss Walls (Anna Jensen) + New Stone Walls (Boris Lindt) + Ferns (Carla Ruiz)
Anna Jensen (Acme) and Boris Lindt (Initech) talked about moss counters.
  moss counters (Anna Jensen, Boris Lindt)
Anna Jensen from Acme and Boris Lindt from Initech talked about moss counters.
  moss counters (Anna Jensen, Boris Lindt)
We started with Anna Jensen's “Old Moss Walls”, followed by Boris Lindt with “New Stone Walls”.
  Old Moss Walls (Anna Jensen) + New Stone Walls (Boris Lindt)
Anna Jensen gave a talk on old moss. Boris Lindt gave one on new ferns.
  old moss (Anna Jensen) + new ferns (Boris Lindt)
First Anna Jensen spoke about old moss, then Boris Lindt about new ferns.
  old moss (Anna Jensen) + new ferns (Boris Lindt)
Anna Jensen stellte den neuen Moostracer vor und Boris Lindt zeigte einen alten Farnzähler.
  neuen Moostracer (Anna Jensen) + alten Farnzähler (Boris Lindt)
Zuerst sprach Anna Jensen über altes Moos, danach Boris Lindt über neue Farne.
  altes Moos (Anna Jensen) + neue Farne (Boris Lindt)
Primero Anna Jensen habló sobre musgo viejo, y luego Boris Lindt sobre helechos nuevos.
  musgo viejo (Anna Jensen) + helechos nuevos (Boris Lindt)
Anna Jensen (Acme) e Boris Lindt (Initech) hanno parlato del vecchio muschio.
  vecchio muschio (Anna Jensen, Boris Lindt)
Anna Jensen (Acme) en Boris Lindt (Initech) vertelden over oud mos.
  oud mos (Anna Jensen, Boris Lindt)
"""
"""Sentences that tell of several people, each with the talks below it and who gave them."""


@pytest.mark.parametrize(
    ("text", "told"), [pair.split(" => ") for pair in SEVERAL.strip().replace("\n  ", " => ").split("\n")]
)
def test_of_several_people_each_has_their_own(text: str, told: str) -> None:
    talks = read_recap(f"# BarkConf 2046\n\n{text}\n".encode(), "a.md").talks
    found = [f"{talk.title} ({', '.join(talk.speakers)})" for talk in talks if talk.kind == "talk"]
    assert " + ".join(found) == told.strip()
