"""The messages shown in docs/using.md, made by the very code that makes them in Discord."""

from __future__ import annotations

from bot.model import (
    Answer,
    Event,
    Hit,
    Link,
    Passage,
    Preview,
    ReadWarning,
    Recap,
    RecapRef,
    Searched,
    StoredRecap,
    Talk,
)
from bot.rendering.admin import preview_card
from bot.rendering.components import Payload
from bot.rendering.messages import message_for
from bot.rendering.parts import Frame
from bot.rendering.screens import Asked

ANA = Frame(asker=1)

NA_2023 = Event("KubeCon + CloudNativeCon NA", "KubeCon", 2023, "NA", "Chicago", None, "2023-11-06")

NETKIT = Talk(
    "talk:netkit",
    "Meta devices become netkit devices",
    speakers=("Daniel Borkmann",),
    links=(
        Link(
            "Turning up performance to 11", "https://static.sched.com/hosted_files/kccncna2023/b9/", "slides"
        ),
        Link("", "https://www.youtube.com/watch?v=Kzk0Ez0Kfy0", "video"),
    ),
    section="Day three",
    summary="netkit takes the place of the veth pair between a pod and its host: one small device inside the "
    "pod, in the pod's own network namespace.\n- Throughput comes close to that of the host itself.\n"
    "- It will be in kernel 6.7.",
    text="netkit takes the place of the veth pair." * 60,
)
SESSIONS = (
    NETKIT,
    Talk(
        "talk:garden",
        "Keynote: open source as a garden",
        speakers=("Emily Fox",),
        links=(Link("", "https://www.youtube.com/watch?v=garden", "video"),),
        section="Keynotes",
        summary="Knowledge that leaves a project, compared with a garden over the seasons.",
    ),
    Talk("talk:tetragon", "Tracing with Tetragon", speakers=("Natália Ivánkó",), section="Day three"),
)


def _recap(
    number: int, title: str, talks: tuple[Talk, ...] = SESSIONS, event: Event = NA_2023
) -> StoredRecap:
    ref = RecapRef("shared", number, f"{number}.md", title, event, talks=len(talks))
    summary = "Networking took the stage this year, and the hallway talked about little else."
    return StoredRecap(ref, Recap(ref.file, title, event, author="Ines Okafor", summary=summary, talks=talks))


EPISODE = _recap(1, "Show notes: KubeCon NA in review")
WATCH_LIST = _recap(2, "What to watch from Chicago")


def examples() -> dict[str, tuple[str, Payload]]:
    """The pictures of the page: for each, what was typed, and the message that answers it."""
    talk = Answer("talk", "netkti", (Hit(EPISODE.ref, NETKIT, 0.9, (WATCH_LIST.ref,)),), read_as="netkit")
    question = "who compared losing knowledge with a garden?"
    passage = Passage("Emily Fox compared lost knowledge with a garden that goes through many seasons.")
    answer = Answer("answer", question, (Hit(EPISODE.ref, SESSIONS[1], 0.9),), passage.text, passage)
    hits = (Hit(EPISODE.ref), Hit(WATCH_LIST.ref))
    choices = Answer("choices", "kubecon 2023", hits)
    recap = Answer("recap", "show notes", hits[:1], recaps=(EPISODE,))
    nothing = Answer("none", "crossplain", did_you_mean=("Crossplane in anger",), searched=Searched(11, 65))
    preview = Preview(
        "figs.md",
        b"",
        Recap(
            "figs.md",
            "FigFest 2028, as I saw it",
            Event("FigFest", "FigFest", 2028, None, "Porto", None, "2028-05"),
            summary="Two days under the trees.",
            talks=(Talk("a", "Figs all the way down"), Talk("b", "Figs sideways")),
            warnings=(ReadWarning(12, "This link has no address; write [text](address)."),),
        ),
    )
    return {
        "talk": ("!talk netkti", message_for(talk, Asked("talk", "netkti"), ANA)),
        "answer": (f"@Recapbot {question}", message_for(answer, Asked("ask", question), ANA)),
        "choices": ("!recap kubecon 2023", message_for(choices, Asked("recap", "kubecon 2023"), ANA)),
        "recap": ("/recap show notes", message_for(recap, Asked("recap", "show notes"), ANA)),
        "none": ("!talk crossplain", message_for(nothing, Asked("talk", "crossplain"), ANA)),
        "preview": ("/manage add file: figs.md", preview_card([preview])),
    }
