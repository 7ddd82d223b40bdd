from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.briefs.plain_words import (
    counted,
    date_parts,
    date_words,
    day_first,
    held,
    initials,
    letters,
    listed,
    month_first,
    shortened,
)


@pytest.mark.parametrize(
    ("iso", "british", "american"),
    [
        ("2025-02-07T09:00:00Z", "7 February 2025", "February 7, 2025"),
        ("2025-12-17", "17 December 2025", "December 17, 2025"),
        ("2025-12", "December 2025", "December 2025"),
        ("2025", "2025", "2025"),
        ("", "", ""),
        ("spring", "spring", "spring"),
        ("2025-19-01", "2025", "2025"),
    ],
)
def test_dates_are_said_as_precisely_as_they_are_known(
    iso: str, british: str, american: str
) -> None:
    assert day_first(iso) == british
    assert month_first(iso) == american
    assert date_words(iso, "en-GB") == british
    assert date_words(iso, "en-US") == american


def test_date_parts() -> None:
    assert date_parts("2025-02-07") == (2025, 2, 7)
    assert date_parts("2025-02") == (2025, 2, 0)
    assert date_parts("never") == (0, 0, 0)


def test_counts_lists_and_initials() -> None:
    assert counted(1, "article") == "1 article"
    assert counted(2481, "article") == "2,481 articles"
    assert counted(2, "memory", "memories") == "2 memories"
    assert listed([]) == ""
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert initials("Mara Lindqvist") == "ML"
    assert initials("Ana María de la Cruz") == "AC"
    assert initials("") == ""


def test_letters_go_on_after_z() -> None:
    assert [letters(n) for n in (0, 25, 26, 27, 51, 52, 701, 702)] == [
        "A", "Z", "AA", "AB", "AZ", "BA", "ZZ", "AAA",
    ]  # fmt: skip


@given(st.text(max_size=200), st.integers(10, 80))
def test_shortened_text_is_one_line_of_its_beginning(text: str, limit: int) -> None:
    told = shortened(text, limit)
    assert len(told) <= limit
    assert "\n" not in told
    line = " ".join(text.split())
    assert told == line or (told.endswith("…") and line.startswith(told[:-1]))


def test_words_of_the_other_direction_are_held_together() -> None:
    assert held("plain") == "plain"
    assert held("قمة 16") == "\u2068قمة 16\u2069"
