"""Offsets and units: each is the other's inverse, on every text that Qt can hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

from desktop.model.spans import Span
from desktop.ui.positions import Positions, trimmed

pytestmark = pytest.mark.gui

# Canonical text: no surrogates, no NUL, no BOM, none of the characters that Qt takes for breaks.
characters = st.one_of(
    st.sampled_from("ab ,.é\u0301\u200d\u00a0\nאب漢🙂👩‍👧𝔸𐍈🏴\U0010fffd"),
    st.characters(
        exclude_categories=("Cs",),
        exclude_characters="\0\r\ufeff\ufffe\u2028\u2029\ufdd0\ufdd1\ufffc",
    ),
)
texts = st.text(characters, max_size=120)


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(texts, st.data())
def test_a_unit_counts_the_utf16_before_it(text: str, data: st.DataObject) -> None:
    positions = Positions(text)
    offset = data.draw(st.integers(0, len(text)))
    assert positions.to_unit(offset) == utf16(text[:offset])
    assert positions.to_offset(positions.to_unit(offset)) == offset
    assert positions.units == utf16(text)


@given(texts, st.data())
def test_half_a_pair_stands_for_the_whole_character(text: str, data: st.DataObject) -> None:
    positions = Positions(text)
    first = data.draw(st.integers(0, positions.units))
    last = data.draw(st.integers(first, positions.units))
    span = positions.span_of(first, last)
    start, end = positions.units_of(span)
    assert first - start in (0, 1)
    assert end - last in (0, 1)
    if start < first:
        assert text[span.start] > "\uffff"
    if end > last:
        assert text[span.end - 1] > "\uffff"


@given(texts, st.data())
def test_qt_selects_the_very_words_of_a_span(text: str, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(text)))
    last = data.draw(st.integers(first, len(text)))
    positions = Positions(text)
    document = QTextDocument()
    QTextCursor(document).insertText(text)
    assert document.characterCount() - 1 == positions.units
    cursor = QTextCursor(document)
    start, end = positions.units_of(Span(first, last))
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    assert cursor.selectedText().replace("\u2029", "\n") == text[first:last]
    assert positions.span_of(cursor.position(), cursor.anchor()) == Span(first, last)


@given(texts, st.data())
def test_trimming_takes_only_white_space(text: str, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(text)))
    last = data.draw(st.integers(first, len(text)))
    span = trimmed(text, Span(first, last))
    assert span.of(text) == text[first:last].strip()


def test_a_span_reaching_beyond_the_text_is_cut() -> None:
    assert Positions("a🙂b").span_of(-3, 99) == Span(0, 3)
