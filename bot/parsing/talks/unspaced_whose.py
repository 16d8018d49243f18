# ruff: noqa: E501
"""Talks known by whose they are, or told as a story, in Japanese and Chinese: 山田さんの発表, Ada 的演讲, 次は苔を育てる話でした."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.parsing.rich import Rich
from bot.parsing.talks.told import Sentence, Told
from bot.parsing.talks.unspaced_people import HONOUR

_KIND = (
    r"(?:基調講演|招待講演|講演|発表|トーク|セッション|ライトニングトーク|LT|キーノート|プレゼン|"
    r"(?:开场|開場|开幕|開幕|闭幕|閉幕|主[题題])?(?:演[讲講]|分享|[报報]告|[讲講]座)|keynote|talk|session)"
)
_THEIRS = re.compile(
    rf"(?: ?(?:{HONOUR}))? ?[の的] ?{_KIND}"
    r"(?!者|人|稿|会|會|[题題]|主[题題]|内容|[资資]料|スライド|[视視][频頻]|动画|動画|の?[内中]|里|[A-Za-z]|\s?[「『《“\"(（])",
    re.IGNORECASE,
)
_STORY = r"[^。、，「」『』！？\s]{4,40}?(?:話|発表|講演|セッション)"
_BY_THEM = re.compile(rf"(?: ?(?:{HONOUR}))?による(?P<what>{_STORY})(?=[。、でがはもを]|$)")
_NEXT_STORY = re.compile(
    rf"(?:^|[。、])(?:もう[一1](?:件|つ|個)は?|次は|続いて(?:は)?|最後は|最初は|まずは?|その次は|他には)、?(?P<what>{_STORY})(?:でした|がありました|だった|です|をしていました|を聞)"
)


_NOBODY = re.compile(r"老外|外国人|大家|各位|[我他她]们|自分|皆")


def may_be_whose(sentence: Rich) -> bool:
    """It tells a story, as it says."""
    return "話" in sentence.text and (
        "による" in sentence.text or _NEXT_STORY.search(sentence.text) is not None
    )


def whose_unspaced(sentence: Sentence) -> Iterator[Told]:
    """As in the examples above: named as the sentence does."""
    text = sentence.text
    if text.isascii():
        return
    for name in sentence.names:
        if _NOBODY.fullmatch(name.name):
            continue
        if theirs := _THEIRS.match(text, name.end):
            yield Told(text[name.start : theirs.end()], name.start, theirs.end(), "named", [name.name])
        elif story := _BY_THEM.match(text, name.end):
            yield Told(story["what"], name.start, story.end(), "named", [name.name])
    for story in _NEXT_STORY.finditer(text):
        yield Told(story["what"], story.start("what"), story.end("what"), "named")
