"""Canonical text: done once it stays, and nothing that can be seen is lost."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.text.canonical import canonical, one_line

anything = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("\r\n\t\x00\x0b\x0c\x1b[0m\x1c\x1f\x7f\x85\x92\xa0\xad"),
        st.sampled_from(
            "\u200b\u200e\u2028\u2029\u202e\ufeff\ufffe\ufdd0\ufdd1\ud800\udfff\U0001ffff"
        ),
        st.sampled_from("e\u0301\u0323\u0344ᄀ각กខ\u17d2"),
    )
)


@given(anything)
def test_twice_is_once(raw: str) -> None:
    once = canonical(raw)
    assert canonical(once) == once
    line = one_line(raw)
    assert one_line(line) == line
    assert canonical(line) == line


@given(anything)
def test_it_holds_nothing_that_a_toolkit_would_change(raw: str) -> None:
    text = canonical(raw)
    assert unicodedata.is_normalized("NFC", text)
    assert text.encode("utf-8").decode("utf-8") == text
    for character in text:
        code = ord(character)
        assert character in "\n\t" or unicodedata.category(character) != "Cc"
        assert character not in "\u2028\u2029\ufeff\u00ad"
        assert not 0xFDD0 <= code <= 0xFDEF
        assert code & 0xFFFE != 0xFFFE


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"])))
def test_what_can_be_seen_stays(raw: str) -> None:
    def seen(text: str) -> list[str]:
        return [
            mark
            for mark in unicodedata.normalize("NFD", text)
            if unicodedata.category(mark)[0] in "LNPS"
        ]

    assert seen(canonical(raw)) == seen(raw)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("one\u2028two\u2029three", "one\ntwo\nthree"),
        ("one\x0btwo\x0cthree\x1cfour", "one\ntwo\nthree\nfour"),
        ("\ufeffStart and \ufeffmiddle", "Start and middle"),
        ("\ufffeswapped", "swapped"),
        ("nul\x00 gone", "nul gone"),
        ("\ufdd0a\ufdd1b", "ab"),
        ("lone \ud83d and \ude00", "lone \ufffd and \ufffd"),
        ("e\u0301", "é"),
        ("se\u00adcu\u00adri\u00adty", "security"),
        ("Zel\u200bensky", "Zelensky"),
        ("no\u00a0break and\tab", "no\u00a0break and\tab"),
        ("\x93quoted\x94 \x96 it\x92s", "“quoted” – it’s"),
        ("o\x05ce", "o\ufffdce"),
        ("\x1b[1mbold\x1b[0m", "bold"),
        ("safe\u202egnp.exe", "safegnp.exe"),
        ("👩\u200d🔬 stays one", "👩\u200d🔬 stays one"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_rules(raw: str, text: str) -> None:
    assert canonical(raw) == text


def test_zero_width_spaces_stay_where_they_mark_words() -> None:
    khmer = "ភាសា\u200bខ្មែរ"
    assert canonical(khmer) == khmer


def test_one_line_keeps_no_break_spaces() -> None:
    assert one_line("  10\u00a0000 \n\n  men\t ") == "10\u00a0000 men"


def test_a_million_marks_on_one_letter_take_no_minutes() -> None:
    piled = "a" + "\u0301\u0323" * 100_000
    text = canonical(piled)
    assert text == unicodedata.normalize("NFC", "a" + "\u0323" * 100_000 + "\u0301" * 100_000)


@given(st.text(st.sampled_from("a\u0301\u0323\u0344\u00e9\u0315─"), min_size=60, max_size=160))
def test_piled_up_marks_come_out_as_unicode_orders_them(raw: str) -> None:
    assert canonical(raw) == unicodedata.normalize("NFC", raw)
