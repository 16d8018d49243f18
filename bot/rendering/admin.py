"""What admins see: previews, questions before something goes, history, misses, settings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from hashlib import blake2s

from bot.model import Answer, GuildSettings, Hit, Miss, Preview, ReadWarning, Recap, RecapRef, Revision
from bot.rendering import components as c
from bot.rendering.limits import size
from bot.rendering.parts import QUIET, color, event_stamp, hit_option, quiet, text_or_none
from bot.rendering.shown import count
from bot.rendering.text import cut, prose, tame, title

DRAFT = "draft.zip"
"""The attachment of a preview that holds the files, so that a preview outlives a restart."""

EXPORT = "recaps.zip"

MISSES_SHOWN = 5
REVISIONS_SHOWN = 10

_NAME_ROOM = 88
_WARNINGS = 8
_TITLES = 12
_DID = {
    "load": "loaded",
    "add": "added",
    "edit": "edited",
    "correct": "corrected",
    "remove": "removed",
    "undo": "took back a change of",
    "purge": "deleted for good",
    "restore": "brought back",
    "alias": "set the alias",
    "setting": "set",
}


def name_ref(text: str) -> str:
    """`text` as it stands in a custom id: itself, or where it is too long, "#" and ten letters for it."""
    if size(text) <= _NAME_ROOM and not text.startswith("#"):
        return text
    return "#" + blake2s(text.encode("utf-8", "replace"), digest_size=5).hexdigest()


def preview_card(previews: Sequence[Preview], problems: Sequence[str] = ()) -> c.Payload:
    """What adding these files would store; nothing is stored yet."""
    if not previews:
        return c.message(c.text(_problems(problems) or "There was nothing to read."))
    one = previews[0] if len(previews) == 1 else None
    body = [_recap_lines(one.recap), _same(one), _warnings(one.recap.warnings)] if one else []
    several = [] if one else ["\n".join(_one_of_many(preview) for preview in previews)]
    texts = [text for text in (*body, *several, _problems(problems)) if text]
    return c.message(
        c.container(
            color(previews[0].recap.event),
            c.text("**Preview: nothing is stored yet.**" + ("" if one else f" {len(previews)} recaps:")),
            *(c.text(part) for part in _within(texts, 3500)),
            c.file(DRAFT),
            c.row(*_preview_buttons(previews)),
        )
    )


def check_card(file: str, recap: Recap) -> c.Payload:
    """How a file is read, without storing it."""
    texts = [_recap_lines(recap), _warnings(recap.warnings, 25) or "No warnings."]
    return c.message(
        c.container(
            color(recap.event),
            c.text(f"**How {title(file, 100)} is read** (nothing is stored)"),
            *(c.text(part) for part in _within(texts, 3500)),
        )
    )


def remove_card(ref: RecapRef) -> c.Payload:
    """Asks before a recap goes, and names what goes."""
    return c.message(
        c.container(
            color(ref.event),
            c.text(
                f"**Remove “{title(ref.title)}”?**",
                event_stamp(ref.event),
                f"It and its {count(ref.talks, 'talk')} will no longer be found. `/manage undo` brings it "
                "back; *Delete for good* also takes its history, and nothing brings that back.",
            ),
            c.row(
                c.button("Remove", f"m:remove:{ref.id}", c.DANGER),
                c.button("Keep", "m:cancel"),
                c.button("Delete for good", f"m:purge:{ref.id}", c.DANGER),
            ),
        )
    )


def purge_card(ref: RecapRef) -> c.Payload:
    """Asks once more before a recap and its history go for good."""
    return c.message(
        c.container(
            color(ref.event),
            c.text(
                f"**Really delete “{title(ref.title)}” for good?**",
                "Its text, its revisions and every trace in this server's file go. This cannot be undone.",
            ),
            c.row(
                c.button("Yes, delete it for good", f"m:purged:{ref.id}", c.DANGER),
                c.button("Keep", "m:cancel"),
            ),
        )
    )


def undo_card(change: Revision, difference: str) -> c.Payload:
    """Shows the change that would be taken back, and asks."""
    return c.message(
        c.container(
            None,
            c.text("**Take back this change?**", change_line(change)),
            text_or_none(diff_block(difference, 2500)),
            c.row(c.button("Take it back", f"m:undo:{change.id}", c.DANGER), c.button("Keep", "m:cancel")),
        )
    )


def history_card(changes: Sequence[Revision], recap_id: int | None, *, older: bool) -> c.Payload:
    """Changes, the latest first; choosing one shows what it changed."""
    if not changes:
        return c.message(c.text("Nothing has been changed here yet."))
    next_page = f"m:history:{recap_id or ''}:{changes[-1].id}"
    return c.message(
        c.container(
            None,
            c.text("**What was changed here**", *(f"- {change_line(change)}" for change in changes)),
            c.row(
                c.menu(
                    "m:diff",
                    "See what one of them changed…",
                    (
                        c.option(
                            f"{_DID[change.action]} {change.name}",
                            str(change.id),
                            change.at[:16].replace("T", " "),
                        )
                        for change in changes
                    ),
                )
            ),
            c.row(c.button("Older", next_page)) if older else None,
        )
    )


def difference_card(change: Revision, difference: str) -> c.Payload:
    """What one change changed."""
    shown = diff_block(difference, 3200) or "Nothing of a text changed."
    return c.message(c.container(None, c.text(change_line(change)), c.text(shown)))


def misses_card(misses: Sequence[Miss], unhelpful: Sequence[Miss] = ()) -> c.Payload:
    """What was asked in vain, each with what can be done about it; what got an answer of no help."""
    if not misses and not unhelpful:
        return c.message(c.text("Nobody has asked in vain, or all of it has been dealt with."))
    parts: list[c.Component | None] = [c.text("**Asked in vain**, most often first") if misses else None]
    for miss in misses[:MISSES_SHOWN]:
        parts.append(c.text(_asked(miss)))
        parts.append(
            c.row(
                c.button("Alias to…", f"m:alias:{name_ref(miss.text)}", c.PRIMARY),
                c.button("Dismiss", f"m:dismiss:{name_ref(miss.text)}"),
            )
        )
    left = len(misses) - MISSES_SHOWN
    parts.append(text_or_none(quiet(f"and {left} more") if left > 0 else ""))
    if unhelpful:
        lines = (f"- {_asked(miss)}" for miss in unhelpful[:MISSES_SHOWN])
        parts.append(c.text("**Answered, but marked as not helpful**", *lines))
    return c.message(c.container(None, *parts))


def alias_card(text: str, ref: str, hits: Sequence[Hit]) -> c.Payload:
    """Which talk or recap words (named by `ref` in custom ids) should stand for."""
    named = Answer("choices", text)
    menu = c.menu(f"m:to:{ref}", "Choose what it means…", (hit_option(hit, named) for hit in hits))
    return c.message(
        c.container(
            None,
            c.text(f"**What does “{title(text, 120)}” mean?**"),
            c.row(menu),
            c.text(f"{QUIET}`/manage alias` finds anything else by name."),
        )
    )


def settings_card(settings: GuildSettings, prefix: str) -> c.Payload:
    """What a guild chose, each choice in its own control; a choice counts at once."""
    log_channel = (settings.log_channel,) if settings.log_channel else ()
    return c.message(
        c.container(
            None,
            c.text("### Settings of this server", "Every choice counts at once."),
            c.text(f"Commands begin with **{title(settings.prefix or prefix, 20)}**"),
            c.row(c.button("Change the prefix", "m:prefix")),
            *_channels("answer_channels", "Answer only in (none: everywhere)", settings.answer_channels),
            *_channels("private_channels", "Slash replies are private in", settings.private_channels),
            *_channels("question_channels", "Bare questions are answered in", settings.question_channels),
            *_channels("log_channel", "Tell of every change in", log_channel, 1),
            c.text("Who may manage recaps besides those with *Manage Server*"),
            c.row(_role(settings.adder_role)),
        )
    )


def export_card() -> c.Payload:
    """The original texts, as a file."""
    return c.message(
        c.text("The recaps as they were received; `recapbot load` reads them back."), c.file(EXPORT)
    )


def change_line(change: Revision) -> str:
    """Who changed what and when, in one line."""
    who = f"<@{change.actor}>" if change.actor else "Somebody"
    note = f" · {title(change.note, 80)}" if change.note else ""
    return f"{who} {_DID[change.action]} “{title(change.name, 120)}” {moment(change.at)}{note}"


def moment(at: str) -> str:
    """An ISO moment as Discord's relative timestamp."""
    try:
        return f"<t:{int(datetime.fromisoformat(at).timestamp())}:R>"
    except ValueError:
        return title(at, 30)


def diff_block(difference: str, room: int) -> str:
    """A difference in a code block, cut at the end of a line; "" stays ""."""
    lines: list[str] = []
    used = 20
    for line in difference.splitlines():
        shown = tame_code(line)
        if used + size(shown) + 1 > room:
            lines.append("…")
            break
        used += size(shown) + 1
        lines.append(shown)
    return "```diff\n" + "\n".join(lines) + "\n```" if lines else ""


def tame_code(line: str) -> str:
    """A line that stays inside its code block."""
    sign, rest = line[:1], line[1:]
    return sign + cut(tame(rest).replace("```", "ˋˋˋ"), 300)


# --- parts ----------------------------------------------------------------------------


def _asked(miss: Miss) -> str:
    return f"“{title(miss.text, 120)}” · {count(miss.count, 'time')}"


def _recap_lines(recap: Recap) -> str:
    head = f"### {title(recap.title)}"
    facts = event_stamp(recap.event) or "No event was recognised."
    talks = count(len(recap.talks), "talk") + (
        f", {count(len(recap.topics), 'topic')}" if recap.topics else ""
    )
    names = [f"- {title(talk.title, 100)}" for talk in recap.talks[:_TITLES]]
    more = len(recap.talks) - len(names)
    if more > 0:
        names.append(f"- and {more} more")
    return "\n".join([head, facts, prose(recap.summary, 300), f"**{talks}**", *names])


def _same(preview: Preview) -> str:
    if preview.same_as is None:
        return ""
    named = f"“{title(preview.same_as.title, 120)}”"
    if preview.unchanged:
        return f"This very text is here already as {named}."
    return (
        f"Looks like {named}, which is here already. Replacing it brings {len(preview.added)} new "
        f"and takes {len(preview.removed)} ({_signed(preview)})."
    )


def _signed(preview: Preview) -> str:
    return f"+{len(preview.added)} −{len(preview.removed)} talks"


def _one_of_many(preview: Preview) -> str:
    same = ""
    if preview.unchanged:
        same = " · is here already"
    elif preview.same_as is not None:
        same = f" · replaces “{title(preview.same_as.title, 60)}” ({_signed(preview)})"
    doubts = f" · {count(len(preview.recap.warnings), 'warning')}" if preview.recap.warnings else ""
    about = event_stamp(preview.recap.event) or "no event"
    talks = count(len(preview.recap.talks), "talk")
    return f"- **{title(preview.recap.title, 100)}** · {about} · {talks}{doubts}{same}"


def _warnings(warnings: Sequence[ReadWarning], most: int = _WARNINGS) -> str:
    if not warnings:
        return ""
    lines = [f"- line {warning.line}: {title(warning.message, 200)}" for warning in warnings[:most]]
    if len(warnings) > most:
        lines.append(f"- and {len(warnings) - most} more")
    return "\n".join(["**Doubtful:**", *lines])


def _problems(problems: Sequence[str]) -> str:
    return "\n".join(f"- {title(problem, 250)}" for problem in problems[:10])


def _within(texts: Sequence[str], room: int) -> list[str]:
    kept: list[str] = []
    for text in texts:
        lines: list[str] = []
        for line in text.splitlines():
            if size(line) + 1 > room:
                break
            room -= size(line) + 1
            lines.append(line)
        if lines:
            kept.append("\n".join(lines))
    return kept


def _preview_buttons(previews: Sequence[Preview]) -> list[c.Component]:
    cancel = c.button("Cancel", "m:cancel")
    if len(previews) > 1:
        return [c.button("Add all", "m:all", c.SUCCESS), cancel]
    preview = previews[0]
    correct = c.button("Correct", "m:correct")
    if preview.unchanged:
        return [correct, cancel]
    if preview.same_as is not None:
        replace = c.button(f"Replace ({_signed(preview)})", "m:replace", c.SUCCESS)
        return [replace, c.button("Add beside it", "m:new"), correct, cancel]
    return [c.button("Add", "m:new", c.SUCCESS), correct, cancel]


def _channels(
    name: str, words: str, chosen: Sequence[int], most: int = 10
) -> tuple[c.Component, c.Component | None]:
    menu = {
        "type": 8,
        "custom_id": f"m:set:{name}",
        "placeholder": "No channel chosen",
        "channel_types": [0, 5, 15],
        "min_values": 0,
        "max_values": most,
        "default_values": [{"type": "channel", "id": str(channel)} for channel in chosen[:most]],
    }
    return c.text(words), c.row(menu)


def _role(chosen: int | None) -> c.Component:
    return {
        "type": 6,
        "custom_id": "m:set:adder_role",
        "placeholder": "No role chosen",
        "min_values": 0,
        "max_values": 1,
        "default_values": [{"type": "role", "id": str(chosen)}] if chosen else [],
    }
