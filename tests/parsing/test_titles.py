"""How a title and who gives it are told apart."""

from __future__ import annotations

import pytest

from bot.parsing.titles import read_title

TITLES = {
    "张伟《苔藓与城市》": ("苔藓与城市", ("张伟",), "quoted"),
    "山田太郎さん「苔の一生」": ("苔の一生", ("山田太郎",), "quoted"),
    "【苔蘚的秘密】林志明": ("苔蘚的秘密", ("林志明",), "quoted"),
    "苔藓与城市「上」": ("苔藓与城市「上」", (), ""),
    "“Life of a Packet” by Ada Lovelace": ("Life of a Packet", ("Ada Lovelace",), "quoted"),
    "Ada Lovelace on the life of a packet": ("the life of a packet", ("Ada Lovelace",), "talked"),
    "Ada Lovelace - A Word on Old Packets": ("A Word on Old Packets", ("Ada Lovelace",), "dashed"),
    "Ada Lovelace on stage": ("Ada Lovelace on stage", (), ""),
    "Ada Lovelace - Old packets - routers": ("Old packets - routers", ("Ada Lovelace",), "dashed"),
    "Keynote: Ada Lovelace - Old packets": ("Keynote: Old packets", ("Ada Lovelace",), "dashed"),
    "Life of a Packet w/ Ada Lovelace": ("Life of a Packet", ("Ada Lovelace",), "with_people"),
    "Life of a Packet by Ada Lovelace and friends": ("Life of a Packet", ("Ada Lovelace",), "by"),
    "Life of a Packet (Ada Lovelace, Acme)": ("Life of a Packet", ("Ada Lovelace",), "bracketed"),
    "Life of a Packet (Ada Lovelace) [Talk]": ("Life of a Packet", ("Ada Lovelace",), "bracketed"),
    "Life of a Packet [Lightning Talk]": ("Life of a Packet", (), ""),
    "Life of a Packet [in talks]": ("Life of a Packet [in talks]", (), ""),
    "Life of a Packet | Ada Lovelace @acme": ("Life of a Packet", ("Ada Lovelace",), "piped"),
    "패킷의 생애와 회고 : 김민수": ("패킷의 생애와 회고", ("김민수",), "named_first"),
    "The life of a packet: Ada Lovelace": ("The life of a packet", ("Ada Lovelace",), "named_first"),
    "Imbo Quax - @imbo - Packets": ("Packets", ("Imbo Quax",), "dashed"),
    "Ada Lovelace - @ada - https://ada.example/slides": ("Ada Lovelace", ("Ada Lovelace",), "dashed"),
    "Ada Lovelace - Acme - Life of a Packet": ("Life of a Packet", ("Ada Lovelace",), "dashed"),
    "Ada Lovelace - Living With Moss - What Stones Teach": (
        "Living With Moss - What Stones Teach",
        ("Ada Lovelace",),
        "dashed",
    ),
    "Life of a Packet — Ada Lovelace & Bob Ray": ("Life of a Packet", ("Ada Lovelace", "Bob Ray"), "dashed"),
    "Life of a Packet by Ada Lovelace": ("Life of a Packet", ("Ada Lovelace",), "by"),
    "NET301 - Packets with Ada Lovelace and Bob R.": (
        "NET301 - Packets",
        ("Ada Lovelace", "Bob R."),
        "with_people",
    ),
    "Ada Lovelace: Life of a Packet": ("Life of a Packet", ("Ada Lovelace",), "named_first"),
    "3. Life of a Packet, Ada Lovelace": ("Life of a Packet", ("Ada Lovelace",), "named_last"),
    "10:30 - 11:00 Life of a Packet": ("Life of a Packet", (), ""),
    "封包的一生 - 王大明": ("封包的一生", ("王大明",), "dashed"),
    "Node Size Matters - Running Clusters as Cheaply as Possible": (
        "Node Size Matters - Running Clusters as Cheaply as Possible",
        (),
        "",
    ),
    "Life of a Packet - Ada Lovelace - KubeCon EU 2022": ("Life of a Packet", ("Ada Lovelace",), "dashed"),
    "PacketConf 2019: Ada Lovelace - Packets": ("Packets", ("Ada Lovelace",), "dashed"),
    "Life of a Packet | Speaker Deck": ("Life of a Packet", (), ""),
    "Life of a Packet on Vimeo": ("Life of a Packet", (), ""),
    "KubeCon EU 2022 - Keynote": ("KubeCon EU 2022 - Keynote", (), ""),
    "Ants: An Introduction": ("Ants: An Introduction", (), ""),
    "Clusters by Example": ("Clusters by Example", (), ""),
    "How moss was eaten by Ada Lovelace": ("How moss was eaten by Ada Lovelace", (), ""),
    "Life of a Packet - Ada Lovelace Moss.com": ("Life of a Packet", ("Ada Lovelace",), "dashed"),
    "Life of a Packet – Ada van Lovelace Senior Engineer & Gardener, Acme": (
        "Life of a Packet",
        ("Ada van Lovelace",),
        "dashed",
    ),
    "Life of a Packet - Ada Lovelace and what came of it": (
        "Life of a Packet - Ada Lovelace and what came of it",
        (),
        "",
    ),
    "패킷의 생애 -김대희-": ("패킷의 생애", ("김대희",), "bracketed"),
    "패킷의 생애와 회고 - +Ada Song님": ("패킷의 생애와 회고", ("Ada Song",), "dashed"),
    "パケットの一生 by 河瀨 翔吾": ("パケットの一生", ("河瀨 翔吾",), "by"),
    "パケットの一生 苔森 太郎 氏": ("パケットの一生", ("苔森 太郎",), "honoured"),
    "パケットの一生 moss_fanさん": ("パケットの一生", ("moss_fan",), "honoured"),
    "[こけ Special]14:20～15:05【17-A-4】パケットの一生": ("パケットの一生", (), ""),
    "【特別企画】パケットの一生": ("【特別企画】パケットの一生", (), ""),
    "12コマ目「パケットの一生」": ("パケットの一生", (), "quoted"),
    "15 h 15 Titre de la conférence : Vie d'un paquet": ("Vie d'un paquet", (), ""),
    "10:20 @ H.2215 (Moss) - Life of a Packet": ("Life of a Packet", (), ""),
    "~ 16:30 Life of a Packet": ("Life of a Packet", (), ""),
    "2016.11.30 Ada Lovelace - Life of a Packet": ("Life of a Packet", ("Ada Lovelace",), "dashed"),
    "Unser Vortrag: Leben eines Pakets": ("Leben eines Pakets", (), ""),
    "Talk: Life of a Packet": ("Life of a Packet", (), ""),
    "... and Life of a Packet": ("Life of a Packet", (), ""),
    "Life of a Packet (:star::star:)": ("Life of a Packet", (), ""),
    "Life of a Packet (slides)": ("Life of a Packet", (), ""),
    "Life of a Packet - video": ("Life of a Packet", (), ""),
    "Life of a Packet slides, video": ("Life of a Packet", (), ""),
    "Ladies Learning Code": ("Ladies Learning Code", (), ""),
}


@pytest.mark.parametrize("text", TITLES)
def test_a_title_gives_up_its_speakers(text: str) -> None:
    titled = read_title(text)
    assert (titled.title, titled.speakers, titled.rule) == TITLES[text]


def test_a_line_of_people_beside_the_title_is_not_the_title() -> None:
    titled = read_title(["Ada Lovelace (Acme)", "Life of a Packet"])
    assert (titled.title, titled.speakers) == ("Life of a Packet", ("Ada Lovelace",))


def test_a_name_nobody_knows_is_one_by_the_company_in_brackets_behind_it() -> None:
    titled = read_title(["Zorvin Quill (Acme)", "Life of a Packet"])
    assert (titled.title, titled.speakers) == ("Life of a Packet", ("Zorvin Quill",))
