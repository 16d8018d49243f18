"""What admins see of any recap, change or question is a message or form that Discord takes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model import GuildSettings, Hit, Miss, Preview, ReadWarning, Recap, Revision, StoredRecap
from bot.rendering import admin, forms
from bot.rendering.messages import notice
from tests.rendering.discord_rules import refusals, units
from tests.rendering.hostile import TEXTS, stored_recaps

REVISIONS = st.builds(
    Revision,
    st.integers(1, 10**9),
    st.sampled_from(["2026-11-20T10:00:00+00:00", "soon", ""]),
    st.none() | st.integers(1, 2**63),
    st.sampled_from(["add", "edit", "correct", "remove", "undo", "purge", "alias", "setting"]),
    st.sampled_from(["recap", "alias", "setting"]),
    TEXTS,
    note=TEXTS,
)
SOME = settings(max_examples=40, deadline=None)


@SOME
@given(st.lists(stored_recaps(), min_size=1, max_size=3), st.lists(TEXTS, max_size=12), st.booleans(), TEXTS)
def test_previews(found: list[StoredRecap], problems: list[str], same: bool, doubt: str) -> None:
    previews = [
        Preview(
            item.ref.file,
            b"",
            Recap(
                item.recap.file,
                item.recap.title,
                item.recap.event,
                summary=item.recap.summary,
                talks=item.recap.talks,
                warnings=tuple(ReadWarning(n, doubt) for n in range(40)),
            ),
            (),
            item.ref if same else None,
            False,
            ("a",) * 400,
            ("b",),
        )
        for item in found
    ]
    for shown in (previews, previews[:1], []):
        assert refusals(admin.preview_card(shown, problems)) == []
    assert refusals(admin.check_card(found[0].ref.file, previews[0].recap)) == []
    assert refusals(admin.remove_card(found[0].ref)) == []
    assert refusals(admin.purge_card(found[0].ref)) == []


@SOME
@given(st.lists(REVISIONS, max_size=10), TEXTS)
def test_history(changes: list[Revision], difference: str) -> None:
    assert refusals(admin.history_card(changes, 7, older=True)) == []
    for change in changes[:2]:
        assert refusals(admin.undo_card(change, difference)) == []
        shown = admin.difference_card(change, difference)
        assert refusals(shown) == []
        assert refusals(notice(admin.change_line(change))) == []


@SOME
@given(st.lists(TEXTS, max_size=9, unique=True), stored_recaps())
def test_misses_and_aliases(words: list[str], item: StoredRecap) -> None:
    misses = [Miss(text[:100], 3, "") for text in dict.fromkeys(words) if text.strip()]
    assert refusals(admin.misses_card(misses, misses)) == []
    hits = [Hit(item.ref), *(Hit(item.ref, talk) for talk in item.recap.talks[:30])]
    for miss in misses:
        assert refusals(admin.alias_card(miss.text, admin.name_ref(miss.text), hits)) == []


def test_settings() -> None:
    many = tuple(range(1, 40))
    for chosen in (GuildSettings(), GuildSettings("?`*", many, many, many, 5, 6)):
        assert refusals(admin.settings_card(chosen, "!")) == []


@SOME
@given(stored_recaps(), TEXTS)
def test_forms(item: StoredRecap, text: str) -> None:
    for form in (
        forms.add_form(),
        forms.edit_form(item.ref.id, item.ref.title, text),
        forms.replace_form(item.ref.id, item.ref.title),
        forms.correction_form(item.ref.event),
        forms.prefix_form("!"),
    ):
        assert list(wrong(form)) == []


def wrong(form: dict[str, Any]) -> Iterator[str]:
    """Every reason for which Discord would refuse a modal."""
    if not 1 <= units(form["title"]) <= 45 or not 1 <= units(form["custom_id"]) <= 100:
        yield "title or custom id"
    if not 1 <= len(form["components"]) <= 5:
        yield "number of parts"
    for part in form["components"]:
        field = part["component"]
        if not 1 <= units(part["label"]) <= 45 or not 1 <= units(part.get("description", "x")) <= 100:
            yield f"label {part['label']!r}"
        if units(field.get("value", "")) > field.get("max_length", 4000):
            yield "value too long"
