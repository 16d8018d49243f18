"""Who a sentence calls the speaker, and which event a recap is of, in which year."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from bot.model import Link
from bot.parsing import read_recap
from bot.parsing.document import read_document
from bot.parsing.rich import rich
from bot.parsing.speakers import mentions
from bot.parsing.talks.accounts import own_accounts
from bot.parsing.talks.bringers import linked_bringers, named_as_speakers, told_by


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("The speaker was Ada Byron.", ["Ada Byron"]),
        (
            "The speaker was Ada Byron, Jane Smith and Tom Miller.",
            ["Ada Byron", "Jane Smith", "Tom Miller"],
        ),
        ("The speaker was Ada Byron, while Jane Smith slept.", ["Ada Byron"]),
        ("It was taught by Ada Byron and Jane Smith.", ["Ada Byron", "Jane Smith"]),
        ("Ada Byron, the speaker, was late.", ["Ada Byron"]),
        ("Jane Smith met Ada Byron.", []),
    ],
)
def test_those_called_the_speakers_are_told_from_others(text: str, called: list[str]) -> None:
    assert named_as_speakers(text, mentions(text)) == called


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("---\nyear: 2019\ntitle: ElmConf 2018\n---\nMoss.\n", 2019),
        ("---\nyear: in 2019\n---\n# ElmConf 2018\n\nMoss.\n", 2019),
        ("---\nyear: soon\n---\n# ElmConf 2018\n\nMoss.\n", 2018),
        ("---\nevent: ElmConf 2017\n---\n# ElmConf 2018\n\nMoss.\n", 2017),
        ("# ElmConf\n\nThe ElmConf 2016 was wet.\n", 2016),
        ("# ElmConf\n\nMoss was wet.\n", None),
        ("# ElmConf\n\n3 May 2015\n\nMoss.\n", 2015),
    ],
)
def test_the_year_is_the_one_printed_closest_to_the_event(text: str, year: int | None) -> None:
    assert read_recap(text.encode(), "notes.md").event.year == year


@pytest.mark.parametrize("key", ["tags", "keywords", "categories", "category"])
def test_what_sorts_a_post_may_tell_the_year(key: str) -> None:
    text = f"---\n{key}: [moss, 2018]\n---\n# From my notebook\n\nMoss.\n"
    assert read_recap(text.encode(), "notes.md").event.year == 2018


@pytest.mark.parametrize("place", ["Lisbon", "[Lisbon, Porto]", "\n- Lisbon\n- Porto"])
def test_of_several_places_in_the_front_matter_the_first_is_where_it_was(place: str) -> None:
    text = f"---\nlocation: {place}\n---\n# ElmConf 2018\n\nMoss.\n"
    assert read_recap(text.encode(), "notes.md").event.place == "Lisbon"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("# Tanglewood\n\n## 2019-05-14\n\nMoss.\n", "Tanglewood"),
        ("# Old Tree Walk\n\n## 2019-05-14\n\nMoss.\n", "Old Tree Walk"),
        ("# Walks in mossy woods\n\n## 2019-05-14\n\nMoss.\n", None),
        ("# Tanglewood\n\n## Walls\n\n## 2019-05-14\n\nMoss.\n", None),
    ],
)
def test_a_name_above_the_heading_of_a_day_is_that_of_the_event(text: str, name: str | None) -> None:
    assert read_recap(text.encode(), "notes.md").event.name == name


@pytest.mark.parametrize(
    ("text", "series"),
    [
        (
            "# Mossy Rock Garden 2019, Town Edition\n\nI have been to Mossy Rock Garden.\n",
            "Mossy Rock Garden",
        ),
        ("# Bark North\n\nOn Saturday I went to Bark North. Bark North is a conference.\n", "Bark North"),
        ("# Bark North\n\nBark North is a wood.\n", None),
        ("# Old Walls 2019\n\nOld Walls was better than RubyConf.\n", "Old Walls"),
    ],
    ids=["year and edition", "called a conference", "no conference", "another named beside"],
)
def test_the_name_in_a_title_is_an_event_if_the_opening_says_it_again(text: str, series: str | None) -> None:
    assert read_recap(text.encode(), "notes.md").event.series == series


@pytest.mark.parametrize(
    ("sentence", "titles"),
    [
        ("I attended two workshops: Moss for Starters and Old Walls.", ["Moss for Starters", "Old Walls"]),
        (
            "I attended two workshops: Moss for Starters and Old Walls. They were long.",
            ["Moss for Starters", "Old Walls"],
        ),
        ("I attended two workshops: moss for starters and old walls.", []),
        ("I attended two workshops: Moss and Walls.", []),
    ],
)
def test_titles_in_a_row_are_talks(sentence: str, titles: list[str]) -> None:
    recap = read_recap(f"# Fair\n\n## Day one\n\n{sentence}\n".encode(), "notes.md")
    assert [talk.title for talk in recap.talks] == titles


@pytest.mark.parametrize(
    ("text", "bringers"),
    [
        ("Ada Byron showed how moss grows.", ("Ada Byron",)),
        ("Ada Byron and Jane Smith showed how moss grows.", ("Ada Byron", "Jane Smith")),
        ("Ada Byron met Jane Smith.", ()),
        ("Ada Byron, whom Tom Miller and Jane Smith followed.", ()),
        ("The speaker (Ada Byron) took an hour.", ("Ada Byron",)),
    ],
)
def test_who_brings_a_talk_is_told_by_the_sentence(text: str, bringers: tuple[str, ...]) -> None:
    assert told_by(text, mentions(text)) == bringers


@pytest.mark.parametrize(
    ("text", "bringers"),
    [
        ("[Imbo Quax](https://quax.example/me) showed us moss.", ["Imbo Quax"]),
        ("[Imbo](https://quax.example/me) showed us moss.", []),
        ("[Imbo](https://twitter.com/imbo) showed us moss.", ["Imbo"]),
        ("Then [Imbo](https://twitter.com/imbo), of Acme, showed us moss.", ["Imbo"]),
        (
            "[Imbo Quax](https://quax.example/me) and [Ada Hill](https://hill.example) showed us moss.",
            ["Imbo Quax", "Ada Hill"],
        ),
        ("[Imbo Quax](https://quax.example/me) showed [Ada Hill](https://hill.example) moss.", ["Imbo Quax"]),
        ("The page of [Old Walls](https://walls.example) showed us moss.", []),
        ("[Imbo Quax](https://quax.example/me) met us.", []),
    ],
)
def test_who_is_linked_before_a_verb_of_speaking_brings_the_talk(text: str, bringers: list[str]) -> None:
    (block,) = read_document(text.encode(), "notes.md").blocks
    assert linked_bringers(rich(block.spans)) == bringers


@pytest.mark.parametrize(
    ("account", "theirs"),
    [("bo-ray", True), ("boray", True), ("Bo_Ray/", True), ("ray", False), ("walls", False)],
)
def test_of_several_accounts_theirs_is_the_one_of_their_name(account: str, theirs: bool) -> None:
    urls = [f"https://github.com/{account}", "https://github.com/mossbot"]
    links = tuple(Link("this page", url, "profile") for url in urls)
    note = SimpleNamespace(links=links, part=SimpleNamespace(block="text"))
    assert own_accounts(["Bo Ray"], [note], [note]) == links[: int(theirs)]


def test_a_heading_above_a_table_of_talks_is_none_itself() -> None:
    rows = "".join(
        f"| {title} | [video](https://www.youtube.com/watch?v=abcdefghij{number}) |\n"
        for number, title in enumerate(("Moss at Night", "Old Walls", "Fog for Beginners"))
    )
    text = f"# Fair 2019\n\n## Growing Things Anew\n\n| Talk | Video |\n| --- | --- |\n{rows}"
    recap = read_recap(text.encode(), "notes.md")
    assert [talk.title for talk in recap.talks] == ["Moss at Night", "Old Walls", "Fog for Beginners"]
