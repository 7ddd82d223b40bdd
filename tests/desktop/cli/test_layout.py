"""Text for people: cut and filled by columns, not by code points."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.cli.layout import columns, counted, fitted, table, wrapped


@given(st.text(), st.integers(min_value=2, max_value=60))
def test_a_fitted_cell_takes_exactly_its_room(text: str, room: int) -> None:
    assert columns(fitted(text, room)) == room
    assert "\n" not in fitted(text, room)


def test_wide_characters_take_two_columns() -> None:
    assert columns("読む") == 4
    assert fitted("読む本", 5) == "読む…"


def test_a_table_keeps_to_the_width_and_lets_one_column_grow(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    lines = table(("id", "title", "date"), [(7, "A very long title " * 9, "2025-12-15")], grow=1)
    assert lines[0].split() == ["id", "title", "date"]
    assert all(columns(line) <= 60 for line in lines)
    assert lines[1].endswith("2025-12-15")
    assert "…" in lines[1]


def test_no_rows_make_no_table() -> None:
    assert table(("id",), [], grow=0) == []


def test_long_words_are_kept_whole() -> None:
    assert wrapped("x" * 300) == ["x" * 300]


def test_counted() -> None:
    assert counted(1, "entry", "entries") == "1 entry"
    assert counted(1200, "entry", "entries") == "1,200 entries"
