"""Folding makes one form of all ways to write a name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.model.folding import fold, words_of


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Vladimir  Putin", "vladimir putin"),
        ("Zełenśkyj", "zelenskyj"),
        ("GRÖSSE Größe", "grosse grosse"),
        ("O’Neill O'Neill", "oneill oneill"),
        ("al-Sisi", "al sisi"),
        ("U.S. U.S", "us us"),
        ("İstanbul ISTANBUL ıstanbul", "istanbul istanbul istanbul"),
        ("Ærø Łódź Þór", "aero lodz thor"),
        ("Київ київ", "киів киів"),
        ("ｆｕｌｌ①", "full1"),
        ("€ — !!", ""),
        ("", ""),
    ],
)
def test_folded(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert words_of(text) == tuple(folded.split())


@given(st.text(max_size=20))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=20))
def test_case_and_composition_make_no_difference(text: str) -> None:
    import unicodedata

    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))
    assert fold(text.casefold()) == fold(text)


@given(st.text(max_size=20), st.text(max_size=20))
def test_words_fold_one_by_one(one: str, other: str) -> None:
    assert fold(f"{one} {other}") == f"{fold(one)} {fold(other)}".strip()
