"""What counts as a word, in any script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.words import fold, initials, spaced, stem, tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Straße", "strasse"),
        ("Síndrome Ångström", "sindrome angstrom"),
        ("Ｋｕｂｅ ﬁne", "kube fine"),
        ("AdminNetworkPolicy", "adminnetworkpolicy admin network policy"),
        ("NetKit, APIs & eBPF", "netkit net kit apis ebpf"),
        ("pg_stat_statements", "pg stat statements"),
        ("C++, C# and .NET", "cpp csharp and net"),
        ("kernel 6.7", "kernel 6 7"),
        ("星空的距離", "星空 空的 的距 距離"),
        ("網", "網"),
        ("हिन्दी भाषा।", "हिन्दी भाषा"),
        ("«Привет», мир", "привет мир"),
        ("", ""),
    ],
)
def test_words_are_folded_and_split(text, expected):
    assert spaced(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("policies", "policy"),
        ("tests", "testing"),
        ("devices", "device"),
        ("optimizer", "optimising"),
        ("конференциеи", "конференция"),
        ("серверов", "сервера"),
        ("базы", "баз"),
        ("понравилось", "понравился"),
    ],
)
def test_inflections_share_a_stem(one, other):
    assert stem(one) == stem(other)


def test_initials_start_at_every_word_with_and_without_small_ones():
    assert initials(["the", "internet", "of", "things"]) == ["tiot", "iot", "ot", "it"]


@given(st.text())
def test_any_text_folds_and_splits_the_same_way_twice(text):
    assert tokens(fold(text), camel=False) == tokens(fold(fold(text)), camel=False)
    assert all(token and " " not in token for token in tokens(text))
