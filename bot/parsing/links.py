# ruff: noqa: E501
"""What a web address leads to, told from its host and path alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from urllib.parse import unquote

from bot.model import Link, LinkKind
from bot.parsing.blocks import Span, unwrap
from bot.parsing.vocabulary import is_day_recorded
from bot.players import page_of

_SCHEME = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)

_IMAGE = re.compile(r"\.(?:png|jpe?g|gif|webp|svg|avif|bmp|heic)$", re.IGNORECASE)
_VIDEO_FILE = re.compile(r"\.(?:mp4|webm|mkv|mov|m4v|ogv|mp3|m4a|ogg|opus)$", re.IGNORECASE)
_SLIDE_FILE = re.compile(r"\.(?:pdf|pptx?|key|odp|ps)$", re.IGNORECASE)

_VIDEO_HOSTS = (
    "youtube.com", "youtu.be", "youtube-nocookie.com", "vimeo.com", "media.ccc.de", "twitch.tv",
    "bilibili.com", "b23.tv", "dailymotion.com", "nicovideo.jp", "pyvideo.org", "loom.com", "wistia.com",
    "ustream.tv", "livestream.com", "air.mozilla.org", "channel9.msdn.com", "skillsmatter.com", "odysee.com",
    "video.fosdem.org", "peertube.social", "asciinema.org", "podcasts.apple.com", "archive.org/details", "youku.com", "rutube.ru",
    "confreaks.com/videos", "confreaks.tv/videos", "blip.tv", "parleys.com", "videolectures.net", "ubicast.tv", "brighttalk.com",
)  # fmt: skip
_SLIDE_HOSTS = (
    "speakerdeck.com", "slideshare.net", "slides.com", "slid.es", "noti.st", "docs.google.com/presentation",
    "static.sched.com/hosted_files", "prezi.com", "gitpitch.com", "talks.golang.org", "go-talks.appspot.com",
    "go.dev/talks", "slideslive.com", "docswell.com", "pitch.com", "beautiful.ai", "figma.com/deck", "1drv.ms/p",
    "go-talks.org", "present.do", "slidr.io", "deck.sh",
)  # fmt: skip
_CODE_HOSTS = (
    "github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "gist.github.com", "sr.ht", "gitea.com",
    "colab.research.google.com", "kaggle.com", "replit.com", "codepen.io", "jsfiddle.net", "gitee.com", "go.dev/play",
)  # fmt: skip
_SLIDE_WORD = re.compile(r"(?:^|[/._-])(?:slides?|slidedecks?|folien|diapos(?:itivas)?|deck)(?:$|[/._-])")

# A path segment that holds a conference's page about one session.
_SESSION_PATH = re.compile(
    r"(?:^|/)(?:videos?|recordings?|sessions?|talks?|keynotes?|workshops?|tutorials?|lightning-talks|presentations?|proposals?|"
    r"schedule|fahrplan|program(?:me|m|a)?|agenda|events?(?=/\d)|vortr[a%][^/]*|charlas?|conferences?|confs?|"
    r"ateliers?|ponencias?|taller(?:es)?|sesiones|palestras?|sessoes|oficinas?|intervent[oi]|sessies?|lezing(?:en)?|foredrag|"
    r"prelekcj[ae]|prednask[ay]|doklad[yi]?|eloadas(?:ok)?|sunum(?:lar)?)/[^/?#]+"
)
_SESSION_HOSTS = (
    "sched.com/event",
    "sched.org/event",
    "pretalx.com",
    "events.pinetool.ai",
    "sessionize.com/",
)

# Where people sign up: what stands there is the page of a whole event.
_EVENT_HOSTS = (
    "connpass.com", "doorkeeper.jp", "techplay.jp", "peatix.com", "atnd.org", "meetup.com", "eventbrite.com",
    "kktix.cc", "accupass.com", "huodongxing.com", "festa.io", "onoffmix.com", "event-us.kr", "timepad.ru", "lu.ma",
)  # fmt: skip

_PROFILES = re.compile(
    r"^(?:(?:mobile\.)?(?:twitter|x)\.com/@?\w{1,20}|(?:gist\.)?github\.com/[\w-]{1,39}|gitlab\.com/[\w.-]+|"
    r"(?:[a-z]{2,3}\.)?linkedin\.com/(?:in|pub|company)/[^/?]+(?:/[\w/-]*)?|bsky\.app/profile/[^/]+|"
    r"keybase\.io/\w+|about\.me/[\w.]+|(?:plus\.google|facebook|instagram|threads|medium)\.(?:com|net)/[@+]?[\w.]+|"
    r"stackoverflow\.com/users/.+|(?:youtube|tiktok)\.com/@[\w.-]+|t\.me/\w+|weibo\.com/[\w/]+|"
    r"[\w.-]+/@\w[\w.@-]*|[\w.-]+/(?:[^?#]*/)?(?:speakers?|people|authors?|heroes|team|users?|members?)/[^/?#]+|"
    r"speakerdeck\.com/\w+|slideshare\.net/\w+|(?:www\.)?vimeo\.com/user\d+|linktr\.ee/[\w.]+)$",
    re.IGNORECASE,
)
_CHANNEL = re.compile(
    r"^(?:m\.)?youtube\.com/(?:c/|user/|channel/|@|playlist\b|$)|[?&]list=[^&]+$|/playlists?/"
)


@lru_cache(maxsize=4096)
def bare(url: str) -> str:
    """`https://www.a.org/x/` -> `a.org/x`: two addresses alike in this are the same page."""
    return _SCHEME.sub("", page_of(url.strip())).removeprefix("www.").rstrip("/")


@lru_cache(maxsize=4096)
def kind_of(url: str, text: str = "") -> LinkKind:
    """What `url` leads to; `text`, the words it stands under, decides where the address is silent."""
    address = bare(url)
    path = address.partition("?")[0].partition("#")[0]
    if _IMAGE.search(path):
        return "image"
    if is_profile(url, text):
        return "profile"
    if _SLIDE_FILE.search(path) or _on(address, _SLIDE_HOSTS):
        return "slides"
    if _VIDEO_FILE.search(path) or _on(address, _VIDEO_HOSTS):
        return "video"
    if _SLIDE_WORD.search(path.partition("/")[2].lower()):
        return "slides"
    if _on(address, _CODE_HOSTS):
        return "code"
    return _kind_by_words(text)


_WORDS: tuple[tuple[LinkKind, re.Pattern[str]], ...] = (
    ("slides", re.compile(r"\b(?:slides?(?: ?deck)?|folien|diapos?(?:itivas)?|transparents|deck|pdf)\b|投影片|簡報|幻灯片|スライド", re.IGNORECASE)),
    ("video", re.compile(r"\b(?:video|v[ií]deo|vidéo|recording|aufzeichnung|watch|youtube|replay)\b|影片|錄影|视频|動画", re.IGNORECASE)),
    ("code", re.compile(r"\b(?:code|repo(?:sitory)?|github|source|quelltext)\b|代码|程式碼", re.IGNORECASE)),
)  # fmt: skip


def _kind_by_words(text: str) -> LinkKind:
    if len(text) <= 30:
        for kind, words in _WORDS:
            if words.search(text):
                return kind
    return "article"


def _on(address: str, hosts: tuple[str, ...]) -> bool:
    """`address` begins with one of `hosts`, or is of a subdomain of it."""
    host, _, rest = address.lower().partition("/")
    known = _paths(hosts)
    while host:
        if host in known and rest.startswith(known[host]):
            return True
        host = host.partition(".")[2]
    return False


@cache
def _paths(hosts: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """How the paths begin that count, by host."""
    split = [host.partition("/") for host in hosts]
    return {name: tuple(path for other, _, path in split if other == name) for name, _, _ in split}


@lru_cache(maxsize=4096)
def is_profile(url: str, text: str = "") -> bool:
    """The page of a person or an account, not of a talk.

    An account that holds code may be a project: it is a person's if `text` is none of its words.
    """
    address = bare(url)
    if not _PROFILES.match(address) or re.match(r"(?:twitter|x)\.com/i\b", address):
        return False
    return not (_on(address, _CODE_HOSTS) and text and text.lower() in address.lower() and " " not in text)


def holds_code(url: str) -> bool:
    """A site where code is kept: a project's page, or the account it is under."""
    return _on(bare(url), _CODE_HOSTS)


def is_collection(url: str) -> bool:
    """A channel or a playlist: many talks, not one."""
    address = bare(url)
    return bool(_CHANNEL.search(address)) and "watch?v=" not in address


def is_session_page(url: str) -> bool:
    """A conference's own page about one session, told by a path such as `/sessions/12`."""
    address = bare(url)
    host, slash, path = address.lower().partition("/")
    if any(known in address for known in _SESSION_HOSTS):
        return True
    if _on(address, _EVENT_HOSTS):
        return False
    if re.search(r"[#?&](?:session|talk|event|presentation)s?(?:id)?[-_=/]?\w*\d", path):
        return True
    where = slash + path if "." in host else "/" + address.lower()
    if _TRACK.search(where) or (_PROGRAMME.search(where) and not _ONE_OF_THEM.search(where)):
        return False
    return bool(_SESSION_PATH.search(unquote(where)))


# ".../conference/foo12/technical-sessions": the page of a programme, not of one session.
_PROGRAMME = re.compile(
    r"/(?:(?:[\w-]+-)?(?:sessions|programme|program|schedule|agenda)|talks|speakers|tutorials|workshops|keynotes)$"
)
# ".../schedule/track/gardening": all sessions of one track or room.
_TRACK = re.compile(r"/(?:track|room|devroom|stage)s?/[^/]+/?$")
_ONE_OF_THEM = re.compile(r"/(?:talk|session|event|presentation|keynote)s?/[^/]+$")


def is_opaque(url: str) -> bool:
    """A shortened address, which does not tell where it leads."""
    return bool(_SHORTENED.match(bare(url)))


_SHORTENED = re.compile(
    r"(?:t\.co|bit\.ly|goo\.gl|tinyurl\.com|ow\.ly|is\.gd|buff\.ly|lnkd\.in|dlvr\.it|amzn\.to|rb\.gy|reurl\.cc|s\.id|v\.gd|t\.ly)/[\w-]+$"
)


@lru_cache(maxsize=4096)
def leads_to_talk(url: str, text: str = "") -> bool:
    """One talk's recording, slides or session page."""
    if is_collection(url) or is_profile(url) or _SEVERAL.search(text) or is_day_recorded(text):
        return False
    return kind_of(url, text) in ("video", "slides") or is_session_page(url)


# Words of a link to many recordings, whatever its address looks like.
_SEVERAL = re.compile(r"\bplay ?lists?\b|播放列表|再生リスト|재생목록", re.IGNORECASE)


def as_link(span: Span) -> Link:
    """The link a span makes; a picture's address if it is one."""
    url = span.url or span.image or ""
    text = " ".join(unwrap(span.text).split()) or url
    return Link(text, url, kind_of(url, text))


def unique(links: Iterable[Link]) -> tuple[Link, ...]:
    """Each address once, in order, under the first words it had that are not the address itself."""
    kept: dict[str, Link] = {}
    for link in links:
        known = kept.get(bare(link.url))
        if known is None or (known.text == known.url and link.text != link.url):
            kept[bare(link.url)] = link
    return tuple(kept.values())
