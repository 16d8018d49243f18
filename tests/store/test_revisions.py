"""Whatever is done in whatever order, a library is what a plain list of states says it is."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, precondition, rule

from bot.errors import NotFound
from bot.model import Alias
from bot.store import Library
from tests.store.conftest import READER, source

TEXTS = st.sampled_from(
    ["RustConf\n* Macros", "RustConf\nyear 2020", "GopherCon\n* Generics\n* Käse", "", "x"]
)
CORRECTIONS = st.fixed_dictionaries(
    {}, optional={"year": st.just(2021), "place": st.sampled_from(["Lisbon", None])}
)
NAMES = st.sampled_from(["a.md", "b.md"])

Subject = tuple[str, object]


@dataclass
class Model:
    """What a library should hold: the state of each subject, and what each change put in place of what."""

    now: dict[Subject, Any] = field(default_factory=dict)
    done: list[tuple[int, Subject, Any]] = field(default_factory=list)

    def change(self, revision: int, subject: Subject, state: Any) -> None:
        self.done.append((revision, subject, self.now.get(subject)))
        self.now[subject] = state


class Changes(RuleBasedStateMachine):
    """Changes of every kind, the folder's included, in any order; opened anew now and then."""

    recaps = Bundle("recaps")

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.folder = Path(tempfile.mkdtemp())
        self.model = Model()
        self.library = self.wait(Library.open(self.folder / "1.db", "guild", READER))

    def wait(self, doing: Any) -> Any:
        return self.loop.run_until_complete(doing)

    def teardown(self) -> None:
        self.wait(self.library.close())
        self.loop.run_until_complete(self.loop.shutdown_default_executor())
        self.loop.close()
        shutil.rmtree(self.folder)

    def there(self, recap: int) -> bool:
        return self.model.now.get(("recap", recap)) is not None

    @rule(target=recaps, text=TEXTS, file=NAMES, corrections=CORRECTIONS)
    def add(self, text: str, file: str, corrections: dict[str, Any]) -> int:
        done = self.wait(self.library.add(source(text, file), 1, corrections=corrections))
        self.model.change(done.id, ("recap", done.recap_id), (text, corrections))
        return int(done.recap_id)

    @rule(recap=recaps, text=TEXTS)
    def edit(self, recap: int, text: str) -> None:
        if not self.there(recap):
            with pytest.raises(NotFound):
                self.wait(self.library.edit(recap, source(text), 1))
            return
        done = self.wait(self.library.edit(recap, source(text), 1))
        self.model.change(done.id, ("recap", recap), (text, self.model.now["recap", recap][1]))

    @rule(recap=recaps, corrections=CORRECTIONS)
    def correct(self, recap: int, corrections: dict[str, Any]) -> None:
        if self.there(recap):
            done = self.wait(self.library.correct(recap, corrections, 1))
            self.model.change(done.id, ("recap", recap), (self.model.now["recap", recap][0], corrections))

    @rule(recap=recaps)
    def remove(self, recap: int) -> None:
        if self.there(recap):
            done = self.wait(self.library.remove(recap, 1))
            self.model.change(done.id, ("recap", recap), None)

    @rule(name=NAMES, talk=st.sampled_from(["talk:x", None]))
    def alias(self, name: str, talk: str | None) -> None:
        done = self.wait(self.library.set_alias(Alias(name, name, "guild", "a.md", talk), 1))
        self.model.change(done.id, ("alias", name), talk or "the recap")

    @rule(key=NAMES, value=st.sampled_from(["1", "2", None]))
    def setting(self, key: str, value: str | None) -> None:
        done = self.wait(self.library.set_setting(key, value, 1))
        self.model.change(done.id, ("setting", key), value)

    @precondition(lambda self: self.model.done)
    @rule()
    def undo(self) -> None:
        revision, subject, before = self.model.done[-1]
        done = self.wait(self.library.undo(2))
        assert done.undoes == revision
        self.model.change(done.id, subject, before)

    @precondition(lambda self: self.model.done)
    @rule(data=st.data())
    def undo_one(self, data: st.DataObject) -> None:
        revision, subject, before = data.draw(st.sampled_from(self.model.done))
        if revision == max(r for r, s, _ in self.model.done if s == subject):
            done = self.wait(self.library.undo(2, revision))
            self.model.change(done.id, subject, before)
        else:
            with pytest.raises(NotFound):
                self.wait(self.library.undo(2, revision))

    @rule(recap=consumes(recaps))
    def purge(self, recap: int) -> None:
        named = self.file_of(recap)
        self.wait(self.library.purge(recap, 1))
        self.model.done = [change for change in self.model.done if change[1] != ("recap", recap)]
        del self.model.now["recap", recap]
        if named == "a.md":  # what every alias here names goes with it
            self.model.done = [change for change in self.model.done if change[1][0] != "alias"]
            self.model.now = {s: state for s, state in self.model.now.items() if s[0] != "alias"}

    @rule()
    def open_anew(self) -> None:
        self.wait(self.library.close())
        self.library = self.wait(Library.open(self.folder / "1.db", "guild", READER))
        assert self.library.notice is None

    def file_of(self, recap: int) -> str:
        sql = "SELECT file FROM recaps WHERE id = ?"
        return str(self.wait(self.library._look(lambda c: c.execute(sql, (recap,)).fetchone()[0])))

    @invariant()
    def the_library_is_what_the_model_says(self) -> None:
        async def look() -> tuple[dict[int, Any], dict[int, Any], dict[str, Any], dict[str, str]]:
            kept = {}
            for recap in await self.library.sources():
                _, data, corrections = await self.library.source(recap)
                kept[recap] = (data.decode(), corrections)
            seen = await self.library.read(lambda i: {r.id: (r.title, r.event.place) for r in i.recaps()})
            aliases = {alias.name: alias.talk or "the recap" for alias in await self.library.aliases()}
            return kept, seen, aliases, await self.library.settings()

        kept, seen, aliases, chosen = self.wait(look())
        for kind, found in (("recap", kept), ("alias", aliases), ("setting", chosen)):
            model = self.model.now.items()
            assert found == {key: state for (k, key), state in model if k == kind and state is not None}
        assert seen == {
            recap: ((text.splitlines() or [""])[0], corrections.get("place"))
            for recap, (text, corrections) in kept.items()
        }

    @invariant()
    def the_history_has_every_change(self) -> None:
        history = self.wait(self.library.history(limit=10_000))
        assert {r.id for r in history if r.action != "purge"} == {r for r, _, _ in self.model.done}
        assert self.wait(self.library.last_change()) == next(
            (r for r in history if r.action != "purge"), None
        )


TestChanges = Changes.TestCase
TestChanges.settings = settings(max_examples=15, stateful_step_count=25, deadline=None)


async def test_every_change_of_a_name_or_a_setting_says_whose_it_was(library: Library) -> None:
    await library.set_alias(Alias("cheese", "The Cheese", "guild", "one.md", "talk:cheese"), 1)
    await library.set_setting("prefix", '"?"', 2)
    gone = await library.remove_alias("cheese", 3)
    assert (gone.action, gone.name, gone.value) == ("alias", "cheese", None)
    assert await library.aliases() == ()
    with pytest.raises(NotFound, match="“cheese” is not an alias here"):
        await library.remove_alias("cheese", 3)
    assert [(change.action, change.actor) for change in await library.history()] == [
        ("alias", 3),
        ("setting", 2),
        ("alias", 1),
    ]
    assert (await library.undo(4, gone.id)).actor == 4
    assert [alias.name for alias in await library.aliases()] == ["cheese"]


async def test_every_change_of_a_recap_says_which_who_did_what_and_why(library: Library) -> None:
    added = await library.add(source("One"), 11, "new")
    recap = added.recap_id
    assert recap is not None
    await library.edit(recap, source("One, mended"), 12, note="typo")
    await library.correct(recap, {"year": 2019}, 13, "wrong year")
    await library.remove(recap, 14, "twice")
    await library.undo(15, note="not twice")
    told = [
        (change.action, change.actor, change.note, change.name) for change in await library.history(recap)
    ]
    assert told == [
        ("undo", 15, "not twice", "One, mended"),
        ("remove", 14, "twice", "One, mended"),
        ("correct", 13, "wrong year", "One, mended"),
        ("edit", 12, "typo", "One, mended"),
        ("add", 11, "new", "One"),
    ]
